"""A class's files: who handed in what, refusals that stop nothing, and the reports."""

import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.grading.fake import LETTER, LEXICON
from transcribe.grading import Page, load_scheme
from transcribe.grading.handed_in import read_attempts
from transcribe.grading.keys import Key, find_keys, schemes_of, write_key
from transcribe.grading.reports import write_reports
from transcribe.grading.sitting import Result, grade_all

OTHER = (
    "Certificat médical\nJe soussigné certifie avoir vu ce jour le jeune Théo, "
    "qui peut reprendre la natation en compétition."
)


@pytest.fixture
def keys() -> list[Key]:
    return [
        Key("01-cardio", "Cardiologie", Page(LETTER), level=2),
        Key("02-certificat", "Certificat", Page(OTHER), level=1),
    ]


@pytest.fixture
def results(tmp_path: Path, keys: list[Key]) -> list[Result]:
    folder = tmp_path / "classe"
    files = {
        "Léa Durand/01-cardio.txt": LETTER.replace("ramipril 5 mg", "ramipril 50 mg"),
        "Léa Durand/02-certificat.txt": OTHER,
        "Hugo_Petit - 01-cardio.txt": LETTER.replace("gauche", "droite"),
        "=1+1 - 01-cardio.txt": LETTER,
        "Zoé Roux.txt": OTHER.replace("certifie", "certifi"),
        "01-cardio Inès.txt": "",
        "Karim 01-cardio.txt": (
            "Une recette : battre les œufs, ajouter le sucre, la farine, le lait, mélanger longuement, cuire."
        ),
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (folder / "~$Zoé.docx").write_bytes(b"x")
    return list(grade_all(read_attempts([folder], keys), keys, LEXICON, load_scheme("sur-20")))


def test_learners_and_exercises_come_from_names_then_from_the_text(results: list[Result]) -> None:
    found = {(r.attempt.learner, r.key.id) for r in results if r.grade}
    assert found == {
        ("Léa Durand", "01-cardio"), ("Léa Durand", "02-certificat"), ("Hugo Petit", "01-cardio"),
        ("Zoé Roux", "02-certificat"), ("=1+1", "01-cardio"),
    }  # fmt: skip


def test_a_refused_file_stops_nothing(results: list[Result]) -> None:
    refused = {r.attempt.learner: r.refused for r in results if r.refused}
    assert refused.keys() == {"Inès", "Karim"}
    assert "est vide" in refused["Inès"]
    assert "ne ressemble pas à l’exercice « Cardiologie »" in refused["Karim"]


def test_reports_hold_real_numbers_and_no_formula(tmp_path: Path, results: list[Result]) -> None:
    out = tmp_path / "rapport"
    write_reports(results, load_scheme("sur-20"), out)
    book = openpyxl.load_workbook(out / "classe.xlsx")
    assert book.sheetnames == ["Notes", "Tableau", "Fautes", "Par classe", "Termes difficiles"]
    marks = [
        float(str(row[3].value)) for row in book["Notes"].iter_rows(min_row=2) if row[3].value is not None
    ]
    assert sorted(marks) == [18, 18, 19.5, 20, 20]
    assert book["Notes"].auto_filter.ref == "A1:P8"
    written = [cell for row in book["Notes"].iter_rows(min_row=2) for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in written] == ["s"]


def test_sheets_show_the_mistake_the_rule_and_the_sum(tmp_path: Path, results: list[Result]) -> None:
    out = tmp_path / "rapport"
    write_reports(results, load_scheme("sur-20"), out)
    html = (out / "fiches" / "Léa Durand" / "01-cardio.html").read_text("utf-8")
    for part in ("50 mg", "posologie ou valeur", "20 − 2 = 18", "À revoir en priorité"):
        assert part in html
    text = "\n".join(
        p.text for p in docx.Document(str(out / "fiches" / "Léa Durand" / "01-cardio.docx")).paragraphs
    )
    assert "18\u00a0/\u00a020" in text
    assert "50 mg" in text
    page = (out / "classe.html").read_text("utf-8")
    assert "<svg" in page
    assert "http" not in page.replace("http-equiv", "")
    assert "Copies non notées" in page


def test_a_learners_text_is_never_markup(tmp_path: Path, keys: list[Key]) -> None:
    path = tmp_path / "Jo <b>.txt"
    path.write_text(LETTER.replace("récente", "<script>alert(1)</script>"), "utf-8")
    attempts = read_attempts([path], keys[:1])
    write_reports(
        list(grade_all(attempts, keys[:1], LEXICON, load_scheme("aqdoc"))),
        load_scheme("aqdoc"),
        tmp_path / "o",
    )
    html = next((tmp_path / "o" / "fiches").rglob("*.html")).read_text("utf-8")
    assert "<script" not in html
    assert zipfile.is_zipfile(next((tmp_path / "o" / "fiches").rglob("*.docx")))


def test_keys_go_to_a_folder_and_back(tmp_path: Path, keys: list[Key]) -> None:
    for key in keys:
        write_key(tmp_path / key.id / "formateur" / "exercise.json", key)
    back = find_keys(tmp_path)
    assert [(key.id, key.reference.text) for key in back] == [(key.id, key.reference.text) for key in keys]
    assert schemes_of(tmp_path, back) == {}


def test_an_exercise_brings_its_own_scheme(tmp_path: Path, keys: list[Key]) -> None:
    folder = tmp_path / "exo"
    write_key(folder / "formateur" / "exercise.json", keys[0])
    text = 'id = "x"\nmaximum = 10\n[points]\nlaterality = 4\n'
    (folder / "formateur" / "bareme.toml").write_text(text, "utf-8")
    (tmp_path / "Léa.txt").write_text(LETTER.replace("gauche", "droite"), "utf-8")
    schemes = schemes_of(folder, keys[:1])
    attempts = read_attempts([tmp_path / "Léa.txt"], keys[:1])
    (result,) = grade_all(attempts, keys[:1], LEXICON, load_scheme("sur-20"), schemes=schemes)
    assert result.grade is not None
    assert (float(result.grade.mark), float(result.grade.maximum)) == (6.0, 10.0)
