"""Measures said in several numbers: "un mètre soixante-quinze", "douze sur sept millimètres"."""

from transcribe.writing.code_tables import ROMAN_NOUNS
from transcribe.writing.draft import NB, Draft, Item
from transcribe.writing.readings import Dimensions, Quantity, Ratio
from transcribe.writing.units import LENGTHS, parse_unit
from transcribe.writing.words import word_set

DOSE_NOUNS = word_set(
    "comprime comprimes gelule gelules goutte gouttes sachet sachets bouffee bouffees capsule capsules cp "
    "cuillere cuilleres cuilleree suppositoire suppositoires instillation instillations"
)
MAYBE_DOSES = word_set(
    "fois application applications injection injections ampoule ampoules patch patchs dose doses prise "
    "prises flacon flacons pulverisation pulverisations inhalation inhalations seance seances seringue "
    "dosette dosettes pipette pipettes unite ovule ovules bolus"
)
_DURATIONS = word_set("jour jours an ans mois semaine semaines heure heures minute minutes")
_AFTER_MEASURE = word_set("a au de du pour et en avec sous soit ce chez avant apres")
_TIMES = ("sur", "par", "x", "×", "fois")


def mixed_measure(draft: Draft, index: int) -> bool:
    """ "trente-neuf degrés cinq" → 39,5 °C; "trois kilos deux cents" → 3,2 kg; "un gramme vingt"."""
    tokens = draft.items
    token = tokens[index]
    if not token.is_integer or token.trail or index + 2 >= len(tokens) or tokens[index + 1].trail:
        return False
    symbol, after = parse_unit(tokens, index + 1)
    if after != index + 2 or not tokens[after].is_integer or tokens[after].article or tokens[after].lead:
        return False
    rest, stop = tokens[after].number or "", after + 1
    decimals = _decimals(symbol, token.value, rest)
    if not decimals:
        return False
    if not tokens[after].trail and stop < len(tokens) and tokens[stop].role == "word":
        below, end = parse_unit(tokens, index + 1, skip=after)
        if "/" in below:
            symbol, stop = below, end
        elif tokens[stop].key not in _AFTER_MEASURE:
            if tokens[stop].key == "par" or tokens[stop].key == "le":
                draft.doubt(tokens[index:stop], "dose", "Mesure dictée en deux nombres : vérifier.")
            return False
    symbol = "°C" if symbol == "°" else symbol
    text = f"{token.number},{decimals}{NB}{symbol}"
    draft.merge(
        index, stop, text, Quantity(f"{token.number},{decimals}", symbol), "mesure dictée en deux nombres"
    )
    return True


def _decimals(symbol: str, whole: float, rest: str) -> str:
    """The decimals that the second number stands for; "" when it stands for none."""
    if symbol in ("°", "°C"):
        return rest if len(rest) == 1 and 30 <= whole <= 45 else ""
    if symbol == "kg":
        return rest.rstrip("0") if len(rest) == 3 else rest if len(rest) == 1 else ""
    if symbol in ("m", "g", "L") and len(rest) == 2:
        return rest if symbol != "m" or whole <= 2 else ""
    return rest if symbol in ("L", "g", "cm", "mm") and len(rest) == 1 and rest != "0" else ""


def dimensions(draft: Draft, index: int) -> bool:
    """ "douze sur sept millimètres" → 12 × 7 mm; the unit may also follow the first number, or each."""
    tokens = draft.items
    numbers = [tokens[index].number or ""]
    symbol, place = _length(tokens, index + 1) if not tokens[index].trail else ("", index + 1)
    first_symbol = symbol
    while place + 1 < len(tokens) and not tokens[place - 1].trail and len(numbers) < 3:
        if tokens[place].key not in _TIMES or tokens[place].trail or tokens[place + 1].number is None:
            break
        if first_symbol and tokens[place].key == "fois":
            break
        numbers.append(tokens[place + 1].number or "")
        place += 2
        if not tokens[place - 1].trail:
            other, after = _length(tokens, place)
            if other and symbol and other != symbol:
                return False
            symbol, place = other or symbol, after
    if len(numbers) < 2 or not symbol:
        return False
    if first_symbol and place < len(tokens) and not tokens[place - 1].trail and _is_noun(tokens[place]):
        return False
    text = f"{NB}×{NB}".join(numbers) + NB + symbol
    draft.merge(index, place, text, Dimensions(tuple(numbers), symbol), "dimensions")
    return True


def _length(tokens: list[Item], start: int) -> tuple[str, int]:
    symbol, after = parse_unit(tokens, start)
    return (symbol, after) if symbol in LENGTHS else ("", start)


def _is_noun(token: Item) -> bool:
    return token.role == "word" and (
        token.key in DOSE_NOUNS
        or token.key in MAYBE_DOSES
        or token.key in _DURATIONS
        or token.number is not None
    )


def ratio(draft: Draft, index: int) -> bool:
    """ "huit sur neuf" → 8/9; "grade un sur trois" → 1/3."""
    tokens = draft.items
    first = tokens[index]
    if first.trail or index + 2 >= len(tokens) or tokens[index + 1].key != "sur" or tokens[index + 1].trail:
        return False
    last = tokens[index + 2]
    graded = index > 0 and tokens[index - 1].key in ROMAN_NOUNS
    if not last.is_integer or last.article or (first.article and not graded):
        return False
    reading = Ratio(first.number or "", last.number or "")
    draft.merge(index, index + 3, f"{reading.top}/{reading.bottom}", reading, "rapport")
    return True
