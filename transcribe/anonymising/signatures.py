"""Names in letters: initials before or behind a name, of who signs or types, and names spelled letter by letter."""

import re
from collections.abc import Iterator, Mapping

from transcribe.anonymising.cues import cues
from transcribe.anonymising.surroundings import Surroundings
from transcribe.anonymising.types import Kind
from transcribe.french import squash
from transcribe.french.civilities import civility_of

SPELLED = "nom épelé"
_INITIALS = re.compile(r"(?<![\w.])[A-ZÀ-Þ]\.(?:[ \u00a0-]?[A-ZÀ-Þ]\.)+")
_SIGNED = re.compile(r"(?m)^[A-ZÀ-Þ]{2,4}[ \u00a0]?/[ \u00a0]?[A-Za-zÀ-ÿ]{2,4}\.?$")
_TYPED = re.compile(
    r"(?i:\b(?:frappe|frappé|tapé|tapée|saisi|saisie|initiales|dactylographié|secr[ée]tariat|r[ée]f|signé)(?: par)?)"
    r"[ \u00a0]?[:,–-]?[ \u00a0]([A-ZÀ-Þ](?:[ .]?[A-ZÀ-Þ]){1,3}\.?"
    r"(?:[ \u00a0]?(?:/|-|barre)[ \u00a0]?[A-Za-zÀ-ÿ](?:[ .]?[A-Za-zÀ-ÿ]){1,3})?)(?!\w)"
)
_LETTERS = re.compile(r"(?<![\w’'-])[A-ZÀ-Þ](?:[ ,.\-\u00a0]{1,2}[A-ZÀ-Þ](?!\w)){2,}\.?(?![\w’'-])")
_SMALL_LETTERS = re.compile(r"(?<![\w’'-])[a-zà-ÿ](?:[ ,\u00a0]{1,2}[a-zà-ÿ](?!\w)){2,}(?![\w’'-])")
_NICKNAME = re.compile(
    r"[«\"“][ \u00a0\u202f]?([A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?)[ \u00a0\u202f]?[»\"”]"
)
_SPELLED = 6
_BEFORE_NICKNAME = 7
_CALLED = frozenset(
    "dit dite surnom surnomme surnommee alias appelle appellent appele appelee pseudo pseudonyme sobriquet".split()
)
Mark = tuple[int, Kind, float, str]
"""A token, what it names, how surely, why."""


def initials(around: Surroundings, marks: Mapping[int, tuple[Kind, float, str]]) -> Iterator[Mark]:
    """« A. K. », « J.-P. Martin », « Mme D. », « fils, R. Parkinson », « Aurélie B. », « frappe ND »."""
    for place in range(len(around.tokens)):
        if place in marks or _is_announced(around, place):
            before = place - 1
            dotted = around.key(before) == "." and _is_initial(around, before - 1)
            if dotted and civility_of(around.tokens[before - 1].text) is None:
                yield from ((at, "person", 0.7, "initiale") for at in (before - 1, before))
                if place not in marks:
                    yield place, "person", 0.7, "derrière une initiale"
        named = around.is_capital(place) and around.known.is_first_name(around.tokens[place].text)
        if (
            named
            and len(around.tokens[place].text) > 2
            and _is_initial(around, place + 1)
            and around.key(place + 2) == "."
        ):
            yield from ((at, "person", 0.7, "prénom et initiale") for at in (place, place + 1))
    found = [
        one for one in _INITIALS.finditer(around.text) if not around.known.is_siglum(one[0].replace(".", ""))
    ]
    spans = [one.span() for one in (*found, *_SIGNED.finditer(around.text))]
    spans += [one.span(1) for one in _TYPED.finditer(around.text)]
    yield from ((place, "person", 0.6, "initiales") for place in _inside(around, spans))


def _is_initial(around: Surroundings, place: int) -> bool:
    return around.is_capital(place) and len(around.key(place)) == 1


def _is_announced(around: Surroundings, place: int) -> bool:
    """Whether a capital behind an initial stands where somebody is announced: « fils, R. Parkinson »."""
    if not around.is_capital(place) or place < 3 or len(around.tokens[place].text) < 3:
        return False
    before = place - 3
    if around.key(before) in (",", ":", "par", "de", "("):
        before -= 1
    return around.key(before) in cues().people


def nicknames(around: Surroundings) -> Iterator[Mark]:
    """« Son parrain, « Jojo » », « dit « Bébert » »: between quotes, behind what says how somebody is called."""
    for match in _NICKNAME.finditer(around.text):
        inside = list(_inside(around, [match.span(1)]))
        if not inside:
            continue
        before = range(max(0, inside[0] - _BEFORE_NICKNAME), inside[0])
        if any(around.key(at) in _CALLED | cues().relatives for at in before) and not any(
            around.tokens[at].kind == "break" or around.tokens[at].text == "." for at in before
        ):
            yield from ((at, "person", 0.6, "surnom") for at in inside)


def letters(around: Surroundings, marks: Mapping[int, tuple[Kind, float, str]]) -> Iterator[Mark]:
    """A name spelled behind itself: « D U P O N T », « D, U, P, O, N, T », « D.U.P.O.N.T. », « c a r i e »."""
    names = {squash(around.tokens[at].text) for at in marks}
    names |= {squash(part) for at in marks for part in around.tokens[at].text.split("-")}
    for pattern in (_LETTERS, _SMALL_LETTERS):
        for match in pattern.finditer(around.text):
            joined = squash("".join(c for c in match.group() if c.isalpha()))
            spelled = list(_inside(around, [match.span()]))
            head = spelled[0] - 1 if spelled else -1
            repeated = head >= 0 and squash(around.tokens[head].text) == joined
            if repeated and head not in marks:
                yield head, "person", 0.8, "nom épelé ensuite"
            long = len(joined) >= _SPELLED and not around.known.is_siglum(joined.upper())
            if joined in names or long or repeated:
                yield from ((place, "person", 0.8, SPELLED) for place in spelled)


def _inside(around: Surroundings, spans: list[tuple[int, int]]) -> Iterator[int]:
    for start, end in spans:
        for place, token in enumerate(around.tokens):
            if start <= token.start < end:
                yield place
