"""The public library as another project calls it: executed by the tests, and checked by ``mypy --strict``.

The wheel's lane of ``.ci/run`` checks it against the installed package, away from the checkout.
"""

from decimal import Decimal
from pathlib import Path
from typing import assert_type

import transcribe
from transcribe import Conversion, Finding, Grade, Mistake, Passage, TranscribeError


def converted(audio: str, out: Path) -> tuple[str, list[str]]:
    """The text of a dictation whose document is written to ``out``, and its doubtful passages."""
    done = transcribe.convert(audio, template="auto", specialty="", model="base", correction=True)
    assert_type(done, Conversion)
    assert_type(done.save(out), Path)
    assert_type(done.save(str(out)), Path)
    assert_type(done.doubts, tuple[Passage, ...])
    for passage in done.doubts:
        assert_type(passage.until - passage.since, float)
        assert_type(passage.alternatives, tuple[str, ...])
        assert done.text[passage.start : passage.end] == passage.text
    return assert_type(done.text, str), [passage.text for passage in done.doubts]


def checked(text: Path | str) -> list[tuple[int, int, str]]:
    """Where something is to be looked at in a text: line, column, first suggestion."""
    found = transcribe.check(text, specialty="cardiologie", reform=False)
    assert_type(found, tuple[Finding, ...])
    return [(one.line, one.column, next(iter(one.suggestions), "")) for one in found]


def graded(reference: Path | str, copy: Path | str) -> tuple[Decimal, list[str]]:
    """The mark of a copy, and the class of each mistake."""
    note = transcribe.grade(reference, copy, scheme="sur-20")
    assert_type(note, Grade)
    assert_type(note.mistakes, tuple[Mistake, ...])
    assert note.mark + sum(one.points for one in note.mistakes) == note.maximum
    return assert_type(note.mark, Decimal), [one.kind for one in note.mistakes]


def refused(text: Path) -> str:
    """The sentence on a file that is no text."""
    try:
        transcribe.check(text)
    except TranscribeError as error:
        return str(error)
    return ""
