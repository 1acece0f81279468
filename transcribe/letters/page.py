"""A letter as one self-contained page: marks, words that play their seconds, print. Nothing is loaded."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from transcribe.core.errors import OutputError, cause_of
from transcribe.core.files import write_text
from transcribe.core.html import asset, page_policy, template
from transcribe.core.revision import Revision
from transcribe.core.types import Letter
from transcribe.letters.laid_out import TRAITS, Inline, LaidBlock, LaidOut, lay_out
from transcribe.letters.marks import Marks, Run, doubt_note, doubts_note, edit_note, silent_note


def write_html(letter: Letter, revision: Revision, path: Path, *, audio: Path | None = None) -> None:
    """Writes the page, whole or not at all; its words play ``audio``, found by a relative link.

    Raises:
        OutputError: the file cannot be written.
    """
    try:
        write_text(path, html(letter, revision, audio=_link(audio, path)))
    except OSError as error:
        raise OutputError(path=path, cause=cause_of(error)) from error


def _link(audio: Path | None, page: Path) -> str | None:
    """The way from the page to the sound; none when they lie on different drives."""
    if audio is None:
        return None
    try:
        return Path(os.path.relpath(audio.resolve(), page.resolve().parent)).as_posix()
    except ValueError:
        return None


def html(letter: Letter, revision: Revision, *, audio: str | None = None) -> str:
    """The page as text. ``audio``: link to the sound, relative to the page; ``None`` for no sound."""
    return _Page(lay_out(letter, revision), revision, audio).text()


@dataclass(frozen=True, slots=True)
class _Shown:
    """A run as the page shows it; it plays when its seconds have a length."""

    text: str
    start: float = 0.0
    end: float = 0.0
    blank: bool = False
    note: str = ""
    note_id: str = ""
    css: str = ""
    removed: str = ""
    inserted: bool = False


@dataclass(frozen=True, slots=True)
class _Block:
    role: str
    runs: tuple[_Shown, ...]
    capital: bool


class _Page:
    """One page being written; numbers its notes."""

    def __init__(self, laid: LaidOut, revision: Revision, audio: str | None) -> None:
        self.laid = laid
        self.revision = revision
        self.audio = audio
        self.marks = Marks(revision)
        self.notes = 0

    def text(self) -> str:
        laid = self.laid
        style = asset("transcribe.letters", "page.css")
        script = asset("transcribe.letters", "page.js") if self.audio is not None else ""
        return template("transcribe.letters", "page.html.j2").render(
            runs_of_items=_runs_of_items,
            laid=laid,
            style=style,
            script=script,
            policy=page_policy(f"\n{style}", f"\n{script}"),
            audio=None if self.audio is None else quote(os.fsencode(self.audio), safe="/.-_~()'!,"),
            summary=self._summary(),
            recipient=self._shown(laid.recipient) or self._value("destinataire"),
            date=self._value("date"),
            title=self._shown(laid.title or (Inline(laid.values["titre"]),)),
            traits=[(label, self._value(name)) for label, name in TRAITS],
            lines=self._blocks(b for b in laid.lines if b.role != "recipient"),
            body=self._blocks(laid.body),
            closing=self._blocks(laid.closing),
            signature=self._blocks(laid.signature),
            copies=self._blocks(laid.copies),
        )

    def _value(self, name: str) -> tuple[_Shown, ...]:
        value = self.laid.value(name)
        return self._shown((value,)) if value.text else ()

    def _blocks(self, blocks: Iterable[LaidBlock]) -> list[_Block]:
        return [_Block(block.role, self._shown(block.inlines), block.capital) for block in blocks]

    def _shown(self, inlines: Iterable[Inline]) -> tuple[_Shown, ...]:
        out: list[_Shown] = []
        for inline in inlines:
            if inline.start is None:
                out.append(_Shown(inline.text, blank=inline.blank))
            else:
                out += map(self._run, self.marks.runs(inline.start, inline.start + len(inline.text)))
        return tuple(out)

    def _run(self, run: Run) -> _Shown:
        start, end = self._seconds(run)
        notes = [doubt_note(self.revision, doubt) for doubt in run.doubts]
        if run.edit is not None:
            notes.insert(0, edit_note(self.revision, run.edit))
        if not notes:
            return _Shown(run.text, start, end)
        self.notes += 1
        return _Shown(
            run.text,
            start,
            end,
            note=" ".join(notes),
            note_id=f"note{self.notes}",
            css="doute" if run.to_verify else "retouche" if run.edit is not None else "peut-etre",
            removed=run.heard if run.edit is not None and not run.text else "",
            inserted=run.edit is not None,
        )

    def _seconds(self, run: Run) -> tuple[float, float]:
        """The seconds that a run plays; none without sound."""
        if self.audio is None or run.last < run.first or not run.text.strip():
            return 0.0, 0.0
        return self.revision.seconds_of(run.first, run.last)

    def _summary(self) -> str:
        if not self.revision.doubts and not self.revision.edits:
            return ""
        silent = self.marks.silent_count
        notes = (doubts_note(self.revision) or "0 passage à vérifier.", silent_note(silent) if silent else "")
        return " ".join(note for note in notes if note)


def _runs_of_items(blocks: Iterable[_Block]) -> Iterator[tuple[str, list[_Block]]]:
    """Neighbouring blocks of one role together, so that list items share one list."""
    for role, group in groupby(blocks, key=lambda block: block.role):
        yield role, list(group)
