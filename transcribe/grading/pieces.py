"""The pieces that a graded text is compared by: tokens of ``french.tokenise``, joined or cut where grading needs it.

Joined: what is read as one value (« 12/03/2026 », « 16:42 », « 1 000 » with any space, « °C », « postéro- latérale »
cut at the end of a line) and a verb with its pronoun (« a-t-il »), which learners write as one word. Cut: figures
stuck to letters (« 16h42 ») or to other figures (« 3-4 »).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from transcribe.french import compose, tokenise

Group = Literal[
    "flag", "iso", "dmy", "clock", "ordinal", "number", "civil", "acronym", "degree", "elided", "word", "mark"
]

_FLAG = re.compile(
    r"[\[({<]\s*(?i:\?+|…|\.{3}|(?:(?:mot|passage|nom|terme|dose)\s+)?(?:inaudible|incompris|incompréhensible|"
    r"illisible|inaud\.?|non\ compris|à\ vérifier|à\ réécouter|manquant)e?s?(?:\s*\?+)?)\s*[\])}>]"
    r"|(?<=[ \u00a0\u202f])(?:…|\.{3})|\?{2,}|_{2,}(?:[ -]_{2,})*|(?:-\s?){4,}|[–—]{3,}"
)
"""What people write where they could not hear: « ??? », « [inaudible] », « [?] », a blank."""
_DASHES = str.maketrans({"–": "-", "—": "-", "−": "-", "\u2010": "-", "\u2011": "-", "“": '"', "”": '"',
                         "«": '"', "»": '"', "’": "'", "ʼ": "'", "‘": "'", "´": "'", "`": "'", "\u00ad": None,
                         "μ": "µ", **{chr(0x2080 + n): str(n) for n in range(10)}})  # fmt: skip
_GROUPS: dict[str, Group] = {
    "word": "word", "code": "word", "web": "word", "elision": "elided", "number": "number", "ordinal": "ordinal",
    "abbreviation": "acronym", "pronoun": "word", "mark": "mark", "break": "mark",
}  # fmt: skip
_SPACES = " \u00a0\u2009\u202f\t\n"
_ISO = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_DMY = re.compile(r"\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})")
_THREES = re.compile(r"\d{1,3}(?:\s{1,3}\d{3})*")
_GROUPED = re.compile(r"\d+|\d{1,3}(?:\s\d{3})+(?:[.,]\d+)?")
_SPACES_OF_A_SLIP = 3  # « 1  000 »: a space typed twice makes no other number
_THREE = re.compile(r"\d{3}(?!\d)")
_NAMED = re.compile(r"M\.[A-ZÀ-Ý]\.?")
_CLOCK = re.compile(r"\d{1,2}:\d{2}")
_JOINS = (5, 3)  # « 12 / 03 / 2026 » in five tokens, « 16 : 42 » in three
_CUT = re.compile(r"\d+(?:[.,]\d+)?|,\d+|[^\W\d_][\w-]*|\W")
_FOLLOWED = re.compile(r"[ ,)][a-zà-ÿ(]")
_HYPHENS = "-\u2010\u2011"
_CAPITAL = re.compile(r"\s*[A-ZÀ-Ý]")
# A dash between spaces is a bullet, or may come to look like one when lines are wrapped elsewhere.
_BULLET = re.compile(r"(?:(?<=\s)|^)(?:[-–—•▪·◦]|\uf0b7)(?=\s)")
# A bullet stuck to its word, or a star, opens a line.
_LINE_BULLET = re.compile(r"(?m)^[ \t]*(?:([-–—•▪·◦])(?=[^\W\d_])|(\*)(?=\s))")


@dataclass(frozen=True, slots=True)
class Piece:
    """``text[start:end]`` of a document, what it looks like, and its plain form in small letters."""

    text: str
    start: int
    end: int
    group: Group
    lower: str


def plain(text: str) -> str:
    """Composed form, straight apostrophes, plain hyphens and quotes, without soft hyphens and line breaks."""
    return compose(text).translate(_DASHES).replace("-\n", "-")


def bullets_of(text: str) -> frozenset[int]:
    """Where the bullets of a text stand."""
    loose = {match.start() for match in _BULLET.finditer(text)}
    return frozenset(loose | {match.end() - 1 for match in _LINE_BULLET.finditer(text)})


def pieces(text: str) -> list[Piece]:
    """The pieces of a text, in order; bullets are dress, not text."""
    bullets = bullets_of(text)
    flags = {match.start(): match.end() for match in _FLAG.finditer(text)}
    found: list[Piece] = []
    done = 0
    for token in tokenise(text):
        if token.start in flags:
            done = flags[token.start]
            found.append(_piece(text, token.start, done, "flag"))
        if token.start < done or token.kind == "break" or token.start in bullets:
            continue
        piece = Piece(token.text, token.start, token.end, _GROUPS[token.kind], _lower(token.text))
        found += (piece,) if token.text.isalpha() else _cut(piece, text)
    return list(_joined(text, found))


def _piece(text: str, start: int, end: int, group: Group) -> Piece:
    raw = text[start:end]
    return Piece(raw, start, end, group, _lower(raw))


@lru_cache(maxsize=1 << 16)
def _lower(raw: str) -> str:
    return plain(raw).lower()


def _cut(piece: Piece, text: str) -> Sequence[Piece]:
    """Figures apart from the letters and figures they stick to; the full stop after an abbreviation apart."""
    raw = piece.text
    if _NAMED.fullmatch(raw):  # « M.K. » is a patient, not a siglum
        return _piece(text, piece.start, piece.start + 2, "civil"), *_initial(text, piece)
    if piece.group == "acronym" and raw.endswith(".") and not _FOLLOWED.match(text, piece.end):
        last = piece.end - 1
        return _piece(text, piece.start, last, "acronym"), _piece(text, last, piece.end, "mark")
    if piece.group not in ("word", "number") or raw[0] not in "0123456789.," or _GROUPED.fullmatch(raw):
        return (piece,)
    if _DMY.fullmatch(raw) or _ISO.fullmatch(raw):
        return (replace(piece, group="iso" if _ISO.fullmatch(raw) else "dmy"),)
    found = [(piece.start + m.start(), piece.start + m.end(), m.group()) for m in _CUT.finditer(raw)]
    return [_piece(text, start, end, _group(part)) for start, end, part in found]


def _initial(text: str, piece: Piece) -> Iterator[Piece]:
    yield _piece(text, piece.start + 2, piece.start + 3, "word")
    if piece.end > piece.start + 3:
        yield _piece(text, piece.start + 3, piece.end, "mark")


def _group(part: str) -> Group:
    if part[0] in "0123456789," and part[-1].isdigit():
        return "number"
    return "word" if part[0].isalpha() else "mark"


def _joined(text: str, found: Sequence[Piece]) -> Iterator[Piece]:
    place = 0
    while place < len(found):
        count, group = _together(text, found, place)
        yield (
            _piece(text, found[place].start, found[place + count - 1].end, group)
            if count > 1
            else found[place]
        )
        place += count


def _together(text: str, found: Sequence[Piece], place: int) -> tuple[int, Group]:
    """How many pieces at a place are one, and what that is."""
    piece = found[place]
    if piece.group == "number":
        return _value(text, found, place)
    following = found[place + 1] if place + 1 < len(found) else None
    if following is None:
        return 1, piece.group
    tight = following.start == piece.end
    if piece.text == "°" and following.lower == "c" and following.start - piece.end <= 1:
        return 2, "degree"
    if (
        piece.text in ("M", "m", "MM")
        and following.text == "."
        and tight
        and _CAPITAL.match(text, following.end)
    ):
        return 2, "civil"
    if piece.group == "word":
        return _word(text, found, place), "word"
    return 1, piece.group


def _value(text: str, found: Sequence[Piece], place: int) -> tuple[int, Group]:
    """A date or a time in figures, or groups of three figures whatever the space between them."""
    for count in _JOINS:
        last = place + count - 1
        if last < len(found):
            raw = text[found[place].start : found[last].end]
            if _DMY.fullmatch(raw):
                return count, "dmy"
            if _CLOCK.fullmatch(raw):
                return count, "clock"
    count = 1
    while place + count < len(found) and _goes_on_in_figures(text, found, place, count):
        count += 1
    return count, "number"


def _goes_on_in_figures(text: str, found: Sequence[Piece], place: int, count: int) -> bool:
    """Whether the next piece is three more figures of a number, one space or end of line between."""
    piece = found[place + count]
    start = found[place + count - 1].end
    return (
        piece.group == "number"
        and 1 <= piece.start - start <= _SPACES_OF_A_SLIP
        and all(sign in _SPACES for sign in text[start : piece.start])
        and _THREES.fullmatch(text[found[place].start : start]) is not None
        and _THREE.match(piece.text) is not None
    )


def _word(text: str, found: Sequence[Piece], place: int) -> int:
    """How many pieces a word has: its pronouns, and what a hyphen at the end of a line cut from it."""
    count = 1
    while place + count < len(found) and _goes_on(text, found[place + count - 1], found[place + count]):
        count += 1
    return count


def _goes_on(text: str, before: Piece, piece: Piece) -> bool:
    """Whether a piece is the rest of the word before it."""
    if piece.start == before.end and piece.text[0] in _HYPHENS:
        return len(piece.text) > 1 or _breaks(text, piece)
    hyphened = before.text in _HYPHENS and text[before.end : piece.start] == "\n"
    return hyphened and piece.group in ("word", "number")


def _breaks(text: str, hyphen: Piece) -> bool:
    """Whether a hyphen ends its line and a word begins the next one."""
    return text[hyphen.end : hyphen.end + 1] == "\n" and text[hyphen.end + 1 : hyphen.end + 2].isalnum()
