"""A letter made again from a file of the contract, perhaps corrected by hand."""

from collections.abc import Mapping
from dataclasses import fields as fields_of
from dataclasses import replace
from typing import Any

from transcribe.core.revision import Revision
from transcribe.core.types import Fields, Letter, Patient, Section
from transcribe.french import fold
from transcribe.letters.compose import AUTO, compose
from transcribe.letters.kinds import find_template
from transcribe.letters.serial import letter_from_dict


def recompose(
    original: Revision, revision: Revision, data: Mapping[str, Any], *, template: str = AUTO
) -> Letter:
    """The letter of ``revision``, with what a person changed in ``data``, the letter of ``original``.

    A field or trait that differs from what ``original`` gives was typed by somebody and is kept; sections
    likewise, as long as the text itself was not changed: the text wins.

    Raises:
        DocumentError: ``data`` is no letter.
        TemplateError: an unknown template.
    """
    if not data.get("sections") and not data.get("fields"):
        return compose(revision, template=template)
    given = letter_from_dict(data)
    letter = compose(revision, template=given.template if template == AUTO else template)
    machine = compose(original, template=given.template)
    sections = letter.sections
    if original.text == revision.text and _texts(given) != _texts(machine):
        sections = _ruled(given, machine)
    return replace(
        letter,
        fields=Fields(**_kept(letter.fields, given.fields, machine.fields)),
        patient=Patient(**_kept(letter.patient, given.patient, machine.patient)),
        sections=sections,
    )


def _kept(new: Fields | Patient, given: Fields | Patient, machine: Fields | Patient) -> dict[str, Any]:
    """Values of ``new``, but those of ``given`` where somebody changed what the machine had found."""
    names = [field.name for field in fields_of(new)]
    return {
        name: getattr(given if getattr(given, name) != getattr(machine, name) else new, name)
        for name in names
    }


def _ruled(given: Letter, machine: Letter) -> tuple[Section, ...]:
    """Sections typed by somebody, each with the rule that its heading is known by."""
    kind = find_template(given.template)
    rules = {fold(rule.title): rule.id for rule in kind.sections if rule.title}
    rules |= {fold(section.heading): section.rule for section in machine.sections if section.rule}
    return tuple(
        replace(section, rule=section.rule or rules.get(fold(section.heading), ""))
        for section in given.sections
    )


def _texts(letter: Letter) -> list[tuple[str, list[str]]]:
    return [(s.heading, [paragraph.text for paragraph in s.paragraphs]) for s in letter.sections]
