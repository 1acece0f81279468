"""``acceptes.toml``: what a trainer decided of an exercise's copies, in a file that people read, edit and share."""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar

from transcribe.core.errors import DocumentError, OutputError, cause_of
from transcribe.core.files import write_text
from transcribe.core.tomls import TomlError, line_of, parse_toml
from transcribe.french import fold
from transcribe.grading.keys import KEY_FILE, Key, read_key
from transcribe.grading.naming import words_of_name
from transcribe.grading.types import KINDS, Decision, Kind, Ruling, Severity

T = TypeVar("T")

DECISIONS_FILE = Path("acceptes.toml")
TABLES: dict[str, Ruling] = {"accepte": "accept", "annule": "cancel", "change": "change", "ajoute": "add"}
_TEXTS = ("attendu", "ecrit", "eleve", "commentaire")
_KEYS: dict[Ruling, tuple[str, ...]] = {
    "accept": (*_TEXTS, "occurrence"),
    "cancel": (*_TEXTS, "classe", "occurrence"),
    "change": (*_TEXTS, "classe", "gravite", "points", "occurrence"),
    "add": (*_TEXTS, "classe", "gravite", "points", "occurrence"),
}
_CLASSES: dict[str, Kind] = {**{fold(name): kind for kind, name in KINDS.items()}, **{k: k for k in KINDS}}
_GRAVITIES: dict[str, Severity] = {
    "critique": "critical", "critical": "critical", "grave": "critical",
    "non critique": "minor", "legere": "minor", "minor": "minor",
}  # fmt: skip
# what people write with its accent, which TOML refuses without quotes
_ACCENTED = re.compile(
    r"(?m)^(\s*\[\[\s*)(accepté|annulé|changé|ajouté)(?=\s*\]\])|^(\s*)(écrit|élève|gravité)(?=\s*=)"
)
_HEAD = """\
# Décisions du formateur pour cet exercice ; « transcribe grade » les applique à chaque correction.
# [[accepte]] attendu, ecrit : une autre réponse aussi juste.   [[annule]] : une faute qui ne compte pas.
# [[change]] classe, gravite, points : une faute jugée autrement.   [[ajoute]] classe, commentaire : une faute de plus.
# Partout : eleve (sinon toute la classe), occurrence (1 : la première fois dans le corrigé), commentaire.
"""


def load_decisions(path: Path) -> tuple[Decision, ...]:
    """The decisions of a file.

    Raises:
        DocumentError: unreadable, or a line is wrong.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DocumentError(
            message=f"« {path} » est illisible : enregistrez-le en texte UTF-8, et vérifiez ses droits."
        ) from error
    return parse_decisions(text, str(path))


def decisions_of(folder: Path, keys: Sequence[Key]) -> dict[str, tuple[Decision, ...]]:
    """The decisions kept in exercise folders, by exercise id; as ``keys.schemes_of``.

    Raises:
        DocumentError: a file is wrong.
    """
    found: dict[str, tuple[Decision, ...]] = {}
    for one in (folder, *sorted(folder.glob("*/"))):
        if (one / DECISIONS_FILE).is_file() and (one / KEY_FILE).is_file():
            found[read_key(one / KEY_FILE).id] = load_decisions(one / DECISIONS_FILE)
    return {key.id: found[key.id] for key in keys if key.id in found}


def parse_decisions(text: str, name: str) -> tuple[Decision, ...]:
    """Decisions from the text of their file; ``name`` is shown in errors.

    Raises:
        DocumentError: not TOML, or a line is wrong.
    """
    text = _ACCENTED.sub(lambda found: (found[1] or found[3] or "") + fold(found[2] or found[4]), text)
    try:
        tables = parse_toml(text)
    except TomlError as error:
        raise DocumentError(message=f"« {name} » n’est pas un fichier TOML correct : {error}.") from error
    out: list[Decision] = []
    for table, rows in tables.items():
        if table not in TABLES:
            line = line_of(text, "", table=table) or line_of(text, table)
            known = ", ".join(f"[[{one}]]" for one in TABLES)
            raise _wrong(name, line, table, f"est inconnu ; connus : {known}")
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise _wrong(name, line_of(text, "", table=table), table, f"doit s’écrire [[{table}]]")
        for rank, row in enumerate(rows):
            out.append(_Entry(name, text, table, rank, row).read())
    return tuple(sorted(out, key=lambda one: one.line))


def _wrong(name: str, line: int, key: str, why: str) -> DocumentError:
    place = f", ligne {line}" if line else ""
    return DocumentError(message=f"« {name} »{place} : « {key} » {why}.")


class _Entry:
    """One table of the file, read key by key."""

    def __init__(self, name: str, text: str, table: str, rank: int, row: Mapping[str, Any]) -> None:
        self.name, self.text, self.table, self.rank, self.row = name, text, table, rank, row
        self.ruling = TABLES[table]

    def read(self) -> Decision:
        for key in self.row:
            if key not in _KEYS[self.ruling]:
                raise self.wrong(key, f"est inconnu ; connus : {', '.join(_KEYS[self.ruling])}")
        kind = self.choice("classe", _CLASSES, ", ".join(KINDS.values()))
        decision = Decision(
            self.ruling,
            self.words("attendu"),
            self.words("ecrit"),
            self.words("eleve"),
            self.occurrence(),
            kind if self.ruling == "cancel" else None,
            None if self.ruling == "cancel" else kind,
            self.choice("gravite", _GRAVITIES, "critique, non critique"),
            self.points(),
            self.words("commentaire"),
            line_of(self.text, "", table=self.table, rank=self.rank),
        )
        self.check(decision)
        return decision

    def check(self, decision: Decision) -> None:
        """Refuses an entry that would mean nothing, or everything."""
        if self.ruling == "accept":
            missing = next((key for key in ("attendu", "ecrit") if key not in self.row), "")
            if missing:
                raise self.wrong(missing, "manque (vide, il vaut « rien d’écrit »)")
            if decision.expected == decision.found:
                raise self.wrong("ecrit", "est le texte attendu lui-même")
        if self.ruling in {"cancel", "change"} and not (decision.expected or decision.found or decision.only):
            raise self.wrong("attendu", "manque : donnez ce que la fiche montre, attendu, ecrit ou les deux")
        if self.ruling == "change" and (decision.kind, decision.severity, decision.points) == (
            None,
            None,
            None,
        ):
            raise self.wrong("classe", "manque : donnez classe, gravite ou points")
        if self.ruling == "add":
            if decision.kind is None:
                raise self.wrong("classe", f"manque ; l’une de : {', '.join(KINDS.values())}")
            if not decision.comment:
                raise self.wrong("commentaire", "manque : dites à l’élève ce qui est compté")

    def wrong(self, key: str, why: str) -> DocumentError:
        """The error for a key, at its line or at its table's."""
        line = line_of(self.text, key, table=self.table, rank=self.rank)
        return _wrong(self.name, line or line_of(self.text, "", table=self.table, rank=self.rank), key, why)

    def words(self, key: str) -> str:
        """A text on one line."""
        value = self.row.get(key, "")
        if not isinstance(value, str):
            raise self.wrong(key, "doit être un texte entre guillemets")
        return " ".join(value.split())

    def occurrence(self) -> int:
        """A rank from 1; 0 when none is given."""
        value = self.row.get("occurrence", 0)
        if isinstance(value, bool) or not isinstance(value, int) or value < ("occurrence" in self.row):
            raise self.wrong("occurrence", "doit être un nombre entier, 1 pour la première fois")
        return value

    def choice(self, key: str, options: Mapping[str, T], shown: str) -> T | None:
        """One of the values named, ``None`` when the key is not there."""
        if key not in self.row:
            return None
        value = options.get(fold(self.words(key)))
        if value is None:
            raise self.wrong(key, f"doit être l’un de : {shown}")
        return value

    def points(self) -> Decimal | None:
        """Points from 0, exact."""
        if "points" not in self.row:
            return None
        value = self.row["points"]
        try:
            if isinstance(value, bool) or not isinstance(value, (int, float, str)):
                raise InvalidOperation
            points = Decimal(str(value).replace(",", "."))
        except InvalidOperation as error:
            raise self.wrong("points", "doit être un nombre") from error
        if not points.is_finite() or not 0 <= points <= 1000:
            raise self.wrong("points", "doit être un nombre positif ou nul")
        return points


# --- whose, and whether they serve ----------------------------------------------------------------------


def is_of(decision: Decision, learner_id: str, learner: str) -> bool:
    """Whether a decision holds for a learner: all, or the one of this identifier or name."""
    whose = decision.learner
    return not whose or fold(whose) == fold(learner_id) or words_of_name(whose) == words_of_name(learner)


def unused(
    decisions: Sequence[Decision],
    used: Iterable[Decision],
    learners: Iterable[tuple[str, str]],
    reference: str,
) -> list[str]:
    """A sentence for each decision that changed nothing; ``learners`` are (identifier, name) of the copies graded."""
    done, known = set(used), list(learners)
    out: list[str] = []
    for one in decisions:
        if one in done:
            continue
        if one.learner and not any(is_of(one, *learner) for learner in known):
            why = f"aucune copie n’est de « {one.learner} »"
        elif one.expected and _squeezed(one.expected) not in _squeezed(reference):
            why = f"« {one.expected} » ne se trouve pas dans le corrigé"
        elif one.ruling == "accept":
            why = f"aucune copie n’a « {one.found} » à la place de « {one.expected} »"
        elif one.ruling == "add":
            why = f"aucune copie ne contient « {one.found} »"
        else:
            why = "aucune copie n’a cette faute"
        out.append(f"ligne {one.line}, {_shown(one)} : {why}.")
    return out


def _shown(decision: Decision) -> str:
    table = next(name for name, ruling in TABLES.items() if ruling == decision.ruling)
    words = " → ".join(f"« {text} »" for text in (decision.expected, decision.found) if text)
    return f"[[{table}]] {words}".strip()


def _squeezed(text: str) -> str:
    return " ".join(fold(text).split())


# --- writing --------------------------------------------------------------------------------------------


def add_decision(path: Path, decision: Decision) -> None:
    """Writes one more entry at the end of a file, made where missing; what people wrote in it stays as it is.

    Raises:
        DocumentError: the file or the entry is wrong; nothing is written.
        OutputError: it cannot be written.
    """
    text = path.read_text("utf-8-sig") if load_decisions_if_any(path) is not None else _HEAD
    whole = f"{text.rstrip()}\n\n{entry_text(decision)}"
    parse_decisions(whole, str(path))
    try:
        write_text(path, whole)
    except OSError as error:
        raise OutputError(path=path, cause=cause_of(error)) from error


def load_decisions_if_any(path: Path) -> tuple[Decision, ...] | None:
    """The decisions of a file, ``None`` where there is no such file."""
    return load_decisions(path) if path.exists() else None


def entry_text(decision: Decision) -> str:
    """An entry as TOML."""
    table = next(name for name, ruling in TABLES.items() if ruling == decision.ruling)
    kind = decision.only or decision.kind
    severities = {"critical": "critique", "minor": "non critique"}
    rows: list[tuple[str, str]] = [
        ("attendu", _quoted(decision.expected)),
        ("ecrit", _quoted(decision.found)),
        ("eleve", _quoted(decision.learner)),
        ("occurrence", str(decision.occurrence or "")),
        ("classe", _quoted(KINDS[kind]) if kind else ""),
        ("gravite", _quoted(severities[decision.severity]) if decision.severity else ""),
        ("points", "" if decision.points is None else f"{decision.points.normalize():f}"),
        ("commentaire", _quoted(decision.comment)),
    ]
    needed = {"attendu", "ecrit"} if decision.ruling == "accept" else set()
    lines = [f"{key} = {value}" for key, value in rows if key in needed or value not in {"", '""'}]
    return "\n".join([f"[[{table}]]", *lines]) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", " ", escaped) + '"'
