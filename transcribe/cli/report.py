"""What ``convert`` shows: progress on a terminal, plain lines elsewhere, and a closing table."""

import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import click

from transcribe.batch import Footprint, Plan, Result, Task

_OUTCOMES = {"converted": "converti", "skipped": "déjà fait", "failed": "ÉCHEC"}
_NAMED = 10


class Watcher(Protocol):
    """What the run tells while it works."""

    def say(self, sentence: str) -> None:
        """A remark for the user."""

    def progress(self, seconds: float) -> None:
        """Seconds done of the file being converted."""

    def result(self, result: Result, seconds: float) -> None:
        """A file is finished; ``seconds`` is the length it was announced with."""


def make_watcher(total: float, count: int, *, quiet: bool) -> "AbstractContextManager[Watcher]":
    """A watcher for ``count`` files of ``total`` seconds in all, suited to where the output goes."""
    if quiet:
        return _Quiet()
    return _Bar(total, count) if sys.stderr.isatty() else _Lines(count)


class _Quiet(AbstractContextManager["Watcher"]):
    def __enter__(self) -> Watcher:
        return self

    def __exit__(self, *_details: object) -> None:
        return None

    def say(self, sentence: str) -> None:
        """Nothing."""

    def progress(self, seconds: float) -> None:
        """Nothing."""

    def result(self, result: Result, seconds: float) -> None:
        """Failures only."""
        if result.error:
            click.echo(result.error, err=True)


class _Lines(_Quiet):
    """One line a file, for logs and screen readers."""

    def __init__(self, count: int) -> None:
        self._count, self._done = count, 0

    def say(self, sentence: str) -> None:
        click.echo(sentence, err=True)

    def result(self, result: Result, seconds: float) -> None:
        self._done += 1
        click.echo(f"[{self._done}/{self._count}] {_line(result)}", err=True)


class _Bar(_Quiet):
    """A bar in minutes of audio, with the time left."""

    def __init__(self, total: float, count: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[minutes]}"),
            TextColumn("reste"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
        )
        self._total, self._count, self._files, self._done = total, count, 0, 0.0
        self._task = self._bar.add_task(f"0/{count}", total=total or None, minutes="")
        self.progress(0.0)

    def __enter__(self) -> Watcher:
        self._bar.start()
        return self

    def __exit__(self, *_details: object) -> None:
        self._bar.stop()

    def say(self, sentence: str) -> None:
        self._bar.console.print(sentence, markup=False, highlight=False)

    def progress(self, seconds: float) -> None:
        done = self._done + seconds
        minutes = f"{_decimal(done / 60)} / {_decimal(self._total / 60)} min"
        self._bar.update(
            self._task,
            completed=done,
            minutes=minutes,
            description=f"{self._files}/{self._count} fichiers",
        )

    def result(self, result: Result, seconds: float) -> None:
        self._files += 1
        self._done += seconds
        self.progress(0.0)
        if result.error:
            self.say(_line(result))


def plan_lines(done: Sequence[Result], pending: Sequence[Task], plan: Plan) -> list[str]:
    """What a run would do, a line a file."""
    lines = [f"à convertir  {task.source} → {task.name}" for task in pending]
    lines += [f"déjà fait    {result.task.source}" for result in done]
    return [
        *lines,
        *ignored_lines(plan),
        *plan.unread,
        f"{len(pending)} à convertir, {len(done)} déjà fait(s).",
    ]


def ignored_lines(plan: Plan) -> list[str]:
    """How many files are not audio, and which."""
    if not plan.ignored:
        return []
    names = [path.name for path in plan.ignored[:_NAMED]]
    left = len(plan.ignored) - _NAMED
    more = f"… et {left} autre{'s' if left > 1 else ''}" if left > 0 else ""
    return [f"Pas de l’audio, laissé de côté ({len(plan.ignored)}) : {', '.join(names)}{more}"]


def footprint_line(cost: Footprint) -> str:
    """What the run cost, and how that is known."""
    from transcribe.batch.footprint import WATTS

    power = f"secondes de processeur × {WATTS:.0f} W par cœur occupé, moyenne de Green Algorithms"
    counter = "compteur du processeur, tout ce que faisait cet ordinateur compris"
    how = {"counter": counter, "power": power, "both": f"{counter} ; pour les autres, {power}"}[cost.method]
    return (
        f"Coût : {_decimal(cost.minutes)} min d’audio converties, {cost.processor:.0f} s de processeur ; "
        f"énergie, estimation : {_energy(cost.joules)} ({how} ; sans l’écran, la mémoire ni la carte graphique)."
    )


def _energy(joules: float) -> str:
    hours = joules / 3600
    if hours < 0.05:
        return "moins de 0,1 Wh"
    return f"{_decimal(hours)} Wh" if hours < 1000 else f"{_decimal(hours / 1000)} kWh"


def closing_table(results: Sequence[Result], plan: Plan, out: Path) -> str:
    """A row a file, the reasons of the failures, and the totals."""
    names = [str(result.task.source.name) for result in results]
    width = max([len("fichier"), *map(len, names)])
    rows = [f"{'fichier':<{width}}  {'minutes':>7}  {'mots':>6}  {'doutes':>6}  résultat"]
    for name, result in zip(names, results, strict=True):
        known = result.status != "failed"
        minutes = _decimal(result.duration / 60) if known else "–"
        words, doubts = (str(result.words), str(result.doubts)) if known else ("–", "–")
        outcome = _OUTCOMES[result.status]
        rows.append(f"{name:<{width}}  {minutes:>7}  {words:>6}  {doubts:>6}  {outcome}")
    failed = [f"  {result.error}" for result in results if result.error]
    if failed:
        rows += ["", f"Échecs ({len(failed)}) :", *failed]
    rows += [*ignored_lines(plan), *plan.unread, _totals(results, out)]
    return "\n".join(rows)


def _totals(results: Sequence[Result], out: Path) -> str:
    counts = {status: sum(result.status == status for result in results) for status in _OUTCOMES}
    minutes = _decimal(sum(result.duration for result in results) / 60)
    return (
        f"{counts['converted']} converti(s), {counts['skipped']} déjà fait(s), {counts['failed']} échec(s) ; "
        f"{minutes} min d’audio ; résultats dans « {out} »."
    )


def _line(result: Result) -> str:
    if result.error:
        return f"{result.task.source.name} : ÉCHEC"
    return (
        f"{result.task.source.name} : {_decimal(result.duration / 60)} min, {result.words} mots, "
        f"{result.doubts} doute(s)"
    )


def _decimal(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")
