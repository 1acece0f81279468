"""Counts which words stand side by side in published French case reports, and writes the counts.

    python benchmarks/count_clinical.py --texts ../shared/texts/case-reports.jsonl

The texts (one JSON object a line, with ``text`` and ``licence``) are case reports of the Pan African Medical
Journal, CC BY, as collected in E3C-Corpus. Only counts are kept: single words seen twice, pairs seen twice.
"""

import argparse
import bz2
from collections import Counter
from itertools import pairwise
from pathlib import Path

import msgspec

from transcribe.terms.correction.context import BOUNDARY, FILE, words_of

LEAST = 2
_SOURCE = (
    "# Words and pairs of words in case reports of the Pan African Medical Journal (CC BY), counted from "
    "E3C-Corpus; written by benchmarks/count_clinical.py"
)


class Report(msgspec.Struct):
    text: str
    licence: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--texts", type=Path, required=True)
    arguments = parser.parse_args()
    counts: Counter[str] = Counter()
    for line in arguments.texts.read_bytes().splitlines():
        report = msgspec.json.decode(line, type=Report)
        if not report.licence.startswith("CC BY") or "N" in report.licence[5:]:
            continue
        words = [BOUNDARY, *words_of(report.text), BOUNDARY]
        counts.update(words)
        counts.update(f"{one} {two}" for one, two in pairwise(words) if one != two)
    kept = sorted((text, count) for text, count in counts.items() if count >= LEAST)
    lines = [_SOURCE, *(f"{text}\t{count}" for text, count in kept)]
    FILE.write_bytes(bz2.compress(("\n".join(lines) + "\n").encode()))


if __name__ == "__main__":
    main()
