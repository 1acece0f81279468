"""Sur le réseau de la classe : ce qui est chiffré, ce qui ne l’est pas et le dit, et ce qui ne passe pas en clair."""

import asyncio
import hashlib
import http.client
import json
import re
import ssl
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner

from tests.grading.fake import FakeLexicon
from tests.web.conftest import Server
from transcribe import classroom
from transcribe.classroom.demo import SOURCES, build_demo
from transcribe.classroom.types import Who
from transcribe.cli.serve import command
from transcribe.web.app import create_app
from transcribe.web.desk import Desk
from transcribe.web.serving import ServeError, host_name

ELSEWHERE = f"{host_name()}.local"


def make_real(folder: Path, title: str = "") -> None:
    """Un exercice, ou tous, ne sont plus marqués comme fictifs."""
    store = classroom.Store(folder)
    store.write(
        lambda db: (
            db.execute(
                "UPDATE exercise SET fictitious = 0 WHERE title = ? OR ? = ''", (title, title)
            ).rowcount
        )
    )
    store.close()


@pytest.fixture(scope="module")
def secure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Une classe dont toutes les dictées sont réelles, servie au réseau, chiffrée."""
    store = classroom.Store(tmp_path_factory.mktemp("chiffre") / "espace")
    made = build_demo(store)
    store.close()
    make_real(store.folder)
    running = Server(store.folder, made["code"], made["name"], made["pin"], options=("--reseau", "--https"))
    yield running.start()
    running.stop()


def plain(
    server: Server, method: str, path: str, *, host: str = ELSEWHERE
) -> tuple[int, dict[str, str], bytes]:
    """Ce que répond l’adresse qui n’est pas chiffrée, à un poste de la classe."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    origin = f"http://{host}:{server.port}"
    connection.request(method, path, headers={"Host": f"{host}:{server.port}", "Origin": origin})
    got = connection.getresponse()
    answer = got.status, {name.lower(): value for name, value in got.getheaders()}, got.read()
    connection.close()
    return answer


class Encrypted:
    """Un poste qui a installé le certificat de la classe."""

    def __init__(self, server: Server) -> None:
        self.authority = plain(server, "GET", "/classe-transcribe.crt")[2]
        found = re.search(r"https://[^ ]+:(\d+)/", server.said)
        assert found, server.said
        self.port = int(found[1])
        self.cookie = ""
        self.headers: dict[str, str] = {}

    def ask(self, method: str, path: str, fields: dict[str, str] | None = None, **headers: str) -> str:
        context = ssl.create_default_context(cadata=self.authority)
        connection = http.client.HTTPSConnection("localhost", self.port, timeout=30, context=context)
        body = urlencode(fields).encode() if fields is not None else None
        sent = {"Origin": f"https://localhost:{self.port}", "Cookie": self.cookie, **headers}
        connection.request(method, path, body, sent)
        got = connection.getresponse()
        self.status, self.headers = got.status, {k.lower(): v for k, v in got.getheaders()}
        text = got.read().decode("utf-8", "replace")
        connection.close()
        if "set-cookie" in self.headers:
            self.cookie = self.headers["set-cookie"].partition(";")[0]
        return text

    def token(self, path: str) -> str:
        found = re.search(r'name="jeton" value="([^"]+)"', self.ask("GET", path))
        assert found
        return found[1]

    def sign_in(self, server: Server) -> None:
        fields = {"jeton": self.token("/"), "code": server.code, "nom": server.name, "pin": server.pin}
        self.ask("POST", "/entrer", fields)
        assert self.status == 303


# --- chiffré ------------------------------------------------------------------------------------------------------


def test_un_eleve_travaille_sur_une_vraie_dictee_par_la_liaison_chiffree(secure: Server) -> None:
    assert "La liaison est chiffrée" in secure.said
    post = Encrypted(secure)
    post.sign_in(secure)
    flags = post.headers["set-cookie"].lower()
    assert post.cookie.startswith("__Host-transcribe=")
    assert all(flag in flags for flag in ("secure", "httponly", "samesite=strict", "path=/"))
    works = post.ask("GET", "/travaux")
    action = re.search(r'action="(/travaux/\d+/ouvrir)"', works.partition(SOURCES["relecture"][1])[2])
    assert action
    post.ask("POST", action[1], {"jeton": post.token("/travaux")})
    page = post.headers["location"]
    assert 'id="travail"' in post.ask("GET", page)
    assert post.status == 200
    assert (
        "strict-transport-security" not in post.headers
    )  # kept by browsers, it would shut the plain address for good
    body = json.dumps({"base": 0, "text": "reçu", "styles": [], "tab": "t", "seq": 1}).encode()
    context = ssl.create_default_context(cadata=post.authority)
    connection = http.client.HTTPSConnection("localhost", post.port, context=context)
    headers = {"Origin": f"https://localhost:{post.port}", "Cookie": post.cookie, "X-Transcribe": "1"}
    connection.request("PUT", page.replace("/copie/", "/api/copies/"), body, headers)
    assert connection.getresponse().status == 200
    connection.close()


def test_un_poste_sans_le_certificat_de_la_classe_refuse_d_entrer(secure: Server) -> None:
    post = Encrypted(secure)
    connection = http.client.HTTPSConnection("localhost", post.port, context=ssl.create_default_context())
    with pytest.raises(ssl.SSLCertVerificationError):
        connection.request("GET", "/")


def test_une_ecriture_venue_de_l_adresse_en_clair_est_refusee(secure: Server) -> None:
    post = Encrypted(secure)
    fields = {"jeton": post.token("/"), "code": secure.code, "nom": secure.name, "pin": secure.pin}
    post.ask("POST", "/entrer", fields, Origin=f"http://localhost:{secure.port}")
    assert post.status == 403


def test_l_adresse_en_clair_donne_le_certificat_et_dit_comment(secure: Server) -> None:
    status, headers, body = plain(secure, "GET", "/")
    page = body.decode().replace("<wbr>", "")
    found = re.search(r"Empreinte SHA-256[^:]*: ([0-9A-F:]{95})", secure.said)
    assert status == 200 and found and found[1] in page
    assert all(name in page for name in ("Windows", "Firefox", "iPad"))
    assert "set-cookie" not in headers and "default-src 'none'" in headers["content-security-policy"]
    status, headers, content = plain(secure, "GET", "/classe-transcribe.crt")
    assert headers["content-type"] == "application/x-x509-ca-cert"
    digest = hashlib.sha256(content).hexdigest().upper()
    assert ":".join(re.findall("..", digest)) == found[1]


def test_l_adresse_en_clair_mene_a_l_autre_et_ne_recoit_rien(secure: Server) -> None:
    post = Encrypted(secure)
    status, headers, _ = plain(secure, "GET", "/copie/12?x=1")
    assert (status, headers["location"]) == (307, f"https://{ELSEWHERE}:{post.port}/copie/12?x=1")
    for method, path in (
        ("POST", "/entrer"),
        ("PUT", "/api/copies/1"),
        ("DELETE", "/"),
        ("POST", "/copie/1/rendre"),
    ):
        status, headers, _ = plain(secure, method, path)
        assert status in (403, 405), (method, path)
        assert "set-cookie" not in headers
    assert "rien n’y est reçu" in plain(secure, "POST", "/entrer")[2].decode()
    assert plain(secure, "GET", "/", host="ailleurs.example")[0] == 400


def test_sur_l_ordinateur_du_formateur_la_classe_s_ouvre_sans_certificat(secure: Server) -> None:
    assert "Code de la classe" in plain(secure, "GET", "/", host="127.0.0.1")[2].decode()


# --- ce qui ne passe pas en clair ---------------------------------------------------------------------------------


def run(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(command, [*map(str, arguments), "--sans-navigateur", "--port", "0"])
    return done.exit_code, done.output


def test_chiffrer_sans_reseau_n_a_pas_de_sens_et_se_dit() -> None:
    code, said = run("--demo", "--https")
    assert code == 2 and "ajoutez --reseau" in " ".join(said.split())


def test_une_vraie_dictee_n_est_pas_servie_en_clair_et_la_sortie_est_dite(tmp_path: Path) -> None:
    store = classroom.Store(tmp_path)
    build_demo(store)
    store.close()
    make_real(tmp_path, SOURCES["relecture"][1])
    code, said = run("--espace", tmp_path, "--reseau")
    said = " ".join(said.split())
    assert code == 2
    assert "n’est pas marqué comme fictif" in said and "--reseau --https" in said and "--fictif" in said


def test_un_port_pris_ne_laisse_rien_a_moitie_ouvert(secure: Server, tmp_path: Path) -> None:
    done = CliRunner().invoke(
        command, ["--demo", "--reseau", "--https", "--sans-navigateur", "--port", str(secure.port - 1)]
    )
    assert isinstance(done.exception, ServeError)


class Wire:
    """L’application telle que le réseau l’appelle, d’un poste de la classe ou de l’ordinateur même."""

    def __init__(self, app: Any, *, client: str, host: str, scheme: str = "http") -> None:
        self.app, self.client, self.host, self.scheme = app, client, host, scheme

    def ask(self, method: str, path: str, cookie: str, body: bytes = b"", kind: str = "") -> tuple[int, str]:
        headers = {
            "host": self.host, "origin": f"{self.scheme}://{self.host}", "cookie": cookie, "x-transcribe": "1",
            "content-type": kind, "content-length": str(len(body)),
        }  # fmt: skip
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": self.scheme,
            "path": path, "raw_path": path.encode(), "query_string": b"", "root_path": "",
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
            "client": (self.client, 50_000), "server": ("127.0.0.1", 80),
        }  # fmt: skip
        sent: list[dict[str, Any]] = []

        bodies = [body]

        async def receive() -> dict[str, Any]:
            if not bodies:
                await asyncio.Event().wait()  # nothing more comes
            return {"type": "http.request", "body": bodies.pop(), "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        with ThreadPoolExecutor(1) as apart:  # a browser's tests may keep a loop running in this thread
            apart.submit(asyncio.run, self.app(scope, receive, send)).result()
        return sent[0]["status"], b"".join(one.get("body", b"") for one in sent[1:]).decode(
            "utf-8", "replace"
        )


HalfReal = tuple[classroom.Store, Who, str, dict[str, dict[str, str]]]


@pytest.fixture(scope="module")
def half_real(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[HalfReal]:
    """Une classe servie en clair à laquelle une vraie dictée vient d’être ajoutée : l’espace, qui, son cookie, et les
    adresses de sa copie réelle et de sa copie fictive."""
    store = classroom.Store(tmp_path_factory.mktemp("clair") / "espace")
    made = build_demo(store)
    token = classroom.sign_in(store, made["code"], made["name"], made["pin"])
    who = classroom.session_of(store, token)
    assert who is not None
    addresses: dict[str, dict[str, str]] = {}
    for name, kind in (("real", "relecture"), ("fictitious", "trous")):
        asked = next(one for one in classroom.assignments_of(store, who) if one.title == SOURCES[kind][1])
        copy, _, sheet = classroom.read_copy(store, who, classroom.open_copy(store, who, asked.id).id)
        addresses[name] = {
            "page": f"/copie/{copy.id}", "sheet": f"/copie/{copy.id}/fiche", "save": f"/api/copies/{copy.id}",
            "events": f"/api/copies/{copy.id}/evenements", "open": f"/travaux/{asked.id}/ouvrir",
            "hand in": f"/copie/{copy.id}/rendre", "sound": f"/son/{sheet.sounds[0].digest}.ogg",
        }  # fmt: skip
    store.write(
        lambda db: db.execute(
            "UPDATE exercise SET fictitious = 0 WHERE title = ?", (SOURCES["relecture"][1],)
        )
    )
    yield store, who, f"transcribe={token}", addresses
    store.close()


METHODS = {
    "page": "GET",
    "sheet": "GET",
    "sound": "GET",
    "save": "PUT",
    "events": "POST",
    "open": "POST",
    "hand in": "POST",
}


@pytest.mark.parametrize("what", METHODS)
def test_une_vraie_dictee_ajoutee_pendant_la_classe_ne_passe_pas_en_clair(
    half_real: HalfReal, what: str
) -> None:
    store, _, cookie, addresses = half_real
    app = create_app(Desk(store, FakeLexicon, overheard=True), ["192.168.1.7", "127.0.0.1"])
    method = METHODS[what]
    room = Wire(app, client="192.168.1.20", host="192.168.1.7:8765")
    status, said = room.ask(method, addresses["real"][what], cookie, b"{}")
    assert status == 403
    assert what in ("save", "events") or "la liaison n’est pas chiffrée" in said
    status, _ = room.ask(method, addresses["fictitious"][what], cookie, b"{}")
    assert status != 403
    here = Wire(app, client="127.0.0.1", host="127.0.0.1:8765")
    status, _ = here.ask(method, addresses["real"][what], cookie, b"{}")
    assert status != 403, "l’ordinateur même n’est pas le réseau"


@pytest.mark.parametrize(
    ("client", "host"), [("192.168.1.20", "127.0.0.1:8765"), ("127.0.0.1", "192.168.1.7:8765")]
)
def test_ni_l_adresse_demandee_ni_celle_d_ou_l_on_vient_ne_suffit(
    half_real: HalfReal, client: str, host: str
) -> None:
    store, _, cookie, addresses = half_real
    app = create_app(Desk(store, FakeLexicon, overheard=True), ["192.168.1.7", "127.0.0.1"])
    assert Wire(app, client=client, host=host).ask("GET", addresses["real"]["page"], cookie)[0] == 403


def test_toute_adresse_d_une_copie_ou_d_un_son_est_dans_ce_tableau(half_real: HalfReal) -> None:
    """Une route nouvelle qui parle d’une copie, d’un travail ou d’un son doit y avoir sa ligne."""
    from transcribe.web.app import routes, trainer_routes

    shown = {re.sub(r"\d{3,}|[0-9a-f]{64}\.ogg", "*", path) for path in half_real[3]["real"].values()}
    paths = [{str(getattr(route, "path", "")) for route in some} for some in (routes(), trainer_routes())]
    known = {re.sub(r"\{\w+\}", "*", path) for path in paths[0] - paths[1]}
    of_copies = {path for path in known if "*" in path and not path.startswith("/static")}
    assert of_copies == shown
