"""Utterances → windows as the product hears them → encoder outputs, kept on disk in 16 bits.

The encoder is never trained, so each window is encoded once, by the very code and precision of the product.
"""

import json
import random
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from training.rooms import pause, worn
from training.speech import utterances
from training.texts.corpus import Document
from transcribe.voices import RATE
from transcribe.voices.shaping import resampled

if TYPE_CHECKING:
    from ctranslate2 import StorageView

    from transcribe.speech.decoding import Decoder, Heard, Strategy

Tell = Callable[[str], None]
FRAMES, WIDTH = 1500, 512
_LONGEST = 25 * RATE
_BATCH = 4
_THROATS = (0.84, 1.16)


@dataclass(frozen=True, slots=True)
class Sample:
    """A window: what is to be written of it, or, when ``teacher``, what the plain model wrote itself."""

    text: str
    source: str
    voice: str
    seconds: float
    teacher: bool
    document: str = ""


class Ear(Protocol):
    """What windows are encoded by."""

    def memories(self, sounds: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
        """(windows, 1500, 512) for windows of samples at 16 kHz."""
        ...

    def written(self, sounds: Sequence[NDArray[np.float32]], strategy: "Strategy") -> "Sequence[Heard]":
        """What the plain model writes of them."""
        ...


class WholeEar:
    """The encoder of the product, as it runs there."""

    def __init__(self, decoder: "Decoder") -> None:
        self._decoder = decoder
        self._last: tuple[Sequence[NDArray[np.float32]], StorageView] | None = None

    def memories(self, sounds: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
        """See ``Ear``."""
        import ctranslate2

        encoded = self._decoder.encode(sounds)
        self._last = (sounds, encoded)
        return np.array(encoded.to(ctranslate2.DataType.float32).to_device(ctranslate2.Device.cpu))

    def written(self, sounds: Sequence[NDArray[np.float32]], strategy: "Strategy") -> "list[Heard]":
        """See ``Ear``; the windows encoded last are not encoded again."""
        known = self._last is not None and self._last[0] is sounds
        encoded = self._last[1] if known and self._last else self._decoder.encode(sounds)
        return self._decoder.generate(encoded, len(sounds), strategy)


Window = tuple[NDArray[np.float32], Sample]
Source = Callable[[Container[str]], Iterator[Window]]
"""The windows, without those of the documents named."""


class Store:
    """Windows on disk: ``samples.jsonl`` and ``memories.f16``, one (1500, 512) block for each line."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def samples(self) -> list[Sample]:
        """Every window whose block is whole on the disk."""
        lines = (self.folder / "samples.jsonl").read_text("utf-8").splitlines()
        return [Sample(**json.loads(line)) for line in lines]

    def memories(self) -> NDArray[np.float16]:
        """(windows, 1500, 512), mapped from the disk."""
        blocks = np.memmap(self.folder / "memories.f16", np.float16, "r")
        return blocks.reshape(-1, FRAMES, WIDTH)

    @property
    def done(self) -> bool:
        """Whether ``finish`` was called."""
        return (self.folder / "done").exists()

    def fill(self, source: Source, ear: Ear, tell: Tell) -> None:
        """Encodes windows. Cut off, it goes on after the last whole document, or begins anew without any."""
        if self.done:
            return
        count, seconds = self._whole()
        passed = {sample.document for sample in self.samples()} if count else set()
        with (
            (self.folder / "samples.jsonl").open("a", encoding="utf-8") as lines,
            (self.folder / "memories.f16").open("ab") as blocks,
        ):
            for batch in _batches(source(passed)):
                sounds = [sound for sound, _ in batch]
                ear.memories(sounds).astype(np.float16).tofile(blocks)
                blocks.flush()
                for sample in _taught(batch, sounds, ear):
                    lines.write(json.dumps(asdict(sample), ensure_ascii=False) + "\n")
                    count, seconds = count + 1, seconds + sample.seconds
                lines.flush()
                if count % 100 < _BATCH:
                    tell(f"{self.folder.name}: {count} windows, {seconds / 3600:.2f} h encoded")
        (self.folder / "done").touch()

    def _whole(self) -> tuple[int, float]:
        """Cuts the files after the last document that is surely whole; how many windows and seconds are left."""
        path = self.folder / "samples.jsonl"
        lines = path.read_text("utf-8").split("\n")[:-1] if path.exists() else []
        kept = [Sample(**json.loads(line)) for line in lines]
        last = kept[-1].document if kept else ""
        while kept and kept[-1].document == last:
            kept.pop()
        path.write_text("".join(line + "\n" for line in lines[: len(kept)]), "utf-8")
        with (self.folder / "memories.f16").open("ab") as blocks:
            blocks.truncate(len(kept) * FRAMES * WIDTH * 2)
        return len(kept), sum(sample.seconds for sample in kept)


def from_documents(
    texts: Sequence[Document],
    folder: Path,
    *,
    teacher_kinds: frozenset[str],
    passed: Container[str] = (),
    throats: int = 0,
) -> Iterator[Window]:
    """Windows of documents that were read aloud; documents of ``teacher_kinds`` are only to be remembered.

    ``passed`` are the names (engine and document) that need not be read again. Each document comes ``throats``
    times more, as somebody with another throat would have said it (and a little faster or slower).
    """
    for text in texts:
        path = folder / f"{text.id}.npz"
        for reading in range(1 + throats) if path.exists() else ():
            id_ = f"{text.id} throat {reading}" if reading else text.id
            if (name := f"{folder.name} {id_}") in passed:
                continue
            voice, sounds = utterances(path)
            throat = random.Random(name).uniform(*_THROATS) if reading else 1.0
            pairs = [
                (resampled(sound, throat), written)
                for sound, written in zip(sounds, text.written, strict=True)
                if RATE // 5 < len(sound) / throat < _LONGEST
            ]
            for number, (sound, words) in enumerate(_packed(pairs, random.Random(id_))):
                teacher = text.kind in teacher_kinds
                sample = Sample(words, text.kind, voice, len(sound) / RATE, teacher, name)
                yield worn(sound, hash_of(f"{id_} {number}")), sample


def from_recordings(files: Sequence[Path], rounds: int, source: str) -> Iterator[Window]:
    """Windows of recorded speech, shuffled anew in each round; what the plain model hears is to be kept."""
    from faster_whisper.audio import decode_audio

    sounds = [(np.asarray(decode_audio(str(path), sampling_rate=RATE), np.float32), "") for path in files]
    kept = [(sound, words) for sound, words in sounds if RATE // 3 < len(sound) < _LONGEST]
    for number in range(rounds):
        dice = random.Random(f"{source} {number}")
        dice.shuffle(kept)
        for place, (sound, _) in enumerate(_packed(kept, dice)):
            sample = Sample("", source, source, len(sound) / RATE, True)
            yield worn(sound, hash_of(f"{source} {number} {place}"), recorded=True), sample


def of_nothing(count: int) -> Iterator[Window]:
    """Windows in which nobody speaks: silence, hiss, hum, tones."""
    for number in range(count):
        noise = np.random.default_rng(number)
        length = int(noise.uniform(2, 25) * RATE)
        time = np.arange(length) / RATE
        sound = noise.standard_normal(length) * 10 ** noise.uniform(-5, -1)
        if number % 3 == 1:
            sound += 0.1 * np.sin(2 * np.pi * noise.choice([50.0, 100.0, 440.0]) * time)
        elif number % 3 == 2:
            for pitch in noise.choice([220.0, 262.0, 330.0, 392.0, 523.0], 3):
                sound += 0.08 * np.sin(2 * np.pi * pitch * time) * (np.sin(2 * np.pi * 2 * time) > 0)
        yield sound.astype(np.float32), Sample("", "nothing", "nothing", length / RATE, True)


def hash_of(name: str) -> int:
    """A seed from a name, the same in every process."""
    from hashlib import sha256

    return int.from_bytes(sha256(name.encode()).digest()[:4], "big")


def _packed(
    pairs: Sequence[tuple[NDArray[np.float32], str]], dice: random.Random
) -> Iterator[tuple[NDArray[np.float32], str]]:
    """Utterances one after the other, with pauses, in windows of up to a drawn length."""
    sounds: list[NDArray[np.float32]] = []
    words: list[str] = []
    limit = _limit(dice)
    for sound, written in pairs:
        if sounds and sum(map(len, sounds)) + len(sound) > limit:
            yield np.concatenate(sounds)[:_LONGEST], " ".join(words)
            sounds, words, limit = [], [], _limit(dice)
        sounds += [sound, pause(dice, float(np.sqrt(np.mean(np.square(sound)))))]
        words.append(written)
    if sounds:  # only the last pause may be beyond the end
        yield np.concatenate(sounds)[:_LONGEST], " ".join(words)


def _limit(dice: random.Random) -> int:
    return dice.choice([8, 15, 20, 24, 24, 24]) * RATE


def _batches(
    windows: Iterator[tuple[NDArray[np.float32], Sample]],
) -> Iterator[list[tuple[NDArray[np.float32], Sample]]]:
    batch: list[tuple[NDArray[np.float32], Sample]] = []
    for window in windows:
        batch.append(window)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _taught(batch: Sequence[Window], sounds: Sequence[NDArray[np.float32]], ear: Ear) -> Iterator[Sample]:
    """The samples; those of the teacher with what the plain model writes."""
    from dataclasses import replace

    from transcribe.speech.decoding import Strategy

    if not any(sample.teacher for _, sample in batch):
        yield from (sample for _, sample in batch)
        return
    heard = ear.written(sounds, Strategy(beam_size=1))
    for (_, sample), own in zip(batch, heard, strict=True):
        yield replace(sample, text=own.text) if sample.teacher else sample
