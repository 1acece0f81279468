"""The stage as a whole: from what was said to what is written."""

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Literal

from transcribe.core.revision import Revision
from transcribe.core.types import Transcript, Word
from transcribe.writing.layout import edits_of
from transcribe.writing.limits import impossible_values
from transcribe.writing.rules import without_rules
from transcribe.writing.tokens import tokenise

Profile = Literal["imprimerie-nationale", "bureautique"]
PROFILES: tuple[Profile, ...] = ("imprimerie-nationale", "bureautique")


def write(
    revision: Revision,
    *,
    profile: str = "imprimerie-nationale",
    acronyms: Mapping[str, str] | None = None,
    without: Collection[str] = (),
) -> Revision:
    """The revision with the edits that turn spoken wording into written wording.

    Works on what the revision shows now: an edit of words that an earlier stage edited covers that whole
    edit. Doubts mark what is ambiguous; remarks to the secretary become instructions. ``profile`` names the
    typography: ``"imprimerie-nationale"`` or ``"bureautique"`` (one kind of no-break space, straight
    apostrophes). ``acronyms`` maps the letters and digits of a code, in capitals without spaces, to the way
    it is written (``{"HBA1C": "HbA1c"}``); it adds to the ones known.
    ``without`` names rules to switch off (``rules()`` lists them).

    Raises:
        ValueError: the profile or a rule is unknown.
    """
    return _write(revision, profile=profile, acronyms=acronyms, breaks=(), without=without)


def write_text(text: str, *, profile: str = "imprimerie-nationale") -> str:
    """The written form of a spoken text; each line of ``text`` starts a paragraph.

    Raises:
        ValueError: the profile is unknown.
    """
    words: list[Word] = []
    breaks: list[int] = []
    for line in text.splitlines():
        if words and line.strip():
            breaks.append(len(words))
        words.extend(map(_typed, line.split()))
    revision = Revision(Transcript(words=tuple(words)))
    return _write(revision, profile=profile, acronyms=None, breaks=breaks, without=()).text


@lru_cache(maxsize=1 << 14)
def _typed(word: str) -> Word:
    return Word(word, 0.0, 0.0, 1.0)


def _write(
    revision: Revision,
    *,
    profile: str,
    acronyms: Mapping[str, str] | None,
    breaks: Iterable[int],
    without: Collection[str],
) -> Revision:
    if profile not in PROFILES:
        raise ValueError(f"unknown profile {profile!r}")
    draft = tokenise(revision, breaks, acronyms=acronyms)
    for rule in without_rules(without):
        rule.apply(draft)
    edits = edits_of(draft, office=profile == "bureautique")
    written = revision.revise(edits, doubts=draft.doubts, instructions=draft.instructions)
    return written.revise(doubts=impossible_values(written))
