"""Every dependency has a lower and an upper bound, is tried at both, and is explained."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
DEPENDENCIES = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]]
BOUNDS = re.compile(r"(?P<name>[\w-]+)(?:==(?P<exact>[\w.]+)|>=(?P<lower>[\w.]+),<(?P<upper>[\w.]+))")
TRIED_AS_THEY_ARE = {
    "mypy",
    "ruff",
    "types-jsonschema",
    "types-openpyxl",
}  # tools and types: they run nothing


def pins(name: str) -> dict[str, str]:
    lines = (ROOT / ".ci" / name).read_text("utf-8").splitlines()
    pairs = (
        line.partition(";")[0].strip().split("==") for line in lines if line and not line.startswith("#")
    )
    return {name.lower().replace("_", "-"): version for name, version in pairs}


def numbers(version: str) -> list[int]:
    """« 3.8.0 » and « 3.8 » are the same version."""
    parts = [int(part) for part in re.findall(r"\d+", version)]
    while parts and not parts[-1]:
        parts.pop()
    return parts


@pytest.mark.parametrize("dependency", DEPENDENCIES)
def test_each_has_two_bounds_that_ci_runs(dependency: str) -> None:
    found = BOUNDS.fullmatch(dependency)
    assert found, f"{dependency}: one version, or a lower and an upper bound"
    name, newest = found["name"], pins("constraints.txt")
    if found["exact"]:
        assert newest[name] == found["exact"]
        return
    assert numbers(found["lower"]) <= numbers(newest[name]) < numbers(found["upper"])
    # the bound is the version after the one that was run: nothing untried is admitted
    width = len(numbers(found["upper"]))
    *same, last = numbers(newest[name])[:width]
    assert numbers(found["upper"]) == [*same, last + 1]
    if name not in TRIED_AS_THEY_ARE:
        assert numbers(pins("lowest.txt")[name]) == numbers(found["lower"])


@pytest.mark.parametrize("dependency", DEPENDENCIES)
def test_each_is_explained_with_its_bounds(dependency: str) -> None:
    found = BOUNDS.fullmatch(dependency)
    assert found
    page = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if line.startswith("|") and found["name"] in line]
    bounds = found["exact"] or f"{found['lower']} à < {found['upper']}"
    if found["name"].endswith("-part2"):
        rows = [line for line in page.splitlines() if "-part2" in line]
    assert any(bounds in row for row in rows), f"{dependency}: {rows}"
