"""How well letters are laid out from gold texts, and how fast Word files are written.

    python benchmarks/letters.py [--dictations DIR]

Each ``*.toml`` of the folder holds a gold text (``written``), its ``kind`` and its gold ``[document]``.
Values are compared as they stand, but for no-break spaces and apostrophes; section texts also without regard
to the case of their first letter, which depends on whether a label was dictated.
"""

import argparse
import re
import statistics
import time
import tomllib
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from transcribe import letters, writing
from transcribe.core.revision import Revision
from transcribe.core.types import Instruction, Letter, Transcript
from transcribe.letters.word import docx_bytes

FIELDS = ("title", "date", "author", "recipient")
REPEATS = 3


@dataclass
class Score:
    """Counts over all texts."""

    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    extra: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    def add(self, what: str, found: object, wanted: object, where: str) -> None:
        """Counts one comparison and remembers it if wrong."""
        self.asked[what] += 1
        if same(found) == same(wanted):
            self.right[what] += 1
        else:
            self.faults.append(f"{where}: {what} {found!r} instead of {wanted!r}")


def same(value: object) -> object:
    if isinstance(value, str):
        return value.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")
    if isinstance(value, dict):
        return {key: same(content) for key, content in value.items()}
    return [same(content) for content in value] if isinstance(value, list | tuple) else value


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def measure(path: Path, score: Score) -> None:
    data = tomllib.loads(path.read_text("utf-8"))
    if "written" not in data or "document" not in data:
        return
    gold = data["document"]
    revision = letters.plain_revision(data["written"])
    revision = revision.revise(instructions=said_to_the_secretary(data["spoken"]))
    letter = letters.compose(revision)
    found = letters.letter_to_dict(letter)
    score.add("kind", letter.template, data["kind"], path.stem)
    for name in (*FIELDS, "copies"):
        if name in gold:
            score.add(name, found["fields"].get(name), gold[name], path.stem)
        elif name in found["fields"]:
            score.extra.append(f"{path.stem}: {name} {found['fields'][name]!r}")
    if "patient" in gold:
        score.add("patient", found["patient"], gold["patient"], path.stem)
    sections(found, gold, score, path.stem)
    coverage(letter, revision, score, path.stem)
    for _ in range(REPEATS):
        start = time.perf_counter()
        docx_bytes(letter, revision)
        score.times.append(1000 * (time.perf_counter() - start))


def said_to_the_secretary(spoken: str) -> list[Instruction]:
    """Copies are asked for in passing; the writing stage takes those words out of the text."""
    heard = writing.write(Revision(Transcript.from_text(spoken)))
    return [replace(instruction, first=0, last=0) for instruction in heard.instructions]


def sections(found: dict[str, Any], gold: dict[str, Any], score: Score, where: str) -> None:
    mine = [(s["heading"], "\n".join(s["paragraphs"])) for s in found["sections"] if not s.get("role")]
    theirs = [(s["heading"], s["text"]) for s in gold.get("sections", [])]
    left = Counter(str(same(heading)) for heading, _ in mine)
    wanted = Counter(str(same(heading)) for heading, _ in theirs)
    score.right["headings"] += sum((left & wanted).values())
    score.asked["found"] += len(mine)
    score.asked["wanted"] += len(theirs)
    score.faults += [f"{where}: heading {h} too many" for h in left - wanted]
    score.faults += [f"{where}: heading {h} missing" for h in wanted - left]
    for heading, text in theirs:
        texts = [folded(t) for h, t in mine if same(h) == same(heading)]
        score.add("section text", folded(text) in texts, True, f"{where} {heading}")


def folded(text: str) -> str:
    plain = str(same(text))
    return plain[:1].lower() + plain[1:]


def coverage(letter: Letter, revision: Revision, score: Score, where: str) -> None:
    """Words of the text against words of the sections; a heading that was not dictated is no word of it."""
    laid = Counter[str]()
    for section in letter.sections:
        laid += words(section.heading) if section.start is not None else Counter()
        for paragraph in section.paragraphs:
            laid += words(paragraph.text)
    text = words(revision.text)
    score.right["lost"] += (text - laid).total()
    score.right["doubled or invented"] += (laid - text).total()
    if text != laid:
        score.faults.append(f"{where}: lost {text - laid}, added {laid - text}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--dictations", type=Path, default=Path("../shared/dictations"))
    folder = parser.parse_args().dictations
    score = Score()
    for path in sorted(folder.glob("*.toml")):
        measure(path, score)
    if not score.asked["kind"]:
        parser.error(f"no gold text in {folder}")
    for fault in score.faults:
        print("  ", fault)
    print(f"{score.asked['kind']} texts")
    for name in ("kind", "patient", *FIELDS, "copies", "section text"):
        if score.asked[name]:
            rate = 100 * score.right[name] / score.asked[name]
            print(f"{name:20} {score.right[name]:4} / {score.asked[name]:<4} {rate:6.1f} %")
    f1 = 2 * score.right["headings"] / max(1, score.asked["found"] + score.asked["wanted"])
    print(f"{'headings F1':20} {f1:.3f}")
    print(f"{'fields not dictated':20} {len(score.extra)} {'; '.join(score.extra)}")
    print(f"{'words lost':20} {score.right['lost']}")
    print(f"{'doubled or invented':20} {score.right['doubled or invented']}")
    slowest = max(score.times)
    print(f"{'ms per Word file':20} median {statistics.median(score.times):.1f}, slowest {slowest:.1f}")


if __name__ == "__main__":
    main()
