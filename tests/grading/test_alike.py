"""Copies that resemble each other: rare mistakes shared are a signal, common ones are not."""

import random
from itertools import combinations
from math import log2
from pathlib import Path
from time import process_time

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.grading.fake import LETTER, LEXICON
from transcribe.grading import Page, grade, load_scheme
from transcribe.grading.alike import Sign, alike, counted_text, likeness_of, signals
from transcribe.grading.keys import Key
from transcribe.grading.reports import write_reports
from transcribe.grading.sitting import Attempt, Result
from transcribe.grading.types import KINDS, Kind

Copies = dict[str, dict[Sign, object]]

# ten mistakes that one learner could make, and nobody makes all
TEN = [
    ("Szymczak", "Chimchac"), ("4 mai 1954", "14 mai 1954"), ("dyspnée", "dispnée"), ("récente", "ressente"),
    ("hypertension", "ipertension"), ("5 mg", "15 mg"), ("apixaban", "apixabant"), ("souffle", "soufle"),
    ("55 %", "65 %"), ("dilatée", "dilaté"),
]  # fmt: skip
COMMON = [("œdème", "oedeme"), ("coronarien", "coronnarien")]


def spoilt(*changes: tuple[str, str]) -> str:
    text = LETTER
    for right, wrong in changes:
        assert right in text
        text = text.replace(right, wrong, 1)
    return text


def sign(place: int, kind: Kind = "spelling", found: str = "faux") -> Sign:
    return Sign(place, place + 4, found, kind)


def copy(*places: int, kind: Kind = "spelling") -> dict[Sign, object]:
    return {sign(place, kind): None for place in places}


def others(count: int, *places: int) -> Copies:
    """Copies with one mistake each of their own, and those at ``places``."""
    return {f"autre {number}": copy(*places, 1000 + number) for number in range(count)}


def test_dix_memes_fautes_rares_sont_un_signal() -> None:
    copies = {"Léa": copy(*range(10), 50), "Hugo": copy(*range(10), 60), **others(18)}
    found = signals(copies)
    assert list(found) == [("Léa", "Hugo")]
    assert len(found["Léa", "Hugo"].shared) == 10


@pytest.mark.parametrize(
    ("why", "copies"),
    [
        ("deux bonnes copies, les deux mêmes fautes courantes", {
            "Léa": copy(1, 2), "Hugo": copy(1, 2), **others(18, 1, 2)}),
        ("deux bonnes copies, deux fautes rares", {"Léa": copy(1, 2), "Hugo": copy(1, 2), **others(18)}),
        ("toute la classe trompée par le même mauvais son", {
            "Léa": copy(*range(12)), "Hugo": copy(*range(12)), **others(18, *range(12))}),
        ("la moitié de la classe trompée", {
            "Léa": copy(*range(12)), "Hugo": copy(*range(12)), **others(9, *range(12)),
            **{f"bon {n}": copy() for n in range(9)}}),
        ("trois copies, les trois trompées", {
            "Léa": copy(*range(12)), "Hugo": copy(*range(12)), "Ali": copy(*range(12))}),
        ("deux copies seules, dix espaces ou virgules", {
            "Léa": copy(*range(10), kind="punctuation"), "Hugo": copy(*range(10), kind="punctuation")}),
        ("deux copies faibles, six fautes de trente en commun", {
            "Léa": copy(*range(30)), "Hugo": copy(*range(6), *range(100, 124)), **others(18)}),
        ("deux copies faibles, aucune en commun", {
            "Léa": copy(*range(10)), "Hugo": copy(*range(20, 30)), **others(18)}),
        ("la même place, écrite autrement", {
            "Léa": copy(*range(10)), "Hugo": {sign(n, found="autrement"): None for n in range(10)},
            **others(18)}),
        ("une seule copie", {"Léa": copy(*range(10))}),
        ("aucune", {}),
    ],
)  # fmt: skip
def test_pas_de_signal(why: str, copies: Copies) -> None:
    assert signals(copies) == {}, why


def test_trois_eleves_qui_ont_copie_sont_trois_signaux() -> None:
    copies = {name: copy(*range(10), own) for own, name in enumerate(("Léa", "Hugo", "Ali"), 50)} | others(18)
    assert set(signals(copies)) == {("Léa", "Hugo"), ("Léa", "Ali"), ("Hugo", "Ali")}


def test_qui_copie_un_camarade_faible_y_ajoute_ses_fautes() -> None:
    copies = {"Léa": copy(*range(10)), "Hugo": copy(*range(10), *range(40, 50)), **others(18)}
    assert list(signals(copies)) == [("Léa", "Hugo")]


mistakes = st.sets(st.integers(0, 25), max_size=18)


@given(mistakes, mistakes, st.lists(mistakes, max_size=8), st.sampled_from(list(KINDS)))
def test_le_poids_est_le_meme_dans_les_deux_sens(
    one: set[int], two: set[int], rest: list[set[int]], kind: Kind
) -> None:
    group = [copy(*places, kind=kind) for places in rest]
    a, b = copy(*one, kind=kind), copy(*two, kind=kind)
    assert likeness_of(a, b, group) == likeness_of(b, a, group)
    assert likeness_of(a, b, group) == likeness_of(a, b, group[::-1])


@given(mistakes, mistakes, st.lists(mistakes, min_size=1, max_size=8), st.data())
def test_une_faute_partagee_que_d_autres_font_aussi_pese_moins(
    one: set[int], two: set[int], rest: list[set[int]], data: st.DataObject
) -> None:
    before = likeness_of(copy(*one), copy(*two), [copy(*places) for places in rest])
    number = data.draw(st.integers(0, len(rest) - 1))
    more = [places | (one & two) if n == number else places for n, places in enumerate(rest)]
    after = likeness_of(copy(*one), copy(*two), [copy(*places) for places in more])
    assert after.bits <= before.bits
    if (one & two) - rest[number]:
        assert after.bits < before.bits


@given(mistakes, mistakes, st.lists(mistakes, max_size=8), st.integers(26, 30))
def test_une_faute_de_plus_en_commun_pese_plus(
    one: set[int], two: set[int], rest: list[set[int]], more: int
) -> None:
    group = [copy(*places) for places in rest]
    before = likeness_of(copy(*one), copy(*two), group)
    after = likeness_of(copy(*one, more), copy(*two, more), group)
    assert after.bits > before.bits
    assert len(after.shared) + after.common == len(before.shared) + before.common + 1


@given(st.integers(3, 30), st.sets(st.integers(0, 40), max_size=30))
def test_une_classe_toute_pareille_n_est_jamais_un_signal(size: int, places: set[int]) -> None:
    assert signals({f"élève {n}": copy(*places) for n in range(size)}) == {}


@given(st.lists(st.sets(st.integers(0, 14), max_size=12), min_size=2, max_size=6), st.integers(0, 10))
def test_une_paire_est_jugee_contre_toutes_les_autres(classroom: list[set[int]], same: int) -> None:
    copies = {
        n: copy(*places, *(range(20, 20 + same) if n < 2 else ())) for n, places in enumerate(classroom)
    }
    found = signals(copies)
    for one, other in combinations(copies, 2):
        rest = [signs for n, signs in copies.items() if n not in (one, other)]
        alone = likeness_of(copies[one], copies[other], rest)
        if (one, other) in found:
            assert found[one, other] == alone
        else:
            assert len(alone.shared) < 6 or alone.bits < 20 + log2(len(copies) * (len(copies) - 1) / 2)


def test_mille_copies_se_comparent_vite() -> None:
    rng = random.Random(1)
    copies = {
        n: copy(*(p for p in range(15) if rng.random() < 0.6), *(rng.randrange(15, 500) for _ in range(8)))
        for n in range(1000)
    }
    start = process_time()
    assert signals(copies) == {}
    assert process_time() - start < 5


def _class_of(rng: random.Random, size: int) -> Copies:
    """A class whose learners work alone: some words are hard for all, some learners are weak."""
    hard = [min(0.9, rng.betavariate(0.5, 3)) for _ in range(60)]
    copies: Copies = {}
    for number in range(size):
        weak = rng.choice((0.3, 1, 1, 2))
        copies[f"élève {number}"] = copy(
            *(n for n, p in enumerate(hard) if rng.random() < min(0.95, p * weak))
        )
    return copies


@pytest.mark.parametrize("size", [2, 3, 5, 12, 30])
def test_des_eleves_seuls_n_inquietent_presque_jamais(size: int) -> None:
    rng = random.Random(size)
    alarms = sum(bool(signals(_class_of(rng, size))) for _ in range(60))
    assert alarms <= 1


@pytest.mark.parametrize("size", [5, 12, 30])
def test_une_copie_recopiee_se_voit_presque_toujours(size: int) -> None:
    rng = random.Random(size)
    seen = 0
    for _ in range(30):
        copies = _class_of(rng, size)
        model = copies["élève 0"] | copy(*range(100, 110))
        copies["élève 0"] = model
        copies["élève 1"] = {one: None for one in model if rng.random() < 0.9} | copy(200, 201)
        seen += ("élève 0", "élève 1") in signals(copies)
    assert seen >= 27


KEY = Key("01-cardio", "Cardiologie", Page(LETTER))


def result(learner: str, text: str, key: Key = KEY) -> Result:
    page = Page(text)
    marked = grade(key.reference, page, LEXICON, given=key.given)
    return Result(Attempt(learner.casefold(), learner, key.id, page=page), key, marked)


def a_class(size: int = 12) -> list[Result]:
    """Léa and Hugo make the same ten mistakes; everybody makes the two common ones."""
    pair = [result(name, spoilt(*TEN, *COMMON)) for name in ("Léa", "Hugo")]
    return [*pair, *(result(f"Élève {n}", spoilt(TEN[n % 10], *COMMON)) for n in range(size - 2))]


def test_le_formateur_le_voit_les_eleves_jamais(tmp_path: Path) -> None:
    results = a_class()
    (found,) = alike(results)
    assert (found.learners, found.copies, found.common) == (("Hugo", "Léa"), 12, 2)
    assert len(found.mistakes) >= 9
    write_reports(results, load_scheme("sur-20"), tmp_path)
    page = (tmp_path / "classe.html").read_text("utf-8")
    assert "Copies qui se ressemblent" in page
    assert "pas une preuve" in page
    sheet = openpyxl.load_workbook(tmp_path / "classe.xlsx")["Copies semblables"]
    assert [cell.value for cell in sheet[2]][:3] == ["Hugo", "Léa", "Cardiologie"]
    for path in (tmp_path / "fiches").rglob("*.html"):
        assert "ressembl" not in path.read_text("utf-8")


def test_sans_signal_rien_n_est_dit(tmp_path: Path) -> None:
    write_reports(a_class()[1:], load_scheme("sur-20"), tmp_path)
    assert "ressembl" not in (tmp_path / "classe.html").read_text("utf-8")
    assert "Copies semblables" not in openpyxl.load_workbook(tmp_path / "classe.xlsx").sheetnames


def test_un_eleve_ne_se_copie_pas_lui_meme() -> None:
    twice = [result("Léa", spoilt(*TEN)), result("Léa", spoilt(*TEN))]
    assert alike([*twice, *a_class()[2:]]) == []


def test_les_fautes_laissees_dans_le_texte_donne_ne_comptent_pas() -> None:
    key = Key("02-relecture", "Relecture", Page(LETTER), "relecture", given=Page(spoilt(*TEN)))
    untouched = [result(name, spoilt(*TEN), key) for name in ("Léa", "Hugo")]
    done = [result(f"Élève {n}", LETTER, key) for n in range(10)]
    assert alike([*untouched, *done]) == []


def test_les_memes_passages_signales_ne_comptent_pas() -> None:
    holes = [(right, "???") for right, _ in TEN]
    pair = [result(name, spoilt(*holes)) for name in ("Léa", "Hugo")]
    assert alike([*pair, *(result(f"Élève {n}", LETTER) for n in range(10))]) == []


def test_deux_copies_seules_le_disent() -> None:
    (found,) = alike(a_class()[:2])
    assert "les seules de cet exercice" in counted_text(found)


@pytest.mark.parametrize(
    ("shared", "class_size", "seen"), [(5, 300, False), (6, 40, True), (6, 18, False), (7, 18, True)]
)
def test_six_memes_fautes_rares_suffisent_dans_une_grande_classe(
    shared: int, class_size: int, seen: bool
) -> None:
    copies = {"Léa": copy(*range(shared)), "Hugo": copy(*range(shared)), **others(class_size)}
    assert bool(signals(copies)) is seen
