"""How long a class waits for its saves: learners who save every two seconds, in one process, without HTTP.

    python benchmarks/autosave.py [--learners 36 180] [--seconds 12] [--period 2]

Each saves a text of 2,500 characters that grows; what was acknowledged is looked for in the versions afterwards.
"""

import argparse
import asyncio
import json
import random
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from transcribe import classroom
from transcribe.classroom.exercises import add_exercise
from transcribe.classroom.types import Known, Saved, Who

_KEY = json.dumps(
    {
        "format": 1, "id": "mesure", "title": "Mesure", "kind": "dictee", "level": {"value": 1},
        "reference": {"text": "Consultation.", "styles": [], "terms": []},
    }
)  # fmt: skip
_TEXT = "Consultation de cardiologie. Je vous remercie de m’avoir adressé ce patient. " * 33


def main() -> None:
    """Prints a line for each size of class."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--learners", type=int, nargs="+", default=[36, 180])
    parser.add_argument("--seconds", type=float, default=12.0)
    parser.add_argument("--period", type=float, default=2.0)
    chosen = parser.parse_args()
    for count in chosen.learners:
        with tempfile.TemporaryDirectory(prefix="transcribe-autosave-") as folder:
            print(_measured(Path(folder), count, chosen.seconds, chosen.period))


def _measured(folder: Path, count: int, seconds: float, period: float) -> str:
    store = classroom.Store(folder)
    copies = _copies(store, count)
    waits, refused, kept = asyncio.run(_class(store, copies, seconds, period))
    with store.read() as db:
        lost = sum(
            db.execute(
                "SELECT 1 FROM version WHERE copy = ? AND rev = ? AND text = ?", (copy, *one)
            ).fetchone()
            is None
            for copy, one in kept
        )
    store.close()
    ordered = sorted(waits)
    shown = ", ".join(f"p{share} {_at(ordered, share):.1f} ms" for share in (50, 95, 99, 100))
    return f"{count} learners, {len(ordered)} saves: {shown}; {refused} refused, {lost} lost of {len(kept)}"


def _copies(store: classroom.Store, count: int) -> list[tuple[Who, int]]:
    """A copy begun by each learner."""
    owner = classroom.owner(store)
    class_ = classroom.create_class(store, owner, "Mesure")
    exercise = add_exercise(store, owner, _KEY, fictitious=True)
    asked = classroom.assign(store, owner, class_, [exercise], classroom.Terms())[0]
    slips = classroom.enrol(
        store, owner, class_, [classroom.Newcomer(f"Élève n° {rank}") for rank in range(count)]
    )
    people = [Who(slip.person, class_.id) for slip in slips]
    return [(who, classroom.open_copy(store, who, asked).id) for who in people]


Kept = list[tuple[int, tuple[int, str]]]


async def _class(
    store: classroom.Store, copies: Sequence[tuple[Who, int]], seconds: float, period: float
) -> tuple[list[float], int, Kept]:
    waits: list[float] = []
    kept: Kept = []
    refused = 0
    end = time.perf_counter() + seconds

    async def learner(who: Who, copy: int) -> None:
        nonlocal refused
        base = number = 0
        await asyncio.sleep(random.random() * period)
        while time.perf_counter() < end:
            number += 1
            text = f"{_TEXT} {copy} {number}"
            begun = time.perf_counter()
            sending = classroom.saving(store, who, copy, base=base, text=text, styles=[], tab="t", seq=number)
            answer = await asyncio.wrap_future(sending)
            waits.append(1000 * (time.perf_counter() - begun))
            if isinstance(answer, Saved | Known):
                base = answer.rev
                kept.append((copy, (base, text)))
            else:
                refused += 1
            await asyncio.sleep(period * random.uniform(0.8, 1.2))

    await asyncio.gather(*(learner(*one) for one in copies))
    return waits, refused, kept


def _at(ordered: Sequence[float], share: int) -> float:
    return ordered[min(len(ordered) - 1, len(ordered) * share // 100)] if ordered else 0.0


if __name__ == "__main__":
    main()
