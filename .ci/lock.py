"""Makes ``.ci/constraints.txt`` anew: what pip would install today, on each Python given, with nothing installed.

    python .ci/lock.py python3.11 python3.12 python3.13

Only names and versions are written: a lock with addresses (``uv.lock``, ``pylock.toml``) would name the registry of
whoever made it, and this project is installed from mirrors and from folders of wheels too. Hashes are left out because
pip asks for all of them or none, the project's own included; what the program itself relies on (weights, adapter) is
checked by SHA-256 when it is used. The extra ``peers`` holds back PyAV and ``training`` is pinned in pyproject.toml:
neither is here.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
EXTRAS = "test,cluster,docs,https,lexicons,mutants,voix,voix-naturelle"
HEAD = """\
# Versions that were run together; the newest releases are run too, see .ci/run. Made by « python .ci/lock.py » from
# what pip would install on Python {pythons} for « .[{extras}] ».
"""


def resolved(python: str) -> tuple[str, dict[str, str]]:
    """« 3.11 », and the versions by name that pip would install there."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        options = ["--quiet", "--dry-run", "--ignore-installed", "--report", str(report)]
        subprocess.run([python, "-m", "pip", "install", *options, f"{ROOT}[{EXTRAS}]"], check=True)
        found = json.loads(report.read_text("utf-8"))
    each = (one["metadata"] for one in found["install"])
    versions = {one["name"]: one["version"] for one in each if one["name"] != "transcribe"}
    return ".".join(found["environment"]["python_version"].split(".")[:2]), versions


def merged(found: Mapping[str, Mapping[str, str]]) -> list[str]:
    """One line a package and version, by name; with the Pythons it is for where they do not all have it alike."""
    lines = []
    names = {normal(name): name for versions in found.values() for name in versions}
    for name in sorted(names, key=str.lower):
        pins = {
            python: version
            for python, versions in found.items()
            for each, version in versions.items()
            if normal(each) == name
        }
        for version in dict.fromkeys(pins.values()):
            pythons = [python for python, pinned in pins.items() if pinned == version]
            marker = " or ".join(f'python_version == "{python}"' for python in pythons)
            everywhere = len(pythons) == len(found)
            lines.append(f"{names[name]}=={version}" + ("" if everywhere else f" ; {marker}"))
    return lines


def normal(name: str) -> str:
    """A name of a package as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def main(pythons: Sequence[str]) -> None:
    """Writes the file for these Pythons."""
    found = dict(map(resolved, pythons))
    head = HEAD.format(pythons=", ".join(found), extras=EXTRAS)
    (ROOT / ".ci" / "constraints.txt").write_text(head + "\n".join(merged(found)) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:] or [sys.executable])
