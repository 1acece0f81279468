"""``transcribe grade``: attempts against a reference or an exercise."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from transcribe.cli.options import shared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transcribe.grading.needs import Arrangements
    from transcribe.grading.roster import Roster
    from transcribe.grading.seance import Session
    from transcribe.grading.sitting import Attempt, Result


@click.command(name="grade")
@click.argument(
    "inputs",
    metavar="[EXERCICE] COPIE…",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, path_type=Path),
)
@click.option(
    "--reference",
    metavar="FICHIER",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Texte attendu (.txt, .docx, .odt, .html, .json, .toml), au lieu d’un dossier d’exercice.",
)
@click.option(
    "--scheme",
    metavar="BARÈME",
    help="sur-20, aqdoc, taux, ou un fichier .toml ; sinon celui de l’exercice, ou sur-20.",
)
@click.option(
    "--class-list", metavar="LISTE", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Liste de la classe (.csv, .xlsx : identifiant, nom, prénom, groupe) ; sépare les homonymes.",
)  # fmt: skip
@click.option(
    "--needs", "needs_path", metavar="FICHIER", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Réglages par élève (barème, temps, caractères) ; sinon needs.toml à côté de la liste de la classe.",
)  # fmt: skip
@click.option(
    "--decisions", "decided", metavar="FICHIER", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Décisions du formateur (acceptes.toml) ; sinon celles du dossier de l’exercice.",
)  # fmt: skip
@click.option(
    "--out", "-o", type=click.Path(file_okay=False, path_type=Path), metavar="DOSSIER",
    help="Écrit les fiches des élèves, le classeur et la page de la classe.",
)  # fmt: skip
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="Forme de la sortie."
)
@shared
def command(
    inputs: tuple[Path, ...],
    reference: Path | None,
    scheme: str | None,
    class_list: Path | None,
    needs_path: Path | None,
    decided: Path | None,
    out: Path | None,
    form: str,
) -> int:
    """Corrige et note des copies (fichiers ou dossiers .docx, .odt, .txt, .html).

    EXERCICE est un dossier fait par « transcribe exercise make », ou un dossier qui en contient plusieurs ;
    les noms des élèves viennent des noms de fichiers et de dossiers, ceux de Moodle compris ; la liste de la classe
    les reconnaît dans tous les ordres et sépare les homonymes. Les décisions du formateur (« transcribe exercise
    accept », acceptes.toml) sont appliquées à chaque correction.

    Une séance (« exercise make --session ») est notée en entier : une seule note sur 20, où un exercice non rendu
    compte 0.
    Une copie illisible est signalée et n’arrête pas les autres.

    Code de sortie : 0 si tout est noté, 1 si une copie est refusée, 2 si la commande est mal écrite.
    """
    from transcribe.grading.decisions import decisions_of, load_decisions
    from transcribe.grading.handed_in import read_attempts
    from transcribe.grading.keys import find_keys, key_of_file, schemes_of
    from transcribe.grading.roster import read_roster
    from transcribe.grading.scheme import DEFAULT, load_scheme
    from transcribe.grading.seance import read_session
    from transcribe.grading.sitting import grade_all, unused_decisions
    from transcribe.terms import load_lexicon

    _need_exercise(inputs, reference)
    rules = load_scheme(scheme or DEFAULT)
    keys = [key_of_file(reference)] if reference else find_keys(inputs[0])
    session = None if reference else read_session(inputs[0], [key.id for key in keys])
    roster = read_roster(class_list) if class_list else None
    attempts = read_attempts(inputs if reference else inputs[1:], keys, roster)
    if not attempts:
        raise click.UsageError("Aucune copie dans ce que vous avez donné.")
    own = {} if scheme or reference else schemes_of(inputs[0], keys)
    decisions = {} if reference else decisions_of(inputs[0], keys)
    if decided is not None:
        decisions = dict.fromkeys((key.id for key in keys), load_decisions(decided))
    arranged = _arranged(roster, class_list, needs_path, attempts)
    results = list(
        grade_all(attempts, keys, load_lexicon(), rules, schemes=own, decisions=decisions, arranged=arranged)
    )
    for sentence in unused_decisions(results, keys, decisions):
        click.echo(f"Attention : {sentence}", err=True)
    if out is not None:
        from transcribe.grading.reports import write_reports

        write_reports(results, rules, out, roster=roster, session=session)
    _tell(results, form, session, out)
    return 1 if any(result.refused for result in results) else 0


def _need_exercise(inputs: tuple[Path, ...], reference: Path | None) -> None:
    """Copies alone are graded against a reference only."""
    if reference is None and len(inputs) < 2:
        raise click.UsageError(
            "Donnez un dossier d’exercice puis des copies, ou une référence avec --reference."
        )
    if reference is None and not inputs[0].is_dir():
        raise click.UsageError(
            f"« {inputs[0]} » n’est pas un dossier d’exercice ; pour un simple texte : --reference."
        )


def _tell(results: "Sequence[Result]", form: str, session: "Session | None", out: Path | None) -> None:
    """Marks, copies that are alike, and where the files are."""
    _show(results, form, session)
    if session is not None and form == "text":
        _show_session(results, session, written=out is not None)
    _warn_alike(results)
    if out is not None and form == "text":
        sheets = "Classeur" if session is not None and session.exam else "Fiches, classeur"
        click.echo(f"{sheets} et page de la classe : {out}")


def _show_session(results: "Sequence[Result]", session: "Session", *, written: bool) -> None:
    from transcribe.grading.seance import mark_line, session_marks, weights_text
    from transcribe.grading.seance_files import EXAM

    for one in session_marks(results, session):
        click.echo(mark_line(one, session))
    click.echo(weights_text(session))
    if session.exam and written:
        click.echo(EXAM)


def _warn_alike(results: "Sequence[Result]") -> None:
    from transcribe.grading.alike import alike, counted_text

    for one in alike(results):
        click.echo(
            f"Signal : les copies de {' et de '.join(one.learners)} se ressemblent ({one.title}) : "
            f"{counted_text(one)}",
            err=True,
        )


def _arranged(
    roster: "Roster | None", class_list: Path | None, needs_path: Path | None, attempts: "Sequence[Attempt]"
) -> "Arrangements":
    """What is arranged for the learners; who is named there and known nowhere is said."""
    from transcribe.grading.needs import arrangements, needs_beside

    path = needs_path or needs_beside(class_list)
    arranged = arrangements(roster, path, list_path=class_list)
    known = {one.learner_id: one.learner for one in attempts}
    known |= {one.id: one.name for one in (roster.learners if roster else ())}
    for whose in arranged.strangers(known):
        click.echo(
            f"Attention : « {path} » règle les copies de « {whose} », qui n’est pas de la classe.", err=True
        )
    return arranged


def _show(results: "Sequence[Result]", form: str, session: "Session | None") -> None:
    from transcribe.grading.seance import session_mark_to_dict, session_marks
    from transcribe.grading.serial import result_to_dict

    for result in results:
        if result.refused:
            click.echo(f"Erreur : {result.refused}", err=True)
    if form == "json":
        shown = [result_to_dict(result) for result in results]
        if session is not None:
            shown += [session_mark_to_dict(one, session) for one in session_marks(results, session)]
        click.echo(json.dumps(shown, ensure_ascii=False, indent=1))
        return
    for result in results:
        if result.grade is not None:
            click.echo("\n".join(_lines(result)))


def _lines(result: "Result") -> list[str]:
    from transcribe.grading.french import mark_text, mistake_line, waived_text, work_text

    grade = result.grade
    assert grade is not None
    work = f" ({work_text(grade)})" if grade.asked else ""
    lines = [f"{result.attempt.learner} — {result.key.title} : {mark_text(grade)}{work}"]
    lines += [f"  {mistake_line(mistake)}" for mistake in grade.mistakes]
    lines += [f"  {waived_text(one)}" for one in grade.waived]
    return lines
