"""Audio of exercises: measured, copied without metadata, slowed down at the same pitch."""

from pathlib import Path

import av
import numpy as np
import pytest

from transcribe.exercises.sound import _without_pauses, copy_audio, listen
from transcribe.voices.files import write_sound

RATE = 16_000


def tone(path: Path, *, noise: float = 0.0, seconds: float = 4.0) -> Path:
    """A 440 Hz tone that comes and goes, with a title in its metadata."""
    time = np.arange(int(seconds * RATE)) / RATE
    rng = np.random.default_rng(0)
    sound = 0.3 * np.sin(2 * np.pi * 440 * time) * (time % 1 < 0.6) + noise * rng.standard_normal(len(time))
    with av.open(str(path), "w") as container:
        container.metadata["title"] = "réponse secrète"
        stream = container.add_stream("pcm_s16le", rate=RATE, layout="mono")
        frame = av.AudioFrame.from_ndarray(
            (sound * 32767).astype(np.int16)[None, :], format="s16", layout="mono"
        )
        frame.sample_rate = RATE
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def pitch(path: Path) -> float:
    from transcribe.speech.audio import read_sound

    samples = read_sound(path).samples.astype(float)
    spectrum = np.abs(np.fft.rfft(samples))
    return float(np.argmax(spectrum) * RATE / len(samples))


@pytest.mark.parametrize("pace", [1.0, 0.8])
def test_slower_at_the_same_pitch_and_without_metadata(tmp_path: Path, pace: float) -> None:
    source = tone(tmp_path / "a.wav")
    copy_audio(source, tmp_path / "b.ogg", pace=pace)
    assert listen(tmp_path / "b.ogg").duration == pytest.approx(4 / pace, abs=0.15)
    assert pitch(tmp_path / "b.ogg") == pytest.approx(440, abs=3)
    assert "secrète" not in (tmp_path / "b.ogg").read_bytes().decode("utf-8", "replace")


def test_noise_lowers_clarity(tmp_path: Path) -> None:
    clean = listen(tone(tmp_path / "a.wav", noise=0.0005))
    noisy = listen(tone(tmp_path / "b.wav", noise=0.03))
    assert clean.clarity > noisy.clarity + 10


def test_an_impossible_pace_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="pace"):
        copy_audio(tone(tmp_path / "a.wav"), tmp_path / "b.ogg", pace=4)


@pytest.mark.parametrize("pace", [1.0, 0.8])
def test_older_ipads_get_aac_without_metadata(tmp_path: Path, pace: float) -> None:
    copy_audio(tone(tmp_path / "a.wav"), tmp_path / "b.m4a", pace=pace)
    with av.open(str(tmp_path / "b.m4a")) as container:
        assert container.streams.audio[0].codec_context.name == "aac"
    assert listen(tmp_path / "b.m4a").duration == pytest.approx(4 / pace, abs=0.15)
    assert pitch(tmp_path / "b.m4a") == pytest.approx(440, abs=3)
    assert "secrète" not in (tmp_path / "b.m4a").read_bytes().decode("utf-8", "replace")


def test_the_telephone_lowers_clarity(tmp_path: Path) -> None:
    """The same tone with a hiss: one over the whole band, one that stops where a telephone does."""

    def said(name: str, highest: float) -> float:
        count = 4 * RATE
        time, rng = np.arange(count) / RATE, np.random.default_rng(1)
        hiss = np.fft.rfft(0.02 * rng.standard_normal(count))
        hiss[np.fft.rfftfreq(count, 1 / RATE) > highest] = 0
        voice = (0.2 * np.sin(2 * np.pi * 440 * time) + np.fft.irfft(hiss, count)) * (time % 1 < 0.6)
        write_sound(tmp_path / name, voice.astype(np.float32), {})
        return listen(tmp_path / name).clarity

    wide, narrow = said("a.wav", 8_000), said("b.wav", 3_000)
    assert wide - narrow == pytest.approx(6.0, abs=1.5)


def test_a_sound_shorter_than_one_frame_is_measured(tmp_path: Path) -> None:
    heard = listen(tone(tmp_path / "a.wav", seconds=0.01))
    assert heard.duration == pytest.approx(0.01, abs=0.001)
    assert heard.speech == pytest.approx(0.02)


@pytest.mark.parametrize(
    ("speaking", "frames"),
    [
        ("", 0),
        ("....", 0),
        ("oo", 2),
        ("o.o", 3),  # the silence between two words is speech
        ("oo..", 2),  # that behind the last one is none
        (f"o{'.' * 25}o", 27),
        (f"o{'.' * 26}o", 2),  # over half a second: a pause
        (f"o{'.' * 26}o.o", 4),
    ],
)
def test_speech_is_what_stands_between_pauses_of_half_a_second(speaking: str, frames: int) -> None:
    assert _without_pauses([one == "o" for one in speaking]) == frames
