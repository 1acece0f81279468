"""The ranked terms of each specialty, for hotwords and for suggestions."""

from transcribe.core.data import shipped
from transcribe.core.errors import LexiconError
from transcribe.terms.spelling import fold
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
    """The id of a specialty however it is written: « Gastro-entérologie » is ``gastro-enterologie``.

    Raises:
        LexiconError: no such specialty.
    """
    wanted = fold(name).strip().replace(" ", "-")
    known = specialties()
    if wanted in known:
        return wanted
    close = [one for one in known if one.startswith(wanted[:5])] if len(wanted) >= 3 else []
    if len(close) == 1:
        return close[0]
    raise LexiconError(
        message=f"Spécialité « {name} » inconnue : choisissez parmi {', '.join(known) or 'aucune'}."
    )


def terms_of(specialty: str) -> tuple[str, ...]:
    """The terms of a specialty, the most telling first; empty when it has no list."""
    if not specialty or specialty not in specialties():
        return ()
    return tuple(row.term for row in read_rows(shipped("lexicons", _FOLDER, f"{specialty}.tsv")))


def hotwords(specialty: str, *, limit: int = 60) -> tuple[str, ...]:
    """The terms by which recognition is biased: few, because too many of them are heard in silence."""
    return terms_of(specialty)[:limit]
