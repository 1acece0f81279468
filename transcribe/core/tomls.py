"""TOML that people write: what is wrong with it, in French, with its line."""

import re
import tomllib
from typing import Any


class TomlError(ValueError):
    """A text is no TOML; ``str()`` says where, in French."""


def parse_toml(content: str | bytes) -> dict[str, Any]:
    """The tables of a TOML text; bytes may begin with a byte order mark.

    Raises:
        TomlError: not UTF-8, or not TOML.
    """
    try:
        return tomllib.loads(content if isinstance(content, str) else content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise TomlError(f"octet {error.start} : enregistrez le fichier avec l’encodage UTF-8") from error
    except RecursionError as error:
        raise TomlError("trop de listes les unes dans les autres") from error
    except ValueError as error:  # TOMLDecodeError, and dates or numbers that cannot be
        raise TomlError(_place(str(error))) from error


def _place(message: str) -> str:
    if found := re.search(r"at line (\d+), column (\d+)", message):
        return f"erreur d’écriture à la ligne {found[1]}, colonne {found[2]}"
    if "end of document" in message:
        return "erreur d’écriture à la fin du fichier"
    return "une date ou un nombre ne peut pas exister"


def line_of(text: str, key: str, *, table: str = "", rank: int = 0) -> int:
    """The line of a key in a TOML text, counted from 1; 0 when it is not found.

    ``table`` is the name of the table that holds it, ``rank`` which one of an array of tables, from 0; with an empty
    ``key`` it is the line of the table's own header.
    """
    inside, count = not table, -1
    for number, line in enumerate(text.splitlines(), 1):
        if header := re.match(r"\s*(\[\[?)\s*([^\]]+?)\s*\]", line):
            name = header[2].strip("\"'")
            count += name == table
            inside = name == table and (count == rank or header[1] == "[")
            if inside and not key:
                return number
        elif inside and key and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
            return number
    return 0
