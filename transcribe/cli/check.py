"""``transcribe check``: a linter for written comptes-rendus."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from transcribe.core.errors import TranscribeError

if TYPE_CHECKING:
    from transcribe.terms.linting import FileReport


@click.command(name="check")
@click.argument("files", metavar="FICHIER…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--specialty", metavar="SPÉCIALITÉ", default="", help="Classe d’abord les termes de cette spécialité."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Texte à lire, ou JSON pour un autre programme.",
)
@click.option(
    "--lexicon",
    "folders",
    metavar="DOSSIER",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Lexique de plus (répétable).",
)
@click.option(
    "--sans-reforme",
    "traditional",
    is_flag=True,
    help="Signale aussi l’orthographe de 1990 (connait, règlementaire), acceptée sinon partout.",
)
@click.pass_context
def command(
    context: click.Context,
    files: tuple[Path, ...],
    specialty: str,
    form: str,
    folders: tuple[Path, ...],
    traditional: bool,
) -> None:
    """Vérifie l’orthographe médicale de textes déjà écrits (.docx, .odt, .rtf, .html, .pdf, .txt, .json).

    Chaque mot inconnu ou mal écrit est donné avec sa ligne, son contexte et les termes les plus proches.
    Code de sortie : 0 si rien n’est trouvé, 1 s’il y a des remarques, 2 si un fichier n’a pas pu être lu.

    Exemple : transcribe check compte-rendu.docx --specialty cardiologie
    """
    from transcribe import documents
    from transcribe.terms import load_lexicon
    from transcribe.terms.linting import FileReport, check_lines, report_as_dict
    from transcribe.terms.specialties import require_specialty

    try:
        wanted = require_specialty(specialty)
    except TranscribeError as error:
        raise click.UsageError(str(error)) from error
    lexicon = load_lexicon(folders=folders)
    reports: list[FileReport] = []
    unread = False
    for path in files:
        try:
            lines = documents.read(path).lines
            reports.append(
                FileReport(path, *check_lines(lines, lexicon, specialty=wanted, reform=not traditional))
            )
        except TranscribeError as error:
            unread = True
            click.echo(f"Erreur : {error}", err=True)
    if form == "json":
        click.echo(json.dumps(report_as_dict(reports), ensure_ascii=False, indent=1))
    else:
        for report in reports:
            _print(report)
    found = any(report.findings for report in reports)
    context.exit(2 if unread else 1 if found else 0)


def _print(report: "FileReport") -> None:
    for finding in report.findings:
        click.echo(f"{report.path}:{finding.line}:{finding.column}: {finding.reason}")
        click.echo(f"    {finding.context}")
        if finding.suggestions:
            click.echo(f"    → {', '.join(finding.suggestions)}")
    count = len(report.findings)
    words = f"{report.tokens} mot{'s' if report.tokens > 1 else ''}"
    click.echo(f"{report.path} : {words}, {count or 'aucune'} remarque{'s' if count > 1 else ''}.")
