"""A server on this machine over a demonstration space, as « transcribe serve » runs it."""

import http.client
import json
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pytest

from transcribe import classroom
from transcribe.classroom.demo import build_demo

COMMAND = [sys.executable, "-c", "from transcribe.cli.main import main; main()"]


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


@dataclass
class Server:
    """The program in its own process, which may be killed and started again."""

    folder: Path
    code: str
    name: str
    pin: str
    trainer: str = ""
    trainer_pin: str = ""
    port: int = 0
    options: tuple[str, ...] = ()
    said: str = ""
    process: subprocess.Popen[bytes] | None = None

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"http://{self.host}"

    def start(self) -> "Server":
        if not self.port:
            self.port = free_port()
        arguments = [
            "serve",
            "--espace",
            str(self.folder),
            "--port",
            str(self.port),
            "--sans-navigateur",
            *self.options,
        ]
        said = self.folder.parent / "said.txt"
        with said.open("w", encoding="utf-8") as stream:
            self.process = subprocess.Popen([*COMMAND, *arguments], stderr=stream, stdout=subprocess.DEVNULL)
        wait_until(lambda: "Ctrl+C" in said.read_text("utf-8") or self.process.poll() is not None, 60)
        self.said = said.read_text("utf-8")
        assert "Ctrl+C" in self.said, self.said
        return self

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()


@dataclass
class Client:
    """One browser without scripts: it keeps its cookie and follows nothing."""

    server: Server
    cookie: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
        sent = {
            "Host": self.server.host,
            **self.headers,
            **{k.replace("_", "-"): v for k, v in headers.items()},
        }
        if self.cookie:
            sent["Cookie"] = self.cookie
        connection.request(method, path, body, sent)
        got = connection.getresponse()
        answer = Answer(got.status, {k.lower(): v for k, v in got.getheaders()}, got.read())
        connection.close()
        if "set-cookie" in answer.headers:
            self.cookie = answer.headers["set-cookie"].partition(";")[0]
        return answer

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, None, **headers)

    def token(self, page: str) -> str:
        found = re.search(r'name="jeton" value="([^"]+)"', self.get(page).text)
        assert found
        return found[1]

    def post(self, path: str, fields: dict[str, str], **headers: str) -> Answer:
        given = {"Origin": self.server.url, "Content-Type": "application/x-www-form-urlencoded", **headers}
        return self.ask("POST", path, urlencode(fields).encode(), **given)

    def put(self, copy: str, text: str, seq: int = 1, **changes: str) -> Answer:
        """Sends a text as the page of a copy does."""
        body = {"base": 0, "text": text, "styles": [], "tab": "essai", "seq": seq}
        return self.put_bytes(copy, json.dumps(body).encode(), **changes)

    def put_bytes(self, copy: str, body: bytes, **changes: str) -> Answer:
        headers = {"Origin": self.server.url, "X_Transcribe": "1", **changes}
        return self.ask("PUT", f"/api/copies/{copy}", body, **{k: v for k, v in headers.items() if v})

    def sign_in(self, name: str = "", pin: str = "") -> Answer:
        fields = {
            "jeton": self.token("/"), "code": self.server.code, "nom": name or self.server.name,
            "pin": pin or self.server.pin,
        }  # fmt: skip
        return self.post("/entrer", fields)

    def sign_in_trainer(self) -> Answer:
        fields = {
            "jeton": self.token("/formateur"), "nom": self.server.trainer, "pin": self.server.trainer_pin
        }  # fmt: skip
        return self.post("/formateur/entrer", fields)

    def open(self, title: str) -> str:
        """Begins or goes on with a work; gives the number of its copy."""
        page = self.get("/travaux").text
        item = next(part for part in page.split("<li>")[1:] if title in part)
        action = re.search(r'action="(/travaux/\d+/ouvrir)"', item)
        assert action, item
        answer = self.post(action[1], {"jeton": self.token("/travaux")})
        assert answer.status == 303
        return answer.headers["location"].rpartition("/")[2]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    store = classroom.Store(tmp_path / "espace")
    made = build_demo(store)
    store.close()
    trainer = (made["trainer"], made["trainer_pin"])
    running = Server(store.folder, made["code"], made["name"], made["pin"], *trainer).start()
    yield running
    running.stop()


def free_port() -> int:
    """A port that nobody listens on, nor on the next one, which https takes."""
    while True:
        with socket.socket() as probe, socket.socket() as following:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
            try:
                following.bind(("127.0.0.1", port + 1))
            except (OSError, OverflowError):
                continue
            return port


def wait_until(true: "object", seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end, "too long"
        time.sleep(0.05)


def learner_of(server: Server, rank: int) -> Client:
    """One more of the class, by his rank in its list, signed in with a new code."""
    store = classroom.Store(server.folder)
    who = classroom.owner(store)
    others = [
        one
        for one in classroom.members(store, who, classroom.classes(store, who)[0])
        if one.name != server.name
    ]
    slip = classroom.renew_pin(store, who, others[rank].id)
    store.close()
    client = Client(server)
    assert client.sign_in(slip.person.name, slip.pin).status == 303
    return client


def hand_in(client: Client, title: str, text: str = "") -> str:
    """Writes a text, when one is given, and hands it in; gives the number of the copy."""
    copy = client.open(title)
    if text:
        assert client.put(copy, text).status == 200
    assert client.post(f"/copie/{copy}/rendre", {"jeton": client.token("/travaux")}).status == 303
    return copy
