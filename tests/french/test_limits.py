"""What cannot be: dates, pressures, vital signs and doses, on both sides of their limits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe.french.limits import find_impossible
from transcribe.french.tables import Row, rows


def impossible(text: str) -> list[str]:
    return [text[one.start : one.end] for one in find_impossible(text)]


@pytest.mark.parametrize(
    ("possible", "not_possible"),
    [
        ("température à 44 °C", "température à 44,1 °C"),
        ("température à 24 °C", "température à 23,9 °C"),
        ("température 39", "température 390"),
        ("fièvre à 44 °C", "fièvre à 45 °C"),
        ("fièvre à 37 °C", "fièvre à 36,9 °C"),
        ("saturation à 100 %", "saturation à 101 %"),
        ("saturation à 20 %", "saturation à 19 %"),
        ("SpO2 100 %", "SpO2 101 %"),
        ("SaO2 à 20 %", "SaO2 à 19 %"),
        ("pouls à 350", "pouls à 351"),
        ("pouls à 10", "pouls à 9"),
        ("FC 350/min", "FC 351/min"),
        ("fréquence cardiaque à 10/min", "fréquence cardiaque à 9/min"),
        ("FR à 120/min", "FR à 121/min"),
        ("fréquence respiratoire : 3/min", "fréquence respiratoire : 2/min"),
        ("Glasgow à 15", "Glasgow à 16"),
        ("score de Glasgow à 3", "score de Glasgow à 2"),
        ("EVA à 10", "EVA à 11"),
        ("EVA à 0", "EVA à 10,5"),
        ("pH à 8,5", "pH à 8,6"),
        ("pH à 6,5", "pH à 6,4"),
        ("kaliémie à 12 mmol/L", "kaliémie à 12,1 mmol/L"),
        ("potassium à 1 mmol/L", "potassium à 0,9 mmol/L"),
        ("natrémie à 220 mmol/L", "natrémie à 221 mmol/L"),
        ("sodium à 80 mmol/L", "sodium à 79 mmol/L"),
        ("HbA1c à 22 %", "HbA1c à 22,1 %"),
        ("hémoglobine glyquée à 3 %", "hémoglobine glyquée à 2,9 %"),
        ("TA 28/16", "TA 29/16"),
        ("TA à 6/3", "TA à 5/3"),
        ("tension artérielle à 140/80", "tension artérielle à 140/8"),
        ("pression artérielle : 124/70", "pression artérielle : 124/20"),
        ("PA mesurée à 120/110", "PA mesurée à 120/111"),
        ("vu le 31 mars", "vu le 32 mars"),
        ("vu le 1er mars", "vu le 0 mars"),
        ("né le 29 février 2024", "né le 29 février 2023"),
        ("né le 31/01/1980", "né le 32/01/1980"),
        ("né le 30/11/1980", "né le 31/11/1980"),
        ("né le 29/02/81", "né le 30/02/81"),
        ("né le 12/12/1980", "né le 12/13/1980"),
        ("paracétamol 10 g", "paracétamol 10,1 g"),
        ("paracétamol 10 000 mg", "paracétamol 10 001 mg"),
        ("lévothyroxine 3 mg", "lévothyroxine 3,1 mg"),
        ("lévothyroxine 3000 µg", "lévothyroxine 3001 µg"),
        ("digoxine 5 mg", "digoxine 5,1 mg"),
        ("méthotrexate à 300 mg", "méthotrexate à 301 mg"),
        ("rivaroxaban LP 200 mg", "rivaroxaban LP 201 mg"),
        ("zopiclone 75 mg", "zopiclone 75,5 mg"),
        ("fentanyl 16 mg", "fentanyl 16,1 mg"),
        ("morphine 2 g", "morphine 2,1 g"),
    ],
)
def test_the_last_possible_value_and_the_first_that_is_not(possible: str, not_possible: str) -> None:
    assert impossible(possible) == []
    assert len(impossible(not_possible)) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("une température à 60 °C ce jour", ["60 °C"]),
        ("la SpO2 est à 140 %", ["140 %"]),
        ("TA 12/80, pouls à 720/min", ["12/80", "720/min"]),
        ("pouls à 720, saturation à 140.", ["720", "140"]),
        ("pouls à 720 l’après-midi", ["720 l"]),
        ("pouls à 720 bpm", ["720 bpm"]),
        ("kaliémie à 41 mmol ce jour", ["41 mmol"]),
        ("température à 60 degrés", ["60 degrés"]),
        ("le 38 mars 2026, puis le 31/02/2026", ["38 mars 2026", "31/02/2026"]),
        ("lévothyroxine 75 mg et digoxine 25 mg", ["75 mg", "25 mg"]),
        ("pouls à 8/min puis le 38 mars", ["8/min", "38 mars"]),
    ],
)
def test_what_is_told_and_in_its_order(text: str, words: list[str]) -> None:
    assert impossible(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "température prise 60 fois",
        "fièvre depuis 3 jours",
        "fièvre à 60 ans",
        "température toutes les 2 h",
        "fièvre pendant 48 heures",
        "sodium 9 g/L",
        "chlorure de sodium 500 mL",
        "chlorure de sodium 1 g",
        "alendronate de sodium 70 mg",
        "potassium 600 mg/j",
        "température à 24/10",
        "EVA 3/10",
        "pouls 72, saturation 94",
        "Glasgow 12/15",
        "paracétamol 100 g/L",
        "paracétamol 100 mg/kg",
        "morphine 10 mL",
        "acuité 10/10, ratio 12/80",
        "TA 12/80/3",
        "extension 12/80",
        "12/13/14/15",
        "article 31/02/1",
        "3 mars 12 mg",
        "le 38 marsouins",
        "Tahora 900 g",
    ],
)
def test_what_is_none_of_these(text: str) -> None:
    assert impossible(text) == []


@pytest.mark.parametrize(
    "link",
    ["", "à ", "de ", "est à ", "sont à ", "était à ", "mesurée à ", "calculé à ", ": ", "= ", "prise à ",
     "retrouvée à ", "cotée à "],
)  # fmt: skip
def test_words_between_a_sign_and_its_value(link: str) -> None:
    assert impossible(f"saturation {link}140 %") == ["140 %"]
    assert impossible(f"saturation {link}94 %") == []


def test_the_reason_is_said_in_french() -> None:
    reasons = [one.reason for one in find_impossible("TA 12/80, le 38 mars, EVA à 12, digoxine 25 mg")]
    assert reasons == [
        "Tension artérielle impossible : vérifier.",
        "Date impossible : vérifier.",
        "Valeur impossible pour « EVA » : vérifier.",
        "Dose plus de dix fois au-dessus de ce qui se donne de « digoxine » : vérifier.",
    ]


@given(st.sampled_from(rows("doses")), st.integers(1, 10))
def test_ten_times_a_usual_dose_is_never_doubted_and_eleven_times_always(row: Row, times: int) -> None:
    most = float(str(row.columns["most"]))
    for name in row.forms:
        given_dose = f"{most * times:.4f}".rstrip("0").rstrip(".").replace(".", ",")
        assert impossible(f"{name} {given_dose} mg") == []
        too_much = f"{most * 11:.4f}".rstrip("0").rstrip(".").replace(".", ",")
        assert impossible(f"{name} {too_much} mg") == [f"{too_much} mg"]
