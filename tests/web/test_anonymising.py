"""La relecture avant anonymisation, par adresse : sans le secret il n’y a rien ; rien ne se perd, rien ne part."""

import csv
import json
import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.web.reviews import NOTE, begun
from tests.web.test_https import Wire
from transcribe.anonymising.deciding import Deciding
from transcribe.anonymising.keeping import State, read_state
from transcribe.anonymising.review import TABLE, read_review, write_table
from transcribe.anonymising.work import Exported, export
from transcribe.core.revision import Revision
from transcribe.core.types import Transcript, Word
from transcribe.web.anonymising import Review, create_app

KEY = "un-secret"
HOST = "127.0.0.1:8765"


class Room:
    """Une relecture servie, et un navigateur qui la lit."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.out = folder / "relecture", folder / "anonymes"
        state = begun(folder, self.folder)
        self.review = Review(Deciding(self.folder, state), KEY, str(self.out), self.write)
        self.wire = Wire(create_app(self.review), client="127.0.0.1", host=HOST)

    def write(self) -> Exported:
        state = read_state(self.folder)
        reviewed = read_review(self.folder, state.lines)
        return export(state, reviewed, self.out, suffix=".ogg", say=lambda _said: None)

    def ask(self, method: str, path: str, body: object = None, key: str = KEY) -> tuple[int, str]:
        sent = b"" if body is None else json.dumps(body).encode()
        return self.wire.ask(method, path.format(key=key), "", sent)

    def put(self, line: str, answer: list[Any], seen: list[Any]) -> tuple[int, dict[str, Any]]:
        status, text = self.ask(
            "PUT", f"/api/relecture/{KEY}/{line[:3]}/passages/{line}", {"answer": answer, "seen": seen}
        )
        return status, json.loads(text) if text.startswith("{") else {"said": text}

    def add(self, number: str, **body: object) -> tuple[int, str]:
        return self.ask("POST", f"/api/relecture/{KEY}/{number}/ajouts", body)

    def decide_all(self) -> None:
        for line, new in (("001-01", "Anne Masson"), ("001-02", ""), ("002-01", "Masson")):
            assert self.put(line, [True, new], [None, new])[0] == 200

    @property
    def table(self) -> list[dict[str, str]]:
        with (self.folder / TABLE).open(encoding="utf-8-sig", newline="") as stream:
            return list(csv.DictReader(stream, delimiter=";"))


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


ADDRESSES = [
    ("GET", "/relecture/{key}/"),
    ("GET", "/relecture/{key}/001"),
    ("GET", "/relecture/{key}/001/son"),
    ("POST", "/relecture/{key}/terminer"),
    ("POST", "/relecture/{key}/plus-tard"),
    ("GET", "/api/relecture/{key}/001"),
    ("PUT", "/api/relecture/{key}/001/passages/001-01"),
    ("POST", "/api/relecture/{key}/001/ajouts"),
    ("POST", "/api/relecture/{key}/001/proposer"),
    ("DELETE", "/api/relecture/{key}/001/ajouts/abc"),
]


@pytest.mark.parametrize(("method", "path"), ADDRESSES)
@pytest.mark.parametrize("key", ["", "un-secre", "un-secret2", "é"])
def test_sans_le_secret_il_n_y_a_rien(room: Room, method: str, path: str, key: str) -> None:
    body = {"answer": [True, "x"], "seen": [None, "Anne Masson"]}
    status, said = room.ask(method, path, body if method != "GET" else None, key=key)
    assert status == 404
    assert not any(word in said for word in ("Blanc", "Lantier", "visite", KEY))
    assert not any(row["décision"] for row in room.table)


@pytest.mark.parametrize(("client", "host"), [("192.168.1.7", HOST), ("127.0.0.1", "classe.local:8765")])
def test_d_un_autre_ordinateur_il_n_y_a_rien(room: Room, client: str, host: str) -> None:
    wire = Wire(room.wire.app, client=client, host=host)
    status, said = wire.ask("GET", f"/relecture/{KEY}/001", "")
    assert status in (400, 404) and "Blanc" not in said


def test_une_page_etrangere_n_ecrit_rien(room: Room) -> None:
    class Stranger(Wire):
        def ask(
            self, method: str, path: str, cookie: str, body: bytes = b"", kind: str = ""
        ) -> tuple[int, str]:
            self.scheme = "https"  # another origin than the host’s
            return super().ask(method, path, cookie, body, kind)

    wire = Stranger(room.wire.app, client="127.0.0.1", host=HOST)
    wire.app = _over_http(wire.app)
    assert wire.ask("POST", f"/relecture/{KEY}/plus-tard", "")[0] == 403


def _over_http(app: Any) -> Any:
    async def called(scope: dict[str, Any], receive: object, send: object) -> None:
        await app({**scope, "scheme": "http"}, receive, send)

    return called


def test_chaque_decision_est_dans_le_tableau(room: Room) -> None:
    status, now = room.put("001-01", [True, "Rose Perrot"], [None, "Anne Masson"])
    assert status == 200 and (now["done"], now["total"], now["left"]) == (1, 2, 2)
    assert (room.table[0]["décision"], room.table[0]["remplacement"]) == ("oui", "Rose Perrot")
    page = room.ask("GET", "/relecture/{key}/")[1]
    assert "1 passage sur 3 relu" in page and "terminer" not in page


def test_deux_onglets_ne_s_effacent_pas(room: Room) -> None:
    room.put("001-01", [False, "Anne Masson"], [None, "Anne Masson"])
    status, now = room.put("001-01", [True, "Anne Masson"], [None, "Anne Masson"])
    assert status == 409 and "décidé ailleurs" in now["told"]
    assert now["answers"]["001-01"] == [False, "Anne Masson"]


def test_un_tableau_change_par_dessous_est_suivi_ou_dit(room: Room) -> None:
    content = (room.folder / TABLE).read_text("utf-8-sig")
    (room.folder / TABLE).write_text(content.replace("002-01;;", "002-01;non;"), "utf-8-sig")
    assert room.put("001-01", [True, "x"], [None, "Anne Masson"])[1]["left"] == 1
    (room.folder / TABLE).write_text("rien\n", "utf-8")
    status, now = room.put("001-02", [True, ""], [None, ""])
    assert status == 400 and "n’a pas de colonne" in now["said"]
    assert (room.folder / TABLE).read_text("utf-8") == "rien\n"
    assert "n’a pas de colonne" in room.ask("GET", "/relecture/{key}/")[1]


def test_un_son_change_depuis_la_relecture_est_dit(room: Room) -> None:
    path = Path(room.review.deciding.state.items[0].source)
    path.write_bytes(path.read_bytes() + b"x")
    status, said = room.ask("GET", "/relecture/{key}/001")
    assert status == 400 and "a changé depuis la relecture" in said


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/relecture/{key}/009", None, 404),
        ("GET", "/relecture/{key}/../etat.json", None, 404),
        ("GET", "/relecture/{key}/002/son", None, 404),
        ("PUT", "/api/relecture/{key}/001/passages/002-01", {"answer": [True, ""], "seen": [None, ""]}, 404),
        ("PUT", "/api/relecture/{key}/001/passages/001-09", {"answer": [True, ""], "seen": [None, ""]}, 404),
        ("PUT", "/api/relecture/{key}/001/passages/001-01", {"answer": "oui"}, 422),
        ("PUT", "/api/relecture/{key}/001/passages/001-01", {"answer": [1, ""], "seen": [None, ""]}, 422),
        ("PUT", "/api/relecture/{key}/001/passages/001-01", [], 422),
        (
            "POST",
            "/api/relecture/{key}/001/ajouts",
            {"text": "Lantier", "kind": "sorcier", "replacement": ""},
            422,
        ),
        (
            "POST",
            "/api/relecture/{key}/001/ajouts",
            {"text": "Durand", "kind": "person", "replacement": ""},
            400,
        ),
        ("DELETE", "/api/relecture/{key}/001/ajouts/abc", None, 409),
    ],
)
def test_ce_qui_n_est_pas_de_la_relecture_est_refuse(
    room: Room, method: str, path: str, body: object, status: int
) -> None:
    before = room.table
    assert room.ask(method, path, body)[0] == status
    assert room.table == before


def test_un_mot_oublie_s_ajoute(room: Room) -> None:
    proposed = json.loads(
        room.ask("POST", "/api/relecture/{key}/001/proposer", {"text": "Blanc", "kind": "person"})[1]
    )
    assert proposed == {"replacement": "Masson"}
    status, said = room.add("001", text="Lantier", kind="person", replacement="Perrot", everywhere=True)
    (added,) = json.loads(said)["added"]
    assert (
        status == 200
        and added["spans"] == [[40, 47]]
        and added["heard"] == [3.5, 3.9]
        and added["everywhere"]
    )
    elsewhere = json.loads(room.ask("GET", "/api/relecture/{key}/002")[1])["added"]
    assert [
        NOTE.encode("utf-16-le")[2 * a : 2 * b].decode("utf-16-le") for a, b in elsewhere[0]["spans"]
    ] == ["Lantier"]
    status, said = room.ask("DELETE", f"/api/relecture/{KEY}/001/ajouts/{added['id']}")
    assert status == 200 and json.loads(said)["added"] == []


@pytest.mark.parametrize(
    ("since", "until", "status"),
    [("0:01", "0:02,5", 200), ("2", "1", 400), ("hier", "2", 400), ("0:09", "0:10", 400), ("", "", 400)],
)
def test_un_moment_du_son_se_couvre(room: Room, since: str, until: str, status: int) -> None:
    assert room.add("001", text="", kind="person", replacement="", since=since, until=until)[0] == status
    assert room.add("002", text="", kind="person", replacement="", since="1", until="2")[0] == 400


def test_rien_ne_part_avant_que_tout_soit_relu(room: Room) -> None:
    status, said = room.ask("POST", "/relecture/{key}/terminer")
    assert status == 409 and "attend encore une décision pour 3 lignes" in said and not room.out.exists()
    room.decide_all()
    room.put("001-02", [None, ""], [True, ""])
    assert room.ask("POST", "/relecture/{key}/terminer")[0] == 409 and not room.out.exists()
    room.put("001-02", [True, ""], [None, ""])
    assert "Tout est relu : écrire" in room.ask("GET", "/relecture/{key}/")[1]
    status, said = room.ask("POST", "/relecture/{key}/terminer")
    assert status == 200 and "3 fichiers dans" in said
    assert sorted(path.name for path in room.out.iterdir()) == [
        "dictee-001.ogg",
        "dictee-001.txt",
        "dictee-002.txt",
    ]
    assert "Blanc" not in (room.out / "dictee-001.txt").read_text("utf-8")
    assert room.ask("GET", "/relecture/{key}/")[1].count("sont écrites") == 1


def test_un_nom_ajoute_dans_une_dictee_et_reste_dans_une_autre_est_dit(room: Room) -> None:
    room.decide_all()
    room.add("001", text="Lantier", kind="person", replacement="Perrot", everywhere=False)
    said = room.ask("POST", "/relecture/{key}/terminer")[1]
    assert "dictee-002 : « Lantier » se lit encore dans le texte" in said
    assert "dictee-001 : «" not in said and "Blanc" not in said


def test_plus_tard_ne_perd_rien(room: Room) -> None:
    room.put("001-01", [False, "Anne Masson"], [None, "Anne Masson"])
    assert "1 passage sur 3 relu : tout est enregistré" in room.ask("POST", "/relecture/{key}/plus-tard")[1]
    again = Deciding(room.folder, read_state(room.folder)).standing()
    assert again.answers["001-01"].confirmed is False and not room.out.exists()


def test_le_son_ne_reste_dans_aucun_navigateur(room: Room) -> None:
    path = f"/relecture/{KEY}/001/son"
    sent: list[dict[str, Any]] = []
    wire = Wire(_noting(room.wire.app, sent), client="127.0.0.1", host=HOST)
    assert wire.ask("GET", path, "")[0] == 200
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    assert headers["cache-control"] == "no-store" and headers["accept-ranges"] == "bytes"
    assert headers["content-type"].startswith("audio/ogg")
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy


def _noting(app: Any, sent: list[dict[str, Any]]) -> Any:
    async def called(scope: object, receive: object, send: Any) -> None:
        async def noted(message: dict[str, Any]) -> None:
            sent.append(message)
            await send(message)

        await app(scope, receive, noted)

    return called


def test_une_faute_de_notre_part_ne_dit_ni_n_ecrit_un_mot_de_la_dictee(
    room: Room, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_args: object) -> None:
        raise RuntimeError("Zofia Blanc")

    monkeypatch.setattr("transcribe.web.anonymising.text_of", broken)
    with caplog.at_level(logging.DEBUG):
        status, said = room.ask("GET", "/relecture/{key}/001")
    assert status == 500 and "Blanc" not in said and "Blanc" not in caplog.text


def test_une_heure_de_dictee_se_montre_sans_attendre(room: Room) -> None:
    import time

    words = tuple(Word(f"mot{n}", n * 0.4, n * 0.4 + 0.3, 0.9) for n in range(9000))
    item = room.review.deciding.state.items[0]
    lines = tuple(replace(item.lines[0], id=f"001-{n:03d}", start=n * 40, end=n * 40 + 4) for n in range(300))
    long = replace(item, transcript=Transcript(words, duration=3600.0), lines=lines)
    assert Revision(long.transcript).text.count(" ") == 8999
    write_table(room.folder, [(long.name, line, "") for line in lines])
    room.review.deciding = Deciding(room.folder, State((long,)))
    started = time.monotonic()
    status, page = room.ask("GET", "/relecture/{key}/001")
    assert status == 200 and "mot8999" in page
    assert room.put("001-007", [True, "x"], [None, "Anne Masson"])[0] == 200
    assert time.monotonic() - started < 10  # half a second on a quiet machine
