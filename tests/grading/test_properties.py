"""What must hold for any two texts."""

import textwrap
from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.grading.fake import LETTER, LEXICON
from transcribe.grading import Page, grade, load_scheme
from transcribe.grading.align import align
from transcribe.grading.marked import marked_lines
from transcribe.grading.tokens import tokenize
from transcribe.grading.variants import find_arcs

WORDS = LETTER.split(" ")
texts = st.lists(
    st.sampled_from([*WORDS, "pas", "droite", "50", "mg", ",", ":", "\n", "«", "(", "dispnée", "12/03/2026"]),
    max_size=40,
).map(" ".join)
anything = st.text(max_size=80)
schemes = st.sampled_from(["sur-20", "aqdoc", "taux"])


@settings(max_examples=60, deadline=None)
@given(texts | anything)
def test_a_text_against_itself_is_perfect(text: str) -> None:
    result = grade(text, text, LEXICON)
    assert result.mistakes == ()
    assert result.mark == result.maximum


@settings(max_examples=80, deadline=None)
@given(texts | anything, texts | anything, schemes)
@example("", "²E", "sur-20")  # an exponent is a digit, but no number
def test_the_sum_is_exact(reference: str, attempt: str, scheme: str) -> None:
    result = grade(reference, attempt, LEXICON, scheme=scheme)
    assert result.mark + sum((m.points for m in result.mistakes), Decimal(0)) == load_scheme(scheme).maximum
    assert result.mark >= 0
    assert all(m.points >= 0 for m in result.mistakes)


@settings(max_examples=80, deadline=None)
@given(texts, texts)
def test_links_cover_every_token_once(reference: str, attempt: str) -> None:
    ref, att = tokenize(reference), tokenize(attempt)
    links = align(ref, att, find_arcs(ref, att))
    assert [i for link in links for i in range(link.i1, link.i2)] == list(range(len(ref)))
    assert [j for link in links for j in range(link.j1, link.j2)] == list(range(len(att)))


@settings(max_examples=40, deadline=None)
@given(st.integers(18, 90))
def test_the_mark_does_not_depend_on_wrapping(width: int) -> None:
    text = LETTER.replace("ramipril 5 mg", "ramipril 50 mg").replace("dilatée", "dilaté")
    wrapped = "\n".join(textwrap.fill(line, width, break_long_words=False) for line in text.split("\n"))
    assert grade(LETTER, wrapped, LEXICON).mark == grade(LETTER, text, LEXICON).mark


@settings(max_examples=60, deadline=None)
@given(texts, texts)
def test_the_marked_text_is_the_whole_attempt(reference: str, attempt: str) -> None:
    page = Page(attempt)
    result = grade(reference, page, LEXICON)
    shown = "\n".join("".join(span.text for span in line) for line in marked_lines(page, result))
    assert shown.replace("\n", "") == attempt.replace("\n", "")
