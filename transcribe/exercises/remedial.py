"""Remedial exercises: for each learner a short one, from his own mistakes of the past weeks, on a text new to him.

What counts: the mistakes of his graded copies, a critical one twice. What he flagged, did not get to, or left in a
draft that he handed back untouched tells nothing of what he does not know. Too little makes a mixed exercise, and that
is said.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from transcribe.exercises.make import make_exercise, minutes, slug
from transcribe.exercises.seeding import candidates
from transcribe.exercises.types import EXERCISE_KINDS, Choices, Exercise, ExerciseKind, Level, Source
from transcribe.grading.french import NBSP, count_text
from transcribe.grading.history import PastCopy, PastMistake
from transcribe.grading.types import Kind, Lexicon

_MOST_KINDS = 3
_FEWEST_COPIES, _FEWEST_MISTAKES, _FEWEST_OF_KIND = 2, 4, 2
_SHORT = 15
"""Minutes from which an exercise is no longer short."""

NOUNS: dict[Kind, tuple[str, str]] = {
    "identity": ("identité", "identités"),
    "drug": ("médicament", "médicaments"),
    "dose": ("dose ou valeur", "doses ou valeurs"),
    "laterality": ("côté", "côtés"),
    "negation": ("négation", "négations"),
    "terminology": ("terme médical", "termes médicaux"),
    "omission": ("omission", "omissions"),
    "addition": ("ajout", "ajouts"),
    "spelling": ("mot mal orthographié", "mots mal orthographiés"),
    "accent": ("accent", "accents"),
    "agreement": ("accord", "accords"),
    "homophone": ("homophone", "homophones"),
    "capital": ("majuscule", "majuscules"),
    "punctuation": ("signe de ponctuation", "signes de ponctuation"),
    "typography": ("détail de typographie", "détails de typographie"),
    "abbreviation": ("abréviation", "abréviations"),
    "layout": ("mise en page", "mises en page"),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What a learner should work on. ``kinds`` are his classes of mistakes with how often, the first ones first.

    ``mixed``: too little is known, ``kinds`` is empty. ``done`` are the dictations that he has had.
    """

    learner_id: str
    learner: str
    copies: int
    since: date | None
    kinds: tuple[tuple[Kind, int], ...] = ()
    done: frozenset[str] = frozenset()

    @property
    def mixed(self) -> bool:
        """Whether the exercise holds a bit of everything, for want of evidence."""
        return not self.kinds


def plans(history: Sequence[PastCopy], *, weeks: int) -> list[Plan]:
    """A plan for each learner, by name, from the copies of the ``weeks`` before the last copy of the class.

    A copy without date counts; every text ever done is one not to give again.
    """
    last = max((copy.day for copy in history if copy.day is not None), default=None)
    since = last - timedelta(weeks=weeks) if last else None
    by_learner: dict[str, list[PastCopy]] = {}
    for copy in history:
        by_learner.setdefault(copy.learner_id, []).append(copy)
    found = [_plan(own, since) for own in by_learner.values()]
    return sorted(found, key=lambda one: (one.learner.casefold(), one.learner_id))


def _plan(own: Sequence[PastCopy], since: date | None) -> Plan:
    recent = [copy for copy in own if copy.day is None or since is None or copy.day >= since]
    counts: Counter[Kind] = Counter()
    weights: Counter[Kind] = Counter()
    for mistake in (one for copy in recent for one in copy.mistakes if _tells(copy, one)):
        counts[mistake.kind] += 1
        weights[mistake.kind] += 2 if mistake.critical else 1
    enough = len(recent) >= _FEWEST_COPIES and counts.total() >= _FEWEST_MISTAKES
    order = sorted(counts, key=lambda kind: (-weights[kind], -counts[kind], kind))
    kinds = [(kind, counts[kind]) for kind in order if counts[kind] >= _FEWEST_OF_KIND] if enough else []
    done = frozenset(copy.source for copy in own)
    return Plan(own[-1].learner_id, own[-1].learner, len(recent), since, tuple(kinds[:_MOST_KINDS]), done)


def _tells(copy: PastCopy, mistake: PastMistake) -> bool:
    untouched = mistake.asked and copy.corrected == 0
    return not (mistake.flagged or mistake.unfinished or untouched)


def why_text(plan: Plan) -> str:
    """« 5 accords, 3 doses ou valeurs », or why the exercise is a mixed one."""
    if plan.mixed:
        return (
            f"trop peu de fautes relevées dans {count_text(plan.copies, 'copie')} pour viser : exercice varié"
        )
    return ", ".join(f"{count}{NBSP}{NOUNS[kind][count > 1]}" for kind, count in plan.kinds)


def note_text(plan: Plan) -> str:
    """What the learner reads of it."""
    if plan.mixed:
        return "Vos copies ne montrent pas encore de fautes qui reviennent : cet exercice est varié."
    when = f" depuis le {plan.since:%d/%m/%Y}" if plan.since else ""
    return f"Cet exercice travaille ce qui revient dans vos copies{when} : {why_text(plan)}."


def kind_of(plan: Plan) -> ExerciseKind:
    """The kind of exercise that trains a plan's classes: proofreading, unless one class alone has its own."""
    only = {kind for kind, _ in plan.kinds}
    if only == {"layout"}:
        return "mise-en-page"
    return "trous" if only == {"terminology"} else "relecture"


class Pool:
    """The texts to choose from, with the errors that each can hold, counted once."""

    def __init__(self, sources: Sequence[Source], lexicon: Lexicon) -> None:
        """Counts nothing yet."""
        self.sources, self.lexicon = sources, lexicon
        self._counted: dict[str, Mapping[Kind, int]] = {}

    def counts(self, source: Source) -> Mapping[Kind, int]:
        """How many errors of each class a text can hold."""
        if source.id not in self._counted:
            found = candidates(source.page.text, self.lexicon, 1)
            self._counted[source.id] = {kind: len(errors) for kind, errors in found.items()}
        return self._counted[source.id]

    def choose(self, plan: Plan, wanted: int) -> Source | None:
        """The text new to a learner that holds most of what he should work on, a short one; None when all are known."""
        fresh = [source for source in self.sources if source.id not in plan.done]
        return min(fresh, key=lambda source: self._rank(source, plan, wanted), default=None)

    def _rank(self, source: Source, plan: Plan, wanted: int) -> tuple[int, float, float, str]:
        counts = self.counts(source)
        each = -(-wanted // max(1, len(plan.kinds)))
        held = sum(min(each, counts[kind]) for kind, _ in plan.kinds)
        time = minutes(source.page, kind_of(plan), Choices())
        return (max(0, time - _SHORT), -held, time, source.id)


def remedial(
    plan: Plan,
    source: Source,
    level: Level,
    lexicon: Lexicon,
    choices: Choices,
    *,
    taken: set[str],
    parsed: bool = True,
) -> Exercise:
    """The exercise of a plan on a text; ``taken`` holds the ids given, and gets its; ``parsed``: see ``make``."""
    kind = kind_of(plan)
    classes = tuple(one for one, _ in plan.kinds)
    chosen = replace(choices, kinds=(kind,), classes=classes)
    made = make_exercise(source, kind, level, lexicon, chosen, parsed=parsed)
    base = f"remediation-{slug(plan.learner)}"
    names = [base, f"{base}-{slug(plan.learner_id)}", *(f"{base}-{number}" for number in range(2, 1000))]
    identifier = next(name for name in names if name not in taken)
    taken.add(identifier)
    title = f"Remédiation – {plan.learner} ({EXERCISE_KINDS[kind].lower()})"
    return replace(made, id=identifier, title=title, note=note_text(plan))
