"""A class's files against the keys of their exercises: who handed in what, each graded or refused."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from transcribe.core.errors import TranscribeError
from transcribe.documents import is_document
from transcribe.documents.refusing import refusal
from transcribe.french import fold
from transcribe.grading.keys import Key
from transcribe.grading.marking import grade
from transcribe.grading.reading import read_page
from transcribe.grading.scheme import Scheme
from transcribe.grading.tokens import tokenize
from transcribe.grading.types import Grade, Lexicon, Page

_ALIKE = 0.2
_FEW_WORDS = 8


@dataclass(frozen=True, slots=True)
class Attempt:
    """A file handed in and the learner's name, read from its name or its folder's."""

    path: Path
    learner: str
    key: Key | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What became of an attempt: a grade with the page graded, or the sentence that refuses it."""

    attempt: Attempt
    key: Key
    page: Page
    grade: Grade | None = None
    refused: str = ""


def find_attempts(inputs: Sequence[Path], keys: Sequence[Key]) -> list[Attempt]:
    """The files among ``inputs`` and in the folders among them, in order, each with its learner.

    Hidden files and Word's lock files are passed over.
    """
    found: list[Attempt] = []
    for given in inputs:
        files = sorted(p for p in given.rglob("*") if _is_handed_in(p, given)) if given.is_dir() else [given]
        root = given if given.is_dir() else given.parent
        found += [_attempt(path, root, keys) for path in files]
    return found


def _is_handed_in(path: Path, root: Path) -> bool:
    """Whether a file under ``root`` is a copy; only folders under it can be hidden, not those above."""
    folders = path.relative_to(root).parts[:-1]
    return not any(part.startswith((".", "__MACOSX")) for part in folders) and is_document(path)


def _attempt(path: Path, root: Path, keys: Sequence[Key]) -> Attempt:
    parts = [*path.relative_to(root).parts[:-1], path.stem]
    key = _named_key(parts, keys)
    names = [_without(part, key.id if key else "") for part in parts]
    names = [name for name in names if name]
    learner = names[0] if len(parts) > 1 and names else names[-1] if names else path.stem
    return Attempt(path, _tidy(learner), key)


def _named_key(parts: Sequence[str], keys: Sequence[Key]) -> Key | None:
    """The key whose id stands in the file's name or its folder's; the longest one wins."""
    for part in reversed(parts):
        flat = _flat(part)
        named = [key for key in keys if re.search(rf"(?:^|-){re.escape(_flat(key.id))}(?:-|$)", flat)]
        if named:
            return max(named, key=lambda key: len(key.id))
    return keys[0] if len(keys) == 1 else None


def _flat(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def _without(part: str, identifier: str) -> str:
    """A name without the exercise's id in it."""
    if not identifier:
        return part
    pattern = r"[^a-zA-Z0-9]+".join(
        re.escape(piece) for piece in re.split(r"[^a-zA-Z0-9]+", identifier) if piece
    )
    return re.sub(rf"(?i){pattern}", "", part)


def _tidy(name: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[_\s]+", " ", name)).strip(" -–_") or name


def grade_all(
    attempts: Sequence[Attempt],
    keys: Sequence[Key],
    lexicon: Lexicon,
    scheme: Scheme,
    *,
    schemes: Mapping[str, Scheme] | None = None,
) -> Iterator[Result]:
    """Grades each attempt; what cannot be graded is refused in one sentence and stops nothing.

    ``schemes`` are the exercises' own schemes, by exercise id; the others take ``scheme``.
    """
    for attempt in attempts:
        key = attempt.key or keys[0]
        try:
            page = read_page(attempt.path)
            key = attempt.key or _closest(page, keys)
            _check_same_document(attempt.path, page, key)
            rules = (schemes or {}).get(key.id, scheme)
            yield Result(
                attempt, key, page, grade(key.reference, page, lexicon, scheme=rules, given=key.given)
            )
        except TranscribeError as error:
            yield Result(attempt, key, Page(""), refused=str(error))


def _closest(page: Page, keys: Sequence[Key]) -> Key:
    return max(keys, key=lambda key: shared_words(key.reference.text, page.text))


def shared_words(reference: str, attempt: str) -> float:
    """Share of the shorter text's words (small ones left out) that the other has, in [0, 1]."""
    one, other = (Counter(_words(text)) for text in (reference, attempt))
    common = sum((one & other).values())
    return common / max(1, min(one.total(), other.total()))


def _words(text: str) -> list[str]:
    return [fold(t.text)[:5] for t in tokenize(text) if t.kind != "mark" and len(t.text) > 3]


def _check_same_document(path: Path, page: Page, key: Key) -> None:
    """Refuses a text that has hardly a word of the reference.

    Raises:
        DocumentError: it is another document.
    """
    if len(_words(page.text)) >= _FEW_WORDS and shared_words(key.reference.text, page.text) < _ALIKE:
        raise refusal(
            path.name,
            f"ne ressemble pas à l’exercice « {key.title} »",
            "vérifiez que l’élève a rendu le bon document",
        )
