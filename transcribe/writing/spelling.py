"""Names spelled out letter by letter: "Szymczak, S Z Y M C Z A K"."""

import re
from difflib import SequenceMatcher

from transcribe.writing.tokens import Draft, Token, fold
from transcribe.writing.words import word_set

_ACCENTS = {
    "aigu": {"e": "é", "a": "á", "i": "í", "o": "ó", "u": "ú"},
    "grave": {"e": "è", "a": "à", "u": "ù"},
    "circonflexe": {"e": "ê", "a": "â", "i": "î", "o": "ô", "u": "û"},
    "trema": {"e": "ë", "i": "ï", "u": "ü", "a": "ä", "o": "ö", "y": "ÿ"},
    "cedille": {"c": "ç"},
    "tilde": {"n": "ñ", "a": "ã", "o": "õ"},
}
_DOUBLES = frozenset({"deux", "double", "2"})
_CUES = word_set("ca s'ecrit s'epelle epele j'epelle je l'epelle epelez s'orthographie cela l'ecris")
_LETTERS = re.compile(r"[A-Za-zÀ-ÿ](?:[-.][A-Za-zÀ-ÿ])+\.?")
_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxz]{5}")
_REASON = "nom épelé"


def apply_spellings(draft: Draft) -> None:
    """Removes the letters of a spelled name, whose spelling wins over what was heard before."""
    index = 1
    while index < len(draft.tokens):
        spelled, stop = _spelled(draft.tokens, index)
        if spelled and _apply(draft, index, stop, spelled):
            continue
        index += 1


def _spelled(tokens: list[Token], start: int) -> tuple[str, int]:
    """The lower-case name spelled from ``start`` on, and the index after it; "" when none is.

    A pause ends the spelling unless another letter or one of the spelling words follows.
    """
    name, place, count = "", start, 0
    while place < len(tokens) and tokens[place].role == "word":
        key, text = tokens[place].key, tokens[place].text.lower()
        follow = tokens[place + 1].key if place + 1 < len(tokens) else ""
        if (
            len(text) == 1
            and text.isalpha()
            and text != "à"
            and (tokens[place].is_capital or text not in "ay")
        ):
            name, place, count = name + text, place + 1, count + 1
        elif key in ("double", "w") and follow in ("v", "ve"):
            name, place, count = name + "w", place + 2, count + 1
        elif key in ("i", "y") and follow == "grec":
            name, place, count = name + "y", place + 2, count + 1
        elif key in _DOUBLES and len(follow) == 1 and follow.isalpha() and not tokens[place].trail:
            name, place, count = name + 2 * tokens[place + 1].text.lower(), place + 2, count + 2
        elif key == "accent" and name and follow in _ACCENTS:
            name, place = name[:-1] + _ACCENTS[follow].get(name[-1], name[-1]), place + 2
        elif key in ("trema", "cedille", "tilde") and name:
            name, place = name[:-1] + _ACCENTS[key].get(name[-1], name[-1]), place + 1
        elif key == "apostrophe" and name:
            name, place = name + "'", place + 1
        elif (key == "trait" and follow == "d'union") and name:
            name, place = name + "-", place + 2
        elif key in ("tiret",) and name and len(follow) == 1:
            name, place = name + "-", place + 1
        elif ((key == "plus" and follow == "loin") and name) or (
            (key == "nouveau" and follow == "mot") and name
        ):
            name, place = name + " ", place + 2
        elif key == "espace" and name:
            name, place = name + " ", place + 1
        elif key == "comme" and name and place + 1 < len(tokens) and follow[:1] == fold(name[-1]):
            place += 2
        elif _LETTERS.fullmatch(tokens[place].text) and len(tokens[place].text) >= 3:
            letters = re.sub(r"[-.]", "", tokens[place].text).lower()
            name, place, count = name + letters, place + 1, count + len(letters)
        else:
            break
        if "." in tokens[place - 1].trail and not tokens[place - 1].text.isupper():
            break
        if "." in tokens[place - 1].trail:
            break
    return (name.strip(), place) if count >= 3 else ("", start)


def _apply(draft: Draft, start: int, stop: int, spelled: str) -> bool:
    tokens = draft.tokens
    name_end = start
    while name_end > 0 and tokens[name_end - 1].key in _CUES:
        name_end -= 1
    best, size = 0.0, 0
    flat = re.sub(r"[^a-z]", "", fold(spelled))
    for length in (1, 2, 3):
        run = tokens[max(0, name_end - length) : name_end]
        if len(run) < length or not all(t.role == "word" and t.is_capital for t in run):
            break
        if any(t.trail for t in run[:-1]):
            break
        heard = re.sub(r"[^a-z]", "", "".join(t.key for t in run))
        score = SequenceMatcher(None, heard, flat, autojunk=False).ratio()
        if score > best:
            best, size = score, length
    if best < 0.55:
        return False
    run = tokens[name_end - size : name_end]
    heard_text = " ".join(t.text for t in run)
    ends = "".join(t.trail for t in draft.remove(name_end, stop, kind="removal", reason=_REASON))
    if run[-1].trail == "," and not run[-1].kind:
        # The pause before the spelling belongs to it; the one after it stays.
        run[-1].trail = "." if "." in ends else "," if ends.endswith(",") else ""
    if _letters(heard_text) != _letters(spelled):
        if _CONSONANTS.search(flat):
            draft.doubt(
                run, "identity", "Épellation mal entendue : vérifier ce nom.", (_capitalised(spelled),)
            )
            return True
        written = _capitalised(spelled)
        merged = draft.merge(name_end - size, name_end, written, kind="term", reason=_REASON)
        draft.doubt([merged], "identity", "L’épellation diffère du nom entendu : vérifier.", (heard_text,))
    return True


def _letters(text: str) -> str:
    return re.sub(r"[\s'’-]", "", text).lower()


def _capitalised(name: str) -> str:
    return re.sub(r"(^|[\s'-])(\w)", lambda found: found[1] + found[2].upper(), name)
