"""A fork that runs tests, with limits, and what became of it."""

import os
import resource
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

SURVIVED, FAILED, IMPOSSIBLE = 0, 1, 97
_MEMORY = 8 << 30
_FOREVER = 900


@dataclass(frozen=True, slots=True)
class Ended:
    """Exit code of a fork (negative: the signal that ended it), the test that failed, seconds."""

    code: int
    by: str
    seconds: float

    @property
    def killed(self) -> bool:
        """Whether a test failed, or was ended by a limit."""
        return self.code not in (SURVIVED, IMPOSSIBLE)


def forked(run: Callable[[int], int], limit: float) -> Ended:
    """Calls ``run`` in a fork, silent, with the end of a pipe to say what failed; its result is the exit code.

    ``limit`` is in seconds of processor: a busy machine ends nothing.
    """
    start = time.monotonic()
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _child(run, int(limit), writing)
    os.close(writing)
    signal.signal(signal.SIGALRM, lambda *_: os.killpg(child, signal.SIGKILL))
    signal.alarm(_FOREVER)
    with os.fdopen(reading, "r", encoding="utf-8") as stream:
        said = stream.read().strip()
    _, status = os.waitpid(child, 0)
    signal.alarm(0)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(status)
    by = said if said or code == SURVIVED else "a limit" if code < 0 else f"exit {code}"
    return Ended(code, by, round(time.monotonic() - start, 1))


def _child(run: Callable[[int], int], limit: int, writing: int) -> None:
    code = FAILED
    try:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        code = run(writing)
    finally:
        os._exit(code)
