"""The coordinator's side: sounds go out a few at a time, and each answer comes back once, whatever dies on the way.

Dask says of every file that a dead worker held, even of those that only waited there, that it killed the worker. Each
is sent again alone, when nothing else is under way; what then ends its worker once more has failed.
"""

import queue
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from transcribe.batch.cluster.certificates import Identity
from transcribe.batch.cluster.recipe import Heard, Recipe
from transcribe.batch.cluster.serving import unreachable
from transcribe.batch.cluster.settings import our_settings, security_of
from transcribe.batch.engines.answers import Answer, Engine, gone, guarded, stopped, unread
from transcribe.batch.plan import Task
from transcribe.core.errors import ClusterError, TranscribeError
from transcribe.core.files import Held, readable_name
from transcribe.pipeline import Conversion

if TYPE_CHECKING:
    from distributed import Client


_AHEAD = 2
"""Sounds sent for each worker: the one that it hears, and the next."""
_LOOK_S = 1.0
_CONNECT_S = 20
PATIENCE_S = 60.0
"""How long a run waits for a worker when there is none."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the scheduler is, and who asks. ``patience``: seconds to wait when no worker is there."""

    address: str
    identity: Identity
    patience: float = PATIENCE_S


def cluster(
    place: Place, recipe: Recipe, say: Callable[[str], None], finish: Callable[[Conversion], Conversion]
) -> Engine:
    """An engine of several machines. ``say`` is told what its user should know of the workers; ``finish`` does here
    what only this machine can: a Word file to fill in lies on no other.

    It raises ``ClusterError`` when the scheduler is not there (any more), or no worker is; what is done stays done.
    """

    def work(tasks: Sequence[Task]) -> Iterator[Answer]:
        with our_settings(), _connected(place) as client:
            from transcribe.batch.cluster.posts import NAME, plugin_of

            with _lost_to(place.address):
                client.register_plugin(plugin_of(recipe), name=NAME)
            for answer in _Round(client, place, say).answers(tasks):
                done = answer.outcome
                if isinstance(done, Conversion):
                    done = guarded(answer.task.source, partial(finish, done))
                yield replace(answer, outcome=done)

    return work


@contextmanager
def _connected(place: Place) -> "Iterator[Client]":
    from distributed import Client

    with _lost_to(place.address):
        client = Client(
            place.address, security=security_of(place.identity), timeout=_CONNECT_S, set_as_default=False
        )
    try:
        yield client
    finally:
        client.close()


@contextmanager
def _lost_to(address: str) -> Iterator[None]:
    try:
        yield
    except (OSError, TimeoutError) as error:
        raise ClusterError(message=unreachable(address)) from error


@dataclass
class _Round:
    """One run over some tasks."""

    client: "Client"
    place: Place
    say: Callable[[str], None]
    sent: dict[Any, Task] = field(default_factory=dict)
    ended: "queue.SimpleQueue[Any]" = field(default_factory=queue.SimpleQueue)
    posts: set[str] = field(default_factory=set)
    refusals: dict[str, str] = field(default_factory=dict)
    last_seen: float = field(default_factory=time.monotonic)

    def answers(self, tasks: Sequence[Task]) -> Iterator[Answer]:
        lost: list[Task] = []
        for task, answer in self._worked(tasks, alone=False):
            if answer is None:
                lost.append(task)
            else:
                yield answer
        for task, answer in self._worked(lost, alone=True):
            yield answer or Answer(task, stopped(task.source))

    def _worked(self, tasks: Sequence[Task], *, alone: bool) -> Iterator[tuple[Task, Answer | None]]:
        """Each task with its answer; ``None``: a worker died that held it."""
        waiting = deque(tasks)
        while waiting or self.sent:
            room = self._room(alone=alone)
            while waiting and len(self.sent) < room:
                task = waiting.popleft()
                if (sentence := self._send(task)) is not None:
                    yield task, Answer(task, sentence)
            future = self._next()
            if future is None:
                continue
            task = self.sent.pop(future)
            heard = self._heard(future)
            if heard is None:
                yield task, None
            elif heard.outcome is None:
                self._refused(heard)
                waiting.appendleft(task)
            else:
                yield task, Answer(task, heard.outcome, heard.processor)

    def _room(self, *, alone: bool) -> int:
        """How many sounds may be out at once.

        Raises:
            ClusterError: no worker has been there for as long as one is waited for.
        """
        with _lost_to(self.place.address):
            there = set(self.client.nthreads())
        self.posts = there - set(self.refusals)
        if self.posts:
            self.last_seen = time.monotonic()
        elif there or time.monotonic() - self.last_seen > self.place.patience:
            raise ClusterError(message=self._nobody())
        return min(1, len(self.posts)) if alone else _AHEAD * len(self.posts)

    def _send(self, task: Task) -> str | None:
        """Sends a sound; the sentence that says why it cannot be read."""
        from transcribe.batch.cluster.posts import hear

        if not task.source.is_file():
            return gone(task.source)
        try:
            sound = Held(readable_name(task.source), task.source.read_bytes())
        except OSError as error:
            return unread(task.source, error)
        future = self.client.submit(
            hear, sound, key=f"transcribe-{uuid.uuid4()}", pure=False, retries=0,
            workers=sorted(self.posts) if self.refusals else None, allow_other_workers=bool(self.refusals),
        )  # fmt: skip
        self.sent[future] = task
        future.add_done_callback(self.ended.put)
        return None

    def _next(self) -> Any | None:  # noqa: ANN401
        try:
            return self.ended.get(timeout=_LOOK_S)
        except queue.Empty:
            return None

    def _heard(self, future: Any) -> Heard | None:  # noqa: ANN401
        """What a worker gave; ``None`` when it died.

        Raises:
            ClusterError: the scheduler went away.
            TranscribeError: what strikes every file alike.
        """
        from distributed.scheduler import KilledWorker

        try:
            heard: Heard = future.result()
        except KilledWorker:
            return None
        except TranscribeError:
            raise
        except Exception as error:
            raise ClusterError(
                message=f"L’ordonnanceur ne répond plus à « {self.place.address} » ({type(error).__name__}) : ce qui "
                "est converti le reste ; relancez-le, puis la même commande, qui reprendra où elle s’est arrêtée."
            ) from error
        finally:
            future.release()
        return heard

    def _refused(self, heard: Heard) -> None:
        if heard.address not in self.refusals:
            self.refusals[heard.address] = f"{heard.post} : {heard.refusal}"
            self.say(f"Le poste « {heard.post} » ne convertit pas : {heard.refusal}.")

    def _nobody(self) -> str:
        if self.refusals:
            why = next(iter(self.refusals.values()))
            return (
                f"Aucun poste ne peut convertir ({why}) : installez partout la même version de transcribe et "
                "les mêmes lexiques, puis relancez la même commande."
            )
        return (
            "Aucun poste n’est là pour convertir : lancez « transcribe cluster worker » sur un autre ordinateur, puis "
            "la même commande, qui reprendra où elle s’est arrêtée."
        )
