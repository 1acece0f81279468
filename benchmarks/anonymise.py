"""How much of what identifies somebody is found, and how many words are taken for such that are none.

    python benchmarks/anonymise.py                       notes with marked identities, and gold texts of dictations
    python benchmarks/anonymise.py --heard FOLDER        recognised transcripts (replayed), named by their audio's hash
    python benchmarks/anonymise.py --notes [FOLDER ...]  notes written blind, or those of a folder, kind by kind
    python benchmarks/anonymise.py --show                what was missed and what was taken wrongly

A passage is whole when all its words are found, touched when one is. The word that says what a place is (« clinique »)
and the weekday of a date are no part of it: both may stay. « False » is the share of all words that no identity covers
and that were taken. Gold texts name their people; dates are read by the house's calendar. Notes mark their identities
``[[kind:passage]]`` or ``[[kind|passage]]``; those in a folder named « dictees » or « B » are read as dictations.
"""

import argparse
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from rapidfuzz.fuzz import partial_ratio

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.anonymising.marked import BLIND, NOTES, unmark
from transcribe import terms, writing
from transcribe.anonymising import Vocabulary, find, find_in
from transcribe.anonymising.cues import cues
from transcribe.anonymising.finding import Passage
from transcribe.anonymising.people import Namer
from transcribe.core.files import sha256_of
from transcribe.core.revision import Revision
from transcribe.core.types import Transcript
from transcribe.french import Token, bare_words, fold
from transcribe.french.calendar import WEEKDAYS
from transcribe.french.civilities import civility_of
from transcribe.french.particles import is_particle

# Invented places of the dictations, which their gold files do not name apart.
PLACES = {"Valbrune", "Montaubray"}
DICTATED = {"dictees", "B"}
_TITLED = re.compile(r"\b(?:Dr|Mme|M\.|Pr|docteur|madame|monsieur|professeur) ((?:[A-ZÀ-Þ][\w'’-]+ ?)+)")


@dataclass
class Tally:
    """Identities, those touched, those found whole, words, and words taken wrongly."""

    total: Counter[str] = field(default_factory=Counter)
    touched: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    words: int = 0
    false: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def line(self, name: str) -> str:
        """The row of this tally."""
        total, found = sum(self.total.values()), sum(self.found.values())
        share = 100 * found / total if total else 100.0
        return f"{name:<34} {found:>4}/{total:<4} {share:6.2f} %   false {100 * self.false / max(1, self.words):5.2f} %"

    def rows(self, name: str) -> Iterator[str]:
        """A row for all identities and one for each kind, from the most frequent on."""
        kinds = ["", *(kind for kind, _ in self.total.most_common())]
        for kind in kinds:
            total, touched, found = (
                counter[kind] if kind else sum(counter.values())
                for counter in (self.total, self.touched, self.found)
            )
            yield (
                f"{kind or name:<34} touched {touched:>4}/{total:<4} {100 * touched / max(1, total):6.2f} %"
                f"   whole {found:>4} {100 * found / max(1, total):6.2f} %"
            )
        yield f"{'words taken wrongly':<34} {self.false}/{self.words} {100 * self.false / max(1, self.words):.2f} %"


def tally_text(name: str, text: str, gold: Sequence[tuple[int, int, str]], taken: Sequence[tuple[int, int]],
               into: Tally) -> None:  # fmt: skip
    words = bare_words(text)
    into.words += len(words)
    for start, end, kind in gold:
        inside = [w for w in words if start <= w.start < end and not _is_small(w)]
        into.total[kind] += 1
        lost = [w.text for w in inside if not any(s <= w.start < e for s, e in taken)]
        into.touched[kind] += any(s < end and start < e for s, e in taken)
        into.found[kind] += not lost
        if lost:
            into.missed.append(f"{name}: {kind}: {text[start:end]!r} lacks {lost}")
    for start, end in taken:
        wrong = [w for w in words if start <= w.start < end and not any(s <= w.start < e for s, e, _ in gold)]
        wrong = [w for w in wrong if not _is_small(w) and len(w.text) > 1]
        into.false += len(wrong)
        if wrong:
            into.wrong.append(f"{name}: {text[start:end]!r}")


def _is_small(word: Token) -> bool:
    """Whether a word identifies nobody: a civility, a particle, « clinique », « lundi », « à »."""
    nobody = cues().places | {*WEEKDAYS, "a"}
    return civility_of(word.text) is not None or is_particle(word.text) or word.key in nobody


Note = tuple[str, str, list[tuple[int, int, str]]]
"""Name, text, identities as (start, end, kind)."""


def notes(folder: Path = NOTES) -> Iterator[Note]:
    for path in sorted(folder.glob("*.txt")):
        yield path.stem, *unmark(path.read_text("utf-8").strip())


def score_typed(marked: Iterable[Note], known: Vocabulary, namer: Namer | None, into: Tally) -> None:
    for name, text, gold in marked:
        taken = [(f.start, f.end) for f in find(text, known, namer=namer)]
        tally_text(name, text, gold, taken, into)


def score_dictated(marked: Iterable[Note], known: Vocabulary, namer: Namer | None, into: Tally) -> None:
    """As dictations are searched: their text once written, and their words."""
    for name, text, gold in marked:
        revision = written(Transcript.from_text(text))
        taken = of_revision(revision, find_in(revision, known, namer=namer))
        tally_text(name, revision.transcript.text, gold, taken, into)


def score_folders(
    folders: Sequence[Path], known: Vocabulary, namer: Namer | None
) -> Iterator[tuple[str, Tally]]:
    """Every folder of marked notes under some folders, with its tally."""
    for folder in folders:
        for inside in sorted({path.parent for path in folder.rglob("*.txt")}):
            tally = Tally()
            dictated = inside.name in DICTATED
            (score_dictated if dictated else score_typed)(notes(inside), known, namer, tally)
            yield f"{inside.name}, {'dictated' if dictated else 'typed'}", tally


def names_of(gold: dict[str, object], text: str) -> list[tuple[int, int, str]]:
    """Where the people and dates of a gold file stand in its written text."""
    document = gold.get("document", {})
    assert isinstance(document, dict)
    patient = document.get("patient", {})
    people = [document.get("author", ""), document.get("recipient", ""), *document.get("copies", [])]
    people += [patient.get(name, "") for name in ("last_name", "first_name", "birth_name", "birth_place")]
    words = {word for name in people for word in str(name).split() if civility_of(word) is None}
    words |= {word for match in _TITLED.finditer(text) for word in match[1].split()} | PLACES
    spans: list[tuple[int, int, str]] = []
    for word in sorted(words, key=len, reverse=True):
        for match in re.finditer(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text):
            if not is_particle(word) and not any(s <= match.start() < e for s, e, _ in spans):
                spans.append((*match.span(), "person"))
    return spans


def spread(words: Sequence[str]) -> list[int]:
    starts, place = [], 0
    for word in words:
        starts.append(place)
        place += len(word) + 1
    return starts


def of_revision(revision: Revision, passages: Sequence[Passage]) -> list[tuple[int, int]]:
    """The characters of the plain transcript that some passages cover."""
    words = revision.transcript.words
    starts = spread([word.text for word in words])
    return [
        (starts[one.words[0]], starts[one.words[1]] + len(words[one.words[1]].text))
        for one in passages
        if one.words is not None
    ]


def written(transcript: Transcript) -> Revision:
    return writing.write(Revision(transcript), acronyms=terms.acronyms())


def heard_spans(spoken: str, gold: dict[str, object], transcript: Transcript) -> list[tuple[int, int, str]]:
    """Where the people of a dictation stand in what was heard of it, however it was spelled.

    What was said is laid beside what was heard, word by word; the heard words beside a name are the name.
    """
    import difflib

    said = [fold(word).strip(".,") for word in spoken.split()]
    heard = [fold(word.text).strip(".,") for word in transcript.words]
    spans = names_of(gold, spoken)
    starts = spread(spoken.split())
    named = {
        i for i, s in enumerate(starts) if any(a < s + len(spoken.split()[i]) and s < b for a, b, _ in spans)
    }
    texts = [word.text for word in transcript.words]
    places = spread(texts)
    out = []
    matcher = difflib.SequenceMatcher(a=said, b=heard, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        inside = sorted(named & set(range(a, b)))
        if not inside or c == d:
            continue
        if tag == "equal":
            for one in inside:
                out.append((places[c + one - a], places[c + one - a] + len(texts[c + one - a]), "person"))
            continue
        wanted = [said[one] for one in inside]
        for at in range(c, d):
            near = max(partial_ratio(heard[at], name) for name in wanted) >= 50
            if near and len(heard[at]) > 2 and heard[at] != "nee":
                out.append((places[at], places[at] + len(texts[at]), "person"))
    return out


def details(tally: Tally) -> Iterator[str]:
    yield from (f"    MISSED {line}" for line in tally.missed)
    yield from (f"    FALSE  {line}" for line in tally.wrong)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--dictations", type=Path, nargs="*", default=[Path("../shared/dictations"), Path("samples")]
    )
    parser.add_argument("--heard", type=Path)
    parser.add_argument(
        "--notes",
        type=Path,
        nargs="*",
        help="marked notes alone, kind by kind: those written blind, or folders",
    )
    parser.add_argument("--ner", action="store_true", help="ask spaCy's model of names besides")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    known = Vocabulary(terms.load_lexicon())
    namer = None
    if options.ner:
        from transcribe.nlp.names import names

        def namer(text: str) -> list[tuple[int, int]]:
            return [(one.start, one.end) for one in names(text)]

    if options.notes is not None:
        for name, tally in score_folders(options.notes or [BLIND], known, namer):
            print(*tally.rows(name), *(details(tally) if options.show else ()), sep="\n")
        return
    tallies = {"notes, typed": Tally(), "dictated notes": Tally()}
    score_typed(notes(), known, namer, tallies["notes, typed"])
    score_dictated(notes(NOTES / "dictees"), known, namer, tallies["dictated notes"])
    for folder in options.dictations:
        for path in sorted(folder.glob("*.toml")):
            gold_file = tomllib.loads(path.read_text("utf-8"))
            if "written" not in gold_file:
                continue
            text = gold_file["written"]
            gold = names_of(gold_file, text)
            found = find(text, known, namer=namer)
            kept = [f for f in found if f.kind not in ("date", "birth")]
            taken = [(f.start, f.end) for f in kept]
            tally_text(
                path.stem, text, gold, taken, tallies.setdefault(f"gold texts, {folder.name}", Tally())
            )
            recording = options.heard and options.heard / f"{sha256_of(path.with_suffix('.ogg'))}.json"
            if recording and recording.exists():
                transcript = msgspec.json.decode(recording.read_bytes(), type=Transcript)
                gold = heard_spans(gold_file["spoken"], gold_file, transcript)
                revision = written(transcript)
                passages = [
                    one for one in find_in(revision, known, namer=namer) if one.kind not in ("date", "birth")
                ]
                taken = of_revision(revision, passages)
                row = tallies.setdefault(f"recognised, {folder.name}", Tally())
                tally_text(path.stem, transcript.text, gold, taken, row)
    for name, tally in tallies.items():
        print(tally.line(name))
        kinds = [f"{kind} {tally.found[kind]}/{count}" for kind, count in tally.total.items()]
        print("    " + ", ".join(kinds))
        if options.show:
            print(*details(tally), sep="\n")


if __name__ == "__main__":
    main()
