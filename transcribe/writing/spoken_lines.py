"""Where a line is asked for: "à la ligne" in all its forms, "passez à la ligne"."""

from functools import lru_cache

from transcribe.french.commands import command_words, heard_words, phrases
from transcribe.french.word_sorts import sorted_words
from transcribe.writing.draft import Item
from transcribe.writing.nearness import letters_apart
from transcribe.writing.point_nouns import keys_at
from transcribe.writing.spans import is_paused

_POINTS = command_words("point") | heard_words("point")
_SUBJECTS = sorted_words("article", "pronoun")
_LINES = frozenset(phrases("line"))
_ORDERED = frozenset(phrase for phrase, row in phrases("line").items() if row.flag("ordered"))
LINE_HEADS = frozenset(phrase[0] for phrase in _LINES)


def line_length(tokens: list[Item], index: int) -> int:
    """How many tokens at ``index`` say "à la ligne" in one of its forms; 0 when none."""
    if index >= len(tokens) or tokens[index].role != "word":
        return 0
    if tokens[index].key not in LINE_HEADS:
        return int(is_one_word_line(tokens[index].key))
    keys = keys_at(tokens, index, 5)
    if length := next((length for length in (5, 4, 3, 2, 1) if keys[:length] in _LINES), 0):
        return length if keys[:length] not in _ORDERED or _is_ordered(tokens, index, length) else 0
    return 3 if keys[:2] == ("a", "la") and _ends_line(tokens, index) else 0


def _is_ordered(tokens: list[Item], index: int, length: int) -> bool:
    """Whether « passez à la ligne » is asked for: « passe », « vous passez » only between two pauses."""
    opens = is_paused(tokens, index)
    imperative = tokens[index].key.endswith("ez") and (opens or tokens[index - 1].key not in _SUBJECTS)
    return imperative or (opens and is_paused(tokens, index + length))


def _ends_line(tokens: list[Item], index: int) -> bool:
    """Whether "à la ligue", "à la vigne" is "à la ligne": one letter off, after "point" or before a pause."""
    word = tokens[index + 2] if index + 2 < len(tokens) else None
    if word is None or word.role != "word" or tokens[index + 1].trail:
        return False
    if len(word.key) < 4 or letters_apart(word.key, "ligne", 1) > 1:
        return False
    before = tokens[index - 1] if index else None
    if before is not None and not before.trail and before.key in _POINTS:
        return True
    return bool(word.trail) and not word.key.startswith("lignee")


@lru_cache(maxsize=65536)
def is_one_word_line(key: str) -> bool:
    """Whether a word is "à la ligne" run together, but for one letter ("allaligne", "d'alaligne")."""
    bare = key.replace("'", "").replace("-", "")
    return len(bare) >= 7 and letters_apart(bare, "alaligne", 1) <= 1
