"""The ranked terms of each specialty, for hotwords and for suggestions."""

import tomllib
from functools import cache

from transcribe.core.data import shipped
from transcribe.core.errors import LexiconError
from transcribe.french import fold
from transcribe.terms.table import read_rows

_FOLDER = "specialites"


def specialties() -> list[str]:
    """Ids of the specialties that have a list, sorted."""
    try:
        folder = shipped("lexicons", _FOLDER)
    except FileNotFoundError:
        return []
    return sorted(path.stem for path in folder.glob("*.tsv"))


def specialty_id(name: str) -> str:
    """The id of a specialty however it is called (« Gastro-entérologie », « gastro »), empty if unknown."""
    wanted = fold(name).strip().replace(" ", "-")
    return _names().get(wanted, "") if wanted else ""


def require_specialty(name: str) -> str:
    """The id of a specialty named on the command line; empty for an empty name.

    Raises:
        LexiconError: no such specialty.
    """
    found = specialty_id(name)
    if name.strip() and not found:
        known = ", ".join(specialties())
        raise LexiconError(message=f"Spécialité « {name} » inconnue : choisissez parmi {known}.")
    return found


@cache
def _names() -> dict[str, str]:
    """Every folded name of a specialty (id, title, alias) and its id."""
    ids = specialties()
    names = {one: one for one in ids}
    try:
        description = shipped("lexicons", _FOLDER, "lexicon.toml").read_text(encoding="utf-8")
    except FileNotFoundError:
        return names
    content = tomllib.loads(description)
    for one in ids:
        title = content.get("titles", {}).get(one, one)
        for name in (title, *content.get("aliases", {}).get(one, ())):
            names.setdefault(fold(name).replace(" ", "-"), one)
    return names


def terms_of(specialty: str) -> tuple[str, ...]:
    """The terms of a specialty, the most telling first; empty when it has no list."""
    known = specialty_id(specialty)
    if not known:
        return ()
    return tuple(row.term for row in read_rows(shipped("lexicons", _FOLDER, f"{known}.tsv")))


def hotwords(specialty: str, *, limit: int = 40) -> tuple[str, ...]:
    """The terms by which recognition is biased: few, because too many of them are heard in silence."""
    return terms_of(specialty)[:limit]
