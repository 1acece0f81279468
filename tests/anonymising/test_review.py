"""La relecture : rien ne part sans une décision à chaque ligne."""

from pathlib import Path

import openpyxl
import pytest

from transcribe.anonymising.review import Line, clock, read_review, seconds_of, table_of, write_table
from transcribe.core.errors import DocumentError

LINES = {
    "001-01": Line(
        "001-01", "person", "Blanc", "Masson", "Mme [Blanc]", "derrière « Mme »", since=1.0, until=1.4
    ),
    "001-02": Line("001-02", "phone", "+33 6 12 48 77 03", "+33 6 39 98 12 34"),
    "001-03": Line("001-03", None, "", "", since=3.0, until=4.0),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_table(tmp_path, [("note.txt", line, "") for line in LINES.values()])
    return tmp_path


def decide(folder: Path, answers: dict[str, str], added: str = "") -> None:
    path = table_of(folder)
    rows = path.read_text("utf-8-sig").splitlines()
    decided = [
        row.replace(f"{row.split(';')[0]};;", f"{row.split(';')[0]};{answers.get(row.split(';')[0], '')};", 1)
        for row in rows
    ]
    path.write_text("\n".join([*decided, *([added] if added else [])]), "utf-8-sig")


def test_une_ligne_sans_decision_arrete_tout(folder: Path) -> None:
    decide(folder, {"001-01": "oui", "001-02": "non"})
    with pytest.raises(DocumentError, match=r"attend encore une décision pour 1 ligne \(001-03"):
        read_review(folder, LINES)


def test_les_decisions_sont_relues(folder: Path) -> None:
    decide(folder, {"001-01": "Oui", "001-02": "NON", "001-03": "o"})
    reviewed = read_review(folder, LINES)
    assert {name: one.confirmed for name, one in reviewed.decisions.items()} == {
        "001-01": True, "001-02": False, "001-03": True,
    }  # fmt: skip
    assert reviewed.decisions["001-02"].replacement == "+33 6 39 98 12 34"


def test_aucune_cellule_n_est_une_formule(folder: Path) -> None:
    assert "'+33 6 12" in table_of(folder).read_text("utf-8-sig")


def test_une_ligne_perdue_est_nommee(folder: Path) -> None:
    path = table_of(folder)
    kept = [row for row in path.read_text("utf-8-sig").splitlines() if not row.startswith("001-02")]
    path.write_text("\n".join(kept), "utf-8-sig")
    decide(folder, {"001-01": "oui", "001-03": "oui"})
    with pytest.raises(DocumentError, match="n’a plus la ligne 001-02"):
        read_review(folder, LINES)


def test_une_decision_inconnue_est_refusee(folder: Path) -> None:
    decide(folder, {"001-01": "peut-être", "001-02": "oui", "001-03": "oui"})
    with pytest.raises(DocumentError, match="« peut-être »"):
        read_review(folder, LINES)


@pytest.mark.parametrize(
    ("row", "text", "kind", "until"),
    [
        (";;personne;Lantier;Masson;;;;;;;", "Lantier", "person", 0.0),
        (";;lieu;Vierzon;Valbrune;;;;;;;note.txt", "Vierzon", "place", 0.0),
        (";;;;;;1:02,5;1:04;;;;note.txt", "", "person", 64.0),
    ],
)
def test_un_ajout(folder: Path, row: str, text: str, kind: str, until: float) -> None:
    decide(folder, dict.fromkeys(LINES, "oui"), row)
    (added,) = read_review(folder, LINES).additions
    assert (added.text, added.kind, added.until) == (text, kind, until)


@pytest.mark.parametrize(
    "row", [";;;;;x;;;;;;", ";;;;;;1:02,5;1:04;;;;", ";;;a;;;4;2;;;;note.txt", ";;;a;;;x;2;;;;note.txt"]
)
def test_un_ajout_incomplet_est_refuse(folder: Path, row: str) -> None:
    decide(folder, dict.fromkeys(LINES, "oui"), row)
    with pytest.raises(DocumentError, match="ligne 5"):
        read_review(folder, LINES)


def test_le_tableau_peut_revenir_d_un_tableur(folder: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in table_of(folder).read_text("utf-8-sig").splitlines():
        sheet.append(row.split(";"))
    for number in range(2, 5):
        sheet.cell(number, 2, "oui")
    book.save(folder / "relecture.xlsx")
    assert all(one.confirmed for one in read_review(folder, LINES).decisions.values())


@pytest.mark.parametrize("seconds", [0.0, 3.2, 61.5, 3725.4])
def test_les_temps_se_relisent(seconds: float) -> None:
    assert seconds_of(clock(seconds)) == pytest.approx(seconds)
