"""Initials of a person: "monsieur B T est vu" is M. B T, no siglum; "Mme D. a été vue" goes on after the stop.

They are written as they were said or typed, with their stops or without. One or two letters right behind a civility are
initials, but for a siglum that a number follows (« docteur, T A quatorze huit »); more letters are a name that is
spelled, or a siglum.
"""

import re
from collections.abc import Collection, Sequence

from transcribe.french.civilities import civility_of
from transcribe.french.numbers import is_number_key
from transcribe.french.word_sorts import sorted_words
from transcribe.writing.code_tables import CANONICAL
from transcribe.writing.draft import Draft, Item
from transcribe.writing.readings import Initial

_MOST = 2
_PATIENTS = frozenset({"patient", "patiente"})
"""What initials may stand behind too, where it is the patient who is spoken of; « patient A B » is of a group."""
_DOTTED = re.compile(r"[A-Z](?:\.[A-Z]){1,3}\.?")
_SPECIES = re.compile(r"coli|[a-z]{2,}(?:ae|us|um|is|ii|iae|ans|ens|cens|sii)")
_SMALL = sorted_words("preposition", "link", "adverb", "pronoun") | {
    "jamais",
    "sous",
    "dans",
    "ensuite",
    "nous",
}
_AFTER = frozenset({"né", "née", "est", "a", "âgé", "âgée", "vu", "vue"})
"""What goes on after the initials of a patient that no civility comes before."""
_LONGEST = 8


def settle_initials(draft: Draft) -> None:
    """Keeps the letters that stand for the names of a person apart, and their stops with them."""
    items = draft.items
    for index in [at for at, item in enumerate(items) if at and (len(item.text) == 1 or "." in item.text)]:
        if _is_dotted(draft, index) or _is_genus(items, index):
            _settle(items, index, 1)
        elif _is_letter(items[index]) and _calls(draft, index - 1) and (run := _run(items, index)):
            known = CANONICAL.keys() | draft.acronyms.keys()
            if _is_called(items, index, run, known):
                _settle(items, index, run)


def _is_dotted(draft: Draft, index: int) -> bool:
    """Whether letters and stops in one word are initials: « Mademoiselle N.A.V. », no siglum that is known."""
    text = draft.items[index].text
    if "." not in text or not _DOTTED.fullmatch(text) or not _calls(draft, index - 1):
        return False
    letters = text.replace(".", "")
    return letters not in CANONICAL and letters not in draft.acronyms


def _is_genus(items: Sequence[Item], index: int) -> bool:
    """Whether a letter and its stop are the genus of a species: « un S. pneumoniae », « E. coli »."""
    if items[index].trail != "." or not _is_letter(items[index]) or index + 1 >= len(items):
        return False
    follow = items[index + 1]
    return follow.text.islower() and _SPECIES.fullmatch(follow.key) is not None and follow.key not in _SMALL


def _is_letter(item: Item) -> bool:
    return len(item.text) == 1 and item.text.isupper() and item.role == "word" and not item.lead


def _calls(draft: Draft, place: int) -> bool:
    """Whether initials may stand right behind an item: a civility, « patient », « et » after other initials."""
    items = draft.items
    item = items[place]
    if isinstance(item.reading, Initial) or item.trail not in ("", "."):
        return False
    if item.key == "et":
        return place > 0 and isinstance(items[place - 1].reading, Initial)
    if len(item.text) == 1:  # « M. T. », and not the letters « M T »
        return draft.revision.transcript.words[item.first].text.endswith(f"{item.text}.") and _is_civil(item)
    return _is_civil(item) or (item.key in {*_PATIENTS, "initiales"} and not item.trail)


def _is_civil(item: Item) -> bool:
    return civility_of(item.text.replace("’", "'").rpartition("'")[2]) is not None


def _run(items: Sequence[Item], index: int) -> int:
    """How many letters stand in a row from ``index`` on, with a stop between them or nothing; 0 for more than two."""
    stop = index + 1
    while stop < len(items) and items[stop - 1].trail in ("", ".") and _is_letter(items[stop]):
        stop += 1
    return stop - index if stop - index <= _MOST else 0


def _is_called(items: Sequence[Item], index: int, count: int, known: Collection[str]) -> bool:
    """Whether letters are initials: nobody spells a name with them, and no number makes them a siglum."""
    stop = index + count
    last = items[stop - 1]
    follow = items[stop] if stop < len(items) else None
    if follow is None or follow.role != "word":
        return items[index - 1].key not in _PATIENTS
    if not last.trail:
        told = items[index - 1].key not in _PATIENTS or follow.text.lower() in _AFTER
        return told and not is_number_key(follow.key) and follow.key not in ("comme", "tiret", "accent")
    if last.trail == "." or not _is_letter(follow):
        return True
    end = stop
    while end < len(items) and end - stop < _LONGEST and _is_letter(items[end]) and not items[end].trail:
        end += 1
    return "".join(item.text for item in items[stop : end + 1]) in known or (
        "".join(item.text for item in items[stop:end]) in known
    )


def _settle(items: Sequence[Item], index: int, count: int) -> None:
    for place in range(index, index + count):
        item = items[place]
        item.reading, item.cased = Initial(), True
        follow = items[place + 1] if place + 1 < len(items) else None
        goes_on = (
            follow is not None
            and follow.role == "word"
            and (not follow.is_capital or place + 1 < index + count)
        )
        if item.trail[:1] == "." and goes_on:
            item.text, item.trail = f"{item.text}.", item.trail[1:]
