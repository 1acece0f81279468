"""One line said, one line written. ``⏎`` stands for a line break."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from transcribe.writing import write_text

CASES = Path(__file__).parent / "cases"


def plain(text: str) -> str:
    """Spaces and apostrophes as the tables write them."""
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2019", "'").replace("\n", "⏎")


def cases() -> Iterator[tuple[str, str]]:
    for path in sorted(CASES.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                spoken, _, written = line.partition("\t")
                yield spoken, written or spoken


@pytest.mark.parametrize(("spoken", "written"), list(cases()))
def test_spoken_is_written(spoken: str, written: str) -> None:
    assert plain(write_text(spoken)) == written


def test_the_tables_are_as_large_as_promised() -> None:
    table = list(cases())
    assert len(table) >= 400
    assert sum(spoken == written for spoken, written in table) >= 100
    assert len({spoken for spoken, _ in table}) == len(table)
