"""Ce qui parle pour un mot proposé : chaque chiffre bouge avec ce qu’il mesure."""

from functools import cache

import pytest

from tests.terms.test_correction import heard
from transcribe.core.revision import Revision
from transcribe.terms import Lexicon, load_lexicon
from transcribe.terms.correction.proposals import _NO_RIVAL, FEATURES, _rival
from transcribe.terms.correction.stage import proposals_of
from transcribe.terms.lexicon import Suggestion

ONE, THREE, COMMAND = "pas d’emoptisie ce jour", "une fibriation attriale ancienne", "de poin à la ligne"


@cache
def _lexicon() -> Lexicon:
    return load_lexicon()


def proposed(sentence: str) -> dict[tuple[str, str], dict[str, float]]:
    """The evidence of each text for each span of a sentence that was heard badly."""
    return {
        (one.span.text, one.text): dict(zip(FEATURES, one.evidence, strict=True))
        for one in proposals_of(Revision(heard(sentence, 0.3)), _lexicon())
    }


@pytest.mark.parametrize(
    ("sentence", "span", "text", "name", "value"),
    [
        (ONE, "emoptisie", "hémoptysie", "sound", 1.0),
        (ONE, "emoptisie", "hémoptysie", "homophone", 1.0),
        (ONE, "emoptisie", "étisie", "homophone", 0.0),
        (ONE, "emoptisie", "hémoptysie", "spelling", 0.7),
        (ONE, "emoptisie", "hémoptysie", "rank", 0.0),
        (ONE, "emoptisie", "étisie", "rank", 1 / 6),
        (ONE, "emoptisie", "hémoptysie", "probability", 0.3),
        (ONE, "emoptisie", "hémoptysie", "mean_probability", 0.3),
        (ONE, "emoptisie", "hémoptysie", "known", 0.0),
        (ONE, "emoptisie ce", "hémoptysie", "known", 0.5),
        (ONE, "emoptisie", "hémoptysie", "heard_rarity", 1.0),
        (ONE, "emoptisie", "hémoptysie", "medical", 1.0),
        (ONE, "ce jour", "séjour", "medical", 0.0),
        (ONE, "emoptisie", "hémoptysie", "heard_medical", 0.0),
        (ONE, "emoptisie", "hémoptysie", "two", 0.0),
        (ONE, "emoptisie ce", "hémoptysie", "two", 1.0),
        (ONE, "emoptisie", "hémoptysie", "length", 0.8),
        (ONE, "emoptisie", "hémoptysie", "edge", 0.0),
        (ONE, "emoptisie ce", "hémoptysie", "edge", 0.3),
        (ONE, "emoptisie", "hémoptysie", "context", 10.0),
        (ONE, "emoptisie", "étisie", "context", 0.0),
        (ONE, "jour", "jouer", "context", -10.0),
        (ONE, "emoptisie", "hémoptysie", "said", 1.0),
        (ONE, "emoptisie", "étisie", "said", 0.0),
        (ONE, "emoptisie", "hémoptysie", "unsaid", 1.0),
        (ONE, "ce jour", "séjour", "unsaid", 0.0),
        (ONE, "emoptisie", "hémoptysie", "phrase", 0.0),
        (ONE, "emoptisie", "hémoptysie", "command", 0.0),
        (ONE, "emoptisie", "hémoptysie", "favoured", 0.0),
        (THREE, "fibriation attriale", "fibrillation atriale", "two", 1.0),
        (THREE, "fibriation attriale", "fibrillation atriale", "three", 0.0),
        (THREE, "fibriation attriale", "fibrillation atriale", "phrase", 1.0),
        (THREE, "fibriation attriale", "fibrillation atriale", "coarse", 1.0),
        (THREE, "une fibriation attriale", "fibrillation atriale", "three", 1.0),
        (THREE, "une fibriation attriale", "fibrillation atriale", "known", 1 / 3),
        (THREE, "une fibriation attriale", "fibrillation atriale", "edge", 0.3),
        (COMMAND, "poin à la ligne", "point à la ligne", "four", 1.0),
        (COMMAND, "poin à la ligne", "point à la ligne", "command", 1.0),
        (COMMAND, "poin à la ligne", "point à la ligne", "known", 0.75),
        (COMMAND, "poin à la ligne", "point à la ligne", "margin", 0.0),
        (COMMAND, "ligne", "ligné", "letters", 1.0),
        (COMMAND, "ligne", "signe", "letters", 0.0),
    ],
)
def test_chaque_indice_mesure_une_chose(sentence: str, span: str, text: str, name: str, value: float) -> None:
    assert proposed(sentence)[span, text][name] == pytest.approx(value, abs=0.005)


def test_le_meilleur_a_de_l_avance_et_les_autres_du_retard() -> None:
    margins = {text: found["margin"] for (span, text), found in proposed(ONE).items() if span == "emoptisie"}
    assert margins.pop("hémoptysie") > 0.2
    assert all(margin < -0.2 for margin in margins.values())


@pytest.mark.parametrize(
    ("sentence", "span", "most"),
    [(ONE, "emoptisie", 6), (ONE, "emoptisie ce", 5), (THREE, "une fibriation attriale", 4)],
)
def test_un_mot_a_six_propositions_deux_mots_cinq_trois_mots_quatre(
    sentence: str, span: str, most: int
) -> None:
    ranks = {found["rank"] * 6 for (text, _), found in proposed(sentence).items() if text == span}
    assert len(ranks) <= most
    assert max(ranks) < most


@pytest.mark.parametrize("span", ["emoptisie", "jour"])
def test_les_six_premieres_propositions_d_un_mot_sont_examinees(span: str) -> None:
    ranks = {round(found["rank"] * 6) for (text, _), found in proposed(ONE).items() if text == span}
    assert ranks == set(range(6))


@pytest.mark.parametrize(
    ("sentence", "never"),
    [
        (ONE, "hémoptysies"),  # le pluriel se décide à l’accord
        (THREE, "fibrillations"),
        ("une toue grasse", "grasse"),  # ne fait qu’ôter un mot
        ("traité par bisoprolole", "traité"),
        ("il est au sein de", "saint"),  # un homophone d’un mot juste
        ("une tou grasse", "grâce"),
    ],
)
def test_ce_qui_n_est_jamais_propose(sentence: str, never: str) -> None:
    assert never not in {text for _, text in proposed(sentence)}


@pytest.mark.parametrize(
    ("text", "others", "rival"),
    [
        ("hépatite", ["hépatites", "hépatique"], 0.4),  # « hépat » et la suite : une forme du même mot
        ("hépatite", ["hépatites"], None),
        ("toux", ["touxs", "toue"], 0.4),
        ("rotule", ["rotules", "rotulien"], 0.4),  # six lettres : le mot entier
        ("rotules", ["rotulien", "rate"], 0.4),  # sept : sans les trois dernières
        ("rotules", ["rotation", "rate"], 0.5),
    ],
)
def test_une_forme_du_meme_mot_n_est_pas_un_rival(text: str, others: list[str], rival: float | None) -> None:
    every = [Suggestion(other, 0.5 - 0.1 * place, "sound") for place, other in enumerate(others)]
    assert _rival(Suggestion(text, 0.9, "sound"), every) == pytest.approx(
        _NO_RIVAL if rival is None else rival
    )
