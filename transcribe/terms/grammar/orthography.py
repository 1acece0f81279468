"""One spelling where usage has several (« post-opératoire » is « postopératoire »), and lost accents.

Prefixes are joined to their word where a medical lexicon lists it so; adjectives of place made of two keep the
hyphen of reports (« postéro-latéral »), which the joined form of the reform of 1990 has not displaced there; an
unknown word takes the accents of the only known word of its letters. What a recogniser took for an elision is put
back to the medical word that it begins.
"""

import re
from dataclasses import replace
from itertools import pairwise

from transcribe.core.revision import Revision
from transcribe.core.types import Edit
from transcribe.french.civilities import civility_of
from transcribe.french.prefixes import prefixes
from transcribe.french.word_sorts import sorted_words
from transcribe.terms.grammar.genders import genders
from transcribe.terms.grammar.units import Unit, units_of, with_texts
from transcribe.terms.lexicon import Lexicon

_PLACED = re.compile(rf"((?:{'|'.join(prefixes('place'))})+)([^\W\d_]{{4,}})", re.IGNORECASE)
_HYPHENED = re.compile(rf"({'|'.join(prefixes('listed'))})-([^\W\d_]{{4,}})", re.IGNORECASE)
_APART = frozenset(prefixes("apart", "apart_hyphen"))
_AGAINST = re.compile(r"contr[ae]?-?(indi(?:qu|cat)\w+)", re.IGNORECASE)
_SHORTEST = 6
_ACUTE = re.compile(r"ée?s?$")
_TWINS = {"colon": "côlon", "colons": "côlons"}  # no settler stands in a report
_LEADING = sorted_words("article", "of", "to", "with", "preposition", "link", "auxiliary")
_REASON = "une seule graphie : « {} »"


def settle_spellings(revision: Revision, lexicon: Lexicon) -> Revision:
    """The revision with the spelling of the house where a word has several; edits of kind ``typography``."""
    units = units_of(revision)
    changed: dict[int, str] = {}
    edits: list[Edit] = []
    for unit in units:
        before = units[unit.number - 1] if unit.number else None
        begins = before is None or (before.closes and civility_of(before.text) is None)
        written = settled(unit.text, lexicon, begins=begins)
        if written != unit.text:
            changed[unit.number] = written
    for piece in dict.fromkeys(units[number].piece for number in changed):
        first, last, text = with_texts(revision, units, piece, changed)
        edits.append(Edit(first, last, text, "typography", _REASON.format(text)))
    edits += _joined(
        revision, [replace(u, text=changed.get(u.number, u.text)) for u in units], lexicon, edits
    )
    edits += _unelided(revision, units, lexicon, edits)
    return revision.revise(edits)


def _unelided(revision: Revision, units: list[Unit], lexicon: Lexicon, edits: list[Edit]) -> list[Edit]:
    """« d’iarrhée », « l’aparoscopie »: an elision that is the beginning of a word unknown without it."""
    taken = {place for edit in edits for place in range(edit.first, edit.last + 1)}
    found: list[Edit] = []
    for unit in units:
        piece = revision.pieces[unit.piece]
        if not unit.lead or unit.text[:1].isupper() or piece.edit is not None or lexicon.knows(unit.text):
            continue
        begin = unit.start - len(unit.lead)
        whole = piece.text[begin : unit.start - 1] + unit.text
        before = units[unit.number - 1] if unit.number and not unit.opens else None
        said = before is not None and not before.closes and before.word not in _LEADING
        article = "de " if said and unit.lead[0] == "d" else ""  # « pas d’iarrhée » has said it
        if lexicon.is_medical(whole.lower()) and taken.isdisjoint(range(piece.first, piece.last + 1)):
            text = piece.text[:begin] + article + whole + piece.text[unit.end :]
            found.append(Edit(piece.first, piece.last, text, "typography", f"« {whole} » est un seul mot"))
            taken.update(range(piece.first, piece.last + 1))
    return found


def settled(word: str, lexicon: Lexicon, *, begins: bool = False) -> str:
    """A word in the spelling of the house; itself where it has only one.

    A capital that begins no sentence may be that of a name: such a word keeps its letters.
    """
    if found := _HYPHENED.fullmatch(word):
        whole = found[1] + found[2]
        return whole if lexicon.is_medical(whole) else word
    if found := _AGAINST.fullmatch(word):
        return ("Contre-" if word[0].isupper() else "contre-") + found[1]
    if twin := _TWINS.get(word.lower()):
        return twin if word[0].islower() else twin.capitalize() if begins else word
    plain = word.isalpha() and word[1:].islower() and len(word) >= _SHORTEST
    if plain and (begins or word[0].islower()) and not lexicon.knows(word):
        return _accented(word, lexicon)
    found = _PLACED.fullmatch(word)
    if found and lexicon.knows(found[2].lower()) and genders().is_adjective(found[2].lower()):
        return f"{found[1]}-{found[2]}"
    return word


def _accented(word: str, lexicon: Lexicon) -> str:
    """An unknown word with the accents of the only known one of its letters: « resultat »."""
    alike = [term for term in lexicon.spelled_alike(word) if term.isalpha()]
    known = {term for term in alike if bool(_ACUTE.search(term)) == bool(_ACUTE.search(word))}
    if len(known) != 1:
        return word
    (term,) = known
    return term[0].upper() + term[1:] if word[0].isupper() else term


def _joined(revision: Revision, units: list[Unit], lexicon: Lexicon, edits: list[Edit]) -> list[Edit]:
    """« micro nodule », « sous cutanée »: a prefix said apart, joined where a medical lexicon lists the whole."""
    taken = {place for edit in edits for place in range(edit.first, edit.last + 1)}
    found: list[Edit] = []
    for prefix, word in pairwise(units):
        pieces = revision.pieces[prefix.piece], revision.pieces[word.piece]
        plain = pieces[0].edit is None and pieces[1].edit is None and pieces[0] is not pieces[1]
        if prefix.word not in _APART or prefix.closes or word.opens or word.lead or not plain:
            continue
        hyphen = "-" if prefix.word in prefixes("apart_hyphen") else ""
        whole = f"{prefix.text}{hyphen}{word.text}"
        first, last = pieces[0].first, pieces[1].last
        if lexicon.is_medical(whole.lower()) and taken.isdisjoint(range(first, last + 1)):
            text = f"{prefix.lead}{whole}{pieces[1].text[word.end :]}"
            found.append(Edit(first, last, text, "typography", _REASON.format(whole)))
            taken.update(range(first, last + 1))
    return found
