"""The pages of a class in a real browser: nothing for axe to find, none wider than the screen, passages that play."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser import chromium, violations
from tests.grading.fake import LETTER, LEXICON
from transcribe.grading import Page as Written
from transcribe.grading import load_scheme
from transcribe.grading.keys import Key
from transcribe.grading.needs import preset
from transcribe.grading.reports import write_reports
from transcribe.grading.sitting import Attempt, grade_all
from transcribe.grading.types import Decision, Timed

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SOUND = Path(__file__).parents[2] / "samples" / "orl-urgences-01.ogg"
PAGES = ("classe.html", "projection.html", "fiches/Léa/a.html", "fiches/Zoé/a.html")


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    with chromium() as one:
        yield one


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    shutil.copyfile(SOUND, out / "dictee.ogg")
    start = LETTER.index("gauche")
    key = Key(
        "a",
        "Cardiologie",
        Written(LETTER),
        times=(Timed(start, start + 6, 5, 5.5),),
        audio=(out / "dictee.ogg",),
    )
    wrong = (
        LETTER.replace("gauche", "droite").replace("récente", "récante").replace("ramipril 5", "ramipril 50")
    )
    attempts = [
        Attempt(name, name, one.id, page=Written(wrong))
        for name in ("Léa", "Zoé", "Ali")
        for one in (key, replace(key, id="b", title="Suite"))
    ]
    decisions = {
        "a": [Decision("cancel", "récente", comment="Vu."), Decision("add", kind="layout", comment="Marges.")]
    }
    rules = load_scheme("sur-20")
    results = list(
        grade_all(attempts, [key, replace(key, id="b", title="Suite")], LEXICON, rules, decisions=decisions)
    )
    large = preset("dyslexie").needs
    results = [replace(one, needs=large) if one.attempt.learner == "Zoé" else one for one in results]
    write_reports(results, rules, out)
    return out


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_is_too_wide(
    browser: "Browser", folder: Path, name: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto((folder / name).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []
    context.close()


def test_a_sheet_plays_the_passage_by_keyboard_and_stops(browser: "Browser", folder: Path) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto((folder / "fiches" / "Léa" / "a.html").as_uri())
    button = page.locator("button.hear").first
    since = float(button.get_attribute("data-since") or 0)
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('audio').currentTime > 0.1")
    assert button.get_attribute("aria-pressed") == "true"
    assert page.evaluate("document.querySelector('audio').currentTime") >= since
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('audio').paused")
    assert button.inner_text() == "Écouter"
    assert said == []
    page.close()


def test_a_sheet_without_its_audio_says_so(browser: "Browser", folder: Path, tmp_path: Path) -> None:
    shutil.copyfile(folder / "fiches" / "Léa" / "a.html", tmp_path / "a.html")
    page = browser.new_page()
    page.goto((tmp_path / "a.html").as_uri())
    page.locator("button.hear").first.click()
    page.get_by_text("L’audio n’est pas à côté de cette page").wait_for(timeout=5000)
    page.close()
