"""SCORM 1.2: a package of the right form, whose page marks as it should and is heard by a platform."""

import json
import re
import shutil
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from tests.browser import chromium, violations
from tests.interop.cases import OGG, RIGHT, dictation, gaps, proofreading
from transcribe.interop.scorm import identifier, scorm_package, visible
from transcribe.interop.types import Blank, Fault, Task
from transcribe.scripts import inlined
from transcribe.scripts.hiding import hidden

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CP, ADL = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}", "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"
GAPS = gaps(Blank("dyspnée", "d"), Blank("l’HTA", hint="tension"), pieces=("Pas de ", " ni\nde ", "."))
PAGE = resources.files("transcribe.interop").joinpath("page")


def opened(task: Task) -> dict[str, bytes]:
    package = scorm_package(task)
    assert package is not None
    with zipfile.ZipFile(BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


# --- the package ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("task", [GAPS, proofreading()], ids=["trous", "relecture"])
def test_the_manifest_is_one_item_of_one_resource_with_every_file(task: Task) -> None:
    files = opened(task)
    root = ET.fromstring(files["imsmanifest.xml"])
    assert root.tag == f"{CP}manifest"
    assert [child.tag for child in root] == [
        f"{CP}{name}" for name in ("metadata", "organizations", "resources")
    ]
    assert [child.text for child in root[0]] == ["ADL SCORM", "1.2"]
    (organization,) = root[1]
    assert root[1].get("default") == organization.get("identifier")
    (item,) = organization.findall(f"{CP}item")
    assert item.findtext(f"{CP}title") == organization.findtext(f"{CP}title") == task.title
    (resource,) = root[2]
    assert item.get("identifierref") == resource.get("identifier")
    assert (resource.get("type"), resource.get(f"{ADL}scormtype")) == ("webcontent", "sco")
    listed = [file.get("href") for file in resource]
    assert resource.get("href") == listed[0] == "index.html"
    assert {"imsmanifest.xml", *listed} == set(files)
    identifiers = [one.get("identifier", "") for one in root.iter() if one.get("identifier")]
    assert len(set(identifiers)) == len(identifiers) == 4
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", one, re.ASCII) for one in identifiers)


def test_titles_that_look_alike_have_identifiers_of_their_own() -> None:
    assert identifier("été") != identifier("ete") != identifier("été 2")
    assert re.fullmatch(r"[A-Za-z0-9-]+", identifier("été / <2>"))


def test_no_answer_is_read_in_the_page() -> None:
    page = opened(GAPS)["index.html"].decode()
    assert "dyspnée" not in page
    assert "HTA" not in page
    assert "dyspnée" not in opened(proofreading())["index.html"].decode()


def test_what_a_browser_cannot_mark_is_no_package() -> None:
    assert scorm_package(dictation()) is None
    assert scorm_package(replace(proofreading(), faults=())) is None
    assert scorm_package(gaps()) is None


@pytest.mark.parametrize(
    ("right", "start", "end", "found", "place"),
    [
        ("Pas de dyspnée.", 7, 14, "dispnée", (2, 3)),
        ("Pas de dyspnée.", 0, 7, "", (0, 2)),
        ("Pas de dyspnée.", 7, 7, "forte ", (2, 2)),
        ("Motif : toux.", 5, 6, "", (1, 1)),
        ("Titre\nTexte", 5, 6, " ", (1, 2)),
        ("Dose de 5\u00a0mg", 9, 10, " ", None),
    ],
)
def test_a_fault_has_its_place_among_the_words(
    right: str, start: int, end: int, found: str, place: tuple[int, int] | None
) -> None:
    task = replace(proofreading(), right=right, faults=(Fault(start, end, found, ""),))
    assert [where for _, where in visible(task)] == ([] if place is None else [place])


# --- the mark, where Node runs -------------------------------------------------------------------------------

needs_node = pytest.mark.skipif(
    shutil.which("node") is None, reason="Node absent : le calcul de la note n’est pas essayé"
)


def run(script: str, modules: dict[str, str]) -> Any:
    source = inlined("main.js", {**modules, "main.js": script})
    done = subprocess.run(["node", "-"], input=source, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@needs_node
@pytest.mark.parametrize(
    ("mine", "fixed", "spoilt", "points"),
    [
        ("Pas de dyspnée.\nDose de 5 mg.", [True, True], 0, 100),
        ("Pas de dispnée.\nDose de 5 mg.", [False, True], 0, 50),
        ("Pas de dispnée.\nDose de 50 mg.", [False, False], 0, 0),
        ("Pas de dyspnée.\nDose 5 mg.", [True, True], 1, 50),
        ("Pas de vraie dyspnée.\nDose de 5 mg.", [False, True], 0, 50),
        ("Pas de dyspnée. Dose de 5 mg.", [True, True], 1, 50),
        ("Pas de dyspnée.\n\nDose de 5 mg.", [True, True], 0, 100),
        ("", [False, False], 0, 0),
    ],
)
def test_the_mark_is_what_was_put_right_less_what_was_spoilt(
    mine: str, fixed: list[bool], spoilt: int, points: int
) -> None:
    script = 'import { marked } from "./marking.js";\n' + (
        f"const found = marked({json.dumps('Pas de dyspnée.' + chr(10) + 'Dose de 5 mg.')}, {json.dumps(mine)}, "
        "[{ from: 2, to: 3 }, { from: 6, to: 7 }]);\n"
        "console.log(JSON.stringify([found.fixed, found.spoilt.length, found.points]));\n"
    )
    assert run(script, {"marking.js": (PAGE / "marking.js").read_text("utf-8")}) == [fixed, spoilt, points]


@needs_node
@pytest.mark.parametrize("text", ["dyspnée", "", "« l’été » 😀", '{"a": [1]}'])
def test_a_key_is_revealed_as_it_was_hidden(text: str) -> None:
    script = 'import { revealed } from "./comparing.js";\n'
    script += f'console.log(JSON.stringify(revealed("{hidden(json.dumps(text), "sel:1")}", "sel:1")));\n'
    assert run(script, {}) == text


# --- in a browser, with scorm-again as the platform ----------------------------------------------------------

LMS = """<!doctype html><html lang="fr"><title>Plateforme</title><link rel="icon" href="data:,">
<script src="scorm12.min.js"></script><script>
window.API = new Scorm12API({ autocommit: false, logLevel: 5 });
const kept = localStorage.getItem("cmi");
if (kept) window.API.loadFromJSON(JSON.parse(kept), "");
</script><iframe title="Activité" src="activite/index.html" width="900" height="700"></iframe>"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    with chromium() as running:
        yield running


@pytest.fixture
def platform(browser: "Browser", tmp_path: Path) -> "Iterator[Platform]":
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    shutil.copy(Path(__file__).parents[1] / "scorm" / "scorm12.min.js", tmp_path)
    (tmp_path / "lms.html").write_text(LMS, "utf-8")
    page = browser.new_page()
    yield Platform(page, tmp_path, f"http://127.0.0.1:{server.server_port}/lms.html")
    page.close()
    server.shutdown()
    server.server_close()


class Platform:
    """A page that offers SCORM 1.2 to the one inside it, and keeps what it is told between two visits."""

    def __init__(self, page: "Page", folder: Path, url: str) -> None:
        self.page, self.folder, self.url = page, folder, url
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)

    def open(self, task: Task) -> Any:
        for name, content in opened(task).items():
            path = self.folder / "activite" / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        return self.visit()

    def visit(self) -> Any:
        self.page.goto(self.url)
        frame = self.page.frame(url=re.compile("activite"))
        assert frame is not None
        frame.wait_for_selector("body[data-ready]")
        return frame

    def leave(self) -> None:
        self.page.evaluate("localStorage.setItem('cmi', JSON.stringify(API.renderCMIToJSONObject().cmi))")
        self.page.goto("about:blank")

    def told(self, name: str) -> str:
        return str(self.page.evaluate("name => API.LMSGetValue(name)", f"cmi.core.{name}"))


def hand_in(frame: Any) -> None:
    frame.click("#rendre")
    frame.click('#confirmer button[value="rendre"]')
    frame.wait_for_selector("#resultat:visible")


def test_gaps_are_marked_and_the_platform_is_told(platform: Platform) -> None:
    frame = platform.open(GAPS)
    assert platform.told("lesson_status") == "incomplete"
    first, second = frame.locator("#texte input").all()
    first.fill("dyspnée")
    second.fill("l'hta")
    hand_in(frame)
    assert frame.inner_text("#bilan") == "1 trou juste sur 2. Note\u00a0: 50 sur 100."
    assert "il fallait «\u00a0l’HTA\u00a0»" in frame.inner_text("#detail")
    assert (platform.told("lesson_status"), platform.told("score.raw")) == ("completed", "50")
    assert platform.page.evaluate("API.LMSGetValue('cmi.interactions._count')") in ("2", 2)
    assert first.evaluate("field => field.readOnly")
    platform.leave()
    frame = platform.visit()
    assert frame.locator("#texte input").first.input_value() == "dyspnée"
    assert frame.inner_text("#etat") == "Déjà rendu."
    assert platform.errors == []


def test_a_text_to_proofread_comes_back_and_is_marked(platform: Platform) -> None:
    frame = platform.open(proofreading())
    frame.fill("#texte", RIGHT.replace("étoile", "étoiles"))
    platform.page.wait_for_timeout(2300)
    assert "sur la plateforme" in frame.inner_text("#etat")
    platform.leave()
    frame = platform.visit()
    assert "étoiles" in frame.input_value("#texte")
    frame.fill("#texte", RIGHT)
    hand_in(frame)
    assert platform.told("score.raw") == "100"
    assert platform.errors == []


def test_a_fault_without_letters_is_named(platform: Platform) -> None:
    line = RIGHT.index("\n")
    fault = Fault(line, line + 1, " ", "mise en page")
    frame = platform.open(replace(proofreading(), given=RIGHT.replace("\n", " "), faults=(fault,)))
    hand_in(frame)
    shown = frame.inner_text("#detail").replace("\u00a0", " ")
    assert shown == "✗ À corriger (mise en page) : « une espace » → « à la ligne »"


def test_without_a_platform_nothing_breaks_and_it_is_said(platform: Platform) -> None:
    platform.open(GAPS)
    page = platform.page
    page.goto(platform.url.replace("lms.html", "activite/index.html"))
    page.wait_for_selector("body[data-ready]")
    assert "Aucune plateforme" in page.inner_text("#etat")
    hand_in(page)
    assert "n’a pas reçu votre note" in page.inner_text("#etat")


@pytest.mark.parametrize("task", [GAPS, proofreading()], ids=["trous", "relecture"])
def test_axe_finds_nothing(platform: Platform, task: Task) -> None:
    platform.open(replace(task, sounds=(OGG,)))
    page = platform.page
    page.goto(platform.url.replace("lms.html", "activite/index.html"))
    page.wait_for_selector("body[data-ready]")
    assert violations(page) == []
    page.click("#rendre")
    assert violations(page) == []
    page.click('#confirmer button[value="rendre"]')
    assert violations(page) == []
