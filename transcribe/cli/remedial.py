"""``transcribe exercise remedial``: for each learner a short exercise on what he gets wrong."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from transcribe.cli.options import shared

if TYPE_CHECKING:
    from transcribe.exercises.batch import Transcriber
    from transcribe.exercises.remedial import Plan, Pool
    from transcribe.exercises.types import Choices, Exercise, Source


@click.command(name="remedial", short_help="Un exercice par élève, d’après ses fautes.")
@click.argument(
    "inputs", metavar="RÉSULTATS…", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
@click.option(
    "--out", "-o", required=True, metavar="DOSSIER", type=click.Path(file_okay=False, path_type=Path),
    help="Dossier des exercices, un par élève (créé au besoin).",
)  # fmt: skip
@click.option(
    "--from", "sources", multiple=True, metavar="ENTRÉE", type=click.Path(exists=True, path_type=Path),
    help="Dictées ou textes où puiser ; peut être répété. Sans cette option : les douze dictées d’exemple.",
)  # fmt: skip
@click.option(
    "--weeks", default=6, show_default=True, type=click.IntRange(1, 104), help="Semaines prises en compte."
)
@click.option(
    "--errors", default=8, show_default=True, type=click.IntRange(1, 60), help="Relecture : fautes semées."
)
@click.option("--seed", default=1, show_default=True, metavar="N", help="Même graine, mêmes fautes semées.")
@click.option(
    "--needs", "needs_path", metavar="FICHIER", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Aménagements par élève (needs.toml).",
)  # fmt: skip
@shared
def remedial(
    inputs: tuple[Path, ...],
    out: Path,
    sources: tuple[Path, ...],
    weeks: int,
    errors: int,
    seed: int,
    needs_path: Path | None,
) -> int:
    """Fait à chaque élève un exercice court sur ce qu’il manque, avec un texte qu’il n’a pas encore fait.

    RÉSULTATS sont les dossiers écrits par « transcribe grade … --out ». Les fautes des dernières semaines, comptées
    jusqu’à la copie la plus récente de la classe, disent quoi travailler ; l’exercice le dit à l’élève. Avec trop peu
    de fautes, l’exercice est varié, et c’est dit.
    """
    from transcribe.exercises.batch import Refused, Transcriber, write_all
    from transcribe.exercises.make import missing_explanations
    from transcribe.exercises.remedial import Pool, plans, why_text
    from transcribe.exercises.types import Choices
    from transcribe.grading.history import read_history
    from transcribe.grading.needs import arrangements
    from transcribe.terms import load_lexicon

    if lacking := missing_explanations():
        _say(lacking)
    found = plans(read_history(inputs), weeks=weeks)
    arranged = arrangements(None, needs_path)
    lexicon = load_lexicon()
    transcriber = Transcriber(lexicon=lexicon, notify=_say)
    texts, failures = _texts(sources or (_samples(),), transcriber)
    pool = Pool(texts, lexicon)
    made: list[Exercise] = []
    told: dict[str, str] = {}
    taken: set[str] = set()
    for plan in found:
        choices = Choices(errors=errors, seed=seed, needs=arranged.of(plan.learner_id, plan.learner).needs)
        exercise = _exercise(plan, pool, choices, taken)
        if exercise is None:
            failures += 1
            continue
        made.append(exercise)
        told[exercise.id] = f"{plan.learner} — {why_text(plan)}"
    for one in write_all(made, out):
        if isinstance(one, Refused):
            failures += 1
            _say(f"Erreur : {one.error}")
            continue
        source = one.exercise.source.id
        click.echo(f"{told[one.exercise.id]} : « {source} », {one.exercise.minutes} min, {one.folder}")
    return 1 if failures else 0


def _samples() -> Path:
    from transcribe.core.data import shipped

    try:
        return shipped("samples")
    except FileNotFoundError as error:
        raise click.UsageError("Les dictées d’exemple manquent : donnez les vôtres avec --from.") from error


def _texts(inputs: tuple[Path, ...], transcriber: "Transcriber") -> "tuple[list[Source], int]":
    """The sources to choose from, and how many refusals were said."""
    from transcribe.exercises.batch import Refused, find_all

    texts: list[Source] = []
    failures = 0
    for one in find_all(inputs, transcriber):
        if isinstance(one, Refused):
            failures += 1
            _say(f"Erreur : {one.error}")
        else:
            texts.append(one)
    return texts, failures


def _exercise(plan: "Plan", pool: "Pool", choices: "Choices", taken: set[str]) -> "Exercise | None":
    from transcribe.core.errors import TranscribeError
    from transcribe.exercises import measure
    from transcribe.exercises.remedial import remedial as made_of

    source = pool.choose(plan, choices.errors)
    if source is None:
        _say(f"Erreur : {plan.learner} a déjà fait tous ces textes : donnez d’autres dictées avec --from.")
        return None
    try:
        return made_of(plan, source, measure(source, pool.lexicon), pool.lexicon, choices, taken=taken)
    except TranscribeError as error:
        _say(f"Erreur : {error}")
        return None


def _say(sentence: str) -> None:
    click.echo(sentence, err=True)
