"""What past gradings leave behind: ``resultats.json`` beside the class's workbook, read back over weeks.

The competence sheet and the remedial exercises read it; grading never does.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from transcribe.core.errors import DocumentError, cause_of
from transcribe.french import tokenise
from transcribe.french.civilities import civility_of
from transcribe.grading.keys import Key
from transcribe.grading.serial import result_to_dict
from transcribe.grading.sitting import Result, counted
from transcribe.grading.types import KINDS, Kind

RESULTS_FILE = "resultats.json"
_FORMAT = 1
_LARGEST = 200 << 20


@dataclass(frozen=True, slots=True)
class PastMistake:
    """A mistake of a past copy. ``words``: words wrong, ``count``: times made, ``asked``: left from a draft.

    ``flagged``: its author said that he had not heard; ``unfinished``: the end of the text, not written.
    """

    kind: Kind
    critical: bool = False
    expected: str = ""
    found: str = ""
    words: int = 1
    count: int = 1
    asked: bool = False
    flagged: bool = False
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class PastCopy:
    """One graded copy. ``kind`` is the exercise's (empty for a bare text), ``source`` the dictation it was made from.

    ``identity``: the text names people; ``timed``: it was written in the time of a sitting; ``words`` are those of
    the reference; ``asked`` and ``corrected`` count the faults of a draft.
    """

    learner_id: str
    learner: str
    exercise: str
    title: str
    kind: str = ""
    source: str = ""
    day: date | None = None
    mark: float = 0
    maximum: float = 20
    words: int = 0
    asked: int = 0
    corrected: int = 0
    identity: bool = False
    timed: bool = False
    group: str = ""
    mistakes: tuple[PastMistake, ...] = ()


def results_text(results: Sequence[Result], *, timed: bool = False) -> str:
    """``resultats.json`` of a grading: the copies that count."""
    copies = [
        {**result_to_dict(one), **exercise_facts(one.key), "timed": timed}
        for one in counted(results)
        if one.grade is not None
    ]
    return json.dumps({"format": _FORMAT, "copies": copies}, ensure_ascii=False, indent=1) + "\n"


def past_copy(result: Result) -> PastCopy:
    """A graded copy as later weeks read it."""
    return _copy({**result_to_dict(result), **exercise_facts(result.key)})


def exercise_facts(key: Key) -> dict[str, Any]:
    """What the sheets of later weeks need to know of an exercise."""
    source = (key.extra or {}).get("source", {})
    return {
        "title": key.title,
        "kind": key.kind,
        "level": key.level,
        "source": str(source.get("id", "") if isinstance(source, Mapping) else "") or key.id,
        "identity": names_people(key.reference.text),
    }


def names_people(text: str) -> bool:
    """Whether a text names somebody: a civility or a title before a name."""
    words = [token.text for token in tokenise(text) if token.kind != "mark"]
    return any(civility_of(one) is not None and after[:1].isupper() for one, after in pairwise(words))


def read_history(inputs: Sequence[Path]) -> list[PastCopy]:
    """The copies of past gradings: files ``resultats.json``, or folders that hold some, at any depth.

    Of several gradings of one learner at one exercise, the last copy counts; the oldest first.

    Raises:
        DocumentError: nothing was graded there, or a file is not what grading wrote.
    """
    last: dict[tuple[str, str], PastCopy] = {}
    for path in _files(inputs):
        for copy in _read(path):
            known = last.get((copy.learner_id, copy.exercise))
            if known is None or (known.day or date.min) <= (copy.day or date.min):
                last[copy.learner_id, copy.exercise] = copy
    return sorted(last.values(), key=lambda one: (one.day or date.min, one.exercise, one.learner_id))


def since_day(copies: Sequence[PastCopy], day: date | None) -> list[PastCopy]:
    """The copies of a day or later; those without date are left out, unless no day is given."""
    return [one for one in copies if day is None or (one.day is not None and one.day >= day)]


def _files(inputs: Sequence[Path]) -> Iterator[Path]:
    for given in inputs:
        place = given.parent if given.suffix.lower() == ".xlsx" else given
        found = sorted(place.rglob(RESULTS_FILE)) if place.is_dir() else [place]
        if not found:
            raise DocumentError(
                message=f"« {given} » ne contient aucun résultat ({RESULTS_FILE}) : donnez le dossier écrit par "
                "« transcribe grade … --out DOSSIER »."
            )
        yield from found


def _read(path: Path) -> list[PastCopy]:
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError("trop gros")
        data = json.loads(path.read_text("utf-8"))
        if data["format"] != _FORMAT:
            raise ValueError(f"format {data['format']}")
        return [_copy(one) for one in data["copies"]]
    except OSError as error:
        raise DocumentError(message=f"« {path} » est illisible : {cause_of(error)}.") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DocumentError(
            message=f"« {path} » n’est pas un fichier de résultats correct : "
            "refaites-le avec « transcribe grade … --out DOSSIER »."
        ) from error


def _copy(one: Mapping[str, Any]) -> PastCopy:
    return PastCopy(
        learner_id=str(one["learner_id"]),
        learner=str(one["learner"]),
        exercise=str(one["exercise"]),
        title=str(one["title"]),
        kind=str(one.get("kind", "")),
        source=str(one.get("source", "")),
        day=date.fromisoformat(one["date"]) if one.get("date") else None,
        mark=float(one["mark"]),
        maximum=float(one["maximum"]),
        words=int(one["words"]),
        asked=int(one.get("asked", 0)),
        corrected=int(one.get("corrected", 0)),
        identity=bool(one.get("identity", False)),
        timed=bool(one.get("timed", False)),
        group=str(one.get("group", "")),
        mistakes=tuple(_mistake(mistake) for mistake in one["mistakes"]),
    )


def _mistake(one: Mapping[str, Any]) -> PastMistake:
    kind: Kind = one["kind"]
    if kind not in KINDS:
        raise ValueError(kind)
    return PastMistake(
        kind,
        one["severity"] == "critical",
        str(one["expected"]),
        str(one["found"]),
        int(one.get("words", 1)),
        int(one.get("count", 1)),
        bool(one.get("asked", False)),
        bool(one.get("flagged", False)),
        bool(one.get("unfinished", False)),
    )
