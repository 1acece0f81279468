"""Speech left without words, loops and recited prompts are seen; good windows are left alone."""

import pytest

from transcribe.speech.audio import RATE
from transcribe.speech.decoding import Heard, TimedWord
from transcribe.speech.doubtful import fault, said, silent_speech
from transcribe.speech.windows import Span, Window


def _words(text: str, start: float = 0.0, pace: float = 0.4) -> list[TimedWord]:
    return [
        TimedWord(word, start + pace * index, start + pace * (index + 1), 0.9)
        for index, word in enumerate(text.split())
    ]


def _window(seconds: float) -> Window:
    span = Span(0, round(seconds * RATE))
    return Window((span,), (span,))


SENTENCE = "Patient âgé de soixante ans sans antécédent notable, adressé pour une douleur."


@pytest.mark.parametrize(
    ("words", "seconds", "least", "most"),
    [
        (_words(SENTENCE), 5.5, 0.0, 0.0),
        (_words(SENTENCE), 20.0, 13.0, 15.5),  # the end is missing
        (_words(SENTENCE, start=8.0), 13.5, 7.5, 8.5),  # the beginning is missing
        ([*_words("Traitement deux"), TimedWord("points", 0.8, 25.0, 0.9)], 25.0, 20.0, 25.0),  # stretched
        ([], 12.0, 12.0, 12.0),
    ],
)
def test_speech_without_words(words: list[TimedWord], seconds: float, least: float, most: float) -> None:
    assert least <= silent_speech(_window(seconds), words) <= most


def test_a_pause_without_speech_is_no_hole() -> None:
    speech = (Span(0, 5 * RATE), Span(15 * RATE, 20 * RATE))
    words = [*_words(SENTENCE), *_words(SENTENCE, start=15.0)]
    assert silent_speech(Window((Span(0, 20 * RATE),), speech), words) == 0.0


def test_a_loop_and_a_recited_prompt_weigh_more_than_a_hole() -> None:
    hotwords = "apixaban, fibrillation atriale, dyspnée, bisoprolol"
    loop = _words("le patient va bien, " * 6)
    assert fault(_window(10), loop, "").looping
    recited = _words("Apixaban, fibrillation atriale, dyspnée, bisoprolol.")
    assert fault(_window(3), recited, hotwords).echo
    fair = _words("Fibrillation atriale traitée par apixaban, pas de dyspnée.")
    assert fault(_window(4), fair, hotwords).weight == 0.0


PROMPT = (
    "Motif 2 points, dyspnée d'effort virgule, douleur thoracique point à la ligne. Antécédents 2 points, "
    "diabète de type 2 virgule, hypertension artérielle point."
)


@pytest.mark.parametrize(
    ("text", "echo"),
    [
        ("Motif 2 points, dyspnée d'effort virgule, douleur thoracique point à la ligne.", True),
        ("Douleur thoracique point à la ligne. Antécédents 2 points, diabète de type 2 virgule.", True),
        ("Motif 2 points, douleur thoracique point à la ligne. Antécédents 2 points, asthme.", False),
        ("Antécédents 2 points, hypertension artérielle virgule, diabète de type 2 virgule.", False),
    ],
)
def test_a_prompt_of_sentences_is_not_recited_either(text: str, echo: bool) -> None:
    assert fault(_window(6), _words(text), PROMPT).echo is echo


def test_invented_credits_are_taken_out_and_the_rest_kept() -> None:
    words = _words("Fin de dictée. Sous-titres réalisés par la communauté d'Amara.org")
    kept = said(words, Heard((1,), "", -0.3, 0.1))
    assert [word.text for word in kept] == ["Fin", "de", "dictée."]
    assert said(words[:3], Heard((1,), "", -1.4, 0.9)) == []
