"""A review to decide on, of a sound and a text, and the command that serves it, in a process of its own."""

import http.client
import json
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tests.web.conftest import COMMAND, wait_until
from transcribe import letters
from transcribe.anonymising.keeping import Item, State, write_state
from transcribe.anonymising.review import Line, write_table
from transcribe.anonymising.sound import write_sound
from transcribe.core.files import sha256_of
from transcribe.core.types import Transcript, Word

SAID = "madame Zofia Blanc est vue par monsieur Lantier"
NOTE = "Mme Blanc 😀, vue par M. Lantier."


def heard_item(folder: Path) -> Item:
    """Un enregistrement d’un mot toutes les demi-secondes."""
    path = folder / "dictees" / "visite.ogg"
    path.parent.mkdir()
    write_sound(np.random.default_rng(1).normal(0, 2000, 16_000 * 6).astype(np.int16), 16_000, path)
    words = tuple(Word(text, place / 2, place / 2 + 0.4, 0.9) for place, text in enumerate(SAID.split()))
    start = SAID.index("Zofia")
    lines = (
        Line("001-01", "person", "Zofia Blanc", "Anne Masson", "madame [Zofia Blanc] est vue", "derrière « madame »",
             0.9, start, start + 11, 1, 2, 0.5, 1.4),
        Line("001-02", None, "", "", "", "voix sans mot reconnu", 0.3, since=4.5, until=5.0),
    )  # fmt: skip
    return Item("001", str(path), sha256_of(path), True, Transcript(words, duration=6.0), (), lines)


def written_item(folder: Path) -> Item:
    path = folder / "dictees" / "note.txt"
    path.write_text(NOTE, "utf-8")
    revision = letters.plain_revision(NOTE)
    start = revision.text.index("Blanc")
    line = Line("002-01", "person", "Blanc", "Masson", "Mme [Blanc] 😀", "", 0.5, start, start + 5)
    return Item("002", str(path), sha256_of(path), False, revision.transcript, revision.edits, (line,))


def begun(folder: Path, review: Path) -> State:
    """A review as the first run leaves it, of files in ``folder/dictees``."""
    state = State((heard_item(folder), written_item(folder)))
    write_state(review, state)
    write_table(review, [(item.name, line, "") for item in state.items for line in item.lines])
    return state


@dataclass
class Reviewing:
    """``transcribe anonymise dictees/ --out anonymes/ --page`` in ``folder``, which may be killed and started again."""

    folder: Path
    address: str = ""
    process: subprocess.Popen[bytes] | None = None

    @property
    def out(self) -> Path:
        return self.folder / "anonymes"

    @property
    def review(self) -> Path:
        return self.folder / "anonymes-relecture"

    def start(self) -> "Reviewing":
        said = self.folder / "said.txt"
        files = [str(self.folder / "dictees"), "--out", str(self.out)]
        with said.open("w", encoding="utf-8") as stream:
            self.process = subprocess.Popen(
                [*COMMAND, "anonymise", *files, "--page", "--sans-navigateur"],
                stderr=stream,
                stdout=subprocess.DEVNULL,
            )
        wait_until(lambda: "Ctrl+C" in said.read_text("utf-8") or self.process.poll() is not None, 60)
        found = re.search(r"http://\S+/", said.read_text("utf-8"))
        assert found, said.read_text("utf-8")
        self.address = found[0]
        return self

    def kill(self) -> None:
        """SIGKILL: nothing is said to the process, nothing is finished by it."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(15)

    def ask(self, method: str, path: str, body: object = None) -> tuple[int, dict[str, Any]]:
        """An address of the interface, as the page asks it: ``001/passages/001-01``."""
        secret = self.address.partition("/relecture/")[2]
        return self.post(method, f"/api/relecture/{secret}{path}", body)

    def finish(self) -> int:
        """« Tout est relu »."""
        return self.post("POST", f"/relecture/{self.address.partition('/relecture/')[2]}terminer")[0]

    def post(self, method: str, path: str, body: object = None) -> tuple[int, dict[str, Any]]:
        host = self.address.removeprefix("http://").partition("/")[0]
        connection = http.client.HTTPConnection(host, timeout=30)
        headers = {"Origin": f"http://{host}", "X-Transcribe": "1", "Content-Type": "application/json"}
        try:
            connection.request(method, path, json.dumps(body).encode() if body else None, headers)
            answer = connection.getresponse()
            content = answer.read().decode("utf-8")
        finally:
            connection.close()
        return answer.status, json.loads(content) if content.startswith("{") else {"said": content}

    def until_over(self, seconds: float = 20) -> int:
        """How the command ended, once the review was finished or put off."""
        assert self.process is not None
        return self.process.wait(seconds)
