"""``kill -9`` at random moments, then the same command again: nothing partial, nothing lost, nothing doubled.

    python benchmarks/kills.py [--kills 50] [--seed 1] [convert] [exercise] [grade] [lexicon]

Each command is run once undisturbed; then, in a fresh folder, it is killed five times at moments drawn over the time
that it takes, and run to its end. What it leaves must be what the undisturbed run left, name by name (contents too,
where they hold no date). Code 1 if anything differs.
"""

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DICTATION = ROOT / "tests" / "speech" / "data" / "dictation.ogg"
REFERENCE = "Docteur Martin\nPas de fièvre. Tension artérielle à 14/8.\nRevoir dans 2 mois.\n"
KILLS_A_TRIAL = 5
COMPARED = {".txt", ".json", ".html", ".tsv", ".toml", ".docx"}


@dataclass(frozen=True)
class Scene:
    """A command: the arguments that it takes in a folder whose inputs ``prepare`` has made."""

    name: str
    prepare: Callable[[Path], None]
    arguments: Callable[[Path], list[str]]


def prepare_convert(folder: Path) -> None:
    (folder / "in").mkdir()
    for number in range(3):
        shutil.copy(DICTATION, folder / "in" / f"{number}.ogg")


def prepare_exercise(folder: Path) -> None:
    (folder / "in").mkdir()
    for number in range(3):
        shutil.copy(DICTATION, folder / "in" / f"{number}.ogg")
        (folder / "in" / f"{number}.txt").write_text(REFERENCE, "utf-8")


def prepare_grade(folder: Path) -> None:
    (folder / "copies").mkdir()
    (folder / "reference.txt").write_text(REFERENCE, "utf-8")
    for number in range(6):
        (folder / "copies" / f"élève {number}.txt").write_text(REFERENCE.replace("fièvre", "fievre"), "utf-8")


def prepare_lexicon(folder: Path) -> None:
    rows = [f"zorbule{chr(97 + n // 26)}{chr(97 + n % 26)}ectomie" for n in range(200)]
    (folder / "termes.csv").write_text("terme\n" + "\n".join(rows) + "\n", "utf-8")


SCENES = (
    Scene(
        "convert",
        prepare_convert,
        lambda f: [
            "convert",
            str(f / "in"),
            "--out",
            str(f / "out"),
            "--formats",
            "docx,json,txt",
            "--quiet",
        ],
    ),
    Scene(
        "exercise",
        prepare_exercise,
        lambda f: ["exercise", "make", str(f / "in"), "--out", str(f / "out"), "--kind", "tous"],
    ),
    Scene(
        "grade",
        prepare_grade,
        lambda f: [
            "grade",
            "--reference",
            str(f / "reference.txt"),
            str(f / "copies"),
            "--out",
            str(f / "out"),
        ],
    ),
    Scene(
        "lexicon",
        prepare_lexicon,
        lambda f: ["lexicon", "add", "--from", str(f / "termes.csv"), "--to", str(f / "out")],
    ),
)


def run(scene: Scene, folder: Path, after: float | None = None) -> float:
    """Runs a command to its end, or kills it ``after`` some seconds; the seconds that it took."""
    command = [sys.executable, "-m", "transcribe", *scene.arguments(folder)]
    start = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        try:
            shown, _ = process.communicate(timeout=after)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return time.monotonic() - start
    if process.returncode != 0:
        raise SystemExit(f"{scene.name}: code {process.returncode}\n{shown.decode('utf-8', 'replace')}")
    return time.monotonic() - start


def contents(folder: Path) -> dict[str, bytes]:
    """Every file under a folder, hidden ones too; those that hold where they were made, by name alone."""
    found: dict[str, bytes] = {}
    for path in sorted((folder / "out").rglob("*")):
        if path.is_file():
            held = path.read_bytes().replace(str(folder).encode(), b"") if path.suffix in COMPARED else b""
            found[path.relative_to(folder / "out").as_posix()] = b"" if path.name.startswith(".") else held
    return found


def differences(expected: dict[str, bytes], found: dict[str, bytes]) -> list[str]:
    return [
        f"{name}: {'lost' if name not in found else 'too many' if name not in expected else 'other contents'}"
        for name in sorted(expected.keys() | found.keys())
        if expected.get(name) != found.get(name)
    ]


def tried(scene: Scene, kills: int, draw: random.Random) -> list[str]:
    """What went wrong in so many kills of one command."""
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        whole = Path(name) / "0"
        whole.mkdir()
        scene.prepare(whole)
        run(scene, whole)
        expected = contents(whole)
        shutil.rmtree(whole / "out")
        length = run(scene, whole)
        struck = 0
        while struck < kills:
            folder = Path(name) / "1"
            folder.mkdir()
            scene.prepare(folder)
            for _ in range(min(KILLS_A_TRIAL, kills - struck)):
                run(scene, folder, after=draw.uniform(0.1, length))
                struck += 1
            run(scene, folder)
            wrong += differences(expected, contents(folder))
            shutil.rmtree(folder)
        print(f"{scene.name}: {struck} kills within {length:.1f} s, {len(wrong)} differences")
    return wrong


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("commands", nargs="*", metavar="COMMAND")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    wrong = [
        line
        for scene in SCENES
        if not chosen.commands or scene.name in chosen.commands
        for line in tried(scene, chosen.kills, random.Random(chosen.seed))
    ]
    print("\n".join(wrong))
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
