"""What holds for any words: nothing lost, nothing fails, a written text stays as it is."""

import re

import pytest
from hypothesis import given, settings

from tests.core.strategies import revisions
from tests.writing.strategies import TEXTS
from tests.writing.test_cases import cases, plain
from transcribe.core.revision import Revision
from transcribe.core.types import Transcript
from transcribe.writing import PROFILES, write, write_text

REMOVING = {"command", "removal", "self_correction"}


def written(text: str, profile: str = "imprimerie-nationale") -> Revision:
    return write(Revision(Transcript.from_text(text)), profile=profile)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_every_heard_word_is_in_the_text_or_in_an_edit(text: str) -> None:
    revision = written(text)
    words = revision.transcript.words
    pieces = [piece for piece in revision.pieces if piece.last >= piece.first]
    assert [index for piece in pieces for index in range(piece.first, piece.last + 1)] == list(
        range(len(words))
    )
    for piece in pieces:
        if piece.edit is None:
            assert piece.text == words[piece.first].text
        else:
            assert piece.edit.reason
            if not piece.text:
                assert piece.edit.kind in REMOVING


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_words_can_be_written(text: str) -> None:
    for profile in PROFILES:
        revision = written(text, profile)
        assert "  " not in revision.text
        assert not revision.text.startswith("\n")
        assert "\n\n" not in revision.text


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_no_bare_decimal_and_no_useless_zero(text: str) -> None:
    numbers = [edit.text for edit in written(text).edits if edit.kind in ("number", "unit")]
    for number in numbers:
        assert not re.search(r"(?<!\d),\d", number)
        assert not re.search(r"\d,0+(?!\d)", number)


@pytest.mark.parametrize(("_spoken", "expected"), [case for case in cases() if "⏎" not in case[1]])
def test_a_written_line_stays_as_it_is(_spoken: str, expected: str) -> None:
    again = plain(write_text(expected))
    assert again == expected


@pytest.mark.parametrize("profile", PROFILES)
def test_writing_twice_is_writing_once(profile: str) -> None:
    spoken = (
        "motif deux points dyspnée de stade deux point à la ligne ramipril cinq milligrammes par jour point"
    )
    once = write_text(spoken, profile=profile)
    assert write_text(once, profile=profile) == once


@settings(max_examples=300, deadline=None)
@given(revisions())
def test_a_revision_with_any_edits_can_be_written(revision: Revision) -> None:
    after = write(revision)
    assert after.transcript is revision.transcript
    assert set(revision.doubts) <= set(after.doubts)
    for edit in revision.edits:
        covering = [e for e in after.edits if e.first <= edit.first and edit.last <= e.last]
        assert any(edit.reason in e.reason for e in covering)
