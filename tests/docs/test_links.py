"""Chaque lien d’une page mène à un fichier et à un titre qui existent ; chaque image est là, et pèse peu."""

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

import pytest

import transcribe
from tests.docs.pages import PAGES, ROOT
from tests.docs.pictures import DRAWINGS

LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
PICTURES = [path for path in sorted((ROOT / "docs" / "images").iterdir()) if path.suffix in {".png", ".svg"}]
LARGEST = 150_000
"""Bytes of a picture."""


@cache
def anchors(page: Path) -> frozenset[str]:
    """The anchors of the headings of a page, as GitHub makes them, and without accents, as the site makes them."""
    found: set[str] = set()
    for line in FENCED.sub("", page.read_text("utf-8")).splitlines():
        if line.startswith("#"):
            words = re.sub(r"[^\w\s-]", "", line.lstrip("#").strip().lower())
            bare = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
            found |= {re.sub(r"\s", "-", words), re.sub(r"[-\s]+", "-", bare)}
    return frozenset(found)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_les_liens_menent_quelque_part(page: Path) -> None:
    for found in LINK.finditer(FENCED.sub("", page.read_text("utf-8"))):
        target, _, anchor = found["target"].partition("#")
        if re.match(r"\w+:", target):
            assert not found[0].startswith("!"), f"une image qui vient du réseau : {target}"
            continue
        path = (page.parent / target).resolve() if target else page
        assert path.exists(), target
        assert not anchor or anchor in anchors(path), f"{target}#{anchor}"


@pytest.mark.parametrize("picture", PICTURES, ids=lambda path: path.name)
def test_une_image_pese_peu(picture: Path) -> None:
    assert picture.stat().st_size < LARGEST


@pytest.mark.parametrize("name", DRAWINGS)
def test_un_dessin_est_celui_que_fait_sa_commande(name: str) -> None:
    shown = (ROOT / "docs" / "images" / name).read_text("utf-8")
    assert shown == DRAWINGS[name](), "à refaire : python -m tests.docs.pictures --drawing"


@pytest.mark.parametrize("picture", PICTURES, ids=lambda path: path.name)
def test_une_image_est_montree_par_une_page(picture: Path) -> None:
    assert any(picture.name in page.read_text("utf-8") for page in PAGES)


def test_la_citation_est_celle_de_cette_version() -> None:
    found = re.search(r"^version: (.+)$", (ROOT / "CITATION.cff").read_text("utf-8"), re.MULTILINE)
    assert found and found[1] == transcribe.__version__


@pytest.mark.parametrize("name", ["defaut.yml", "idee.yml"])
def test_un_signalement_ne_demande_aucune_donnee_de_patient(name: str) -> None:
    form = (ROOT / ".github" / "ISSUE_TEMPLATE" / name).read_text("utf-8")
    assert "Aucune donnée de patient" in form


def test_le_readme_tient_sur_un_ecran_ou_deux() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) < 120


def test_l_extra_docs_existe() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert any(one.startswith("mkdocs-material") for one in project["optional-dependencies"]["docs"])
