"""Ways to have tasks converted, behind one seam: an ``Engine`` takes tasks and gives an ``Answer`` for each.

- ``here``: in this process; ``processes``: in several of this machine; ``cluster``: on several machines;
- ``answers``: what an engine gives, and what becomes of a file that cannot be converted.

Whatever engine worked, ``batch.run`` alone writes files and ledger: each file once.
"""

from collections.abc import Callable, Iterator, Sequence

from transcribe.batch.engines.answers import Answer, Engine, Outcome
from transcribe.batch.engines.here import here
from transcribe.batch.engines.processes import processes
from transcribe.batch.plan import Task
from transcribe.pipeline import Converter, Progress


def local(
    make_converter: Callable[[], Converter], *, jobs: int = 1, on_progress: Progress | None = None
) -> Engine:
    """The engine of one machine: this process, or several when there is work for more than one.

    ``make_converter`` is called once in each process; with ``jobs`` > 1 it must be picklable. ``on_progress`` gets
    the seconds done of the file being converted (this process only).
    """

    def work(tasks: Sequence[Task]) -> Iterator[Answer]:
        if jobs > 1 and len(tasks) > 1:
            return processes(make_converter, min(jobs, len(tasks)))(tasks)
        return here(make_converter, on_progress)(tasks)

    return work


__all__ = ["Answer", "Engine", "Outcome", "here", "local", "processes"]
