"""``transcribe class`` add and review: what a class is asked, and on what terms."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from transcribe.cli.moments import Moment, shown
from transcribe.cli.spaces import opened
from transcribe.speech import DEFAULT_MODEL

if TYPE_CHECKING:
    from transcribe.classroom import Store, Terms
    from transcribe.classroom.types import Who
    from transcribe.core.errors import TranscribeError
    from transcribe.exercises.batch import Transcriber
    from transcribe.exercises.types import Source
    from transcribe.grading.types import Lexicon

_Command = TypeVar("_Command", bound=Callable[..., Any])
_FEEDBACKS = {"tout-de-suite": "at_once", "apres-la-date": "after_due", "a-la-main": "by_hand"}


def _asked(command: _Command) -> _Command:
    """The options that say on what terms; the command gets them in one dictionary, ``chosen``."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS = (
    click.option("--due", metavar="DATE", type=Moment(), help="À rendre pour cette date."),
    click.option("--opens", metavar="DATE", type=Moment(opens=True), help="Ouvert à partir de cette date."),
    click.option("--closes", metavar="DATE", type=Moment(), help="Fermé après cette date : plus rien ne se rend."),
    click.option("--attempts", default=1, show_default=True, metavar="N", type=click.IntRange(0, 99),
                 help="Nombre d’essais ; 0 : autant qu’on veut."),
    click.option("--feedback", default="tout-de-suite", show_default=True, type=click.Choice([*_FEEDBACKS]),
                 help="Quand l’élève voit sa fiche."),
    click.option("--training", is_flag=True, help="Entraînement : la note ne compte pas."),
    click.option("--timed", is_flag=True, help="En temps limité, avec le temps en plus de chacun."),
    click.option("--scheme", default="", metavar="BARÈME", help="Un autre barème que celui des exercices."),
    click.option("--fictif", is_flag=True,
                 help="Personne n’est réel dans ces dictées : le réseau de la classe peut servir."),
)  # fmt: skip


def _is_said() -> bool:
    """Whether the command line says on what terms; else an exercise already asked keeps its own."""
    context = click.get_current_context()
    return any(
        context.get_parameter_source(name) is ParameterSource.COMMANDLINE
        for name in ("due", "opens", "closes", "attempts", "feedback", "training", "timed", "scheme")
    )


def _terms(chosen: dict[str, Any]) -> "Terms":
    from transcribe import classroom

    return classroom.Terms(
        chosen["opens"], chosen["due"], chosen["closes"], chosen["attempts"], _FEEDBACKS[chosen["feedback"]],  # type: ignore[arg-type]
        not chosen["training"], chosen["timed"], _scheme_text(chosen["scheme"]),
    )  # fmt: skip


def _scheme_text(name: str) -> str:
    """A scheme as an assignment keeps it: a shipped one by its name, a trainer's own by its text."""
    from transcribe.grading.scheme import SHIPPED, load_scheme

    if not name or name in SHIPPED:
        return name
    load_scheme(name)  # says what is wrong
    return Path(name).read_text("utf-8-sig")


@click.command(name="add", short_help="Demande des exercices à une classe.")
@click.argument("name", metavar="CLASSE")
@click.argument(
    "folders", metavar="EXERCICES…", nargs=-1, required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)  # fmt: skip
@_asked
@click.pass_obj
def add(folder: Path | None, /, name: str, folders: tuple[Path, ...], **chosen: Any) -> None:  # noqa: ANN401
    """Demande à une classe des EXERCICES faits par « transcribe exercise make » (dossier de l’un ou de plusieurs).

    Un exercice déjà demandé prend les nouvelles conditions ; sans condition dans la commande, il garde les siennes.
    """
    from transcribe import classroom

    terms = _terms(chosen)
    with opened(folder) as (store, who):
        classroom.find_class(store, who, name)  # before anything is kept
        exercises = [
            one
            for place in folders
            for one in classroom.add_exercises(store, who, place, fictitious=chosen["fictif"])
        ]
        _assign(store, who, name, exercises, terms, fictitious=chosen["fictif"])


def _assign(
    store: "Store", who: "Who", name: str, exercises: Sequence[int], terms: "Terms", *, fictitious: bool
) -> None:
    from transcribe import classroom

    class_ = classroom.find_class(store, who, name)
    asked = classroom.assign(store, who, class_, exercises, terms, keep=not _is_said())
    when = f", à rendre pour le {shown(terms.due)}" if terms.due is not None else ""
    plural = "s" if len(asked) > 1 else ""
    click.echo(f"{len(asked)} exercice{plural} demandé{plural} à « {class_.name} »{when}.")
    if not fictitious:
        click.echo(
            "Dictées tenues pour réelles : elles ne passeront pas sur un réseau non chiffré (--fictif sinon).",
            err=True,
        )


@click.command(name="review", short_help="Demande de vérifier de vrais comptes-rendus.")
@click.argument("name", metavar="CLASSE")
@click.argument(
    "inputs", metavar="DICTÉE…", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
@_asked
@click.option("--model", default=DEFAULT_MODEL, metavar="NOM", help="Modèle de reconnaissance vocale.")
@click.pass_obj
def review(folder: Path | None, /, name: str, inputs: tuple[Path, ...], model: str, **chosen: Any) -> int:  # noqa: ANN401
    """Demande à une classe de vérifier le compte-rendu que le programme fait de chaque DICTÉE.

    L’élève a le son, le texte du programme, ses corrections à accepter ou à défaire et ses doutes. Le texte juste est à
    côté de l’audio (même nom, .txt, .docx, .odt ou .toml) : c’est lui qui note.
    """
    from transcribe import classroom
    from transcribe.core.errors import TranscribeError
    from transcribe.exercises.batch import Transcriber
    from transcribe.terms import load_lexicon

    terms = _terms(chosen)
    made: list[int] = []
    failed = 0
    with opened(folder) as (store, who):
        classroom.find_class(store, who, name)  # before anything is loaded
        lexicon = load_lexicon()
        hearing = Transcriber(model, lexicon=lexicon, notify=lambda sentence: click.echo(sentence, err=True))
        for source in _sources(inputs):
            try:
                if isinstance(source, TranscribeError):
                    raise source
                made.append(_reviewed(store, who, source, hearing, lexicon, fictitious=chosen["fictif"]))
            except TranscribeError as error:
                failed += 1
                click.echo(f"Erreur : {error}", err=True)
        if made:
            _assign(store, who, name, made, terms, fictitious=chosen["fictif"])
    return 1 if failed or not made else 0


def _sources(inputs: Sequence[Path]) -> "Iterator[Source | TranscribeError]":
    """The dictations that have both a sound and their right text, or why one has not."""
    from transcribe.core.errors import DocumentError
    from transcribe.exercises.batch import Refused, find_all

    def missing(path: Path) -> str:
        raise DocumentError(
            message=f"« {path} » n’a pas son texte juste à côté : posez-y {path.stem}.txt, .docx, .odt ou .toml."
        )

    for source in find_all(inputs, missing):
        if isinstance(source, Refused):
            yield source.error
        elif source.audio is None:
            yield DocumentError(message=f"« {source.id} » n’a pas d’audio à côté : il n’y a rien à vérifier.")
        else:
            yield source


def _reviewed(
    store: "Store",
    who: "Who",
    source: "Source",
    hearing: "Transcriber",
    lexicon: "Lexicon",
    *,
    fictitious: bool,
) -> int:
    """The exercise that reviews the conversion of a source; its number."""
    from transcribe.classroom.exercises import add_exercise, sound_of
    from transcribe.exercises import Choices, measure
    from transcribe.exercises.reviewing import make_review
    from transcribe.exercises.serial import to_json
    from transcribe.exercises.sound import copy_audio

    assert source.audio is not None
    made = make_review(source, hearing.hear(source.audio), measure(source, lexicon), lexicon, Choices())
    with TemporaryDirectory(prefix="transcribe-") as place:
        sound = Path(place, "dictee.ogg")
        copy_audio(source.audio, sound)  # without title nor comment of the recorder
        sounds = (sound_of(store, sound),)
    return add_exercise(store, who, to_json(made), sounds=sounds, fictitious=fictitious)
