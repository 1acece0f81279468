"""What a lexicographer would strike out of the hand-written lists, asked of every line of them.

Exceptions are named one by one in ``known/reread.txt``, with what they are: a new one is a decision, not an oversight.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from transcribe.core.data import shipped
from transcribe.terms.inflection import inflections
from transcribe.terms.table import Row, read_records, read_rows

LEXICONS = shipped("lexicons")
TERMS = sorted((LEXICONS / "medical" / "own").glob("*.tsv"))
ABBREVIATIONS = [
    row
    for row in read_records(LEXICONS / "abreviations" / "terms.tsv")
    if row["kind"] != "unité" and not row["term"].endswith(".")
]
EVERYDAY = 4.0
"""Zipf: ten uses in a million words."""

LETTERS = dict(
    zip(
        "a bé cé dé e effe gé ache i ji ka elle emme enne o pé ku erre esse té u vé zède ixe".split(),
        "ABCDEFGHIJKLMNOPQRSTUVZX",
        strict=True,
    )
)


def allowed(section: str) -> frozenset[str]:
    """The exceptions of a section of ``known/reread.txt``."""
    found: dict[str, set[str]] = defaultdict(set)
    name = ""
    for line in (Path(__file__).parent / "known" / "reread.txt").read_text("utf-8").splitlines():
        if line.startswith("## "):
            name = line.removeprefix("## ")
        elif line and not line.startswith("# "):
            found[name].update(line.split(" ; "))
    assert found[section], f"no section « {section} »"
    return frozenset(found[section])


@cache
def french() -> dict[str, Row]:
    return {row.term: row for row in read_rows(LEXICONS / "francais" / "terms.tsv.bz2")}


@cache
def own_terms() -> dict[str, str]:
    """Each term of our lists with its kind."""
    return {record["term"]: record.get("kind", "") for path in TERMS for record in read_records(path)}


def is_everyday(word: str) -> bool:
    return word in french() and french()[word].frequency >= EVERYDAY


def ways() -> Iterator[tuple[str, str]]:
    """Each abbreviation with each way of saying it."""
    for row in ABBREVIATIONS:
        for way in row["spoken"].split(" | "):
            yield row["term"], way


def spelt(way: str) -> str:
    """The letters that a way of saying a siglum names, « A C R » or « a cé erre »; empty for any other way."""
    text = re.sub(r"\bi grec\b", "Y", re.sub(r"\bdouble vé\b", "W", way))
    letters = [LETTERS.get(part, part) for part in text.split()]
    return "".join(letters) if all(len(letter) == 1 and letter.isupper() for letter in letters) else ""


def letters_of(term: str) -> str:
    return re.sub(r"[^A-Z]", "", term.upper())


def differing(found: set[str], section: str) -> tuple[list[str], list[str]]:
    """Faults that are not named, and names that are no longer faults."""
    return sorted(found - allowed(section)), sorted(allowed(section) - found)


class TestAbbreviations:
    def test_letters_that_are_named_are_those_of_the_siglum(self) -> None:
        wrong = {
            f"{term} {way}"
            for term, way in ways()
            if (named := spelt(way)) and not re.search(r"\d", term) and named != letters_of(term)
        }
        assert differing(wrong, "lettres dites autrement") == ([], [])

    def test_a_word_inside_a_siglum_is_said_as_a_word(self) -> None:
        """« SULpeak » was said « S U L P E A K », « WISC-IV » « W I S C I V »."""
        wrong = {
            term
            for term, way in ways()
            if spelt(way) and re.search(r"[a-z]{4}|(?<=[a-z-])(?:peak|mean|max)|-(?:II|III|IV|V)$", term)
        }
        assert wrong == set()

    def test_a_way_of_saying_can_be_read_aloud(self) -> None:
        """« grbas », « alpps », « hagl » are no syllables: nobody says them, and a voice reads them as noise."""
        wrong = {f"{term} {word}" for term, way in ways() for word in way.split() if not readable(word)}
        assert differing(wrong, "mots que l’on dit pourtant") == ([], [])

    @pytest.mark.parametrize(
        ("word", "can"),
        [("vems", True), ("H", True), ("tapse", True), ("grbas", False), ("alpps", False), ("hagl", False)],
    )
    def test_what_can_be_read(self, word: str, can: bool) -> None:
        assert readable(word) is can

    def test_digits_are_said(self) -> None:
        silent = {
            term
            for term, way in ways()
            if re.search(r"\d", term) and not term.startswith("99m") and not re.search(NUMBERS, way)
        }
        assert differing(silent, "chiffres que l’on ne dit pas") == ([], [])

    def test_one_meaning_has_one_spelling_of_its_letters(self) -> None:
        """« HDF-OL » beside « HDFOL »: which of the two is written would hang on the order of the list."""
        spellings: dict[tuple[str, str], set[str]] = defaultdict(set)
        for row in ABBREVIATIONS:
            for meaning in row["expansions"].split(" | "):
                spellings[re.sub(r"[\W_]", "", row["term"].casefold()), meaning].add(row["term"])
        twice = {" / ".join(sorted(terms)) for terms in spellings.values() if len(terms) > 1}
        assert twice == set()

    def test_sigla_that_differ_by_their_capitals_are_named(self) -> None:
        """« Cs » and « CS »: the ear cannot tell them apart."""
        spellings: dict[str, set[str]] = defaultdict(set)
        for row in ABBREVIATIONS:
            spellings[re.sub(r"[\W_]", "", row["term"].casefold())].add(row["term"])
        twice = {" / ".join(sorted(terms)) for terms in spellings.values() if len(terms) > 1}
        assert differing(twice, "deux sigles pour une oreille") == ([], [])

    def test_no_siglum_is_said_as_an_everyday_word_unnoticed(self) -> None:
        said = {f"{term} {way}" for term, way in ways() if way.islower() and is_everyday(way)}
        assert differing(said, "sigles dits comme un mot courant") == ([], [])

    def test_a_meaning_says_more_than_its_kind(self) -> None:
        """« protéine », « test », « groupe » say nothing to who asks what a siglum is."""
        bare = {
            row["term"]
            for row in ABBREVIATIONS
            for meaning in row["expansions"].split(" | ")
            if re.fullmatch(
                r"(?:score|protéine|gène|test|groupe|société|questionnaire|index|grade|échelle)", meaning
            )
            or (len(meaning) < 4 and meaning != meaning.upper())
        }
        assert bare == set()


NUMBERS = (
    r"\b(?:zéro|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize"
    r"|vingt|trente|quarante|cinquante|soixante|cents?|mille|premier|second)\b"
)


CONSONANTS = "bcdfgjklmnpqrstvwxzç"
BEGINNING = re.compile(
    rf"[{CONSONANTS}]?|s?[bcdfgkptvw]h?[rl]|s[cfklmnpqtvw]h?|[cgkprstw]h|[gkmp]n|p[st]|d[jz]|ts"
)


def readable(word: str) -> bool:
    """A letter, a listed word, or syllables: a vowel, and no heap of consonants before, after or inside."""
    if len(word) == 1 or word in french() or word in own_terms():
        return True
    bare = re.sub(r"h(?=[aeiouyéèêâîôûïëüœ])|['-]", "", word.lower())
    first = re.match(rf"[{CONSONANTS}]*", bare)
    return (
        bool(re.search(r"[aeiouyàâéèêëîïôöûüœ]", bare))
        and first is not None
        and bool(BEGINNING.fullmatch(first.group()))
        and not re.search(rf"[bcdfgjkmnpqtvwxz]l$|p{{2}}s$|[{CONSONANTS}]{{5}}", bare)
    )


class TestTerms:
    def test_a_plural_made_by_rule_is_in_the_dictionary(self) -> None:
        """Of the words that it holds; « trochiter » and « boîtier », which the rule takes for verbs, are named."""
        wrong = {
            term
            for term in own_terms()
            if term.isalpha() and term.islower() and not term.endswith(("s", "x", "z"))
            if "hunspell" in getattr(french().get(term), "tags", ())
            if not any(form.endswith(("s", "x")) and form in french() for form in inflections(term))
        }
        assert differing(wrong, "pluriels que le dictionnaire n’a pas") == ([], [])

    def test_a_word_listed_in_the_plural_is_named(self) -> None:
        """Its singular goes unlisted, and « lacs », « appuis » are read for « lac », « appui »."""
        plurals = {
            term
            for term in own_terms()
            if term.isalpha()
            and term.islower()
            and term.endswith("s")
            and len(term) > 4
            and term[:-1] in french()
        }
        assert differing(plurals, "mots au pluriel") == ([], [])

    def test_de_is_elided_before_a_vowel(self) -> None:
        wrong = {term for term in own_terms() if re.search(r"\bde (?=[AEIOUÉÈÊaeiouéèêœ])", term)}
        assert wrong == set()

    def test_a_siglum_is_no_eponym(self) -> None:
        """« score de SYNTAX », « classification d'ARCO »: the siglum follows its noun."""
        wrong = {
            term
            for term in own_terms()
            if re.match(
                r"(?:score|classification|critères|grade|stade|échelle|index|indice|manœuvre|test)"
                r" (?:de |d')[A-Z]{3,}",
                term,
            )
        }
        assert wrong == set()

    def test_everyday_words_among_the_terms_are_named(self) -> None:
        """A term of one word that everybody says is proposed for whatever sounds like it."""
        found = {term for term in own_terms() if term.islower() and is_everyday(term)}
        assert differing(found, "mots courants qui sont aussi des termes") == ([], [])

    def test_eponyms_keep_their_capital(self) -> None:
        """« doppler transcrânien » beside « Doppler pulsé », « holter glycémique » beside « Holter rythmique »."""
        first = {re.split(r"[ '-]", term)[0] for term in own_terms()}
        both = {word for word in first if word[:1].isupper() and word[1:].islower() and word.lower() in first}
        assert differing(both, "mots avec et sans majuscule") == ([], [])
