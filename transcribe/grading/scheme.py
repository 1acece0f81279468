"""Marking schemes: what each class of mistake costs. TOML files that a trainer can copy and edit."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal

from transcribe.core.errors import DocumentError
from transcribe.core.tomls import TomlError, parse_toml
from transcribe.grading.types import KINDS, Kind, Severity

DEFAULT = "sur-20"
SHIPPED = ("sur-20", "aqdoc", "taux")
Method = Literal["points", "words"]

_TOP = {"id", "title", "maximum", "passing", "spacing", "decimals", "method", "points", "flagged", "accents",
        "same_sound"}  # fmt: skip
_COST = {"critical", "minor", "every"}


class SchemeError(DocumentError):
    """A marking scheme is wrong; ``message`` says which line and what to do."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Points of a class. ``every``: per begun run of so many words; 0: once whatever the length."""

    critical: Decimal
    minor: Decimal
    every: int = 0


@dataclass(frozen=True, slots=True)
class Scheme:
    """A way to mark. ``method``: ``points`` adds the costs, ``words`` takes 100 × wrong words / words.

    ``flagged`` is the cost of a passage that its author said he had not heard. ``accents`` and ``same_sound`` are the
    shares, in [0, 1], that are kept of what a wrong accent costs, and of a slip that leaves the sound of its word.
    """

    id: str
    title: str
    maximum: Decimal
    costs: Mapping[Kind, Cost] = field(default_factory=dict)
    passing: Decimal | None = None
    french_spaces: bool = True
    decimals: int = 2
    method: Method = "points"
    flagged: Decimal = Decimal(0)
    accents: Decimal = Decimal(1)
    same_sound: Decimal = Decimal(1)

    def points(self, kind: Kind, severity: Severity, words: int) -> Decimal:
        """What one mistake costs before the floor."""
        cost = self.costs.get(kind)
        if cost is None:
            return Decimal(0)
        one = cost.critical if severity == "critical" else cost.minor
        return one * (-(-max(words, 1) // cost.every) if cost.every else 1)


@cache
def shipped_scheme(name: str) -> Scheme:
    """One of the schemes that ship with the program."""
    text = resources.files("transcribe.grading.schemes").joinpath(f"{name}.toml").read_text("utf-8")
    return parse_scheme(text, f"{name}.toml")


def load_scheme(name: str) -> Scheme:
    """A shipped scheme by its name, or a trainer's own file by its path.

    Raises:
        SchemeError: unknown name, unreadable file, or a wrong line.
    """
    if name in SHIPPED:
        return shipped_scheme(name)
    path = Path(name)
    if not path.is_file():
        raise SchemeError(
            message=f"Barème « {name} » inconnu : choisissez {', '.join(SHIPPED)}, "
            "ou donnez un fichier .toml."
        )
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SchemeError(message=f"« {name} » est illisible : enregistrez-le en texte UTF-8.") from error
    return parse_scheme(text, name)


def shipped_path(name: str, folder: Path) -> str:
    """The name of a shipped scheme, or the path of a file named from ``folder``."""
    return name if name in SHIPPED else str(folder / name)


def parse_scheme(text: str, name: str) -> Scheme:
    """A scheme from the text of its file; ``name`` is shown in errors.

    Raises:
        SchemeError: not TOML, or a key is unknown, missing or of the wrong kind.
    """
    try:
        table = parse_toml(text)
    except TomlError as error:
        raise SchemeError(message=f"« {name} » n’est pas un fichier TOML correct : {error}.") from error
    read = _Reader(name, text)
    read.only(table, _TOP, "")
    method = read.choice(table, "method", ("points", "words"), "points")
    scheme_points = table.get("points", {})
    if not isinstance(scheme_points, dict):
        raise read.wrong("points", "doit être une partie [points]")
    read.only(scheme_points, set(KINDS), " : ce n’est pas une classe de fautes")
    if method == "points" and not scheme_points:
        raise read.wrong("points", "manque : donnez les points de chaque classe sous [points]")
    maximum = read.number(table, "maximum")
    if maximum <= 0:
        raise read.wrong("maximum", "doit être plus grand que 0")
    costs: dict[Kind, Cost] = {
        kind: read.cost(kind, scheme_points[kind]) for kind in KINDS if kind in scheme_points
    }
    half = costs["omission"].minor / 2 if "omission" in costs else Decimal(0)
    return Scheme(
        id=str(table.get("id", Path(name).stem)),
        title=str(table.get("title", table.get("id", Path(name).stem))),
        maximum=maximum,
        costs=costs,
        flagged=read.number(table, "flagged") if "flagged" in table else half,
        passing=read.number(table, "passing") if "passing" in table else None,
        french_spaces=read.choice(table, "spacing", ("francaise", "libre"), "francaise") == "francaise",
        decimals=read.whole(table, "decimals", 2, 6),
        method="words" if method == "words" else "points",
        accents=read.share(table, "accents"),
        same_sound=read.share(table, "same_sound"),
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    name: str
    text: str

    def wrong(self, key: str, why: str) -> SchemeError:
        line = self._line(key)
        place = f", ligne {line}" if line else ""
        return SchemeError(message=f"« {self.name} »{place} : « {key} » {why}.")

    def _line(self, key: str) -> int:
        for number, line in enumerate(self.text.splitlines(), 1):
            if re.match(rf"\s*\[?\s*[\"']?{re.escape(key)}[\"']?\s*(?:=|\])", line):
                return number
        return 0

    def only(self, table: dict[str, Any], known: set[str], why: str) -> None:
        for key in table:
            if key not in known:
                raise self.wrong(key, f"est inconnu{why} ; connus : {', '.join(sorted(known))}")

    def number(self, table: dict[str, Any], key: str) -> Decimal:
        if key not in table:
            raise self.wrong(key, "manque")
        return self._decimal(key, table[key])

    def share(self, table: dict[str, Any], key: str) -> Decimal:
        """A number in [0, 1]; 1 when none is given."""
        number = self.number(table, key) if key in table else Decimal(1)
        if number > 1:
            raise self.wrong(key, "doit être un nombre de 0 à 1")
        return number

    def whole(self, table: dict[str, Any], key: str, default: int, largest: int) -> int:
        """A whole number from 0 to ``largest``."""
        number = self.number(table, key) if key in table else Decimal(default)
        if number > largest or number != number.to_integral_value():
            raise self.wrong(key, f"doit être un nombre entier de 0 à {largest}")
        return int(number)

    def _decimal(self, key: str, value: Any) -> Decimal:  # noqa: ANN401
        if isinstance(value, bool) or not isinstance(value, (int, float, str)):
            raise self.wrong(key, "doit être un nombre")
        try:
            number = Decimal(str(value).replace(",", "."))
        except InvalidOperation as error:
            raise self.wrong(key, "doit être un nombre") from error
        if not number.is_finite() or number < 0:
            raise self.wrong(key, "doit être un nombre positif ou nul")
        if number and not -9 <= number.adjusted() <= 9:
            raise self.wrong(key, "est démesuré")
        return number

    def choice(self, table: dict[str, Any], key: str, options: tuple[str, ...], default: str) -> str:
        value = table.get(key, default)
        if value not in options:
            raise self.wrong(key, f"doit être l’un de : {', '.join(options)}")
        return str(value)

    def cost(self, kind: str, value: Any) -> Cost:  # noqa: ANN401
        if not isinstance(value, dict):
            one = self._decimal(kind, value)
            return Cost(one, one)
        unknown = [key for key in value if key not in _COST]
        if unknown:
            raise self.wrong(kind, f"contient « {unknown[0]} » ; connus : critical, minor, every")
        if "critical" not in value or "minor" not in value:
            raise self.wrong(kind, "doit donner critical et minor")
        every = self._decimal(kind, value.get("every", 0))
        return Cost(self._decimal(kind, value["critical"]), self._decimal(kind, value["minor"]), int(every))
