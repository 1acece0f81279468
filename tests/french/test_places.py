"""What begins inside a sentence is read as it is alone, and stops at the same word."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, is_dataclass
from typing import Any

import pytest

from transcribe.french.calendar import read_clock, read_date, read_day, read_year
from transcribe.french.cardinals import read_cardinal
from transcribe.french.counts import counted, read_schedule
from transcribe.french.fold import fold
from transcribe.french.identifiers import read_in_row, read_phone, read_postcode
from transcribe.french.numbers import read_fraction, read_number, read_ordinal, read_power, read_whole
from transcribe.french.pressure import read_pressure
from transcribe.french.quantities import read_measure
from transcribe.french.units import read_counted, read_rate, read_unit

Reader = Callable[[Sequence[str], int], Any]
BEFORE = "le patient reçoit ensuite"
"""Words of which no reader takes any."""
READ: list[tuple[Reader, tuple[str, ...]]] = [
    (read_date, ("douze mars deux mille vingt-six", "premier mars", "zéro trois zéro quatre soixante-dix", "12/03/2026",
                 "douze zéro trois deux mille vingt-six", "trente et un décembre", "douze mars 26")),
    (read_day, ("premier", "douze", "trente et un", "trente-deux")),
    (read_year, ("deux mille vingt-six", "dix-neuf cent quarante-deux", "2026", "soixante-dix", "mil neuf cent vingt")),
    (read_clock, ("huit heures", "huit heures trente", "midi et demi", "huit heures et quart", "minuit dix", "8h30",
                  "huit heures moins le quart", "midi moins dix", "dix-huit heures cinq")),
    (read_cardinal, ("mille deux cents", "vingt et un", "quatre vingt dix sept", "deux millions trois", "cent deux")),
    (read_schedule, ("un zéro un", "1 0 0 1", "un zéro un le soir")),
    (counted, ("comprimés", "demi comprimé", "à deux gélules", "à chaque repas", "tous les jours", "/ jour", "ce soir",
               "petites gélules")),
    (read_phone, ("zéro six douze trente-quatre cinquante-six soixante-dix-huit", "06 12 34 56 78",
                  "plus trente-trois six douze trente-quatre cinquante-six soixante-dix-huit")),
    (read_in_row, ("douze trente-quatre cinquante-six", "un deux trois quatre cinq", "mille deux cent trois quatre")),
    (read_postcode, ("cinquante-neuf mille", "soixante-quinze mille treize", "59 000", "mille")),
    (read_number, ("deux virgule zéro cinq", "treize et demi", "3 virgule 5", "4 000", "60 et un", "12 mille",
                   "3 millions", "2,5 millions")),
    (read_whole, ("deux cents", "4 000 000", "12 mille", "1 million")),
    (read_fraction, ("deux tiers", "trois quarts", "un demi", "un tiers", "trois sixièmes")),
    (read_ordinal, ("vingt et unième", "deuxième", "3e", "2ème", "premier", "mille deuxième")),
    (read_power, ("dix puissance cinq", "10 puissance 5", "deux fois dix puissance moins trois",
                  "dix exposant cinq", "trois fois dix puissance quatre")),
    (read_pressure, ("quatorze huit", "cent quarante sur quatre-vingts", "14 8", "cent vingt quatre vingt",
                     "cent quarante sur quatre-vingts millimètres de mercure", "quatorze sur huit")),
    (read_measure, ("un gramme cinq", "deux milligrammes par kilo", "zéro cinq milligramme", "un mètre soixante-cinq",
                    "un mètre quatre-vingt-deux", "trente-huit degrés cinq", "cinq cents milligrammes",
                    "deux grammes et demi", "trois kilos deux cents", "5 mg")),
    (read_unit, ("milligrammes par kilo et par jour", "mm hg", "micro mole par litre", "centimètres cubes d'eau",
                 "gamma kilo minute", "millilitres heure", "kilos par mètre carré", "pour cent", "gamma")),
    (read_counted, ("comprimés par jour", "milligrammes", "gouttes par minute")),
    (read_rate, ("par minute", "par litre")),
]  # fmt: skip
CASES = [(reader, text) for reader, texts in READ for text in texts]


def shown(found: object, by: int) -> object:
    """What was found, its places counted from where it begins."""
    if is_dataclass(found) and not isinstance(found, type):
        places = {"start", "stop", "place"}
        return {
            name: value - by if name in places else value
            for name, value in asdict(found).items()
            if name != "row"
        }
    if isinstance(found, tuple) and isinstance(found[-1], int):
        return (*found[:-1], found[-1] - by)
    return found


@pytest.mark.parametrize(
    ("reader", "text"), CASES, ids=[f"{reader.__name__}-{text}" for reader, text in CASES]
)
@pytest.mark.parametrize("after", ["", "puis normalement"])
def test_what_is_said_inside_a_sentence_is_read_as_alone(reader: Reader, text: str, after: str) -> None:
    before, keys = fold(BEFORE).split(), fold(f"{text} {after}").split()
    alone = shown(reader(keys, 0), 0)
    assert shown(reader([*before, *keys], len(before)), len(before)) == alone
