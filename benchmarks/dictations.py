"""Development dictations and how a text is compared with its gold text."""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DEFAULT = Path("../shared/dictations")
_TOKEN = re.compile(r"[^\W_]+(?:[.,/×'-][^\W_]+)*|[%°×]")


@dataclass(frozen=True, slots=True)
class Dictation:
    """One dictation: its audio and what stands in its TOML file."""

    name: str
    audio: Path
    gold: dict[str, Any]


def read_dictations(folder: Path) -> list[Dictation]:
    """All dictations of a folder that have audio and a gold file of the same name.

    Raises:
        SystemExit: there is none.
    """
    found = [
        Dictation(path.stem, path.with_suffix(".ogg"), tomllib.loads(path.read_text("utf-8")))
        for path in sorted(folder.glob("*.toml"))
        if path.with_suffix(".ogg").exists()
    ]
    if not found:
        raise SystemExit(f"no dictation in {folder}: give --dictations DIR")
    return found


def tokens(text: str) -> list[str]:
    """Words of a text after folding: lower case, plain apostrophes and spaces, œ as oe, no punctuation."""
    folded = unicodedata.normalize("NFC", text).lower()
    for old, new in (("œ", "oe"), ("æ", "ae"), ("’", "'"), ("\u202f", " "), ("\u00a0", " ")):
        folded = folded.replace(old, new)
    return _TOKEN.findall(folded.replace("'", " ' ").replace(" ' ", "' ").replace("' ", " "))


def contains(haystack: Sequence[str], needle: Sequence[str]) -> bool:
    """Whether a run of tokens stands in a text."""
    joined = f" {' '.join(haystack)} "
    return f" {' '.join(needle)} " in joined
