"""Commands on how words look, and numbered points: "en majuscules", "souligné", "titre", "numéro un"."""

from transcribe.writing.code_tables import ROMAN
from transcribe.writing.draft import Draft, Item, joined
from transcribe.writing.readings import DICTATED

_COMMAND = "commande dictée"
_LOOKS = {
    ("souligne",): "souligné",
    ("a", "souligner"): "souligné",
    ("en", "gras"): "en gras",
    ("en", "italique"): "en italique",
    ("en", "italiques"): "en italique",
    ("en", "caracteres", "gras"): "en gras",
}


def apply_styles(draft: Draft) -> None:
    """Applies capitals, numbers the points, and notes what plain text cannot show."""
    index = 0
    while index < len(draft.items):
        token = draft.items[index]
        if token.role != "word":
            index += 1
        elif token.key == "en" and _key(draft, index + 1) in ("majuscules", "majuscule", "capitales"):
            index = _capitals(draft, index)
        elif token.key == "majuscule" and not token.trail and _word(draft, index + 1):
            draft.remove(index, index + 1, kind="command", reason=_COMMAND)
            _rewrite(draft.items[index], draft.items[index].text.capitalize())
        elif token.key in ("titre", "numero", "petit", "grand", "souligne", "a", "en"):
            index = _other(draft, index)
        else:
            index += 1


def _key(draft: Draft, index: int) -> str:
    return draft.items[index].key if 0 <= index < len(draft.items) else ""


def _word(draft: Draft, index: int) -> bool:
    return 0 <= index < len(draft.items) and draft.items[index].role == "word"


def _rewrite(token: Item, text: str) -> None:
    if text != token.text:
        token.rewrite(text, "majuscules dictées", kind="command")
    token.cased = True


def _capitals(draft: Draft, index: int) -> int:
    """ "en majuscules allergie", "allergie en majuscules", "en majuscules … fin de majuscules"."""
    closing = _closing(draft, index + 2)
    paused = bool(draft.items[index + 1].trail) or not _word(draft, index + 2)
    if closing:
        start, stop, length = closing
        removed = draft.remove(start, start + length, kind="command", reason=_COMMAND)
        draft.items[start - 1].trail = removed[-1].trail
        span = range(index, stop - 2)
    elif paused and _word(draft, index - 1):
        span = range(index - 1, index)
        draft.items[index - 1].trail = draft.items[index + 1].trail
    elif _word(draft, index + 2):
        span = range(index, index + 1)
    else:
        return index + 1
    draft.remove(index, index + 2, kind="command", reason=_COMMAND)
    for place in span:
        if _word(draft, place):
            _rewrite(draft.items[place], draft.items[place].text.upper())
    return index


def _closing(draft: Draft, index: int) -> tuple[int, int, int] | None:
    for place in range(index, min(index + 15, len(draft.items))):
        keys = tuple(_key(draft, place + offset) for offset in range(3))
        if keys[:2] in (("en", "minuscules"), ("en", "minuscule")):
            return place, place, 2
        if keys[0] == "fin" and keys[1] in ("de", "des") and keys[2] in ("majuscules", "majuscule"):
            return place, place, 3
    return None


def _other(draft: Draft, index: int) -> int:
    tokens = draft.items
    token = tokens[index]
    for phrase, look in _LOOKS.items():
        run = tokens[index : index + len(phrase)]
        if tuple(t.key for t in run) == phrase and _set_apart(draft, index, len(phrase)):
            before = tokens[index - 1] if _word(draft, index - 1) else tokens[index - 2]
            draft.instruct([before, *run], "other", f"« {before.text} » {look}")
            before.trail = before.trail and run[-1].trail
            draft.remove(index, index + len(phrase), kind="command", reason=_COMMAND)
            return index
    if not _starts_line(tokens, index):
        return index + 1
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if token.key == "titre" and (token.trail or (following is not None and following.text == ":")):
        stop = index + 1 + (following is not None and following.role == "mark" and following.text in ":,")
        draft.remove(index, stop, kind="command", reason=_COMMAND)
        return index
    if following is not None and token.key in ("numero", "petit", "grand"):
        _numbered(draft, index, following)
    return index + 1


def _numbered(draft: Draft, index: int, following: Item) -> None:
    tokens = draft.items
    stop = index + 2
    after = tokens[stop] if stop < len(tokens) else None
    separated = bool(following.trail) or (
        after is not None and after.role == "mark" and after.text in (",", ":")
    )
    if not separated or token_too_large(following):
        return
    key = tokens[index].key
    if following.is_integer:
        number = following.number or ""
        label = {"numero": f"{number}. ", "petit": f"{number}) "}.get(key, f"{ROMAN[int(number)]}. ")
    elif key != "numero" and len(following.text) == 1:
        label = f"{following.text.lower()}) " if key == "petit" else f"{following.text.upper()}. "
    else:
        return
    if after is not None and after.role == "mark" and after.text in (",", ":"):
        stop += 1
    mark = joined(
        tokens[index:stop],
        ("" if index == 0 or tokens[index - 1].is_break else "\n") + label,
        DICTATED,
        _COMMAND,
    )
    mark.trail = ""
    draft.dictated_breaks += 1
    tokens[index:stop] = [mark]


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
    return after and (before or tokens[index].key == "en")
