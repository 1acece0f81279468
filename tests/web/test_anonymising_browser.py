"""La relecture avant anonymisation dans un vrai navigateur : au clavier seul, lisible par tous, jusqu’au bout."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser import chromium, violations
from tests.web.conftest import wait_until
from tests.web.reviews import Reviewing, begun

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

_FOCUSED = "document.activeElement"


@pytest.fixture
def reviewing(tmp_path: "Path") -> Iterator[Reviewing]:
    running = Reviewing(tmp_path)
    begun(tmp_path, running.review)
    running.start()
    yield running
    running.kill()


@pytest.fixture
def page(reviewing: Reviewing) -> "Iterator[Page]":
    with chromium() as browser:
        context = browser.new_context(locale="fr-FR", viewport={"width": 1280, "height": 900})
        one = context.new_page()
        problems: list[str] = []
        one.on("pageerror", lambda error: problems.append(str(error)))
        one.on(
            "console", lambda said: problems.append(said.text) if "Content Security" in said.text else None
        )
        local = reviewing.address.partition("/relecture/")[0]
        one.on("request", lambda sent: None if sent.url.startswith(local) else problems.append(sent.url))
        one.goto(reviewing.address)
        yield one
        context.close()
        assert problems == []


def check(page: "Page") -> None:
    """Rien à redire pour axe, large ou étroit, et rien ne déborde d’un écran étroit."""
    assert violations(page) == [], page.url
    page.set_viewport_size({"width": 320, "height": 640})
    assert violations(page) == [], f"{page.url}, à 320 px"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, page.url
    page.set_viewport_size({"width": 1280, "height": 900})


def go(page: "Page", name: str, key: str = "Tab") -> None:
    """Va de touche en touche jusqu’à ce qui porte ce nom, sans jamais perdre de vue ce qui a le curseur."""
    for _ in range(60):
        page.keyboard.press(key)
        said, hidden = page.evaluate(
            f"""() => {{ const one = {_FOCUSED}, box = one.getBoundingClientRect();
            const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            const label = one.labels?.[0]?.textContent ?? one.getAttribute("aria-label") ?? one.textContent;
            return [label, top === null || !(one.contains(top) || top.contains(one))]; }}"""
        )
        assert not hidden, said
        if name in said:
            return
    raise AssertionError(f"« {name} » ne s’atteint pas au clavier")


def press(page: "Page", name: str, key: str = "Tab") -> None:
    go(page, name, key)
    page.keyboard.press("Enter")


def saved(page: "Page", sentence: str) -> None:
    page.wait_for_selector(f"#etat[data-state='saved']:has-text('{sentence}')")


def test_une_relecture_entiere_au_clavier(page: "Page", reviewing: Reviewing) -> None:
    check(page)
    press(page, "Relire visite.ogg")
    page.wait_for_selector("body[data-ready]")
    check(page)
    page.keyboard.press("Alt+ArrowDown")
    assert "Écouter" in page.evaluate(f"{_FOCUSED}.textContent")
    page.keyboard.press("Enter")
    wait_until(lambda: page.evaluate("document.querySelector('audio').currentTime > 0.3"))
    go(page, "Remplacement de « Zofia Blanc »")
    page.keyboard.press("Control+A")
    page.keyboard.type("Rose Perrot")
    page.keyboard.press("Enter")
    saved(page, "à remplacer")
    page.wait_for_selector("mark[data-state='yes'][data-new='Rose Perrot']")
    page.keyboard.press("Alt+ArrowDown")
    press(page, "Laisser (pas de nom)")
    saved(page, "gardé")
    missed(page)
    check(page)
    assert not reviewing.out.exists()
    press(page, "Dictée suivante")
    page.wait_for_selector("body[data-ready]")
    assert "monsieur" not in page.inner_text("#texte") and "M. Lantier" in page.inner_text("#texte")
    press(page, "Remplacer : « Blanc »")
    saved(page, "à remplacer")
    press(page, "Toutes les dictées")
    page.wait_for_selector("button:has-text('Tout est relu')")
    check(page)
    assert not reviewing.out.exists()
    press(page, "Tout est relu : écrire")
    page.wait_for_selector("h1:has-text('sont écrites')")
    check(page)
    assert reviewing.until_over() == 0
    written = (reviewing.out / "dictee-001.txt").read_text("utf-8")
    assert "Rose Perrot" in written and "Zofia" not in written and "Lantier" not in written
    assert "Lantier" in (reviewing.out / "dictee-002.txt").read_text("utf-8")


def missed(page: "Page") -> None:
    """Un nom que le programme n’a pas vu : choisi, entendu, ajouté au clavier."""
    go(page, "madame Zofia", "Shift+Tab")
    page.keyboard.press("Control+End")
    page.keyboard.press("Control+Shift+ArrowLeft")
    page.keyboard.press("Alt+Enter")
    wait_until(lambda: page.evaluate("document.querySelector('audio').currentTime > 3"), seconds=40)
    press(page, "Ajouter les mots choisis", "Shift+Tab")
    page.wait_for_selector("dialog[open]:has-text('« Lantier »')")
    wait_until(lambda: page.evaluate("document.querySelector('#nouveau').value !== ''"))
    check(page)
    go(page, "Remplacement")
    page.keyboard.press("Control+A")
    page.keyboard.type("Perrot")
    page.keyboard.press("Enter")
    saved(page, "« Lantier » ajouté")


def test_la_commande_tuee_la_page_le_dit_et_ne_montre_rien_comme_enregistre(
    page: "Page", reviewing: Reviewing
) -> None:
    press(page, "Relire visite.ogg")
    page.wait_for_selector("body[data-ready]")
    reviewing.kill()
    page.keyboard.press("Alt+ArrowDown")
    press(page, "Remplacer : « Zofia Blanc »")
    page.wait_for_selector("#etat[data-state='failed']:has-text('ne répond plus')")
    assert page.locator("li[data-state='yes'], button[aria-pressed='true']").count() == 0
