"""How far the listening of one long sound is, for who waits at a terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def listening_bar(path: Path, *, quiet: bool) -> Iterator[Callable[[float], None]]:
    """Shows the seconds heard of a sound against its length, and the time left; nothing outside a terminal.

    Raises:
        AudioError: it is no sound.
    """
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    from transcribe.speech import probe_duration

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("reste"), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as bar:
        task = bar.add_task(f"Écoute de {path.name}", total=probe_duration(path))
        yield lambda seconds: bar.update(task, completed=seconds)
