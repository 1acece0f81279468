"""The result page in a real browser: nothing for axe to find, nothing wider than a telephone."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser import chromium, violations
from tests.letters.sample import marked
from transcribe import letters
from transcribe.letters.page import html

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LONG = (
    "Compte rendu de consultation. Madame Marie-Antoinette Vandenbroucke-Castelnau, née le 17 septembre 1968. "
    "Scanner thoraco-abdomino-pelvien et œsogastroduodénoscopie ce jour."
)


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    with chromium() as one:
        yield one


def pages() -> dict[str, str]:
    plain = letters.plain_revision(LONG)
    doubted = marked()
    return {
        "identité": html(letters.compose(plain), plain),
        "marques": html(letters.compose(doubted), doubted),
    }


@pytest.mark.parametrize("width", [1280, 360, 320])
@pytest.mark.parametrize("name", ["identité", "marques"])
def test_la_page_tient_dans_un_telephone_et_axe_n_y_trouve_rien(
    browser: "Browser", tmp_path: Path, name: str, width: int
) -> None:
    (tmp_path / "page.html").write_text(pages()[name], "utf-8")
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []
    context.close()


def test_sur_un_telephone_chaque_trait_de_l_identite_garde_son_nom(
    browser: "Browser", tmp_path: Path
) -> None:
    (tmp_path / "page.html").write_text(pages()["identité"], "utf-8")
    context = browser.new_context(viewport={"width": 320, "height": 900})
    page = context.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    shown = page.evaluate(
        "[...document.querySelectorAll('td')].map("
        "t => getComputedStyle(t, '::before').content.slice(1, -1) + t.textContent.trim())"
    )
    assert "Nom : Vandenbroucke-Castelnau" in shown
    assert "Date de naissance : 17\u00a0septembre\u00a01968" in shown
    context.close()
