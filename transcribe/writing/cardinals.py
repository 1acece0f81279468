"""French number words to digits: cardinals, decimals, and the digits that the recogniser wrote itself.

A grammar of our own rather than a plain converter, because clinicians put numbers side by side
("quatorze huit", "L quatre L cinq"): where one number ends and the next begins must be known word by word.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from transcribe.french import fold
from transcribe.french.cardinals import TENS, UNITS
from transcribe.writing.draft import Draft, Item, joined
from transcribe.writing.readings import Number

REASON = "nombre en chiffres"

_OTHER_TENS = {"septante": 70, "huitante": 80, "octante": 80, "nonante": 90}
_ATOMS: dict[str, tuple[str, int]] = {
    **{word: ("n", value) for value, word in enumerate(map(fold, UNITS))},
    "une": ("n", 1),
    **{word: ("n", value) for word, value in {**TENS, **_OTHER_TENS}.items()},
    "vingts": ("v", 20),
    "cent": ("C", 100),
    "cents": ("C", 100),
    "mille": ("K", 1000),
    "million": ("M", 10**6),
    "millions": ("M", 10**6),
    "milliard": ("M", 10**9),
    "milliards": ("M", 10**9),
    "et": ("et", 0),
}
_OPEN_TENS = frozenset({20, 30, 40, 50, 60, 70, 80, 90})
_DIGITS = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_VIRGULE = frozenset({"virgule", "virgules", "vergule", "virgul", "vircule"})

Atom = tuple[str, int]


@lru_cache(maxsize=4096)
def number_atom(key: str) -> Atom | None:
    """What one word, or several with hyphens, says as a number: its kind in the grammar and its value."""
    if found := _ATOMS.get(key):
        return found
    if "-" not in key:
        return None
    atoms = [_ATOMS.get(part) for part in key.strip("-").split("-")]
    known = [atom for atom in atoms if atom is not None]
    if len(known) < len(atoms) or known[0][0] == "et" or known[-1][0] == "et":
        return None
    value, used = parse_cardinal(known, 0)
    if used < len(known):
        return None
    # "quatre-vingts" and complete hundreds take nothing after them; "quatre-vingt" may.
    return ("n", value) if value < 100 and known[-1][0] != "v" else ("X", value)


def parse_cardinal(atoms: Sequence[Atom], start: int) -> tuple[int, int]:
    """Value of the longest number that starts at ``start``, and the index after it (``start``: none)."""
    total, place = 0, start
    best = start
    while place < len(atoms):
        value, after = _below_1000(atoms, place)
        if after < len(atoms) and atoms[after][0] in "KM":
            factor = atoms[after][1]
            if total and factor >= 1000 and total % (factor * 1000) != 0:
                break
            total += (value if after > place else 1) * factor
            place = best = after + 1
            continue
        if after > place and (total == 0 or value > 0):
            total, best = total + value, after
        break
    return total, best


def _below_1000(atoms: Sequence[Atom], start: int) -> tuple[int, int]:
    if start >= len(atoms):
        return 0, start
    kind, value = atoms[start]
    if kind == "X":
        return value, start + 1
    if kind == "C":
        rest, after = _after_hundreds(atoms, start + 1)
        return (100 + rest, after) if rest else (100, start + 1)
    head, place = _below_100(atoms, start)
    old_year = 11 <= head <= 19
    if place > start and (2 <= head <= 9 or old_year) and place < len(atoms) and atoms[place][0] == "C":
        rest, after = _after_hundreds(atoms, place + 1)
        return (head * 100 + rest, after) if rest else (head * 100, place + 1)
    return head, place


def _after_hundreds(atoms: Sequence[Atom], start: int) -> tuple[int, int]:
    kind, value = _at(atoms, start)
    if kind == "X" and value < 100:  # "deux cent quatre-vingts"
        return value, start + 1
    return _below_100(atoms, start)


def _below_100(atoms: Sequence[Atom], start: int) -> tuple[int, int]:  # noqa: PLR0911
    if start >= len(atoms) or atoms[start][0] != "n":
        return 0, start
    value, place = atoms[start][1], start + 1
    if value == 4 and _at(atoms, place) in (("n", 20), ("v", 20)):
        value, place = 80, place + 1
        if atoms[place - 1][0] == "v":
            return value, place
    kind, follow = _at(atoms, place)
    if kind == "et" and value in (20, 30, 40, 50, 60, 70):
        after = _at(atoms, place + 1)
        if after == ("n", 1) or (value == 60 and after == ("n", 11)):
            return value + after[1], place + 2
        return value, place
    if kind != "n":
        return value, place
    if value in (60, 80) and follow == 10 and _at(atoms, place + 1)[1] in (7, 8, 9):
        return value + 10 + atoms[place + 1][1], place + 2
    if value in (60, 80) and 1 <= follow <= 19:
        return value + follow, place + 1
    if value in _OPEN_TENS and 1 <= follow <= 9:
        return value + follow, place + 1
    if value == 10 and follow in (7, 8, 9):
        return value + follow, place + 1
    return value, place


def _at(atoms: Sequence[Atom], index: int) -> Atom:
    return atoms[index] if index < len(atoms) else ("", 0)


def read_numbers(draft: Draft) -> None:
    """Turns number words and heard digits into number tokens, decimals included."""
    tokens, out = draft.items, []
    index, count = 0, len(tokens)
    while index < count:
        token = tokens[index]
        if token.role != "word" or token.settled:
            out.append(token)
            index += 1
            continue
        atom = number_atom(token.key)
        if atom is not None and atom[0] != "et":
            index = _read_words(draft, index, out)
        elif token.key[0].isdecimal() and _DIGITS.fullmatch(token.key):
            index = _read_digits(tokens, index, out)
        else:
            out.append(token)
            index += 1
    draft.items = _join_decimals(draft, out)


def _read_words(draft: Draft, index: int, out: list[Item]) -> int:
    tokens = draft.items
    if tokens[index].key in ("cent", "mille") and _is_percent(out):
        out.append(tokens[index])
        return index + 1
    atoms: list[Atom] = []
    place = index
    while place < len(tokens) and tokens[place].role == "word":
        atom = number_atom(tokens[place].key)
        if atom is None or (place > index and tokens[place].lead):
            break
        atoms.append(atom)
        place += 1
        if tokens[place - 1].trail:
            break
    value, used = parse_cardinal(atoms, 0)
    if used == 0:
        out.append(tokens[index])
        return index + 1
    run = tokens[index : index + used]
    if used == 1 and run[0].key in ("un", "une"):
        run[0].reading = Number("1", article=True)
        out.append(run[0])
        return index + 1
    said = [parse_cardinal([atom], 0)[0] for atom in atoms[:used] if atom[0] != "et"] if used > 1 else []
    token = joined(run, str(value), Number(str(value), parts=tuple(said)), REASON)
    if used == 1 and run[0].key == "neuf":
        token.key = "neuf"
    out.append(token)
    return index + used


def _is_percent(out: Sequence[Item]) -> bool:
    return len(out) > 1 and out[-1].key == "pour" and not out[-1].trail and out[-2].number is not None


def _read_digits(tokens: Sequence[Item], index: int, out: list[Item]) -> int:
    token, text = tokens[index], tokens[index].text
    if _is_percent(out) and text == "100":
        out.append(token)
        return index + 1
    used = 1
    if text.isdecimal() and len(text) <= 3 and not text.startswith("0"):
        digits = text
        while not tokens[index + used - 1].trail and index + used < len(tokens):
            follow = tokens[index + used].text
            if len(follow) != 3 or not follow.isdecimal() or tokens[index + used].role != "word":
                break
            digits, used = digits + follow, used + 1
        text = digits
    if used == 1 and text in ("20", "30", "40", "50", "60") and not token.trail and index + 2 < len(tokens):
        et, unit = tokens[index + 1], tokens[index + 2]
        if et.key == "et" and not et.trail and unit.key in ("un", "une"):
            text, used = str(int(text) + 1), 3
    if used == 1:
        token.reading = Number(text.replace(".", ","))
        out.append(token)
    else:
        out.append(joined(tokens[index : index + used], text, Number(text), REASON))
    return index + used


def _join_decimals(draft: Draft, tokens: Sequence[Item]) -> list[Item]:
    out: list[Item] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        end = _decimal_end(tokens, index)
        if end:
            digits = "".join(t.number or "" for t in tokens[index + 2 : end])
            whole = token.number or "1"
            prefix = token.number is None
            number = f"{whole},{digits}" if digits.strip("0") else whole
            merged = joined(tokens[index:end], number, Number(number), "virgule décimale")
            merged.key, merged.lead = whole, "de " if prefix else merged.lead
            out.append(merged)
            index = end
            continue
        out.append(token)
        index += 1
    return out


def _is_code_letter(tokens: Sequence[Item], index: int) -> bool:
    """Whether the token is a letter that takes a number ("T un virgule"); the H of pH does not."""
    if index < 0 or tokens[index].trail or len(tokens[index].text) != 1 or not tokens[index].text.isupper():
        return False
    return index == 0 or len(tokens[index - 1].text) > 1


def _decimal_end(tokens: Sequence[Item], index: int) -> int:
    """Index after "A virgule B" when it is one decimal number; 0 otherwise."""
    whole = tokens[index]
    if not (whole.is_integer or whole.key in ("d'un", "d'une")) or index + 2 >= len(tokens):
        return 0
    if len(whole.number or "") > 3 or _is_code_letter(tokens, index - 1):
        return 0
    comma, place = tokens[index + 1], index + 2
    if comma.key not in _VIRGULE or comma.trail or whole.trail not in ("", ","):
        return 0
    if index and (tokens[index - 1].is_integer and not tokens[index - 1].trail):
        return 0
    while place + 1 < len(tokens) and tokens[place].number == "0" and not tokens[place].trail:
        if not tokens[place + 1].is_integer:
            break
        place += 1
    last = tokens[place]
    if not last.is_integer or len(last.number or "") > 3 or last.value >= 1000:
        return 0
    return place + 1
