"""What is done to each invented dictation, change by change, compared with ``tests/writing/shown/``; written anew by

python -m tests.writing.shown
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.approved import approve
from transcribe.core.revision import Revision
from transcribe.core.types import Transcript
from transcribe.writing import write

HERE = Path(__file__).parent / "shown"
DATA = Path(__file__).parent / "data"


@cache
def shown() -> dict[str, str]:
    """The lines of each dictation, by its name."""
    return {
        path.stem: "\n".join([*lines(tomllib.loads(path.read_text("utf-8"))["spoken"]), ""])
        for path in sorted(DATA.rglob("*.toml"))
    }


def lines(spoken: str) -> Iterator[str]:
    """The written text, then its changes, doubts and instructions in their order."""
    revision = write(Revision(Transcript.from_text(spoken)))
    words = [word.text for word in revision.transcript.words]

    def heard(first: int, last: int) -> str:
        return " ".join(words[first : last + 1])

    yield from revision.text.splitlines()
    yield ""
    for edit in revision.edits:
        shown = edit.text.replace("\n", "⏎")
        yield f"{edit.kind} « {heard(edit.first, edit.last)} » → « {shown} » : {edit.reason}"
    for doubt in revision.doubts:
        offered = " | ".join(doubt.alternatives)
        yield f"? {doubt.kind} « {heard(doubt.first, doubt.last)} » : {doubt.reason} [{offered}]"
    for one in revision.instructions:
        yield f"! {one.kind} « {one.text} »"


if __name__ == "__main__":
    approve(shown(), HERE)
