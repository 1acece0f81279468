"""What is written, and what is left in words with a doubt: one sentence a case, both sides of each guard.

The tables are in ``tests/writing/guards``; a case says what is said, what is written, its doubts and its instructions.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.writing.test_cases import plain
from transcribe.core.revision import Revision
from transcribe.core.types import Transcript
from transcribe.writing import write

TABLES = Path(__file__).parent / "guards"
LINES = Path(__file__).parent / "lines"
EXAM = ("Échographie abdominale du douze mars. ", "Échographie abdominale du 12 mars⏎")
"""What is said and written first where each organ has a line of its own."""
BEFORE = (
    "Le patient est venu seul à la consultation ce matin, il marche sans aide, il mange bien et il dort bien "
    "depuis la dernière fois."
)
AFTER = "Le patient reviendra nous voir avec les papiers que sa famille aura retrouvés, et nous en parlerons alors."
"""Lines are added to a dictation of thirty words at least."""


def cases() -> Iterator[tuple[str, str, str, str]]:
    for path in sorted(TABLES.glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            if not line.startswith("#"):
                spoken, written, doubts, instructions, *_ = [*line.split("\t"), "", ""]
                yield spoken, written, doubts, instructions


@pytest.mark.parametrize(("spoken", "written", "doubts", "instructions"), list(cases()))
def test_what_is_written_and_what_is_doubted(
    spoken: str, written: str, doubts: str, instructions: str
) -> None:
    revision = write(Revision(Transcript.from_text(spoken)))
    assert plain(revision.text) == written
    words = [word.text for word in revision.transcript.words]
    shown = [
        f"{d.kind} « {' '.join(words[d.first : d.last + 1])} » → {' | '.join(map(plain, d.alternatives))}"
        for d in revision.doubts
    ]
    assert " ; ".join(one.rstrip(" →") for one in shown) == doubts
    assert " ; ".join(f"{i.kind} « {i.text} »" for i in revision.instructions) == instructions


def lines(table: str) -> Iterator[tuple[str, str]]:
    for line in (LINES / f"{table}.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            spoken, written = line.split("\t")
            yield spoken, written


def within(spoken: str, opening: str = "") -> str:
    """What is written of sentences in the middle of a dictation, whose own beginning and end are « < » and « > »."""
    heard = ". ".join(part[:1].upper() + part[1:] for part in spoken.split(". "))
    text = plain(write(Revision(Transcript.from_text(f"{opening}{BEFORE} {heard} {AFTER}"))).text)
    return text.replace(BEFORE, "<").replace(AFTER, ">").replace("\n", "⏎")


@pytest.mark.parametrize(("spoken", "written"), list(lines("lines")))
def test_what_begins_a_line_of_its_own(spoken: str, written: str) -> None:
    assert within(spoken) == written


@pytest.mark.parametrize(("spoken", "written"), list(lines("organs")))
def test_what_is_the_label_of_an_organ(spoken: str, written: str) -> None:
    assert within(spoken, EXAM[0]) == EXAM[1] + written
    assert "⏎Foie :" not in within(spoken), "no examination is reported there"
