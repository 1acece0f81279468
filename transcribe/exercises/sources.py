"""Finds what exercises are made from: audio files with a reference beside them, or references alone."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from transcribe.core.errors import DocumentError
from transcribe.core.tomls import TomlError, parse_toml
from transcribe.exercises.types import Source
from transcribe.grading.reading import read_page
from transcribe.grading.types import Page

AUDIO = frozenset(
    [
        ".wav",
        ".mp3",
        ".m4a",
        ".ogg",
        ".opus",
        ".flac",
        ".aac",
        ".wma",
        ".amr",
        ".aif",
        ".aiff",
        ".mp4",
        ".webm",
        ".3gp",
        ".dss",
        ".ds2",
    ]
)
_BESIDE = (".toml", ".docx", ".txt", ".odt")


def find_sources(inputs: Sequence[Path], transcribe: Callable[[Path], str]) -> Iterator[Source]:
    """The sources in files and folders, in order of their names.

    ``transcribe`` gives the text of an audio file that has no reference beside it; such a source is not
    validated.

    Raises:
        DocumentError: a reference is unreadable, or there is nothing to make an exercise from.
        AudioError, ModelError: from ``transcribe``.
    """
    for path in source_paths(inputs):
        yield source_of(path, transcribe)


def source_paths(inputs: Sequence[Path]) -> list[Path]:
    """The audio files in files and folders, and the references that stand beside none, in order of their names.

    Raises:
        DocumentError: there is none.
    """
    paths = [path for given in inputs for path in (_inside(given) if given.is_dir() else [given])]
    audios = [path for path in paths if path.suffix.lower() in AUDIO]
    covered = {path.with_suffix("") for path in audios}
    texts = [path for path in paths if path.suffix.lower() in _BESIDE and path.with_suffix("") not in covered]
    if not audios and not texts:
        raise DocumentError(
            message="Aucun fichier audio ni texte de référence dans ce que vous avez donné : "
            "donnez un dossier de dictées (nom.mp3 avec nom.txt, nom.docx ou nom.toml à côté)."
        )
    return sorted({*audios, *texts})


def _inside(folder: Path) -> list[Path]:
    """The files of a folder, but for scripts that still wait for their voice (``transcribe speak``)."""
    files = (p for p in folder.rglob("*") if p.is_file() and not p.name.startswith((".", "~$")))
    return sorted(p for p in files if p.suffix.lower() != ".toml" or not _is_script(p))


def _is_script(path: Path) -> bool:
    """Whether a table asks how it is to be dictated and does not say what was."""
    try:
        table = parse_toml(path.read_bytes())
    except (OSError, TomlError):
        return False  # its reader says what is wrong
    return "punctuation" in table and "spoken" not in table


def source_of(path: Path, transcribe: Callable[[Path], str]) -> Source:
    """The source of one audio file or reference."""
    if path.suffix.lower() not in AUDIO:
        return _with_reference(path, None)
    for suffix in _BESIDE:
        beside = path.with_suffix(suffix)
        if beside.is_file():
            return _with_reference(beside, path)
    return Source(path.stem, Page(transcribe(path)), path, validated=False)


def _with_reference(reference: Path, audio: Path | None) -> Source:
    page = read_page(reference)
    spoken = specialty = title = ""
    if reference.suffix.lower() == ".toml":
        table = parse_toml(reference.read_bytes())  # as read_page did
        spoken, specialty = str(table.get("spoken", "")), str(table.get("specialty", ""))
        document = table.get("document")
        title = str(document.get("title", "")) if isinstance(document, dict) else ""
    return Source(reference.stem, page, audio, spoken, specialty, title=title)
