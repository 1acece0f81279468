"""Une classe entière par le navigateur, d’un espace vide aux notes emportées : aucune commande n’est tapée."""

import csv
import io
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest

from tests.browser import chromium, violations
from tests.web.clips import clip
from tests.web.conftest import Client, Server
from transcribe import classroom

if TYPE_CHECKING:
    from playwright.sync_api import Page

PIN = "470811"
LEARNERS = [f"{first} Essai-{last}" for first in ("Léa", "Yanis", "Inès") for last in "ABCDEF"]
LONG = 300_000  # on a machine that does much else


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Server]:
    """Un espace vide, servi : l’adresse du premier démarrage est celle que le navigateur ouvre de lui-même."""
    classroom.Store(tmp_path / "espace").close()
    server = Server(tmp_path / "espace", "", "", "", "Anne Roy", PIN).start()
    yield server
    server.stop()


@pytest.fixture
def page() -> "Iterator[Page]":
    with chromium() as browser:
        context = browser.new_context(locale="fr-FR", accept_downloads=True)
        one = context.new_page()
        one.set_default_timeout(LONG / 3)
        problems: list[str] = []
        one.on("pageerror", lambda error: problems.append(str(error)))
        yield one
        context.close()
        assert problems == []


def saved(page: "Page", selector: str, to: Path) -> Path:
    with page.expect_download() as download:
        page.click(selector)
    download.value.save_as(to)
    return to


def slips_of(path: Path) -> dict[str, str]:
    """Le code personnel de chacun, sur les fiches imprimées."""
    cells = [
        cell.text for table in docx.Document(str(path)).tables for row in table.rows for cell in row.cells
    ]
    found = {}
    for text in cells:
        if code := re.search(r"Code personnel\W+(\d{6})", text):
            found[text.split("\n")[0]] = code[1]
    return found


def start(page: "Page", server: Server) -> None:
    said = (server.folder.parent / "said.txt").read_text("utf-8")
    address = re.search(r"(http\S+formateur\?cle=\S+)", said)
    assert address
    page.goto(address[1])
    page.fill("#nom", server.trainer)
    page.fill("#pin", PIN)
    page.fill("#encore", PIN)
    page.click("button.main")
    page.wait_for_url("**/classes")


def make_class(page: "Page", server: Server, tmp_path: Path) -> dict[str, str]:
    page.fill("#nom", "SAMA")
    page.click("text=Créer la classe")
    page.fill("#noms", "\n".join(LEARNERS))
    page.click("form button.main")
    page.wait_for_selector("p.note:has-text('18 élèves en plus')")
    server.code = page.inner_text("strong.code")
    return slips_of(saved(page, "text=Tirer les codes", tmp_path / "fiches.docx"))


def hear(page: "Page", server: Server, tmp_path: Path) -> None:
    page.goto(server.url + "/dictees")
    page.check("#fictif")
    clips = [clip(name, tmp_path / f"{name}.wav", 7) for name in ("uro-endoscopie-01", "onco-certificat-01")]
    page.set_input_files("#fichiers", [str(one) for one in clips])
    page.wait_for_selector("td:has-text('Texte à relire') >> nth=1", timeout=LONG)
    for name in ("uro-endoscopie-01", "onco-certificat-01"):
        page.goto(server.url + "/dictees")
        page.click(f"tr:has-text('{name}') a.button")
        page.wait_for_selector("body[data-ready]")
        page.locator(".ProseMirror").focus()
        page.keyboard.press("Control+End")
        page.keyboard.type(" Compte-rendu relu par le formateur ce jour.")
        page.wait_for_selector("#etat[data-state='saved']")
        page.click("text=Valider ce texte")
        page.click("dialog button.main")
        page.wait_for_url("**/dictees?**")


def ask(page: "Page", server: Server) -> None:
    page.goto(server.url + "/exercices")
    page.fill("#nom", "Semaine 1")
    page.check("input[value=relecture]")
    page.fill("#fautes", "3")
    page.click("text=Faire la série")
    page.wait_for_selector("h2:has-text('Aperçu')", timeout=LONG)
    assert violations(page) == []
    page.click("text=est noté")
    page.select_option("#retour", "by_hand")
    page.click("text=Demander >> nth=-1")
    page.wait_for_url("**/classes/**")


def work(server: Server, name: str, pin: str, rank: int) -> None:
    """Un élève simulé : il corrige plus ou moins ce qu’il reçoit, et rend tout."""
    client = Client(server)
    assert client.sign_in(name, pin).status == 303, name
    titles = re.findall(r"<h3>(Relecture[^<]+|Dictée[^<]+)</h3>", client.get("/travaux").text)
    assert len(titles) == 4, titles
    for title in titles:
        copy = client.open(title)
        client.put(copy, f"Compte-rendu relu par le formatteur ce jour, copie {rank % 3}.")
        client.post(f"/copie/{copy}/rendre", {"jeton": client.token("/travaux")})


def test_une_classe_entiere_sans_terminal(page: "Page", empty: Server, tmp_path: Path) -> None:
    start(page, empty)
    codes = make_class(page, empty, tmp_path)
    assert sorted(codes) == sorted(LEARNERS)
    hear(page, empty, tmp_path)
    ask(page, empty)
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda one: work(empty, one[1], codes[one[1]], one[0]), enumerate(LEARNERS)))
    page.click("table a:has-text('Dictée') >> nth=0")
    page.wait_for_selector("p:has-text('18 rendus')")
    page.click("a.button:has-text('Lire') >> nth=0")
    page.click("#decider summary:has-text('formatteur') >> nth=0")
    page.click("button:has-text('Accepter aussi'):visible")
    page.wait_for_selector("p.note:has-text('18 copies notées à nouveau')", timeout=LONG)
    page.click("p a:has-text('Suivi')")
    page.click("button:has-text('Rendre les fiches')")
    page.wait_for_selector("p.note:has-text('18 fiches rendues')")
    page.click("main a:has-text('SAMA')")
    page.click("text=Résultats de la classe")
    page.wait_for_selector("#releve")
    assert violations(page) == []
    shown = page.locator("#releve tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
    )
    assert len(shown) == 18 and all(all(row) for row in shown)
    notes = saved(page, "a:has-text('Relevé (.csv')", tmp_path / "notes.csv").read_text("utf-8-sig")
    assert [[row[0], *row[2:]] for row in list(csv.reader(io.StringIO(notes), delimiter=";"))[1:]] == shown
    page.click("[data-copier] >> nth=0")
    page.wait_for_selector("#dit-copie:has-text('18 lignes copiées')")
    for link in ("Classeur", "Carnet de notes", "Fiches de compétence"):
        assert saved(page, f"a:has-text('{link}')", tmp_path / "emporte").stat().st_size > 200
