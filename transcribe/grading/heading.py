"""What a learner typed above or below his copy for his trainer: name, class, date, number of the exercise.

None of it is graded.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from transcribe.french import fold
from transcribe.french.particles import is_particle
from transcribe.grading.lexical import Words, abbreviations_folded
from transcribe.grading.tokens import Token

_LABELS = frozenset(
    "nom nom(s) noms prenom prenoms eleve etudiant etudiante apprenant apprenante stagiaire candidat candidate classe"
    " groupe grp gr promo promotion section formation option annee date copie dictee exercice devoir evaluation examen"
    " epreuve sujet numero n no bts tsms amts st2s sp3s bac ass lycee ecole institut centre module session semestre"
    " trimestre transcription relecture controle travail tp td seance partie secretaire secretariat"
    " formateur formatrice enseignant enseignante tape tapee saisi saisie rendue dactylographie dactylographiee".split()
)
"""Folded words that label what a learner says of himself or of the exercise."""
_LINKS = frozenset("de du des la le l' d' et pour en par a au medical medicale medico social"
                   " sociale assistant assistante titre professionnel fait rendu"
                   " surveille blanc blanche".split())  # fmt: skip
_MOST_LINES = 5
_MOST_WORDS = 14
_NEAR = 0.6
_CODE = re.compile(r"[A-Z]{0,6}-?\d{0,4}[A-Z]{0,4}")
_LONGEST_SIGLUM = 5
_LINES_LOOKED_AT = 8
_MOST_LINES_BELOW = 3
_ENDS = frozenset({"fin", "stop", "termine"})
"""What the doctor says when he has done, and a secretary does not type: « fin de dictée »."""
_INITIALS = re.compile(r"[A-Z]{2,3}/[A-Za-z]{2,3}")
"""Who dictated and who typed: « BP/lm »."""


def without_heading(
    attempt: tuple[Token, ...], reference: Sequence[Token], texts: tuple[str, str], words: Words
) -> tuple[Token, ...]:
    """The tokens of an attempt without what its author typed for the trainer, above his copy or below it.

    ``texts`` are those of the reference and of the attempt. A line like one of the reference's first or last lines, or
    that names people of the reference, is part of the copy.
    """
    lines = _lines(attempt)
    expected = [fold(line) for line in texts[0].split("\n") if line.strip()]
    if not lines or not expected:
        return attempt
    shown = [fold(texts[1][attempt[start].start : attempt[end - 1].end]) for start, end in lines]
    said = _Said(frozenset(fold(token.text) for token in reference if token.kind == "word"), words)
    above = 0
    for number in range(min(_MOST_LINES, len(lines) - 1)):
        is_first = any(_is_near(shown[number], line) for line in expected[:_LINES_LOOKED_AT])
        opens = _is_near(shown[number + 1], expected[0])
        line = attempt[slice(*lines[number])]
        if (is_first and not opens) or not said.is_heading(line, begun=above > 0, beside=opens):
            break
        above = number + 1
    below = len(lines)
    while below > max(above + 1, len(lines) - _MOST_LINES_BELOW):
        number = below - 1
        is_last = any(_is_near(shown[number], line) for line in expected[-_LINES_LOOKED_AT:])
        closes = _is_near(shown[number - 1], expected[-1])
        line = attempt[slice(*lines[number])]
        if is_last or not said.is_heading(line, begun=False, beside=closes, below=True):
            break
        below = number
    return attempt[lines[above][0] : lines[below - 1][1]]


def _lines(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    starts = [n for n, token in enumerate(tokens) if token.line_start or n == 0]
    return list(pairwise([*starts, len(tokens)]))


@lru_cache(maxsize=4096)
def _is_near(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _NEAR


@dataclass(frozen=True, slots=True)
class _Said:
    """What lines are compared with: the folded words of the reference, and what is known of words."""

    named: frozenset[str]
    words: Words

    def is_heading(self, line: Sequence[Token], *, begun: bool, beside: bool, below: bool = False) -> bool:
        """Whether a line holds only labels, dates, numbers, and names that the reference does not have.

        A first name alone is enough once the heading has ``begun``, or ``beside`` the reference's own first line; names
        ``below`` a copy are the learner's only ``beside`` its last line, for what is signed there is the document's.
        """
        if len(line) > 1 and line[-1].kind == "title":
            line = line[:-1]  # the initial of « Léa M. », a name on the line below
        other = any(
            token.kind in {"title", "unit", "flag", "time"} or fold(token.text) in _ENDS for token in line
        )
        if other or len(line) > _MOST_WORDS:
            return False
        if _INITIALS.fullmatch("".join(token.text for token in line)):
            return True
        labels = any(fold(token.text) in _LABELS for token in line)
        dated = any(token.kind == "date" for token in line)
        names = [token for token in line if token.kind == "word" and not _is_plain(token)]
        if labels or dated or begun:
            names = [token for token in names if not self._is_class(token, labels=labels)]
        if labels and beside:  # the title of the dictation beside the learner's own name
            kept = [token for token in names if fold(token.text) not in self.named]
            names = kept or names
        strangers = [token for token in names if fold(token.text) not in self.named]
        if not all(self._is_name(token) for token in names) or (names and not strangers):
            return False
        people = any(self.words.is_name(token.text) for token in strangers)
        alone = people and len(strangers) == len(names) and (begun or beside or len(names) > 1)
        if below:
            return (labels and (beside or not names)) or (alone and beside and len(names) > 1)
        return labels or dated or alone or (begun and not names)

    def _is_class(self, token: Token, *, labels: bool) -> bool:
        """Whether a siglum may be that of a class or a school; beside a label any may, else none of medicine."""
        short = token.text.isupper() and len(token.text) <= _LONGEST_SIGLUM
        return short and (labels or fold(token.text) not in abbreviations_folded())

    def _is_name(self, token: Token) -> bool:
        """A capitalised word that is a name, or that French does not know; « Thi » is not the siglum THI."""
        if not token.text[:1].isupper() or self.words.drug(token.text):
            return False
        small = token.text.lower()
        term = self.words.is_term(token.text) and not (
            token.text[1:].islower() and fold(token.text) in abbreviations_folded()
        )
        return self.words.is_name(token.text) or not (self.words.knows(small) or term)


def _is_plain(token: Token) -> bool:
    """A label, a small word, a code of a class (« B », « TSMS1 ») or an initial."""
    flat = fold(token.text)
    if flat in _LABELS or flat in _LINKS or is_particle(token.key):
        return True
    return bool(_CODE.fullmatch(token.text)) and (len(token.text) < 3 or any(c.isdigit() for c in token.text))
