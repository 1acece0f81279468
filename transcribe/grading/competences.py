"""The competence sheet: what graded copies show of « Transcrire, vérifier et mettre en forme des documents médicaux ».

Only the name of the competence is the register's (RNCP40800). The criteria, what is measured of each, the thresholds
and the levels are ours, and every sheet says so. A level is always shown with the copies it comes from; what no copy
measured is « non évalué ».
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from transcribe.grading.history import PastCopy, PastMistake
from transcribe.grading.types import Kind

REGISTER = "RNCP40800"
COMPETENCE = "Transcrire, vérifier et mettre en forme des documents médicaux"
OURS = (
    "Seul l’intitulé de la compétence vient de la fiche RNCP40800. Les critères, les mesures, les seuils et les "
    "niveaux ci-dessous sont ceux du programme transcribe : ils aident le formateur à se prononcer et ne remplacent "
    "ni le référentiel ni son avis."
)

LevelName = Literal["acquis", "en cours d’acquisition", "non acquis", "à confirmer", "non évalué"]
CriterionId = Literal["fidelity", "language", "layout", "identity", "time"]

FEWEST = 3
"""Copies from which a level is stated; fewer are shown, « à confirmer »."""
_ACQUIRED, _ONGOING = 0.75, 0.4


@dataclass(frozen=True, slots=True)
class Criterion:
    """What a criterion looks at. A copy meets it without critical mistake and up to ``most`` mistakes for 100 words.

    ``exercises`` are the kinds of exercise that measure it; ``rule`` says all that in French.
    """

    id: CriterionId
    title: str
    kinds: frozenset[Kind]
    most: float
    exercises: frozenset[str]
    rule: str
    note: str = ""


_TYPED = frozenset({"", "dictee"})
CRITERIA: tuple[Criterion, ...] = (
    Criterion(
        "fidelity",
        "Fidélité à ce qui est dicté",
        frozenset(["omission", "addition", "dose", "drug", "laterality", "negation"]),
        1.0,
        _TYPED | {"relecture"},
        "Aucune faute critique d’omission, d’ajout, de médicament, de posologie ou valeur, de côté ou de négation, et "
        "au plus 1 faute de ces classes pour 100 mots écrits.",
        "Dictées et relectures. Un passage signalé « inaudible » n’est pas compté comme une faute de fidélité.",
    ),
    Criterion(
        "language",
        "Orthographe et terminologie",
        frozenset(["terminology", "spelling", "accent", "agreement", "homophone", "capital", "abbreviation"]),
        2.0,
        _TYPED | {"relecture", "trous"},
        "Aucune faute critique de terminologie ou d’orthographe, et au plus 2 fautes de ces classes pour 100 mots "
        "écrits.",
        "Dictées, relectures et textes à trous.",
    ),
    Criterion(
        "layout",
        "Mise en forme",
        frozenset(["layout", "punctuation", "typography"]),
        2.0,
        _TYPED | {"mise-en-page"},
        "Au plus 2 fautes de mise en page, de ponctuation ou de typographie pour 100 mots écrits.",
        "Dictées et mises en page.",
    ),
    Criterion(
        "identity",
        "Identité et confidentialité",
        frozenset(["identity"]),
        0.0,
        _TYPED | {"relecture"},
        "Aucune faute d’identité (nom, civilité, date de naissance…), dans les textes qui nomment une personne.",
        "Le programme ne mesure que l’identité. La confidentialité n’est pas évaluée : elle s’observe en situation.",
    ),
    Criterion(
        "time",
        "Temps",
        frozenset(),
        0.0,
        _TYPED | {"relecture", "trous", "mise-en-page"},
        "Le texte est achevé dans le temps donné.",
        "Seulement les copies d’une séance à durée fixée (« exercise make --session »).",
    ),
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one copy shows of one criterion: its mistakes of that criterion, by hundred words written."""

    copy: PastCopy
    count: int
    critical: int
    rate: float
    met: bool


@dataclass(frozen=True, slots=True)
class Assessed:
    """A criterion for one learner: a level, and the copies that it comes from, in the order of their days."""

    criterion: Criterion
    level: LevelName
    evidence: tuple[Evidence, ...] = ()

    @property
    def met(self) -> int:
        """How many copies meet the criterion."""
        return sum(one.met for one in self.evidence)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The competence sheet of one learner."""

    learner_id: str
    learner: str
    group: str
    copies: tuple[PastCopy, ...]
    criteria: tuple[Assessed, ...]

    @property
    def period(self) -> tuple[date, date] | None:
        """First and last day of the copies, when known."""
        days = [copy.day for copy in self.copies if copy.day is not None]
        return (min(days), max(days)) if days else None


def sheets(copies: Iterable[PastCopy]) -> list[Sheet]:
    """The sheet of each learner, by name."""
    by_learner: dict[str, list[PastCopy]] = {}
    for copy in sorted(copies, key=lambda one: (one.day or date.min, one.exercise)):
        by_learner.setdefault(copy.learner_id, []).append(copy)
    found = [
        Sheet(
            identifier,
            own[-1].learner,
            next((one.group for one in reversed(own) if one.group), ""),
            tuple(own),
            tuple(assess(criterion, own) for criterion in CRITERIA),
        )
        for identifier, own in by_learner.items()
    ]
    return sorted(found, key=lambda one: (one.learner.casefold(), one.learner_id))


def assess(criterion: Criterion, copies: Sequence[PastCopy]) -> Assessed:
    """A learner's level in one criterion, from his copies."""
    evidence = tuple(evidence_of(criterion, copy) for copy in copies if measures(criterion, copy))
    return Assessed(criterion, _level(evidence), evidence)


def measures(criterion: Criterion, copy: PastCopy) -> bool:
    """Whether a copy tells something of a criterion."""
    if copy.kind not in criterion.exercises or written_words(copy) == 0:
        return False
    if criterion.id == "identity":
        return copy.identity
    return copy.timed if criterion.id == "time" else True


def evidence_of(criterion: Criterion, copy: PastCopy) -> Evidence:
    """What a copy shows of a criterion; what was not written counts for the time only."""
    if criterion.id == "time":
        missing = [one for one in copy.mistakes if one.unfinished]
        return Evidence(copy, len(missing), 0, 0.0, not missing)
    charged = [one for one in copy.mistakes if one.kind in criterion.kinds and _is_fault(one)]
    count, critical = len(charged), sum(one.critical for one in charged)
    rate = 100 * count / written_words(copy)
    return Evidence(copy, count, critical, rate, critical == 0 and rate <= criterion.most)


def written_words(copy: PastCopy) -> int:
    """The words of the reference that the learner got to."""
    return max(0, copy.words - sum(one.words for one in copy.mistakes if one.unfinished))


def _is_fault(one: PastMistake) -> bool:
    return not (one.unfinished or one.flagged)


def _level(evidence: Sequence[Evidence]) -> LevelName:
    if not evidence:
        return "non évalué"
    if len(evidence) < FEWEST:
        return "à confirmer"
    share = sum(one.met for one in evidence) / len(evidence)
    return "acquis" if share >= _ACQUIRED else "en cours d’acquisition" if share >= _ONGOING else "non acquis"
