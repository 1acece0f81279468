"""L’essentiel dans Firefox : entrer, taper, être enregistré, rendre, lire sa fiche ; et la liaison chiffrée."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.firefox import ALT, CONTROL, DOWN, END, F4, Failed, Firefox, firefox
from tests.web.conftest import Server, wait_until
from tests.web.test_browser import text_on_server
from tests.web.test_https import Encrypted
from transcribe import classroom
from transcribe.classroom.demo import SOURCES, build_demo


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with firefox(tmp_path_factory.mktemp("firefox") / "profil") as one:
        yield one


def sign_in(window: Firefox, server: Server, url: str = "") -> None:
    window.go((url or server.url) + "/")
    window.fill("#code", server.code)
    window.fill("#nom", server.name)
    window.fill("#pin", server.pin)
    window.click("button.main")
    window.find("ul.works")


def open_work(window: Firefox, kind: str) -> str:
    script = """const title = [...document.querySelectorAll("ul.works h3, ul.works h2")]
      .find(one => one.textContent.trim() === arguments[0]);
      title.closest("li").querySelector("form button").click();"""
    window.run(script, SOURCES[kind][1])
    window.find("body[data-ready]")
    return window.url.rpartition("/")[2]


def test_un_eleve_entre_tape_rend_et_lit_sa_fiche(window: Firefox, server: Server) -> None:
    sign_in(window, server)
    copy = open_work(window, "dictee")
    window.click(".ProseMirror")
    window.type("Pas de dyspnée à l’effort.")
    window.find("#etat[data-state=saved]")
    wait_until(lambda: text_on_server(server, copy) == "Pas de dyspnée à l’effort.")
    wait_until(
        lambda: (window.run("return document.querySelector('audio').duration") or 0) > 5
    )  # it decodes it
    window.press(
        F4
    )  # where there is no sound card, Firefox plays without going on: its time is not looked at
    wait_until(lambda: not window.run("return document.querySelector('audio').paused"))
    window.press(F4)
    assert window.run("return document.querySelector('audio').paused")
    window.ask("WebDriver:Refresh")
    window.find("body[data-ready]")
    assert window.text(".ProseMirror") == "Pas de dyspnée à l’effort."
    window.click("#rendre button")
    window.find("#confirmer[open]")
    window.click("#confirmer button[value=rendre]")
    wait_until(lambda: window.url.endswith("/fiche"), 20)
    wait_until(lambda: "sur 20" in window.run("return document.body.innerText"))


def test_le_serveur_tue_puis_relance_recoit_tout(window: Firefox, server: Server) -> None:
    sign_in(window, server)
    copy = open_work(window, "relecture")
    server.kill()
    window.click(".ProseMirror")
    window.press(CONTROL, END)
    window.type("Pendant la panne.")
    window.find("#etat[data-state=offline]")
    server.start()
    wait_until(lambda: "Pendant la panne." in text_on_server(server, copy), 30)


def test_les_doutes_sont_peints_a_cote_du_texte_et_se_decident_au_clavier(
    window: Firefox, server: Server
) -> None:
    sign_in(window, server)
    open_work(window, "compte-rendu")
    assert window.run("return document.querySelectorAll('.ProseMirror > * > :not(br)').length") == 0
    assert window.run("return CSS.highlights.get('doute').type") == "spelling-error"
    given = window.run("return document.querySelector('.ProseMirror').textContent")
    window.press(ALT, DOWN)
    assert window.run("return document.activeElement.closest('#passages') !== null")
    write = (
        "[...document.querySelectorAll('#passages button')].find(one => one.textContent.includes('Écrire'))"
    )
    window.run(f"{write}.click()")
    assert window.run("return document.querySelector('.ProseMirror').textContent") != given
    window.click('#passages [data-do="undo"]')
    assert window.run("return document.querySelector('.ProseMirror').textContent") == given


def test_la_liaison_chiffree_demande_le_certificat_puis_s_ouvre(window: Firefox, tmp_path: Path) -> None:
    """La règle de Firefox sur les certificats, contraintes de noms comprises, est celle des postes de la classe."""
    store = classroom.Store(tmp_path / "espace")
    made = build_demo(store)
    store.close()
    server = Server(
        store.folder, made["code"], made["name"], made["pin"], options=("--reseau", "--https")
    ).start()
    try:
        post = Encrypted(server)
        secure = f"https://localhost:{post.port}"
        with pytest.raises(Failed, match="insecure certificate"):
            window.go(f"{secure}/")
        window.trust(post.authority)
        sign_in(window, server, secure)
        copy = open_work(window, "dictee")
        window.click(".ProseMirror")
        window.type("Chiffré.")
        wait_until(lambda: text_on_server(server, copy) == "Chiffré.")
    finally:
        server.stop()
