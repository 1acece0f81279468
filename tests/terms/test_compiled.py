"""What is made of the tables of some folders: their words, the forms of their terms, and how usual each is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from transcribe.core.files import CACHE_VARIABLE
from transcribe.terms import Lexicon, load_lexicon
from transcribe.terms.compiled import Compiled, compiled
from transcribe.terms.folders import read_folder
from transcribe.terms.table import Row, format_rows

Make = Callable[..., Compiled]
HUNSPELL, WIKTIONARY = ("hunspell",), ("wiktionnaire",)


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """A compiled set of folders, given by their names with the rows of each, the first first."""
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))

    def made(**folders: list[Row]) -> Compiled:
        for name, rows in folders.items():
            folder = tmp_path / name
            folder.mkdir()
            (folder / "terms.tsv").write_text(format_rows(rows), "utf-8")
            (folder / "lexicon.toml").write_text(
                f'id = "{name}"\ntitle = "{name}"\nlicence = "essai"\n', "utf-8"
            )
        return compiled([read_folder(tmp_path / name) for name in folders])

    return made


def entries(made: Compiled) -> dict[str, str]:
    """Each term with its folder, frequency, kind and tags."""
    ids = made.folder_ids
    rows = [made.entries[number].split("\t") for number in range(len(made.terms))]
    return {
        made.terms[number]: f"{ids[made.sources[number]]} {row[0]} {row[1]} {row[3]}".rstrip()
        for number, row in enumerate(rows)
    }


def test_a_form_that_french_knows_is_as_usual_as_there(make: Make) -> None:
    made = make(
        francais=[Row("zorbules", 3.2, "", "", HUNSPELL)],
        mien=[Row("zorbule", 0.5, "maladie")],
    )
    assert entries(made) == {
        "zorbule": "mien 0.5 maladie",
        "zorbules": "mien 3.2 maladie forme=zorbule",
    }
    assert dict(zip(made.words, made.word_frequencies, strict=True)) == {"zorbules": 32, "zorbule": 5}


def test_a_form_that_nobody_lists_is_known_and_not_usual(make: Make) -> None:
    made = make(mien=[Row("zorbule", 4.5, "maladie")])
    assert entries(made)["zorbules"] == "mien 0.0 maladie forme=zorbule"


@pytest.mark.parametrize(
    ("tag", "frequency", "forms"),
    [("hunspell", 2.0, False), ("cim10", 2.0, False), ("hunspell", 0.0, True), ("", 2.0, True)],
)
def test_a_usual_word_of_a_dictionary_has_the_forms_of_the_dictionary(
    make: Make, tag: str, frequency: float, forms: bool
) -> None:
    made = make(mien=[Row("zorbule", frequency, "", "", tuple(filter(None, [tag])))])
    assert ("zorbules" in entries(made)) is forms


def test_a_listed_form_of_a_dictionary_is_a_term_too(make: Make) -> None:
    made = make(
        francais=[Row("zorbules", 1.0, "", "", HUNSPELL)],
        mien=[Row("zorbule", 2.0, "", "", HUNSPELL)],
    )
    assert entries(made)["zorbules"] == "mien 1.0  forme=zorbule hunspell"


@pytest.mark.parametrize(
    ("term", "kind", "forms"),
    [("zorbule", "", True), ("zor", "", False), ("zorb", "", True), ("Zorbule", "", False), ("zorbule", "dci", False),
     ("zorbule-zorb", "", False)],
)  # fmt: skip
def test_what_has_other_forms(make: Make, term: str, kind: str, forms: bool) -> None:
    assert (f"{term}s" in make(mien=[Row(term, 0.0, kind)]).words) is forms


def test_a_common_word_may_be_suggested_and_a_rare_one_is_only_known(make: Make) -> None:
    made = make(francais=[Row("zorbe", 2.5), Row("zarbe", 2.4)])
    assert entries(made) == {"zorbe": "francais 2.5  courant"}
    assert set(made.words) == {"zorbe", "zarbe"}


def test_a_singular_of_the_wiktionary_is_known_in_all_its_forms(make: Make) -> None:
    made = make(francais=[Row("zorbal", 0.5, "", "", WIKTIONARY), Row("zarbal", 0.5, "", "", HUNSPELL)])
    assert set(made.words) == {"zorbal", "zorbale", "zorbales", "zorbaux", "zarbal"}


def test_the_words_of_a_term_are_words(make: Make) -> None:
    made = make(mien=[Row("signe de Zorbule"), Row("mal zorbique", 0.0, "", "", WIKTIONARY)])
    assert set(made.words) == {"signe de Zorbule", "signe", "Zorbule", "mal zorbique"}


def test_a_medical_term_is_no_common_word_and_the_first_folder_counts(make: Make) -> None:
    made = make(
        francais=[Row("zorbe", 4.0)],
        un=[Row("zorbe", 1.0, "maladie")],
        deux=[Row("zorbe", 2.0, "acte")],
    )
    assert entries(made)["zorbe"] == "un 1.0 maladie"


def test_a_brand_says_what_a_mere_word_is(make: Make) -> None:
    made = make(
        un=[Row("Zorbix", 1.0, "", "", ("un",)), Row("Zarbix", 1.0, "maladie")],
        deux=[Row("Zorbix", 0.0, "marque", "", ("dci=zorbine",)), Row("Zarbix", 0.0, "marque")],
    )
    assert entries(made)["Zorbix"] == "un 1.0 marque dci=zorbine un"
    assert entries(made)["Zarbix"] == "un 1.0 maladie"


def test_a_name_is_recognised_and_never_suggested(make: Make) -> None:
    made = make(
        francais=[Row("Zorba", 4.0), Row("zorbe", 4.0)],
        mien=[Row("Zarba")],
        noms=[Row("Zorba"), Row("Zarba")],
    )
    assert made.names == ["Zarba", "Zorba"]
    assert set(entries(made)) == {"zorbe", "Zarba"}


@pytest.mark.parametrize(
    ("term", "weight"),
    [("hémoptysie", 0.4), ("Eliquis", 0.4), ("fractures", 0.4), ("maison", 0.0), ("cœur", 0.0)],
)
def test_a_medical_term_weighs_more_and_that_of_a_specialty_more_still(
    lexicon: Lexicon, term: str, weight: float
) -> None:
    number = lexicon._number(term)
    assert number is not None
    usual = lexicon._candidate(number, frozenset()).prior
    assert usual == pytest.approx(lexicon.frequency(term) / 9 * 0.4 + weight)
    assert lexicon._candidate(number, frozenset({term})).prior == pytest.approx(usual + 0.2)


def test_a_greek_letter_may_be_spelt_or_left_out() -> None:
    lexicon = load_lexicon()
    known = [
        "β-hCG",
        "interféron-γ",
        "γ-caméra",
        "β-thalassémie",
        "γ-globuline",
        "TNF-α",
        "γGT",
        "β-bloquant",
    ]
    assert [word for word in known if not lexicon.knows(word)] == []
    assert not any(map(lexicon.knows, ["α-1-antitrypsine", "β-zorbule", "α-synucléine"]))
