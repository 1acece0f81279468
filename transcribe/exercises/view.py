"""A right text as those see it who spoil it or take words out of it: its words, its people, its drugs."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transcribe.exercises.types import Seeded
from transcribe.french import fold
from transcribe.grading.lexical import Words, words_of
from transcribe.grading.outline import Outline, outline
from transcribe.grading.tokens import Token, tokenize
from transcribe.grading.types import Kind, Lexicon

_OPENERS = frozenset([*'.:;!?()«»"', "–", "—"])
_REACH = 60
# what stands behind « anti », « contre », a receptor or an inhibitor is aimed at, not given
_AIMED_AT = re.compile(
    r"(?:\banti[- ]"
    r"|\b(?:anti[- ]?\w+|contre|récepteurs?|inhibiteurs?|antagonistes?|agonistes?|anticorps)\b"
    r"(?: (?:d[eu]s?|aux?|à))?(?: d['’]| (?:l['’]|las?|les?) ?)? ?)$",
    re.IGNORECASE,
)
# substances of the body that are drugs too: drugs where they are given
_OF_THE_BODY = frozenset(
    "acetylcholine adrenaline albumine aldosterone calcium chlore cortisol creatine dopamine estradiol fer fibrinogene "
    "glucagon glucose histamine magnesium noradrenaline oestradiol ocytocine oxygene phosphore potassium progesterone "
    "prolactine serotonine sodium testosterone thyroxine thrombine uree zinc".split()
)
_GIVEN = re.compile(
    r"\b(?:sous|par|prescri\w+|perfusion d[e'’]|supplémentation en|prend (?:du|de l['’])) ?$", re.I
)
_DOSE = re.compile(
    r"^(?: \w+)? \d[\d ,.\u00a0\u202f]*[ \u00a0\u202f]?(?:[mµ]?g|mL|UI|unités|gouttes|comprimés?)\b(?!/[dm]?[lL])"
)


@dataclass(frozen=True, slots=True)
class Text:
    """A right text with all that is known of it."""

    text: str
    tokens: Sequence[Token]
    out: Outline
    words: Words
    rng: random.Random

    def swap(self, token: Token, found: str, kind: Kind) -> Seeded:
        """The error that writes ``found`` for a token."""
        return Seeded(token.start, token.end, self.text[token.start : token.end], found, kind)

    def body_words(self, shortest: int = 1, *, proper: bool = False) -> Iterator[tuple[int, Token]]:
        """Words that are part of no name and no frame, with their places; ``proper``: names of things too."""
        for place, token in enumerate(self.tokens):
            if token.kind != "word" or place in self.out.names or len(token.text) < shortest:
                continue
            if proper or not self.is_proper(place):
                yield place, token

    def key(self, place: int) -> str:
        """The key of a token, empty outside the text."""
        return self.tokens[place].key if 0 <= place < len(self.tokens) else ""

    def kind(self, place: int) -> str:
        """The kind of a token, empty outside the text."""
        return self.tokens[place].kind if 0 <= place < len(self.tokens) else ""

    def opens(self, place: int) -> bool:
        """Whether a token opens a line or a sentence, where any word has a capital."""
        return self.tokens[place].line_start or self.key(place - 1) in _OPENERS

    def is_proper(self, place: int) -> bool:
        """Whether a word is the name of somebody, of a place or of a product: never respelt as a word is."""
        word = self.tokens[place].text
        if not word[:1].isupper() or (word.isupper() and self.words.is_term(word)):
            return False
        if not self.opens(place):
            return True
        low = word.lower()
        if self.words.is_name(word) and not self.words.is_common(low):
            return not self.words.is_term(low)
        return not self.words.knows(low)

    def drug(self, place: int) -> str:
        """``dci`` or ``marque`` where a drug stands that somebody is given; what an antibody aims at is none."""
        token = self.tokens[place]
        kind = self.words.drug(token.text)
        before = self.text[max(0, token.start - _REACH) : token.start]
        if not kind or _AIMED_AT.search(before):
            return ""
        if fold(token.text) in _OF_THE_BODY:
            after = self.text[token.end : token.end + _REACH]
            return kind if _GIVEN.search(before) or _DOSE.match(after) else ""
        return kind


def view_of(text: str, lexicon: Lexicon, seed: int = 0) -> Text:
    """A text as its readers see it; ``seed`` rules every choice made in it."""
    return Text(text, tokenize(text), outline(text), words_of(lexicon), random.Random(seed))
