"""Words of a text with their places, cues found among them, and the cutting into lines and sentences.

Everything here works on character places of the text, never on copies of it: what is cut can be put back
together exactly.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from transcribe.french import Token, bare_words
from transcribe.french.abbreviations import keeps_stop
from transcribe.french.civilities import civility_of, written_forms

SPACE = r"[ \u00a0\u202f]"
_SENTENCE_END = re.compile(r"[.!?…]+[»)]*(?=\s)")
_LAST_WORD = re.compile(r"[^\W_][\w'’.-]*$")
_INITIAL = re.compile(r"(?:^|(?P<title>\w+\.?)[ \u00a0]|[A-ZÀ-Ý]\.[ \u00a0]?-?)[A-ZÀ-Ý]$")
_FUZZY_LENGTH = 6
_FUZZY_SIMILARITY = 0.84
_JOINED_LENGTH = 13
_JOINED_SIMILARITY = 0.8


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` (excluded) of a text."""

    start: int
    end: int


@lru_cache(maxsize=4096)
def cue(text: str) -> tuple[str, ...]:
    """The folded words of a cue written in a template: ``"à l’examen"`` gives ``("a", "l", "examen")``."""
    return tuple(word.key for word in bare_words(text))


class Scan:
    """A text and its words."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """All words, in order."""
        return bare_words(self.text)

    @cached_property
    def _index(self) -> dict[int, int]:
        return {token.start: number for number, token in enumerate(self.tokens)}

    def match(self, cues: Sequence[str], start: int) -> int | None:
        """Where the longest cue that stands at ``start`` ends, or ``None``."""
        index = self._index.get(start)
        if index is None:
            return None
        ends = [end for text in cues if (end := self._match_one(cue(text), index)) is not None]
        return max(ends, default=None)

    def _match_one(self, words: tuple[str, ...], index: int) -> int | None:
        if not words or not _alike(self.tokens[index].key, words[0]):
            return None
        found = self.tokens[index : index + len(words)]
        if len(found) < len(words):
            return None
        if not all(_alike(token.key, word) for token, word in zip(found, words, strict=True)):
            return None
        if "\n" in self.text[found[0].start : found[-1].end]:
            return None
        return found[-1].end

    def match_loosely(self, cues: Sequence[str], start: int) -> int | None:
        """As ``match``, and long cues whatever their spaces: « contrendu opératoire » is a compte-rendu."""
        index = self._index.get(start)
        if index is None:
            return None
        found = self.match(cues, start)
        ends = [end for text in cues if (end := self._match_joined(cue(text), index)) is not None]
        return max([*ends, *([] if found is None else [found])], default=None)

    def _match_joined(self, words: tuple[str, ...], index: int) -> int | None:
        wanted = "".join(words)
        if len(words) < 2 or len(wanted) < _JOINED_LENGTH or self.tokens[index].key[:1] != wanted[:1]:
            return None
        from rapidfuzz.distance import Levenshtein

        best: tuple[float, int] | None = None
        for count in range(max(1, len(words) - 1), len(words) + 2):
            found = self.tokens[index : index + count]
            likeness = Levenshtein.normalized_similarity("".join(t.key for t in found), wanted)
            if likeness >= _JOINED_SIMILARITY and (best is None or likeness > best[0]):
                best = (likeness, found[-1].end)
        if best is None or "\n" in self.text[self.tokens[index].start : best[1]]:
            return None
        return best[1]

    def words_in(self, start: int, end: int) -> list[Token]:
        """Words that lie wholly between two places."""
        return [t for t in self.tokens if t.start >= start and t.end <= end]

    @cached_property
    def lines(self) -> list[Span]:
        """Lines that hold something, without the spaces around them."""
        return [trim(self.text, m.start(), m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", self.text)]

    def sentences(self, line: Span) -> list[Span]:
        """A line cut after its full stops; an abbreviation, an initial or a number cuts nothing."""
        out: list[Span] = []
        start = line.start
        for end in _SENTENCE_END.finditer(self.text, line.start, line.end):
            if self._is_abbreviation(end.start()) or not _opens_sentence(self.text, end.end(), line.end):
                continue
            out.append(trim(self.text, start, end.end()))
            start = end.end()
        if self.text[start : line.end].strip():
            out.append(trim(self.text, start, line.end))
        return out

    def _is_abbreviation(self, place: int) -> bool:
        if self.text[place] != ".":
            return False
        line = self.text.rfind("\n", 0, place) + 1
        before = self.text[max(line, place - 20) : place]
        word = _LAST_WORD.search(before)
        if word is None:
            return False
        if f"{word.group()}." in _titles() or word.group() in _titles() or _is_initial(before):
            return True
        end = self.text.find("\n", place)
        words = [
            t.text for t in bare_words(self.text[place + 1 : place + 40 if end < 0 else min(end, place + 40)])
        ]
        previous = bare_words(before[: word.start()])
        return keeps_stop(word.group(), previous[-1].text if previous else "", words[0] if words else "")


@cache
def _titles() -> frozenset[str]:
    return written_forms()


def _is_initial(before: str) -> bool:
    """Whether a text ends with the initial of a name: alone on its line, after a civility, or another initial."""
    found = _INITIAL.search(before)
    return found is not None and (found["title"] is None or civility_of(found["title"]) is not None)


def _opens_sentence(text: str, place: int, end: int) -> bool:
    rest = text[place:end].lstrip()
    return bool(rest) and (rest[0].isupper() or rest[0].isdigit() or rest[0] in "«-")


def trim(text: str, start: int, end: int) -> Span:
    """``text[start:end]`` without the spaces around it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


@lru_cache(maxsize=65536)
def _alike(found: str, wanted: str) -> bool:
    """Equal, or one slip apart in a long word: recognisers spell « antécédant », « conclusions »."""
    if found == wanted:
        return True
    if min(len(found), len(wanted)) < _FUZZY_LENGTH or found[0] != wanted[0]:
        return False
    from rapidfuzz.distance import Levenshtein

    return bool(Levenshtein.normalized_similarity(found, wanted) >= _FUZZY_SIMILARITY)
