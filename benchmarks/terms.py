"""Corrections that listen, measured on dictations against plain faster-whisper, in one run.

    python benchmarks/terms.py [--dictations DIR] [--only NAME…] [--folds 5]

Plain: ``WhisperModel.transcribe(path, language="fr", beam_size=5)`` with the same weights, whose text goes
through the same writing stage. Ours: recognition, correction, writing, checking. The weights of the
correction stage are fitted anew for each fold on the dictations of the others, so no dictation is judged by
weights that have seen it. Both texts are compared with the gold ``written`` text after folding (case,
apostrophes, spaces, ligatures, punctuation).

- word error rate: word edits / gold words;
- terms found: gold terms that stand in the text as a run of words;
- edits right: applied ``term`` edits whose words all match ``spoken`` and bring the text nearer to it;
- words made wrong: heard words that matched ``spoken`` and are no longer there after an edit / heard words;
- doubted: words of the final text that do not match the gold one and are covered by a doubt;
- precise: doubts that cover such a word;
- critical: gold ``critical`` passages that do not stand in the text and whose place carries no doubt.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dictations import DEFAULT, Dictation, contains, read_dictations, tokens
from fit_corrections import Row, fit_all, is_right, matched_words, rows_of, said
from rapidfuzz.distance import Levenshtein, Opcodes

from transcribe import terms, writing
from transcribe.core.revision import Revision
from transcribe.core.types import Transcript
from transcribe.speech import Hearing, load_recognizer
from transcribe.speech.recognition import WhisperRecognizer
from transcribe.terms import Lexicon
from transcribe.terms.correction.stage import correct, proposals_of


@dataclass
class Tally:
    """Sums over dictations."""

    counts: dict[str, float] = field(default_factory=dict)

    def add(self, name: str, right: float, total: float) -> None:
        self.counts[name] = self.counts.get(name, 0.0) + right
        self.counts[name + "/"] = self.counts.get(name + "/", 0.0) + total

    def rate(self, name: str) -> float:
        return self.counts.get(name, 0.0) / max(1.0, self.counts.get(name + "/", 0.0))


@dataclass(frozen=True)
class Case:
    """One dictation, heard once both ways."""

    dictation: Dictation
    plain: str
    hearing: Hearing
    rows: list[Row]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--dictations", type=Path, default=DEFAULT)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--folds", type=int, default=5)
    arguments = parser.parse_args()
    recognizer, lexicon = load_recognizer(), terms.load_lexicon()
    assert isinstance(recognizer, WhisperRecognizer)  # its model also serves the plain hearing
    chosen = [
        d for d in read_dictations(arguments.dictations) if not arguments.only or d.name in arguments.only
    ]
    cases = [hear(dictation, recognizer, lexicon) for dictation in chosen]
    tally = Tally()
    for fold in range(arguments.folds):
        held = [case for place, case in enumerate(cases) if place % arguments.folds == fold]
        others = [
            row for place, case in enumerate(cases) if place % arguments.folds != fold for row in case.rows
        ]
        if held:
            weights = fit_all(others, quiet=True)
            for case in held:
                revision = correct(
                    Revision(case.hearing.transcript), lexicon, score=case.hearing.score, weights=weights
                )
                measure(case, terms.check(writing.write(revision), lexicon), tally)
    show(tally)


def hear(dictation: Dictation, recognizer: WhisperRecognizer, lexicon: Lexicon) -> Case:
    """Both hearings of one dictation, and the rows its fold-mates learn from."""
    model = recognizer.decoder.model
    segments, _ = model.transcribe(str(dictation.audio), language="fr", beam_size=5)
    plain = " ".join(segment.text for segment in segments)
    hearing = recognizer.listen(dictation.audio)
    proposals = proposals_of(Revision(hearing.transcript), lexicon)
    return Case(dictation, plain, hearing, rows_of(dictation, hearing, proposals))


def measure(case: Case, revision: Revision, tally: Tally) -> None:
    """Adds one dictation to the sums."""
    gold = case.dictation.gold
    written = tokens(gold["written"])
    plain = writing.write(Revision(Transcript.from_text(case.plain))).text
    raw = writing.write(Revision(case.hearing.transcript)).text
    for name, text in (("plain", plain), ("uncorrected", raw), ("ours", revision.text)):
        found = tokens(text)
        tally.add(f"wer {name}", Levenshtein.distance(found, written), len(written))
        hits = sum(contains(found, tokens(term)) for term in gold["terms"])
        tally.add(f"terms {name}", hits, len(gold["terms"]))
    measure_edits(case, revision, tally)
    measure_doubts(revision, written, gold["critical"], tally)


def measure_edits(case: Case, revision: Revision, tally: Tally) -> None:
    """Applied term edits: right ones, and correct words they made wrong."""
    words = case.hearing.transcript.words
    heard = [said(word.text) for word in words]
    gold = said(case.dictation.gold["spoken"])
    corrected = correct_edits(revision)
    right = sum(is_right(first, last, text, heard, gold) for first, last, text in corrected)
    tally.add("edits right", right, len(corrected))
    matched = matched_words(heard, gold)
    harmed = sum(
        place in matched and not set(heard[place]) <= set(said(text))
        for first, last, text in corrected
        for place in range(first, last + 1)
    )
    tally.add("words made wrong", harmed, len(words))


def correct_edits(revision: Revision) -> list[tuple[int, int, str]]:
    """First word, last word and text of each applied term edit."""
    return [(e.first, e.last, e.text) for e in revision.edits if e.kind == "term"]


def measure_doubts(revision: Revision, written: Sequence[str], critical: Sequence[str], tally: Tally) -> None:
    """Doubts that sit on wrong words, wrong words with a doubt, critical passages without."""
    found, doubted = doubted_tokens(revision)
    operations = Levenshtein.opcodes(found, list(written))
    wrong = {
        index
        for op in operations
        if op.tag in ("replace", "delete")
        for index in range(op.src_start, op.src_end)
    }
    tally.add("doubted", sum(bool(doubted[index]) for index in wrong), len(wrong))
    precise = {number for index in wrong for number in doubted[index]}
    every = {number for numbers in doubted for number in numbers}
    tally.add("precise", len(precise), len(every))
    tally.add("doubts a 100 words", 100 * len(every), len(found))
    missed = 0
    for passage in critical:
        wanted = tokens(passage)
        if contains(found, wanted):
            continue
        place = place_of(wanted, written, operations)
        near = doubted[max(0, place.start) : place.stop]
        missed += not any(near)
    tally.add("critical", missed, len(critical))


def place_of(wanted: Sequence[str], written: Sequence[str], operations: Opcodes) -> slice:
    """Where, in the final text, a passage of the gold text would stand."""
    size = len(wanted)
    starts = [i for i in range(len(written) - size + 1) if list(written[i : i + size]) == list(wanted)]
    start = starts[0] if starts else 0
    touched = [
        op
        for op in operations
        if op.dest_start < start + size and max(op.dest_end, op.dest_start + 1) > start
    ]
    low, high = [], []
    for op in touched:
        if op.tag == "equal":
            low.append(op.src_start + max(0, start - op.dest_start))
            high.append(op.src_start + min(op.dest_end, start + size) - op.dest_start)
        else:
            low.append(op.src_start)
            high.append(op.src_end)
    return slice(min(low, default=0), max(high, default=0))


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
    )
    for label, name, goal in rows:
        print(f"{label:<44}{tally.rate(name):8.1%}  ({tally.counts.get(name + '/', 0):.0f})  {goal}")
    ratio = tally.rate("wer ours") / max(1e-9, tally.rate("wer plain"))
    print(f"{'word error rate, ours / plain':<44}{ratio:8.2f}  goal ≤ 0.50")
    print(f"{'doubts for 100 words':<44}{tally.rate('doubts a 100 words'):8.1f}")


if __name__ == "__main__":
    main()
