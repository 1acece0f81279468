"""The strength of a drug is never merged with how many are taken: neither is chosen silently."""

import re
from itertools import cycle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.said_numbers import said, ways
from tests.writing.test_cases import plain
from transcribe.core.revision import Revision
from transcribe.core.types import Transcript
from transcribe.french.said_numbers import cardinal
from transcribe.french.tables import rows
from transcribe.writing import write, write_text

DRUGS = [
    "Doliprane",
    "metformine",
    "Lasilix",
    "Kardégic",
    "Keppra",
    "Xarelto",
    "Tercian",
    "Temesta",
    "prednisone",
]
WAYS = ways()
# Every form and taking of the table of counts that may stand beside a strength, in the singular, with its gender.
FEMININE = set(
    "gélule capsule goutte bouffée cuillère instillation fois application injection ampoule dose prise pulvérisation "
    "inhalation seringue dosette pipette".split()
)
FORMS = {
    row.forms[0]: int(str(row.columns["usual"]))
    for row in rows("counts")
    if row.text("kind") in ("form", "taking") and row.columns["usual"]
}


def written(text: str) -> Revision:
    return write(Revision(Transcript.from_text(text)))


def unmerged(drug: str, strength: int, form: str, count: int, way: tuple[str, str]) -> str:
    """What is wrong with the writing of a strength and a count; empty when they are apart or doubted."""
    region, hyphens = way
    spoken = [
        said(strength, region=region, hyphens=hyphens),
        said(count, region=region, hyphens=hyphens, feminine=form in FEMININE),
    ]
    noun = form if count == 1 or form.endswith("s") else form + "s"
    heard = f"{drug} {spoken[0]} {spoken[1]} {noun} par jour"
    revision = written(heard)
    got = plain(revision.text).lower()
    figures = f"{strength:,}".replace(",", " ?")  # 1900 to 2100 are written as years are
    apart = re.fullmatch(rf"{drug} {figures},? (?:{count}|{spoken[1]}) {noun} par jour".lower(), got)
    in_words = got == heard.lower() and any(
        doubt.kind == "dose" and len(doubt.alternatives) > 1 for doubt in revision.doubts
    )
    return "" if apart or in_words else f"{heard} → {plain(revision.text)}"


def test_the_table_has_the_forms_that_are_prescribed() -> None:
    assert len(FORMS) >= 20
    assert {"comprimé", "gélule", "sachet", "goutte", "fois", "injection"} <= FORMS.keys()


@pytest.mark.parametrize("form", sorted(FORMS))
def test_every_strength_stays_apart_from_what_is_counted(form: str) -> None:
    """Strengths 1 to 2,000, the counts, drugs and ways of saying them in turn: each form has a turn of its own."""
    step, start = 23, sorted(FORMS).index(form) % 23
    turns = cycle(range(1, FORMS[form] + 1))
    wrong = [
        problem
        for place, strength in enumerate(range(1 + start, 2001, step))
        if (
            problem := unmerged(
                DRUGS[place % len(DRUGS)], strength, form, next(turns), WAYS[place % len(WAYS)]
            )
        )
    ]
    assert wrong == []


@settings(max_examples=200)
@given(
    drug=st.sampled_from(DRUGS),
    strength=st.integers(1, 2000),
    form=st.sampled_from(sorted(FORMS)),
    count=st.integers(1, 60),
    way=st.sampled_from(WAYS),
)
def test_a_count_is_never_merged_into_a_strength(
    drug: str, strength: int, form: str, count: int, way: tuple[str, str]
) -> None:
    assert unmerged(drug, strength, form, 1 + (count - 1) % FORMS[form], way) == ""


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("Lasilix quarante un comprimé le matin", "Lasilix 40, 1 comprimé le matin"),
        ("metformine mille deux fois par jour", "Metformine 1 000, 2 fois par jour"),
        ("Temesta un un comprimé le soir", "Temesta 1, 1 comprimé le soir"),
        ("Tramadol cinquante une à deux gélules", "Tramadol 50, 1 à 2 gélules"),
        ("Keppra mille cinq cents deux fois par jour", "Keppra 1 500, 2 fois par jour"),
        ("Eliquis cinq deux fois par jour", "Eliquis 5, 2 fois par jour"),
        ("Lantus vingt deux le soir", "Lantus vingt deux le soir"),
        ("Tercian soixante dix gouttes", "Tercian soixante dix gouttes"),
    ],
)
def test_strength_and_count_are_apart_or_left_in_words(said: str, right: str) -> None:
    assert plain(write_text(said)) == right


@settings(max_examples=60)
@given(st.sampled_from(DRUGS), st.integers(1, 2000), st.integers(1, 8))
def test_a_comma_before_a_count_is_never_decimal(drug: str, strength: int, count: int) -> None:
    text = plain(write_text(f"{drug} {cardinal(strength)} virgule {cardinal(count)} fois par jour"))
    assert f",{count} fois" not in text


@pytest.mark.parametrize("said", ["metformine mille deux fois par jour", "Lantus vingt deux le soir"])
def test_both_readings_are_in_the_doubt(said: str) -> None:
    (doubt,) = written(said).doubts
    assert doubt.kind == "dose"
    assert len(doubt.alternatives) == 2


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("une boîte de cent vingt comprimés", "Une boîte de 120 comprimés"),
        ("il a pris vingt-deux comprimés", "Il a pris 22 comprimés"),
        ("Doliprane mille fois trop cher", "Doliprane 1 000 fois trop cher"),
        ("vingt et un comprimés", "21 comprimés"),
        ("quatre-vingts gouttes par jour", "80 gouttes par jour"),
        ("glycémie à cent vingt le matin", "Glycémie à 120 le matin"),
        ("après deux cent quatre jours", "Après 204 jours"),
        ("une lésion d'onze centimètres", "Une lésion de 11 cm"),
    ],
)
def test_one_number_stays_one(said: str, right: str) -> None:
    revision = written(said)
    assert plain(revision.text) == right
    assert revision.doubts == ()


@pytest.mark.parametrize(
    ("spoken", "right"),
    [
        ("Haldol dix dix gouttes le soir", "Haldol 10, 10 gouttes le soir"),
        ("Coversyl cinq cinq comprimés par jour", "Coversyl 5, 5 comprimés par jour"),
    ],
)
def test_a_strength_is_no_stumble_on_the_count_that_is_the_same(spoken: str, right: str) -> None:
    revision = written(spoken)
    assert plain(revision.text) == right
    assert [doubt.kind for doubt in revision.doubts] == ["dose"]


def test_two_likely_pressures_are_left_in_words_with_both() -> None:
    revision = written("tension à cent soixante")
    assert plain(revision.text) == "Tension à cent soixante"
    assert [doubt.alternatives for doubt in revision.doubts] == [("160", "100/60")]


def test_a_gram_and_a_small_number_before_a_moment_is_doubted() -> None:
    revision = written("Amoxicilline 1 g 2 le matin")
    assert plain(revision.text) == "Amoxicilline 1 g 2 le matin"
    assert [doubt.alternatives for doubt in revision.doubts] == [("1,2 g", "1 g, 2")]


@pytest.mark.parametrize(
    ("said", "both"),
    [
        ("bisoprolol deux milligrammes cinq le matin", ("2,5 mg", "2 mg, 5")),
        ("morphine un milligramme deux toutes les quatre heures", ("1,2 mg", "1 mg, 2")),
        ("prendre un gramme deux à midi", ("1,2 g", "1 g, 2")),
        ("tension douze huit sept", ("12/8,7", "12,8/7")),
        ("Kardégic soixante-quinze virgule un sachet par jour", ("75, 1", "75,1")),
        ("Eliquis cinq virgule deux fois par jour", ("5, 2", "5,2")),
        ("cent et un kilos", ("101", "100 et un")),
        ("metformine trois cents et un comprimé le soir", ("301", "300 et un")),
    ],
)
def test_decimals_or_a_count_are_doubted_with_both(said: str, both: tuple[str, str]) -> None:
    assert [doubt.alternatives for doubt in written(said).doubts] == [both]


@pytest.mark.parametrize(
    "said", ["contrôle à un, à trois, à six mois", "bilan à deux, à quatre et à huit semaines"]
)
def test_an_enumeration_is_no_hesitation(said: str) -> None:
    assert written(said).doubts == ()


def test_what_is_erased_by_a_bare_order_is_said_in_a_doubt() -> None:
    (doubt,) = written("pas de fièvre annulez fièvre à trente-neuf").doubts
    assert doubt.kind == "negation"
    assert doubt.alternatives == ("pas de fièvre",)


@pytest.mark.parametrize(
    ("spoken", "kept"),
    [
        ("ramipril dix milligrammes, pardon, un comprimé", ("10 mg", "1 comprimé")),
        ("Actiskenan cinq dix milligrammes", ("5", "10 mg")),
    ],
)
def test_a_measure_is_not_lost_for_a_count_nor_beside_a_number(spoken: str, kept: tuple[str, str]) -> None:
    revision = written(spoken)
    assert all(one in plain(revision.text) for one in kept)
    assert [doubt.kind for doubt in revision.doubts] == ["dose"]


def test_one_form_may_replace_another() -> None:
    assert plain(write_text("deux comprimés, pardon, une gélule")) == "1 gélule"
