"""Draws small mutations of the rooms by seed and tells which of them the tests notice.

    pip install '.[test,mutants]'
    python benchmarks/mutants.py --seed 1 --count 200 [--rooms terms,letters] [--kinds word,limit] [--json FILE]
    python benchmarks/mutants.py --again FILE          # those that survived there, tried once more
    python benchmarks/mutants.py --quick --count 24 --seed 3 --least 60     # a sample without the record, for .ci/run
    python benchmarks/mutants.py --seed 1 --count 40 --list

The tests that run a line come from a record that is made first (minutes) and kept in the user's cache, where later runs
measure again only the test files that changed. A test that fails without a mutant kills none. Mutations that
could change nothing for a user are not drawn: ``benchmarks/mutation/excluded.toml`` lists them with the reason.
Exit status 1 when less than ``--least`` percent are killed.
"""

import argparse
import difflib
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TextIO

from mutation.forks import IMPOSSIBLE, Ended
from mutation.living import in_function, try_living
from mutation.looking import record
from mutation.nearby import Nearby
from mutation.sites import ROOMS, Site, draw
from mutation.trial import Looks, Verdict, believed, copied, imported_anew, verdict, warm
from platformdirs import user_cache_dir

ROOT = Path(__file__).resolve().parent.parent
_CACHE = "TRANSCRIBE_CACHE"
"""Nothing of the package is imported here: a fork would keep it, and never see a mutant."""


def difference(site: Site) -> str:
    """The lines before and after, as « - before » and « + after »."""
    source = (ROOT / site.path).read_text("utf-8")
    lines = difflib.unified_diff(source.split("\n"), site.mutated(source).split("\n"), n=0, lineterm="")
    return "\n".join(f"    {line[0]} {line[1:].strip()}" for line in list(lines)[3:])


def shares(verdicts: Sequence[Verdict], field: str) -> str:
    """Killed of tried, by room or by kind."""
    of = Counter(getattr(one.site, field) for one in verdicts)
    killed = Counter(getattr(one.site, field) for one in verdicts if one.killed)
    return "\n".join(
        f"{name:12} {killed[name]:4} of {of[name]:4}  {killed[name] / of[name]:6.1%}" for name in of
    )


def known(path: Path | None) -> dict[Site, Verdict]:
    """The verdicts of an earlier, interrupted run."""
    if path is None or not path.is_file():
        return {}
    earlier = [Verdict(**{**one, "site": Site(**one["site"])}) for one in json.loads(path.read_text("utf-8"))]
    return {one.site: one for one in earlier}


def trials(
    drawn: Sequence[Site], done: dict[Site, Verdict], keep: Path | None, verbose: bool, quick: bool
) -> list[Verdict]:
    """The verdicts in the order of the sites; those that survive are shown as they come."""
    with copied(ROOT) as copy:
        kept = Path(os.environ.get(_CACHE) or user_cache_dir("transcribe")) / "mutants"
        os.environ[_CACHE] = str(kept / "cache")
        start = time.monotonic()
        looks: Looks = Nearby(copy) if quick else record(copy, kept)
        if not quick:
            print(f"tests of each line: {time.monotonic() - start:.0f} s", flush=True)
        verdicts = {number: done[site] for number, site in enumerate(drawn) if site in done}
        left = [(number, site) for number, site in enumerate(drawn) if number not in verdicts]
        living = [(number, site) for number, site in left if in_function(ROOT, site)]

        def note(number: int, verdict: Verdict) -> None:
            verdicts[number] = verdict
            if keep:
                keep.write_text(
                    json.dumps([asdict(one) for one in verdicts.values()], ensure_ascii=False), "utf-8"
                )
            if len(verdicts) % 10 == 0:
                print(f"{len(verdicts)} of {len(drawn)}", file=sys.stderr, flush=True)
            if verbose or not verdict.killed:
                site = verdict.site
                print(
                    f"{verdict.outcome} {verdict.seconds} s {site.kind} {site.path}:{site.line} {verdict.by}"
                )
                print(difference(site), flush=True)

        process, stream = _beside(living, copy, looks)
        for line in stream:
            number, ended = json.loads(line)
            site = drawn[number]
            if ended is None:
                note(number, Verdict(site, "unseen", "", 0.0))
            elif ended["code"] != IMPOSSIBLE:
                note(number, verdict(site, Ended(**ended)))
        os.waitpid(process, 0)
        warm()
        for number, site in left:
            if number not in verdicts:
                note(number, imported_anew(site, copy, looks))
        return believed([verdicts[number] for number in range(len(drawn))], copy)


def _beside(living: Sequence[tuple[int, Site]], copy: Path, looks: Looks) -> tuple[int, TextIO]:
    """A process that tries the mutants in functions, and what it says: a line of JSON each."""
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, os.fdopen(reading, encoding="utf-8")
    try:
        os.close(reading)

        def report(number: int, ended: Ended | None) -> None:
            os.write(writing, f"{json.dumps([number, ended and asdict(ended)])}\n".encode())

        try_living(living, copy, looks, report)
    finally:
        os._exit(0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--rooms", default=",".join(ROOMS), help=f"among {','.join(ROOMS)}")
    parser.add_argument("--kinds", default="", help="only these kinds of mutation")
    parser.add_argument(
        "--only", default="", help="only files whose path holds one of these texts: charts,oral/"
    )
    parser.add_argument("--least", type=float, default=0.0, help="percent to be killed, else exit 1")
    parser.add_argument("--json", type=Path, help="keeps the verdicts there, and goes on from them")
    parser.add_argument("--again", type=Path, help="tries the survivors of such a file instead of drawing")
    parser.add_argument("--quick", action="store_true", help="no record: the tests of the room, for seconds")
    parser.add_argument("--list", action="store_true", help="shows the mutants, tries none")
    parser.add_argument("--verbose", action="store_true", help="shows the killed ones too")
    return parser.parse_args()


def main() -> None:
    options = _options()
    if options.again:
        verdicts = json.loads(options.again.read_text("utf-8"))
        drawn = [Site(**one["site"]) for one in verdicts if one["outcome"] != "killed"]
    else:
        kinds = tuple(filter(None, options.kinds.split(",")))
        rooms = tuple(options.rooms.split(","))
        only = tuple(filter(None, options.only.split(",")))
        drawn = draw(ROOT, rooms, kinds, options.count, options.seed, options.quick, only)
    if options.list:
        for site in drawn:
            print(f"{site.kind} {site.path}:{site.line}\n{difference(site)}")
        return
    start = time.monotonic()
    verdicts = trials(drawn, known(options.json), options.json, options.verbose, options.quick)
    killed = sum(one.killed for one in verdicts)
    print(f"\n{shares(verdicts, 'room')}\n\n{shares(verdicts, 'kind')}\n")
    print(
        f"killed {killed} of {len(verdicts)} ({killed / len(verdicts):.1%}), {time.monotonic() - start:.0f} s"
    )
    raise SystemExit(killed < len(verdicts) * options.least / 100)


if __name__ == "__main__":
    main()
