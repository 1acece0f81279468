"""A letter as plain values (the ``letter`` object of the JSON contract) and back."""

from collections.abc import Mapping
from dataclasses import fields as fields_of
from typing import Any, cast, get_args

from transcribe.core.errors import DocumentError
from transcribe.core.types import Fields, Letter, Paragraph, Patient, Section, SectionRole

_ROLES = frozenset(get_args(SectionRole))


def letter_to_dict(letter: Letter) -> dict[str, Any]:
    """The letter as JSON values; what was not dictated is left out.

    Beside the contract, a section has ``role`` (unless it belongs to the body), ``start`` (place of a
    dictated heading in the text), ``rule`` (the section of the template) and ``starts`` (places of its paragraphs).
    """
    return {
        "template": letter.template,
        "fields": _values(letter.fields),
        "patient": _values(letter.patient),
        "sections": [_section_to_dict(section) for section in letter.sections],
    }


def letter_from_dict(data: Mapping[str, Any]) -> Letter:
    """The inverse of ``letter_to_dict``; unknown keys are ignored.

    Raises:
        DocumentError: a value has the wrong type.
    """
    try:
        fields = dict(data.get("fields", {}))
        fields["copies"] = tuple(_text(copy) for copy in fields.get("copies", ()))
        return Letter(
            template=_text(data["template"]),
            fields=Fields(**_known(Fields, fields)),
            patient=Patient(**_known(Patient, dict(data.get("patient", {})))),
            sections=tuple(_section_from_dict(section) for section in data.get("sections", ())),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DocumentError(
            message=f"La partie « letter » du fichier JSON est incorrecte ({error}) : "
            "reprenez celle qu’écrit « transcribe convert »."
        ) from error


def _values(record: Fields | Patient) -> dict[str, Any]:
    values = {f.name: getattr(record, f.name) for f in fields_of(record)}
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in values.items() if value
    }


def _known(kind: type[Fields] | type[Patient], data: Mapping[str, Any]) -> dict[str, Any]:
    names = {f.name for f in fields_of(kind)}
    known = {name: value for name, value in data.items() if name in names}
    for name, value in known.items():
        if not isinstance(value, str | tuple):
            raise TypeError(f"« {name} » doit être un texte")
    return known


def _section_to_dict(section: Section) -> dict[str, Any]:
    out: dict[str, Any] = {
        "heading": section.heading,
        "paragraphs": [paragraph.text for paragraph in section.paragraphs],
    }
    if section.role != "body":
        out["role"] = section.role
    if section.start is not None:
        out["start"] = section.start
    if section.rule:
        out["rule"] = section.rule
    starts = [paragraph.start for paragraph in section.paragraphs]
    if any(start is not None for start in starts):
        out["starts"] = starts
    return out


def _section_from_dict(data: Mapping[str, Any]) -> Section:
    texts = [_text(text) for text in data["paragraphs"]]
    starts = data.get("starts") or [None] * len(texts)
    if len(starts) != len(texts) or not all(start is None or isinstance(start, int) for start in starts):
        raise ValueError("« starts » ne correspond pas à « paragraphs »")
    role = data.get("role", "body")
    if role not in _ROLES:
        raise ValueError(f"rôle « {role} » inconnu")
    return Section(
        heading=_text(data["heading"]),
        paragraphs=tuple(Paragraph(text, start) for text, start in zip(texts, starts, strict=True)),
        role=cast(SectionRole, role),
        start=_place(data.get("start")),
        rule=_text(data.get("rule", "")),
    )


def _place(value: object) -> int | None:
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        raise TypeError(f"un nombre entier est attendu, pas {value!r}")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"un texte est attendu, pas {value!r}")
    return value
