"""La page de l’apprenant dans un vrai navigateur : rien de tapé ne se perd, tout se fait au clavier, tout se lit."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser import chromium, chromium_with, kill_chromium, violations
from tests.web.conftest import Server, wait_until
from transcribe import classroom
from transcribe.classroom.demo import SOURCES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

KINDS = list(SOURCES)


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    with chromium() as one:
        yield one


@pytest.fixture
def page(browser: "Browser", server: Server) -> "Iterator[Page]":
    context = browser.new_context(locale="fr-FR")
    one = context.new_page()
    problems: list[str] = []
    one.on("pageerror", lambda error: problems.append(str(error)))
    one.on("console", lambda said: problems.append(said.text) if "Content Security" in said.text else None)
    sign_in(one, server)
    yield one
    context.close()
    assert problems == []


def sign_in(page: "Page", server: Server) -> None:
    page.goto(server.url + "/")
    page.fill("#code", server.code)
    page.fill("#nom", server.name)
    page.fill("#pin", server.pin)
    page.click("button.main")
    page.wait_for_url("**/travaux")


def open_work(page: "Page", server: Server, kind: str) -> str:
    page.goto(server.url + "/travaux")
    item = page.locator("ul.works li", has=page.get_by_role("heading", name=SOURCES[kind][1], exact=True))
    item.locator("form button").click()
    page.wait_for_selector("body[data-ready]")
    return page.url.rpartition("/")[2]


def text_on_server(server: Server, copy: str) -> str:
    store = classroom.Store(server.folder)
    with store.read() as db:
        text: str = db.execute("SELECT text FROM copy WHERE id = ?", (int(copy),)).fetchone()["text"]
    store.close()
    return text


def shown_text(page: "Page") -> str:
    found: str = page.evaluate(
        "[...document.querySelectorAll('.ProseMirror > *')].map(p => p.textContent).join('\\n')"
    )
    return found


def type_at_end(page: "Page", text: str) -> None:
    page.locator(".ProseMirror").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


# --- accessibility --------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_ne_trouve_rien_sur_les_pages(page: "Page", server: Server, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for path in ("/travaux", "/progres", "/reglages", "/introuvable"):
        page.goto(server.url + path)
        assert violations(page) == [], path
    for kind in KINDS:
        open_work(page, server, kind)
        assert violations(page) == [], kind
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{kind} déborde de {wide} px à {width} px"
    page.locator("#voir-touches").click()
    assert violations(page) == []
    page.locator("#touches button").click()
    page.locator("#rendre button").click()
    page.wait_for_selector("#confirmer[open]")
    assert violations(page) == []
    page.locator("#confirmer button[value=rendre]").click()
    page.wait_for_url("**/fiche")
    assert violations(page) == []


def test_axe_ne_trouve_rien_a_la_porte_meme_apres_un_echec(browser: "Browser", server: Server) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(server.url + "/")
    assert violations(page) == []
    page.fill("#code", server.code)
    page.fill("#nom", server.name)
    page.fill("#pin", "999999")
    page.click("button.main")
    assert page.locator(".error").get_attribute("role") == "alert"
    assert violations(page) == []
    context.close()


def test_les_reglages_agrandissent_le_texte_et_espacent(page: "Page", server: Server) -> None:
    page.goto(server.url + "/reglages")
    before = page.evaluate("getComputedStyle(document.body).fontSize")
    page.select_option("#text_size", "3")
    page.select_option("#face", "dyslexia")
    page.check("[name=spaced]")
    page.click("button.main")
    page.wait_for_selector("text=Réglages enregistrés.")
    assert float(page.evaluate("getComputedStyle(document.body).fontSize")[:-2]) > 1.4 * float(before[:-2])
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 700})  # a window of 1 280 px at 400 %
    for path in ("/travaux", "/progres", "/reglages"):
        page.goto(server.url + path)
        assert overflow(page) <= 0, path
        assert violations(page) == [], path
    open_work(page, server, "compte-rendu")
    assert overflow(page) <= 0
    assert violations(page) == []
    page.locator("#rendre button").click()
    page.locator("#confirmer button[value=rendre]").click()
    page.wait_for_url("**/fiche")
    assert overflow(page) <= 0
    assert violations(page) == []


def overflow(page: "Page") -> int:
    """De combien de pixels une page dépasse en largeur."""
    wide: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wide


def test_a_400_pour_cent_aucun_bouton_n_est_hors_de_la_fenetre(page: "Page", server: Server) -> None:
    """Un tableau trop large ne cache ni « Changer » ni une note derrière un défilement de côté."""
    page.set_viewport_size({"width": 320, "height": 700})
    hidden = """() => [...document.querySelectorAll('main button, main a, main td')].filter((one) => {
      const box = one.getBoundingClientRect();
      return box.width && (box.right > innerWidth + 1 || box.left < 0);
    }).map((one) => one.textContent.trim())"""
    for path in ("/travaux", "/progres", "/reglages"):
        page.goto(server.url + path)
        assert page.locator("main button, main a, main td").count() > 2
        assert page.evaluate(hidden) == [], path


def test_l_editeur_donne_des_paragraphes_sans_objet_dans_le_texte(page: "Page", server: Server) -> None:
    """Les doutes sont peints à côté du texte : un lecteur d’écran lit des paragraphes entiers."""
    open_work(page, server, "compte-rendu")
    assert page.locator(".ProseMirror").get_attribute("role") == "textbox"
    assert page.locator(".ProseMirror > * > :not(br)").count() == 0
    assert page.evaluate("CSS.highlights.get('doute').size") > 0
    assert page.evaluate("CSS.highlights.get('doute').type") == "spelling-error"


# --- keys -----------------------------------------------------------------------------------------


def test_tout_se_fait_au_clavier_sans_quitter_le_texte(page: "Page", server: Server) -> None:
    open_work(page, server, "dictee")
    page.locator(".ProseMirror").focus()
    page.keyboard.press("F4")
    page.wait_for_function("() => document.querySelector('audio').currentTime > 0.4")
    page.keyboard.press("F4")
    assert page.evaluate("document.querySelector('audio').paused")
    page.keyboard.press("F2")
    assert page.evaluate("document.querySelector('audio').currentTime") == 0
    page.keyboard.press("F8")
    assert round(page.evaluate("document.querySelector('audio').playbackRate"), 2) == 0.95
    assert page.evaluate("document.querySelector('audio').preservesPitch")
    page.keyboard.press("F1")
    assert page.locator("#touches").get_attribute("open") is not None
    page.keyboard.press("Escape")
    page.locator(".ProseMirror").focus()
    page.keyboard.type("Fin.")
    assert shown_text(page).endswith("Fin.")


def test_une_proposition_s_accepte_et_se_defait_au_clavier(page: "Page", server: Server) -> None:
    open_work(page, server, "compte-rendu")
    given = shown_text(page)
    count = page.locator("#passages li").count()
    page.keyboard.press("Alt+ArrowDown")
    assert page.evaluate("document.activeElement.closest('#passages') !== null")
    write = page.locator("#passages button", has_text="Écrire").first
    other = write.inner_text().removeprefix("Écrire « ").removesuffix(" »")
    write.focus()
    page.keyboard.press("Enter")
    assert other in shown_text(page)
    assert page.locator("#passages li").count() == count - 1
    page.locator('#passages [data-do="undo"]').focus()
    page.keyboard.press("Enter")
    assert shown_text(page) == given
    assert page.locator("#passages li").count() == count


def test_une_decision_prise_ne_revient_pas_apres_rechargement(page: "Page", server: Server) -> None:
    open_work(page, server, "compte-rendu")
    count = page.locator("#passages li").count()
    page.locator("#passages button", has_text="C’est juste").first.click()
    with page.expect_response(lambda answer: "evenements" in answer.url):
        pass
    page.reload()
    page.wait_for_selector("body[data-ready]")
    assert page.locator("#passages li").count() == count - 1


def test_une_touche_se_change_et_une_touche_qui_ecrit_est_refusee(page: "Page", server: Server) -> None:
    page.goto(server.url + "/reglages")
    page.locator('button[data-touche="touche-toggle"]').click()
    page.keyboard.press("a")
    assert "sert à écrire" in page.locator("#annonce").inner_text()
    page.keyboard.press("F7")
    page.click("button.main")
    open_work(page, server, "dictee")
    page.locator(".ProseMirror").focus()
    page.keyboard.press("F7")
    page.wait_for_function("() => !document.querySelector('audio').paused")


def test_coller_ne_prend_que_le_texte(page: "Page", server: Server) -> None:
    open_work(page, server, "dictee")
    page.evaluate("""() => {
      const data = new DataTransfer();
      data.setData('text/html', '<b>gras</b><img src=x onerror=alert(1)>');
      data.setData('text/plain', 'une ligne\\nune autre');
      const paste = new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true});
      document.querySelector('.ProseMirror').dispatchEvent(paste);
    }""")
    assert shown_text(page) == "une ligne\nune autre"


# --- nothing is lost ------------------------------------------------------------------------------


def test_le_serveur_tue_puis_relance_recoit_tout(page: "Page", server: Server) -> None:
    copy = open_work(page, server, "dictee")
    type_at_end(page, "Avant. ")
    page.wait_for_selector("#etat[data-state=saved]")
    wait_until(lambda: text_on_server(server, copy).endswith("Avant. "))
    server.kill()
    type_at_end(page, "Pendant la panne.")
    page.wait_for_selector("#etat[data-state=offline]")
    server.start()
    page.wait_for_selector("#etat[data-state=saved]", timeout=30_000)
    wait_until(lambda: text_on_server(server, copy).endswith("Avant. Pendant la panne."))


def test_l_onglet_ferme_sur_la_derniere_lettre_la_rend(page: "Page", server: Server) -> None:
    copy = open_work(page, server, "dictee")
    context = page.context
    type_at_end(page, "Jusqu’à la dernière lettre.")
    page.close()
    again = context.new_page()
    again.goto(f"{server.url}/copie/{copy}")
    again.wait_for_selector("body[data-ready]")
    assert shown_text(again) == "Jusqu’à la dernière lettre."
    wait_until(lambda: text_on_server(server, copy) == "Jusqu’à la dernière lettre.")


def test_deux_fenetres_gardent_les_deux_textes(page: "Page", server: Server) -> None:
    copy = open_work(page, server, "dictee")
    second = page.context.new_page()
    second.goto(f"{server.url}/copie/{copy}")
    second.wait_for_selector("body[data-ready]")
    type_at_end(second, "SECONDE")
    wait_until(lambda: text_on_server(server, copy) == "SECONDE")
    type_at_end(page, "PREMIÈRE")
    page.wait_for_selector("#conflit:not([hidden])")
    assert page.locator("[data-autre]").inner_text() == "SECONDE"
    assert violations(page) == []
    page.click("#garder-le-mien")
    wait_until(lambda: text_on_server(server, copy) == "PREMIÈRE")
    store = classroom.Store(server.folder)
    with store.read() as db:
        kept = {row["text"] for row in db.execute("SELECT text FROM version WHERE copy = ?", (int(copy),))}
    store.close()
    assert {"SECONDE", "PREMIÈRE"} <= kept


def test_deux_fenetres_fermees_sans_liaison_gardent_chacune_leur_texte(page: "Page", server: Server) -> None:
    copy = open_work(page, server, "dictee")
    context = page.context
    second = context.new_page()
    second.goto(f"{server.url}/copie/{copy}")
    second.wait_for_selector("body[data-ready]")
    server.kill()
    type_at_end(page, "PREMIÈRE")
    type_at_end(second, "SECONDE")
    page.close()
    second.close()
    server.start()
    again = context.new_page()
    again.goto(f"{server.url}/copie/{copy}")
    again.wait_for_selector("body[data-ready]")
    assert shown_text(again) == "SECONDE"  # the last one typed
    wait_until(lambda: text_on_server(server, copy) == "SECONDE")

    def kept() -> set[str]:
        store = classroom.Store(server.folder)
        with store.read() as db:
            found = {
                row["text"] for row in db.execute("SELECT text FROM version WHERE copy = ?", (int(copy),))
            }
        store.close()
        return found

    wait_until(lambda: {"PREMIÈRE", "SECONDE"} <= kept())
    again.reload()
    again.wait_for_selector("body[data-ready]")
    assert not again.locator("#conflit").is_visible()


def test_le_navigateur_tue_rend_ce_qui_etait_tape(browser: "Browser", server: Server, tmp_path: Path) -> None:
    profile = tmp_path / "profil"
    page = chromium_with(profile).pages[0]
    sign_in(page, server)
    copy = open_work(page, server, "dictee")
    address = page.url
    type_at_end(page, "Tapé juste avant la panne de courant.")
    page.wait_for_timeout(60)
    kill_chromium(profile)
    again = chromium_with(profile)
    page = again.pages[0]
    page.goto(address)
    if "/copie/" not in page.url:  # the session's cookie did not reach the disk: sign in again
        sign_in(page, server)
        page.goto(address)
    page.wait_for_selector("body[data-ready]")
    assert shown_text(page) == "Tapé juste avant la panne de courant."
    wait_until(lambda: text_on_server(server, copy) == "Tapé juste avant la panne de courant.")
    again.close()


def test_les_trous_gardent_leurs_mots(page: "Page", server: Server) -> None:
    open_work(page, server, "trous")
    page.locator(".gaps input").nth(1).fill("carcinome")
    page.wait_for_selector("#etat[data-state=saved]")
    page.reload()
    page.wait_for_selector("body[data-ready]")
    assert page.locator(".gaps input").nth(1).input_value() == "carcinome"
    page.locator("#rendre button").click()
    page.wait_for_selector("#confirmer[open]")
    assert "trous sont vides" in page.locator("[data-reste]").inner_text()


def test_la_zone_de_texte_simple_enregistre_aussi(page: "Page", server: Server) -> None:
    page.goto(server.url + "/reglages")
    page.check("[name=plain]")
    page.click("button.main")
    copy = open_work(page, server, "relecture")
    page.locator("textarea").fill("Un texte simple.")
    wait_until(lambda: text_on_server(server, copy) == "Un texte simple.")
    assert violations(page) == []


# --- size -----------------------------------------------------------------------------------------


def test_un_exercice_sur_ses_fautes_se_fait_et_se_corrige(page: "Page", server: Server) -> None:
    page.goto(server.url + "/progres")
    assert "revient dans vos copies" in page.inner_text("section[aria-labelledby=t-perso]")
    assert violations(page) == []
    page.click("text=Faire un exercice sur mes fautes")
    page.wait_for_selector("body[data-ready]")
    assert page.inner_text("h1").startswith("Exercice personnel")
    assert violations(page) == []
    page.click("#rendre button")
    page.click('#confirmer button[value="rendre"]')
    page.wait_for_url("**/fiche")
    assert "sur 20" in page.inner_text("main")
    page.goto(server.url + "/progres")
    assert page.locator("text=Exercice personnel").count() == 1
    assert page.locator("text=Faire un exercice sur mes fautes").count() == 1


def test_la_premiere_page_reste_legere(browser: "Browser", server: Server) -> None:
    """Tout ce qui est transféré avant le son tient en 90 Ko."""
    context = browser.new_context()
    page = context.new_page()
    sign_in(page, server)
    copy = open_work(page, server, "compte-rendu")
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    sizes: dict[str, int] = {}
    addresses: dict[str, str] = {}
    session.on("Network.responseReceived", lambda e: addresses.update({e["requestId"]: e["response"]["url"]}))
    session.on(
        "Network.loadingFinished", lambda e: sizes.update({e["requestId"]: int(e["encodedDataLength"])})
    )
    page.goto(f"{server.url}/copie/{copy}")
    page.wait_for_selector("body[data-ready]")
    page.wait_for_timeout(500)
    own = {
        addresses[name].rpartition("/")[2]: size
        for name, size in sizes.items()
        if "/son/" not in addresses[name]
    }
    assert "prosemirror.js" in own
    assert sum(own.values()) <= 90_000, own
    context.close()


def test_la_fiche_fait_entendre_une_faute(page: "Page", server: Server) -> None:
    open_work(page, server, "compte-rendu")
    page.locator("#rendre button").click()
    page.locator("#confirmer button[value=rendre]").click()
    page.wait_for_url("**/fiche")
    assert violations(page) == []
    page.locator("button.hear").first.click()
    page.wait_for_function("() => document.querySelector('audio').currentTime > 0")


def test_les_marques_restent_sur_leurs_mots_apres_rechargement(page: "Page", server: Server) -> None:
    """Le texte a changé devant elles : « C’est juste » et « Écrire » parlent toujours des mêmes mots."""
    copy = open_work(page, server, "compte-rendu")
    named = "els => els.map(e => e.textContent)"
    before = page.eval_on_selector_all("#passages li strong", named)
    page.locator(".ProseMirror").focus()
    page.keyboard.press("Control+Home")
    page.keyboard.type("Ajouté devant tout le reste. ")
    wait_until(lambda: text_on_server(server, copy).startswith("Ajouté devant"))
    page.reload()
    page.wait_for_selector("body[data-ready]")
    assert page.eval_on_selector_all("#passages li strong", named) == before
