"""Hypothesis strategies for the value types."""

from hypothesis import strategies as st

from transcribe.core.revision import Revision
from transcribe.core.types import Doubt, Edit, EditKind, Transcript, Word

WORD_TEXTS = st.sampled_from(
    [
        "dyspnée",
        "d'effort",
        "virgule",
        "point",
        "à",
        "la",
        "ligne",
        "stade",
        "deux",
        "œdème",
        "14,",
        "(",
        "l'",
    ]
)
EDIT_TEXTS = st.sampled_from(
    ["", ",", ".", "\u00a0:", "\n", ".\n", "5\u00a0mg", "(", ")", "IRM", "«\u00a0", "14/8"]
)
_KINDS: tuple[EditKind, ...] = ("term", "command", "number", "typography", "removal")
KINDS = st.sampled_from(_KINDS)


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    """Transcripts of up to twelve words."""
    texts = draw(st.lists(WORD_TEXTS, max_size=12))
    words = tuple(Word(text, float(i), i + 0.5, 0.5) for i, text in enumerate(texts))
    return Transcript(words=words, duration=float(len(words)))


@st.composite
def edit_lists(draw: st.DrawFn, count: int) -> tuple[Edit, ...]:
    """Edits that do not overlap on ``count`` words."""
    edits: list[Edit] = []
    place = 0
    while place < count and len(edits) < 5:
        first = draw(st.integers(place, count - 1))
        length = draw(st.integers(0, min(3, count - first)))
        edits.append(Edit(first, first + length - 1, draw(EDIT_TEXTS), draw(KINDS), "essai", 0.9))
        place = max(first + length, first + 1)
    return tuple(edits)


@st.composite
def revisions(draw: st.DrawFn) -> Revision:
    """Transcripts with edits and doubts."""
    transcript = draw(transcripts())
    count = len(transcript.words)
    edits = draw(edit_lists(count))
    doubts = (Doubt(0, count - 1, "unsure", "essai"),) if count else ()
    return Revision(transcript, edits, doubts)
