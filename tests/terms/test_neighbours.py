"""Les voisins : quels mots se suivent, comptés sans rien garder des textes."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe.terms.neighbours import (
    Neighbours,
    count_pairs,
    is_said,
    neighbours,
    read_pairs,
    words_of,
)

_TEXTS = st.lists(
    st.lists(st.sampled_from(["l'examen", "urines", "claires", "du", "genou", "œdème"]), max_size=12)
)


def counted(*texts: str) -> Neighbours:
    return read_pairs(count_pairs(texts))


def test_un_mot_ou_une_paire_dits_une_fois_ne_sont_pas_gardes() -> None:
    lines = list(count_pairs(["genou droit genou gauche", "genou droit"]))
    assert lines == ["droit\t2\t", "genou\t3\tdroit:2"]


@given(_TEXTS)
def test_ce_qui_est_ecrit_se_relit(texts: list[list[str]]) -> None:
    sentences = [" ".join(words) for words in texts]
    found = counted(*sentences)
    every = [words_of(sentence) for sentence in sentences]
    flat = [word for words in every for word in words]
    for word in flat:
        assert found.count(word) == (flat.count(word) if flat.count(word) > 1 else 0)
    pairs = [pair for words in every for pair in pairwise(words)]
    for first, second in pairs:
        assert found.are_met(first, second) == (pairs.count((first, second)) > 1)


@given(_TEXTS, st.sampled_from(["urines", "genou", "inconnu"]))
def test_les_probabilites_apres_un_mot_ne_depassent_pas_un(texts: list[list[str]], first: str) -> None:
    sentences = [" ".join(words) for words in texts]
    found = counted(*sentences)
    words = {word for sentence in sentences for word in words_of(sentence)} | {"inconnu"}
    assert sum(math.exp(found.after(first, word)) for word in words) <= 1 + 1e-9
    assert sum(math.exp(found.alone(word)) for word in words) <= 1 + 1e-9


def test_une_paire_souvent_dite_est_plus_liee_qu_une_paire_jamais_dite() -> None:
    found = counted("urines claires virgule genou droit", "urines claires virgule genou droit")
    assert found.tie("urines", "claires") > 1
    assert found.tie("urines", "droit") < 0
    assert found.run(("urines", "claires")) > found.run(("urines", "droit"))
    assert found.run(()) == 0.0


@pytest.mark.parametrize(
    ("usual", "odd"),
    [
        ("urines claires", "urines claire"),
        ("point à la ligne", "point à la digne"),
        ("hypertension artérielle", "hypertension artérielles"),
        ("en fosse iliaque droite", "en fausse iliaque droite"),
        ("sans particularité", "cent particularité"),
    ],
)
def test_les_comptes_livres_preferent_ce_qui_se_dicte(usual: str, odd: str) -> None:
    counts = neighbours()
    assert counts.run(words_of(usual)) > counts.run(words_of(odd)) + 1


def test_le_fichier_livre_est_trie_et_ne_garde_rien_de_rare() -> None:
    import bz2

    from transcribe.core.data import shipped

    text = bz2.decompress(shipped("lexicons", "voisins", "paires.tsv.bz2").read_bytes()).decode()
    words = [line.split("\t")[0] for line in text.splitlines()]
    assert words == sorted(set(words))
    assert all(int(line.split("\t")[1]) >= 2 for line in text.splitlines())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L’examen, est NORMAL.", ("l'", "examen", "est", "normal")),
        ("12 34 mg", ("#", "mg")),
        ("dix-huit ans", ("#", "ans")),
        ("un deux trois", ("un", "#")),  # « un » est aussi souvent un article
        ("une toux", ("une", "toux")),
        ("120/80", ("#",)),
        ("deux toux deux", ("#", "toux", "#")),
        ("T2 hypersignal", ("t2", "hypersignal")),
        ("", ()),
    ],
)
def test_les_mots_tels_qu_ils_se_comptent(text: str, words: tuple[str, ...]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize("word", ["toux", "jour", "an", "l'", "madame", "docteur", "#", "milligrammes"])
def test_ce_qui_se_dit_ainsi(word: str) -> None:
    assert is_said(word)


@pytest.mark.parametrize("word", ["mg", "m", "g", "%", "t2", "120/80", "mme", "dr", "mmol/l"])
def test_ce_qui_ne_fait_que_s_ecrire(word: str) -> None:
    assert not is_said(word)


def test_une_probabilite_se_compte() -> None:
    found = Neighbours({"genou": 3, "droit": 2}, {"genou": {"droit": 2}})
    total = 5 + 20_000
    assert found.alone("droit") == pytest.approx(math.log(2.5 / total))
    assert found.alone("inconnu") == pytest.approx(math.log(0.5 / total))
    assert found.after("genou", "droit") == pytest.approx(math.log((2 + 3 * 2.5 / total) / 6))
    assert found.after("inconnu", "droit") == pytest.approx(math.log(2.5 / total))
    assert found.tie("inconnu", "droit") == pytest.approx(0.0)
    assert found.run(("genou", "droit")) == pytest.approx(
        found.alone("genou") + found.after("genou", "droit")
    )


def test_chaque_probabilite_vaut_ce_que_disent_les_comptes() -> None:
    """Cinq mots vus, quarante mille jamais vus qui se partagent chacun un demi-compte."""
    found = Neighbours({"urines": 3, "claires": 2}, {"urines": {"claires": 2}})
    total = 5 + 20_000
    assert [found.count(word) for word in ("urines", "claires", "genou")] == [3, 2, 0]
    assert found.alone("urines") == pytest.approx(math.log(3.5 / total))
    assert found.alone("genou") == pytest.approx(math.log(0.5 / total))
    assert found.after("urines", "claires") == pytest.approx(math.log((2 + 3 * 2.5 / total) / 6))
    assert found.after("urines", "genou") == pytest.approx(math.log(3 * 0.5 / total / 6))
    assert found.after("genou", "urines") == pytest.approx(found.alone("urines"))
    assert found.tie("genou", "urines") == pytest.approx(0.0)
    assert found.tie("urines", "claires") == pytest.approx(
        found.after("urines", "claires") - found.alone("claires")
    )
    assert found.run(["urines"]) == found.alone("urines")
    assert found.run(["urines", "claires", "genou"]) == pytest.approx(
        found.alone("urines") + found.after("urines", "claires") + found.after("claires", "genou")
    )
    assert (found.are_met("urines", "claires"), found.are_met("claires", "urines")) == (True, False)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L’examen du genou", ("l'", "examen", "du", "genou")),
        ("trente-deux ans", ("#", "ans")),
        ("12 345 ans", ("#", "ans")),
        ("un jour", ("un", "jour")),
        ("une fois deux jours", ("une", "fois", "#", "jours")),
        ("", ()),
    ],
)
def test_les_mots_comptes(text: str, words: tuple[str, ...]) -> None:
    assert words_of(text) == words
