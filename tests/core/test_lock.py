"""The committed constraints hold all that installing brings, and name no registry."""

import importlib.util
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.core.test_dependencies import PROJECT, numbers, pins

ROOT = Path(__file__).parent.parent.parent
PATH = ROOT / ".ci" / "lock.py"
SPEC = importlib.util.spec_from_file_location("lock", PATH)
assert SPEC is not None
assert SPEC.loader is not None
lock = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(lock)


def named(requirement: str) -> str:
    return str(lock.normal(Requirement(requirement).name))


def brought(name: str, seen: set[str]) -> set[str]:
    """A package and all that it asks for here, extras left out."""
    if name not in seen:
        try:
            wanted = distribution(name).requires or ()
        except PackageNotFoundError:  # for another system or Python
            return seen
        seen.add(name)
        for one in wanted:
            marker = Requirement(one).marker
            if marker is None or marker.evaluate({"extra": ""}):
                brought(named(one), seen)
    return seen


def test_all_that_installing_brings_is_pinned() -> None:
    pinned = {lock.normal(name): version for name, version in pins("constraints.txt").items()}
    here = {name: distribution(name).version for name in map(named, PROJECT["dependencies"])}
    if any(numbers(version) < numbers(pinned[name]) for name, version in here.items()):
        pytest.skip("older releases than the pinned ones are installed here: they ask for other packages")
    seen: set[str] = set()
    for one in PROJECT["dependencies"]:
        brought(named(one), seen)
    assert len(seen) > 50
    asked = {
        named(one) for extra in lock.EXTRAS.split(",") for one in PROJECT["optional-dependencies"][extra]
    }
    assert (seen | asked) - set(pinned) == set()


def test_it_names_no_registry() -> None:
    assert "://" not in (ROOT / ".ci" / "constraints.txt").read_text("utf-8")


def test_versions_that_differ_say_for_which_python() -> None:
    found = {
        "3.11": {"av": "18.1", "Jinja2": "3"},
        "3.12": {"av": "19", "jinja2": "3"},
        "3.13": {"av": "19", "jinja2": "3"},
    }
    assert lock.merged(found) == [
        'av==18.1 ; python_version == "3.11"',
        'av==19 ; python_version == "3.12" or python_version == "3.13"',
        "jinja2==3",
    ]
    assert lock.merged({"3.11": {"tomli": "2"}, "3.12": {}}) == ['tomli==2 ; python_version == "3.11"']
