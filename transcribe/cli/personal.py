"""``transcribe class`` archive, export, forget, backup: what is kept of people, and for how long."""

from pathlib import Path

import click

from transcribe.cli.options import shared
from transcribe.cli.spaces import find_member, opened, write_bytes

_FILE = click.Path(dir_okay=False, path_type=Path)
_SURE = click.option("--oui", "sure", is_flag=True, help="Ne demande pas de confirmation.")


def _ask(question: str, *, sure: bool) -> None:
    """Goes on only once somebody has written « oui »."""
    if not sure and click.prompt(f"{question} (oui ou non)", default="non").strip().lower() not in (
        "o",
        "oui",
    ):
        raise click.Abort


@click.command(name="archive", short_help="Ferme une classe et en retire les noms.")
@click.argument("name", metavar="CLASSE")
@_SURE
@click.pass_obj
def archive(folder: Path | None, name: str, sure: bool) -> None:
    """Ferme une classe et remplace les noms par « Élève 1 »… : copies et notes restent, sans personne.

    Les versions, les décisions, les commentaires et les aménagements sont effacés. C’est sans retour : écrivez d’abord
    les résultats (« transcribe class results »).
    """
    from transcribe import classroom

    with opened(folder) as (store, who):
        class_ = classroom.find_class(store, who, name)
        _ask(f"Retirer pour toujours les noms de la classe « {class_.name} » ?", sure=sure)
        count = classroom.archive_class(store, who, class_)
        click.echo(f"Classe « {class_.name} » archivée : {count} nom{'s' if count > 1 else ''} en moins.")


@click.command(name="export", short_help="Écrit tout ce qui est gardé d’un élève (.zip).")
@click.argument("name", metavar="CLASSE")
@click.argument("learner", metavar="ÉLÈVE")
@click.option("--out", "-o", required=True, metavar="FICHIER", type=_FILE, help="Le fichier à écrire (.zip).")
@shared
@click.pass_obj
def export(folder: Path | None, name: str, learner: str, out: Path) -> None:
    """Écrit tout ce qui est gardé d’un ÉLÈVE : ce que l’on sait de lui, ses copies, leurs versions, ses notes."""
    from transcribe import classroom

    with opened(folder) as (store, who):
        person = find_member(store, who, classroom.find_class(store, who, name), learner)
        write_bytes(out, classroom.export_person(store, who, person.id))
        click.echo(f"Données de {person.name} : {out}")


@click.command(name="forget", short_help="Efface un élève et tout ce qu’il a fait.")
@click.argument("name", metavar="CLASSE")
@click.argument("learner", metavar="ÉLÈVE")
@_SURE
@click.pass_obj
def forget(folder: Path | None, name: str, learner: str, sure: bool) -> None:
    """Efface un ÉLÈVE et tout ce qu’il a fait, pour toujours, des sauvegardes aussi."""
    from transcribe import classroom

    with opened(folder) as (store, who):
        person = find_member(store, who, classroom.find_class(store, who, name), learner)
        _ask(f"Effacer pour toujours {person.name}, ses copies et ses notes ?", sure=sure)
        classroom.forget_person(store, who, person.id)
        click.echo("C’est effacé.")


@click.command(name="restore", short_help="Reprend une sauvegarde.")
@click.argument("path", metavar="SAUVEGARDE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_SURE
@click.pass_obj
def restore(folder: Path | None, path: Path, sure: bool) -> None:
    """Met une SAUVEGARDE à la place de ce que l’espace contient, après une sauvegarde de celui-ci."""
    from transcribe import classroom

    with opened(folder) as (store, who):
        _ask(f"Reprendre « {path.name} » ? Ce qui s’est fait depuis n’y est pas.", sure=sure)
        classroom.restore(store, who, path)
        click.echo(
            f"« {path.name} » est reprise ; l’état d’avant est dans « {store.folder / 'sauvegardes'} »."
        )


@click.command(name="thin", short_help="Allège les copies rendues depuis longtemps.")
@click.option(
    "--days",
    default=30,
    show_default=True,
    metavar="N",
    type=click.IntRange(1),
    help="Rendues il y a N jours.",
)
@click.pass_obj
def thin(folder: Path | None, days: int) -> None:
    """Ne garde qu’une version par dix minutes des copies rendues depuis longtemps : leur texte final reste entier."""
    from transcribe import classroom

    with opened(folder) as (store, who):
        gone = classroom.thin_versions(store, who, days=days)
        click.echo(f"{gone} version{'s' if gone > 1 else ''} en moins.")


@click.command(name="backup", short_help="Fait une sauvegarde de l’espace.")
@click.pass_obj
def backup(folder: Path | None) -> None:
    """Fait une sauvegarde, à côté de l’espace ; « transcribe serve » en fait une par heure de travail.

    Les vingt-quatre dernières restent, et la dernière de chacun des quatorze derniers jours.
    """
    from transcribe import classroom

    with opened(folder) as (store, who):
        click.echo(f"Sauvegarde : {classroom.back_up(store, who)}")
