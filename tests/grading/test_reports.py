"""What a class gets besides sheets: the page to project, Moodle's gradebook; copies in .rtf, .pdf, .doc, .pages."""

import csv
import io
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.documents.test_reading import pdf
from tests.grading.fake import LETTER, LEXICON
from transcribe.grading import Page, load_scheme
from transcribe.grading.handed_in import read_attempts
from transcribe.grading.keys import Key
from transcribe.grading.moodle import gradebook
from transcribe.grading.projected import projected_body, projected_html
from transcribe.grading.reports import write_reports
from transcribe.grading.roster import Learner, Roster
from transcribe.grading.sitting import Attempt, Result, grade_all

KEYS = [
    Key("01-cardio", "Cardiologie", Page(LETTER), level=2),
    Key("02-suite", "Suite", Page(LETTER), level=1),
]
RULES = load_scheme("sur-20")
NAMES = (
    "Léa Szymczak",
    "Rose Échocardiographie",
    "=Hugo Petit",
    "Maëlle Le Gall",
    "Zoé Tension",
    "Ali Gauche",
)


def results(*keys: Key) -> list[Result]:
    """Each learner signs his copy; all write « droite », some more."""
    attempts = [
        Attempt(f"e{n}", name, key.id, page=Page(text), origin=Path(f"{name}.docx"))
        for key in keys or KEYS[:1]
        for n, name in enumerate(NAMES)
        for text in (
            f"{name}\n"
            + LETTER.replace("gauche", "droite").replace("dyspnée", "dispnée" if n % 2 else "dyspnée"),
        )
    ]
    attempts.append(Attempt("e9", "Tom Vide", KEYS[0].id, refused="« Tom Vide.txt » est vide."))
    return list(grade_all(attempts, KEYS, LEXICON, RULES))


class Texts(HTMLParser):
    """Everything that a page says: texts, and attributes that are read aloud."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.said += [
            value or "" for name, value in attrs if name in {"title", "aria-label", "alt", "id", "href"}
        ]

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def said(html: str) -> str:
    reader = Texts()
    reader.feed(html)
    return " ".join(reader.said)


def test_the_projected_page_teaches_and_names_nobody() -> None:
    body = projected_body(results(), RULES)
    whole = said(body)
    for name in (*NAMES, "Tom Vide"):
        for word in re.findall(r"\w{3,}", name):
            assert not re.search(rf"\b{word}\b", whole, re.I), word
    assert "dispnée" in whole
    assert "3\u00a0copies" in whole
    assert "Répartition des notes" in whole
    assert "e1" not in whole.split()
    assert not re.search(r"<style|<script|\sstyle=", body)
    assert "unsafe" not in projected_html(results(), RULES)


def test_what_one_learner_alone_did_is_not_projected() -> None:
    body = projected_body(results()[1:2], RULES)
    assert "dispnée" not in body
    assert "Répartition" not in body


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_moodles_gradebook_has_a_row_a_learner_and_points_in_decimals() -> None:
    absent = Learner("made", "Absent Paul", given=False)
    roster = Roster((Learner("e1", NAMES[1], "G1", "rose@ecole.fr"), Learner("e2", NAMES[2]), absent))
    head, *found = rows(gradebook(results(*KEYS), roster))
    assert head == ["Identifiant", "Nom complet", "Adresse de courriel", "Groupe", "Cardiologie", "Suite"]
    assert found[0][:4] == ["e1", "Rose Échocardiographie", "rose@ecole.fr", "G1"]
    assert found[0][4] == found[0][5]
    assert re.fullmatch(r"\d+(\.\d+)?", found[0][4])
    assert found[1][1] == "'=Hugo Petit"
    assert found[2] == ["", "Absent Paul", "", "", "", ""]


def test_the_marks_of_one_exercise_are_called_note() -> None:
    head, *found = rows(gradebook(results()))
    assert head[-1] == "Note"
    assert len(found) == len(NAMES)


def test_every_file_of_the_class_is_written(tmp_path: Path) -> None:
    write_reports(results(), RULES, tmp_path)
    assert {"classe.html", "classe.xlsx", "projection.html", "moodle.csv"} <= {
        one.name for one in tmp_path.iterdir()
    }
    assert (tmp_path / "moodle.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_rtf_and_pdf_copies_are_graded(tmp_path: Path) -> None:
    line = "Douleur du genou gauche sans fracture visible, marche possible."
    escaped = "".join(c if c.isascii() else f"\\'{c.encode('cp1252').hex()}" for c in line)
    (tmp_path / "Léa.rtf").write_bytes(b"{\\rtf1\\ansi\\ansicpg1252 " + escaped.encode() + b"\\par}")
    (tmp_path / "Zoé.pdf").write_bytes(pdf(line))
    key = Key("x", "X", Page(line))
    found = list(grade_all(read_attempts([tmp_path], [key]), [key], LEXICON, RULES))
    assert {one.attempt.learner: one.grade.mark for one in found if one.grade} == {"Léa": 20, "Zoé": 20}


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("Léa.doc", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "enregistrez-le en .docx"),
        ("Léa.pages", None, "Exporter vers, Word"),
    ],
)
def test_old_word_and_pages_say_the_way_out(
    tmp_path: Path, name: str, content: bytes | None, why: str
) -> None:
    if content is None:
        (tmp_path / name / "Data").mkdir(parents=True)
        (tmp_path / name / "preview.txt").write_text("aperçu", "utf-8")
    else:
        (tmp_path / name).write_bytes(content)
    (result,) = grade_all(read_attempts([tmp_path], KEYS), KEYS, LEXICON, RULES)
    assert result.attempt.learner == "Léa"
    assert why in result.refused
    assert name in result.refused
