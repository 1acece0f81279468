"""A revised text as SubRip subtitles (.srt), to follow it in any video or audio player."""

from transcribe.core.revision import Piece, Revision

_MAX_CHARACTERS = 84  # two lines of 42, the usual limit of subtitles
_MAX_SECONDS = 7.0
_ENDINGS = (".", "!", "?", "…", "\n")


def subtitles(revision: Revision) -> str:
    """The SubRip file of a revision: one cue a sentence, shorter where it would not fit two lines.

    A typed text, which has no times, gives an empty file.
    """
    if not revision.transcript.duration:
        return ""
    cues = [_cue(revision, number, group) for number, group in enumerate(_groups(revision), start=1)]
    return "\n".join(cues)


def _groups(revision: Revision) -> list[list[Piece]]:
    groups: list[list[Piece]] = []
    current: list[Piece] = []
    for piece in revision.pieces:
        if not piece.text:
            continue
        if current and _is_full(revision, current, piece):
            groups.append(current)
            current = []
        current.append(piece)
        if piece.text.rstrip(" ").endswith(_ENDINGS):
            groups.append(current)
            current = []
    groups.append(current)
    return [group for group in groups if _shown(revision, group)]


def _is_full(revision: Revision, current: list[Piece], piece: Piece) -> bool:
    start = revision.seconds_of(current[0].first, current[0].last)[0]
    end = revision.seconds_of(piece.first, piece.last)[1]
    return piece.end - current[0].start > _MAX_CHARACTERS or end - start > _MAX_SECONDS


def _shown(revision: Revision, group: list[Piece]) -> str:
    return " ".join(revision.text[group[0].start : group[-1].end].split("\n")).strip(" ") if group else ""


def _cue(revision: Revision, number: int, group: list[Piece]) -> str:
    start = revision.seconds_of(group[0].first, group[0].last)[0]
    end = revision.seconds_of(group[-1].first, group[-1].last)[1]
    return f"{number}\n{_clock(start)} --> {_clock(end)}\n{_shown(revision, group)}\n"


def _clock(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    hours, rest = divmod(milliseconds, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    return f"{hours:02d}:{minutes:02d}:{rest // 1000:02d},{rest % 1000:03d}"
