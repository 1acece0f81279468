"""Signs said with numbers: ±, minus, J+3, 32 SA + 4, +++, powers of ten, a scheme of takings."""

from transcribe.french.counts import counted, read_schedule
from transcribe.french.numbers import Number as Whole
from transcribe.french.numbers import read_power, read_whole
from transcribe.french.optics import optic_words
from transcribe.french.results import read_result
from transcribe.french.units import read_rate
from transcribe.french.word_sorts import sorted_words
from transcribe.writing.draft import MINUS, NB, Draft, Item
from transcribe.writing.numbers import is_named, leave_spoken
from transcribe.writing.optics import addition, lens_power
from transcribe.writing.readings import CODE, Figure, Number, Numeral, Quantity, Score
from transcribe.writing.spans import keys_from, stands_alone, unit_at
from transcribe.writing.starts import number_starts
from transcribe.writing.words import word_set

_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_MEASURED = word_set("t-score z-score score temperature excess exces ecart deviation base")
_COUNTED = word_set("ufc copies elements germes cellules colonies leucocytes hematies polynucleaires cfu")
_PLACED = sorted_words("to", "preposition", "with") | {"a", "et"}
"""What may follow « plus plus »: where it was found."""
_BEFORE_RESULT = 4
_LONGEST_UNIT = 4
_TAKINGS = "Prises de la journée, ou d’autres nombres : vérifier."
_TARGET = "Un résultat, ou les deux bornes d’une cible : vérifier."
_DECIMALS = "Un dosage inférieur à un et un nombre de prises : vérifier."


def write_signs(draft: Draft) -> None:
    """Writes what is said with « plus », « moins », « puissance », and schemes such as « un zéro un »."""
    for index in number_starts(draft, _PLACES):
        item = draft.items[index]
        if item.key in _COUNTED:
            _rate(draft, index)
        elif item.role == "word" and not item.settled:
            if item.key in _STARTS:
                _STARTS[item.key](draft, index)
            elif item.number is not None and _goes_on(draft.items, index):
                any(sign(draft, index) for sign in (_power, _small_strength, _schedule, _term, _result))


def _goes_on(items: list[Item], index: int) -> bool:
    """Whether what follows a number may be part of a sign: another number, « fois », « puissance », « SA »."""
    return not stands_alone(items, index) or (index + 1 < len(items) and items[index + 1].key == "sa")


def _before(draft: Draft, index: int) -> Item | None:
    return draft.items[index - 1] if index and not draft.items[index - 1].trail else None


def _plus(draft: Draft, index: int) -> None:
    """ "deux cents plus ou moins vingt" → 200 ± 20; "plus plus plus" → +++."""
    items, before = draft.items, _before(draft, index)
    keys = keys_from(items, index, 4)
    if lens_power(draft, index, "+"):
        return
    if keys[:3] == ["plus", "ou", "moins"] and len(keys) > 3 and keys[3][:1].isdecimal():
        if before is not None and (before.number is not None or _is_measure(items, index)):
            draft.merge(index, index + 3, "±", Score(), "plus ou moins")
        return
    count = 0
    while count < len(keys) and keys[count] == "plus":
        count += 1
    ends = count == len(keys) or (index + count < len(items) and items[index + count].role == "mark")
    ends = ends or keys[count] in _PLACED
    if before is not None and before.number is None and (count >= 3 or (count == 2 and ends)):
        draft.merge(index, index + count, "+" * count, Score(), "score")


def _is_measure(items: list[Item], stop: int) -> bool:
    """Whether a number and its unit end before ``stop``: "deux cents grammes"."""
    for start in range(max(1, stop - _LONGEST_UNIT), stop):
        unit = unit_at(items, start)
        if unit is not None and unit.stop == stop and items[start - 1].number is not None:
            return not items[start - 1].trail
    return False


def _minus(draft: Draft, index: int) -> None:
    """ "T-score à moins deux virgule cinq" → −2,5; a subtraction and "au moins deux" are none."""
    items, before = draft.items, _before(draft, index)
    keys = keys_from(items, index, 4)
    if lens_power(draft, index, MINUS) or before is None or len(keys) < 2 or not keys[1][:1].isdecimal():
        return
    signed = isinstance(before.reading, Figure) and before.text.startswith(MINUS)
    named = before if before.text.lower() != "à" or index < 2 else items[index - 2]
    if not (named.key in _MEASURED or signed):
        return
    unit = unit_at(items, index + 2)
    if unit is not None:
        symbol = "°C" if unit.symbol == "°" else unit.symbol
        text = f"{MINUS}{keys[1]}{NB}{symbol.replace(' ', NB)}"
        draft.merge(index, unit.stop, text, Quantity(keys[1], symbol), "signe")
    else:
        draft.merge(index, index + 2, MINUS + keys[1], Figure(keys[1]), "signe")


def _day(draft: Draft, index: int) -> None:
    """ "J moins un", "J plus trois" → J-1, J+3."""
    keys = keys_from(draft.items, index, 3)
    if len(keys) < 3 or keys[1] not in ("plus", "moins") or draft.items[index].text != "J":
        return
    number = draft.items[index + 2].number or ""
    if number.isdecimal():
        sign = "+" if keys[1] == "plus" else "-"
        draft.merge(index, index + 3, f"J{sign}{number}", CODE, "jour")


def _power(draft: Draft, index: int) -> Item | None:
    """ "dix puissance cinq U F C par millilitre" → 10⁵ UFC/mL."""
    keys = keys_from(draft.items, index)
    found = read_power(keys)
    if found is None:
        return None
    text = f"10{str(found.exponent).translate(_SUPERSCRIPT)}"
    text = f"{found.factor}{NB}×{NB}{text}" if found.factor else text
    rate = read_rate(keys, found.stop)
    if rate is not None:
        text += rate.symbol
        return draft.merge(index, index + rate.stop, text, Quantity("", rate.symbol), "puissance de dix")
    return draft.merge(index, index + found.stop, text, Numeral(), "puissance de dix")


def _rate(draft: Draft, index: int) -> None:
    """ "UFC par millilitre" → UFC/mL behind a number."""
    before = _before(draft, index)
    if before is None or not isinstance(before.reading, Numeral) or draft.items[index].trail:
        return
    rate = read_rate(keys_from(draft.items, index + 1, 4), 0)
    if rate is not None:
        item = draft.items[index]
        reading = Quantity("", item.text + rate.symbol)
        draft.merge(index, index + 1 + rate.stop, item.text + rate.symbol, reading, "nombre et unité")


def _small_strength(draft: Draft, index: int) -> Item | None:
    """ "Innohep zéro six une fois par jour" → 0,6; "Lovenox zéro quatre deux fois" → 0,4, 2 fois, with a doubt."""
    items = draft.items
    if items[index].number != "0" or items[index].article or not is_named(items, index):
        return None
    keys = keys_from(items, index, 8)
    rest = read_whole(keys, 1)
    if rest is None or not rest.is_whole or rest.stop != 2:
        return None
    count = read_whole(keys, 2)
    if items[index + 1].article:
        return _zero_one(draft, index, keys, count)
    if counted(keys, count.stop if count is not None else 2) is None or not rest.value:
        return None
    figures = f"0,{rest.figures}"
    if count is not None and not items[index + 2].article:
        draft.doubt(
            items[index : index + 3],
            "dose",
            _DECIMALS,
            (f"{figures}, {count.figures}", f"{figures}{count.figures}"),
        )
    merged = draft.merge(index, index + 2, figures, Figure(figures), "dosage dicté en deux nombres")
    if count is not None:
        merged.trail, merged.firm = ",", True
    return merged


def _zero_one(draft: Draft, index: int, keys: list[str], count: Whole | None) -> Item | None:
    """ "Lovenox zéro un deux fois par jour" stays in words: 0,1 twice, 0,12, or « une, deux fois »."""
    if counted(keys, count.stop if count is not None else 2) is None:
        return None
    readings = (f"0,1, {count.figures}", f"0,1{count.figures}") if count is not None else ("0,1",)
    return leave_spoken(draft, draft.items[index : index + 1 + len(readings)], _DECIMALS, readings)


def _schedule(draft: Draft, index: int) -> Item | None:
    """ "un zéro un" behind a dose → 1-0-1; behind a name alone it stays in words, with a doubt."""
    before, keys = _before(draft, index), keys_from(draft.items, index, 5)
    dosed = before is not None and (isinstance(before.reading, Number) or before.key in _DOSED)
    found = read_schedule(keys)
    if found is not None and dosed:
        return draft.merge(index, index + found[1], "-".join(found[0]), Numeral(), "prises de la journée")
    found = found or read_schedule(keys, alike=True)
    if found is None or not (dosed or is_named(draft.items, index)) or counted(keys, found[1]):
        return None
    return leave_spoken(draft, draft.items[index : index + found[1]], _TAKINGS, ("-".join(found[0]),))


_DOSED = word_set("mg milligrammes milligramme g gramme grammes µg microgrammes comprime comprimes posologie")


def _term(draft: Draft, index: int) -> Item | None:
    """ "trente-deux SA plus quatre" → 32 SA + 4."""
    keys = keys_from(draft.items, index, 5)
    if len(keys) < 4 or keys[1].removeprefix("·").lower() != "sa" or keys[2] not in ("plus", "+"):
        return None
    weeks, days = draft.items[index].number or "", draft.items[index + 3].number or ""
    if not (weeks.isdecimal() and days.isdecimal() and int(days) <= 6):
        return None
    return draft.merge(index, index + 4, f"{weeks}{NB}SA{NB}+{NB}{days}", Score(), "terme")


def _result(draft: Draft, index: int) -> Item | None:
    """ "potassium à quatre deux" → 4,2; "INR à deux trois" may be its target, and stays in words."""
    items = draft.items
    start = index
    while (
        start
        and index - start < _BEFORE_RESULT
        and items[start - 1].role == "word"
        and not items[start - 1].trail
    ):
        start -= 1
    found = read_result([item.key for item in items[start:index]], keys_from(items, index, 6))
    if found is None:
        return None
    run = items[index : index + found.stop]
    if found.otherwise:
        return leave_spoken(draft, run, _TARGET, (found.figures, found.otherwise))
    reading = Number(found.figures)
    return draft.merge(index, index + found.stop, found.figures, reading, "résultat dicté en deux nombres")


_STARTS = {
    "plus": _plus,
    "moins": _minus,
    "j": _day,
    **dict.fromkeys(optic_words("near"), addition),
}
_PLACES = frozenset(_STARTS) | _COUNTED
