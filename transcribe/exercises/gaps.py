"""Text with gaps: the medical terms taken out, with the help asked for."""

import csv
from functools import cache

from transcribe.core.data import shipped
from transcribe.exercises.types import Gap, Help
from transcribe.french import fold
from transcribe.grading.lexical import abbreviations, words_of
from transcribe.grading.tokens import tokenize
from transcribe.grading.types import Lexicon, Page

BLANK = "_" * 12
_MOST = 24


def make_gaps(page: Page, lexicon: Lexicon, help_: Help) -> tuple[str, tuple[Gap, ...]]:
    """The text with gaps, and the gaps in order."""
    out: list[str] = []
    gaps: list[Gap] = []
    done = length = 0
    for start, end in _chosen(page, lexicon):
        word = page.text[start:end]
        initial = word[0] if help_ == "initiale" else ""
        blank = f"[{initial}]{BLANK}" if initial else BLANK
        before = page.text[done:start]
        length += len(before)
        gaps.append(
            Gap(length, length + len(blank), word, initial, definition(word) if help_ == "definition" else "")
        )
        out += [before, blank]
        length += len(blank)
        done = end
    return "".join(out) + page.text[done:], tuple(gaps)


def _chosen(page: Page, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Single words that are terms or drugs, each word once, spread over the text."""
    words = words_of(lexicon)
    listed = {fold(token.text) for term in page.terms for token in tokenize(term) if len(token.text) > 4}
    found: dict[str, tuple[int, int]] = {}
    for token in tokenize(page.text):
        if token.kind != "word" or (len(token.text) < 4 and not token.text.isupper()):
            continue
        wanted = words.drug(token.text) or words.is_term(token.text) or fold(token.text) in listed
        if wanted and not words.is_common(token.text):
            found.setdefault(fold(token.text), (token.start, token.end))
    places = sorted(found.values())
    step = max(1.0, len(places) / _MOST)
    return [places[int(n * step)] for n in range(min(len(places), _MOST))]


def definition(word: str) -> str:
    """What a word means by its parts, or what an abbreviation stands for; empty when unknown."""
    if meanings := abbreviations().get(word):
        return " ou ".join(meanings)
    flat = fold(word)
    senses = []
    starts = _senses("prefixes.tsv") | _senses("combinants.tsv")
    if start := max((f for f in starts if flat.startswith(f) and len(f) > 2), key=len, default=""):
        senses.append(f"{start}- : {starts[start]}")
    ends = _senses("suffixes.tsv")
    if end := max(
        (f for f in ends if flat.endswith(f) and len(f) > 2 and len(f) + len(start) <= len(flat)),
        key=len,
        default="",
    ):
        senses.append(f"-{end} : {ends[end]}")
    return " ; ".join(senses) if len(senses) > 1 or (senses and len(start) > 3) else ""


@cache
def _senses(name: str) -> dict[str, str]:
    try:
        path = shipped("lexicons", "formation", name)
    except FileNotFoundError:
        return {}
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {fold(row["form"]): row["sense"] for row in rows if row.get("sense")}
