"""Names spelled out letter by letter: "Szymczak, S Z Y M C Z A K"."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from transcribe.french import fold
from transcribe.french.civilities import civility_of
from transcribe.writing.draft import Draft, Item
from transcribe.writing.readings import Name
from transcribe.writing.words import word_set

_ACCENTS = {
    "aigu": {"e": "é", "a": "á", "i": "í", "o": "ó", "u": "ú"},
    "grave": {"e": "è", "a": "à", "u": "ù"},
    "circonflexe": {"e": "ê", "a": "â", "i": "î", "o": "ô", "u": "û"},
    "trema": {"e": "ë", "i": "ï", "u": "ü", "a": "ä", "o": "ö", "y": "ÿ"},
    "cedille": {"c": "ç"},
    "tilde": {"n": "ñ", "a": "ã", "o": "õ"},
}
_SMALL = ("a", "à", "y")
_DOUBLES = frozenset({"deux", "double", "2"})
_SIGNS: dict[str, tuple[tuple[str, ...], ...]] = {
    "'": (("apostrophe",),),
    "-": (("trait", "d'union"), ("tiret",)),
    " ": (("plus", "loin"), ("nouveau", "mot"), ("espace",)),
}
_CUES = word_set(
    "ca cela s'ecrit s'epelle s'orthographie epele epelez epelle j'epelle l'epelle l'ecris j'ecris je vous te qui "
    "donc soit orthographe ecrit"
)
_SAYING = word_set(
    "s'ecrit s'epelle s'orthographie epele epelez epelle j'epelle l'epelle l'ecris j'ecris ecrit"
)
_LETTERS = re.compile(r"[A-Za-zÀ-ÿ](?:[-.][A-Za-zÀ-ÿ])+\.?")
_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxz]{5}")
_VOWELS = frozenset("aeiouy")
_REASON = "nom épelé"
_SURE, _LONGEST_ACRONYM = 0.9, 5
"""How near letters must be to those of words in capitals, to be their spelling."""


def apply_spellings(draft: Draft) -> None:
    """Removes the letters of a spelled name, whose spelling wins over what was heard before."""
    items, index = draft.items, 1
    while index < len(items):
        if not _may_spell(items[index].text) or _is_small_word(items, index):
            index += 1
            continue
        if _drop_letter(draft, index):
            continue
        spelled, stop = _spelled(items, index)
        if spelled and _apply(draft, index, stop, spelled):
            continue
        index += 1


@lru_cache(maxsize=1 << 14)
def _may_spell(text: str) -> bool:
    """Whether a spelled name may begin with a word: a letter, several, « double »."""
    return len(fold(text)) <= 1 or fold(text) in _DOUBLES or "-" in text or "." in text


def _is_small_word(items: list[Item], index: int) -> bool:
    """Whether a letter is the word « a », « à », « y », not one said for a name.

    It is one of a name before another letter (« A comme Anatole », « a u b e r t »), and at the end after one.
    """
    if items[index].text not in _SMALL:
        return False
    goes_on = index > 0 and len(items[index - 1].key) == 1 and not items[index - 1].trail
    after = items[index + 1] if index + 1 < len(items) and not items[index].trail else None
    if after is None or after.role != "word":
        return not goes_on
    if after.text in _SMALL:
        return not goes_on  # « g a r c i a a une toux »
    return after.key != "comme" and (len(after.text) > 1 or after.number is not None)


def _drop_letter(draft: Draft, index: int) -> bool:
    """Sets "T comme Théodore" aside behind a name that has this letter; a name without it is doubted."""
    tokens = draft.items
    letter, run = tokens[index], tokens[index : index + 3]
    if len(letter.text) != 1 or len(run) < 3 or run[1].key != "comme" or run[1].trail or letter.trail:
        return False
    name = _name_before(tokens, index)
    if not letter.text.isalpha() or run[2].key[:1] != letter.key or not run[2].is_capital or not name:
        return False
    if name[-1].key[-1] != letter.key:
        if letter.key not in name[-1].key:
            draft.doubt([*name, *run], "identity", "L’épellation diffère du nom entendu : vérifier.")
        return False
    ends = draft.remove(index, index + 3, kind="removal", reason=_REASON)[-1].trail
    if name[-1].trail in ("", ","):
        name[-1].trail = ends
    return True


def _name_before(tokens: list[Item], index: int) -> list[Item]:
    """The words of a name with its civility that end before ``index``; none when there is no civility."""
    place = index
    while (
        place > 0 and index - place < 4 and tokens[place - 1].is_capital and tokens[place - 1].role == "word"
    ):
        place -= 1
        if civility_of(tokens[place].text) or (place and civility_of(tokens[place - 1].text)):
            return tokens[place:index]
    return []


def _spelled(tokens: list[Item], start: int) -> tuple[str, int]:
    """The lower-case name spelled from ``start`` on, and the index after it; "" when none is.

    Pauses may stand between the letters; a full stop ends the name.
    """
    name, place, count = "", start, 0
    while place < len(tokens) and tokens[place].role == "word":
        step = _letters_at(tokens, place) or (_sign_at(tokens, place, name) if name else None)
        if step is None:
            break
        name, used = (name + step[0], step[1]) if step[2] else (step[0], step[1])
        count += len(step[0]) if step[2] else 0
        place += used
        if "." in tokens[place - 1].trail:
            break
    return (name.strip(), place) if count >= 3 else ("", start)


def _letters_at(tokens: list[Item], place: int) -> tuple[str, int, bool] | None:
    """Letters named at ``place``: (letters, tokens used, True)."""
    token = tokens[place]
    text = token.text.lower()
    follow = tokens[place + 1] if place + 1 < len(tokens) else None
    after = follow.key if follow is not None else ""
    if token.key in ("i", "y") and after == "grec":
        return "y", 2, True
    if token.key in ("double", "w") and after in ("v", "ve"):
        return "w", 2, True
    if (
        token.key in _DOUBLES
        and follow is not None
        and len(after) == 1
        and after.isalpha()
        and not token.trail
    ):
        return 2 * follow.text.lower(), 2, True
    if len(text) == 1 and text.isalpha() and (token.is_capital or not _is_small_word(tokens, place)):
        return "a" if text == "à" else text, 1, True
    if len(text) >= 3 and _LETTERS.fullmatch(token.text):
        return re.sub(r"[-.]", "", text), 1, True
    return None


def _sign_at(tokens: list[Item], place: int, name: str) -> tuple[str, int, bool] | None:
    """What changes the name spelled so far, an accent or a hyphen: (whole name, tokens used, False)."""
    key = tokens[place].key
    after = tokens[place + 1].key if place + 1 < len(tokens) else ""
    if key == "accent" and after in _ACCENTS:
        return name[:-1] + _ACCENTS[after].get(name[-1], name[-1]), 2, False
    if key in ("trema", "cedille", "tilde"):
        return name[:-1] + _ACCENTS[key].get(name[-1], name[-1]), 1, False
    if key == "comme" and after[:1] == fold(name[-1]):
        return name, 2, False
    for sign, phrases in _SIGNS.items():
        if (key, after) in phrases:
            return name + sign, 2, False
        if (key,) in phrases:
            return name + sign, 1, False
    return None


def _apply(draft: Draft, start: int, stop: int, spelled: str) -> bool:
    tokens = draft.items
    name_end = start
    while name_end > 0 and tokens[name_end - 1].key in _CUES:
        name_end -= 1
    if not any(t.key in _SAYING for t in tokens[name_end:start]):
        name_end = start
    best, size = 0.0, 0
    flat = re.sub(r"[^a-z]", "", fold(spelled))
    for length in (1, 2, 3):
        run = tokens[max(0, name_end - length) : name_end]
        small = length == 1 and _is_small_name(tokens, name_end - 1, flat)
        if len(run) < length or not all(t.role == "word" and (t.is_capital or small) for t in run):
            break
        if any(t.trail for t in run[:-1]):
            break
        heard = re.sub(r"[^a-z]", "", "".join(t.key for t in run))
        score = SequenceMatcher(None, heard, flat, autojunk=False).ratio()
        if length == 1 and score < _SURE and _is_acronym(tokens, name_end - 1):
            return False  # « sérologies VIH, V H B »: another acronym, no spelling of the first
        if score > best:
            best, size = score, length
    if best < 0.55:
        return best == 0.0 and name_end == start and _write_unheard(draft, start, stop, spelled)
    run = tokens[name_end - size : name_end]
    heard_text = " ".join(t.text for t in run)
    ends = "".join(t.trail for t in draft.remove(name_end, stop, kind="removal", reason=_REASON))
    if run[-1].trail in ("", ",") and run[-1].change is None:
        # The pause before the spelling belongs to it; the one after it stays.
        run[-1].trail = "." if "." in ends else "," if ends.endswith(",") else ""
    if _letters(heard_text) != _letters(spelled):
        if _CONSONANTS.search(flat):
            draft.doubt(
                run, "identity", "Épellation mal entendue : vérifier ce nom.", (_capitalised(spelled),)
            )
            return True
        written = _capitalised(spelled)
        merged = draft.merge(name_end - size, name_end, written, Name(), _REASON)
        draft.doubt([merged], "identity", "L’épellation diffère du nom entendu : vérifier.", (heard_text,))
    elif not run[0].is_capital and name_end > size and civility_of(tokens[name_end - size - 1].text):
        run[0].rewrite(_capitalised(heard_text), _REASON, Name())
    return True


def _is_small_name(tokens: list[Item], place: int, flat: str) -> bool:
    """Whether a word in small letters is the one spelled: letter for letter, or behind a civility."""
    token = tokens[place]
    if token.trail not in ("", ","):
        return False
    titled = place > 0 and not tokens[place - 1].trail and bool(civility_of(tokens[place - 1].text))
    return token.key == flat or (titled and token.text.islower())


def _is_acronym(tokens: list[Item], index: int) -> bool:
    """Whether a word is a letter said alone, or few in capitals, behind no civility: no name."""
    text = tokens[index].text
    named = index > 0 and civility_of(tokens[index - 1].text)
    return text.isupper() and len(text) <= _LONGEST_ACRONYM and not named


def _write_unheard(draft: Draft, start: int, stop: int, spelled: str) -> bool:
    """ "monsieur D u tiret V a l": a name that is only spelled, right behind a civility."""
    before = draft.items[start - 1] if start else None
    if before is None or before.trail or not civility_of(before.text):
        return False
    if len(_letters(spelled)) < 4 or not _VOWELS & set(fold(spelled)):
        return False
    trail = draft.items[stop - 1].trail
    merged = draft.merge(start, stop, _capitalised(spelled), Name(), _REASON)
    merged.trail = trail
    draft.doubt([merged], "identity", "Nom épelé sans avoir été dit : vérifier.")
    return True


def _letters(text: str) -> str:
    return re.sub(r"[\s'’-]", "", text).lower()


def _capitalised(name: str) -> str:
    return re.sub(r"(^|[\s'-])(\w)", lambda found: found[1] + found[2].upper(), name)
