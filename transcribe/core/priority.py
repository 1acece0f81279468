"""A process that leaves the machine to others."""

import contextlib
import os


def give_way() -> None:
    """Lowers the priority of this process and of those it will start, where the system has one (not Windows)."""
    with contextlib.suppress(AttributeError, OSError):
        os.nice(10)
