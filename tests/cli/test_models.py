"""The table of the speech models."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from transcribe.cli import models
from transcribe.speech import ModelInfo


def info(name: str, **fields: object) -> ModelInfo:
    values = {"path": None, "size": 145_000_000, "licence": "MIT", "present": "path" in fields}
    return ModelInfo(name=name, **{**values, **fields})  # type: ignore[arg-type]


def test_size_licence_and_presence_of_each(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [
        info("base", path=Path("ici"), embedded=True),
        info("base-medical", embedded=True, size=999_400_000),
        info("large-v3", size=3_090_000_000, remark="lent"),
        info("juste", size=1_000_000_000),
        info("cassé", usable=False),
    ]
    monkeypatch.setattr(models, "list_models", lambda: found)
    assert CliRunner().invoke(models.command).output.splitlines() == [
        "modèle          taille  licence   présence",
        "base            145 Mo  MIT       présent dans « ici »",
        "base-medical    999 Mo  MIT       livré, assemblé à la première conversion",
        "large-v3        3,1 Go  MIT       à télécharger ; lent",
        "juste           1,0 Go  MIT       à télécharger",
        "cassé           145 Mo  MIT       inutilisable",
    ]
