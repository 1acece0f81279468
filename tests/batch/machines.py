"""A scheduler and workers on one machine, in processes of their own, and files read in the place of sounds."""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.batch.reader import make_quick
from transcribe.batch import Ledger, Options, Result, make_plan, run, split
from transcribe.batch.cluster.certificates import identity_in, make_certificates
from transcribe.batch.cluster.engine import Place, cluster
from transcribe.batch.cluster.recipe import Recipe
from transcribe.pipeline import Conversion

ROOT = Path(__file__).parent.parent.parent
OPTIONS = Options(("txt",), "réglages")
WAIT_S = 90.0


def same() -> str:
    return "empreinte"


def as_it_is(conversion: Conversion) -> Conversion:
    return conversion


RECIPE = Recipe(make_quick, same, "empreinte")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port


@dataclass
class Machines:
    """A scheduler and workers, in processes of their own."""

    folder: Path
    port: int
    said: list[str] = field(default_factory=list)
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"tls://127.0.0.1:{self.port}"

    def place(self, role: str = "coordinateur", patience: float = 60.0) -> Place:
        return Place(self.address, identity_in(self.folder / role), patience)

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
        role = "ordonnanceur" if arguments[0] == "scheduler" else "poste"
        log = (self.folder / f"{role}-{len(self.processes)}.log").open("wb")
        process = subprocess.Popen(
            [sys.executable, "-m", "transcribe", "cluster", *arguments, "--certificats", str(self.folder / role)],
            cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT), **environment}, stdout=log, stderr=log,
        )  # fmt: skip
        log.close()
        self.processes.append(process)
        return process

    def scheduler(self) -> subprocess.Popen[bytes]:
        """Listens when ``listening`` says so."""
        return self.start("scheduler", "--hote", "127.0.0.1", "--port", str(self.port))

    def worker(self, jobs: int = 1, **environment: str) -> subprocess.Popen[bytes]:
        return self.start("worker", self.address, "--jobs", str(jobs), **environment)

    def serving(self) -> bool:
        """Whether the last process said that it is at work."""
        return "au service de" in (self.folder / f"poste-{len(self.processes) - 1}.log").read_text("utf-8")

    def until(self, is_so: Callable[[], bool]) -> None:
        end = time.monotonic() + WAIT_S
        while not is_so():
            assert time.monotonic() < end, "\n".join(p.read_text("utf-8") for p in self.folder.glob("*.log"))
            time.sleep(0.1)

    def listening(self) -> bool:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 0.5):
            return True
        return False

    def stop(self) -> None:
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
            process.kill()
            process.wait()

    def convert(self, folder: Path, *, recipe: Recipe = RECIPE) -> Iterator[Result]:
        """What ``transcribe convert --cluster`` does of a folder, into « out » in it."""
        ledger = Ledger(folder / "out")
        done, pending = split(make_plan([folder], ledger).tasks, ledger, OPTIONS)
        yield from done
        engine = cluster(self.place(), recipe, self.said.append, as_it_is)
        yield from run(pending, ledger, OPTIONS, engine)


@contextmanager
def started(workers: int) -> Iterator[Machines]:
    """A scheduler with so many workers, ready."""
    with tempfile.TemporaryDirectory(prefix="certificats-") as folder:
        make_certificates(Path(folder))
        found = Machines(Path(folder), free_port())
        try:
            found.scheduler()
            found.until(found.listening)
            found.worker(workers)
            found.until(found.serving)
            yield found
        finally:
            found.stop()
