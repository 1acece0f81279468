"""Figures of the writing stage on pairs of spoken and written texts.

    python benchmarks/writing.py [--dictations DIR] [--oral] [--show]

Each pair is a TOML file with ``spoken``, ``written`` and ``critical``. Before comparing, both sides have
their no-break spaces turned into spaces and their apostrophes made straight (as the gold texts have them).

- token accuracy: 1 − Levenshtein distance over tokens (split on spaces, a line break is a token) / tokens of
  the gold text, summed over all pairs
- critical entries: share of ``critical`` strings found verbatim in the output
- paragraph breaks F1: a break is right when it stands after the same gold token (tokens aligned by difflib)
- exact: share of dictations whose output equals the gold text, character for character
- words per second: spoken words / processor time of ``write_text`` alone, best of five rounds (the wall clock tells as
  much of the machine's other work)

``--oral`` measures only the dictations that hesitate, restart and repair as people do (``tests/writing/data/oral``).
"""

import argparse
import difflib
import time
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from transcribe.writing import write_text

BREAK = "\n"
_ROUNDS = 5
ROOT = Path(__file__).resolve().parent.parent
HELD_OUT = ROOT / "tests" / "writing" / "data"
ORAL = HELD_OUT / "oral"


@dataclass(frozen=True)
class Pair:
    """A spoken text and what should be written."""

    name: str
    spoken: str
    written: str
    critical: tuple[str, ...]


@dataclass(frozen=True)
class Figures:
    """What was measured on a set of pairs."""

    pairs: int
    token_accuracy: float
    critical: float
    breaks_f1: float
    exact: float
    words_per_second: float


def read_pairs(folder: Path) -> list[Pair]:
    pairs = []
    for path in sorted(folder.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        if "spoken" in data and "written" in data:
            pairs.append(
                Pair(path.stem, data["spoken"], data["written"].strip(), tuple(data.get("critical", ())))
            )
    return pairs


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2019", "'").strip()


def tokens_of(text: str) -> list[str]:
    return text.replace("\n", f" {BREAK} ").split(" ") if text else []


def distance(gold: Sequence[str], got: Sequence[str]) -> int:
    row = list(range(len(got) + 1))
    for i, token in enumerate(gold, 1):
        previous, row[0] = row[0], i
        for j, other in enumerate(got, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (token != other))
    return row[-1]


def breaks_in(text: str) -> tuple[list[str], set[int]]:
    """The tokens without breaks, and after how many of them each break stands."""
    words: list[str] = []
    places: set[int] = set()
    for token in tokens_of(text):
        if token == BREAK:
            places.add(len(words))
        else:
            words.append(token)
    return words, places


def break_counts(gold: str, got: str) -> tuple[int, int, int]:
    """Breaks right, in the gold text, in the output."""
    gold_words, gold_places = breaks_in(gold)
    got_words, got_places = breaks_in(got)
    matcher = difflib.SequenceMatcher(None, gold_words, got_words, autojunk=False)
    to_gold = {b + k: a + k for a, b, size in matcher.get_matching_blocks() for k in range(size)}
    right = 0
    for place in got_places:
        before, after = to_gold.get(place - 1), to_gold.get(place)
        right += (before is not None and before + 1 in gold_places) or (
            after is not None and after in gold_places
        )
    return right, len(gold_places), len(got_places)


def speed(pairs: Sequence[Pair]) -> float:
    words = sum(len(pair.spoken.split()) for pair in pairs)
    best = float("inf")
    for _ in range(_ROUNDS):
        start = time.process_time()
        for pair in pairs:
            write_text(pair.spoken)
        best = min(best, time.process_time() - start)
    return words / best


def measure(pairs: Sequence[Pair], *, show: bool = False) -> Figures:
    errors = total = found = wanted = right = in_gold = in_got = exact = 0
    for pair in pairs:
        got, gold = plain(write_text(pair.spoken)), plain(pair.written)
        gold_tokens = tokens_of(gold)
        errors += distance(gold_tokens, tokens_of(got))
        total += len(gold_tokens)
        missing = [entry for entry in pair.critical if plain(entry) not in got]
        found += len(pair.critical) - len(missing)
        wanted += len(pair.critical)
        a, b, c = break_counts(gold, got)
        right, in_gold, in_got = right + a, in_gold + b, in_got + c
        exact += got == gold
        if show and got != gold:
            print(f"--- {pair.name}; critical missing: {missing}")
            for line in difflib.unified_diff(gold.split("\n"), got.split("\n"), lineterm="", n=0):
                if not line.startswith(("---", "+++", "@@")):
                    print(line)
    return Figures(
        pairs=len(pairs),
        token_accuracy=1 - errors / total,
        critical=found / wanted if wanted else 1.0,
        breaks_f1=2 * right / (in_gold + in_got) if in_gold + in_got else 1.0,
        exact=exact / len(pairs),
        words_per_second=speed(pairs),
    )


def report(title: str, figures: Figures) -> None:
    print(title)
    print(f"  dictations          {figures.pairs}")
    print(f"  token accuracy      {figures.token_accuracy:.2%}")
    print(f"  tokens wrong        {1 - figures.token_accuracy:.2%}")
    print(f"  critical verbatim   {figures.critical:.2%}")
    print(f"  breaks F1           {figures.breaks_f1:.3f}")
    print(f"  whole texts exact   {figures.exact:.0%}")
    print(f"  words per second    {figures.words_per_second:,.0f}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--dictations", type=Path, default=ROOT.parent / "shared" / "dictations")
    parser.add_argument("--show", action="store_true", help="print the lines that differ")
    parser.add_argument("--oral", action="store_true", help="only the dictations that hesitate and repair")
    options = parser.parse_args()
    sets = [("given dictations", options.dictations), ("held-out dictations", HELD_OUT)]
    for title, folder in [("oral dictations", ORAL)] if options.oral else sets:
        pairs = read_pairs(folder)
        if pairs:
            report(title, measure(pairs, show=options.show))


if __name__ == "__main__":
    main()
