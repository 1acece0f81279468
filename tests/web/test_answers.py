"""Ce que le serveur répond, sans navigateur : à qui, avec quels en-têtes, et jamais le corrigé."""

import json
import re

import pytest

from tests.web.conftest import Client, Server, wait_until
from transcribe import classroom
from transcribe.classroom.demo import SOURCES, key_text
from transcribe.web.app import routes

PAGES = ["/", "/travaux", "/reglages", "/progres"]


@pytest.fixture
def learner(server: Server) -> Client:
    client = Client(server)
    assert client.sign_in().status == 303
    return client


@pytest.fixture
def other(server: Server) -> Client:
    """Une autre personne de la classe, avec un code neuf."""
    store = classroom.Store(server.folder)
    who = classroom.owner(store)
    class_ = classroom.classes(store, who)[0]
    person = next(one for one in classroom.members(store, who, class_) if one.name != server.name)
    slip = classroom.renew_pin(store, who, person.id)
    store.close()
    client = Client(server)
    assert client.sign_in(slip.person.name, slip.pin).status == 303
    return client


def test_chaque_reponse_porte_sa_politique(learner: Client) -> None:
    for path in [*PAGES, "/introuvable", "/static/x/app.css", "/son/0.ogg"]:
        answer = learner.get(path)
        policy = answer.headers["content-security-policy"]
        assert "unsafe" not in policy and "default-src 'none'" in policy, path
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_aucune_page_ne_porte_de_style_ni_de_script_dans_son_texte(learner: Client) -> None:
    copies = [learner.open(title) for _, title in SOURCES.values()]
    for path in [*PAGES, *(f"/copie/{copy}" for copy in copies)]:
        page = learner.get(path).text
        assert not re.search(r"\sstyle=|<style|\son\w+=\"|javascript:", page), path
        assert all(
            "src=" in tag or "application/json" in tag for tag in re.findall(r"<script[^>]*>", page)
        ), path


def test_le_corrige_n_est_dans_aucune_reponse_avant_la_remise(learner: Client) -> None:
    """Chaque mot du corrigé absent du texte donné est cherché partout."""
    for kind, (_, title) in SOURCES.items():
        key = json.loads(key_text(kind))
        if kind == "dictee":  # copies of former days of this exercise were returned: their sheets may say it
            continue
        copy = learner.open(title)
        given = set(re.findall(r"\w{4,}", key["draft"] + " ".join(map(str, key.get("marks", [])))))
        secret = set(re.findall(r"\w{4,}", key["reference"]["text"])) - given
        assert secret or kind == "mise-en-page", kind
        page = learner.get(f"/copie/{copy}").text
        saved = learner.put(copy, "x")
        shown = page + saved.text + learner.get("/travaux").text
        interface = page[: page.index('id="travail"')]
        for word in secret:
            assert word not in re.findall(r"\w+", shown.replace(interface, "")), (kind, word)


def test_la_copie_d_une_autre_personne_n_existe_pas(learner: Client, other: Client) -> None:
    copy = learner.open(SOURCES["relecture"][1])
    assert other.get(f"/copie/{copy}").status == 404
    assert other.get(f"/copie/{copy}/fiche").status == 404
    assert other.put(copy, "à moi").status == 404
    assert other.post(f"/copie/{copy}/rendre", {"jeton": other.token("/travaux")}).status == 404
    assert learner.get(f"/copie/{copy}").status == 200


def test_sans_session_tout_renvoie_a_la_porte(server: Server) -> None:
    stranger = Client(server)
    for route in routes():
        path = getattr(route, "path", "")
        if path.startswith("/static") or path in ("/", "/entrer") or path.startswith("/formateur"):
            continue
        address = re.sub(r"\{\w+\}", "1", path)
        for method in getattr(route, "methods", set()) - {"HEAD"}:
            answer = stranger.ask(
                method, address, b"" if method != "GET" else None, Origin=server.url, X_Transcribe="1"
            )
            assert answer.status == (401 if path.startswith("/api/") else 303), (method, address)


def test_une_ecriture_venue_d_ailleurs_est_refusee(learner: Client) -> None:
    copy = learner.open(SOURCES["relecture"][1])
    for headers in (
        {"Origin": ""},
        {"Origin": "http://ailleurs.example"},
        {"Origin": "null"},
        {"X_Transcribe": ""},
        {"Origin": learner.server.url.replace("http:", "https:")},
    ):
        assert learner.put(copy, "x", 1, **headers).status == 403, headers
    assert learner.post(f"/copie/{copy}/rendre", {"jeton": "0" * 64}).status == 404
    assert learner.get(f"/copie/{copy}").status == 200  # not handed in


def test_un_autre_nom_d_hote_est_refuse(server: Server) -> None:
    assert Client(server, headers={"Host": "ailleurs.example"}).get("/").status == 400


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'{"base": -1, "text": "x", "styles": [], "tab": "t", "seq": 1}',
        b'{"base": 0, "text": 3, "styles": [], "tab": "t", "seq": 1}',
        b'{"base": 0, "text": "x", "styles": "", "tab": "", "seq": 1}',
        b'{"base": true, "text": "x", "styles": [], "tab": "t", "seq": 1}',
        b"\xff\xfe",
    ],
)
def test_un_envoi_mal_fait_est_refuse_sans_rien_changer(learner: Client, body: bytes) -> None:
    copy = learner.open(SOURCES["relecture"][1])
    assert learner.put_bytes(copy, body).status == 422
    assert '"rev": 0' in learner.get(f"/copie/{copy}").text


def test_un_envoi_trop_gros_est_refuse(learner: Client) -> None:
    copy = learner.open(SOURCES["relecture"][1])
    assert learner.put_bytes(copy, b"x" * 3_000_000).status == 413


def test_le_son_se_lit_par_morceaux_et_pour_qui_y_travaille(learner: Client, server: Server) -> None:
    copy = learner.open(SOURCES["relecture"][1])
    found = re.search(r'src="(/son/[0-9a-f]{64}\.ogg)"', learner.get(f"/copie/{copy}").text)
    assert found
    part = learner.get(found[1], Range="bytes=0-3")
    assert (part.status, part.body) == (206, b"OggS")
    assert Client(server).get(found[1]).status == 303
    assert learner.get(found[1].replace(".ogg", ".m4a")).status == 404


def test_cinq_echecs_font_attendre_et_le_disent(server: Server) -> None:
    client = Client(server)
    answers = [client.sign_in(pin="999999") for _ in range(6)]
    assert [one.status for one in answers] == [401] * 5 + [429]
    assert "attendez" in answers[-1].text
    assert client.sign_in().status == 429  # even with the right one


def test_la_copie_rendue_est_notee_et_sa_fiche_dite(learner: Client) -> None:
    copy = learner.open(SOURCES["relecture"][1])
    handed = learner.post(f"/copie/{copy}/rendre", {"jeton": learner.token("/travaux")})
    assert (handed.status, handed.headers["location"]) == (303, f"/copie/{copy}/fiche")
    sheet = learner.get(f"/copie/{copy}/fiche")
    assert sheet.status == 200 and "sur 20" in sheet.text
    late = learner.put(copy, "x", seq=9)
    assert late.status == 410


def practise(client: Client) -> tuple[int, str]:
    """Demande un exercice personnel ; donne le statut et l’adresse où il mène."""
    answer = client.post("/progres/exercice", {"jeton": client.token("/progres")})
    return answer.status, answer.headers.get("location", "")


def test_l_exercice_personnel_est_a_son_eleve_et_ne_montre_aucun_corrige(
    learner: Client, other: Client
) -> None:
    assert "Faire un exercice sur mes fautes" in learner.get("/progres").text
    status, where = practise(learner)
    assert status == 303 and where.startswith("/copie/")
    store = classroom.Store(learner.server.folder)
    with store.read() as db:
        row = db.execute(
            "SELECT key_json FROM exercise ORDER BY added DESC, slug LIKE 'personnel%' DESC"
        ).fetchone()
    store.close()
    key = json.loads(row["key_json"])
    assert key["source"]["id"] not in {sample for sample, _ in SOURCES.values()}
    given = set(re.findall(r"\w{4,}", key["draft"]))
    secret = set(re.findall(r"\w{4,}", key["reference"]["text"])) - given
    page = learner.get(where).text
    assert secret and (key["errors"] or key["gaps"])
    assert not [word for word in secret if re.search(rf"\b{word}\b", page)]
    assert practise(learner) == (303, where)
    assert "Continuer mon exercice" in learner.get("/progres").text
    assert other.get(where).status == other.get(f"{where}/fiche").status == 404
    assert practise(other)[1] != where


def test_l_exercice_personnel_n_est_ni_pour_les_formateurs_ni_pour_une_classe_qui_s_en_passe(
    learner: Client, server: Server
) -> None:
    trainer = Client(server)
    assert trainer.sign_in_trainer().status == 303
    token = {"jeton": trainer.token("/classes")}
    assert trainer.post("/progres/exercice", token).status == 404
    assert learner.post("/progres/exercice", {"jeton": "0" * 64}).status == 404
    token = {"jeton": learner.token("/progres")}
    store = classroom.Store(server.folder)
    who = classroom.owner(store)
    classroom.allow_practice(store, who, classroom.classes(store, who)[0], allowed=False)
    store.close()
    assert "exercice sur mes fautes" not in learner.get("/progres").text
    refused = learner.post("/progres/exercice", token)
    assert refused.status == 409 and "demandez à votre formateur" in refused.text


def test_se_deconnecter_ferme_la_session(learner: Client) -> None:
    cookie = learner.cookie
    assert learner.post("/sortir", {"jeton": learner.token("/travaux")}).status == 200
    learner.cookie = cookie
    assert learner.get("/travaux").status == 303


def test_le_cookie_ne_se_lit_pas_et_ne_sort_pas(server: Server) -> None:
    cookie = Client(server).sign_in().headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie


def test_servir_fait_une_sauvegarde(server: Server) -> None:
    wait_until(lambda: list((server.folder / "sauvegardes").glob("*.sqlite")))
