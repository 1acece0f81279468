"""Writes what learners and their trainer read: sheets, workbook, class page."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from transcribe.core.errors import OutputError, cause_of
from transcribe.core.files import make_folder, renamed_over, staged, write_text, written_whole
from transcribe.core.locks import working_in
from transcribe.core.names import free_path, safe_name
from transcribe.grading.class_html import class_html
from transcribe.grading.history import RESULTS_FILE, results_text
from transcribe.grading.moodle import gradebook
from transcribe.grading.projected import projected_html
from transcribe.grading.roster import Roster
from transcribe.grading.scheme import Scheme
from transcribe.grading.seance import Session, SessionMark, session_marks
from transcribe.grading.seance_files import session_docx
from transcribe.grading.sheet_docx import sheet_docx
from transcribe.grading.sheet_html import sheet_html
from transcribe.grading.sitting import Result
from transcribe.grading.workbook import workbook

_PATIENCE = 10.0


def write_reports(
    results: Sequence[Result],
    scheme: Scheme,
    out: Path,
    *,
    roster: Roster | None = None,
    session: Session | None = None,
) -> list[Path]:
    """Writes ``fiches/<learner>/<exercise>.docx`` and ``.html``, and the class's files.

    These are ``classe.xlsx``, ``classe.html``, ``projection.html`` (no name in it), ``moodle.csv`` and
    ``resultats.json``. The audio of an exercise, where the times of its words are known, stands beside each sheet.

    Two learners of one name get two files. A ``session`` has its one mark in all of them; after a mock exam learners
    get no sheet. Returns the paths written.

    Raises:
        OutputError: a file cannot be written.
    """
    with working_in(out, wait=_PATIENCE):
        return _written(results, scheme, out, roster, session)


def _written(
    results: Sequence[Result], scheme: Scheme, out: Path, roster: Roster | None, session: Session | None
) -> list[Path]:
    marks = session_marks(results, session) if session else []
    try:
        written = [] if session and session.exam else _sheets(results, scheme, out)
        if session and not session.exam:
            written += _summaries(results, marks, session, out)
        _write_bytes(out / "classe.xlsx", workbook(results, scheme, session, marks))
        write_text(out / RESULTS_FILE, results_text(results, timed=session is not None))
        write_text(out / "classe.html", class_html(results, scheme, roster, session, marks))
        write_text(out / "projection.html", projected_html(results, scheme))
        write_text(out / "moodle.csv", f"\ufeff{gradebook(results, roster, session, marks)}")
    except OSError as error:
        raise OutputError(path=error.filename or out, cause=cause_of(error)) from error
    names = ("classe.xlsx", "classe.html", "projection.html", "moodle.csv", RESULTS_FILE)
    return [*written, *(out / name for name in names)]


def _sheets(results: Sequence[Result], scheme: Scheme, out: Path) -> list[Path]:
    written: list[Path] = []
    taken: set[str] = set()
    for result in results:
        if result.grade is None:
            continue
        stem = free_path(out / "fiches" / safe_name(result.attempt.learner) / safe_name(result.key.id), taken)
        title = (result.scheme or scheme).title
        audio = [_beside(stem, path) for path in result.key.audio if result.key.times]
        write_text(stem.with_name(stem.name + ".html"), sheet_html(result, title, audio=audio))
        _write_bytes(stem.with_name(stem.name + ".docx"), sheet_docx(result, title))
        written += [stem.with_name(stem.name + ".html"), stem.with_name(stem.name + ".docx")]
    return written


def _summaries(
    results: Sequence[Result], marks: Sequence[SessionMark], session: Session, out: Path
) -> list[Path]:
    needs = {result.attempt.learner_id: result.needs for result in results}
    written: list[Path] = []
    taken: set[str] = set()
    for one in marks:
        stem = free_path(out / "fiches" / safe_name(one.learner) / "séance", taken)
        path = stem.with_name(stem.name + ".docx")
        _write_bytes(path, session_docx(one, session, needs.get(one.learner_id)))
        written.append(path)
    return written


def _beside(stem: Path, audio: Path) -> str:
    """The audio beside a sheet, as a second name of one file where the disk allows it; its address from there."""
    beside = stem.with_name(stem.name + audio.suffix)
    make_folder(beside.parent)
    if not (beside.exists() and beside.samefile(audio)):  # renaming over another name of itself does nothing
        passing = staged(beside)
        try:
            passing.hardlink_to(audio)
        except OSError:
            shutil.copyfile(audio, passing)
        renamed_over(passing, beside)
    return quote(beside.name)


def _write_bytes(path: Path, content: bytes) -> None:
    with written_whole(path) as stream:
        stream.write(content)
