"""Small tables of the language, kept as data, each row with its examples and counter-examples.

A table is ``transcribe/french/data/NAME.toml``::

    rows = [
      { form = "docteure", written = "Dre", examples = ["la docteure Roy"], counter_examples = ["une docteure"] },
    ]

``form`` is what is said or read, folded or not (``forms`` gives several); ``examples`` are texts in which the row
must be recognised, ``counter_examples`` texts in which it must not. The tests execute them all, so that adding a row
is adding its test. Other keys are the columns of that table.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib.resources import files

from transcribe.french.fold import fold


class TableError(ValueError):
    """A table of the language is badly written: its name, its row and what is wrong."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its forms as written in the table, its columns, and the texts that prove it."""

    forms: tuple[str, ...]
    columns: dict[str, object] = field(default_factory=dict, hash=False)
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The folded forms."""
        return tuple(map(fold, self.forms))

    def text(self, column: str, default: str = "") -> str:
        """A column that holds a text."""
        value = self.columns.get(column, default)
        if not isinstance(value, str):
            raise TableError(f"{self.forms[0]} : « {column} » n’est pas un texte")
        return value

    def flag(self, column: str, *, default: bool = False) -> bool:
        """A column that holds true or false; ``default`` when it is missing."""
        return self.columns.get(column, default) is True

    def number(self, column: str) -> Decimal:
        """A column that holds a number; 0 when it is missing or holds something else."""
        value = self.columns.get(column, 0)
        return Decimal(str(value)) if isinstance(value, int | float) else Decimal(0)

    def texts(self, column: str) -> tuple[str, ...]:
        """A column that holds a list of texts; empty when it is missing."""
        value = self.columns.get(column, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise TableError(f"{self.forms[0]} : « {column} » n’est pas une liste de textes")
        return tuple(value)


@cache
def rows(name: str) -> tuple[Row, ...]:
    """The rows of a table, in its order.

    Raises:
        TableError: the table is missing, is no TOML, or a row lacks its form, an example or a counter-example.
    """
    source = files("transcribe.french") / "data" / f"{name}.toml"
    try:
        table = tomllib.loads(source.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise TableError(f"{name} : {error}") from error
    return tuple(_row(name, number, columns) for number, columns in enumerate(table.get("rows", []), start=1))


def by_key(table: Iterable[Row]) -> dict[str, Row]:
    """Rows by each of their folded forms.

    Raises:
        TableError: two rows claim one form.
    """
    found: dict[str, Row] = {}
    for row in table:
        for key in row.keys:
            if found.setdefault(key, row) is not row:
                raise TableError(f"« {key} » a deux lignes")
    return found


def _row(name: str, number: int, columns: dict[str, object]) -> Row:
    place = f"{name}, ligne {number}"
    form = columns.pop("form", None)
    forms = _texts(place, "forms", columns.pop("forms", [form] if form else []))
    shown = _texts(place, "examples", columns.pop("examples", []))
    hidden = _texts(place, "counter_examples", columns.pop("counter_examples", []))
    return Row(forms, columns, shown, hidden)


def _texts(place: str, what: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(one, str) for one in value):
        raise TableError(f"{place} : « {what} » doit être une liste de textes, non vide")
    return tuple(value)
