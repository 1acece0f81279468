"""``transcribe write``: the written form of a spoken text."""

import sys
from pathlib import Path

import click

from transcribe.cli.options import shared
from transcribe.core.files import write_text as save_text

_PROFILES = ("imprimerie-nationale", "bureautique")


@click.command(name="write")
@click.argument(
    "source", metavar="[FICHIER]", required=False, type=click.Path(path_type=Path, allow_dash=True)
)
@click.option(
    "--profile",
    type=click.Choice(_PROFILES),
    default=_PROFILES[0],
    show_default=True,
    help="Usages typographiques : espaces fines et apostrophes courbes, ou usages de bureau.",
)
@click.option(
    "--out",
    "-o",
    metavar="SORTIE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Fichier à écrire, au lieu de l’écran.",
)
@shared
def command(source: Path | None, profile: str, out: Path | None) -> None:
    """Met un texte dicté (« point à la ligne », « cinq milligrammes »…) en forme écrite.

    FICHIER est un texte (.txt, .docx, .odt, .rtf, .html, .pdf) ; sans lui, ou avec « - », le texte est lu
    sur l’entrée standard. Chaque ligne du texte commence un paragraphe.

    Exemple : transcribe write dictee.txt
    """
    from transcribe.writing import write_text

    written = write_text(_read(source), profile=profile)
    if out is None:
        click.echo(written)
    else:
        save_text(out, written + "\n")


def _read(source: Path | None) -> str:
    from transcribe import documents

    if source is not None and str(source) != "-":
        return documents.read_text(source)
    return documents.read_bytes(sys.stdin.buffer.read(), shown="entrée standard").text
