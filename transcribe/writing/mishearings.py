"""Spellings that a recogniser gives to dictated numbers and civilities, put back before the other rules."""

import re

from transcribe.writing.dates import MONTHS
from transcribe.writing.tokens import Draft, Token

_ABBREVIATIONS = frozenset({"dr", "pr", "m", "mme", "mlle", "drs", "prs", "st", "ste"})
_NUMBERED = frozenset({"type", "grade", "stade", "classe", "types", "grades", "stades"})
_STOPS = frozenset({"virgule", "virgules", "point", "points", "pointe"})
_TAKEN = frozenset(
    {"comprimes", "comprime", "gelules", "gouttes", "sachets", "bouffees", "ampoules", "gelule", "cuilleres"}
)
_FEVER = re.compile(r"([34]\d)[°º](\d)")
_CIVILITIES = frozenset({"monsieur", "madame", "mademoiselle", "m", "mme", "mlle", "enfant"})
_BORN = "« n’est » entendu pour « né »"
_DOUBT = "« de » entendu pour « deux » : vérifier ce nombre."


def mend_hearing(draft: Draft) -> None:
    """Mends what is sure, and doubts the numbers: "de fois par jour" is "deux fois par jour"."""
    tokens = draft.tokens
    for index, token in enumerate(tokens):
        if token.role != "word":
            continue
        follow = tokens[index + 1] if index + 1 < len(tokens) else None
        if token.trail == "." and token.key in _ABBREVIATIONS and follow is not None and follow.is_capital:
            token.trail = ""
        elif token.key == "de" and not token.trail and _stands_for_two(tokens, index):
            token.text, token.key, token.kind, token.reason = (
                "deux",
                "deux",
                "number",
                "« de » entendu pour « deux »",
            )
            draft.doubt([token], "dose", _DOUBT, ("de",))
        elif token.key == "n'est" and not token.trail and _stands_for_born(tokens, index):
            feminine = any(
                t.key in ("madame", "mme", "mademoiselle") for t in tokens[max(0, index - 6) : index]
            )
            token.text, token.kind, token.reason = "née" if feminine else "né", "term", _BORN
            token.key = "ne"
        elif found := _FEVER.fullmatch(token.text):
            token.text = f"{found[1]},{found[2]}\u00a0°C"
            token.kind, token.reason, token.done = "unit", "température", True


def _stands_for_born(tokens: list[Token], index: int) -> bool:
    """ "madame X n'est le 2 février": a name before, a day after."""
    after = tokens[index + 1 : index + 4]
    if len(after) < 3 or after[0].key != "le" or after[2].key not in MONTHS:
        return False
    return any(t.key in _CIVILITIES for t in tokens[max(0, index - 6) : index])


def _stands_for_two(tokens: list[Token], index: int) -> bool:
    before = tokens[index - 1] if index else None
    keys = [t.key for t in tokens[index + 1 : index + 3]] + ["", ""]
    if keys[0] == "fois" and keys[1] == "par":
        return True
    if before is None:
        return False
    if before.key in _NUMBERED and not before.trail and before.text[-1] not in "éÉ":
        return keys[0] in _STOPS
    return keys[0] in _TAKEN and (
        before.trail == "," or before.key.endswith(("mg", "milligrammes", "grammes"))
    )
