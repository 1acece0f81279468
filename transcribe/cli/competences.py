"""``transcribe competences``: what weeks of graded copies show, criterion by criterion."""

from datetime import datetime
from pathlib import Path

import click

from transcribe.cli.options import shared


@click.command(name="competences")
@click.argument(
    "inputs", metavar="RÉSULTATS…", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
@click.option(
    "--out", "-o", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="DOSSIER",
    help="Dossier du classeur et des fiches (créé au besoin).",
)  # fmt: skip
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]), metavar="DATE",
    help="Seulement les copies rendues à partir de ce jour (2026-09-01 ou 01/09/2026).",
)  # fmt: skip
@shared
def command(inputs: tuple[Path, ...], out: Path, since: datetime | None) -> int:
    """Fiches de compétence d’une classe, d’après ses copies notées (RNCP40800, « Transcrire, vérifier et mettre en
    forme des documents médicaux »).

    RÉSULTATS sont les dossiers écrits par « transcribe grade … --out », ou un dossier qui les contient tous. Écrit un
    classeur de la classe et, pour le livret, une fiche Word par élève : un niveau par critère avec ses preuves, « non
    évalué » là où rien n’a été mesuré. Critères, seuils et niveaux sont ceux du programme, et les fiches le disent.
    """
    from transcribe.grading.competence_files import write_sheets
    from transcribe.grading.competences import sheets
    from transcribe.grading.history import read_history, since_day

    copies = since_day(read_history(inputs), since.date() if since else None)
    if not copies:
        late = "à partir de ce jour : choisissez une date plus ancienne"
        none = (
            "dans ces résultats : notez-en d’abord (« transcribe grade … --out », ou les pages de la classe)"
        )
        click.echo(f"Erreur : aucune copie notée {late if since else none}.", err=True)
        return 1
    found = sheets(copies)
    write_sheets(found, out)
    for sheet in found:
        levels = " ; ".join(f"{one.criterion.title} : {one.level}" for one in sheet.criteria)
        click.echo(f"{sheet.learner} — {levels}")
    click.echo(f"Classeur et fiches du livret : {out}")
    return 0
