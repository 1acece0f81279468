"""Letters said one by one, and codes made of letters and numbers: IRM, L4-L5, J15, pT1c pN1mi, CD20."""

import re
from collections.abc import Mapping

from transcribe.writing.code_tables import (
    ARABIC_BETWEEN,
    CANONICAL,
    GLUED,
    ROMAN,
    ROMAN_BETWEEN,
    ROMAN_NAMES,
    ROMAN_NOUNS,
    SEQUENCE_WORDS,
    VITAMINS,
)
from transcribe.writing.tokens import Draft, Token, joined
from transcribe.writing.units import parse_unit
from transcribe.writing.words import word_set

_ELIDED_LETTER = re.compile(r"((?:[ldnsmtjc]|qu|jusqu|lorsqu|puisqu)['’])(\w)", re.IGNORECASE)
_HYPHENED_LETTERS = re.compile(r"((?:[ldnsmtjc]|qu)['’])?([A-Z](?:[-.][A-Z])+)\.?(?:-(\d+))?")
_LETTER_DIGITS = re.compile(r"([A-Z])-(\d{1,2})")
_LEVELS = ("C", 7), ("T", 12), ("D", 12), ("L", 5), ("S", 5)
_TNM = frozenset("tnm")
_LOWER_PREFIX = frozenset({"p", "c", "y", "yp", "yc", "r", "u"})
_HEARD_TNM = re.compile(
    r"(y?[pcPC])?T(?:is|IS|[0-4X][a-dA-D]?|[aA])(?:[pcPC]?N[0-3X][a-cA-C]?(?:mi|MI)?)?(?:[pcPC]?M[01X][a-c]?)?"
)


def join_letters(draft: Draft, acronyms: Mapping[str, str] | None = None) -> None:
    """Joins letters said one by one, with the numbers that belong to them."""
    known = {**CANONICAL, **(acronyms or {})}
    out: list[Token] = []
    tokens, index = draft.tokens, 0
    while index < len(tokens):
        stop, text, prefix = _code(tokens, index, known)
        if stop:
            run = tokens[index:stop]
            if len(run) == 1 and text == run[0].text:
                out.append(run[0])
                run[0].keep_case = True
            else:
                token = joined(run, prefix + text, kind="acronym", reason="lettres et chiffres d’un sigle")
                token.keep_case = not prefix and not text.startswith(("anti-", "gamma-"))
                token.done = True
                out.append(token)
            index = stop
        else:
            out.append(tokens[index])
            index += 1
    draft.tokens = out
    _levels(draft)


def _letter(token: Token, *, first: bool) -> tuple[str, str]:
    """(elided prefix, letter) when the token is one letter said alone, else ("", "")."""
    if token.role != "word" or token.done:
        return "", ""
    text = token.text
    if len(text) == 1 and text.isalpha() and text.isascii():
        return "", text
    if token.key in ("double-v", "double-ve"):
        return "", "W"
    if first and (found := _ELIDED_LETTER.fullmatch(text)):
        return found.group(1), found.group(2)
    return "", ""


def _code(tokens: list[Token], start: int, known: Mapping[str, str]) -> tuple[int, str, str]:
    """Index after the code that starts at ``start``, its written form, and an elided prefix before it."""
    token = tokens[start]
    if token.role != "word" or token.done:
        return 0, "", ""
    found = _HYPHENED_LETTERS.fullmatch(token.text)
    if found:
        letters = re.sub(r"[-.]", "", found.group(2)) + (found.group(3) or "")
        return start + 1, _spell(letters, known), found.group(1) or ""
    if found := _LETTER_DIGITS.fullmatch(token.text):
        return start + 1, found.group(1) + found.group(2), ""
    prefix, letter = _letter(token, first=True)
    if not letter:
        return _named_code(tokens, start, known)
    atoms, stop = _atoms(tokens, start, letter)
    while atoms:
        written = _write_atoms(tokens, start, atoms, known)
        if written:
            return start + len(atoms), written, prefix
        atoms = atoms[:-1]
    return 0, "", ""


def _atoms(tokens: list[Token], start: int, letter: str) -> tuple[list[str], int]:
    """Letters and numbers said in a row, from ``start`` on, without a pause between them."""
    atoms, place = [letter], start
    while place + 1 < len(tokens) and not tokens[place].trail and not tokens[place + 1].lead:
        follow = tokens[place + 1]
        _, letter = _letter(follow, first=False)
        if letter and letter not in "àôy":
            atoms.append(letter)
        elif follow.is_integer and not follow.done and len(follow.number or "") <= 3:
            atoms.append(follow.number or "")
        elif follow.key in ("is", "mi", "rads", "tirads", "vasc", "bled", "pro"):
            atoms.append(follow.text)
        else:
            break
        place += 1
    return atoms, place + 1


def _write_atoms(tokens: list[Token], start: int, atoms: list[str], known: Mapping[str, str]) -> str:
    key = "".join(atoms).upper()
    letters = [a for a in atoms if a.isalpha()]
    if len(atoms) > 1 and key in known:
        return known[key]
    if (text := _tnm(atoms)) or (text := _translocation(tokens, start, atoms)):
        return text
    if len(atoms) == 1:
        return ""
    if atoms[0].isalpha() and atoms[1].isdecimal():
        return _letter_number(tokens, start, atoms)
    if len(letters) == len(atoms):
        return _acronym(tokens, start, atoms)
    return _mixed(atoms)


def _acronym(tokens: list[Token], start: int, atoms: list[str]) -> str:
    capitals = sum(a.isupper() for a in atoms)
    if capitals < len(atoms) and not (capitals == 0 and len(atoms) >= 3 and set(atoms) - set("ayà")):
        return ""
    return "".join(atoms).upper()


def _letter_number(tokens: list[Token], start: int, atoms: list[str]) -> str:
    """ "J quinze" → J15; "G deux P un" → G2P1; "L quatre L cinq" is joined later."""
    letter, number = atoms[0], atoms[1]
    article = tokens[start + 1].article
    if not _may_number(tokens, start, letter + number, len(atoms)):
        return ""
    if letter in "ayà" or (letter.islower() and letter not in "pcdgjlstmnhv"):
        return ""
    if letter == "p" and number in ("16", "21", "27", "40", "53", "57", "63", "2", "3", "4", "5"):
        return f"p{number}" if len(atoms) == 2 else ""
    if letter.islower() and letter not in "gjlst":
        return ""
    if letter.islower() and article:
        return ""
    if len(atoms) == 2:
        return letter.upper() + number
    if len(atoms) == 4 and (letter.upper(), atoms[2].upper()) == ("G", "P") and atoms[3].isdecimal():
        return f"G{number}P{atoms[3]}"
    if len(atoms) == 3 and atoms[2] in ("a", "b", "c") and letter in "TNM":
        return letter + number + atoms[2]
    return ""


def _may_number(tokens: list[Token], start: int, code: str, length: int) -> bool:
    """Whether a letter takes the number after it: not in "vitamine C un gramme", "hépatite B deux doses"."""
    before = tokens[start - 1].key if start and not tokens[start - 1].trail else ""
    if before in ("vitamine", "vitamines"):
        return code in VITAMINS
    if before in ("hepatite", "hepatites", "groupe", "groupes", "sous-groupe"):
        return False
    end = start + length
    if tokens[end - 1].trail or end >= len(tokens) or len(tokens[end].text) == 1:
        return True
    return not parse_unit(tokens, end)[0]


def _mixed(atoms: list[str]) -> str:
    """Letters, then one number, where usage writes them together: CD20 (but TICI 3)."""
    head = 0
    while head < len(atoms) and atoms[head].isalpha():
        head += 1
    word = "".join(atoms[:head])
    if not word.isupper() or head < 2 or len(atoms) != head + 1:
        return ""
    return word + atoms[head] if word in GLUED else ""


def _ends(tokens: list[Token], index: int) -> bool:
    """Whether nothing follows that an article could belong to."""
    if tokens[index].trail or index + 1 >= len(tokens):
        return True
    follow = tokens[index + 1]
    return follow.role != "word" or follow.key in ("et", "ou", "plus", "a", "avec", "sans", "positif")


def _tnm(atoms: list[str]) -> str:
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


def _tnm_stage(atoms: list[str], place: int) -> tuple[str, int]:
    atom = atoms[place]
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


def _translocation(tokens: list[Token], start: int, atoms: list[str]) -> str:
    """ "t quatorze dix-huit" → t(14;18)."""
    if len(atoms) != 3 or atoms[0] not in ("t", "T") or not (atoms[1].isdecimal() and atoms[2].isdecimal()):
        return ""
    near = {t.key for t in tokens[max(0, start - 4) : start]}
    if atoms[0] == "T" and not near & {"translocation", "translocations"}:
        return ""
    if not (1 <= int(atoms[1]) <= 22 and 1 <= int(atoms[2]) <= 22):
        return ""
    return f"t({atoms[1]};{atoms[2]})"


def _named_code(tokens: list[Token], start: int, known: Mapping[str, str]) -> tuple[int, str, str]:
    """Acronyms that came as one word: "CD vingt", "Ki soixante-sept", "birads quatre", "BCL-2"."""
    token = tokens[start]
    if token.key == "hb" and [t.key for t in tokens[start + 1 : start + 4]] == ["a", "un", "c"]:
        return start + 4, "HbA1c", ""
    if token.key in ("anti", "gamma") and start + 2 < len(tokens) and not token.trail:
        letters, _ = _atoms(tokens, start, "")
        letters = [letter for letter in letters if letter]
        if len(letters) >= 2 and all(letter.isupper() for letter in letters):
            return start + 1 + len(letters), f"{token.text}-{''.join(letters)}", ""
    if not token.text.isascii() or len(token.text) > 14:
        return 0, "", ""
    flat = token.key.replace("-", "").upper()
    if _HEARD_TNM.fullmatch(token.text) and len(token.text) > 2:
        return start + 1, _heard_tnm(token.text), ""
    follow = tokens[start + 1] if start + 1 < len(tokens) and not token.trail else None
    number = follow.number if follow is not None and follow.is_integer and not follow.done else None
    if (
        number
        and f"{flat}{number}" in known
        and flat + number not in ("IL1", "IL2")
        and flat not in ("BETA",)
    ):
        return start + 2, known[f"{flat}{number}"], ""
    if flat in known and (token.text.isupper() or "RADS" in flat or flat in ("HASBLED",)):
        return start + 1, known[flat], ""
    if token.text.isupper() and number and flat in GLUED:
        return start + 2, f"{flat}{number}", ""
    found = re.fullmatch(r"([A-Z]{2,4})-(\d{1,2})", token.text)
    if found and found.group(1) in GLUED:
        return start + 1, found.group(1) + found.group(2), ""
    return 0, "", ""


def _heard_tnm(text: str) -> str:
    """ "PT1CPN1MI" → pT1c pN1mi."""
    groups = re.findall(
        r"(y?[pcPC])?([TNM])(is|IS|X|[0-4][a-dA-D]?(?![a-dA-D]*[TNM])?|[aA])((?:mi|MI)?)", text
    )
    out = ""
    for prefix, group, stage, micro in groups:
        out += (" " if out and prefix else "") + prefix.lower() + group + stage.lower() + micro.lower()
    return out or text


def _spell(letters: str, known: Mapping[str, str]) -> str:
    return known.get(letters.upper(), letters)


def _levels(draft: Draft) -> None:
    """ "L4 L5" → L4-L5: two neighbouring vertebrae name the disc between them."""
    tokens, out = draft.tokens, []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if (
            out
            and _may_join(out[-1], token)
            and _is_next_level(out[-1].text, token.text)
            and not _near_sequence(out)
        ):
            upper = out.pop()
            merged = joined(
                [upper, token],
                f"{upper.text}-{token.text}",
                kind="acronym",
                reason="étage vertébral",
            )
            merged.done = merged.keep_case = True
            out.append(merged)
        else:
            out.append(token)
        index += 1
    draft.tokens = out


def _may_join(upper: Token, lower: Token) -> bool:
    """The recogniser puts a comma between the levels of "L-3, L-4"."""
    return not upper.trail or (upper.trail == "," and "-" in upper.heard and "-" in lower.heard)


def _near_sequence(tokens: list[Token]) -> bool:
    """Whether "T1 T2" are sequences of magnetic resonance rather than vertebrae."""
    if tokens[-1].text[0] != "T":
        return False
    for token in tokens[-2:-8:-1]:
        if token.role == "mark" and token.text != ",":
            return False
        if token.key in SEQUENCE_WORDS:
            return True
    return False


def _is_next_level(upper: str, lower: str) -> bool:
    if len(upper) > 3 or len(lower) > 3 or not upper[1:].isdecimal() or not lower[1:].isdecimal():
        return False
    first, second = (upper[0], int(upper[1:])), (lower[0], int(lower[1:]))
    counts = dict(_LEVELS)
    if first[0] not in counts or second[0] not in counts:
        return False
    if first[0] == second[0]:
        return second[1] == first[1] + 1 and second[1] <= counts[first[0]]
    following = {"C": "TD", "T": "L", "D": "L", "L": "S"}
    return second[1] == 1 and first[1] == counts[first[0]] and second[0] in following.get(first[0], "")


def write_classes(draft: Draft) -> None:
    """Grades, stades and classes in Roman figures; "type deux", "station quatre R" in Arabic ones."""
    hepatic = any("hepat" in t.key or t.key == "foie" for t in draft.tokens)
    index = 0
    while index < len(draft.tokens):
        token = draft.tokens[index]
        if token.number is not None and not token.done and token.is_integer:
            _classify(draft, index, hepatic)
        index += 1


def _classify(draft: Draft, index: int, hepatic: bool) -> None:
    tokens = draft.tokens
    token = tokens[index]
    follow = tokens[index + 1].key if index + 1 < len(tokens) and not token.trail else ""
    roman = follow != "sur" and (
        _wants_roman(tokens, index, hepatic) or _is_clotting_factor(tokens, index, follow)
    )
    suffix, stop = _suffix(tokens, index, roman)
    if roman and int(token.value) < len(ROMAN):
        text = ROMAN[int(token.value)] + suffix
        draft.merge(index, stop, text, kind="number", reason="chiffres romains").keep_case = True
    elif suffix:
        text = f"{token.number}{suffix}"
        draft.merge(index, stop, text, kind="acronym", reason="code").keep_case = True
    elif _paris(draft, index):
        return
    elif token.article and index and not tokens[index - 1].trail and _names_one(tokens, index):
        token.text, token.kind, token.reason, token.done = "1", "number", "nombre en chiffres", True


def _paris(draft: Draft, index: int) -> bool:
    """ "Paris zéro un s" → Paris 0-Is, "zéro deux a" → 0-IIa (endoscopic classification of Paris)."""
    tokens = draft.tokens
    if draft.tokens[index].number != "0" or index + 2 >= len(tokens) or tokens[index].trail:
        return False
    if not any(t.key == "paris" for t in tokens[max(0, index - 3) : index]):
        return False
    kind, letter = tokens[index + 1], tokens[index + 2]
    if kind.number not in ("1", "2", "3") or kind.trail or letter.key not in ("s", "p", "a", "b", "c"):
        return False
    text = f"0-{ROMAN[int(kind.number)]}{letter.key}"
    draft.merge(index, index + 3, text, kind="acronym", reason="classification de Paris").keep_case = True
    return True


def _is_clotting_factor(tokens: list[Token], index: int, follow: str) -> bool:
    """ "facteur cinq Leiden", "déficit en facteur huit": Roman, unlike "un facteur trois"."""
    if not index or tokens[index - 1].key != "facteur":
        return False
    lead = tokens[index - 2].key if index > 1 else ""
    return follow == "leiden" or lead in ("en", "du") or (lead == "" and tokens[index].value >= 5)


def _names_one(tokens: list[Token], index: int) -> bool:
    """Whether "un" is the figure of a type, score or code: "type un", "Modic un", "score à un"."""
    before = tokens[index - 1]
    if tokens[index].key == "une" or (index + 1 < len(tokens) and tokens[index + 1].key == "plus"):
        return False
    if before.key in ("type", "types", "numero", "score", "station", "dent"):
        return True
    if not _ends(tokens, index):
        return False
    if any(t.key in ("en", "l'un", "aucun", "chacun") for t in tokens[max(0, index - 3) : index]):
        return False
    return before.role == "word" and before.key not in ("plus", "comme", "par", "dont", "pas", "ou", "et")


def _wants_roman(tokens: list[Token], index: int, hepatic: bool) -> bool:
    place = index - 1
    while place >= 0 and tokens[place].role == "word" and not tokens[place].trail:
        token = tokens[place]
        if (
            token.key in ROMAN_NOUNS and token.text[-1] not in "éÉ" and token.text[-2:] != "és"
        ) or token.key in ROMAN_NAMES:
            return True
        if token.key in ("segment", "segments"):
            return hepatic and index - place <= 4
        linked = token.key in ("a", "ou", "et", "-") or token.kind == "number"
        between = token.key in ROMAN_BETWEEN or (token.text.isupper() and len(token.text) > 1)
        if token.key in ARABIC_BETWEEN or not (linked or between) or index - place > 5:
            return False
        if token.key in ("a", "et", "ou") and not (place and _is_figure(tokens[place - 1])):
            return False
        place -= 1
    return False


def _is_figure(token: Token) -> bool:
    return token.number is not None or token.text in ROMAN or token.text.rstrip("ABC") in ROMAN


def _suffix(tokens: list[Token], index: int, roman: bool) -> tuple[str, int]:
    """The letter of "trois B" or "quatre R", and the index after it."""
    token = tokens[index]
    if token.trail or index + 1 >= len(tokens) or not index:
        return "", index + 1
    letter = tokens[index + 1]
    if letter.role != "word" or letter.done or len(letter.text) != 1 or not letter.text.isalpha():
        return "", index + 1
    if letter.text in ("à", "y", "ô"):
        return "", index + 1
    if roman:
        if letter.key in "abcd" and (letter.text != "a" or _ends(tokens, index + 1)):
            case = letter.text if tokens[index - 1].key in ("clavien", "forrest") else letter.text.upper()
            return case, index + 2
        return "", index + 1
    before = tokens[index - 1].key
    if letter.text in "RL" and before in _STATION_BEFORE:
        return letter.text, index + 2
    if tokens[index - 1].kind == "acronym" and (
        letter.text in "ABCbc" or (letter.text == "a" and _ends(tokens, index + 1))
    ):
        return letter.text, index + 2
    if before in ("type", "types") and letter.text.isupper():
        return letter.text, index + 2
    return "", index + 1


_STATION_BEFORE = word_set(
    "station stations adenopathie adenopathies ganglion ganglions relais territoire aire aires et , "
    "chaine loge loges"
)
