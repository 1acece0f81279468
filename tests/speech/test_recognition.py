"""Recognition as a whole: the real model on ten seconds, and its decisions with a decoder made of rules."""

import socket
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from tests.speech.sounds import tone, wav_bytes
from transcribe.core.errors import DocumentError, SilentAudio
from transcribe.speech import DEFAULT_MODEL, Recognizer, load_recognizer
from transcribe.speech.audio import RATE, Sound
from transcribe.speech.decoding import Heard, Memory, Strategy, TimedWord
from transcribe.speech.devices import Choice
from transcribe.speech.recognition import Passage, WhisperRecognizer
from transcribe.speech.replay import ReplayRecognizer, record
from transcribe.speech.windows import Span, Window

DICTATION = Path(__file__).parent / "data" / "dictation.ogg"


@pytest.fixture(scope="module")
def recognizer() -> Recognizer:
    """The embedded model, loaded on a machine that has no network."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _refuse)
        patch.setattr(socket, "getaddrinfo", _refuse)
        return load_recognizer(device="cpu")


def _refuse(*_: object, **__: object) -> None:
    raise AssertionError("a connection was tried")


def test_ten_seconds_of_a_real_dictation(recognizer: Recognizer) -> None:
    done: list[float] = []
    heard = recognizer.recognize(DICTATION, on_progress=done.append)
    # base-medical leaves figures to the writing stage. Weights in 8 bits: a word it is not sure of, as « quatorze »
    # here, may be heard otherwise on another processor.
    assert "avril deux mille vingt-six" in heard.text
    assert "Anatol" in heard.text
    assert heard.duration == pytest.approx(9.5, abs=0.05)
    assert (heard.model, heard.language, len(heard.audio_sha256)) == (DEFAULT_MODEL, "fr", 64)
    assert done == sorted(done)
    assert done[-1] == pytest.approx(9.5, abs=0.05)
    times = [instant for word in heard.words for instant in (word.start, word.end)]
    assert times == sorted(times)
    assert 0 <= times[0] <= times[-1] <= heard.duration
    assert all(word.text and word.text == word.text.strip() and " " not in word.text for word in heard.words)
    assert all(0 <= word.probability <= 1 for word in heard.words)
    april = next(word for word in heard.words if word.text == "avril")
    assert 2.0 < april.start < april.end < 3.6
    assert [(s.first, s.last) for s in heard.segments] == [(0, len(heard.words) - 1)]


def test_the_same_sound_gives_the_same_words_and_a_recording_gives_them_back(
    recognizer: Recognizer, tmp_path: Path
) -> None:
    record(recognizer, [DICTATION], tmp_path, hotwords=("scanner", "thoraco-abdomino-pelvien"))
    again = recognizer.recognize(DICTATION, hotwords=("scanner", "thoraco-abdomino-pelvien"))
    replay: Recognizer = ReplayRecognizer(tmp_path)
    assert replay.recognize(DICTATION) == again


def test_a_sound_that_was_not_recorded_cannot_be_replayed(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(wav_bytes(tone(1)))
    with pytest.raises(DocumentError, match="Aucune transcription enregistrée"):
        ReplayRecognizer(tmp_path).recognize(tmp_path / "a.wav")


@pytest.mark.parametrize("noise", ["silence", "souffle", "note"])
def test_where_nobody_speaks_nothing_is_invented_even_with_hotwords(
    recognizer: Recognizer, tmp_path: Path, noise: str
) -> None:
    count = 12 * RATE
    hiss = np.random.default_rng(0).normal(0, 2_000, count).astype(np.int16)
    samples = {"silence": np.zeros(count, np.int16), "souffle": hiss, "note": tone(12)}[noise]
    path = tmp_path / f"{noise}.wav"
    path.write_bytes(wav_bytes(samples))
    with pytest.raises(SilentAudio, match=f"« .*{noise}.wav » ne contient aucune parole"):
        recognizer.recognize(path, hotwords=("cholécystectomie", "apixaban", "œdème"))


def test_silence_around_and_between_moves_the_times_and_not_the_words(
    recognizer: Recognizer, tmp_path: Path
) -> None:
    from transcribe.speech.audio import read_sound

    samples = read_sound(DICTATION).samples
    silence = np.zeros(20 * RATE, np.int16)
    path = tmp_path / "a.wav"
    path.write_bytes(wav_bytes(np.concatenate([silence, samples, silence, samples, silence])))
    heard = recognizer.recognize(path)
    months = [word for word in heard.words if word.text == "avril"]
    assert len(months) == 2
    assert months[0].start == pytest.approx(22.6, abs=0.5)
    assert months[1].start - months[0].start == pytest.approx(29.5, abs=0.3)


class _Rules:
    """A decoder that writes what a test wants for windows of a given length (seconds)."""

    def __init__(self, texts: dict[int, str]) -> None:
        self.texts = texts
        self.strategies: list[Strategy] = []
        self.lengths: list[int] = []

    def encode(self, audios: Sequence[np.ndarray[Any, Any]]) -> None:
        self.lengths = [len(audio) for audio in audios]

    def generate(self, _: None, count: int, strategy: Strategy) -> list[Heard]:
        self.strategies.append(strategy)
        texts = [self.texts[round(length / RATE)] for length in self.lengths]
        assert len(texts) == count
        return [Heard((1,), text, -0.3, 0.0) for text in texts]

    def align(self, _: None, heard: Sequence[Heard], lengths: Sequence[int]) -> list[list[TimedWord]]:
        return [
            [TimedWord(word, 0.4 * i, 0.4 * (i + 1), 0.9) for i, word in enumerate(item.text.split())]
            for item, _ in zip(heard, lengths, strict=True)
        ]

    def memories(self, _: None, lengths: Sequence[int]) -> list[Memory]:
        empty = np.zeros((1, 2), np.float16)
        return [Memory(empty, empty) for _ in lengths]


def _text(seconds: int) -> str:
    """Words at a fair pace, none like another."""
    return " ".join(sha256(bytes([index])).hexdigest()[:7] for index in range(int(seconds / 0.4)))


def _mended(texts: dict[int, str], prompt: str = "") -> tuple[list[Passage], _Rules]:
    """What becomes of twenty seconds of speech with a pause after the first twelve."""
    recognizer = object.__new__(WhisperRecognizer)
    rules = _Rules(texts)
    from transcribe.speech.recognition import Settings

    recognizer.settings = Settings()
    recognizer.decoder = cast(Any, rules)
    recognizer.device, recognizer.precision = Choice("cpu", "int8").device, "int8"
    window = Window((Span(0, 20 * RATE),), (Span(0, 12 * RATE), Span(12 * RATE + RATE // 2, 20 * RATE)))
    sound = Sound(np.zeros(20 * RATE, np.int16))
    strategy = Strategy(prompt=prompt)
    (first,) = recognizer._decode(sound, [window], strategy)
    return recognizer._mended(sound, first, strategy, 2), rules


def test_a_good_window_is_decoded_once() -> None:
    passages, rules = _mended({20: _text(20)})
    assert len(passages) == 1
    assert len(rules.strategies) == 1


@pytest.mark.parametrize("bad", ["", "mot1 mot2 mot3", "le patient va bien " * 12])
def test_a_window_cut_short_or_looping_is_decoded_again_in_shorter_ones(bad: str) -> None:
    passages, rules = _mended({20: bad, 12: _text(12), 8: _text(8)}, prompt="apixaban")
    assert [len(passage.words) for passage in passages] == [len(_text(12).split()), len(_text(8).split())]
    assert [strategy.prompt for strategy in rules.strategies] == ["apixaban", ""]


def test_the_first_try_is_kept_when_others_are_no_better() -> None:
    passages, _ = _mended({20: _text(14), 12: "mot", 8: "mot", 6: "mot", 4: "mot"})
    assert len(passages) == 1
    assert len(passages[0].words) == len(_text(14).split())


@pytest.mark.parametrize(
    ("style", "hotwords", "budget", "prompt"),
    [
        ("", (), 90, ""),
        ("", ("apixaban", "dyspnée"), 90, "apixaban, dyspnée"),
        ("virgule, point", ("apixaban", "dyspnée"), 90, "virgule, point, apixaban, dyspnée"),
        ("Motif 2 points, toux.", ("apixaban", "dyspnée"), 90, "Motif 2 points, toux. apixaban, dyspnée"),
        ("Motif 2 points, toux.", ("apixaban",), 5, "Motif 2 points, toux."),
    ],
)
def test_the_prompt_is_the_style_and_the_hotwords_that_fit(
    recognizer: Recognizer, style: str, hotwords: tuple[str, ...], budget: int, prompt: str
) -> None:
    assert isinstance(recognizer, WhisperRecognizer)
    assert recognizer.decoder.prompt(style, hotwords, budget) == prompt


def test_the_shipped_style_leaves_room_for_the_words_of_a_specialty(recognizer: Recognizer) -> None:
    assert isinstance(recognizer, WhisperRecognizer)
    decoder, settings = recognizer.decoder, recognizer.settings
    full = decoder.prompt(settings.style, ["cholécystectomie"] * 99, settings.prompt_tokens)
    assert full.startswith(settings.style + ", cholécystectomie")
    assert len(decoder.tokens(full)) <= settings.prompt_tokens <= 223
