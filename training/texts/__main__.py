"""``python -m training.texts --out FILE``: writes the corpus, one document a line, and says what it covers.

``--pairs FILE`` writes which words follow which in it instead (``transcribe.terms.neighbours``), without case
reports and definitions, so that all that is counted was written here.
"""

import argparse
import bz2
from itertools import chain
from pathlib import Path

from training.texts.corpus import corpus, write_corpus
from training.texts.coverage import coverage
from training.texts.prose import as_dictated
from transcribe.core.files import written_whole
from transcribe.terms.neighbours import count_pairs


def main() -> None:
    """Reads the options and writes the file, whole or not at all."""
    parser = argparse.ArgumentParser(prog="python -m training.texts", description=__doc__)
    parser.add_argument("--texts", type=Path, help="folder that holds case-reports.jsonl (CC BY)")
    target = parser.add_mutually_exclusive_group(required=True)
    target.add_argument("--out", type=Path, help="the file to write (JSON lines)")
    target.add_argument("--pairs", type=Path, help="the file of pairs of words to write (bzip2)")
    parser.add_argument("--documents", type=int, default=2500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.pairs:
        made_here = corpus(options.documents, options.seed, definitions=False)
        texts = chain((" ".join(document.written) for document in made_here), as_dictated())
        lines = count_pairs(texts)
        with written_whole(options.pairs) as file:
            file.write(bz2.compress("".join(f"{line}\n" for line in lines).encode()))
        return
    made = list(corpus(options.documents, options.seed, options.texts))
    write_corpus(options.out, made)
    for name, share in coverage(made).items():
        print(f"{name} said three times or more: {share:.1%}")


if __name__ == "__main__":
    main()
