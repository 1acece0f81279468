"""``python -m training.texts --out FILE``: writes the corpus, one document a line."""

import argparse
import json
from pathlib import Path

from training.texts.corpus import corpus


def main() -> None:
    """Reads the options and writes the file, whole or not at all."""
    parser = argparse.ArgumentParser(prog="python -m training.texts", description=__doc__)
    parser.add_argument("--texts", type=Path, help="folder that holds case-reports.jsonl (CC BY)")
    parser.add_argument("--out", type=Path, required=True, help="the file to write (JSON lines)")
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    partial = options.out.with_name(options.out.name + ".partial")
    with partial.open("w", encoding="utf-8") as file:
        for document in corpus(options.documents, options.seed, options.texts):
            file.write(json.dumps(document.record(), ensure_ascii=False) + "\n")
    partial.replace(options.out)


if __name__ == "__main__":
    main()
