"""Dictated punctuation, lines and lay-out commands, told from the same words in prose."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from transcribe.french.commands import (
    command_words,
    heard_words,
    mark_of,
    pairs,
    phrases,
    prose_words,
)
from transcribe.french.negations import negation_words
from transcribe.french.tables import Row
from transcribe.french.units import symbol_of
from transcribe.french.word_sorts import sorted_words
from transcribe.writing.draft import Draft, Item, joined
from transcribe.writing.nearness import letters_apart
from transcribe.writing.point_nouns import (
    NUMBERED,
    POINT_QUALITIES,
    are_counted,
    are_many,
    is_determined,
    is_letter,
    is_named,
    is_one_point,
    is_prose,
    keys_at,
    names_a_mark,
    starts_sentence,
)
from transcribe.writing.readings import Mark
from transcribe.writing.spoken_lines import LINE_HEADS, is_one_word_line, line_length
from transcribe.writing.words import word_set

_COMMAND = "commande dictée"
_LINE_AFTER = prose_words("after_line")
_LINE_BEFORE = prose_words("before_line")
_POINTS = command_words("point")
_HEARD_POINTS = heard_words("point")
_ANY_POINT = _POINTS | _HEARD_POINTS
_THEY = frozenset({"il", "elle", "ils", "elles"})
_OPEN_VERBS = command_words("open")
_CLOSE_VERBS = command_words("close")
_OPENED = command_words("opened")
_CLOSED = command_words("closed")
_PAIRS = pairs(bare=False)
_BARE_PAIRS = pairs(bare=True)
_CLOSING = dict(_BARE_PAIRS.values())
_DASHES = command_words("dash")
_POINT_OR_COMMA = "« point » entre deux nombres : une virgule, ou la fin d’une phrase : vérifier."
_DECIMALS = 2
_FULL_STOP, _COMMA, _COLON, _ELLIPSIS = map(mark_of, ("point", "comma", "colon", "ellipsis"))
_DASH = mark_of("dash")
_LABEL_LENGTH = 6
_SHORT_LABEL = 3
_DENIALS = negation_words("adverb", "noun", "preposition") | word_set("plus peu est il elle")
_NO_LABEL_HEADS = sorted_words("article", "pronoun")
_ACTS = frozenset({"ouverture", "fermeture"})
_ARTICLES = sorted_words("article", "to", "preposition") | {"a"}
_NO_LABEL = _DENIALS | word_set("a dans sur avec par pour un une le la les")


@dataclass(frozen=True, slots=True)
class Match:
    """A command of ``length`` tokens and the mark it stands for; an empty mark is only removed."""

    length: int
    mark: str


Rule = Callable[[list[Item], int], Match | None]


def read_marks(draft: Draft) -> None:
    """Turns dictated commands into marks."""
    out: list[Item] = []
    tokens, index = draft.items, 0
    state = _Pairs()
    rules = [_rule_of(token.key) for token in tokens]
    begins = [
        rule is not None or token.number in ("2", "3") for rule, token in zip(rules, tokens, strict=True)
    ]
    begins.append(True)
    while True:
        start, index = index, begins.index(True, index)
        out.extend(tokens[start:index])
        if index == len(tokens):
            break
        token = tokens[index]
        rule = rules[index] if token.role == "word" else None
        match = rule(tokens, index) if rule else None
        if match is None and token.number in ("2", "3") and token.role == "word":
            match = _colon(tokens, index) if token.number == "2" else _ellipsis(tokens, index)
        if match in (None, Match(1, _FULL_STOP)) and (decimal := _decimal(tokens, index)):
            draft.doubt(tokens[index - 1 : index + 2], "dose", _POINT_OR_COMMA, (decimal,))
        if match is None:
            out.append(token)
            index += 1
            continue
        run = tokens[index : index + match.length]
        reading = Mark("dictated", scope=token.key == "entre")
        mark = joined(run, state.resolve(match.mark), reading, _COMMAND)
        draft.dictated_breaks += "\n" in match.mark
        out.append(mark)
        index += match.length
    draft.items = out


@lru_cache(maxsize=65536)
def _rule_of(key: str) -> Rule | None:
    rule = _RULES.get(key) or (_comma if _is_comma(key) else _line if is_one_word_line(key) else None)
    return _phrase_or(rule) if key in _PHRASE_HEADS else rule


@lru_cache(maxsize=65536)
def _is_comma(key: str) -> bool:
    """Whether a word is "virgule" but for one letter ("vigule", "virgules", "vergule"); no other word is."""
    return 6 <= len(key) <= 8 and letters_apart(key, "virgule", 1) <= 1


class _Pairs:
    """Whether a bare "parenthèse" or "guillemets" opens or closes."""

    def __init__(self) -> None:
        self._open: set[str] = set()

    def resolve(self, mark: str) -> str:
        opening = mark.removesuffix("?")
        if opening in _CLOSING:
            if mark == opening or opening not in self._open:
                self._open.add(opening)
                return opening
            mark = _CLOSING[opening]
        self._open.difference_update(one for one, closing in _CLOSING.items() if closing == mark)
        return mark


_PHRASES = phrases("phrase")
_PHRASE_HEADS = frozenset(phrase[0] for phrase in _PHRASES)


def _line(tokens: list[Item], index: int) -> Match | None:  # noqa: PLR0911
    length = line_length(tokens, index)
    if not length:
        return None
    last = tokens[index + length - 1]
    before = tokens[index - 1] if index else None
    follow = tokens[index + length] if index + length < len(tokens) else None
    if tokens[index].key in ("paragraphe", "nouveau", "nouvelle", "nouvel", "retour") and is_named(
        tokens, index
    ):
        return None
    if tokens[index].key == "ligne" and not (before is None or before.trail or before.role == "mark"):
        return None
    if before is not None and before.role == "word" and not before.trail and before.key in _LINE_BEFORE:
        return None
    if follow is not None and follow.role == "word" and not last.trail:
        if follow.key == "suivante" and length == 3:
            free = before is None or before.key not in _LINE_BEFORE
            return Match(4, "\n") if free else None
        if follow.key in _LINE_AFTER and not starts_sentence(tokens, index + length):
            return None
    return Match(length, "\n")


def _point(tokens: list[Item], index: int) -> Match | None:
    line = line_length(tokens, index + 1)
    if line and tokens[index + 1].key in ("ligne", "nouvelle", "nouveau", "retour", "paragraphe"):
        line = 0
    many = line > 0 and are_many(tokens, index)
    if line and not many:
        following = keys_at(tokens, index + 1 + line, 1)[0] == "suivante"
        return Match(1 + line + following, ".\n" if index else "\n")
    if many or (tokens[index].key in _HEARD_POINTS and not tokens[index].trail):
        return None
    before = tokens[index - 1] if index else None
    if before is None or before.role == "opaque" or is_prose(tokens, index, index + 1):
        return None
    if is_one_point(tokens, index) or any(char in tokens[index].trail for char in ")]»"):
        return None
    if tokens[index].key == "points" and not _may_end(tokens, index):
        return None
    return Match(1, _FULL_STOP)


def _decimal(tokens: list[Item], index: int) -> str:
    """The number that "un point cinq" may be instead of the end of a sentence; empty when it is none."""
    if tokens[index].key not in _ANY_POINT or not 0 < index < len(tokens) - 1:
        return ""
    if tokens[index - 1].trail or tokens[index].trail:
        return ""
    before, after = tokens[index - 1], tokens[index + 1]
    if not (before.is_integer and after.is_integer) or after.article or len(after.number or "") > _DECIMALS:
        return ""
    follow = tokens[index + 2] if index + 2 < len(tokens) and not after.trail else None
    alone = follow is None or follow.role != "word" or bool(symbol_of(follow.key))
    return f"{before.number},{after.number}" if alone else ""


def _may_end(tokens: list[Item], index: int) -> bool:
    """Whether the plural "points", which the recogniser writes for "point", ends a sentence."""
    paused = bool(tokens[index].trail) or index + 1 >= len(tokens)
    if tokens[index - 1].number is None:
        return paused
    lead = tokens[index - 2].text.lower() if index > 1 else ""
    return bool(tokens[index].trail) and lead in ("à", "est", "sur")


def _colon(tokens: list[Item], index: int) -> Match | None:
    if keys_at(tokens, index, 2)[1] not in _POINTS or tokens[index].trail:
        return None
    if _phrase_at(tokens, index + 1) is not None:
        return None
    if not _heads_list(tokens, index) and (
        is_prose(tokens, index, index + 2) or are_counted(tokens, index) or _announces(tokens, index)
    ):
        return None
    numbered = index > 0 and tokens[index - 1].key in NUMBERED and not is_letter(tokens[index - 1])
    if tokens[index + 1].key == "point" or numbered:
        # "grade deux point à la ligne" ends a sentence; only a short label takes a colon.
        if numbered or line_length(tokens, index + 2):
            return None
        return _misheard_colon(tokens, index)
    return Match(2, _COLON)


def _heads_list(tokens: list[Item], index: int) -> bool:
    """ "l'ordonnance se compose de deux points à la ligne tiret…": a list follows, whatever stands before."""
    line = line_length(tokens, index + 2)
    after = index + 2 + line
    return line > 0 and after < len(tokens) and tokens[after].key in _DASHES


def _announces(tokens: list[Item], index: int) -> bool:
    """ "il reste à discuter deux points deux points la chirurgie…": points that a colon then tells; no label twice."""
    after = index + 2
    colon = tokens[index + 1].trail == ":" or (after < len(tokens) and tokens[after].text == ":")
    again = after < len(tokens) and not tokens[index + 1].trail and tokens[after].number == "2"
    if not colon and not (again and keys_at(tokens, after, 2)[1] in _POINTS):
        return False
    start = index
    while start and tokens[start - 1].role == "word" and not tokens[start - 1].trail:
        start -= 1
    return index - start > _SHORT_LABEL or tokens[start].key in _NO_LABEL_HEADS


def _ellipsis(tokens: list[Item], index: int) -> Match | None:
    """ "trois petits points" where something is left unsaid; not "trois petits points rouges"."""
    if keys_at(tokens, index + 1, 2) not in _ELLIPSES:
        return None
    follow = keys_at(tokens, index + 3, 1)[0]
    if not index or is_prose(tokens, index, index + 3) or follow in ("sur", "au", "a", "dans", "sont", "ont"):
        return None
    return Match(3, _ELLIPSIS)


def _misheard_colon(tokens: list[Item], index: int) -> Match | None:
    """ "de point" for "deux points", after a short label at the start of a line or sentence."""
    if keys_at(tokens, index, 2)[1] not in _MISHEARD_COLONS or tokens[index].trail:
        return None
    follow = tokens[index + 2] if index + 2 < len(tokens) else None
    label = _label_length(tokens, index)
    if not 1 <= label <= _LABEL_LENGTH or (follow is not None and follow.key in POINT_QUALITIES):
        return None
    if tokens[index - label].key in _NO_LABEL or tokens[index - label].key.startswith(("d'", "l'")):
        return None
    if line_length(tokens, index + 2) or tokens[index + 1].trail or follow is None or follow.is_capital:
        return Match(2, _COLON)
    return None


def _label_length(tokens: list[Item], index: int) -> int:
    """Words between the start of the line or sentence and ``index``; 0 with a comma or a negation there."""
    label = 0
    for place in range(index - 1, -1, -1):
        token = tokens[place]
        length = max(line_length(tokens, place - back) == back + 1 for back in (0, 1, 2) if place >= back)
        if token.role == "mark" or length or any(stop in token.trail for stop in ".?!"):
            break
        if token.trail or token.key in _DENIALS:
            return 0
        label += 1
    return label


def _comma(tokens: list[Item], index: int) -> Match | None:
    before = tokens[index - 1] if index else None
    prose = before is not None and before.role == "word" and not before.trail
    if before is not None and prose and before.key in ("la", "une", "en", "cette", "de"):
        return None
    return Match(1, _COMMA)


def _open(tokens: list[Item], index: int) -> Match | None:
    return _bracket(tokens, index, closing=False)


def _close(tokens: list[Item], index: int) -> Match | None:
    return _bracket(tokens, index, closing=True)


def _bracket(tokens: list[Item], index: int, *, closing: bool) -> Match | None:
    if index and tokens[index - 1].key in _THEY and not tokens[index - 1].trail:
        return None  # « il ouvre les guillemets »
    if index and tokens[index].key in _ACTS and tokens[index - 1].key in _ARTICLES:
        return None  # « la fermeture de la parenthèse manque »
    place = index + 1
    while (
        place < len(tokens)
        and tokens[place].key in ("la", "les", "une", "des", "de", "le", "et")
        and (place < index + 3)
    ):
        place += 1
    pair = _PAIRS.get(tokens[place].key) if place < len(tokens) else None
    return Match(place - index + 1, pair[closing]) if pair else None


def _bare(tokens: list[Item], index: int) -> Match | None:
    key, two, _ = keys_at(tokens, index, 3)
    opening, closing = _BARE_PAIRS[key]
    if two in _OPENED:
        return Match(2, opening)
    if two in _CLOSED:
        return Match(2, closing)
    before = tokens[index - 1].key if index and not tokens[index - 1].trail else ""
    if before in ("entre", "la", "une", "les", "des", "cette") or (
        opening != "«" and is_named(tokens, index)
    ):
        return None
    return Match(1, opening + "?")


def _i_open(tokens: list[Item], index: int) -> Match | None:
    two = keys_at(tokens, index, 2)[1]
    verbs = _open if two in _OPEN_VERBS else _close if two in _CLOSE_VERBS else None
    inner = verbs(tokens, index + 1) if verbs else None
    return Match(inner.length + 1, inner.mark) if inner else None


def _between(tokens: list[Item], index: int) -> Match | None:
    """ "entre parenthèses": opens; where it closes is settled later."""
    noun = keys_at(tokens, index, 2)[1]
    if ("entre", noun) not in _SCOPES or index + 2 >= len(tokens) or names_a_mark(tokens, index):
        return None
    return Match(2, _PAIRS[noun][0])


def _phrase_at(tokens: list[Item], index: int) -> tuple[int, Row] | None:
    """The longest fixed phrase that stands at a place, and its row; "vigule" is "virgule" in it."""
    keys = tuple(_comma_key(key) for key in keys_at(tokens, index, _LONGEST_PHRASE))
    for length in range(_LONGEST_PHRASE, 0, -1):
        row = _PHRASES.get(keys[:length])
        if row is not None and not (row.flag("named") and tokens[index].trail):
            return length, row
    return None


def _comma_key(key: str) -> str:
    return _COMMA_WORD if _is_comma(key) else key


def _phrase_or(rule: Rule | None) -> Rule:
    """A fixed phrase first; then the rule of its first word."""

    def read(tokens: list[Item], index: int) -> Match | None:
        found = _phrase_at(tokens, index)
        if found is None:
            return rule(tokens, index) if rule else None
        length, row = found
        return None if row.flag("named") and is_named(tokens, index) else Match(length, row.text("mark"))

    return read


def _dash(tokens: list[Item], index: int) -> Match | None:
    if tokens[index].key not in _DASHES:
        # "Tirez", "tiré", "trait": only at the start of a line, and not « trait de fracture ».
        if not (index and _at_line_start(tokens, index)) or _has_complement(tokens, index):
            return None
    elif is_determined(tokens, index):
        return None
    return Match(1, _DASH)


def _has_complement(tokens: list[Item], index: int) -> bool:
    follow = keys_at(tokens, index + 1, 1)[0]
    return not tokens[index].trail and (follow in ("de", "du", "des") or follow.startswith("d'"))


def _at_line_start(tokens: list[Item], index: int) -> bool:
    return any(
        (length := line_length(tokens, index - back)) and length == back
        for back in (1, 2, 3)
        if index - back >= 0
    )


_LONGEST_PHRASE = max(map(len, _PHRASES))
_COMMA_WORD = min(command_words("comma"))
_ELLIPSES = frozenset(phrase[1:] for phrase in phrases("ellipsis"))
_SCOPES = frozenset(phrases("between"))
_MISHEARD_COLONS = frozenset(phrase.split()[1] for phrase in heard_words("colon"))
_RULES: dict[str, Rule] = {
    **dict.fromkeys(_ANY_POINT, _point),
    **dict.fromkeys((phrase.split()[0] for phrase in heard_words("colon")), _misheard_colon),
    **dict.fromkeys((*LINE_HEADS, "la"), _line),
    **dict.fromkeys(_OPEN_VERBS, _open),
    **dict.fromkeys(_CLOSE_VERBS, _close),
    **dict.fromkeys((phrase[0] for phrase in _SCOPES), _between),
    "j'ouvre": _open,
    **dict.fromkeys(("je", "on"), _i_open),
    **dict.fromkeys(_BARE_PAIRS, _bare),
    **dict.fromkeys(_DASHES | heard_words("dash"), _dash),
}
