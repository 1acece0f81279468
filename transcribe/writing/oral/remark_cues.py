"""What shows that a sentence is meant for the secretary, and where the remark begins."""

from functools import cache

from transcribe.french.civilities import civility_of
from transcribe.writing.draft import Item
from transcribe.writing.oral.cues import order_words, remark_words, talk_words
from transcribe.writing.words import word_set

_COPIES = frozenset({"copie", "copies", "double"})
_MAY = frozenset({"pouvez", "pourrez", "peux", "pourriez"})
_BEFORE_VERB = frozenset({"l'", "me", "m'", "lui", "vouloir", "penser", "la", "le", "les", "ne", "pas"})
_OPENERS = talk_words("opener", "remark_opener", "please")
_LEADS = _OPENERS | word_set("je note message remarque pour le la")


def title_of(key: str) -> str:
    """The civility of one person that a folded word is, as written before a name: « Dr »; empty for other words."""
    found = civility_of(key)
    return found.written if found is not None and found.role in ("doctor", "patient") else ""


def is_cue(tokens: list[Item], index: int, stop: int) -> bool:  # noqa: PLR0911
    """Whether a remark to the secretary starts at ``index``, in a sentence that ends before ``stop``."""
    if tokens[index].key not in cue_heads():
        return False
    keys = [t.key for t in tokens[index : min(stop, index + 8)]] + [""] * 8
    if keys[0] == "merci":
        return _is_thanks(keys)
    if keys[0] in order_words() or (keys[0] in ("vous", "tu") and keys[1] in order_words()):
        return bool(remark_words("copy").intersection(_bare(keys)))
    if keys[0] in ("vous", "tu") and keys[1] in _MAY:
        return bool((remark_words("copy") | remark_words("office")).intersection(_bare(keys)))
    if keys[0] in _COPIES:
        named = (keys[1] in ("a", "au", "aux", "pour") and not _has(tokens, index + 1)) or (
            bool(tokens[index].trail) and bool(title_of(keys[1]))
        )
        return named and _is_clause_start(tokens, index)
    if keys[0] in ("une", "en", "avec") and keys[1] in ("copie", "double"):
        meant = keys[2] in ("a", "au", "aux", "pour", "le", "de") and not _has(tokens, index + 2)
        return meant and _is_clause_start(tokens, index)
    if keys[0] in ("secretaire", "secretariat") and index and tokens[index - 1].key in ("le", "la"):
        return any(t.key in ("note", "message", "remarque") for t in tokens[max(0, index - 3) : index])
    return False


def _has(tokens: list[Item], index: int) -> bool:
    """Whether "a" without its accent is the verb: "une copie a été remise"; it is « à » before a name."""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return tokens[index].text == "a" and not (after and (after.is_capital or title_of(after.key)))


@cache
def cue_heads() -> frozenset[str]:
    """The words with which a remark begins to show."""
    return order_words() | {"merci", "vous", "tu", "une", "en", "avec", "secretaire", "secretariat"} | _COPIES


def _bare(keys: list[str]) -> set[str]:
    """The words without what is elided before them: « l’orthographe »."""
    return {key.rpartition("'")[2] for key in keys}


def _is_thanks(keys: list[str]) -> bool:
    """ "merci de mettre une copie", "merci de l'imprimer"; not "merci de le revoir"."""
    if keys[1] == "de":
        verb = next((key for key in keys[2:5] if key not in _BEFORE_VERB and key != "bien"), "")
    elif keys[1].startswith("d'"):
        verb = keys[1][2:] if keys[1] != "d'en" else keys[2]
    else:
        return False
    verb = verb[2:] if verb.startswith(("l'", "m'", "y'")) else verb
    return verb in remark_words("typing") or (
        verb in remark_words("asked")
        and bool((remark_words("copy") | remark_words("office")).intersection(_bare(keys)))
    )


def _is_clause_start(tokens: list[Item], index: int) -> bool:
    if not index:
        return True
    before = tokens[index - 1]
    return before.role == "mark" or bool(before.trail) or before.key in _OPENERS


def remark_start(tokens: list[Item], start: int, index: int) -> int:
    """Goes back from the cue over "ah oui", "Mireille", "s'il vous plaît" to where the remark begins."""
    place = index
    while place > start:
        before = tokens[place - 1]
        if before.role == "mark":
            if before.text != "," or place - 1 <= start or not is_call(tokens, start, place - 1):
                break
        elif (
            before.key not in _LEADS and before.text not in ("à", "au") and not is_call(tokens, start, place)
        ):
            break
        place -= 1
    return place


def is_call(tokens: list[Item], start: int, end: int) -> bool:
    """Whether the word before ``end`` calls somebody at the head of the sentence: "Mireille,", "ah oui Mireille,"."""
    if end - 1 < start or any(token.key not in _OPENERS for token in tokens[start : end - 1]):
        return False
    word = tokens[end - 1]
    return word.role == "word" and (word.is_capital or word.key in ("secretariat", "secretaire"))
