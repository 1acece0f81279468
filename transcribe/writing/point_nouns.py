"""Points that are counted, places and paragraphs of a text: the same words as the commands, in prose."""

from transcribe.french.commands import command_words, heard_words, prose_words
from transcribe.french.negations import negation_words
from transcribe.writing.draft import Item

_DETERMINERS = prose_words("determiner") | negation_words("determiner", "particle")
_QUALIFIERS = prose_words("qualifier")
POINT_QUALITIES = prose_words("quality")
_ELIDED = frozenset({"d'un", "d'une", "qu'un", "qu'une", "d'autres", "d'aucun"})
"""Determiners behind an elision: no sentence ends with « d’un »."""
_OF = ("de", "du", "des", "d'")
NUMBERED = prose_words("numbered")
# Verbs after which points are counted, and what is done to points of suture.
_COUNTING = prose_words("counting")
_BETWEEN = prose_words("adverb")
_COUNTED = prose_words("counted")
_DONE_TO_POINTS = prose_words("done")
_GOVERNING = prose_words("governing") | command_words("comma") | heard_words("comma")
"""What no label ends with, and no colon follows: « avec deux points perdus », « virgule deux points à revoir »."""
_AGREEING = prose_words("agreeing")
_PER = prose_words("per")
_NOT_PER = prose_words("not_per")
_PLACED = prose_words("placed")
_POINTS = command_words("point")
_INFINITIVES = ("er", "ir", "re", "oir")
_BEFORE_ONE = prose_words("at_one_place")


def keys_at(tokens: list[Item], index: int, length: int) -> tuple[str, ...]:
    """The keys of ``length`` items from ``index`` on; "" for marks and beyond the end."""
    keys = [t.key if t.role == "word" else "" for t in tokens[index : index + length]]
    if len(keys) < length:
        keys.extend([""] * (length - len(keys)))
    return tuple(keys)


def starts_sentence(tokens: list[Item], index: int) -> bool:
    """Whether "de…" at ``index`` opens a sentence ("de plus", "d'autre part") rather than a complement."""
    key, follow, _ = keys_at(tokens, index, 3)
    if key in ("d'autre", "d'ailleurs", "d'emblee", "d'abord"):
        return True
    return (key == "de" and follow in ("plus", "meme", "ce")) or (key == "du" and follow in ("point", "fait"))


def is_prose(tokens: list[Item], index: int, after: int) -> bool:
    """Whether "point" or "deux points" from ``index`` to ``after - 1`` belongs to a sentence."""
    if is_determined(tokens, index):
        return True
    last = tokens[after - 1]
    if last.trail or after >= len(tokens) or tokens[after].role != "word":
        return False
    follow = tokens[after].key
    if follow in POINT_QUALITIES or (follow == "par" and keys_at(tokens, after + 1, 1)[0] in _POINTS):
        return True
    starts_of = follow in _OF or follow.startswith("d'")
    return starts_of and not starts_sentence(tokens, after)


def is_determined(tokens: list[Item], index: int) -> bool:
    """Whether the word before ``index`` calls for a noun there: an article, or an adjective behind one."""
    return index > 0 and (determines(tokens[index - 1]) or _qualifies(tokens, index - 1))


def determines(token: Item) -> bool:
    """Whether the word before calls for a noun. Letters said alone ("P S A", "S un") do not."""
    if token.role != "word" or token.trail or (token.key not in _DETERMINERS and token.key not in _ELIDED):
        return False
    return not is_letter(token) and not token.article


def _qualifies(tokens: list[Item], place: int) -> bool:
    """Whether an adjective belongs to the noun after it: "un bon point"; not "le transit est bon point"."""
    token = tokens[place]
    if token.key not in _QUALIFIERS or token.role != "word" or token.trail:
        return False
    before = tokens[place - 1] if place else None
    if before is None or before.role != "word" or before.trail:
        return True
    return before.number is not None or determines(before)


def is_letter(token: Item) -> bool:
    """Whether the item is a letter said alone."""
    return len(token.text) == 1 and token.is_capital


def is_one_point(tokens: list[Item], index: int) -> bool:
    """ "par un point en cadre", "le CHU Point G": a noun in the middle of a sentence."""
    before = tokens[index - 1]
    follow = tokens[index + 1] if index + 1 < len(tokens) and not tokens[index].trail else None
    if _is_placed(tokens, index):
        return True
    if follow is None or follow.role != "word" or before.trail or before.role != "word":
        return False
    if tokens[index].is_capital and follow.is_capital:
        return True
    numbered = index > 1 and (is_letter(tokens[index - 2]) or tokens[index - 2].key in NUMBERED)
    if follow.key in ("par", "pour") and keys_at(tokens, index + 2, 1)[0] not in _NOT_PER:
        return before.number is not None  # "pour le score un point par item"
    return before.article and not numbered


def _is_placed(tokens: list[Item], index: int) -> bool:
    """ "douleur en un point", "elle marque un point", even at the end; never "passe de deux à un point", "il en reste
    un point"."""
    lead, article = keys_at(tokens, max(0, index - 2), 2)
    last = tokens[index - 1]
    return index > 1 and last.article and not last.trail and lead in _BEFORE_ONE and article == "un"


def is_named(tokens: list[Item], index: int) -> bool:
    """Whether an article or another determiner stands before: "un point d'interrogation", "le paragraphe suivant"."""
    before = tokens[index - 1] if index else None
    if before is None or before.trail or before.role != "word":
        return False
    numbered = index > 1 and tokens[index - 2].key in NUMBERED
    return is_determined(tokens, index) or (before.article and not numbered)


def are_counted(tokens: list[Item], index: int) -> bool:
    """Whether "deux points" from ``index`` on is a number of points: "perd deux points", "deux points sont retirés"."""
    before = tokens[index - 1] if index else None
    follow, second, _ = keys_at(tokens, index + 2, 3)
    paused = bool(tokens[index + 1].trail)
    if before is None or (before.role == "mark" and before.text != ","):
        return bool(follow)  # a colon ends something
    if (not before.trail and _counts(tokens, index - 1)) or _are_governed(tokens, index):
        return True
    if paused:
        return False
    if follow == "sur" and index + 3 < len(tokens) and tokens[index + 3].number is not None:
        return True  # after a pause too: no sentence begins with « sur dix »
    if follow in _COUNTED or (follow == "a" and second in _DONE_TO_POINTS) or follow == "d'ecart":
        return not before.trail
    return follow in _PER and not before.trail and _is_counted_before(tokens, index)


def _are_governed(tokens: list[Item], index: int) -> bool:
    """ "avec deux points perdus", "virgule deux points à discuter": no colon stands there, for no label ends before."""
    before, points = tokens[index - 1], tokens[index + 1]
    comma = "," in (before.trail, before.text) and tokens[index].text == "2"  # written so already
    if not comma and (before.key not in _GOVERNING or before.trail):
        return False
    if points.trail or points.key != "points":
        return False
    follow, second, _ = keys_at(tokens, index + 2, 3)
    return follow in _AGREEING or (follow == "a" and second.endswith(_INFINITIVES))


def are_many(tokens: list[Item], index: int) -> bool:
    """Whether "points" at ``index`` ends a number of points: "une baisse de deux points", "il a perdu trois points"."""
    number = tokens[index - 1] if index > 1 else None
    if number is None or number.number is None or number.trail or tokens[index].key != "points":
        return False
    lead = tokens[index - 2]
    return not lead.trail and lead.role == "word" and (lead.key == "de" or _counts(tokens, index - 2))


def _counts(tokens: list[Item], place: int) -> bool:
    if tokens[place].key in _BETWEEN and place:
        place -= 1
    lead = tokens[place - 1].key if place else ""
    noun = lead in ("le", "la", "du", "un", "une", "au", "de")
    return tokens[place].role == "word" and tokens[place].key in _COUNTING and not noun


def _is_counted_before(tokens: list[Item], index: int) -> bool:
    """Whether points are counted just before: "un point pour l'âge deux points pour le sexe"."""
    for place in range(index - 1, max(0, index - 10), -1):
        if tokens[place].role != "word" or tokens[place].trail:
            return False
        if tokens[place].key in _POINTS:
            return tokens[place - 1].number is not None and tokens[place + 1].key in _PER
    return False


def names_a_mark(tokens: list[Item], index: int) -> bool:
    """Whether "entre parenthèses" says where something stands: "la posologie est entre parenthèses"."""
    before = tokens[index - 1] if index else None
    return before is not None and not before.trail and before.key in _PLACED
