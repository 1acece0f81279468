"""The gender of a noun and what may qualify one, by the list, the last part of a word, or its ending."""

import pytest

from transcribe.terms.grammar.genders import Form, Genders, homophone

OURS = Genders(
    {
        "tumeur": "f",
        "foie": "m",
        "zorbaine": "f",
        "zorbok": "m",
        "truc": "m",
        "rénal": "a",
        "rouge": "a",
        "vite": "-",
    }
)


@pytest.mark.parametrize(
    ("noun", "gender"),
    [
        ("tumeur", "f"),
        ("tumeurs", "f"),
        ("foie", "m"),
        ("foies", "m"),
        ("rouge", ""),
        ("vite", ""),
        ("pozorbaine", "f"),  # la fin du mot est une partie de six lettres, derrière deux lettres au moins
        ("pozorbok", "m"),
        ("pozorboks", "m"),
        ("xzorbok", ""),
        ("potruc", ""),
        ("micro-zorbok", ""),
        ("micro-pozorbok", "m"),
        ("zorbement", ""),
        ("zorbite", "f"),
        ("zorbome", "m"),
        ("zorbites", "f"),
        ("abite", ""),
        ("zorbak", ""),
        ("", ""),
    ],
)
def test_the_gender_of_a_noun(noun: str, gender: str) -> None:
    assert OURS.gender(noun) == gender


@pytest.mark.parametrize(
    ("word", "listed", "adjective"),
    [
        ("tumeur", True, False),
        ("tumeurs", True, False),
        ("pozorbok", False, False),
        ("rouge", False, True),
        ("rouges", False, True),
        ("vite", False, False),
        ("zorbique", False, True),
        ("zorbiques", False, True),
        ("tique", False, True),
        ("ique", False, False),
        ("zorbak", False, False),
        ("zorbaux", False, True),
    ],
)
def test_listed_nouns_and_adjectives(word: str, listed: bool, adjective: bool) -> None:
    assert (OURS.is_listed_noun(word), OURS.is_adjective(word)) == (listed, adjective)


@pytest.mark.parametrize(
    ("adjective", "form"),
    [
        ("rénal", Form("rénal", False, False)),
        ("rénale", Form("rénal", True, False)),
        ("rénales", Form("rénal", True, True)),
        ("rénals", Form("rénal", False, True)),
        ("zorbale", Form("zorbal", True, False)),
        ("zorbées", Form("zorbé", True, True)),
        ("zorbelle", Form("zorbel", True, False)),
        ("rouge", Form("rouge", None, False)),
        ("rouges", Form("rouge", None, True)),
        ("zorbeux", Form("zorbeux", False, False)),
        ("gros", Form("gros", False, False)),
        ("mauvais", Form("mauvais", False, False)),
    ],
)
def test_what_a_form_shows(adjective: str, form: Form) -> None:
    assert OURS.form(adjective) == form


@pytest.mark.parametrize(
    ("form", "others"),
    [
        (Form("rénal", False, False), ["rénal", "", "rénale", "rénales"]),
        (Form("rouge", None, False), ["rouge", "rouges", "rouge", "rouges"]),
        (Form("gros", False, False), ["gros", "gros", "", ""]),
        (Form("opéré", False, False), ["opéré", "opérés", "opérée", "opérées"]),
        (Form("aigu", False, False), ["aigu", "aigus", "aiguë", "aiguës"]),
        (Form("poilu", False, False), ["poilu", "poilus", "poilue", "poilues"]),
        (Form("formel", False, False), ["formel", "formels", "formelle", "formelles"]),
    ],
)
def test_the_four_forms(form: Form, others: list[str]) -> None:
    assert [homophone(form, feminine=f, plural=p) for f in (False, True) for p in (False, True)] == others
