"""What agreement and spelling change in published clinical prose, where hardly anything should change.

    python benchmarks/grammar.py [--texts case-reports.jsonl] [--list N]

Agreement: changes in 1,000 words. They are no false alarms by themselves: published case reports hold true
faults (« scanner abdominale »); ``--list`` prints the changes with what stands around them, to be judged by eye.
Spelling: changes to the spelling of the house (« post-opératoire » → « postopératoire »), never wrong, counted only.
"""

import argparse
import json
import time
from pathlib import Path

from transcribe.core.revision import Revision
from transcribe.core.types import Transcript
from transcribe.terms import load_lexicon
from transcribe.terms.grammar import agree, settle_spellings

DEFAULT = Path("../shared/texts/case-reports.jsonl")
_BEFORE, _AFTER = 6, 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--texts", type=Path, default=DEFAULT)
    parser.add_argument("--list", type=int, default=0, metavar="N", help="print the first N agreements")
    arguments = parser.parse_args()
    lexicon = load_lexicon()
    words = spellings = 0
    seconds = 0.0
    changes: list[str] = []
    for line in arguments.texts.read_text("utf-8").splitlines():
        revision = Revision(Transcript.from_text(json.loads(line)["text"]))
        heard = revision.transcript.words
        words += len(heard)
        begin = time.perf_counter()
        agreed = agree(revision, lexicon)
        spelt = settle_spellings(revision, lexicon)
        seconds += time.perf_counter() - begin
        spellings += len(spelt.edits)
        for edit in agreed.edits:
            around = (
                heard[max(0, edit.first - _BEFORE) : edit.first],
                heard[edit.last + 1 : edit.last + 1 + _AFTER],
            )
            before, after = (" ".join(word.text for word in part) for part in around)
            was = " ".join(word.text for word in heard[edit.first : edit.last + 1])
            changes.append(f"{before} [{was} → {edit.text}] {after} ({edit.reason})")
    print(f"words                          {words}")
    print(f"agreements in 1,000 words      {1000 * len(changes) / words:.2f}  ({len(changes)})")
    print(f"spellings in 1,000 words       {1000 * spellings / words:.2f}  ({spellings})")
    print(f"microseconds a word            {1e6 * seconds / words:.1f}")
    for change in changes[: arguments.list]:
        print(change)


if __name__ == "__main__":
    main()
