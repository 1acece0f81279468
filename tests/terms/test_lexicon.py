"""What the shipped lexicons know and suggest."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcribe.core.data import shipped
from transcribe.french.reformed import reformed_words
from transcribe.terms import Lexicon
from transcribe.terms.table import read_rows


@pytest.mark.parametrize(
    "word",
    [
        "dyspnée",
        "Dyspnée",
        "DYSPNÉE",
        "œdème",
        "cœlioscopie",
        "cholécystectomies",
        "sigmoïdienne",
        "apixaban",
        "Eliquis",
        "HTA",
        "hépato-biliaire",
        "péri-opératoire",
        "périopératoire",
        "thoraco-abdomino-pelvien",
        "micronodule",
        "reconsulter",
        "connaitre",
        "kilogrammes",
        "aujourd'hui",
        "aujourd’hui",
        "Peutz-Jeghers",
    ],
)
def test_known(lexicon: Lexicon, word: str) -> None:
    assert lexicon.knows(word)


@pytest.mark.parametrize(
    "word",
    [
        "oedème",
        "oedeme",
        "ischemie",
        "dispnée",
        "hypertention",
        "kardegic",
        "coelioscopie",
        "hépato-chaise",
        "périchaise",
        "annormal",
        "traitment",
        "systéctomie",
        "goetais",
    ],
)
def test_unknown(lexicon: Lexicon, word: str) -> None:
    assert not lexicon.knows(word)


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("colle et cystectomie", "cholécystectomie"),
        ("colet systéctomie", "cholécystectomie"),
        ("emoptisie", "hémoptysie"),
        ("seliocopie", "cœlioscopie"),
        ("apixabons", "apixaban"),
        ("dispnée", "dyspnée"),
        ("oedeme", "œdème"),
        ("stéathose", "stéatose"),
        ("insufisance", "insuffisance"),
        ("iskémie", "ischémie"),
        ("flébite", "phlébite"),
    ],
)
def test_best_suggestion(lexicon: Lexicon, heard: str, meant: str) -> None:
    assert lexicon.suggest(heard)[0].text == meant


@pytest.mark.parametrize(
    ("heard", "meant"),
    [("cuté", "QT"), ("iherrem", "IRM"), ("téessache", "TSH"), ("péessa", "PSA"), ("céèrpé", "CRP")],
)
def test_un_sigle_ecrit_comme_ses_lettres_se_disent_est_propose_d_abord(
    lexicon: Lexicon, heard: str, meant: str
) -> None:
    assert lexicon.suggest(heard)[0].text == meant


@pytest.mark.parametrize("word", ["côté", "chuté", "bébé", "lithiase", "stéatose"])
def test_un_mot_connu_reste_devant_les_sigles(lexicon: Lexicon, word: str) -> None:
    assert lexicon.suggest(word)[0].text == word


@pytest.mark.parametrize(("heard", "spelt"), [("tessage", "TSH"), ("passe", "PSA")])
def test_un_sigle_qui_ne_sonne_pas_tout_a_fait_pareil_ne_passe_pas_devant(
    lexicon: Lexicon, heard: str, spelt: str
) -> None:
    found = lexicon.suggest(heard)
    assert found[0].text != spelt


def test_a_brand_is_tied_to_its_dci(lexicon: Lexicon) -> None:
    entry = lexicon.entry("Eliquis")
    assert entry is not None
    assert (entry.kind, entry.dci, entry.lexicon) == ("marque", "apixaban", "medicaments")


def test_names_are_recognised_not_suggested(lexicon: Lexicon) -> None:
    assert lexicon.is_name("Hélène")
    assert lexicon.knows("Rouen")
    assert "Rouen" not in [one.text for one in lexicon.suggest("Rouenn")]


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("Lefèvre", True), ("LEFÈVRE", True), ("lefèvre", False), ("Zorbeau", False), ("ZORBEAU", False),
        ("Hypertension", True), ("HYPERTENSION", True), ("Lefèvre-Rouen", True), ("lefèvre-rouen", False),
        ("Hélène-Zorb", False), ("β-hypertension", True), ("γhypertension", True), ("β-zorb", False),
    ],
)  # fmt: skip
def test_a_name_a_capital_and_a_greek_letter(lexicon: Lexicon, word: str, known: bool) -> None:
    assert lexicon.knows(word) is known


@given(st.text(max_size=30))
@settings(max_examples=150, deadline=None)
def test_any_text_can_be_asked(lexicon: Lexicon, text: str) -> None:
    found = lexicon.suggest(text)
    assert len(found) <= 5
    assert all(0 <= one.score <= 1 for one in found)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert lexicon.knows(text) in (True, False)


@pytest.mark.parametrize(
    "word",
    ["connait", "apparait", "brulure", "ile", "aout", "règlementaire", "sècheresse", "ambigüe", "contrindication",
     "surcout", "voute", "entrainement", "cèderait", "cèleri", "contigüité", "étiquète", "morcèlera",
     "contreperformance", "gageüre"],
)  # fmt: skip
def test_l_orthographe_de_1990_est_acceptee_partout(lexicon: Lexicon, word: str) -> None:
    assert lexicon.knows(word)


@pytest.mark.parametrize(
    "word",
    [
        "hopital",
        "dèsensibilisation",
        "rèpété",
        "dèficit",
        "chimiotherapie",
        "hèmatome",
        "controle",
        "mèdecin",
        "rèflexe",
        "surèlevé",
        "squelète",
        "contrpoids",
    ],
)
def test_un_accent_perdu_n_est_pas_une_reforme(lexicon: Lexicon, word: str) -> None:
    assert not lexicon.knows(word)


@pytest.mark.parametrize(
    "word", ["brachycardie", "brachypnée", "opioidésétamol", "rocacédotril", "méropénème"]
)
def test_un_mot_mis_pour_un_autre_n_est_jamais_connu(lexicon: Lexicon, word: str) -> None:
    assert not lexicon.knows(word)


@pytest.mark.parametrize(("wrong", "right"), [("brachycardie", "bradycardie"), ("brachypnée", "bradypnée")])
def test_le_mot_juste_est_propose_d_abord(lexicon: Lexicon, wrong: str, right: str) -> None:
    assert lexicon.suggest(wrong)[0].text == right


@pytest.mark.parametrize(
    ("word", "old"),
    [("connait", "connaît"), ("Aout", "août"), ("règlementaire", "réglementaire"), ("aigüe", "aiguë"),
     ("ognon", "oignon"), ("nénufar", "nénuphar"), ("relai", "relais"), ("évènement", ""),
     # Traditional words beside another with a circumflex, and words that no reform touched.
     ("dit", ""), ("but", ""), ("faite", ""), ("transit", ""), ("foie", ""), ("sur", ""), ("mèdecin", "")],
)  # fmt: skip
def test_un_mot_est_de_1990_s_il_n_est_pas_aussi_d_avant(lexicon: Lexicon, word: str, old: str) -> None:
    assert lexicon.traditional_spelling(word) == old


def test_aucun_mot_du_dictionnaire_d_avant_n_est_de_1990(lexicon: Lexicon) -> None:
    rows = read_rows(shipped("lexicons", "francais", "terms.tsv.bz2"))
    # « ognon » stands in the dictionary beside « oignon », but the report of 1990 names it.
    old = [
        row.term
        for row in rows
        if "hunspell" in row.tags and row.frequency >= 2 and row.term not in reformed_words()
    ]
    assert [word for word in old if lexicon.traditional_spelling(word)] == []
    assert len(old) > 20_000


@pytest.mark.parametrize(
    "word",
    ["brachy-cardie", "brachyarythmie", "brachykinésie", "souscutané", "susclaviculaire", "quasitotalité",
     "reanimation", "réhaussement", "antécèdent", "multinuclées"],
)  # fmt: skip
def test_un_mot_mal_forme_n_est_pas_connu(lexicon: Lexicon, word: str) -> None:
    assert not lexicon.knows(word)


@pytest.mark.parametrize(
    "word",
    ["brachyœsophage", "bradyarythmie", "tachycardisant", "hémithorax", "intrakystique", "pleuropulmonaire",
     "ovariopexie", "sous-cutané", "gastroentérite", "œsogastroduodénale", "procoagulant", "ex-tabagique",
     "dysphonique", "péritrachéal", "euvolémie"],
)  # fmt: skip
def test_un_mot_bien_forme_l_est(lexicon: Lexicon, word: str) -> None:
    assert lexicon.knows(word)


@pytest.mark.parametrize("word", ["hyperpnée", "bradyalgie", "hypocardie"])
def test_un_prefixe_et_un_suffixe_ne_font_un_mot_que_s_il_est_liste(lexicon: Lexicon, word: str) -> None:
    assert lexicon.knows(word) == (word == "hyperpnée")


@pytest.mark.parametrize("word", ["γ-GT", "γGT", "TNF-α", "β-bloquant", "µg", "μg"])
def test_les_lettres_grecques_sont_des_lettres(lexicon: Lexicon, word: str) -> None:
    assert lexicon.knows(word)
