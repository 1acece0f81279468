"""A sitting as ``seance.toml`` keeps it, and its one mark: exercises weighed, a missing one counted 0 and said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from transcribe.core.errors import DocumentError, cause_of
from transcribe.core.tomls import TomlError, parse_toml
from transcribe.grading.french import NBSP, decimal_text
from transcribe.grading.sitting import Result, counted

SESSION_FILE = "seance.toml"
MAXIMUM = Decimal(20)
_LARGEST = 10_000
_TOP = {"title", "minutes", "exam", "exercise"}
_PART = {"id", "title", "weight"}

_HEAD = """\
# Une séance : des exercices faits dans un même temps, une seule note sur 20.
# exam = true : examen blanc, aucune fiche n’est écrite pour les élèves ; mettez false pour les écrire ensuite.
# weight : le poids de chaque exercice dans la note (au départ, ses minutes conseillées) ; tout peut être changé.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """An exercise of a sitting and its weight in the mark, above 0."""

    id: str
    title: str
    weight: Decimal | int


@dataclass(frozen=True, slots=True)
class Session:
    """A sitting of so many ``minutes`` (without extra time). ``exam``: nothing is told to learners."""

    title: str
    minutes: int
    exam: bool
    parts: tuple[Part, ...]

    @property
    def weight(self) -> Decimal:
        """The sum of the weights."""
        return sum((Decimal(part.weight) for part in self.parts), Decimal(0))

    def worth(self, part: Part) -> Decimal:
        """The points of a part in the mark, to the hundredth."""
        return _hundredth(MAXIMUM * Decimal(part.weight) / self.weight)


@dataclass(frozen=True, slots=True)
class PartMark:
    """A learner's mark in one exercise, brought to 20. ``why`` says why there is none, which counts 0."""

    part: Part
    mark: Decimal | None = None
    why: str = ""

    @property
    def short(self) -> str:
        """Why it counts 0, in two or three words; empty when it is graded."""
        return "" if self.mark is not None else _NOTHING if self.why == _NOTHING else "copie non notée"


@dataclass(frozen=True, slots=True)
class SessionMark:
    """A learner's mark out of 20. ``provisional``: a copy was handed in that could not be graded."""

    learner_id: str
    learner: str
    group: str
    mark: Decimal
    parts: tuple[PartMark, ...]
    provisional: bool = False

    @property
    def missing(self) -> tuple[PartMark, ...]:
        """The exercises that count 0 for want of a graded copy."""
        return tuple(one for one in self.parts if one.mark is None)


def session_marks(results: Sequence[Result], session: Session) -> list[SessionMark]:
    """The mark of each learner who handed in something, by name."""
    graded: dict[tuple[str, str], Result] = {}
    for one in counted(results):
        graded[one.attempt.learner_id, one.key.id] = one
    refused = {(one.attempt.learner_id, one.key.id): one.refused for one in results if one.refused}
    ids = {part.id for part in session.parts}
    names = {one.attempt.learner_id: one.attempt for one in results if one.key.id in ids}
    found = []
    for identifier, attempt in names.items():
        parts = tuple(_part(part, identifier, graded, refused) for part in session.parts)
        waiting = any(learner == identifier for learner, _ in refused)
        provisional = waiting and any(one.mark is None for one in parts)
        mark = _weighed(parts, session)
        found.append(SessionMark(identifier, attempt.learner, attempt.group, mark, parts, provisional))
    return sorted(found, key=lambda one: (one.learner.casefold(), one.learner_id))


_NOTHING = "non rendu"


def _part(
    part: Part, learner: str, graded: Mapping[tuple[str, str], Result], refused: Mapping[tuple[str, str], str]
) -> PartMark:
    result = graded.get((learner, part.id))
    if result is not None and result.grade is not None:
        return PartMark(part, MAXIMUM * result.grade.mark / result.grade.maximum)
    return PartMark(part, None, refused.get((learner, part.id), _NOTHING))


def _weighed(parts: Sequence[PartMark], session: Session) -> Decimal:
    total = sum((Decimal(one.part.weight) * (one.mark or 0) for one in parts), Decimal(0))
    return _hundredth(total / session.weight)


def _hundredth(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def mark_line(one: SessionMark, session: Session) -> str:
    """« Léa — Séance de 45 minutes : 14,25 / 20 ; compté 0 : Dictée – cardio (non rendu) »."""
    text = f"{one.learner} — {session.title} : {decimal_text(one.mark)}{NBSP}/{NBSP}{decimal_text(MAXIMUM)}"
    text += " (provisoire)" if one.provisional else ""
    if one.missing:
        names = ", ".join(f"{part.part.title} ({part.short})" for part in one.missing)
        text += f" ; compté{'s' * (len(one.missing) > 1)} 0 : {names}"
    return text


def session_mark_to_dict(one: SessionMark, session: Session) -> dict[str, Any]:
    """A learner's mark of the sitting as plain values, beside those of his copies."""
    return {
        "session": session.title,
        "learner": one.learner,
        "learner_id": one.learner_id,
        "group": one.group,
        "mark": float(one.mark),
        "maximum": float(MAXIMUM),
        "provisional": one.provisional,
        "exercises": [
            {
                "exercise": part.part.id,
                "weight": float(part.part.weight),
                "mark": None if part.mark is None else round(float(part.mark), 4),
                "why": part.why,
            }
            for part in one.parts
        ],
    }


def weights_text(session: Session) -> str:
    """How the mark is made, in one sentence."""
    parts = " ; ".join(f"{part.title}, {decimal_text(session.worth(part))}" for part in session.parts)
    return f"Note sur {MAXIMUM}, chaque exercice selon son poids : {parts}. Un exercice non rendu compte 0."


# --- the file -------------------------------------------------------------------------------------------


def session_text(session: Session) -> str:
    """``seance.toml``, with what a trainer may change."""
    lines = [
        _HEAD.rstrip(),
        f"title = {_quoted(session.title)}",
        f"minutes = {session.minutes}",
        f"exam = {str(session.exam).lower()}",
    ]
    for part in session.parts:
        lines += [
            "",
            "[[exercise]]",
            f"id = {_quoted(part.id)}",
            f"title = {_quoted(part.title)}",
            f"weight = {part.weight}",
        ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() or c in "\u00a0\u202f" else " " for c in plain) + '"'


def read_session(folder: Path, known: Sequence[str]) -> Session | None:
    """The sitting of a folder of exercises, whose ids are ``known``; None where the folder is no sitting.

    Raises:
        DocumentError: its file is wrong.
    """
    path = folder / SESSION_FILE
    if not path.is_file():
        return None
    try:
        table = parse_toml(path.read_bytes())
    except OSError as error:
        raise DocumentError(message=f"« {path} » est illisible : {cause_of(error)}.") from error
    except TomlError as error:
        raise DocumentError(message=f"« {path} » n’est pas un fichier TOML correct : {error}.") from error
    try:
        return _session(table, known)
    except ValueError as error:
        raise DocumentError(message=f"« {path} » : {error}.") from error


def _session(table: Mapping[str, Any], known: Sequence[str]) -> Session:
    _only(table, _TOP)
    rows = table.get("exercise")
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise ValueError("il faut au moins un exercice, sous [[exercise]]")
    parts = tuple(_read_part(row) for row in rows)
    ids = [part.id for part in parts]
    if twice := [one for one in ids if ids.count(one) > 1]:
        raise ValueError(f"l’exercice « {twice[0]} » y est deux fois")
    if strange := [one for one in ids if one not in known]:
        raise ValueError(
            f"l’exercice « {strange[0]} » n’est pas dans ce dossier ; il contient {', '.join(known)}"
        )
    minutes, exam = table.get("minutes"), table.get("exam", False)
    if isinstance(minutes, bool) or not isinstance(minutes, int) or not 0 < minutes <= _LARGEST:
        raise ValueError("« minutes » doit être un nombre entier plus grand que 0")
    if not isinstance(exam, bool):
        raise ValueError("« exam » doit être true ou false")
    return Session(str(table.get("title", "Séance")), minutes, exam, parts)


def _read_part(row: Mapping[str, Any]) -> Part:
    _only(row, _PART)
    identifier, weight = row.get("id"), row.get("weight")
    if not isinstance(identifier, str) or not identifier:
        raise ValueError("un exercice n’a pas de « id »")
    if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 < weight <= _LARGEST:
        raise ValueError(f"le poids (weight) de « {identifier} » doit être un nombre plus grand que 0")
    return Part(identifier, str(row.get("title", identifier)), Decimal(str(weight)))


def _only(table: Mapping[str, Any], known: set[str]) -> None:
    if strange := [key for key in table if key not in known]:
        raise ValueError(f"« {strange[0]} » est inconnu ; connus : {', '.join(sorted(known))}")
