"""Number words to numbers, and the strength of a drug kept apart from how many are taken."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from transcribe.core.types import DoubtKind
from transcribe.french.cardinals import NUMBER_WORDS, atoms_of, ends_round
from transcribe.french.counts import Parting, counted, part
from transcribe.french.numbers import COMMAS, read_number, read_ordinal, read_whole
from transcribe.french.numbers import Number as Said
from transcribe.french.strengths import is_paired, read_strength
from transcribe.french.units import PER_HUNDRED, symbol_of
from transcribe.french.word_sorts import daily_moments, sorted_words
from transcribe.writing.draft import FINE, Draft, Item, joined
from transcribe.writing.oral.cues import repair_cues
from transcribe.writing.readings import Figure, Number, Ratio, Spoken
from transcribe.writing.spans import keys_from, stands_alone
from transcribe.writing.starts import made_anew

REASON = "nombre en chiffres"
_DIGITS = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_ELIDED_ONE = frozenset({"d'un", "d'une"})
_OF_TWO = "dosage de deux substances"
_PAIR = "Un dosage de deux substances, ou un seul nombre : vérifier."
_TOGETHER = "Un dosage et un nombre de prises, ou un seul nombre : vérifier."
_TIMES_OF_TAKING = sorted_words("duration", "day") | daily_moments() | {"jour"}
_PARTS_OF_FORMS = frozenset({"5", "25", "50", "75"})
"""Decimals that a tablet can be cut to."""
_AND_ONE_DOUBT = "« et un » : le nombre entier, ou une unité de plus comptée à part : vérifier."
_NO_NOUNS = (sorted_words("preposition", "to", "with", "link") | COMMAS | {"a"}) - {"de", "d'", "par"}
_TWICE = "« {heard} » : un dosage et un nombre de prises, ou un mot répété : vérifier."


def read_numbers(draft: Draft) -> None:
    """Turns number words and heard digits into number items, decimals included."""
    items = draft.items

    def take(index: int, out: list[Item]) -> int:
        item = items[index]
        if item.role != "word" or item.settled or _is_excuse(items, index):
            return 0
        return _read_alone(item, out) if stands_alone(items, index) else _read(draft, index, out)

    draft.items = made_anew(items, (_may_be_number(item.key) for item in items), take)


def _is_excuse(items: Sequence[Item], index: int) -> bool:
    """Whether a number belongs to words that take something back: « mille excuses »."""
    return items[index].key == "mille" and repair_cues().at(items, index) is not None


@lru_cache(maxsize=1 << 14)
def _may_be_number(key: str) -> bool:
    if key in NUMBER_WORDS or key in _ELIDED_ONE or key == "mil":
        return True
    return bool(_DIGITS.fullmatch(key)) if key[:1].isdecimal() else "-" in key and bool(atoms_of(key))


def _read(draft: Draft, index: int, out: list[Item]) -> int:
    """Reads the number at ``index`` and gives how many items it took; 0 when there is none."""
    items = draft.items
    keys = keys_from(items, index)
    if keys[0] in PER_HUNDRED and _is_percent(out):
        return 0
    elided = keys[0] in _ELIDED_ONE
    if elided:
        if len(keys) < 2 or keys[1] not in COMMAS:
            return 0
        keys[0] = "un"
    ordinal = read_ordinal(keys)
    if ordinal is not None and ordinal.said == "words":
        out.extend(items[index : index + ordinal.stop])
        return ordinal.stop
    found = read_number(keys, halves=False) if _may_have_decimals(out) else read_whole(keys)
    if found is None or (elided and found.is_whole):
        return 0
    if (whole := _before_comma(keys, found)) is not None:
        run = draft.items[index : index + found.stop]
        readings = (f"{whole.figures}, {found.figures.partition(',')[2]}", number_text(found.figures))
        draft.doubt(run, "dose", _TOGETHER, readings)
        found = whole
    if (
        taken := _and_one(draft, index, keys, found, out)
        or _paired(draft, index, keys, out)
        or _one_by_one(draft, index, keys, out)
        or _parted(draft, index, keys, found, out)
    ):
        return taken
    _emit(items[index : index + found.stop], found, out, elided=elided)
    if _set_apart(out, keys[found.stop :]) == found.value:
        run = items[index : index + 2 * found.stop]
        draft.doubt(run, "dose", _TWICE.format(heard=" ".join(item.heard for item in run)), (found.figures,))
    return found.stop


def _before_comma(keys: Sequence[str], found: Said) -> Said | None:
    """« soixante-quinze virgule un sachet »: the strength, where nobody takes a count with these decimals."""
    count = found.figures.partition(",")[2]
    noun = counted(keys, found.stop) if count and count[0] != "0" and found.stop > 1 else None
    if noun is None or noun.kind == "moment" or not 0 < int(count) <= noun.usual:
        return None
    link, time = (*keys[noun.place + 1 : noun.place + 3], "", "")[:2]
    often = noun.kind == "taking" and link in ("par", "le", "/") and time in _TIMES_OF_TAKING
    odd = noun.kind == "form" and count not in _PARTS_OF_FORMS
    return read_whole(keys) if found.value > noun.usual or often or odd else None


def _read_alone(item: Item, out: list[Item]) -> int:
    """Reads a number of one item, after which none goes on."""
    if item.key in PER_HUNDRED and _is_percent(out):
        return 0
    found = _alone(item.number or item.key)
    if found is None:
        return 0
    _emit((item,), found, out)
    return 1


@lru_cache(maxsize=1 << 12)
def _alone(key: str) -> Said | None:
    return read_whole((key,))


@lru_cache(maxsize=1 << 12)
def _number(figures: str, words: tuple[str, ...] = ()) -> Number:
    return Number(figures, words=words)


def _is_percent(out: Sequence[Item]) -> bool:
    return len(out) > 1 and out[-1].key == "pour" and not out[-1].trail and out[-2].number is not None


def _may_have_decimals(out: Sequence[Item]) -> bool:
    """Not after a number, nor after a letter that takes one (« T un virgule »); the H of pH takes none."""
    if not out or out[-1].trail:
        return True
    if out[-1].is_integer:
        return False
    letter = len(out[-1].text) == 1 and out[-1].text.isupper()
    return not letter or (len(out) > 1 and len(out[-2].text) == 1)


def _emit(run: Sequence[Item], found: Said, out: list[Item], *, elided: bool = False) -> None:
    """One item for the number that the items of a run say."""
    first = run[0]
    if len(run) == 1 and first.key in ("un", "une"):
        first.reading = Number("1", article=True)
        out.append(first)
        return
    if len(run) == 1 and found.said == "digits":
        first.reading = _number(found.figures)
        out.append(first)
        return
    decimals = not COMMAS.isdisjoint([item.key for item in run])
    words = tuple(part.key for part in run) if found.said == "words" else ()
    item = joined(
        run, found.figures, _number(found.figures, words), "virgule décimale" if decimals else REASON
    )
    if elided:
        item.lead = "de "
    if len(run) == 1 and first.key == "neuf":
        item.key = "neuf"
    out.append(item)


def _parted(draft: Draft, index: int, keys: Sequence[str], found: Said, out: list[Item]) -> int:
    """« quarante un comprimé »: a strength and a count, apart or left in words; 0 when it is one number."""
    stop = found.stop
    if stop < 2 or found.said != "words" or any(key in COMMAS for key in keys[:stop]):
        return 0
    parting = part(keys[:stop], keys[stop:], _before(out))
    if parting is None:
        return 0
    run = draft.items[index : index + stop]
    strength, count = number_text(str(parting.strength)), number_text(str(parting.count))
    readings = (f"{strength}, {count}", number_text(str(parting.whole)))
    draft.doubt(run, "dose", _TOGETHER, readings)
    if parting.sure:
        _emit_parts(run, keys, parting, out)
    else:
        for item in run:
            item.reading = Spoken(found.figures)
        out.extend(run)
    return stop


def _and_one(draft: Draft, index: int, keys: Sequence[str], found: Said, out: list[Item]) -> int:
    """« deux mille et un » is 2001 where « un » has no noun; « mille et une raisons » stays in words; 0 for others.

    Before a unit or what is taken the one may be counted apart: the words stay, with a doubt.
    """
    stop = found.stop
    if found.said != "words" or not ends_round(keys[stop - 1]) or not _one_more(keys, stop):
        return 0
    run = draft.items[index : index + stop + 2]
    if any(after.first > before.last + 1 for before, after in pairwise(run)):
        return 0  # « cinq cents, euh, et un gramme »
    follow = keys[stop + 2] if stop + 2 < len(keys) else ""
    whole = str(int(found.value) + 1)
    if symbol_of(follow) or counted(keys, stop + 2):
        apart = f"{number_text(found.figures)} et {keys[stop + 1]}"
        leave_spoken(draft, run, _AND_ONE_DOUBT, (number_text(whole), apart))
    elif found.figures == "1000" and follow[-1:] in ("s", "x"):
        for item in run:
            item.reading = Spoken(whole)
    elif _has_no_noun(keys, stop + 2) and not is_named(out):
        run = [joined(run, whole, _number(whole, tuple(keys[: stop + 2])), REASON)]
    else:
        return 0
    out.extend(run)
    return stop + 2


def _has_no_noun(keys: Sequence[str], place: int) -> bool:
    """Whether « un » before ``place`` is no article: the sentence ends there, or a small word follows."""
    if place >= len(keys) or keys[place] in _NO_NOUNS:
        return True
    return keys[place] == "point" and (place + 1 == len(keys) or keys[place + 1 : place + 3] == ["a", "la"])


def _one_more(keys: Sequence[str], stop: int) -> bool:
    """Whether « et un » or « et une » follows a number that ends before ``stop``."""
    return len(keys) > stop + 1 and keys[stop] == "et" and keys[stop + 1] in ("un", "une")


def _paired(draft: Draft, index: int, keys: Sequence[str], out: list[Item]) -> int:
    """« Seretide cinq cents cinquante »: 500/50, and a doubt where one number is heard too; 0 for any other."""
    name = next((item.key for item in out[:-3:-1] if not item.trail and is_paired(item.key)), "")
    found = read_strength(name, keys) if name else None
    if found is None:
        return 0
    first, second = number_text(found.first), number_text(found.second)
    run = draft.items[index : index + found.stop]
    item = joined(run, f"{first}/{second}", Ratio(found.first, found.second), _OF_TWO)
    if found.whole:
        draft.doubt([item], "dose", _PAIR, (number_text(found.whole),))
    count = read_whole(keys, found.stop)
    if count is not None and not item.trail and counted(keys, count.stop):
        item.trail, item.firm = ",", True
    out.append(item)
    return found.stop


def leave_spoken(
    draft: Draft, run: Sequence[Item], reason: str, readings: Sequence[str] = (), *, kind: DoubtKind = "dose"
) -> Item:
    """Leaves numbers in the words they were said with, and doubts them; the first of them."""
    draft.doubt(run, kind, reason, readings)
    for item in run:
        item.restore()
        item.reading = Spoken(item.number or "")
    return run[0]


def _emit_parts(run: Sequence[Item], keys: Sequence[str], parting: Parting, out: list[Item]) -> None:
    for place, stop in ((0, parting.place), (parting.place, len(run))):
        said = read_whole(keys[:stop], place)
        if said is not None:
            _emit(run[place:stop], said, out)
    strength = out[-2]
    if strength.article:
        strength.rewrite("1", REASON, Figure("1"))
    strength.trail, strength.firm = ",", True


def _one_by_one(draft: Draft, index: int, keys: Sequence[str], out: list[Item]) -> int:
    """« Temesta un un comprimé »: one milligram and one tablet, or a word said twice."""
    twice = len(keys) > 2 and keys[0] in ("un", "une") and keys[1] in ("un", "une") and counted(keys, 2)
    if not twice or not is_named(out):
        return 0
    strength, one = draft.items[index : index + 2]
    strength.reading, one.reading = Number("1"), Number("1", article=True)
    strength.settle("1", REASON)
    strength.trail, strength.firm = ",", True
    draft.doubt([strength, one], "dose", _TWICE.format(heard=f"{keys[0]} {keys[1]}"), ("1",))
    out.extend((strength, one))
    return 2


def _set_apart(out: list[Item], following: Sequence[str]) -> Decimal | None:
    """« Eliquis cinq deux fois par jour »: a comma between a strength and the count after it; the count, or None."""
    if not following or out[-1].number in (None, "0"):
        return None
    count = read_whole(following)
    if count is None or not is_named(out, len(out) - 1):
        return None
    noun = counted(following, count.stop) if count.is_whole else None
    if noun is None or not 0 < count.value <= noun.usual:
        return None
    if part(following[: count.stop], following[count.stop :], "") is not None:
        return None
    strength = out[-1]
    if strength.article:
        strength.rewrite("1", REASON, Figure("1"))
    strength.trail, strength.firm = ",", True
    strength.touch("typography", "dosage et nombre de prises")
    return count.value


def _before(out: Sequence[Item]) -> str:
    """The word that a strength would be that of; empty when none can be."""
    return out[-1].key if is_named(out) else ""


def is_named(out: Sequence[Item], stop: int | None = None) -> bool:
    """Whether the last item before ``stop`` may be the name of a drug, said without a pause after it."""
    last = (len(out) if stop is None else stop) - 1
    return last >= 0 and not out[last].trail and may_be_name(out[last])


def may_be_name(item: Item) -> bool:
    """Whether an item may be the name of a drug: a word, no unit, no acronym, no small word."""
    if item.role != "word" or item.number is not None:
        return False
    text, key = (said.replace("’", "'").rpartition("'")[2] for said in (item.text, item.key))
    return (
        len(key) > 3 and key.isalpha() and not text.isupper() and not symbol_of(key) and key not in _NO_NAMES
    )


_NO_NAMES = frozenset(
    """
    tension tensions artérielle arterielle pression pouls score stade grade classe type numero chambre frequence
    saturation temperature apgar glasgow dent environ pendant depuis apres avant entre avec sans sous pour dans chez
    encore presque moins plus toutes tous prendre prend prenez donner reste avait avoir heures jours semaines mois
    pris avale avalee recu recue ingere ingeree absorbe absorbee administre injecte instille verse
    fois comprimes poids taille gleason station telephone postal vers donc puis soit
    """.split()
)


def number_text(number: str, *, group: bool = True) -> str:
    """Digits with a decimal comma and groups of three from 1 000 on."""
    whole, _, decimals = number.partition(",")
    if group and len(whole) > 3 and not whole.startswith("0"):
        whole = f"{int(whole):,}".replace(",", FINE)
    if decimals and not decimals.strip("0") and len(decimals) < 3:  # "1,000" may be a thousand
        decimals = ""
    return f"{whole},{decimals}" if decimals else whole
