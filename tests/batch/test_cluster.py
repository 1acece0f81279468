"""Several machines, played by processes of this one: whatever dies, each file is converted once."""

import contextlib
import os
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.batch.machines import RECIPE, ROOT, WAIT_S, Machines, as_it_is, free_port, started
from transcribe.batch import Ledger, make_plan
from transcribe.batch.cluster.certificates import identity_in, make_certificates
from transcribe.batch.cluster.engine import Place, cluster
from transcribe.core.errors import ClusterError
from transcribe.core.files import write_text
from transcribe.pipeline import Conversion

psutil = pytest.importorskip("psutil", reason="l’extra « cluster » n’est pas installé")
pytest.importorskip("distributed", reason="l’extra « cluster » n’est pas installé")
pytestmark = pytest.mark.skipif(os.name != "posix", reason="signaux POSIX")


def other() -> str:
    """A worker's own answer, which depends on where it is asked."""
    return f"empreinte {os.environ.get('POSTE', '')}".strip()


@pytest.fixture(scope="module")
def machines() -> Iterator[Machines]:
    with started(2) as found:
        yield found


def write_dictations(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        write_text(folder / f"{name}.wav", text)
    return folder


def words_of(folder: Path) -> dict[str, str]:
    return {path.stem: path.read_text("utf-8").strip() for path in (folder / "out").glob("*.txt")}


def test_only_the_poison_fails_and_its_neighbours_are_converted_once(
    machines: Machines, tmp_path: Path
) -> None:
    good = {f"b{n}": f"lent bon {n}" for n in range(8)}
    write_dictations(tmp_path, a="mort", **good, c="sort", d="", e="bogue")
    results = list(machines.convert(tmp_path))
    assert Counter(r.task.name for r in results) == Counter([*good, "a", "c", "d", "e"])
    assert {r.task.name for r in results if r.status == "converted"} == {*good}
    errors = {r.task.name: r.error for r in results if r.error}
    assert "a.wav » a arrêté deux fois le processus" in errors["a"]
    assert "c.wav » a arrêté deux fois le processus" in errors["c"]
    assert "d.wav » ne contient aucune parole" in errors["d"]
    assert "ZeroDivisionError" in errors["e"]
    assert words_of(tmp_path) == good
    assert sum(r.elsewhere for r in results) > 0
    assert not list(tmp_path.rglob("*(2)*"))


def test_a_letter_that_this_machine_cannot_finish_costs_no_other(machines: Machines, tmp_path: Path) -> None:
    def finish(conversion: Conversion) -> Conversion:
        if conversion.text == "toux":
            raise ZeroDivisionError
        return conversion

    tasks = make_plan([write_dictations(tmp_path, a="toux", b="fièvre")], Ledger(tmp_path)).tasks
    engine = cluster(machines.place(), RECIPE, machines.said.append, finish)
    outcomes = {answer.task.name: answer.outcome for answer in engine(tasks)}
    assert "a.wav » n’a pas pu être converti" in str(outcomes["a"])
    assert isinstance(outcomes["b"], Conversion)


def test_a_killed_worker_and_a_late_one_change_nothing(machines: Machines, tmp_path: Path) -> None:
    write_dictations(tmp_path, **{f"a{n:02}": f"lent dictée {n}" for n in range(12)})
    extra = machines.worker()
    machines.until(machines.serving)
    statuses: list[str] = []
    for result in machines.convert(tmp_path):
        statuses.append(result.status)
        if len(statuses) == 3:
            for one in psutil.Process(extra.pid).children(recursive=True):
                one.kill()
            extra.kill()
            machines.worker()
    assert statuses == ["converted"] * 12
    assert len(words_of(tmp_path)) == 12


def test_a_coordinator_that_is_killed_is_taken_up(machines: Machines, tmp_path: Path) -> None:
    """Left in the middle as by ``kill -9``: what the ledger holds is not done again, and nothing is lost."""
    write_dictations(tmp_path, **{f"a{n}": f"lent dictée {n}" for n in range(8)})
    code = (
        "import os, sys; from pathlib import Path; from tests.batch.machines import Machines\n"
        "seen = 0\n"
        f"for _ in Machines(Path({str(machines.folder)!r}), {machines.port}).convert(Path({str(tmp_path)!r})):\n"
        "    seen += 1\n"
        "    if seen == 3: os.kill(os.getpid(), 9)\n"
    )
    killed = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, timeout=WAIT_S)
    assert killed.returncode == -signal.SIGKILL
    assert len(words_of(tmp_path)) == 3
    assert Counter(r.status for r in machines.convert(tmp_path)) == {"skipped": 3, "converted": 5}
    assert len(words_of(tmp_path)) == 8
    assert not list(tmp_path.rglob("*(2)*"))


def test_a_worker_of_another_version_is_left_out_and_said(machines: Machines, tmp_path: Path) -> None:
    write_dictations(tmp_path, **{f"a{n}": f"lent dictée {n}" for n in range(6)})
    machines.worker(POSTE="différent")
    machines.until(machines.serving)
    recipe = replace(RECIPE, fingerprint=other)
    assert {r.status for r in machines.convert(tmp_path, recipe=recipe)} == {"converted"}
    assert any("version de transcribe, modèle, lexiques" in sentence for sentence in machines.said)


def test_when_no_worker_fits_it_is_said_at_once(machines: Machines, tmp_path: Path) -> None:
    write_dictations(tmp_path, a="toux")
    with pytest.raises(ClusterError, match=r"Aucun poste ne peut convertir .*version de transcribe"):
        list(machines.convert(tmp_path, recipe=replace(RECIPE, expected="une autre")))


def test_a_sound_is_never_on_a_workers_disk(machines: Machines, tmp_path: Path) -> None:
    """Neither the words nor the bytes of a sound stand in any file of those that the workers may write."""
    secret = "zorbulectomie"
    write_dictations(tmp_path, a=f"lent {secret}")
    seen: list[Path] = []

    def look() -> None:
        for place in Path(tempfile.gettempdir()).glob("transcribe-poste-*"):
            seen.extend(p for p in place.rglob("*") if p.is_file() and secret.encode() in p.read_bytes())

    results = machines.convert(tmp_path)
    watcher = threading.Timer(0.5, look)
    watcher.start()
    assert [r.status for r in results] == ["converted"]
    watcher.join()
    look()
    assert seen == []


def test_who_has_no_certificate_of_the_group_is_not_listened_to(machines: Machines, tmp_path: Path) -> None:
    stranger = tmp_path / "autres"
    make_certificates(stranger)
    for identity in (identity_in(stranger / "coordinateur"), identity_in(stranger / "poste")):
        place = Place(machines.address, identity)
        engine = cluster(place, RECIPE, machines.said.append, as_it_is)
        write_dictations(tmp_path, a="toux")
        with pytest.raises(ClusterError, match="refuse ces certificats"):
            list(engine(make_plan([tmp_path / "a.wav"], Ledger(tmp_path)).tasks))


def test_a_client_without_a_certificate_is_cut_off(machines: Machines) -> None:
    trusting = ssl.create_default_context(cafile=str(machines.folder / "autorite.crt"))
    trusting.check_hostname = False
    with (
        socket.create_connection(("127.0.0.1", machines.port)) as one,
        trusting.wrap_socket(one) as link,
        pytest.raises(ssl.SSLError, match="certificate required"),
    ):
        link.recv(1)
    with socket.create_connection(("127.0.0.1", machines.port)) as one:  # in clear
        one.settimeout(10)
        one.sendall(b"\0" * 64)
        with contextlib.suppress(ConnectionError):
            while said := one.recv(100):
                assert said[0] == 21  # an alert of TLS (RFC 8446, 5.1), and nothing else


def test_a_coordinators_certificate_cannot_serve(machines: Machines) -> None:
    """Who may only ask cannot pass for the scheduler: nobody connects to it."""
    theirs = identity_in(machines.folder / "poste")
    ours = identity_in(machines.folder / "coordinateur")
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.load_cert_chain(ours.certificate, ours.key)
    client = ssl.create_default_context(ssl.Purpose.SERVER_AUTH, cafile=str(theirs.authority))
    client.check_hostname = False
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            with contextlib.suppress(OSError), listening.accept()[0] as one:
                server.wrap_socket(one, server_side=True)

        thread = threading.Thread(target=serve)
        thread.start()
        with (
            socket.create_connection(listening.getsockname()) as one,
            pytest.raises(ssl.SSLCertVerificationError, match="purpose"),
        ):
            client.wrap_socket(one)
        thread.join()


def test_a_scheduler_that_goes_away_ends_the_run_with_a_sentence(tmp_path: Path) -> None:
    make_certificates(tmp_path / "certificats")
    machines = Machines(tmp_path / "certificats", free_port())
    folder = write_dictations(tmp_path / "in", **{f"a{n}": f"lent dictée {n}" for n in range(6)})
    scheduler = machines.scheduler()
    try:
        machines.until(machines.listening)
        machines.worker()
        with pytest.raises(ClusterError, match=r"relancez|vérifiez"):
            for _ in machines.convert(folder):
                scheduler.kill()
        assert 1 <= len(words_of(folder)) < 6
    finally:
        machines.stop()


def test_without_a_scheduler_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from transcribe.batch.cluster import engine

    monkeypatch.setattr(engine, "_CONNECT_S", 1)
    make_certificates(tmp_path)
    place = Place("tls://127.0.0.1:9", identity_in(tmp_path / "coordinateur"))
    write_dictations(tmp_path, a="toux")
    tasks = make_plan([tmp_path / "a.wav"], Ledger(tmp_path)).tasks
    with pytest.raises(ClusterError, match="ne répond pas"):
        list(cluster(place, RECIPE, print, as_it_is)(tasks))


def test_a_worker_that_is_asked_to_stop_leaves_nothing_behind(machines: Machines) -> None:
    place = Path(tempfile.gettempdir())
    before = {*place.glob("transcribe-poste-*")}
    asked = machines.worker()
    machines.until(machines.serving)
    (folder,) = {*place.glob("transcribe-poste-*")} - before
    asked.terminate()
    assert asked.wait(WAIT_S) == 0
    assert not folder.exists()
