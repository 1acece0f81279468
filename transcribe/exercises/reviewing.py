"""A real compte-rendu to review: the program's own conversion, with its doubts and corrections, as an exercise.

The learner gets the text as the program wrote it and decides on each mark with its seconds of sound: what he accepts,
refuses or judges right is his work, and an error without a mark is one too.
"""

from dataclasses import dataclass
from typing import Any, Literal

from transcribe.core.revision import Revision
from transcribe.exercises.types import Level, Source
from transcribe.grading.hearing import word_times
from transcribe.grading.keys import Key

KIND = "compte-rendu"
_MINUTES_PER_HUNDRED = 4.0


@dataclass(frozen=True, slots=True)
class Passage:
    """``draft[first:last]``, doubted or corrected by the program; ``seconds`` where it is heard.

    ``alternatives`` are what else may stand there: for a correction, what was heard first.
    """

    first: int
    last: int
    text: str
    kind: Literal["doubt", "correction"]
    reason: str
    alternatives: tuple[str, ...] = ()
    seconds: tuple[float, float] | None = None


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


def review_key(source: Source, revision: Revision, level: Level) -> Key:
    """The key of the exercise that reviews the conversion of a source; its reference is the source's own page."""
    from dataclasses import asdict

    from transcribe.exercises.serial import level_to_dict

    page = source.page
    times = word_times(page.text, revision.text, revision.seconds_at)
    minutes = -(-round(len(page.text.split()) * _MINUTES_PER_HUNDRED / 100) // 5) * 5
    extra: dict[str, Any] = {
        "level": level_to_dict(level),
        "source": {"id": source.id, "audio": source.audio.name if source.audio else ""},
        "specialty": source.specialty,
        "minutes": max(5, minutes),
        "draft": revision.text,
        "marks": [asdict(one) for one in passages_of(revision)],
        "places": [list(one) for one in places_of(revision)],
        "times": [[one.start, one.end, one.since, one.until] for one in times],
    }
    title = f"Compte-rendu à vérifier – {source.id.replace('_', ' ').replace('-', ' ')}"
    return Key(f"{KIND}-{source.id}", title, page, KIND, level.value, source.validated, extra)
