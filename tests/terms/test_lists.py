"""The hand-written lists of ``lexicons/``: format, order, sizes, and the spellings one fears."""

import re
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path
from tomllib import loads
from typing import ClassVar

import pytest

from transcribe.core.data import shipped

LEXICONS = shipped("lexicons")
MEDICAL = sorted((LEXICONS / "medical" / "own").glob("*.tsv"))
SPECIALTIES = sorted((LEXICONS / "specialites").glob("*.tsv"))
ABBREVIATIONS = LEXICONS / "abreviations" / "terms.tsv"
CONFUSIONS = LEXICONS / "confusions" / "terms.tsv"
DRUGS = LEXICONS / "medicaments" / "own" / "medicaments.tsv"
FORMATION = sorted((LEXICONS / "formation").glob("*.tsv"))
SORTED = [ABBREVIATIONS, CONFUSIONS, DRUGS, *MEDICAL, *FORMATION]
ALL = [*SORTED, *SPECIALTIES]

HEADERS = {
    "abreviations": ("term", "expansions", "spoken", "kind", "tags"),
    "confusions": ("term_a", "term_b", "kind", "why"),
    "own": ("term", "kind", "tags"),
    "specialites": ("term", "rank"),
    "medicaments": ("term", "kind", "dci", "tags"),
    "prefixes": ("form", "sense", "joins", "pairs", "before_vowel"),
    "combinants": ("form", "sense"),
    "suffixes": ("form", "sense", "gender"),
    "ecartes": ("form", "right", "why"),
}
MAY_BE_EMPTY = {"before_vowel", "dci"}
# Two spellings that French usage both accepts.
VARIANTS = {
    frozenset({"maladie de Menière", "maladie de Ménière"}),
    frozenset({"olécrane", "olécrâne"}),
    frozenset({"lobule", "lobulé"}),  # two words
}
WRONG = re.compile(
    r"\boe[dsni]|coel|coeur|foet|noeud|caec|naev|\bischemi|\bhemato|\bhemorr|\bechogr|\bnephr|\becho-|"
    r"hémorr?hag|hémorag|diarhée|dysnée|catharr|opthalm|acceuil|sphyncter|abcés|symptome|prothése|"
    r"diagnotic|rythme sinusale|dyspné\b|\w(scopy|graphy|otomy|ectomy)\b"
)
LATIN = re.compile(r"^[A-Z][a-zæœ]+ [a-zæœ]+$")  # Treponema pallidum keeps its Latin spelling


def rows_of(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def terms_of(path: Path) -> list[str]:
    return [row[0] for row in rows_of(path)[1:]]


def unaccented(text: str) -> str:
    split = unicodedata.normalize("NFD", text.casefold())
    return "".join(sign for sign in split if sign.isalnum() and not unicodedata.combining(sign))


def header_of(path: Path) -> tuple[str, ...]:
    return HEADERS.get(path.stem) or HEADERS[path.parent.name]


@pytest.fixture(scope="module")
def drugs() -> dict[str, list[str]]:
    return {row[0]: row for row in rows_of(DRUGS)[1:]}


@pytest.mark.parametrize("path", ALL, ids=lambda path: f"{path.parent.name}/{path.stem}")
class TestEveryList:
    def test_is_composed_utf8_ending_with_one_newline(self, path: Path) -> None:
        text = path.read_bytes().decode("utf-8")
        assert unicodedata.is_normalized("NFC", text)
        assert text.endswith("\n") and not text.endswith("\n\n")
        assert not re.search(r"[\r\u00a0\u202f\u200b\ufeff]", text)

    def test_has_its_columns_all_filled(self, path: Path) -> None:
        header, *rows = rows_of(path)
        assert tuple(header) == header_of(path)
        for row in rows:
            assert len(row) == len(header), row
            empty = [name for name, cell in zip(header, row, strict=True) if not cell]
            assert set(empty) <= MAY_BE_EMPTY, row

    def test_has_no_stray_space_nor_sign(self, path: Path) -> None:
        for row in rows_of(path):
            for cell in row:
                assert cell == " ".join(cell.split()), row
                assert not re.search(r"[;\"“”]|,,|\.\.", cell) or " ; " in cell, row

    def test_writes_terms_with_the_straight_apostrophe(self, path: Path) -> None:
        for row in rows_of(path)[1:]:
            names = row[:2] if path == CONFUSIONS else row[:1]
            assert not re.search("[’‘ʼ`´]", "".join(names)), row

    def test_holds_no_feared_spelling(self, path: Path) -> None:
        for row in rows_of(path)[1:]:
            names = row[:2] if path in (CONFUSIONS, ABBREVIATIONS) else row[:1]
            wrong = [name for name in names if WRONG.search(name) and not LATIN.match(name)]
            assert not wrong


@pytest.mark.parametrize("path", SORTED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_is_sorted_without_duplicate(path: Path) -> None:
    keys = [tuple(row[:2]) if path == CONFUSIONS else (row[0],) for row in rows_of(path)[1:]]
    assert keys == sorted(keys, key=lambda key: [(part.casefold(), part) for part in key])
    assert [key for key, count in Counter(keys).items() if count > 1] == []


def test_medical_terms_stand_in_one_file_each() -> None:
    counted = Counter(term for path in MEDICAL for term in terms_of(path))
    assert [term for term, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("paths", [MEDICAL, [DRUGS], SPECIALTIES, FORMATION[:1]], ids=str)
def test_no_term_has_a_twin_with_other_accents(paths: list[Path]) -> None:
    """« oedème » beside « œdème », « Kardegic » beside « Kardégic »: one of the two would be an error."""
    spelt = defaultdict(set)
    for path in paths:
        for term in terms_of(path):
            joined = unaccented(term.replace("œ", "oe").replace("æ", "ae"))
            spelt[joined].add(re.sub(r"[\s-]", "", term).casefold())
    twins = [forms for forms in spelt.values() if len(forms) > 1]
    allowed = {frozenset(re.sub(r"[\s-]", "", term).casefold() for term in pair) for pair in VARIANTS}
    assert [forms for forms in twins if frozenset(forms) not in allowed] == []


def test_words_of_all_lists_agree_on_their_accents() -> None:
    """A word accented one way in one list is not written otherwise in another."""
    spelt = defaultdict(set)
    for path in [*MEDICAL, *SPECIALTIES]:
        for term in terms_of(path):
            if not LATIN.match(term):
                for word in re.findall(r"[^\W\d_]{6,}", term):
                    spelt[unaccented(word.replace("œ", "oe").replace("æ", "ae"))].add(word.casefold())
    twins = {frozenset(forms) for forms in spelt.values() if len(forms) > 1}
    known = {
        frozenset({"olécrane", "olécrâne"}),
        frozenset({"menière", "ménière"}),
        frozenset({"sténose", "sténosé"}),
        frozenset({"induré", "indure"}),
    }
    differ = {forms for forms in twins - known if not _participles(forms)}
    assert differ == set()


def _participles(forms: frozenset[str]) -> bool:
    """« greffe » and « greffé », « périoste » and « périosté » are two words."""
    return len({form[:-2] + form[-2:].replace("é", "e") for form in forms}) == 1


class TestSizes:
    @pytest.mark.parametrize(
        ("paths", "least"),
        [([ABBREVIATIONS], 600), ([CONFUSIONS], 807), (MEDICAL, 2_500), ([DRUGS], 2_000)],
    )
    def test_lists_are_large_enough(self, paths: list[Path], least: int) -> None:
        assert sum(len(terms_of(path)) for path in paths) >= least

    @pytest.mark.parametrize(("kind", "least"), [("dci", 1_200), ("marque", 800)])
    def test_drugs(self, drugs: dict[str, list[str]], kind: str, least: int) -> None:
        assert sum(row[1] == kind for row in drugs.values()) >= least

    @pytest.mark.parametrize(
        ("name", "least"), [("prefixes", 98), ("combinants", 484), ("suffixes", 131), ("ecartes", 7)]
    )
    def test_formation(self, name: str, least: int) -> None:
        assert len(terms_of(LEXICONS / "formation" / f"{name}.tsv")) >= least

    @pytest.mark.parametrize("path", SPECIALTIES, ids=lambda path: path.stem)
    def test_specialties(self, path: Path) -> None:
        assert len(terms_of(path)) >= 120


class TestSpecialties:
    def test_are_the_24_of_the_description(self) -> None:
        described = loads((LEXICONS / "specialites" / "lexicon.toml").read_text(encoding="utf-8"))
        slugs = {path.stem for path in SPECIALTIES}
        assert len(slugs) == 24
        assert set(described["titles"]) == slugs == set(described["aliases"])

    def test_an_alias_leads_to_one_specialty(self) -> None:
        described = loads((LEXICONS / "specialites" / "lexicon.toml").read_text(encoding="utf-8"))
        aliases = Counter(
            unaccented(alias)
            for slug, names in described["aliases"].items()
            for alias in {unaccented(name) for name in names} - {unaccented(slug)}
        )
        assert [alias for alias, count in aliases.items() if count > 1] == []

    @pytest.mark.parametrize("path", SPECIALTIES, ids=lambda path: path.stem)
    def test_ranks_follow_one_another_and_no_term_returns(self, path: Path) -> None:
        rows = rows_of(path)[1:]
        assert [row[1] for row in rows] == [str(rank) for rank in range(1, len(rows) + 1)]
        assert len({row[0] for row in rows}) == len(rows)


class TestAbbreviations:
    KINDS: ClassVar = {"abréviation", "sigle", "acronyme", "score", "unité"}

    def test_kinds_and_tags_are_known(self) -> None:
        slugs = {path.stem for path in SPECIALTIES} | {"general"}
        for row in rows_of(ABBREVIATIONS)[1:]:
            assert row[3] in self.KINDS, row
            assert set(row[4].split()) <= slugs, row

    @pytest.mark.parametrize("column", [1, 2])
    def test_alternatives_are_separated_and_different(self, column: int) -> None:
        for row in rows_of(ABBREVIATIONS)[1:]:
            alternatives = row[column].split(" | ")
            assert all(alternatives) and len(set(alternatives)) == len(alternatives), row
            assert "|" not in "".join(alternatives), row

    @pytest.mark.parametrize(
        ("term", "expansion", "spoken"),
        [
            ("HTA", "hypertension artérielle", "H T A"),
            ("FEVG", "fraction d'éjection ventriculaire gauche", "fève gé"),
            ("IVG", "interruption volontaire de grossesse", "I V G"),
            ("IVG", "insuffisance ventriculaire gauche", "i vé gé"),
            ("CHA2DS2-VASc", "score de risque thromboembolique de la fibrillation atriale", "chads vasc"),
            ("mg/L", "milligrammes par litre", "milligrammes par litre"),
        ],
    )
    def test_examples(self, term: str, expansion: str, spoken: str) -> None:
        row = next(row for row in rows_of(ABBREVIATIONS) if row[0] == term)
        assert expansion in row[1].split(" | ")
        assert spoken in row[2].split(" | ")

    def test_spelt_letters_are_those_of_the_term(self) -> None:
        for row in rows_of(ABBREVIATIONS)[1:]:
            for spoken in row[2].split(" | "):
                if re.fullmatch(r"[A-Z]( [A-Z])+", spoken) and re.fullmatch(r"[A-Z]+", row[0]):
                    assert spoken.replace(" ", "") == row[0], row


class TestDrugs:
    def test_names_are_lower_case_and_brands_capitalised(self, drugs: dict[str, list[str]]) -> None:
        proper = re.compile(r"(Saccharomyces|Serenoa|Pygeum|Ringer|BCG|D-|L-|.*\b(VIII|IX|VII|III|II)\b)")
        for term, kind, _, _ in drugs.values():
            if kind == "marque":
                assert term[0].isupper(), term
            elif not proper.match(term):
                assert term[0].islower(), term

    def test_every_brand_is_tied_to_listed_names(self, drugs: dict[str, list[str]]) -> None:
        for term, kind, names, _ in drugs.values():
            assert bool(names) == (kind == "marque"), term
            missing = [n for n in names.split(" + ") if names and drugs.get(n, ["", ""])[1] != "dci"]
            assert not missing, term

    @pytest.mark.parametrize(
        ("brand", "name"),
        [
            ("Solumédrol", "méthylprednisolone"),
            ("Kardégic", "acide acétylsalicylique"),
            ("Lovenox", "énoxaparine"),
            ("Eliquis", "apixaban"),
            ("Augmentin", "amoxicilline + acide clavulanique"),
            ("Coversyl", "périndopril"),
        ],
    )
    def test_examples(self, drugs: dict[str, list[str]], brand: str, name: str) -> None:
        assert drugs[brand][1:3] == ["marque", name]


class TestConfusions:
    KINDS: ClassVar = {"préfixe", "suffixe", "homophone", "paronyme", "médicament", "nombre"}

    def test_a_pair_stands_once_and_has_two_words(self) -> None:
        pairs = [frozenset(row[:2]) for row in rows_of(CONFUSIONS)[1:]]
        assert all(len(pair) == 2 for pair in pairs)
        assert [set(pair) for pair, count in Counter(pairs).items() if count > 1] == []

    def test_the_reason_is_a_french_sentence(self) -> None:
        for row in rows_of(CONFUSIONS)[1:]:
            assert row[2] in self.KINDS, row
            assert row[3].endswith(".") and len(row[3]) > 30, row
            assert "'" not in row[3], row

    def test_drugs_of_a_pair_are_listed(self, drugs: dict[str, list[str]]) -> None:
        for row in rows_of(CONFUSIONS)[1:]:
            if row[2] == "médicament":
                assert row[0] in drugs and row[1] in drugs, row

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("hypokaliémie", "hyperkaliémie"),
            ("ablation", "abrasion"),
            ("cystite", "cystique"),
            ("foie", "fois"),
            ("sain", "sein"),
            ("Xanax", "Xeloda"),
            ("six", "dix"),
            ("péritonéal", "périnéal"),
            ("cystectomie", "cystostomie"),
        ],
    )
    def test_examples(self, first: str, second: str) -> None:
        assert frozenset({first, second}) in {frozenset(row[:2]) for row in rows_of(CONFUSIONS)}


class TestFormation:
    def test_prefixes_say_how_they_join(self) -> None:
        for row in rows_of(LEXICONS / "formation" / "prefixes.tsv")[1:]:
            assert row[2] in {"soudé", "trait d'union", "les deux"}, row
            assert row[3] in {"libres", "attestées"}, row

    def test_suffixes_have_a_gender(self) -> None:
        for row in rows_of(LEXICONS / "formation" / "suffixes.tsv")[1:]:
            assert row[2] in {"m", "f", "mf", "adj"}, row


@pytest.mark.parametrize("folder", ["abreviations", "specialites", "confusions"])
def test_folders_say_their_licence_and_source(folder: str) -> None:
    described = loads((LEXICONS / folder / "lexicon.toml").read_text(encoding="utf-8"))
    assert described["id"] == folder
    assert described["title"] and described["licence"] == "CC0-1.0"
    assert all(source["name"] and source["licence"] for source in described["sources"])
