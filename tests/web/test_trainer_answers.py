"""Ce que le serveur répond au formateur, et à personne d’autre."""

import html
import json
import re
from pathlib import Path

import pytest
from starlette.routing import Route

from tests.web.conftest import Client, Server, hand_in, learner_of
from transcribe import classroom
from transcribe.classroom import batches, sources
from transcribe.classroom.demo import SOURCES, key_text
from transcribe.web.app import trainer_routes


@pytest.fixture
def trainer(server: Server) -> Client:
    client = Client(server)
    answer = client.sign_in_trainer()
    assert (answer.status, answer.headers["location"]) == (303, "/classes")
    return client


@pytest.fixture
def learner(server: Server) -> Client:
    client = Client(server)
    assert client.sign_in().status == 303
    return client


def numbers(server: Server) -> dict[str, str]:
    """A real number of the space for each part of an address."""
    store = classroom.Store(server.folder)
    who = classroom.owner(store)
    made = {
        "source": str(sources.add_script(store, who, "Essai", "Pas de fièvre.")),
        "batch": str(batches.create_batch(store, who, "Essai", {})),
    }
    with store.read() as db:
        rows = made | {
            name: str(db.execute(f"SELECT id FROM {table} ORDER BY id LIMIT 1").fetchone()["id"])
            for name, table in (
                ("class_", "class"),
                ("assignment", "assignment"),
                ("copy", "copy"),
                ("exercise", "exercise"),
            )
        }
        rows["person"] = str(db.execute("SELECT id FROM person WHERE role = 'learner'").fetchone()["id"])
    store.close()
    return rows


def addresses(server: Server) -> list[tuple[str, str]]:
    real = numbers(server)
    return [
        (method, re.sub(r"\{(\w+)\}", lambda found: real.get(found[1], "1"), route.path))
        for route in trainer_routes()
        if isinstance(route, Route) and not route.path.startswith("/formateur")
        for method in sorted((route.methods or set()) - {"HEAD"})
    ]


def test_un_eleve_n_atteint_aucune_page_du_formateur(server: Server, learner: Client) -> None:
    """Avec des numéros qui existent : la réponse est celle d’une page qui n’existe pas."""
    token = learner.token("/travaux")
    for method, address in addresses(server):
        body = None if method == "GET" else f"jeton={token}".encode()
        answer = learner.ask(method, address, body, Origin=server.url, X_Transcribe="1")
        assert answer.status == 404, (method, address)
        assert "n’est pas à vous, ou n’existe pas" in answer.text


def test_sans_jeton_aucune_ecriture_du_formateur_ne_passe(server: Server, trainer: Client) -> None:
    for method, address in addresses(server):
        if method == "POST":
            assert trainer.post(address, {"jeton": "0" * 64}).status == 404, address


def test_le_formateur_voit_ses_classes_et_qui_travaille(
    server: Server, trainer: Client, learner: Client
) -> None:
    home = trainer.get("/classes").text
    found = re.search(r'href="/classes/(\d+)">Classe de démonstration', home)
    assert found and server.code in home
    class_page = trainer.get(f"/classes/{found[1]}").text
    asked = re.search(rf'href="/suivi/(\d+)">{re.escape(SOURCES["relecture"][1])}', class_page)
    assert asked and server.name in class_page
    learner.put(learner.open(SOURCES["relecture"][1]), "Un début.")
    followed = trainer.get(f"/suivi/{asked[1]}").text
    assert "Travaille" in followed and "1 en cours" in followed and "Un début" not in followed


def test_une_classe_se_fait_se_remplit_et_a_ses_fiches(trainer: Client) -> None:
    made = trainer.post("/classes", {"jeton": trainer.token("/classes"), "nom": "SAMA 2027"})
    place = made.headers["location"]
    names = {"jeton": trainer.token(place), "noms": "Zoé Petit\n\n Noé Le Bras \n"}
    assert trainer.post(f"{place}/eleves", names).status == 303
    origin = {"Origin": trainer.server.url, "X_Transcribe": "1"}
    content = "Nom;Prénom;Tiers-temps\nPetit;Zoé;\nRoy;Anne;oui\n".encode()
    sent = trainer.ask("PUT", f"/api{place}/liste?nom=liste.csv", content, **origin)
    assert sent.status == 200 and "1 élève en plus, 1 déjà dans la classe" in sent.text
    shown = trainer.get(place).text
    assert "Anne Roy" in shown and "temps en plus 33 %" in shown
    slips = trainer.post(f"{place}/fiches", {"jeton": trainer.token(place)})
    assert (
        slips.status == 200
        and slips.body[:2] == b"PK"
        and "attachment" in slips.headers["content-disposition"]
    )


@pytest.mark.parametrize(
    ("name", "content"), [("liste.csv", b"\x00\x01"), ("liste.xlsx", b"rien"), ("photo.png", b"\x89PNG")]
)
def test_une_liste_illisible_est_refusee_par_une_phrase_qui_la_nomme(
    trainer: Client, server: Server, name: str, content: bytes
) -> None:
    place = f"/api/classes/{numbers(server)['class_']}/liste?nom={name}"
    sent = trainer.ask("PUT", place, content, Origin=server.url, X_Transcribe="1")
    assert sent.status == 400 and name in sent.text and "/tmp" not in sent.text


def test_le_premier_demarrage_donne_son_code_au_formateur_une_seule_fois(tmp_path: Path) -> None:
    classroom.Store(tmp_path / "espace").close()
    server = Server(tmp_path / "espace", "", "", "").start()
    try:
        said = (tmp_path / "said.txt").read_text("utf-8")
        key = re.search(r"formateur\?cle=(\S+)", said)
        assert key
        client = Client(server)
        assert client.get("/formateur?cle=autre").status == 403
        first = f"/formateur?cle={key[1]}"
        fields = {
            "jeton": client.token(first),
            "cle": key[1],
            "nom": "Anne Roy",
            "pin": "4711",
            "encore": "4712",
        }
        assert "ne sont pas les mêmes" in client.post("/formateur/commencer", fields).text
        assert client.post("/formateur/commencer", {**fields, "pin": "1234", "encore": "1234"}).status == 400
        started = client.post("/formateur/commencer", {**fields, "encore": "4711"})
        assert (started.status, started.headers["location"]) == (303, "/classes")
        assert client.get("/classes").status == 200
        again = Client(server)
        assert (
            again.post("/formateur/commencer", {**fields, "jeton": again.token("/formateur")}).status == 403
        )
    finally:
        server.stop()


def test_le_formateur_n_entre_pas_par_la_porte_des_eleves(server: Server, learner: Client) -> None:
    stranger = Client(server)
    fields = {
        "jeton": stranger.token("/"),
        "code": server.code,
        "nom": server.trainer,
        "pin": server.trainer_pin,
    }
    assert stranger.post("/entrer", fields).status == 401
    fields = {"jeton": learner.token("/formateur"), "nom": server.name, "pin": server.pin}
    assert learner.post("/formateur/entrer", fields).status == 401


DICTEE = SOURCES["dictee"][1]


def wrong_text() -> str:
    return str(json.loads(key_text("dictee"))["reference"]["text"]).replace("radiothérapie", "rayons")


def mark_of(client: Client, copy: str) -> float:
    found = re.search(r'class="mark"><b>([\d,]+)</b>', client.get(f"/copie/{copy}/fiche").text)
    assert found
    return float(found[1].replace(",", "."))


def fields_of(trainer: Client, copy: str, words: str) -> dict[str, str]:
    """Ce que le formulaire de la faute qui contient ces mots envoie."""
    page = trainer.get(f"/copies/{copy}/noter").text
    part = next(part for part in page.split("<details>")[1:] if words in part.partition("</summary>")[0])
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', part))
    return {name: html.unescape(value) for name, value in hidden.items()}


def test_une_variante_acceptee_l_est_pour_toute_la_classe_et_s_annule(
    server: Server, trainer: Client, learner: Client
) -> None:
    other = learner_of(server, 0)
    copies = [(one, hand_in(one, DICTEE, wrong_text())) for one in (learner, other)]
    before = [mark_of(*one) for one in copies]
    place = f"/copies/{copies[0][1]}"
    done = trainer.post(f"{place}/decider", {**fields_of(trainer, copies[0][1], "rayons"), "faire": "accept"})
    assert done.status == 303
    assert [mark_of(*one) > old for one, old in zip(copies, before, strict=True)] == [True, True]
    page = trainer.get(f"{place}/noter").text
    assert "Aussi accepté" in page
    again = {"jeton": trainer.token(f"{place}/noter"), "rang": "0"}
    assert trainer.post(f"{place}/revenir", again).status == 303
    assert [mark_of(*one) for one in copies] == before


def test_une_decision_pour_un_seul_ne_touche_pas_les_autres(
    server: Server, trainer: Client, learner: Client
) -> None:
    other = learner_of(server, 0)
    copies = [(one, hand_in(one, DICTEE, wrong_text())) for one in (learner, other)]
    before = [mark_of(*one) for one in copies]
    fields = {**fields_of(trainer, copies[0][1], "rayons"), "faire": "cancel", "pour": "lui"}
    trainer.post(f"/copies/{copies[0][1]}/decider", {**fields, "commentaire": "Dit à l’oral."})
    assert mark_of(*copies[0]) > before[0] and mark_of(*copies[1]) == before[1]
    assert "Dit à l’oral." in learner.get(f"/copie/{copies[0][1]}/fiche").text


def test_une_faute_ajoutee_coute_et_une_decision_vide_est_refusee(trainer: Client, learner: Client) -> None:
    copy = hand_in(learner, DICTEE, wrong_text())
    before = mark_of(learner, copy)
    fields = {**fields_of(trainer, copy, "rayons"), "classe": "homophone", "gravite": "minor", "points": "x"}
    assert "par exemple 0,5" in trainer.post(f"/copies/{copy}/decider", {**fields, "faire": "change"}).text
    fields = {**fields, "points": "", "dite": "autre chose", "faire": "cancel"}
    assert "a changé entre-temps" in trainer.post(f"/copies/{copy}/decider", fields).text
    added = {"jeton": fields["jeton"], "faire": "add", "classe": "layout", "gravite": "minor", "points": "2"}
    refused = trainer.post(f"/copies/{copy}/decider", added)
    assert refused.status == 400 and "dites à l’élève ce qui est compté" in refused.text
    assert trainer.post(f"/copies/{copy}/decider", {**added, "commentaire": "Sans marges."}).status == 303
    assert mark_of(learner, copy) == before - 2


def test_la_note_du_formateur_remplace_celle_du_programme(trainer: Client, learner: Client) -> None:
    copy = hand_in(learner, DICTEE, wrong_text())
    place = f"/copies/{copy}/noter"
    fields = {"jeton": trainer.token(place), "note": "12,5", "commentaire": "Bon travail."}
    assert trainer.post(place, {**fields, "note": "21"}).status == 400
    assert trainer.post(place, fields).status == 303
    sheet = learner.get(f"/copie/{copy}/fiche").text
    assert "Note du formateur : 12,5" in sheet and "Bon travail." in sheet


def cells(page: str) -> list[list[str]]:
    """Le relevé tel qu’il est à l’écran : les noms, puis les notes."""
    table = page.partition('id="releve"')[2].partition("</table>")[0].partition("<tbody>")[2]
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in table.split("<tr>")[1:]]
    return [[html.unescape(re.sub(r"<[^>]+>", "", cell)) for cell in row] for row in rows]


def number(cell: str) -> float | None:
    return float(cell.replace(",", ".")) if cell else None


def test_les_exports_sont_l_ecran(server: Server, trainer: Client, learner: Client) -> None:
    """Le relevé affiché, le .csv, le carnet de Moodle, le classeur et la colonne à coller disent les mêmes notes."""
    import csv
    import io

    import openpyxl

    other = learner_of(server, 0)
    hand_in(learner, DICTEE, wrong_text())
    copy = hand_in(other, SOURCES["relecture"][1])
    trainer.post(
        f"/copies/{copy}/noter",
        {"jeton": trainer.token("/classes"), "note": "11,25", "commentaire": "=1+1"},
    )
    place = f"/classes/{numbers(server)['class_']}"
    page = trainer.get(f"{place}/resultats").text
    shown = cells(page)
    assert len(shown) == 8 and sum(cell != "" for row in shown for cell in row[1:-1]) == 2
    assert "11,25" in {cell for row in shown for cell in row}
    notes = trainer.get(f"{place}/export/notes.csv").body.decode("utf-8-sig")
    table = list(csv.reader(io.StringIO(notes), delimiter=";"))
    assert [[row[0], *row[2:]] for row in table[1:]] == shown
    moodle = list(csv.reader(io.StringIO(trainer.get(f"{place}/export/moodle.csv").text)))
    theirs = [[row[1], *(mark.replace(".", ",") for mark in row[2::2])] for row in moodle[1:]]
    assert theirs == [row[:-1] for row in shown]
    assert any(cell == "'=1+1" for row in moodle for cell in row)
    book = openpyxl.load_workbook(io.BytesIO(trainer.get(f"{place}/export/resultats.xlsx").body))["Tableau"]
    rows = [
        ["" if cell is None else str(cell) for cell in row]
        for row in book.iter_rows(min_row=2, values_only=True)
    ]
    kept = {name: [round(float(one), 2) if one else None for one in marks] for name, *marks in rows}
    assert kept == {row[0]: [number(cell) for cell in row[1:]] for row in shown if any(row[1:])}
    columns = re.findall(r"<textarea[^>]*readonly[^>]*>\n(.*?)</textarea>", page, re.S)
    wanted = [list(column) for column in zip(*(row[1:-1] for row in shown), strict=True)]
    assert [column.split("\n") for column in columns] == wanted
    for name in ("notes.csv", "moodle.csv", "resultats.xlsx", "competences.zip"):
        assert "attachment" in trainer.get(f"{place}/export/{name}").headers["content-disposition"]
    assert trainer.get(f"{place}/export/autre.csv").status == 404


def test_la_page_a_projeter_ne_nomme_personne(server: Server, trainer: Client, learner: Client) -> None:
    hand_in(learner, DICTEE, wrong_text())
    page = trainer.get(f"/classes/{numbers(server)['class_']}/projeter").text
    assert "Ce que la classe retient" in page and server.name not in page


def test_sauvegarder_effacer_archiver_et_reprendre(server: Server, trainer: Client, learner: Client) -> None:
    hand_in(learner, DICTEE, wrong_text())
    token = {"jeton": trainer.token("/garder")}
    assert "Sauvegarde faite" in trainer.get(trainer.post("/garder", token).headers["location"]).text
    made = re.findall(r'name="sauvegarde" value="([^"]+)"', trainer.get("/garder").text)
    place = f"/classes/{numbers(server)['class_']}"
    person = re.search(rf'href="{place}/eleves/(\d+)">{server.name}', trainer.get(place).text)
    assert person and made
    his = f"{place}/eleves/{person[1]}"
    assert server.name in trainer.get(his).text and trainer.get(f"{his}/donnees.zip").body[:2] == b"PK"
    assert trainer.post(f"{his}/effacer", {**token, "nom": "autre"}).status == 400
    assert trainer.post("/garder/reprendre", {**token, "sauvegarde": "../classe.sqlite"}).status == 404
    assert trainer.post("/garder/reprendre", {**token, "sauvegarde": made[0]}).status == 303
    assert trainer.get("/classes").status == 303  # everybody signs in again
    assert trainer.sign_in_trainer().status == 303
    token = {"jeton": trainer.token("/garder")}
    assert trainer.post(f"{his}/effacer", {**token, "nom": server.name}).status == 303
    assert server.name not in trainer.get(place).text
    assert trainer.post(f"{place}/archiver", {**token, "nom": "autre"}).status == 400
    assert trainer.post(f"{place}/archiver", {**token, "nom": "Classe de démonstration"}).status == 303
    assert "Élève 1" in trainer.get(place).text


def test_amenager_garde_ce_que_la_liste_a_dit_d_autre(server: Server, trainer: Client) -> None:
    store = classroom.Store(server.folder)
    who = classroom.owner(store)
    class_ = classroom.classes(store, who)[0]
    person = classroom.members(store, who, class_)[0]
    classroom.set_needs(store, who, person.id, {"accents": 0.5, "extra_time": 0.5})
    place = f"/classes/{class_.id}/eleves/{person.id}/amenager"
    fields = {
        "jeton": trainer.token("/classes"),
        "temps": "33",
        "voix": "90",
        "caracteres": "2",
        "dyslexie": "on",
    }
    assert "Aménagements enregistrés" in trainer.post(place, fields).text
    found = next(one for one in classroom.members(store, who, class_) if one.id == person.id).needs
    store.close()
    assert dict(found) == {
        "accents": 0.5, "extra_time": 0.33, "pace": 0.9, "text_size": 2, "spaced": True, "face": "dyslexia"
    }  # fmt: skip
    assert (
        "Le temps" in (refused := trainer.post(place, {**fields, "temps": "x"}).text) or "refusé" in refused
    )


def test_un_autre_formateur_n_atteint_ni_la_classe_ni_ses_copies(server: Server, learner: Client) -> None:
    """Une classe est à ceux qui en sont chargés ; les dictées et les séries sont à tous les formateurs de l’espace."""
    hand_in(learner, DICTEE, wrong_text())
    store = classroom.Store(server.folder)
    slip = classroom.add_trainer(store, classroom.owner(store), "Paul Lenoir", pin="471147")
    store.close()
    real = numbers(server)
    other = Client(server)
    fields = {"jeton": other.token("/formateur"), "nom": slip.person.name, "pin": "471147"}
    assert other.post("/formateur/entrer", fields).status == 303
    token = other.token("/classes")
    assert "Classe de démonstration" not in other.get("/classes").text
    for method, address in addresses(server):
        if any(f"/{part}/{real[name]}" in address for part, name in (
            ("classes", "class_"), ("suivi", "assignment"), ("copies", "copy")
        )):  # fmt: skip
            body = None if method == "GET" else f"jeton={token}".encode()
            answer = other.ask(method, address, body, Origin=server.url, X_Transcribe="1")
            assert answer.status == 404, (method, address)
    assert other.get("/dictees").status == other.get("/exercices").status == 200
    restored = {"jeton": token, "sauvegarde": "x"}
    assert other.post("/garder/reprendre", restored).status == 404


def test_le_formateur_ferme_et_rouvre_les_exercices_personnels(trainer: Client, learner: Client) -> None:
    (place,) = set(re.findall(r"/classes/\d+", trainer.get("/classes").text))
    token = {"jeton": trainer.token("/classes")}
    assert "Chaque élève peut se faire un exercice" in trainer.get(place).text
    assert "exercice sur mes fautes" in learner.get("/progres").text
    for allowed, shown in (("non", "ne se font pas d’exercice"), ("oui", "Chaque élève peut se faire")):
        assert trainer.post(f"{place}/exercices-personnels", {**token, "permis": allowed}).status == 303
        assert shown in trainer.get(place).text
        assert ("exercice sur mes fautes" in learner.get("/progres").text) is (allowed == "oui")
    assert learner.post(f"{place}/exercices-personnels", {"permis": "non"}).status in (403, 404)
