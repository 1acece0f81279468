"""A text becomes a sound and its key, which exercises take; nothing is half written, both say they are fictitious."""

import os
import random
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from transcribe.cli.speak import command
from transcribe.core.errors import DocumentError, VoiceError
from transcribe.core.tomls import parse_toml
from transcribe.exercises.batch import find_all
from transcribe.exercises.types import Source
from transcribe.speaking.choices import SpeechChoices
from transcribe.speaking.dictations import (
    NOTICE,
    Dictation,
    Failed,
    make_dictations,
    read_script,
    say,
    scripts_in,
)
from transcribe.speaking.slips import slipped, spelt, with_remark
from transcribe.speaking.sounding import for_the_voice, placed, sound_of
from transcribe.speaking.toml_text import toml_text
from transcribe.speech.audio import read_sound
from transcribe.voices.files import notes_of, write_sound
from transcribe.writing import write_text

TEXT = "Consultation du 12 mars 2026\nMme Irena Szymczak, 71 ans.\nRamipril 5 mg le matin, TA à 14/8."
CHOICES = SpeechChoices(pace=1.5, pauses=0.2)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "textes"
    folder.mkdir()
    (folder / "consultation.txt").write_text(TEXT, "utf-8")
    return folder


def made(
    texts: Path, out: Path, choices: SpeechChoices = CHOICES, **more: bool
) -> list[Dictation | Failed | Path]:
    return list(make_dictations([texts], out, choices, **more))  # type: ignore[arg-type]


def test_a_text_becomes_a_dictation_that_exercises_take(texts: Path, tmp_path: Path) -> None:
    (one,) = made(texts, tmp_path / "out")
    assert isinstance(one, Dictation) and one.seconds > 5
    (source,) = find_all([tmp_path / "out"], lambda path: pytest.fail(f"{path} has its key"))
    assert isinstance(source, Source)
    assert source.audio == one.sound and source.validated and source.page.text == TEXT
    assert source.spoken.startswith("consultation du douze mars deux mille vingt-six à la ligne.")


@pytest.mark.parametrize("suffix", [".ogg", ".wav"])
def test_sound_and_key_say_that_nobody_is_real(texts: Path, tmp_path: Path, suffix: str) -> None:
    (one,) = make_dictations([texts], tmp_path / "out", CHOICES, suffix=suffix)
    assert isinstance(one, Dictation)
    assert NOTICE in notes_of(one.sound).values()
    key = one.key.read_text("utf-8")
    assert key.startswith(f"# {NOTICE}") and parse_toml(key)["notice"] == NOTICE
    assert abs(read_sound(one.sound).duration - one.seconds) < 0.1


def test_what_is_there_is_left_unless_asked(texts: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    made(texts, out)
    key = out / "consultation.toml"
    key.write_text("written = 'corrigé à la main'", "utf-8")
    assert made(texts, out) == [key]
    assert "corrigé à la main" in key.read_text("utf-8")
    assert isinstance(made(texts, out, again=True)[0], Dictation)
    assert "corrigé à la main" not in key.read_text("utf-8")


def test_one_bad_text_stops_no_other(texts: Path, tmp_path: Path) -> None:
    (texts / "a.docx").write_bytes(b"PK\x03\x04 no zip")
    (texts / "b.txt").write_text("   ", "utf-8")
    done = made(texts, tmp_path / "out")
    assert [type(one) for one in done] == [Failed, Failed, Dictation]
    assert sorted(path.name for path in (tmp_path / "out").iterdir() if path.name[0] != ".") == [
        "consultation.ogg",
        "consultation.toml",
    ]


def test_without_a_voice_nothing_is_written(texts: Path, tmp_path: Path) -> None:
    with pytest.raises(VoiceError, match="inconnue"):
        made(texts, tmp_path / "out", SpeechChoices(voice="alto"))
    assert not (tmp_path / "out").exists()


def test_two_texts_of_one_name_are_refused(texts: Path) -> None:
    (texts / "consultation.docx").write_bytes(b"x")
    with pytest.raises(DocumentError, match="donneraient la même dictée"):
        scripts_in([texts])


def test_two_names_that_some_systems_take_for_one_are_refused(tmp_path: Path) -> None:
    for name in ("Léa.txt", "LÉA.docx"):
        (tmp_path / name).write_text("Toux.", "utf-8")
    with pytest.raises(DocumentError, match="donneraient la même dictée"):
        scripts_in([tmp_path])


@pytest.mark.skipif(os.name == "nt", reason="Windows a refusé ces noms avant nous")
def test_results_have_names_that_every_system_takes(tmp_path: Path) -> None:
    place = tmp_path / "salle 2. " / "toux : 14 h.txt"
    place.parent.mkdir()
    place.write_text("Toux.", "utf-8")
    assert [str(inside) for _, inside in scripts_in([tmp_path])] == ["salle 2/toux - 14 h.txt"]


def test_a_script_is_not_replaced_by_its_key(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("written = 'Toux.'", "utf-8")
    (one,) = make_dictations([path], tmp_path, CHOICES, again=True)
    assert isinstance(one, Failed) and "serait remplacé" in str(one.error)


def test_a_text_too_long_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("mot " * 6000, "utf-8")
    with pytest.raises(DocumentError, match="plus qu’une dictée"):
        read_script(tmp_path / "a.txt")


def test_what_is_already_spoken_is_taken_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("written = 'Toux.'\nspoken = 'toux euh point'", "utf-8")
    assert say(read_script(path), CHOICES) == ("toux euh point", None)


def test_a_script_asks_for_its_punctuation_and_a_trainer_for_another(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("written = 'Toux, fièvre.'\npunctuation = 'aucune'", "utf-8")
    assert say(read_script(path), CHOICES)[0] == "toux, fièvre."
    assert say(read_script(path), SpeechChoices(punctuation="complète"))[0] == "toux virgule, fièvre point."


CLEAN = "madame Irena Szymczak virgule, soixante-dix ans point. ramipril cinq milligrammes le matin virgule, repos."


def test_slips_are_many_as_asked_and_the_same_for_a_seed() -> None:
    once = slipped(CLEAN, 3, random.Random(4))
    assert once == slipped(CLEAN, 3, random.Random(4)) != CLEAN
    assert len(slipped(CLEAN, 8, random.Random(4))) > len(once)
    assert slipped(CLEAN, 0, random.Random(4)) == CLEAN


@pytest.mark.parametrize("change", [spelt, lambda text: with_remark(text, random.Random(1))])
def test_what_is_no_text_is_not_written(change: object) -> None:
    assert callable(change) and change(CLEAN) != CLEAN
    assert write_text(change(CLEAN)).rstrip(".") == write_text(CLEAN).rstrip(".")


def test_a_name_is_spelt_once_and_only_a_patient() -> None:
    assert "Irena Szymczak, S Z Y M C Z A K, virgule," in spelt(CLEAN)
    assert spelt("docteur Paul Roy point.") == "docteur Paul Roy point."


@pytest.mark.parametrize(
    ("phrase", "heard"),
    [
        ("le VEMS est bas", "le vems est bas"),
        ("une I R M", "une I R M"),
        ("monsieur DUPONT", "monsieur dupont"),
        ("Le Dr", "Le Dr"),
    ],
)
def test_acronyms_are_given_to_the_voice_as_words(phrase: str, heard: str) -> None:
    assert for_the_voice(phrase) == heard


def test_places_and_noise_are_heard() -> None:
    sound = sound_of("toux point.", CHOICES)
    near = placed(sound, "studio", "aucun", 1)
    for other in (
        placed(sound, "bureau", "aucun", 1),
        placed(sound, "dictaphone", "aucun", 1),
        placed(sound, "téléphone", "aucun", 1),
        placed(sound, "studio", "fort", 1),
    ):
        assert (
            len(other) == len(near) and not np.allclose(other, near, atol=0.01) and np.abs(other).max() <= 1
        )


def test_longer_pauses_make_a_longer_dictation() -> None:
    assert len(sound_of(CLEAN, SpeechChoices(pauses=3))) > 1.3 * len(
        sound_of(CLEAN, SpeechChoices(pauses=0.5))
    )


def test_an_unknown_suffix_is_no_sound_file(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        write_sound(tmp_path / "a.mp3", np.zeros(100, np.float32), {})
    assert not list(tmp_path.iterdir())


def test_a_key_is_read_back_as_it_was_written() -> None:
    table = {
        "a": 'guillemets "x"\n\\ et tabulation\t',
        "n": 3,
        "oui": True,
        "l": ["é", "b\n"],
        "t": {"clé é": 1.5, "s": [{"x": "y"}]},
    }
    assert parse_toml(toml_text(table)) == table


def test_the_command_says_what_it_made(texts: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(
        command, [str(texts), "-o", str(tmp_path / "out"), "--vitesse", "150"], standalone_mode=False
    )
    assert done.exception is None and done.return_value == 0
    assert (
        "consultation.ogg : 0 min" in done.output
        and "niveau" in done.output
        and "patients fictifs" in done.output
    )


def test_the_command_says_what_is_no_text_and_what_to_do_next(texts: Path, tmp_path: Path) -> None:
    picture = tmp_path / "photo.png"
    picture.write_bytes(b"x")
    arguments = [str(texts), str(picture), "-o", str(tmp_path / "out"), "--vitesse", "150"]
    done = CliRunner().invoke(command, arguments, standalone_mode=False)
    assert done.return_value == 1 and "« photo.png » n’est pas un texte à lire" in done.output
    assert "transcribe exercise make" in done.output
    again = CliRunner().invoke(command, arguments, standalone_mode=False)
    assert "est déjà là" in again.output and "Aucune nouvelle dictée" in again.output


def test_the_command_lists_the_voices() -> None:
    assert "pico-grave" in CliRunner().invoke(command, ["--voix-liste"]).output
