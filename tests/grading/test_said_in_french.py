"""Ce qu’une note dit en français : nombres, pluriels, différences ; la copie marquée ; la fiche d’une séance."""

import csv
import io
from dataclasses import replace
from decimal import Decimal
from typing import Any

import docx
import pytest
from docx.shared import Pt

from transcribe.grading import french
from transcribe.grading.marked import Span, marked_lines, revisions
from transcribe.grading.moodle import gradebook
from transcribe.grading.needs import Needs
from transcribe.grading.roster import Learner, Roster
from transcribe.grading.seance import Part, PartMark, Session, SessionMark, weights_text
from transcribe.grading.seance_files import session_docx, session_rows
from transcribe.grading.types import Decision, Grade, Mistake, Page, Waived

SLIP = Mistake(
    "spelling", "minor", "toux", "tout", "La règle.", "Revoir.", 0, 4, 0, 4, points=Decimal("0.50")
)
GRAVE = replace(SLIP, severity="critical")
BARE = Grade(Decimal(20), Decimal(20), (), "sur-20")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def graded(*mistakes: Mistake, **more: Any) -> Grade:
    return replace(BARE, mistakes=mistakes, **more)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("17.50"), "17,5"),
        (20, "20"),
        (Decimal(100), "100"),
        (-2.5, "−2,5"),
        (0.0, "0"),
        (0.25, "0,25"),
    ],
)
def test_un_nombre(value: Any, text: str) -> None:
    assert french.decimal_text(value) == text


def test_un_taux_et_une_note() -> None:
    assert [plain(french.percent(value)) for value in (0, 0.1234, 1, 1.5)] == [
        "0 %",
        "12,3 %",
        "100 %",
        "150 %",
    ]
    marks = [
        plain(french.mark_text(replace(BARE, mark=Decimal("17.5"), passed=one)))
        for one in (None, True, False)
    ]
    assert marks == ["17,5 / 20", "17,5 / 20 (réussi)", "17,5 / 20 (à reprendre)"]


@pytest.mark.parametrize(
    ("asked", "corrected", "mistakes", "text"),
    [
        (0, 0, (SLIP,), ""),
        (8, 0, (), "0 faute corrigée sur 8"),
        (8, 1, (SLIP,), "1 faute corrigée sur 8, 1 introduite"),
        (8, 2, (replace(SLIP, asked=True),), "2 fautes corrigées sur 8"),
        (8, 6, (SLIP, GRAVE, replace(SLIP, asked=True)), "6 fautes corrigées sur 8, 2 introduites"),
    ],
)
def test_le_travail_fait(asked: int, corrected: int, mistakes: tuple[Mistake, ...], text: str) -> None:
    assert plain(french.work_text(graded(*mistakes, asked=asked, corrected=corrected))) == text


@pytest.mark.parametrize(
    ("rate", "text"),
    [(None, "0 faute"), (1.94, "1,9 faute"), (1.96, "2 fautes"), (2.0, "2 fautes"), (12.34, "12,3 fautes")],
)
def test_la_densite(rate: float | None, text: str) -> None:
    figures = {} if rate is None else {"per_hundred": rate}
    assert plain(french.density_text(graded(figures=figures))) == f"{text} pour 100 mots"


@pytest.mark.parametrize(
    ("grave", "light", "text"),
    [
        (0, 0, "aucune faute"),
        (0, 1, "1 faute"),
        (0, 2, "2 fautes"),
        (1, 0, "1 faute critique"),
        (2, 0, "2 fautes critiques"),
        (2, 1, "2 fautes critiques, 1 autre"),
        (1, 3, "1 faute critique, 3 autres"),
    ],
)
def test_les_fautes_se_comptent(grave: int, light: int, text: str) -> None:
    assert plain(french.counted_text(graded(*[GRAVE] * grave, *[SLIP] * light))) == text


@pytest.mark.parametrize(
    ("expected", "found", "ruling", "text"),
    [
        ("", "", None, "la copie entière"),
        ("toux", "tout", None, "« tout » au lieu de « toux »"),
        ("toux", "", None, "manque « toux »"),
        ("", "tout", None, "en trop « tout »"),
        ("toux", "toux", None, "« toux »"),
        ("toux", "tout", "add", "« tout »"),
        ("toux", "", "add", "« toux »"),
        ("toux", "tout", "change", "« tout » au lieu de « toux »"),
    ],
)
def test_une_difference(expected: str, found: str, ruling: Any, text: str) -> None:
    decision = Decision(ruling) if ruling else None
    assert plain(french.difference(replace(SLIP, expected=expected, found=found, decision=decision))) == text


def test_une_faute_sur_une_ligne() -> None:
    assert plain(french.mistake_line(SLIP)) == "−0,5 orthographe : « tout » au lieu de « toux ». La règle."
    assert "orthographe (critique) : " in plain(french.mistake_line(GRAVE))


@pytest.mark.parametrize(
    ("decision", "text"),
    [
        (None, ""),
        (Decision("change"), "jugée par le formateur"),
        (Decision("change", comment="sens perdu"), "jugée par le formateur : sens perdu"),
        (Decision("add", comment="sens perdu"), "ajoutée par le formateur"),
    ],
)
def test_une_faute_jugee(decision: Decision | None, text: str) -> None:
    assert plain(french.decided_text(replace(SLIP, decision=decision))) == text


@pytest.mark.parametrize(
    ("expected", "found", "comment", "text"),
    [
        ("toux", "tout", "", "« tout » pour « toux » : accepté par le formateur"),
        ("toux", "tout", "admis", "« tout » pour « toux » : accepté par le formateur (admis)"),
        ("toux", "toux", "", "« toux » : accepté par le formateur"),
        ("", "tout", "", "« tout » : accepté par le formateur"),
        ("toux", "", "", "« toux » non écrit : accepté par le formateur"),
    ],
)
def test_ce_qui_ne_coute_rien(expected: str, found: str, comment: str, text: str) -> None:
    waived = Waived(Decision("accept", comment=comment), expected, found, 0, 4)
    assert plain(french.waived_text(waived)) == text


# --- the copy with its mistakes -------------------------------------------------------------------------------------


def spans(
    text: str, *mistakes: Mistake, waived: tuple[Waived, ...] = ()
) -> list[list[tuple[str, int, bool, bool]]]:
    lines = marked_lines(Page(text), graded(*mistakes, waived=waived))
    return [[(one.text, one.number, one.missing, one.repeat) for one in line] for line in lines]


def at(start: int, end: int, **more: Any) -> Mistake:
    return replace(SLIP, start=start, end=end, **more)


def test_la_copie_marquee_ligne_a_ligne() -> None:
    assert spans("une tout\ngrasse") == [[("une tout", 0, False, False)], [("grasse", 0, False, False)]]
    assert spans("une tout tout", at(4, 8, repeats=((9, 13),))) == [
        [("une ", 0, False, False), ("tout", 1, False, False), (" ", 0, False, False), ("tout", 1, False, True)]
    ]  # fmt: skip
    assert spans("une", at(3, 3), at(0, 0)) == [
        [("", 2, True, False), ("une", 0, False, False), ("", 1, True, False)]
    ]  # fmt: skip
    assert spans("abcdef", at(0, 4), at(2, 6)) == [[("abcd", 1, False, False), ("ef", 2, False, False)]]
    assert spans("abcdef", at(0, 4), at(2, 4)) == [
        [("abcd", 1, False, False), ("", 2, True, False), ("ef", 0, False, False)]
    ]  # fmt: skip
    assert spans("ab\ncd\n\nef", at(1, 4)) == [
        [("a", 0, False, False), ("b", 1, False, False)], [("c", 1, False, False), ("d", 0, False, False)],
        [("ef", 0, False, False)],
    ]  # fmt: skip
    waived = Waived(Decision("accept"), "a", "b", 1, 2)
    (line,) = marked_lines(Page("abc"), graded(at(2, 3), waived=(waived, replace(waived, start=0, end=0))))
    assert [(one.text, one.number, one.missing, one.waived is not None) for one in line] == [
        ("", 2, True, True), ("a", 0, False, False), ("b", 1, False, True), ("c", 1, False, False)
    ]  # fmt: skip
    assert line[1] == Span("a")


def test_ce_qui_est_a_revoir_du_plus_cher_au_moins_cher() -> None:
    slips = [
        replace(SLIP, revise="Un.", points=Decimal(1)), replace(SLIP, revise="", points=Decimal(9)),
        replace(SLIP, revise="Deux.", kind="dose", points=Decimal("0.6")),
        replace(SLIP, revise="Deux.", kind="dose", points=Decimal("0.6")),
        replace(SLIP, revise="Trois.", points=Decimal(0), expected=""),
        replace(SLIP, revise="Quatre.", points=Decimal(0)), replace(SLIP, revise="Quatre.", points=Decimal(0)),
        replace(SLIP, revise="Quatre.", points=Decimal(0), expected="foie", kind="accent"),
    ]  # fmt: skip
    found = [plain(text) for text in revisions(graded(*slips))]
    assert found == ["Deux.", "Un : toux.", "Quatre : toux, foie.", "Trois."]
    assert len(revisions(graded(*(replace(SLIP, revise=str(n)) for n in range(9))))) == 6
    assert [plain(text) for text in revisions(graded(*slips), 1)] == ["Deux."]


# --- a sitting ------------------------------------------------------------------------------------------------------

FIRST, SECOND = Part("01-a", "Lettre", 10), Part("02-b", "Trous", 30)
SITTING = Session("Séance", 45, False, (FIRST, SECOND))
DONE = SessionMark(
    "lea", "Léa", "G1", Decimal("12.5"), (PartMark(FIRST, Decimal("15.125")), PartMark(SECOND, Decimal(12)))
)
LATE = replace(DONE, learner_id="tom", learner="Tom", provisional=True,
               parts=(PartMark(FIRST, Decimal(8)), PartMark(SECOND, why="« b » est vide")))  # fmt: skip


def test_le_tableau_d_une_seance() -> None:
    names, rows = session_rows([DONE, LATE], SITTING)
    assert names == ["Élève", "Note", "Sur", "Lettre", "Trous", "Comptés 0", "Provisoire"]
    assert rows == [
        ["Léa", 12.5, 20.0, 15.12, 12.0, None, None],
        ["Tom", 12.5, 20.0, 8.0, None, "Trous : « b » est vide", "oui"],
        ["Poids", None, None, 10.0, 30.0, None, None],
    ]
    assert names[0] == "Élève"


@pytest.mark.parametrize("one", [DONE, LATE])
def test_le_recapitulatif_d_un_eleve_tout_entier(one: SessionMark) -> None:
    document = docx.Document(io.BytesIO(session_docx(one, SITTING, Needs(size=18))))
    assert document.styles["Normal"].font.size.pt == 18
    text = [(plain(p.text), [run.bold for run in p.runs]) for p in document.paragraphs]
    assert text[1:3] == [(f"Fiche de {one.learner}", [True]), ("12,5 / 20", [True])]
    assert document.paragraphs[2].runs[0].font.size == Pt(18)
    assert (
        "Note provisoire : une copie rendue n’a pas pu être notée." in [p for p, _ in text]
    ) == one.provisional
    assert text[-1][0] == plain(weights_text(SITTING))
    (table,) = document.tables
    assert [[plain(cell.text) for cell in row.cells] for row in table.rows] == [
        ["Exercice", "Note sur 20", "Vaut au plus", "Points"],
        *([["Lettre", "15,12", "5", "3,78"], ["Trous", "12", "15", "9"]] if one is DONE else
          [["Lettre", "8", "5", "2"], ["Trous", "0 (copie non notée)", "15", "0"]]),
    ]  # fmt: skip
    assert [[run.bold for cell in row.cells for run in cell.paragraphs[0].runs] for row in table.rows] == [
        [True] * 4, [None] * 4, [None] * 4
    ]  # fmt: skip


def test_la_note_d_une_seance_va_a_moodle() -> None:
    roster = Roster((Learner("tom", "-Tom", "+G1"), Learner("zoé", "Zoé", "@G", given=False)))
    text = gradebook([], roster, SITTING, [DONE, replace(LATE, mark=Decimal("10.00"))])
    assert list(csv.reader(io.StringIO(text))) == [
        ["Identifiant", "Nom complet", "Adresse de courriel", "Groupe", "Séance"],
        ["tom", "'-Tom", "", "'+G1", "10"],
        ["", "Zoé", "", "'@G", ""],
    ]
    assert text.count("\r\n") == 3
