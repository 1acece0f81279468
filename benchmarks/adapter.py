"""The adapted speech model against the plain one, in one run.

    python benchmarks/adapter.py [--model-a base] [--model-b base-medical] [--only alone,voices]
                                 [--dictations DIR] [--voices DIR] [--limit N] [--cache FILE]

A model is a name or a folder in the CTranslate2 layout. Both are heard through the product's recogniser
(windows of speech, dictation commands as hotwords, beam 5).

- alone: words as heard, before any later stage, against the gold ``spoken`` text. Both are folded to what
  sounds alike (``benchmarks/spoken.py``): digits and units in words, letters said one by one together.
  Wrong words are substitutions, deletions and insertions / gold words. Terms: gold terms that stand in the
  heard text as a run of words, as written or as they sound.
- voices: the same count of wrong words on recorded people (``manifest.tsv``: file, seconds, text).

The interval after each pair of rates holds 95 % of the differences B − A when files are drawn anew 2 000
times (paired bootstrap over files).
"""

import argparse
import csv
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from dictations import DEFAULT, contains, read_dictations, tokens
from rapidfuzz.distance import Levenshtein
from spoken import spoken

import transcribe.speech
from transcribe.core.errors import SilentAudio
from transcribe.core.files import sha256_of, write_text
from transcribe.speech import Hearing, Recognizer, load_recognizer
from transcribe.speech.models import find_model

VOICES = Path("../shared/voices")
SECTIONS = ("alone", "voices")
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
        self._recognizer: Recognizer | None = None
        self._hearings: dict[Path, Hearing | None] = {}
        self._kept: Path | None = arguments.cache
        weights = find_model(name).folder / "model.bin"
        self._identity = f"{sha256_of(weights)} {_code_digest()} {arguments.device}"

    @property
    def recognizer(self) -> Recognizer:
        if self._recognizer is None:
            arguments = self._arguments
            self._recognizer = load_recognizer(self.name, device=arguments.device, threads=arguments.threads)
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
        "voices": voices,
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


def _code_digest() -> str:
    """Digest of the code that recognises."""
    digest = hashlib.sha256()
    for name in _HEARS:
        digest.update(Path(transcribe.speech.__file__).with_name(f"{name}.py").read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    main()
