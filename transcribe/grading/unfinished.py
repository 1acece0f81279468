"""Where a copy stops short."""

from collections.abc import Sequence

from transcribe.grading.align import Link
from transcribe.grading.outline import Outline
from transcribe.grading.tokens import Token

_LEAST_WORDS = 5
_LEAST_SHARE = 0.03
_FEWEST_WORDS = 5
_BEGUN = 0.1
_LAST_LINES = frozenset({"closing", "signature", "copies", "author"})


def unwritten_end(
    links: Sequence[Link], reference: Sequence[Token], attempt: Sequence[Token], outline: Outline
) -> Link | None:
    """The end of the reference that was not written at all; ``None`` when the copy goes to its end.

    A final mark that happens to match does not make an end; a signature or a closing forgotten does not make a copy
    unfinished. Links of passages that moved may come last: the end is the reference's.
    """
    start, stop = len(reference), len(attempt)
    for link in sorted(links, key=lambda link: link.i1, reverse=True):
        omitted = link.j1 == link.j2
        mark = link.same and all(token.kind == "mark" for token in reference[link.i1 : link.i2])
        if not (omitted or mark):
            break
        start, stop = link.i1, link.j1
    written = {link.i1 for link in links if link.j1 < link.j2}
    while start < len(reference) and reference[start].kind == "mark" and start in written:
        start += 1
        stop = min(stop + 1, len(attempt)) if stop < len(attempt) and attempt[stop].kind == "mark" else stop
    missing = [i for i in range(start, len(reference)) if reference[i].kind != "mark"]
    body = [i for i in missing if outline.roles[i] not in _LAST_LINES]
    words = sum(token.kind != "mark" for token in reference)
    if len(body) < max(_LEAST_WORDS, _LEAST_SHARE * words):
        return None
    return Link(start, len(reference), stop, stop)


def hardly_begun(links: Sequence[Link], reference: Sequence[Token], attempt: Sequence[Token]) -> bool:
    """Whether an attempt is a few words beside a whole text, and not its first ones: « Bonjour », « ??? ».

    Compared word by word, they would stand for words that they have nothing to do with.
    """
    wanted, given = (sum(token.kind != "mark" for token in tokens) for tokens in (reference, attempt))
    if not wanted or given > _FEWEST_WORDS or given > _BEGUN * wanted:
        return False
    first = [link for link in links if link.same and link.i2 <= 2 * len(attempt)]
    return 2 * sum(attempt[link.j1].kind != "mark" for link in first) <= given
