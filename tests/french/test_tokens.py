"""Mots, nombres, codes et marques d’un texte français."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe.french import bare_words, fold, fold_in_place, spell_greek, squash, tokenise

CUTS = [
    ("L’examen d’hier", "L’|examen|d’|hier"),
    ("A-t-il mal ? Est-ce grave ?", "A|-t-il|mal|?|Est|-ce|grave|?"),
    ("Dites-le-moi, allez-y", "Dites|-le-moi|,|allez|-y"),
    ("celui-ci, lui-même, ceux-là", "celui|-ci|,|lui|-même|,|ceux|-là"),
    ("c’est-à-dire un rendez-vous aujourd’hui", "c’est-à-dire|un|rendez-vous|aujourd’hui"),
    ("douleur thoraco-abdomino-pelvienne peut-être", "douleur|thoraco-abdomino-pelvienne|peut-être"),
    ("Un A.V.C. sylvien, i.v. puis p.o.", "Un|A.V.C.|sylvien|,|i.v.|puis|p.o."),
    ("5mg, 1,2g/l et 0,25 mg", "5|mg|,|1,2|g|/|l|et|0,25|mg"),
    ("1\u202f500 mL le 1er mars, 3e jour", "1\u202f500|mL|le|1er|mars|,|3e|jour"),
    ("pT3N0, HbA1c, CD20, L4-L5, 5FU", "pT3N0|,|HbA1c|,|CD20|,|L4-L5|,|5FU"),
    ("a.martin@clinique.fr, www.has-sante.fr", "a.martin@clinique.fr|,|www.has-sante.fr"),
    ("Fin… Suite\nLigne", "Fin|…|Suite|\n|Ligne"),
    ("jusqu’à ce qu’il", "jusqu’|à|ce|qu’|il"),
    ("n-acétyl", "n-acétyl"),
    ("R.V avec J.M Roy, vit. C", "R.V|avec|J.M|Roy|,|vit|.|C"),
    ("Va-t’en, mène-l’y", "Va|-t’en|,|mène|-l’y"),
]


@pytest.mark.parametrize(("text", "cut"), CUTS, ids=[text for text, _ in CUTS])
def test_un_texte_se_coupe_ainsi(text: str, cut: str) -> None:
    assert [token.text for token in tokenise(text)] == cut.split("|")


@pytest.mark.parametrize(("text", "cut"), CUTS, ids=[text for text, _ in CUTS])
def test_un_texte_en_accents_decomposes_se_coupe_pareil(text: str, cut: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert [t.key for t in tokenise(decomposed)] == [t.key for t in tokenise(text)]


@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        ("A-t-il", "word pronoun", "a il"),
        ("Va-t’en", "word pronoun", "va en"),
        ("Dites-le-moi", "word pronoun", "dites moi"),
        ("L’œdème", "elision word", "l' oedeme"),
        ("A.V.C.", "abbreviation", "avc"),
        ("www.HAS.fr", "web", "www.has.fr"),
        ("a.martin@clinique.fr", "web", "a.martin@clinique.fr"),
        ("1er", "ordinal", "1"),
        ("3e", "ordinal", "3"),
        ("5mg", "number word", "5 mg"),
        ("1,5", "number", "1.5"),
        (".5", "number", ".5"),
        ("1\u202f500", "number", "1500"),
        ("mL", "code", "ml"),
        ("IIIb", "code", "iiib"),
        ("Fin\nLigne", "word break word", "fin \n ligne"),
        ("…", "mark", "…"),
    ],
)
def test_chaque_jeton_a_son_genre_et_sa_cle(text: str, kind: str, key: str) -> None:
    tokens = tokenise(text)
    assert " ".join(token.kind for token in tokens) == kind
    assert " ".join(token.key for token in tokens) == key


@given(st.text(alphabet="aéœLl’' -.,;:?5 0\n\u00a0mgT(«…@", max_size=40))
def test_rien_ne_se_perd_entre_les_jetons(text: str) -> None:
    place = 0
    for token in tokenise(text):
        assert token.text == text[token.start : token.end] != ""
        assert not text[place : token.start].strip()
        place = token.end
    assert not text[place:].strip()


@pytest.mark.parametrize(
    ("one", "other"),
    [("Bjørn", "bjorn"), ("Dvořák", "dvorak"), ("Œdème", "oedeme"), ("l’œil", "l'oeil"), ("STRAßE", "strasse"),
     ("Łukasz", "lukasz"), ("péri\u2011opératoire", "peri-operatoire"), ("e\u0301", "é"), ("5\u202fmg", "5 mg"),
     ("\u03bcg", "µg"), ("Đorđe", "dorde")],
)  # fmt: skip
def test_deux_ecritures_d_un_mot_se_comparent_egales(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("pas", "bas"), ("0,5", "05"), ("γ", "y"), ("mg", "µg")])
def test_deux_mots_differents_restent_differents(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=30))
def test_plier_deux_fois_ne_change_plus_rien(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert len(fold_in_place(text)) == len(text)


def test_les_mots_nus_ne_tiennent_ni_aux_traits_ni_aux_apostrophes() -> None:
    for text in ("Compte-rendu de l’examen", "compte rendu de l examen", "Compte\u2011rendu, de L'examen."):
        assert [word.key for word in bare_words(text)] == ["compte", "rendu", "de", "l", "examen"]


def test_les_lettres_grecques_se_disent() -> None:
    assert spell_greek("β-bloquant, γGT, 5 µg") == "bêta-bloquant, gammaGT, 5 µg"


def test_les_traits_et_les_espaces_ne_comptent_plus_une_fois_serres() -> None:
    assert squash("Péri-opératoire") == squash("perioperatoire") == squash("péri opératoire")
