"""Ce qu’un lecteur d’écran reçoit de la page d’une copie, lu sur le bus d’accessibilité du système."""

import json
from collections.abc import Iterator
from importlib import resources
from typing import TYPE_CHECKING

import pytest

from tests.screen_reader import Heard, Node, screen_reader
from tests.web.conftest import Server
from tests.web.test_browser import open_work, sign_in
from transcribe import classroom
from transcribe.classroom.demo import SOURCES, build_demo

if TYPE_CHECKING:
    from playwright.sync_api import Page

OBJECT = "\ufffc"  # what stands, in a text, for something that is not text


@pytest.fixture(scope="module")
def heard() -> Iterator[Heard]:
    with screen_reader() as one:
        yield one


@pytest.fixture(scope="module")
def page(heard: Heard, tmp_path_factory: pytest.TempPathFactory) -> "Iterator[tuple[Page, Server]]":
    store = classroom.Store(tmp_path_factory.mktemp("lecteur") / "espace")
    made = build_demo(store)
    store.close()
    server = Server(store.folder, made["code"], made["name"], made["pin"]).start()
    context = heard.browser.new_context(locale="fr-FR")
    one = context.new_page()
    sign_in(one, server)
    yield one, server
    context.close()
    server.stop()


@pytest.fixture(scope="module")
def copy(heard: Heard, page: "tuple[Page, Server]") -> list[Node]:
    """La page d’un compte-rendu à vérifier, telle qu’elle est lue."""
    open_work(*page, "compte-rendu")
    nodes = heard.nodes(SOURCES["compte-rendu"][1])
    return inside(nodes, next(one for one in nodes if one.role == "document web"))


def inside(nodes: list[Node], one: Node) -> list[Node]:
    """Ce qui est sous un nœud."""
    start = nodes.index(one) + 1
    end = next((rank for rank in range(start, len(nodes)) if nodes[rank].depth <= one.depth), len(nodes))
    return nodes[start:end]


def the_editor(nodes: list[Node]) -> Node:
    found = [one for one in nodes if "multi-line" in one.states and "editable" in one.states]
    return min(found, key=lambda one: one.depth)


def test_l_editeur_est_un_champ_de_plusieurs_lignes_qui_a_un_nom(copy: list[Node]) -> None:
    editor = the_editor(copy)
    assert (editor.role, editor.name) == ("entry", "Votre texte")
    assert "focusable" in editor.states


def test_l_editeur_donne_des_paragraphes_entiers(copy: list[Node]) -> None:
    paragraphs = [one for one in inside(copy, the_editor(copy)) if one.role == "paragraph"]
    assert len(paragraphs) == len(text_of(copy).split("\n")) > 3
    assert not any(OBJECT in one.text for one in paragraphs), "un objet coupe le texte d’un paragraphe"


def text_of(copy: list[Node]) -> str:
    """Le texte de la copie, comme un lecteur d’écran le lit d’un bout à l’autre."""
    return "\n".join(one.text for one in inside(copy, the_editor(copy)) if one.role == "paragraph")


def test_le_texte_lu_est_celui_qui_est_donne(copy: list[Node]) -> None:
    given = json.loads(
        resources.files("transcribe.classroom").joinpath("example/compte-rendu.json").read_text("utf-8")
    )
    assert text_of(copy) == given["draft"]


def test_les_doutes_et_eux_seuls_sont_annonces_comme_mal_orthographies(copy: list[Node]) -> None:
    paragraphs = [one for one in inside(copy, the_editor(copy)) if one.role == "paragraph"]
    marked = [(piece, kind) for one in paragraphs for piece, kind in one.misspelt]
    assert {kind for _, kind in marked} == {"spelling", "grammar"}  # a doubt, a correction of the program
    listed = {one.name.partition(" : ")[2] for one in copy if one.name.startswith("C’est juste : ")}
    assert {f"« {piece} »" for piece, kind in marked if kind == "spelling"} <= listed
    assert paragraphs[0].misspelt == [], "le titre n’est pas douteux"


def test_chaque_bouton_a_un_nom_et_ceux_du_lecteur_disent_leur_touche(copy: list[Node]) -> None:
    buttons = [one for one in copy if "button" in one.role]
    assert not [one for one in buttons if not one.name.strip()]
    names = {one.name for one in buttons}
    assert names >= {"Lire F4", "Reculer de 3 s F2", "Plus lent F8", "Plus vite F9", "Touches F1"}
    assert any(one.role == "combo box" and one.name == "Vitesse" for one in copy)


def test_les_boutons_d_un_passage_disent_lequel(copy: list[Node]) -> None:
    """Lus hors de leur ligne, « Écouter » et « C’est juste » ne diraient rien."""
    listening = [one.name for one in copy if one.name.startswith("Écouter")]
    assert len(listening) > 5
    assert all("«" in name for name in listening)


def test_l_etat_de_l_enregistrement_et_le_nombre_de_passages_se_lisent(copy: list[Node]) -> None:
    assert any(one.role == "status bar" and "passages à vérifier" in one.text for one in copy)
    assert any(one.text.startswith("Enregistré") for one in copy)


def test_les_trous_ont_chacun_leur_nom(heard: Heard, page: "tuple[Page, Server]", copy: list[Node]) -> None:
    open_work(*page, "trous")
    nodes = heard.nodes(SOURCES["trous"][1])
    gaps = [one for one in nodes if one.role == "entry" and "editable" in one.states and "Trou" in one.name]
    assert len(gaps) > 3
    assert len({one.name for one in gaps}) == len(gaps)
