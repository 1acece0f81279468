"""Texts are scored against the sound: what was said beats what was not."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe.core.scoring import Question
from transcribe.speech import Hearing, load_recognizer
from transcribe.speech.decoding import Memory, TimedWord
from transcribe.speech.scoring import AudioScorer, Heard, _frames

DICTATION = Path(__file__).parent / "data" / "dictation.ogg"


@pytest.fixture(scope="module")
def hearing() -> Hearing:
    """Ten seconds of a dictation, with the embedded model."""
    return load_recognizer(device="cpu").listen(DICTATION)


def _asked(hearing: Hearing, heard: str, *others: str) -> tuple[float, ...]:
    """The scores of a heard word and of others in its place."""
    words = hearing.transcript.words
    index = next(i for i, word in enumerate(words) if word.text.strip(".,").lower() == heard.lower())
    assert hearing.score is not None
    (scores,) = hearing.score([Question(index, index, (words[index].text, *others))])
    return scores


@pytest.mark.parametrize(
    ("heard", "others"),
    [
        ("avril", ("cholécystectomie", "août", "avis", "mai")),  # unrelated, then near misses
        ("vingt-six", ("vingt-cinq", "vingt", "trente-six", "hypertension")),
        ("Monsieur", ("Messieurs", "Madame", "fracture")),
    ],
)
def test_what_was_said_beats_what_was_not(hearing: Hearing, heard: str, others: tuple[str, ...]) -> None:
    said, *rest = _asked(hearing, heard, *others)
    assert said < 0
    assert all(said > other + 1.0 for other in rest)


def test_together_or_alone_questions_get_the_same_answers(hearing: Hearing) -> None:
    assert hearing.score is not None
    count = len(hearing.transcript.words)
    questions = [Question(i, min(i + 1, count - 1), ("deux mots", "le foie", "")) for i in range(0, count, 3)]
    together = hearing.score(questions)
    alone = [hearing.score([question])[0] for question in questions]
    # Weights in 8 bits: sums depend a little on what shares the batch.
    for one, other in zip(together, alone, strict=True):
        assert one == pytest.approx(other, abs=0.7)
    assert hearing.score([]) == []


class _Counting:
    """A decoder for which a text is as likely as it is short, and that keeps what it was given."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.frames: list[int] = []

    def tokens(self, text: str) -> tuple[int, ...]:
        return tuple(text.encode())

    def likelihoods(
        self, memories: Sequence[np.ndarray[Any, Any]], texts: Sequence[Sequence[int]]
    ) -> list[list[float]]:
        assert len({memory.shape for memory in memories}) == 1
        self.frames += [len(memory) for memory in memories]
        self.texts += [bytes(text).decode() for text in texts]
        return [[0.5] * len(text) for text in texts]


def _scorer() -> tuple[AudioScorer, _Counting]:
    """Two passages: « un deux trois quatre cinq six » and « sept huit »."""
    decoder = _Counting()
    passages = [
        Heard(
            tuple(TimedWord(word, i / 2, i / 2 + 0.4, 0.9) for i, word in enumerate(text.split())),
            Memory(np.zeros((len(text.split()) * 25, 4), np.float16), np.zeros((16, 4), np.float16)),
        )
        for text in ("un deux trois quatre cinq six", "sept huit")
    ]
    return AudioScorer(cast(Any, decoder), passages), decoder


def test_a_text_is_read_in_its_context_and_inside_its_passage() -> None:
    scorer, decoder = _scorer()
    (scores,) = scorer([Question(2, 3, ("x", "yy"))])
    assert sorted(decoder.texts) == ["un deux x cinq six", "un deux yy cinq six"]
    assert scores[0] > scores[1]
    scorer([Question(5, 5, ("fin",)), Question(6, 6, ("début",))])
    assert set(decoder.texts[2:]) == {"quatre cinq fin", "début huit"}


def test_words_of_two_passages_favour_no_text() -> None:
    scorer, decoder = _scorer()
    assert scorer([Question(5, 6, ("un", "deux"))]) == [(0.0, 0.0)]
    assert decoder.texts == []


@pytest.mark.parametrize(("first", "last"), [(-1, 0), (3, 2), (7, 8)])
def test_words_that_are_not_there_cannot_be_asked_about(first: int, last: int) -> None:
    scorer, _ = _scorer()
    with pytest.raises(IndexError):
        scorer([Question(first, last, ("x",))])


@given(st.floats(0, 30), st.floats(0, 8), st.integers(1, 1500))
def test_frames_hold_the_words_and_stay_inside(start: float, duration: float, length: int) -> None:
    begin, end = _frames(start, start + duration, length)
    assert 0 <= begin <= end <= length
    if (start + duration) * 50 < length:
        assert begin <= start * 50
        assert end >= (start + duration) * 50
    assert (end - begin) % 25 == 0 or begin == 0
