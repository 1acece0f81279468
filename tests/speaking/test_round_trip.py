"""What is dictated from a written text is written as that text again."""

import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcribe.core.tomls import parse_toml
from transcribe.french.calendar import MONTHS
from transcribe.speaking import PUNCTUATIONS, dictated, read_aloud
from transcribe.terms import acronyms

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.toml"))


def said(text: str) -> str:
    reading = read_aloud(text, acronyms=acronyms())
    assert not reading.unmade, reading.unmade
    return dictated(reading, "complète", random.Random(0))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_each_sample_comes_back(path: Path) -> None:
    reading = read_aloud(str(parse_toml(path.read_bytes())["written"]), acronyms=acronyms())
    assert not reading.unmade


CASES = {
    "Ramipril 5 mg le matin.": "ramipril cinq milligrammes le matin point",
    "Bisoprolol 1,25 mg le matin.": "bisoprolol un virgule vingt-cinq milligramme le matin point",
    "Dose de 0,05 mg.": "dose de zéro virgule zéro cinq milligramme point",
    "Metformine 1 000 mg 2 fois par jour.": "metformine mille milligrammes deux fois par jour point",
    "Amoxicilline 1 g.": "amoxicilline un gramme point",
    "Tension artérielle à 14/8.": "tension artérielle à quatorze huit point",
    "Tension artérielle à 140/80 mmHg.": "tension artérielle à cent quarante sur quatre-vingts "
    "millimètres de mercure point",
    "Rythme à 92/min.": "rythme à quatre-vingt-douze par minute point",
    "Nodule de 12 × 7 mm.": "nodule de douze sur sept millimètres point",
    "Température à 38,5 °C.": "température à trente-huit virgule cinq degrés point",
    "Vu le 12 mars 2026.": "vu le douze mars deux mille vingt-six point",
    "Vu le 1er mars 1954.": "vu le premier mars mille neuf cent cinquante-quatre point",
    "Arrivé à 16 h 42.": "arrivé à seize heures quarante-deux point",
    "Score CHA2DS2-VASc à 4.": "score chads vasc à quatre point",
    "Hernie L4-L5 gauche.": "hernie L quatre L cinq gauche point",
    "Dyspnée de stade II de la NYHA.": "dyspnée de stade deux de la N Y H A point",
    "Cancer de stade IIIB.": "cancer de stade trois B point",
    "Stade pT1c pN1mi.": "stade p T un c p N un m i point",
    "HbA1c à 7,2 %.": "H b A un c à sept virgule deux pour cent point",
    "Contrôle à J15.": "contrôle à J quinze point",
    "Marquage CD20 positif.": "marquage C D vingt positif point",
    "Plaquettes à 250 G/L.": "plaquettes à deux cent cinquante gigas par litre point",
    "Acuité visuelle à 8/10.": "acuité visuelle à huit dixièmes point",
    "IRM de l'épaule, sans injection.": "I R M de l'épaule virgule, sans injection point",
    "Adressé par le Dr Paul Roy.": "adressé par le docteur Paul Roy point",
    "M. Henri Roy, né le 2 février 1957": "monsieur Henri Roy virgule, né le deux février "
    "mille neuf cent cinquante-sept",
    "Motif : toux (grasse) ; fièvre ?": "motif deux points, toux ouvrez la parenthèse grasse "
    "fermez la parenthèse, point virgule, fièvre point d'interrogation",
    "Toux.\nRepos.": "toux point à la ligne. repos point",
}


@pytest.mark.parametrize("written", CASES)
def test_a_form_is_said_as_doctors_say_it(written: str) -> None:
    assert said(written).rstrip(".,") == CASES[written]


def test_a_list_is_dictated_item_by_item() -> None:
    assert said("Traitement :\n- Ramipril\n- Bisoprolol") == (
        "traitement deux points, à la ligne. tiret ramipril à la ligne. tiret bisoprolol"
    )


@settings(max_examples=60, deadline=None)
@given(
    st.integers(2, 999), st.sampled_from(["mg", "g", "mL", "µg", "mm", "cm", "mg/kg", "mmol/L", "%", "UI"])
)
def test_every_measure_comes_back(number: int, unit: str) -> None:
    assert said(f"Valeur mesurée à {number} {unit} ce jour.")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 40), st.integers(1, 99))
def test_every_decimal_comes_back(whole: int, decimals: int) -> None:
    written = f"{whole},{decimals:02d}".rstrip("0")
    assert said(f"Créatinine, puis dose de {written} mg par jour.")


@settings(max_examples=60, deadline=None)
@given(st.dates(date(1920, 1, 1), date(2099, 12, 31)))
def test_every_date_comes_back(day: date) -> None:
    shown = "1er" if day.day == 1 else str(day.day)
    assert said(f"Vu en consultation le {shown} {MONTHS[day.month - 1]} {day.year}.")


@settings(max_examples=40, deadline=None)
@given(st.integers(9, 22), st.integers(4, 12))
def test_every_pressure_comes_back(high: int, low: int) -> None:
    if high - low >= 2:
        assert said(f"Tension artérielle à {high}/{low} au repos.")


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 23), st.integers(2, 59))
def test_every_hour_comes_back(hour: int, minute: int) -> None:
    assert said(f"Patient vu à {hour} h {minute:02d} dans le service.")


def test_what_no_saying_gives_back_is_told_not_hidden() -> None:
    reading = read_aloud("Patient vu au 15e jour.", acronyms=acronyms())
    assert [(one.written, one.given) for one in reading.unmade] == [("15e", "quinzième")]
    assert reading.kept == reading.tokens - 1


def test_a_natural_saying_is_kept_when_none_comes_back() -> None:
    reading = read_aloud("Leucocytes à 13 000 /mm 3 ce jour.", acronyms=acronyms())
    assert "treize mille par millimètre cube" in dictated(reading, "complète", random.Random(0))


TEXT = "Motif : fièvre, toux.\nExamen normal (sans particularité). Pas de fièvre.\nDr Paul Roy"


def test_without_punctuation_no_command_is_said() -> None:
    heard = dictated(read_aloud(TEXT), "aucune", random.Random(0))
    assert heard == "motif, fièvre, toux. examen normal, sans particularité. pas de fièvre. docteur Paul Roy"


def test_in_part_each_doctor_says_some_and_closes_what_he_opens() -> None:
    heard = {dictated(read_aloud(TEXT * 3), "partielle", random.Random(seed)) for seed in range(20)}
    assert len(heard) > 10
    assert all(one.count("ouvrez la parenthèse") == one.count("fermez la parenthèse") for one in heard)
    assert any("virgule" in one for one in heard) and any("virgule" not in one for one in heard)


@given(st.text(max_size=60), st.sampled_from(PUNCTUATIONS))
@settings(max_examples=150, deadline=None)
def test_any_text_is_said_in_one_line(text: str, punctuation: str) -> None:
    reading = read_aloud(text)
    for known in PUNCTUATIONS:
        if known == punctuation:
            assert "\n" not in dictated(reading, known, random.Random(1))
    assert reading.kept <= reading.tokens or not reading.tokens
