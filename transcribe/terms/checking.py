"""The checking stage: marks what a person must look at in a revision. It applies no correction."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transcribe.core.revision import Revision
from transcribe.core.types import Doubt, DoubtKind
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
_WIDER = 0.80
_CERTAIN = 0.93
_WIDER_GAIN = 0.06
_JOINED_RARE = 3.4
_LIKE_A_NAME = 0.80


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
    for doubt in _doubts(revision, lexicon, specialty):
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


def _doubts(revision: Revision, lexicon: Lexicon, specialty: str) -> Iterator[Doubt]:
    places = _places(revision)
    for index, place in enumerate(places):
        if place.token.kind == "elision":
            continue
        named = _follows_title(places, index)
        if not named and is_unknown(place.token, lexicon):
            doubt = _unknown(revision.text, places, index, lexicon, specialty)
            if doubt is not None:
                yield doubt
        elif (joined := _joined(revision.text, places, index, lexicon)) is not None:
            yield joined
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


def _unknown(
    text: str, places: Sequence[_Place], index: int, lexicon: Lexicon, specialty: str
) -> Doubt | None:
    """A doubt on an unknown word, widened to its neighbours when together they sound like one term.

    None for a capitalised word inside a sentence that is like no term: a name that no list holds.
    """
    place = places[index]
    span, found = (index, index), lexicon.suggest(place.token.text, specialty=specialty)
    best = found[0].score if found else 0.0
    for first, last in ((index, index + 1), (index - 1, index), (index - 1, index + 1)):
        words = _span_text(text, places, first, last)
        if best >= _CERTAIN or not words:
            continue
        wider = lexicon.suggest(words, specialty=specialty)
        gain = 0.0 if lexicon.spelled_alike(words) else _WIDER_GAIN
        if wider and wider[0].score >= max(_WIDER, best + gain):
            span, found, best = (first, last), wider, wider[0].score
    words = text[places[span[0]].token.start : places[span[1]].token.end]
    if found and found[0].text == words:
        return None
    if best < _LIKE_A_NAME and _is_capitalised_inside(text, place.token) and place.probability >= _CRITICAL:
        return None
    return Doubt(
        places[span[0]].first,
        places[span[1]].last,
        "unknown",
        f"« {words} » n’est dans aucun lexique",
        tuple(suggestion.text for suggestion in found),
    )


def _is_capitalised_inside(text: str, token: Token) -> bool:
    """Whether a word has a capital that no start of sentence explains; acronyms do not count."""
    if not token.text[0].isupper() or token.text.isupper():
        return False
    before = text[: token.start].rstrip(" \u00a0(«\"'’-")
    return bool(before) and before[-1] not in ".!?:\n…" and not text[: token.start].endswith("\n")


def _joined(text: str, places: Sequence[_Place], index: int, lexicon: Lexicon) -> Doubt | None:
    """A doubt on two known words that written together are a medical term: « hémi plégie »."""
    words = _span_text(text, places, index, index + 1)
    if not words or lexicon.knows(words):
        return None
    rarest = min(lexicon.frequency(place.token.text) for place in places[index : index + 2])
    found = [term for term in lexicon.spelled_alike(words) if " " not in term and lexicon.is_medical(term)]
    if not found or rarest > _JOINED_RARE:
        return None
    return Doubt(
        places[index].first,
        places[index + 1].last,
        "unknown",
        f"« {words} » s’écrit sans doute « {found[0]} »",
        tuple(found),
    )


def _span_text(text: str, places: Sequence[_Place], first: int, last: int) -> str:
    """The words ``first..last`` as they stand, or nothing if punctuation, codes or the ends lie between."""
    if first < 0 or last >= len(places):
        return ""
    span = places[first : last + 1]
    if any(place.token.kind != "word" for place in span):
        return ""
    words = text[span[0].token.start : span[-1].token.end]
    return words if words.replace(" ", "").replace("-", "").isalpha() else ""


def is_unknown(token: Token, lexicon: Lexicon) -> bool:
    """Whether a token is a word that no lexicon knows; letters, numbers and codes are not judged."""
    if token.kind != "word" or len(token.text) < 2:
        return False
    return not lexicon.knows(token.text)


def _follows_title(places: Sequence[_Place], index: int) -> bool:
    """Whether a word is part of a name: capitals in a row after « madame », « docteur »…"""
    if not _may_be_named(places[index].token.text):
        return False
    for place in reversed(places[max(0, index - 5) : index]):
        if place.token.text.lower() in _TITLES:
            return True
        if not _may_be_named(place.token.text):
            return False
    return False


def _may_be_named(word: str) -> bool:
    return word[:1].isupper() or word.lower().rstrip("'’") in _PARTICLES


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
