"""Where the words of a reference stand in its audio, and which seconds to hear again at a mistake."""

from collections.abc import Callable, Sequence

from transcribe.grading.tokens import tokenize
from transcribe.grading.types import Mistake, Timed

_BEFORE, _AFTER, _LEAST = 0.7, 0.5, 2.0
_LEAST_SHARE = 0.3


def word_times(
    reference: str, heard: str, seconds_at: Callable[[int], tuple[float, float]]
) -> tuple[Timed, ...]:
    """The times of a reference's words, from a text heard in the same audio and the seconds of its characters.

    Words that face each other take the times heard; what was heard otherwise or not at all is placed between its
    neighbours. Empty when the two texts are not of the same dictation.
    """
    from transcribe.grading.align import align
    from transcribe.grading.variants import find_arcs

    ref, att = tokenize(reference), tokenize(heard)
    known: list[tuple[float, float] | None] = [None] * len(ref)
    same = 0
    for link in align(ref, att, find_arcs(ref, att)):
        if link.i1 == link.i2 or link.j1 == link.j2:
            continue
        same += (link.i2 - link.i1) * link.same
        since, until = seconds_at(att[link.j1].start)[0], seconds_at(att[link.j2 - 1].end - 1)[1]
        step = (until - since) / (link.i2 - link.i1)
        for rank, i in enumerate(range(link.i1, link.i2)):
            known[i] = (since + step * rank, since + step * (rank + 1))
    if same < _LEAST_SHARE * len(ref) or not any(known):
        return ()
    whole = [(since, max(since, until)) for since, until in _filled(known)]
    return tuple(
        Timed(token.start, token.end, round(since, 2), round(until, 2))
        for token, (since, until) in zip(ref, whole, strict=True)
    )


def _filled(known: Sequence[tuple[float, float] | None]) -> list[tuple[float, float]]:
    """Every place with a time: those without lie between what is known before and after them."""
    out: list[tuple[float, float]] = []
    place = 0
    before = 0.0
    while place < len(known):
        here = known[place]
        if here is not None:
            out.append(here)
            before = here[1]
            place += 1
            continue
        end = place
        while end < len(known) and known[end] is None:
            end += 1
        following = known[end] if end < len(known) else None
        after = max(before, following[0]) if following else before
        step = (after - before) / (end - place)
        out += [(before + step * n, before + step * (n + 1)) for n in range(end - place)]
        place = end
    return out


def passage(times: Sequence[Timed], mistake: Mistake, *, pace: float = 1.0) -> tuple[float, float] | None:
    """The seconds to hear at a mistake, with a little before and after; ``None`` where nothing is known.

    ``pace`` is the speed of the audio handed out: what is said at 8 s is said at 10 s at a pace of 0.8.
    """
    if not times or (mistake.decision is not None and mistake.decision.ruling == "add"):
        return None
    low, high = mistake.reference_start, max(mistake.reference_end, mistake.reference_start)
    met = [one for one in times if one.start < high and low < one.end]
    if not met:
        # an addition: the words on both its sides
        before = [one for one in times if one.end <= low][-1:]
        after = [one for one in times if one.start >= high][:1]
        met = [*before, *after]
    since = max(0.0, min(one.since for one in met) - _BEFORE)
    until = max(max(one.until for one in met) + _AFTER, since + _LEAST)
    return round(since / pace, 2), round(until / pace, 2)
