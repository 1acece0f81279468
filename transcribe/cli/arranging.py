"""``transcribe class`` needs and delay: what one learner has otherwise than the others."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from transcribe.cli.moments import Moment, shown
from transcribe.cli.spaces import find_member, opened

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAMES = {
    "extra_time": "temps en plus {:.0f} %", "pace": "voix à {:.0f} %", "text_size": "taille {}", "spaced": "texte aéré",
    "face": "police pour la dyslexie", "accents": "accents comptés à {:.0f} %",
    "same_sound": "lettres sans effet sur le son comptées à {:.0f} %",
}  # fmt: skip


@click.command(name="needs", short_help="Aménagements d’un élève.")
@click.argument("name", metavar="CLASSE")
@click.argument("learner", metavar="ÉLÈVE")
@click.option("--large", is_flag=True, help="Grands caractères.")
@click.option(
    "--dyslexia", is_flag=True, help="Police et espacements ; accents et homophones comptés à part."
)
@click.option("--extra-time", metavar="%", type=click.IntRange(0, 200), help="Temps en plus (33 : un tiers).")
@click.option("--pace", metavar="%", type=click.IntRange(50, 150), help="Vitesse de la voix, même hauteur.")
@click.option("--none", "none", is_flag=True, help="Plus aucun aménagement.")
@click.pass_obj
def needs(
    folder: Path | None,
    name: str,
    learner: str,
    large: bool,
    dyslexia: bool,
    extra_time: int | None,
    pace: int | None,
    none: bool,
) -> None:
    """Montre les aménagements d’un ÉLÈVE, ou les change : ses pages, son temps, le son, sa note.

    Les copies déjà notées ne changent pas. Une liste de classe les donne aussi (colonnes « tiers-temps »,
    « aménagement »).
    """
    from transcribe import classroom
    from transcribe.classroom.arranged import needs_from
    from transcribe.grading.needs import preset

    with opened(folder) as (store, who):
        person = find_member(store, who, classroom.find_class(store, who, name), learner)
        wanted: dict[str, Any] = {} if none else dict(person.needs)
        for chosen, preset_name in ((dyslexia, "dyslexie"), (large, "grands caractères")):
            wanted |= needs_from(preset(preset_name)) if chosen else {}
        wanted |= {} if extra_time is None else {"extra_time": extra_time / 100}
        wanted |= {} if pace is None else {"pace": pace / 100}
        if wanted != dict(person.needs):
            classroom.set_needs(store, who, person.id, wanted)
        click.echo(f"{person.name} : {_said(wanted)}.")


def _said(wanted: "Mapping[str, Any]") -> str:
    parts = [
        text.format(wanted[name] if name == "text_size" else float(wanted[name]) * 100 if "%" in text else "")
        for name, text in _NAMES.items()
        if wanted.get(name, False) is not False and wanted[name] != ""
    ]
    return ", ".join(parts) or "aucun aménagement"


@click.command(name="delay", short_help="Donne à un élève une autre date de remise.")
@click.argument("name", metavar="CLASSE")
@click.argument("learner", metavar="ÉLÈVE")
@click.argument("until", metavar="DATE", type=Moment())
@click.option("--exercise", metavar="TITRE", help="Pour cet exercice (sinon : tous ceux qui ont une date).")
@click.pass_obj
def delay(folder: Path | None, name: str, learner: str, until: int, exercise: str | None) -> None:
    """Donne à un ÉLÈVE jusqu’à DATE pour rendre ; les fiches « après la date » attendent alors cette date."""
    from transcribe import classroom
    from transcribe.classroom.errors import NotFound
    from transcribe.french import fold

    with opened(folder) as (store, who):
        class_ = classroom.find_class(store, who, name)
        person = find_member(store, who, class_, learner)
        asked = [
            one
            for one in classroom.assignments_in(store, who, class_)
            if (fold(exercise) in fold(one.title) if exercise else one.due is not None)
        ]
        if not asked:
            raise NotFound(
                message="Aucun exercice de la classe ne répond à ce titre, ou n’a de date de remise."
            )
        for one in asked:
            closes = None if one.closes is None else max(until, one.closes)
            classroom.adapt(store, who, one.id, person.id, due=until, closes=closes)
            click.echo(f"{person.name} : « {one.title} » pour le {shown(until)}.")
