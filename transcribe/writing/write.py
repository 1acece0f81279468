"""The stage as a whole: from what was said to what is written."""

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from transcribe.core.revision import Revision
from transcribe.core.types import Transcript, Word
from transcribe.writing.cardinals import read_numbers
from transcribe.writing.classes import write_classes
from transcribe.writing.codes import join_letters
from transcribe.writing.dates import write_dates
from transcribe.writing.draft import Draft
from transcribe.writing.figures import write_figures
from transcribe.writing.heard_codes import mend_codes
from transcribe.writing.joints import close_scopes, join_parts, join_report, settle_dashes
from transcribe.writing.layout import lay_out
from transcribe.writing.marks import read_marks
from transcribe.writing.mishearings import mend_hearing
from transcribe.writing.oral.asides import take_asides
from transcribe.writing.oral.erasures import erase
from transcribe.writing.oral.fillers import drop_fillers, drop_hesitations
from transcribe.writing.oral.remarks import take_remarks
from transcribe.writing.oral.repairs import mend_repairs
from transcribe.writing.oral.restarts import drop_restarts
from transcribe.writing.quantities import split_glued, write_quantities
from transcribe.writing.spelling import apply_spellings
from transcribe.writing.structure import add_structure
from transcribe.writing.styles import apply_styles
from transcribe.writing.titles import write_titles
from transcribe.writing.tokens import tokenise

Profile = Literal["imprimerie-nationale", "bureautique"]
PROFILES: tuple[Profile, ...] = ("imprimerie-nationale", "bureautique")


def write(
    revision: Revision,
    *,
    profile: str = "imprimerie-nationale",
    acronyms: Mapping[str, str] | None = None,
) -> Revision:
    """The revision with the edits that turn spoken wording into written wording.

    Works on what the revision shows now: an edit of words that an earlier stage edited covers that whole
    edit. Doubts mark what is ambiguous; remarks to the secretary become instructions. ``profile`` names the
    typography: ``"imprimerie-nationale"`` or ``"bureautique"`` (one kind of no-break space, straight
    apostrophes). ``acronyms`` maps the letters and digits of a code, in capitals without spaces, to the way
    it is written (``{"HBA1C": "HbA1c"}``); it adds to the ones known.

    Raises:
        ValueError: the profile is unknown.
    """
    return _write(revision, profile=profile, acronyms=acronyms, breaks=())


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
        words.extend(Word(token, 0.0, 0.0, 1.0) for token in line.split())
    revision = Revision(Transcript(words=tuple(words)))
    return _write(revision, profile=profile, acronyms=None, breaks=breaks).text


def _write(
    revision: Revision, *, profile: str, acronyms: Mapping[str, str] | None, breaks: Iterable[int]
) -> Revision:
    if profile not in PROFILES:
        raise ValueError(f"unknown profile {profile!r}")
    draft = tokenise(revision, breaks, acronyms=acronyms)
    for rule in _RULES:
        rule(draft)
    join_letters(draft)
    for rule in _LATER_RULES:
        rule(draft)
    edits = lay_out(draft, office=profile == "bureautique")
    return revision.revise(edits, doubts=draft.doubts, instructions=draft.instructions)


_RULES: tuple[Callable[[Draft], None], ...] = (
    mend_hearing,
    mend_codes,
    join_report,
    drop_hesitations,
    apply_spellings,
    split_glued,
    read_numbers,
    read_marks,
    settle_dashes,
    close_scopes,
    take_remarks,
    drop_fillers,
    take_asides,
    erase,
    mend_repairs,
    drop_restarts,
    apply_styles,
)
_LATER_RULES: tuple[Callable[[Draft], None], ...] = (
    write_classes,
    write_dates,
    write_quantities,
    write_titles,
    write_figures,
    join_parts,
    add_structure,
)
