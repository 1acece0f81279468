"""The hooks of pre-commit run what CI runs, from the active environment, and fetch nothing."""

import shlex
from pathlib import Path

import pytest

yaml = pytest.importorskip("yaml", reason="PyYAML vient avec pre-commit")

ROOT = Path(__file__).parent.parent.parent
CONFIG = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
HOOKS = {hook["id"]: hook for repository in CONFIG["repos"] for hook in repository["hooks"]}


def test_all_are_ours_and_offline() -> None:
    assert [repository["repo"] for repository in CONFIG["repos"]] == ["local"]
    assert {hook["language"] for hook in HOOKS.values()} == {"system"}


@pytest.mark.parametrize("name", ["ruff", "ruff-format", "mypy"])
def test_what_ci_lints_with_is_run(name: str) -> None:
    words = [word for word in shlex.split(HOOKS[name]["entry"]) if word != "--force-exclude"]
    lines = [line.strip() for line in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()]
    assert " ".join(words) in [line.removesuffix(" .") for line in lines]


@pytest.mark.parametrize("hook", HOOKS.values(), ids=HOOKS)
def test_what_a_hook_runs_is_there(hook: dict[str, str]) -> None:
    words = shlex.split(hook["entry"])
    if words[:2] == ["python", "-m"] and words[2] != "pytest":
        assert (ROOT / words[2] / "__main__.py").is_file()
    assert all((ROOT / word).exists() for word in words if "/" in word)
