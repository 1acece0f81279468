"""The TNM classification: letters and figures said one by one, or run together by the recogniser."""

import re
from collections.abc import Sequence

from transcribe.french.word_sorts import sorted_words
from transcribe.writing.draft import SIGNS, Item
from transcribe.writing.spans import is_paused
from transcribe.writing.words import word_set

HEARD_TNM = re.compile(
    r"(y?[pcPC])?T(?:is|IS|[0-4X][a-dA-D]?|[aA])(?:[pcPC]?N[0-3X][a-cA-C]?(?:mi|MI)?)?(?:[pcPC]?M[01X][a-c]?)?"
)

PREFIXED_GROUP = re.compile(r"y?[pc][TNM]")
_GROUP = re.compile(r"(y?[pcPC])?[TNM](?:[0-4x+\u2212]|is).*")
_TUMOURS = word_set(
    "tnm tumeur tumeurs cancer cancers carcinome carcinomes adenocarcinome adenocarcinomes melanome neoplasie "
    "ganglion ganglions ganglionnaire ganglionnaires sentinelle curage adenopathie adenopathies lymphatique "
    "classe classee classes classees stade statut"
)
_GO_ON = sorted_words("to", "with", "preposition", "link") | {"a"}
_REACH = 8


def sign_at(tokens: Sequence[Item], place: int) -> str:
    """The sign of « N plus », « M moins » at ``place``; empty where « plus » compares or counts what follows."""
    sign = SIGNS.get(tokens[place].key, "") if place < len(tokens) else ""
    if not sign or tokens[place].role != "word":
        return ""
    if is_paused(tokens, place + 1):
        return sign
    follow = tokens[place + 1]
    return sign if follow.key in _GO_ON or (len(follow.text) == 1 and follow.text in "TNMRpc") else ""


def tells_tumour(tokens: Sequence[Item], start: int) -> bool:
    """Whether the words before ``start`` speak of a tumour or of lymph nodes, in the same sentence."""
    for token in reversed(tokens[max(0, start - _REACH) : start]):
        if any(mark in token.trail for mark in ".?!") or "\n" in token.text:
            return False
        if token.key in _TUMOURS or _GROUP.fullmatch(token.text):
            return True
    return False


def other_tnm(atoms: list[str]) -> str:
    """The other way to write "p T un c N zéro", pT1c N0 or pT1 cN0, or empty: a « c » said between two groups.

    Behind a first « c » (« c T deux c N zéro ») it is the same prefix said again.
    """
    if atoms[0] in ("c", "C"):
        return ""
    for place in range(1, len(atoms) - 1):
        before, letter, after = atoms[place - 1 : place + 2]
        if letter in ("c", "C") and before in ("1", "2", "3", "4") and after in ("T", "N", "M"):
            return write_tnm([*atoms[:place], letter.swapcase(), *atoms[place + 1 :]])
    return ""


def write_tnm(atoms: list[str]) -> str:
    """ "p T un c p N un m i" → pT1c pN1mi; "c T deux a N deux" → cT2aN2; "p T a" → pTa."""
    text, prefix, place, groups = "", "", 0, 0
    while place < len(atoms):
        atom = atoms[place]
        if atom in ("p", "c", "y", "r", "P") and place + 1 < len(atoms) and atoms[place + 1] in "TNMpP":
            prefix += atom.lower()
            place += 1
            continue
        if atom not in ("T", "N", "M", "R", "L", "V") or place + 1 >= len(atoms):
            return ""
        if atom in "TNM" and place + 1 < len(atoms):
            stage, place = _tnm_stage(atoms, place + 1)
        elif groups and atoms[place + 1] in ("0", "1", "2"):
            stage, place, prefix = atoms[place + 1], place + 2, prefix or " "
        else:
            return ""
        if not stage or (atom in text and not prefix.strip()):
            return ""
        if prefix.strip() and text:
            text += " "
        text += prefix + atom + stage
        prefix, groups = "", groups + 1
    has_prefix = bool(text) and text[0].islower()
    return text if groups >= 2 or (groups == 1 and has_prefix) else ""


def _tnm_stage(atoms: list[str], place: int) -> tuple[str, int]:  # noqa: PLR0911
    atom = atoms[place]
    if atom in SIGNS.values():
        return (atom, place + 1) if atoms[place - 1] != "T" else ("", place)
    if atom in ("is", "a") and atoms[place - 1] == "T":
        return atom, place + 1
    if atom in ("i", "I") and place + 1 < len(atoms) and atoms[place + 1].lower() == "s":
        return "is", place + 2
    if atom.upper() == "X":
        return "x", place + 1
    if not (atom.isdecimal() and int(atom) <= 4):
        return "", place
    place += 1
    if place < len(atoms) and atoms[place].lower() in "abcd" and atoms[place].isalpha():
        follows = atoms[place + 1] if place + 1 < len(atoms) else ""
        if not (atoms[place] == "c" and follows in ("T", "N", "M")):
            atom, place = atom + atoms[place].lower(), place + 1
    if atoms[place : place + 2] in (["m", "i"], ["M", "I"]):
        return atom + "mi", place + 2
    if place < len(atoms) and atoms[place] == "mi":
        return atom + "mi", place + 1
    return atom, place


def respell_tnm(text: str) -> str:
    """ "PT1CPN1MI" → pT1c pN1mi."""
    groups = re.findall(
        r"(y?[pcPC])?([TNM])(is|IS|X|[0-4][a-dA-D]?(?![a-dA-D]*[TNM])?|[aA])((?:mi|MI)?)", text
    )
    out = ""
    for prefix, group, stage, micro in groups:
        out += (" " if out and prefix else "") + prefix.lower() + group + stage.lower() + micro.lower()
    return out or text
