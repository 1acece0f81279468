"""Le son : ce qui est couvert n’y est plus, le reste n’a pas bougé, rien d’autre ne part avec."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcribe.anonymising.respeaking import spoken_anew
from transcribe.anonymising.sound import (
    MARGIN,
    Cover,
    Span,
    cuts,
    extract,
    merged,
    silenced,
    unwritten_speech,
    write_sound,
)

RATE = 16_000


def noise(seconds: float) -> np.ndarray:
    made = np.random.default_rng(3).normal(0, 3000, int(seconds * RATE))
    return made.astype(np.int16)


@settings(max_examples=20, deadline=None)
@given(st.floats(0, 3.5), st.floats(0.05, 0.5))
def test_rien_du_passage_ne_reste(start: float, length: float) -> None:
    """Le même silence, quel que soit le son couvert : le ton ne dépend pas de lui."""
    first = noise(4)
    second = first.copy()
    inside = slice(int(start * RATE), int((start + length) * RATE))
    second[inside] = np.roll(first[inside], 7)
    span = [Span(start, start + length)]
    one, other = silenced(first, RATE, span), silenced(second, RATE, span)
    near = slice(int(max(0, start - MARGIN) * RATE), int(min(4, start + length + MARGIN) * RATE) - 160)
    assert np.abs(one[near].astype(int)).max() < 1200
    assert np.abs(other[near].astype(int)).max() < 1200


def test_le_reste_n_a_pas_bouge() -> None:
    sound = noise(4)
    out = silenced(sound, RATE, [Span(2.0, 2.4)])
    assert len(out) == len(sound)
    assert np.abs(out[: int(1.6 * RATE)].astype(int) - sound[: int(1.6 * RATE)]).max() <= 1
    assert np.abs(out[int(2.8 * RATE) :].astype(int) - sound[int(2.8 * RATE) :]).max() <= 1


def test_sans_passage_le_son_est_le_meme() -> None:
    sound = noise(1)
    assert np.abs(silenced(sound, RATE, []).astype(int) - sound).max() <= 1


def test_un_passage_au_bord_ne_deborde_pas() -> None:
    out = silenced(noise(1), RATE, [Span(0.0, 0.2), Span(0.9, 1.5)])
    assert len(out) == RATE


def test_deux_passages_voisins_n_en_font_qu_un() -> None:
    assert merged([Span(1.2, 1.5), Span(0.5, 1.0), Span(3.0, 3.2)]) == [Span(0.5, 1.5), Span(3.0, 3.2)]


def test_la_coupe_va_au_plus_calme() -> None:
    sound = noise(3)
    sound[int(0.75 * RATE) : int(0.8 * RATE)] = 0
    out = silenced(sound, RATE, [Span(1.0, 1.4)])
    assert np.abs(out[int(0.6 * RATE) : int(0.72 * RATE)].astype(int)).max() > 2000
    assert np.abs(out[int(0.81 * RATE) : int(0.9 * RATE)].astype(int)).max() < 1200


def test_le_remplacant_est_dit_a_la_place() -> None:
    said, sound = [], noise(4)

    def beep(text: str) -> np.ndarray:
        said.append(text)
        return np.where(np.arange(RATE) % 40 < 20, 0.1, -0.1).astype(np.float32)

    out = spoken_anew(sound, RATE, [Cover(Span(2.0, 2.4), "12 juin 2026"), Cover(Span(0.8, 1.0))], beep)
    assert said == ["12 juin 2026"]
    assert len(out) > len(sound)
    assert np.abs(out[int(0.8 * RATE) : RATE].astype(int)).max() < 1200
    assert np.abs(out[: int(0.4 * RATE)].astype(int) - sound[: int(0.4 * RATE)]).max() <= 1


def test_deux_passages_qui_se_touchent_sont_dits_ensemble() -> None:
    covers = [Cover(Span(1.5, 1.8), "né"), Cover(Span(1.0, 1.4), "Masson"), Cover(Span(1.45, 1.5), "Masson")]
    ((_, said),) = cuts(noise(3), RATE, covers)
    assert said == "Masson, né"


def test_une_voix_sans_mot_est_signalee() -> None:
    sound = (noise(6) * 0.01).astype(np.int16)
    sound[RATE : 2 * RATE] = noise(1)
    sound[4 * RATE : 5 * RATE] = noise(1)
    (found,) = unwritten_speech(sound, RATE, [Span(1.0, 2.0)])
    assert found.start == pytest.approx(4.0, abs=0.05) and found.end == pytest.approx(5.0, abs=0.05)


@pytest.mark.parametrize("suffix", [".ogg", ".wav"])
def test_le_fichier_ne_porte_que_du_son(suffix: str, tmp_path: Path) -> None:
    import av

    from transcribe.speech.audio import read_sound

    path = tmp_path / f"dictee-001{suffix}"
    write_sound(noise(2), RATE, path)
    with av.open(str(path)) as container:
        told = {**container.metadata, **container.streams.audio[0].metadata}
        assert {name.lower() for name in told} <= {"encoder"}
    assert read_sound(path).duration == pytest.approx(2.0, abs=0.05)


def test_un_extrait_va_une_seconde_plus_loin() -> None:
    from io import BytesIO

    import av

    with av.open(BytesIO(extract(noise(10), RATE, Span(4.0, 5.0))), "r") as container:
        assert container.duration is not None
        assert container.duration / 1e6 == pytest.approx(3.0, abs=0.1)
