"""What a learner typed above his copy for his trainer: name, class, date, number of the exercise. It is not graded."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from transcribe.french import fold
from transcribe.french.particles import is_particle
from transcribe.grading.lexical import Words
from transcribe.grading.tokens import Token

_LABELS = frozenset(
    "nom nom(s) noms prenom prenoms eleve etudiant etudiante apprenant apprenante stagiaire candidat candidate classe"
    " groupe grp gr promo promotion section formation option annee date copie dictee exercice devoir evaluation examen"
    " epreuve sujet numero n no bts tsms amts st2s sp3s bac ass lycee ecole institut centre module session semestre"
    " trimestre transcription relecture controle travail tp td seance partie secretaire secretariat"
    " formateur formatrice enseignant enseignante".split()
)
"""Folded words that label what a learner says of himself or of the exercise."""
_LINKS = frozenset("de du des la le l' d' et pour en par a au medical medicale medico social"
                   " sociale assistant assistante titre professionnel fait rendu".split())  # fmt: skip
_MOST_LINES = 5
_MOST_WORDS = 14
_NEAR = 0.6
_CODE = re.compile(r"[A-Z]{0,6}-?\d{0,4}[A-Z]{0,4}")
_LONGEST_SIGLUM = 5
_LINES_LOOKED_AT = 8


def without_heading(
    attempt: tuple[Token, ...], reference: Sequence[Token], texts: tuple[str, str], words: Words
) -> tuple[Token, ...]:
    """The tokens of an attempt below what its author typed for the trainer; ``texts`` of reference and attempt.

    A line like one of the reference's first lines, or that names people of the reference, is part of the copy.
    """
    lines = _lines(attempt)
    expected = [fold(line) for line in texts[0].split("\n") if line.strip()][:_LINES_LOOKED_AT]
    named = {fold(token.text) for token in reference if token.kind == "word"}
    done = 0
    for start, end in lines[: min(_MOST_LINES, len(lines) - 1)]:
        line = attempt[start:end]
        text = fold(texts[1][line[0].start : line[-1].end])
        if not _is_heading(line, named, words, begun=done > 0) or any(
            _is_near(text, other) for other in expected
        ):
            break
        done = end
    return attempt[done:]


def _lines(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    starts = [n for n, token in enumerate(tokens) if token.line_start or n == 0]
    return list(zip(starts, [*starts[1:], len(tokens)], strict=False))


@lru_cache(maxsize=4096)
def _is_near(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _NEAR


def _is_heading(line: Sequence[Token], named: set[str], words: Words, *, begun: bool) -> bool:
    """Whether a line holds only labels, dates, numbers, and names that the reference does not have.

    A first name alone is enough once the heading has ``begun``.
    """
    if len(line) > _MOST_WORDS or any(token.kind in {"title", "unit", "flag", "time"} for token in line):
        return False
    labels = any(fold(token.text) in _LABELS for token in line)
    dated = any(token.kind == "date" for token in line)
    names = [
        token
        for token in line
        if token.kind == "word" and not _is_plain(token) and not (labels and _is_siglum(token))
    ]
    if not all(_is_name(token, words) for token in names):
        return False
    strangers = [token for token in names if fold(token.text) not in named]
    if names and not strangers:
        return False
    people = any(words.is_name(token.text) for token in strangers)
    alone = people and len(strangers) == len(names) and (begun or len(names) > 1)
    return labels or dated or alone


def _is_plain(token: Token) -> bool:
    """A label, a small word, a code of a class (« B », « TSMS1 ») or an initial."""
    flat = fold(token.text)
    if flat in _LABELS or flat in _LINKS or is_particle(token.key):
        return True
    return bool(_CODE.fullmatch(token.text)) and (len(token.text) < 3 or any(c.isdigit() for c in token.text))


def _is_siglum(token: Token) -> bool:
    return token.text.isupper() and len(token.text) <= _LONGEST_SIGLUM


def _is_name(token: Token, words: Words) -> bool:
    """A capitalised word that is a name, or that French does not know."""
    if not token.text[:1].isupper() or words.drug(token.text):
        return False
    small = token.text.lower()
    return words.is_name(token.text) or not (words.knows(small) or words.is_term(token.text))
