"""Corrections that listen, measured on dictations against plain faster-whisper, in one run.

    python benchmarks/terms.py [--dictations DIR] [--only NAME…] [--folds 5] [--model base] [--cache FILE]
                               [--windows STORE…]

Plain: ``WhisperModel.transcribe(path, language="fr", beam_size=5)`` with the weights of *base*, whose text goes
through the same writing stage. Ours: recognition, correction, writing, checking. The weights of the
correction stage are fitted anew for each fold on the dictations of the others, so no dictation is judged by
weights that have seen it. Both texts are compared with the gold ``written`` text after folding (case,
apostrophes, spaces, ligatures, punctuation).

- word error rate: word edits / gold words;
- terms found: gold terms that stand in the text as a run of words;
- edits right: edits of the correction stage whose words all match ``spoken`` and bring the text nearer to it;
- words made wrong: heard words that matched ``spoken`` and are no longer there after an edit / heard words;
- doubted: words of the final text that do not match the gold one and are covered by a doubt;
- precise: doubts that cover such a word, or one beside which gold words are missing;
- critical: gold ``critical`` passages that do not stand in the text and whose place carries no doubt; also
  those that carry none on the words that are wrong themselves.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dictations import DEFAULT, contains, read_dictations, tokens
from fit_corrections import (
    Lesson,
    add_windows,
    corrected,
    extra_lessons,
    finished,
    fit_both,
    is_right,
    lesson,
    matched_words,
    said,
)
from hearings import Case, Ears
from rapidfuzz.distance import Levenshtein, Opcode, Opcodes

from transcribe import terms, writing
from transcribe.core.revision import Revision
from transcribe.core.types import Transcript
from transcribe.terms import Lexicon


@dataclass
class Tally:
    """Sums over dictations."""

    counts: dict[str, float] = field(default_factory=dict)
    notes: list[str] | None = None

    def add(self, name: str, right: float, total: float) -> None:
        self.counts[name] = self.counts.get(name, 0.0) + right
        self.counts[name + "/"] = self.counts.get(name + "/", 0.0) + total

    def note(self, text: str) -> None:
        if self.notes is not None:
            self.notes.append(text)

    def rate(self, name: str) -> float:
        return self.counts.get(name, 0.0) / max(1.0, self.counts.get(name + "/", 0.0))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--dictations", type=Path, default=DEFAULT)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--model", default="base")
    parser.add_argument("--cache", type=Path, help="keep what is heard here, or take it from here")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--list", action="store_true", help="print wrong edits and passages missed")
    add_windows(parser)
    arguments = parser.parse_args()
    ears, lexicon = Ears(arguments.model, arguments.cache, threads=arguments.threads), terms.load_lexicon()
    chosen = [
        d for d in read_dictations(arguments.dictations) if not arguments.only or d.name in arguments.only
    ]
    lessons = [lesson(ears.hear(dictation), lexicon) for dictation in chosen]
    extra = extra_lessons(ears, arguments.windows, arguments.most_windows, lexicon)
    ears.keep()
    tally = Tally(notes=[] if arguments.list else None)
    for one, edited, final in unseen(lessons, extra, arguments.folds, lexicon):
        measure_edits(one.case, edited, tally)
        measure(one.case, final, tally)
    show(tally)


def unseen(
    lessons: Sequence[Lesson], extra: Sequence[Lesson], folds: int, lexicon: Lexicon
) -> Iterator[tuple[Lesson, Revision, Revision]]:
    """Each dictation corrected, and its final text, by weights and limits fitted on the other folds."""
    for fold in range(folds):
        others = [one for place, one in enumerate(lessons) if place % folds != fold]
        held = lessons[fold::folds]
        if held and others:
            weights, limits = fit_both(others, extra, lexicon)
            for one in held:
                edited = corrected(one, weights, lexicon)
                yield one, edited, terms.check(finished(edited), lexicon, limits=limits)


def measure(case: Case, revision: Revision, tally: Tally) -> None:
    """Adds one dictation to the sums."""
    gold = case.dictation.gold
    written = tokens(gold["written"])
    plain = writing.write(Revision(Transcript.from_text(case.plain)), acronyms=terms.acronyms()).text
    raw = writing.write(Revision(case.transcript), acronyms=terms.acronyms()).text
    for name, text in (("plain", plain), ("uncorrected", raw), ("ours", revision.text)):
        found = tokens(text)
        tally.add(f"wer {name}", Levenshtein.distance(found, written), len(written))
        hits = sum(contains(found, tokens(term)) for term in gold["terms"])
        tally.add(f"terms {name}", hits, len(gold["terms"]))
    measure_doubts(case, revision, tally)


def measure_edits(case: Case, revision: Revision, tally: Tally) -> None:
    """Applied term edits: right ones, and correct words they made wrong."""
    words = case.transcript.words
    heard = [said(word.text) for word in words]
    gold = said(case.dictation.gold["spoken"])
    edits = [(edit.first, edit.last, edit.text) for edit in revision.edits]
    for first, last, text in edits:
        right = is_right(first, last, text, heard, gold)
        tally.add("edits right", right, 1)
        if not right:
            before = " ".join(word.text for word in words[max(0, first - 2) : first])
            was = " ".join(word.text for word in words[first : last + 1])
            tally.note(f"{case.dictation.name}: wrong edit « {before} [{was}] » → « {text} »")
    matched = matched_words(heard, gold)
    harmed = sum(
        place in matched and not set(heard[place]) <= set(said(text))
        for first, last, text in edits
        for place in range(first, last + 1)
    )
    tally.add("words made wrong", harmed, len(words))


def measure_doubts(case: Case, revision: Revision, tally: Tally) -> None:
    """Doubts that sit on wrong words, wrong words with a doubt, critical passages without."""
    written = tokens(case.dictation.gold["written"])
    found, doubted = doubted_tokens(revision)
    operations = Levenshtein.opcodes(found, written)
    wrong = {
        index
        for op in operations
        if op.tag in ("replace", "delete")
        for index in range(op.src_start, op.src_end)
    }
    gaps = {
        index
        for op in operations
        if op.tag == "insert"
        for index in (op.src_start - 1, op.src_start)
        if 0 <= index < len(found)
    }
    tally.add("doubted", sum(bool(doubted[index]) for index in wrong), len(wrong))
    precise = {number for index in wrong | gaps for number in doubted[index]}
    every = {number for numbers in doubted for number in numbers}
    tally.add("precise", len(precise), len(every))
    tally.add("doubts a 100 words", 100 * len(every), len(found))
    tally.add("words marked", sum(bool(numbers) for numbers in doubted), len(found))
    strong = {number for number, doubt in enumerate(revision.doubts) if doubt.strong}
    tally.add("strong precise", len(precise & strong), len(every & strong))
    tally.add("words strongly marked", sum(bool(numbers & strong) for numbers in doubted), len(found))
    tally.add("strongly doubted", sum(bool(doubted[index] & strong) for index in wrong), len(wrong))
    for passage in case.dictation.gold["critical"]:
        wanted = tokens(passage)
        right = contains(found, wanted)
        place = place_of(wanted, written, operations, len(found))
        near = any(doubted[place])
        strongly = any(numbers & strong for numbers in doubted[place])
        tally.add("critical strong", not right and not strongly, 1)
        exact = {index for index in range(place.start, place.stop) if index in wrong | gaps}
        tally.add("critical", not right and not near, 1)
        tally.add("critical off the word", not right and not any(doubted[index] for index in exact), 1)
        tally.add("critical wrong", not right, 1)
        if not right and not strongly:
            marked = "faint" if near else "unmarked"
            tally.note(f"{marked}  {case.dictation.name}: « {passage} » → « {' '.join(found[place])} »")


def place_of(wanted: Sequence[str], written: Sequence[str], operations: Opcodes, count: int) -> slice:
    """Where, in the final text of ``count`` words, a passage of the gold text would stand.

    What is missing altogether is looked for in the words on both sides of the gap.
    """
    size = len(wanted)
    starts = [i for i in range(len(written) - size + 1) if list(written[i : i + size]) == list(wanted)]
    if not starts:
        raise SystemExit(f"the gold text does not hold its own passage « {' '.join(wanted)} »")
    start = starts[0]
    places = [
        place
        for op in operations
        if op.dest_start < start + size and op.dest_end > start
        for place in _meets(op, start, start + size)
    ]
    if min(places) >= max(places):
        return slice(max(0, places[0] - 1), min(count, places[0] + 1))
    return slice(min(places), max(places))


def _meets(op: Opcode, start: int, end: int) -> tuple[int, int]:
    """The part of the final text that an operation puts against the gold words ``start`` to ``end``."""
    if op.tag in ("equal", "replace"):  # word by word
        return (
            op.src_start + max(0, start - op.dest_start),
            op.src_start + min(op.dest_end, end) - op.dest_start,
        )
    return op.src_start, op.src_end


def doubted_tokens(revision: Revision) -> tuple[list[str], list[set[int]]]:
    """Tokens of the final text, and for each the numbers of the doubts that cover it."""
    marks = [revision.span_of(doubt.first, doubt.last) for doubt in revision.doubts]
    found: list[str] = []
    doubted: list[set[int]] = []
    for start, end, word in words_in(revision.text):
        numbers = {number for number, (low, high) in enumerate(marks) if low < end and start < high}
        for token in tokens(word):
            found.append(token)
            doubted.append(numbers)
    return found, doubted


def words_in(text: str) -> list[tuple[int, int, str]]:
    """Runs without spaces; a no-break space joins a number to its unit, as in the gold text."""
    places: list[tuple[int, int, str]] = []
    start = 0
    for word in text.split():
        start = text.index(word, start)
        places.append((start, start + len(word), word))
        start += len(word)
    return places


def show(tally: Tally) -> None:
    rows = (
        ("word error rate, plain", "wer plain", ""),
        ("word error rate, ours without correction", "wer uncorrected", ""),
        ("word error rate, ours", "wer ours", ""),
        ("terms found, plain", "terms plain", ""),
        ("terms found, ours without correction", "terms uncorrected", ""),
        ("terms found, ours", "terms ours", "≥ 92 %"),
        ("applied edits that are right", "edits right", "≥ 97 %"),
        ("correct words made wrong", "words made wrong", "≤ 0.2 %"),
        ("wrong words left that carry a doubt", "doubted", "≥ 70 %"),
        ("doubts that sit on a wrong word", "precise", "≥ 50 %"),
        ("critical passages wrong without a doubt", "critical", "0"),
        ("… or with none on the wrong words", "critical off the word", ""),
        ("critical passages wrong", "critical wrong", ""),
        ("words under a doubt", "words marked", ""),
        ("wrong words left under a strong doubt", "strongly doubted", ""),
        ("strong doubts that sit on a wrong word", "strong precise", "≥ 60 %"),
        ("words under a strong doubt", "words strongly marked", "≤ 15 %"),
        ("critical passages wrong, no strong doubt", "critical strong", "≤ 0.3 %"),
    )
    for label, name, goal in rows:
        print(f"{label:<44}{tally.rate(name):8.1%}  ({tally.counts.get(name + '/', 0):.0f})  {goal}")
    ratio = tally.rate("wer ours") / max(1e-9, tally.rate("wer plain"))
    print(f"{'word error rate, ours / plain':<44}{ratio:8.2f}  goal ≤ 0.50")
    for note in tally.notes or ():
        print(note)
    print(f"{'doubts for 100 words':<44}{tally.rate('doubts a 100 words'):8.1f}")


if __name__ == "__main__":
    main()
