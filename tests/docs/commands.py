"""The reference of the commands, ``docs/commandes.md``, made from what click knows; written anew by

python -m tests.docs.commands
"""

import inspect
from collections.abc import Iterator

import click

from tests.docs.pages import ROOT
from transcribe.cli.main import cli

PAGE = ROOT / "docs" / "commandes.md"
_HEAD = """# Les commandes

<!-- Page faite par « python -m tests.docs.commands », d’après le programme ; ne la modifiez pas à la main. -->

Tout ce que `transcribe` sait faire, avec chaque option ; `--help` dit la même chose au terminal. Ce qui est en
MAJUSCULES est à remplacer. Codes de sortie, pour toutes : 0 tout va bien, 1 quelque chose a échoué (une phrase dit
quoi), 2 commande mal écrite, 130 interrompue.
"""


def commands() -> Iterator[tuple[str, click.Command, click.Context]]:
    """Every command that can be typed, with its whole name: « exercise make »."""
    yield from _below(cli, click.Context(cli, info_name="transcribe"), "")


def _below(
    group: click.Group, context: click.Context, name: str
) -> Iterator[tuple[str, click.Command, click.Context]]:
    for word in group.list_commands(context):
        command = group.get_command(context, word)
        assert command is not None
        whole = f"{name} {word}".strip()
        own = click.Context(command, info_name=word, parent=context)
        yield whole, command, own
        if isinstance(command, click.Group):
            yield from _below(command, own, whole)


def page() -> str:
    """The whole page, in Markdown."""
    return "\n".join([_HEAD, *(_section(*one) for one in commands())])


def _section(name: str, command: click.Command, context: click.Context) -> str:
    level = "#" * (2 + name.count(" "))
    options = [one for one in command.get_params(context) if isinstance(one, click.Option)]
    shown = [one for one in options if "--help" not in one.opts and not one.hidden]
    lines = [f"{level} transcribe {name}", ""]
    if not isinstance(command, click.Group):
        words = [one.metavar or "…" for one in command.params if isinstance(one, click.Argument)]
        asked = [f"{_name(one)} {_value(one)}".strip() for one in shown if one.required]
        rest = ["[OPTIONS]"] if len(shown) > len(asked) else []
        lines += ["    " + " ".join(["transcribe", name, *words, *asked, *rest]), ""]
    lines += [inspect.cleandoc(command.help or "").replace("\b\n", ""), ""]
    if shown:
        lines += ["| option | effet |", "|---|---|", *map(_row, shown), ""]
    return "\n".join(lines)


def _row(option: click.Option) -> str:
    names = ", ".join(f"`{one}`" for one in sorted(option.opts, key=len, reverse=True))
    names += "".join(f" / `{one}`" for one in option.secondary_opts)
    value = _value(option)
    said = [option.help or "", *_notes(option)]
    effect = " ".join(filter(None, said)).replace("|", "\\|")
    return f"| {names}{f' `{value}`' if value else ''} | {effect} |"


def _name(option: click.Option) -> str:
    return max(option.opts, key=len)


def _value(option: click.Option) -> str:
    if option.is_flag or option.count:
        return ""
    if option.metavar:
        return option.metavar
    kind = option.type
    if isinstance(kind, click.Choice):
        return "CHOIX"
    return "N" if isinstance(kind, click.types.IntParamType | click.types.FloatParamType) else "VALEUR"


def _notes(option: click.Option) -> list[str]:
    """What click adds to the help of an option: its choices, its bounds, what stands for it, and whether it repeats."""
    kind, notes = option.type, []
    if isinstance(kind, click.Choice):
        notes.append("Choix : " + ", ".join(f"`{one}`" for one in kind.choices) + ".")
    if isinstance(kind, click.IntRange) and kind.min is not None:
        notes.append(f"De {kind.min} à {kind.max}." if kind.max is not None else f"Au moins {kind.min}.")
    if option.multiple and "répét" not in (option.help or ""):
        notes.append("Peut être répétée.")
    default = option.default
    if option.secondary_opts and isinstance(default, bool):
        default = (option.opts if default else option.secondary_opts)[0]
    if option.show_default and isinstance(default, str | int | float | tuple) and default not in ("", ()):
        values = default if isinstance(default, tuple) else (default,)
        notes.append("Par défaut : " + ", ".join(f"`{one}`" for one in values) + ".")
    if option.required:
        notes.append("Obligatoire.")
    return notes


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
