"""Development dictations and how a text is compared with its gold text."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from transcribe.french import tidy

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


def engines(folder: Path) -> dict[str, str]:
    """Dictation → the engine of its voice (Pico, Kokoro), as ``AUDIO.md`` beside them tells; none without it."""
    listed = folder / "AUDIO.md"
    rows = listed.read_text("utf-8").splitlines() if listed.is_file() else []
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows if row.startswith("|")]
    return {name: "Pico" if voice == "pico" else "Kokoro" for name, voice, *_ in cells[2:]}


def tokens(text: str) -> list[str]:
    """Words of a text after folding: lower case, plain apostrophes and spaces, œ as oe, no punctuation."""
    folded = tidy(text).lower().replace("œ", "oe").replace("æ", "ae")
    return _TOKEN.findall(folded.replace("'", " ' ").replace(" ' ", "' ").replace("' ", " "))


def contains(haystack: Sequence[str], needle: Sequence[str]) -> bool:
    """Whether a run of tokens stands in a text."""
    joined = f" {' '.join(haystack)} "
    return f" {' '.join(needle)} " in joined
