"""Terms of the product's lexicons, sorted for carrier sentences and dealt like cards."""

import csv
import random
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Generic, TypeVar

from transcribe.core.data import shipped
from transcribe.french import bare_words
from transcribe.french.said_numbers import cardinal

if TYPE_CHECKING:
    from transcribe.terms import Lexicon

Card = TypeVar("Card")

_PLAIN = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*(?: [^\W\d_]+(?:['-][^\W\d_]+)*){0,4}")
_LETTERS_AND_WORDS = re.compile(r"(?:[A-Z] |[a-zéèêû-]+ )*(?:[A-Z]|[a-zéèêû-]+)")
_LOST_LIGATURE = re.compile(r"\b[Oo]e|oed|oes|coel|foet|coeur|soeur|noeud|voeu|moeur|boeuf|manoeuv")
_GREEK = dict(zip("αβγδκλ", ("alpha", "bêta", "gamma", "delta", "kappa", "lambda"), strict=True))
_MEDICAL_SHAPE = re.compile(
    r"(?:ites?|oses?|omes?|émies?|uries?|tomies?|scopies?|algies?|pathies?|ectomies?|graphies?|plasties?|rragies?|"
    r"plégies?|trophies?|pexies?|rraphies?|phagies?|phasies?|pnées?|cytes?|cèles?|thérapies?|esthésies?|cardies?|"
    r"cytaires?|trophiques?|géniques?|toxiques?|lytiques?|pathiques?|algiques?|émiques?|uriques?|rragiques?|"
    r"ïdiens?|ïdiennes?|phobies?|manies?|parésies?|poïèses?|centèses?|érèses?|lyses?|sténoses?|métries?|"
    r"hydrie|natrémie|penie|pénies?|stomies?|tropes?|blastes?|céphalies?|dactylies?|mégalies?|stases?|"
    r"kinésies?|cinésies?|lalies?|graphiques?|scopiques?|vasculaires?|cellulaires?|veineux|veineuses?|artériel\w*)\b"
)


@dataclass(frozen=True, slots=True)
class Term:
    """A term as written in a report, its kind ("maladie", "dci"…) and its labels."""

    text: str
    kind: str
    tags: frozenset[str]
    substance: str = ""  # of a brand


def fold(text: str) -> str:
    """Letters and figures of a folded text: to compare what is said with what is written."""
    return "".join(word.key for word in bare_words(text))


def _rows(*parts: str) -> list[dict[str, str]]:
    with shipped("lexicons", *parts).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def abbreviations() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each abbreviation with the ways it is said."""
    return tuple(
        (row["term"], tuple(row["spoken"].split(" | "))) for row in _rows("abreviations", "terms.tsv")
    )


_CODE = re.compile(r"(?=(?:.*[A-ZÉ]){2})[A-Za-zÉé]+(?:-[A-Za-z]+){0,2}")
_LETTER_NAMES = frozenset(
    "a bé cé dé e effe gé ache i ji ka elle emme ème enne o pé ku cu erre esse té u vé double ixe grec zède".split()
)


@cache
def said_as_words() -> dict[str, str]:
    """Codes that are said as a word ("VEMS" vems, "EHPAD" épade), or in part ("EBUS-TBNA" ébus T B N A).

    The first way that our list gives counts, but where it is the letters, their names, or what they stand for.
    """
    found = {}
    for row in _rows("abreviations", "terms.tsv"):
        term, first = row["term"], row["spoken"].split(" | ")[0]
        if row["kind"] == "unité" or not (_CODE.fullmatch(term) and _LETTERS_AND_WORDS.fullmatch(first)):
            continue
        letters = first.replace(" ", "")
        if term.isupper() and (letters == term or _LETTER_NAMES.issuperset(first.split())):
            continue
        named = row["kind"] in ("acronyme", "score") or fold(first) == fold(term) or not term.isupper()
        whole = letters.isupper() and letters != term.replace("-", "").upper()
        if named and not whole and len(fold(first)) <= 1.6 * len(fold(term)) + 2:
            found[term] = first
    return found


@cache
def sigla() -> tuple[str, ...]:
    """What a recogniser should write for the sigla and scores of our list: no digit, letters as said."""
    found = []
    for row in _rows("abreviations", "terms.tsv"):
        term, spoken = row["term"], row["spoken"].split(" | ")
        if row["kind"] == "unité" or "/" in term:
            continue
        if any(char.isdigit() for char in term):
            ways = [
                way for way in spoken if _LETTERS_AND_WORDS.fullmatch(way) and re.search(r"\b[A-Z]\b", way)
            ]
            found += ways[:1]
        elif term in said_as_words() or (re.fullmatch(r"[A-ZÉ]{2,7}", term) and " ".join(term) in spoken):
            found.append(term)
    return tuple(dict.fromkeys(found))


def _spelt_out(text: str) -> str:
    """ "interféron bêta-1b" → "interféron bêta un B"; "" when the name has signs that nobody says."""
    for greek, name in _GREEK.items():
        text = text.replace(greek, name)
    if any(char.isdigit() for char in text):
        text = re.sub(r"[-‑]?(\d+)", lambda match: f" {cardinal(int(match[1]))} ", text)
        text = re.sub(r"(?<= )[-]?([a-z])\b", lambda match: match[1].upper(), text)
        text = " ".join(text.split()).strip("-")
    text = text.replace(" + ", " et ")
    return text if _PLAIN.fullmatch(text.replace(",", "")) and len(text) > 2 else ""


@cache
def drugs() -> tuple[Term, ...]:
    """Substances and brands of our own list; ``dci`` or ``marque`` as kind."""
    found = []
    for row in _rows("medicaments", "terms.tsv"):
        tags = frozenset(row["tags"].split())
        text = _spelt_out(row["term"])
        if text and "propre" in tags and len(text.split()) <= 4:
            found.append(Term(text, row["kind"], tags, _substance(tags)))
    return tuple(found)


def _substance(tags: frozenset[str]) -> str:
    """The substances that the labels of a brand name, as the list of drugs writes them."""
    named = [tag.removeprefix("dci=") for tag in tags if tag.startswith("dci=")]
    return named[0].replace("_", " ") if len(named) == 1 else ""


@cache
def rare_drugs() -> tuple[Term, ...]:
    """Names that only a foreign list gives, accents right or needing none."""
    found = []
    for row in _rows("medicaments", "terms.tsv"):
        tags = frozenset(row["tags"].split())
        if "propre" not in tags and _PLAIN.fullmatch(row["term"]) and len(row["term"].split()) <= 2:
            found.append(Term(row["term"], row["kind"], tags))
    return tuple(found)


@cache
def medical() -> dict[str, tuple[Term, ...]]:
    """Medical terms by kind; "" holds those of other sources, filtered by their shape."""
    kinds: dict[str, list[Term]] = {}
    for row in _rows("medical", "terms.tsv"):
        tags = frozenset(row["tags"].split())
        text, known = row["term"].replace("’", "'"), "propre" in tags
        if known and any(char.isdigit() for char in text):
            text = _spelt_out(text)
        if not _PLAIN.fullmatch(text) or text.isupper() or len(text) < 4:
            continue
        if not known and ("faible" in tags or (" " in text and "cim10" not in tags)):
            continue
        if not known and not ("cim10" in tags or _is_medical(text)):
            continue
        if not known and text[0].isupper():
            continue
        kinds.setdefault(row["kind"], []).append(Term(text, row["kind"], tags))
    return {kind: tuple(terms) for kind, terms in kinds.items()}


@cache
def essential() -> dict[str, tuple[Term, ...]]:
    """Terms by kind that every corpus is to hold: our own lists, and the list of each specialty."""
    kinds = {kind: [term for term in terms if "propre" in term.tags] for kind, terms in medical().items()}
    listed = {term.text for terms in kinds.values() for term in terms} | {drug.text for drug in drugs()}
    for path in sorted(shipped("lexicons", "specialites").glob("*.tsv")):
        for row in _rows("specialites", path.name):
            text = row["term"]
            if text not in listed and _PLAIN.fullmatch(text) and not text.isupper():
                listed.add(text)
                kinds.setdefault("terme", []).append(Term(text, "terme", frozenset({path.stem})))
    return {kind: tuple(terms) for kind, terms in kinds.items() if terms}


@cache
def names() -> dict[str, tuple[str, ...]]:
    """First names, family names and towns."""
    kinds: dict[str, list[str]] = {}
    for row in _rows("noms", "terms.tsv"):
        if _PLAIN.fullmatch(row["term"]) and row["term"].istitle() and len(row["term"]) > 2:
            kinds.setdefault(row["kind"], []).append(row["term"])
    return {kind: tuple(terms) for kind, terms in kinds.items()}


class Deck(Generic[Card]):
    """Cards dealt in a shuffled order; all are dealt before one comes again."""

    def __init__(self, cards: "tuple[Card, ...] | list[Card]", chance: random.Random) -> None:
        self.cards, self.chance = list(cards), chance
        self.left: list[Card] = []

    def deal(self) -> Card:
        """The next card."""
        if not self.left:
            self.left = list(self.cards)
            self.chance.shuffle(self.left)
        return self.left.pop()


@cache
def _known() -> "Lexicon":
    from transcribe.terms import load_lexicon

    return load_lexicon()


def spelt_right(text: str) -> bool:
    """Whether the product's lexicons know every word of ``text``."""
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)
    if _LOST_LIGATURE.search(text):
        return False
    return all(_is_known(word) for word in words)


@cache
def _is_known(word: str) -> bool:
    lexicon = _known()
    if len(word) == 1:
        return word in "àyaldnsjmct" or word.isupper()
    return (
        lexicon.knows(word)
        or (word[0].isupper() and lexicon.knows(word.lower()))
        or word in ("qu", "lorsqu", "jusqu")
    )


@cache
def _roots() -> tuple[str, ...]:
    return tuple(
        sorted({row["form"] for row in _rows("formation", "combinants.tsv") if len(row["form"]) > 3})
    )


def _is_medical(word: str) -> bool:
    """Whether a word of a general source is of medicine by its shape: a known element, a learned ending."""
    return _MEDICAL_SHAPE.search(word) is not None and word.lower().startswith(_roots())


@cache
def medical_words() -> frozenset[str]:
    """Every medical term and drug that the texts may hold, as written."""
    found = {term.text for terms in medical().values() for term in terms}
    return frozenset(found | {term.text for term in drugs()})
