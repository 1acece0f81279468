"""The folder in which a reader types the commands of a page, and the program that answers there.

It holds what the pages name: ``dictees/`` (two samples, with their texts), the list of a class, its copies, a Word
model. Recordings are not heard again: what their ``.toml`` says is what is heard. Nothing leaves the folder: the
personal lexicons, the classes and the caches of the pages are in it.
"""

import contextlib
import io
import shutil
import sys
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from unittest.mock import patch

import click

from tests.docs.pages import ROOT
from tests.docs.running import Run
from transcribe.core.files import sha256_of
from transcribe.core.types import Segment, Transcript, Word
from transcribe.speech import Hearing

SAMPLES = ("onco-certificat-01", "orl-urgences-01")
PREPARED = {
    "docs/correction.md": (
        "transcribe exercise make dictees/orl-urgences-01.toml --no-times --out exercices",
    ),
    "templates/README.md": ("transcribe letter dictee.txt --out dictee.json",),
    "docs/spacy.md": ("transcribe convert dictees/ --out comptes-rendus/ --formats docx,spacy",),
}
"""What the reader of a page has done before, by the page’s own words."""

_STEP = 0.3
"""Seconds a word, in what is heard."""


class Reader:
    """Takes for heard what the text beside a recording says."""

    model, device, precision = "base-medical", "cpu", "int8"

    def listen(
        self, path: Path, *, hotwords: Sequence[str] = (), on_progress: Callable[[float], None] | None = None
    ) -> Hearing:
        """The words of the ``.toml`` of that name, evenly spread."""
        beside = path.with_suffix(".toml")
        known = beside if beside.exists() else ROOT / "samples" / f"{SAMPLES[0]}.toml"
        spoken = tomllib.loads(known.read_text("utf-8"))["spoken"].split()
        words = tuple(Word(text, at * _STEP, (at + 1) * _STEP, 0.95) for at, text in enumerate(spoken))
        length = len(words) * _STEP
        segments = (Segment(0, len(words) - 1, 0.0, length),)
        return Hearing(Transcript(words, segments, "fr", length, self.model, sha256_of(path)))


def fill(folder: Path) -> None:
    """Puts into a folder what the pages say is there."""
    for name in SAMPLES:
        for suffix in (".ogg", ".toml"):
            _copy(ROOT / "samples" / f"{name}{suffix}", folder / "dictees" / f"{name}{suffix}")
            _copy(ROOT / "samples" / f"{name}{suffix}", folder / "samples" / f"{name}{suffix}")
    _copy(ROOT / "samples" / f"{SAMPLES[0]}.ogg", folder / "lundi.ogg")
    _copy(ROOT / "samples" / f"{SAMPLES[0]}.ogg", folder / "lundi.m4a")
    _copy(ROOT / "samples" / f"{SAMPLES[1]}.ogg", folder / "mardi" / "a.ogg")
    _copy(ROOT / "templates" / "consultation" / "modele.docx", folder / "mon-modele.docx")
    written = tomllib.loads((ROOT / "samples" / f"{SAMPLES[1]}.toml").read_text("utf-8"))["written"]
    (folder / "dictee.txt").write_text(written, "utf-8")
    (folder / "copies").mkdir()
    for name, text in (("Léa Martin", written.replace("gauche", "droite", 1)), ("Ben Petit", written)):
        (folder / "copies" / f"{name} - 01-dictee.txt").write_text(text, "utf-8")
    (folder / "liste.csv").write_text("Nom;Prénom;Groupe\nMartin;Léa;A\nPetit;Ben;A\n", "utf-8")
    (folder / "classe.csv").write_text("identifiant;nom;prénom\nA17;Martin;Léa\nA18;Petit;Ben\n", "utf-8")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _parsed(words: list[str]) -> int:
    from transcribe.cli.main import cli

    command = cli.get_command(click.Context(cli), words[0])
    assert command is not None
    command.make_context(words[0], words[1:]).close()
    return 0


def answering(folder: Path) -> Run:
    """Runs ``transcribe`` in this process, from ``folder``."""
    from transcribe.cli.main import main

    personal = {
        "TRANSCRIBE_CLASSE": str(folder / ".classes"),
        "XDG_DATA_HOME": str(folder / ".donnees"),
        "TRANSCRIBE_DEBUG": "1",
    }

    def run(words: list[str]) -> tuple[str, int]:
        if words[:2] == ["transcribe", "serve"]:  # it would serve until stopped: its options only are read
            return "", _parsed(words[1:])
        assert words[0] == "transcribe", (
            f"« {words[0]} » ne se lance pas ici : marquez le bloc, avec la raison"
        )
        printed, code = io.StringIO(), 0
        with contextlib.ExitStack() as stack:
            stack.enter_context(patch.object(sys, "argv", words))
            stack.enter_context(patch.dict("os.environ", personal))
            stack.enter_context(patch("transcribe.pipeline.load_recognizer", lambda *_a, **_k: Reader()))
            stack.enter_context(contextlib.chdir(folder))
            stack.enter_context(contextlib.redirect_stdout(printed))
            stack.enter_context(contextlib.redirect_stderr(printed))
            try:
                main()
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else int(end.code is not None)
        return printed.getvalue().replace(f"{folder}/", ""), code

    return run
