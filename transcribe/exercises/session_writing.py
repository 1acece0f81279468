"""Writes a sitting: one folder to hand out, one folder of keys for each exercise, and ``seance.toml``.

``apprenant/`` holds the one ``consigne.docx`` and a folder for each exercise; ``<exercise>/formateur/`` is what grading
reads, as for exercises made one by one.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from transcribe.core.errors import MixedSession, OutputError, cause_of
from transcribe.core.files import write_text, written_whole
from transcribe.core.locks import working_in
from transcribe.documents.plain_word import word_bytes
from transcribe.exercises.arranged import arranged, own_folders
from transcribe.exercises.asking import tasks_of
from transcribe.exercises.session import duration_text, given_minutes
from transcribe.exercises.sheets import add_helps
from transcribe.exercises.types import ALL_KINDS, Exercise
from transcribe.exercises.writing import write_exercise, write_learner
from transcribe.grading.french import NBSP, decimal_text
from transcribe.grading.keys import KEY_FILE
from transcribe.grading.needs import Needs
from transcribe.grading.seance import MAXIMUM, SESSION_FILE, Session, session_text
from transcribe.grading.sheet_docx import new_document

LEARNERS = "apprenant"


def write_session(
    session: Session, exercises: Sequence[Exercise], out: Path, learners: Mapping[str, Needs] | None = None
) -> list[Path]:
    """Writes the sitting in ``out``; ``seance.toml`` comes last, so that a folder without it is none.

    ``learners`` are needs by the name shown: who needs the sitting otherwise has its whole folder in
    ``amenages/<learner>/``. Returns those folders.

    Raises:
        OutputError: a file cannot be written, or (``MixedSession``) ``out`` holds another sitting's exercises.
        AudioError: an audio cannot be read.
    """
    with working_in(out, wait=10):
        _refuse_another(session, out)
        for exercise in exercises:
            write_exercise(exercise, out / exercise.id, learner=out / LEARNERS / exercise.id, guided=False)
        own: list[Path] = []
        try:
            _write_instructions(session, exercises, out / LEARNERS)
            for folder, needs in own_folders(out, learners or {}, exercises[0].choices.needs):
                made = [arranged(exercise, needs) for exercise in exercises]
                for exercise in made:
                    write_learner(exercise, folder / exercise.id, guided=False)
                _write_instructions(session, made, folder)
                own.append(folder)
            write_text(out / SESSION_FILE, session_text(session))
        except OSError as error:
            raise OutputError(path=error.filename or out, cause=cause_of(error)) from error
    return own


def _write_instructions(session: Session, exercises: Sequence[Exercise], folder: Path) -> None:
    with written_whole(folder / "consigne.docx") as stream:
        stream.write(session_instructions(session, exercises, exercises[0].choices.needs))


def _refuse_another(session: Session, out: Path) -> None:
    """Another sitting's exercises would be graded with this one's."""
    wanted = {part.id for part in session.parts}
    for path in sorted(out.glob(f"*/{KEY_FILE}")):
        name = path.parent.parent.name
        if name not in wanted:
            raise MixedSession(path=out, other=name)


def session_instructions(session: Session, exercises: Sequence[Exercise], needs: Needs) -> bytes:
    """The one sheet that learners read first, as the bytes of a .docx."""
    document = new_document(session.title, needs)
    document.add_paragraph(session.title, style="Title")
    document.add_paragraph(_time(session, needs))
    document.add_paragraph(
        f"Une seule note sur {MAXIMUM}. Chaque exercice compte selon le temps qu’il demande ; un exercice non rendu "
        "compte 0. Commencez par le premier, le plus facile."
    )
    if session.exam:
        document.add_paragraph(
            "Examen blanc : travaillez seul, sans aide ni correction ; aucune fiche n’est remise après l’épreuve."
        )
    for number, exercise in enumerate(exercises, 1):
        part = next(part for part in session.parts if part.id == exercise.id)
        document.add_heading(f"Exercice {number} : {ALL_KINDS[exercise.kind].lower()}", 1)
        document.add_paragraph(
            f"Dossier {exercise.id}. Temps conseillé : {duration_text(exercise.minutes)}. "
            f"Compte pour {decimal_text(session.worth(part))}{NBSP}points sur {MAXIMUM}."
        )
        for task in tasks_of(exercise, "word"):
            document.add_paragraph(task, style="List Bullet")
        add_helps(document, exercise, level=2)
    document.add_heading("Pour rendre", 1)
    document.add_paragraph(
        "Enregistrez chaque copie sous le nom « Prénom NOM - dossier de l’exercice », par exemple "
        f"« Prénom NOM - {exercises[0].id}.docx »."
    )
    return word_bytes(document)


def _time(session: Session, needs: Needs) -> str:
    usual = f"Durée : {duration_text(session.minutes)}."
    if not needs.extra_time:
        return usual
    given = duration_text(given_minutes(session.minutes, needs.extra_time))
    return (
        f"Durée avec votre temps majoré de {decimal_text(round(needs.extra_time * 100, 1))}{NBSP}% : {given}."
    )
