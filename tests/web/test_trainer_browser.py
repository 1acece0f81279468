"""Les pages du formateur dans un vrai navigateur : lisibles par tous, au clavier, à jour d’elles-mêmes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser import chromium, violations
from tests.web.conftest import Client, Server
from transcribe.classroom.demo import SOURCES

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def page(server: Server) -> "Iterator[Page]":
    with chromium() as browser:
        context = browser.new_context(locale="fr-FR")
        one = context.new_page()
        problems: list[str] = []
        one.on("pageerror", lambda error: problems.append(str(error)))
        one.on(
            "console", lambda said: problems.append(said.text) if "Content Security" in said.text else None
        )
        yield one
        context.close()
        assert problems == []


def enter(page: "Page", server: Server) -> None:
    """Au clavier seul."""
    page.goto(server.url + "/formateur")
    page.focus("#nom")
    page.keyboard.type(server.trainer)
    page.keyboard.press("Tab")
    page.keyboard.type(server.trainer_pin)
    page.keyboard.press("Enter")
    page.wait_for_url("**/classes")


def check(page: "Page") -> None:
    """Rien à redire pour axe, et rien ne déborde d’un écran étroit."""
    assert violations(page) == [], page.url
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390, page.url
    page.set_viewport_size({"width": 1280, "height": 900})


def test_le_formateur_suit_sa_classe_sans_recharger_la_page(page: "Page", server: Server) -> None:
    page.goto(server.url + "/formateur")
    check(page)
    enter(page, server)
    check(page)
    page.click("main ul.works a")
    check(page)
    page.click(f"text={SOURCES['relecture'][1]}")
    page.wait_for_selector(f"h1:has-text('{SOURCES['relecture'][1]}')")
    check(page)
    learner = Client(server)
    learner.sign_in()
    copy = learner.open(SOURCES["relecture"][1])
    learner.put(copy, "Un début.")
    page.wait_for_selector("td:has-text('Travaille')")
    learner.post(f"/copie/{copy}/rendre", {"jeton": learner.token("/travaux")})
    page.wait_for_selector("a.button:has-text('Lire'):visible")
    page.wait_for_selector("p:has-text('1 rendu')")
    page.click("a.button:has-text('Lire'):visible")
    page.wait_for_selector("#decider")
    check(page)
    page.locator("#decider summary").first.focus()
    page.keyboard.press("Enter")
    check(page)
    page.keyboard.press("Tab")
    page.locator("#decider button:has-text('Annuler la faute'):visible").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("p.note:has-text('Décision gardée')")
    check(page)


def test_un_texte_tape_se_relit_et_se_valide_au_clavier(page: "Page", server: Server) -> None:
    enter(page, server)
    page.goto(server.url + "/dictees")
    page.focus("text=Les anonymiser d’abord")
    page.keyboard.press("Enter")
    page.wait_for_selector("code:has-text('transcribe anonymise . --out anonymes --page'):visible")
    check(page)
    dropped = page.evaluate_handle(
        "() => { const all = new DataTransfer(); all.items.add(new File(['x'], 'photo.png')); "
        "all.items.add(new File([], 'vide.mp3')); return all; }"
    )
    page.dispatch_event("[data-drop]", "drop", {"dataTransfer": dropped})
    page.wait_for_selector("#dit-depot:has-text('2 refusés')")
    assert "« photo.png » n’est pas un enregistrement" in page.inner_text("#depots")
    check(page)
    page.fill("#nom", "Essai")
    page.fill("#texte-tape", "Pas de fièvre.")
    page.focus("text=Garder ce texte")
    page.keyboard.press("Enter")
    page.wait_for_selector("body[data-ready]")
    check(page)
    page.locator(".ProseMirror").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Vu ce jour.")
    page.wait_for_selector("#etat[data-state='saved']")
    page.focus("text=Valider ce texte")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open]")
    check(page)
    page.focus("dialog button.main")
    page.keyboard.press("Enter")
    page.wait_for_selector("td:has-text('Validée')")
    check(page)
