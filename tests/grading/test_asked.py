"""Le travail demandé : ce que le brouillon a de faux, ce qui en reste, et la part de la note qu’il laisse."""

from dataclasses import replace
from decimal import Decimal

import pytest

from transcribe.grading.asked import Work, shares, work_of
from transcribe.grading.slips import Slip

SLIP = Slip("spelling", "spelling", "minor", "juste", "faux", 4, 5, 4, 5, 20, 25, 20, 24)


def left(*after: Slip, before: Slip = SLIP) -> list[str]:
    return [str(one) for one in work_of([before], after).left]


def test_une_faute_intacte_reste_a_faire_et_une_autre_au_meme_endroit_a_moitie() -> None:
    assert left(SLIP) == ["1"]
    assert left(replace(SLIP, found="autre")) == ["0.5"]
    assert left(replace(SLIP, found=" faux ")) == ["1"]
    assert left(replace(SLIP, found="autre", severity="critical")) == ["1"]
    assert left() == []


@pytest.mark.parametrize(("first", "end", "met"), [(3, 4, False), (3, 5, True), (4, 6, True), (5, 6, False)])
def test_une_faute_est_la_meme_ou_elle_couvre_les_memes_mots(first: int, end: int, met: bool) -> None:
    assert left(replace(SLIP, found="autre", i1=first, i2=end)) == ["0.5" if met else "0"]


@pytest.mark.parametrize(("place", "met"), [(3, False), (4, True), (5, True), (6, False)])
def test_un_ajout_touche_les_mots_voisins(place: int, met: bool) -> None:
    assert left(replace(SLIP, found="autre", i1=place, i2=place)) == ["0.5" if met else "0"]


@pytest.mark.parametrize(
    ("draft", "copy", "found", "share"),
    [
        ("spelling", "typography", "autre", "0"),
        ("spelling", "typography", "faux", "1"),
        ("typography", "capital", "autre", "0.5"),
        ("layout", "typography", "autre", "0"),
        ("layout", "typography", "faux", "0"),
        ("layout", "layout", "autre", "0.5"),
        ("spelling", "accent", "autre", "0.5"),
        ("punctuation", "accent", "autre", "0"),
    ],
)
def test_les_fautes_de_forme_et_de_mots_ne_se_confondent_pas(
    draft: str, copy: str, found: str, share: str
) -> None:
    before = replace(SLIP, kind=draft)  # type: ignore[arg-type]
    assert left(replace(SLIP, kind=copy, found=found), before=before) == [share]  # type: ignore[arg-type]


def test_le_reste_va_a_la_premiere_faute_du_lieu_et_ce_qui_est_gate_n_est_pas_du_travail() -> None:
    far = replace(SLIP, i1=40, i2=41)
    found = work_of([SLIP], [far, replace(SLIP, found="autre"), SLIP])
    assert found == Work(1, (Decimal(0), Decimal(1), Decimal(0)))
    assert found.done == 0
    assert work_of([SLIP, far], [far]).done == 1
    assert work_of([SLIP, far], []).done == 2


@pytest.mark.parametrize(
    ("asked", "undone", "points"),
    [
        (4, ["1", "0.5"], ["5.00", "2.50"]),
        (3, ["1", "1", "1"], ["6.67", "6.66", "6.67"]),
        (1, ["1"], ["20.00"]),
        (0, ["0"], ["0.00"]),
        (2, ["0", "0.5"], ["0.00", "5.00"]),
    ],
)
def test_chaque_faute_vaut_sa_part_et_la_somme_est_exacte(
    asked: int, undone: list[str], points: list[str]
) -> None:
    work = Work(asked, tuple(map(Decimal, undone)))
    assert [str(one) for one in shares(work, Decimal(20), Decimal("0.01"))] == points


@pytest.mark.parametrize(
    ("asked", "undone", "done"), [(4, ["1", "0.5"], 2), (4, [], 4), (1, ["1", "1"], 0), (3, ["0", "1"], 2)]
)
def test_une_faute_a_moitie_corrigee_n_est_pas_faite(asked: int, undone: list[str], done: int) -> None:
    assert Work(asked, tuple(map(Decimal, undone))).done == done
