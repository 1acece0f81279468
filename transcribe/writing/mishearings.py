"""Spellings that a recogniser gives to dictated numbers and civilities, put back before the other rules."""

import re
from functools import lru_cache

from transcribe.core.types import EditKind
from transcribe.french import fold
from transcribe.french.calendar import MONTH_NUMBERS
from transcribe.french.cardinals import is_number_word, read_cardinal
from transcribe.french.civilities import civility_of, is_siglum, misheard_heads
from transcribe.french.commands import command_words, heard_words, prose_words
from transcribe.french.spoken_numbers import heard_number, misheard_numbers
from transcribe.french.tables import rows
from transcribe.french.units import symbol_of
from transcribe.writing.draft import Draft, Item, change_of, heard_item
from transcribe.writing.nearness import letters_apart
from transcribe.writing.readings import DICTATED, Quantity

_NUMBERED = prose_words("numbered") - {"a"}
_STOPS = frozenset(word for sort in ("comma", "point") for word in (*command_words(sort), *heard_words(sort)))
_TAKEN = frozenset(key for row in rows("counts") if row.text("kind") == "form" for key in row.keys)
_FEVER = re.compile(r"([34]\d)[°º](\d)")
_COLON_DAY = re.compile(r"2[.,]([1-9]|[12]\d|3[01]|1er)")
_TWO_AND_MORE = frozenset({"2.", "2,"})
_BORN = "« n’est » entendu pour « né »"
_COLON = "« deux points » entendu avec le nombre qui suit"
_INTERNATIONAL = frozenset("international internationale internationaux internationales".split())
_UNITS = "Seules des unités sont internationales : vérifier ce nombre."


def mend_hearing(draft: Draft) -> None:
    """Mends what is sure, and doubts the numbers: "de fois par jour" is "deux fois par jour"."""
    _part_colons(draft)
    tokens = draft.items
    for index, token in enumerate(tokens):
        if not (token.trail == "." or _may_be_misheard(token.key)) or token.role != "word":
            continue
        follow = tokens[index + 1] if index + 1 < len(tokens) else None
        if token.trail == "." and follow is not None and follow.is_capital and _is_dotted(token, follow):
            token.trail = ""
        elif token.key in ("de", "du") and not token.trail and _stands_for_two(tokens, index):
            reason = f"« {token.text} » entendu pour « deux »"
            draft.doubt([token], "dose", f"{reason} : vérifier ce nombre.", (token.text,))
            _mend(token, "deux", "number", reason)
        elif token.key in _INTERNATIONAL and index > 1 and _is_odd_unit(tokens, index - 1):
            run = tokens[index - 2 : index + 1]
            draft.doubt(run, "dose", _UNITS, ("mille unités internationales", "milliunités internationales"))
        elif follow is not None and not token.trail and (number := heard_number(token.key, follow.key)):
            reason = f"« {token.text} » entendu pour « {number} »"
            draft.doubt([token], "dose", f"{reason} : vérifier ce nombre.", (token.text,))
            _mend(token, number, "number", reason)
        elif token.key == "n'est" and not token.trail and _stands_for_born(tokens, index):
            feminine = any(_sex(t) == "F" for t in tokens[max(0, index - 6) : index])
            _mend(token, "née" if feminine else "né", "term", _BORN)
            token.key = "ne"
        elif (
            follow is not None
            and follow.is_capital
            and not token.trail
            and (said := _misheard_civility(token.key))
        ):
            _mend(token, said, "term", f"« {said} » mal entendu")
        elif found := _FEVER.fullmatch(token.text):
            digits = f"{found[1]},{found[2]}"
            token.rewrite(f"{digits}\u00a0°C", "température", Quantity(digits, "°C"))


@lru_cache(maxsize=1 << 15)
def _may_be_misheard(key: str) -> bool:
    """Whether a folded word may stand for another; the words around it tell."""
    known = key in ("de", "du", "n'est") or key in _INTERNATIONAL or key in misheard_numbers()
    return known or bool(_misheard_civility(key) or _FEVER.fullmatch(key))


def _is_dotted(token: Item, follow: Item) -> bool:
    """Whether the full stop after an abbreviated title (« Dr. Roy », « St. Martin ») ends no sentence."""
    if token.key in ("st", "ste"):
        return True
    found = civility_of(token.text)
    if found is None or token.key in (fold(found.said), fold(found.plural)) or found.role == "child":
        return False
    return not is_siglum(token.text, follow.text)


def _sex(token: Item) -> str | None:
    """``F``, ``M`` or nothing for the civility of a patient; None for any other word."""
    found = civility_of(token.text)
    return found.sex if found is not None and found.role in ("patient", "child") else None


def _mend(token: Item, text: str, kind: EditKind, reason: str) -> None:
    token.rewrite(text, reason, kind=kind)
    token.key = fold(text)


def _part_colons(draft: Draft) -> None:
    """ "date de l'examen 2.18 février" is "deux points, dix-huit février": no month has a day 2.18."""
    if _TWO_AND_MORE.isdisjoint([token.key[:2] for token in draft.items]):
        return
    out: list[Item] = []
    for index, token in enumerate(draft.items):
        follow = draft.items[index + 1] if index + 1 < len(draft.items) else None
        found = _COLON_DAY.fullmatch(token.text) if token.role == "word" and not token.trail else None
        if found and index and follow is not None and follow.key in MONTH_NUMBERS:
            change = change_of("command", _COLON)
            out.append(heard_item(":", token.first, token.last, reading=DICTATED, change=change))
            out.append(heard_item(found[1], token.first, token.last, change=change))
        else:
            out.append(token)
    draft.items = out


@lru_cache(maxsize=1 << 15)
def _misheard_civility(key: str) -> str:
    """The civility that "doctor", "docter", "d'octeur" stands for before a name; empty for any other word."""
    bare = key.replace("'", "")
    for head, said in misheard_heads().items():
        if bare.startswith(head) and civility_of(key) is None and 0 < letters_apart(key, fold(said), 2) <= 2:
            return said
    return ""


def _stands_for_born(tokens: list[Item], index: int) -> bool:
    """ "madame X n'est le 2 février": a name before, a day after."""
    after = tokens[index + 1 : index + 4]
    if len(after) < 3 or after[0].key != "le" or after[2].key not in MONTH_NUMBERS:
        return False
    return any(_sex(t) is not None for t in tokens[max(0, index - 6) : index])


def _is_odd_unit(tokens: list[Item], index: int) -> bool:
    """Whether a unit that is no « unité » stands behind a number: « quatre millilitres internationales »."""
    unit, number = tokens[index], tokens[index - 1]
    counted = number.key.isdecimal() or is_number_word(number.key)
    return counted and not number.trail and not unit.trail and symbol_of(unit.key) not in ("", "U", "UI")


def _begins_year(keys: list[str]) -> bool:
    """Whether « mille vingt-six » follows: « sept janvier du mille vingt-six » has « deux » in it."""
    found = read_cardinal(keys) if keys[0] == "mille" else None
    return found is not None and 1000 < found.value < 1100


def _stands_for_two(tokens: list[Item], index: int) -> bool:
    before = tokens[index - 1] if index else None
    keys = [t.key for t in tokens[index + 1 : index + 6]] + ["", ""]
    dated = before is not None and before.key in MONTH_NUMBERS and not before.trail and _begins_year(keys)
    if dated or tokens[index].key == "du":
        return dated
    if keys[0] == "fois" and keys[1] == "par":
        return True
    if before is None:
        return False
    if before.key == "type" and index > 1 and tokens[index - 2].key == "a":
        return False  # "douleur à type de point"
    if before.key in _NUMBERED and not before.trail and before.text[-1] not in "éÉ":
        return keys[0] in _STOPS
    return keys[0] in _TAKEN and (
        before.trail == "," or before.key.endswith(("mg", "milligrammes", "grammes"))
    )
