"""Who wrote a file, as its name and its folders' names tell: « Léa Durand/copie.docx », the folders of Moodle.

Moodle names what it lets a trainer download « MARTIN Léa_12345_assignsubmission_file_/copie.docx », or with the group
before: « Groupe A-MARTIN Léa_12345_assignsubmission_file_ ». The number is that of the learner in this one assignment.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from transcribe.french import fold
from transcribe.french.calendar import month_of

_MOODLE = re.compile(
    r"(?P<name>[^/]+?)_(?P<number>\d+)_assignsubmission_[a-z]+(?:_(?P<rest>.*))?$", re.IGNORECASE
)
_GROUP = re.compile(r"(?:groupe|group|grp|classe|promo|promotion|section|td|tp)(?:\b|\d)")
_NOBODY = re.compile(
    r"(?:sessions?|seances?|copies?|rendus?|devoirs?|travaux|exercices?|semaines?|documents?|dictees?|examens?|epreuves?"
    r"|jours?|semestres?|trimestres?|annees?|modules?|evaluations?|lot|remises?|depots?|envois?|corrections?|notees?)\b"
    r"|(?:s|sem|tp|td|dm|ds|ex|j|t|m)[ .-]?\d+\b"
)
_DAY_ONLY = re.compile(
    r"(?:(?:du|le|au|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\d{1,4}|1er)[ ._-]*)*"
)
_MOODLE_GROUP = re.compile(
    r"((?:groupe|group|grp|classe|promo|promotion|section|td|tp)(?:\b|\d)[^-]*)-(?=\w)", re.I
)
_ISO = re.compile(r"(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)")
_FRENCH = re.compile(r"(?<!\d)(\d\d)[-.](\d\d)[-.](20\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Named:
    """What names tell of a copy. ``number`` is Moodle's for the learner in one assignment, ``day`` a date written."""

    learner: str
    group: str = ""
    number: str = ""
    day: date | None = None


def named(parts: Sequence[str], exercise: str = "") -> Named:
    """The learner of a file: ``parts`` are its folders' names from the outermost, then its own without suffix.

    ``exercise`` is the identifier of its exercise, which is no part of a learner's name.
    """
    day, parts = _dated(parts)
    for part in parts:
        if found := _MOODLE.match(part):
            group, name = _without_group(found["name"])
            name = f"Participant {found['number']}" if fold(name) == "participant" else name
            return Named(tidy(name), group or _group_of(parts), found["number"], day)
    group = _group_of(parts)
    names = [without(part, exercise) for part in parts]
    kept = [name for name in names if _flat(name)]
    people = [name for name in kept[:-1] if not _GROUP.match(fold(name)) and not _is_nobody(name)]
    learner = people[0] if people and len(parts) > 1 else kept[-1] if kept else parts[-1]
    return Named(tidy(learner), group, "", day)


def _is_nobody(name: str) -> bool:
    """Whether a folder is a sitting's or a date's: « S1 », « 2026-11-27 », « Semaine 3 », « jeudi 12 »."""
    flat = re.sub(r"[\s_]+", " ", fold(name)).strip()
    if _NOBODY.match(flat):
        return True
    words = [word for word in re.split(r"[ ._-]+", flat) if not month_of(word)]
    return _DAY_ONLY.fullmatch(" ".join(words)) is not None


def _group_of(parts: Sequence[str]) -> str:
    return next((tidy(part) for part in parts[:-1] if _GROUP.match(fold(part))), "")


def _without_group(name: str) -> tuple[str, str]:
    """The group that Moodle wrote before a name, and the name."""
    if found := _MOODLE_GROUP.match(name):
        return tidy(found[1]), name[found.end() :]
    return "", name


def _dated(parts: Sequence[str]) -> tuple[date | None, list[str]]:
    """The last date written in the names, and the names without dates."""
    day: date | None = None
    rest: list[str] = []
    for part in parts:
        kept = part
        for pattern, order in ((_ISO, (1, 2, 3)), (_FRENCH, (3, 2, 1))):
            for found in pattern.finditer(part):
                try:
                    day = date(*(int(found[group]) for group in order))
                except ValueError:
                    continue
                kept = kept.replace(found[0], " ")
        rest.append(kept if _flat(kept) else part)
    return day, rest


def without(part: str, identifier: str) -> str:
    """A name without an exercise's identifier in it, however its pieces are joined."""
    if not identifier:
        return part
    pattern = r"[^a-zA-Z0-9]+".join(
        re.escape(piece) for piece in re.split(r"[^a-zA-Z0-9]+", identifier) if piece
    )
    return re.sub(rf"(?i){pattern}", "", part)


def tidy(name: str) -> str:
    """A name without underscores, doubled spaces or joints at its ends."""
    return re.sub(r"[_\s]+", " ", name).strip(" -–_") or name


def _flat(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", fold(text))


def words_of_name(name: str) -> frozenset[str]:
    """The words of a name, folded: « MARTIN Léa » and « Léa Martin » have the same."""
    return frozenset(re.findall(r"[a-z0-9]+", fold(name)))
