"""``transcribe convert``: dictations in, laid-out documents out."""

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from transcribe.batch import Ledger, Meter, Options, Result, Task, make_plan, run, split
from transcribe.cli.computing import Computing
from transcribe.cli.interrupting import interruption
from transcribe.cli.options import certificates, shared
from transcribe.cli.report import closing_table, footprint_line, ignored_lines, make_watcher, plan_lines
from transcribe.core.locks import working_in
from transcribe.core.priority import give_way
from transcribe.letters.pdf import find_office
from transcribe.pipeline import DEFAULT_FORMATS, FORMATS, Settings, is_form, known_forms
from transcribe.speech import DEFAULT_MODEL, probe_duration

if TYPE_CHECKING:
    from transcribe.batch.cluster.engine import Place


def _formats(_ctx: click.Context, _param: click.Parameter, value: str) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(part.strip().lower() for part in value.split(",") if part.strip()))
    unknown = [form for form in chosen if not is_form(form)]
    if unknown or not chosen:
        raise click.BadParameter(f"« {', '.join(unknown)} » : choisissez parmi {', '.join(known_forms())}.")
    if "pdf" in chosen and find_office() is None:
        raise click.BadParameter("le PDF demande LibreOffice, qui n’est pas installé ici : retirez « pdf ».")
    return chosen


@click.command(name="convert")
@click.argument(
    "inputs", metavar="AUDIO…", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
@click.option(
    "--out",
    "-o",
    "out",
    metavar="DOSSIER",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Dossier des comptes-rendus (créé au besoin).",
)
@click.option(
    "--template", default="auto", metavar="MODÈLE", help="Modèle de document, ou fichier .docx à vous."
)
@click.option("--specialty", default="", metavar="NOM", help="Spécialité, pour mieux entendre ses termes.")
@click.option(
    "--model", default=DEFAULT_MODEL, metavar="NOM", help="Modèle vocal (voir « transcribe models »)."
)
@click.option(
    "--formats",
    default=",".join(DEFAULT_FORMATS),
    show_default=True,
    metavar="LISTE",
    callback=_formats,
    help=f"Fichiers à écrire, parmi {', '.join(FORMATS)}, ou ceux d’une extension installée.",
)
@click.option("--jobs", default=1, type=click.IntRange(1, 64), help="Fichiers convertis en même temps.")
@click.option("--device", default="auto", type=click.Choice(["auto", "cpu", "cuda"]), help="Où calculer.")
@click.option("--precision", default="auto", metavar="TYPE", help="Précision du calcul : int8, float16…")
@click.option("--no-correction", is_flag=True, help="Garde les mots entendus, avec les doutes seulement.")
@click.option(
    "--cluster", "scheduler", default="", metavar="ADRESSE",
    help="Convertit sur les postes d’un ordonnanceur, tls://hote:8786 (voir « transcribe cluster »).",
)  # fmt: skip
@certificates("coordinateur")
@click.option(
    "--sobre", "sober", is_flag=True,
    help="Calcule moins (deux lectures suivies, un cœur, basse priorité) : environ un mot faux de plus sur cent.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Convertit aussi ce qui l’a déjà été.")
@shared
@click.option("--dry-run", is_flag=True, help="Dit ce qui serait fait, sans rien faire.")
@click.option("--quiet", "-q", is_flag=True, help="N’affiche que les échecs.")
def command(
    inputs: tuple[Path, ...],
    out: Path,
    template: str,
    specialty: str,
    model: str,
    formats: tuple[str, ...],
    jobs: int,
    device: str,
    precision: str,
    no_correction: bool,
    scheduler: str,
    identity_folder: Path,
    sober: bool,
    force: bool,
    dry_run: bool,
    quiet: bool,
) -> int:
    """Convertit des dictées (fichiers ou dossiers) en comptes-rendus mis en page.

    Les sous-dossiers sont parcourus et leur arborescence reproduite. Un fichier déjà converti avec les
    mêmes réglages est passé ; une conversion interrompue reprend où elle s’est arrêtée. Un fichier que vous
    avez corrigé n’est jamais écrasé : la nouvelle version s’appelle « nom (2) ».

    Code de sortie : 0 si tout est converti, 1 si un fichier a échoué, 2 si la commande est mal écrite.
    """
    settings = Settings(template=template, specialty=specialty, correction=not no_correction).checked()
    place = _place(scheduler, identity_folder, jobs) if scheduler else None
    chosen = Computing(settings, model, device, precision, jobs, sober, place)
    options = Options(formats, chosen.fingerprint(), force)
    plan = make_plan(inputs, Ledger(out))
    if not plan.tasks:
        click.echo(
            "\n".join(["Aucun fichier audio à convertir.", *ignored_lines(plan), *plan.unread]), err=True
        )
        return 1 if plan.unread else 0
    with ExitStack() as stack:
        if not dry_run:
            stack.enter_context(working_in(out))
        ledger = Ledger(out)  # anew: another run may have ended in between
        plan = make_plan(inputs, ledger)
        done, pending = split(plan.tasks, ledger, options)
        if dry_run:
            click.echo("\n".join(plan_lines(done, pending, plan)))
            return 0
        if sober:
            give_way()
        meter = Meter()
        converted = _convert(pending, ledger, options, chosen, quiet=quiet, meter=meter)
        results = [*done, *converted]
    if not quiet:
        click.echo(closing_table(results, plan, out))
        if converted:
            click.echo(footprint_line(meter.close(converted)))
    return 1 if plan.unread or any(result.status == "failed" for result in results) else 0


def _place(address: str, identity_folder: Path, jobs: int) -> "Place":
    """Where the scheduler is and who asks it.

    Raises:
        ClusterError: the address or the certificates would not serve.
    """
    from transcribe.batch.cluster.certificates import identity_in
    from transcribe.batch.cluster.engine import Place
    from transcribe.batch.cluster.settings import checked_address

    if jobs > 1:
        raise click.UsageError(
            "--jobs compte les conversions de cet ordinateur : avec --cluster, donnez-le à « transcribe cluster "
            "worker »."
        )
    return Place(checked_address(address), identity_in(identity_folder))


def _convert(
    pending: list[Task],
    ledger: Ledger,
    options: Options,
    chosen: Computing,
    *,
    quiet: bool,
    meter: Meter,
) -> list[Result]:
    lengths = _lengths(pending) if sys.stderr.isatty() and not quiet else {}
    results: list[Result] = []
    with make_watcher(sum(lengths.values()), len(pending), quiet=quiet) as watcher, interruption() as stop:
        engine = chosen.engine(watcher.say, watcher.progress, some=bool(pending))
        try:
            for result in run(pending, ledger, options, engine):
                watcher.result(result, lengths.get(result.task, 0.0))
                results.append(result)
                meter.look()
                if len(results) < len(pending):
                    stop.check()
        except KeyboardInterrupt:
            watcher.say(
                f"Interrompu : {len(results)} fichier(s) sur {len(pending)} terminé(s) ; "
                "la même commande reprendra où elle s’est arrêtée."
            )
            raise click.Abort from None
    return results


def _lengths(tasks: list[Task]) -> dict[Task, float]:
    """Seconds of sound of each file, for the time left; 0 where that is not known."""
    lengths: dict[Task, float] = {}
    for task in tasks:
        try:
            lengths[task] = probe_duration(task.source) if task.source.is_file() else 0.0
        except Exception:  # the conversion itself will say what is wrong
            lengths[task] = 0.0
    return lengths
