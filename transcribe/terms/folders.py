"""Lexicon folders: what lies in ``lexicons/<id>/`` and in a trainer's own folders."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from transcribe.core.data import shipped
from transcribe.core.errors import LexiconError, cause_of
from transcribe.core.plugins import OURS, UnfitError, plugins
from transcribe.core.tomls import TomlError, parse_toml
from transcribe.terms.table import read_rows, tables_of

USER_FOLDER = "lexiques"
GROUP = "transcribe.lexicons"
_NO_TERMS = ("confusions", "formation")
"""Folders of lists that say something of words, not of which words there are."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A lexicon folder: its identity, from ``lexicon.toml``, and where its tables are."""

    id: str
    title: str
    licence: str
    path: Path
    tables: tuple[Path, ...]
    sources: tuple[dict[str, str], ...] = ()


def read_folder(path: Path) -> Folder:
    """Reads a folder's ``lexicon.toml`` and finds its table.

    Raises:
        LexiconError: no table, no readable ``lexicon.toml``.
    """
    tables = tables_of(path)
    if not tables:
        raise LexiconError(
            message=f"« {path} » n’est pas un lexique : il y manque le fichier terms.tsv ; "
            "créez-le avec « transcribe lexicon add »."
        )
    description = path / "lexicon.toml"
    try:
        content = parse_toml(description.read_bytes())
    except FileNotFoundError as error:
        raise LexiconError(
            message=f"« {path} » n’a pas de fichier lexicon.toml : ajoutez-le (id, title, licence)."
        ) from error
    except OSError as error:
        raise LexiconError(message=f"« {description} » ne peut pas être lu ({cause_of(error)}).") from error
    except TomlError as error:
        raise LexiconError(message=f"« {description} » ne peut pas être lu : {error}.") from error
    return Folder(
        id=str(content.get("id", path.name)),
        title=str(content.get("title", path.name)),
        licence=str(content.get("licence", "")),
        path=path,
        tables=tables,
        sources=tuple(
            {str(key): str(value) for key, value in source.items()} for source in content.get("sources", ())
        ),
    )


def user_folder() -> Path:
    """Where the user's own lexicons lie."""
    from platformdirs import user_data_path

    return user_data_path("transcribe", appauthor=False) / USER_FOLDER


def lexicon_folders(folders: Sequence[Path] = ()) -> list[Folder]:
    """The default lexicons, the user's own, those of other installed packages, then ``folders``, in this order.

    A folder given may be a lexicon or hold several.

    Raises:
        LexiconError: one of them cannot be read.
    """
    found: list[Path] = []
    for folder in folders:
        if not folder.is_dir():
            raise LexiconError(
                message=f"Le dossier de lexique « {folder} » n’existe pas : vérifiez le chemin."
            )
        found += [folder] if tables_of(folder) else _lexicons_in(folder)
    ours = _ours()
    return [*ours, *_of_packages(ours), *map(read_folder, found)]


def package_folders() -> list[Folder]:
    """The lexicons of other installed packages, each read through once: one that is wrong is left aside and said.

    Raises:
        LexiconError: one of the shipped lexicons or the user's own cannot be read.
    """
    return _of_packages(_ours())


def _of_packages(ours: Sequence[Folder]) -> list[Folder]:
    taken = {folder.id: OURS for folder in ours} | dict.fromkeys(_NO_TERMS, OURS)
    return [plugin.value for plugin in plugins(GROUP, _given, taken).values()]


def _given(name: str, value: object) -> Folder:
    path = value() if callable(value) else value
    if not isinstance(path, str | Path):
        raise UnfitError("il ne donne pas le chemin d’un dossier")
    folder = read_folder(Path(path))
    for table in folder.tables:
        for _row in read_rows(table):
            pass
    return replace(folder, id=name)


def _ours() -> list[Folder]:
    found = _lexicons_in(shipped("lexicons"))
    if user_folder().is_dir():
        found += _lexicons_in(user_folder())
    return [read_folder(path) for path in found]


def _lexicons_in(folder: Path) -> list[Path]:
    return sorted(
        path for path in folder.iterdir() if path.is_dir() and path.name not in _NO_TERMS and tables_of(path)
    )
