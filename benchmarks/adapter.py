"""The adapted speech model against the plain one, in one run.

    python benchmarks/adapter.py [--model-a base] [--model-b base-medical]
                                 [--only alone,pipeline,voices,quiet,speed] [--dictations DIR]
                                 [--voices DIR] [--limit N] [--threads N] [--cache FILE] [--texts]

A model is a name or a folder in the CTranslate2 layout. Both are heard through the product's recogniser
(windows of speech, prompt in the manner of a dictation, beam 5).

- alone: words as heard, before any later stage, against the gold ``spoken`` text. Both are folded to what
  sounds alike (``benchmarks/spoken.py``): digits and units in words, letters said one by one together.
  Wrong words are substitutions, deletions and insertions / gold words. Terms: gold terms that stand in the
  heard text as a run of words, as written or as they sound.
- pipeline: the final text (heard, corrected, written) against the gold ``written`` text, as in
  ``benchmarks/terms.py``; for each model, the correction stage is fitted on what that model heard in the
  other dictations (five folds), so no dictation is judged by weights that have seen it.
- voices: the same count of wrong words on recorded people (``manifest.tsv``: file, seconds, text).
- quiet: words invented in sounds without speech (``benchmarks/quiet.py``), by the recogniser as it
  is, and when its detection of speech lets everything through.
- speed: whole processes that load a model and hear some dictations, A and B in turn; median of the ratios.
  On a busy machine only the processor seconds are worth reading.

The interval after each pair of rates holds 95 % of the differences B − A when files are drawn anew 2 000
times (paired bootstrap over files).
"""

import argparse
import csv
import hashlib
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

import numpy as np
from dictations import DEFAULT, Dictation, contains, engines, read_dictations, tokens
from fit_corrections import lesson
from hearings import Case
from numpy.typing import NDArray
from quiet import quiet_sounds, write_wav
from rapidfuzz.distance import Levenshtein
from speed import timed
from spoken import spoken
from terms import Tally, measure, measure_edits, unseen

import transcribe.speech
from transcribe import terms as lexicons
from transcribe.core.errors import SilentAudio
from transcribe.core.files import CACHE_VARIABLE, sha256_of, write_text
from transcribe.speech import Hearing, load_recognizer, recognition
from transcribe.speech.models import find_model
from transcribe.speech.recognition import WhisperRecognizer
from transcribe.speech.windows import speech_probabilities

VOICES = Path("../shared/voices")
SECTIONS = ("alone", "pipeline", "voices", "quiet", "speed")
FOLDS = 5
LEAST_FITTED = 10
SPEED_FILES = 4
SPEED_RUNS = 3
DRAWS = 2000
_HEARS = ("audio", "decoding", "doubtful", "loops", "recognition", "windows")
T = TypeVar("T")


class Ear:
    """One model, loaded when first needed, and what it heard, kept in a file from run to run.

    What was kept counts only for the very same weights, code of recognition, device and sound.
    """

    def __init__(self, name: str, arguments: argparse.Namespace) -> None:
        self.name = name
        self._arguments = arguments
        self._recognizer: WhisperRecognizer | None = None
        self._hearings: dict[Path, Hearing | None] = {}
        self._kept: Path | None = arguments.cache
        self.folder = find_model(name, notify=_stop).folder
        self._identity = f"{sha256_of(self.folder / 'model.bin')} {_code_digest()} {arguments.device}"

    @property
    def recognizer(self) -> WhisperRecognizer:
        if self._recognizer is None:
            arguments = self._arguments
            loaded = load_recognizer(self.name, device=arguments.device, threads=arguments.threads)
            assert isinstance(loaded, WhisperRecognizer)
            self._recognizer = loaded
        return self._recognizer

    def hearing(self, path: Path) -> Hearing | None:
        """What is heard in a file; nothing where nobody speaks."""
        if path not in self._hearings:
            try:
                self._hearings[path] = self.recognizer.listen(path)
            except SilentAudio:
                self._hearings[path] = None
        return self._hearings[path]

    def text(self, path: Path) -> str:
        """The words heard in a file, from the kept ones if they are there."""
        kept = self._read()
        key = f"{self._identity} {sha256_of(path)}"
        if key not in kept:
            hearing = self.hearing(path)
            kept[key] = hearing.transcript.text if hearing else ""
            if self._kept:
                write_text(self._kept, json.dumps(self._read() | kept, ensure_ascii=False, indent=0))
        return kept[key]

    def _read(self) -> dict[str, str]:
        if self._kept and self._kept.exists():
            kept: dict[str, str] = json.loads(self._kept.read_text("utf-8"))
            return kept
        return {}


@dataclass(frozen=True)
class Count:
    """Errors and total of one file; ``parts`` are substitutions, deletions and insertions."""

    wrong: int
    total: int
    parts: tuple[int, int, int] = (0, 0, 0)


def main() -> None:
    arguments = parse()
    pair = Ear(arguments.model_a, arguments), Ear(arguments.model_b, arguments)
    sections: dict[str, Callable[[tuple[Ear, Ear], argparse.Namespace], None]] = {
        "alone": alone,
        "pipeline": pipeline,
        "voices": voices,
        "quiet": quiet,
        "speed": speed,
    }
    print(f"A: {arguments.model_a}   B: {arguments.model_b}")
    print(f"{'':<38}{'A':>9}{'B':>9}{'B/A':>7}   B − A, 95 % interval")
    for name in arguments.only:
        sections[name](pair, arguments)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--model-a", default="base")
    parser.add_argument("--model-b", default="base-medical")
    parser.add_argument("--dictations", type=Path, default=DEFAULT)
    parser.add_argument("--voices", type=Path, default=VOICES)
    parser.add_argument("--only", type=_sections, default=SECTIONS, help=",".join(SECTIONS))
    parser.add_argument("--limit", type=int, help="this many files of each set, spread evenly")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--cache", type=Path, help="JSON file that keeps heard texts from run to run")
    parser.add_argument("--texts", action="store_true", help="print what each heard, for reading")
    return parser.parse_args()


def alone(pair: tuple[Ear, Ear], arguments: argparse.Namespace) -> None:
    """Words and terms of the dictations, as heard."""
    dictations = spread(read_dictations(arguments.dictations), arguments.limit)
    words: tuple[list[Count], list[Count]] = ([], [])
    terms: tuple[list[Count], list[Count]] = ([], [])
    for dictation in dictations:
        gold = dictation.gold
        for ear, counts, found in zip(pair, words, terms, strict=True):
            text = ear.text(dictation.audio)
            counts.append(wrong_words(text, gold["spoken"]))
            found.append(Count(terms_found(text, gold["terms"]), len(gold["terms"])))
        if arguments.texts:
            show_texts(dictation.name, gold["spoken"], [ear.text(dictation.audio) for ear in pair])
    show_words(f"alone, words wrong ({len(dictations)} dictations)", *words)
    of = engines(arguments.dictations)
    for engine in sorted(set(of.values())):
        mine = [place for place, dictation in enumerate(dictations) if of.get(dictation.name) == engine]
        if mine:
            show_words(
                f"  … of {engine} ({len(mine)})", *([counts[place] for place in mine] for counts in words)
            )
    show_rates("alone, terms exact", *terms)


def voices(pair: tuple[Ear, Ear], arguments: argparse.Namespace) -> None:
    """Words of recorded people."""
    with (arguments.voices / "manifest.tsv").open(encoding="utf-8") as stream:
        rows = spread(list(csv.DictReader(stream, delimiter="\t")), arguments.limit)
    words: tuple[list[Count], list[Count]] = ([], [])
    for row in rows:
        path = arguments.voices / row["file"]
        for ear, counts in zip(pair, words, strict=True):
            counts.append(wrong_words(ear.text(path), row["text"]))
        if arguments.texts:
            show_texts(row["file"], row["text"], [ear.text(path) for ear in pair])
    show_words(f"voices, words wrong ({len(rows)} recordings)", *words)


def pipeline(pair: tuple[Ear, Ear], arguments: argparse.Namespace) -> None:
    """The final text of the dictations."""
    dictations = spread(read_dictations(arguments.dictations), arguments.limit)
    if len(dictations) < LEAST_FITTED:
        print(
            f"pipeline: left out, the correction stage is not fitted on fewer than {LEAST_FITTED} dictations"
        )
        return
    tallies = [final_texts(ear, dictations) for ear in pair]

    def counts(name: str) -> list[list[Count]]:
        return [[Count(int(t.counts[name]), int(t.counts[f"{name}/"])) for t in own] for own in tallies]

    show_rates(f"pipeline, words wrong ({len(dictations)} dictations)", *counts("wer ours"))
    show_rates("pipeline, terms exact (goal ≥ 95 %)", *counts("terms ours"))
    show_rates("  words wrong without correction", *counts("wer uncorrected"))
    show_rates("  terms exact without correction", *counts("terms uncorrected"))
    show_rates("  right words made wrong", *counts("words made wrong"))
    show_rates("  critical passages wrong", *counts("critical wrong"))
    show_rates("  … without a doubt near", *counts("critical"))


def final_texts(ear: Ear, dictations: Sequence[Dictation]) -> list[Tally]:
    """Sums of each dictation, corrected by weights that have not seen it."""
    lexicon = lexicons.load_lexicon()
    lessons = []
    for dictation in dictations:
        hearing = ear.hearing(dictation.audio)
        if hearing is None or hearing.score is None:
            raise SystemExit(f"nothing heard in {dictation.audio}")
        lessons.append(lesson(Case(dictation, "", hearing.transcript, hearing.score), lexicon))
    tallies = {dictation.name: Tally() for dictation in dictations}
    for one, edited, final in unseen(lessons, (), FOLDS, lexicon):
        measure_edits(one.case, edited, tallies[one.case.dictation.name])
        measure(one.case, final, tallies[one.case.dictation.name])
    return list(tallies.values())


def quiet(pair: tuple[Ear, Ear], arguments: argparse.Namespace) -> None:
    """Words heard where there are none."""
    invented: list[list[int]] = [[], []]
    forced: list[list[int]] = [[], []]
    with tempfile.TemporaryDirectory() as folder:
        for name, sound in spread(list(quiet_sounds().items()), arguments.limit):
            path = Path(folder) / f"{name}.wav"
            write_wav(path, sound)
            for place, ear in enumerate(pair):
                hearing = ear.hearing(path)
                invented[place].append(len(hearing.transcript.words) if hearing else 0)
                text = undetected(ear, path)
                forced[place].append(len(text.split()))
                if arguments.texts and text:
                    print(f"{'AB'[place]} {name}: {text}")
    sounds = len(invented[0])
    show_numbers(f"quiet, words invented ({sounds} sounds)", *map(sum, invented))
    show_numbers("  without the detection of speech", *map(sum, forced))
    show_numbers("  sounds with words then", *(sum(map(bool, counts)) for counts in forced))


def undetected(ear: Ear, path: Path) -> str:
    """What the recogniser makes of a sound when the detection of speech lets everything through."""

    def always(samples: NDArray[np.int16]) -> NDArray[np.float32]:
        return np.ones_like(speech_probabilities(samples))

    with patch.object(recognition, "speech_probabilities", always):
        try:
            return ear.recognizer.recognize(path).text
        except SilentAudio:
            return ""


HEAR = """
import sys
from pathlib import Path
from transcribe.speech import load_recognizer
recognizer = load_recognizer(sys.argv[1], device=sys.argv[2], threads=int(sys.argv[3]))
for path in sys.argv[4:]:
    recognizer.listen(Path(path))
"""
PREPARE = "import sys; from transcribe.speech import prepare_model; prepare_model(sys.argv[1])"


def speed(pair: tuple[Ear, Ear], arguments: argparse.Namespace) -> None:
    """Seconds and peak memory of hearing, and seconds until the model is there at the first use."""
    files = spread([one.audio for one in read_dictations(arguments.dictations)], SPEED_FILES)
    runs: list[list[tuple[float, float, float]]] = [[], []]
    for number in range(SPEED_RUNS):
        for place in (0, 1) if number % 2 == 0 else (1, 0):
            options = [str(pair[place].folder), arguments.device, str(arguments.threads)]
            runs[place].append(timed([sys.executable, "-c", HEAR, *options, *map(str, files)]))
    for label, index in (
        (f"speed, s ({len(files)} dictations)", 0),
        ("  processor, s", 2),
        ("  peak memory, MB", 1),
    ):
        a, b = ([run[index] for run in own] for own in runs)
        ratio = statistics.median(y / x for x, y in zip(a, b, strict=True))
        first, second = statistics.median(a), statistics.median(b)
        print(f"{label:<38}{first:9.1f}{second:9.1f}{ratio:7.2f}   goal 0.97 … 1.03")
    show_numbers("  first assembly, s", *(first_assembly(ear.name) for ear in pair))


def first_assembly(name: str) -> float:
    """Seconds of a process that puts a model into an empty cache; 0 for a folder, which is there already."""
    if Path(name).is_dir():
        return 0.0
    kept = os.environ.get(CACHE_VARIABLE)
    with tempfile.TemporaryDirectory() as folder:
        os.environ[CACHE_VARIABLE] = folder
        try:
            return timed([sys.executable, "-c", PREPARE, name])[0]
        finally:
            os.environ.pop(CACHE_VARIABLE)
            if kept is not None:
                os.environ[CACHE_VARIABLE] = kept


def wrong_words(heard: str, gold: str) -> Count:
    """Substitutions, deletions and insertions between two texts as they sound."""
    wanted = spoken(gold)
    operations = Levenshtein.editops(wanted, spoken(heard))
    parts = tuple(sum(op.tag == tag for op in operations) for tag in ("replace", "delete", "insert"))
    return Count(len(operations), len(wanted), (parts[0], parts[1], parts[2]))


def terms_found(heard: str, terms: Sequence[str]) -> int:
    """How many terms stand in the text as a run of words, as written or as they sound."""
    written, sounding = tokens(heard), spoken(heard)
    return sum(contains(written, tokens(term)) or contains(sounding, spoken(term)) for term in terms)


def show_words(label: str, a: Sequence[Count], b: Sequence[Count]) -> None:
    """The rates of two models, then their parts and in how many files each is better."""
    show_rates(label, a, b)
    for place, part in enumerate(("substituted", "deleted", "inserted")):
        show_rates(f"  {part}", *([Count(c.parts[place], c.total) for c in counts] for counts in (a, b)))
    better = sum(y.wrong < x.wrong for x, y in zip(a, b, strict=True))
    worse = sum(y.wrong > x.wrong for x, y in zip(a, b, strict=True))
    print(f"  {'B better / alike / worse, files':<36}{better} / {len(a) - better - worse} / {worse}")


def show_rates(label: str, a: Sequence[Count], b: Sequence[Count]) -> None:
    """Both rates, their ratio, and an interval for their difference."""
    first, second = rate(a), rate(b)
    low, high = interval(a, b)
    ratio = f"{second / first:7.2f}" if first else f"{'–':>7}"
    print(f"{label:<38}{first:9.2%}{second:9.2%}{ratio}   {low:+.2%} … {high:+.2%}", flush=True)


def show_numbers(label: str, a: float, b: float) -> None:
    ratio = f"{b / a:7.2f}" if a else f"{'–':>7}"
    print(f"{label:<38}{round(a, 2):>9}{round(b, 2):>9}{ratio}", flush=True)


def rate(counts: Sequence[Count]) -> float:
    """Errors of all files / total of all files."""
    return sum(count.wrong for count in counts) / max(1, sum(count.total for count in counts))


def interval(a: Sequence[Count], b: Sequence[Count]) -> tuple[float, float]:
    """What 95 % of the differences lie between when files are drawn anew."""
    draws = np.random.default_rng(0).integers(0, len(a), (DRAWS, len(a)))
    total = np.array([count.total for count in a], dtype=float)[draws].sum(axis=1)
    gap = np.array([y.wrong - x.wrong for x, y in zip(a, b, strict=True)], dtype=float)[draws].sum(axis=1)
    low, high = np.quantile(gap / np.maximum(1, total), (0.025, 0.975))
    return float(low), float(high)


def show_texts(name: str, gold: str, heard: Sequence[str]) -> None:
    print(f"\n== {name}\n   {gold}")
    for letter, text in zip("AB", heard, strict=True):
        print(f" {letter} {text}")


def spread(items: Sequence[T], limit: int | None) -> list[T]:
    """``limit`` items spread evenly over all of them; all without a limit."""
    if not limit or limit >= len(items):
        return list(items)
    return [items[place * len(items) // limit] for place in range(limit)]


def _sections(text: str) -> tuple[str, ...]:
    chosen = tuple(part.strip() for part in text.split(",") if part.strip())
    if unknown := [part for part in chosen if part not in SECTIONS]:
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(unknown)}")
    return chosen


def _stop(sentence: str) -> None:
    """A model put in the place of another one would be compared with itself."""
    if "à la place de" in sentence:
        raise SystemExit(sentence)
    print(sentence, file=sys.stderr)


def _code_digest() -> str:
    """Digest of the code that recognises."""
    digest = hashlib.sha256()
    for name in _HEARS:
        digest.update(Path(transcribe.speech.__file__).with_name(f"{name}.py").read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    main()
