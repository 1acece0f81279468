"""``transcribe exercise export``: exercises as the files of other platforms."""

from pathlib import Path

import click

from transcribe.cli.options import shared
from transcribe.interop.types import SUFFIXES, Platform


@click.command(name="export", short_help="Exporte des exercices pour Moodle, en H5P ou en SCORM.")
@click.argument(
    "inputs", metavar="EXERCICE…", nargs=-1, required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)  # fmt: skip
@click.option(
    "--to", "to", required=True, type=click.Choice(list(SUFFIXES)),
    help="moodle : questions à importer (Moodle, Éléa) ; h5p, scorm : activités avec corrigé, pour l’entraînement.",
)  # fmt: skip
@click.option(
    "--out", "-o", required=True, metavar="CHEMIN", type=click.Path(path_type=Path),
    help="Dossier des fichiers, ou le fichier lui-même (.xml, .h5p, .zip) quand il n’y en a qu’un.",
)  # fmt: skip
@shared
def export(inputs: tuple[Path, ...], to: Platform, out: Path) -> int:
    """Exporte des exercices faits par « transcribe exercise make » vers une autre plateforme.

    EXERCICE est le dossier d’un exercice, ou un dossier qui en contient. Moodle reçoit toutes les questions en un seul
    fichier XML (trous : réponses intégrées ; les autres : composition avec l’audio et, pour le formateur, le corrigé).
    H5P reçoit un fichier par exercice : trous à écrire, mots à glisser, dictée phrase par phrase. SCORM 1.2 reçoit un
    paquet par exercice, qui se note seul : trous et relecture de fautes semées.
    """
    from transcribe.cli.spaces import write_bytes
    from transcribe.exercises.exporting import Unfit, exercise_folders
    from transcribe.exercises.exporting import export as exported

    folders = exercise_folders(inputs)
    one_file = out.suffix.lower() == SUFFIXES[to]
    if one_file and to != "moodle" and len(folders) > 1:
        raise click.BadParameter(
            f"« {out} » est un seul fichier et il y a {len(folders)} exercices : donnez un dossier.",
            param_hint="--out",
        )
    failures = 0
    for made in exported(folders, to):
        if isinstance(made, Unfit):
            failures += 1
            click.echo(f"Erreur : {made.error}", err=True)
            continue
        path = out if one_file else out / made.name
        write_bytes(path, made.content)
        click.echo(f"{path} : {', '.join(made.titles)}")
    if failures and to == "moodle":
        click.echo("Aucun fichier écrit : les questions vont ensemble dans un seul.", err=True)
    return 1 if failures else 0
