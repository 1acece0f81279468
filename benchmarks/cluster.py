"""When several machines pay: the time of 1, 2 and 4 workers, what a file costs its coordinator, and a curve to 64.

    python benchmarks/cluster.py [--audio samples] [--workers 1 2 4] [--real]

Workers and scheduler are processes of this machine: beyond its cores they share them, and « 4 workers » on two cores
says what sharing costs, not what four machines give. Steps:

1. ``--real``: the folder converted by so many workers of one thread each, model loaded before; seconds, and seconds of
   processor a minute of sound;
2. workers that only wait, half a second a file, and so take no core: how well the work itself is shared out;
3. what a file costs beside hearing it: 100 files of the samples' mean size, read at once by workers that do nothing,
   through TLS, the ledger and a Word file each; seconds of the coordinator a file, which nothing can share;
4. the curve: 500 files of the samples' lengths, given out one after the other at that cost to the first free worker,
   each heard in its length × the seconds of processor measured (``--rate`` where step 1 is left out).
"""

import argparse
import heapq
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.batch.machines import RECIPE, Machines, as_it_is, same, started
from transcribe.batch import Ledger, Options, Result, make_plan, run
from transcribe.batch.cluster.engine import cluster
from transcribe.batch.cluster.recipe import Recipe
from transcribe.pipeline import DEFAULT_FORMATS, Settings, make_converter
from transcribe.speech import is_audio, prepare_model, probe_duration

RATE = 14.0
"""Seconds of processor that a minute of sound takes on one core (``benchmarks/sober.py``, busy machine)."""
OVERHEAD_FILES = 100
WAITING_FILES = 48
CURVE_FILES = 500
CURVE = (1, 2, 4, 8, 16, 32, 64)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--audio", type=Path, default=Path("samples"))
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2, 4])
    parser.add_argument("--real", action="store_true")
    parser.add_argument("--rate", type=float, default=RATE)
    arguments = parser.parse_args()
    sounds = sorted(path for path in arguments.audio.iterdir() if is_audio(path))
    lengths = [probe_duration(path) for path in sounds]
    print(
        f"{len(sounds)} sounds, {sum(lengths) / 60:.1f} min, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    rate = arguments.rate
    if arguments.real:
        prepare_model()
        for count in arguments.workers:
            rate = real(sounds, count)
    for count in arguments.workers:
        waiting(count)
    size = sum(path.stat().st_size for path in sounds) // len(sounds)
    curve(lengths, rate, overhead(size))


def real(sounds: Sequence[Path], count: int) -> float:
    """Prints the time of one run; seconds of the workers' processor a minute of sound."""
    recipe = Recipe(partial(make_converter, Settings(), device="cpu", threads=1), same, same())
    with started(count) as machines, tempfile.TemporaryDirectory() as place:
        converted(machines, sounds[:1], Path(place) / "0", recipe)  # the model is loaded
        begun = time.perf_counter()
        results = converted(machines, sounds, Path(place) / "1", recipe)
        seconds = time.perf_counter() - begun
    minutes = sum(result.duration for result in results) / 60
    spent = sum(result.elsewhere for result in results) / minutes
    print(f"{count} workers: {seconds:.1f} s, {spent:.2f} s of processor a minute of sound", flush=True)
    return spent


def waiting(count: int) -> None:
    """Prints the time of files that each take a worker half a second of waiting."""
    with started(count) as machines, tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "in"
        folder.mkdir()
        for number in range(WAITING_FILES):
            (folder / f"{number:03}.wav").write_bytes(b"lent")
        sounds = sorted(folder.iterdir())
        converted(machines, sounds[:1], Path(place) / "0", RECIPE)
        begun = time.perf_counter()
        converted(machines, sounds, Path(place) / "1", RECIPE)
        seconds = time.perf_counter() - begun
    print(f"{count} workers that wait: {WAITING_FILES} files in {seconds:.1f} s", flush=True)


def overhead(size: int) -> float:
    """Seconds of the coordinator a file, reading, sending, taking back and writing included."""
    with started(2) as machines, tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "in"
        folder.mkdir()
        for number in range(OVERHEAD_FILES):
            (folder / f"{number:03}.wav").write_bytes(b"pas de toux " * 40 + b" " * max(0, size - 480))
        sounds = sorted(folder.iterdir())
        converted(machines, sounds[:4], Path(place) / "0", RECIPE)
        before, begun = time.process_time(), time.perf_counter()
        converted(machines, sounds, Path(place) / "1", RECIPE)
        spent, seconds = time.process_time() - before, time.perf_counter() - begun
    print(
        f"beside hearing, {size / 1000:.0f} kB a file: {1000 * spent / OVERHEAD_FILES:.0f} ms of the coordinator's "
        f"processor ({1000 * seconds / OVERHEAD_FILES:.0f} ms on this machine, workers and scheduler included)"
    )
    return spent / OVERHEAD_FILES


def curve(lengths: Sequence[float], rate: float, cost: float) -> None:
    """Prints the time of ``CURVE_FILES`` files and how many times faster it is than one worker."""
    files = [lengths[number % len(lengths)] / 60 * rate for number in range(CURVE_FILES)]
    alone = simulated(files, 1, cost)
    minutes = sum(files) / rate
    print(f"simulated: {CURVE_FILES} files, {minutes:.0f} min of sound, {rate:.2f} s of processor a minute")
    for count in CURVE:
        seconds = simulated(files, count, cost)
        print(f"{count:3} workers: {seconds / 60:6.1f} min, {alone / seconds:5.1f} times faster")


def simulated(files: Sequence[float], workers: int, cost: float) -> float:
    """Seconds until the last of some files is done, each heard in so many seconds by the worker that is free first."""
    free, given = [0.0] * workers, 0.0
    for seconds in files:
        given += cost
        heapq.heapreplace(free, max(free[0], given) + seconds)
    return max(free)


def converted(machines: Machines, sounds: Sequence[Path], out: Path, recipe: Recipe) -> list[Result]:
    ledger = Ledger(out)
    engine = cluster(machines.place(), recipe, print, as_it_is)
    results = list(run(make_plan(sounds, ledger).tasks, ledger, Options(DEFAULT_FORMATS, ""), engine))
    failed = [result.error for result in results if result.error]
    if failed:
        raise SystemExit(failed[0])
    return results


if __name__ == "__main__":
    main()
