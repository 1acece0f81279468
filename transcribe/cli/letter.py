"""``transcribe letter``: lays out a text or an earlier conversion, without hearing anything again."""

from pathlib import Path

import click

from transcribe.cli.options import shared
from transcribe.core.contract import Source
from transcribe.core.revision import Revision
from transcribe.core.types import Doubt, Letter, Patient


def _form(_ctx: click.Context, _param: click.Parameter, value: Path) -> Path:
    from transcribe.pipeline import is_form, known_forms

    if not is_form(value.suffix.lower().removeprefix(".")):
        known = ", ".join(f".{form}" for form in known_forms())
        raise click.BadParameter(f"« {value.name} » : le nom doit finir par {known}.")
    return value


@click.command(name="letter")
@click.argument("source", metavar="FICHIER", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--out",
    "-o",
    metavar="SORTIE",
    required=True,
    callback=_form,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Fichier à écrire ; son extension dit sa forme : .docx, .odt, .html, .pdf, .json, .txt, .srt, .spacy.",
)
@click.option(
    "--template",
    default="auto",
    metavar="MODÈLE",
    help="Genre de document, « auto », ou fichier .docx à vous.",
)
@click.option("--clean", is_flag=True, help="Document sans marques de révision ni commentaires.")
@click.option(
    "--patient",
    "patients",
    metavar="FICHIER",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Identités attendues : patient.toml, ou liste des patients du jour (.csv, .xlsx).",
)
@click.option(
    "--audio",
    metavar="FICHIER",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Son de la dictée, pour une page .html (par défaut : celui d’où vient le .json, s’il est là).",
)
@shared
def command(
    source: Path, out: Path, template: str, clean: bool, patients: Path | None, audio: Path | None
) -> None:
    """Met en page un texte (.txt, .docx, .odt, .rtf, .html, .pdf) ou le .json d’une conversion, corrigé ou non.

    Exemple : transcribe letter dictee.json --out dictee.docx
    """
    from transcribe import letters
    from transcribe.pipeline import form_named

    letters.check_template(template)
    revision, letter, origin = _read(source, template)
    revision = revision.revise(doubts=_new(revision, letters.check_identity(revision)))
    if patients is not None:
        known = _patients(patients)
        revision, letter = _identified(revision, letter, known)
    sound = audio or next((p for p in _sounds(source, origin.path) if p.is_file()), None)
    form_named(out.suffix.lower().removeprefix("."))(
        letters.Work(origin, revision, letter, sound, clean), out
    )
    doubts = len(revision.to_verify)
    click.echo(
        f"{out} : {letters.find_template(letter.template).name}, {doubts} doute{'s' if doubts > 1 else ''}."
    )


def _read(source: Path, template: str) -> tuple[Revision, Letter, Source]:
    from transcribe import documents, letters

    if source.suffix.lower() != ".json":
        revision = letters.plain_revision(documents.read_text(source))
        return revision, letters.compose(revision, template=template), Source()
    from transcribe.core.contract import read_document

    document = read_document(source)
    revision = letters.corrected(document.revision, document.text or document.revision.text)
    letter = letters.recompose(document.revision, revision, document.letter, template=template)
    return revision, letter, document.source


def _sounds(source: Path, named: str) -> list[Path]:
    """Where the sound of a conversion may lie: beside the file, or where it was."""
    return [source.parent / Path(named).name, Path(named)] if named else []


def _new(revision: Revision, doubts: tuple[Doubt, ...]) -> tuple[Doubt, ...]:
    there = {(d.first, d.last, d.kind) for d in revision.doubts}
    return tuple(d for d in doubts if (d.first, d.last, d.kind) not in there)


def _patients(path: Path) -> tuple[Patient, ...]:
    from transcribe import documents, letters

    if path.suffix.lower() == ".toml":
        return letters.patients_of_toml(documents.read_text(path), shown=str(path)).patients
    table = documents.read_table(path)
    found = letters.patients_of_rows(table.names, table.rows, shown=str(path))
    if found.unknown:
        names = " », « ".join(found.unknown)
        click.echo(f"« {path} » : colonne non reconnue, laissée de côté : « {names} ».", err=True)
    return found.patients


def _identified(revision: Revision, letter: Letter, known: tuple[Patient, ...]) -> tuple[Revision, Letter]:
    from transcribe import letters

    match = letters.find_patient(letter.patient, known)
    doubts = _new(revision, letters.check_against(revision, letter.patient, known))
    revision = revision.revise(doubts=doubts)
    return revision, letters.with_known(letter, match) if match else letter
