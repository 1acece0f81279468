"""``transcribe speak``: texts become dictations, by a synthetic voice."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from transcribe.cli.options import shared
from transcribe.core.names import quoted

if TYPE_CHECKING:
    from transcribe.speaking.choices import Noise, Place, Slips, SpeechChoices
    from transcribe.speaking.dictations import Dictation
    from transcribe.speaking.types import Punctuation

_WORDS_SHOWN = 3


def _voices(_context: click.Context, _param: click.Parameter, value: bool) -> None:
    from transcribe.voices import VOICES

    if value:
        for kind in VOICES:
            click.echo(f"{kind.name:<12} {kind.heard}")
        raise click.exceptions.Exit(0)


@click.command(name="speak")
@click.argument(
    "inputs", metavar="TEXTE…", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
@click.option(
    "--out", "-o", required=True, metavar="DOSSIER", type=click.Path(file_okay=False, path_type=Path),
    help="Dossier des dictées (créé au besoin) : pour chaque texte, un son et sa clé .toml à côté.",
)  # fmt: skip
@click.option(
    "--voix",
    "voice",
    default="pico",
    show_default=True,
    metavar="NOM",
    help="Voix (--voix-liste les montre) ; les naturelles demandent l’extra voix-naturelle, 134 Mo.",
)
@click.option(
    "--voix-liste", is_flag=True, is_eager=True, expose_value=False, callback=_voices, help="Montre les voix."
)
@click.option(
    "--vitesse", "pace", default=100, show_default=True, metavar="%", type=click.IntRange(50, 200),
    help="Vitesse de la voix (80 : plus lente).",
)  # fmt: skip
@click.option(
    "--pauses", default=100, show_default=True, metavar="%", type=click.IntRange(0, 400),
    help="Longueur des silences entre les phrases et aux commandes.",
)  # fmt: skip
@click.option(
    "--ponctuation", "punctuation", type=click.Choice(["complète", "partielle", "aucune"]),
    help="Ponctuation dictée (par défaut : celle que le texte .toml demande, sinon complète).",
)  # fmt: skip
@click.option(
    "--hesitations", "slips", default="aucune", show_default=True,
    type=click.Choice(["aucune", "quelques", "beaucoup"]), help="« Euh », mots repris, doses corrigées aussitôt.",
)  # fmt: skip
@click.option("--epeler", "spelled", is_flag=True, help="Le nom du patient est épelé.")
@click.option("--secretaire", "remarks", is_flag=True, help="Une demande à la secrétaire à la fin.")
@click.option(
    "--lieu", "place", default="studio", show_default=True,
    type=click.Choice(["studio", "bureau", "dictaphone", "téléphone"]), help="Pièce ou appareil.",
)  # fmt: skip
@click.option(
    "--bruit", "noise", default="aucun", show_default=True,
    type=click.Choice(["aucun", "faible", "moyen", "fort"]), help="Bruit de fond : 28, 20 ou 13 dB sous la voix.",
)  # fmt: skip
@click.option(
    "--format",
    "suffix",
    default="ogg",
    show_default=True,
    type=click.Choice(["ogg", "wav"]),
    help="Format du son.",
)
@click.option("--seed", default=1, show_default=True, metavar="N", help="Même graine, même dictée.")
@click.option("--refaire", "again", is_flag=True, help="Refait aussi les dictées déjà là.")
@shared
def command(
    inputs: tuple[Path, ...],
    out: Path,
    voice: str,
    pace: int,
    pauses: int,
    punctuation: "Punctuation | None",
    slips: "Slips",
    spelled: bool,
    remarks: bool,
    place: "Place",
    noise: "Noise",
    suffix: str,
    seed: int,
    again: bool,
) -> int:
    """Fait dicter des textes par une voix de synthèse : un exercice sans enregistrement, hors ligne.

    Chaque texte (Word, OpenDocument, texte, .toml) donne un son et sa clé, que « transcribe exercise make » prend
    comme un enregistrement. Les textes doivent être fictifs : le son et la clé disent que la voix et le patient
    n’existent pas.
    """
    from transcribe.speaking.choices import SpeechChoices

    choices = SpeechChoices(
        voice=voice, pace=pace / 100, pauses=pauses / 100, punctuation=punctuation, slips=slips, spelled=spelled,
        remarks=remarks, place=place, noise=noise, seed=seed,
    )  # fmt: skip
    return _speak(inputs, out, choices, f".{suffix}", again=again)


def _speak(inputs: tuple[Path, ...], out: Path, choices: "SpeechChoices", suffix: str, *, again: bool) -> int:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    from transcribe.speaking.dictations import Failed, make_dictations

    made = failed = 0
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"))
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=1.0)

        def show(path: Path, share: float) -> None:
            bar.update(task, description=path.name, completed=share)

        for done in make_dictations(inputs, out, choices, suffix=suffix, again=again, on_progress=show):
            if isinstance(done, Failed):
                failed += 1
                bar.console.print(f"Erreur : {done.error}", markup=False, highlight=False, soft_wrap=True)
            elif isinstance(done, Path):
                bar.console.print(
                    f"{done} est déjà là : laissé tel quel (--refaire pour le refaire).",
                    markup=False,
                    highlight=False,
                    soft_wrap=True,
                )
            else:
                made += 1
                click.echo(_line(done))
    if made:
        click.echo(
            f"{made} dictée{'s' if made > 1 else ''} dans {out} : voix de synthèse, patients fictifs.\n"
            f"Pour en faire des exercices : transcribe exercise make {quoted(out)} --out exercices"
        )
    else:
        click.echo(f"Aucune nouvelle dictée dans {out}.")
    return 1 if failed else 0


def _line(done: "Dictation") -> str:
    """A dictation, its length, its level, and what would not come back by dictating it."""
    from transcribe.exercises import measure
    from transcribe.exercises.types import Source
    from transcribe.grading.types import Page
    from transcribe.terms import load_lexicon

    source = Source(done.key.stem, Page(done.script.written), done.sound, done.spoken)
    minutes, seconds = divmod(round(done.seconds), 60)
    line = (
        f"{done.sound} : {minutes} min {seconds:02d} s, niveau {measure(source, load_lexicon()).value} sur 5"
    )
    unmade = done.reading.unmade if done.reading is not None else ()
    if unmade:
        shown = ", ".join(
            f"« {one.written.strip()} » → « {one.given.strip().replace(' .', '.')} »"
            for one in unmade[:_WORDS_SHOWN]
            if one.written.strip() or one.given.strip()
        )
        verb = "passages s’écriraient" if len(unmade) > 1 else "passage s’écrirait"
        line += f" ; redicté, {len(unmade)} {verb} autrement"
        line += f" ({shown})" if shown else ""
    return line
