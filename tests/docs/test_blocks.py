"""Chaque bloc de commandes ou de code des pages est exécuté ; ceux qui ne le peuvent pas disent pourquoi."""

import contextlib
import json
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.docs.pages import PAGES, ROOT, Block, blocks
from tests.docs.place import PREPARED, Reader, answering, fill
from tests.docs.running import commands_of, run_commands, write_titled
from transcribe.pipeline import kept_converter

ELSEWHERE = {
    "docs/ajouter.md": "tests/docs/test_walks.py",
    "docs/commandes.md": "tests/docs/test_commands.py",
}
"""Pages whose blocks another file runs, or holds to the program."""

RUN = [page for page in PAGES if page.relative_to(ROOT).as_posix() not in ELSEWHERE and blocks(page)]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    fill(tmp_path)
    with patch("transcribe.pipeline.load_recognizer", lambda *_a, **_k: Reader()):
        kept_converter.cache_clear()
        yield tmp_path
    kept_converter.cache_clear()


def execute(block: Block, folder: Path) -> None:
    """Runs one block as its language asks."""
    if write_titled(block, folder):
        return
    match block.language:
        case "toml":
            tomllib.loads(block.text)
        case "json":
            json.loads(block.text)
        case "python":
            with contextlib.chdir(folder), contextlib.redirect_stdout(None):
                exec(compile(block.text, block.place, "exec"), {"__name__": "page"})
        case "console" | "":
            run_commands(block, answering(folder))
        case other:
            raise AssertionError(f"{block.place} : un bloc « {other} » ne s’exécute pas : marquez-le")


@pytest.mark.parametrize("page", RUN, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_les_blocs_d_une_page_marchent_dans_l_ordre(page: Path, folder: Path) -> None:
    for line in PREPARED.get(page.relative_to(ROOT).as_posix(), ()):
        assert answering(folder)(shlex.split(line))[1] == 0, line
    for block in blocks(page):
        if not block.reason:
            try:
                execute(block, folder)
            except AssertionError:
                raise
            except Exception as error:
                raise AssertionError(f"{block.place} : {type(error).__name__} : {error}") from error


def test_un_bloc_qui_n_est_pas_execute_dit_pourquoi(capsys: pytest.CaptureFixture[str]) -> None:
    left = [block for page in PAGES for block in blocks(page) if block.reason]
    with capsys.disabled():
        print("\nBlocs des pages qui ne sont pas exécutés :")
        for block in left:
            print(f"  {block.place} : {block.reason}")
    assert all(len(block.reason) > 8 for block in left)


def test_une_commande_fausse_se_voit(folder: Path) -> None:
    for text in ("$ transcribe cuisiner", "$ transcribe check absent.txt", "$ transcribe --version\n0.0"):
        block = Block(ROOT / "README.md", 1, "console", text)
        with pytest.raises(AssertionError):
            run_commands(block, answering(folder))


def test_une_suite_de_lignes_est_une_suite_de_commandes() -> None:
    block = Block(ROOT / "README.md", 1, "", "transcribe models\n\ntranscribe check a.txt  # un mot")
    typed = [" ".join(command.words) for command in commands_of(block)]
    assert typed == ["transcribe models", "transcribe check a.txt"]
