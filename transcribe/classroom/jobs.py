"""Long work, leased: a process takes a job for a few seconds and says that it lives; a dead one's job is taken again.

The server asks, processes of their own work (``transcribe.jobs``): a restart of the one or the death of the other
loses nothing. A job whose process died ``TRIES`` times has failed, so that one bad file stops no other.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from transcribe.classroom.access import need_trainer, note
from transcribe.classroom.errors import NotAllowed
from transcribe.classroom.store import Store
from transcribe.classroom.types import Who

Kind = Literal["convert", "batch"]
State = Literal["waiting", "running", "done", "failed"]
LEASE_MS = 15_000
TRIES = 2
_DIED = (
    "Le programme s’est arrêté deux fois en y travaillant : essayez un autre enregistrement, ou recommencez."
)


@dataclass(frozen=True, slots=True)
class Job:
    """A job. ``done`` and ``total`` are seconds of sound, or exercises; times are UTC milliseconds."""

    id: int
    kind: Kind
    target: int
    state: State
    tries: int
    done: float
    total: float
    error: str
    started: int | None
    ended: int | None


def add_job(db: sqlite3.Connection, store: Store, kind: Kind, target: int) -> int:
    """Asks for work on a target; one that waits or runs already is not asked twice."""
    row = db.execute(
        "SELECT id FROM job WHERE kind = ? AND target = ? AND state IN ('waiting', 'running')", (kind, target)
    ).fetchone()
    if row is not None:
        return int(row["id"])
    number = store.new_id()
    db.execute(
        "INSERT INTO job (id, kind, target, state, created) VALUES (?, ?, ?, 'waiting', ?)",
        (number, kind, target, store.clock()),
    )
    return number


def jobs_of(store: Store, who: Who) -> list[Job]:
    """The last job of each target, the oldest first.

    Raises:
        NotAllowed: a learner asks.
    """
    need_trainer(who)
    with store.read() as db:
        rows = db.execute("SELECT * FROM job ORDER BY created, id").fetchall()
    return list({(row["kind"], row["target"]): _job(row) for row in rows}.values())


def ask_again(store: Store, who: Who, job: int) -> None:
    """Gives a job that failed another chance.

    Raises:
        NotAllowed: a learner asks, or no such job failed.
    """
    need_trainer(who)

    def act(db: sqlite3.Connection) -> None:
        again = db.execute(
            "UPDATE job SET state = 'waiting', tries = 0, error = '', done = 0, ended = NULL "
            "WHERE id = ? AND state = 'failed'",
            (job,),
        ).rowcount
        if not again:
            raise NotAllowed()
        note(db, store.clock(), who, "ask_again", job)

    store.write(act)


# --- what the processes that work use -----------------------------------------------------------------------------


def is_work_waiting(store: Store) -> bool:
    """Whether a job waits for a process, or was left by a dead one."""
    with store.read() as db:
        found = db.execute(f"SELECT 1 FROM job WHERE {_FREE}", {"now": store.clock()}).fetchone()
    return found is not None


_FREE = "(state = 'waiting' OR (state = 'running' AND until < :now))"


def take_job(store: Store, worker: str) -> Job | None:
    """The oldest free job, leased to ``worker`` from now on."""

    def act(db: sqlite3.Connection) -> Job | None:
        now = store.clock()
        db.execute(
            f"UPDATE job SET state = 'failed', error = :why, ended = :now WHERE {_FREE} AND tries >= :most",
            {"why": _DIED, "now": now, "most": TRIES},
        )
        row = db.execute(
            "UPDATE job SET state = 'running', worker = :worker, until = :until, tries = tries + 1, done = 0, "
            f"started = :now WHERE id = (SELECT id FROM job WHERE {_FREE} ORDER BY created, id LIMIT 1) RETURNING *",
            {"worker": worker, "until": now + LEASE_MS, "now": now},
        ).fetchone()
        return None if row is None else _job(row)

    return store.write(act)


def beat(store: Store, job: int, worker: str, *, done: float, total: float) -> bool:
    """Says that ``worker`` lives and how far it is; false when the job is no longer its own."""

    def act(db: sqlite3.Connection) -> bool:
        mine = db.execute(
            "UPDATE job SET until = ?, done = ?, total = ? WHERE id = ? AND worker = ? AND state = 'running'",
            (store.clock() + LEASE_MS, done, total, job, worker),
        ).rowcount
        return mine == 1

    return store.write(act)


def end_job(
    store: Store,
    job: int,
    worker: str,
    *,
    keep: Callable[[sqlite3.Connection], None] = lambda db: None,
    error: str = "",
) -> bool:
    """Ends a job with what it gives (``keep``) in one transaction, or with the sentence that says why not.

    False, and nothing is kept, when the job is no longer that worker's: another has done it.
    """

    def act(db: sqlite3.Connection) -> bool:
        mine = db.execute(
            "UPDATE job SET state = ?, error = ?, ended = ?, done = total "
            "WHERE id = ? AND worker = ? AND state = 'running'",
            ("failed" if error else "done", error, store.clock(), job, worker),
        ).rowcount
        if mine and not error:
            keep(db)
        return mine == 1

    return store.write(act)


def let_go(store: Store, worker: str) -> None:
    """Gives back what a worker that is asked to stop had begun: it costs no try."""
    store.write(
        lambda db: db.execute(
            "UPDATE job SET state = 'waiting', worker = '', tries = tries - 1, done = 0 "
            "WHERE worker = ? AND state = 'running'",
            (worker,),
        )
    )


def _job(row: sqlite3.Row) -> Job:
    return Job(
        row["id"], row["kind"], row["target"], row["state"], row["tries"], row["done"], row["total"], row["error"],
        row["started"], row["ended"],
    )  # fmt: skip
