"""A real browser for tests of pages: Debian's Chromium driven by Playwright; tests that need it are skipped by name."""

import atexit
import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
ARGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required",
    "--host-resolver-rules=MAP classe.test 127.0.0.1",
]  # fmt: skip
AXE = Path(__file__).parent / "axe" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]


def need_browser() -> None:
    """Skips the test, saying so, where there is no browser to drive."""
    pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pages are not tried")
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine: pages are not tried in a browser")


@cache
def _playwright() -> "Playwright":
    """One driver for all tests: it runs a loop of its own, which no second one may join."""
    from playwright.sync_api import sync_playwright

    driver = sync_playwright().start()
    atexit.register(driver.stop)
    return driver


@contextlib.contextmanager
def chromium() -> "Iterator[Browser]":
    """Chromium, without a window."""
    need_browser()
    browser = _playwright().chromium.launch(executable_path=CHROMIUM, args=ARGS)
    yield browser
    browser.close()


def chromium_with(profile: Path) -> "BrowserContext":
    """Chromium with a profile that stays: it may be killed and started again."""
    return _playwright().chromium.launch_persistent_context(
        str(profile), executable_path=CHROMIUM, args=ARGS, headless=True, accept_downloads=True
    )


def kill_chromium(profile: Path) -> None:
    """SIGKILL of the browser of a profile and of all that it started; the profile may then be opened again."""
    listed = subprocess.run(
        ["ps", "-eww", "-o", "pid=,args="], capture_output=True, text=True, check=True
    ).stdout
    found = [line for line in listed.splitlines() if f"--user-data-dir={profile}" in line]
    assert found, "no browser to kill"
    for line in found:
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(line.split()[0]), signal.SIGKILL)
    time.sleep(0.5)
    for name in ("SingletonLock", "SingletonSocket", "SingletonCookie"):
        (profile / name).unlink(missing_ok=True)


@cache
def _axe() -> str:
    return AXE.read_text("utf-8")


def violations(page: "Page") -> list[str]:
    """What axe finds on a page, WCAG 2.2 A and AA and good practice: « rule: element »."""
    session = page.context.new_cdp_session(page)
    session.send("Page.enable")
    world: Any = session.send(
        "Page.createIsolatedWorld",
        {"frameId": session.send("Page.getFrameTree")["frameTree"]["frame"]["id"], "worldName": "axe"},
    )
    where = {"contextId": world["executionContextId"]}
    session.send("Runtime.evaluate", {"expression": _axe(), **where})
    options = {"runOnly": TAGS, "resultTypes": ["violations"]}
    found: Any = session.send(
        "Runtime.evaluate",
        {
            "expression": f"axe.run({options}).then(r => r.violations.flatMap("
            "v => v.nodes.map(n => v.id + ': ' + n.html.slice(0, 160))))",
            "awaitPromise": True,
            "returnByValue": True,
            **where,
        },
    )
    session.detach()
    assert "value" in found["result"], found
    return list(found["result"]["value"])
