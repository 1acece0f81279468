"""``transcribe class``: classes, their learners, what they are asked and their results."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from transcribe.cli.arranging import delay, needs
from transcribe.cli.asking import add, review
from transcribe.cli.moments import shown
from transcribe.cli.options import shared
from transcribe.cli.personal import archive, backup, export, forget, restore, thin
from transcribe.cli.spaces import find_member, opened, write_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transcribe.classroom import Newcomer, Slip, Store
    from transcribe.classroom.types import Class, Who

_LIST = click.Path(exists=True, dir_okay=False, path_type=Path)
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.group(name="class")
@click.option(
    "--espace", metavar="DOSSIER", type=click.Path(file_okay=False, path_type=Path),
    help="Dossier des classes (par défaut : dans vos données personnelles).",
)  # fmt: skip
@click.pass_context
def command(context: click.Context, espace: Path | None) -> None:
    """Gère des classes : élèves, exercices demandés, résultats ; « transcribe serve » leur ouvre leurs pages."""
    context.obj = espace


@command.command(name="create", short_help="Crée une classe.")
@click.argument("name", metavar="NOM")
@click.argument("roll", metavar="[LISTE]", required=False, type=_LIST)
@click.option("--slips", metavar="FICHIER", type=_FILE, help="Écrit les fiches d’accès des élèves (.docx).")
@shared
@click.pass_obj
def create(folder: Path | None, name: str, roll: Path | None, slips: Path | None) -> None:
    """Crée une classe, avec les élèves d’une LISTE (.csv ou .xlsx : nom, prénom, identifiant, groupe).

    Les codes personnels ne sont montrés qu’une fois : écrivez les fiches avec --slips, ou plus tard par
    « transcribe class slips », qui en tire de nouveaux.
    """
    from transcribe import classroom

    listed = classroom.read_list(roll) if roll is not None else []  # before anything is made
    with opened(folder) as (store, who):
        class_ = classroom.create_class(store, who, name)
        click.echo(f"Classe « {class_.name} » créée, code {class_.code}.")
        if listed:
            _enrol(store, who, class_, listed, slips)


@command.command(name="enrol", short_help="Ajoute des élèves à une classe.")
@click.argument("name", metavar="CLASSE")
@click.argument("roll", metavar="LISTE", type=_LIST)
@click.option("--slips", metavar="FICHIER", type=_FILE, help="Écrit les fiches d’accès des nouveaux (.docx).")
@shared
@click.pass_obj
def enrol(folder: Path | None, name: str, roll: Path, slips: Path | None) -> None:
    """Ajoute à une classe les élèves d’une LISTE ; ceux qui y sont déjà restent tels qu’ils sont."""
    from transcribe import classroom

    with opened(folder) as (store, who):
        _enrol(store, who, classroom.find_class(store, who, name), classroom.read_list(roll), slips)


def _enrol(
    store: "Store", who: "Who", class_: "Class", listed: "Sequence[Newcomer]", slips: Path | None
) -> None:
    from transcribe import classroom

    new, known = classroom.newcomers_of(store, who, class_, listed)
    made = classroom.enrol(store, who, class_, new) if new else []
    there = f", {known} déjà dans la classe" if known else ""
    click.echo(f"{len(made)} élève{'s' if len(made) > 1 else ''} en plus{there}.")
    if slips is not None and made:
        _write_slips(class_, made, slips, "")
    elif made:
        click.echo(f"Fiches d’accès : transcribe class slips « {class_.name} » --out fiches.docx")


def _write_slips(class_: "Class", slips: "Sequence[Slip]", out: Path, address: str) -> None:
    from transcribe.classroom.slips import slips_docx

    write_bytes(out, slips_docx(class_, slips, address=address))
    click.echo(f"{len(slips)} fiche{'s' if len(slips) > 1 else ''} d’accès : {out}")


@command.command(name="list", short_help="Montre les classes, ou où en est chacun d’une classe.")
@click.argument("name", metavar="[CLASSE]", required=False)
@click.pass_obj
def list_(folder: Path | None, name: str | None) -> None:
    """Montre les classes ; avec CLASSE, ses élèves et où chacun en est."""
    from transcribe import classroom

    with opened(folder) as (store, who):
        if name is None:
            found = classroom.classes(store, who)
            for one in found:
                count = len(classroom.members(store, who, one))
                archived = " (archivée)" if one.archived else ""
                click.echo(f"{one.name}{archived} : code {one.code}, {count} élève{'s' if count > 1 else ''}")
            if not found:
                click.echo("Aucune classe : transcribe class create NOM [LISTE]", err=True)
            return
        class_ = classroom.find_class(store, who, name)
        click.echo(f"{class_.name} : code {class_.code}")
        for line in _standing_lines(store, who, class_):
            click.echo(line)


def _standing_lines(store: "Store", who: "Who", class_: "Class") -> "Iterator[str]":
    from transcribe import classroom
    from transcribe.classroom.people import labels
    from transcribe.classroom.results import standings
    from transcribe.grading.french import decimal_text

    found = standings(store, who, class_)
    people = classroom.members(store, who, class_)
    for person, label in labels(people).items():
        yield f"  {label}"
        for one in found:
            if one.person == person:
                mark = (
                    f", {decimal_text(one.mark)}/{decimal_text(one.maximum)}"
                    if one.mark is not None and one.maximum is not None
                    else ""
                )
                when = f" le {shown(one.submitted)}" if one.submitted else ""
                late = ", en retard" if one.late else ""
                yield f"    {one.title} : {one.state.lower()}{when}{late}{mark}"


@command.command(name="slips", short_help="Écrit les fiches d’accès à imprimer.")
@click.argument("name", metavar="CLASSE")
@click.option("--out", "-o", required=True, metavar="FICHIER", type=_FILE, help="Les fiches (.docx).")
@click.option(
    "--address", default="", metavar="ADRESSE", help="Adresse de la classe, à imprimer sur les fiches."
)
@shared
@click.pass_obj
def slips(folder: Path | None, name: str, out: Path, address: str) -> None:
    """Tire un nouveau code personnel à chaque élève d’une classe et écrit les fiches à imprimer.

    Les anciens codes ne servent plus ; les pages ouvertes demandent le nouveau.
    """
    from transcribe import classroom

    with opened(folder) as (store, who):
        class_ = classroom.find_class(store, who, name)
        made = [slip for _, slip in classroom.renew_pins(store, who, class_)]
        if not made:
            raise click.UsageError(f"La classe « {class_.name} » n’a pas encore d’élève.")
        _write_slips(class_, made, out, address)


@command.command(name="results", short_help="Écrit les résultats d’une classe (.xlsx).")
@click.argument("name", metavar="CLASSE")
@click.option("--out", "-o", required=True, metavar="FICHIER", type=_FILE, help="Le classeur (.xlsx).")
@shared
@click.pass_obj
def results(folder: Path | None, name: str, out: Path) -> None:
    """Écrit les résultats d’une classe : notes, tableau, fautes, classes de fautes, termes difficiles.

    À côté du classeur, resultats.json : « transcribe competences » et « transcribe exercise remedial » les reprennent.
    """
    from transcribe import classroom
    from transcribe.classroom.results import results as results_of
    from transcribe.classroom.results import workbook_of
    from transcribe.grading.history import RESULTS_FILE, results_text

    with opened(folder) as (store, who):
        class_ = classroom.find_class(store, who, name)
        if waiting := classroom.waiting(store):
            from transcribe.terms import load_lexicon

            lexicon = load_lexicon()
            for copy in waiting:
                classroom.mark(store, copy, lexicon)
        found = results_of(store, who, class_)
    write_bytes(out, workbook_of(found))
    write_bytes(out.with_name(RESULTS_FILE), results_text(found).encode())
    graded = sum(one.grade is not None for one in found)
    click.echo(f"{graded} copie{'s' if graded > 1 else ''} notée{'s' if graded > 1 else ''} : {out}")


@command.command(name="return", short_help="Rend les fiches aux élèves.")
@click.argument("name", metavar="CLASSE")
@click.pass_obj
def return_(folder: Path | None, name: str) -> None:
    """Rend aux élèves d’une classe les fiches des copies qu’ils ont rendues, quelles que soient les dates."""
    from transcribe import classroom

    with opened(folder) as (store, who):
        class_ = classroom.find_class(store, who, name)
        asked = classroom.assignments_in(store, who, class_)
        done = sum(classroom.give_back(store, who, one.id) for one in asked)
        click.echo(f"{done} fiche{'s' if done > 1 else ''} rendue{'s' if done > 1 else ''}.")


@command.command(name="pin", short_help="Donne un nouveau code personnel.")
@click.argument("name", metavar="CLASSE")
@click.argument("learner", metavar="ÉLÈVE")
@click.pass_obj
def pin(folder: Path | None, name: str, learner: str) -> None:
    """Donne à un ÉLÈVE un nouveau code personnel, et le débloque."""
    from transcribe import classroom

    with opened(folder) as (store, who):
        class_ = classroom.find_class(store, who, name)
        person = find_member(store, who, class_, learner)
        slip = classroom.renew_pin(store, who, person.id)
        click.echo(f"{person.name} : code de la classe {class_.code}, code personnel {slip.pin}")


@command.command(name="unlock", short_help="Débloque un élève.")
@click.argument("name", metavar="CLASSE")
@click.argument("learner", metavar="ÉLÈVE")
@click.pass_obj
def unlock(folder: Path | None, name: str, learner: str) -> None:
    """Débloque un ÉLÈVE qui s’est trompé trop souvent ; son code ne change pas."""
    from transcribe import classroom

    with opened(folder) as (store, who):
        class_ = classroom.find_class(store, who, name)
        person = find_member(store, who, class_, learner)
        classroom.unlock(store, who, person.id)
        click.echo(f"{person.name} peut entrer à nouveau.")


for one in (add, review, needs, delay, archive, export, forget, backup, restore, thin):
    command.add_command(one)


@command.command(name="practice", short_help="Permet ou non aux élèves les exercices sur leurs fautes.")
@click.argument("name", metavar="CLASSE")
@click.option("--oui/--non", "allowed", default=True, show_default=True, help="Les permettre, ou non.")
@shared
@click.pass_obj
def practice(folder: Path | None, name: str, allowed: bool) -> None:
    """Dit si les élèves d’une classe peuvent se faire donner un exercice sur leurs propres fautes.

    Permis tant que rien n’est dit : un exercice d’entraînement, corrigé tout de suite, d’un texte fictif qu’ils n’ont
    pas travaillé et qui n’est demandé nulle part pour une note.
    """
    from transcribe import classroom

    with opened(folder) as (store, who):
        class_ = classroom.find_class(store, who, name)
        classroom.allow_practice(store, who, class_, allowed=allowed)
    what = "peuvent" if allowed else "ne peuvent plus"
    click.echo(f"{class_.name} : les élèves {what} se faire donner un exercice sur leurs fautes.")
