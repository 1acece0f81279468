"""Patients known from elsewhere: ``patient.toml``, or the day's list as CSV; the INS number and its key."""

import csv
import io
import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from transcribe.core.errors import DocumentError
from transcribe.core.types import Patient, Sex
from transcribe.letters.dates import find_dates
from transcribe.letters.scan import fold

_COLUMNS = {
    "civilite": "title",
    "titre": "title",
    "title": "title",
    "nom": "last_name",
    "nom utilise": "last_name",
    "nom d usage": "last_name",
    "last name": "last_name",
    "nom de naissance": "birth_name",
    "nom naissance": "birth_name",
    "birth name": "birth_name",
    "prenom": "first_name",
    "prenoms": "first_name",
    "premier prenom": "first_name",
    "first name": "first_name",
    "date de naissance": "birth_date",
    "date naissance": "birth_date",
    "naissance": "birth_date",
    "ne le": "birth_date",
    "birth date": "birth_date",
    "sexe": "sex",
    "sex": "sex",
    "lieu de naissance": "birth_place",
    "lieu naissance": "birth_place",
    "birth place": "birth_place",
    "ins": "ins",
    "matricule ins": "ins",
}
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


def read_patients(path: Path) -> tuple[Patient, ...]:
    """Patients of a ``.toml`` (one ``[patient]`` or several ``[[patients]]``) or ``.csv`` file.

    Columns and keys are in French (nom, nom de naissance, prénom, date de naissance, sexe, lieu de
    naissance, INS); dates as ``04/05/1954``, ``4 mai 1954`` or ``1954-05-04``.

    Raises:
        DocumentError: the file is unreadable, has no name column, or holds a wrong date, sex or INS.
    """
    text = _text(path)
    rows = _toml(path, text) if path.suffix.lower() == ".toml" else _csv(path, text)
    return tuple(_patient(path, number, row) for number, row in rows)


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


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DocumentError(message=f"« {path} » est illisible ({error.strerror}).") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Spreadsheets on Windows still save CSV files in this encoding.
        return content.decode("cp1252", errors="replace")


def _toml(path: Path, text: str) -> list[tuple[int, Mapping[str, object]]]:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DocumentError(message=f"« {path} » n’est pas un fichier TOML correct : {error}.") from error
    found = data.get("patients") or [data.get("patient", data)]
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise DocumentError(message=f"« {path} » : écrivez une partie [patient], ou plusieurs [[patients]].")
    return list(enumerate(found, 1))


def _csv(path: Path, text: str) -> Iterable[tuple[int, Mapping[str, object]]]:
    head = text.partition("\n")[0]
    delimiter = max(";,\t", key=head.count)
    rows = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    names = [_column(name) for name in rows.fieldnames or ()]
    if not {"last_name", "birth_name"} & set(names):
        raise DocumentError(
            message=f"« {path} » : la première ligne doit nommer une colonne « nom » ou « nom de naissance »."
        )
    return [(number, row) for number, row in enumerate(rows, 2) if any(row.values())]


def _column(name: str) -> str:
    return _COLUMNS.get(" ".join(re.findall(r"\w+", fold(name).replace("_", " "))), "")


def _patient(path: Path, number: int, row: Mapping[str, object]) -> Patient:
    values: dict[str, str] = {}
    for name, value in row.items():
        column = _column(str(name)) if name else ""
        if column and value not in (None, ""):
            values[column] = _value(path, number, column, value)
    if not values.get("last_name"):
        values["last_name"] = values.get("birth_name", "")
    if not values["last_name"]:
        raise DocumentError(message=f"« {path} », patient {number} : il manque le nom.")
    sex = _SEXES.get(values.pop("sex", ""), "")
    return Patient(**values, sex=sex)


def _value(path: Path, number: int, column: str, value: object) -> str:
    text = value.isoformat() if isinstance(value, date) else str(value).strip()
    where = f"« {path} », patient {number}"
    if column == "birth_date":
        return _birth_date(where, text)
    if column == "sex":
        if fold(text) not in _SEXES:
            raise DocumentError(message=f"{where} : sexe « {text} » inconnu, écrivez F ou M.")
        return fold(text)
    if column == "ins":
        text = re.sub(r"\s", "", text).upper()
        if fault := ins_fault(text):
            raise DocumentError(message=f"{where} : {fault}.")
    return text


def _birth_date(where: str, text: str) -> str:
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        found = find_dates(text)
    if not found:
        raise DocumentError(message=f"{where} : date « {text} » incorrecte, écrivez par exemple 04/05/1954.")
    return found[0].iso
