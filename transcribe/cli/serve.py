"""``transcribe serve``: the class at its browsers."""

import contextlib
import secrets
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from transcribe import classroom
    from transcribe.grading.types import Lexicon
    from transcribe.web.serving import Place


@click.command(name="serve")
@click.option(
    "--espace", "folder", metavar="DOSSIER", type=click.Path(file_okay=False, path_type=Path),
    help="Dossier de la classe : personnes, exercices, copies (par défaut : dans vos données personnelles).",
)  # fmt: skip
@click.option("--demo", is_flag=True, help="Classe de démonstration : personnes fictives, rien n’est gardé.")
@click.option(
    "--reseau", "network", is_flag=True,
    help="Ouvre aux postes du réseau de la classe (par défaut : cet ordinateur seul).",
)  # fmt: skip
@click.option(
    "--https", "encrypted", is_flag=True,
    help="Avec --reseau, chiffre la liaison : les vraies dictées peuvent y passer.",
)  # fmt: skip
@click.option(
    "--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="Port ; 0 : un port libre."
)
@click.option("--nouveau-code", "renew", is_flag=True, help="Laisse le formateur choisir un nouveau code.")
@click.option("--sans-navigateur", "quiet", is_flag=True, help="N’ouvre pas le navigateur.")
def command(
    folder: Path | None, demo: bool, network: bool, encrypted: bool, port: int, renew: bool, quiet: bool
) -> None:
    """Ouvre la classe dans le navigateur : les apprenants écoutent, saisissent, rendent et lisent leur fiche.

    Le formateur y fait sa classe, suit le travail et note les copies ; la première fois, il choisit son code.
    Rien ne sort de cet ordinateur ; avec --reseau, rien ne sort du réseau local. Avec --https en plus, la liaison est
    chiffrée, et chaque poste installe une fois le certificat que la page d’accueil lui donne. Ctrl+C arrête, sans rien
    perdre.
    """
    from transcribe import classroom
    from transcribe.web.desk import Desk
    from transcribe.web.opening import opened
    from transcribe.web.serving import serve, show_in_browser

    if encrypted and not network:
        raise click.UsageError(
            "--https chiffre la liaison du réseau : ajoutez --reseau. Sans lui, rien ne sort de cet ordinateur."
        )
    with _space(folder, demo=demo) as (store, example):
        if network and not encrypted:
            _check_fictitious(store)
        desk = Desk(store, _lexicon, example)
        if not demo and (renew or not classroom.is_settled(store)):
            desk.first_key = secrets.token_urlsafe(18)
        open_ = opened(desk, network=network, encrypted=encrypted, port=port)
        place = open_.place
        own = f"{place.url}formateur{f'?cle={desk.first_key}' if desk.first_key else ''}"

        def ready() -> None:
            click.echo(_said(place, open_.notes, example, own), err=True)
            if not quiet:
                show_in_browser(place.url if demo else own)

        serve(*open_.served, ready=ready, stopping=desk.watch)


@cache
def _lexicon() -> "Lexicon":
    from transcribe.terms import load_lexicon

    return load_lexicon()


@contextlib.contextmanager
def _space(folder: Path | None, *, demo: bool) -> "Iterator[tuple[classroom.Store, dict[str, str] | None]]":
    import tempfile

    from transcribe import classroom
    from transcribe.classroom.demo import build_demo
    from transcribe.classroom.store import usual_folder

    if demo:
        with tempfile.TemporaryDirectory(prefix="transcribe-demo-") as place:
            store = classroom.Store(Path(place))
            try:
                yield store, build_demo(store)
            finally:
                store.close()
        return
    store = classroom.Store(folder or usual_folder())
    try:
        with classroom.hourly(store, told=lambda sentence: click.echo(sentence, err=True)):
            yield store, None
    finally:
        store.close()


def _check_fictitious(store: "classroom.Store") -> None:
    """Refuses to send real dictations over a network that anybody on it can read.

    Raises:
        UsageError: an exercise asked is not marked as fictitious.
    """
    from transcribe.classroom.exercises import real_titles

    if titles := real_titles(store):
        others = len(titles) - 1
        named = f"« {titles[0]} » n’est pas marqué comme fictif"
        if others:
            exercises = "autre exercice" if others == 1 else "autres exercices"
            named = f"« {titles[0]} » et {others} {exercises} ne sont pas marqués comme fictifs"
        raise click.UsageError(
            f"{named}, et le réseau de la classe n’est pas chiffré : une vraie dictée n’y passe pas. Servez avec "
            "--reseau --https, ou sans --reseau, ou ajoutez l’exercice avec --fictif si personne n’y est réel."
        )


def _said(place: "Place", notes: Sequence[str], example: dict[str, str] | None, own: str) -> str:
    from transcribe.web.serving import qr_lines

    lines = [f"La classe est ouverte : {place.urls[0] if place.urls else place.url}"]
    if place.network:
        lines += [f"  aussi : {url}" for url in place.urls[1:]]
        lines += notes
        lines += (
            [qr_lines(place.urls[0])]
            if place.urls
            else ["Aucune adresse de réseau : vérifiez le câble ou le Wi-Fi."]
        )
        lines += [
            "Si les postes ne la voient pas, autorisez « transcribe » (ou Python) dans le pare-feu de cet ordinateur."
        ]
    lines.append(
        f"{'Pour choisir votre nom et votre code de formateur' if 'cle=' in own else 'Pages du formateur'} : {own}"
    )
    if example:
        lines += [
            f"Démonstration : code de classe {example['code']}, nom {example['name']}, "
            f"code personnel {example['pin']}.",
            f"Formateur de la démonstration : {example['trainer']}, code personnel {example['trainer_pin']}.",
        ]
    lines.append("Ctrl+C arrête ; tout ce qui est enregistré le reste.")
    return "\n".join(lines)
