"""Which files of what a person names are dictations to anonymise: sounds, and texts that people wrote."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path


def find_sources(inputs: Sequence[Path], *, without: Iterable[Path] = ()) -> list[Path]:
    """The sounds and texts of some files and folders, each once, sounds before a text of the same name.

    ``without``: folders that are not looked into. A file named by a person is always taken.
    """
    from transcribe.speech import is_audio

    seen: dict[Path, Path] = {}
    for path in _all(inputs, {folder.resolve() for folder in without}):
        seen.setdefault(path.resolve(), path)
    return sorted(seen.values(), key=lambda path: (path.parent, path.stem, not is_audio(path), path.suffix))


def _all(inputs: Sequence[Path], without: set[Path]) -> Iterator[Path]:
    from transcribe.documents import is_document
    from transcribe.speech import is_audio

    for item in inputs:
        if not item.is_dir():
            yield item
            continue
        for root, folders, names in os.walk(item):
            here = Path(root)
            folders[:] = sorted(
                n for n in folders if not n.startswith(".") and (here / n).resolve() not in without
            )
            for name in sorted(names):
                path = here / name
                if is_audio(path) or (is_document(path) and path.suffix.lower() != ".toml"):
                    yield path
