"""Kinds of exercise that other installed packages bring: each a text to proofread with faults of its own making.

The learner works, and is marked, as for « relecture »: on the faults that were put in and on what he spoils.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from transcribe.core.errors import DocumentError
from transcribe.core.plugins import OURS, Plugin, UnfitError, plugins
from transcribe.exercises.make import make_exercise, slug
from transcribe.exercises.seeding import apply
from transcribe.exercises.titles import title_of
from transcribe.exercises.types import ALL_KINDS, EVERY, Choices, Exercise, Level, Seeded, Source
from transcribe.grading.types import KINDS, Lexicon

GROUP = "transcribe.exercise_kinds"

Faults = Callable[[str, Lexicon, Choices], Sequence[Seeded]]
"""The faults to put into a right text, as places of it: ``text[start:end] == expected``, none over another.

The same text and choices (``seed``, ``errors`` at most) give the same faults.
"""


@dataclass(frozen=True, slots=True)
class FurtherKind:
    """A kind of exercise: its name in titles, the faults it makes, and a French sentence told to the learner."""

    title: str
    faults: Faults
    note: str = ""


@cache
def further_kinds() -> dict[str, Plugin[FurtherKind]]:
    """The kinds of other installed packages, by name."""
    return plugins(GROUP, _as_kind, dict.fromkeys((*ALL_KINDS, EVERY), OURS))


def make_further(name: str, source: Source, level: Level, lexicon: Lexicon, choices: Choices) -> Exercise:
    """An exercise of a kind of ``further_kinds``.

    Raises:
        DocumentError: the package fails on this text, or gives faults that are none of it; the sentence names it.
        KeyError: there is no such kind.
    """
    plugin = further_kinds()[name]
    text = source.page.text
    try:
        seeded = tuple(sorted(plugin.value.faults(text, lexicon, choices), key=lambda one: one.start))
        _require_fit(text, seeded)
    except Exception as error:  # whatever somebody else's package does
        cause = str(error) if isinstance(error, UnfitError) else type(error).__name__
        raise DocumentError(
            message=f"« {name} », du paquet « {plugin.package} », n’a pas pu faire d’exercice de « {source.id} » "
            f"({cause}) : mettez ce paquet à jour, ou signalez-le à ses auteurs."
        ) from error
    made = make_exercise(
        source, "relecture", level, lexicon, replace(choices, kinds=("relecture",), further=())
    )
    return replace(
        made,
        id=f"{slug(name)}-{source.id}",
        title=f"{plugin.value.title} – {title_of(source)}",
        draft=apply(text, seeded),
        seeded=seeded,
        note=plugin.value.note,
    )


def _as_kind(name: str, value: object) -> FurtherKind:
    if slug(name) != name:
        raise UnfitError("le nom d’un genre s’écrit en petites lettres, chiffres et traits d’union")
    if not isinstance(value, FurtherKind):
        raise UnfitError("il ne donne pas un FurtherKind")
    return value


def _require_fit(text: str, seeded: Sequence[Seeded]) -> None:
    done = 0
    for one in seeded:
        if one.kind not in KINDS:
            raise UnfitError(f"la classe « {one.kind} » n’existe pas")
        if not done <= one.start <= one.end or text[one.start : one.end] != one.expected:
            raise UnfitError(f"la faute « {one.found} » n’est pas à sa place")
        if one.found == one.expected:
            raise UnfitError(f"la faute « {one.found} » n’en est pas une")
        done = one.end
    if not seeded:
        raise UnfitError("il n’y trouve aucune faute à semer")
