"""Which names of dictations can still be heard once their sound is silenced.

    python benchmarks/audible.py --heard FOLDER [NAME…]

The passages found in recognised transcripts (``FOLDER``, as ``speech.replay`` keeps them, named by the hash of the
sound) are all silenced, nobody reviewing them; two models recognise the sound again, and each name of the gold file of
four letters or more is looked for in what they heard, near spellings included.
"""

import argparse
import tempfile
import tomllib
from pathlib import Path

import msgspec
from anonymise import names_of, written
from rapidfuzz.fuzz import ratio

from transcribe import terms
from transcribe.anonymising import Vocabulary, find_in
from transcribe.anonymising.sound import Span, silenced, write_sound
from transcribe.core.files import sha256_of
from transcribe.core.types import Transcript
from transcribe.french import bare_words, fold
from transcribe.speech import load_recognizer
from transcribe.speech.audio import RATE, read_sound

_NEAR = 75.0


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", help="dictations; all of them without a name")
    parser.add_argument("--dictations", type=Path, default=Path("../shared/dictations"))
    parser.add_argument("--heard", type=Path, required=True)
    parser.add_argument("--models", nargs="*", default=["base-medical", "base"])
    options = parser.parse_args()
    known = Vocabulary(terms.load_lexicon())
    with tempfile.TemporaryDirectory() as folder:
        made = {}
        for path in sorted(options.dictations.glob("*.toml")):
            recording = options.heard / f"{sha256_of(path.with_suffix('.ogg'))}.json"
            if (options.names and path.stem not in options.names) or not recording.exists():
                continue
            gold = tomllib.loads(path.read_text("utf-8"))
            revision = written(msgspec.json.decode(recording.read_bytes(), type=Transcript))
            spans = [Span(*revision.seconds_of(*one.words)) for one in find_in(revision, known) if one.words]
            samples = read_sound(path.with_suffix(".ogg")).samples
            target = Path(folder) / f"{path.stem}.ogg"
            write_sound(silenced(samples, RATE, spans), RATE, target)
            said = {gold["spoken"][start:end] for start, end, _ in names_of(gold, gold["spoken"])}
            names = {fold(word.text) for name in said for word in bare_words(name) if len(word.text) > 3}
            made[target] = (names, {word.key for word in bare_words(gold["written"])} - names)
        for model in options.models:
            recognizer, audible, total = load_recognizer(model), 0, 0
            for target, (names, others) in made.items():
                heard = {word.key for word in bare_words(recognizer.recognize(target).text)} - others
                left = [(name, word) for name in names for word in heard if ratio(name, word) >= _NEAR]
                audible, total = audible + len(left), total + len(names)
                print(
                    f"{model:<14} {target.stem:<28} {len(names):>3} names, heard again: {left or 0}",
                    flush=True,
                )
            print(f"{model:<14} {audible} of {total} names audible")


if __name__ == "__main__":
    main()
