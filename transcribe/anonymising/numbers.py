"""Numbers and addresses that lead to somebody: social security, telephone, files, e-mail, streets, postcodes."""

import re
from collections.abc import Iterator, Sequence

from transcribe.anonymising.cues import cues
from transcribe.anonymising.labelled import find_labelled
from transcribe.anonymising.types import Found
from transcribe.french import Token
from transcribe.french.calendar import month_of
from transcribe.french.identifiers import read_phone
from transcribe.french.numbers import read_whole
from transcribe.french.word_sorts import name_links, sorted_words

_GAP = r"[ \u00a0\u202f.\-/]?"
_NIR = re.compile(
    rf"(?<![\w.,])[1-478]{_GAP}\d\d{_GAP}\d\d{_GAP}(?:\d\d|2[AB]){_GAP}\d{{3}}{_GAP}\d{{3}}(?:{_GAP}\d\d)?(?!\w)(?:,?\s*cl[ée]\s*:?\s*\d\d(?!\w))?",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\w.,])(?:\+\s?\d{2,3}[ \u00a0\u202f.\-]?(?:\(0\)[ .]?)?[1-9]|00\s?33[ .]?[1-9]|0[ .\-]?[1-9])"
    r"(?:[ \u00a0\u202f.\-/]?\d){8}(?!\w)"
)
_EMAIL = re.compile(
    r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+|\b(?:https?://|www\.)\S+[\w/]"
    r"|[\w.+-]+(?:\s+(?:point|tiret|[–-])\s+[\w-]+)*,?\s+arobase,?\s+[\w-]+(?:(?:\.\s?|\s+(?:point|tiret)\s+)\w+)+"
    r"|(?<![\w.])@\w[\w.]{2,}|(?<![\w@.])[\w-]{2,}\.(?:fr|com|org|net)(?![\w.])",
    re.IGNORECASE,
)
_PLATE = re.compile(r"(?<![\w-])[A-HJ-NP-TV-Z]{2}[- ]\d{3}[- ][A-HJ-NP-TV-Z]{2}(?![\w-])")
_DASHED = re.compile(r"(?<![\w.,/-])\d{2,}(?:-\d{2,}){1,4}(?![\w/-])")
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?!\w)")
_LONG = re.compile(r"(?<![\w.,])\d(?:[ \u00a0\u202f]?\d){6,}(?![\w,.]\d|\w)")
_CODE = re.compile(r"(?<![\w-])(?=(?:[\w/-]*\d){3})(?=[\w/-]*[A-Z])[A-Z0-9]+(?:[-/][A-Z0-9]+)*(?![\w-])")
_POSTCODE = re.compile(
    r"(?<![\w.,])(?:F-)?((?:0[1-9]|[1-8]\d|9[0-8])[ \u00a0\u202f]?\d{3})(?=[ \u00a0\u202f]+[A-ZÀ-ÖØ-Þ])"
)


def find_numbers(text: str, tokens: Sequence[Token]) -> Iterator[Found]:
    """Every number, code and electronic address of a text that may lead to somebody."""
    for match in _EMAIL.finditer(text):
        yield Found(*match.span(), "email", 1.0, "adresse électronique")
    for match in _NIR.finditer(text):
        yield Found(*match.span(), "nir", 1.0, "numéro de sécurité sociale")
    for match in _PHONE.finditer(text):
        yield Found(*match.span(), "phone", 1.0, "numéro de téléphone")
    for match in _POSTCODE.finditer(text):
        yield Found(*match.span(1), "postcode", 0.8, "code postal devant un nom de lieu")
    for match in _DASHED.finditer(text):
        if _identifies(match.group()):
            yield Found(*match.span(), "file", 0.7, "référence")
    for match in _IBAN.finditer(text):
        yield Found(*match.span(), "file", 0.9, "compte bancaire")
    for match in _PLATE.finditer(text):
        yield Found(*match.span(), "file", 0.8, "plaque d’immatriculation")
    for match in _LONG.finditer(text):
        yield Found(*match.span(), "file", 0.7, "long numéro")
    for match in _CODE.finditer(text):
        if sum(c.isdigit() for c in match.group()) >= 5:
            yield Found(*match.span(), "file", 0.6, "référence")
    yield from find_labelled(tokens)
    yield from _said(tokens)


def _said(tokens: Sequence[Token]) -> Iterator[Found]:
    """Telephone numbers in words, whatever marks stand between the pairs."""
    spoken = [token for token in tokens if token.kind != "mark" or token.text == "+"]
    keys = [token.key for token in spoken]
    place = 0
    while place < len(keys):
        phone = (
            read_phone(keys, place)
            if keys[place] in ("zero", "plus", "+") or keys[place][:1] == "0"
            else None
        )
        if phone is None:
            place += 1
            continue
        yield Found(
            spoken[phone.start].start, spoken[phone.stop - 1].end, "phone", 1.0, "numéro de téléphone"
        )
        place = phone.stop


def _identifies(groups: str) -> bool:
    """Whether figures with dashes are a reference: three groups or more, or two unlike ones; no range of years."""
    parts = groups.split("-")
    return sum(map(len, parts)) > 6 and (len(parts) > 2 or len(parts[0]) != len(parts[1]))


def find_addresses(tokens: Sequence[Token]) -> Iterator[Found]:
    """« 17 bis rue des Tanneurs », « boulevard Longchamp », « résidence Les Glycines, bâtiment C », « BP 214 »."""
    keys = [token.key for token in tokens]
    last = -1
    for place, key in enumerate(keys):
        if place <= last:
            continue
        if key in ("bp", "cs", "tsa") and place + 1 < len(keys) and keys[place + 1][:1].isdigit():
            last = place + 1
            yield Found(tokens[place].start, tokens[last].end, "address", 0.9, "boîte postale")
        if key not in cues().streets:
            continue
        first = _house_number(tokens, place)
        if first == place and not _is_named_street(tokens, place):
            continue
        last = _street_end(tokens, place)
        if last > place:
            yield Found(tokens[first].start, tokens[last].end, "address", 0.9, "adresse")


def _house_number(tokens: Sequence[Token], place: int) -> int:
    """Where the number in front of a street begins; the street itself when there is none."""
    before = place - 1
    while before >= 0 and tokens[before].key in ("bis", "ter", "quater", ","):
        before -= 1
    if before < 0:
        return place
    if tokens[before].text[0].isdigit():
        return place if before and month_of(tokens[before - 1].key) else before
    keys = [token.key for token in tokens]
    for start in range(max(0, before - 3), before + 1):
        number = read_whole(keys, start)
        if number is not None and number.stop == before + 1:
            return start
    return place


def _is_named_street(tokens: Sequence[Token], place: int) -> bool:
    """Whether a street without a number bears a capital: « boulevard Longchamp », « résidence Les Glycines »."""
    following = place + 1
    particles = name_links()
    while following < len(tokens) and tokens[following].key in particles and not tokens[following].is_capital:
        following += 1
    named = following < len(tokens) and tokens[following].is_capital and tokens[following].kind != "break"
    plain = following == place + 1 or tokens[place].key in cues().streets_alone
    return named and (plain or tokens[place].key in ("place", "chemin", "quai", "cours", "square", "allee"))


def _street_end(tokens: Sequence[Token], place: int) -> int:
    """The last token of an address: to a comma that no part of it follows, a preposition, a postcode or the end."""
    last = place
    for at in range(place + 1, min(len(tokens), place + 14)):
        token = tokens[at]
        if token.kind == "break" or token.text in ".;)(:":
            break
        if token.text == ",":
            following = tokens[at + 1 : at + 3]
            if not any(one.key in cues().inside_address | cues().streets for one in following):
                break
            continue
        if token.key in ("a", "et", "est", "qui") or (at > place + 1 and _is_postcode(token.text)):
            break
        small = token.kind == "word" and not token.is_capital and token.key not in _STREET_WORDS
        named = tokens[at - 1].key in _PARTICLES or token.key in cues().inside_address | cues().streets
        if small and not named and at > place + 1:
            break
        last = at
    return last


_PARTICLES = name_links() | sorted_words("to") | {"sur", "sous"}
_STREET_WORDS = _PARTICLES | frozenset(
    "bis ter saint sainte vieux vieille petit petite grand grande haut bas".split()
)


def _is_postcode(text: str) -> bool:
    return bool(re.fullmatch(r"\d{5}", text))
