"""Le travail long : loué, jamais perdu, fait une fois ; un fichier qui tue son processus n’en arrête pas d’autre."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.classroom.conftest import Clock
from transcribe import classroom
from transcribe.classroom import jobs
from transcribe.classroom.errors import NotAllowed
from transcribe.classroom.jobs import LEASE_MS, TRIES


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[classroom.Store]:
    one = classroom.Store(tmp_path / "espace", clock=clock)
    yield one
    one.close()


def ask(store: classroom.Store, target: int) -> int:
    return store.write(lambda db: jobs.add_job(db, store, "convert", target))


def test_un_travail_demande_deux_fois_n_est_fait_qu_une(store: classroom.Store) -> None:
    assert ask(store, 1) == ask(store, 1)
    assert jobs.take_job(store, "a") is not None
    assert jobs.take_job(store, "b") is None


def test_le_travail_d_un_mort_est_repris_et_lui_ne_peut_plus_le_finir(
    store: classroom.Store, clock: Clock
) -> None:
    number = ask(store, 1)
    assert jobs.take_job(store, "mort")
    clock.now += LEASE_MS // 2
    assert jobs.beat(store, number, "mort", done=1, total=10)
    clock.now += LEASE_MS - 1
    assert not jobs.is_work_waiting(store)
    clock.now += 2
    taken = jobs.take_job(store, "vivant")
    assert taken is not None and taken.tries == 2
    assert not jobs.beat(store, number, "mort", done=2, total=10)
    kept: list[str] = []
    assert not jobs.end_job(store, number, "mort", keep=lambda db: kept.append("mort"))
    assert jobs.end_job(store, number, "vivant", keep=lambda db: kept.append("vivant"))
    assert kept == ["vivant"]


def test_ce_qui_tue_son_processus_echoue_seul(store: classroom.Store, clock: Clock) -> None:
    ask(store, 1)
    clock.now += 1
    ask(store, 2)
    ended: list[int] = []
    for turn in range(10):
        job = jobs.take_job(store, f"p{turn}")
        if job is None:
            break
        if job.target == 2:
            jobs.end_job(store, job.id, f"p{turn}")
            ended.append(2)
        else:
            clock.now += LEASE_MS + 1  # it died
    owner = classroom.owner(store)
    states = {one.target: (one.state, one.tries) for one in jobs.jobs_of(store, owner)}
    assert states == {1: ("failed", TRIES), 2: ("done", 1)} and ended == [2]
    failed = next(one for one in jobs.jobs_of(store, owner) if one.target == 1)
    assert "s’est arrêté deux fois" in failed.error
    jobs.ask_again(store, owner, failed.id)
    assert jobs.is_work_waiting(store)
    with pytest.raises(NotAllowed):
        jobs.ask_again(store, owner, failed.id)


def test_un_arret_demande_rend_le_travail_sans_compter_d_essai(store: classroom.Store) -> None:
    ask(store, 1)
    jobs.take_job(store, "a")
    jobs.let_go(store, "a")
    again = jobs.take_job(store, "b")
    assert again is not None and again.tries == 1
