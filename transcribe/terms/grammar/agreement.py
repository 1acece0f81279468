"""Agreement in number and gender where the sound cannot tell: « insuffisance rénal » is « rénale ».

A recogniser writes what it heard; « rénal » and « rénale » sound the same, so it guesses. Grammar decides: an
adjective or participle agrees with the noun it follows, a noun with its determiner. Only forms that sound
alike are exchanged, so nothing that was said changes; where two nouns may govern a word, and one of them
agrees, nothing is done.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from transcribe.core.revision import Revision
from transcribe.core.types import Edit
from transcribe.terms.grammar.clause import FEMININE, PLURAL, SINGULAR, TIMES, Clause, clauses
from transcribe.terms.grammar.genders import Form, genders, homophone
from transcribe.terms.grammar.patient import of_patient
from transcribe.terms.grammar.units import Unit, units_of, with_texts
from transcribe.terms.guarded import is_guarded
from transcribe.terms.lexicon import Lexicon
from transcribe.terms.sound import sound

# Words that stand before the noun, that are adverbs too, or that go with a whole sentence.
_FREE = frozenset(
    """
    tout tous toute toutes même autre quel fait dit est été mis pris dû plus grand grands petit petits gros long
    moyen court péri pré para avions suivi suivie suivis suivies
    """.split()
)
_PRESENT = ("ant", "ants")
_PARTICIPLE = re.compile(r"(?:é|i|u)e?s?$")
_OTHER_PLURALS = ("al", "au", "eu", "s", "x", "z")
_RARER = 0.3  # of the Zipf scale: « au cours de » is no plural of « cour »
_SHORTEST = 4
_CONFIDENCE = 0.9


@dataclass(frozen=True, slots=True)
class Agreement:
    """Another form for the word at ``place`` of a clause, and the word ``ruler`` that asks for it.

    ``feminine`` and ``plural`` are what the new form shows and the old one did not, None where both are alike.
    """

    place: int
    text: str
    ruler: str
    feminine: bool | None = None
    plural: bool | None = None


def agree(revision: Revision, lexicon: Lexicon) -> Revision:
    """The revision with the forms that grammar asks for, each as an edit with its reason."""
    units = units_of(revision)
    changed: dict[int, str] = {}
    reasons: dict[int, list[str]] = {}
    for clause in clauses(units, genders(), lexicon):
        for place in range(1, len(clause.units)):
            while found := agreement(clause, place):
                unit = clause.units[found.place]
                clause.change(found.place, found.text)
                changed[unit.number] = found.text
                reasons.setdefault(unit.piece, []).append(_reason(unit, found))
    for number, text, civility in of_patient(units):
        unit = units[number]
        if number not in changed:
            changed[number] = text
            reasons.setdefault(unit.piece, []).append(f"« {unit.text} » s’accorde avec « {civility} »")
    edits = [_edit(revision, units, piece, changed, why) for piece, why in reasons.items()]
    return revision.revise(edits)


def _edit(
    revision: Revision, units: Sequence[Unit], piece: int, changed: Mapping[int, str], why: Sequence[str]
) -> Edit:
    earlier = revision.pieces[piece].edit
    kind = earlier.kind if earlier else "agreement"
    return Edit(*with_texts(revision, units, piece, changed), kind, " ; ".join(why), _CONFIDENCE)


def agreement(clause: Clause, place: int) -> Agreement | None:
    """What the word at a place of a clause asks to be changed: itself, or the noun it qualifies."""
    unit = clause.units[place]
    if not _may_change(unit) or not clause.lexicon.knows(unit.text):
        return None
    found = _noun(clause, place) or _adjective(clause, place)
    if found is None or not found.text or not clause.lexicon.knows(found.text):
        return None
    old = clause.units[found.place].text
    return found if found.text != old and sound(found.text) == sound(old) else None


def _may_change(unit: Unit) -> bool:
    text = unit.text
    long = len(text) >= _SHORTEST or text in TIMES
    plain = long and text.islower() and text.replace("-", "").isalpha()
    return plain and text not in _FREE and not text.endswith(_PRESENT) and not is_guarded(text)


def _noun(clause: Clause, place: int) -> Agreement | None:
    """A noun that its determiner wants in the other number."""
    text, known, determiner = clause.word(place), clause.known, clause.before(place)
    if text not in TIMES and (not known.is_listed_noun(text) or known.is_adjective(text)):
        return None
    if determiner in PLURAL or clause.is_counted(place):
        return (
            None if text.endswith(_OTHER_PLURALS) else Agreement(place, text + "s", determiner, plural=True)
        )
    single = text.removesuffix("s")
    if determiner not in SINGULAR or single == text or known.lists(text) or not known.is_listed_noun(single):
        return None
    if clause.lexicon.frequency(single) + _RARER < clause.lexicon.frequency(text):
        return None
    return Agreement(place, single, determiner, plural=False)


def _adjective(clause: Clause, place: int) -> Agreement | None:
    """An adjective or participle that agrees with no noun before it: the form that the nearest one wants."""
    unit = clause.units[place]
    if unit.lead or not clause.known.is_adjective(unit.text):
        return None
    form, article = clause.known.form(unit.text), clause.word(place - 1)
    if article in FEMININE and form.feminine is False:
        return Agreement(place, homophone(form, feminine=True, plural=form.plural), article, feminine=True)
    if pronoun := clause.pronoun(place):
        ruler, feminine, plural = pronoun
        return _wanted(place, form, ruler, feminine=feminine, plural=plural)
    rulers = clause.rulers(place)
    if not rulers or any(clause.agrees(form, noun) for noun in rulers):
        return None
    noun = rulers[0]
    if _is_participle(unit.text, clause.lexicon) and (
        clause.is_governed(noun) or clause.after(place) in ("de", "d'", "par")
    ):
        return None  # « voie d’abord utilisée », « lésion cutanée suivie de »
    return (
        _plural_noun(clause, place, noun, form)
        or _one(clause, place, noun, form)
        or _agreeing(clause, place, noun, form)
    )


def _is_participle(text: str, lexicon: Lexicon) -> bool:
    """Whether a word may be the participle of a verb: « méningé » is of none."""
    if not _PARTICIPLE.search(text):
        return False
    stem = re.sub("ée?s?$", "", text)
    return stem == text or lexicon.knows(stem + "er")


def _plural_noun(clause: Clause, place: int, noun: int, form: Form) -> Agreement | None:
    """« perte sanguines »: a noun that begins its clause has the number of its adjective."""
    begins = noun == 0 and not clause.units[noun].lead and not clause.known.gender(clause.word(place))
    same_gender = form.feminine in (None, clause.gender(noun) == "f")
    if begins and same_gender and form.plural and clause.number(noun) is False:
        return Agreement(noun, clause.units[noun].text + "s", clause.word(place), plural=True)
    return None


def _one(clause: Clause, place: int, noun: int, form: Form) -> Agreement | None:
    """« pas d'antécédents familiales »: « familiaux » would be heard, so that there is one only."""
    text = clause.units[noun].text
    heard_one = form.feminine and form.plural and form.base.endswith("al") and clause.gender(noun) == "m"
    counted = clause.is_counted(noun) or clause.is_measured(noun)
    told = counted or clause.before(noun) in PLURAL or clause.known.lists(text.lower())
    if not heard_one or told or not text.endswith("s") or clause.is_joined(noun, place):
        return None
    return Agreement(noun, text.removesuffix("s"), clause.word(place), plural=False)


def _agreeing(clause: Clause, place: int, noun: int, form: Form) -> Agreement | None:
    feminine, plural = clause.gender(noun) == "f", clause.number(noun)
    if plural is None or clause.is_joined(noun, place):
        plural = form.plural
    if plural and clause.is_shared(place):
        plural = form.plural
    return _wanted(place, form, clause.units[noun].text, feminine=feminine, plural=plural)


def _wanted(place: int, form: Form, ruler: str, *, feminine: bool, plural: bool) -> Agreement:
    return Agreement(
        place,
        homophone(form, feminine=feminine, plural=plural),
        ruler,
        None if form.feminine in (None, feminine) else feminine,
        None if plural == form.plural else plural,
    )


def _reason(unit: Unit, found: Agreement) -> str:
    shown: list[str] = []
    if found.feminine is not None:
        shown.append("féminin" if found.feminine else "masculin")
    if found.plural is not None:
        shown.append("pluriel" if found.plural else "singulier")
    return f"« {unit.text} » s’accorde avec « {found.ruler} » : {' '.join(shown)}"
