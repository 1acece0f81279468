"""``transcribe cluster``: certificates, a scheduler, workers; ``transcribe convert --cluster`` gives them work."""

from pathlib import Path

import click

from transcribe.cli.options import certificates


@click.group(name="cluster")
def command() -> None:
    """Partage les conversions entre plusieurs ordinateurs, par des liaisons chiffrées des deux côtés.

    Un ordinateur fait les certificats et tient l’ordonnanceur ; d’autres y mettent leurs postes ; « transcribe convert
    --cluster » leur envoie les enregistrements, qu’ils gardent en mémoire seulement. La marche à suivre, ce que l’on y
    gagne et ce qui est dangereux : docs/plusieurs-machines.md.
    """


@command.command(name="certificates")
@click.option(
    "--out", "-o", "out", metavar="DOSSIER", type=click.Path(file_okay=False, path_type=Path),
    help="Où les écrire (par défaut : dans vos données personnelles).",
)  # fmt: skip
def make(out: Path | None) -> None:
    """Fait l’autorité du groupe (gardée si elle vaut encore) et un dossier de certificats par rôle.

    Copiez le dossier « poste » sur chaque ordinateur qui convertit, « ordonnanceur » et « coordinateur » là où ils
    servent, par une clé USB ou une autre voie sûre : qui en tient un peut faire exécuter des programmes aux autres. Le
    fichier autorite.key ne quitte pas cet ordinateur.
    """
    from transcribe.batch.cluster.certificates import LIFE, ROLES, make_certificates, usual_place

    folder = out or usual_place()
    new = make_certificates(folder)
    click.echo(f"Certificats faits dans « {folder} », pour {LIFE.days} jours : {', '.join(ROLES)}.")
    if new:
        click.echo("L’autorité est nouvelle : remplacez ces dossiers sur tous les ordinateurs.")


@command.command()
@click.option(
    "--hote", "host", default="", metavar="ADRESSE",
    help="Adresse de cet ordinateur où attendre (par défaut : toutes).",
)  # fmt: skip
@click.option("--port", default=8786, show_default=True, type=click.IntRange(0, 65535), help="Port.")
@certificates("ordonnanceur")
def scheduler(host: str, port: int, identity_folder: Path) -> None:
    """Attend les postes et les conversions, et donne à chacun son travail."""
    from transcribe.batch.cluster.certificates import identity_in
    from transcribe.batch.cluster.serving import serve_scheduler

    serve_scheduler(identity_in(identity_folder), host=host, port=port, say=_say)


@command.command()
@click.argument("address", metavar="ADRESSE")
@click.option(
    "--jobs", default=1, show_default=True, type=click.IntRange(1, 64), help="Postes, d’un cœur chacun."
)
@certificates("poste")
def worker(address: str, jobs: int, identity_folder: Path) -> None:
    """Met cet ordinateur au service de l’ordonnanceur d’une adresse, tls://hote:8786, en basse priorité."""
    from transcribe.batch.cluster.certificates import identity_in
    from transcribe.batch.cluster.serving import serve_workers
    from transcribe.batch.cluster.settings import checked_address

    serve_workers(identity_in(identity_folder), checked_address(address), count=jobs, say=_say)


def _say(sentence: str) -> None:
    click.echo(sentence, err=True)
