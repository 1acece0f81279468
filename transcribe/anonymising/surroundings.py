"""What stands around a word of a text: what explains its capital, what opens and closes a name."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from transcribe.anonymising.cues import cues
from transcribe.anonymising.types import Kind
from transcribe.anonymising.vocabulary import Vocabulary
from transcribe.french import Token
from transcribe.french.calendar import month_of
from transcribe.french.civilities import civility_of
from transcribe.french.labels import heads_before_colon, words
from transcribe.french.numbers import is_number_key
from transcribe.french.units import symbol_of
from transcribe.french.word_sorts import name_links

_OPENERS = frozenset(".!?:…-–•*;«(")
_WORDS = ("word", "abbreviation", "elision", "pronoun")
_OF = name_links()
_OF_POST = frozenset("de d' du des a en".split())
_PAUSES = frozenset("virgule point fin".split())
_STAGES = frozenset("i ii iii iv v".split())
_PRONOUNS = frozenset("on il elle je nous vous".split())
_ARTICLES = frozenset({"un", "une"})


@dataclass
class Surroundings:
    """The tokens of a text and questions about them; ``eponyms`` are tokens that a disease or an instrument explains.

    ``heard``: the text is a recogniser's, whose names may be garbled and in small letters.
    """

    text: str
    tokens: Sequence[Token]
    known: Vocabulary
    heard: bool
    eponyms: set[int] = field(default_factory=set)

    def key(self, place: int) -> str:
        """The folded form of a token; empty outside the text."""
        return self.tokens[place].key if 0 <= place < len(self.tokens) else ""

    def is_word(self, place: int) -> bool:
        """Whether a token is made of letters."""
        return 0 <= place < len(self.tokens) and self.tokens[place].kind in _WORDS

    def is_capital(self, place: int) -> bool:
        """Whether a token is a word with its capital."""
        return self.is_word(place) and self.tokens[place].is_capital

    def is_verb(self, place: int) -> bool:
        """Whether a verb of somebody stands there: « a », not « à »."""
        return (
            self.key(place) in (cues().verbs | words("verb")) - _PRONOUNS
            and self.tokens[place].text.lower() != "à"
        )

    def past_post(self, place: int) -> int:
        """Past what may stand between a role and a name: « aide [opératoire] benoît », « médecin [de garde], Roy »."""
        while True:
            if self.key(place) in cues().qualifiers and not self.is_capital(place):
                place += 1
            elif self.key(place) in _OF_POST and self.key(place + 1) in cues().posts:
                place += 2
            elif (
                self.key(place) == "de"
                and self.key(place + 1) in ("l'", "la")
                and self.key(place + 2) in cues().posts
            ):
                place += 3
            else:
                return place

    def opens(self, place: int) -> bool:
        """Whether a token opens a sentence, a line, or what follows a colon."""
        earlier = place - 1
        while earlier >= 0 and self.tokens[earlier].text in "«\"'(":
            earlier -= 1
        if earlier < 0 or self.tokens[earlier].kind == "break":
            return True
        mark = self.tokens[earlier]
        if mark.kind == "elision":
            return self.opens(earlier)
        if mark.text == "." and self.is_abbreviated(earlier):
            return False
        return mark.kind == "mark" and mark.text in _OPENERS

    def is_abbreviated(self, dot: int) -> bool:
        """Whether a dot ends an abbreviation and no sentence."""
        return dot > 0 and (
            civility_of(self.tokens[dot - 1].text) is not None
            or self.key(dot - 1) in ("ep", "tel", "st", "ste")
        )

    def is_heading(self, place: int) -> bool:
        """Whether a capital word heads what follows it: « Motif : »."""
        if self.key(place + 1) != ":":
            return False
        word = self.tokens[place].text
        return self.key(place) in heads_before_colon() or (
            self.known.is_ordinary(word) and not self.known.is_name(word)
        )

    def is_silent(self, place: int) -> bool:
        """Whether a capital names nobody: a civility, a month, « Urgences », « Noël »."""
        token = self.tokens[place]
        if token.key in cues().born:
            return True
        if place and self.tokens[place - 1].kind == "number" and symbol_of(token.key):
            return True  # « 50 Gy »
        month = month_of(token.key) > 0 and not self.is_said_of(place)
        return (
            month or token.key in cues().silent | cues().numbers.keys() or civility_of(token.text) is not None
        )

    def is_said_of(self, place: int) -> bool:
        """Whether another capital stands beside: « Bérénice Avril »."""
        return self.is_capital(place - 1) or self.is_capital(place + 1)

    def is_known_capital(self, place: int) -> bool:
        """Whether medicine explains a capital and no list of names claims it."""
        word = self.tokens[place].text
        if place in self.eponyms:
            return True
        if not self.known.is_medical(word):
            return False
        if self.known.is_eponym(word):
            return not self.is_beside_name(place)
        if not self.known.is_name(word):
            return True
        return "-" not in word and self.known.is_ordinary(word) and not self.known.is_first_name(word)

    def is_beside_name(self, place: int) -> bool:
        """Whether a first name stands before or after."""
        return any(
            self.is_capital(at)
            and (self.known.is_first_name(self.tokens[at].text))
            and self.tokens[at].kind == "word"
            for at in (place - 1, place + 1)
        )

    def is_full_name(self, place: int) -> bool:
        """Whether a surname follows a first name: « Marie Delorme »."""
        following = self.tokens[place + 1].text if self.is_capital(place + 1) else ""
        return (
            bool(following)
            and not (following.isupper() and self.is_siglum(place + 1))
            and (self.known.is_name(following) or not self.known.is_ordinary(following))
        )

    def may_be_first_name(self, place: int) -> bool:
        """Whether a capital is a listed first name, or a word that nothing explains."""
        word = self.tokens[place].text
        if self.known.is_first_name(word):
            return True
        return len(word) > 2 and not self.known.is_ordinary(word) and not self.is_known_capital(place)

    def is_siglum(self, place: int) -> bool:
        """Whether capitals abbreviate something."""
        word = self.tokens[place].text.replace(".", "")
        return self.known.is_siglum(word) or (len(word) < 4 and not self.known.is_surname(word))

    def is_headed(self, place: int, word: str) -> bool:
        """Whether a disease, a sign or an instrument stands before: « maladie (rénale) de Berger ».

        Behind what somebody may have too (« la fracture de Jeanne »), a listed name that medicine does not know is one.
        """
        link = place - 1
        while self.key(link) in ("le", "la", "les", "l'"):
            link -= 1
        sure = self.known.is_medical(word) or not self.known.is_name(word)
        heads = cues().eponyms | cues().conditions if sure else cues().eponyms
        if self.key(link) in heads and not self.is_capital(link):
            return True  # « test Babinski »
        if self.key(link) not in cues().joining:
            return False
        reach = 6 if self.key(link) == "selon" else 3
        for back in range(link - 1, max(-1, link - 1 - reach), -1):
            token = self.tokens[back]
            if (
                token.kind == "break"
                or token.text in ".,;:("
                or token.key in cues().places | cues().relatives
            ):
                return False
            if token.key in heads or self.known.is_medical(self.text[token.start : self.tokens[place].end]):
                return True
        return False

    def is_dosed(self, place: int) -> bool:
        """Whether a brand stands before its dose: « Iomeron 400 », « Levothyrox 75 µg »; an age is none."""
        following = place + 1
        if self.key(following) in _STAGES and not self.known.is_name(self.tokens[place].text):
            return True
        if following >= len(self.tokens) or self.tokens[following].kind != "number":
            return self.key(place - 1) in ("sous", "solution") and not self.known.is_name(
                self.tokens[place].text
            )
        unit = self.key(following + 1)
        return (
            not self.known.is_name(self.tokens[place].text)
            and unit not in ("ans", "an", "mois")
            and (
                bool(symbol_of(unit))
                or unit in ("gouttes", "comprimes", "comprime", "gelules", "fois", ".", ",")
            )
        )

    def is_scored(self, place: int) -> bool:
        """Whether a score stands before its value: « Braden à 14 »."""
        value = self.tokens[place + 2] if place + 2 < len(self.tokens) else None
        scored = self.opens(place) and self.key(place + 1) in ("a", ":") and value is not None
        return (
            scored
            and value is not None
            and value.kind == "number"
            and self.key(place + 3) not in ("h", "heures")
        )

    def is_misspelled(self, place: int, *, opening: bool) -> bool:
        """Whether a capital is a known word badly written or badly heard: « Evolution », « Isoméprazole »."""
        word = self.tokens[place].text
        if self.known.is_name(word):
            return False
        if self.known.is_formed(word) if opening else self.known.is_medical_unaccented(word):
            return True
        return self.heard and self.known.is_nearly_known(word, 0.7 if opening else 0.82)

    def is_odd(self, place: int) -> bool:
        """Whether a word is none of the language: what is left of a name."""
        token = self.tokens[place]
        return (
            token.kind == "word"
            and len(token.text) > 2
            and not (self.known.is_ordinary(token.text) or self.known.is_medical(token.text))
        )

    def closes(self, place: int) -> bool:
        """Whether the name before a token is over: a pause, a birth, an age, the end of a line."""
        token = self.tokens[place]
        if token.kind == "break" or token.text in ",.:;()" or token.key in _PAUSES | cues().born:
            return True
        if self.key(place + 1) == "la" and self.key(place + 2) == "ligne":
            return True
        return is_number_key(token.key) and self.key(place) not in _ARTICLES

    def _is_in_a_place(self, link: int) -> bool:
        """Whether « de » follows a clinic, a town hall…, a few words before perhaps: « centre de radiothérapie de »."""
        for back in range(link - 1, max(-1, link - 5), -1):
            if self.tokens[back].kind in ("mark", "break"):
                return False
            if self.key(back) in cues().places:
                return True
        return False

    def kind_of(self, place: int) -> Kind:
        """A place behind « à », « en », « gare de », or a commune that is nobody's name; else a person."""
        word = self.tokens[place].text
        before = self.key(place - 1)
        if before in cues().places or (before in _OF and self._is_in_a_place(place - 1)):
            return "place"
        if before in cues().prepositions and not self.known.is_first_name(word):
            return "place"
        if self.opens(place) and self.key(place + 1) == "," and self.key(place + 2) == "le":
            return "place"
        if self.known.is_town(word) and not (self.known.is_first_name(word) or self.known.is_surname(word)):
            return "place"
        return "person"
