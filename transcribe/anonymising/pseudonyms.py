"""Plausible names, dates and numbers in the place of real ones, the same for the same everywhere in a run.

Names are kept apart by their parts, folded: « M. DUPONT », « Jean Dupont », « D U P O N T » and « J. D. » meet. Dates
of one patient move by one interval of whole weeks, so that durations, ages and days of the week hold. Numbers keep
form and cannot be real: telephones lie in the ranges kept for fiction (Arcep, décision 2018-0881), social
security numbers have a département 00 and a key over 97, postcodes begin with 99, e-mails end with example.org.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from transcribe.anonymising.dates import shifted
from transcribe.anonymising.finding import Passage
from transcribe.anonymising.types import Kind
from transcribe.core.tomls import parse_toml
from transcribe.core.types import Sex
from transcribe.french import fold, squash, tokenise
from transcribe.french.civilities import civility_of
from transcribe.french.particles import is_particle

# Weeks by which dates may move: far enough to hide, near enough that a season and an age seldom change.
_WEEKS = (*range(-25, -3), *range(4, 26))
# The ten figures of fiction by the first two: +33 1 99 00, 2 61 91, 3 53 01, 4 65 71, 5 36 49, 6 39 98.
_FICTION = {"01": "019900", "02": "026191", "03": "035301", "04": "046571", "05": "053649"}
_MOBILE = "063998"
_NO_KEY = "99"


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    table = parse_toml(Path(__file__).with_name("pseudonymes.toml").read_text("utf-8"))
    return {
        name: tuple(text.strip().replace("\n", "|").split("|") if name == "streets" else text.split())
        for name, text in table.items()
    }


@dataclass
class Pseudonyms:
    """What has taken the place of what in one run; ``avoided``: folded words that no pseudonym may be."""

    avoided: frozenset[str] = frozenset()
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    numbers: dict[tuple[Kind, str], str] = field(default_factory=dict)
    intervals: dict[str, int] = field(default_factory=dict)

    def days_of(self, patient: str) -> int:
        """The interval of a patient, in days; one of its own for each key, drawn once."""
        return self.intervals.setdefault(patient, 7 * secrets.choice(_WEEKS))

    def in_place_of(self, passage: Passage, context: "Context", *, days: int, year: int) -> str:
        """What takes the place of a passage of a text; empty for a date that cannot be read."""
        text, kind = passage.text, passage.kind
        if kind == "person":
            return self.person(text, context, spelled=passage.spelled)
        if kind == "place":
            return _in_case_of(text, self._drawn("town", fold(text), _lists()["towns"]))
        if kind in ("date", "birth"):
            return shifted(text, days, year=year)
        return self._number(text, kind)

    def person(self, text: str, context: "Context", *, spelled: bool = False) -> str:
        """A name for a name, part by part; particles go, civilities stay, initials follow their name."""
        if spelled:
            return self._spelled(text)
        words = [token.text for token in tokenise(text) if token.kind not in ("mark", "elision", "break")]
        words = [word for word in words if not is_particle(word) or len(words) == 1]
        sorts = self._sorts([word for word in words if civility_of(word) is None], context)
        out = []
        for word in words:
            if civility_of(word) is not None:
                out.append(word)
            elif _is_initial(word):
                out.append(self._initial(word))
            elif len(out) < 4:
                out.append(self._part(word, sorts.get(word, "last"), context.sex))
        return " ".join(dict.fromkeys(out))

    def _sorts(self, words: list[str], context: "Context") -> dict[str, str]:
        """Whether each word of a name is a first name or a surname: as it was before, else as its order tells."""
        seen = {
            word: sort for word in words for sort in ("first", "last") if (sort, fold(word)) in self.names
        }
        if len(words) == 1:
            given = context.lone if context.titled or words[0] not in seen else seen[words[0]]
            return {words[0]: given}
        from transcribe.letters.people import split_name

        last, first = split_name(" ".join(words))
        sorts = {
            word: "first" if word in first.split() and word not in last.split() else "last" for word in words
        }
        if len(words) == 2 and sorts[words[0]] == "first" and seen.get(words[0]) == "last":
            return {
                words[0]: "last",
                words[1]: "first",
            }  # « Teriitahi Manutea », once « M. Teriitahi » was read
        return sorts

    def _part(self, word: str, sort: str, sex: Sex) -> str:
        """The pseudonym of one word; the parts of a double name have their own: « Marchetti-Dufour »."""
        if sort == "last":
            parts = [part for part in word.split("-") if not is_particle(part)] or [word]
            return "-".join(
                self._drawn("last", fold(part), _lists()["surnames"], like=part) for part in parts
            )
        names = _lists()["women" if (sex or _guessed(word)) == "F" else "men"]
        return self._drawn("first", fold(word), names, like=word)

    def _drawn(self, sort: str, key: str, names: tuple[str, ...], *, like: str = "") -> str:
        taken = {fold(name) for name in self.names.values()}
        if (sort, key) not in self.names:
            free = [name for name in names if fold(name) not in taken | self.avoided]
            self.names[sort, key] = secrets.choice(free or names)
        return _in_case_of(like, self.names[sort, key]) if like else self.names[sort, key]

    def _initial(self, word: str) -> str:
        """« D. » as the initial of the pseudonym of a name that begins so; any other when there is none."""
        out = []
        for letter in (c for c in word if c.isalpha()):
            known = [
                name for (sort, key), name in self.names.items() if sort != "town" and key[0] == fold(letter)
            ]
            out.append((known[0] if known else secrets.choice("ABCDEFGHLMPRST"))[0] + ".")
        return "-".join(out) if "-" in word else " ".join(out)

    def _spelled(self, text: str) -> str:
        """The letters of the pseudonym of the name that is spelled, in the manner of the original."""
        key = squash("".join(c for c in text if c.isalpha()))
        sign = ", " if "," in text else "-" if "-" in text else "." if "." in text else " "
        known = next(
            (name for (sort, one), name in self.names.items() if sort != "town" and squash(one) == key), ""
        )
        letters = [
            c.upper() for c in (known or self._drawn("last", key, _lists()["surnames"])) if c.isalpha()
        ]
        return sign.join(letters)

    def _number(self, text: str, kind: Kind) -> str:
        key = (kind, "".join(c for c in fold(text) if c.isalnum()))
        if key not in self.numbers:
            self.numbers[key] = _made_up(text, kind, len(self.numbers))
        return self.numbers[key]


@dataclass(frozen=True, slots=True)
class Context:
    """What a person's passage owes to its place: ``lone``: a word alone is a surname or a first name; ``titled``: a
    civility stands before it."""

    sex: Sex = ""
    lone: str = "last"
    titled: bool = False


def context_of(text: str, start: int, end: int, known_first: bool) -> Context:
    """The sex that a civility, a relative or a birth tells around a name, and what a word alone is there."""
    from transcribe.anonymising.cues import cues

    before = [token for token in tokenise(text[max(0, start - 40) : start]) if token.kind not in ("mark",)][
        -3:
    ]
    after = [token.key for token in tokenise(text[end : end + 24])][:4]
    civility = next((found for token in reversed(before[-2:]) if (found := civility_of(token.text))), None)
    inside = next((found for token in tokenise(text[start:end]) if (found := civility_of(token.text))), None)
    called = inside or civility
    sex: Sex = ""
    if called is not None:
        sex = called.sex
    if not sex:
        sex = "F" if "nee" in after else "M" if "ne" in after else _sex_of([token.key for token in before])
    titled = called is not None and called.role != "child"
    related = any(token.key in cues().relatives for token in before[-2:])
    born = bool(before) and before[-1].key in cues().born
    labelled = any(token.key in ("prenom", "prenoms") for token in before)
    first = labelled or (not titled and not born and (related or known_first))
    return Context(sex, "first" if first else "last", titled)


_WOMEN = frozenset(
    "femme epouse conjointe compagne amie fille soeur mere maman grand-mere tante niece cousine belle-soeur belle-mere "
    "belle-fille voisine tutrice marraine infirmiere patiente nommee sage-femme".split()
)
_MEN = frozenset(
    "mari epoux conjoint compagnon ami fils frere pere papa grand-pere oncle neveu cousin beau-frere beau-pere "
    "beau-fils gendre voisin tuteur parrain infirmier patient nomme".split()
)


def _sex_of(keys: Iterable[str]) -> Sex:
    found: Sex = ""
    for key in keys:
        found = "F" if key in _WOMEN else "M" if key in _MEN else found
    return found


def _is_initial(word: str) -> bool:
    return len(word) == 1 or (
        word.count(".") > 0 and all(len(part) <= 1 for part in word.replace("-", "").split("."))
    )


def _guessed(word: str) -> Sex:
    """The sex that a first name alone suggests: its list, or its ending."""
    key = fold(word)
    if key in {fold(name) for name in _lists()["women"]}:
        return "F"
    if key in {fold(name) for name in _lists()["men"]}:
        return "M"
    return "F" if key.endswith(("a", "e", "ah", "ine", "elle")) else "M"


def _in_case_of(model: str, name: str) -> str:
    return name.upper() if model.isupper() and len(model) > 1 else name


def _made_up(text: str, kind: Kind, count: int) -> str:
    """A number of the form of another, that nobody has."""
    digits = [c for c in text if c.isdigit()]
    made = _random_code(text if digits else "0000")
    if kind == "email":
        made = f"contact{count + 1}@example.org" if "@" in text else f"https://www.example.org/{count + 1}"
    elif kind == "address":
        made = f"{secrets.randbelow(90) + 2} {secrets.choice(_lists()['streets'])}"
    elif kind == "postcode":
        made = f"99{secrets.randbelow(900) + 100}"
    elif kind == "phone" and len(digits) >= 9:
        made = _with_figures(text, _phone(digits))
    elif kind == "nir":
        made = _nir(text)
    elif kind in ("rpps", "finess"):
        made = _with_figures(text, "00" + _random_figures(len(digits) - 2))
    return made


def _phone(digits: list[str]) -> str:
    national = "0" + "".join(digits[-9:])
    made = _FICTION.get(national[:2], _MOBILE) + _random_figures(4)
    return "".join(digits[:-9]) + made[1:] if len(digits) > 10 else made if len(digits) == 10 else made[1:]


def _nir(text: str) -> str:
    """Sex and year of birth stay; the département is 00, the key 99: neither exists."""
    signs = [c for c in text if c.isalnum()]
    made = [*signs[:3], *f"{secrets.randbelow(12) + 1:02d}", "0", "0", *_random_figures(6)]
    if len(signs) > 13:
        made += _NO_KEY
    return _with_figures(text, "".join(made))


def _with_figures(text: str, figures: str) -> str:
    """``figures`` in the places of the figures and letters of a text; its spaces and signs stay."""
    left = iter(figures)
    return "".join(next(left, "") if c.isalnum() else c for c in text) + "".join(left)


def _random_figures(count: int) -> str:
    return "".join(str(secrets.randbelow(10)) for _ in range(count))


def _random_code(text: str) -> str:
    return "".join(
        str(secrets.randbelow(10))
        if c.isdigit()
        else secrets.choice("ABCDEFHKLMNPRTVX")
        if c.isalpha()
        else c
        for c in text
    )
