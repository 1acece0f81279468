"""Qui reçoit quoi, à chaque adresse : ni la copie d’un autre, ni un mot du corrigé avant l’heure."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

import pytest

from tests.grading.fake import FakeLexicon
from tests.web.test_https import Wire
from transcribe import classroom
from transcribe.classroom.demo import SOURCES, build_demo, key_text
from transcribe.classroom.types import Who
from transcribe.web.app import create_app, routes, trainer_routes
from transcribe.web.desk import Desk
from transcribe.web.guarding import form_token

HOST = "127.0.0.1:8765"


@dataclass
class Room:
    """Une classe, l’application qui la sert, et le cookie de chacun."""

    store: classroom.Store
    desk: Desk
    wire: Wire
    cookies: dict[str, str]
    who: Who

    def ask(self, role: str, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        token = form_token(self.desk.secret, self.cookies[role].partition("=")[2])
        body = b"" if method == "GET" else urlencode({"jeton": token, **(fields or {})}).encode()
        if path.startswith("/api/copies/"):
            body = DECISION if path.endswith("/evenements") else a_text("x", base=0)
        return self.wire.ask(method, path, self.cookies[role], body)

    def put(self, copy: int, text: str, *, base: int, tab: str = "t") -> tuple[int, str]:
        return self.wire.ask(
            "PUT", f"/api/copies/{copy}", self.cookies["himself"], a_text(text, base=base, tab=tab)
        )


DECISION = json.dumps({"events": [{"kind": "listened", "first": 0, "last": 1, "value": ""}]}).encode()


def a_text(text: str, *, base: int, tab: str = "t") -> bytes:
    return json.dumps({"base": base, "text": text, "styles": [], "tab": tab, "seq": 1}).encode()


@pytest.fixture
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    store = classroom.Store(tmp_path_factory.mktemp("secrets") / "espace")
    made = build_demo(store)
    owner = classroom.owner(store)
    class_ = classroom.classes(store, owner)[0]
    tokens = {"himself": classroom.sign_in(store, made["code"], made["name"], made["pin"])}
    who = classroom.session_of(store, tokens["himself"])
    assert who is not None
    mate = next(one for one in classroom.members(store, owner, class_) if one.id != who.person.id)
    slip = classroom.renew_pin(store, owner, mate.id)
    tokens["classmate"] = classroom.sign_in(store, made["code"], mate.name, slip.pin)
    other = classroom.create_class(store, owner, "Soir")
    slip = classroom.enrol(store, owner, other, [classroom.Newcomer("Noé Petit")])[0]
    tokens["stranger"] = classroom.sign_in(store, other.code, "Noé Petit", slip.pin)
    desk = Desk(store, FakeLexicon)
    wire = Wire(create_app(desk, ["127.0.0.1"]), client="127.0.0.1", host=HOST)
    cookies = {**{role: f"transcribe={token}" for role, token in tokens.items()}, "nobody": ""}
    yield Room(store, desk, wire, cookies, who)
    store.close()


def begun(room: Room, kind: str) -> tuple[int, int]:
    """Un travail commencé : le numéro de ce qui est demandé, et celui de la copie."""
    asked = next(
        one for one in classroom.assignments_of(room.store, room.who) if one.title == SOURCES[kind][1]
    )
    return asked.id, classroom.open_copy(room.store, room.who, asked.id).id


# address → (method, who is answered otherwise than by a refusal)
ANYBODY, MEMBERS, HIM = {"himself", "classmate", "stranger"}, {"himself", "classmate"}, {"himself"}
MATRIX: dict[tuple[str, str], set[str]] = {
    ("GET", "/travaux"): ANYBODY,
    ("GET", "/progres"): ANYBODY,
    ("POST", "/progres/exercice"): ANYBODY,
    ("GET", "/reglages"): ANYBODY,
    ("POST", "/reglages"): ANYBODY,
    ("POST", "/sortir"): ANYBODY,
    ("POST", "/travaux/{assignment}/ouvrir"): MEMBERS,
    ("GET", "/son/{name}"): MEMBERS,
    ("GET", "/copie/{copy}"): HIM,
    ("GET", "/copie/{copy}/fiche"): HIM,
    ("PUT", "/api/copies/{copy}"): HIM,
    ("POST", "/api/copies/{copy}/evenements"): HIM,
    ("POST", "/copie/{copy}/rendre"): HIM,
}
FOR_ALL = {("GET", "/"), ("POST", "/entrer")}
REFUSALS = {401, 403, 404}


def learner_routes() -> set[tuple[str, str]]:
    trainers = {getattr(route, "path", "") for route in trainer_routes()}
    found = {
        (method, str(getattr(route, "path", "")))
        for route in routes()
        for method in getattr(route, "methods", None) or ()
    }
    return {
        (method, path)
        for method, path in found
        if method != "HEAD" and not path.startswith("/static") and path not in trainers
    }


def test_aucune_adresse_n_est_oubliee() -> None:
    assert learner_routes() == set(MATRIX) | FOR_ALL


@pytest.mark.parametrize("role", ["himself", "classmate", "stranger", "nobody"])
def test_chacun_n_atteint_que_ce_qui_est_a_lui(room: Room, role: str) -> None:
    asked, copy = begun(room, "relecture")
    sound = classroom.read_copy(room.store, room.who, copy)[2].sounds[0].digest
    ordered = sorted(MATRIX.items(), key=lambda one: (one[0][1] == "/sortir", one[0][1].endswith("/rendre")))
    for (method, path), allowed in ordered:  # what ends a session or a copy comes last
        address = path.format(assignment=asked, copy=copy, name=f"{sound}.ogg")
        status, said = room.ask(role, method, address)
        if role == "nobody":
            assert status == (401 if path.startswith("/api/") else 303), (method, path)
        elif role in allowed:
            assert status not in REFUSALS, (method, path, status, said[:200])
        else:
            assert status in REFUSALS, (method, path, status)
            assert "Relecture" not in said


@pytest.mark.parametrize("role", ["himself", "nobody"])
def test_aucune_page_de_formateur_ne_s_ouvre_a_un_eleve(room: Room, role: str) -> None:
    for route in trainer_routes():
        path = re.sub(r"\{\w+\}", "1", str(getattr(route, "path", "")))
        if path.startswith("/formateur"):
            continue  # the door itself
        for method in (getattr(route, "methods", None) or set()) - {"HEAD"}:
            status, said = room.ask(role, method, path)
            assert status in ({303, 401} if role == "nobody" else REFUSALS), (method, path, status)
            assert "Camille" not in said or status == 404


# --- le corrigé ---------------------------------------------------------------------------------------------------


def secrets_of(kind: str) -> set[str]:
    """Les mots du corrigé que rien de ce qui est donné ne contient."""
    key = json.loads(key_text(kind))
    given = " ".join(
        [key["draft"], json.dumps(key.get("marks", []), ensure_ascii=False), *map(str, key.get("hints", []))]
    )
    words = set(re.findall(r"\w{4,}", key["reference"]["text"].lower()))
    return words - set(re.findall(r"\w{4,}", given.lower()))


def sayings(room: Room, kind: str) -> Iterator[tuple[str, str]]:
    """Tout ce que le serveur répond à un élève d’un exercice, de la première page à après la remise."""
    asked, copy = begun(room, kind)
    yield "la copie", room.ask("himself", "GET", f"/copie/{copy}")[1]
    yield "enregistré", room.put(copy, "mien", base=0)[1]
    yield "conflit", room.put(copy, "autre", base=0, tab="u")[1]
    yield "renvoyé", room.put(copy, "mien", base=0)[1]
    yield "mal fait", room.wire.ask("PUT", f"/api/copies/{copy}", room.cookies["himself"], b"{}")[1]
    yield "décidé", room.ask("himself", "POST", f"/api/copies/{copy}/evenements")[1]
    yield "rouvert", room.ask("himself", "POST", f"/travaux/{asked}/ouvrir")[1]
    yield "rendu", room.ask("himself", "POST", f"/copie/{copy}/rendre")[1]
    classroom.mark(room.store, copy, FakeLexicon())
    yield "trop tard", room.put(copy, "encore", base=1)[1]
    for path in (
        f"/copie/{copy}",
        f"/copie/{copy}/fiche",
        "/travaux",
        "/progres",
        "/reglages",
        "/introuvable",
        "/",
    ):
        yield path, room.ask("himself", "GET", path)[1]


def hide(room: Room) -> None:
    """Les fiches viennent à la main : rien n’est dû tant que le formateur ne les rend pas."""
    room.store.write(lambda db: db.execute("UPDATE assignment SET feedback = 'by_hand'"))
    room.store.write(lambda db: db.execute("UPDATE copy SET returned_at = NULL"))


@pytest.mark.parametrize("kind", [kind for kind in SOURCES if secrets_of(kind)])
def test_pas_un_mot_du_corrige_dans_aucune_reponse_avant_l_heure(room: Room, kind: str) -> None:
    hide(room)
    secret = secrets_of(kind)
    interface = set(re.findall(r"\w+", " ".join(told for _, told in sayings(room, "mise-en-page")).lower()))
    shown = 0
    for where, told in sayings(room, kind):
        shown += len(told)
        found = set(re.findall(r"\w+", told.lower())) & (secret - interface)
        assert not found, (where, found)
    assert shown > 10_000 and secret - interface


def test_apres_l_heure_le_corrige_se_lit(room: Room) -> None:
    """Sans quoi le test d’au-dessus ne dirait rien."""
    _, copy = begun(room, "relecture")
    room.ask("himself", "POST", f"/copie/{copy}/rendre")
    told = room.ask("himself", "GET", f"/copie/{copy}/fiche")[1].lower()
    assert set(re.findall(r"\w+", told)) & secrets_of("relecture")
