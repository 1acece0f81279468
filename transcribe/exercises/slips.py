"""The slips that can be put into a text, class by class. Each generator yields all it can make."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from transcribe.exercises.types import Seeded
from transcribe.exercises.view import Text
from transcribe.french import fold, like_case
from transcribe.french.civilities import faulty_forms, mistaken_for, written_forms
from transcribe.french.homophones import slips
from transcribe.french.misspellings import alike_names, misspellings, unit_slip
from transcribe.french.negations import affirmative, is_negation, may_deny, negation_of, result_words
from transcribe.french.prefixes import slips as prefix_slips
from transcribe.french.sides import is_side, opposites, side_of
from transcribe.grading import wordclass as wc
from transcribe.grading.lexical import confusions, drugs
from transcribe.grading.pieces import plain
from transcribe.grading.tokens import Token

_ALIKE = 0.75
_ACCENTS = str.maketrans("éèêëàâîïôûùç", "eeeeaaiiouuc")


def identity(text: Text) -> Iterator[Seeded]:
    """Another writing of a name that sounds the same, another civility, or two digits of a date of birth."""
    for place, token in enumerate(text.tokens):
        if place in text.out.names and len(token.text) > 3:
            for found in _parts_respelt(token.text):
                if fold(plain(found)) != fold(plain(token.text)):
                    yield text.swap(token, found, "identity")
        elif token.kind == "title" and place + 1 in text.out.names:
            for found in mistaken_for(token.text):
                yield text.swap(token, found, "identity")
        if place in text.out.births and (year := re.search(r"(\d)(\d)$", token.text)):
            other = token.text[:-2] + year[2] + year[1]
            if year[1] != year[2] and not (token.text[-4:-2] == "20" and other > token.text):
                yield text.swap(token, other, "identity")


def _parts_respelt(name: str) -> Iterator[str]:
    """The other writings of a name, that of one part at a time in « Marchetti-Dufour »."""
    parts = name.split("-")
    for number, part in enumerate(parts):
        for found in (*alike_names(part), *misspellings(part, "name")):
            yield "-".join([*parts[:number], like_case(part, found), *parts[number + 1 :]])


def drug(text: Text) -> Iterator[Seeded]:
    """Another drug that looks alike, or a misspelt one."""
    for place, token in text.body_words(5, proper=True):
        sort = text.drug(place)
        if not sort:
            continue
        low = token.text.lower()
        near = _look_alikes(low, sort)
        if near:
            yield text.swap(token, like_case(token.text, text.rng.choice(near)), "drug")
        for found in misspellings(token.text):
            if not text.words.drug(found):
                yield text.swap(token, found, "drug")


def _look_alikes(name: str, sort: str) -> list[str]:
    """The drugs that one is taken for: those that end as it does and share most of its letters, the nearest two."""
    scored = [
        (-SequenceMatcher(None, name, other).ratio(), other)
        for other, kind in drugs().items()
        if kind == sort and other != name and other[-4:] == name[-4:] and abs(len(other) - len(name)) <= 3
    ]
    return [other for score, other in sorted(scored)[:2] if -score >= _ALIKE]


def dose(text: Text) -> Iterator[Seeded]:
    """A digit more, less or elsewhere; a comma moved; another unit."""
    for place, token in enumerate(text.tokens):
        if place in text.out.births:
            continue
        following = text.tokens[place + 1] if place + 1 < len(text.tokens) else None
        if (
            token.kind == "number"
            and re.fullmatch(r"[\d ,\u00a0\u202f]+", token.text)
            and following is not None
        ):
            if following.kind == "unit" and following.key not in {"an"}:
                for found in _other_numbers(token.text):
                    yield text.swap(token, found, "dose")
        elif text.tokens[place - 1].kind == "number" and (other := _other_unit(token)):
            yield text.swap(token, other, "dose")


def _other_unit(token: Token) -> str:
    return unit_slip(token.text) if token.kind == "unit" else ""


def _other_numbers(number: str) -> Iterator[str]:
    digits = re.sub(r"\D", "", number)
    if "," in number:
        whole, part = number.split(",")
        yield whole + part[:1] + ("," + part[1:] if part[1:] else "")
        return
    if len(digits) == 1:
        yield digits + "0"
    elif digits.endswith("0"):
        yield digits[:-1]
    if len(digits) == 2 and digits[0] != digits[1] and digits[1] != "0":
        yield digits[::-1]
    if digits != "1":
        yield str(int(digits) + 1)


def laterality(text: Text) -> Iterator[Seeded]:
    """The other side."""
    words = [token.text for token in text.tokens]
    for place, token in text.body_words(5, proper=True):
        if not is_side(words, place):
            continue
        found = opposites(token.text)
        before = words[place - 1] if place else ""
        feminine = before.endswith(("e", "es")) or before.lower() in {"à", "la"}
        if found:  # « gauche » is « droit » or « droite »
            yield text.swap(token, found[-1 if feminine else 0], "laterality")


def negation(text: Text) -> Iterator[Seeded]:
    """« sans » becomes « avec », « pas de » and « non » are lost, « aucun » becomes « un »."""
    words = [token.text for token in text.tokens]
    for place, token in text.body_words(proper=True):
        if not is_negation(words, place):
            continue
        found = negation_of(token.text)
        if other := affirmative(token.text):
            yield text.swap(token, other, "negation")
        elif found is None:
            continue
        elif found.sort == "adverb" and text.key(place + 1) in {"de", "d'"}:
            end = text.tokens[place + 1].end
            end += text.text[end : end + 1] == " "
            yield Seeded(token.start, end, text.text[token.start : end], "", "negation")
        elif found.sort == "answer" and text.text[token.end : token.end + 1] == " ":
            yield Seeded(token.start, token.end + 1, text.text[token.start : token.end + 1], "", "negation")


def terminology(text: Text) -> Iterator[Seeded]:
    """A listed confusion, the opposite prefix, or a misspelling of a term."""
    pairs: dict[str, list[str]] = {}
    for one, other in confusions():
        pairs.setdefault(one, []).append(other)
    for _, token in text.body_words(4):
        low = token.text.lower()
        if (
            text.words.drug(token.text)
            or side_of(token.key)
            or may_deny(token.key)
            or token.key in result_words()
        ):
            continue  # the name of a drug is no term, even where none is given
        for other in pairs.get(low, ()):
            if text.words.knows(other) and " " not in other and not text.words.drug(other):
                yield text.swap(token, like_case(token.text, other), "terminology")
        for prefix, opposite in prefix_slips():
            other = opposite + low.removeprefix(prefix)
            if low.startswith(prefix) and text.words.is_listed(other):
                yield text.swap(token, like_case(token.text, other), "terminology")
        if text.words.is_term(token.text) and not token.text.isupper() and len(token.text) > 6:
            for found in misspellings(token.text):
                if not text.words.is_listed(found):
                    yield text.swap(token, found, "terminology")


def spelling(text: Text) -> Iterator[Seeded]:
    """A misspelling of an everyday word."""
    for place, token in text.body_words(6):
        everyday = text.words.is_common(token.text) and not text.words.is_term(token.text)
        if not everyday or text.words.drug(token.text) or text.out.roles[place] in {"heading", "title"}:
            continue
        for found in misspellings(token.text):
            if not text.words.knows(found) and not wc.differs_by_accents(found, token.text):
                yield text.swap(token, found, "spelling")


def accent(text: Text) -> Iterator[Seeded]:
    """An accent left out."""
    for _, token in text.body_words(4):
        places = [n for n, c in enumerate(token.text) if c in "éèêëàâîïôûùç"]
        if not places:
            continue
        place = text.rng.choice(places)
        found = token.text[:place] + token.text[place].translate(_ACCENTS) + token.text[place + 1 :]
        if not wc.are_grammar_homophones(token.key, found.lower()) and not text.words.is_listed(found):
            yield text.swap(token, found, "accent")


def agreement(text: Text) -> Iterator[Seeded]:
    """A mark of gender or number left out, a participle that becomes an infinitive."""
    for place, token in text.body_words(5):
        word = token.text
        if text.out.roles[place] in {"heading", "title"} or text.words.drug(word):
            continue
        if re.search(r"(?:ées|és|ée|les|les|tes|nes|res|ales|ives)$", word):
            found = word[:-1]
            if text.words.knows(found) and len(found) > 3 and token.key != "des":
                yield text.swap(token, found, "agreement")
        elif word.endswith("é") and text.key(place - 1) in {
            "est",
            "a",
            "été",
            "avons",
            "ai",
            "sera",
            "avoir",
        }:
            yield text.swap(token, word[:-1] + "er", "agreement")


def homophone(text: Text) -> Iterator[Seeded]:
    """a/à, et/est, ses/ces…"""
    for _, token in text.body_words(proper=True):
        wrong = slips().get(token.key)
        bare = token.text.isupper() and wrong == fold(token.key)  # « A l’examen » is no fault
        if wrong and len(token.text) == len(token.key) and not bare:
            yield text.swap(token, like_case(token.text, wrong), "homophone")


def capital(text: Text) -> Iterator[Seeded]:
    """A sentence without its capital, a month with one."""
    for place, token in text.body_words(3):
        opens = text.key(place - 1) == "." and not token.line_start
        if token.text[:1].isupper() and token.text[1:].islower() and opens:
            yield text.swap(token, token.text.lower(), "capital")
    for token in text.tokens:
        if token.kind == "date" and (month := re.search(r" ([a-zéû])", token.text)):
            at = month.start(1)
            yield text.swap(token, token.text[:at] + month[1].upper() + token.text[at + 1 :], "capital")


def punctuation(text: Text) -> Iterator[Seeded]:
    """A comma left out, a full stop that becomes a comma, a stray comma."""
    for place, token in enumerate(text.tokens):
        if token.kind != "mark":
            continue
        last = place + 1 == len(text.tokens) or text.tokens[place + 1].line_start
        if token.key == "," and not last:
            yield text.swap(token, "", "punctuation")
        elif token.key == "." and not last and text.tokens[place - 1].kind == "word":
            yield text.swap(token, ",", "punctuation")
        elif token.key == "." and last:
            yield text.swap(token, "", "punctuation")


def typography(text: Text) -> Iterator[Seeded]:
    """A space left out before a double mark or added before a comma, a point for a decimal comma, « oe »."""
    for place, token in enumerate(text.tokens):
        before = text.text[token.start - 1 : token.start]
        if token.kind == "mark" and token.key in ":;%" and before in {" ", "\u00a0", "\u202f"}:
            yield Seeded(
                token.start - 1, token.end, text.text[token.start - 1 : token.end], token.text, "typography"
            )
        elif token.key == "," and place and before.isalpha():
            yield text.swap(token, " ,", "typography")
        elif token.kind == "number" and re.fullmatch(r"\d+,\d+", token.text):
            yield text.swap(token, token.text.replace(",", "."), "typography")
        elif token.kind == "word" and "œ" in token.text:
            yield text.swap(token, token.text.replace("œ", "oe"), "typography")


def abbreviation(text: Text) -> Iterator[Seeded]:
    """« M. » becomes « Mr », « unités » becomes « U », « Dr » gets a point."""
    for place, token in enumerate(text.tokens):
        if token.kind == "title" and token.text in written_forms():
            for found in faulty_forms(token.text):
                yield text.swap(token, found, "abbreviation")
            if not token.text.endswith("."):
                yield text.swap(token, token.text + ".", "abbreviation")
        elif token.kind == "unit" and token.text == "unités" and text.tokens[place - 1].kind == "number":
            yield text.swap(token, "U", "abbreviation")


def omission(text: Text) -> Iterator[Seeded]:
    """A clause between two commas, or a sentence inside a paragraph."""
    for match in re.finditer(r"(?<=[,.]) [^,.:;\n]{12,70}[,.](?= [^\n])", text.text):
        if match.group()[-1] == text.text[match.start() - 1] and not re.search(
            r"\d$", text.text[: match.start() - 1]
        ):
            words = match.group().split()
            if len(words) >= 3 and negation_of(words[0]) is None:
                yield Seeded(match.start(), match.end(), match.group(), "", "omission")


def layout(text: Text) -> Iterator[Seeded]:
    """Two paragraphs run together, a heading or a framing line left out."""
    starts = [n for n, token in enumerate(text.tokens) if token.line_start and n]
    for place in starts:
        token = text.tokens[place]
        gap = text.tokens[place - 1].end
        yield Seeded(gap, token.start, text.text[gap : token.start], " ", "layout")
        role = text.out.roles[place]
        end = text.text.find("\n", token.start)
        if role in {"closing", "recipient"} and end > 0:
            yield Seeded(token.start, end + 1, text.text[token.start : end + 1], "", "layout")
        if role == "heading":
            stop = next((n for n in range(place, len(text.tokens)) if text.out.roles[n] != "heading"), None)
            if stop is not None and not text.tokens[stop].line_start:
                upto = text.tokens[stop].start
                yield Seeded(token.start, upto, text.text[token.start : upto], "", "layout")
