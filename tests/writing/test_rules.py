"""Rules are components: listed, run in any order that their facts allow, switched off one by one."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.writing.strategies import TEXTS
from tests.writing.test_cases import cases
from tests.writing.test_dictations import spoken_texts
from transcribe.core.revision import Revision
from transcribe.core.types import Transcript
from transcribe.writing import Rule, rules, write
from transcribe.writing.layout import edits_of
from transcribe.writing.rules import check_order
from transcribe.writing.tokens import tokenise

NAMES = [rule.name for rule in rules()]
REMOVING = {"command", "removal", "self_correction"}


def in_order(text: str, order: Sequence[Rule]) -> str:
    revision = Revision(Transcript.from_text(text))
    draft = tokenise(revision)
    for rule in order:
        rule.apply(draft)
    return revision.revise(edits_of(draft), doubts=draft.doubts, instructions=draft.instructions).text


def any_order(seed: int) -> list[Rule]:
    """An order drawn among all those in which facts are given before they are needed."""
    chance, left, order = random.Random(seed), list(rules()), []
    while left:
        free = [rule for rule in left if not any(rule.needs & other.gives for other in left)]
        rule = chance.choice(free)
        left.remove(rule)
        order.append(rule)
    return order


def test_rules_are_listed_with_what_they_need_and_give() -> None:
    assert len(set(NAMES)) == len(NAMES) >= 20
    given_by_some = frozenset().union(*(rule.gives for rule in rules()))
    for rule in rules():
        assert rule.gives
        assert rule.needs <= given_by_some
        assert not rule.needs & rule.gives


@pytest.mark.parametrize("seed", range(6))
def test_any_order_that_the_facts_allow_writes_the_same_text(seed: int) -> None:
    order = any_order(seed)
    check_order(order)
    assert [rule.name for rule in order] != NAMES
    for text in [*(spoken for spoken, _ in cases()), *spoken_texts()]:
        assert in_order(text, order) == in_order(text, rules()), text


def test_an_order_against_the_facts_is_refused() -> None:
    with pytest.raises(ValueError, match="gives later"):
        check_order(rules()[::-1])
    with pytest.raises(ValueError, match="twice"):
        check_order([*rules(), rules()[0]])


def test_an_unknown_rule_cannot_be_switched_off() -> None:
    with pytest.raises(ValueError, match="inconnue"):
        write(Revision(Transcript.from_text("bonjour")), without=["inconnue"])


@pytest.mark.parametrize(
    ("name", "spoken", "written"),
    [
        ("numbers", "une dose de cinq milligrammes", "Une dose de cinq milligrammes"),
        ("marks", "fièvre virgule toux", "Fièvre virgule toux"),
        ("titles", "vu par le docteur Roy", "Vu par le docteur Roy"),
        ("codes", "une I R M normale", "Une I R M normale"),
        ("repairs", "à droite, non, à gauche", "À droite, non, à gauche"),
        ("hesitations", "une douleur, euh, vive", "Une douleur, euh, vive"),
        ("capitals", "examen normal point", "examen normal."),
        ("dates", "vu le trois mars", "Vu le 3 mars"),
    ],
)
def test_a_rule_switched_off_leaves_the_words(name: str, spoken: str, written: str) -> None:
    revision = Revision(Transcript.from_text(spoken))
    assert write(revision, without=[name]).text == written


def seen_or_removed(text: str, name: str) -> None:
    revision = write(Revision(Transcript.from_text(text)), without=[name])
    pieces = [piece for piece in revision.pieces if piece.last >= piece.first]
    covered = [index for piece in pieces for index in range(piece.first, piece.last + 1)]
    assert covered == list(range(len(revision.transcript.words)))
    for piece in pieces:
        if not piece.text:
            assert piece.edit is not None
            assert piece.edit.kind in REMOVING


@pytest.mark.parametrize("name", NAMES)
def test_no_rule_is_needed_to_keep_the_words_of_the_cases(name: str) -> None:
    for spoken, _ in list(cases())[::3]:
        seen_or_removed(spoken, name)


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.sampled_from(NAMES))
def test_no_rule_is_needed_to_keep_any_words(text: str, name: str) -> None:
    seen_or_removed(text, name)
