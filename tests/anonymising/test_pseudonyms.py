"""Les remplaçants : les mêmes pour les mêmes, plausibles, et de personne."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shipped import lexicon
from transcribe import letters
from transcribe.anonymising import Vocabulary, find_in
from transcribe.anonymising.dates import shifted
from transcribe.anonymising.finding import Passage
from transcribe.anonymising.pseudonyms import Context, Pseudonyms, context_of
from transcribe.anonymising.types import Kind
from transcribe.french import fold
from transcribe.french.calendar import find_dates, written

KNOWN = Vocabulary(lexicon())


def number(text: str, kind: Kind) -> str:
    return Pseudonyms().in_place_of(Passage(text, kind, 1.0, ""), Context(), days=7, year=2026)


@given(
    st.dates(date(1930, 1, 1), date(2030, 1, 1)),
    st.dates(date(1930, 1, 1), date(2030, 1, 1)),
    st.integers(-25, 25),
)
def test_les_durees_et_les_jours_de_la_semaine_tiennent(one: date, other: date, weeks: int) -> None:
    moved = [find_dates(shifted(written(day.isoformat()), 7 * weeks))[0].iso for day in (one, other)]
    first, second = (date.fromisoformat(iso) for iso in moved)
    assert second - first == other - one
    assert first.weekday() == one.weekday()


@pytest.mark.parametrize(
    ("text", "days", "expected"),
    [
        ("14 octobre 2026", 7, "21 octobre 2026"),
        ("1er mars 2026", -7, "22 février 2026"),
        ("24 février 2026", 7, "3 mars 2026"),
        ("22/07/1981", 14, "05/08/1981"),
        ("01.01.1955", 7, "08.01.1955"),
        ("12/03", 7, "19/03"),
        ("7 mai", 28, "4 juin"),
        ("mars 2025", 28, "avril 2025"),
        ("1er au 9 avril 2026", 7, "8 au 16 avril 2026"),
        ("28 mars au 3 avril", 7, ""),
        ("1974", 28, "1974"),
        ("illisible", 7, ""),
    ],
)
def test_une_date_garde_sa_forme(text: str, days: int, expected: str) -> None:
    assert shifted(text, days, year=2026) == expected


def test_le_meme_nom_a_le_meme_remplacant_partout() -> None:
    names = Pseudonyms()
    lone = names.person("Blanc", Context("F", "last", True))
    full = names.person("Zofia BLANC", Context("F", "last", True))
    spelled = names.person("B L A N C", Context(), spelled=True)
    assert full.split()[-1] == lone.upper()
    assert fold(spelled.replace(" ", "")) == fold(lone).replace("-", "")


def test_le_sexe_est_garde() -> None:
    names, text = Pseudonyms(), "Son mari, Étienne, et sa fille Aurore."
    from transcribe.anonymising.pseudonyms import _lists

    for name, sort in (("Étienne", "men"), ("Aurore", "women")):
        start = text.index(name)
        context = context_of(text, start, start + len(name), KNOWN.is_first_name(name))
        assert names.person(name, context) in _lists()[sort]


def test_deux_personnes_n_ont_pas_le_meme_nom() -> None:
    names = Pseudonyms()
    made = [names.person(f"Nom{letter}", Context()) for letter in "abcdefghijklmnop"]
    assert len(set(made)) == len(made)


def test_aucun_remplacant_n_est_un_nom_des_dictees() -> None:
    from transcribe.anonymising.pseudonyms import _lists

    kept = "Masson"
    avoided = frozenset(fold(name) for name in _lists()["surnames"] if name != kept)
    assert Pseudonyms(avoided).person("Roy", Context()) == kept


def test_des_initiales_suivent_leur_nom() -> None:
    names = Pseudonyms()
    name = names.person("Dupont", Context("F", "last", True))
    assert names.person("D.", Context()) == f"{name[0]}."


@pytest.mark.parametrize("text", ["2 39 09 99 122 045 61", "262129935012388"])
def test_un_numero_de_securite_sociale_ne_peut_pas_exister(text: str) -> None:
    made = number(text, "nir")
    figures = made.replace(" ", "")
    assert [c == " " for c in made] == [c == " " for c in text]
    assert figures[:3] == text.replace(" ", "")[:3] and figures[5:7] == "00" and figures[-2:] == "99"


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("06 12 48 77 03", "06 39 98"),
        ("04.73.55.01.19", "04.65.71"),
        ("0478 11 22 00", "0465 71"),
        ("+33 7 68 10 22 95", "+33 6 39 98"),
        ("01-45-41-90-62", "01-99-00"),
    ],
)
def test_un_telephone_est_de_ceux_de_la_fiction(text: str, start: str) -> None:
    made = number(text, "phone")
    assert made.startswith(start) and len(made) == len(text)


def test_une_reference_garde_sa_forme_et_change() -> None:
    made = number("H26-004518", "file")
    assert made[3] == "-" and made[0].isalpha() and made[1:3].isdigit() and len(made) == 10
    assert number("a.roy@exemple.fr", "email").endswith("@example.org")
    assert number("63100", "postcode").startswith("99")


def test_la_note_entiere_se_lit_sans_ses_noms() -> None:
    text = "M. Teriitahi est venu.\nMonsieur Teriitahi Manutea, né le 30 avril 2001. Vu le 27 mai 2026."
    revision, names = letters.plain_revision(text), Pseudonyms()
    surname = ""
    for one in find_in(revision, KNOWN):
        assert one.found is not None
        context = context_of(revision.text, one.found.start, one.found.end, KNOWN.is_first_name(one.text))
        made = names.in_place_of(one, context, days=70, year=2026)
        surname = surname or made
        assert one.text != made
        if one.text == "Teriitahi Manutea":
            assert made.split()[0] == surname


def test_l_intervalle_d_un_patient_est_de_semaines_entieres_et_n_est_pas_nul() -> None:
    days = Pseudonyms().days_of("1950-01-01 ro")
    assert days % 7 == 0 and timedelta(days=21) < timedelta(days=abs(days)) < timedelta(days=180)
