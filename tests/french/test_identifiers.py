"""Numbers that identify: telephone, social security, postcodes, files; their figures are never summed or grouped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe.french.fold import fold
from transcribe.french.identifiers import (
    Identifier,
    ends_label,
    label_before,
    labels_in,
    may_follow_label,
    read_in_row,
    read_phone,
    read_postcode,
    written_nir,
)
from transcribe.french.said_numbers import cardinal


def keys(text: str) -> list[str]:
    return fold(text).replace("'", "' ").split()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("zéro six douze trente-quatre cinquante-six soixante-dix-huit", "06 12 34 56 78"),
        ("zéro un zéro deux zéro trois zéro quatre zéro cinq", "01 02 03 04 05"),
        ("zéro six soixante douze soixante dix neuf vingt deux trente un", "06 72 79 22 31"),
        ("zéro trois vingt quarante quatre cinquante neuf dix", "03 20 44 59 10"),
        ("zéro trois vingt quarante quatre cinquante neuf quatre vingt dix neuf", "03 20 44 59 99"),
        ("06 12 34 56 78", "06 12 34 56 78"),
        ("0 6 12 34 56 78", "06 12 34 56 78"),
        ("zéro six 0 7 zéro huit 09 10", "06 07 08 09 10"),
        ("plus trente-trois six douze trente-quatre cinquante-six dix", "+33 6 12 34 56 10"),
        ("plus 33 6 12 34 56 78", "+33 6 12 34 56 78"),
        ("+ 33 6 12 34 56 78", "+33 6 12 34 56 78"),
    ],
)
def test_a_telephone_number(text: str, written: str) -> None:
    said = keys(text)
    assert read_phone(said) == Identifier(written.replace(" ", ""), written, 0, len(said))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "zéro",
        "zéro six",
        "douleur",
        "16 12 34 56 78",
        "00 12 34 56 78",
        "zéro zéro douze trente-quatre cinquante-six soixante",
        "zéro six douze trente-quatre cinquante-six",
        "06 12 34 56 7",
        "06 12 34 56 780",
        "0 12 34 56 78",
        "zéro dix douze treize quatorze quinze",
        "06 12 34 56 78 90",
        "06 12 34 56 78 9",
        "zéro six douze trente-quatre cinquante-six soixante-dix-huit neuf",
        "plus 33",
        "plus 33 0 12 34 56 78",
        "plus 33 12 12 34 56 78",
        "plus 33 6 12 34 56",
        "plus 34 6 12 34 56 78",
        "moins 33 6 12 34 56 78",
    ],
)
def test_what_is_no_telephone_number(text: str) -> None:
    assert read_phone(keys(text)) is None


def test_an_article_after_a_telephone_number_is_not_of_it() -> None:
    for article in ("un", "une"):
        found = read_phone(keys(f"06 12 34 56 78 {article} soir"))
        assert found is not None
        assert found.stop == 5


def test_where_a_telephone_number_stands() -> None:
    assert read_phone(keys("tel 06 12 34 56 78 merci"), 1) == Identifier("0612345678", "06 12 34 56 78", 1, 6)
    assert read_phone(keys("tel + 33 6 12 34 56 78"), 1) == Identifier(
        "+33612345678", "+33 6 12 34 56 78", 1, 8
    )


@given(st.integers(1, 9), st.lists(st.integers(0, 99), min_size=4, max_size=4))
def test_every_telephone_number_said_is_read_or_doubted(second: int, pairs: list[int]) -> None:
    said = [f"zéro {cardinal(second)}", *(cardinal(n) if n > 9 else f"zéro {cardinal(n)}" for n in pairs)]
    right = f"0{second} " + " ".join(f"{n:02}" for n in pairs)
    for text in (" ".join(said), " ".join(said).replace("-", " ")):
        found = read_phone(keys(text))
        assert found is None or right in (found.written, *found.alternatives), text
    sure = read_phone(keys(" ".join(said)))
    assert sure is not None
    assert sure.written == right


@pytest.mark.parametrize(
    ("text", "postcode"),
    [
        ("75013", "75013"),
        ("75 013", "75013"),
        ("soixante-quinze zéro treize", "75013"),
        ("soixante-neuf mille trois", "69003"),
        ("cinquante-neuf mille", "59000"),
        ("cinquante-neuf zéro zéro zéro", "59000"),
        ("douze mille trois cents", "12300"),
        ("zéro un zéro zéro zéro", "01000"),
        ("01000", "01000"),
        ("1000", "01000"),
        ("98999", "98999"),
    ],
)
def test_a_postcode(text: str, postcode: str) -> None:
    assert read_postcode(keys(text)) == Identifier(postcode, postcode, 0, len(keys(text)))


@pytest.mark.parametrize(
    "text",
    ["", "douleur", "999", "750", "75", "cinq", "neuf cents", "1,5", "00999", "0999", "99000", "750131",
     "zéro zéro neuf neuf neuf", "75 0 13 4", "soixante-quinze treize"],
)  # fmt: skip
def test_what_is_no_postcode(text: str) -> None:
    assert read_postcode(keys(text)) is None


@pytest.mark.parametrize(
    ("figures", "written"),
    [
        ("283057511604227", "2 83 05 75 116 042 27"),
        ("2830575116042", "2 83 05 75 116 042"),
        ("183052A11604227", "1 83 05 2A 116 042 27"),
        ("183052B11604227", "1 83 05 2B 116 042 27"),
        ("783057511604227", "7 83 05 75 116 042 27"),
        ("883057511604227", "8 83 05 75 116 042 27"),
        ("483057511604227", "4 83 05 75 116 042 27"),
        ("083057511604227", ""),
        ("583057511604227", ""),
        ("983057511604227", ""),
        ("183052C11604227", ""),
        ("283057511604", ""),
        ("28305751160422", ""),
        ("2830575116042271", ""),
    ],
)
def test_a_social_security_number_in_its_groups(figures: str, written: str) -> None:
    assert written_nir(figures) == written


@pytest.mark.parametrize(
    ("text", "figures", "stop"),
    [
        ("deux quatre-vingt-trois zéro cinq", "28305", 4),
        ("12 34", "1234", 2),
        ("zéro cinq", "05", 2),
        ("zéro zéro sept douze patients", "00712", 4),
    ],
)
def test_numbers_in_a_row_are_the_figures_of_one(text: str, figures: str, stop: int) -> None:
    assert read_in_row(keys(text)) == Identifier(figures, figures, 0, stop)


@pytest.mark.parametrize("text", ["", "douze", "12", "cinq virgule cinq six", "1,5 2"])
def test_one_number_or_a_decimal_is_no_row(text: str) -> None:
    assert read_in_row(keys(text)) is None


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("RPPS 12", "RPPS"),
        ("RPPS : 12", "RPPS"),
        ("dossier 12", "dossier"),
        ("dossier médical n° 12", "dossier"),
        ("dossier numéro du patient national 12", "dossier"),
        ("numéro de sécurité sociale : 12", "sécurité sociale"),
        ("code postal 12", "code postal"),
        ("boîte postale 12", "BP"),
        ("IPP du patient 12", "IPP"),
        ("IPP est le 12", "IPP"),
        ("matricule 12", "matricule"),
        ("chambre 12", "chambre"),
        ("numéro 12", "numéro"),
        ("téléphone du dossier 12", "dossier"),
        ("dossier du téléphone 12", "dossier"),
        ("NDA 12", "NDA"),
        ("IEP 12", "NDA"),
        ("séjour numéro 12", "NDA"),
    ],
)
def test_the_label_of_a_number(text: str, label: str) -> None:
    said = keys(text)
    found = label_before(said, len(said) - 1)
    assert found is not None
    assert found.forms[0] == label


@pytest.mark.parametrize(
    "text",
    [
        "12",
        "code 12",
        "postal 12",
        "dossier . 12",
        "dossier de 12",
        "IPP pendant 12",
        "IPP à 12",
        "dossier est le la au du 12",
        "sociale 12",
        "patient 12",
    ],
)
def test_a_number_without_label(text: str) -> None:
    said = keys(text)
    assert label_before(said, len(said) - 1) is None


def test_a_label_reaches_five_words() -> None:
    assert label_before("dossier du patient national numero 12".split(), 5) is not None
    assert label_before("dossier le la du au est 12".split(), 6) is None


def test_a_label_whose_figures_are_joined_is_preferred() -> None:
    """« numéro » alone would leave the groups apart."""
    said = keys("matricule numéro 12")
    found = label_before(said, 2)
    assert found is not None
    assert found.flag("join")


def test_words_that_end_a_label() -> None:
    assert all(map(ends_label, ["dossier", "postal", "sociale"]))
    assert not any(map(ends_label, ["code", "douleur", "comprime", "pendant", "boite", "le"]))


def test_words_between_a_label_and_its_number() -> None:
    assert all(map(may_follow_label, ["numero", "n°", "patient", "le", ":"]))
    assert not any(map(may_follow_label, ["code", "douleur", "comprime", "pendant", "boite"]))


def test_the_labels_of_a_text() -> None:
    assert [row.forms[0] for row in labels_in("Dossier n° 12, RPPS 34 et 56 ans")] == ["dossier", "RPPS"]
    assert labels_in("RPPS. 12 patients de 3 ans") == ()
