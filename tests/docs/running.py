"""Runs what a page tells its reader to type, and compares what it says that the program answers.

A line « … » of an expected answer stands for any lines, and « … » in a line for any words. A command without an answer
beside it must only succeed.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.docs.pages import Block

Run = Callable[[list[str]], tuple[str, int]]
"""Words of a command → what it printed, its exit code."""

_TITLE = re.compile(r'title="(?P<name>[^"]+)"')


@dataclass(frozen=True, slots=True)
class Command:
    """A line to type, and what should be answered: lines, or none where the page shows none."""

    words: list[str]
    answer: tuple[str, ...] = ()


def commands_of(block: Block) -> Iterator[Command]:
    """The commands of a block « console », which follow « $ », or of one whose every line is a command."""
    if block.language != "console":
        for line in block.text.replace("\\\n", " ").splitlines():
            if line.strip():
                yield Command(shlex.split(line, comments=True))
        return
    words: list[str] = []
    answer: list[str] = []
    for line in [*block.text.split("\n"), "$ "]:
        if line.startswith("$ "):
            if words:
                yield Command(words, tuple(answer))
            words, answer = shlex.split(line[2:]), []
        else:
            answer.append(line)


def answers(expected: tuple[str, ...], printed: str) -> bool:
    """Whether what was printed is what the page shows; spaces at the ends of lines do not count."""
    wanted = "\n".join(line.rstrip() for line in expected).strip("\n").split("\n")
    lines = [r"(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*") + "\n" for line in wanted]
    said = "\n".join(line.rstrip() for line in printed.splitlines()).strip("\n")
    return re.fullmatch("".join(lines), f"{said}\n") is not None


def write_titled(block: Block, folder: Path) -> bool:
    """Writes a block that has a file’s name into the folder; says whether it had one."""
    if not (found := _TITLE.search(block.rest)):
        return False
    path = folder / found["name"]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(block.text + "\n", "utf-8")
    return True


def run_commands(block: Block, run: Run) -> None:
    """Runs the commands of a block in turn.

    Raises:
        AssertionError: one fails, or answers something else than the page says.
    """
    for command in commands_of(block):
        printed, code = run(command.words)
        line = shlex.join(command.words)
        if command.answer and any(command.answer):
            assert answers(command.answer, printed), f"{block.place} : {line} répond :\n{printed}"
        else:
            assert code == 0, f"{block.place} : {line} échoue ({code}) :\n{printed}"


def apart(folder: Path) -> Run:
    """Runs ``transcribe``, ``python`` and ``pytest`` in a process, with the tree in ``folder`` as the program."""
    programs = {
        "transcribe": [sys.executable, "-m", "transcribe"],
        "pytest": [sys.executable, "-m", "pytest"],
        "python": [sys.executable],
        "git": ["git"],
    }

    def run(words: list[str]) -> tuple[str, int]:
        environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONUTF8": "1"}
        done = subprocess.run(
            [*programs[words[0]], *words[1:]], cwd=folder, env=environment, capture_output=True, text=True,
            encoding="utf-8", timeout=300, check=False,
        )  # fmt: skip
        return done.stdout + done.stderr, done.returncode

    return run
