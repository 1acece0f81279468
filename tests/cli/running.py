"""A command run in this process, as ``main`` runs it."""

import click
from click.testing import CliRunner, Result


def run(command: click.Command, *arguments: object, typed: str = "", code: int | None = None) -> Result:
    """What a command did; a ``code`` is that which it must give, without any error."""
    done = CliRunner().invoke(command, [*map(str, arguments)], input=typed, standalone_mode=False)
    if code is not None:
        assert done.exception is None, done.exception
        assert done.return_value == code
    return done
