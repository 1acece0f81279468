"""A real compte-rendu to review: the program's own conversion, with its doubts and corrections, as an exercise.

The learner gets the text as the program wrote it and decides on each mark with its seconds of sound: what he accepts,
refuses or judges right is his work, and an error without a mark is one too.
"""

from typing import Any

from transcribe.core.revision import Revision
from transcribe.exercises.make import minutes, real_errors, with_agreements
from transcribe.exercises.titles import title_of
from transcribe.exercises.types import ALL_KINDS, Choices, Exercise, ExerciseKind, Level, Passage, Source
from transcribe.grading.copies import with_copies
from transcribe.grading.hearing import word_times
from transcribe.grading.types import Lexicon, Page

KIND: ExerciseKind = "compte-rendu"


def passages_of(revision: Revision) -> tuple[Passage, ...]:
    """The passages of a revision to decide on, in the order of its text, none over another: a doubt comes first."""
    doubts = [
        Passage(
            *span, revision.text[slice(*span)], "doubt", _reason(doubt.kind, doubt.reason), doubt.alternatives,
            _seconds(revision, doubt.first, doubt.last),
        )
        for doubt in revision.to_verify
        if (span := revision.span_of(doubt.first, doubt.last)) and span[0] < span[1]
    ]  # fmt: skip
    kept: list[Passage] = []
    for one in [*doubts, *_corrections(revision)]:
        if not any(one.first < other.last and other.first < one.last for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.first))


def _corrections(revision: Revision) -> list[Passage]:
    from transcribe.letters.marks import EDIT_NAMES, Marks

    return [
        Passage(
            run.start, run.start + len(run.text), run.text, "correction",
            f"{EDIT_NAMES[run.edit.kind]} : {run.edit.reason}" if run.edit.reason else EDIT_NAMES[run.edit.kind],
            tuple(dict.fromkeys(one for one in (run.heard.strip(), *run.edit.alternatives) if one)),
            _seconds(revision, run.first, run.last),
        )
        for run in Marks(revision).runs(0, len(revision.text))
        if run.edit is not None and run.text.strip()
    ]  # fmt: skip


def _reason(kind: Any, reason: str) -> str:  # noqa: ANN401
    from transcribe.letters.marks import DOUBT_NAMES

    name = DOUBT_NAMES[kind]
    return f"{name} : {reason}" if reason and not reason.lower().startswith(name.lower()) else reason or name


def _seconds(revision: Revision, first: int, last: int) -> tuple[float, float] | None:
    start, end = revision.seconds_of(first, last)
    return (round(start, 2), round(end, 2)) if end > start else None


def places_of(revision: Revision) -> tuple[tuple[int, float, float], ...]:
    """For each piece of the text, the character that it starts at and its seconds."""
    found = []
    for piece in revision.pieces:
        start, end = revision.seconds_of(piece.first, piece.last)
        if piece.text.strip() and end > start:
            found.append((piece.start, round(start, 2), round(end, 2)))
    return tuple(found)


def text_of(revision: Revision) -> str:
    """What the program writes, and at its foot the copies that the doctor asked for."""
    return with_copies(
        revision.text, [one.text for one in revision.instructions if one.kind == "copy" and one.text]
    )


def times_of(page: Page, heard: Revision) -> tuple[tuple[int, int, float, float], ...]:
    """Where the words of a page are heard, as ``Exercise.times``."""
    found = word_times(page.text, heard.text, heard.seconds_at)
    return tuple((one.start, one.end, one.since, one.until) for one in found)


def make_review(
    source: Source, revision: Revision, level: Level, lexicon: Lexicon, choices: Choices
) -> Exercise:
    """The exercise that reviews the conversion of a source; its reference is the source's own page."""
    page, draft = with_agreements(source.page), text_of(revision)
    return Exercise(
        id=f"{KIND}-{source.id}",
        title=f"{ALL_KINDS[KIND]} – {title_of(source)}",
        kind=KIND,
        source=source,
        level=level,
        reference=page,
        draft=draft,
        seeded=real_errors(page, draft, lexicon),
        minutes=minutes(page, KIND, choices),
        choices=choices,
        times=times_of(page, revision),
        marks=passages_of(revision),
        places=places_of(revision),
    )
