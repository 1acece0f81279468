"""Ctrl-C that cannot be lost: Python drops an interruption that falls into a callback of a compiled library."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Interruption:
    """Whether the user asked to stop."""

    def __init__(self) -> None:
        self.asked = False

    def check(self) -> None:
        """Stops now, if that was asked.

        Raises:
            KeyboardInterrupt: it was.
        """
        if self.asked:
            raise KeyboardInterrupt


@contextmanager
def interruption() -> Iterator[Interruption]:
    """Within the block, Ctrl-C raises ``KeyboardInterrupt`` as ever, and is remembered should that be swallowed."""
    state = Interruption()

    def remember(_number: int, _frame: FrameType | None) -> None:
        state.asked = True
        raise KeyboardInterrupt

    ignored = signal.getsignal(signal.SIGINT) == signal.SIG_IGN  # as a shell does for what runs behind
    if ignored or threading.current_thread() is not threading.main_thread():
        yield state
        return
    before = signal.signal(signal.SIGINT, remember)
    try:
        yield state
    finally:
        signal.signal(signal.SIGINT, before)
