"""What other machines are told holds nothing that lies on this one alone."""

import pickle
from dataclasses import replace

import pytest

from tests.hearer import Hearer
from transcribe.cli.computing import Computing, laid_out
from transcribe.core.errors import TranscribeError
from transcribe.core.files import Held
from transcribe.pipeline import Converter, Settings
from transcribe.terms import load_lexicon

CHOSEN = Computing(Settings(template="consultation"), "base", "cpu", "int8", 1, sober=True)


def test_workers_convert_on_one_core_and_know_no_template() -> None:
    made = CHOSEN._recipe().make_converter
    assert made.args == (Settings(template="auto"),)  # type: ignore[attr-defined]
    assert made.keywords["threads"] == 1  # type: ignore[attr-defined]
    assert made.keywords["beams"] == CHOSEN.beams  # type: ignore[attr-defined]


def test_a_worker_checks_that_it_would_convert_the_same() -> None:
    recipe = pickle.loads(pickle.dumps(CHOSEN._recipe()))
    recipe.check()
    for other in (replace(CHOSEN, sober=False), replace(CHOSEN, settings=Settings(specialty="cardiologie"))):
        with pytest.raises(TranscribeError, match="version de transcribe"):
            replace(recipe, expected=other._recipe().expected).check()


def test_what_comes_back_takes_the_template_that_was_asked() -> None:
    sound = Held("a.wav", "compte rendu opératoire point pas de complication point".encode())
    heard = Converter(Hearer(), load_lexicon(), Settings()).convert(sound)
    assert laid_out(Settings(), heard) is heard
    assert laid_out(CHOSEN.settings, heard).letter.template == "consultation" != heard.letter.template
