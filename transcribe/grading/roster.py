"""The list of a class: learners with their identifier, name and group, and which of them a file's names mean."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from transcribe.documents import read_table
from transcribe.documents.refusing import refusal
from transcribe.french import fold
from transcribe.grading.naming import words_of_name

# what the columns of a class list mean, in French and in English, folded
_COLUMNS = {
    "id": "identifiant|id|numero d'identification|numero d identification|numero|numero etudiant|num etudiant|matricule"
    "|ine|idnumber|id number|identifier|username|nom d'utilisateur|nom d utilisateur|login",
    "first": "prenom|prenoms|first name|firstname|given name",
    "last": "nom|nom de famille|last name|lastname|surname|nom d'usage|nom usuel",
    "name": "nom complet|full name|fullname|eleve|apprenant|apprenante|apprenant(e)|stagiaire|etudiant|etudiante|name"
    "|nom et prenom|nom prenom|prenom nom|prenom et nom|nom, prenom|learner|student",
    "group": "groupe|groupes|group|groups|classe|promotion|promo|section|td",
    "email": "courriel|email|e-mail|mail|adresse de courriel|adresse courriel|adresse e-mail|adresse mail"
    "|adresse electronique|email address",
}
_MEANING = {name: meaning for meaning, names in _COLUMNS.items() for name in names.split("|")}
_PARTICIPANT = re.compile(r"participant\s*(\d+)")


@dataclass(frozen=True, slots=True)
class Learner:
    """One learner of a class. ``number`` is Moodle's for one assignment, when the list is its grading worksheet."""

    id: str
    name: str
    group: str = ""
    email: str = ""
    number: str = ""
    given: bool = True
    """Whether the identifier is the school's, rather than made from the name."""
    line: int = 0
    """Its line in the list."""


@dataclass(frozen=True, slots=True)
class Roster:
    """A class list. ``extra`` are its other columns by the learner's identifier, names of columns folded."""

    learners: tuple[Learner, ...] = ()
    extra: Mapping[str, Mapping[str, str]] | None = None

    def find(self, names: Sequence[str], *, number: str = "") -> list[Learner]:
        """The learners that a copy may be of: ``names`` are its folders' names and its own; more than one: namesakes.

        By Moodle's number, else by an identifier or address written in a name, else by first and last names in any
        order.
        """
        if number and (found := [one for one in self.learners if one.number == number]):
            return found
        flats = [f"-{_joined(name)}-" for name in names]
        for mark in (_identifier, _address):
            found = [
                one for one in self.learners if (text := mark(one)) and any(f"-{text}-" in f for f in flats)
            ]
            if found:
                return found
        words = [words_of_name(name) for name in names]
        groups = {_joined(name) for name in names}
        named = [one for one in self.learners if _is_named(words_of_name(one.name), words)]
        if not named:
            named = [one for one in self.learners if _begins(words_of_name(one.name), words)]
        longest = max((len(words_of_name(one.name)) for one in named), default=0)
        named = [one for one in named if len(words_of_name(one.name)) == longest]
        same_group = [one for one in named if one.group and _joined(one.group) in groups]
        return same_group or named


def _joined(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def _identifier(learner: Learner) -> str:
    """The identifier where it can be told from a number of copy or of exercise."""
    text = _joined(learner.id) if learner.given else ""
    return text if len(text) >= 3 else ""


def _address(learner: Learner) -> str:
    return _joined(learner.email) if learner.email else ""


def _is_named(name: frozenset[str], words: Sequence[frozenset[str]]) -> bool:
    return bool(name) and any(name <= one for one in words)


def _begins(name: frozenset[str], words: Sequence[frozenset[str]]) -> bool:
    """Whether a folder or file gives two words of a longer name and no other: « Léa Martin » for Léa Martin-Durand."""
    return any(len(one) >= 2 and one < name for one in words)


def read_roster(path: Path) -> Roster:
    """A class list (.csv or .xlsx) as schools and Moodle write them; columns are known by their names.

    Raises:
        DocumentError: unreadable, without a column of names, or two learners of one identifier.
    """
    table = read_table(path)
    columns = {name: _MEANING.get(_spaced(name), "") for name in table.names}
    if not {"name", "last"} & set(columns.values()):
        raise refusal(
            str(path),
            "n’a pas de colonne de noms",
            "nommez les colonnes « identifiant », « nom », « prénom », « groupe »",
        )
    learners: list[Learner] = []
    extra: dict[str, dict[str, str]] = {}
    lines: dict[str, int] = {}
    for line, row in table.rows:
        cells = {
            meaning: row[name] for name, meaning in reversed(columns.items()) if meaning and row.get(name)
        }
        learner = _learner(cells, learners, line)
        if learner is None:
            continue
        if learner.id in lines:
            raise refusal(
                str(path),
                f"donne deux fois l’identifiant « {learner.id} », lignes {lines[learner.id]} et {line}",
                "donnez à chaque élève le sien",
            )
        lines[learner.id] = line
        learners.append(learner)
        extra[learner.id] = {
            _spaced(name): cell for name, cell in row.items() if cell and not columns.get(name)
        }
    if not learners:
        raise refusal(str(path), "ne contient aucun élève", "ajoutez une ligne par élève sous les titres")
    return Roster(tuple(learners), extra)


def _spaced(name: str) -> str:
    return re.sub(r"[\s_]+", " ", fold(name.replace("’", "'"))).strip(" :*")


def _learner(cells: Mapping[str, str], known: Sequence[Learner], line: int) -> Learner | None:
    name = cells.get("name") or " ".join(
        part for part in (cells.get("first", ""), cells.get("last", "")) if part
    )
    given = cells.get("id", "")
    if not name and not given:
        return None
    participant = _PARTICIPANT.fullmatch(fold(given))
    identifier = given or _made(name, cells.get("group", ""), known)
    return Learner(
        identifier,
        name or given,
        cells.get("group", ""),
        cells.get("email", ""),
        participant[1] if participant else "",
        bool(given),
        line,
    )


def _made(name: str, group: str, known: Sequence[Learner]) -> str:
    """An identifier from a name; namesakes take their group, then a rank."""
    base = "-".join(sorted(words_of_name(name)))
    taken = {one.id for one in known}
    candidates = [base, f"{base}-{_joined(group)}" if group else "", *(f"{base}-{n}" for n in range(2, 1000))]
    return next(one for one in candidates if one and one not in taken)


def shown_names(learners: Sequence[Learner]) -> dict[str, str]:
    """The name that each learner is shown by, no two alike: namesakes with their group, or else their identifier."""
    alike: dict[str, list[Learner]] = {}
    for one in learners:
        alike.setdefault(fold(one.name), []).append(one)
    out: dict[str, str] = {}
    for same in alike.values():
        groups = {one.group for one in same}
        for one in same:
            mark = one.group if one.group and len(groups) == len(same) else one.id
            out[one.id] = one.name if len(same) == 1 else f"{one.name} ({mark})"
    return out
