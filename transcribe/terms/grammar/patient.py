"""Participles that go with the patient: « madame Szymczak, né le… » is « née », « Hospitalisé » follows her sex."""

from collections.abc import Iterator, Sequence

from transcribe.french.civilities import civility_of, civility_words
from transcribe.terms.grammar.units import Unit

_GREETINGS = frozenset("cher chère chers chères".split()) | civility_words("doctor")
_BORN = {"né": "m", "née": "f"}
_BEGINNING = {
    base + ending: gender
    for base in "hospitalis adress opér trait âg réadress réhospitalis réopér".split()
    for ending, gender in (("é", "m"), ("ée", "f"))
}
_NEAR = 14
_AFTER_BORN = frozenset("le en à".split())


def of_patient(units: Sequence[Unit]) -> Iterator[tuple[int, str, str]]:
    """Units to be written otherwise: index, new form, and the civility that asks for it."""
    last, sex, born = -1, "", len(units)
    named: list[str] = []
    for index, unit in enumerate(units):
        if _names_someone(units, index):
            last, sex = index, _sex(unit)
            named.append(sex)
        follows = index + 1 < len(units) and units[index + 1].word in _AFTER_BORN
        wanted = ""
        if unit.word in _BORN and follows and last >= 0 and index - last <= _NEAR:
            wanted, born = "née" if sex == "f" else "né", index
        elif unit.word in _BEGINNING and len(set(named)) == 1 and _begins(units, index, born):
            wanted = unit.text if _BEGINNING[unit.word] == sex else _other(unit.text)
        if wanted and wanted.lower() != unit.word:
            yield index, wanted, units[last].word


def _other(participle: str) -> str:
    return participle[:-1] if participle.endswith("ée") else participle + "e"


def _sex(unit: Unit) -> str:
    """``m`` or ``f`` for « monsieur », « Mme », « patiente »; else empty."""
    if unit.word == "patiente":
        return "f"
    found = civility_of(unit.text)
    return found.sex.lower() if found is not None and found.role == "patient" else ""


def _names_someone(units: Sequence[Unit], index: int) -> bool:
    """Whether a civility stands before a name, or a woman is called « patiente »; not in a greeting."""
    unit = units[index]
    if not _sex(unit) or (index and units[index - 1].word in _GREETINGS):
        return False
    if unit.word == "patiente":
        return True
    return index + 1 < len(units) and not unit.closes and units[index + 1].text[:1].isupper()


def _begins(units: Sequence[Unit], index: int, born: int) -> bool:
    """Whether a sentence begins at a word, or a birth stands alone before it: « née le 3 mai 1951, opérée »."""
    if index == 0 or (units[index].text[:1].isupper() and units[index - 1].closes):
        return True
    date = units[born:index]
    return 2 < len(date) <= _NEAR and date[-1].closes and not any(unit.closes for unit in date[:-1])
