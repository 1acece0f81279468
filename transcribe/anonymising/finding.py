"""All that tells who somebody is in a text, or in what was heard and its text together."""

from dataclasses import dataclass

from transcribe.anonymising.dates import find_dates
from transcribe.anonymising.numbers import find_addresses, find_numbers
from transcribe.anonymising.people import Namer, find_people
from transcribe.anonymising.signatures import SPELLED
from transcribe.anonymising.types import Found, Kind, without_overlaps
from transcribe.anonymising.vocabulary import Vocabulary
from transcribe.core.revision import Revision
from transcribe.french import tokenise

_RANK: dict[Kind, int] = {
    "email": 0, "nir": 1, "phone": 2, "address": 3, "birth": 4, "date": 4, "rpps": 5, "finess": 5, "ipp": 5,
}  # fmt: skip
"""Of two numbers over each other, which kind stands: the lower."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What is to be replaced in a revision: ``found`` in its text (None: nothing of it stands there) and the words
    ``first..last`` that say it (None: nobody said it); ``text`` is how it is written, or heard."""

    text: str
    kind: Kind
    confidence: float
    why: str
    found: Found | None = None
    words: tuple[int, int] | None = None
    spelled: bool = False


def find(
    text: str, known: Vocabulary, *, heard: bool = False, namer: Namer | None = None
) -> tuple[Found, ...]:
    """Every passage of a text that tells who somebody is, in order, none over another.

    ``heard``: the text is a recogniser's, whose names may be garbled; ``namer``: a statistical model of names,
    asked besides.
    """
    tokens = tokenise(text)
    found = [
        *find_numbers(text, tokens),
        *find_addresses(tokens),
        *find_dates(text, tokens),
    ]
    taken = _settled(found)
    people = find_people(text, tokens, known, heard=heard, namer=namer)
    return without_overlaps([*taken, *_around(people, taken)])


def find_in(revision: Revision, known: Vocabulary, *, namer: Namer | None = None) -> tuple[Passage, ...]:
    """What a revision's text tells, and what was said that its text leaves out: spelled names, remarks, slips.

    The words of the transcript are searched too: what either of the two shows is found.
    """
    heard = any(word.end > 0 for word in revision.transcript.words)
    text = revision.text
    passages = [_of_text(revision, one) for one in find(text, known, heard=heard, namer=namer)]
    covered = {word for one in passages if one.words for word in range(one.words[0], one.words[1] + 1)}
    for first, last, kind, why, spelled in (*_spelled(revision), *_of_words(revision, known, heard=heard)):
        for since, until in _not_in(covered, first, last):
            said = " ".join(word.text for word in revision.transcript.words[since : until + 1])
            passages.append(Passage(said, kind, 0.7, why, None, (since, until), spelled))
            covered.update(range(since, until + 1))
    return tuple(sorted(passages, key=lambda one: _place(revision, one)))


def _place(revision: Revision, passage: Passage) -> tuple[int, int]:
    if passage.words is not None:
        return passage.words
    assert passage.found is not None
    return max(0, revision.piece_at(passage.found.start).first), -1


def _of_text(revision: Revision, found: Found) -> Passage:
    words = revision.words_at(found.start, found.end)
    return Passage(
        found.of(revision.text), found.kind, found.confidence, found.why, found, words, found.spelled
    )


def _spelled(revision: Revision) -> list[tuple[int, int, Kind, str, bool]]:
    return [
        (edit.first, edit.last, "person", SPELLED, True)
        for edit in revision.edits
        if SPELLED in edit.reason and not edit.text.strip() and edit.last >= edit.first
    ]


def _of_words(
    revision: Revision, known: Vocabulary, *, heard: bool
) -> list[tuple[int, int, Kind, str, bool]]:
    """What the plain words of the transcript show, as word indexes."""
    hidden = _hidden(revision)
    if not (hidden or heard):
        return []
    words = revision.transcript.words
    text = revision.transcript.text
    starts, place = [], 0
    for word in words:
        starts.append(place)
        place += len(word.text) + 1
    out: list[tuple[int, int, Kind, str, bool]] = []
    for found in find(text, known, heard=heard):
        inside = [
            index
            for index, start in enumerate(starts)
            if start < found.end and start + len(words[index].text) > found.start
        ]
        if inside and (found.confidence >= 0.9 or hidden.intersection(inside)):
            out.append((inside[0], inside[-1], found.kind, found.why, False))
    return out


def _hidden(revision: Revision) -> set[int]:
    """The words that do not stand in the text as they were heard."""
    return {
        word for edit in revision.edits for word in range(edit.first, edit.last + 1) if not edit.text.strip()
    }


def _not_in(covered: set[int], first: int, last: int) -> list[tuple[int, int]]:
    """The runs of ``first..last`` that are not covered yet."""
    runs: list[tuple[int, int]] = []
    for word in range(first, last + 1):
        if word in covered:
            continue
        if runs and runs[-1][1] == word - 1:
            runs[-1] = (runs[-1][0], word)
        else:
            runs.append((word, word))
    return runs


def _settled(found: list[Found]) -> list[Found]:
    """Of passages that overlap, the surer kind stands: a telephone number is no file number."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (_RANK.get(f.kind, 9), f.start - f.end)):
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return kept


def _around(people: list[Found], taken: list[Found]) -> list[Found]:
    """Names outside what is taken already; one inside an address is the address."""
    return [
        one for one in people if not any(other.start <= one.start and one.end <= other.end for other in taken)
    ]
