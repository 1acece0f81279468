"""``transcribe write``: the written form of a spoken text."""

import sys
from pathlib import Path

import click

from transcribe.core.errors import DocumentError
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
def command(source: Path | None, profile: str, out: Path | None) -> None:
    """Met un texte dicté (« point à la ligne », « cinq milligrammes »…) en forme écrite.

    FICHIER est un texte en UTF-8 ; sans lui, ou avec « - », le texte est lu sur l’entrée standard. Chaque
    ligne du texte commence un paragraphe.

    Exemple : transcribe write dictee.txt
    """
    from transcribe.writing import write_text

    written = write_text(_read(source), profile=profile)
    if out is None:
        click.echo(written)
    else:
        save_text(out, written + "\n")


def _read(source: Path | None) -> str:
    standard = source is None or str(source) == "-"
    name = "entrée standard" if standard else str(source)
    try:
        content = sys.stdin.buffer.read() if standard or source is None else source.read_bytes()
    except FileNotFoundError as error:
        raise DocumentError(message=f"« {name} » n’existe pas : vérifiez le nom du fichier.") from error
    except IsADirectoryError as error:
        raise DocumentError(message=f"« {name} » est un dossier : donnez un fichier texte.") from error
    except OSError as error:
        cause = error.strerror or type(error).__name__
        raise DocumentError(
            message=f"« {name} » ne peut pas être lu ({cause}) : vérifiez les droits du fichier."
        ) from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentError(
            message=f"« {name} » n’est pas un texte en UTF-8 : enregistrez-le en texte brut (.txt, UTF-8)."
        ) from error
    if "\x00" in text:
        raise DocumentError(
            message=f"« {name} » n’est pas un fichier texte : donnez un texte brut (.txt, UTF-8)."
        )
    if not text.strip():
        raise DocumentError(
            message=f"« {name} » ne contient aucun texte : dictez ou collez un texte d’abord."
        )
    return text
