"""What the pages say in figures (``figures.toml``), held against what was measured."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).parent.parent
Verdict = Literal["", "juste", "FAUX"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a page. ``said`` is in the unit of the page, ``samples`` what the samples gave, if that is another.

    ``on``: ``samples``, or ``dictations`` for a folder that this checkout does not have.
    """

    name: str
    what: str
    said: float
    within: float
    on: str
    samples: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: the figure, what it is held to, what was measured; no verdict without both."""

    figure: Figure
    expected: float | None
    measured: float | None
    verdict: Verdict


def read_figures(data: Path = ROOT / "benchmarks" / "figures.toml", root: Path = ROOT) -> list[Figure]:
    """The figures as the pages say them now.

    Raises:
        ValueError: a page does not say a sentence, or says it twice.
    """
    content = tomllib.loads(data.read_text("utf-8"))
    said: dict[str, float] = {}
    for sentence in content["sentence"]:
        said |= _said(sentence["text"], (root / sentence["page"]).read_text("utf-8"), sentence["page"])
    return [
        Figure(
            name, one["what"], _quotient(said, one["of"]) if "of" in one else said[name],
            float(one["within"]), one["on"], one.get("samples"),
        )
        for name, one in content["figure"].items()
    ]  # fmt: skip


def compared(figures: Sequence[Figure], measured: Mapping[str, float], *, on: str) -> list[Row]:
    """Each figure beside what was measured on the samples or on the dictations.

    A figure of another ground is held to what the samples gave when it was last written down, if it was.
    """
    rows = []
    for one in figures:
        found = measured.get(one.name)
        expected = one.said if one.on == on else one.samples if on == "samples" else None
        known = found is not None and expected is not None
        right = known and abs(found - expected) <= one.within + 1e-9  # type: ignore[operator]
        rows.append(Row(one, expected, found, ("juste" if right else "FAUX") if known else ""))
    return rows


def table(rows: Sequence[Row]) -> str:
    """The rows in columns."""
    lines = [f"{'':<58}{'page':>9}{'attendu':>9}{'mesuré':>9}{'± ':>7}"]
    for row in rows:
        cells = (row.figure.said, row.expected, row.measured)
        shown = "".join(f"{_shown(cell):>9}" for cell in cells)
        lines.append(f"{row.figure.what:<58}{shown}{_shown(row.figure.within):>7} {row.verdict}".rstrip())
    return "\n".join(lines)


def _said(sentence: str, page: str, name: str) -> dict[str, float]:
    parts = re.split(r"\{(\w+)\}", sentence)
    pattern = "".join(
        rf"(?P<{part}>\d+(?:,\d+)?)" if place % 2 else re.escape(part) for place, part in enumerate(parts)
    )
    pattern = re.sub(r"(?:\\ |\s)+", r"\\s+", pattern)
    found = list(re.finditer(pattern, page))
    if len(found) != 1:
        raise ValueError(f"{name} says {len(found)} times, and not once: {sentence}")
    return {key: float(value.replace(",", ".")) for key, value in found[0].groupdict().items()}


def _quotient(said: Mapping[str, float], names: Sequence[str]) -> float:
    above, below = names
    return said[above] / said[below]


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")
