"""A class's results in figures, as the page, the projected page and the workbook show them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from transcribe.grading.scheme import Scheme
from transcribe.grading.sitting import Result, counted
from transcribe.grading.types import KINDS, Grade, Kind


@dataclass(frozen=True, slots=True)
class Summary:
    """The results that count, and what is figured of them. Marks are brought to the maximum of ``scheme``."""

    results: tuple[Result, ...]
    scheme: Scheme

    def marks(self) -> list[float]:
        """Every mark that counts, in order."""
        return [self.mark(grade) for _, grade in self.graded()]

    def graded(self) -> Iterator[tuple[Result, Grade]]:
        """Results with their grades."""
        for result in self.results:
            if result.grade is not None:
                yield result, result.grade

    def mark(self, grade: Grade) -> float:
        """A mark on the scale of the class."""
        return float(grade.mark * self.scheme.maximum / grade.maximum)

    def names(self) -> dict[str, str]:
        """The name shown of each learner, by identifier, in alphabetical order."""
        found = {result.attempt.learner_id: result.attempt.learner for result in self.results}
        return dict(sorted(found.items(), key=lambda item: item[1].casefold()))

    def averages(self) -> dict[str, float]:
        """The mean mark of each learner, by identifier."""
        marks: dict[str, list[float]] = {}
        for result, grade in self.graded():
            marks.setdefault(result.attempt.learner_id, []).append(self.mark(grade))
        return {identifier: sum(values) / len(values) for identifier, values in marks.items()}

    def exercises(self) -> list[tuple[str, str]]:
        """Identifier and title of each exercise, in the order of their days where these differ, else of level."""
        days = self.days()
        ordered = sorted(
            {result.key.id: result.key for result in self.results}.values(),
            key=lambda key: (days.get(key.id, date.min), key.level, key.id),
        )
        return [(key.id, key.title) for key in ordered]

    def days(self) -> dict[str, date]:
        """The day of each exercise: the middle one of those of its copies; nothing for copies without date."""
        found: dict[str, list[date]] = {}
        for result in self.results:
            if result.attempt.at is not None:
                found.setdefault(result.key.id, []).append(result.attempt.at.date())
        return {identifier: sorted(days)[len(days) // 2] for identifier, days in found.items()}

    def kinds(self) -> list[tuple[Kind, int, int]]:
        """(class, critical, other) of the classes met, most met first."""
        grave: Counter[Kind] = Counter()
        light: Counter[Kind] = Counter()
        for _, grade in self.graded():
            for mistake in grade.mistakes:
                (grave if mistake.severity == "critical" else light)[mistake.kind] += 1
        present = sorted((k for k in KINDS if grave[k] + light[k]), key=lambda k: -(grave[k] + light[k]))
        return [(kind, grave[kind], light[kind]) for kind in present]

    def by_learner(self) -> dict[str, Counter[Kind]]:
        """Mistakes of each class, by the learner's identifier."""
        counts: dict[str, Counter[Kind]] = {}
        for result, grade in self.graded():
            counts.setdefault(result.attempt.learner_id, Counter()).update(m.kind for m in grade.mistakes)
        return counts

    def hardest_terms(self) -> list[tuple[str, int]]:
        """Terms by the number of copies that have them wrong, most first."""
        counts: Counter[str] = Counter()
        shown: dict[str, str] = {}
        for _, grade in self.graded():
            for term in grade.missed_terms:
                counts[term.casefold()] += 1
                shown.setdefault(term.casefold(), term)
        return [(shown[key], n) for key, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]

    def passed(self) -> int:
        """How many copies pass."""
        return sum(bool(grade.passed) for _, grade in self.graded())


def summary(results: Sequence[Result], scheme: Scheme) -> Summary:
    """The figures of the attempts that count."""
    return Summary(tuple(counted(results)), scheme)


def rounded(value: float) -> Decimal:
    """A mean as it is shown: two decimals."""
    return Decimal(str(round(value, 2)))
