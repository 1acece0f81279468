"""Makes attempts with seeded errors from reference texts, in the form ``benchmarks/grading.py`` reads.

python benchmarks/seed_attempts.py samples > benchmarks/data/grading/seeded.toml
"""

import argparse
import json
import tomllib
from pathlib import Path

from transcribe.exercises.seeding import seed_errors
from transcribe.terms import load_lexicon


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--errors", type=int, default=8)
    options = parser.parse_args()
    lexicon = load_lexicon()
    print(
        "# Copies à fautes semées par transcribe.exercises.seeding ; même forme que hand.toml, "
        "avec le rang du passage."
    )
    for path in sorted(options.folder.glob("*.toml")):
        text: str = tomllib.loads(path.read_text("utf-8")).get("written", "")
        for seed in range(1, options.seeds + 1) if text else ():
            _, errors = seed_errors(text, lexicon, count=options.errors, seed=seed)
            print(f"\n[[attempts]]\nsample = {json.dumps(path.stem)}\nedits = [")
            for one in errors:
                start, end = one.start, one.end
                if not one.expected.strip():
                    start, end = max(0, start - 8), end + 8
                before, after = text[start : one.start], text[one.end : end]
                expected = before + one.expected + after
                nth = _rank(text, expected, start)
                edit = [expected, before + one.found + after, one.kind, nth]
                print(f"  {json.dumps(edit, ensure_ascii=False)},")
            print("]")


def _rank(text: str, part: str, place: int) -> int:
    rank, start = 0, -1
    while (start := text.find(part, start + 1)) >= 0:
        rank += 1
        if start == place:
            return rank
    raise ValueError(part)


if __name__ == "__main__":
    main()
