"""What ``import transcribe`` promises: light, typed, three functions, one French sentence for each failure."""

import re
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

import transcribe
from tests.core import as_a_user
from tests.hearer import Hearer
from tests.shipped import lexicon
from transcribe import pipeline
from transcribe.pipeline import Converter, Settings
from transcribe.terms import Lexicon

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A reader in the place of the recogniser; the models that were asked for."""
    loaded: list[str] = []

    def make(settings: Settings, *, model: str, lexicon: Lexicon) -> Converter:
        loaded.append(model)
        return Converter(Hearer(), lexicon, settings)

    monkeypatch.setattr(pipeline, "make_converter", make)
    monkeypatch.setattr(pipeline, "usual_lexicon", lexicon)
    pipeline.kept_converter.cache_clear()
    yield loaded
    pipeline.kept_converter.cache_clear()


def test_importing_it_loads_nothing_but_the_standard_library() -> None:
    code = (
        "import sys; there = set(sys.modules); import transcribe; found = set(sys.modules) - there - {'transcribe'}; "
        "print(*sorted(n for n in found if n.split('.')[0] not in sys.stdlib_module_names or n == 'pathlib'))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {code}"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split() == []


@pytest.mark.parametrize("name", transcribe.__all__)
def test_each_public_name_is_there_and_said(name: str) -> None:
    assert getattr(transcribe, name)
    if name != "__version__":
        assert f"`{name}`" in (page := (ROOT / "docs" / "versions.md").read_text("utf-8")) or (
            f"`transcribe.{name}`" in page
        )
        assert getattr(transcribe, name).__doc__


def test_any_other_name_is_refused_as_python_does() -> None:
    with pytest.raises(AttributeError, match="'transcribe' has no attribute 'convertir'"):
        _ = transcribe.convertir  # type: ignore[attr-defined]


@pytest.mark.usefixtures("loads")
def test_a_dictation_becomes_a_document(tmp_path: Path) -> None:
    (tmp_path / "dictee.wav").write_text("patient vu pour zorbulite point tension à quatorze huit", "utf-8")
    text, doubts = as_a_user.converted(str(tmp_path / "dictee.wav"), tmp_path / "neuf" / "lettre.docx")
    assert "14/8" in text
    assert doubts
    assert (tmp_path / "neuf" / "lettre.docx").read_bytes()[:2] == b"PK"


def test_what_was_loaded_serves_again(loads: list[str], tmp_path: Path) -> None:
    (tmp_path / "dictee.wav").write_text("pas de fièvre", "utf-8")
    for model in ("base", "base", "base-medical"):
        transcribe.convert(tmp_path / "dictee.wav", model=model)
    assert loads == ["base", "base-medical"]
    assert pipeline.kept_converter(Settings(), "base-medical").lexicon is pipeline.usual_lexicon()


@pytest.mark.usefixtures("loads")
def test_an_unknown_form_or_specialty_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "dictee.wav").write_text("pas de fièvre", "utf-8")
    done = transcribe.convert(tmp_path / "dictee.wav")
    with pytest.raises(transcribe.TranscribeError, match=r"lettre\.doc » : le nom doit finir par .*\.docx"):
        done.save(tmp_path / "lettre.doc")
    (tmp_path / "pris").write_text("")
    with pytest.raises(transcribe.TranscribeError, match="Impossible d’écrire"):
        done.save(tmp_path / "pris" / "lettre.docx")
    with pytest.raises(transcribe.TranscribeError, match="Spécialité « magie » inconnue"):
        transcribe.convert(tmp_path / "dictee.wav", specialty="magie")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("lettre")] == []


@pytest.mark.usefixtures("loads")
def test_a_text_is_checked_from_a_string_and_from_a_file(tmp_path: Path) -> None:
    text = "Pas de fièvre.\nCe\u0301falées frontales, il connait."
    found = [(2, 1, "céphalées"), (2, 24, "connaît")]
    assert as_a_user.checked(text) == found
    (tmp_path / "lettre.txt").write_text(text, "utf-8")
    assert as_a_user.checked(tmp_path / "lettre.txt") == found
    assert transcribe.check("") == ()
    assert "n’existe pas" in as_a_user.refused(tmp_path / "absent.txt")


@pytest.mark.usefixtures("loads")
def test_a_copy_is_graded_from_strings_and_from_files(tmp_path: Path) -> None:
    assert as_a_user.graded("Toux sèche.\n\nPas de fièvre.", "Toux sèche.\nPas de fièvre.") == (
        Decimal(20),
        [],
    )
    (tmp_path / "corrige.toml").write_text('written = "Douleur du genou droit."', "utf-8")
    mark, kinds = as_a_user.graded(tmp_path / "corrige.toml", "Douleur du genou gauche.")
    assert kinds == ["laterality"]
    assert mark < 20
    assert as_a_user.graded("Toux.", "")[0] == Decimal(0)
    with pytest.raises(transcribe.TranscribeError, match="sur-30"):
        transcribe.grade("Toux.", "Toux.", scheme="sur-30")


def test_the_number_of_the_version_is_one_of_semver() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", transcribe.__version__)
