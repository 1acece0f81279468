"""What may take the place of a passage that a person added, as the rest of the review already has it."""

from collections.abc import Sequence
from datetime import date

from transcribe.anonymising.deciding import Standing
from transcribe.anonymising.finding import Passage
from transcribe.anonymising.keeping import Item, State
from transcribe.anonymising.pseudonyms import Pseudonyms, context_of
from transcribe.anonymising.replacing import places
from transcribe.anonymising.types import Kind
from transcribe.french import bare_words, fold
from transcribe.french.calendar import find_dates
from transcribe.french.particles import is_particle
from transcribe.letters.names import listed_names

Pair = tuple[Kind, str, str]
"""A kind, a passage, and what takes its place."""


def proposed(state: State, standing: Standing, item: Item, text: str, kind: Kind) -> str:
    """A pseudonym for a passage of a file: the one that it has elsewhere in the review, else of the same person or by
    the same interval of dates, else a new one that nobody of the review bears.
    """
    known = _pairs(state, standing)
    for other, said, new in known:
        if other == kind and fold(said) == fold(text) and new:
            return new
    if kind in ("person", "place") and (same := _of_known_parts(known, text)):
        return same
    worn = {word.key for _, *both in known for said in both for word in bare_words(said)}
    names = Pseudonyms(avoided=frozenset(worn))
    revision = item.revision
    found, _ = places(revision, text)
    start, end = found[0] if found else (0, 0)
    context = context_of(revision.text, start, end, fold(text) in listed_names("prénom"))
    days = _interval(item, standing)
    days = names.days_of(item.source) if days is None else days
    year = max((int(one.iso[:4]) for one in find_dates(revision.text)), default=date.today().year)
    return names.in_place_of(Passage(text, kind, 1.0, ""), context, days=days, year=year)


def _pairs(state: State, standing: Standing) -> list[Pair]:
    pairs: list[Pair] = [
        (line.kind, line.text, standing.answers[line.id].replacement)
        for line in state.lines.values()
        if line.kind is not None
    ]
    added = (one.addition for one in standing.additions)
    return [*pairs, *((one.kind, one.text, one.replacement) for one in added if one.text)]


def _of_known_parts(known: Sequence[Pair], text: str) -> str:
    """« Lantier » where « Jean Lantier » became « Paul Masson »: « Masson »; empty where a word has no part."""
    parts: dict[str, str] = {}
    for kind, before, after in known:
        if kind not in ("person", "place"):
            continue
        said = [word.key for word in bare_words(before) if not is_particle(word.text)]
        new = after.split()
        if len(said) == len(new):
            parts |= dict(zip(said, new, strict=True))
    wanted = [word.key for word in bare_words(text) if not is_particle(word.text)]
    return (
        " ".join(parts[word] for word in wanted) if wanted and all(word in parts for word in wanted) else ""
    )


def _interval(item: Item, standing: Standing) -> int | None:
    """The days by which the dates of a file move, by one that the review already moves."""
    for line in item.lines:
        if line.kind not in ("date", "birth"):
            continue
        before, after = find_dates(line.text), find_dates(standing.answers[line.id].replacement)
        if len(before) == len(after) == 1 and before[0].iso and after[0].iso:
            return (date.fromisoformat(after[0].iso) - date.fromisoformat(before[0].iso)).days
    return None
