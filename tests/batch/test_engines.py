"""Engines: whatever ends a process costs its own file, and nobody else's."""

import os
import shutil
import signal
from collections import Counter
from pathlib import Path

import pytest

from tests.batch.reader import make_quick
from transcribe.batch import Answer, Engine, Ledger, Options, Task, local, make_plan, run
from transcribe.core.errors import TemplateError, TranscribeError
from transcribe.core.files import Readable, write_text
from transcribe.pipeline import Conversion, Converter, make_converter

OPTIONS = Options(("txt",), "réglages")
posix = pytest.mark.skipif(os.name != "posix", reason="signaux POSIX")
DICTATION = Path(__file__).parent.parent / "speech" / "data" / "dictation.ogg"


def tasks_of(folder: Path, texts: dict[str, str]) -> tuple[Task, ...]:
    for name, text in texts.items():
        write_text(folder / f"{name}.wav", text)
    return make_plan([folder], Ledger(folder)).tasks


def outcomes(engine: Engine, tasks: tuple[Task, ...]) -> dict[str, str]:
    """The sentence of each task, empty when it was converted; each task has one answer."""
    answers = list(engine(tasks))
    assert Counter(one.task for one in answers) == Counter(tasks)
    return {one.task.name: one.outcome if isinstance(one.outcome, str) else "" for one in answers}


@posix
def test_a_file_that_ends_its_process_fails_alone(tmp_path: Path) -> None:
    """SIGKILL (as when memory is short), ``os._exit``, a fault of a compiled library, beside files that take time."""
    texts = {"a-tue": "mort", "b": "lent pas de fièvre", "c-quitte": "sort", "d": "lent", "e-faute": "faute"}
    said = outcomes(local(make_quick, jobs=3), tasks_of(tmp_path, texts))
    assert {name for name, sentence in said.items() if sentence} == {"a-tue", "c-quitte", "e-faute"}
    assert "a-tue.wav » a arrêté deux fois le processus" in said["a-tue"]


@posix
def test_what_died_by_bad_luck_is_converted_at_its_second_try(tmp_path: Path) -> None:
    tasks = tasks_of(tmp_path, {"a": "une fois tué par manque de mémoire", "b": "pas de toux"})
    assert outcomes(local(make_quick, jobs=2), tasks) == {"a": "", "b": ""}


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_file_that_asks_for_too_much_memory_says_so(tmp_path: Path, jobs: int) -> None:
    tasks = tasks_of(tmp_path, {"a": "mémoire", "b": "pas de toux"})
    said = outcomes(local(make_quick, jobs=jobs), tasks)
    assert "a.wav » demande plus de mémoire qu’il n’y en a" in said["a"]
    assert said["b"] == ""


def die() -> Converter:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


@posix
def test_processes_that_die_at_birth_are_said_once(tmp_path: Path) -> None:
    tasks = tasks_of(tmp_path, {"a": "toux", "b": "fièvre"})
    with pytest.raises(TranscribeError, match="aussitôt lancés"):
        list(local(die, jobs=2)(tasks))


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_strikes_every_file_ends_every_engine(tmp_path: Path, jobs: int) -> None:
    tasks = tasks_of(tmp_path, {"a": "modèle", "b": "lent", "c": "lent"})
    with pytest.raises(TemplateError, match="modèle abîmé"):
        list(local(make_quick, jobs=jobs)(tasks))


def test_a_run_that_is_left_closes_its_engine(tmp_path: Path) -> None:
    closed: list[bool] = []

    def engine(tasks: object) -> object:
        try:
            yield Answer(first, "non")
            yield Answer(first, "jamais demandé")
        finally:
            closed.append(True)

    (first,) = tasks_of(tmp_path, {"a": "toux"})
    results = run((first,), Ledger(tmp_path), OPTIONS, engine)  # type: ignore[arg-type]
    assert next(results).error == "non"
    results.close()  # type: ignore[attr-defined]
    assert closed == [True]


class Poisoned(Converter):
    """The real one, but a file of this name ends the process."""

    def convert(self, path: Readable, **options: object) -> Conversion:
        if path.as_posix().endswith("poison.ogg"):
            os._exit(1)
        return super().convert(path, **options)  # type: ignore[arg-type]


def make_poisoned() -> Converter:
    from transcribe.pipeline import Settings

    real = make_converter(Settings(), device="cpu", threads=1)
    return Poisoned(real.recognizer, real.lexicon, real.settings, real.asked)


def test_with_the_real_model_only_the_poison_fails(tmp_path: Path) -> None:
    for name in ("bon", "poison"):
        shutil.copy(DICTATION, tmp_path / f"{name}.ogg")
    ledger = Ledger(tmp_path / "out")
    tasks = make_plan([tmp_path], ledger).tasks
    results = {r.task.name: r for r in run(tasks, ledger, OPTIONS, local(make_poisoned, jobs=2))}
    assert results["bon"].status == "converted"
    assert (tmp_path / "out" / "bon.txt").read_text("utf-8").strip()
    assert "a arrêté deux fois" in results["poison"].error
    assert ledger.get("poison") is None
