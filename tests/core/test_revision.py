"""A revision adds edits to words and loses none of them."""

import pytest
from hypothesis import given

from tests.core.strategies import revisions, transcripts
from transcribe.core.revision import Revision
from transcribe.core.types import Edit, Transcript


def revise(spoken: str, *edits: Edit) -> Revision:
    return Revision(Transcript.from_text(spoken), edits)


def edit(first: int, last: int, text: str, kind: str = "command") -> Edit:
    return Edit(first, last, text, kind, "essai")  # type: ignore[arg-type]


@given(transcripts())
def test_no_edit_gives_the_words_back(transcript: Transcript) -> None:
    assert Revision(transcript).text == " ".join(word.text for word in transcript.words)


@given(revisions())
def test_every_word_is_in_one_piece(revision: Revision) -> None:
    covered = [i for piece in revision.pieces for i in range(piece.first, piece.last + 1)]
    assert covered == list(range(len(revision.transcript.words)))


@given(revisions())
def test_every_character_maps_to_a_piece(revision: Revision) -> None:
    for index, character in enumerate(revision.text):
        piece = revision.piece_at(index)
        if index < piece.end:
            assert piece.text[index - piece.start] == character
        else:
            assert character == " "


@given(revisions())
def test_pieces_stand_where_they_say(revision: Revision) -> None:
    for piece in revision.pieces:
        assert revision.text[piece.start : piece.end] == piece.text
        start, end = revision.seconds_of(piece.first, piece.last)
        assert start <= end


def test_commands_become_marks_without_stray_spaces() -> None:
    revision = revise(
        "antécédents deux points asthme virgule tabac point à la ligne traitement",
        edit(1, 2, "\u00a0:"),
        edit(4, 4, ","),
        edit(6, 9, ".\n"),
        edit(10, 10, "Traitement", "typography"),
    )
    assert revision.text == "antécédents\u00a0: asthme, tabac.\nTraitement"


def test_parentheses_hug_their_words() -> None:
    revision = revise(
        "lésion ouvrez la parenthèse 5 mm fermez la parenthèse bénigne", edit(1, 3, "("), edit(6, 8, ")")
    )
    assert revision.text == "lésion (5 mm) bénigne"


def test_an_insertion_stands_before_its_word() -> None:
    assert revise("pas fièvre", edit(1, 0, "de", "term")).text == "pas de fièvre"


def test_a_removal_leaves_no_double_space() -> None:
    revision = revise("douleur euh thoracique", edit(1, 1, "", "removal"))
    assert revision.text == "douleur thoracique"
    assert revision.span_of(1, 1) == (7, 7)


def test_a_wider_edit_keeps_the_reason_of_the_one_it_covers() -> None:
    first = revise(
        "colet systéctomie hier", Edit(0, 1, "cholécystectomie", "term", "sonne pareil", 0.9, ("x",))
    )
    second = first.revise([Edit(0, 1, "Cholécystectomie", "typography", "début de phrase")])
    assert second.text == "Cholécystectomie hier"
    assert second.edits == (
        Edit(0, 1, "Cholécystectomie", "term", "sonne pareil ; début de phrase", 0.9, ("x",)),
    )


def test_an_edit_that_cuts_another_is_refused() -> None:
    first = revise("a b c", edit(0, 1, "x"))
    with pytest.raises(ValueError, match="overlaps"):
        first.revise([edit(1, 2, "y")])


def test_marks_outside_the_words_are_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        revise("a", edit(1, 1, "x"))


def test_text_before_any_removed_word_starts_at_zero() -> None:
    assert revise("euh bonjour", edit(0, 0, "", "removal")).text == "bonjour"


def test_an_insertion_survives_the_replacement_of_the_word_after_it() -> None:
    first = revise("pas fièvre", edit(1, 0, "de", "term"))
    assert first.revise([edit(1, 1, "Fièvre", "typography")]).text == "pas de Fièvre"


@given(revisions())
def test_an_edit_over_everything_covers_all_others(revision: Revision) -> None:
    count = len(revision.transcript.words)
    if count:
        whole = revision.revise([edit(0, count - 1, "tout")])
        assert whole.text.removeprefix(revision.edits[0].text if revision.edits else "").strip() == "tout"
