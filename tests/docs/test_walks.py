"""Chaque exemple de « Ajouter quelque chose » s’applique au programme d’aujourd’hui et donne ce qu’il annonce."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, Block, blocks
from tests.docs.running import answers, apart, run_commands, write_titled

PAGE = ROOT / "docs" / "ajouter.md"
COPIED = ("transcribe", "templates", "lexicons", "samples", "tests", "docs", "pyproject.toml", "README.md")


def walks() -> dict[str, list[Block]]:
    """The blocks of each section, by its title."""
    titles = {
        number: line.removeprefix("## ")
        for number, line in enumerate(PAGE.read_text("utf-8").split("\n"), 1)
        if line.startswith("## ")
    }
    found: dict[str, list[Block]] = {title: [] for title in titles.values()}
    for block in blocks(PAGE):
        found[titles[max(number for number in titles if number < block.line)]].append(block)
    return found


WALKS = walks()


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the program, to be changed."""
    skipped = shutil.ignore_patterns("__pycache__", "*.ogg", "images", ".mypy_cache", "axe", "scorm")
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name, ignore=skipped)
        else:
            shutil.copyfile(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.mark.skipif(
    shutil.which("git") is None, reason="git n’est pas installé : les exemples ne s’appliquent pas"
)
@pytest.mark.parametrize("title", WALKS)
def test_un_exemple_s_applique_et_donne_ce_qu_il_annonce(title: str, tree: Path) -> None:
    run = apart(tree)
    for block in WALKS[title]:
        if block.language == "diff":
            applied = subprocess.run(
                ["git", "apply", "-"], cwd=tree, input=block.text + "\n", capture_output=True, text=True,
                encoding="utf-8", check=False,
            )  # fmt: skip
            assert applied.returncode == 0, f"{block.place} ne s’applique plus :\n{applied.stderr}"
        elif not write_titled(block, tree):
            run_commands(block, run)


def test_chaque_exemple_change_quelque_chose_et_le_verifie() -> None:
    assert len(WALKS) == 5
    for found in WALKS.values():
        languages = [block.language for block in found]
        assert "diff" in languages and languages[-1] == "console"
        assert "pytest" in found[-1].text


@pytest.mark.parametrize(
    ("expected", "printed", "same"),
    [
        (("a", "b"), "a\nb\n", True),
        (("a",), "a\nb\n", False),
        (("a", "…"), "a\nb\nc\n", True),
        (("…", "c"), "a\nb\nc\n", True),
        (("a", "…", "c"), "a\nb\nc\n", True),
        (("a", "…", "d"), "a\nb\nc\n", False),
        (("…",), "", True),
        (("a … c",), "a b b c\n", True),
        (("a … c",), "a b b d\n", False),
        (("a …",), "a b\nc\n", False),
        (("a …", "c"), "a b\nc\n", True),
        (("a …", "c"), "a b\nb\nc\n", False),
    ],
)
def test_une_reponse_est_comparee_ligne_a_ligne(expected: tuple[str, ...], printed: str, same: bool) -> None:
    assert answers(expected, printed) is same
