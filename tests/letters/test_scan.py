"""Words, cues and sentences of a text, by their places."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe.letters.scan import Scan, Span, cue, trim


def sentences(text: str) -> list[str]:
    scan = Scan(text)
    return [text[s.start : s.end] for line in scan.lines for s in scan.sentences(line)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Toux. Fièvre.", 2),
        ("Toux ! Fièvre ? Frissons… Sueurs.", 4),
        ("Toux. fièvre.", 1),
        ("Toux. 3 jours.", 2),
        ("Toux. « Fièvre ».", 2),
        ("Toux. - fièvre.", 2),
        ("Toux (grasse.) Fièvre.", 2),
        ("Vu par le Dr. Roy ce jour.", 1),
        ("M. Roy tousse. Il va bien.", 2),
        ("Vu avec M. A. Roy ce jour.", 1),
        ("J. Roy tousse.", 1),
        ("Vitamine D. Toux.", 2),
        ("cf. Compte-rendu joint.", 1),
        ("Suivi au C.H.U. Lille.", 1),
        ("Toux.Fièvre.", 1),
        ("Toux.", 1),
        ("Toux\nFièvre", 2),
        ("Dose de 1.5 mg. Toux.", 2),
        ("Prendre 1 cp. Toux.", 2),
        ("Prendre 1 cp. le soir.", 1),
    ],
)
def test_sentences(text: str, parts: int) -> None:
    assert len(sentences(text)) == parts


@given(st.text("Aa é.!?…\n1-«»()", max_size=60))
def test_nothing_is_lost_in_the_cutting(text: str) -> None:
    scan = Scan(text)
    found = [sentence for line in scan.lines for sentence in scan.sentences(line)]
    assert "".join("".join(text[s.start : s.end].split()) for s in found) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("text", "cues", "start", "matched"),
    [
        ("Motif : chute", ("motif",), 0, "Motif"),
        ("Motif de consultation : chute", ("motif", "motif de consultation"), 0, "Motif de consultation"),
        ("À l’examen, souple", ("à l'examen",), 0, "À l’examen"),
        ("le motif", ("motif",), 3, "motif"),
        ("le motif", ("motif",), 0, None),
        ("le motif", ("motif",), 1, None),
        ("Motif\nde consultation", ("motif de consultation",), 0, None),
        ("Motif", ("motif de consultation",), 0, None),
        ("Antécédants : aucun", ("antécédents",), 0, "Antécédants"),
        ("Conclusions : rien", ("conclusion",), 0, "Conclusions"),
        ("Motig : rien", ("motif",), 0, None),
        ("Bntécédents : rien", ("antécédents",), 0, None),
        ("Antécéd : rien", ("antécédents",), 0, None),
        ("", ("motif",), 0, None),
        ("Motif", (), 0, None),
        ("Motif", ("",), 0, None),
    ],
)
def test_a_cue_at_a_place(text: str, cues: tuple[str, ...], start: int, matched: str | None) -> None:
    end = Scan(text).match(cues, start)
    assert (None if end is None else text[start:end]) == matched


@pytest.mark.parametrize(
    ("text", "matched"),
    [
        ("Contrendu opératoire du 3", "Contrendu opératoire"),
        ("Compte-rendu opératoire du 3", "Compte-rendu opératoire"),
        ("Comptes rendus opératoires du 3", "Comptes rendus opératoires"),
        ("Rendu opératoire du 3", None),
        ("Consultation du 3", None),
        ("Contrendu\nopératoire", None),
    ],
)
def test_a_long_cue_is_found_whatever_its_spaces(text: str, matched: str | None) -> None:
    end = Scan(text).match_loosely(("compte-rendu opératoire",), 0)
    assert (None if end is None else text[:end]) == matched


def test_short_cues_are_matched_exactly_even_loosely() -> None:
    assert Scan("Not de service").match_loosely(("note de soin",), 0) is None
    assert Scan("Note de soin").match_loosely(("note de soin",), 0) == 12


def test_words_lie_wholly_between_two_places() -> None:
    scan = Scan("une toux grasse")
    assert [t.text for t in scan.words_in(0, 8)] == ["une", "toux"]
    assert [t.text for t in scan.words_in(1, 15)] == ["toux", "grasse"]
    assert [t.text for t in scan.words_in(4, 7)] == []


def test_lines_hold_something() -> None:
    text = "\n  une toux \n\n \ngrasse"
    assert [text[line.start : line.end] for line in Scan(text).lines] == ["une toux", "grasse"]


def test_trimming_and_cues() -> None:
    assert trim("  a b ", 0, 6) == Span(2, 5)
    assert trim("    ", 0, 4) == Span(4, 4)
    assert cue("à l’examen") == ("a", "l", "examen")
