"""From two texts to a list of slips: what differs, where, and why. No points yet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from transcribe.grading.accepted import accepted_links, variants_of
from transcribe.grading.align import Link
from transcribe.grading.causes import Texts, one_cause
from transcribe.grading.changes import Judge
from transcribe.grading.copies import label_length, without_copies
from transcribe.grading.groups import Group
from transcribe.grading.heading import without_heading
from transcribe.grading.layout import layout_slips
from transcribe.grading.lexical import Words
from transcribe.grading.moved import align_with_moves
from transcribe.grading.outline import outline
from transcribe.grading.said import with_commands
from transcribe.grading.slips import Slip
from transcribe.grading.surface import Surface
from transcribe.grading.tokens import Token, tokenize
from transcribe.grading.types import Decision, Page
from transcribe.grading.unfinished import hardly_begun, unwritten_end


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both texts as tokens, and every slip, in the order of the reference.

    ``accepted``: where a variant that the trainer accepts faces what was expected.
    """

    reference: tuple[Token, ...]
    attempt: tuple[Token, ...]
    slips: tuple[Slip, ...]
    accepted: tuple[tuple[Link, Decision], ...] = ()


def compare(
    reference: Page,
    attempt: Page,
    words: Words,
    *,
    french_spaces: bool = True,
    decisions: Sequence[Decision] = (),
) -> Comparison:
    """Every slip of an attempt against its reference, where ``decisions`` accept no variant."""
    ref = tokenize(reference.text)
    att = without_heading(tokenize(attempt.text), ref, (reference.text, attempt.text), words)
    att = with_commands(without_copies(att, ref), ref)
    variants = variants_of(decisions, ref)
    links, moved = align_with_moves(ref, att, variants, words)
    accepted = accepted_links(links, ref, att, variants)
    out = outline(reference.text)
    judge = Judge(reference, attempt, ref, att, out, words)
    slips: list[Slip] = [judge.moved(link) for link in moved if not label_length(ref, link.i1)]
    if hardly_begun(links, ref, att):
        return Comparison(ref, att, tuple(_unwritten(judge)))
    if (end := unwritten_end(links, ref, att, out)) is not None:
        slips.append(replace(judge.slip(end, "unfinished", "omission", "minor"), unfinished=True))
        links = [link for link in links if link.i1 < end.i1]
    for group in _groups(links):
        slips += judge.slips(group)
    slips += Surface(judge, links, french_spaces=french_spaces).slips()
    slips += layout_slips(judge, links, reference, attempt)
    slips = one_cause(slips, Texts(reference.text, attempt.text, ref, att, out.names))
    slips = [slip for slip in slips if not any(_inside(slip, link) for link, _ in accepted)]
    return Comparison(ref, att, tuple(sorted(slips, key=lambda slip: (slip.i1, slip.j1))), tuple(accepted))


def _unwritten(judge: Judge) -> Iterator[Slip]:
    """The whole reference, unwritten, and the few words that the attempt has instead."""
    whole, size = Link(0, len(judge.ref), 0, 0), len(judge.att)
    yield replace(judge.slip(whole, "unfinished", "omission", "minor"), unfinished=True)
    if any(token.kind not in {"mark", "flag"} for token in judge.att):
        yield judge.slip(Link(0, 0, 0, size), "addition", "addition", "minor")


def _inside(slip: Slip, link: Link) -> bool:
    within = link.i1 <= slip.i1 and slip.i2 <= link.i2 and link.j1 <= slip.j1 and slip.j2 <= link.j2
    return within and (slip.i1 < slip.i2 or slip.j1 < slip.j2)


def _groups(links: Sequence[Link]) -> Iterator[Group]:
    """Runs of links that differ, with the place they stand at in both texts."""
    run: list[Link] = []
    for link in links:
        if link.same:
            if run:
                yield Group(tuple(run))
            run = []
        else:
            run.append(link)
    if run:
        yield Group(tuple(run))
