"""Patients known from elsewhere: ``patient.toml``, or the day's list; the INS number and its key."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from transcribe.core.errors import DocumentError
from transcribe.core.tomls import TomlError, parse_toml
from transcribe.core.types import Patient, Sex
from transcribe.french import fold
from transcribe.french.calendar import find_dates
from transcribe.french.civilities import civility_words
from transcribe.letters.people import split_name

# What each word of a column's name says, whatever its accents, its number or how it is cut short.
_MEANS = {
    **dict.fromkeys("ddn dn datenaissance datenaiss birthdate dob".split(), "date naissance"),
    **dict.fromkeys("naiss nais naissances birth birthday".split(), "naissance"),
    **dict.fromkeys("ne nee nes nees".split(), "ne"),
    **dict.fromkeys("dates dat dt".split(), "date"),
    **dict.fromkeys("prenoms prenon pren firstname first given".split(), "prenom"),
    **dict.fromkeys("noms lastname last surname family".split(), "nom"),
    **dict.fromkeys("lieux ville commune place city".split(), "lieu"),
    **dict.fromkeys("sex genre gender".split(), "sexe"),
    **dict.fromkeys("civ civilites titre title".split(), "civilite"),
    **dict.fromkeys("nir secu ssn matricule inss".split(), "ins"),
    **dict.fromkeys("usuel utilise marital usage epouse epoux".split(), "usage"),
    **dict.fromkeys("jf njf patronyme patronymique".split(), "jeune fille"),
    **dict.fromkeys("patients patiente patientes identite beneficiaire".split(), "patient"),
}
_SILENT = frozenset(
    "de du des la le les d l a au en et ou n no numero num complet complete premier 1er er 1 2 name strict officiel "
    "jj mm aaaa aa h f m of the".split()
)
# Columns about somebody or something else than the patient.
_OTHERS = frozenset(
    "medecin praticien prescripteur chirurgien correspondant mere pere parent conjoint tuteur contact "
    "personne confiance assure assureur mutuelle service etablissement fichier".split()
) | civility_words("doctor")
# Meanings in the order they are tried: the words that a column must have, and the trait it holds.
_TRAITS: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({"lieu", "naissance"}), "birth_place"),
    (frozenset({"lieu", "ne"}), "birth_place"),
    (frozenset({"nom", "naissance"}), "birth_name"),
    (frozenset({"jeune", "fille"}), "birth_name"),
    (frozenset({"date", "naissance"}), "birth_date"),
    (frozenset({"ne"}), "birth_date"),
    (frozenset({"naissance"}), "birth_date"),
    (frozenset({"nom", "prenom"}), "full_name"),
    (frozenset({"prenom"}), "first_name"),
    (frozenset({"usage"}), "used_name"),
    (frozenset({"nom"}), "last_name"),
    (frozenset({"patient"}), "full_name"),
    (frozenset({"sexe"}), "sex"),
    (frozenset({"civilite"}), "title"),
    (frozenset({"ins"}), "ins"),
)
_SEXES: dict[str, Sex] = {
    "f": "F",
    "feminin": "F",
    "femme": "F",
    "m": "M",
    "masculin": "M",
    "homme": "M",
    "h": "M",
}
_INS = re.compile(r"(?P<root>[1278]\d{4}(?:\d\d|2[AB])\d{6})(?P<key>\d{2})")


@dataclass(frozen=True, slots=True)
class PatientList:
    """Patients read from a list, and the names of its columns that mean nothing here."""

    patients: tuple[Patient, ...]
    unknown: tuple[str, ...] = ()


def column_trait(name: str) -> str:
    """The trait of ``Patient`` that a column's name means; empty for none.

    « Né(e) le », « DDN », « Date naiss. », « date de naissance (JJ/MM/AAAA) » are all ``birth_date``;
    ``full_name`` is last and first name together, ``used_name`` the name in use when it is said to be one.
    """
    words = {
        word
        for raw in re.findall(r"[a-z]+|\d+", re.sub(r"\((\w{1,2})\)", r"\1", fold(name)))
        if raw not in _SILENT
        for word in _MEANS.get(raw, raw).split()
    }
    if words & _OTHERS:
        return ""
    return next((trait for needed, trait in _TRAITS if needed <= words), "")


def patients_of_rows(
    names: Iterable[str], rows: Iterable[tuple[int, Mapping[str, object]]], *, shown: str, listed: bool = True
) -> PatientList:
    """Patients of a list, a row each; ``shown`` is how the user knows the file, ``listed`` that it has columns.

    Columns are in French, whatever their accents and abbreviations; dates as ``04/05/1954``, ``4 mai 1954`` or
    ``1954-05-04``.

    Raises:
        DocumentError: there is no name column, two columns mean the same, or a date, sex or INS is wrong.
    """
    traits = _settled({name: column_trait(name) for name in names})
    known = [trait for trait in traits.values() if trait]
    if listed and not {"last_name", "birth_name", "full_name"} & set(known):
        raise DocumentError(
            message=f"« {shown} » : la première ligne doit nommer une colonne « nom » ou « nom de naissance »."
        )
    for trait in known:
        if known.count(trait) > 1:
            twins = " » et « ".join(name for name, other in traits.items() if other == trait)
            raise DocumentError(
                message=f"« {shown} » : les colonnes « {twins} » disent la même chose, gardez-en une."
            )
    patients = tuple(
        _patient(shown, number, {traits[name]: value for name, value in row.items() if traits.get(name)})
        for number, row in rows
        if any(row.values())
    )
    return PatientList(patients, tuple(name for name, trait in traits.items() if not trait))


def patients_of_toml(text: str, *, shown: str) -> PatientList:
    """Patients of a ``patient.toml``: one ``[patient]`` or several ``[[patients]]``, keys as in a list.

    Raises:
        DocumentError: no such file, or a wrong value in it.
    """
    try:
        data = parse_toml(text)
    except TomlError as error:
        raise DocumentError(message=f"« {shown} » n’est pas un fichier TOML correct : {error}.") from error
    found = data.get("patients") or [data.get("patient", data)]
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise DocumentError(message=f"« {shown} » : écrivez une partie [patient], ou plusieurs [[patients]].")
    names = dict.fromkeys(name for row in found for name in row)
    return patients_of_rows(names, enumerate(found, 1), shown=shown, listed=False)


def ins_key(root: str) -> int:
    """Key of the 13 characters of an INS or social security number: 97 − (number mod 97).

    In the department 2A counts as 19, 2B as 18 (rule of the NIR, INSEE).

    Raises:
        ValueError: not 13 characters of that form.
    """
    digits = root.replace("2A", "19").replace("2B", "18")
    if len(root) != 13 or not digits.isdecimal():
        raise ValueError(root)
    return 97 - int(digits) % 97


def ins_fault(number: str) -> str:
    """What is wrong with an INS number (spaces ignored), as a French phrase; empty when nothing is."""
    match = _INS.fullmatch(re.sub(r"\s", "", number).upper())
    if match is None:
        return "le matricule INS doit avoir 13 caractères et une clé de 2 chiffres"
    wanted = ins_key(match["root"])
    return "" if int(match["key"]) == wanted else "la clé du matricule INS ne correspond pas à son numéro"


def _settled(traits: dict[str, str]) -> dict[str, str]:
    """Beside a column of names in use, a bare « nom » is the name of birth."""
    if "used_name" not in traits.values():
        return traits
    bare = "" if "birth_name" in traits.values() else "birth_name"
    renamed = {"used_name": "last_name", "last_name": bare or "last_name"}
    return {name: renamed.get(trait, trait) for name, trait in traits.items()}


def _patient(shown: str, number: int, row: Mapping[str, object]) -> Patient:
    where = f"« {shown} », patient {number}"
    values = {trait: _value(where, trait, value) for trait, value in row.items() if value not in (None, "")}
    if full := values.pop("full_name", ""):
        last, first = split_name(full)
        values = {"last_name": last, "first_name": first, **values}
    if not values.get("last_name"):
        values["last_name"] = values.get("birth_name", "")
    if not values.get("last_name"):
        raise DocumentError(message=f"{where} : il manque le nom.")
    sex = _SEXES.get(values.pop("sex", ""), "")
    return Patient(**values, sex=sex)


def _value(where: str, trait: str, value: object) -> str:
    text = value.isoformat() if isinstance(value, date) else " ".join(str(value).split())
    if trait == "birth_date":
        return _birth_date(where, text)
    if trait == "sex":
        if fold(text) not in _SEXES:
            raise DocumentError(message=f"{where} : sexe « {text} » inconnu, écrivez F ou M.")
        return fold(text)
    if trait == "ins":
        text = re.sub(r"\s", "", text).upper()
        if fault := ins_fault(text):
            raise DocumentError(message=f"{where} : {fault}.")
    return text


def _birth_date(where: str, text: str) -> str:
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        found = find_dates(text)
    if len(found) != 1:
        raise DocumentError(message=f"{where} : date « {text} » incorrecte, écrivez par exemple 04/05/1954.")
    return found[0].iso
