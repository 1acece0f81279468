"""The title of an exercise: that of its document, without date nor people, and its specialty where it is known."""

from transcribe.exercises.types import Source
from transcribe.french import fold
from transcribe.french.word_sorts import elisions, sorted_words
from transcribe.grading.outline import outline
from transcribe.grading.tokens import tokenize

_LONGEST = 90
_STOPS = frozenset("realise realisee effectue effectuee pratique pratiquee attention".split())


def title_of(source: Source) -> str:
    """« Compte-rendu opératoire (ophtalmologie) »; of a document that has no title, the name of its file in words."""
    title = source.title.strip() or title_in(source.page.text)
    if not title:
        return source.id.replace("_", " ").replace("-", " ")
    specialty = source.specialty.strip()
    if specialty and fold(specialty)[:6] not in fold(title):
        title = f"{title} ({specialty})"
    return title.replace("'", "’")


def title_in(text: str) -> str:
    """The title that a document bears, up to its date or to the first person it names; empty where it has none."""
    out, tokens = outline(text), tokenize(text)
    first = next((place for place, role in enumerate(out.roles) if role == "title"), None)
    if first is None:
        return ""
    end = first
    while end < len(tokens) and out.roles[end] == "title" and (end == first or not tokens[end].line_start):
        token = tokens[end]
        if token.kind in ("date", "title", "time") or end in out.names or fold(token.text) in _STOPS:
            break
        end += 1
    small = sorted_words("article", "of", "to", "preposition", "link") | {*elisions(), "a"}
    while end > first and (fold(tokens[end - 1].text) in small or tokens[end - 1].kind == "mark"):
        end -= 1
    found = text[tokens[first].start : tokens[end - 1].end] if end > first else ""
    return found if len(found) <= _LONGEST else ""
