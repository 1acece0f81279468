"""What is arranged for a learner: how his sheets look, how long he has, how the sound of a word counts.

``needs.toml`` beside the class list, or columns of the list, give it by learner; presets give several at once.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from transcribe.core.errors import DocumentError
from transcribe.core.tomls import TomlError, line_of, parse_toml
from transcribe.french import fold
from transcribe.grading.naming import words_of_name
from transcribe.grading.roster import Learner, Roster
from transcribe.grading.scheme import Scheme, load_scheme, shipped_path

NEEDS_FILE = "needs.toml"
PRESETS = ("dyslexie", "grands caractères")


@dataclass(frozen=True, slots=True)
class Needs:
    """Adaptations of what a learner reads and hears. Sizes are points, ``pace`` multiplies the speed of speech.

    ``extra_time`` is a share of the time allowed (0.33: a third more).
    """

    size: float = 12
    font: str = "Arial"
    line_spacing: float = 1.15
    letter_spacing: float = 0
    extra_time: float = 0
    pace: float = 1


USUAL = Needs()


@dataclass(frozen=True, slots=True)
class Settings:
    """All that is arranged for a learner. ``scheme`` replaces the exercise's.

    ``accents`` and ``same_sound`` are the shares, in [0, 1], that are kept of what a wrong accent costs, and of what a
    word costs that sounds as it should.
    """

    needs: Needs = USUAL
    scheme: Scheme | None = None
    accents: Decimal = Decimal(1)
    same_sound: Decimal = Decimal(1)

    def of(self, scheme: Scheme) -> Scheme:
        """The scheme that this learner is marked by, ``scheme`` being the exercise's."""
        rules = self.scheme or scheme
        if self.accents == 1 and self.same_sound == 1:
            return rules
        return replace(
            rules, title=f"{rules.title}, aménagé", accents=self.accents, same_sound=self.same_sound
        )


AS_USUAL = Settings()


# --- values ---------------------------------------------------------------------------------------------


def _number(low: float, high: float) -> Callable[[str], Fraction]:
    def read(text: str) -> Fraction:
        try:
            value = Fraction(text.replace("%", "").replace(",", ".").replace(" ", "").replace("\u202f", ""))
        except (ValueError, ZeroDivisionError) as error:
            raise ValueError(f"doit être un nombre de {low:g} à {high:g}".replace(".", ",")) from error
        if not low <= value <= high:
            raise ValueError(f"doit être un nombre de {low:g} à {high:g}".replace(".", ","))
        return value

    return read


def _time(text: str) -> Fraction:
    """Per cent of extra time: « 33 », « 1/3 », « oui » for the third that the law gives."""
    plain = fold(text)
    if plain in {"oui", "x", "tiers", "tiers temps", "tiers-temps", "1/3"}:
        return Fraction(100, 3)
    if plain in {"non", ""}:
        return Fraction(0)
    value = _number(0, 200)(text)
    return value * 100 if "/" in text else value


def _font(text: str) -> str:
    if not re.fullmatch(r"[\w][\w .-]{0,60}", text):
        raise ValueError("doit être le nom d’une police")
    return text


_READERS: dict[str, Callable[[str], Any]] = {
    "taille": _number(8, 48), "police": _font, "interligne": _number(1, 3), "espacement": _number(0, 5),
    "temps": _time, "voix": _number(50, 150), "accents": _number(0, 1), "son": _number(0, 1),
    "bareme": str, "reglage": str,
}  # fmt: skip
# columns of a class list that mean the same, folded
_COLUMNS = {
    **{name: name for name in _READERS},
    **dict.fromkeys(("barème", "scheme"), "bareme"),
    **dict.fromkeys(("tiers temps", "tiers-temps", "temps majore", "temps en plus", "extra time"), "temps"),
    **dict.fromkeys(("reglages", "amenagement", "amenagements", "besoin", "besoins", "preset"), "reglage"),
    **dict.fromkeys(("taille des caracteres", "size"), "taille"),
    **{"font": "police", "vitesse": "voix"},
}

Values = dict[str, str]
"""What is set, by key, as written."""


class _Book:
    """The presets and learners of ``needs.toml``, and what a wrong line is called."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        try:
            tables = parse_toml(text)
        except TomlError as error:
            raise DocumentError(message=f"« {name} » n’est pas un fichier TOML correct : {error}.") from error
        for key in tables:
            if key not in {"reglage", "eleve"}:
                raise self.wrong(key, "", 'est inconnu ; connus : [reglage.NOM], [eleve."NOM"]')
        self.presets = self._tables(tables, "reglage")
        self.learners = self._tables(tables, "eleve")

    def _tables(self, tables: Mapping[str, Any], sort: str) -> dict[str, Values]:
        found = tables.get(sort, {})
        if not isinstance(found, dict) or not all(isinstance(row, dict) for row in found.values()):
            raise self.wrong(sort, "", f'doit s’écrire [{sort}."NOM"]')
        return {str(name): self._values(sort, str(name), row) for name, row in found.items()}

    def _values(self, sort: str, name: str, row: Mapping[str, Any]) -> Values:
        out: Values = {}
        for key, value in row.items():
            if key not in _READERS:
                raise self.wrong(key, f"{sort}.{name}", f"est inconnu ; connus : {', '.join(_READERS)}")
            if isinstance(value, bool) or not isinstance(value, (str, int, float)):
                raise self.wrong(key, f"{sort}.{name}", "doit être un texte ou un nombre")
            out[key] = str(value)
            try:
                _READERS[key](out[key])
            except ValueError as error:
                raise self.wrong(key, f"{sort}.{name}", str(error)) from error
        return out

    def wrong(self, key: str, table: str, why: str) -> DocumentError:
        """The error for a key."""
        line = _line(self.text, key, table)
        return DocumentError(message=f"« {self.name} »{f', ligne {line}' if line else ''} : « {key} » {why}.")


def _line(text: str, key: str, table: str) -> int:
    sort, _, name = table.partition(".")
    for written in (table, f'{sort}."{name}', f"{sort}.'{name}"):
        if line := line_of(text, key, table=written):
            return line
    return line_of(text, key) or line_of(text, "", table=key)


@cache
def _shipped() -> dict[str, Values]:
    text = resources.files("transcribe.grading").joinpath("presets.toml").read_text("utf-8")
    return _Book("presets.toml", text).presets


def preset(name: str) -> Settings:
    """One of the presets that ship with the program (``PRESETS``)."""
    return _settings(_shipped()[name], Path())


# --- by learner -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Arrangements:
    """What is arranged for the learners of a class. ``named`` are those of ``needs.toml``, by name or identifier."""

    named: Mapping[str, Settings] = field(default_factory=dict)
    listed: Mapping[str, Settings] = field(default_factory=dict)

    def of(self, learner_id: str, learner: str) -> Settings:
        """The settings of a learner; as usual where nothing is arranged."""
        for whose, settings in self.named.items():
            if _is(whose, learner_id, learner):
                return settings
        return self.listed.get(learner_id, AS_USUAL)

    def strangers(self, learners: Mapping[str, str]) -> list[str]:
        """Who is named in ``needs.toml`` and is none of ``learners``, names by identifier."""
        return [
            whose for whose in self.named if not any(_is(whose, one, name) for one, name in learners.items())
        ]


def _is(whose: str, learner_id: str, learner: str) -> bool:
    return fold(whose) == fold(learner_id) or words_of_name(whose) == words_of_name(learner)


def needs_beside(list_path: Path | None) -> Path | None:
    """``needs.toml`` in the folder of a class list, where it stands."""
    beside = list_path.with_name(NEEDS_FILE) if list_path else None
    return beside if beside and beside.is_file() else None


Refuse = Callable[[str, str], DocumentError]
"""Makes the error for a key and why it is wrong, with the place where it stands."""


def arrangements(roster: Roster | None, path: Path | None, *, list_path: Path | None = None) -> Arrangements:
    """What the columns of a class list and ``needs.toml`` arrange; where both do, the file's values win.

    Raises:
        DocumentError: unreadable, or a line is wrong.
    """
    book = _Book(str(path), _text(path)) if path else _Book("", "")
    presets = {fold(name): values for name, values in (_shipped() | book.presets).items()}
    learners = roster.learners if roster else ()
    columns = {one.id: _of_columns(one, roster, _in_list(list_path, one)) for one in learners}
    folder = (path or list_path or Path("liste")).parent
    named: dict[str, Settings] = {}
    for whose, values in book.learners.items():
        listed = next((columns[one.id] for one in learners if _is(whose, one.id, one.name)), {})
        refuse = _in_book(book, whose)
        named[whose] = _settings(_with_presets(listed | values, presets, refuse), folder)
    return Arrangements(
        named,
        {
            one.id: _settings(_with_presets(columns[one.id], presets, _in_list(list_path, one)), folder)
            for one in learners
            if columns[one.id]
        },
    )


def _with_presets(values: Values, presets: Mapping[str, Values], refuse: Refuse) -> Values:
    """The values with those of the presets named under them."""
    base: Values = {}
    for name in filter(None, re.split(r"\s*[,;+]\s*", values.get("reglage", ""))):
        if fold(name) not in presets:
            raise refuse("reglage", f"« {name} » est inconnu ; connus : {', '.join(sorted(presets))}")
        base |= presets[fold(name)]
    return base | values


def _in_book(book: _Book, whose: str) -> Refuse:
    return lambda key, why: book.wrong(key, f"eleve.{whose}", why)


def _in_list(path: Path | None, learner: Learner) -> Refuse:
    name = str(path or "liste")
    return lambda column, why: DocumentError(
        message=f"« {name} », ligne {learner.line} : « {column} » {why}."
    )


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DocumentError(
            message=f"« {path} » est illisible : enregistrez-le en texte UTF-8, et vérifiez ses droits."
        ) from error


def _of_columns(learner: Learner, roster: Roster | None, refuse: Refuse) -> Values:
    out: Values = {}
    for column, cell in ((roster.extra or {}) if roster else {}).get(learner.id, {}).items():
        key = _COLUMNS.get(column)
        if key is None or not cell.strip():
            continue
        try:
            _READERS[key](cell.strip())
        except ValueError as error:
            raise refuse(column, str(error)) from error
        out[key] = cell.strip()
    return out


def _settings(values: Values, folder: Path) -> Settings:
    usual = USUAL
    read = {key: _READERS[key](text) for key, text in values.items()}
    needs = Needs(
        size=float(read.get("taille", usual.size)),
        font=read.get("police", usual.font),
        line_spacing=float(read.get("interligne", usual.line_spacing)),
        letter_spacing=float(read.get("espacement", usual.letter_spacing)),
        extra_time=float(read.get("temps", 0) / 100),
        pace=float(read.get("voix", Fraction(100)) / 100),
    )
    name = read.get("bareme", "")
    return Settings(
        needs,
        load_scheme(shipped_path(name, folder)) if name else None,
        _decimal(read.get("accents", Fraction(1))),
        _decimal(read.get("son", Fraction(1))),
    )


def _decimal(value: Fraction) -> Decimal:
    return round(Decimal(value.numerator) / Decimal(value.denominator), 6).normalize()
