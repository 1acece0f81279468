"""``transcribe exercise accept``, ``cancel``, ``change`` and ``charge``: the trainer's decisions, written for him."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import click

from transcribe.cli.options import shared
from transcribe.grading.types import KINDS, Decision, Kind, Severity

_FOLDER = click.argument(
    "folder", metavar="EXERCICE", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
_CLASSES = {french: kind for kind, french in KINDS.items()} | {str(kind): kind for kind in KINDS}


def _kind(_context: click.Context, _param: click.Parameter, value: str) -> Kind | None:
    if not value:
        return None
    if value.strip().lower() not in _CLASSES:
        raise click.BadParameter(f"« {value} » : choisissez parmi {', '.join(KINDS.values())}.")
    return _CLASSES[value.strip().lower()]


def _points(_context: click.Context, _param: click.Parameter, value: str) -> Decimal | None:
    if not value:
        return None
    try:
        points = Decimal(value.strip().replace(",", "."))
    except InvalidOperation as error:
        raise click.BadParameter(f"« {value} » n’est pas un nombre.") from error
    if not points.is_finite() or not 0 <= points <= 1000:
        raise click.BadParameter(f"« {value} » : donnez un nombre positif ou nul.")
    return points


def _severity(_context: click.Context, _param: click.Parameter, value: str | None) -> Severity | None:
    return {"critique": "critical", "non critique": "minor"}.get(value or "")  # type: ignore[return-value]


def _options(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The options named, each with what it says everywhere."""
    known = {
        "learner": click.option(
            "--learner", default="", metavar="ÉLÈVE", help="Pour cet élève (nom ou identifiant) ; sinon pour tous."
        ),
        "occurrence": click.option(
            "--occurrence", default=0, metavar="N", type=click.IntRange(0), help="La N-ième fois seulement."
        ),
        "comment": click.option("--comment", default="", metavar="TEXTE", help="Montré à l’élève."),
        "class": click.option(
            "--class", "kind", default="", metavar="CLASSE", callback=_kind, help=f"Parmi {', '.join(KINDS.values())}."
        ),
        "severity": click.option(
            "--severity", type=click.Choice(["critique", "non critique"]), callback=_severity, help="Gravité."
        ),
        "points": click.option(
            "--points", default="", metavar="N", callback=_points, help="Points que coûte la faute."
        ),
    }  # fmt: skip

    def dress(command: Callable[..., Any]) -> Callable[..., Any]:
        for name in reversed(names):
            command = known[name](command)
        return shared(command)

    return dress


@click.command(name="accept")
@_FOLDER
@click.argument("expected", metavar="ATTENDU")
@click.argument("found", metavar="ÉCRIT")
@_options("learner", "occurrence", "comment")
def accept(folder: Path, expected: str, found: str, learner: str, occurrence: int, comment: str) -> None:
    """Accepte ÉCRIT aussi bien que ATTENDU, dans les copies de cet exercice.

    Un texte vide ("") vaut « rien d’écrit » : un ajout ou une omission qui ne compte pas.
    """
    _write(folder, Decision("accept", expected, found, learner, occurrence, comment=comment))


@click.command(name="cancel")
@_FOLDER
@click.argument("expected", metavar="ATTENDU")
@click.argument("found", metavar="[ÉCRIT]", default="")
@_options("learner", "occurrence", "class", "comment")
def cancel(
    folder: Path, expected: str, found: str, learner: str, occurrence: int, kind: Kind | None, comment: str
) -> None:
    """Annule une faute telle que la fiche la montre : ÉCRIT au lieu de ATTENDU."""
    _write(folder, Decision("cancel", expected, found, learner, occurrence, kind, comment=comment))


@click.command(name="change")
@_FOLDER
@click.argument("expected", metavar="ATTENDU")
@click.argument("found", metavar="[ÉCRIT]", default="")
@_options("learner", "occurrence", "class", "severity", "points", "comment")
def change(
    folder: Path,
    expected: str,
    found: str,
    learner: str,
    occurrence: int,
    kind: Kind | None,
    severity: Severity | None,
    points: Decimal | None,
    comment: str,
) -> None:
    """Change la classe, la gravité ou les points d’une faute."""
    _write(
        folder,
        Decision("change", expected, found, learner, occurrence, None, kind, severity, points, comment),
    )


@click.command(name="charge")
@_FOLDER
@click.argument("found", metavar="[MOTS]", default="")
@_options("learner", "class", "severity", "points", "comment")
def charge(
    folder: Path,
    found: str,
    learner: str,
    kind: Kind | None,
    severity: Severity | None,
    points: Decimal | None,
    comment: str,
) -> None:
    """Compte une faute de plus, sur ces MOTS de la copie ou sur la copie entière."""
    _write(folder, Decision("add", "", found, learner, 0, None, kind, severity, points, comment))


def _write(folder: Path, decision: Decision) -> None:
    from transcribe.core.locks import working_in
    from transcribe.grading.accepted import phrases, places_of
    from transcribe.grading.decisions import DECISIONS_FILE, add_decision
    from transcribe.grading.keys import KEY_FILE, read_key
    from transcribe.grading.tokens import tokenize

    if not (folder / KEY_FILE).is_file():
        raise click.UsageError(
            f"« {folder} » n’est pas un dossier d’exercice : donnez celui qui contient formateur/exercise.json."
        )
    path = folder / DECISIONS_FILE
    with working_in(folder, wait=10):
        add_decision(path, decision)
    click.echo(f"Écrit dans {path} ; « transcribe grade » en tient compte à la prochaine correction.")
    reference = tokenize(read_key(folder / KEY_FILE).reference.text)
    if decision.expected and not any(places_of(keys, reference) for keys in phrases(decision.expected)):
        click.echo(f"Attention : « {decision.expected} » ne se trouve pas dans le corrigé.", err=True)


COMMANDS = (accept, cancel, change, charge)
