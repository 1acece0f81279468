"""A run: one result a task, nothing done twice, one bad file never stops the rest."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from transcribe.batch import Ledger, Options, Result, make_plan, run, split
from transcribe.core.errors import SilentAudio, TemplateError
from transcribe.core.files import sha256_of, write_text
from transcribe.core.types import Segment, Transcript, Word
from transcribe.pipeline import Converter, Settings
from transcribe.speech import Hearing
from transcribe.terms import load_lexicon

OPTIONS = Options(("docx", "json", "txt"), "réglages")


@dataclass(frozen=True)
class Reader:
    """Takes for heard what stands in the file itself; some contents fail."""

    model: str = "lecteur"
    device: str = "cpu"
    precision: str = "int8"

    def listen(
        self,
        path: Path,
        *,
        hotwords: Sequence[str] = (),
        on_progress: Callable[[float], None] | None = None,
    ) -> Hearing:
        text = path.read_text("utf-8")
        if not text:
            raise SilentAudio(path=path)
        if text == "bogue":
            raise ZeroDivisionError
        if text == "arrêt":
            raise KeyboardInterrupt
        if text == "modèle":
            raise TemplateError(message="modèle abîmé")
        if on_progress:
            on_progress(1.0)
        words = tuple(Word(token, i, i + 0.5, 0.9) for i, token in enumerate(text.split()))
        segments = (Segment(0, len(words) - 1, 0.0, float(len(words))),)
        length = float(len(words))
        return Hearing(Transcript(words, segments, "fr", length, self.model, sha256_of(path)))

    def recognize(
        self,
        path: Path,
        *,
        hotwords: Sequence[str] = (),
        on_progress: Callable[[float], None] | None = None,
    ) -> Transcript:
        return self.listen(path, hotwords=hotwords, on_progress=on_progress).transcript


def make_reader() -> Converter:
    return Converter(Reader(), load_lexicon(), Settings())


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
    yield from run(pending, ledger, options, make_reader, jobs=jobs)


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
    assert (tmp_path / "out" / "sous" / "d.txt").read_text("utf-8").strip() == "Tension artérielle à 14/8"
    assert results["a.wav"].words == 11


def test_what_is_done_is_not_done_again(dictations: Path, tmp_path: Path) -> None:
    list(converted(dictations, tmp_path / "out"))
    again = {result.task.source.name: result for result in converted(dictations, tmp_path / "out")}
    assert [again[name].status for name in ("a.wav", "b.wav", "d.wav")] == ["skipped", "failed", "skipped"]
    assert again["a.wav"].words == 11


def test_a_run_with_nothing_to_do_loads_no_model(tmp_path: Path) -> None:
    assert list(run([], Ledger(tmp_path), OPTIONS, never)) == []


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
