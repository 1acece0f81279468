"""Attempts against the keys of their exercises, each graded or refused."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from transcribe.core.errors import TranscribeError
from transcribe.documents.refusing import refusal
from transcribe.french import fold
from transcribe.grading.decisions import is_of, unused
from transcribe.grading.keys import Key
from transcribe.grading.marking import grade
from transcribe.grading.needs import USUAL, Arrangements, Needs
from transcribe.grading.scheme import Scheme
from transcribe.grading.tokens import tokenize
from transcribe.grading.types import NOTHING, Decision, Grade, Lexicon, Page

_ALIKE = 0.2
_FEW_WORDS = 8


@dataclass(frozen=True, slots=True)
class Attempt:
    """One copy of one learner.

    ``learner_id`` tells learners apart, ``learner`` is the name shown, ``key`` the exercise's id. ``number`` is the
    rank of the attempt among those of this learner at this exercise, from 1; ``at`` is when it was handed in.
    ``origin`` is the file it came from, when it came from one; ``refused`` the sentence that says why it could not be
    read. ``listed``: the learner is known (of the class list, where there is one).
    """

    learner_id: str
    learner: str
    key: str
    number: int = 1
    at: datetime | None = None
    page: Page = NOTHING
    group: str = ""
    origin: Path | None = None
    refused: str = ""
    listed: bool = True

    @property
    def shown(self) -> str:
        """How its author knows the copy: the name of its file, else the learner's."""
        return self.origin.name if self.origin else self.learner


@dataclass(frozen=True, slots=True)
class Result:
    """What became of an attempt: a grade, or the sentence that refuses it.

    ``scheme`` is what it was marked by; ``needs`` how the learner's sheet looks.
    """

    attempt: Attempt
    key: Key
    grade: Grade | None = None
    refused: str = ""
    scheme: Scheme | None = None
    needs: Needs = USUAL

    @property
    def page(self) -> Page:
        """What the learner wrote."""
        return self.attempt.page


def grade_all(
    attempts: Sequence[Attempt],
    keys: Sequence[Key],
    lexicon: Lexicon,
    scheme: Scheme,
    *,
    schemes: Mapping[str, Scheme] | None = None,
    decisions: Mapping[str, Sequence[Decision]] | None = None,
    arranged: Arrangements | None = None,
) -> Iterator[Result]:
    """Grades each attempt; what cannot be graded is refused in one sentence and stops nothing.

    ``schemes`` are the exercises' own schemes, by exercise id; the others take ``scheme``. ``decisions`` are the
    trainer's, by exercise id; ``arranged`` is what is arranged for learners, whose schemes come first.
    """
    by_id = {key.id: key for key in keys}
    for attempt in attempts:
        key = by_id.get(attempt.key, keys[0])
        if attempt.refused:
            yield Result(attempt, key, refused=attempt.refused)
            continue
        try:
            _check_same_document(attempt, key)
            settings = (arranged or Arrangements()).of(attempt.learner_id, attempt.learner)
            rules = settings.of((schemes or {}).get(key.id, scheme))
            own = [
                one
                for one in (decisions or {}).get(key.id, ())
                if is_of(one, attempt.learner_id, attempt.learner)
            ]
            found = grade(key.reference, attempt.page, lexicon, scheme=rules, given=key.given, decisions=own)
            yield Result(attempt, key, found, scheme=rules, needs=settings.needs)
        except TranscribeError as error:
            yield Result(attempt, key, refused=str(error))


def unused_decisions(
    results: Sequence[Result], keys: Sequence[Key], decisions: Mapping[str, Sequence[Decision]]
) -> list[str]:
    """A sentence for each decision that changed nothing in the copies of its exercise."""
    out: list[str] = []
    used: list[Decision] = []
    for found in (result.grade for result in results):
        if found is not None:
            used += [one.decision for one in found.waived]
            used += [one.decision for one in found.mistakes if one.decision]
    for key in keys:
        graded = [one for one in results if one.key.id == key.id and one.grade is not None]
        if not graded or key.id not in decisions:
            continue
        learners = [(one.attempt.learner_id, one.attempt.learner) for one in graded]
        out += [
            f"acceptes.toml de « {key.title} », {sentence}"
            for sentence in unused(decisions[key.id], used, learners, key.reference.text)
        ]
    return out


def counted(results: Sequence[Result]) -> list[Result]:
    """The results that count: graded, the last attempt of each learner at each exercise."""
    last: dict[tuple[str, str], Result] = {}
    for result in results:
        place = result.attempt.learner_id, result.key.id
        if result.grade and (place not in last or last[place].attempt.number <= result.attempt.number):
            last[place] = result
    kept = {id(result) for result in last.values()}
    return [result for result in results if id(result) in kept]


def closest(page: Page, keys: Sequence[Key]) -> Key:
    """The key whose text a page has most words of."""
    return max(keys, key=lambda key: shared_words(key.reference.text, page.text))


def shared_words(reference: str, attempt: str) -> float:
    """Share of the shorter text's words (small ones left out) that the other has, in [0, 1]."""
    one, other = (Counter(_words(text)) for text in (reference, attempt))
    common = sum((one & other).values())
    return common / max(1, min(one.total(), other.total()))


def _words(text: str) -> list[str]:
    return [fold(t.text)[:5] for t in tokenize(text) if t.kind != "mark" and len(t.text) > 3]


def _check_same_document(attempt: Attempt, key: Key) -> None:
    """Refuses a text that has hardly a word of the reference.

    Raises:
        DocumentError: it is another document.
    """
    page = attempt.page
    if len(_words(page.text)) >= _FEW_WORDS and shared_words(key.reference.text, page.text) < _ALIKE:
        raise refusal(
            attempt.shown,
            f"ne ressemble pas à l’exercice « {key.title} »",
            "vérifiez que l’élève a rendu le bon document",
        )
