"""``transcribe lexicon``: consult, complete, check and rebuild the lexicons."""

from pathlib import Path

import click

from transcribe.core.errors import LexiconError, OutputError, cause_of


@click.group(name="lexicon", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Consulte, complète et vérifie les lexiques.

    Les termes ajoutés vont dans un lexique personnel, lu par toutes les commandes.
    """


@command.command("list")
@click.option(
    "--lexicon",
    "folders",
    metavar="DOSSIER",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Lexique de plus.",
)
def list_command(folders: tuple[Path, ...]) -> None:
    """Liste les lexiques en service : nombre de termes, licence, sources."""
    from transcribe.terms.folders import lexicon_folders
    from transcribe.terms.table import read_rows

    for folder in lexicon_folders(folders):
        count = sum(1 for table in folder.tables for _ in read_rows(table))
        click.echo(f"{folder.id:<14} {count:>7} termes  {folder.title}  ({folder.licence})")
        for source in folder.sources:
            click.echo(f"{'':<14} {'':>7}         {source.get('name', '')} {source.get('version', '')}")


@command.command("show")
@click.argument("term", metavar="TERME")
@click.option(
    "--specialty", metavar="SPÉCIALITÉ", default="", help="Classe d’abord les termes de cette spécialité."
)
@click.pass_context
def show_command(context: click.Context, term: str, specialty: str) -> None:
    """Dit ce que les lexiques savent de TERME, ou ce qui lui ressemble (code de sortie 1)."""
    from transcribe.terms import load_lexicon
    from transcribe.terms.confusions import confusions

    lexicon = load_lexicon()
    entry = lexicon.entry(term)
    if entry is not None:
        click.echo(f"{entry.term} : {entry.kind or 'terme'}, lexique {entry.lexicon}")
        click.echo(
            f"  fréquence     {entry.frequency:.1f}" if entry.frequency else "  fréquence     inconnue"
        )
        if entry.pronunciation:
            click.echo(f"  prononciation [{entry.pronunciation}]")
        if entry.tags:
            click.echo(f"  étiquettes    {' '.join(entry.tags)}")
    elif lexicon.knows(term):
        click.echo(f"{term} : mot connu, ou bien formé de parties connues.")
    else:
        click.echo(f"{term} : inconnu.")
    for pair in confusions(term):
        click.echo(f"  à ne pas confondre avec {pair.other} : {pair.why}")
    if entry is None and not lexicon.knows(term):
        found = lexicon.suggest(term, specialty=specialty)
        click.echo(f"  proches       {', '.join(one.text for one in found) or 'aucun'}")
        context.exit(1)


@command.command("add")
@click.argument("terms", metavar="[TERME…]", nargs=-1)
@click.option(
    "--from",
    "sheet",
    metavar="TABLEAU",
    type=click.Path(path_type=Path),
    help="Tableau .csv ou .xlsx à importer.",
)
@click.option("--kind", metavar="NATURE", default="", help="Nature des termes (anatomie, acte, médicament…).")
@click.option("--tags", metavar="ÉTIQUETTES", default="", help="Étiquettes, séparées par des espaces.")
@click.option(
    "--to",
    "folder",
    metavar="DOSSIER",
    type=click.Path(path_type=Path),
    help="Lexique à compléter (le vôtre sinon).",
)
def add_command(
    terms: tuple[str, ...], sheet: Path | None, kind: str, tags: str, folder: Path | None
) -> None:
    """Ajoute des termes à votre lexique, un à un ou depuis un tableau.

    Exemples : transcribe lexicon add "angiographie à la fluorescéine" --tags ophtalmologie
    ; transcribe lexicon add --from termes.xlsx
    """
    from transcribe import documents
    from transcribe.french import tidy
    from transcribe.terms.contributing import add_terms, personal_folder, rows_of_table
    from transcribe.terms.table import Row

    if not terms and sheet is None:
        raise click.UsageError("donnez au moins un terme, ou un tableau avec --from.")
    rows = [Row(tidy(term).strip(), 0.0, kind, "", tuple(tags.split())) for term in terms]
    if sheet is not None:
        table = documents.read_table(sheet)
        rows += rows_of_table(table.names, table.rows)
    target = folder or personal_folder()
    try:
        added = add_terms(target, rows)
    except OSError as error:
        raise OutputError(path=target, cause=cause_of(error)) from error
    already = len(rows) - len(added)
    click.echo(f"{len(added)} terme{'s' if len(added) > 1 else ''} de plus dans « {target} »"
               + (f", {already} déjà présent{'s' if already > 1 else ''}." if already else "."))  # fmt: skip


@command.command("check")
@click.argument("folder", metavar="DOSSIER", type=click.Path(path_type=Path))
@click.pass_context
def check_command(context: click.Context, folder: Path) -> None:
    """Vérifie un dossier de lexique et dit ligne par ligne ce qui ne va pas (code de sortie 1)."""
    from transcribe.terms.contributing import check_folder

    if not folder.is_dir():
        raise LexiconError(message=f"Le dossier « {folder} » n’existe pas : vérifiez le chemin.")
    problems = check_folder(folder)
    for problem in problems:
        place = f"{problem.path}:{problem.line}" if problem.line else str(problem.path)
        click.echo(f"{place}: {problem.message}")
    click.echo(f"{folder} : {len(problems) or 'aucun'} problème{'s' if len(problems) > 1 else ''}.")
    context.exit(1 if problems else 0)


@command.command("build")
@click.argument("names", metavar="[LEXIQUE…]", nargs=-1)
@click.option(
    "--downloads", metavar="DOSSIER", type=click.Path(path_type=Path), help="Où garder les paquets obtenus."
)
@click.option(
    "--check", "only_check", is_flag=True, help="N’écrit rien ; code de sortie 1 si un fichier diffère."
)
@click.pass_context
def build_command(
    context: click.Context, names: tuple[str, ...], downloads: Path | None, only_check: bool
) -> None:
    """Reconstruit les lexiques livrés, à l’octet près, depuis des paquets fixés (demande le réseau)."""
    from transcribe.core.data import shipped
    from transcribe.core.files import user_cache
    from transcribe.terms.rebuild.run import BUILT, build

    folder = downloads or user_cache() / "packages"
    changed = build(shipped("lexicons"), names or BUILT, folder, write=not only_check)
    for path in changed:
        click.echo(f"{path} : {'diffère' if only_check else 'écrit'}")
    if not changed:
        click.echo("Les lexiques sont identiques à ceux qui sont livrés.")
    context.exit(1 if only_check and changed else 0)
