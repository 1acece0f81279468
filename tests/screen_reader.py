"""Chromium in a window of its own, on a screen in memory, with its accessibility bus: what a screen reader is given."""

import contextlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser import ARGS, CHROMIUM, _playwright, need_browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser

READER = Path(__file__).parent / "at_spi.py"
SYSTEM_PYTHON = shutil.which("python3", path="/usr/bin:/bin") or ""


@dataclass(frozen=True)
class Node:
    """Something that a screen reader may stop at."""

    role: str
    name: str
    depth: int
    states: list[str] = field(default_factory=list)
    text: str = ""
    misspelt: list[list[str]] = field(default_factory=list)


@cache
def _missing() -> str:
    """What this machine lacks; empty when nothing."""
    for name in ("Xvfb", "dbus-daemon"):
        if not shutil.which(name):
            return name
    probe = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    if (
        not SYSTEM_PYTHON
        or subprocess.run([SYSTEM_PYTHON, "-c", probe], capture_output=True, check=False).returncode
    ):
        return "gir1.2-atspi-2.0"
    return ""


def need_screen_reader() -> None:
    """Skips the test, saying so, where the accessibility bus cannot be read."""
    need_browser()
    if missing := _missing():
        pytest.skip(f"no {missing} on this machine: what a screen reader is given is not tried")


@contextlib.contextmanager
def _screen() -> Iterator[str]:
    """A screen in memory: its name."""
    read, write = os.pipe()
    process = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
        pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write)
    try:
        with os.fdopen(read) as said:
            yield f":{said.readline().strip()}"
    finally:
        _end(process)


@contextlib.contextmanager
def _bus(environment: dict[str, str]) -> Iterator[str]:
    """A session bus: its address."""
    process = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.stdout.close()
    finally:
        _end(process)


def _end(process: "subprocess.Popen[Any]") -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class Heard:
    """A browser, and what it tells a screen reader of its pages."""

    def __init__(self, browser: "Browser", environment: dict[str, str]) -> None:
        self.browser = browser
        self.environment = environment

    def nodes(self, title: str) -> list[Node]:
        """What the window whose page has a title exposes, in the order of reading."""
        done = subprocess.run(
            [SYSTEM_PYTHON, str(READER), "tree", title],
            env=self.environment, capture_output=True, text=True, timeout=90, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return [Node(**one) for one in json.loads(done.stdout)]


@contextlib.contextmanager
def screen_reader() -> Iterator[Heard]:
    """Chromium as somebody with a screen reader has it."""
    need_screen_reader()
    with _screen() as display:
        environment = {**os.environ, "DISPLAY": display, "NO_AT_BRIDGE": "0", "ACCESSIBILITY_ENABLED": "1"}
        with _bus(environment) as address:
            environment["DBUS_SESSION_BUS_ADDRESS"] = address
            subprocess.run([SYSTEM_PYTHON, str(READER), "enable"], env=environment, check=True, timeout=60)
            browser = _playwright().chromium.launch(
                executable_path=CHROMIUM, headless=False, env=dict(environment),
                args=[*ARGS, "--force-renderer-accessibility=complete"],
            )  # fmt: skip
            yield Heard(browser, environment)
            browser.close()
