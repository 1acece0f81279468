"""Numbers that name something: telephone, social security, postcode, file, lot. Never grouped by thousands."""

from transcribe.french.civilities import civility_of
from transcribe.french.identifiers import Identifier as Found
from transcribe.french.identifiers import (
    ends_label,
    label_before,
    may_follow_label,
    read_in_row,
    read_phone,
    read_postcode,
    written_nir,
)
from transcribe.french.tables import Row
from transcribe.writing.draft import NB, Draft, Item
from transcribe.writing.numbers import leave_spoken
from transcribe.writing.readings import Identifier, Phone
from transcribe.writing.spans import unit_at, words_from
from transcribe.writing.starts import holds_any, number_starts
from transcribe.writing.words import word_set

_ADDRESS = word_set(
    "rue avenue av boulevard bd place impasse chemin route allee quai cours square residence lotissement hameau "
    "habite habitant domicilie domiciliee demeurant adresse reside residant cedex cs bp tsa postal"
)
_PLUS = frozenset({"plus", "+"})
_REACH_OF_ADDRESS = 12
_REACH_OF_LABEL = 12
_TELEPHONE, _IDENTIFIER, _POSTCODE = "numéro de téléphone", "numéro d’identification", "code postal"
_ODD_PHONE = "Numéro de téléphone qui n’a pas dix chiffres : vérifier."
_ODD_PHONES, _FEWEST_GROUPS = (9, 11, 12), 2
_LONGEST_COUNT, _PHONE = 9, 10
_POSTCODE_FIGURES = 5


def write_identifiers(draft: Draft) -> None:
    """Writes telephone numbers, postcodes and whatever follows a label such as « dossier » or « RPPS »."""
    addressed = holds_any(draft.items, _ADDRESS)
    for index in number_starts(draft, _PLUS):
        item = draft.items[index]
        if item.role != "word" or item.settled or (item.number is None and item.key not in _PLUS):
            continue
        if not _phone(draft, index) and item.is_integer and (not item.article or _label(draft.items, index)):
            _labelled(draft, index) or _postcode(draft, index, addressed=addressed)


def _phone(draft: Draft, index: int) -> Item | None:
    first = draft.items[index]
    if first.number is not None and first.number[0] != "0":
        return None
    keys, ends = words_from(draft.items, index)
    return (
        _write(draft, index, read_phone(keys), ends, _TELEPHONE, Phone)
        or _paused_phone(draft, index)
        or _odd_phone(draft, index)
    )


def _paused_phone(draft: Draft, index: int) -> Item | None:
    """Writes five pairs said with pauses between them, "zéro six, douze, trente-quatre…": no date, no list."""
    items, stop, figures = draft.items, index, ""
    while stop < len(items) and len(figures) < _PHONE and _ends_pair(items[stop], figures):
        figures += items[stop].number or ""
        stop += 1
    if len(figures) < _PHONE or figures[1] == "0" or _counts_on(items, stop):
        return None
    written = NB.join(figures[place : place + 2] for place in range(0, _PHONE, 2))
    return draft.merge(index, stop, written, Phone(figures), _TELEPHONE)


def _counts_on(items: list[Item], stop: int) -> bool:
    """Whether more figures follow the pairs, or a unit that they count."""
    if stop == len(items):
        return False
    follows = items[stop]
    if follows.number is None:
        return unit_at(items, stop) is not None
    return not items[stop - 1].trail or _ends_pair(follows, "")


def _ends_pair(item: Item, figures: str) -> bool:
    """Whether a number may come behind ``figures`` said in pairs: a pair, a zero, the figure behind a zero."""
    if not item.is_integer or item.settled or item.trail not in ("", ","):
        return False
    if len(figures) % 2:
        return len(item.number or "") == 1
    return len(item.number or "") == 2 or (item.number == "0" and not item.trail)


def _odd_phone(draft: Draft, index: int) -> Item | None:
    """Leaves in words, with a doubt, what begins as a telephone number and has too few figures or too many."""
    stop = index
    while stop < len(draft.items) and draft.items[stop].is_integer and not draft.items[stop].settled:
        stop += 1
        if draft.items[stop - 1].trail:
            break
    run = draft.items[index:stop]
    figures = "".join(item.number or "" for item in run)
    pairs = sum(len(item.number or "") == 2 for item in run)
    begins = len(run) > _FEWEST_GROUPS and [len(item.number or "") for item in run[:3]] == [1, 1, 2]
    if not begins or pairs < _FEWEST_GROUPS or len(figures) not in _ODD_PHONES or figures[1] == "0":
        return None
    return leave_spoken(draft, run, _ODD_PHONE, (figures,), kind="identity")


def _labelled(draft: Draft, index: int) -> Item | None:
    items = draft.items
    number = items[index].number or ""
    label = _label(items, index)
    if label is None:
        if len(number) <= _LONGEST_COUNT:
            return None
        items[index].rewrite(number, _IDENTIFIER, Identifier(number))
        return items[index]
    keys, ends = words_from(items, index)
    postcode = read_postcode(keys) if "postal" in label.keys[0] else None
    if written := _write(draft, index, postcode, ends, _POSTCODE):
        return written
    row = read_in_row(keys) if label.flag("join") else None
    if row is not None:
        return _write(draft, index, row, ends, _IDENTIFIER) if len(row.figures) > 4 else None
    if len(number) > 3:
        items[index].rewrite(number, _IDENTIFIER, Identifier(number))
    elif not label.flag("join") and (short := _short_number(draft, index)):
        draft.merge(index, index + 2, short, Phone(short), _TELEPHONE)
    return items[index]


def _short_number(draft: Draft, index: int) -> str:
    """The short number of "numéro trente et un quatorze": 3114."""
    pair = [item.number or "" for item in draft.items[index : index + 2] if item.is_integer]
    alone = not (draft.items[index + 2 : index + 3] and draft.items[index + 2].number is not None)
    return (
        "".join(pair)
        if [len(part) for part in pair] == [2, 2] and alone and not draft.items[index].trail
        else ""
    )


def _label(items: list[Item], index: int) -> Row | None:
    """The label that makes the number at ``index`` an identifier."""
    if not _may_be_labelled(items, index):
        return None
    keys = _keys_before(items, index)
    return label_before(keys, len(keys))


def _may_be_labelled(items: list[Item], index: int) -> bool:
    """Whether the last word of a label, or a letter that may be one, stands before the words that may follow it."""
    for item in reversed(items[max(0, index - _REACH_OF_LABEL) : index]):
        key = item.key.rpartition("'")[2]
        if len(item.text) == 1 or ends_label(key):
            return True
        if not may_follow_label(key):
            return False
    return False


def _postcode(draft: Draft, index: int, *, addressed: bool) -> Item | None:
    """« 59 000 Lille » in an address: five figures before a town, or an address before them.

    ``addressed``: the dictation has a word of an address somewhere.
    """
    items = draft.items
    if not addressed and len(items[index].number or "") != _POSTCODE_FIGURES:
        return None
    keys, ends = words_from(items, index)
    found = read_postcode(keys)
    if found is None or found.stop not in ends:
        return None
    stop = index + ends.index(found.stop) + 1
    town = items[stop] if stop < len(items) and not items[stop - 1].trail else None
    if (
        town is None
        or not town.is_capital
        or town.text.isupper()
        or len(town.text) < 3
        or civility_of(town.key) is not None
        or town.number is not None
    ):
        return None
    if stop - index > 1 and not _in_address(items, index):
        return None
    if len(items[index].number or "") == 4 and not _in_address(items, index):
        return None
    return _write(draft, index, found, ends, _POSTCODE)


def _in_address(items: list[Item], index: int) -> bool:
    return any(item.key in _ADDRESS for item in items[max(0, index - _REACH_OF_ADDRESS) : index])


def _keys_before(items: list[Item], index: int) -> list[str]:
    """Keys of the items before a place, letters said one by one joined; a pause parts a label from its number."""
    keys: list[str] = []
    for item in items[max(0, index - _REACH_OF_LABEL) : index]:
        spelt = keys and len(item.text) == 1 and item.text.isupper() and keys[-1].isupper()
        if spelt:
            keys[-1] += item.text
        else:
            text = item.text.replace("’", "'").rpartition("'")[2]
            keys.append(text if len(text) == 1 and text.isupper() else item.key.rpartition("'")[2])
        if any(mark in item.trail for mark in ".;!?,"):
            keys.append(".")
    return [key.lower() for key in keys]


def _write(
    draft: Draft,
    index: int,
    found: Found | None,
    ends: list[int],
    reason: str,
    kind: type[Identifier] | type[Phone] = Identifier,
) -> Item | None:
    """Writes what was found when it ends with an item; alternatives are doubted."""
    if found is None or found.stop not in ends:
        return None
    stop = index + ends.index(found.stop) + 1
    written = written_nir(found.figures) or found.written
    if found.alternatives:
        draft.doubt(
            draft.items[index:stop], "identity", "Numéro dicté par groupes : vérifier.", found.alternatives
        )
    return draft.merge(index, stop, written.replace(" ", NB), kind(found.figures), reason)
