"""The labels of the templates and the heads of labels of the language are one list, held from both sides."""

import re

import pytest

from transcribe.french.fold import fold
from transcribe.french.labels import sectionless_labels, words
from transcribe.french.openings import exam_names
from transcribe.french.word_sorts import sorted_words
from transcribe.letters.kinds import common, list_templates

# « à l’examen », « en conclusion », « adressé au », « à l’attention de »: they open a sentence, not a label by itself.
SMALL = sorted_words("article", "of", "to", "preposition") | {"a", "au", "nos", "vos", "madame", "monsieur"}
PARTICIPLES = re.compile(r"(?:vu|fait|\w+é|établi)e? (?:le|par|au)\b|(?:signé|concerne|cc)$|double (?:à|au)$")


def dictated() -> dict[str, str]:
    """The folded head of every label of our templates and fields, and the label."""
    labels = [label for kind in list_templates() for rule in kind.sections for label in rule.labels]
    for cues in common().fields.values():
        labels += [*cues.labels, *cues.team]
    labels = [label for label in labels if not PARTICIPLES.match(label)]
    return {head: label for label in labels if (head := fold(label).split()[0]) not in SMALL}


def bare(head: str) -> str:
    """A head without the marks of number and gender: « motifs » is « motif », « opératrice » stays."""
    return head.rstrip("s").rstrip("e")


def test_the_language_knows_the_head_of_every_label_of_our_templates() -> None:
    known = words("label") | words("quiet") | words("organ")
    unknown = sorted(f"{head} ({label})" for head, label in dictated().items() if head not in known)
    assert not unknown, f"à ajouter à french/data/labels.toml (label, quiet) : {', '.join(unknown)}"


def test_every_head_of_the_language_names_a_section_a_field_or_an_examination() -> None:
    named = {bare(head) for head in dictated()} | {bare(fold(name).split()[0]) for name in exam_names()}
    lost = sorted(
        head
        for head in (words("label") | words("quiet")) - sectionless_labels() - words("organ")
        if bare(head) not in named
    )
    assert lost == [], "aucun modèle ne les nomme : ôtez-les de labels.toml, ou « section = false »"


def test_what_is_said_to_name_no_section_names_none() -> None:
    assert sectionless_labels() and sectionless_labels().isdisjoint(dictated())


@pytest.mark.parametrize("head", ["score", "trajet", "contrôle"])
def test_a_head_that_sentences_have_too_is_no_label_without_its_colon(head: str) -> None:
    assert fold(head) in words("quiet") - words("label")
