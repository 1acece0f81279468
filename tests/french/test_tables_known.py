"""Ce que savent les tables : ``tests/french/known/TABLE.txt``, à relire, une liste pour chacune.

Une ligne qui disparaît d’une table emporte ses exemples ; ces listes-ci restent. Elles se lisent ainsi :

    ## pas                              une entrée, nommée par une de ses formes
    sort = adverb                       ce qu’elle vaut ; une liste peut s’allonger, rien n’en part
    il ne fume ¤ : pas · jamais         chaque forme se reconnaît à la place de ¤ (¤ seul : elle est dans la table)
    ≠ il avance pas à pas               l’entrée ne s’y reconnaît pas
"""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.french.test_tables import FINDERS
from transcribe.french.tables import Row, rows

KNOWN = Path(__file__).parent / "known"
IN_ORDER = ("opposites",)
"""Lists that answer the forms of their row one by one."""


@dataclass
class Entry:
    """What a list says of one row of a table."""

    table: str
    form: str
    columns: dict[str, str] = field(default_factory=dict)
    sentences: list[tuple[str, list[str]]] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def entries(path: Path) -> list[Entry]:
    """The entries of a list."""
    found: list[Entry] = []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("## "):
            found.append(Entry(path.stem, line.removeprefix("## ")))
        elif line.startswith("≠ "):
            found[-1].others.append(line.removeprefix("≠ "))
        elif "¤" in line:
            sentence, _, forms = line.rpartition(" : ")
            found[-1].sentences.append((sentence, forms.split(" · ")))
        elif " = " in line:
            name, _, value = line.partition(" = ")
            found[-1].columns[name] = value
        else:
            assert not line or line.startswith("# "), line
    return found


ALL = [entry for path in sorted(KNOWN.glob("*.txt")) for entry in entries(path)]


def agrees(row: Row, name: str, wanted: str) -> bool:
    """Whether a column of a row says what a list wants."""
    value = row.columns.get(name)
    if isinstance(value, list):
        asked = wanted.split(" · ") if wanted else []
        return asked == value if name in IN_ORDER else set(asked) <= set(value)
    if isinstance(value, bool):
        return wanted == ("oui" if value else "non")
    return str(value).replace("\n", "⏎") == wanted


def row_of(entry: Entry) -> Row:
    """The row that an entry tells of."""
    of_form = [row for row in rows(entry.table) if entry.form in row.forms]
    agreeing = [
        row for row in of_form if all(agrees(row, name, value) for name, value in entry.columns.items())
    ]
    assert agreeing, f"« {entry.form} » n’est plus dans {entry.table}, ou n’y vaut plus {entry.columns}"
    return agreeing[0]


def test_chaque_liste_est_celle_d_une_table() -> None:
    assert {path.stem for path in KNOWN.glob("*.txt")} == set(FINDERS)
    assert all(entry.sentences for entry in ALL)


@pytest.mark.parametrize("entry", ALL, ids=[f"{entry.table}-{entry.form}" for entry in ALL])
def test_la_table_sait_ce_que_dit_la_liste(entry: Entry) -> None:
    row = row_of(entry)
    for sentence, forms in entry.sentences:
        for form in forms:
            assert form in row.forms, f"« {form} » n’est plus dans la ligne de « {entry.form} »"
            if sentence != "¤":
                text = sentence.replace("¤", form)
                assert row in tuple(FINDERS[entry.table](text)), f"« {text} » doit se reconnaître"
    for text in entry.others:
        assert row not in tuple(FINDERS[entry.table](text)), f"« {text} » ne doit pas se reconnaître"
