"""The pictures of the walks, taken anew from the demonstration class, and the drawing of the whole; written by

python -m tests.docs.pictures
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from tests.core.test_architecture import FLOORS
from tests.docs.pages import ROOT
from transcribe.classroom.demo import SOURCES

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize

    from tests.web.conftest import Server

IMAGES = ROOT / "docs" / "images"
STEPS = (
    ("écouter", "Whisper, adapté", "aux dictées médicales"),
    ("corriger", "les termes, d’après", "lexiques et son"),
    ("écrire", "ponctuation dictée,", "nombres, unités, dates"),
    ("mettre en page", "le modèle du genre,", "ou le vôtre"),
    ("relire", "doutes surlignés,", "corrections suivies"),
)
_BOX, _GAP, _HIGH = 168, 28, 92
_ROOM, _FLOOR = 122, 50
SIZE: "ViewportSize" = {"width": 1000, "height": 640}


def drawing() -> str:
    """The whole in one picture, as SVG: what happens to a recording, and what stays with it."""
    width = len(STEPS) * (_BOX + _GAP) + _GAP
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 236" role="img" '
        'font-family="system-ui, sans-serif" text-anchor="middle">',
        "<title>D’un enregistrement au compte-rendu</title>",
        f'<rect width="{width}" height="236" rx="10" fill="#f5f7fb"/>',
        _text(width / 2, 30, "un enregistrement (wav, mp3, m4a, dss…)", size=15),
    ]
    for number, (name, *said) in enumerate(STEPS):
        left = _GAP + number * (_BOX + _GAP)
        middle = left + _BOX / 2
        parts.append(
            f'<rect x="{left}" y="48" width="{_BOX}" height="{_HIGH}" rx="8" fill="#fff" stroke="#1f3a5f" '
            'stroke-width="1.5"/>'
        )
        parts.append(_text(middle, 78, name, size=17, weight=700))
        parts += [_text(middle, 102 + 18 * line, text, size=13) for line, text in enumerate(said)]
        if number:
            parts.append(
                f'<path d="M{left - 23} 94 h16 l-6 -5 m6 5 l-6 5" stroke="#1f3a5f" fill="none" stroke-width="2"/>'
            )
    parts.append(
        _text(width / 2, 170, "Word, OpenDocument, page web, JSON, texte, sous-titres, spaCy", size=15)
    )
    parts.append(
        _text(
            width / 2,
            198,
            "Chaque mot garde son moment, ce qui a été entendu, ce qui a changé et pourquoi : ",
            size=13,
        )
    )
    parts.append(
        _text(
            width / 2,
            217,
            "c’est aussi ce qui fait des exercices, corrige les copies et les fait réécouter.",
            size=13,
        )
    )
    return "\n".join([*parts, "</svg>\n"])


def house() -> str:
    """The floors of the house and the rooms on each, as SVG, from what holds them (``test_architecture.FLOORS``)."""
    floors = sorted({*FLOORS.values()}, reverse=True)
    wide = max(sum(one == floor for one in FLOORS.values()) for floor in floors) * _ROOM + 100
    high = len(floors) * _FLOOR + 16
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" role="img" '
        'font-family="system-ui, sans-serif" text-anchor="middle">',
        "<title>Les étages de la maison et leurs pièces ; une pièce n’emploie que les étages du dessous</title>",
        f'<rect width="{wide}" height="{high}" rx="10" fill="#f5f7fb"/>',
    ]
    for number, floor in enumerate(floors):
        top = 12 + number * _FLOOR
        parts.append(_text(44, top + 25, f"étage {floor}", size=14))
        rooms = [room for room, where in FLOORS.items() if where == floor]
        for place, room in enumerate(rooms):
            left = 92 + place * _ROOM
            parts.append(
                f'<rect x="{left}" y="{top}" width="{_ROOM - 10}" height="38" rx="6" fill="#fff" stroke="#1f3a5f"/>'
            )
            parts.append(_text(left + (_ROOM - 10) / 2, top + 24, room, size=14, weight=600))
    return "\n".join([*parts, "</svg>\n"])


def _text(x: float, y: float, text: str, *, size: int, weight: int = 400) -> str:
    return f'<text x="{x:g}" y="{y}" font-size="{size}" font-weight="{weight}" fill="#1a2433">{escape(text)}</text>'


DRAWINGS = {"en-une-image.svg": drawing, "maison.svg": house}


@contextmanager
def demonstration() -> "Iterator[tuple[Page, Server]]":
    """A page of a browser beside the demonstration class."""
    from tests.browser import chromium
    from tests.web.conftest import Server
    from transcribe import classroom
    from transcribe.classroom.demo import build_demo

    with tempfile.TemporaryDirectory() as folder:
        store = classroom.Store(Path(folder) / "espace")
        made = build_demo(store)
        store.close()
        trainer = (made["trainer"], made["trainer_pin"])
        server = Server(store.folder, made["code"], made["name"], made["pin"], *trainer).start()
        try:
            with chromium() as browser:
                yield browser.new_context(locale="fr-FR", viewport=SIZE).new_page(), server
        finally:
            server.stop()


def learner(page: "Page", server: "Server") -> None:
    """What a learner sees: the door, his works, his progress."""
    page.goto(server.url + "/")
    page.fill("#code", server.code)
    page.fill("#nom", server.name)
    page.fill("#pin", server.pin)
    _take(page, "heure-entrer")
    page.click("button.main")
    page.wait_for_url("**/travaux")
    _take(page, "heure-travaux")
    page.goto(server.url + "/progres")
    _take(page, "heure-progres")
    page.goto(server.url + "/travaux")
    works = page.locator(
        "ul.works li", has=page.get_by_role("heading", name=SOURCES["compte-rendu"][1], exact=True)
    )
    works.locator("form button").click()
    page.wait_for_selector("body[data-ready]")
    page.click("summary:has-text('Ce qu’il faut faire')")
    page.set_viewport_size({"width": 1180, "height": 820})
    page.evaluate("scrollTo(0, 0)")
    _take(page, "classe-copie")
    page.set_viewport_size(SIZE)


def trainer(page: "Page", server: "Server") -> None:
    """What a trainer sees: a class, the work followed, where dictations and exercises are made."""
    page.goto(server.url + "/formateur")
    page.fill("#nom", server.trainer)
    page.fill("#pin", server.trainer_pin)
    page.keyboard.press("Enter")
    page.wait_for_url("**/classes")
    page.click("main ul.works a")
    page.wait_for_load_state()
    _take(page, "heure-classe")
    page.click(f"text={SOURCES['dictee'][1]}")
    page.wait_for_selector(f"h1:has-text('{SOURCES['dictee'][1]}')")
    _take(page, "heure-suivi")
    page.goto(server.url + "/exercices")
    _take(page, "heure-exercices")


def report(page: "Page", folder: Path) -> None:
    """The page of a compte-rendu as the program makes it of a sample: its doubts, its corrections, its sound."""
    sample = ROOT / "samples" / "orl-urgences-01.ogg"
    command = [
        sys.executable,
        "-m",
        "transcribe",
        "convert",
        str(sample),
        "--out",
        str(folder),
        "--formats",
        "html",
    ]
    subprocess.run(command, check=True, cwd=ROOT)
    page.goto((folder / "orl-urgences-01.html").as_uri())
    _take(page, "heure-page")


def anonymised(page: "Page", folder: Path) -> None:
    """The review of a sample before it is anonymised, some of its passages decided."""
    from tests.web.reviews import Reviewing

    running = Reviewing(folder)
    (folder / "dictees").mkdir(parents=True)
    shutil.copy(ROOT / "samples" / "onco-certificat-01.ogg", folder / "dictees" / "transport.ogg")
    command = [
        sys.executable,
        "-m",
        "transcribe",
        "anonymise",
        str(folder / "dictees"),
        "--out",
        str(running.out),
    ]
    subprocess.run(command, check=True, cwd=ROOT)
    try:
        page.goto(running.start().address + "001")
        page.wait_for_selector("body[data-ready]")
        for card in page.locator("#trouves li").all()[:2][::-1]:
            card.locator("button:has-text('Remplacer')").click()
            card.locator(".state.yes").wait_for()
        page.set_viewport_size({"width": 1000, "height": 720})
        page.evaluate("document.querySelector('#trouves').scrollTop = 0; scrollTo(0, 60)")
        _take(page, "anonymiser-relecture")
    finally:
        running.kill()
        page.set_viewport_size(SIZE)


def _take(page: "Page", name: str) -> None:
    path = IMAGES / f"{name}.png"
    page.screenshot(path=path, animations="disabled")
    print(f"{path.relative_to(ROOT)} : {path.stat().st_size // 1000} ko")


if __name__ == "__main__":
    for name, made in DRAWINGS.items():
        (IMAGES / name).write_text(made(), "utf-8")
    if "--drawing" not in sys.argv:
        with demonstration() as (one, running), tempfile.TemporaryDirectory() as aside:
            learner(one, running)
            one.context.clear_cookies()
            trainer(one, running)
            report(one, Path(aside))
            anonymised(one, Path(aside) / "relecture")
