"""What « transcribe convert --sobre » saves and what it costs: seconds of processor, words and passages wrong.

    python benchmarks/sober.py [--dictations samples] [--beams 5 2 1]

Each line converts every dictation with so many beams and one thread; the first also with all threads, as usual. Seconds
of processor are those of this process from the loaded model on; words wrong are edits between the written text and the
gold one, after folding, over the gold words; passages are the gold ``critical`` ones that do not stand in the text.
"""

import argparse
import os
import time
from collections.abc import Sequence
from pathlib import Path

from dictations import Dictation, contains, read_dictations, tokens
from rapidfuzz.distance import Levenshtein

from transcribe.pipeline import Settings, make_converter
from transcribe.speech import probe_duration


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--dictations", type=Path, default=Path("samples"))
    parser.add_argument("--beams", type=int, nargs="+", default=[5, 2, 1])
    arguments = parser.parse_args()
    chosen = read_dictations(arguments.dictations)
    minutes = sum(probe_duration(one.audio) for one in chosen) / 60
    print(f"{len(chosen)} dictations, {minutes:.1f} min of audio, {os.cpu_count()} cores")
    for beams, threads in [(arguments.beams[0], 0), *((beams, 1) for beams in arguments.beams)]:
        print(measured(chosen, beams, threads), flush=True)


def measured(chosen: Sequence[Dictation], beams: int, threads: int) -> str:
    converter = make_converter(Settings(), device="cpu", threads=threads, beams=beams)
    before, begun = time.process_time(), time.perf_counter()
    edits = words = missing = passages = 0
    for dictation in chosen:
        found = tokens(converter.convert(dictation.audio).revision.text)
        gold = tokens(dictation.gold["written"])
        edits, words = edits + Levenshtein.distance(found, gold), words + len(gold)
        missing += sum(not contains(found, tokens(one)) for one in dictation.gold["critical"])
        passages += len(dictation.gold["critical"])
    spent, seconds = time.process_time() - before, time.perf_counter() - begun
    return (
        f"{beams} beams, {threads or 'all'} threads: {spent:6.1f} s of processor, {seconds:6.1f} s, "
        f"{edits}/{words} words wrong ({100 * edits / words:.1f} %), {missing}/{passages} passages missing"
    )


if __name__ == "__main__":
    main()
