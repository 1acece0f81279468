"""What a screen reader is given: run by the system's Python, which has the accessibility bus (AT-SPI), not by ours.

``at_spi.py enable`` says on the bus that a screen reader runs; ``at_spi.py tree TITLE`` prints, as JSON, what the
window whose page has that title exposes: role, name, states, text, and the pieces of text marked as misspelt.
"""

import json
import sys
import time
from typing import Any

import gi  # type: ignore[import-not-found,unused-ignore]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # type: ignore[import-not-found,unused-ignore]  # noqa: E402

_STATES = ("editable", "multi-line", "focusable", "focused", "pressed", "checked")
_PATIENCE = 40.0


def enable() -> None:
    """As a screen reader does when it starts."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    for name in ("IsEnabled", "ScreenReaderEnabled"):
        value = GLib.Variant("(ssv)", ("org.a11y.Status", name, GLib.Variant("b", True)))
        bus.call_sync(
            "org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set", value, None, 0, 20_000, None
        )  # fmt: skip


def told(node: Any, depth: int) -> list[dict[str, Any]]:
    """One node and all below it, in the order in which they are read."""
    states = {state.value_nick for state in node.get_state_set().get_states()}
    one: dict[str, Any] = {
        "role": node.get_role_name(), "name": node.get_name() or "", "depth": depth,
        "states": [state for state in _STATES if state in states], "text": "", "misspelt": [],
    }  # fmt: skip
    text = node.get_text_iface()
    if text is not None:
        size = Atspi.Text.get_character_count(text)
        one["text"] = Atspi.Text.get_text(text, 0, size)
        place = 0
        while place < size:
            attributes, start, end = Atspi.Text.get_attribute_run(text, place, False)
            if attributes.get("invalid"):
                one["misspelt"].append([one["text"][start:end], attributes["invalid"]])
            place = max(end, place + 1)
    found = [one]
    for rank in range(node.get_child_count()):
        child = node.get_child_at_index(rank)
        if child is not None:
            found += told(child, depth + 1)
    return found


def tree(title: str) -> list[dict[str, Any]]:
    """The nodes of the page, once its editor or its main part is there."""
    Atspi.init()
    end = time.monotonic() + _PATIENCE
    while True:
        desk = Atspi.get_desktop(0)
        programs = [desk.get_child_at_index(rank) for rank in range(desk.get_child_count())]
        nodes = [one for program in programs if program is not None for one in told(program, 0)]
        if any(one["role"] == "document web" and title in one["name"] for one in nodes):
            return nodes
        if time.monotonic() > end:
            raise SystemExit(
                f"no page « {title} » on the accessibility bus: {sorted({one['name'] for one in nodes})}"
            )
        time.sleep(0.5)


if __name__ == "__main__":
    if sys.argv[1] == "enable":
        enable()
    else:
        print(json.dumps(tree(sys.argv[2]), ensure_ascii=True))
