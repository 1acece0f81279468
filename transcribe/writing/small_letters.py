"""Letters that a recogniser wrote small, given their capitals where nothing else can be meant, before codes are read.

"p t trois n un m zéro" is a TNM, "tassement de l un" a vertebra, "sus-décalage en v deux v trois" two leads, "j un j
quinze" two days, "vitamine b douze" a vitamin. Each needs its neighbours: a small letter alone stays as it is.
"""

from collections.abc import Sequence

from transcribe.french.sides import direction_words
from transcribe.writing.draft import Draft, Item, change_of, heard_item
from transcribe.writing.readings import Number
from transcribe.writing.spans import is_paused
from transcribe.writing.starts import next_start
from transcribe.writing.words import word_set

_REASON = "lettres d’un sigle en capitales"
_PREFIXES = frozenset({"p", "c"})
_T_HEADS = frozenset({"pt", "ct"})
_STAGES = {"t": ("x", "is"), "n": ("x",), "m": ("x",)}
_MOST_STAGE = 4
_SPINE = word_set(
    "vertebre vertebres vertebral vertebrale rachis cervical cervicale lombaire lombaires dorsal dorsale tassement "
    "tassements racine racines hernie hernies discale discales disque disques discopathie discopathies etage etages "
    "laminectomie arthrodese corporectomie spondylolisthesis cimentoplastie vertebroplastie kyphoplastie fracture "
    "fractures"
)
LEADS = word_set(
    "ecg electrocardiogramme sus-decalage sous-decalage decalage onde ondes derivation derivations st qrs "
    "repolarisation segment"
)
_BEFORE_LEVEL = word_set("de en a et entre racine racines vertebre vertebres disque etage corps")
_BEFORE_LEAD = word_set("en de a et jusqu'en")
_ELIDED = frozenset({"d", "l"})
"""Letters that are an article or « de » before « un », where the apostrophe is lost."""
_AFTER_ONE = direction_words() | word_set("et ou a avec sur stable recent ancien")
_LEVELS = {"c": 7, "t": 12, "d": 12, "l": 5, "s": 5}
_LEAD_COUNTS = {"v": 6, "d": 3}
_LISTS = ((_LEAD_COUNTS, _BEFORE_LEAD, LEADS), (_LEVELS, _BEFORE_LEVEL, _SPINE))
_VITAMINS = frozenset({"b", "c", "d", "e", "k"})
_GROUPS = frozenset({"a", "b", "ab", "o"})
_NEAR, _DAYS_APART = 10, 3
_STARTS = frozenset(_LEVELS) | frozenset(_LEAD_COUNTS) | _T_HEADS | {"j", "vitamine", "vitamines", "groupe"}


def raise_letters(draft: Draft) -> None:
    """Gives their capitals to the small letters that their neighbours make sure."""
    index = 0
    while (index := next_start(draft.items, _STARTS, index)) < len(draft.items):
        item = draft.items[index]
        if item.role == "word" and not item.settled and not item.trail:
            _raise(draft, index)
        index += 1


def _raise(draft: Draft, index: int) -> None:
    items = draft.items
    key = items[index].key
    if key in ("vitamine", "vitamines", "groupe"):
        _raise_named(items, index)
    elif key in _T_HEADS or key == "t":
        _tnm(draft, index)
    if key == "j":
        _day(items, index)
    elif any(key in table[0] and _is_listed(items, index, *table) for table in _LISTS):
        _capital(items[index], items[index + 1])


def _capital(letter: Item, number: Item | None = None) -> None:
    """A capital letter; the « un » behind it is a number."""
    if not letter.text.isupper():
        letter.text = letter.text.upper()
        letter.change = change_of("acronym", _REASON)
    if number is not None:
        _stage(number)


def _numbered(items: Sequence[Item], index: int, most: int) -> bool:
    """Whether a number no greater than ``most`` follows at once."""
    if not 0 <= index < len(items) - 1 or items[index].trail or items[index].role != "word":
        return False
    number = items[index + 1]
    return number.is_integer and not number.settled and not number.lead and 0 <= number.value <= most


def _raise_named(items: Sequence[Item], index: int) -> None:
    """ "vitamine b douze", "groupe o rhésus négatif"."""
    if index + 1 >= len(items) or items[index + 1].role != "word":
        return
    letter = items[index + 1]
    if items[index].key == "groupe":
        rhesus = index + 2 < len(items) and items[index + 2].key == "rhesus" and not letter.trail
        if rhesus and letter.key in _GROUPS and letter.text not in ("à", "À"):
            _capital(letter)
    elif letter.key in _VITAMINS and len(letter.text) == 1:
        _capital(letter)


def _tnm(draft: Draft, index: int) -> None:
    """ "p t trois n un m zéro", "pT trois N un": a T and its number, then an N and its own."""
    items = draft.items
    places = [index]
    for letter in ("n", "m"):
        last = places[-1]
        if not _is_staged(items, last) or items[last + 1].trail:
            break
        place = last + 2 + (last + 2 < len(items) and items[last + 2].key in _PREFIXES)
        if place < len(items) and items[place].key == letter and _is_staged(items, place):
            places.append(place)
    if len(places) == 1:
        return
    for place in places:
        _stage(items[place + 1])
        if items[place].key not in _T_HEADS:
            _capital(items[place])
    head = items[index]
    if head.key in _T_HEADS:
        prefix = heard_item(head.text[:-1].lower(), head.first, head.last, lead=head.lead)
        letter_t = heard_item("T", head.first, head.last, change=change_of("acronym", _REASON))
        draft.items[index : index + 1] = [prefix, letter_t]


def _is_staged(items: Sequence[Item], index: int) -> bool:
    """Whether what follows a letter of the TNM is its stage: a number, « x », « is »."""
    if _numbered(items, index, _MOST_STAGE):
        return True
    follow = items[index + 1] if index + 1 < len(items) and not items[index].trail else None
    return follow is not None and follow.key in _STAGES[items[index].key[-1]]


def _stage(item: Item) -> None:
    if item.article:
        item.reading = Number("1")


def _day(items: Sequence[Item], index: int) -> None:
    """ "j un j quinze", "à j un et à j huit": a day beside another."""
    if not _numbered(items, index, 999) or not items[index + 1].article:
        return
    near = range(max(0, index - _DAYS_APART), min(len(items), index + 2 + _DAYS_APART))
    if any(place != index and items[place].key == "j" and _numbered(items, place, 999) for place in near):
        _capital(items[index], items[index + 1])


def _is_listed(
    items: Sequence[Item], index: int, counts: dict[str, int], before: frozenset[str], named: frozenset[str]
) -> bool:
    """Whether a letter and its number are one of those counted, behind a word that calls for it or another one."""
    if not _numbered(items, index, counts[items[index].key]) or not items[index + 1].value or not index:
        return False
    if items[index].text.isupper() and not items[index + 1].article:
        return False
    lead = items[index - 1]
    listed = lead.is_integer and index > 1 and items[index - 2].key in counts
    if not (listed or (lead.key in before and not lead.trail)):
        return False
    if items[index + 1].article and items[index].key in _ELIDED and not _ends_level(items, index + 1):
        return False
    return any(item.key in named for item in items[max(0, index - _NEAR) : index])


def _ends_level(items: Sequence[Item], index: int) -> bool:
    """Whether « un » at ``index`` counts nothing: "de l un et l deux", not "et d un os", "de l un des métatarsiens"."""
    return is_paused(items, index + 1) or items[index + 1].key in _AFTER_ONE | _LEVELS.keys()
