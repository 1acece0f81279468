"""Numbers in their places: doses, measures, blood pressure, dimensions, ratios, rates, temperatures."""

import re
from collections.abc import Sequence

from transcribe.french.counts import kind_of
from transcribe.french.numbers import HALVES
from transcribe.french.quantities import Measure, read_measure
from transcribe.french.units import symbol_of, written_unit
from transcribe.french.word_sorts import daily_moments, sorted_words
from transcribe.writing.draft import NB, Draft, Item, heard_item
from transcribe.writing.measures import dimensions, ratio
from transcribe.writing.numbers import number_text
from transcribe.writing.pressure import blood_pressure, near
from transcribe.writing.readings import Number, Quantity, Ratio, Score, Suture, Unit
from transcribe.writing.spans import keys_from, may_be_measured
from transcribe.writing.starts import number_starts
from transcribe.writing.words import word_set

_GLUED = re.compile(r"([0-9]+(?:[.,][0-9]+)?)([^\W\d_][^\d]*[²³23]?|[^\W\d_][^\d/]*(?:/[\w²³]+)+|[%‰°º].*)")
_ENGLISH_THOUSANDS = re.compile(r"[1-9]\d{0,2},\d{3}")
_TEMPERATURE = frozenset(
    {"temperature", "fievre", "febrile", "hyperthermie", "thermique", "t°", "apyretique"}
)
_MURMURS = frozenset({"souffle", "souffles", "souffle-systolique", "murmure", "intensite", "levine"})
_THREADS = word_set(
    "fil fils vicryl prolene ethilon monocryl pds nylon soie suture surjet surjets points monofilament"
)
_FREQUENCY_NOUNS = daily_moments() | sorted_words("day") | {"jour", "lever", "gouter"}
_THICK = frozenset({"epaisse", "epaisses"})
"""« une goutte épaisse » is an examination."""
_ELIDED = frozenset({"d'un", "d'une", "d'onze"})
_AT = frozenset({"a", "le", "au"})
_MEASURED = "nombre et unité"


def split_glued(draft: Draft) -> None:
    """Separates the unit that was written against its number: "5mg", "94%", "38°2", "1,2g/l"."""
    if not any(t.key < ":" or "/" in t.key for t in draft.items):
        return
    out: list[Item] = []
    for whole in draft.items:
        item = whole
        free = item.role == "word" and not item.settled
        found = _GLUED.fullmatch(item.text) if free and item.key[:1].isdecimal() else None
        tail = found.group(2) if found else ""
        if found and tail != "h" and (symbol_of(tail.lower()) or ("/" in tail and written_unit(tail))):
            reading = Number(found.group(1).replace(".", ","))
            out.append(heard_item(found.group(1), item.first, item.last, lead=item.lead, reading=reading))
            item = heard_item(tail, item.first, item.last, trail=item.trail)
        if free and "/" in item.text:
            _write_unit(item, out)
        out.append(item)
    draft.items = out


def _write_unit(item: Item, out: list[Item]) -> None:
    """A compound unit typed in one piece behind its number: « ml/24h » is mL/24 h."""
    symbol = written_unit(item.text) if out and out[-1].text[-1:].isdecimal() and not out[-1].trail else ""
    if symbol and symbol != item.text:
        item.rewrite(symbol.replace(" ", NB), _MEASURED, Unit(symbol))


def write_quantities(draft: Draft) -> None:
    """Writes every number that stands before a unit, or in a pressure, a ratio, a dimension."""
    for index in number_starts(draft, _ELIDED):
        token = draft.items[index]
        if token.role != "word" or token.settled:
            continue
        if token.number is not None:
            _write_number(draft, index)
        elif token.key in _ELIDED:
            _elided_measure(draft, index)
        elif token.key[:1].isdecimal():
            blood_pressure(draft, index)


def _write_number(draft: Draft, index: int) -> None:
    items = draft.items
    _thousands_mark(draft, index)
    if _half_degree(draft, index):
        return
    before = items[index - 1].key if index and not items[index - 1].trail else ""
    may_be = may_be_measured(items, index)
    measure = read_measure(keys_from(items, index), before=before) if may_be else None
    if measure is not None and measure.in_two:
        _measure_in_two(draft, index, measure)
        return
    if blood_pressure(draft, index) or dimensions(draft, index) or ratio(draft, index):
        return
    if measure is not None:
        _measure(draft, index, measure)
        return
    if _sum(draft, index) or _suture(draft, index) or _acuity(draft, index) or _murmur(draft, index):
        return
    _temperature(draft, index)
    _dose_quantity(draft, index)
    _range_of_one(draft, index)


def _measure(draft: Draft, index: int, measure: Measure) -> None:
    item, symbol = draft.items[index], measure.symbol
    typed = draft.items[index + 1].text
    if symbol == "mV" and typed[0] == "M":
        symbol = "MV"  # photons
    if item.article and typed.isupper() and typed != symbol:
        return  # « une DM »
    rate = symbol.startswith("/")
    unclear = symbol in ("°", "h", "min", "m") and draft.items[index + 1].key != "metre"
    if item.article and (rate or unclear):
        return
    number = number_text(measure.figures)
    if symbol == "°":
        warm = 33 <= item.value <= 43 and near(draft.items, index, _TEMPERATURE, 6)
        text = f"{number}{NB}°C" if warm else f"{number}°"
    else:
        text = number + ("" if rate else NB) + symbol.replace(" ", NB)
    reason = "fréquence" if symbol == "/min" else _MEASURED
    draft.merge(index, index + measure.stop, text, Quantity(measure.figures, symbol), reason)


def _measure_in_two(draft: Draft, index: int, measure: Measure) -> None:
    """ "un gramme cinq", "zéro cinq milligramme"; "un gramme deux le matin" stays apart, with a doubt."""
    if measure.alternatives:
        run = draft.items[index : index + measure.stop]
        draft.doubt(run, "dose", "Mesure dictée en deux nombres : vérifier.", measure.alternatives)
        second = run[-1]
        _measure(draft, index, Measure(run[0].number or "", measure.symbol, 0, measure.stop - 1))
        second.settle(second.number or "", "nombre en chiffres")
        return
    text = f"{number_text(measure.figures)}{NB}{measure.symbol.replace(' ', NB)}"
    reading = Quantity(measure.figures, measure.symbol)
    draft.merge(index, index + measure.stop, text, reading, "mesure dictée en deux nombres")


def _elided_measure(draft: Draft, index: int) -> None:
    """ "plus d'un centimètre" → "plus de 1 cm"."""
    items = draft.items
    if items[index].trail:
        return
    measure = read_measure([items[index].key.removeprefix("d'"), *keys_from(items, index + 1)])
    if measure is not None and measure.symbol not in ("°", "h", "min") and not measure.alternatives:
        text = f"de {number_text(measure.figures)}{NB}{measure.symbol.replace(' ', NB)}"
        draft.merge(index, index + measure.stop, text, Quantity(measure.figures, measure.symbol), _MEASURED)


def _thousands_mark(draft: Draft, index: int) -> None:
    """The recogniser sometimes writes 3240 as "3.240"."""
    token = draft.items[index]
    if "." not in token.text or not _ENGLISH_THOUSANDS.fullmatch(token.number or ""):
        return
    number = (token.number or "").replace(",", "")
    token.rewrite(number_text(number), "milliers", Number(number))
    draft.doubt([token], "dose", "Point décimal ou séparateur de milliers : vérifier ce nombre.")


def _sum(draft: Draft, index: int) -> Item | None:
    """ "trois plus quatre" → 3 + 4; "un plus", "deux plus" at the end of a result → 1+, 2+."""
    tokens = draft.items
    if tokens[index].trail or not tokens[index].is_integer or index + 1 >= len(tokens):
        return None
    if tokens[index + 1].key not in ("plus", "+"):
        return None
    if tokens[index + 1].trail or index + 2 >= len(tokens) or tokens[index + 2].role == "mark":
        return draft.merge(index, index + 2, f"{tokens[index].number}+", Score(), "score")
    other = tokens[index + 2]
    if not other.is_integer or other.article:
        return None
    text, stop = f"{tokens[index].number}{NB}+{NB}{other.number}", index + 3
    equals = stop + 1 < len(tokens) and not other.trail and tokens[stop].key in ("egal", "egale", "=")
    if equals and tokens[stop + 1].is_integer:
        text, stop = f"{text}{NB}={NB}{tokens[stop + 1].number}", stop + 2
    return draft.merge(index, stop, text, Score(), "somme")


def _suture(draft: Draft, index: int) -> Item | None:
    """ "fil trois zéro" → 3-0."""
    tokens = draft.items
    if tokens[index].trail or not tokens[index].is_integer or index + 1 >= len(tokens):
        return None
    if tokens[index + 1].number != "0" or not near(tokens, index, _THREADS, 3):
        return None
    zeros = tokens[index].number or ""
    return draft.merge(index, index + 2, f"{zeros}-0", Suture(zeros), "calibre de fil")


def _acuity(draft: Draft, index: int) -> Item | None:
    """ "acuité visuelle à huit dixièmes" → 8/10."""
    tokens = draft.items
    if not _over(tokens, index, ("dixieme", "dixiemes"), 20) or tokens[index].article:
        return None
    if not any(
        t.key.endswith("acuite") or t.key in ("av", "vision", "oeil", "od", "og") or t.text.endswith("/10")
        for t in tokens[max(0, index - 25) : index]
    ):
        return None
    return _write_ratio(draft, index, "10", "acuité visuelle")


def _murmur(draft: Draft, index: int) -> Item | None:
    """ "un souffle systolique de trois sixièmes" → 3/6."""
    if not _over(draft.items, index, ("sixieme", "sixiemes"), 6) or not near(
        draft.items, index, _MURMURS, 12
    ):
        return None
    return _write_ratio(draft, index, "6", "intensité d’un souffle")


def _over(tokens: Sequence[Item], index: int, parts: tuple[str, ...], most: int) -> bool:
    """Whether so many parts of a whole are said, no more than ``most``."""
    if tokens[index].trail or index + 1 >= len(tokens) or not tokens[index].is_integer:
        return False
    return tokens[index + 1].key in parts and tokens[index].value <= most


def _write_ratio(draft: Draft, index: int, bottom: str, reason: str) -> Item:
    reading = Ratio(draft.items[index].number or "", bottom)
    return draft.merge(index, index + 2, f"{reading.top}/{reading.bottom}", reading, reason)


def _temperature(draft: Draft, index: int) -> None:
    """ "température à trente-huit cinq" → 38,5 °C."""
    tokens = draft.items
    token = tokens[index]
    if not token.is_integer or not 33 <= token.value <= 43 or token.trail or index + 1 >= len(tokens):
        return
    rest = tokens[index + 1]
    if not rest.is_integer or len(rest.number or "") != 1 or (rest.article and _goes_on(tokens, index + 1)):
        return
    after = tokens[index + 3].key if index + 3 < len(tokens) and tokens[index + 2].key == "de" else ""
    if near(tokens, index, _TEMPERATURE, 6) or after in _TEMPERATURE:
        digits = f"{token.number},{rest.number}"
        draft.merge(index, index + 2, f"{digits}{NB}°C", Quantity(digits, "°C"), "température")


def _half_degree(draft: Draft, index: int) -> Item | None:
    """ "fièvre à trente-huit et demi", "trente-neuf degrés et demi" → 38,5 °C, 39,5 °C."""
    token = draft.items[index]
    if not token.is_integer or not 33 <= token.value <= 43 or not near(draft.items, index, _TEMPERATURE, 6):
        return None
    keys = keys_from(draft.items, index, 4)
    size = 1 + (len(keys) > 1 and keys[1] in ("degre", "degres"))
    if len(keys) < size + 2 or keys[size] != "et" or keys[size + 1] not in HALVES:
        return None
    digits = f"{token.number},5"
    return draft.merge(index, index + size + 2, f"{digits}{NB}°C", Quantity(digits, "°C"), "température")


def _goes_on(tokens: Sequence[Item], index: int) -> bool:
    """Whether a word follows an item without a pause: « trente-huit un matin », not « trente-huit un, sueurs »."""
    return not tokens[index].trail and index + 1 < len(tokens) and tokens[index + 1].role == "word"


def _dose_quantity(draft: Draft, index: int) -> None:
    """ "un comprimé", "une fois par jour": the one of a dose is a figure."""
    tokens = draft.items
    token = tokens[index]
    if not token.article or token.trail or index + 1 >= len(tokens):
        return
    noun = tokens[index + 1]
    thick = index + 2 < len(tokens) and tokens[index + 2].key in _THICK
    if noun.role != "word" or thick:
        return
    dose = kind_of(noun.key) == "form"
    if kind_of(noun.key) == "taking" and not noun.trail and index + 2 < len(tokens):
        follow = tokens[index + 2]
        third = tokens[index + 3].key if index + 3 < len(tokens) else ""
        dose = follow.key in ("par", "matin", "toutes", "tous", "chaque", "/") or (
            follow.key in ("le", "au", "a") and third in _FREQUENCY_NOUNS
        )
    if dose or _taken_too(tokens, index):
        token.settle("1", "quantité d’une dose")


def _taken_too(tokens: Sequence[Item], index: int) -> bool:
    """ "deux le matin et un à midi": one more taking, behind a number with its moment."""
    if index < 4 or tokens[index - 1].key not in ("et", ",") or tokens[index + 1].trail:
        return False
    link, moment = tokens[index + 1 : index + 3] if index + 2 < len(tokens) else (None, None)
    if link is None or moment is None or link.key not in _AT or moment.key not in _FREQUENCY_NOUNS:
        return False
    count, at, other = tokens[index - 4 : index - 1]
    counted = count.is_integer and (not count.article or count.text == "1") and not count.trail
    return counted and at.key in _AT and other.key in _FREQUENCY_NOUNS


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
