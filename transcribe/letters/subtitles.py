"""The text as SubRip subtitles, to read along with the audio."""

from dataclasses import dataclass, field
from itertools import pairwise

from transcribe.core.revision import Revision

_LINE = 42
_LINES = 2
_LONGEST = 7.0
_PAUSE = 1.2


@dataclass(slots=True)
class _Cue:
    start: float
    end: float
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.words).strip()


def subtitles(revision: Revision) -> str:
    """SubRip (``.srt``) text of a revision; empty when nothing has a time.

    A subtitle holds at most two lines of 42 characters and 7 seconds, and ends at a line break, at a pause
    of the voice, or at a full stop once its first line is full.
    """
    cues: list[_Cue] = []
    for text, start, end in _timed(revision):
        cue = cues[-1] if cues else None
        if cue is None or _is_full(cue, text, start, end):
            cues.append(cue := _Cue(start, end))
        cue.words.append(text)
        cue.end = max(cue.end, end)
    shown = [cue for cue in cues if cue.text and cue.end > cue.start]
    for cue, following in pairwise(shown):
        cue.end = min(cue.end, max(following.start, cue.start + 0.01))
    return "\n".join(
        f"{number}\n{_clock(cue.start)} --> {_clock(cue.end)}\n{_wrapped(cue.text)}\n"
        for number, cue in enumerate(shown, 1)
    )


def _timed(revision: Revision) -> list[tuple[str, float, float]]:
    """Stretches of text with their seconds; spaces go with what precedes."""
    text = revision.text
    visible = [piece for piece in revision.pieces if piece.text]
    if not visible:
        return []
    ends = [piece.start for piece in visible[1:]] + [len(text)]
    return [
        (text[piece.start : end], *revision.seconds_of(piece.first, piece.last))
        for piece, end in zip(visible, ends, strict=True)
    ]


def _is_full(cue: _Cue, text: str, start: float, end: float) -> bool:
    so_far = "".join(cue.words)
    if not so_far.strip():
        return False
    if "\n" in so_far or start - cue.end > _PAUSE or end - cue.start > _LONGEST:
        return True
    if so_far.rstrip().endswith((".", "!", "?")) and len(so_far) > _LINE:
        return True
    return len((so_far + text).strip()) > _LINE * _LINES


def _wrapped(text: str) -> str:
    text = text.replace("\n", " ")
    if len(text) <= _LINE:
        return text
    spaces = [i for i, c in enumerate(text) if c == " "]
    middle = min(spaces, key=lambda i: abs(i - len(text) / 2), default=0)
    return f"{text[:middle]}\n{text[middle + 1 :]}" if middle else text


def _clock(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    hours, rest = divmod(milliseconds, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    return f"{hours:02d}:{minutes:02d}:{rest // 1000:02d},{rest % 1000:03d}"
