"""What a class's files say, line by line: made anew and compared with ``tests/grading/shown/``, which people read.

A change of what users see is read there, and approved by writing the files anew:

    python -m tests.grading.shown
"""

import io
import re
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

from tests.approved import approve
from tests.grading.fake import LETTER, LEXICON
from transcribe.grading import Page, load_scheme
from transcribe.grading.charts import bars
from transcribe.grading.charts import lines as lines_drawn
from transcribe.grading.competence_files import write_sheets
from transcribe.grading.competences import sheets
from transcribe.grading.history import read_history
from transcribe.grading.keys import Key
from transcribe.grading.needs import Needs
from transcribe.grading.reports import write_reports
from transcribe.grading.roster import Learner, Roster
from transcribe.grading.seance import Part, Session
from transcribe.grading.sitting import Attempt, Result, grade_all
from transcribe.grading.types import Decision

HERE = Path(__file__).parent / "shown"
KEYS = [
    Key("01-cardio", "Cardiologie", Page(LETTER, terms=("dyspnée", "ramipril")), level=2),
    Key("02-suite", "Suite", Page(LETTER.replace("12 mars", "14 mars")), "relecture", level=3),
]
SCHEME = load_scheme("sur-20")
_GRAVE = LETTER.replace("gauche", "droite").replace("5 mg par jour", "50 mg par jour")
_LIGHT = (
    LETTER.replace("dyspnée", "dispnée")
    .replace("découverte", "decouverte")
    .replace("hypertension artérielle, pas", "hypertension artérielle pas")
    .replace("Traitement :", "Traitement:")
    .replace("dilatée", "dilaté")
    .replace("Je vous remercie", "Je vous vous remercie")
)
_SHORT = "\n".join(LETTER.split("\n")[:5])
COPIES = {
    "Ana Blanc": (LETTER, LETTER.replace("12 mars", "14 mars")),
    "Ben Petit": (_GRAVE, _LIGHT),
    "Chloé Roux": (_LIGHT, _GRAVE.replace("pas de souffle", "souffle")),
    "Dan Vidal": (_LIGHT, _SHORT),
    "Eva Noir": (_SHORT.replace("Szymczak", "Szymzack"), ""),
}
ROSTER = Roster(
    (*(Learner(f"e{n}", name, "G1") for n, name in enumerate(COPIES)), Learner("e9", "Zoé Absente", "G1"))
)
DECISIONS = {
    "01-cardio": (
        Decision("accept", expected="découverte", found="decouverte", comment="admis cette fois"),
        Decision("change", expected="dyspnée", found="dispnée", points=Decimal("0.5"), severity="critical"),
        Decision("add", expected="souffle", kind="terminology", learner="Chloé Roux", comment="mal compris"),
    )
}
_SORTS = {"fiches/": "fiches", "livrets/livret/": "livrets"}


def graded() -> list[Result]:
    """Five learners, two exercises on two days, one copy refused."""
    attempts = [
        Attempt(
            f"e{n}",
            name,
            key.id,
            at=datetime(2026, 3, 12 + 7 * day, 9, 30, tzinfo=UTC),
            page=Page(text),
            group="G1",
            origin=Path(f"{name} - {key.id}.docx"),
            refused="" if text else f"« {name} » est vide : rendez votre copie.",
        )
        for n, (name, texts) in enumerate(COPIES.items())
        for day, (key, text) in enumerate(zip(KEYS, texts, strict=True))
    ]
    found = list(grade_all(attempts, KEYS, LEXICON, SCHEME, decisions=DECISIONS))
    return [replace(found[0], needs=Needs(18, "Verdana", 1.6)), *found[1:]]


def drawn() -> str:
    """Charts of each manner: many places or few, one line that stands out, long names, nothing to draw."""
    days = [(float(day), f"{day} mars") for day in range(1, 9)]
    series = [
        ("Ana", [(1.0, 8.0), (4.0, 12.5)]),
        ("Un nom de plus de dix-huit lettres", [(1.0, -2.0), (8.0, 20.0)]),
    ]
    rows = [("Dose", (3, 1.5), "4,5"), ("Côté & sens", (0, 2), "2"), ("Rien", (), "0")]
    charts = [
        bars(rows, label="Fautes", head=("Classe", "Nombre")),
        bars(rows, label="Fautes", head=("Classe", "Nombre"), colors=("#000",), maximum=10),
        bars([], label="Aucune", head=("Classe", "Nombre")),
        lines_drawn(series, days[:5], label="Notes", maximum=20, bold=series[1][0]),
        lines_drawn(
            series, [*days, (9.0, "un jour dont le nom est long")], label="Notes", maximum=20, bold="Ana"
        ),
        lines_drawn(
            [("Ben", []), *series], [(1.0, "un seul jour dont le nom est long")], label="Notes", maximum=4
        ),
        lines_drawn([], [], label="Rien", maximum=1),
    ]
    reader = _Elements()
    for chart in charts:
        reader.feed(f"<hr>{chart}")
    return "\n".join([*reader.lines, ""])


def shown() -> dict[str, str]:
    """The lines of each file, by a name."""
    parts = Part("01-cardio", "Cardiologie", 20), Part("02-suite", "Suite", 40)
    session = Session("Séance du 12 mars", 60, False, parts)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        write_reports(graded(), SCHEME, out, roster=ROSTER, session=session)
        write_sheets(sheets(read_history([out])), out / "livrets")
        found: dict[str, str] = {}
        for path in sorted(out.rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                place = path.relative_to(out).as_posix()
                sort = next((name for start, name in _SORTS.items() if place.startswith(start)), path.stem)
                name = f"{sort}{path.suffix}"
                found[name] = found.get(name, "") + "\n".join([f"--- {place}", *lines(path), ""])
        return found | {"graphiques.svg": drawn()}


def lines(path: Path) -> Iterator[str]:
    if path.suffix == ".html":
        reader = _Elements()
        reader.feed(path.read_text("utf-8"))
        yield from reader.lines
    elif path.suffix == ".docx":
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
            yield from _paragraphs(archive.read("word/document.xml").decode("utf-8"))
    elif path.suffix == ".xlsx":
        yield from _cells(path)
    else:
        yield from path.read_text("utf-8-sig").splitlines()


class _Elements(HTMLParser):
    """A line for each element of the body: its name and attributes, its text."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._hidden = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden = tag if tag in ("style", "script") else self._hidden
        said = [f"{name}={value}" for name, value in attrs if name != "content"]
        self.lines.append(" ".join([f"<{tag}>", *said]))

    def handle_endtag(self, tag: str) -> None:
        self._hidden = "" if tag == self._hidden else self._hidden

    def handle_data(self, data: str) -> None:
        if not self._hidden and data.strip():
            self.lines.append(f"  {' '.join(data.split())}")


def _paragraphs(xml: str) -> Iterator[str]:
    """A line for each paragraph, row or table: its text, its dress."""
    for part in re.findall(r"<w:p[ >].*?</w:p>|</?w:tbl>|<w:tblLayout [^>]*>|<w:tr[ >]", xml, re.DOTALL):
        text = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", part))
        dress = re.findall(
            r"<w:((?:pStyle|keepNext|color|shd|sz|strike|b|i|u|vertAlign|highlight)\b[^>]*?)/?>", part
        )
        yield (
            f"{text} {{{', '.join(dict.fromkeys(one.replace('w:', '') for one in dress))}}}"
            if dress
            else text or (part if "Layout" in part else part[:8])
        )


def _cells(path: Path) -> Iterator[str]:
    from openpyxl import load_workbook

    for sheet in load_workbook(path):
        yield f"== {sheet.title}, figé en {sheet.freeze_panes}, filtre {sheet.auto_filter.ref}"
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    dress = ["gras"] * bool(cell.font.b) + ["sur plusieurs lignes"] * bool(
                        cell.alignment.wrap_text
                    )
                    yield f"{cell.coordinate} {cell.value!r} {cell.number_format} {', '.join(dress)}"


if __name__ == "__main__":
    approve(shown(), HERE)
