"""Speech is packed into few windows cut at pauses, and no instant of it is lost."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe.speech.audio import RATE, Sound
from transcribe.speech.windows import FRAME, LIMIT, Detection, Span, Window, narrower, pack, speech_spans

DETECTION = Detection()


@st.composite
def _speech(draw: st.DrawFn) -> tuple[list[Span], int]:
    """Stretches of speech with pauses, in samples, and the length of the sound."""
    place, spans = 0, []
    for _ in range(draw(st.integers(1, 25))):
        place += draw(st.integers(RATE // 10, 6 * RATE))
        length = draw(st.integers(RATE // 10, 45 * RATE))
        spans.append(Span(place, place + length))
        place += length
    return spans, place + draw(st.integers(0, 3 * RATE))


@given(_speech())
def test_all_speech_lies_in_windows_in_order_and_none_is_too_long(speech: tuple[list[Span], int]) -> None:
    spans, length = speech
    windows = pack(spans, length, DETECTION)
    kept = [span for window in windows for span in window.spans]
    assert all(window.length <= LIMIT for window in windows)
    assert all(a.end <= b.start for a, b in pairwise(kept))
    assert 0 <= kept[0].start <= kept[-1].end <= length
    for span in spans:
        assert (
            sum(max(0, min(span.end, k.end) - max(span.start, k.start)) for k in kept)
            == span.end - span.start
        )


@given(_speech())
def test_instants_of_a_window_lie_in_its_speech(speech: tuple[list[Span], int]) -> None:
    spans, length = speech
    for window in pack(spans, length, DETECTION):
        instants = [window.seconds_at(share * window.length / RATE) for share in np.linspace(0, 1, 20)]
        assert instants == sorted(instants)
        assert window.start <= instants[0] <= instants[-1] <= window.end


def test_windows_are_cut_at_the_long_pause() -> None:
    spans = [Span(0, 12 * RATE), Span(round(12.2 * RATE), 20 * RATE), Span(22 * RATE, 40 * RATE)]
    first, second = pack(spans, 40 * RATE, DETECTION)
    assert first.end < 21 <= second.start < 22


def test_a_long_silence_is_left_out_and_times_stay_those_of_the_sound() -> None:
    spans = [Span(2 * RATE, 5 * RATE), Span(65 * RATE, 68 * RATE)]
    (window,) = pack(spans, 80 * RATE, DETECTION)
    assert window.length < 8 * RATE
    assert window.seconds_at(1.0) == pytest.approx(2.6)
    assert window.seconds_at(5.0) == pytest.approx(64.6 + 5.0 - 3.8)
    sound = Sound(np.arange(80 * RATE, dtype=np.int64).astype(np.int16))
    assert len(window.audio(sound)) == window.length


def test_silence_gives_no_window() -> None:
    assert pack([], 10 * RATE, DETECTION) == []
    assert speech_spans(np.zeros(100, np.float32), DETECTION) == []


def test_spans_follow_the_probabilities() -> None:
    probabilities = np.array([0, 0, 0.9, 0.9, 0.3, 0.9, 0.9, 0, 0, 0, 0, 0, 0.9, 0, 0, 0, 0], np.float32)
    assert speech_spans(probabilities, DETECTION) == [Span(2 * FRAME, 7 * FRAME)]  # 32 ms are no speech


def test_a_window_is_narrowed_at_its_pause() -> None:
    speech = (Span(0, 9 * RATE), Span(10 * RATE, 20 * RATE))
    window = Window((Span(0, 20 * RATE),), speech)
    first, second = narrower(window, 20 * RATE, DETECTION)
    assert 9 <= first.end <= second.start <= 10
    short = Window((Span(0, 5 * RATE),), (Span(0, 5 * RATE),))
    assert narrower(short, 5 * RATE, DETECTION) == [short]
