"""Which kind of document a text is."""

from collections.abc import Sequence

from transcribe.letters.kinds import FALLBACK, Template
from transcribe.letters.scan import Scan, cue

_TITLE_LINES = 3
_TITLE_WEIGHT = 12.0
_LABEL_WEIGHT = 0.6
_WORD_WEIGHT = 1.0


def recognise(scan: Scan, templates: Sequence[Template]) -> Template:
    """The kind whose title was dictated at the start; else the one whose words and labels are there most."""
    scores = {template.id: _score(scan, template) for template in templates}
    best = max(templates, key=lambda template: scores[template.id])
    usual = next((template for template in templates if template.id == FALLBACK), best)
    # One label of both, « Motif : », tells nothing of the kind.
    shared = scores[best.id] < _WORD_WEIGHT and scores[usual.id] > 0
    return usual if shared or scores[best.id] <= 0 else best


def _score(scan: Scan, template: Template) -> float:
    score = _title_score(scan, template)
    forms = " " + " ".join(token.key for token in scan.tokens) + " "
    for words in template.words:
        score += _WORD_WEIGHT * (f" {' '.join(cue(words))} " in forms)
    for rule in template.sections:
        if rule.title and any(
            f" {' '.join(cue(label))} " in forms for label in (rule.title, *rule.labels[:2])
        ):
            score += _LABEL_WEIGHT * (1.5 if rule.mandatory else 1.0)
    return score


def _title_score(scan: Scan, template: Template) -> float:
    """Longer titles say more: « consultation aux urgences » is stronger than « consultation »."""
    best = 0.0
    lines = scan.lines[:_TITLE_LINES]
    sentences = [s for line in lines for s in scan.sentences(line)][:_TITLE_LINES]
    for rank, sentence in enumerate(sentences):
        end = scan.match_loosely(template.titles, sentence.start)
        if end is not None:
            words = len(scan.words_in(sentence.start, end))
            best = max(best, _TITLE_WEIGHT + 3.0 * words - 4.0 * rank)
    return best
