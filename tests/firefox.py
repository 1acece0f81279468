"""Firefox for tests of pages, driven by its own protocol (Marionette, that of geckodriver): no driver to install."""

import base64
import contextlib
import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

FIREFOX = next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), "")
F4, ALT, DOWN, END, CONTROL = "\ue034", "\ue00a", "\ue015", "\ue010", "\ue009"
_ELEMENT = (
    "element-6066-11e4-a52e-4f735466cecf"  # the key of a reference to an element, by the WebDriver standard
)
_PREFERENCES = {
    "browser.shell.checkDefaultBrowser": False, "browser.aboutwelcome.enabled": False, "app.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False, "toolkit.telemetry.enabled": False,
    "network.captive-portal-service.enabled": False, "network.connectivity-service.enabled": False,
    "extensions.getAddons.cache.enabled": False, "browser.safebrowsing.update.enabled": False,
    "media.autoplay.default": 0, "services.settings.server": "",
}  # fmt: skip


class Failed(Exception):  # noqa: N818
    """What Firefox answers to a command that it could not do: the name of the error, then its sentence."""


def need_firefox() -> None:
    """Skips the test, saying so, where there is no Firefox."""
    if not FIREFOX:
        pytest.skip("no Firefox on this machine: pages are not tried in it")


class Firefox:
    """One window. Selectors are those of CSS."""

    def __init__(self, profile: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        profile.mkdir()
        lines = {**_PREFERENCES, "marionette.port": port}.items()
        (profile / "user.js").write_text(
            "".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in lines)
        )
        self.process = subprocess.Popen(
            [FIREFOX, "--headless", "--marionette", "--remote-allow-system-access",
             "--no-remote", "--profile", str(profile)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.socket = self._connected(port)
        self.number = 0
        self._message()  # it says who it is
        self.ask("WebDriver:NewSession", strictFileInteractability=True)

    def _connected(self, port: int) -> socket.socket:
        end = time.monotonic() + 60
        while True:
            try:
                return socket.create_connection(("127.0.0.1", port), timeout=60)
            except OSError:
                if time.monotonic() > end or self.process.poll() is not None:
                    raise
                time.sleep(0.1)

    def _message(self) -> Any:
        size = b""
        while not size.endswith(b":"):
            size += self.socket.recv(1) or _gone()
        content = b""
        while len(content) < int(size[:-1]):
            content += self.socket.recv(int(size[:-1]) - len(content)) or _gone()
        return json.loads(content)

    def ask(self, command: str, **parameters: Any) -> Any:
        """Has a command done."""
        self.number += 1
        content = json.dumps([0, self.number, command, parameters]).encode()
        self.socket.sendall(b"%d:%s" % (len(content), content))
        _, _, error, result = self._message()
        if error:
            raise Failed(f"{error['error']}: {error['message']}")
        return result["value"] if isinstance(result, dict) and set(result) == {"value"} else result

    def go(self, url: str) -> None:
        """Opens a page."""
        self.ask("WebDriver:Navigate", url=url)

    @property
    def url(self) -> str:
        """Where it is."""
        return str(self.ask("WebDriver:GetCurrentURL"))

    def find(self, selector: str) -> dict[str, str]:
        """The first element that a selector names, waited for a while."""
        end = time.monotonic() + 20
        while True:
            with contextlib.suppress(Failed):
                found: dict[str, str] = self.ask(
                    "WebDriver:FindElement", using="css selector", value=selector
                )
                return found
            assert time.monotonic() < end, selector
            time.sleep(0.05)

    def click(self, selector: str) -> None:
        """Clicks an element."""
        self.ask("WebDriver:ElementClick", id=self.find(selector)[_ELEMENT])

    def fill(self, selector: str, text: str) -> None:
        """Types a text into a field."""
        self.ask("WebDriver:ElementSendKeys", id=self.find(selector)[_ELEMENT], text=text)

    def type(self, text: str) -> None:
        """Types a text where the cursor is, key by key."""
        moves = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        self.ask("WebDriver:PerformActions", actions=[{"type": "key", "id": "keys", "actions": moves}])

    def press(self, *keys: str) -> None:
        """Presses keys together where the cursor is."""
        moves = [{"type": "keyDown", "value": key} for key in keys]
        moves += [{"type": "keyUp", "value": key} for key in reversed(keys)]
        self.ask("WebDriver:PerformActions", actions=[{"type": "key", "id": "keys", "actions": moves}])

    def text(self, selector: str) -> str:
        """The text of an element, as it is shown."""
        return str(self.ask("WebDriver:GetElementText", id=self.find(selector)[_ELEMENT]))

    def run(self, script: str, *arguments: Any) -> Any:
        """What a script of the page returns; the page's policy does not rule it."""
        return self.ask("WebDriver:ExecuteScript", script=script, args=list(arguments))

    def trust(self, authority: bytes) -> None:
        """Installs an authority's certificate (DER), as a user would from the settings."""
        self.ask("Marionette:SetContext", value="chrome")
        script = """Cc["@mozilla.org/security/x509certdb;1"].getService(Ci.nsIX509CertDB)
          .addCertFromBase64(arguments[0], "C,,");"""
        self.run(script, base64.b64encode(authority).decode())
        self.ask("Marionette:SetContext", value="content")

    def close(self) -> None:
        """Ends it."""
        with contextlib.suppress(OSError, Failed):
            self.ask("Marionette:Quit", flags=["eForceQuit"])
        self.socket.close()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def _gone() -> bytes:
    raise ConnectionResetError("Firefox is gone")


@contextlib.contextmanager
def firefox(profile: Path) -> Iterator[Firefox]:
    """Firefox, without a window, with a profile of its own."""
    need_firefox()
    one = Firefox(profile)
    try:
        yield one
    finally:
        one.close()
