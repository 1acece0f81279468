"""From a revised text to a laid-out letter."""

from dataclasses import replace
from pathlib import Path

from transcribe.core.errors import TemplateError
from transcribe.core.revision import Revision
from transcribe.core.types import Letter, Paragraph, Patient, Section
from transcribe.letters.extract import Extractor
from transcribe.letters.kinds import Template, common, find_template, list_templates
from transcribe.letters.recognise import recognise
from transcribe.letters.scan import Scan
from transcribe.letters.structure import Block, Structure

AUTO = "auto"
_END_ROLES = frozenset({"closing", "signature", "copies"})


def compose(revision: Revision, *, template: str = AUTO, patient: Patient | None = None) -> Letter:
    """Lays a revised text out as a letter.

    The sections hold every word of ``revision.text`` once: first the lines before the body (title,
    recipient, patient…), then the body in the order of the template, then the lines after it. ``fields``
    and ``patient`` are read in them. ``patient`` gives identity traits known from elsewhere: they take
    the place of the dictated ones (``letters.check_identity`` tells where the two disagree).

    ``template`` is ``auto``, a template id, or the path of a Word file to fill in (the kind is then
    recognised, unless the file has the name of one: ``operatoire.docx``).

    Raises:
        TemplateError: the id is unknown, or a template file is wrong.
    """
    scan = Scan(revision.text)
    model, name = _model_and_name(template)
    kind = recognise(scan, list_templates()) if name == AUTO else find_template(name)
    cues = common()
    blocks = Structure(scan, kind, cues).read()
    extractor = Extractor(scan, blocks, cues)
    dictated = extractor.patient()
    return Letter(
        template=kind.id,
        fields=extractor.fields(revision.instructions),
        patient=dictated if patient is None else _with_known(dictated, patient),
        sections=tuple(_section(block, scan.text, kind) for block in _ordered(blocks, kind)),
        model=model,
    )


def check_template(template: str) -> None:
    """Refuses a ``--template`` that could only fail later: ``auto``, an id, or a Word file.

    Raises:
        TemplateError: no such kind, or a Word file that cannot serve as a model; the message says where.
    """
    model, name = _model_and_name(template)
    if name != AUTO:
        find_template(name)
    if model:
        from transcribe.letters.word import check_model

        check_model(Path(model))


def _model_and_name(template: str) -> tuple[str, str]:
    """The Word file to fill in (or none) and the kind that ``template`` names."""
    path = Path(template)
    if path.suffix.lower() != ".docx":
        return "", template
    if not path.is_file():
        raise TemplateError(message=f"Le modèle Word « {template} » n’existe pas : vérifiez le chemin.")
    known = {kind.id for kind in list_templates()}
    return str(path), path.stem if path.stem in known else AUTO


def _with_known(dictated: Patient, known: Patient) -> Patient:
    names = ("title", "last_name", "first_name", "birth_date", "sex", "birth_name", "birth_place", "ins")
    return replace(dictated, **{name: value for name in names if (value := getattr(known, name))})


def _ordered(blocks: list[Block], kind: Template) -> list[Block]:
    """Lines before, body in the order of the template, lines after."""
    before = [b for b in blocks if b.role != "body" and b.role not in _END_ROLES]
    after = [b for b in blocks if b.role in _END_ROLES]
    groups: list[tuple[int, list[Block]]] = []
    for block in (b for b in blocks if b.role == "body"):
        known = block.rule is not None and not kind.sections[block.rule].floating
        if known and block.rule is not None:
            groups.append((block.rule, [block]))
        elif groups:
            groups[-1][1].append(block)
        else:
            groups.append((-1, [block]))
    groups.sort(key=lambda group: group[0])
    return [*before, *(block for _, group in groups for block in group), *after]


def _section(block: Block, text: str, kind: Template) -> Section:
    return Section(
        heading=block.title if block.heading or "’" in text else block.title.replace("’", "'"),
        paragraphs=tuple(Paragraph(text[span.start : span.end], span.start) for span in block.paragraphs),
        role=block.role,
        start=block.heading.start if block.heading else None,
        rule=kind.sections[block.rule].id if block.rule is not None else "",
    )
