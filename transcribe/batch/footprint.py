"""What a batch cost: minutes of sound, seconds of processor, and an estimate of the energy by a stated method.

Where Linux lets this account read the counter of the processor's package (RAPL, ``/sys/class/powercap``; since 2020
often only its administrator), the energy is its progress: all that the machine did meanwhile is in it. Elsewhere it is
seconds of processor × ``WATTS``. Neither knows the screen, the memory, the disk or a graphics card.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from transcribe.batch.run import Result

WATTS = 12.0
"""Power of one busy core of a processor of which nothing is known: Green Algorithms (Lannelongue, Grealey and Inouye,
Advanced Science 2021, doi:10.1002/advs.202100707), its table of processors, row « Any »."""

POWERCAP = Path("/sys/class/powercap")
Method = Literal["counter", "power", "both"]


@dataclass(frozen=True, slots=True)
class Footprint:
    """``minutes`` of sound converted, seconds of ``processor`` (this process, those it started and waited for, other
    machines), ``joules`` estimated, and how: by the package's ``counter``, by the ``power`` of a core, or the first
    here and the second for other machines."""

    minutes: float
    processor: float
    joules: float
    method: Method


@dataclass
class _Counter:
    """A package's counter: microjoules, back to 0 after ``range``."""

    path: Path
    range: int
    last: int
    total: int = 0

    def look(self) -> None:
        now = _number(self.path / "energy_uj")
        if now is not None:
            self.total += now - self.last if now >= self.last else now - self.last + self.range
            self.last = now


class Meter:
    """Counts from its making to ``close``; ``look`` now and then, before a counter goes round twice (an hour or so)."""

    def __init__(self, powercap: Path = POWERCAP) -> None:
        self._begun = processor_seconds()
        self._counters = _packages(powercap)

    def look(self) -> None:
        """Reads the counters."""
        for counter in self._counters:
            counter.look()

    def close(self, results: Sequence[Result]) -> Footprint:
        """What it cost to get these results."""
        self.look()
        here = processor_seconds() - self._begun
        elsewhere = sum(result.elsewhere for result in results)
        minutes = sum(result.duration for result in results if result.status == "converted") / 60
        if not self._counters:
            return Footprint(minutes, here + elsewhere, (here + elsewhere) * WATTS, "power")
        counted = sum(counter.total for counter in self._counters) / 1e6
        method: Method = "both" if elsewhere else "counter"
        return Footprint(minutes, here + elsewhere, counted + elsewhere * WATTS, method)


def processor_seconds() -> float:
    """Those of this process and of the processes that it started and waited for (Windows counts the first only)."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _packages(powercap: Path) -> list[_Counter]:
    """The counters of whole packages that this account may read; those of a package's parts would count twice."""
    found: list[_Counter] = []
    try:
        zones = sorted(powercap.glob("intel-rapl:*"))
    except OSError:
        return []
    for zone in zones:
        now, limit = _number(zone / "energy_uj"), _number(zone / "max_energy_range_uj")
        if _text(zone / "name").startswith("package") and now is not None and limit:
            found.append(_Counter(zone, limit, now))
    return found


def _number(path: Path) -> int | None:
    text = _text(path)
    return int(text) if text.isdigit() else None


def _text(path: Path) -> str:
    try:
        return path.read_text("ascii").strip()
    except (OSError, ValueError):
        return ""
