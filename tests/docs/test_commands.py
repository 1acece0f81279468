"""Les pages nomment les commandes et les options que le programme a, et toutes."""

import re
from pathlib import Path

import click
import pytest

from tests.docs.commands import PAGE, commands, page
from tests.docs.pages import PAGES, ROOT, quoted

COMMANDS = {name: command for name, command, _context in commands()}
README = ROOT / "README.md"
ROW = re.compile(r"^\| `transcribe (?P<command>[^`]+)` \|", re.MULTILINE)
OPTION = re.compile(r"(?<![\w-])--[a-zA-Z][\w-]*")


def named(text: str) -> tuple[str, click.Command] | None:
    """The longest command that some words begin with."""
    words = text.split()
    for count in (2, 1):
        if (name := " ".join(words[:count])) in COMMANDS:
            return name, COMMANDS[name]
    return None


def test_la_page_des_commandes_est_celle_du_programme() -> None:
    shown = PAGE.read_text("utf-8").splitlines()
    assert shown == page().splitlines(), "à refaire : python -m tests.docs.commands"


def test_le_readme_nomme_chaque_commande_une_fois() -> None:
    rows = [row.split()[0] for row in ROW.findall(README.read_text("utf-8"))]
    assert sorted(set(rows)) == sorted(name for name in COMMANDS if " " not in name)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_ce_qu_une_page_cite_existe(path: Path) -> None:
    for text in quoted(path):
        words = text.removeprefix("transcribe ").strip()
        if words.startswith("-"):
            continue
        found = named(words)
        assert found, f"« {text} » : commande inconnue"
        known = {name for option in found[1].params for name in (*option.opts, *option.secondary_opts)}
        above = COMMANDS[found[0].split()[0]].params
        known |= {name for option in above for name in option.opts} | {"--help"}
        assert set(OPTION.findall(words)) <= known, text


def test_une_option_ou_une_commande_de_trop_se_voit() -> None:
    assert named("cuisiner gigot") is None
    found = named("grade EXERCICE COPIE… --couleur")
    assert found
    assert "--couleur" not in {name for option in found[1].params for name in option.opts}
