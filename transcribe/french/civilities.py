"""Civilities and titles before a name, said and written (``data/civilities.toml``).

« docteure » is « Dre » everywhere; a reader of letters, a writer, a grader and a guard ask the same table.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from transcribe.french.fold import fold, tidy
from transcribe.french.tables import Row, TableError, by_key, rows
from transcribe.french.tokens import Token, tokenise

Sex = Literal["F", "M", ""]
Role = Literal["doctor", "patient", "child", "other"]
_ROLES: tuple[Role, ...] = ("doctor", "patient", "child", "other")
# Particles in small letters between a civility and a name; « la », « le » begin a title (« madame la directrice »).
_INSIDE = frozenset("de d' du des van von der den di da dos el al ben".split())
_CAPITALS = frozenset({"MM"})
_SEXES: tuple[Sex, ...] = ("F", "M", "")


@dataclass(frozen=True, slots=True)
class Civility:
    """A civility: what is said of one and of several, how it is written, and what it tells of the person.

    ``keys``: every folded form and abbreviation that names it; ``lone``: those that need a capital or a dot;
    ``faulty``: those that are wrong in a letter.
    """

    said: str
    plural: str
    written: str
    written_plural: str
    sex: Sex
    role: Role
    key: str
    keys: frozenset[str]
    lone: frozenset[str]
    faulty: frozenset[str] = frozenset()


def civilities() -> tuple[Civility, ...]:
    """All of them, in the order of the table."""
    return tuple(dict.fromkeys(_by_key().values()))


def civility_of(word: str) -> Civility | None:
    """The civility that a word is: « Madame », « Mme », « mme », « MM. »; None for any other word.

    A form that is another word too (« m », « me », « pré ») is none without its capital, or with an accent.
    """
    key = fold(word).removesuffix(".")
    found = _by_key().get(key)
    if found is None or key not in found.lone:
        return found
    return found if word[:1].isupper() and tidy(word).lower().removesuffix(".") == key else None


def is_plural(word: str) -> bool:
    """Whether a civility is that of several people: « messieurs », « Drs »."""
    found = civility_of(word)
    return found is not None and fold(word).removesuffix(".") in _plurals(found)


def written(word: str) -> str:
    """How a civility is written before a name: « Dre » for « docteure », « MM. » for « messieurs »; or empty."""
    found = civility_of(word)
    if found is None:
        return ""
    return found.written_plural if is_plural(word) else found.written


def is_siglum(word: str, after: str) -> bool:
    """Whether capitals that also write a civility are a siglum before ``after``: « intervalle PR. Pas de bloc »."""
    return len(word) > 1 and word.isupper() and word not in _CAPITALS and not after.isupper()


@cache
def civility_words(*roles: Role) -> frozenset[str]:
    """The folded forms and abbreviations, of some roles or of all; those that are other words too are left out."""
    return frozenset(
        key
        for key, found in _by_key().items()
        if (not roles or found.role in roles) and key not in found.lone
    )


@cache
def written_forms(*roles: Role) -> frozenset[str]:
    """The abbreviations as written before a name, of some roles or of all: « Dr », « MM. »; whole words left out."""
    return frozenset(
        form
        for found in civilities()
        if not roles or found.role in roles
        for form in (found.written, found.written_plural)
        if form[:1].isupper()
    )


@cache
def misheard_heads() -> Mapping[str, str]:
    """How what a recogniser writes for a civility begins, and the civility said: « doct » for « docteur »."""
    return {head: row.forms[0] for row in rows("civilities") if (head := row.text("misheard"))}


@cache
def gendered_keys() -> frozenset[str]:
    """The keys of the civilities that tell the sex of a patient: one for another is another person."""
    return frozenset(found.key for found in civilities() if found.sex and found.role == "patient")


def faulty_forms(word: str) -> tuple[str, ...]:
    """Writings of a civility that are read, and are wrong before a name: « Mr » for « M. »."""
    found = civility_of(word)
    return tuple(sorted(form.capitalize() for form in found.faulty)) if found is not None else ()


def mistaken_for(word: str) -> tuple[str, ...]:
    """The civilities typed for another before a name: « M. » for « Mme », « Pr » for « Dr »; those of several: none."""
    found = civility_of(word)
    if found is None or is_plural(word) or found.role not in ("patient", "doctor"):
        return ()
    others = [one for one in civilities() if one.role == found.role and one.key != found.key]
    same = [one.written for one in others if one.sex == found.sex]
    if found.role == "doctor":
        return tuple(same)
    return (*same, *[one.written for one in others if one.sex != found.sex][:1])


def is_faulty(word: str) -> bool:
    """Whether a civility is written in a way that is wrong before a name."""
    found = civility_of(word)
    return found is not None and fold(word).removesuffix(".") in found.faulty


def find_civilities(text: str) -> Iterator[Row]:
    """The rows of the civilities of a text that stand before a name."""
    tokens = tokenise(text)
    by_name = by_key(rows("civilities"))
    for place, token in enumerate(tokens):
        found = civility_of(token.text)
        if found is not None and _is_named(tokens, place, found):
            yield by_name[fold(found.said)]


def _is_named(tokens: Sequence[Token], place: int, found: Civility) -> bool:
    """Whether a name follows, after a dot or particles perhaps; figures before « M » make it metres."""
    if tokens[place].key in found.lone and place and tokens[place - 1].kind == "number":
        return False
    place += 1
    if place < len(tokens) and tokens[place].text == "." and not found.written.islower():
        place += 1
    while place < len(tokens) and tokens[place].key in _INSIDE and not tokens[place].is_capital:
        place += 1
    return (
        place < len(tokens)
        and tokens[place].kind in ("word", "abbreviation", "elision")
        and tokens[place].is_capital
    )


def _plurals(found: Civility) -> tuple[str, str]:
    return fold(found.plural), fold(found.written_plural).removesuffix(".")


@cache
def _by_key() -> dict[str, Civility]:
    table: dict[str, Civility] = {}
    for row in rows("civilities"):
        found = _civility(row)
        for key in found.keys:
            if table.setdefault(key, found) is not found:
                raise TableError(f"civilities : « {key} » a deux lignes")
    return table


def _civility(row: Row) -> Civility:
    said, plural = row.forms[0], row.text("plural")
    written, several = row.text("written"), row.text("written_plural")
    spoken = [*row.forms, plural, written, several, *row.texts("abbreviations")]
    keys = frozenset(fold(form).removesuffix(".") for form in spoken)
    sex, role = row.text("sex"), row.text("role")
    if role not in _ROLES or sex not in _SEXES:
        raise TableError(f"civilities : « {said} » n’a pas de rôle ou de sexe connu")
    return Civility(
        said=said,
        plural=plural,
        written=written,
        written_plural=several,
        sex=_SEXES[_SEXES.index(sex)],
        role=_ROLES[_ROLES.index(role)],
        key=row.text("key"),
        keys=keys,
        lone=frozenset(row.texts("lone")),
        faulty=frozenset(row.texts("faulty")),
    )
