"""``transcribe exercise``: makes exercises from dictations, and explains how hard one is."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from transcribe.cli.decide import COMMANDS
from transcribe.cli.exporting import export
from transcribe.cli.options import shared
from transcribe.cli.remedial import remedial
from transcribe.exercises.types import ALL_KINDS, EVERY, EXERCISE_KINDS, Choices, Exercise, Help
from transcribe.grading.needs import Needs
from transcribe.grading.types import KINDS
from transcribe.speech import DEFAULT_MODEL

if TYPE_CHECKING:
    from transcribe.exercises.batch import Refused
    from transcribe.exercises.types import Level, Source
    from transcribe.grading.types import Kind


class _Kind(click.Choice[str]):
    """A kind of ours, or else of another installed package: looked for only when none of ours bears the name."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value in self.choices:
            return value
        from transcribe.exercises.plugins import further_kinds

        found = further_kinds()
        return value if value in found else click.Choice([*self.choices, *found]).convert(value, param, ctx)


@click.group(name="exercise")
def command() -> None:
    """Fabrique des exercices gradués à partir de dictées, et garde les décisions du formateur."""


for _decision in COMMANDS:
    command.add_command(_decision)
command.add_command(remedial)
command.add_command(export)


@command.command(name="level")
@click.argument(
    "files", metavar="FICHIER…", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
def level(files: tuple[Path, ...]) -> int:
    """Mesure et explique le niveau (1 à 5) d’une dictée (audio, texte de référence ou les deux côte à côte)."""
    from transcribe.exercises import measure
    from transcribe.exercises.batch import Refused, Transcriber, find_all
    from transcribe.exercises.level import FORMULA
    from transcribe.terms import load_lexicon

    lexicon = load_lexicon()
    failures = 0
    for source in find_all(files, Transcriber(lexicon=lexicon, notify=_say)):
        if isinstance(source, Refused):
            failures += 1
            _say(f"Erreur : {source.error}")
        else:
            click.echo("\n".join(_level_lines(source, measure(source, lexicon))))
    click.echo(FORMULA)
    return 1 if failures else 0


def _level_lines(source: "Source", found: "Level") -> list[str]:
    from transcribe.grading.french import decimal_text

    lines = [f"{source.id} : niveau {found.value} sur 5 (score {decimal_text(round(found.score, 2))})"]
    for part in found.parts:
        share, weight = decimal_text(round(part.share, 2)), decimal_text(part.weight)
        lines.append(f"  {part.name:<20} {part.figure:<40} difficulté {share:<5} poids {weight}")
    return lines


@command.command(name="make")
@click.argument(
    "inputs", metavar="ENTRÉE…", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
@click.option(
    "--out", "-o", required=True, metavar="DOSSIER", type=click.Path(file_okay=False, path_type=Path),
    help="Dossier des exercices (créé au besoin).",
)  # fmt: skip
@click.option(
    "--kind", "kinds", multiple=True, default=("dictee",), show_default=True,
    type=_Kind([*ALL_KINDS, EVERY]),
    help="Genre d’exercice, peut être répété ; compte-rendu : ce que le programme écrit de l’audio, à vérifier (il "
    "faut l’audio et le texte juste) ; tous : ceux que le texte suffit à faire ; ou celui d’une extension installée.",
)  # fmt: skip
@click.option(
    "--level", "levels", default="1-5", metavar="N ou N-M", help="Ne garde que ces niveaux mesurés."
)
@click.option("--count", type=click.IntRange(1), metavar="N", help="Au plus ce nombre d’exercices.")
@click.option("--seed", default=1, show_default=True, metavar="N", help="Même graine, mêmes fautes semées.")
@click.option(
    "--specialty", default="", metavar="NOM", help="Ne garde que cette spécialité (fichiers .toml)."
)
@click.option(
    "--errors", default=8, show_default=True, type=click.IntRange(1, 60), help="Relecture : fautes semées."
)
@click.option(
    "--classes", default="", metavar="LISTE", help=f"Relecture : classes, parmi {', '.join(KINDS)}."
)
@click.option("--real", is_flag=True, help="Relecture : les vraies fautes de la reconnaissance vocale.")
@click.option(
    "--help-gaps", "help_", default="initiale", show_default=True,
    type=click.Choice(["aucune", "initiale", "liste", "definition"]), help="Texte à trous : aide donnée.",
)  # fmt: skip
@click.option("--large", is_flag=True, help="Aménagement : grands caractères (18 points).")
@click.option("--dyslexia", is_flag=True, help="Aménagement : police et espacements pour la dyslexie.")
@click.option(
    "--extra-time", default=0, metavar="%", type=click.IntRange(0, 200), help="Aménagement : temps en plus."
)
@click.option(
    "--pace", default=100, metavar="%", type=click.IntRange(50, 150),
    help="Aménagement : vitesse de la voix, même hauteur (80 : plus lente).",
)  # fmt: skip
@click.option(
    "--class-list", metavar="LISTE", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Liste de la classe : amenages/ÉLÈVE/ pour chacun dont les réglages (colonnes, needs.toml) diffèrent.",
)  # fmt: skip
@click.option(
    "--session", "session", metavar="DURÉE",
    help="Une séance de cette durée (45, « 3 h 45 ») : des exercices choisis et rangés, une consigne, une note.",
)  # fmt: skip
@click.option(
    "--exam", is_flag=True, help="Séance : examen blanc, sans fiche ni autocorrection pour les élèves."
)
@click.option(
    "--audio", "audio", default="ogg", show_default=True, type=click.Choice(["ogg", "m4a", "both"]),
    help="Format de l’audio remis : m4a pour les iPad et Mac d’avant 2025, both pour les deux.",
)  # fmt: skip
@click.option(
    "--self-correction",
    is_flag=True,
    help="Entraînement : l’apprenant se corrige dans sa page ; sans cette option, la page n’a aucun corrigé.",
)
@click.option(
    "--model", default=DEFAULT_MODEL, metavar="NOM",
    help="Modèle vocal, pour situer les mots dans l’audio, pour l’audio sans texte et pour --real.",
)  # fmt: skip
@click.option(
    "--no-times", is_flag=True,
    help="Ne situe pas les mots dans l’audio : plus rapide, mais les fiches n’ont pas de bouton « Écouter ».",
)  # fmt: skip
@shared
def make(
    inputs: tuple[Path, ...],
    out: Path,
    kinds: tuple[str, ...],
    levels: str,
    count: int | None,
    seed: int,
    specialty: str,
    errors: int,
    classes: str,
    real: bool,
    help_: Help,
    large: bool,
    dyslexia: bool,
    extra_time: int,
    pace: int,
    class_list: Path | None,
    session: str | None,
    exam: bool,
    audio: str,
    self_correction: bool,
    model: str,
    no_times: bool,
) -> int:
    """Fait un dossier par exercice : apprenant/ (page, consigne, audio, copie) et formateur/ (corrigé, barème).

    ENTRÉE est un dossier ou un fichier audio, avec ou sans texte de référence à côté (nom.txt, nom.docx,
    nom.toml) ; sans texte, la transcription est proposée, « à valider par le formateur ». Les exercices
    sont rangés du plus facile au plus difficile. Avec --session, ils remplissent une séance : le dossier apprenant/
    est à distribuer, « transcribe grade » note la séance en entier.
    """
    from transcribe.exercises.batch import Transcriber, make_all, needs_of, pick
    from transcribe.exercises.make import missing_explanations
    from transcribe.terms import load_lexicon

    needs = needs_of(large=large, dyslexia=dyslexia, extra_time=extra_time, pace=pace)
    every = EXERCISE_KINDS if EVERY in kinds else {}
    wanted = tuple(dict.fromkeys([*every, *(kind for kind in kinds if kind in ALL_KINDS)]))
    choices = Choices(
        kinds=wanted,
        further=tuple(dict.fromkeys(kind for kind in kinds if kind not in (*ALL_KINDS, EVERY))),
        errors=errors,
        classes=_classes(classes),
        help=help_,
        seed=seed,
        needs=needs,
        audio=("m4a", "ogg") if audio == "both" else (audio,),  # type: ignore[arg-type]
        self_correction=self_correction and not exam,
    )
    bounds = _range(levels)
    total = _sitting(session, exam=exam, count=count)
    learners = _learners(class_list, needs) if class_list else {}
    if lacking := missing_explanations():
        _say(lacking)
    lexicon = load_lexicon()
    transcriber = Transcriber(model, lexicon=lexicon, notify=_say)
    results = make_all(
        inputs, choices, lexicon, transcriber,
        specialty=specialty, real=real, locate=None if no_times else transcriber.times,
        hear=transcriber.hear if "compte-rendu" in wanted else None,
    )  # fmt: skip
    made, failures = _sorted_out(results)
    if total:
        kept = [one for one in made if bounds[0] <= one.level.value <= bounds[1]]
        return _write_session(kept, total, out, failures, learners, seed=seed, exam=exam)
    return _write(pick(made, levels=bounds, count=count), out, failures, learners)


def _sorted_out(results: "Iterable[Exercise | Refused]") -> tuple[list[Exercise], int]:
    """The exercises made, and how many refusals were said."""
    made: list[Exercise] = []
    failures = 0
    for one in results:
        if isinstance(one, Exercise):
            made.append(one)
        else:
            failures += 1
            _say(f"Erreur : {one.error}")
    return made, failures


def _learners(class_list: Path, usual: Needs) -> dict[str, Needs]:
    """What is arranged for learners, by the name shown; those for whom nothing is take the exercise's own."""
    from transcribe.grading.needs import USUAL, arrangements, needs_beside
    from transcribe.grading.roster import read_roster, shown_names

    roster = read_roster(class_list)
    found = arrangements(roster, needs_beside(class_list), list_path=class_list)
    shown = shown_names(roster.learners)
    needs = {shown[one.id]: found.of(one.id, one.name).needs for one in roster.learners}
    return {name: usual if own == USUAL else own for name, own in needs.items()}


def _write(made: list[Exercise], out: Path, failures: int, learners: dict[str, Needs]) -> int:
    from transcribe.exercises.arranged import write_arranged
    from transcribe.exercises.batch import Written, write_all

    if not made:
        if not failures:  # else each has said why, and the choices are not to blame
            _say("Aucun exercice ne répond à ces choix (niveau, spécialité).")
        return 1
    for one in write_all(made, out):
        if isinstance(one, Written):
            exercise = one.exercise
            note = "" if exercise.source.validated else " — référence à valider par le formateur"
            click.echo(f"niveau {exercise.level.value}  {exercise.minutes:>3} min  {one.folder}{note}")
            for folder in write_arranged(exercise, one.folder, learners):
                click.echo(f"  aménagé : {folder}")
        else:
            failures += 1
            _say(f"Erreur : {one.error}")
    return 1 if failures else 0


def _sitting(text: str | None, *, exam: bool, count: int | None) -> int:
    """The minutes of the sitting asked for, 0 without one."""
    from transcribe.exercises.session import parse_minutes

    if text is None:
        if exam:
            raise click.UsageError(
                "« --exam » va avec « --session DURÉE » (par exemple --session 3h45 --exam)."
            )
        return 0
    if count is not None:
        raise click.UsageError("Choisissez « --session » (une durée) ou « --count » (un nombre d’exercices).")
    try:
        return parse_minutes(text)
    except ValueError as error:
        raise click.BadParameter(
            f"« {text} » n’est pas une durée de 1 minute à 10 heures : écrivez 45 ou 3h45.",
            param_hint="--session",
        ) from error


def _write_session(
    made: list[Exercise],
    total: int,
    out: Path,
    failures: int,
    learners: dict[str, Needs],
    *,
    seed: int,
    exam: bool,
) -> int:
    from transcribe.exercises.session import compose, duration_text, session_of, usual_minutes
    from transcribe.exercises.session_writing import write_session
    from transcribe.grading.seance import weights_text

    chosen = compose(made, total, seed=seed)
    if not chosen:
        shortest = min(map(usual_minutes, made), default=0)
        why = f" : le plus court demande {duration_text(shortest)}" if shortest else " (niveau, spécialité)"
        _say(f"Aucun exercice ne tient dans cette séance{why}.")
        return 1
    sitting = session_of(chosen, total, exam=exam)
    own = write_session(sitting, chosen, out, learners)
    for one in chosen:
        note = "" if one.source.validated else " — référence à valider par le formateur"
        click.echo(f"niveau {one.level.value}  {one.minutes:>3} min  {out / one.id}{note}")
    filled = sum(map(usual_minutes, chosen))
    click.echo(f"{sitting.title} : {duration_text(filled)} d’exercices. {weights_text(sitting)}")
    if filled < 0.8 * total:
        _say(
            "Attention : la séance n’est pas remplie ; donnez plus de dictées, ou d’autres genres avec --kind."
        )
    click.echo(f"À distribuer aux élèves : {out / 'apprenant'}")
    for folder in own:
        click.echo(f"  aménagé : {folder}")
    return 1 if failures else 0


def _classes(text: str) -> "tuple[Kind, ...]":
    names = {french: kind for kind, french in KINDS.items()} | {kind: kind for kind in KINDS}
    chosen = [part.strip().lower() for part in text.split(",") if part.strip()]
    unknown = [one for one in chosen if one not in names]
    if unknown:
        raise click.BadParameter(
            f"« {unknown[0]} » : choisissez parmi {', '.join(KINDS)}.", param_hint="--classes"
        )
    return tuple(dict.fromkeys(names[one] for one in chosen))


def _range(text: str) -> tuple[int, int]:
    low, _, high = text.partition("-")
    if not (low.strip().isdecimal() and (not high or high.strip().isdecimal())):
        raise click.BadParameter("donnez un niveau (3) ou deux (2-4), de 1 à 5.", param_hint="--level")
    return int(low), int(high or low)


def _say(sentence: str) -> None:
    click.echo(sentence, err=True)
