"""Les dictées du formateur : déposées, écoutées sans bloquer la classe, corrigées avec le son, validées."""

import json
from pathlib import Path

import pytest

from tests.web.clips import clip
from tests.web.conftest import Answer, Client, Server, wait_until
from transcribe import classroom
from transcribe.classroom import sources


@pytest.fixture
def trainer(server: Server) -> Client:
    client = Client(server)
    assert client.sign_in_trainer().status == 303
    return client


def send(client: Client, name: str, content: bytes, **headers: str) -> Answer:
    given = {"Origin": client.server.url, "X_Transcribe": "1", **headers}
    return client.ask("PUT", f"/api/enregistrements?nom={name}&fictif=1", content, **given)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("vide.mp3", b"", "est vide (0 octet)"),
        ("photo.png", b"x", "n’est pas un enregistrement"),
        ("..%2F..%2Fpasswd", b"x", "« passwd » n’est pas un enregistrement"),
    ],
)
def test_ce_qui_n_est_pas_un_enregistrement_est_refuse_par_une_phrase(
    trainer: Client, server: Server, name: str, content: bytes, said: str
) -> None:
    answer = send(trainer, name, content)
    assert answer.status == 400 and said in answer.text
    assert not list(server.folder.glob("dictees/**/*.part"))


def test_un_enregistrement_trop_gros_est_refuse_sans_etre_lu(trainer: Client) -> None:
    assert send(trainer, "long.mp3", b"", Content_Length=str(301 * 2**20)).status == 413


def test_un_eleve_ne_depose_rien_et_n_entend_pas_les_dictees(server: Server) -> None:
    learner = Client(server)
    learner.sign_in()
    assert send(learner, "a.mp3", b"x").status == 404
    assert not (server.folder / "dictees").exists()


def test_un_texte_tape_se_valide_et_change_entre_deux_fenetres_sans_se_perdre(trainer: Client) -> None:
    fields = {"jeton": trainer.token("/dictees"), "nom": "Essai", "texte": "Pas de fièvre.\n\nVu ce jour."}
    place = trainer.post("/dictees", fields).headers["location"]
    number = place.rpartition("/")[2]

    def put(text: str, base: int, tab: str, seq: int) -> Answer:
        body = {"base": base, "text": text, "styles": [], "tab": tab, "seq": seq}
        given = {"Origin": trainer.server.url, "X_Transcribe": "1"}
        return trainer.ask("PUT", f"/api/dictees/{number}", json.dumps(body).encode(), **given)

    assert put("Un.", 0, "a", 1).status == 200
    assert put("Un bis.", 0, "a", 2).status == 200
    other = put("Deux.", 0, "b", 1)
    assert other.status == 409 and "Un bis." in other.text
    assert put("x" * 300_000, 2, "a", 3).status == 422
    assert trainer.post(f"{place}/valider", {"jeton": trainer.token(place)}).status == 303
    assert "Validée" in trainer.get("/dictees").text
    assert put("Trois.", 2, "a", 4).status == 200
    assert "Texte à relire" in trainer.get("/dictees").text


def test_une_dictee_reelle_dit_comment_l_anonymiser(server: Server, trainer: Client) -> None:
    """La commande exacte, et le chemin du fichier pour qui est à l’ordinateur seulement ; rien pour une fictive."""
    given = {"Origin": server.url, "X_Transcribe": "1"}
    real = trainer.ask("PUT", "/api/enregistrements?nom=visite.mp3", b"un son" * 50, **given)
    number = json.loads(real.text)["id"]
    path = next((server.folder / "dictees").rglob("*.mp3"))
    assert f"transcribe anonymise {path} --out anonymes --page" in trainer.get(f"/dictees/{number}").text
    trainer.headers["Host"] = f"classe.test:{server.port}"
    assert str(server.folder) not in trainer.get(f"/dictees/{number}").text
    trainer.headers.clear()
    fields = {"nom": "visite", "fictif": "on", "jeton": trainer.token(f"/dictees/{number}")}
    assert trainer.post(f"/dictees/{number}", fields).status == 303
    assert "transcribe anonymise" not in trainer.get(f"/dictees/{number}").text


def test_une_dictee_deposee_est_ecoutee_meme_si_le_serveur_meurt(
    server: Server, trainer: Client, tmp_path: Path
) -> None:
    """Le processus qui écoute continue seul ; le serveur suivant trouve son travail fait."""
    content = clip("uro-endoscopie-01", tmp_path / "uro.wav", 5).read_bytes()
    assert send(trainer, "uro.wav", content).status == 200
    assert "déjà là" in send(trainer, "bis.wav", content).text
    assert send(trainer, "faux.mp3", b"pas du son" * 100).status == 200
    wait_until(
        lambda: "Se prépare" in trainer.get("/dictees").text or "Écoute" in trainer.get("/dictees").text, 30
    )
    server.kill()
    server.start()
    wait_until(lambda: "Texte à relire" in trainer.get("/dictees").text, 120)
    wait_until(lambda: "n’est pas un fichier audio lisible" in trainer.get("/dictees").text, 60)
    page = trainer.get("/dictees").text
    assert "« faux.mp3 »" in page and str(server.folder) not in page
    store = classroom.Store(server.folder)
    found = next(one for one in sources.dictations(store, classroom.owner(store)) if one.heard)
    store.close()
    assert "ystoscopie" in found.text and 4 < found.seconds < 6
    part = trainer.get(f"/dictees/{found.id}/son", Range="bytes=0-3")
    assert (part.status, part.body) == (206, b"OggS")
    shown = trainer.get(f"/dictees/{found.id}").text
    assert '"places": [[0, ' in shown
    token = {"jeton": trainer.token("/dictees")}
    assert trainer.post(f"/dictees/{found.id}/retirer", token).status == 303
    assert trainer.get(f"/dictees/{found.id}/son").status == 404
    assert not list(server.folder.rglob(f"{found.digest}*")) and not list(
        server.folder.rglob(f"{found.played}*")
    )
