"""``python -m training.texts --out FILE``: writes the corpus, one document a line, and says what it covers."""

import argparse
from pathlib import Path

from training.texts.corpus import corpus, write_corpus
from training.texts.coverage import coverage


def main() -> None:
    """Reads the options and writes the file, whole or not at all."""
    parser = argparse.ArgumentParser(prog="python -m training.texts", description=__doc__)
    parser.add_argument("--texts", type=Path, help="folder that holds case-reports.jsonl (CC BY)")
    parser.add_argument("--out", type=Path, required=True, help="the file to write (JSON lines)")
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    made = list(corpus(options.documents, options.seed, options.texts))
    write_corpus(options.out, made)
    for name, share in coverage(made).items():
        print(f"{name} said three times or more: {share:.1%}")


if __name__ == "__main__":
    main()
