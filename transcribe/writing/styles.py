"""Commands on how words look, and numbered points: "en majuscules", "souligné", "titre", "numéro un"."""

from collections.abc import Callable, Mapping
from typing import cast

from transcribe.french.commands import StyleSort, style_phrases
from transcribe.french.labels import heads_before_colon
from transcribe.french.tables import Row
from transcribe.writing.code_tables import ROMAN
from transcribe.writing.draft import Draft, Item, joined
from transcribe.writing.readings import DICTATED
from transcribe.writing.starts import next_start

_COMMAND = "commande dictée"
_PHRASES = style_phrases()
_HEADS = frozenset(phrase[0] for phrase in _PHRASES)
_LONGEST = max(map(len, _PHRASES))
_ENDS = style_phrases("end_capitals")
_MOST_CAPITALS = 15


def apply_styles(draft: Draft) -> None:
    """Applies capitals, numbers the points, and notes what plain text cannot show."""
    index = 0
    while (index := next_start(draft.items, _HEADS, index)) < len(draft.items):
        said = _said(draft, index, _PHRASES) if draft.items[index].role == "word" else None
        if said is None:
            index += 1
        else:
            length, row = said
            index = _APPLY[cast(StyleSort, row.text("sort"))](draft, index, length, row)


def _said(draft: Draft, index: int, phrases: Mapping[tuple[str, ...], Row]) -> tuple[int, Row] | None:
    """The longest of the phrases that stands at a place: its length and its row."""
    keys = tuple(_key(draft, index + offset) for offset in range(_LONGEST))
    for length in range(_LONGEST, 0, -1):
        row = phrases.get(keys[:length])
        if row is not None:
            return length, row
    return None


def _key(draft: Draft, index: int) -> str:
    return draft.items[index].key if 0 <= index < len(draft.items) else ""


def _word(draft: Draft, index: int) -> bool:
    return 0 <= index < len(draft.items) and draft.items[index].role == "word"


def _rewrite(token: Item, text: str) -> None:
    if text != token.text:
        token.rewrite(text, "majuscules dictées", kind="command")
    token.cased = True


def _capital(draft: Draft, index: int, length: int, _row: Row) -> int:
    """ "majuscule dupont"."""
    if draft.items[index].trail or not _word(draft, index + length):
        return index + 1
    draft.remove(index, index + length, kind="command", reason=_COMMAND)
    _rewrite(draft.items[index], draft.items[index].text.capitalize())
    return index


def _capitals(draft: Draft, index: int, length: int, _row: Row) -> int:
    """ "en majuscules allergie", "allergie en majuscules", "en majuscules … fin de majuscules"."""
    last, after = index + length - 1, index + length
    closing = _closing(draft, after)
    paused = bool(draft.items[last].trail) or not _word(draft, after)
    if closing:
        start, size = closing
        removed = draft.remove(start, start + size, kind="command", reason=_COMMAND)
        draft.items[start - 1].trail = removed[-1].trail
        span = range(index, start - length)
    elif paused and _word(draft, index - 1):
        span = range(index - 1, index)
        draft.items[index - 1].trail = draft.items[last].trail
    elif _word(draft, after):
        span = range(index, index + 1)
    else:
        return index + 1
    draft.remove(index, after, kind="command", reason=_COMMAND)
    for place in span:
        if _word(draft, place):
            _rewrite(draft.items[place], draft.items[place].text.upper())
    return index


def _closing(draft: Draft, index: int) -> tuple[int, int] | None:
    """Where what follows in capitals ends, and in how many words that was said."""
    for place in range(index, min(index + _MOST_CAPITALS, len(draft.items))):
        if said := _said(draft, place, _ENDS):
            return place, said[0]
    return None


def _look(draft: Draft, index: int, length: int, row: Row) -> int:
    """Notes how the words before are to look, when the command stands between two pauses."""
    tokens = draft.items
    if not _set_apart(draft, index, length):
        return index + 1
    run = tokens[index : index + length]
    before = tokens[index - 1] if _word(draft, index - 1) else tokens[index - 2]
    draft.instruct([before, *run], "other", f"« {before.text} » {row.text('look')}")
    before.trail = before.trail and run[-1].trail
    draft.remove(index, index + length, kind="command", reason=_COMMAND)
    return index


def _title(draft: Draft, index: int, length: int, _row: Row) -> int:
    """ "titre, compte-rendu opératoire" at the start of a line."""
    tokens = draft.items
    stop = index + length
    following = tokens[stop] if stop < len(tokens) else None
    colon = following is not None and following.text == ":"
    if not _starts_line(tokens, index) or not (tokens[stop - 1].trail or colon):
        return index + 1
    stop += following is not None and following.role == "mark" and following.text in ":,"
    draft.remove(index, stop, kind="command", reason=_COMMAND)
    return index


def _numbered(draft: Draft, index: int, length: int, row: Row) -> int:
    """ "numéro un," or "petit a :" at the start of a line is the label of a point."""
    tokens = draft.items
    stop = index + length + 1
    if stop > len(tokens) or not _starts_line(tokens, index):
        return index + 1
    following = tokens[stop - 1]
    marked = stop < len(tokens) and tokens[stop].role == "mark" and tokens[stop].text in (",", ":")
    label = _label(following, row) if following.trail or marked else ""
    if not label:
        return index + 1
    start = "" if index == 0 or tokens[index - 1].is_break else "\n"
    run = tokens[index : stop + marked]
    mark = joined(run, f"{start}{label}{row.text('mark')}", DICTATED, _COMMAND)
    mark.trail = ""
    draft.dictated_breaks += 1
    tokens[index : stop + marked] = [mark]
    return index + 1


def _label(following: Item, row: Row) -> str:
    """The number or the letter of a point; empty when it is none."""
    if token_too_large(following):
        return ""
    if following.is_integer:
        number = following.number or ""
        return ROMAN[int(number)] if row.text("number") == "roman" else number
    if not row.text("letter") or len(following.text) != 1:
        return ""
    return following.text.lower() if row.text("letter") == "lower" else following.text.upper()


def token_too_large(token: Item) -> bool:
    """Whether a number is too large for the number of a point."""
    return token.number is not None and (not token.is_integer or int(token.number) >= len(ROMAN))


def _starts_line(tokens: list[Item], index: int) -> bool:
    if index == 0:
        return True
    before = tokens[index - 1]
    if before.role == "mark":
        return before.is_break or before.text in (".", ":")
    return "." in before.trail


def _set_apart(draft: Draft, index: int, length: int) -> bool:
    """Whether pauses or marks stand on both sides."""
    tokens = draft.items
    if index < 1 or not (_word(draft, index - 1) or _word(draft, index - 2)):
        return False
    before = tokens[index - 1].role == "mark" or bool(tokens[index - 1].trail)
    last = index + length - 1
    after = bool(tokens[last].trail) or last + 1 >= len(tokens) or tokens[last + 1].role == "mark"
    return after and (before or tokens[index].key == "en" or _is_label(tokens, index, last + 1))


def _is_label(tokens: list[Item], index: int, stop: int) -> bool:
    """Whether a label of one thing stands before and its colon after: "conclusion à souligner deux points".

    Of several things, some may be those to underline: "antécédents à souligner deux points".
    """
    label = tokens[index - 1]
    several = label.key.endswith(("s", "x"))
    colon = stop < len(tokens) and tokens[stop].role == "mark" and tokens[stop].text == ":"
    return colon and label.key in heads_before_colon() and not several and _starts_line(tokens, index - 1)


_APPLY: Mapping[StyleSort, Callable[[Draft, int, int, Row], int]] = {
    "look": _look,
    "capitals": _capitals,
    "end_capitals": lambda _draft, index, _length, _row: index + 1,
    "capital": _capital,
    "title": _title,
    "label": _numbered,
}
