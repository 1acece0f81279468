"""The working copy of a revision: tokens that the rules merge, rewrite or set aside.

A token covers the heard words ``first..last``. Its ``text`` is the word without the punctuation that the
recogniser (or a pause of the voice) put around it; that punctuation waits in ``lead`` and ``trail`` until
the layout decides what stays.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from transcribe.core.revision import Revision
from transcribe.core.types import Doubt, DoubtKind, EditKind, Instruction, InstructionKind

Role = Literal["word", "mark", "opaque"]

NB = "\u00a0"
FINE = "\u202f"
APOSTROPHE = "\u2019"

_FOLD = str.maketrans(
    {
        **dict(zip("àâäáãåçéèêëíìîïñóòôöõúùûüýÿ", "aaaaaaceeeeiiiinooooouuuuyy", strict=True)),
        "œ": "oe",
        "æ": "ae",
        "’": "'",
        "ʼ": "'",
        "‑": "-",
    }
)
_OPENING = "([«\"“'‘"
_CLOSING = ',.;:!?…)]»"”'
_GLUED_SENTENCES = re.compile(r"([\w'’-]*[^\W\d_]{4}|[\w,]*\d)\.(a|à|[^\W\d_]{2,})", re.IGNORECASE)
_NUMBER_LETTER = re.compile(r"(un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze)-([A-Z])")
# A command run together with the word before it: "cuir chevelu-point", "Cavirgule".
_GLUED_COMMAND = re.compile(
    r"(?!(?:deux|rond|contre|mi|non|point|trait|demi|tiers)-?(?:point|virgul))"
    r"([^\W_][\w'’-]*?)(?:-(points?|virgul|virgules?)|(?<=\w)(virgules?))",
    re.IGNORECASE,
)
_PURE_MARKS = frozenset({",", ".", ";", ":", "!", "?", "…", "...", "(", ")", "[", "]", "«", "»"})


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without accents, ligatures or typographic apostrophes: what rules compare."""
    return text.lower().translate(_FOLD)


@dataclass(slots=True, eq=False)
class Token:
    """A word or a mark on its way to the written form.

    ``number`` holds the value in written digits (``"0,5"``) when the token is a number; ``article`` says
    that it was the word "un" or "une", which stays a word unless a rule knows better. ``firm`` says that a
    rule has settled the punctuation in ``trail``.
    """

    text: str
    first: int
    last: int
    key: str = ""
    lead: str = ""
    trail: str = ""
    role: Role = "word"
    kind: EditKind | None = None
    reason: str = ""
    number: str | None = None
    article: bool = False
    parts: tuple[int, ...] = ()
    year: bool = False
    done: bool = False
    keep_case: bool = False
    firm: bool = False
    heard: str = ""
    confidence: float = 1.0

    def __post_init__(self) -> None:
        self.heard = self.heard or self.text

    @property
    def value(self) -> float:
        """The number as a float; -1 when the token is not a number."""
        return -1.0 if self.number is None else float(self.number.replace(",", "."))

    @property
    def is_integer(self) -> bool:
        """Whether the token is a whole number."""
        return self.number is not None and self.number.isdecimal()

    @property
    def is_break(self) -> bool:
        """Whether the token starts a new line."""
        return self.role == "mark" and "\n" in self.text

    @property
    def is_capital(self) -> bool:
        """Whether the heard word starts with a capital."""
        return self.text[:1].isupper()


@dataclass(slots=True)
class Draft:
    """All tokens still shown, those set aside, and what was learnt on the way."""

    revision: Revision
    tokens: list[Token]
    aside: list[Token] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    instructions: list[Instruction] = field(default_factory=list)
    dictated_breaks: int = 0
    heard_breaks: int = 0

    def merge(
        self,
        start: int,
        stop: int,
        text: str,
        *,
        kind: EditKind,
        reason: str,
        number: str | None = None,
        done: bool = True,
    ) -> Token:
        """Replaces tokens ``start..stop-1`` by one that covers them all and returns it."""
        run = self.tokens[start:stop]
        merged = joined(run, text, kind=kind, reason=reason)
        merged.number, merged.done = number, done
        self.tokens[start:stop] = [merged]
        return merged

    def remove(self, start: int, stop: int, *, kind: EditKind, reason: str) -> list[Token]:
        """Sets tokens ``start..stop-1`` aside and returns them."""
        run = self.tokens[start:stop]
        for token in run:
            token.kind, token.reason = kind, reason
        self.aside.extend(run)
        del self.tokens[start:stop]
        return run

    def doubt(
        self, run: Sequence[Token], kind: DoubtKind, reason: str, alternatives: Iterable[str] = ()
    ) -> None:
        """Marks the words of ``run`` for a person to look at."""
        first, last = min(t.first for t in run), max(t.last for t in run)
        if 0 <= first <= last:
            self.doubts.append(Doubt(first, last, kind, reason, tuple(alternatives)))

    def instruct(self, run: Sequence[Token], kind: InstructionKind, text: str) -> None:
        """Notes a remark to the secretary."""
        self.instructions.append(Instruction(min(t.first for t in run), max(t.last for t in run), kind, text))


def joined(run: Sequence[Token], text: str, *, kind: EditKind, reason: str) -> Token:
    """One token in the place of several, with the punctuation at both ends of the run."""
    return Token(
        text,
        run[0].first,
        max(t.last for t in run),
        key=fold(text),
        lead=run[0].lead,
        trail=run[-1].trail,
        kind=kind,
        reason=reason,
        heard=" ".join(t.heard for t in run),
        confidence=min(t.confidence for t in run),
    )


def tokenise(revision: Revision, breaks: Iterable[int] = ()) -> Draft:
    """The tokens of a revision; a line break stands before each word index in ``breaks``."""
    draft = Draft(revision, [])
    lines = set(breaks)
    for piece in revision.pieces:
        if piece.first in lines and draft.tokens:
            draft.tokens.append(Token("\n", piece.first, piece.first - 1, key="\n", role="mark"))
            draft.heard_breaks += 1
        if not piece.text.strip():
            draft.aside.append(
                Token("", piece.first, piece.last, kind=piece.edit.kind if piece.edit else None)
            )
        elif piece.last < piece.first or "\n" in piece.text:
            draft.tokens.append(Token(piece.text, piece.first, piece.last, role="opaque"))
        else:
            for part in piece.text.split():
                draft.tokens.extend(_split(part, piece.first, piece.last))
    return draft


def _split(text: str, first: int, last: int) -> Iterable[Token]:
    glued = "." in text and _GLUED_SENTENCES.fullmatch(text.rstrip(_CLOSING))
    if glued:
        left, right = glued.group(1), text[glued.start(2) :]
        yield Token(left, first, last, key=fold(left), trail=".")
        yield from _split(right, first, last)
        return
    if "-" in text and (hyphened := _NUMBER_LETTER.fullmatch(text.rstrip(_CLOSING))):
        # "L quatre-L cinq"
        left = hyphened.group(1)
        yield Token(left, first, last, key=fold(left))
        yield from _split(text[len(left) + 1 :], first, last)
        return
    if "oint" in text or "irgul" in text.lower():
        bare = text.rstrip(_CLOSING)
        if command := _GLUED_COMMAND.fullmatch(bare):
            left, right = command[1], command[2] or command[3]
            yield Token(left, first, last, key=fold(left))
            yield from _split(right + text[len(bare) :], first, last)
            return
    if text in _PURE_MARKS:
        mark = "…" if text == "..." else text
        yield Token(mark, first, last, key=mark, role="mark")
        return
    core = text
    if not core[0].isalnum():
        core = core.lstrip(_OPENING)
    lead = text[: len(text) - len(core)]
    if core and not core[-1].isalnum():
        body = core.rstrip(_CLOSING)
        if "(" in body and ")" in core[len(body) :] and ")" not in body:
            body += ")"
        core, trail = body, core[len(body) :]
    else:
        trail = ""
    if not core:
        core, lead, trail = text, "", ""
    yield Token(core, first, last, key=fold(core), lead=lead, trail=trail.replace("...", "…"))
