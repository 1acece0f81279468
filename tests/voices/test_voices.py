"""Voices speak whatever they are given, at the pace asked, the same each time; rooms keep what they must."""

import sys
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcribe.core.errors import VoiceError
from transcribe.voices import RATE, VOICES, Samples, load_voice
from transcribe.voices.rooms import (
    breath,
    click,
    coded,
    echoing,
    humming,
    in_decibels,
    moving,
    noisy,
    saturated,
    through_telephone,
)
from transcribe.voices.shaping import band, convolved, power, resampled, trimmed

SENTENCE = "tension artérielle à quatorze huit, madame Lagarrigue."


@pytest.mark.parametrize(
    "kind", [kind for kind in VOICES if kind.engine == "pico"], ids=lambda kind: kind.name
)
def test_each_voice_speaks_a_sentence_at_a_human_pace(kind: object) -> None:
    sound = load_voice(getattr(kind, "name", "")).speak(SENTENCE)
    assert sound.dtype == np.float32 and 2 < len(sound) / RATE < 8
    assert power(sound) > 0.01 and np.abs(sound).max() <= 1


def test_one_seed_is_one_sound_and_wandering_voices_differ() -> None:
    one, again = (load_voice("pico", wander=0.1, seed=3).speak(SENTENCE) for _ in range(2))
    # Pico's own noise goes on from one text to the next: it may move an end by a hundredth of a second.
    starts = (-RATE // 100, 0, RATE // 100)
    assert any(np.allclose(*_together(one, again, start), atol=0.005) for start in starts)
    voice = load_voice("pico", wander=0.1, seed=3)
    assert len(voice.speak(SENTENCE)) != len(voice.speak(SENTENCE))


def _together(one: Samples, other: Samples, start: int) -> tuple[Samples, Samples]:
    """Both sounds where both are heard, ``other`` beginning ``start`` samples later."""
    first, second = one[max(0, start) :], other[max(0, -start) :]
    return first[: (length := min(len(first), len(second)))], second[:length]


def test_a_quicker_pace_is_a_shorter_sound() -> None:
    slow, quick = (len(load_voice("pico", pace=pace).speak(SENTENCE)) for pace in (0.8, 1.25))
    assert 1.3 < slow / quick < 1.8


def test_a_grave_voice_keeps_the_pace() -> None:
    plain, grave = (len(load_voice(name).speak(SENTENCE)) for name in ("pico", "pico-grave"))
    assert 0.85 < grave / plain < 1.15


@pytest.mark.parametrize("text", ["", "   ", ".", "« — »", "日本", "<x>"])
def test_nothing_to_say_is_no_sound_or_a_short_one(text: str) -> None:
    assert len(load_voice("pico").speak(text)) < RATE


@pytest.mark.parametrize("text", ["a" * 400, "mot " * 400, "<pitch level='50'>bonjour", "x\u2028y\x07z"])
def test_what_stops_the_engine_is_cut_before(text: str) -> None:
    assert len(load_voice("pico", pace=2.0).speak(text)) > RATE / 4


def test_an_unknown_voice_says_which_there_are() -> None:
    with pytest.raises(VoiceError, match=r"Voix « alto » inconnue.*« pico »"):
        load_voice("alto")


@pytest.mark.parametrize("pace", [0.0, 0.49, 2.01, float("nan")])
def test_a_pace_out_of_bounds_is_refused(pace: float) -> None:
    with pytest.raises(VoiceError, match="de 50 à 200"):
        load_voice("pico", pace=pace)


def test_without_its_package_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py_nanotts", None)
    with pytest.raises(VoiceError, match=r'lancez « pip install "\.\[voix\]" »'):
        load_voice("pico")


EFFECTS: dict[str, Callable[[Samples, np.random.Generator], Samples]] = {
    "room": lambda sound, noise: echoing(sound, 0.2, 4, noise),
    "noise": lambda sound, noise: noisy(sound, 15, 4, noise),
    "telephone": lambda sound, _: through_telephone(sound),
    "dictaphone": lambda sound, _: band(sound, 120, 6000),
    "saturated": lambda sound, _: saturated(sound, 5),
    "moving": lambda sound, _: moving(sound, 0.2, 0.1, 3),
    "humming": lambda sound, _: humming(sound, 25),
    "louder": lambda sound, _: in_decibels(sound, 30),
    "opus": lambda sound, _: coded(sound, 16_000),
}


@pytest.mark.parametrize("name", EFFECTS)
def test_an_effect_keeps_the_length_and_is_the_same_for_a_seed(name: str) -> None:
    sound = (np.sin(np.arange(RATE) / 20) * 0.1).astype(np.float32)
    one, again = (EFFECTS[name](sound, np.random.default_rng(5)) for _ in range(2))
    assert len(one) == len(sound) and one.dtype == np.float32
    assert np.isfinite(one).all() and np.array_equal(one, again) and not np.array_equal(one, sound)


@given(st.floats(5, 40), st.integers(1, 20))
@settings(max_examples=20, deadline=None)
def test_noise_is_as_far_below_the_voice_as_asked(decibels: float, width: int) -> None:
    sound = (np.sin(np.arange(RATE) / 20) * 0.1).astype(np.float32)
    hiss = noisy(sound, decibels, width, np.random.default_rng(1)) - sound
    assert abs(20 * np.log10(power(sound) / power(hiss)) - decibels) < 0.5


@pytest.mark.parametrize(("hertz", "kept"), [(100, False), (1000, True), (2500, True), (6000, False)])
def test_a_telephone_keeps_its_band(hertz: float, kept: bool) -> None:
    sound = np.sin(np.arange(RATE) * 2 * np.pi * hertz / RATE).astype(np.float32)
    assert (power(through_telephone(sound)) > 0.6 * power(sound)) == kept


def test_a_click_convolved_is_the_answer() -> None:
    clicked = np.zeros(1000, np.float32)
    clicked[0] = 1
    answer = np.arange(100, dtype=np.float32)
    assert np.allclose(convolved(clicked, answer)[:100], answer, atol=1e-3)


@settings(max_examples=30, deadline=None)
@given(st.floats(0.8, 1.25), st.sampled_from([200, 500, 1000]))
def test_another_throat_moves_the_pitch_and_the_length_together(factor: float, hertz: int) -> None:
    sound = np.sin(np.arange(RATE) * 2 * np.pi * hertz / RATE).astype(np.float32)
    heard = resampled(sound, factor)
    assert len(heard) == pytest.approx(RATE / factor, abs=2)
    loudest = np.abs(np.fft.rfft(heard)).argmax() * RATE / len(heard)
    assert loudest == pytest.approx(hertz * factor, abs=3)


def test_no_sound_in_another_throat_is_no_sound() -> None:
    assert len(resampled(np.zeros(0, np.float32), 1.1)) == 0


def test_what_is_silent_at_both_ends_goes() -> None:
    sound = np.zeros(RATE * 3, np.float32)
    sound[RATE : 2 * RATE] = 0.5
    assert RATE < len(trimmed(sound)) < 1.2 * RATE
    assert not len(trimmed(np.zeros(RATE, np.float32))) or power(trimmed(np.zeros(RATE, np.float32))) == 0


def test_breaths_and_clicks_have_their_level() -> None:
    noise = np.random.default_rng(2)
    assert 0.03 < power(breath(0.3, 0.1, 4000, noise)) < 0.1
    assert len(click(0.1, noise)) == RATE // 100
