"""Measures the grader on committed attempts: mistakes found, classes right, false mistakes, speed.

    python benchmarks/grading.py [--verbose] [--attempts 1000] [--dictations DIR]

Attempts are in ``benchmarks/data/grading``: ``hand.toml`` and ``single.toml`` written by hand, ``seeded.toml`` made by
``transcribe.exercises.seeding`` (see ``benchmarks/seed_attempts.py``),
``harmless.toml`` equally right
writings.
A planted mistake is found when a mistake covers its place; a mistake that covers no planted place is false.
"""

import argparse
import textwrap
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from transcribe.exercises.seeding import seed_errors
from transcribe.grading import Grade, Mistake, Page, grade
from transcribe.terms import Lexicon, load_lexicon

HERE = Path(__file__).resolve().parent
DATA = HERE / "data" / "grading"
SAMPLES = HERE.parent / "samples"


@dataclass(frozen=True)
class Planted:
    """A mistake put into an attempt: its place there and in the reference, and its classes."""

    kinds: tuple[str, ...]
    expected: str
    found: str
    start: int
    end: int
    reference_start: int
    reference_end: int


@dataclass(frozen=True)
class Case:
    """An attempt and what was planted in it."""

    name: str
    reference: str
    text: str
    planted: tuple[Planted, ...]


def samples(folder: Path) -> dict[str, str]:
    tables = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.toml"))}
    return {name: table["written"] for name, table in tables.items() if "written" in table}


def cases(path: Path, texts: dict[str, str]) -> Iterator[Case]:
    for number, table in enumerate(tomllib.loads(path.read_text("utf-8"))["attempts"], 1):
        reference = texts[table["sample"]]
        text, planted = apply_edits(reference, table["edits"])
        if width := table.get("wrap"):
            text = "\n".join(textwrap.fill(line, width, break_long_words=False) for line in text.split("\n"))
        yield Case(f"{path.stem}-{number} {table['sample']}", reference, text, tuple(planted))


def apply_edits(reference: str, edits: Sequence[Sequence[str | int]]) -> tuple[str, list[Planted]]:
    places: list[tuple[int, str, str, tuple[str, ...]]] = []
    for edit in edits:
        before, after = str(edit[0]), str(edit[1])
        kinds = tuple(str(edit[2]).split("+")) if len(edit) > 2 else ()
        count = reference.count(before)
        nth = int(edit[3]) if len(edit) > 3 else 1
        if count < nth:
            raise ValueError(f"« {before} » se trouve {count} fois dans {reference[:30]}…")
        start = -1
        for _ in range(nth):
            start = reference.index(before, start + 1)
        places.append((start, before, after, kinds))
    out, planted, done = "", [], 0
    for start, before, after, kinds in sorted(places):
        out += reference[done:start]
        planted.append(
            Planted(kinds, before, after, len(out), len(out) + len(after), start, start + len(before))
        )
        out += after
        done = start + len(before)
    return out + reference[done:], planted


def seeded_cases(texts: dict[str, str], lexicon: Lexicon) -> Iterator[Case]:
    """Three attempts of ten seeded errors a text, made on the spot: texts that no rule was written on."""
    for name, text in texts.items():
        for seed in (1, 2, 3):
            wrong, errors = seed_errors(text, lexicon, count=10, seed=seed)
            planted, shift = [], 0
            for one in errors:
                start = one.start + shift
                shift += len(one.found) - (one.end - one.start)
                planted.append(
                    Planted(
                        (one.kind,),
                        one.expected,
                        one.found,
                        start,
                        start + len(one.found),
                        one.start,
                        one.end,
                    )
                )
            yield Case(f"{name}-{seed}", text, wrong, tuple(planted))


def covers(mistake: Mistake, planted: Planted) -> bool:
    places = [(mistake.start, mistake.end), *mistake.repeats]
    here = any(s <= planted.end and e >= planted.start for s, e in places if e > s)
    there = (
        mistake.reference_start <= planted.reference_end and mistake.reference_end >= planted.reference_start
    )
    return here or (there and mistake.reference_end > mistake.reference_start)


@dataclass
class Tally:
    planted: int = 0
    found: int = 0
    right: int = 0
    false: int = 0
    doubled: int = 0

    def judge(self, case: Case, result: Grade, *, verbose: bool) -> None:
        used: set[int] = set()
        for planted in case.planted:
            near = [n for n, m in enumerate(result.mistakes) if covers(m, planted)]
            kinds = Counter(str(result.mistakes[n].kind) for n in near)
            used.update(near)
            self.planted += len(planted.kinds)
            self.doubled += max(0, len(near) - len(planted.kinds))
            self.found += min(len(near), len(planted.kinds))
            right = sum((kinds & Counter(planted.kinds)).values())
            self.right += right
            if verbose and (right < len(planted.kinds) or len(near) > len(planted.kinds)):
                got = ", ".join(
                    f"{m.kind} {m.expected!r}→{m.found!r}" for m in (result.mistakes[n] for n in near)
                )
                print(
                    f"  {case.name}: {planted.expected!r} → {planted.found!r} "
                    f"[{'+'.join(planted.kinds)}] : {got}"
                )
        extra = [m for n, m in enumerate(result.mistakes) if n not in used]
        self.false += len(extra)
        for mistake in extra if verbose else ():
            print(f"  {case.name}: FAUSSE {mistake.kind} {mistake.expected!r} → {mistake.found!r}")


def speed(texts: dict[str, str], count: int) -> tuple[float, float]:
    """Seconds to grade ``count`` attempts of about 200 words on two cores, and words per attempt."""
    pairs = [
        pair
        for case in cases(DATA / "hand.toml", texts)
        for pair in lengthened(case, [text for text in texts.values() if text != case.reference])
    ]
    work = [pairs[n % len(pairs)] for n in range(count)]
    start = time.perf_counter()
    with ProcessPoolExecutor(2, initializer=_prepare) as pool:
        list(pool.map(_grade_one, work, chunksize=50))
    words = sum(len(attempt.split()) for _, attempt in work) / count
    return time.perf_counter() - start, words


def lengthened(case: Case, others: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The attempt and its reference, brought to about 200 words by lines of one other document."""
    reference, text = case.reference, case.text
    for line in others[len(text) % len(others)].split("\n"):
        if len(text.split()) >= 185:
            break
        reference, text = f"{reference}\n{line}", f"{text}\n{line}"
    yield reference, text


_LEXICON = None


def _prepare() -> None:
    global _LEXICON  # noqa: PLW0603
    _LEXICON = load_lexicon()


def _grade_one(pair: tuple[str, str]) -> float:
    assert _LEXICON is not None
    return float(grade(pair[0], pair[1], _LEXICON).mark)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--attempts", type=int, default=1000)
    parser.add_argument("--dictations", type=Path, help="other reference texts, for seeded errors only")
    options = parser.parse_args()
    texts, lexicon = samples(SAMPLES), load_lexicon()
    for name in ("hand", "single", "seeded"):
        path = DATA / f"{name}.toml"
        if not path.exists():
            continue
        tally = Tally()
        found = list(cases(path, texts))
        for case in found:
            tally.judge(case, grade(case.reference, case.text, lexicon), verbose=options.verbose)
        print(
            f"{name}: {len(found)} copies, {tally.planted} fautes ; trouvées "
            f"{tally.found / tally.planted:.1%}, "
            f"classe juste {tally.right / tally.planted:.1%}, "
            f"fausses {tally.false}, comptées en double {tally.doubled}"
        )
    if options.dictations:
        tally = Tally()
        others = {k: v for k, v in samples(options.dictations).items() if k not in texts}
        unseen = list(seeded_cases(others, lexicon))
        for case in unseen:
            tally.judge(case, grade(case.reference, case.text, lexicon), verbose=options.verbose)
        print(
            f"{options.dictations}: {len(unseen)} copies, {tally.planted} fautes ; trouvées "
            f"{tally.found / tally.planted:.1%}, classe juste {tally.right / tally.planted:.1%}, "
            f"fausses {tally.false}, comptées en double {tally.doubled}"
        )
    tally = Tally()
    right = list(cases(DATA / "harmless.toml", texts))
    for case in right:
        neutral = Case(case.name, case.reference, case.text, ())
        tally.judge(neutral, grade(case.reference, case.text, lexicon), verbose=options.verbose)
    print(f"harmless: {len(right)} copies justes, {tally.false} fausse(s) faute(s)")
    perfect = sum(grade(Page(text), Page(text), lexicon).mark == 20 for text in texts.values())
    print(f"grade(x, x) parfait : {perfect}/{len(texts)}")
    wrapped = same = 0
    for case in cases(DATA / "hand.toml", texts):
        mark = grade(case.reference, case.text, lexicon).mark
        for width in (20, 48, 79):
            text = "\n".join(
                textwrap.fill(line, width, break_long_words=False) for line in case.text.split("\n")
            )
            if any("\n" in text[one.start : one.end] for one in case.planted if "\n" in one.expected):
                continue  # wrapped exactly where the copy lacks a paragraph: the fault itself is gone
            wrapped += 1
            same += grade(case.reference, text, lexicon).mark == mark
    print(f"note indépendante de la largeur des lignes : {same}/{wrapped}")
    if options.attempts:
        seconds, words = speed(texts, options.attempts)
        print(f"{options.attempts} copies de {words:.0f} mots sur deux cœurs : {seconds:.1f} s")


if __name__ == "__main__":
    main()
