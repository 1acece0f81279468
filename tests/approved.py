"""Texts that people approved, a file each: what is made anew is compared with them, or written over them."""

from collections.abc import Mapping
from pathlib import Path


def require_approved(found: Mapping[str, str], folder: Path) -> None:
    """Each text is the one that ``folder`` holds under its name, line by line; there is none more, none less."""
    approved = {path.name.removesuffix(".txt"): path.read_text("utf-8") for path in folder.glob("*.txt")}
    assert set(found) == set(approved)
    for name, text in approved.items():
        assert found[name].splitlines() == text.splitlines(), name


def approve(found: Mapping[str, str], folder: Path) -> None:
    """Writes the texts over those of ``folder``."""
    folder.mkdir(exist_ok=True)
    for name, text in found.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
