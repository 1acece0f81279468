"""The rules of the stage: components with a name, the facts they need and the facts they give.

A rule may be listed, switched off, or run in any order in which every fact is given before it is needed; the text
is the same in all these orders. A rule whose facts nobody gives (its neighbour is switched off) works on what it
finds.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from transcribe.writing.abbreviations import settle_abbreviations
from transcribe.writing.addresses import join_addresses
from transcribe.writing.classes import write_classes
from transcribe.writing.codes import join_letters
from transcribe.writing.dates import write_dates
from transcribe.writing.draft import Draft
from transcribe.writing.figures import write_figures
from transcribe.writing.heard_codes import mend_codes
from transcribe.writing.identifiers import write_identifiers
from transcribe.writing.initials import settle_initials
from transcribe.writing.joints import close_scopes, join_parts, join_report, settle_dashes
from transcribe.writing.layout import capitalise, settle_punctuation
from transcribe.writing.marks import read_marks
from transcribe.writing.mishearings import mend_hearing
from transcribe.writing.numbers import read_numbers
from transcribe.writing.oral.asides import take_asides
from transcribe.writing.oral.erasures import erase
from transcribe.writing.oral.fillers import drop_fillers, drop_hesitations
from transcribe.writing.oral.remarks import take_remarks
from transcribe.writing.oral.repairs import mend_repairs
from transcribe.writing.oral.restarts import drop_restarts
from transcribe.writing.oral.second_thoughts import take_second_thoughts
from transcribe.writing.oral.waverings import doubt_waverings, find_waverings
from transcribe.writing.pairs import write_pairs
from transcribe.writing.quantities import split_glued, write_quantities
from transcribe.writing.signs import write_signs
from transcribe.writing.spelling import apply_spellings
from transcribe.writing.structure import add_structure
from transcribe.writing.styles import apply_styles
from transcribe.writing.titles import write_titles

Fact = Literal[
    "words",  # every item is one word, spelt as it was meant
    "fluency",  # no hesitation stands between two words
    "names",  # spelled names are written, their letters gone
    "addresses",  # electronic addresses are one item each
    "numbers",  # number words are numbers
    "marks",  # dictated commands are marks
    "items",  # every dictated dash is a list item, a hyphen or a dash
    "brackets",  # every opened bracket is closed
    "letter",  # no request to the secretary stays
    "waverings",  # figures said with « disons » are noted
    "silences",  # no word stays that only fills a silence
    "asides",  # nothing stays that was said to somebody by name
    "erasures",  # what was erased by a command is gone
    "repairs",  # nothing stays that was taken back
    "once",  # nothing stays that was said twice
    "doubts",  # figures said with « disons », and not taken back, are doubted
    "looks",  # capitals and numbered points are as dictated
    "codes",  # letters said one by one are codes
    "classes",  # grades and stages have their figures
    "identifiers",  # numbers that name something are written
    "dates",  # dates and times are written
    "signs",  # ±, minus, powers, schemes of takings are written
    "quantities",  # measures, doses, pressures are written
    "titles",  # civilities are written
    "figures",  # no number waits for a rule
    "compounds",  # what stands on both sides of a hyphen is one item
    "lines",  # lines and labels are where they will be
    "punctuation",  # no mark is doubled
    "capitals",
]


@dataclass(frozen=True, slots=True)
class Rule:
    """One step from what was said to what is written; ``apply`` changes the draft in place."""

    name: str
    apply: Callable[[Draft], None]
    needs: frozenset[Fact]
    gives: frozenset[Fact]


def _rule(name: str, apply: Callable[[Draft], None], gives: Fact, *, needs: Collection[Fact] = ()) -> Rule:
    return Rule(name, apply, frozenset(needs), frozenset({gives}))


_RULES: tuple[Rule, ...] = (
    _rule("mishearings", mend_hearing, "words"),
    _rule("heard-codes", mend_codes, "words"),
    _rule("abbreviations", settle_abbreviations, "words"),
    _rule("initials", settle_initials, "words"),
    _rule("compte-rendu", join_report, "words"),
    _rule("hesitations", drop_hesitations, "fluency"),
    _rule("glued-units", split_glued, "words"),
    _rule("addresses", join_addresses, "addresses", needs={"words"}),
    _rule("spellings", apply_spellings, "names", needs={"words", "fluency", "addresses"}),
    _rule("numbers", read_numbers, "numbers", needs={"addresses"}),
    _rule("marks", read_marks, "marks", needs={"numbers", "names", "addresses"}),
    _rule("dashes", settle_dashes, "items", needs={"marks"}),
    _rule("brackets", close_scopes, "brackets", needs={"marks"}),
    _rule("remarks", take_remarks, "letter", needs={"marks"}),
    _rule("waverings", find_waverings, "waverings", needs={"letter"}),
    _rule("fillers", drop_fillers, "silences", needs={"waverings"}),
    _rule("asides", take_asides, "asides", needs={"silences"}),
    _rule("erasures", erase, "erasures", needs={"asides"}),
    _rule("repairs", mend_repairs, "repairs", needs={"erasures"}),
    _rule("second-thoughts", take_second_thoughts, "repairs", needs={"erasures"}),
    _rule("restarts", drop_restarts, "once", needs={"repairs"}),
    _rule("hesitant-doses", doubt_waverings, "doubts", needs={"once", "waverings"}),
    _rule("styles", apply_styles, "looks", needs={"once"}),
    _rule("identifiers", write_identifiers, "identifiers", needs={"once"}),
    _rule("dates", write_dates, "dates", needs={"identifiers"}),
    _rule("codes", join_letters, "codes", needs={"dates"}),
    _rule("signs", write_signs, "signs", needs={"codes"}),
    _rule("classes", write_classes, "classes", needs={"signs"}),
    _rule("quantities", write_quantities, "quantities", needs={"classes"}),
    _rule("pairs", write_pairs, "figures", needs={"quantities"}),
    _rule("titles", write_titles, "titles", needs={"codes"}),
    _rule("figures", write_figures, "figures", needs={"quantities"}),
    _rule("joints", join_parts, "compounds", needs={"items", "codes"}),
    _rule("structure", add_structure, "lines", needs={"looks", "items", "quantities", "titles"}),
    _rule("punctuation", settle_punctuation, "punctuation", needs={"lines", "looks", "brackets"}),
    _rule("capitals", capitalise, "capitals", needs={"punctuation", "compounds", "figures"}),
)


def rules() -> tuple[Rule, ...]:
    """All rules, in the order in which ``write`` applies them."""
    return _RULES


def without_rules(names: Collection[str]) -> tuple[Rule, ...]:
    """The rules but those named.

    Raises:
        ValueError: a name is that of no rule.
    """
    if unknown := sorted(set(names) - {rule.name for rule in _RULES}):
        raise ValueError(f"unknown rules {unknown}; there are {[rule.name for rule in _RULES]}")
    return tuple(rule for rule in _RULES if rule.name not in names) if names else _RULES


def check_order(order: Sequence[Rule]) -> None:
    """Sees that each fact is given by all the rules that give it before a rule needs it.

    Raises:
        ValueError: a rule comes too early, or twice.
    """
    names = [rule.name for rule in order]
    if len(set(names)) < len(names):
        raise ValueError("a rule comes twice")
    for place, rule in enumerate(order):
        for later in order[place:]:
            if early := rule.needs & later.gives:
                raise ValueError(f"{rule.name} needs {sorted(early)}, which {later.name} gives later")


check_order(_RULES)
