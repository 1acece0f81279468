"""Packages that bring extensions, put on the path as if they had been installed."""

import sys
import tomllib
from collections.abc import Mapping
from importlib import invalidate_caches
from pathlib import Path

import pytest

from transcribe import pipeline
from transcribe.core import plugins
from transcribe.exercises.plugins import further_kinds

EXAMPLES = Path(__file__).parent.parent / "extensions"


def install(
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    package: str,
    entries: Mapping[str, Mapping[str, str]],
    modules: Mapping[str, str],
) -> None:
    """Writes a package's modules and its dist-info in a folder of the path; ``entries`` by group, then name."""
    info = folder / f"{package.replace('-', '_')}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n", "utf-8")
    lines = [
        line
        for group, named in entries.items()
        for line in (f"[{group}]", *(f"{name} = {value}" for name, value in named.items()))
    ]
    (info / "entry_points.txt").write_text("\n".join(lines), "utf-8")
    for name, code in modules.items():
        (folder / f"{name}.py").write_text(code, "utf-8")
        monkeypatch.delitem(sys.modules, name, raising=False)
    on_path(monkeypatch, folder)


def install_example(monkeypatch: pytest.MonkeyPatch, folder: Path, name: str) -> None:
    """One of ``extensions``, with the entry points of its pyproject.toml."""
    project = tomllib.loads((EXAMPLES / name / "pyproject.toml").read_text("utf-8"))["project"]
    install(monkeypatch, folder, project["name"], project["entry-points"], {})
    on_path(monkeypatch, EXAMPLES / name)


def on_path(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.syspath_prepend(str(folder))
    invalidate_caches()
    forget()


def forget() -> None:
    """What was read of the extensions so far."""
    pipeline._other_forms.cache_clear()
    further_kinds.cache_clear()
    plugins._said.clear()
