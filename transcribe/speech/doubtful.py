"""What a decoded window must answer for: loops, speech left without words, words nobody said."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from transcribe.speech import loops
from transcribe.speech.audio import RATE
from transcribe.speech.decoding import Heard, TimedWord
from transcribe.speech.windows import Window

# A hole shorter than this may be a hesitation, a cough, a page that is turned.
_HOLE = 2.0
_NO_SPEECH = 0.6
_IMPROBABLE = -1.0
_ECHO = 3
_PIECE_ENDS = re.compile(r"[,.] ")


@dataclass(frozen=True, slots=True)
class Fault:
    """How wrong a decoded window looks: whether it loops or recites its prompt, seconds without words."""

    looping: bool
    echo: bool
    holes: float

    @property
    def weight(self) -> float:
        """Zero for a window that looks right; in seconds of speech thought lost."""
        return self.holes + (30.0 if self.looping else 0.0) + (30.0 if self.echo else 0.0)


def fault(window: Window, words: Sequence[TimedWord], prompt: str) -> Fault:
    """What looks wrong in the words of a window."""
    text = " ".join(word.text for word in words)
    return Fault(loops.is_looping(text), _recites(text, prompt), silent_speech(window, words))


def silent_speech(window: Window, words: Sequence[TimedWord]) -> float:
    """Seconds in which somebody speaks and no word is written, in stretches of two seconds or more.

    The alignment stretches words over what was left out, so a word only covers what it can take to say it.
    """
    covered = [(word.start, min(word.end, word.start + longest(word.text))) for word in words]
    ends = [0.0, *(end for _, end in covered)]
    starts = [*(start for start, _ in covered), window.length / RATE]
    lost = 0.0
    for begin, end in zip(ends, starts, strict=True):
        if end - begin >= _HOLE:
            spoken = _speech_between(window, begin, end)
            lost += spoken if spoken >= _HOLE else 0.0
    return lost


def longest(text: str) -> float:
    """Seconds that a word may take, said slowly; a digit may stand for a whole word."""
    digits = sum(character.isdigit() for character in text)
    capitals = sum(character.isupper() for character in text)
    return 0.8 + 0.12 * len(text) + 0.5 * digits + 0.4 * capitals


def said(words: Sequence[TimedWord], heard: Heard) -> list[TimedWord]:
    """The words without the sentences that Whisper makes up on noise."""
    if heard.no_speech > _NO_SPEECH and heard.score < _IMPROBABLE:
        return []
    kept: list[TimedWord] = []
    sentence: list[TimedWord] = []
    for word in words:
        sentence.append(word)
        if word.text[-1] in ".!?…":
            kept += _unless_invented(sentence)
            sentence = []
    return kept + _unless_invented(sentence)


def _unless_invented(sentence: list[TimedWord]) -> list[TimedWord]:
    return [] if loops.is_invented(" ".join(word.text for word in sentence)) else sentence


def _recites(text: str, prompt: str) -> bool:
    """Whether several pieces of the prompt stand in the text one after another."""
    pieces = [folded for piece in _PIECE_ENDS.split(prompt) if (folded := loops.folded(piece))]
    heard = f" {loops.folded(text)} "
    runs = (pieces[index : index + _ECHO] for index in range(len(pieces) - _ECHO + 1))
    return any(f" {' '.join(run)} " in heard for run in runs)


def _speech_between(window: Window, begin: float, end: float) -> float:
    """Seconds of speech between two instants of a window."""
    first, last = window.seconds_at(begin) * RATE, window.seconds_at(end, closing=True) * RATE
    return sum(max(0.0, min(last, span.end) - max(first, span.start)) for span in window.speech) / RATE
