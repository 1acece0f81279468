"""What a learner's marks say over time: marks by date, mistakes by class for 100 words, what to practise next."""

import json
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from transcribe.classroom.access import need_learner_of
from transcribe.classroom.assigning import assignments_of
from transcribe.classroom.copies import copies_of, copy_of
from transcribe.classroom.marking import may_see
from transcribe.classroom.store import Store
from transcribe.classroom.types import Assignment, Who

if TYPE_CHECKING:
    from transcribe.grading.types import Grade, Kind

_RECENT = 5
# the kinds of exercise that train a class of mistakes best, after those that hold it on purpose
_TRAINED_BY: dict[str, tuple[str, ...]] = {
    "layout": ("mise-en-page", "dictee"),
    "terminology": ("trous", "dictee"),
    "drug": ("trous", "relecture", "dictee"),
    "spelling": ("trous", "dictee"),
    "abbreviation": ("trous", "dictee"),
}
_USUAL = ("dictee", "relecture", "compte-rendu")


@dataclass(frozen=True, slots=True)
class Point:
    """One copy that came back. ``at`` is when it was handed in (UTC ms); ``counts`` its mistakes by class.

    ``words`` are those of the reference; ``grave`` counts the critical mistakes.
    """

    copy: int
    title: str
    kind: str
    number: int
    at: int
    mark: Decimal
    maximum: Decimal
    words: int
    counts: "Mapping[Kind, int]"
    grave: int

    @property
    def share(self) -> float:
        """The mark as a share of its maximum, in [0, 1]: what compares marks of several schemes."""
        return float(self.mark / self.maximum) if self.maximum else 0.0

    @property
    def per_hundred(self) -> float:
        """Mistakes for 100 words."""
        return 100 * sum(self.counts.values()) / max(1, self.words)


@dataclass(frozen=True, slots=True)
class Weakness:
    """A class of mistakes for 100 words: of late, and before; ``revise`` is what the sheets said of it most often."""

    kind: "Kind"
    name: str
    of_late: float
    before: float | None
    revise: str


@dataclass(frozen=True, slots=True)
class Progress:
    """A learner's copies that came back, the oldest first, and his classes of mistakes, the most frequent first."""

    points: tuple[Point, ...] = ()
    weaknesses: tuple[Weakness, ...] = ()


@dataclass(frozen=True, slots=True)
class Practice:
    """What to practise next, and where: an assignment of his that he may begin or go on with, if there is one."""

    weakness: Weakness
    assignment: Assignment | None = None


_SELECT = (
    "SELECT c.*, g.mark, g.own_mark, g.maximum, g.result_json, x.title, x.kind FROM grade g "
    "JOIN copy c ON c.id = g.copy JOIN assignment a ON a.id = c.assignment JOIN exercise x ON x.id = a.exercise "
    "WHERE c.person = ? ORDER BY c.submitted, c.number, c.id"
)


def progress(store: Store, who: Who) -> Progress:
    """A learner's own progress, of the copies whose sheet he may see by now."""
    asked = {one.id: one for one in assignments_of(store, who)}
    with store.read() as db:
        rows = [
            row
            for row in db.execute(_SELECT, (who.person.id,))
            if row["assignment"] in asked and may_see(copy_of(row), asked[row["assignment"]], store.clock())
        ]
    return _progress(rows)


def progress_of(store: Store, who: Who, person: int) -> Progress:
    """A learner's progress, for the trainers of his classes: every copy graded there.

    Raises:
        NotAllowed: not a learner of his classes.
    """
    with store.read() as db:
        need_learner_of(db, who, person)
        rows = db.execute(
            _SELECT.replace(
                "WHERE c.person = ?",
                "WHERE c.person = ? AND (? OR EXISTS "
                "(SELECT 1 FROM teaching t WHERE t.class = a.class AND t.person = ?))",
            ),
            (person, who.person.role == "admin", who.person.id),
        ).fetchall()
    return _progress(rows)


def _progress(rows: Sequence[sqlite3.Row]) -> Progress:
    import msgspec

    from transcribe.grading.types import Grade

    graded = [(row, msgspec.json.decode(row["result_json"], type=Grade)) for row in rows]
    points = tuple(_point(row, grade) for row, grade in graded)
    return Progress(points, _weaknesses(points, [grade for _, grade in graded]))


def _point(row: sqlite3.Row, grade: "Grade") -> Point:
    own = row["own_mark"]
    return Point(
        row["id"], row["title"], row["kind"], row["number"], row["submitted"],
        Decimal(row["mark"] if own is None else own), Decimal(row["maximum"]), grade.words,
        dict(Counter(mistake.kind for mistake in grade.mistakes)),
        sum(mistake.severity == "critical" for mistake in grade.mistakes),
    )  # fmt: skip


def _weaknesses(points: Sequence[Point], grades: "Sequence[Grade]") -> tuple[Weakness, ...]:
    from transcribe.grading.types import KINDS

    late, before = points[-_RECENT:], points[:-_RECENT]
    found = []
    for kind, name in KINDS.items():
        rate = _rate(late, kind)
        if not rate:
            continue
        said = Counter(m.revise for grade in grades[-_RECENT:] for m in grade.mistakes if m.kind == kind)
        found.append(
            Weakness(kind, name, rate, _rate(before, kind) if before else None, said.most_common(1)[0][0])
        )
    return tuple(sorted(found, key=lambda one: -one.of_late))


def _rate(points: Sequence[Point], kind: "Kind") -> float:
    """Mistakes of a class for 100 words of all these copies together."""
    return 100 * sum(one.counts.get(kind, 0) for one in points) / max(1, sum(one.words for one in points))


def practise_next(store: Store, who: Who) -> Practice | None:
    """What a learner had best practise: his most frequent class of mistakes, and the exercise that trains it best.

    Only exercises for training are looked into: nothing is told of what an exam holds.
    """
    found = progress(store, who).weaknesses
    if not found:
        return None
    weakness = found[0]
    done = Counter(one.assignment_id for one in copies_of(store, who) if one.submitted is not None)
    free = [
        one
        for one in assignments_of(store, who)
        if not one.graded and _is_free(one, done[one.id], store.clock())
    ]
    held = _held(store, [one.exercise_id for one in free], weakness.kind)
    order = _TRAINED_BY.get(weakness.kind, _USUAL)
    chosen = min(
        (one for one in free if held[one.exercise_id] or one.kind in order),
        key=lambda one: (
            done[one.id] > 0, -held[one.exercise_id], order.index(one.kind) if one.kind in order else len(order)
        ),
        default=None,
    )  # fmt: skip
    return Practice(weakness, chosen)


def _is_free(asked: Assignment, done: int, now: int) -> bool:
    return (asked.closes is None or now <= asked.closes) and (not asked.attempts or done < asked.attempts)


def _held(store: Store, exercises: Sequence[int], kind: str) -> dict[int, int]:
    """How many errors of a class each exercise was given on purpose."""
    with store.read() as db:
        keys = {
            one: db.execute("SELECT key_json FROM exercise WHERE id = ?", (one,)).fetchone()["key_json"]
            for one in exercises
        }
    return {
        one: sum(error.get("kind") == kind for error in json.loads(text).get("errors") or ())
        for one, text in keys.items()
    }
