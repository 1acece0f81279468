"""Letters said one by one, and codes made of letters and numbers: IRM, L4-L5, J15, pT1c pN1mi, CD20."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from transcribe.writing.code_tables import (
    CANONICAL,
    GLUED,
    ROMAN_NAMES,
    ROMAN_NOUNS,
    VITAMINS,
)
from transcribe.writing.draft import SIGNS, Draft, Item, joined
from transcribe.writing.levels import join_levels
from transcribe.writing.mutations import written_mutation
from transcribe.writing.readings import CODE
from transcribe.writing.small_letters import raise_letters
from transcribe.writing.spans import unit_at
from transcribe.writing.starts import made_anew
from transcribe.writing.tnm import (
    HEARD_TNM,
    PREFIXED_GROUP,
    other_tnm,
    respell_tnm,
    sign_at,
    tells_tumour,
    write_tnm,
)
from transcribe.writing.words import word_set

_ELIDED_LETTER = re.compile(r"((?:[ldnsmtjc]|qu|jusqu|lorsqu|puisqu)['’])(\w)", re.IGNORECASE)
_HYPHENED_LETTERS = re.compile(
    r"((?i:[ldnsmtjc]|qu)['’])?([A-Z](?:-[A-Z])+|[A-Z](?:\.[A-Z]){2,})\.?(?:-(\d+))?"
)
_LETTER_DIGITS = re.compile(r"([A-IK-Z])-(\d{1,2})")  # "J-1" is the day before
_C_OF_TNM = "« c » de ce groupe du TNM, ou du suivant (clinique) : vérifier."
_MOST_PARTS, _LONGEST_PART, _SHORTEST_CODE = 8, 4, 4
_UNIT_LETTERS = frozenset("glmhjGL")
_NEVER_NUMBERED = frozenset("XK")
_CLASSED = word_set("type types score modic pfirrmann meyerding asa groupe niveau espace cure cycle")
_CLASSED |= ROMAN_NOUNS | ROMAN_NAMES
_NAMED = frozenset({"hb", "anti", "gamma"})
_TAILS = frozenset({"rads", "tirads", "vasc", "bled", "max", "peak", "sat"})  # what codes end with
_SMALL_HEADS = frozenset({"cha"})
"""What begins a code that is one in small letters too: « cha deux ds deux vasc »."""
_HEPATITIS = frozenset({"HBS", "HBC", "HBE"})
_ANTIGENS = word_set("antigene antigenes anticorps ag ac")


def join_letters(draft: Draft) -> None:
    """Joins letters said one by one, with the numbers that belong to them."""
    raise_letters(draft)
    known = {**CANONICAL, **draft.acronyms} if draft.acronyms else CANONICAL
    heads = _heads(frozenset(known))
    tokens = draft.items

    def take(index: int, out: list[Item]) -> int:
        if tokens[index].text in _UNIT_LETTERS and out and _is_unit(tokens, index, out[-1]):
            return 0
        stop, text, prefix = _code(tokens, index, known)
        if stop:
            out.append(_coded(tokens[index:stop], text, prefix))
            _doubt_tnm(draft, index, stop, text)
        return stop - index if stop else 0

    begins = (_may_begin(token.text) or token.key in heads for token in tokens)
    draft.items = made_anew(tokens, begins, take)
    join_levels(draft)


def _coded(run: list[Item], text: str, prefix: str) -> Item:
    """The item of a code said in the items of a run."""
    if len(run) == 1 and text == run[0].text:
        run[0].cased = True
        return run[0]
    item = joined(run, prefix + text, CODE, "lettres et chiffres d’un sigle")
    item.cased = not prefix and not text.startswith(("anti-", "gamma-"))
    return item


def _doubt_tnm(draft: Draft, start: int, stop: int, text: str) -> None:
    """Doubts a « c » said between two groups of a TNM, which may belong to either."""
    run = draft.items[start:stop]
    if len(run) > 3 and text[-1:].isalnum() and "T" in text:
        head = list(run[0].text) if PREFIXED_GROUP.fullmatch(run[0].text) else [run[0].text]
        other = other_tnm([*head, *(item.number or item.text for item in run[1:])])
        if other and other != text:
            draft.doubt(run, "unsure", _C_OF_TNM, (other,))


@lru_cache(maxsize=8)
def _heads(known: frozenset[str]) -> frozenset[str]:
    """What codes begin with when their end is said apart: « ki » of KI67, « ca1 » of CA15, « pi » of PIRADS."""
    heads = set(_SMALL_HEADS)
    for code in known:
        head = code.lower()
        heads.add(head)
        while head[-1:].isdecimal():
            head = head[:-1]
            heads.add(head)
        heads.update(head.removesuffix(tail) for tail in _TAILS if head.endswith(tail))
    return frozenset(heads - {""})


@lru_cache(maxsize=1 << 15)
def _may_begin(text: str) -> bool:
    """Whether a code may begin with a word, whatever the codes that are known: most words are no letters."""
    if len(text) == 1 or text.isupper() or "-" in text or "." in text:
        return True
    return text.lower() in _NAMED or bool(
        HEARD_TNM.fullmatch(text) or PREFIXED_GROUP.fullmatch(text) or _ELIDED_LETTER.fullmatch(text)
    )


def _is_unit(tokens: list[Item], index: int, before: Item) -> bool:
    """Whether a letter is the unit of the number before it: "1 g 4 fois", "2 L 3 heures".

    The number of a class or a grade takes no unit ("Modic 1 L 4 L 5"), nor does one before two codes in a row
    ("G 2 P 1"). A capital G is put in lower case, as the symbol is.
    """
    letter = tokens[index]
    if letter.text not in _UNIT_LETTERS or before.settled or before.number is None or before.article:
        return False
    if before.trail or letter.lead or letter.trail or index + 1 >= len(tokens):
        return False
    if not tokens[index + 1].is_integer:
        return False
    named = tokens[index - 2] if index > 1 else None
    if named is not None and not named.trail and named.key in _CLASSED:
        return False
    after = tokens[index + 2] if index + 2 < len(tokens) and not tokens[index + 1].trail else None
    if letter.is_capital and after is not None and len(after.text) == 1 and after.text in "LSTDCPA":
        return False
    if letter.text == "G":
        letter.rewrite("g", "symbole d’unité", kind="unit")
    return True


def _letter(token: Item, *, first: bool) -> tuple[str, str]:
    """(elided prefix, letter) when the token is one letter said alone, else ("", "")."""
    text = token.text
    if len(text) == 1 and text.isalpha() and text.isascii():
        return "", text
    if token.key in ("double-v", "double-ve"):
        return "", "W"
    if first and (found := _ELIDED_LETTER.fullmatch(text)):
        return found.group(1), found.group(2)
    return "", ""


def _code(tokens: list[Item], start: int, known: Mapping[str, str]) -> tuple[int, str, str]:
    """Index after the code that starts at ``start``, its written form, and an elided prefix before it."""
    token = tokens[start]
    if token.role != "word" or token.settled:
        return 0, "", ""
    if found := _hyphened(token, start, known) or _in_parts(tokens, start, known):
        return found
    prefix, letter = _letter(token, first=True)
    if not letter:
        return _prefixed_group(tokens, start) or _named_code(tokens, start, known)
    atoms = _atoms(tokens, start, letter)
    while atoms:
        written = _write_atoms(tokens, start, atoms, known)
        if written:
            return start + len(atoms), written, prefix
        atoms = atoms[:-1]
    return 0, "", ""


def _prefixed_group(tokens: list[Item], start: int) -> tuple[int, str, str] | None:
    """A group of a TNM whose letter came with its prefix: "pT deux N zéro", "pN plus"."""
    if not PREFIXED_GROUP.fullmatch(tokens[start].text):
        return None
    prefix, letter = tokens[start].text[:-1], tokens[start].text[-1]
    atoms = _atoms(tokens, start, letter)
    while len(atoms) > 1:
        if written := write_tnm([*prefix, *atoms]):
            return start + len(atoms), written, ""
        atoms = atoms[:-1]
    return None


def _hyphened(token: Item, start: int, known: Mapping[str, str]) -> tuple[int, str, str] | None:
    """Letters that came in one word, parted by hyphens or points: "I-R-M", "C.R.P", "L-3"."""
    if "-" not in token.text and "." not in token.text:
        return None
    if found := _HYPHENED_LETTERS.fullmatch(token.text):
        letters = re.sub(r"[-.]", "", found.group(2)) + (found.group(3) or "")
        return start + 1, _spell(letters, known), found.group(1) or ""
    if found := _LETTER_DIGITS.fullmatch(token.text):
        return start + 1, found.group(1) + found.group(2), ""
    return None


def _in_parts(tokens: list[Item], start: int, known: Mapping[str, str]) -> tuple[int, str, str] | None:
    """A known code that came in several parts, letters in twos and threes: "CH à 2 DS 2 VASC", "M à DRS"."""
    flat, ends, small = "", [], tokens[start].key in _SMALL_HEADS
    for place in range(start, min(start + _MOST_PARTS, len(tokens))):
        part = _part(tokens[place], first=place == start, small=small)
        if not part or tokens[place].lead:
            break
        flat += part
        if len(flat) >= _SHORTEST_CODE and flat in known and place > start:
            ends.append((place + 1, known[flat], ""))
        if tokens[place].trail:
            break
    if not ends:
        return None
    near = tokens[start : start + _MOST_PARTS]
    return ends[-1] if small or any(len(token.text) > 1 and token.text.isupper() for token in near) else None


def _part(token: Item, *, first: bool, small: bool) -> str:
    """What a word gives to a code: its capitals (``small``: its letters), its number; empty for any other word."""
    if token.role != "word" or token.settled:
        return ""
    if token.is_integer:
        return "" if first else token.number or ""
    if len(token.text) == 1 and token.text.isalpha():
        return token.key.upper() if not first or token.text.isupper() else ""
    plain = (small or token.text.isupper()) and token.key.isalnum() and len(token.text) <= _LONGEST_PART
    return token.key.upper() if plain else ""


def _atoms(tokens: list[Item], start: int, letter: str) -> list[str]:
    """Letters and numbers said in a row, from ``start`` on, without a pause between them."""
    atoms, place = [letter], start
    while place + 1 < len(tokens) and not tokens[place].trail and not tokens[place + 1].lead:
        follow = tokens[place + 1]
        _, letter = _letter(follow, first=False)
        if letter and letter not in "àôy":
            atoms.append(letter)
        elif follow.is_integer and not follow.settled and len(follow.number or "") <= 3:
            atoms.append(follow.number or "")
        elif atoms[-1] in ("N", "M") and (sign := sign_at(tokens, place + 1)):
            atoms.append(sign)
        elif follow.key in ("is", "mi", "pro") or follow.key in _TAILS:
            atoms.append(follow.text)
        else:
            break
        place += 1
    return atoms


def _write_atoms(tokens: list[Item], start: int, atoms: list[str], known: Mapping[str, str]) -> str:
    key = "".join(atoms).upper()
    letters = [a for a in atoms if a.isalpha()]
    if len(atoms) > 1 and key in known:
        return known[key]
    written = (
        write_tnm(atoms) or _translocation(tokens, start, atoms) or written_mutation(tokens, start, atoms)
    )
    if written:
        return written
    if len(atoms) == 1 or atoms[1] in SIGNS.values():
        return "".join(atoms) if len(atoms) == 2 and tells_tumour(tokens, start) else ""
    if atoms[0].isalpha() and atoms[1].isdecimal():
        return _letter_number(tokens, start, atoms)
    if len(letters) == len(atoms):
        return _acronym(tokens, start, atoms)
    return _mixed(atoms)


def _hepatitis(letters: Sequence[str]) -> str:
    """The antigens of hepatitis B have their last letter small: HBs, HBc, HBe."""
    name = "".join(letters).upper()
    return f"HB{name[-1].lower()}" if name in _HEPATITIS else ""


def _acronym(tokens: list[Item], start: int, atoms: list[str]) -> str:
    if start and tokens[start - 1].key in _ANTIGENS and (hepatitis := _hepatitis(atoms)):
        return hepatitis
    capitals = sum(a.isupper() for a in atoms)
    if capitals < len(atoms) and not (capitals == 0 and len(atoms) >= 3 and set(atoms) - set("ayà")):
        return ""
    return "".join(atoms).upper()


def _letter_number(tokens: list[Item], start: int, atoms: list[str]) -> str:  # noqa: PLR0911
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


def _may_number(tokens: list[Item], start: int, code: str, length: int) -> bool:
    """Whether a letter takes the number after it: not in "vitamine C un gramme", "hépatite B deux doses"."""
    before = tokens[start - 1].key if start and not tokens[start - 1].trail else ""
    if before in ("vitamine", "vitamines"):
        return code in VITAMINS
    if before in ("hepatite", "hepatites", "groupe", "groupes", "sous-groupe"):
        return False
    end = start + length
    if code[0] == "A" and (not start or tokens[start - 1].role == "mark" or tokens[start - 1].trail):
        return False  # "A deux mois de recul": the preposition, in a capital without its accent
    if code[0] in _NEVER_NUMBERED or (code[0] == "T" and 33 <= int(code[1:]) <= 43):
        return False  # "K 4" is a potassium, "T 38" a temperature
    if tokens[end - 1].trail or end >= len(tokens) or len(tokens[end].text) == 1:
        return True
    return unit_at(tokens, end) is None


def _mixed(atoms: list[str]) -> str:
    """Letters, then one number, where usage writes them together: CD20 (but TICI 3)."""
    head = 0
    while head < len(atoms) and atoms[head].isalpha():
        head += 1
    word = "".join(atoms[:head])
    if not word.isupper() or head < 2 or len(atoms) != head + 1:
        return ""
    return word + atoms[head] if word in GLUED else ""


def _translocation(tokens: list[Item], start: int, atoms: list[str]) -> str:
    """ "t quatorze dix-huit" → t(14;18)."""
    if len(atoms) != 3 or atoms[0] not in ("t", "T") or not (atoms[1].isdecimal() and atoms[2].isdecimal()):
        return ""
    near = {t.key for t in tokens[max(0, start - 4) : start]}
    if atoms[0] == "T" and not near & {"translocation", "translocations"}:
        return ""
    if not (1 <= int(atoms[1]) <= 22 and 1 <= int(atoms[2]) <= 22):
        return ""
    return f"t({atoms[1]};{atoms[2]})"


def _named_code(tokens: list[Item], start: int, known: Mapping[str, str]) -> tuple[int, str, str]:  # noqa: PLR0911
    """Acronyms that came as one word: "CD vingt", "Ki soixante-sept", "birads quatre", "BCL-2"."""
    token = tokens[start]
    if token.key == "hb" and [t.key for t in tokens[start + 1 : start + 4]] == ["a", "un", "c"]:
        return start + 4, "HbA1c", ""
    if headed := _headed(tokens, start, known):
        return headed
    if not token.text.isascii() or len(token.text) > 14:
        return 0, "", ""
    if ended := _ended(tokens, start, known):
        return ended
    numbered = start + 1 < len(tokens) and tokens[start + 1].number is not None
    if token.text.islower() and not numbered and "rads" not in token.key:
        return 0, "", ""
    flat = token.key.replace("-", "").upper()
    if HEARD_TNM.fullmatch(token.text) and len(token.text) > 2:
        return start + 1, respell_tnm(token.text), ""
    follow = tokens[start + 1] if start + 1 < len(tokens) and not token.trail else None
    number = follow.number if follow is not None and follow.is_integer and not follow.settled else None
    if (
        number
        and f"{flat}{number}" in known
        and flat + number not in ("IL1", "IL2")
        and flat not in ("BETA",)
    ):
        return start + 2, known[f"{flat}{number}"], ""
    if flat in known and (token.text.isupper() or "RADS" in flat or flat in ("HASBLED",)):
        return start + 1, known[flat], ""
    if token.text.isupper() and number and flat in GLUED and unit_at(tokens, start + 2) is None:
        name = token.text if flat.startswith("HLA") else flat
        return start + 2, f"{name}{number}", ""  # « HLA-DR 0 % » is a share of cells
    found = re.fullmatch(r"([A-Z]{2,4})-(\d{1,2})", token.text)
    if found and found.group(1) in GLUED:
        return start + 1, found.group(1) + found.group(2), ""
    return 0, "", ""


def _headed(tokens: list[Item], start: int, known: Mapping[str, str]) -> tuple[int, str, str] | None:
    """Letters behind « anti » or « gamma »: "anti T P O", "anti H B s", "gamma G T"."""
    token = tokens[start]
    if token.key not in ("anti", "gamma") or token.trail:
        return None
    letters = _atoms(tokens, start, "")[1:]
    stop = start + 1 + len(letters)
    if hepatitis := _hepatitis(letters):
        return stop, f"{token.text}-{hepatitis}", ""
    if len(letters) < 2 or not all(letter.isupper() or letter.isdecimal() for letter in letters):
        return None
    code = f"{token.text}-{''.join(letters)}"
    listed = known.get(code.replace("-", "").upper())
    return (stop, listed or code, "") if listed or all(map(str.isalpha, letters)) else None


def _ended(tokens: list[Item], start: int, known: Mapping[str, str]) -> tuple[int, str, str] | None:
    """A known code whose last syllable came apart: "pi rads", "suv max", "chads vasc"."""
    follow = tokens[start + 1] if start + 1 < len(tokens) and not tokens[start].trail else None
    if follow is None or follow.lead or follow.settled or follow.key not in _TAILS:
        return None
    code = known.get(f"{tokens[start].key}{follow.key}".replace("-", "").upper())
    return (start + 2, code, "") if code else None


def _spell(letters: str, known: Mapping[str, str]) -> str:
    return known.get(letters.upper(), letters)
