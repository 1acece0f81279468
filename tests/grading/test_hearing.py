"""Where words stand in their audio, what is heard again at a mistake, and the sheet that plays it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.grading.fake import LETTER, LEXICON
from transcribe.grading import Page, grade, load_scheme
from transcribe.grading.hearing import passage, word_times
from transcribe.grading.keys import Key, find_keys, write_key
from transcribe.grading.reports import write_reports
from transcribe.grading.serial import result_to_dict
from transcribe.grading.sheet_html import sheet_body
from transcribe.grading.sitting import Attempt, grade_all
from transcribe.grading.types import Timed

REFERENCE = "Douleur du genou gauche depuis 2 jours. Pas de fièvre, pas de souffle."


def each_word_a_second(text: str, reference: str = REFERENCE) -> tuple[Timed, ...]:
    """Times when the words of ``text`` are said one a second."""
    starts = [found.start() for found in re.finditer(r"\S+", text)]

    def seconds_at(character: int) -> tuple[float, float]:
        rank = sum(start <= character for start in starts) - 1
        return float(rank), rank + 1.0

    return word_times(reference, text, seconds_at)


def at(times: tuple[Timed, ...], word: str) -> tuple[float, float]:
    start = REFERENCE.index(word)
    (one,) = (t for t in times if t.start == start)
    return one.since, one.until


def test_words_heard_as_they_are_written() -> None:
    times = each_word_a_second(REFERENCE)
    assert at(times, "genou") == (2, 3)
    assert at(times, "fièvre") == (9, 10)


@pytest.mark.parametrize(
    ("heard", "word", "since", "until"),
    [
        # misheard, left out, heard in addition before
        (REFERENCE.replace("genou", "chenou"), "genou", 2, 3),
        (REFERENCE.replace("depuis 2 jours. ", ""), "jours", 4, 4),
        (REFERENCE.replace("gauche", "euh gauche"), "depuis", 5, 6),
    ],
)
def test_words_heard_otherwise_stand_between_their_neighbours(
    heard: str, word: str, since: float, until: float
) -> None:
    assert at(each_word_a_second(heard), word) == (since, until)


def test_another_dictation_gives_no_times() -> None:
    assert (
        each_word_a_second("Compte rendu opératoire : cholécystectomie par cœlioscopie sous anesthésie.")
        == ()
    )
    assert each_word_a_second("") == ()


@given(st.lists(st.sampled_from(REFERENCE.split()), max_size=30))
def test_times_lie_in_the_audio_and_end_after_they_begin(words: list[str]) -> None:
    times = each_word_a_second(" ".join(words))
    assert all(0 <= one.since <= one.until <= len(words) for one in times)


def key(**more: object) -> Key:
    starts = [(found.start(), found.end()) for found in re.finditer(r"\S+", LETTER)]
    times = tuple(Timed(start, end, float(n), n + 1.0) for n, (start, end) in enumerate(starts))
    return replace(Key("01-cardio", "Cardiologie", Page(LETTER), times=times), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("gauche", "droite", "gauche"),
        ("pas de souffle", "souffle", "pas"),
        ("oreillette gauche", "oreillette très gauche", "gauche"),
    ],
)
def test_the_seconds_of_a_mistake_hold_its_word(old: str, new: str, word: str) -> None:
    (mistake,) = grade(LETTER, LETTER.replace(old, new), LEXICON).mistakes[:1]
    seconds = passage(key().times, mistake)
    assert seconds is not None
    start = LETTER.index(old) + old.index(word)
    said = next(one for one in key().times if one.start <= start < one.end)
    assert seconds[0] <= said.since
    assert seconds[1] >= said.until
    slow = passage(key().times, mistake, pace=0.8)
    assert slow is not None
    assert slow[0] == pytest.approx(seconds[0] / 0.8, abs=0.01)


def test_without_times_there_is_nothing_to_play() -> None:
    (mistake,) = grade(LETTER, LETTER.replace("gauche", "droite"), LEXICON).mistakes
    assert passage((), mistake) is None
    attempt = Attempt("lea", "Léa", "01-cardio", page=Page(LETTER.replace("gauche", "droite")))
    (result,) = grade_all([attempt], [key(times=())], LEXICON, load_scheme("sur-20"))
    assert "<button" not in sheet_body(result, "x", audio=["a.ogg"])
    assert result_to_dict(result)["mistakes"][0]["seconds"] is None


def test_an_exercise_keeps_its_times_and_the_sheet_plays_them(tmp_path: Path) -> None:
    folder = tmp_path / "exo"
    write_key(folder / "formateur" / "exercise.json", key())
    (folder / "apprenant").mkdir()
    (folder / "apprenant" / "dictee.ogg").write_bytes(b"OggS")
    keys = find_keys(folder)
    assert keys[0].times == key().times
    attempt = Attempt("lea", "Léa d’Arc", "01-cardio", page=Page(LETTER.replace("gauche", "droite")))
    results = list(grade_all([attempt], keys, LEXICON, load_scheme("sur-20")))
    write_reports(results, load_scheme("sur-20"), tmp_path / "out")
    sheet = (tmp_path / "out" / "fiches" / "Léa d’Arc" / "01-cardio.html").read_text("utf-8")
    assert '<source src="01-cardio.ogg">' in sheet
    assert re.search(r'<button type="button" class="hear" data-since="[\d.]+" data-until="[\d.]+"', sheet)
    assert "script-src 'sha256-" in sheet
    assert (tmp_path / "out" / "fiches" / "Léa d’Arc" / "01-cardio.ogg").read_bytes() == b"OggS"
    # again, over what is there
    write_reports(results, load_scheme("sur-20"), tmp_path / "out")
    assert not list((tmp_path / "out").rglob(".transcribe*"))
