"""Corrections that listen: what sounds alike is proposed, the audio decides, the dangerous is left alone."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcribe.core.revision import Revision
from transcribe.core.scoring import Question
from transcribe.core.types import Edit, Segment, Transcript, Word
from transcribe.french.commands import whole_commands
from transcribe.terms import Lexicon, correct
from transcribe.terms.correction.proposals import _edge
from transcribe.terms.correction.spans import Span, suspicious_spans, take_apart
from transcribe.terms.correction.stage import choose, proposals_of, weigh
from transcribe.terms.correction.weights import fitted, hearing_evidence


def heard(text: str, probability: float = 0.5) -> Transcript:
    words = tuple(Word(token, i, i + 0.9, probability) for i, token in enumerate(text.split()))
    return Transcript(
        words, (Segment(0, len(words) - 1, 0.0, float(len(words))),), duration=float(len(words))
    )


class Ear:
    """An audio in which ``said`` was said: texts that hold one of these words are likelier."""

    def __init__(self, *said: str) -> None:
        self.said = said
        self.questions: list[Question] = []

    def __call__(self, questions: Sequence[Question]) -> list[tuple[float, ...]]:
        self.questions += questions
        return [tuple(self._score(text) for text in question.texts) for question in questions]

    def _score(self, text: str) -> float:
        return (
            -10.0
            if any(f" {word} " in f" {text.replace('’', ' ').rstrip(',')} " for word in self.said)
            else -20.0
        )


@pytest.mark.parametrize(
    ("spoken", "said", "written"),
    [
        ("une colet systéctomie hier", "cholécystectomie", "une cholécystectomie hier"),
        ("pas d’emoptisie ce jour", "hémoptysie", "pas d’hémoptysie ce jour"),
        ("traité par bisoprolole depuis", "bisoprolol", "traité par bisoprolol depuis"),
        ("une fibriation attriale, ancienne", "fibrillation atriale", "une fibrillation atriale, ancienne"),
    ],
)
def test_what_sounds_alike_and_is_confirmed_is_corrected(
    lexicon: Lexicon, spoken: str, said: str, written: str
) -> None:
    revision = correct(Revision(heard(spoken, 0.3)), lexicon, score=Ear(said))
    weighed = weigh(
        proposals_of(Revision(heard(spoken, 0.3)), lexicon), heard(spoken).words, fitted(), Ear(said)
    )
    best = choose(weighed, 0.0)[0].proposal
    assert said in best.written
    if revision.edits:
        assert revision.text == written
        assert "l’enregistrement le confirme" in revision.edits[0].reason
    else:
        assert said in {text for doubt in revision.doubts for text in doubt.alternatives}


def test_the_audio_turns_the_decision(lexicon: Lexicon) -> None:
    words = heard("une hipetension nette", 0.3)
    proposals = proposals_of(Revision(words), lexicon)
    first = choose(weigh(proposals, words.words, fitted(), Ear("hypotension")), 0.0)[0].proposal.text
    second = choose(weigh(proposals, words.words, fitted(), Ear("hypertension")), 0.0)[0].proposal.text
    assert (first, second) == ("hypotension", "hypertension")


@pytest.mark.parametrize(
    "text",
    [
        "Madame Simxac est venue",
        "le docteur Kaksmarek a vu",
        "5mg 12,5 14/8",
        "il n’a pas mal à droite",
        "la main gauche sans plaie",
    ],
)
def test_identities_figures_sides_and_negations_are_never_replaced(lexicon: Lexicon, text: str) -> None:
    for proposal in proposals_of(Revision(heard(text, 0.2)), lexicon):
        covered = {word.text for word in heard(text).words[proposal.span.first : proposal.span.last + 1]}
        assert covered.isdisjoint(
            {"Simxac", "Kaksmarek", "5mg", "12,5", "14/8", "pas", "sans", "droite", "gauche"}
        )


@pytest.mark.parametrize(
    ("spoken", "proposed"),
    [
        ("conclusion Ernie discale gauche", True),
        ("conclusion hernie discale gauche", False),
        ("conclusion hernies discale gauche", False),  # l’accord est l’affaire de la grammaire
        ("madame Ernie discale gauche", False),
    ],
)
def test_a_name_that_sounds_like_a_part_of_a_term_may_be_that_term(
    lexicon: Lexicon, spoken: str, proposed: bool
) -> None:
    found = {one.text for one in proposals_of(Revision(heard(spoken, 0.3)), lexicon)}
    assert ("hernie discale" in found) is proposed


@pytest.mark.parametrize(
    ("spoken", "replaced"),
    [
        ("stade trois B virgule", set()),
        ("stade trois b vergule", {"vergule"}),
        ("segment D poin", set()),
        ("diabète ancien et virgule", set()),
        ("diabète ancien et vergule", {"vergule", "et vergule"}),
        ("diabète ancien à la lignie", {"à la lignie"}),
    ],
)
def test_a_spoken_command_takes_no_letter_and_no_command_that_was_heard(
    lexicon: Lexicon, spoken: str, replaced: set[str]
) -> None:
    found = proposals_of(Revision(heard(spoken, 0.3)), lexicon)
    assert {one.span.text for one in found if one.text in whole_commands()} == replaced


def test_elision_capital_and_comma_stay(lexicon: Lexicon) -> None:
    heard_words = take_apart(heard("L’hipertention, ancienne").words, lexicon)
    spans = list(suspicious_spans(heard("L’hipertention, ancienne"), heard_words))
    assert (spans[0].prefix, spans[0].text, spans[0].tail) == ("L’", "hipertention", ",")


def test_good_french_raises_no_question(lexicon: Lexicon) -> None:
    text = "Je vous remercie de m’avoir adressé cette patiente pour une douleur du genou"
    ear = Ear()
    revision = correct(Revision(heard(text, 0.97)), lexicon, score=ear)
    assert (revision.edits, revision.doubts, ear.questions) == ((), (), [])


def test_edits_must_come_after(lexicon: Lexicon) -> None:
    with pytest.raises(ValueError, match="heard words"):
        correct(Revision(heard("un mot"), (Edit(0, 0, "x", "term", "essai"),)), lexicon)


def test_a_clear_loss_weighs_against() -> None:
    assert (
        hearing_evidence(-10.0, [-30.0, -12.0], 0, 20)[1] > hearing_evidence(-10.0, [-30.0, -12.0], 1, 20)[1]
    )


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "une emoptisie droite pas fibriation attriale, 5mg Madame Dupon de point œdeme l’hipertention".split()
        ),
        max_size=8,
    )
)
def test_whatever_was_heard_words_are_covered_once(lexicon: Lexicon, tokens: list[str]) -> None:
    words = heard(" ".join(tokens), 0.3)
    revision = correct(Revision(words), lexicon, score=Ear("hémoptysie", "fibrillation"))
    covered = [i for piece in revision.pieces for i in range(piece.first, piece.last + 1)]
    assert covered == list(range(len(words.words)))
    for edit in revision.edits:
        assert edit.kind == "term"
        assert 0.0 <= edit.confidence <= 1.0
        assert edit.reason


@pytest.mark.parametrize(
    "sentence", ["Le patient va-t-il mieux ?", "Peut-on l'opérer ?", "C'est-à-dire lundi.", "Y a-t-il pire ?"]
)
def test_a_verb_with_its_pronoun_is_no_unknown_word(lexicon: Lexicon, sentence: str) -> None:
    heard = take_apart(Transcript.from_text(sentence).words, lexicon)
    assert [word.bare for word in heard if not word.known] == []


@pytest.mark.parametrize(
    ("text", "swallowed"),
    [
        ("la colet", 0.5),  # « la » is heard everywhere, and may belong to the word
        ("colet la", 0.5),
        ("colet systéctomie", 0.0),
        ("la", 0.0),
    ],
)
def test_a_common_little_word_at_an_end_of_a_span_may_be_swallowed(
    lexicon: Lexicon, text: str, swallowed: float
) -> None:
    words = tuple(take_apart(heard(text).words, lexicon))
    assert _edge(Span(0, len(words) - 1, "", text, "", words)) == swallowed
