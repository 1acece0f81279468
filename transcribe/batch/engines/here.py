"""One file after the other, in this process."""

from collections.abc import Callable, Iterator, Sequence

from transcribe.batch.engines.answers import Answer, Engine, attempt
from transcribe.batch.plan import Task
from transcribe.pipeline import Converter, Progress


def here(make_converter: Callable[[], Converter], on_progress: Progress | None = None) -> Engine:
    """An engine that calls ``make_converter`` once, and not at all without tasks.

    ``on_progress`` gets the seconds done of the file being converted.
    """

    def work(tasks: Sequence[Task]) -> Iterator[Answer]:
        converter = make_converter() if tasks else None
        for task in tasks:
            assert converter is not None
            yield Answer(task, attempt(converter, task.source, on_progress))

    return work
