"""Numbers in their places: doses, measures, blood pressure, dimensions, ratios, rates, temperatures."""

import re

from transcribe.writing.draft import FINE, NB, Draft, Item, heard_item
from transcribe.writing.measures import DOSE_NOUNS, MAYBE_DOSES, dimensions, mixed_measure, ratio
from transcribe.writing.pressure import blood_pressure, near
from transcribe.writing.readings import Number, Quantity, Ratio, Score, Suture
from transcribe.writing.units import parse_rate, parse_unit, unit_symbol
from transcribe.writing.words import word_set

_GLUED = re.compile(r"([0-9]+(?:[.,][0-9]+)?)([^\W\d_][^\d]*[²³23]?|[%‰°º].*)")
_ENGLISH_THOUSANDS = re.compile(r"[1-9]\d{0,2},\d{3}")
_TEMPERATURE = frozenset(
    {"temperature", "fievre", "febrile", "hyperthermie", "thermique", "t°", "apyretique"}
)
_THREADS = word_set(
    "fil fils vicryl prolene ethilon monocryl pds nylon soie suture surjet surjets points monofilament"
)
_FREQUENCY_NOUNS = word_set(
    "matin midi soir coucher jour lundi mardi mercredi jeudi vendredi samedi dimanche lever gouter"
)


def split_glued(draft: Draft) -> None:
    """Separates the unit that the recogniser wrote against its number: "5mg", "94%", "38°2"."""
    out: list[Item] = []
    for token in draft.items:
        found = (
            _GLUED.fullmatch(token.text)
            if token.role == "word" and not token.settled and token.key[0].isdecimal()
            else None
        )
        if found and (tail := found.group(2)) and unit_symbol(tail.lower()) and tail != "h":
            reading = Number(found.group(1).replace(".", ","))
            out.append(heard_item(found.group(1), token.first, token.last, lead=token.lead, reading=reading))
            out.append(heard_item(tail, token.first, token.last, trail=token.trail))
        else:
            out.append(token)
    draft.items = out


def write_quantities(draft: Draft) -> None:
    """Writes every number that stands before a unit, or in a pressure, a ratio, a dimension."""
    index = 0
    while index < len(draft.items):
        token = draft.items[index]
        if token.role == "word" and not token.settled:
            if token.number is not None:
                _write_number(draft, index)
            elif token.key[0].isdecimal():
                blood_pressure(draft, index)
            elif token.key.startswith(("d'un", "d'onze")) and token.key in ("d'un", "d'une", "d'onze"):
                _elided_measure(draft, index)
        index += 1


def number_text(number: str, *, group: bool = True) -> str:
    """Digits with a decimal comma and groups of three from 1 000 on."""
    whole, _, decimals = number.partition(",")
    if group and len(whole) > 3 and not whole.startswith("0"):
        whole = f"{int(whole):,}".replace(",", FINE)
    if decimals and not decimals.strip("0") and len(decimals) < 3:  # "1,000" may be a thousand
        decimals = ""
    return f"{whole},{decimals}" if decimals else whole


def _write_number(draft: Draft, index: int) -> None:
    tokens = draft.items
    if _thousands_mark(draft, index) or mixed_measure(draft, index):
        return
    if blood_pressure(draft, index) or dimensions(draft, index) or ratio(draft, index):
        return
    token = tokens[index]
    if not token.trail:
        symbol, after = parse_unit(tokens, index + 1)
        if symbol:
            _measure(draft, index, after, symbol)
            return
        rate, after = parse_rate(tokens, index + 1)
        if rate and not token.article:
            number = token.number or ""
            draft.merge(index, after, number_text(number) + rate, Quantity(number, rate), "fréquence")
            return
    if _sum(draft, index) or _suture(draft, index) or _acuity(draft, index):
        return
    _temperature(draft, index)
    _dose_quantity(draft, index)
    _range_of_one(draft, index)


def _measure(draft: Draft, index: int, after: int, symbol: str) -> None:
    token = draft.items[index]
    if symbol in ("°", "h", "min", "m") and token.article and draft.items[index + 1].key not in ("metre",):
        return
    number = number_text(token.number or "")
    if symbol == "°":
        warm = 33 <= token.value <= 43 and near(draft.items, index, _TEMPERATURE, 6)
        text = f"{number}{NB}°C" if warm else f"{number}°"
    else:
        text = f"{number}{NB}{symbol.replace(' ', NB)}"
    draft.merge(index, after, text, Quantity(token.number or "", symbol), "nombre et unité")


def _elided_measure(draft: Draft, index: int) -> None:
    """ "plus d'un centimètre" → "plus de 1 cm"."""
    tokens = draft.items
    if tokens[index].trail:
        return
    symbol, after = parse_unit(tokens, index + 1)
    if symbol and symbol not in ("°", "h", "min"):
        text = f"de 1{NB}{symbol}"
        draft.merge(index, after, text, Quantity("1", symbol), "nombre et unité")


def _thousands_mark(draft: Draft, index: int) -> bool:
    """The recogniser sometimes writes 3240 as "3.240"."""
    token = draft.items[index]
    if not _ENGLISH_THOUSANDS.fullmatch(token.number or "") or "." not in token.text:
        return False
    number = (token.number or "").replace(",", "")
    token.rewrite(number_text(number), "milliers", Number(number))
    draft.doubt([token], "dose", "Point décimal ou séparateur de milliers : vérifier ce nombre.")
    return False


def _sum(draft: Draft, index: int) -> bool:
    """ "trois plus quatre" → 3 + 4; "un plus", "deux plus" at the end of a result → 1+, 2+."""
    tokens = draft.items
    if tokens[index].trail or not tokens[index].is_integer or index + 1 >= len(tokens):
        return False
    if tokens[index + 1].key not in ("plus", "+"):
        return False
    if tokens[index + 1].trail or index + 2 >= len(tokens) or tokens[index + 2].role == "mark":
        draft.merge(index, index + 2, f"{tokens[index].number}+", Score(), "score")
        return True
    other = tokens[index + 2]
    if not other.is_integer or other.article:
        return False
    text, stop = f"{tokens[index].number}{NB}+{NB}{other.number}", index + 3
    equals = stop + 1 < len(tokens) and not other.trail and tokens[stop].key in ("egal", "egale", "=")
    if equals and tokens[stop + 1].is_integer:
        text, stop = f"{text}{NB}={NB}{tokens[stop + 1].number}", stop + 2
    draft.merge(index, stop, text, Score(), "somme")
    return True


def _suture(draft: Draft, index: int) -> bool:
    """ "fil trois zéro" → 3-0."""
    tokens = draft.items
    if tokens[index].trail or not tokens[index].is_integer or index + 1 >= len(tokens):
        return False
    if tokens[index + 1].number != "0" or not near(tokens, index, _THREADS, 3):
        return False
    zeros = tokens[index].number or ""
    draft.merge(index, index + 2, f"{zeros}-0", Suture(zeros), "calibre de fil")
    return True


def _acuity(draft: Draft, index: int) -> bool:
    """ "acuité visuelle à huit dixièmes" → 8/10."""
    tokens = draft.items
    if tokens[index].trail or index + 1 >= len(tokens) or tokens[index].article:
        return False
    if tokens[index + 1].key not in ("dixieme", "dixiemes") or tokens[index].value > 20:
        return False
    if not any(
        t.key.endswith("acuite") or t.key in ("av", "vision", "oeil", "od", "og") or t.text.endswith("/10")
        for t in tokens[max(0, index - 25) : index]
    ):
        return False
    reading = Ratio(tokens[index].number or "", "10")
    draft.merge(index, index + 2, f"{reading.top}/10", reading, "acuité visuelle")
    return True


def _temperature(draft: Draft, index: int) -> None:
    """ "température à trente-huit cinq" → 38,5 °C."""
    tokens = draft.items
    token = tokens[index]
    if not token.is_integer or not 33 <= token.value <= 43 or token.trail or index + 1 >= len(tokens):
        return
    rest = tokens[index + 1]
    if not rest.is_integer or len(rest.number or "") != 1 or rest.article:
        return
    after = tokens[index + 3].key if index + 3 < len(tokens) and tokens[index + 2].key == "de" else ""
    if near(tokens, index, _TEMPERATURE, 6) or after in _TEMPERATURE:
        digits = f"{token.number},{rest.number}"
        draft.merge(index, index + 2, f"{digits}{NB}°C", Quantity(digits, "°C"), "température")


def _dose_quantity(draft: Draft, index: int) -> None:
    """ "un comprimé", "une fois par jour": the one of a dose is a figure."""
    tokens = draft.items
    token = tokens[index]
    if not token.article or token.trail or index + 1 >= len(tokens):
        return
    noun = tokens[index + 1]
    if noun.role != "word":
        return
    dose = noun.key in DOSE_NOUNS
    if noun.key in MAYBE_DOSES and not noun.trail and index + 2 < len(tokens):
        follow = tokens[index + 2]
        third = tokens[index + 3].key if index + 3 < len(tokens) else ""
        dose = follow.key in ("par", "matin", "toutes", "tous", "chaque", "/") or (
            follow.key in ("le", "au", "a") and third in _FREQUENCY_NOUNS
        )
    if dose:
        token.settle("1", "quantité d’une dose")


def _range_of_one(draft: Draft, index: int) -> None:
    """ "un à deux comprimés", "une ou deux fois": both ends in figures."""
    tokens = draft.items
    token = tokens[index]
    if not token.article:
        return
    if index > 1 and tokens[index - 1].key in ("a", "ou") and not tokens[index - 2].trail:
        low = tokens[index - 2]
        if (
            low.is_integer
            and not low.article
            and index + 1 < len(tokens)
            and tokens[index + 1].role == "word"
        ):
            token.settle("1", "intervalle")
            return
    if token.trail or index + 2 >= len(tokens):
        return
    link, other = tokens[index + 1], tokens[index + 2]
    rhythm = index + 3 < len(tokens) and tokens[index + 2].key == "sur" and not other.trail
    if rhythm and link.role == "word" and not link.trail and tokens[index + 3].is_integer:
        token.settle("1", "rythme")
        return
    if link.key in ("a", "ou") and not link.trail and other.is_integer and not other.article:
        token.settle("1", "intervalle")
