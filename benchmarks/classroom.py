"""A class that saves at once: p95 of autosave, refusals, losses after SIGKILL, memory and start of the server.

    python benchmarks/classroom.py [--learners 36] [--seconds 15] [--every 2] [--convert]

Starts ``transcribe serve`` over a space of its own with that many learners, each saving 2.5 KB every ``--every``
seconds over a connection that stays open, as a browser's does; with ``--convert``, the server's own process hears four
recordings meanwhile, and the trainer's page follows the class. Halfway the server is killed and started again; at the
end every save that was answered is looked for in the versions. A write of the same size and flush to the same disk,
alone, is the baseline of the times.
"""

import argparse
import contextlib
import http.client
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from transcribe import classroom
from transcribe.classroom import sources
from transcribe.classroom.demo import build_demo

ROOT = Path(__file__).parent.parent
COMMAND = [sys.executable, "-c", "from transcribe.cli.main import main; main()"]
SAMPLE = "Compte-rendu de consultation. " * 84


@dataclass
class Learner:
    """One learner's window: what it typed, and which saves were answered."""

    name: str
    pin: str
    cookie: str = ""
    copy: str = ""
    rev: int = 0
    seq: int = 0
    answered: set[tuple[int, str]] = field(default_factory=set)
    took: list[float] = field(default_factory=list)
    refused: int = 0
    unreached: int = 0


@dataclass
class Running:
    folder: Path
    port: int
    process: subprocess.Popen[bytes]
    ready: float

    @property
    def memory(self) -> float:
        """Resident memory in MB, where the system tells (Linux)."""
        try:
            status = Path(f"/proc/{self.process.pid}/status").read_text("utf-8")
        except OSError:
            return float("nan")
        found = re.search(r"VmRSS:\s+(\d+)", status)
        return int(found[1]) / 1024 if found else float("nan")


def serve(folder: Path, port: int) -> Running:
    begin = time.perf_counter()
    said = (folder.parent / "said.txt").open("wb")
    arguments = ["serve", "--espace", str(folder), "--port", str(port), "--sans-navigateur"]
    process = subprocess.Popen([*COMMAND, *arguments], stderr=said, stdout=subprocess.DEVNULL, cwd=ROOT)
    while True:
        try:
            http.client.HTTPConnection("127.0.0.1", port, timeout=1).request("GET", "/")
            break
        except OSError:
            if process.poll() is not None:
                raise SystemExit((folder.parent / "said.txt").read_text("utf-8")) from None
            time.sleep(0.02)
    return Running(folder, port, process, time.perf_counter() - begin)


def ask(
    connection: http.client.HTTPConnection,
    port: int,
    learner: Learner,
    method: str,
    path: str,
    body: bytes = b"",
) -> tuple[int, dict[str, str], str]:
    headers = {"Host": f"127.0.0.1:{port}", "Origin": f"http://127.0.0.1:{port}", "X-Transcribe": "1"}
    headers |= {"Cookie": learner.cookie} if learner.cookie else {}
    if body:
        headers["Content-Type"] = (
            "application/json" if path.startswith("/api") else "application/x-www-form-urlencoded"
        )
    connection.request(method, path, body or None, headers)
    got = connection.getresponse()
    text = got.read().decode("utf-8")
    named = {name.lower(): value for name, value in got.getheaders()}
    if "set-cookie" in named:
        learner.cookie = named["set-cookie"].partition(";")[0]
    return got.status, named, text


def enter(learner: Learner, port: int, code: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def token(page: str) -> str:
        found = re.search(r'name="jeton" value="([^"]+)"', ask(connection, port, learner, "GET", page)[2])
        assert found
        return found[1]

    fields = {"jeton": token("/"), "code": code, "nom": learner.name, "pin": learner.pin}
    assert ask(connection, port, learner, "POST", "/entrer", urlencode(fields).encode())[0] == 303
    page = ask(connection, port, learner, "GET", "/travaux")[2]
    action = re.search(r'action="(/travaux/\d+/ouvrir)"', page)
    assert action
    answer = ask(
        connection, port, learner, "POST", action[1], urlencode({"jeton": token("/travaux")}).encode()
    )
    learner.copy = answer[1]["location"].rpartition("/")[2]


def work(learner: Learner, port: int, until: float, every: float) -> None:
    """Saves as ``static/saving.js`` does: one at a time, the same change again when no answer came."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    time.sleep(random.random() * every)
    while time.perf_counter() < until:
        learner.seq += 1
        text = f"{learner.seq} {SAMPLE}"
        body = {"base": learner.rev, "text": text, "styles": [], "tab": "essai", "seq": learner.seq}
        while time.perf_counter() < until + 10:
            begin = time.perf_counter()
            try:
                status, _, said = ask(
                    connection, port, learner, "PUT", f"/api/copies/{learner.copy}", json.dumps(body).encode()
                )
            except (OSError, http.client.HTTPException):
                learner.unreached += 1
                connection.close()
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
                time.sleep(0.3)
                continue
            learner.took.append(time.perf_counter() - begin)
            if status == 200:
                learner.rev = json.loads(said)["rev"]
                learner.answered.add((learner.seq, text))
            else:
                learner.refused += 1
            break
        time.sleep(every)


def flush_alone(folder: Path, count: int = 40) -> float:
    """Median seconds of a write of 2.5 KB and its flush, alone on the same disk."""
    took = []
    with (folder / "baseline").open("wb") as stream:
        for _ in range(count):
            begin = time.perf_counter()
            stream.write(SAMPLE.encode())
            stream.flush()
            os.fsync(stream.fileno())
            took.append(time.perf_counter() - begin)
    return statistics.median(took)


def lost(folder: Path, learners: list[Learner]) -> int:
    store = classroom.Store(folder)
    missing = 0
    with store.read() as db:
        for learner in learners:
            kept = {
                (row["seq"], row["text"])
                for row in db.execute("SELECT seq, text FROM version WHERE copy = ?", (int(learner.copy),))
            }
            missing += len(learner.answered - kept)
    store.close()
    return missing


def made_space(folder: Path, count: int, *, recordings: int) -> tuple[str, list[Learner], Learner, int]:
    """The class's code, its learners, its trainer, and an assignment to follow."""
    store = classroom.Store(folder)
    made = build_demo(store)
    who = classroom.owner(store)
    class_ = classroom.classes(store, who)[0]
    slips = classroom.enrol(store, who, class_, [classroom.Newcomer(f"Essai N{n}") for n in range(count)])
    followed = classroom.assignments_in(store, who, class_)[-1].id
    for path in sorted((ROOT / "samples").glob("*.ogg"))[:recordings]:
        receiving = sources.Receiving(store, who, path.name, path.stat().st_size)
        receiving.write(path.read_bytes())
        receiving.finish()
    store.close()
    learners = [Learner(slip.person.name, slip.pin) for slip in slips]
    return class_.code, learners, Learner(made["trainer"], made["trainer_pin"]), followed


def watch(trainer: Learner, port: int, followed: int) -> None:
    """The trainer's page of an assignment, open until the server is killed."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    token = re.search(r'name="jeton" value="([^"]+)"', ask(connection, port, trainer, "GET", "/formateur")[2])
    assert token
    fields = urlencode({"jeton": token[1], "nom": trainer.name, "pin": trainer.pin}).encode()
    assert ask(connection, port, trainer, "POST", "/formateur/entrer", fields)[0] == 303
    headers = {"Host": f"127.0.0.1:{port}", "Cookie": trainer.cookie}
    connection.request("GET", f"/suivi/{followed}/flux", None, headers)
    answer = connection.getresponse()
    assert answer.status == 200
    with contextlib.suppress(OSError, http.client.HTTPException):
        while answer.readline():
            trainer.seq += 1


def free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--learners", type=int, default=36)
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--every", type=float, default=2)
    parser.add_argument("--convert", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "espace"
        code, learners, trainer, followed = made_space(
            folder, options.learners, recordings=4 if options.convert else 0
        )
        alone = flush_alone(Path(place))
        running = serve(folder, free_port())
        for learner in learners:
            enter(learner, running.port, code)
        if options.convert:
            follow = (trainer, running.port, followed)
            threading.Thread(target=watch, args=follow, daemon=True).start()
        until = time.perf_counter() + options.seconds
        threads = [
            threading.Thread(target=work, args=(one, running.port, until, options.every)) for one in learners
        ]
        for thread in threads:
            thread.start()
        time.sleep(options.seconds / 2)
        memory = running.memory
        before = [second for one in learners for second in list(one.took)]
        running.process.kill()
        running.process.wait()
        again = serve(folder, running.port)
        for thread in threads:
            thread.join()
        again.process.kill()
        again.process.wait()
        missing = lost(folder, learners)
    times = sorted(before)
    p50, p95 = (times[int(len(times) * share)] for share in (0.5, 0.95))
    answered = sum(len(one.answered) for one in learners)
    print(
        f"learners {options.learners}, one save of 2.5 KB every {options.every:g} s, conversion {options.convert}, "
        f"{trainer.seq} lines told to the trainer"
    )
    print(f"ready {running.ready:.2f} s (after the kill {again.ready:.2f} s), memory {memory:.0f} MB")
    print(
        f"saves answered {answered}, refused {sum(one.refused for one in learners)}, missing after SIGKILL {missing}"
    )
    print(f"p50 {p50 * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms; a flush alone {alone * 1000:.1f} ms")
    sys.exit(1 if missing else 0)


if __name__ == "__main__":
    main()
