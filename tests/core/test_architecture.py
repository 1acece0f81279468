"""Arrows point down: what each room may import, and what no start-up may load."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import transcribe

PACKAGE = Path(transcribe.__file__).parent
FLOORS = {
    "core": 1,
    "french": 1,
    "speech": 2,
    "terms": 2,
    "writing": 2,
    "letters": 2,
    "documents": 2,
    "nlp": 2,
    "pipeline": 3,
    "grading": 3,
    "exercises": 4,
    "batch": 4,
    "classroom": 4,
    "web": 5,
    "cli": 6,
}
HEAVY = set(
    "faster_whisper ctranslate2 av numpy spacy docx symspellpy rapidfuzz lxml pypdf striprtf"
    " argon2 starlette uvicorn segno".split()
)


def room_of(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def imports_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return names | {
        node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module
    }


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_rooms_import_only_what_lies_below(path: Path) -> None:
    room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if path.parent == PACKAGE and path.name in ("__init__.py", "__main__.py"):
        return
    for module in imports_of(path):
        other = room_of(module) if module.startswith("transcribe") else ""
        if other and other != room:
            assert FLOORS[other] < FLOORS[room], f"{path.name} importe {module}"


@pytest.mark.parametrize("module", ["transcribe.cli.main", *(f"transcribe.{room}" for room in FLOORS)])
def test_importing_a_room_loads_no_heavy_library(module: str) -> None:
    code = f"import sys, {module}; print(' '.join({HEAVY!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
