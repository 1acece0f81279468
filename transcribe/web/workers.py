"""The process that does the long work of a space, started when there is some; the server itself does none."""

import subprocess
import sys
import threading
import time
from contextlib import suppress

from transcribe.classroom.jobs import is_work_waiting
from transcribe.classroom.store import Store
from transcribe.core.errors import TranscribeError

MODULE = "transcribe.jobs"
_LOOK_S = 0.5
_AGAIN_S = 5.0


class Supervisor:
    """Starts the process when work waits, again when it dies, and asks it to stop at the end.

    It goes on by itself when the server is killed; what another server starts then leaves it alone.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._process: subprocess.Popen[bytes] | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="workers", daemon=True)

    def start(self) -> None:
        """Watches from now on."""
        self._thread.start()

    def stop(self) -> None:
        """Asks the process to give its job back, and waits a little."""
        self._stop.set()
        self._thread.join()
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(3)

    def _watch(self) -> None:
        last = -_AGAIN_S
        while not self._stop.wait(_LOOK_S):
            running = self._process is not None and self._process.poll() is None
            if running or time.monotonic() - last < _AGAIN_S:
                continue
            with suppress(TranscribeError, OSError):  # tried again later: the work waits
                if is_work_waiting(self._store):
                    last = time.monotonic()
                    self._process = self._started()

    def _started(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "-m", MODULE, str(self._store.folder)],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True, creationflags=getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
        )  # fmt: skip
