"""What the terms room knows, as one digest: lexicons shipped and added, fitted weights."""

from itertools import chain
from pathlib import Path

from transcribe.core.data import shipped
from transcribe.core.files import digest_of
from transcribe.terms.folders import package_folders, user_folder

_LISTS = {".tsv", ".toml", ".txt", ".bz2"}


def state() -> str:
    """A digest that changes with any list, the user's own and other packages' too, and with any fitted weight."""
    lists = chain(
        shipped("lexicons").rglob("*"),
        user_folder().rglob("*") if user_folder().is_dir() else (),
        *(folder.path.rglob("*") for folder in package_folders()),
    )
    weights = Path(__file__).parent.rglob("*.json")
    return digest_of(chain((path for path in lists if path.suffix in _LISTS), weights))
