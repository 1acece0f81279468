"""A run: one result a task, nothing done twice, one bad file never stops the rest."""

import os
import sys
from collections.abc import Iterator
from dataclasses import replace as replace_fields
from pathlib import Path

import pytest

from tests.batch.reader import make_reader
from transcribe.batch import Ledger, Options, Result, local, make_plan, run, split
from transcribe.core.errors import TemplateError
from transcribe.core.files import write_text
from transcribe.pipeline import Converter

OPTIONS = Options(("docx", "json", "txt"), "réglages")


def never() -> Converter:
    raise AssertionError("rien n’était à convertir")


@pytest.fixture
def dictations(tmp_path: Path) -> Path:
    folder = tmp_path / "dictées"
    for name, text in {
        "a.wav": "pas de fièvre point à la ligne revoir dans deux mois",
        "b.wav": "",
        "c.wav": "bogue",
        "sous/d.wav": "tension artérielle à quatorze huit",
    }.items():
        write_text(folder / name, text)
    return folder


def converted(dictations: Path, out: Path, options: Options = OPTIONS, jobs: int = 1) -> Iterator[Result]:
    ledger = Ledger(out)
    done, pending = split(make_plan([dictations], ledger).tasks, ledger, options)
    yield from done
    yield from run(pending, ledger, options, local(make_reader, jobs=jobs))


def test_good_files_are_converted_and_bad_ones_are_named(dictations: Path, tmp_path: Path) -> None:
    results = {result.task.source.name: result for result in converted(dictations, tmp_path / "out")}
    assert {name: result.status for name, result in results.items()} == {
        "a.wav": "converted",
        "b.wav": "failed",
        "c.wav": "failed",
        "d.wav": "converted",
    }
    assert "b.wav" in results["b.wav"].error
    assert "aucune parole" in results["b.wav"].error
    assert "ZeroDivisionError" in results["c.wav"].error
    assert "interne" not in results["c.wav"].error
    assert (tmp_path / "out" / "sous" / "d.txt").read_text("utf-8").strip() == "Tension artérielle à 14/8"
    assert results["a.wav"].words == 11


def test_what_is_done_is_not_done_again(dictations: Path, tmp_path: Path) -> None:
    list(converted(dictations, tmp_path / "out"))
    again = {result.task.source.name: result for result in converted(dictations, tmp_path / "out")}
    assert [again[name].status for name in ("a.wav", "b.wav", "d.wav")] == ["skipped", "failed", "skipped"]
    assert again["a.wav"].words == 11


def test_a_run_with_nothing_to_do_loads_no_model(tmp_path: Path) -> None:
    assert list(run([], Ledger(tmp_path), OPTIONS, local(never))) == []


def test_changed_audio_or_settings_are_converted_again(dictations: Path, tmp_path: Path) -> None:
    list(converted(dictations, tmp_path / "out"))
    write_text(dictations / "a.wav", "pas de toux")
    again = {result.task.source.name: result.status for result in converted(dictations, tmp_path / "out")}
    assert (again["a.wav"], again["d.wav"]) == ("converted", "skipped")
    other = Options(OPTIONS.formats, "autres réglages")
    assert [r.status for r in converted(dictations, tmp_path / "out", other)].count("converted") == 2


def test_forms_of_another_day_stay_known(dictations: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    list(converted(dictations, out))
    list(converted(dictations, out, Options(("srt",), "réglages")))
    assert [r.status for r in converted(dictations, out)].count("skipped") == 2
    assert (out / "a.srt").read_text("utf-8").startswith("1\n00:00:00,000 --> ")


def test_a_corrected_document_is_never_written_over(dictations: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    list(converted(dictations, out))
    write_text(out / "a.txt", "corrigé à la main")
    list(converted(dictations, out, Options(OPTIONS.formats, "réglages", force=True)))
    assert (out / "a.txt").read_text("utf-8") == "corrigé à la main"
    assert (out / "a (2).txt").read_text("utf-8").startswith("Pas de fièvre.")


def test_an_interruption_keeps_what_is_done_and_leaves_nothing_half_written(
    dictations: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    write_text(dictations / "b.wav", "arrêt")
    with pytest.raises(KeyboardInterrupt):
        list(converted(dictations, out))
    assert sorted(p.name for p in out.rglob("*") if p.is_file()) == [
        ".transcribe.json",
        "a.docx",
        "a.json",
        "a.txt",
    ]
    write_text(dictations / "b.wav", "pas de toux")
    again = {result.task.source.name: result.status for result in converted(dictations, out)}
    assert (again["a.wav"], again["b.wav"], again["d.wav"]) == ("skipped", "converted", "converted")


def test_what_strikes_every_file_ends_the_run(dictations: Path, tmp_path: Path) -> None:
    write_text(dictations / "a.wav", "modèle")
    with pytest.raises(TemplateError, match="modèle abîmé"):
        list(converted(dictations, tmp_path / "out"))


def test_several_processes_give_the_same_results(dictations: Path, tmp_path: Path) -> None:
    alone = {r.task.name: (r.status, r.words) for r in converted(dictations, tmp_path / "seul")}
    together = {r.task.name: (r.status, r.words) for r in converted(dictations, tmp_path / "deux", jobs=2)}
    assert together == alone
    same = [(tmp_path / place / "a.docx").read_bytes() for place in ("seul", "deux")]
    assert same[0] == same[1]


def test_a_results_folder_that_cannot_be_written_is_said(dictations: Path, tmp_path: Path) -> None:
    write_text(tmp_path / "out" / "sous", "un fichier là où il faudrait un dossier")
    results = {result.task.source.name: result for result in converted(dictations, tmp_path / "out")}
    assert results["a.wav"].status == "converted"
    assert results["d.wav"].status == "failed"
    assert "Impossible d’écrire" in results["d.wav"].error


@pytest.mark.skipif(sys.platform != "linux", reason="ailleurs, les noms sont du texte")
def test_a_name_that_is_no_text_is_converted_once_and_for_all(tmp_path: Path) -> None:
    folder, out = tmp_path / "dictées", tmp_path / "out"
    folder.mkdir()
    Path(os.fsdecode(os.fsencode(folder) + b"/l\xe9a.wav")).write_text("pas de toux", "utf-8")
    options = Options(("docx", "html", "json", "txt", "srt"), "réglages")
    assert [r.status for r in converted(folder, out, options)] == ["converted"]
    assert [r.status for r in converted(folder, out, options)] == ["skipped"]
    names = sorted(path.name for path in out.iterdir())
    assert names == [".transcribe.json", "léa.docx", "léa.html", "léa.json", "léa.srt", "léa.txt"]
    assert "l%E9a.wav" in (out / "léa.html").read_text("utf-8")


def test_the_longest_name_that_a_disk_takes_is_converted(tmp_path: Path) -> None:
    folder, out = tmp_path / "dictées", tmp_path / "out"
    write_text(folder / ("é" * 100 + "x" * 51 + ".wav"), "pas de toux")
    assert [r.status for r in converted(folder, out)] == ["converted"]
    assert [r.status for r in converted(folder, out)] == ["skipped"]


@pytest.mark.parametrize("forms_named", range(4))
def test_a_run_killed_while_it_names_its_files_is_taken_up(
    dictations: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forms_named: int
) -> None:
    """Before the first name, between two, after the last; on new files and on files of another run."""
    out = tmp_path / "out"
    (dictations / "b.wav").unlink()
    (dictations / "c.wav").unlink()
    list(converted(dictations, out, Options(OPTIONS.formats, "anciens réglages")))
    real, calls = Path.replace, iter(range(100))

    def replace(self: Path, target: Path) -> Path:
        if (
            target.suffix in {".docx", ".json", ".txt"}
            and target.name[0] in "ad"
            and next(calls) >= forms_named
        ):
            raise KeyboardInterrupt
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    if forms_named < 3:
        with pytest.raises(KeyboardInterrupt):
            list(converted(dictations, out))
    monkeypatch.setattr(Path, "replace", real)
    list(converted(dictations, out))
    assert [r.status for r in converted(dictations, out)] == ["skipped", "skipped"]
    assert sorted(p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()) == [
        ".transcribe.json", "a.docx", "a.json", "a.txt", "sous/d.docx", "sous/d.json", "sous/d.txt",
    ]  # fmt: skip


def test_a_lost_ledger_gives_no_second_copy_of_what_is_the_same(dictations: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    list(converted(dictations, out))
    (out / ".transcribe.json").unlink()
    list(converted(dictations, out))
    assert not list(out.rglob("*(2)*"))


def test_the_ledger_names_no_place_of_this_machine(dictations: Path, tmp_path: Path) -> None:
    list(converted(dictations, tmp_path / "out"))
    content = (tmp_path / "out" / ".transcribe.json").read_text("utf-8")
    assert str(tmp_path) not in content
    assert '"../dictées/a.wav"' in content


def test_what_another_model_had_to_do_is_done_again(dictations: Path, tmp_path: Path) -> None:
    """*base* where *base-medical* cannot be made: the run after is meant to try again."""
    ledger = Ledger(tmp_path / "out")
    tasks = make_plan([dictations / "a.wav"], ledger).tasks

    def in_its_place() -> Converter:
        return replace_fields(make_reader(), asked="un meilleur")

    assert [r.status for r in run(tasks, ledger, OPTIONS, local(in_its_place))] == ["converted"]
    assert split(tasks, ledger, OPTIONS)[0] == []


def test_a_file_that_goes_away_meanwhile_is_named(dictations: Path, tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "out")
    tasks = make_plan([dictations], ledger).tasks
    (dictations / "a.wav").unlink()
    results = {r.task.source.name: r for r in run(tasks, ledger, OPTIONS, local(make_reader))}
    assert "déplacé" in results["a.wav"].error
    assert results["d.wav"].status == "converted"


@pytest.mark.skipif(os.name != "posix", reason="tubes POSIX")
def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    folder = tmp_path / "dictées"
    folder.mkdir()
    os.mkfifo(folder / "tube.wav")
    (folder / "rond.wav").symlink_to("rond.wav")
    write_text(folder / "a.wav", "pas de toux")
    results = {r.task.source.name: r.status for r in converted(folder, tmp_path / "out")}
    assert results == {"a.wav": "converted", "rond.wav": "failed", "tube.wav": "failed"}


def test_results_are_for_their_owner_alone(dictations: Path, tmp_path: Path) -> None:
    list(converted(dictations, tmp_path / "out"))
    if os.name == "posix":
        modes = {p.stat().st_mode & 0o077 for p in [tmp_path / "out", *(tmp_path / "out").rglob("*")]}
        assert modes == {0}
