"""Figures of grades, stages, types and stations: Roman or Arabic as usage wants, with their letter."""

import re

from transcribe.french.sides import side_of
from transcribe.writing.code_tables import ARABIC_BETWEEN, ROMAN, ROMAN_BETWEEN, ROMAN_NAMES, ROMAN_NOUNS
from transcribe.writing.draft import Draft, Item
from transcribe.writing.readings import CODE, Code, Numeral, Roman
from transcribe.writing.starts import number_starts
from transcribe.writing.words import word_set

_SUBSTAGE = re.compile(r"(?:I{1,3}|IV)[A-C]")

_STATION_BEFORE = word_set(
    "station stations adenopathie adenopathies ganglion ganglions relais territoire aire aires chaine "
    "loge loges"
)


def write_classes(draft: Draft) -> None:
    """Grades, stades and classes in Roman figures; "type deux", "station quatre R" in Arabic ones."""
    for index in number_starts(draft):
        token = draft.items[index]
        if token.is_integer and not token.settled:
            _classify(draft, index)


def _classify(draft: Draft, index: int) -> None:
    tokens = draft.items
    token = tokens[index]
    follow = tokens[index + 1].key if index + 1 < len(tokens) and not token.trail else ""
    roman = follow != "sur" and (
        _wants_roman(tokens, index)
        or _is_clotting_factor(tokens, index, follow)
        or _is_cranial_nerve(tokens, index, follow)
    )
    suffix, stop = _suffix(tokens, index, roman)
    if roman and token.key != "une" and int(token.value) < len(ROMAN):
        text = ROMAN[int(token.value)] + suffix
        draft.merge(index, stop, text, Roman(int(token.value), suffix), "chiffres romains")
    elif suffix:
        text = f"{token.number}{suffix}"
        draft.merge(index, stop, text, CODE, "code")
    elif _paris(draft, index):
        return
    elif token.article and index and not tokens[index - 1].trail and _names_one(tokens, index):
        token.settle("1", "nombre en chiffres")


def _is_clotting_factor(tokens: list[Item], index: int, follow: str) -> bool:
    """ "facteur cinq Leiden", "déficit en facteur huit": Roman, unlike "un facteur trois"."""
    if not index or tokens[index - 1].key != "facteur":
        return False
    lead = tokens[index - 2].key if index > 1 else ""
    return follow == "leiden" or lead in ("en", "du") or (lead == "" and tokens[index].value >= 5)


def _is_cranial_nerve(tokens: list[Item], index: int, follow: str) -> bool:
    """ "les paires crâniennes trois quatre et six", "paralysie du trois droite": III, IV and VI."""
    if not 1 <= tokens[index].value <= 12 or tokens[index].article:
        return False
    place = index - 1
    while place >= 0 and (tokens[place].key in ("et", "ou", "a") or _is_figure(tokens[place])):
        place -= 1
    if place >= 0 and tokens[place].key in ("cranienne", "craniennes", "cranien", "craniens"):
        return True
    sided = side_of(follow) is not None
    linked = place == index - 1 and tokens[place].key == "du" if place >= 0 else False
    if not (linked and sided):
        return False
    return any(
        t.key in ("paralysie", "paresie", "atteinte", "neuropathie")
        for t in tokens[max(0, place - 5) : place]
    )


def _paris(draft: Draft, index: int) -> Item | None:
    """ "Paris zéro un s" → Paris 0-Is, "zéro deux a" → 0-IIa (endoscopic classification of Paris)."""
    tokens = draft.items
    if draft.items[index].number != "0" or index + 2 >= len(tokens) or tokens[index].trail:
        return None
    if not any(t.key == "paris" for t in tokens[max(0, index - 3) : index]):
        return None
    kind, letter = tokens[index + 1], tokens[index + 2]
    if kind.number not in ("1", "2", "3") or kind.trail or letter.key not in ("s", "p", "a", "b", "c"):
        return None
    text = f"0-{ROMAN[int(kind.number)]}{letter.key}"
    return draft.merge(index, index + 3, text, CODE, "classification de Paris")


def _names_one(tokens: list[Item], index: int) -> bool:
    """Whether "un" is the figure of a type, score or code: "type un", "Modic un", "score à un"."""
    before = tokens[index - 1]
    if tokens[index].key == "une" or (index + 1 < len(tokens) and tokens[index + 1].key == "plus"):
        return False
    if [t.key for t in tokens[index + 1 : index + 3]] in (["point", "par"], ["point", "pour"]):
        return True
    if before.key in ("type", "types", "numero", "score", "station", "dent"):
        return True
    if not _ends(tokens, index):
        return False
    near = tokens[max(0, index - 3) : index]
    if any(t.key in ("en", "l'un", "aucun", "chacun") or t.key.endswith("'en") for t in near):
        return False
    return before.role == "word" and before.key not in ("plus", "comme", "par", "dont", "pas", "ou", "et")


def _wants_roman(tokens: list[Item], index: int) -> bool:
    place = index - 1
    if place >= 0 and _SUBSTAGE.fullmatch(tokens[place].text) and not tokens[place].trail:
        return False  # « stade IB 2 »
    while place >= 0 and tokens[place].role == "word" and not tokens[place].trail:
        token = tokens[place]
        if (
            token.key in ROMAN_NOUNS and token.text[-1] not in "éÉ" and token.text[-2:] != "és"
        ) or token.key in ROMAN_NAMES:
            return True
        if token.key in ("segment", "segments"):
            return index - place <= 4 and any("hepat" in t.key or t.key == "foie" for t in tokens)
        linked = token.key in ("a", "ou", "et", "-") or _is_written_number(token)
        between = (
            token.key in ROMAN_BETWEEN
            or token.key.startswith("hepat")
            or (token.text.isupper() and len(token.text) > 1)
        )
        if token.key in ARABIC_BETWEEN or not (linked or between) or index - place > 5:
            return False
        if token.key in ("a", "et", "ou") and not (place and _is_figure(tokens[place - 1])):
            return False
        place -= 1
    return False


def _is_written_number(token: Item) -> bool:
    return isinstance(token.reading, Numeral) and token.change is not None


def _is_figure(token: Item) -> bool:
    return token.number is not None or token.text in ROMAN or token.text.rstrip("ABC") in ROMAN


def _suffix(tokens: list[Item], index: int, roman: bool) -> tuple[str, int]:  # noqa: PLR0911
    """The letter of "trois B" or "quatre R", and the index after it."""
    token = tokens[index]
    if token.trail or index + 1 >= len(tokens) or not index:
        return "", index + 1
    letter = tokens[index + 1]
    if letter.role != "word" or letter.settled or len(letter.text) != 1 or not letter.text.isalpha():
        return "", index + 1
    if letter.text in ("à", "y", "ô"):
        return "", index + 1
    if roman:
        if letter.key in "abcd" and (letter.text != "a" or _ends(tokens, index + 1)):
            case = letter.text if tokens[index - 1].key in ("clavien", "forrest") else letter.text.upper()
            return case, index + 2
        if letter.key == "f" and tokens[index - 1].key == "bosniak":
            return "F", index + 2
        return "", index + 1
    before = tokens[index - 1].key
    linked = before == "et" and any(t.key in _STATION_BEFORE for t in tokens[max(0, index - 6) : index])
    if letter.text in "RL" and (before in _STATION_BEFORE or linked):
        return letter.text, index + 2
    if isinstance(tokens[index - 1].reading, Code) and (
        letter.text in "ABCbc" or (letter.text == "a" and _ends(tokens, index + 1))
    ):
        return letter.text, index + 2
    if before in ("type", "types") and letter.text.isupper():
        return letter.text, index + 2
    return "", index + 1


def _ends(tokens: list[Item], index: int) -> bool:
    """Whether nothing follows that an article could belong to."""
    if tokens[index].trail or index + 1 >= len(tokens):
        return True
    follow = tokens[index + 1]
    return follow.role != "word" or follow.key in ("et", "ou", "plus", "a", "avec", "sans", "positif")
