"""Doubts on dictations: few and right."""

from dataclasses import replace
from typing import Literal
from unicodedata import normalize

import msgspec
import pytest

from transcribe.core.revision import Revision
from transcribe.core.types import Doubt, Edit, Transcript, Word
from transcribe.terms import Lexicon, check, tokenize
from transcribe.terms.checking import tokens_of
from transcribe.terms.passages import passages
from transcribe.terms.risk import EVIDENCE, Risks, fitted_risks, risks


def heard(text: str, **probabilities: float) -> Revision:
    words = [
        Word(word, index, index + 1, probabilities.get(word.strip(".,"), 0.995))
        for index, word in enumerate(text.split())
    ]
    return Revision(Transcript(tuple(words)))


@pytest.mark.parametrize(
    "sentence",
    [
        "Pas d'argument pour une embolie pulmonaire à l'angioscanner thoracique.",
        "Madame Irena Szymczak, née le 4 mai 1954, est adressée par le docteur Yaël Bensoussan.",
        "Patiente G2P1, carcinome pT1c pN1mi, stade IIIB, diurèse 2 L/24 h.",
        "Traitement par ramipril 5 mg, metformine 1 000 mg, Xarelto 20 mg le soir.",
        "Œdème des membres inférieurs, hépato-splénomégalie, hyperleucocytose à 13 000.",
        "Est-ce une rechute ? A-t-il maigri, y a-t-il une fièvre, peut-on l’opérer ?",
        "C’est-à-dire une dyspnée ; qu’est-ce que la patiente prend-elle ? Laissez-lui-en.",
        "La γGT est à 50 UI/L, l’α1-antitrypsine est basse, pas de β-bloquant.",
        "Vancomycine 15 µg/mL et 15 μg/mL, créatinine 80 μmol/L.",
        "Un A.V.C. sylvien, héparine i.v. puis relais p.o., cf. courrier.",
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_right_sentence_has_no_doubt(lexicon: Lexicon, sentence: str, form: Literal["NFC", "NFD"]) -> None:
    revision = check(Revision(Transcript.from_text(normalize(form, sentence))), lexicon)
    assert [doubt.reason for doubt in revision.doubts] == []
    assert revision.edits == ()


@pytest.mark.parametrize(
    ("sentence", "low", "kind", "words"),
    [
        ("On retrouve une hémoptizie franche.", {}, "unknown", "hémoptizie"),
        ("Il s'agit d'une cholé systectomie simple.", {}, "unknown", "cholé systectomie"),
        ("Une hémi plégie est notée.", {}, "unknown", "hémi plégie"),
        ("Vomit-il, crachotte-t-il encore ?", {}, "unknown", "crachotte-t-il"),
        ("Un β-bloquand est prescrit.", {}, "unknown", "β-bloquand"),
        ("Fracture du fémur droit ce jour.", {"droit": 0.2}, "laterality", "fémur droit"),
        ("Il n'y a pas de fièvre.", {"pas": 0.2}, "negation", "pas de fièvre"),
        ("Bisoprolol 5 milligrammes le matin.", {"5": 0.1}, "dose", "5 milligrammes"),
        ("Je revois madame Dupraz demain.", {"Dupraz": 0.2}, "identity", "Dupraz"),
        ("La douleur du foie persiste.", {"foie": 0.04}, "confusable", "foie"),
    ],
)
def test_a_doubt_sits_on_the_wrong_word(
    lexicon: Lexicon, sentence: str, low: dict[str, float], kind: str, words: str
) -> None:
    # Limits of its own, so that a new fit of the shipped ones does not decide what this shows.
    kinds = ("date", "dose", "identity", "laterality", "negation")
    limits = msgspec.structs.replace(fitted_risks(), word=0.25, passages=dict.fromkeys(kinds, 0.03))
    revision = check(heard(sentence, **low), lexicon, limits=limits)
    assert [(doubt.kind, revision.text[slice(*revision.span_of(doubt.first, doubt.last))].strip(".,"))
            for doubt in revision.doubts] == [(kind, words)]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Il n'y a pas de fièvre.", "pas"),
        ("Fracture du fémur droit ce jour.", "droit"),
        ("Bisoprolol 5 milligrammes le matin.", "5"),
    ],
)
def test_what_decides_is_never_sure_when_barely_heard(lexicon: Lexicon, sentence: str, word: str) -> None:
    sure = replace(fitted_risks().model, weights=(-9.0, *[0.0] * len(EVIDENCE)))
    limits = Risks(sure, word=0.9, passages=dict.fromkeys(("dose", "laterality", "negation"), 0.05))
    assert check(heard(sentence, **{word: 0.29}), lexicon, limits=limits).doubts
    assert not check(heard(sentence, **{word: 0.31}), lexicon, limits=limits).doubts


@pytest.mark.parametrize(
    ("sentence", "low", "limit", "strong"),
    [
        ("Fracture du fémur droit ce jour.", {"droit": 0.2}, 0.01, True),
        ("Fracture du fémur droit ce jour.", {"droit": 0.2}, 0.999, False),
        ("La douleur du foie persiste.", {"foie": 0.04}, 0.01, True),
        ("La douleur du foie persiste.", {"foie": 0.04}, 0.999, False),
    ],
)
def test_un_doute_est_fort_ou_discret_selon_son_risque(
    lexicon: Lexicon, sentence: str, low: dict[str, float], limit: float, strong: bool
) -> None:
    kinds = ("laterality", "confusable")
    limits = msgspec.structs.replace(
        fitted_risks(), word=0.25, passages={"laterality": 0.03}, strong=dict.fromkeys(kinds, limit)
    )
    revision = check(heard(sentence, **low), lexicon, limits=limits)
    assert [doubt.strong for doubt in revision.doubts] == [strong]


def test_une_date_impossible_est_toujours_un_doute_fort(lexicon: Lexicon) -> None:
    kinds = ("date", "dose", "identity", "laterality", "negation", "unknown", "unsure", "confusable")
    limits = msgspec.structs.replace(fitted_risks(), strong=dict.fromkeys(kinds, 1.0))
    revision = check(heard("Revu le 38 mars 2024 en consultation."), lexicon, limits=limits)
    assert [doubt.strong for doubt in revision.to_verify] == [True]


def test_un_doute_sur_des_mots_retires_du_texte_reste_a_verifier(lexicon: Lexicon) -> None:
    spoken = heard("Pas de fièvre, fin de dictée.", **{"dictée": 0.2})
    doubt = Doubt(5, 5, "unsure", "mal entendu", strong=False)
    removed = Edit(3, 5, "", "removal", "consigne")
    revision = check(replace(spoken, edits=(removed,), doubts=(doubt,)), lexicon)
    assert [(one.first, one.strong) for one in revision.doubts] == [(5, True)]


def test_un_texte_tape_n_a_que_des_doutes_forts(lexicon: Lexicon) -> None:
    revision = check(Revision(Transcript.from_text("On retrouve une hémoptizie franche.")), lexicon)
    assert [doubt.strong for doubt in revision.doubts] == [True]


def test_lost_accents_are_put_back_with_a_reason(lexicon: Lexicon) -> None:
    revision = check(heard("Pas d'oedeme, coelioscopie normale."), lexicon)
    assert revision.text == "Pas d'œdème, cœlioscopie normale."
    assert [edit.kind for edit in revision.edits] == ["term", "term"]
    assert "œdème" in revision.edits[0].reason


def test_checking_after_writing_keeps_earlier_edits(lexicon: Lexicon) -> None:
    written = heard("ramipril cinq milligrammes pour une dispnée").revise(
        [Edit(1, 2, "5 mg", "number", "nombre et unité")]
    )
    revision = check(written, lexicon, specialty="cardiologie")
    assert revision.text == "ramipril 5 mg pour une dispnée"
    (doubt,) = revision.doubts
    assert (doubt.first, doubt.last) == (5, 5)
    assert doubt.alternatives[0] == "dyspnée"


def test_a_doubted_word_gets_no_second_doubt(lexicon: Lexicon) -> None:
    once = check(heard("une dispnée"), lexicon)
    assert check(once, lexicon).doubts == once.doubts


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Madame Irena Szymczak, née en mai", [("identity", "Irena Szymczak"), ("dose", "née en mai")]),
        ("vu le 4 mai 1954 au matin", [("dose", "vu le 4 mai 1954")]),
        ("bisoprolol 1,25 mg par jour, arrêté", [("dose", "bisoprolol 1,25 mg par jour")]),
        ("une oreillette gauche dilatée", [("laterality", "oreillette gauche")]),
        ("sans trouble de la repolarisation", [("negation", "sans trouble de la repolarisation")]),
        ("pas de souffle, pas d'œdème", [("negation", "pas de souffle"), ("negation", "pas d'œdème")]),
        ("une douleur ancienne", []),
    ],
)
def test_a_passage_takes_what_belongs_together(sentence: str, found: list[tuple[str, str]]) -> None:
    tokens = tokenize(sentence)
    assert [
        (one.kind, sentence[tokens[one.first].start : tokens[one.last].end])
        for one in passages(sentence, tokens)
    ] == found


def test_a_typed_text_is_not_judged_by_how_it_was_heard(lexicon: Lexicon) -> None:
    revision = check(Revision(Transcript.from_text("Bisoprolol 5 mg, pas de souffle à gauche.")), lexicon)
    assert revision.doubts == ()


def test_the_worse_a_word_was_heard_the_riskier_it_is(lexicon: Lexicon) -> None:
    found = []
    for probability in (0.99, 0.7, 0.3, 0.05):
        revision = heard("une douleur du genou droit", genou=probability)
        tokens, pieces = tokens_of(revision)
        found.append(risks(revision.transcript, tokens, pieces, lexicon, fitted_risks().model)[3])
    assert found == sorted(found)
    assert found[-1] > 2 * found[0]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Vu le 38 mars 2024.", "38 mars 2024."),
        ("Contrôle le 31/02/2026.", "31/02/2026."),
        ("TA 12/80 mmHg.", "12/80"),
        ("Température à 60 °C.", "60 °C."),
        ("Doliprane 100 g le matin.", "100 g"),
    ],
)
def test_what_cannot_be_is_doubted_in_a_typed_text(sentence: str, words: str, lexicon: Lexicon) -> None:
    revision = Revision(Transcript.from_text(sentence))
    (doubt,) = [one for one in check(revision, lexicon).doubts if one.kind == "dose"]
    said = revision.transcript.words[doubt.first : doubt.last + 1]
    assert " ".join(word.text for word in said) == words


@pytest.mark.parametrize(
    "sentence", ["Vu le 29 février 2024.", "TA 12/8.", "Température à 38,5 °C.", "Doliprane 1 g le matin."]
)
def test_what_may_be_is_not_doubted_as_impossible(sentence: str, lexicon: Lexicon) -> None:
    doubts = check(Revision(Transcript.from_text(sentence)), lexicon).doubts
    assert not [one for one in doubts if one.kind == "dose"]


def test_a_value_doubted_by_the_writing_is_doubted_once(lexicon: Lexicon) -> None:
    doubted = check(Revision(Transcript.from_text("TA 12/80 mmHg.")), lexicon)
    assert check(doubted, lexicon).doubts == doubted.doubts
