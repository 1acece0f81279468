"""Inputs that nobody would write, thousands for each door: none may end in anything but a French sentence.

    python benchmarks/fuzz.py [--count 1000] [--seed 1] [--keep DOSSIER] [audio docx odt html json toml csv …]
    python benchmarks/fuzz.py json --only 512        # one input again, with its traceback

An input fails when an error comes out that is no sentence of ours, when what was promised of the result does not hold,
when it takes more than 10 seconds of the processor, or when it takes the process over 1 GB beyond what it had. Each
door has its own process: one that dies is an input that failed, and the next input goes on. Code 1 if any failed.
"""

import argparse
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # this checkout, whatever is installed

from fuzz_doors import DOORS, Door

LONGEST = 10.0
LARGEST = 1 << 30
_GRACE = 110.0  # of waiting for the processor


class TooLong(BaseException):
    """Over ten seconds; no ``Exception``, so that no part of the program takes it for one of its own."""


@dataclass
class Report:
    """What came of one door."""

    door: str
    count: int = 0
    slowest: tuple[float, int] = (0.0, 0)
    failures: list[tuple[int, str]] = field(default_factory=list)


def tried(
    door: Door, seed: int, index: int, keep: Path | None = None, *, limit: float = LONGEST
) -> tuple[float, str]:
    """Seconds that one input took, and what went wrong; empty when nothing did."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
        path = door.make(random.Random(f"{seed}/{door.name}/{index}"), Path(name))
        start = time.process_time()
        wrong = _wrong(door, path, limit)
        seconds = time.process_time() - start
        if seconds > limit and not wrong:
            wrong = f"{seconds:.0f} s in compiled code\n"
        if wrong and keep is not None:
            keep.mkdir(parents=True, exist_ok=True)
            target = keep / f"{door.name}-{seed}-{index}{path.suffix}"
            if path.is_dir():
                shutil.copytree(path, target, dirs_exist_ok=True)
            else:
                shutil.copy(path, target)
        return seconds, wrong


def _wrong(door: Door, path: Path, limit: float) -> str:
    def stop(_number: int, _frame: object) -> None:
        raise TooLong

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, limit)
    try:
        door.use(path)
    except TooLong:
        return f"more than {limit:.0f} s\n{traceback.format_exc()}"
    except Exception as error:
        return f"{type(error).__name__}: {str(error)[:200]}\n{traceback.format_exc()}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return ""


def work(pipe: Connection, name: str, seed: int, first: int, count: int, keep: Path | None) -> None:
    """The life of a process: one input after another, each told before and after."""
    door = next(door for door in DOORS if door.name == name)
    os.environ["TRANSCRIBE_CACHE"] = str(Path(tempfile.gettempdir()) / "transcribe-fuzz-cache")
    os.environ["XDG_DATA_HOME"] = os.environ["TRANSCRIBE_CACHE"]
    tried(door, seed, -1, limit=600)  # what is loaded once is not the input's
    has = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (has + LARGEST, has + LARGEST))
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 2)  # compiled libraries say what they think of such files
    for index in range(first, count):
        pipe.send((index, None, ""))
        pipe.send((index, *tried(door, seed, index, keep)))


def fuzzed(door: Door, seed: int, count: int, keep: Path | None) -> Report:
    """So many inputs for one door."""
    report = Report(door.name)
    context = get_context("spawn")
    index = 0
    while index < count:
        ours, theirs = context.Pipe()
        process = context.Process(
            target=work, args=(theirs, door.name, seed, index, count, keep), daemon=True
        )
        process.start()
        theirs.close()
        index = _followed(ours, report, index, count)
        process.kill()
        process.join()
        ours.close()
    return report


def _followed(pipe: Connection, report: Report, index: int, count: int) -> int:
    """Hears a process out; the index from which another is to go on."""
    begun = False
    while True:
        if not pipe.poll(LONGEST + _GRACE if begun else 300):
            report.failures.append((index, "hangs in compiled code"))
            return index + 1
        try:
            index, seconds, wrong = pipe.recv()
        except EOFError:
            if not begun:
                raise SystemExit(f"{report.door}: the process does not start") from None
            report.failures.append((index, "the process died"))
            return index + 1
        begun = True
        if seconds is None:
            continue
        report.count += 1
        report.slowest = max(report.slowest, (seconds, index))
        if wrong:
            report.failures.append((index, wrong))
        if index == count - 1:
            return count


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("doors", nargs="*", metavar="DOOR", choices=[*(door.name for door in DOORS), []])
    parser.add_argument("--count", type=int, default=1000, help="inputs for each door")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, metavar="INDEX")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where to keep the inputs that fail")
    chosen = parser.parse_args()
    failed = 0
    for door in DOORS:
        if chosen.doors and door.name not in chosen.doors:
            continue
        if chosen.only is not None:
            print(tried(door, chosen.seed, chosen.only, chosen.keep))
            continue
        report = fuzzed(door, chosen.seed, chosen.count, chosen.keep)
        failed += len(report.failures)
        seconds, slowest = report.slowest
        figures = f"{len(report.failures)} failed, slowest {seconds:.2f} s (input {slowest})"
        print(f"{door.name:<10} {chosen.count:>6} inputs, {figures}", flush=True)
        for index, wrong in report.failures[:20]:
            print(
                f"  {index}: " + "\n      ".join([wrong.splitlines()[0], *wrong.splitlines()[-5:-1]]),
                flush=True,
            )
    raise SystemExit(1 if failed else 0)


if __name__ == "__main__":
    main()
