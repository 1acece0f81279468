"""The checking stage: marks what a person must look at in a revision. It applies no correction."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transcribe.core.revision import Revision
from transcribe.core.types import Doubt, DoubtKind
from transcribe.terms.lexicon import Lexicon
from transcribe.terms.spelling import fold
from transcribe.terms.tokens import Token, tokenize

_TITLES = frozenset(
    [
        "madame",
        "monsieur",
        "mademoiselle",
        "docteur",
        "docteure",
        "docteurs",
        "professeur",
        "professeure",
        "mme",
        "m",
        "mlle",
        "dr",
        "dre",
        "pr",
        "confrère",
        "consœur",
        "mesdames",
        "messieurs",
    ]
)
_SIDES = frozenset(
    [
        "droit",
        "droite",
        "droits",
        "droites",
        "gauche",
        "gauches",
        "bilatéral",
        "bilatérale",
        "bilatéraux",
        "bilatérales",
        "unilatéral",
        "unilatérale",
        "controlatéral",
        "controlatérale",
        "homolatéral",
        "homolatérale",
    ]
)
_NEGATIONS = frozenset(["pas", "sans", "ni", "non", "aucun", "aucune", "jamais", "absence"])
_UNITS = frozenset(
    [
        "mg",
        "g",
        "µg",
        "kg",
        "ml",
        "l",
        "milligramme",
        "milligrammes",
        "gramme",
        "grammes",
        "microgramme",
        "microgrammes",
        "millilitre",
        "millilitres",
        "unité",
        "unités",
        "comprimé",
        "comprimés",
        "gélule",
        "gélules",
        "ampoule",
        "ampoules",
        "goutte",
        "gouttes",
        "pour",
    ]
)
_NUMBER_WORDS = frozenset(
    [
        "zéro",
        "un",
        "deux",
        "trois",
        "quatre",
        "cinq",
        "six",
        "sept",
        "huit",
        "neuf",
        "dix",
        "onze",
        "douze",
        "treize",
        "quatorze",
        "quinze",
        "seize",
        "vingt",
        "trente",
        "quarante",
        "cinquante",
        "soixante",
        "cent",
        "cents",
        "mille",
        "virgule",
        "demi",
    ]
)
_UNSURE = 0.30
_CRITICAL = 0.45
_RARE = 3.6


@dataclass(frozen=True, slots=True)
class _Place:
    """A token of the text and the heard words it stands for."""

    token: Token
    first: int
    last: int
    probability: float
    edited: bool


def check(revision: Revision, lexicon: Lexicon, *, specialty: str = "") -> Revision:
    """The revision with doubts on what is unknown, improbable or dangerous to leave unseen.

    Words that a doubt already covers get no second one. Nothing is replaced.
    """
    doubted = {index for doubt in revision.doubts for index in range(doubt.first, doubt.last + 1)}
    doubts = []
    for doubt in _doubts(_places(revision), lexicon, specialty):
        span = range(doubt.first, doubt.last + 1)
        if doubted.isdisjoint(span):
            doubts.append(doubt)
            doubted.update(span)
    return revision.revise(doubts=doubts)


def _places(revision: Revision) -> list[_Place]:
    places = []
    for token in tokenize(revision.text):
        piece = revision.piece_at(token.start)
        first, last = piece.first, piece.last
        if last < first:
            continue
        probability = min(word.probability for word in revision.transcript.words[first : last + 1])
        places.append(_Place(token, first, last, probability, piece.edit is not None))
    return places


def _doubts(places: Sequence[_Place], lexicon: Lexicon, specialty: str) -> Iterator[Doubt]:
    for index, place in enumerate(places):
        if place.token.kind == "elision":
            continue
        named = _follows_title(places, index)
        if not named and is_unknown(place.token, lexicon):
            found = lexicon.suggest(place.token.text, specialty=specialty)
            yield Doubt(
                place.first,
                place.last,
                "unknown",
                f"« {place.token.text} » n’est dans aucun lexique",
                tuple(suggestion.text for suggestion in found),
            )
        elif (kind := _danger(places, index, named)) is not None:
            yield Doubt(place.first, place.last, kind[0], kind[1])
        elif place.probability < _UNSURE and _is_rare(place.token, lexicon):
            found = lexicon.suggest(place.token.text, specialty=specialty)
            yield Doubt(
                place.first,
                place.last,
                "unsure",
                f"« {place.token.text} » a été mal entendu",
                tuple(suggestion.text for suggestion in found if suggestion.text != place.token.text),
            )


def is_unknown(token: Token, lexicon: Lexicon) -> bool:
    """Whether a token is a word that no lexicon knows; letters, numbers and codes are not judged."""
    if token.kind != "word" or len(token.text) < 2:
        return False
    return not lexicon.knows(token.text)


def _follows_title(places: Sequence[_Place], index: int) -> bool:
    """Whether a word is part of a name: capitals in a row after « madame », « docteur »…"""
    if not places[index].token.text[:1].isupper():
        return False
    for place in reversed(places[max(0, index - 4) : index]):
        if place.token.text.lower() in _TITLES:
            return True
        if not place.token.text[:1].isupper():
            return False
    return False


def _danger(places: Sequence[_Place], index: int, named: bool) -> tuple[DoubtKind, str] | None:
    """A doubt on an improbable word whose error would harm."""
    place = places[index]
    if place.probability >= _CRITICAL:
        return None
    word = place.token.text.lower()
    if named:
        return "identity", f"identité mal entendue : « {place.token.text} » est à vérifier"
    if word in _SIDES:
        return "laterality", f"côté mal entendu : « {place.token.text} » est à vérifier"
    if word in _NEGATIONS:
        return "negation", f"négation mal entendue : « {place.token.text} » est à vérifier"
    is_number = place.token.kind in ("number", "code") or (word in _NUMBER_WORDS and word != "un")
    near = [one.token.text.lower() for one in places[index + 1 : index + 4]]
    if is_number and any(fold(one) in _UNITS or one in _UNITS for one in near):
        return "dose", f"dose mal entendue : « {place.token.text} » est à vérifier"
    return None


def _is_rare(token: Token, lexicon: Lexicon) -> bool:
    return token.kind == "word" and len(token.text) > 3 and lexicon.frequency(token.text) < _RARE
