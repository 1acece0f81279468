"""A decided review applied to one file: its text with the replacements, and the seconds of its sound to silence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transcribe.anonymising.keeping import Item
from transcribe.anonymising.review import Addition, Reviewed
from transcribe.anonymising.sound import Cover, Span
from transcribe.anonymising.types import LABELS
from transcribe.core.revision import Revision
from transcribe.french import bare_words, fold
from transcribe.french.civilities import civility_of
from transcribe.french.particles import is_particle

_NAMELESS = "[…]"
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Replaced:
    """What one file became. ``left``: words of a name confirmed in any file that its text still shows; ``used``: what
    was found of the additions."""

    text: str
    covers: tuple[Cover, ...]
    mapping: tuple[tuple[str, str, str], ...]
    left: tuple[str, ...]
    used: tuple[Addition, ...]


def names_in(items: Sequence[Item], reviewed: Reviewed) -> frozenset[str]:
    """The words, folded, of the people and places that a person confirmed or added, in whatever file."""
    said = [
        line.text
        for item in items
        for line in item.lines
        if line.kind in ("person", "place") and reviewed.decisions[line.id].confirmed
    ]
    said += [addition.text for addition in reviewed.additions]
    return frozenset(
        fold(word.text)
        for name in said
        for word in bare_words(name)
        if len(word.text) >= _SHORTEST
        and word.text[:1].isupper()
        and not is_particle(word.text)
        and civility_of(word.text) is None
    )


def replaced(item: Item, reviewed: Reviewed, names: frozenset[str]) -> Replaced:
    """One file under the decisions of a person; where two passages overlap, the longer is replaced.

    ``names``: the words that no file of the review may still show without its being said (``names_in``).
    """
    revision = item.revision
    changes: list[tuple[int, int, str]] = []
    covers: list[Cover] = []
    mapping: list[tuple[str, str, str]] = []
    for line in item.lines:
        decision = reviewed.decisions[line.id]
        if not decision.confirmed:
            continue
        new = decision.replacement or _NAMELESS
        if line.start >= 0:
            changes.append((line.start, line.end, new))
        if item.sound and line.until > line.since:
            covers.append(
                Cover(Span(line.since, line.until), "" if line.kind is None else decision.replacement)
            )
        if line.kind is not None:
            mapping.append((line.text, new, LABELS[line.kind]))
    used = []
    for addition in reviewed.additions:
        if not concerns(addition, item):
            continue
        found, heard = places(revision, addition.text)
        changes += [(start, end, addition.replacement or _NAMELESS) for start, end in found]
        if item.sound:
            said = addition.replacement
            covers += [Cover(Span(*revision.seconds_of(*words)), said) for words in heard]
            covers += [Cover(Span(addition.since, addition.until), said)] if addition.until else []
        if found or heard or (addition.until and item.sound):
            used.append(addition)
            mapping += (
                [(addition.text, addition.replacement or _NAMELESS, LABELS[addition.kind])] if found else []
            )
    text = _rewritten(revision.text, changes)
    fresh = {fold(word.text) for _, _, new in changes for word in bare_words(new)}
    return Replaced(text, tuple(covers), tuple(mapping), tuple(_left(text, names - fresh)), tuple(used))


def concerns(addition: Addition, item: Item) -> bool:
    """Whether an addition is meant for a file: it names it, or names none."""
    return not addition.file or fold(addition.file) in (fold(item.name), item.number)


def places(revision: Revision, passage: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Where a passage stands in the text, and which words say it, whatever its case and accents."""
    wanted = [word.key for word in bare_words(passage)]
    if not wanted:
        return [], []
    found = list(_runs([(word.start, word.end, word.key) for word in bare_words(revision.text)], wanted))
    said = [
        (index, index, word.key)
        for index, heard in enumerate(revision.transcript.words)
        for word in bare_words(heard.text)
    ]
    heard = list(_runs(said, wanted))
    heard += [words for start, end in found if (words := revision.words_at(start, end)) is not None]
    return found, heard


def _runs(words: Sequence[tuple[int, int, str]], wanted: Sequence[str]) -> Iterator[tuple[int, int]]:
    count = len(wanted)
    for place in range(len(words) - count + 1):
        if [word[2] for word in words[place : place + count]] == list(wanted):
            yield words[place][0], words[place + count - 1][1]


def _rewritten(text: str, changes: Sequence[tuple[int, int, str]]) -> str:
    kept: list[tuple[int, int, str]] = []
    for change in sorted(changes, key=lambda one: (one[0] - one[1], one[0])):
        if not any(change[0] < other[1] and other[0] < change[1] for other in kept):
            kept.append(change)
    for start, end, new in sorted(kept, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _left(text: str, wanted: frozenset[str]) -> Iterator[str]:
    """Words of confirmed names that still stand in a text with their capital."""
    seen: set[str] = set()
    for word in bare_words(text):
        if word.key in wanted and word.text[:1].isupper() and word.key not in seen:
            seen.add(word.key)
            yield word.text
