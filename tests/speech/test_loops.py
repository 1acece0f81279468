"""What a runaway decoder writes is told from what a doctor dictates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe.speech.loops import is_invented, is_looping, longest_repetition

SANE = [
    "Consultation du 12 mars 2026 à la ligne. Pas de souffle, pas d'œdème des membres inférieurs.",
    "Le cinq, le cinq, le douze et le cinq mars. Un, un, un, un, deux.",
    "Tiret, absence de fièvre à la ligne. Tiret, absence de toux à la ligne. Tiret, absence de douleur à la "
    "ligne. Tiret, absence de dyspnée à la ligne.",
    "Très, très, très douloureux.",
    "06 12 12 12 12 12",
    "",
]
RUNAWAY = [
    "Le patient est sorti. Le patient est sorti. Le patient est sorti. Le patient est sorti.",
    "une douleur " + "à la palpation " * 12,
    "virgule " * 30,
    "Merci. Merci. Merci. Merci. Merci.",
    "L'examen clinique du patient, " * 5,
]


@pytest.mark.parametrize("text", SANE)
def test_dictated_text_is_no_loop(text: str) -> None:
    assert not is_looping(text)


@pytest.mark.parametrize("text", RUNAWAY)
def test_loops_are_seen(text: str) -> None:
    assert is_looping(text)


@given(
    st.lists(st.sampled_from(["douleur", "thoracique", "gauche", "irradiant"]), min_size=1, max_size=6),
    st.integers(5, 9),
    st.lists(st.sampled_from(["le", "patient", "décrit", "une"]), max_size=4),
)
def test_any_group_said_five_times_in_a_row_is_a_loop(
    group: list[str], times: int, before: list[str]
) -> None:
    assert longest_repetition([*before, *group * times]) >= 5


@pytest.mark.parametrize(
    "sentence",
    [
        "Sous-titres réalisés par la communauté d'Amara.org",
        "Sous-titres réalisés para la communauté d'Amara.org",
        "Sous-titrage Société Radio-Canada",
        "Sous-titrage ST' 501",
        "Merci d'avoir regardé cette vidéo !",
        "N'hésitez pas à vous abonner à la chaîne.",
        "Abonnez-vous !",
    ],
)
def test_credits_that_whisper_learnt_are_seen(sentence: str) -> None:
    assert is_invented(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Merci de mettre une copie au docteur Benhaddou.",
        "Je vous remercie de m'avoir adressé ce patient.",
        "Patient suivi à Radio-Canada.",
        "La patiente, qui réalise des sous-titres, se plaint de céphalées.",
        "Merci.",
        "",
    ],
)
def test_what_a_doctor_says_is_no_credit(sentence: str) -> None:
    assert not is_invented(sentence)
