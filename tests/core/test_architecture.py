"""Arrows point down: what each room may import, and what no start-up may load."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import transcribe
from tests.core.french_lists import held_by, kinds

PACKAGE = Path(transcribe.__file__).parent
FLOORS = {
    "core": 1,
    "french": 1,
    "scripts": 1,
    "speech": 2,
    "terms": 2,
    "writing": 2,
    "letters": 2,
    "documents": 2,
    "nlp": 2,
    "interop": 2,
    "pipeline": 3,
    "voices": 3,
    "speaking": 4,
    "grading": 3,
    "anonymising": 4,
    "exercises": 4,
    "batch": 4,
    "classroom": 4,
    "jobs": 5,
    "web": 5,
    "cli": 6,
}
HEAVY = set(
    "faster_whisper ctranslate2 av numpy spacy docx symspellpy rapidfuzz lxml pypdf striprtf"
    " argon2 cryptography starlette uvicorn segno dask distributed".split()
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


# Modules that may name words of the tables, the words, and why.
EXCEPTIONS: dict[str, frozenset[str]] = {}
MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if path.relative_to(PACKAGE).parts[0] != "french"]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_no_room_lists_number_words_civilities_sides_or_negations(path: Path) -> None:
    module = path.relative_to(PACKAGE).as_posix()
    held = [one for one in held_by(path, module) if not one.words <= EXCEPTIONS.get(module, frozenset())]
    assert not held, "; ".join(map(str, held)) + " : les prendre dans french/"


@pytest.mark.parametrize(
    "code",
    [
        'SIDES = {"gauche", "droite"}',
        '_DENIALS = word_set("pas jamais peu")',
        'X = frozenset("le la monsieur".split())',
        'X = re.compile(r"\\b(deux|trois|vingt) fois")',
        'X = re.compile(rf"(?P<title>[Dd]octeur|madame) {NAME}")',
        'def f(key): return key == "gauche"',
        'def f(key): return key in ("sans", "aucun")',
        'def f(key): return key.startswith("docteur")',
        '_SORTS = {"negation": "pas jamais aucun"}',
    ],
)
def test_a_list_of_its_own_is_seen(code: str, tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text(code, "utf-8")
    assert list(held_by(tmp_path / "module.py", "module.py"))


@pytest.mark.parametrize(
    "code",
    [
        'X = frozenset("un une le la plus ne".split())',
        'def f(key): return key == "pas"',
        'REASON = "Le côté gauche ou droit n’est jamais deviné : réécouter."',
        'def f(): """« docteur », « madame », « gauche », « jamais »."""',
        'X = re.compile(r"[A-Z]\\w+")',
    ],
)
def test_prose_and_lone_small_words_are_no_list(code: str, tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text(code, "utf-8")
    assert not list(held_by(tmp_path / "module.py", "module.py"))


def test_each_kind_of_word_is_looked_for() -> None:
    assert {"gauche", "controlateral"} <= kinds()["côtés"]
    assert {"docteure", "dr", "mme"} <= kinds()["civilités"]
    assert {"jamais", "rien", "guere"} <= kinds()["négations"]
    assert {"nonante", "cents", "zero"} <= kinds()["nombres"]
