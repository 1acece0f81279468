"""What a suspicious run of words may stand for, and the evidence for each proposal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from transcribe.french import squash
from transcribe.french.commands import whole_commands
from transcribe.terms.correction.spans import Span
from transcribe.terms.grammar.orthography import settled
from transcribe.terms.guarded import is_guarded
from transcribe.terms.lexicon import Lexicon, Suggestion
from transcribe.terms.neighbours import neighbours, words_of
from transcribe.terms.sound import coarse, sound

_FAR = 10.0  # limit of what the neighbours say
_VOWELS = frozenset("aeiouyàâäéèêëîïôöûüœæh")
_COMMON = 5.7
_NO_RIVAL = 0.4
_PER_SPAN = {1: 6, 2: 5, 3: 4, 4: 3}
_LIKENESS = {1: 0.0, 2: 0.55, 3: 0.60, 4: 0.62}
FEATURES = (
    "score",
    "sound",
    "coarse",
    "spelling",
    "rank",
    "probability",
    "mean_probability",
    "known",
    "heard_rarity",
    "frequency",
    "medical",
    "heard_medical",
    "favoured",
    "two",
    "three",
    "four",
    "length",
    "command",
    "phrase",
    "edge",
    "letters",
    "homophone",
    "margin",
    "context",
    "said",
    "unsaid",
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A text that may stand for a span, and the evidence for it, in the order of ``FEATURES``."""

    span: Span
    text: str
    evidence: tuple[float, ...]

    @property
    def written(self) -> str:
        """What is put in the place of the span's words: elision and closing marks are kept."""
        return self.span.prefix + self.text + self.span.tail


def propose(span: Span, lexicon: Lexicon, *, specialty: str = "", favoured: frozenset[str]) -> list[Proposal]:
    """Terms and spoken commands that sound or look like a span, best first."""
    if is_guarded(span.text):
        return _commands(span, lexicon, favoured)
    texts: dict[str, tuple[float, int, float]] = {}
    limit = _PER_SPAN[span.size]
    suggestions = lexicon.suggest(span.text, specialty=specialty, limit=limit + 2)
    for suggestion in suggestions:
        if suggestion.score < _LIKENESS[span.size]:
            break
        rank = len({place for _, place, _ in texts.values()})
        margin = suggestion.score - _rival(suggestion, suggestions)
        best = settled(_as_heard(suggestion.text, span), lexicon)
        for text in (best, *_homophones(best, lexicon)):
            if text not in texts and _is_fit(span, text, lexicon) and not _is_new_plural(span, text, lexicon):
                texts[text] = (suggestion.score, rank, margin)
        if rank + 1 == limit:
            break
    found = [
        Proposal(span, text, _evidence(span, text, score, rank, margin, lexicon, favoured))
        for text, (score, rank, margin) in texts.items()
    ]
    return found + _commands(span, lexicon, favoured)


def _rival(suggestion: Suggestion, suggestions: Sequence[Suggestion]) -> float:
    """Score of the best other suggestion; forms of one word are not rivals."""
    stem = suggestion.text.lower()[:-3] if len(suggestion.text) > 6 else suggestion.text.lower()
    others = [other.score for other in suggestions if not other.text.lower().startswith(stem)]
    return max(others, default=_NO_RIVAL)


def _as_heard(phrase: str, span: Span) -> str:
    """A term of several words with those in the plural that were heard so: « cellules folliculaires … »."""
    parts = phrase.split()
    if len(parts) < 2:
        return phrase
    heard = {word.bare.lower() for word in span.words if word.known}
    return " ".join(part + "s" if part + "s" in heard and part not in heard else part for part in parts)


def _is_new_plural(span: Span, text: str, lexicon: Lexicon) -> bool:
    """Whether a form adds the plural that nothing in what was heard shows: grammar adds it later."""
    if span.text[-1] in "sxz" or text[-1] != "s":
        return False
    return lexicon.knows(text[:-1]) and sound(text[:-1]) == sound(text)


def _homophones(term: str, lexicon: Lexicon) -> list[str]:
    """Other numbers and genders of a term that sound the same: only the sentence can tell them apart."""
    if " " in term or _is_medicine(term, lexicon):
        return []
    said, root = sound(term), term.removesuffix("s")
    forms = (root, root + "s", root + "e", root + "es", root.removesuffix("e"), root.removesuffix("e") + "s")
    others = dict.fromkeys(form for form in forms if form != term)
    return [form for form in others if sound(form) == said and lexicon.knows(form)]


def _is_fit(span: Span, text: str, lexicon: Lexicon) -> bool:
    if is_guarded(text) or _is_part(text, span.text) or _swallows_letter(span, text):
        return False
    if text.endswith("s") and _is_medicine(text[:-1], lexicon):
        return False
    named = span.size > 1 and any(_is_name_only(word.bare, lexicon) for word in span.words)
    if all(word.known for word in span.words) and not named and sound(text) == sound(span.text):
        return False  # a homophone of good French is a matter of agreement, which the sound cannot settle
    return not span.prefix or text[0].lower() in _VOWELS


def _is_name_only(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is known with a capital alone: « Ernie » in « Ernie discale », which sounds like a hernia."""
    return word[:1].isupper() and not lexicon.knows(word.lower()) and not lexicon.is_medical(word)


def _is_medicine(term: str, lexicon: Lexicon) -> bool:
    """Whether a term is the name of a medicine, which has one form only."""
    entry = lexicon.entry(term)
    return entry is not None and entry.kind in ("dci", "marque")


def _is_part(text: str, heard: str) -> bool:
    """Whether a proposal only drops words that were heard."""
    return f" {text.lower()} " in f" {heard.lower()} "


def _commands(span: Span, lexicon: Lexicon, favoured: frozenset[str]) -> list[Proposal]:
    if span.prefix or span.text.lower() in whole_commands():
        return []
    heard = sound(span.text)
    found: list[Proposal] = []
    for text in whole_commands():
        likeness = OSA.normalized_similarity(heard, _command_sound(text))
        if likeness >= 0.7 and not _is_part(text, span.text) and not _swallows_letter(span, text):
            found.append(Proposal(span, text, _evidence(span, text, likeness, 0, 0.0, lexicon, favoured)))
    return found


def _swallows_letter(span: Span, text: str) -> bool:
    """Whether a command would take a letter said alone: « stade trois B virgule » is not « stade trois virgule »."""
    letter = any(len(word.bare) == 1 and word.bare.isascii() for word in span.words)
    return letter and text in whole_commands()


@lru_cache(maxsize=64)
def _command_sound(text: str) -> str:
    return sound(text)


def _evidence(
    span: Span,
    text: str,
    score: float,
    rank: int,
    margin: float,
    lexicon: Lexicon,
    favoured: Iterable[str],
) -> tuple[float, ...]:
    heard, said = sound(span.text), sound(text)
    probabilities = [word.probability for word in span.words]
    parts = text.split()
    return (
        score,
        OSA.normalized_similarity(heard, said),
        OSA.normalized_similarity(coarse(heard), coarse(said)),
        OSA.normalized_similarity(span.text.lower(), text.lower()),
        rank / 6,
        min(probabilities),
        sum(probabilities) / span.size,
        sum(word.known for word in span.words) / span.size,
        1 - min(word.frequency for word in span.words) / 7,
        _frequency(parts, lexicon) / 7,
        float(lexicon.is_medical(text)),
        sum(lexicon.is_medical(word.bare) for word in span.words) / span.size,
        float(text in favoured),
        float(span.size == 2),
        float(span.size == 3),
        float(span.size == 4),
        min(len(said), 20) / 10,
        float(text in whole_commands()),
        float(len(parts) > 1),
        _edge(span),
        float(squash(span.text) == squash(text)),
        float(heard == said),
        margin,
        *_context(span, text),
    )


def _context(span: Span, text: str) -> tuple[float, ...]:
    """How the words around take to the text, beside what was heard, and whether its words are ever dictated."""
    counts = neighbours()
    before = words_of(span.prefix or span.before)[-1:]
    after = words_of(span.after)[:1]
    heard, said = words_of(span.text), words_of(text)
    gain = counts.run(before + said + after) - counts.run(before + heard + after)
    return (
        max(-_FAR, min(_FAR, gain)),
        float(all(map(counts.count, said))),
        float(not all(map(counts.count, heard))),
    )


def _edge(span: Span) -> float:
    """How surely a common little word, heard at one end of the span, would be swallowed."""
    if span.size == 1:
        return 0.0
    common = [word.probability for word in (span.words[0], span.words[-1]) if word.frequency > _COMMON]
    return max(common, default=0.0)


def _frequency(parts: Sequence[str], lexicon: Lexicon) -> float:
    return max(lexicon.frequency(" ".join(parts)), min(lexicon.frequency(part) for part in parts))
