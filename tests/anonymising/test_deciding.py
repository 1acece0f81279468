"""La relecture passage par passage : le tableau reste la vérité, et rien de ce qu’un autre y écrit ne se perd."""

import csv
import stat
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from transcribe import letters
from transcribe.anonymising.deciding import Answer, Deciding, Elsewhere, Unfit
from transcribe.anonymising.keeping import Item, State, write_state
from transcribe.anonymising.proposing import proposed
from transcribe.anonymising.review import TABLE, Addition, Line, table_of, write_table
from transcribe.core.errors import DocumentError, OutputError

TEXT = "Mme Zofia Blanc, née le 3 février 1948, vue par Lantier.\nLe mari de Mme Blanc, M. Lantier, appelle."
BIRTH = TEXT.index("3 février")
LINES = (
    Line(
        "001-01",
        "person",
        "Zofia Blanc",
        "Anne Masson",
        "Mme [Zofia Blanc], née",
        "derrière « Mme »",
        0.9,
        4,
        15,
    ),
    Line("001-02", "birth", "3 février 1948", "2 mars 1948", "", "", 1.0, BIRTH, BIRTH + 14),
    Line("001-03", None, "", "", "", "voix sans mot reconnu", 0.3, since=3.0, until=4.0),
)
UNDECIDED = Answer(None, "Anne Masson")


def review(folder: Path, *, names: tuple[str, ...] = ("note.txt",)) -> Deciding:
    revision = letters.plain_revision(TEXT)
    items = tuple(
        Item(f"{place:03d}", str(folder / str(place) / name), "0" * 64, False, revision.transcript, revision.edits,
             LINES if place == 1 else ())
        for place, name in enumerate(names, 1)
    )  # fmt: skip
    state = State(items)
    write_state(folder, state)
    write_table(folder, [(item.name, line, "") for item in items for line in item.lines])
    return Deciding(folder, state)


@pytest.fixture
def deciding(tmp_path: Path) -> Deciding:
    return review(tmp_path)


def table(deciding: Deciding) -> list[dict[str, str]]:
    with table_of(deciding.folder).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def write(deciding: Deciding, rows: list[dict[str, str]]) -> None:
    with (deciding.folder / TABLE).open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)


def test_une_decision_est_aussitot_dans_le_tableau(deciding: Deciding) -> None:
    standing = deciding.decide("001-01", Answer(True, "Rose Perrot"), seen=UNDECIDED)
    row = table(deciding)[0]
    assert (row["décision"], row["remplacement"], row["contexte"]) == (
        "oui",
        "Rose Perrot",
        "Mme [Zofia Blanc], née",
    )
    assert standing.count(deciding.state.items[0]) == (1, 3)
    assert stat.S_IMODE((deciding.folder / TABLE).stat().st_mode) == 0o600


def test_la_ligne_de_commande_lit_ce_que_la_page_a_ecrit(deciding: Deciding) -> None:
    for line in LINES:
        with pytest.raises(DocumentError, match="attend encore une décision"):
            deciding.reviewed()
        deciding.decide(
            line.id, Answer(line.kind != "birth", line.replacement), seen=Answer(None, line.replacement)
        )
    assert [one.confirmed for one in deciding.reviewed().decisions.values()] == [True, False, True]


def test_ce_qu_un_tableur_ecrit_entre_temps_reste(deciding: Deciding) -> None:
    rows = table(deciding)
    rows[1] |= {"décision": "non", "pourquoi": "ma remarque"}
    write(deciding, rows)
    standing = deciding.decide("001-01", Answer(True, "Anne Masson"), seen=UNDECIDED)
    assert standing.answers["001-02"].confirmed is False
    assert table(deciding)[1]["pourquoi"] == "ma remarque"


def test_deux_fenetres_ne_s_effacent_pas(deciding: Deciding) -> None:
    deciding.decide("001-01", Answer(False, "Anne Masson"), seen=UNDECIDED)
    with pytest.raises(Elsewhere):
        deciding.decide("001-01", Answer(True, "Anne Masson"), seen=UNDECIDED)
    assert deciding.standing().answers["001-01"].confirmed is False
    deciding.decide("001-01", Answer(False, "Anne Masson"), seen=UNDECIDED)  # the same twice is no quarrel
    deciding.decide("001-01", Answer(True, "Anne Masson"), seen=Answer(False, "Anne Masson"))


def test_un_classeur_plus_recent_est_suivi(deciding: Deciding) -> None:
    rows = table(deciding)
    rows[0]["décision"] = "oui"
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append(list(row.values()))
    book.save(deciding.folder / "relecture.xlsx")
    standing = deciding.decide("001-02", Answer(True, "2 mars 1948"), seen=Answer(None, "2 mars 1948"))
    assert (standing.answers["001-01"].confirmed, standing.answers["001-02"].confirmed) == (True, True)
    assert deciding.standing() == standing


def test_une_ligne_otee_revient_avec_sa_decision(deciding: Deciding) -> None:
    write(deciding, table(deciding)[1:])
    assert deciding.standing().answers["001-01"] == UNDECIDED
    deciding.decide("001-01", Answer(True, "Anne Masson"), seen=UNDECIDED)
    assert table(deciding)[-1]["passage"] == "Zofia Blanc"


def test_un_passage_inconnu_est_refuse(deciding: Deciding) -> None:
    before = table(deciding)
    with pytest.raises(Unfit, match="pas de cette relecture"):
        deciding.decide("009-01", Answer(True, "x"), seen=Answer(None, ""))
    with pytest.raises(Unfit, match="trop long"):
        deciding.decide("001-01", Answer(True, "x" * 300), seen=UNDECIDED)
    assert table(deciding) == before


def test_un_passage_oublie_s_ajoute_se_change_et_se_retire(deciding: Deciding) -> None:
    lantier = Addition("Lantier", "person", "Perrot", "note.txt")
    (added,) = deciding.add(lantier).additions
    assert deciding.add(lantier).additions == (added,)
    assert table(deciding)[-1] == {
        **dict.fromkeys(table(deciding)[0], ""), "genre": "personne", "passage": "Lantier", "remplacement": "Perrot",
        "fichier": "note.txt",
    }  # fmt: skip
    (changed,) = deciding.change(added.id, "Morin").additions
    assert changed.addition.replacement == "Morin" and changed.id != added.id
    with pytest.raises(Elsewhere):
        deciding.change(added.id, None)
    assert deciding.change(changed.id, None).additions == ()
    assert len(table(deciding)) == len(LINES)


@pytest.mark.parametrize(
    ("addition", "why"),
    [
        (Addition("Durand", "person", "x", "note.txt"), "ne se trouvent pas"),
        (Addition("Lant", "person", "x", "note.txt"), "ne se trouvent pas"),
        (Addition("  , ", "person", "x", "note.txt"), "Choisissez d’abord"),
        (Addition("Lantier", "person", "x", "autre.txt"), "ne se trouvent pas"),
        (Addition("", "person", "", "note.txt", 1.0, 2.0), "dans un enregistrement"),
    ],
)
def test_un_ajout_qui_ne_servirait_pas_est_refuse(deciding: Deciding, addition: Addition, why: str) -> None:
    with pytest.raises(Unfit, match=why):
        deciding.add(addition)
    assert len(table(deciding)) == len(LINES)


def test_deux_fichiers_du_meme_nom_ont_leur_numero(tmp_path: Path) -> None:
    deciding = review(tmp_path, names=("note.txt", "Note.txt", "autre.txt"))
    assert [deciding.name_of(item) for item in deciding.state.items] == ["001", "002", "autre.txt"]


def test_une_ligne_illisible_est_dite_et_gardee(deciding: Deciding) -> None:
    rows = table(deciding)
    bad = {**dict.fromkeys(rows[0], ""), "passage": "Lantier", "début": "hier"}
    write(deciding, [*rows, bad, {**dict.fromkeys(rows[0], ""), "ligne": "zz"}])
    standing = deciding.decide("001-01", Answer(True, "Anne Masson"), seen=UNDECIDED)
    assert "temps illisible (ligne 5)" in standing.faults[0] and "« zz »" in standing.faults[1]
    assert table(deciding)[3]["début"] == "hier"


def test_un_disque_qui_refuse_ne_perd_rien(deciding: Deciding, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (deciding.folder / TABLE).read_bytes()

    def full(*_args: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr("transcribe.core.files.renamed_over", full)
    with pytest.raises(OutputError, match="le disque est plein"):
        deciding.decide("001-01", Answer(True, "Anne Masson"), seen=UNDECIDED)
    assert (deciding.folder / TABLE).read_bytes() == before
    assert not list(deciding.folder.glob("*.part"))


@pytest.mark.parametrize(
    ("text", "kind", "new"),
    [
        ("Zofia Blanc", "person", "Anne Masson"),
        ("Mme Blanc", "person", ""),
        ("Blanc", "person", "Masson"),
        ("5 février 1948", "date", "4 mars 1948"),
    ],
)
def test_ce_qui_est_propose_suit_la_relecture(deciding: Deciding, text: str, kind: Any, new: str) -> None:
    got = proposed(deciding.state, deciding.standing(), deciding.state.items[0], text, kind)
    assert got == new if new else got.startswith("Mme ")


def test_un_nom_nouveau_n_est_celui_de_personne(deciding: Deciding) -> None:
    got = proposed(deciding.state, deciding.standing(), deciding.state.items[0], "Lantier", "person")
    assert got and not {"Masson", "Blanc", "Lantier", "Anne"} & set(got.split())


CELL = st.text(max_size=40)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example([(LINES[0], True, "'=1"), (LINES[1], None, "'"), (LINES[0], True, '\u00a0 12\u00a0mars;"')])
@given(st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from([True, False, None]), CELL), max_size=5))
def test_ce_qui_est_ecrit_se_relit(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[Line, bool | None, str]]
) -> None:
    deciding = review(tmp_path_factory.mktemp("relecture"))
    for line, confirmed, text in changes:
        before = deciding.standing()
        after = deciding.decide(line.id, Answer(confirmed, text), seen=before.answers[line.id])
        assert after == deciding.standing()
        assert after.answers[line.id].confirmed is confirmed
        others = [name for name in after.answers if name != line.id]
        assert all(after.answers[name] == before.answers[name] for name in others)
