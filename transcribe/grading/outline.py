"""What each token of a reference is in its document: heading, signature, part of a name, birth date…"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from transcribe.french import fold
from transcribe.french.particles import is_particle
from transcribe.grading.pieces import bullets_of
from transcribe.grading.tokens import Token, tokenize

_BORN = frozenset({"né", "née", "naissance", "nés", "nées"})
_FRAME = frozenset({"title", "recipient", "date", "patient", "author", "closing", "signature", "copies"})
_SHORT_OPENING = 6


@dataclass(frozen=True, slots=True)
class Outline:
    """Parallel to the tokens of a reference.

    ``roles``: ``body``, ``heading``, or the role of a line around the body (``title``, ``recipient``,
    ``signature``…). ``headings``: the heading of the section each token stands in. ``names``: tokens that
    are part of a person's name. ``births``: dates of birth. ``items``: tokens that open a line with a bullet.
    """

    roles: tuple[str, ...]
    headings: tuple[str, ...]
    names: frozenset[int]
    births: frozenset[int]
    items: frozenset[int] = frozenset()

    def is_item_end(self, i: int, tokens: Sequence[Token]) -> bool:
        """Whether the line that ends before token ``i`` opens with a bullet and has no mark at its end."""
        if not 0 < i <= len(tokens) or (i < len(tokens) and not tokens[i].line_start):
            return False
        first = i - 1
        while first > 0 and not tokens[first].line_start:
            first -= 1
        return first in self.items and tokens[i - 1].kind != "mark"


@lru_cache(maxsize=128)
def outline(text: str) -> Outline:
    """The outline of a reference, read with the cues of the letter templates."""
    from transcribe.letters import compose, plain_revision

    tokens = tokenize(text)
    revision = plain_revision(text)
    if revision.text != text:
        return _mapped(tokens, tokenize(revision.text), outline(revision.text))
    letter = compose(revision)
    roles = ["body"] * len(tokens)
    headings = [""] * len(tokens)
    place_of = [token.start for token in tokens]
    for section in letter.sections:
        starts = [paragraph.start for paragraph in section.paragraphs if paragraph.start is not None]
        for paragraph in section.paragraphs:
            if paragraph.start is None:
                continue
            end = paragraph.start + len(paragraph.text)
            inside = [n for n, start in enumerate(place_of) if paragraph.start <= start < end]
            short = len(inside) <= _SHORT_OPENING + 2
            role = section.role if section.role in _FRAME or (section.role == "opening" and short) else "body"
            for number in inside:
                roles[number], headings[number] = role, section.heading
        if section.start is not None:
            end = min(
                (s for s in starts if s >= section.start), default=section.start + len(section.heading) + 3
            )
            for number, start in enumerate(place_of):
                if section.start <= start < end:
                    roles[number], headings[number] = "heading", section.heading
    known = _known_names(letter.patient.last_name, letter.patient.first_name, letter.patient.birth_name)
    return Outline(
        tuple(roles), tuple(headings), _names(tokens, known), _births(tokens), _items(text, tokens)
    )


def _mapped(tokens: Sequence[Token], others: Sequence[Token], found: Outline) -> Outline:
    """The outline of a text that differs from another by its spaces only."""
    if len(tokens) != len(others):
        return Outline(
            ("body",) * len(tokens), ("",) * len(tokens), _names(tokens, frozenset()), _births(tokens)
        )
    return found


def _known_names(*names: str) -> frozenset[str]:
    return frozenset(fold(token.text) for name in names for token in tokenize(name) if len(token.text) > 2)


def _names(tokens: Sequence[Token], known: frozenset[str]) -> frozenset[int]:
    """Capitalised words after a title, with their particles, and the patient's known names."""
    found: set[int] = set()
    for place, token in enumerate(tokens):
        if token.kind == "title":
            found |= _run_of_names(tokens, place + 1)
        elif token.kind == "word" and token.text[:1].isupper() and fold(token.text) in known:
            found.add(place)
    return frozenset(found)


def _run_of_names(tokens: Sequence[Token], place: int) -> set[int]:
    run: set[int] = set()
    pending: set[int] = set()
    if place < len(tokens) and tokens[place].key == ".":
        place += 1
    while place < len(tokens) and len(run) < 6 and not tokens[place].line_start:
        token = tokens[place]
        if token.kind == "word" and token.text[:1].isupper():
            run |= pending | {place}
            pending = set()
        elif is_particle(token.key) or token.key == "-":
            pending.add(place)
        else:
            break
        place += 1
    return run


def _births(tokens: Sequence[Token]) -> frozenset[int]:
    return frozenset(
        place
        for place, token in enumerate(tokens)
        if token.kind == "date" and any(t.key in _BORN for t in tokens[max(0, place - 4) : place])
    )


def _items(text: str, tokens: Sequence[Token]) -> frozenset[int]:
    bullets = bullets_of(text)
    found: set[int] = set()
    for place, token in enumerate(tokens):
        if token.line_start and bullets:
            line = text.rfind("\n", 0, token.start) + 1
            if any(line <= start < token.start for start in bullets):
                found.add(place)
    return frozenset(found)
