"""The strength of a drug is never merged with how many are taken: neither is chosen silently."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.writing.test_cases import plain
from training.texts.numbers import cardinal
from transcribe.core.revision import Revision
from transcribe.core.types import Transcript
from transcribe.writing import write, write_text

DRUGS = ["Doliprane", "metformine", "Lasilix", "Kardégic", "Keppra", "Xarelto", "Tercian", "Temesta"]
FORMS = {
    "comprimé": 10, "gélule": 10, "sachet": 6, "capsule": 10, "goutte": 60, "bouffée": 10, "suppositoire": 4,
    "fois": 8, "ampoule": 6, "injection": 6, "dose": 6, "patch": 4,
}  # fmt: skip
SPELLINGS = [
    lambda words: words,
    lambda words: words.replace("-", " "),
    lambda words: words.replace(" ", "-"),
]


def written(text: str) -> Revision:
    return write(Revision(Transcript.from_text(text)))


@given(
    drug=st.sampled_from(DRUGS),
    strength=st.integers(1, 2000),
    form=st.sampled_from(sorted(FORMS)),
    count=st.integers(1, 60),
    spelling=st.sampled_from(SPELLINGS),
)
def test_a_count_is_never_merged_into_a_strength(drug, strength, form, count, spelling) -> None:  # type: ignore[no-untyped-def]
    count = 1 + (count - 1) % FORMS[form]
    feminine = form in ("gélule", "capsule", "goutte", "bouffée", "fois", "ampoule", "injection", "dose")
    noun = form if count == 1 or form.endswith("s") else form + "s"
    said = f"{drug} {spelling(cardinal(strength))} {cardinal(count, feminine=feminine)} {noun} par jour"
    revision = written(said)
    got = plain(revision.text)
    numbers = [int(number.replace(" ", "")) for number in re.findall(r"\d{1,3}(?: \d{3})+|\d+", got)]
    apart = numbers in ([strength, count], [strength]) or (strength == 1 and numbers == [count])
    in_words = cardinal(count, feminine=feminine) in got and any(d.kind == "dose" for d in revision.doubts)
    assert apart or (in_words and not numbers), f"{said} → {got}"


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
