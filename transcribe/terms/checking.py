"""The checking stage of a dictation: doubts on a revision, and lost accents put back where they are sure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from transcribe.core.revision import Piece, Revision
from transcribe.core.types import Doubt, Edit, Transcript
from transcribe.french import Token, fold, like_case
from transcribe.french.limits import find_impossible
from transcribe.terms.finding import Found, Reading, find, is_unknown
from transcribe.terms.lexicon import Lexicon
from transcribe.terms.passages import follows_title
from transcribe.terms.risk import Risks, fitted_risks, risks
from transcribe.terms.specialties import specialty_id
from transcribe.terms.tokens import tokenize

_SURE = 0.97


def check(
    revision: Revision, lexicon: Lexicon, *, specialty: str = "", limits: Risks | None = None
) -> Revision:
    """The revision with doubts on what is unknown, improbable or dangerous to leave unseen.

    Works before or after the writing stage. The only edits applied restore accents and ligatures of a medical
    word that has no other spelling (« oedeme » is « œdème »). Words that a doubt already covers get no second
    one. ``specialty`` is a name or an id; an unknown one is left aside. ``limits`` are the shipped ones unless
    given; they serve for dictations alone, not for a typed text. What the correction stage doubted becomes strong
    where the risk says so.
    """
    known = specialty_id(specialty)
    revised = revision.revise(_restored(revision, lexicon))
    reading, pieces = _read(revised, lexicon, limits or fitted_risks())
    doubts = list(_weighed(revised.doubts, reading, pieces))
    doubted = {index for doubt in doubts for index in range(doubt.first, doubt.last + 1)}
    found = chain(
        _impossible(revised, lexicon), _doubts(find(reading, lexicon, specialty=known), reading, pieces)
    )
    for doubt in found:
        span = range(doubt.first, doubt.last + 1)
        if doubted.isdisjoint(span):
            doubts.append(doubt)
            doubted.update(span)
    return revised.with_doubts(doubts)


def _impossible(revision: Revision, lexicon: Lexicon) -> Iterator[Doubt]:
    """Impossible dates, vital signs and doses, which a typed text holds as well as a dictation."""
    for found in find_impossible(revision.text, substance=lexicon.substance):
        words = revision.words_at(found.start, found.end)
        if words is not None:
            yield Doubt(*words, "dose", found.reason)


def _read(revision: Revision, lexicon: Lexicon, limits: Risks) -> tuple[Reading, list[Piece]]:
    """The tokens of a revision with their risks and limits, and the piece that each comes from."""
    tokens, pieces = tokens_of(revision)
    if is_typed(revision.transcript):
        return Reading(revision.text, tokens, [0.0] * len(tokens)), pieces
    risky = risks(revision.transcript, tokens, pieces, lexicon, limits.model)
    return Reading(revision.text, tokens, risky, limits.word, limits.passages, limits.strong), pieces


def _doubts(every: Iterable[Found], reading: Reading, pieces: Sequence[Piece]) -> Iterator[Doubt]:
    for found in every:
        first, last = pieces[found.first].first, pieces[found.last].last
        strong = reading.is_strong("date" if found.dated else found.kind, found.first, found.last)
        yield Doubt(first, last, found.kind, found.reason, found.alternatives, strong)


def _weighed(doubts: Iterable[Doubt], reading: Reading, pieces: Sequence[Piece]) -> Iterator[Doubt]:
    """Doubts whose strength was left open, strong where the risk of their tokens says so, or where no token is left."""
    for doubt in doubts:
        if doubt.strong:
            yield doubt
            continue
        places = [at for at, one in enumerate(pieces) if one.first <= doubt.last and doubt.first <= one.last]
        strong = not places or reading.is_strong(doubt.kind, places[0], places[-1])
        yield replace(doubt, strong=strong)


def is_typed(transcript: Transcript) -> bool:
    """Whether nobody heard the words: all are certain."""
    return all(word.probability == 1.0 for word in transcript.words)


def tokens_of(revision: Revision) -> tuple[list[Token], list[Piece]]:
    """The tokens of the text that stand for heard words, and the piece that each comes from."""
    tokens: list[Token] = []
    pieces: list[Piece] = []
    for token in tokenize(revision.text):
        piece = revision.piece_at(token.start)
        if piece.first <= piece.last:
            tokens.append(token)
            pieces.append(piece)
    return tokens, pieces


def _restored(revision: Revision, lexicon: Lexicon) -> Iterator[Edit]:
    """Edits that give medical words their accents and ligatures back, one for each piece of the text."""
    tokens = tokenize(revision.text)
    fixes: dict[Piece, list[tuple[Token, str]]] = {}
    for index, token in enumerate(tokens):
        if is_unknown(token, lexicon) and not follows_title(tokens, index):
            right = only_spelling(token.text, lexicon)
            piece = revision.piece_at(token.start)
            if right and piece.first <= piece.last and token.end <= piece.end:
                fixes.setdefault(piece, []).append((token, right))
    for piece, found in fixes.items():
        text = piece.text
        for token, right in reversed(found):
            text = text[: token.start - piece.start] + right + text[token.end - piece.start :]
        reason = " ; ".join(f"« {token.text} » s’écrit « {right} »" for token, right in found)
        yield Edit(piece.first, piece.last, text, "term", reason, _SURE)


def only_spelling(word: str, lexicon: Lexicon) -> str:
    """The medical word that ``word`` is without its accents or ligatures, if there is one and no other."""
    if word.isupper():
        return ""
    spellings = {term for term in lexicon.spelled_alike(word) if fold(term) == fold(word)}
    if len(spellings) != 1:
        return ""
    (right,) = spellings
    return like_case(word, right) if lexicon.is_medical(right) and right.islower() else ""
