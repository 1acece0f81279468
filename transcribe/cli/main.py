"""The ``transcribe`` command: a thin shell over the library.

Exit codes: 0 all went well, 1 something failed (each failure has said why), 2 wrong usage, 130 interrupted.
"""

import importlib
import os
import sys

import click

from transcribe import __version__
from transcribe.cli.french import speak_french
from transcribe.cli.last_resort import last_resort
from transcribe.core.errors import TranscribeError

speak_french()

# name → (module with a click object called ``command``, its line in the help): modules load when used
_COMMANDS = {
    "convert": "Convertit des dictées en comptes-rendus mis en page.",
    "models": "Liste les modèles de reconnaissance vocale.",
    "check": "Vérifie l’orthographe médicale d’un texte déjà écrit.",
    "write": "Met un texte dicté en forme écrite (ponctuation, nombres, unités).",
    "letter": "Met en page un texte ou un fichier .json déjà transcrit.",
    "anonymise": "Retire des dictées les noms, les lieux, les dates et les numéros.",
    "cluster": "Partage les conversions entre plusieurs ordinateurs.",
    "speak": "Fait dicter des textes par une voix de synthèse : des dictées sans enregistrement.",
    "exercise": "Fabrique des exercices à partir de dictées, et en mesure le niveau.",
    "grade": "Corrige et note des copies.",
    "class": "Gère des classes : élèves, exercices demandés, résultats.",
    "competences": "Fiches de compétence d’une classe, d’après ses copies notées.",
    "serve": "Ouvre la classe dans le navigateur.",
    "lexicon": "Consulte, complète et vérifie les lexiques.",
}
_MODULES = {"class": "classroom"}  # a word of the language names no module


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(
            f"transcribe.cli.{_MODULES.get(cmd_name, cmd_name)}"
        ).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commandes\u00a0"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="transcribe")
def cli() -> None:
    """Dictées médicales en français : de l’audio au compte-rendu mis en page.

    Tout se passe sur cet ordinateur : aucun enregistrement, aucun texte ne le quitte, sauf vers
    vos autres ordinateurs si vous le demandez (« transcribe cluster »).
    """


def main() -> None:
    """Entry point of the console script."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = cli.main(prog_name="transcribe", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("Interrompu.", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except TranscribeError as error:
        click.echo(f"Erreur : {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:  # « transcribe … | head »
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 (nothing more to say)
        sys.exit(1)
    except Exception as error:
        if os.environ.get("TRANSCRIBE_DEBUG"):
            raise
        click.echo(f"Erreur : {last_resort(error, sys.argv[1:])}", err=True)
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)
