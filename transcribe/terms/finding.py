"""What a person must look at in a text: unknown, improbable, confusable and dangerous words.

Works on the tokens of a text with a probability for each (1 for a typed text), wherever they come from. Few
and right: a page full of marks is read by nobody.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transcribe.core.types import DoubtKind
from transcribe.terms.confusions import confusions
from transcribe.terms.lexicon import Lexicon
from transcribe.terms.spelling import fold
from transcribe.terms.tokens import Token, tokenize


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLES = _words(
    """
    madame monsieur mademoiselle docteur docteure docteurs professeur professeure mme m mlle dr dre pr
    confrère consœur mesdames messieurs
    """
)
_PARTICLES = _words("de du des da di do dos van von der den la le el al ben bin d l n o")
_SIDES = _words(
    """
    droit droite droits droites gauche gauches bilatéral bilatérale bilatéraux bilatérales unilatéral
    unilatérale controlatéral controlatérale homolatéral homolatérale
    """
)
_NEGATIONS = _words(
    """
    pas sans ni non aucun aucune jamais absence
    """
)
_UNITS = _words(
    """
    mg g µg kg ml l milligramme milligrammes gramme grammes microgramme microgrammes millilitre
    millilitres unité unités comprimé comprimés gélule gélules ampoule ampoules goutte gouttes pour
    """
)
_NUMBER_WORDS = _words(
    """
    zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt
    trente quarante cinquante soixante cent cents mille virgule demi
    """
)
_UNSURE = 0.30
_CRITICAL = 0.45
_RARE = 3.6
_CONFUSABLE = 0.45
_WIDER = 0.80
_CERTAIN = 0.93
_WIDER_GAIN = 0.06
_JOINED_RARE = 3.4
_LIKE_A_NAME = 0.80


@dataclass(frozen=True, slots=True)
class Found:
    """Something to look at in ``text[start:end]``; ``first..last`` are the tokens it covers."""

    start: int
    end: int
    first: int
    last: int
    kind: DoubtKind
    reason: str
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, its tokens and how probable each is."""

    text: str
    tokens: Sequence[Token]
    probabilities: Sequence[float]

    def words(self, first: int, last: int) -> str:
        """The words ``first..last`` as they stand; nothing if a mark, a code or an end lies between."""
        if first < 0 or last >= len(self.tokens):
            return ""
        span = self.tokens[first : last + 1]
        if any(token.kind != "word" for token in span):
            return ""
        words = self.text[span[0].start : span[-1].end]
        return words if words.replace(" ", "").replace("-", "").isalpha() else ""

    def found(
        self, first: int, last: int, kind: DoubtKind, reason: str, alternatives: Sequence[str] = ()
    ) -> Found:
        """Something found on tokens ``first..last``."""
        start, end = self.tokens[first].start, self.tokens[last].end
        return Found(start, end, first, last, kind, reason, tuple(alternatives))


def find_in_text(text: str, lexicon: Lexicon, *, specialty: str = "") -> Iterator[Found]:
    """What is to be looked at in a typed text, in order, without overlaps."""
    tokens = tokenize(text)
    return find(Reading(text, tokens, [1.0] * len(tokens)), lexicon, specialty=specialty)


def find(reading: Reading, lexicon: Lexicon, *, specialty: str = "") -> Iterator[Found]:
    """What is to be looked at in a reading, in order, without overlaps."""
    done = -1
    for index, token in enumerate(reading.tokens):
        if index <= done or token.kind == "elision":
            continue
        found = _find_at(reading, index, done + 1, lexicon, specialty)
        if found is not None:
            done = found.last
            yield found


def is_unknown(token: Token, lexicon: Lexicon) -> bool:
    """Whether a token is a word that no lexicon knows; letters, numbers and codes are not judged."""
    return token.kind == "word" and len(token.text) > 1 and not lexicon.knows(token.text)


def _find_at(reading: Reading, index: int, least: int, lexicon: Lexicon, specialty: str) -> Found | None:
    """What is wrong with token ``index``; what is found may reach back to token ``least``."""
    named = follows_title(reading.tokens, index)
    if not named and is_unknown(reading.tokens[index], lexicon):
        return _unknown(reading, index, least, lexicon, specialty)
    return (
        _joined(reading, index, lexicon)
        or _danger(reading, index, named)
        or _confusable(reading, index)
        or _unsure(reading, index, lexicon, specialty)
    )


def _unknown(reading: Reading, index: int, least: int, lexicon: Lexicon, specialty: str) -> Found | None:
    """An unknown word, widened to its neighbours when together they sound like one term.

    None for a capitalised word inside a sentence that is like no term: a name that no list holds.
    """
    token = reading.tokens[index]
    span, suggestions = (index, index), lexicon.suggest(token.text, specialty=specialty)
    best = suggestions[0].score if suggestions else 0.0
    for first, last in ((index, index + 1), (index - 1, index), (index - 1, index + 1)):
        words = reading.words(first, last) if first >= least else ""
        if best >= _CERTAIN or not words:
            continue
        wider = lexicon.suggest(words, specialty=specialty)
        gain = 0.0 if lexicon.spelled_alike(words) else _WIDER_GAIN
        if wider and wider[0].score >= max(_WIDER, best + gain):
            span, suggestions, best = (first, last), wider, wider[0].score
    words = reading.text[reading.tokens[span[0]].start : reading.tokens[span[1]].end]
    if suggestions and suggestions[0].text == words:
        return None
    sure = reading.probabilities[index] >= _CRITICAL
    if sure and best < _LIKE_A_NAME and _is_capitalised_inside(reading.text, token):
        return None
    reason = f"« {words} » n’est dans aucun lexique"
    return reading.found(*span, "unknown", reason, [suggestion.text for suggestion in suggestions])


def _is_capitalised_inside(text: str, token: Token) -> bool:
    """Whether a word has a capital that no start of sentence explains; acronyms do not count."""
    if not token.text[0].isupper() or token.text.isupper():
        return False
    before = text[max(0, token.start - 8) : token.start].rstrip(" \u00a0\u202f(«\"'’-")
    return bool(before) and before[-1] not in ".!?:\n…" and text[token.start - 1] != "\n"


def _joined(reading: Reading, index: int, lexicon: Lexicon) -> Found | None:
    """Two known words that written together are a medical term: « hémi plégie »."""
    words = reading.words(index, index + 1)
    if not words or lexicon.knows(words):
        return None
    rarest = min(lexicon.frequency(token.text) for token in reading.tokens[index : index + 2])
    if rarest > _JOINED_RARE:
        return None
    terms = lexicon.spelled_alike(words)
    if words in terms:
        return None
    whole = [term for term in terms if " " not in term and lexicon.is_medical(term)]
    if not whole:
        return None
    return reading.found(index, index + 1, "unknown", f"« {words} » s’écrit sans doute « {whole[0]} »", whole)


def _danger(reading: Reading, index: int, named: bool) -> Found | None:
    """An improbable word whose error would harm: identity, side, negation, dose."""
    if reading.probabilities[index] >= _CRITICAL:
        return None
    token = reading.tokens[index]
    word = token.text.lower()
    if named:
        return reading.found(
            index, index, "identity", f"identité mal entendue : « {token.text} » est à vérifier"
        )
    if word in _SIDES:
        return reading.found(
            index, index, "laterality", f"côté mal entendu : « {token.text} » est à vérifier"
        )
    if word in _NEGATIONS:
        return reading.found(
            index, index, "negation", f"négation mal entendue : « {token.text} » est à vérifier"
        )
    is_number = token.kind in ("number", "code") or (word in _NUMBER_WORDS and word != "un")
    near = [one.text.lower() for one in reading.tokens[index + 1 : index + 4]]
    if is_number and any(one in _UNITS or fold(one) in _UNITS for one in near):
        return reading.found(index, index, "dose", f"dose mal entendue : « {token.text} » est à vérifier")
    return None


def _confusable(reading: Reading, index: int) -> Found | None:
    """An improbable word that has a double of another sense."""
    if reading.probabilities[index] >= _CONFUSABLE:
        return None
    pairs = confusions(reading.tokens[index].text)
    if not pairs:
        return None
    return reading.found(index, index, "confusable", pairs[0].why.rstrip("."), [pair.other for pair in pairs])


def _unsure(reading: Reading, index: int, lexicon: Lexicon, specialty: str) -> Found | None:
    """A word that was hardly heard and is rare: most likely another one was said."""
    token = reading.tokens[index]
    if reading.probabilities[index] >= _UNSURE or token.kind != "word" or len(token.text) < 4:
        return None
    if lexicon.frequency(token.text) >= _RARE:
        return None
    suggestions = lexicon.suggest(token.text, specialty=specialty)
    others = [suggestion.text for suggestion in suggestions if suggestion.text.lower() != token.text.lower()]
    return reading.found(index, index, "unsure", f"« {token.text} » a été mal entendu", others)


def follows_title(tokens: Sequence[Token], index: int) -> bool:
    """Whether a token is part of a name: capitals in a row after « madame », « docteur »…"""
    if not _may_be_named(tokens[index].text):
        return False
    for token in reversed(tokens[max(0, index - 5) : index]):
        if token.text.lower() in _TITLES:
            return True
        if not _may_be_named(token.text):
            return False
    return False


def _may_be_named(word: str) -> bool:
    return word[:1].isupper() or word.lower().rstrip("'’") in _PARTICLES
