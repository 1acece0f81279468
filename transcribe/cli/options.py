"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def _share(context: click.Context, _param: click.Parameter, value: bool) -> None:
    from transcribe.core.files import sharing

    context.with_resource(sharing(value))


def shared(command: Command) -> Command:
    """``--partage``: what the command writes may be read by others; else by its owner alone."""
    option = click.option(
        "--partage",
        is_flag=True,
        expose_value=False,
        callback=_share,
        help="Fichiers écrits lisibles par les autres comptes de la machine (par défaut : par vous seul).",
    )
    return option(command)


def certificates(role: str) -> Callable[[Command], Command]:
    """``--certificats``: the folder of a role's certificates."""

    def usual() -> Path:
        from transcribe.batch.cluster.certificates import usual_place

        return usual_place() / role

    return click.option(
        "--certificats",
        "identity_folder",
        default=usual,
        metavar="DOSSIER",
        type=click.Path(file_okay=False, path_type=Path),
        help=f"Dossier « {role} » fait par « transcribe cluster certificates » (par défaut : dans vos données).",
    )
