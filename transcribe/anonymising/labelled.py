"""Numbers and codes that a word announces: « IPP : 8004517723 », « immatriculé A B, quatre cent trente, X T »."""

from collections.abc import Iterator, Sequence

from transcribe.anonymising.cues import cues
from transcribe.anonymising.types import Found
from transcribe.french import Token
from transcribe.french.calendar import month_of, read_date
from transcribe.french.numbers import read_whole
from transcribe.french.units import symbol_of

_REACH = 8
_DOORS = frozenset("chambre ch lit box".split())
# Numbers of everybody: emergencies, help against suicide, violence.
_PUBLIC = frozenset("15 17 18 112 114 115 116 119 3114 3117 3919 3624 3949 3977 3237".split())
_LONGEST = 64
_SEPARATORS = frozenset([",", "-", "–", "/", ".", "tiret", "barre", "espace"])
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
_LINKS = frozenset(
    "le la l' est de du d' des au a : . , ° n numero number patient national interne suivant "
    "identifiant intervention permanent porte sous enregistre assure assuree".split()
)
_OF = frozenset("de du d' des la l'".split())
_SIGLUM, _CAPITALS = 6, 4


def find_labelled(tokens: Sequence[Token]) -> Iterator[Found]:
    """« IPP : 8004517723 », « dossier n° 447-B », « téléphone de la maison : 43.17.52 », numbers said in words too."""
    keys = [token.key for token in tokens]
    for place, key in enumerate(keys):
        kind = cues().numbers.get(key.removesuffix("."))
        if key == "au" and (stop := _pairs_end(tokens, keys, place + 1)):
            yield Found(tokens[place + 1].start, tokens[stop - 1].end, "phone", 0.7, "chiffres dits par deux")
        if kind is None:
            continue
        found = _past_links(tokens, keys, place + 1)
        if found >= len(keys) or found - place > _REACH:
            continue
        stop = _number_end(tokens, keys, found)
        figures = _figures(tokens, found, stop)
        door = key in _DOORS and tokens[found].text[0].isdigit() and found <= place + 2
        if (figures in _PUBLIC and not door) or _counts(keys, stop):
            continue
        if (len(figures) > 2 and any(map(str.isdigit, figures))) or (figures and door):
            yield Found(tokens[found].start, tokens[stop - 1].end, kind, 0.9, "numéro annoncé")


def _pairs_end(tokens: Sequence[Token], keys: Sequence[str], place: int) -> int:
    """Where three or four pairs of figures in words stop, « au quarante-cinq cinquante et un zéro neuf »; else 0."""
    figures: list[str] = []
    while (number := read_whole(keys, place)) is not None and not tokens[place].text[0].isdigit():
        if figures and figures[-1] == "0":  # « zéro neuf »
            figures[-1] += number.figures
        else:
            figures.append(number.figures)
        place = number.stop
    paired = all(len(pair) == 2 for pair in figures)
    aged = keys[place : place + 1] == ["ans"] or _counts(keys, place)
    return place if paired and len(figures) in (3, 4) and not aged else 0


def _past_links(tokens: Sequence[Token], keys: Sequence[str], place: int) -> int:
    """Past what stands between a label and its number: « (téléphone) de la maison : », « (dossier) SSR »."""
    start = place
    while place < len(keys) and place - start < _REACH:
        owner = (
            place > start
            and keys[place - 1] in _OF
            and tokens[place].kind == "word"
            and read_whole(keys, place) is None
        )
        siglum = len(tokens[place].text) <= _SIGLUM and tokens[place].text.isupper() and len(keys[place]) > 1
        if siglum and place + 1 < len(keys) and not tokens[place + 1].text[0].isdigit():
            siglum = False
        if not (keys[place] in _LINKS or keys[place] in cues().numbers or owner or siglum):
            break
        place += 1
    return place


def _figures(tokens: Sequence[Token], start: int, stop: int) -> str:
    """The figures and letters of a number, said in words perhaps."""
    figures, place = "", start
    keys = [token.key for token in tokens[:stop]]
    while place < stop:
        number = read_whole(keys, place)
        text = tokens[place].text
        figures += number.figures if number is not None else "".join(filter(str.isalnum, text))
        place = number.stop if number is not None else place + 1
    return figures


def _number_end(tokens: Sequence[Token], keys: Sequence[str], start: int) -> int:
    """Where a number or code stops: figures, numbers in words, letters said one by one and what joins them.

    ``start`` when no figure is among them.
    """
    place = stop = start
    seen = False
    while place < len(tokens) and tokens[place].start - tokens[start].start < _LONGEST:
        dated = read_date(keys, place)
        if dated is not None and (not dated.numeric or (place > start and "/" in keys[place : dated.stop])):
            break
        part = _part_end(tokens, keys, place)
        if part > place:
            if seen and keys[place - 1] in (",", ".") and not _goes_on(tokens, keys, part):
                break
            seen = seen or _has_figures(tokens, keys, place)
            place = stop = part
        elif keys[place] in _SEPARATORS or (
            tokens[place].kind == "break" and keys[place + 1 : place + 2] == ["-"]
        ):
            place += 1
        else:
            break
    return stop if seen else start


def _part_end(tokens: Sequence[Token], keys: Sequence[str], place: int) -> int:
    """Where one part of a code stops: « 447 », « zéro quatre », « CHC », « H »; ``place`` when none begins."""
    text = tokens[place].text
    if any(map(str.isdigit, text)):
        return place + 1
    number = read_whole(keys, place)
    if number is not None:
        return number.stop
    letters = text.isupper() and text.isalpha() and len(text) <= _CAPITALS and tokens[place].kind != "break"
    single = text in _LETTERS and (text != "a" or read_whole(keys, place + 1) is not None)
    return place + 1 if letters or single else place


def _has_figures(tokens: Sequence[Token], keys: Sequence[str], place: int) -> bool:
    return any(map(str.isdigit, tokens[place].text)) or read_whole(keys, place) is not None


def _goes_on(tokens: Sequence[Token], keys: Sequence[str], stop: int) -> bool:
    """Whether a part behind a comma still belongs to the code: what follows it is no word that it counts."""
    if stop >= len(tokens) or tokens[stop].kind in ("mark", "break"):
        return True
    return _part_end(tokens, keys, stop) > stop and month_of(keys[stop]) == 0


def _counts(keys: Sequence[str], stop: int) -> bool:
    """Whether what follows a number is counted or measured by it: « examen de 3 minutes »."""
    return stop < len(keys) and bool(symbol_of(keys[stop]))
