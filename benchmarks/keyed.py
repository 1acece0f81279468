"""Grades forty copies against keys written beforehand: mistakes found, classes, harmless writings, marks.

    python benchmarks/keyed.py [--set copies|samples] [--verbose] [--scheme sur-20]

``benchmarks/data/keyed/copies.toml`` says what each copy has wrong, of which class, how grave, at which price, and
what it writes otherwise without fault; ``dictations.toml`` has what was dictated. ``samples.toml`` is a second set of
forty, on the dictations of ``samples/``. The keyed mark is the maximum less the scheme's own price of each key; a copy
that stops early also loses the share of the words that it does not have.
"""

import argparse
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from transcribe.grading import Grade, Kind, Mistake, Severity, grade
from transcribe.grading.reading import read_page
from transcribe.grading.scheme import Scheme, shipped_scheme
from transcribe.terms import load_lexicon

DATA = Path(__file__).resolve().parent / "data" / "keyed"
SAMPLES = Path(__file__).resolve().parents[1] / "samples"


@dataclass(frozen=True)
class Place:
    """Where a passage stands in the dictation and in the copy."""

    reference: tuple[int, int]
    copy: tuple[int, int]

    def meets(self, mistake: Mistake) -> bool:
        there = (mistake.reference_start, mistake.reference_end)
        if there[0] < there[1] and self.reference[0] < self.reference[1]:
            return there[0] < self.reference[1] and self.reference[0] < there[1]
        here = [(mistake.start, mistake.end), *mistake.repeats]
        return any(start <= self.copy[1] and self.copy[0] <= end for start, end in here)


@dataclass(frozen=True)
class Key:
    """A fault of a copy, at one place or more."""

    expected: str
    found: str
    kinds: tuple[Kind, ...]
    severity: Severity | Literal["any"]
    price: str
    places: tuple[Place, ...]

    def cost(self, scheme: Scheme) -> Decimal:
        if self.price == "flagged":
            return scheme.flagged
        size = abs(len(self.expected.split()) - len(self.found.split()))
        severity: Severity = "critical" if self.severity == "critical" else "minor"
        return scheme.points(self.kinds[0], severity, size)


@dataclass(frozen=True)
class Copy:
    """A copy: its text, its keys, what is harmless in it, the share of the dictation that it holds."""

    name: str
    reference: str
    text: str
    keys: tuple[Key, ...]
    harmless: tuple[Place, ...]
    share: Decimal
    unkeyed: int = 0

    def mark(self, scheme: Scheme) -> Decimal:
        lost = sum((key.cost(scheme) for key in self.keys), scheme.maximum * (1 - self.share))
        return max(Decimal(0), scheme.maximum - lost)


def copies(of: str = "copies") -> Iterator[Copy]:
    dictations = tomllib.loads((DATA / "dictations.toml").read_text("utf-8"))
    for row in tomllib.loads((DATA / f"{of}.toml").read_text("utf-8"))["copies"]:
        name = row["dictation"]
        yield _copy(row, dictations[name].strip() if name in dictations else _of_sample(name))


def _of_sample(name: str) -> str:
    """What the sample's dictation has in writing, the copies that its doctor asks for at the foot."""
    return read_page(SAMPLES / f"{name}.toml").text


def _copy(row: dict[str, Any], reference: str) -> Copy:
    whole = reference
    if until := row.get("until"):
        whole = reference[: reference.index(until) + len(until)]
    edits = [(*edit, "", "", "")[:5] for edit in (*row.get("faults", ()), *row.get("harmless", ()))]
    text, places = _typed(whole, [(str(edit[0]), str(edit[1]), edit[4] == "throughout") for edit in edits])
    header = row.get("header", "")
    for before, after in row.get("everywhere", ()):
        text = text.replace(before, after)
    if row.get("block"):
        text = text.replace("\n", " ")
    shift = len(header)
    placed = [
        tuple(Place(p.reference, (p.copy[0] + shift, p.copy[1] + shift)) for p in spots) for spots in places
    ]
    keys = [
        Key(edit[0], edit[1], tuple(edit[2].split("|")), edit[3], edit[4], spots)
        for edit, spots in zip(edits, placed, strict=True)
        if edit[2]
    ]
    keys = _with_same_cause(keys)
    if row.get("block"):
        everywhere = (Place((0, len(reference)), (0, len(text))),)
        keys.append(Key("\n", " ", ("layout",), "minor", "", everywhere))
    harmless = [spot for edit, spots in zip(edits, placed, strict=True) if not edit[2] for spot in spots]
    if header:
        harmless.append(Place((0, 0), (0, len(header))))
    footer = row.get("footer", "")
    if footer:
        end = shift + len(text)
        harmless.append(Place((len(reference), len(reference)), (end, end + len(footer))))
    share = Decimal(len(whole.split())) / len(reference.split())
    everywhere_count = len(row.get("everywhere", ()))
    return Copy(
        row["name"], reference, header + text + footer, tuple(keys), tuple(harmless), share, everywhere_count
    )


def _with_same_cause(keys: list[Key]) -> list[Key]:
    """Keys of the same cause as the one before them are further places of it."""
    out: list[Key] = []
    for key in keys:
        if key.price == "same":
            out[-1] = replace(out[-1], places=(*out[-1].places, *key.places))
        else:
            out.append(key)
    return out


def _typed(whole: str, edits: list[tuple[str, str, bool]]) -> tuple[str, list[tuple[Place, ...]]]:
    """The text with every edit made, and the places of each edit."""
    spots: list[tuple[int, int]] = []
    for number, (before, _, throughout) in enumerate(edits):
        count = whole.count(before)
        if count != 1 and not (throughout and count):
            raise ValueError(f"« {before} » se trouve {count} fois dans « {whole[:30]}… »")
        start = -1
        for _ in range(count):
            start = whole.index(before, start + 1)
            spots.append((start, number))
    out, done = "", 0
    places: list[list[Place]] = [[] for _ in edits]
    for start, number in sorted(spots):
        before, after, _ = edits[number]
        if start < done:
            raise ValueError(f"« {before} » touche le passage précédent")
        out += whole[done:start]
        places[number].append(Place((start, start + len(before)), (len(out), len(out) + len(after))))
        out += after
        done = start + len(before)
    return out + whole[done:], [tuple(one) for one in places]


@dataclass
class Tally:
    keys: int = 0
    found: int = 0
    right: int = 0
    grave: int = 0
    harmless: int = 0
    charged: int = 0
    faultless: int = 0
    perfect: int = 0
    false: int = 0
    gaps: list[Decimal] = field(default_factory=list)
    classes: Counter[str] = field(default_factory=Counter)

    def judge(self, copy: Copy, result: Grade, scheme: Scheme, *, verbose: bool) -> None:
        used: set[int] = set()
        lines: list[str] = []
        for key in copy.keys:
            near = [
                n for n, m in enumerate(result.mistakes)
                if not m.unfinished and any(place.meets(m) for place in key.places)
            ]  # fmt: skip
            used.update(near)
            own = [result.mistakes[n] for n in near]
            self.keys += 1
            self.found += bool(own)
            right = any(m.kind in key.kinds for m in own)
            self.right += right
            grave = any(key.severity in (m.severity, "any") for m in own if m.kind in key.kinds)
            self.grave += grave
            if not (right and grave) or (len(own) > 1 and "\n" not in key.expected):
                said = ", ".join(f"{m.kind}/{m.severity} {m.expected!r}→{m.found!r}" for m in own)
                lines.append(
                    f"    {key.expected!r}→{key.found!r} [{'|'.join(key.kinds)}/{key.severity}] : {said}"
                )
        extra = [m for n, m in enumerate(result.mistakes) if n not in used and not m.unfinished]
        self.false += len(extra)
        self.harmless += len(copy.harmless) + copy.unkeyed
        self.charged += sum(any(place.meets(m) for m in extra) for place in copy.harmless)
        lines += [f"    FAUSSE {m.kind}/{m.severity} {m.expected!r}→{m.found!r} : {m.rule}" for m in extra]
        if not copy.keys and copy.share == 1:
            self.faultless += 1
            self.perfect += result.mark == result.maximum
        gap = abs(result.mark - copy.mark(scheme))
        self.gaps.append(gap)
        if verbose and (lines or gap > Decimal("0.1")):
            wanted = copy.mark(scheme)
            print(f"  {copy.name} : {result.mark} pour {wanted:.2f}")
            print(*lines, sep="\n")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--set", default="copies", choices=("copies", "samples"), dest="of")
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--scheme", default="sur-20")
    options = parser.parse_args()
    scheme, lexicon, tally = shipped_scheme(options.scheme), load_lexicon(), Tally()
    for copy in copies(options.of):
        result = grade(copy.reference, copy.text, lexicon, scheme=scheme)
        tally.judge(copy, result, scheme, verbose=options.verbose)
    mean = sum(tally.gaps, Decimal(0)) / len(tally.gaps)
    print(f"{len(tally.gaps)} copies, {tally.keys} fautes")
    print(f"trouvées {tally.found / tally.keys:.1%}, classe juste {tally.right / tally.keys:.1%}, ", end="")
    print(f"classe et gravité {tally.grave / tally.keys:.1%}, fausses {tally.false}")
    print(f"copies justes à la note entière : {tally.perfect}/{tally.faultless}")
    print(f"écritures justes comptées fausses : {tally.charged}/{tally.harmless}")
    print(f"écart moyen à la note de la clé : {mean:.2f} (au plus {max(tally.gaps):.2f})")


if __name__ == "__main__":
    main()
