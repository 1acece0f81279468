"""The words of a clause, and which noun governs which of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from transcribe.french import fold
from transcribe.french.calendar import MONTHS
from transcribe.french.cardinals import read_cardinal
from transcribe.french.negations import negation_words
from transcribe.french.sides import gender_of
from transcribe.french.tables import rows
from transcribe.french.word_sorts import sorted_words
from transcribe.terms.grammar.genders import Form, Genders
from transcribe.terms.grammar.units import Unit
from transcribe.terms.lexicon import Lexicon
from transcribe.terms.passages import follows_title

FEMININE = frozenset("la une cette".split())
PLURAL = frozenset("les des aux ces ses mes nos vos leurs plusieurs quelques".split())
SINGULAR = FEMININE | frozenset("le un du au ce cet l' chaque mon son ma sa".split())
TIMES = sorted_words("duration") | {"fois"}
_MEASURES = ("gramme", "litre", "mètre", "mole", "gray")  # written as symbols
_JOINING = frozenset("et ou".split()) | negation_words("conjunction")
_CUES = frozenset(key for row in rows("repair_cues") for key in row.keys)  # « deux mille, pardon »
_GOVERNING = frozenset("de du des d' en à au aux par avec sous pour sur".split()) | negation_words(
    "preposition"
)
# Nouns by the list, which seldom are what an adjective after them goes with.
_SELDOM = frozenset(
    "mal bien peu grêle avions para rétro sous inter intra extra pré péri pseudo sus doppler".split()
)
_ACRONYMS = {
    **dict.fromkeys("IRM TDM TEP HTA BPCO CRP NFS FEVG RCP TSH HBPM TVP".split(), "f"),
    **dict.fromkeys("ECG EEG EMG INR AVC AIT ECBU IMC LCR SDRA VIH RGO OAP pH PH".split(), "m"),
}
_BEING = frozenset(
    "est sont était étaient sera seront reste restent restait a ont été semble semblent".split()
)
_ADVERBS = frozenset(
    """
    bien mal très peu plus moins toujours encore actuellement également ensuite déjà assez trop aussi
    partiellement totalement légèrement fortement initialement secondairement récemment
    """.split()
) | negation_words("adverb", "answer")
# « absence de trouble visuel »: what follows goes with the trouble.
_BEARING = frozenset("absence présence existence notion".split())
_DEGREES = frozenset("non très peu plus moins assez trop bien".split())
_CODE = re.compile(r"[A-Z]|[A-Z]{1,2}\d[\w-]*")  # « ligne Z », « racine S1 »
_PRONOUNS = {"elle": (True, False), "elles": (True, True), "il": (False, False), "ils": (False, True)}
_CHAIN, _REACH = 3, 7
_TWENTY = 20


@dataclass
class Clause:
    """Words between two marks; what is changed in it is seen by what is judged after."""

    units: list[Unit]
    known: Genders
    lexicon: Lexicon

    def word(self, place: int) -> str:
        """The word at a place in small letters; empty outside the clause."""
        return self.units[place].word if 0 <= place < len(self.units) else ""

    def before(self, place: int) -> str:
        """What stands just before a word: its elided article, or the word before."""
        return self.units[place].lead or self.word(place - 1)

    def after(self, place: int) -> str:
        """What stands just after a word: an elision, or the next word."""
        if place + 1 >= len(self.units):
            return ""
        return self.units[place + 1].lead or self.units[place + 1].word

    def change(self, place: int, text: str) -> None:
        """Writes a word otherwise."""
        self.units[place] = replace(self.units[place], text=text)

    def gender(self, place: int) -> str:
        """``m`` or ``f`` for a noun of one gender, else empty."""
        unit = self.units[place]
        return _ACRONYMS.get(unit.text) or self.known.gender(unit.word)

    def number(self, noun: int) -> bool | None:
        """Whether a noun is plural, by its determiner or else by its form; None when nothing tells."""
        determiner = self.before(noun)
        if determiner in PLURAL or determiner in SINGULAR:
            return determiner in PLURAL or self.is_counted(noun)
        if self.is_counted(noun):
            return True
        text = self.word(noun)
        if text[-1:] in ("s", "x", "z"):
            return None if self.known.lists(text) else True
        return False

    def is_counted(self, noun: int) -> bool:
        """Whether the word before a noun says how many there are, and is no label as in « stade trois »."""
        count = self.word(noun - 1)
        said = read_cardinal((fold(count),))
        tens = read_cardinal((fold(self.word(noun - 3)),)) if self.word(noun - 2) == "et" else None
        many = (said is not None and (said.value > 1 or (tens is not None and tens.value >= _TWENTY))) or (
            count.isdecimal() and int(count) > 1
        )  # « vingt et un jours »
        word = self.word(noun)
        named = word in MONTHS or fold(word) in _CUES or word.endswith(_MEASURES)
        if not many or self.units[noun].lead or named or self._is_numbered(noun - 2):
            return False
        return word in TIMES or noun < 2 or not self.gender(noun - 2)

    def is_measured(self, noun: int) -> bool:
        """Whether a noun is a unit of measure."""
        return self.word(noun).removesuffix("s").endswith(_MEASURES)

    def _is_numbered(self, place: int) -> bool:
        """Whether the number after a word belongs to it: « HER deux score », « T deux »."""
        text = self.units[place].text if place >= 0 else ""
        return text.isalpha() and text.isupper()

    def is_joined(self, noun: int, last: int) -> bool:
        """Whether words are joined by « et », « ou », « ni » around a noun, up to ``last``."""
        return any(self.word(place) in _JOINING for place in range(max(0, noun - _REACH), last))

    def is_shared(self, place: int) -> bool:
        """Whether more qualifiers follow: « les bilans neurologique et cardiaque »."""
        return self.units[place].comma or self.word(place + 1) in _JOINING

    def is_governed(self, place: int) -> bool:
        """Whether a preposition stands just before a word."""
        return self.before(place) in _GOVERNING

    def rulers(self, place: int) -> list[int]:
        """Nouns that an adjective may go with, the nearest first; none when something else stands before it.

        « masse du lobe supérieur droit »: « lobe » and « masse », but what is « droit » goes with no « masse ».
        """
        near = self._nearest(place)
        if near is not None and self._before_being(place) is not None and not self._is_subject(near):
            return []
        if near is None or self.word(near) in TIMES or not self.lexicon.knows(self.units[near].text):
            return []
        side = "" if self.units[place].closes else self._told(place + 1)
        return [noun for noun in self._chain(near) if not side or self.gender(noun) == side]

    def _told(self, place: int) -> str:
        """The gender that a side, or a qualifier heard in the feminine, tells: « moyenne » in « cérébrale moyenne »."""
        word = self.word(place)
        if side := gender_of(word):
            return side
        return "f" if word and not self.units[place].lead and self.known.is_heard_feminine(word) else ""

    def pronoun(self, place: int) -> tuple[str, bool, bool] | None:
        """« elle » before « est », « a été » and a participle: the word, feminine, plural."""
        subject = self._before_being(place)
        if subject is None or self.word(subject) not in _PRONOUNS:
            return None
        return (self.word(subject), *_PRONOUNS[self.word(subject)])

    def _before_being(self, place: int) -> int | None:
        """The word before « est », « était », « a été » and adverbs, which stand before an attribute."""
        index, being = place - 1, False
        while (
            index >= 0 and self.word(index) in _BEING | _ADVERBS and self.units[index].lead in ("", "n'")
        ):  # « elle n'est pas », not « elle l'est »
            being = being or self.word(index) in _BEING - {"a", "ont"}
            index -= 1
        return index if being and index >= 0 else None

    def agrees(self, form: Form, noun: int) -> bool:
        """Whether a form may qualify a noun."""
        number = self.number(noun)
        same_gender = form.feminine is None or form.feminine == (self.gender(noun) == "f")
        return same_gender and (number is None or number == form.plural)

    def _is_subject(self, noun: int) -> bool:
        """Whether a noun begins its clause, with or without its article: what is before may be the subject."""
        unit = self.units[noun]
        return (noun == 0 and unit.lead != "d'") or (noun == 1 and self.word(0) in PLURAL | SINGULAR)

    def _nearest(self, place: int) -> int | None:
        """The noun just before, over other adjectives, or before « est » and the like."""
        subject = self._before_being(place)
        last = place - 1 if subject is None else subject
        for index in range(last, max(-1, last - _CHAIN), -1):
            word = self.word(index)
            if index < place and self._is_passed(index):
                continue
            adjective = self.known.is_adjective(word)
            qualifies = adjective and index > 0 and bool(self.gender(index - 1))
            if self.gender(index) and word not in _SELDOM and not qualifies:
                return None if follows_title(self.units, index) else index
            if not adjective or self.units[index].lead:
                return None
        return None

    def _is_passed(self, place: int) -> bool:
        """Whether a word may stand between a noun and what qualifies it: « ligne Z située », « non stéroïdien »."""
        unit = self.units[place]
        return not unit.lead and (unit.word in _DEGREES or _CODE.fullmatch(unit.text) is not None)

    def _chain(self, near: int) -> list[int]:
        found, governed = [near], False
        for index in range(near, max(-1, near - _REACH), -1):
            if index < near and governed and self.gender(index) and self.word(index) not in _BEARING:
                found.append(index)
                governed = False
            unit = self.units[index]
            governed = governed or unit.lead in _GOVERNING or unit.word in _GOVERNING | _JOINING
        return found


def clauses(units: Sequence[Unit], known: Genders, lexicon: Lexicon) -> list[Clause]:
    """The words between marks and spoken commands, in order."""
    runs: list[list[Unit]] = [[]]
    for unit in units:
        if unit.opens:
            runs.append([])
        runs[-1].append(unit)
        if unit.closes:
            runs.append([])
    return [Clause(run, known, lexicon) for run in runs if run]
