"""What a learner may choose of his pages: letters, sound, keys."""

import math
import re
from collections.abc import Mapping
from typing import Any

from transcribe.classroom.types import Who
from transcribe.scripts.controls import ACTIONS, FREE_KEY, PACES

SIZES = {1: "Taille normale", 2: "Grands caractères", 3: "Très grands caractères", 4: "Caractères géants"}
FACES = {"": "Police habituelle", "dyslexia": "Police pour la dyslexie (OpenDyslexic si elle est installée)"}
REWINDS = [0.0, 1.0, 1.5, 2.0, 3.0, 5.0]


def settings_of(who: Who) -> dict[str, Any]:
    """The choices of a person, over what his needs say, over the usual ones; always whole and valid."""
    given = {**who.person.needs, **who.person.settings}
    keys = given.get("keys")
    return {
        "text_size": given["text_size"] if given.get("text_size") in SIZES else 1,
        "spaced": bool(given.get("spaced")),
        "face": given["face"] if given.get("face") in FACES else "",
        "dark": bool(given.get("dark")),
        "plain": bool(given.get("plain")),
        "pace": _near(given.get("pace"), PACES, 1.0),
        "rewind": _near(given.get("rewind"), REWINDS, 1.5),
        "keys": _keys(keys if isinstance(keys, Mapping) else {}),
    }


def settings_from(fields: Mapping[str, str]) -> dict[str, Any]:
    """The choices that a form makes; what is not one of ours is left at its usual value."""
    size = fields.get("text_size", "1")
    return {
        "text_size": int(size) if size.isdigit() and int(size) in SIZES else 1,
        "spaced": "spaced" in fields,
        "face": fields.get("face", "") if fields.get("face", "") in FACES else "",
        "dark": "dark" in fields,
        "plain": "plain" in fields,
        "pace": _near(fields.get("pace"), PACES, 1.0),
        "rewind": _near(fields.get("rewind"), REWINDS, 1.5),
        "keys": _keys({name: fields.get(f"touche-{name}", "") for name in ACTIONS}),
    }


def _near(value: object, allowed: list[float], usual: float) -> float:
    try:
        wanted = float(str(value))
    except ValueError:
        return usual
    return min(allowed, key=lambda one: abs(one - wanted)) if math.isfinite(wanted) else usual


def _keys(wanted: Mapping[str, object]) -> dict[str, str]:
    """A key for each action: a chosen one that types nothing and that no other action has, else the usual one."""
    keys: dict[str, str] = {}
    for name, (_, usual) in ACTIONS.items():
        chosen = str(wanted.get(name, ""))
        keys[name] = chosen if re.fullmatch(FREE_KEY, chosen) else usual
    for name, (_, usual) in ACTIONS.items():
        if list(keys.values()).count(keys[name]) > 1:
            keys[name] = usual
    return keys
