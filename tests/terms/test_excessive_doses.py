"""A dose beyond ten times what is given is doubted under the brand too, as the lexicon ties it to its DCI."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.shipped import lexicon
from transcribe import terms
from transcribe.core.revision import Revision
from transcribe.core.types import Transcript
from transcribe.french.fold import fold
from transcribe.french.limits import find_impossible
from transcribe.french.tables import rows
from transcribe.writing import write

DRUGS = Path(__file__).parents[2] / "lexicons" / "medicaments" / "terms.tsv"


def doubted(text: str) -> list[str]:
    revision = terms.check(write(Revision(Transcript.from_text(text))), lexicon())
    words = [word.text for word in revision.transcript.words]
    return [" ".join(words[d.first : d.last + 1]) for d in revision.doubts if "dix fois" in d.reason]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Doliprane cent grammes trois fois par jour", "cent grammes"),
        ("Doliprane cent grammes", "cent grammes"),
        ("Lasilix quarante grammes le matin", "quarante grammes"),
        ("Previscan deux grammes", "deux grammes"),
        ("Levothyrox soixante-quinze milligrammes", "soixante-quinze milligrammes"),
        ("lévothyrox soixante-quinze milligrammes à jeun", "soixante-quinze milligrammes"),
        ("Xarelto un comprimé de deux grammes", "deux grammes"),
        ("Skenan LP 30 g matin et soir", "30 g"),
        ("Eliquis à la posologie de 500 mg", "500 mg"),
        ("Triatec comprimé sécable 500 mg", "500 mg"),
        ("Augmentin 100 g", "100 g"),
        ("kardegic 75 g", "75 g"),
    ],
)
def test_a_dose_beyond_measure_is_doubted(text: str, words: str) -> None:
    assert doubted(text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Doliprane un gramme trois fois par jour",
        "Lasilix 500 mg",
        "Previscan 20 mg",
        "Levothyrox 75 µg",
        "Xarelto 20 mg, créatinine 75 mg",
        "Eliquis. Il pèse 500 g de moins",
        "sous Triatec, il a perdu 500 g",
        "Augmentin 1 g/125 mg",
        "une compresse de 500 g",
        "Levothyrox arrêté, calcium 500 mg",
    ],
)
def test_a_dose_that_is_given_is_not(text: str) -> None:
    assert doubted(text) == []


def test_each_brand_has_the_limit_of_its_dci() -> None:
    most = {key: Decimal(str(row.columns["most"])) for row in rows("doses") for key in row.keys}
    substance = lexicon().substance
    seen = 0
    for line in DRUGS.read_text("utf-8").splitlines()[1:]:
        brand, _, kind, _, tags = line.split("\t")
        dci = next((tag[4:].replace("_", " ") for tag in tags.split() if tag.startswith("dci=")), "")
        if kind != "marque" or fold(dci) not in most or substance(brand) != dci:
            continue
        limit, seen = most[fold(dci)], seen + 1
        above, at = f"{limit * 10 + 1} mg".replace(".", ","), f"{limit * 10} mg".replace(".", ",")
        assert [found.row for found in find_impossible(f"{brand} {above}", substance=substance)], brand
        assert not find_impossible(f"{brand} {at}", substance=substance), brand
    assert seen > 500
