"""Subtitles: where one ends, and how it is shown."""

import pytest

from transcribe.core.revision import Revision
from transcribe.core.types import Edit, Transcript, Word
from transcribe.letters.subtitles import subtitles


def spoken(*words: tuple[str, float, float]) -> Revision:
    return Revision(Transcript(tuple(Word(text, start, end, 0.9) for text, start, end in words)))


def even(text: str, step: float = 0.5) -> Revision:
    return spoken(*((word, i * step, (i + 1) * step) for i, word in enumerate(text.split())))


def cues(revision: Revision) -> list[str]:
    """The text of each subtitle, lines joined by « | »."""
    return ["|".join(cue.split("\n")[2:]) for cue in subtitles(revision).rstrip("\n").split("\n\n")]


def times(revision: Revision) -> list[str]:
    return [cue.split("\n")[1] for cue in subtitles(revision).rstrip("\n").split("\n\n")]


def test_a_subtitle_is_numbered_and_timed() -> None:
    found = subtitles(spoken(("Toux", 0.0, 0.5), ("grasse.", 3661.25, 3662.0)))
    assert found == ("1\n00:00:00,000 --> 00:00:00,500\nToux\n\n2\n01:01:01,250 --> 01:01:02,000\ngrasse.\n")


@pytest.mark.parametrize(("start", "number"), [(1.5, 1), (1.6, 2)])
def test_a_pause_of_the_voice_over_a_second_and_a_fifth_ends_a_subtitle(start: float, number: int) -> None:
    assert len(cues(spoken(("toux", 0.0, 0.3), ("grasse", start, 2.5)))) == number


@pytest.mark.parametrize(("end", "number"), [(7.0, 1), (7.1, 2)])
def test_a_subtitle_lasts_seven_seconds_at_most(end: float, number: int) -> None:
    assert len(cues(spoken(("toux", 0.0, 1.0), ("grasse", 2.0, end)))) == number


def test_a_subtitle_holds_two_lines_of_42_characters() -> None:
    words = " ".join(["mot"] * 21)  # 83 characters
    assert len(cues(even(words, 0.1))) == 1
    assert len(cues(even(f"{words} a", 0.1))) == 2
    (one,) = cues(even("abcdef " * 5 + "abcdefgh", 0.1))  # 43 characters
    assert "|" in one
    (one,) = cues(even("abcdef " * 5 + "abcdefg", 0.1))  # 42 characters
    assert "|" not in one


def test_a_full_stop_ends_a_subtitle_whose_first_line_is_full() -> None:
    short, long = "Toux grasse depuis hier.", "Toux grasse depuis hier, fébrile et fatigué ce soir."
    assert len(cues(even(f"{short} Fièvre.", 0.1))) == 1
    assert cues(even(f"{long} Fièvre.", 0.1))[1] == "Fièvre."
    assert len(cues(even(f"{long.removesuffix('.')} fièvre.", 0.1))) == 1


def test_a_line_break_ends_a_subtitle() -> None:
    heard = even("toux grasse fièvre")
    broken = heard.revise([Edit(1, 1, "grasse\n", "command", "à la ligne")])
    assert cues(broken) == ["toux grasse", "fièvre"]


def test_a_long_subtitle_is_cut_near_its_middle() -> None:
    (one,) = cues(even("une toux grasse et fébrile depuis hier soir à la maison", 0.1))
    first, second = one.split("|")
    assert abs(len(first) - len(second)) <= 6


def test_a_subtitle_never_overlaps_the_next() -> None:
    found = times(spoken(("toux.", 0.0, 5.0), ("fièvre", 2.0, 9.5)))
    assert found == ["00:00:00,000 --> 00:00:02,000", "00:00:02,000 --> 00:00:09,500"]


def test_what_has_no_time_gives_nothing() -> None:
    assert subtitles(Revision(Transcript.from_text("toux grasse"))) == ""
    assert subtitles(Revision(Transcript(()))) == ""
