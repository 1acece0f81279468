"""Whole dictations, invented for these tests."""

import tomllib
from pathlib import Path

import pytest

from tests.writing.test_cases import plain
from transcribe.writing import write_text

DICTATIONS = sorted((Path(__file__).parent / "data").glob("*.toml"))


@pytest.mark.parametrize("path", DICTATIONS, ids=lambda path: path.stem)
def test_critical_entries_and_lines(path: Path) -> None:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    got = plain(write_text(data["spoken"]))
    assert [entry for entry in data["critical"] if entry not in got] == []
    assert len(got.split("⏎")) == len(data["written"].strip().split("\n"))


def spoken_texts() -> list[str]:
    """What is said in each dictation."""
    return [tomllib.loads(path.read_text(encoding="utf-8"))["spoken"] for path in DICTATIONS]
