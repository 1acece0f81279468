"""Ce qui est corrigé, ce qui est seulement mis en doute, ce qui est laissé : chaque seuil de ses deux côtés."""

import math
from collections.abc import Sequence

import pytest

from transcribe.core.revision import Revision
from transcribe.core.scoring import Question
from transcribe.core.types import Transcript, Word
from transcribe.terms.correction.proposals import FEATURES, Proposal
from transcribe.terms.correction.spans import Heard, Span
from transcribe.terms.correction.stage import choose, decide, weigh
from transcribe.terms.correction.weights import HEARING_FEATURES, Model, Weights, hearing_evidence


def plain_model(size: int) -> Model:
    """A model that believes the first piece of evidence alone, which is then the log-odds."""
    return Model((0.0,) * size, (1.0,) * size, (0.0, 1.0, *(0.0,) * (size - 1)))


WEIGHTS = Weights(
    prior=plain_model(len(FEATURES)),
    heard=plain_model(len(FEATURES) + len(HEARING_FEATURES)),
    ask=0.2,
    apply=0.8,
    doubt=0.4,
    apply_typed=0.7,
    doubt_typed=0.3,
)
SAID = "On note une emoptisie franche ce jour."


def transcript(text: str = SAID) -> Transcript:
    return Transcript(tuple(Word(word, i, i + 0.9, 0.5) for i, word in enumerate(text.split())))


def proposal(
    text: str, probability: float, first: int = 3, last: int = 3, *, known: bool = False
) -> Proposal:
    """A text for some words of ``SAID``, of a given probability."""
    words = SAID.removesuffix(".").split()[first : last + 1]
    heard = tuple(Heard("", word, "", 0.5, known, 3.0, False) for word in words)
    span = Span(first, last, "", " ".join(words), "", heard)
    odds = math.log(probability / (1 - probability))
    return Proposal(span, text, (odds, *(0.0,) * (len(FEATURES) - 1)))


class Audio:
    """An audio that hears what was said (``likelier`` = 0) or the proposals."""

    def __init__(self, likelier: float = 0.0) -> None:
        self.likelier = likelier
        self.questions: list[Question] = []

    def __call__(self, questions: Sequence[Question]) -> list[tuple[float, ...]]:
        self.questions += questions
        return [(-20.0, *(-20.0 + self.likelier,) * (len(q.texts) - 1)) for q in questions]


def decided(*proposals: Proposal, audio: Audio | None = None) -> Revision:
    return decide(Revision(transcript()), proposals, WEIGHTS, audio)


@pytest.mark.parametrize(
    ("probability", "heard", "fate"),
    [
        (0.71, False, "corrigé"),
        (0.69, False, "mis en doute"),
        (0.31, False, "mis en doute"),
        (0.29, False, "laissé"),
        (0.81, True, "corrigé"),
        (0.79, True, "mis en doute"),
        (0.41, True, "mis en doute"),
        (0.39, True, "laissé"),
    ],
)
def test_ce_qui_est_sur_se_corrige_ce_qui_est_proche_se_doute(
    probability: float, heard: bool, fate: str
) -> None:
    revision = decided(proposal("hémoptysie", probability), audio=Audio() if heard else None)
    found = "corrigé" if revision.edits else "mis en doute" if revision.doubts else "laissé"
    assert found == fate
    assert ("hémoptysie" in revision.text) == (fate == "corrigé")


def test_l_enregistrement_n_est_interroge_que_sur_ce_qui_a_une_chance() -> None:
    audio = Audio()
    decided(proposal("hémoptysie", 0.19), proposal("francs", 0.21, 4, 4), audio=audio)
    assert [(question.first, question.texts) for question in audio.questions] == [(4, ("franche", "francs"))]


@pytest.mark.parametrize(("seconds", "asked"), [(0.0, 20), (13.0, 20), (14.0, 21), (100.0, 25)])
def test_une_question_et_demie_par_seconde_d_audio_et_vingt_au_moins(seconds: float, asked: int) -> None:
    proposals = [proposal(f"terme {number}", 0.3 + number / 100) for number in range(25)]
    weighed = weigh(proposals, transcript().words, WEIGHTS, Audio(), duration=seconds)
    assert [one.proposal.text for one in weighed] == [f"terme {n}" for n in range(25 - asked, 25)]


@pytest.mark.parametrize(
    ("rival", "sure"), [("hypotension", False), ("hypertrophie", True), ("Hypotension", False)]
)
def test_entre_deux_mots_qui_se_confondent_on_ne_choisit_pas(rival: str, sure: bool) -> None:
    revision = decided(proposal("hypertension", 0.9), proposal(rival, 0.28))
    assert bool(revision.edits) is sure
    if not sure:
        (doubt,) = revision.doubts
        assert doubt.alternatives == ("hypertension", rival)


def test_un_rival_peu_probable_n_empeche_rien() -> None:
    assert decided(proposal("hypertension", 0.9), proposal("hypotension", 0.26)).edits
    elsewhere = proposal("hypotension", 0.5, 4, 4)
    assert decided(proposal("hypertension", 0.9), elsewhere).edits


def test_le_plus_probable_puis_le_plus_long_puis_le_premier() -> None:
    def chosen(*proposals: Proposal, least: float = 0.5) -> list[str]:
        return [
            one.proposal.text for one in choose(weigh(proposals, transcript().words, WEIGHTS, None), least)
        ]

    short, long = proposal("court", 0.8), proposal("deux mots", 0.8, 3, 4)
    assert chosen(short, long) == ["deux mots"]
    assert chosen(proposal("court", 0.9), long) == ["court"]
    assert chosen(proposal("second", 0.8, 4, 4), short) == ["court", "second"]
    assert chosen(proposal("sûr", 0.5), least=0.5) == ["sûr"]
    assert chosen(proposal("moins sûr", 0.49), least=0.5) == []


def test_une_correction_montre_quatre_autres_mots_un_doute_cinq() -> None:
    others = [proposal(f"mot {number}", 0.2 + number / 100) for number in range(7)]
    (edit,) = decided(proposal("hémoptysie", 0.9), *others).edits
    assert edit.alternatives == ("mot 6", "mot 5", "mot 4", "mot 3")
    assert edit.confidence == 0.9
    (doubt,) = decided(proposal("hémoptysie", 0.6), *others).doubts
    assert doubt.alternatives == ("hémoptysie", "mot 6", "mot 5", "mot 4", "mot 3")


@pytest.mark.parametrize(
    ("known", "kind", "reason"),
    [
        (True, "unsure", "« emoptisie » a peut-être été mal entendu"),
        (False, "unknown", "« emoptisie » n’est dans aucun lexique"),
    ],
)
def test_un_doute_dit_si_le_mot_existe(known: bool, kind: str, reason: str) -> None:
    (doubt,) = decided(proposal("hémoptysie", 0.5, known=known)).doubts
    assert (doubt.kind, doubt.reason, doubt.strong) == (kind, reason, False)


@pytest.mark.parametrize(
    ("known", "audio", "wrong", "end"),
    [
        (False, None, "n’existe pas", ""),
        (True, None, "a été mal entendu", ""),
        (False, Audio(2.0), "n’existe pas", " et l’enregistrement le confirme"),
        (False, Audio(0.0), "n’existe pas", " et l’enregistrement ne le dément pas"),
        (False, Audio(-2.0), "n’existe pas", " et l’enregistrement ne le dément pas"),
    ],
)
def test_une_correction_dit_ce_qui_parle_pour_elle(
    known: bool, audio: Audio | None, wrong: str, end: str
) -> None:
    (edit,) = decided(proposal("hémoptysie", 0.9, known=known), audio=audio).edits
    assert edit.reason == f"« emoptisie » {wrong} ; « hémoptysie » sonne presque pareil{end}"


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("Emoptisie franche", "Hémoptysie franche"),
        ("Toux. Emoptisie", "Toux. Hémoptysie"),
        ("Toux ? Emoptisie", "Toux ? Hémoptysie"),
        ("toux Emoptisie", "toux hémoptysie"),
        ("emoptisie franche", "hémoptysie franche"),
        ("Toux, Emoptisie", "Toux, hémoptysie"),
        ("Toux… Emoptisie", "Toux… Hémoptysie"),
    ],
)
def test_la_majuscule_est_celle_d_un_debut_de_phrase(heard: str, written: str) -> None:
    words = heard.split()
    place = next(i for i, word in enumerate(words) if word.lower() == "emoptisie")
    one = proposal("hémoptysie", 0.9)
    span = Span(place, place, "", "emoptisie", "", one.span.words)
    revision = decide(Revision(transcript(heard)), [Proposal(span, one.text, one.evidence)], WEIGHTS, None)
    assert revision.text == written


@pytest.mark.parametrize(
    ("heard", "scores", "evidence"),
    [
        (-10.0, (-4.0,), (6.0, 0.0, 6.0, -0.5)),  # alone, it leads by half of what is ever counted
        (-10.0, (-13.0,), (0.0, 3.0, 6.0, -0.5)),
        (-10.0, (-4.0, -9.0), (6.0, 0.0, 5.0, -0.5)),
        (-10.0, (-4.0, -3.0), (6.0, 0.0, -1.0, -0.5)),
        (-10.0, (-4.0, -9.0, -5.0), (6.0, 0.0, 1.0, -0.5)),
        (-40.0, (-4.0, -60.0), (12.0, 0.0, 12.0, -2.0)),
        (-10.0, (-40.0, -4.0), (0.0, 12.0, -12.0, -0.5)),
        (-90.0, (-90.0,), (0.0, 0.0, 6.0, -3.0)),
    ],
)
def test_ce_que_dit_l_enregistrement(
    heard: float, scores: tuple[float, ...], evidence: tuple[float, ...]
) -> None:
    assert hearing_evidence(heard, scores, 0, 20) == evidence


def test_un_texte_vide_n_a_pas_de_longueur() -> None:
    assert hearing_evidence(-2.0, (-1.0,), 0, 0) == (1.0, 0.0, 6.0, -2.0)


@pytest.mark.parametrize(
    ("odds", "probability"), [(0.0, 0.5), (2.0, 0.881), (-2.0, 0.119), (800.0, 1.0), (-800.0, 0.0)]
)
def test_une_probabilite_vient_de_sa_cote(odds: float, probability: float) -> None:
    model = Model((1.0, 5.0), (2.0, 1.0), (0.0, 1.0, 0.0))
    assert round(model.probability((1.0 + 2.0 * odds, 7.0)), 3) == probability


@pytest.mark.parametrize(
    ("said", "put", "written"),
    [
        ("Pas de dhème net", "œdème", "Pas d’œdème net"),
        ("Voici La dhème nette", "œdème", "Voici L’œdème nette"),
        ("Pas de dhème net", "thème", "Pas de thème net"),
        ("Pas de dhème net", "hernie", "Pas de hernie net"),  # un h aspiré ne s’entend pas
        ("Pas de, dhème net", "œdème", "Pas de, œdème net"),
        ("Vers une dhème net", "œdème", "Vers une œdème net"),
    ],
)
def test_le_mot_d_avant_s_elide_devant_une_voyelle(said: str, put: str, written: str) -> None:
    words = said.split()
    span = Span(2, 2, "", words[2], "", (Heard("", words[2], "", 0.5, False, 0.0, False),), words[1])
    sure = Proposal(span, put, (5.0, *(0.0,) * (len(FEATURES) - 1)))
    revision = decide(Revision(transcript(said)), [sure], WEIGHTS, None)
    assert revision.text == written


def test_un_mot_deja_corrige_ne_s_elide_pas() -> None:
    words = tuple(Heard("", word, "", 0.5, False, 0.0, False) for word in ("de", "dhème"))
    both = [
        Proposal(
            Span(place, place, "", word.bare, "", (word,), before), text, (5.0, *(0.0,) * (len(FEATURES) - 1))
        )
        for place, word, before, text in ((1, words[0], "Pas", "le"), (2, words[1], "de", "œdème"))
    ]
    assert decide(Revision(transcript("Pas de dhème net")), both, WEIGHTS, None).text == "Pas le œdème net"
