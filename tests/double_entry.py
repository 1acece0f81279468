"""What the tables of a room must know, entered twice: in the room, and in ``tests/ROOM/known.json``.

A form that somebody drops from a table, or a limit that moves by one, changes no example that happens not to use it;
a row of data even takes its examples with it. So the tables, limits, switches and usual values of each room are
entered a second time, and the two are compared, as book-keepers do. A table may learn a form without anything else;
what it forgets, and a number or a switch that changes, is changed here too, with its reason in the commit:

    python -m tests.double_entry french        # writes tests/french/known.json anew
"""

import ast
import enum
import importlib
import inspect
import json
import pkgutil
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from pathlib import Path
from types import FunctionType, ModuleType

import click

from transcribe.french.tables import Row

_HERE = Path(__file__).parent
_WORD = re.compile(r"[^\W\d_]{2,}")
_MOST = 600
"""Entries of one table; larger ones are made from lists that have their own tests."""

_SENTENCE = 40
"""Longer texts are sentences for users: how they are worded is no guard."""

Known = dict[str, dict[str, list[str]]]
"""Module → name of a table, limit or default → what it holds, as texts."""


def missing(room: str) -> list[str]:
    """What was entered for a room and its code does not hold, a line each: « module.name: entry »."""
    entered: Known = json.loads((_HERE / room / "known.json").read_text("utf-8"))
    held = known(room)
    return [
        f"{module}.{name}: {entry}"
        for module, tables in entered.items()
        for name, entries in tables.items()
        for entry in sorted({*entries} - {*held.get(module, {}).get(name, [])})
    ]


def known(room: str) -> Known:
    """What the modules of a room hold at their top, in their classes and as defaults of their functions."""
    package = importlib.import_module(f"transcribe.{room}")
    found: Known = {}
    for module in _modules(package):
        held = {
            name: sorted(
                text
                for text in set(_texts(value))
                if len(text) <= _SENTENCE or ": " in text or not _WORD.search(text)
            )
            for name, value in _constants(module)
        }
        kept = {name: entries for name, entries in held.items() if 0 < len(entries) <= _MOST}
        if kept:
            found[module.__name__.removeprefix("transcribe.")] = kept
    for path in sorted(Path(package.__path__[0]).rglob("*.toml")):
        name = path.relative_to(package.__path__[0]).as_posix()
        tables = tomllib.loads(path.read_text("utf-8"))
        found[f"{room}/{name}"] = {key: sorted(set(_rows(value))) for key, value in tables.items()}
    return found


def _rows(value: object) -> Iterator[str]:
    """What a table of data holds: a form each, what a column says of a row's first form, forms that are alike."""
    match value:
        case {"form": first, **columns}:
            yield from _rows({"forms": [first], **columns})
        case {"forms": [first, *others], **columns}:
            yield from (first, *others)
            for column, held in columns.items():
                if column not in ("examples", "counter_examples"):
                    yield from (f"{first}, {column}: {text}" for text in _texts(held))
        case [dict(), *_]:
            for row in value:
                yield from _rows(row)
        case list([list(), *_]):
            for first, *others in value:
                yield from (f"{first} = {other}" for other in others)
        case _:
            yield from _texts(value)


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    yield package
    for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not info.name.endswith("__main__") and ".rebuild" not in info.name:
            yield importlib.import_module(info.name)


def _constants(module: ModuleType) -> Iterator[tuple[str, object]]:
    """Names that the module itself binds, with their values; « function(parameter) » for defaults."""
    tree = ast.parse(Path(module.__file__ or "").read_text("utf-8"))
    yield from _bound(tree.body, module, "")
    for statement in tree.body:
        if isinstance(statement, ast.ClassDef):
            yield from _bound(statement.body, getattr(module, statement.name), f"{statement.name}.")


def _bound(body: list[ast.stmt], holder: object, prefix: str) -> Iterator[tuple[str, object]]:
    for statement in body:
        if isinstance(statement, ast.Assign | ast.AnnAssign):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            for target in [one for bound in targets for one in getattr(bound, "elts", [bound])]:
                if isinstance(target, ast.Name) and target.id != "__all__":
                    yield prefix + target.id, _value(holder, target.id)
        elif isinstance(found := getattr(holder, getattr(statement, "name", ""), None), click.Command):
            for parameter in found.params:
                yield f"{found.name} {parameter.name}", dict(_option(parameter))
        elif isinstance(statement, ast.FunctionDef):
            function = inspect.unwrap(getattr(holder, statement.name, None) or len)
            if isinstance(function, FunctionType):
                for given in inspect.signature(function).parameters.values():
                    yield f"{prefix}{statement.name}({given.name})", given.default


def _value(holder: object, name: str) -> object:
    """What a name is bound to; the usual value of a field, which a class with slots keeps nowhere else."""
    usual = {field.name: field.default for field in fields(holder)} if is_dataclass(holder) else {}
    value = usual.get(name, getattr(holder, name, None))
    return None if inspect.isdatadescriptor(value) else value


def _option(parameter: click.Parameter) -> Iterator[tuple[str, object]]:
    """What the command line asks of an argument or an option, in words that every click has."""
    yield "opts", [*parameter.opts, *parameter.secondary_opts]
    yield from ((name, getattr(parameter, name)) for name in ("required", "nargs"))
    if isinstance(parameter, click.Option):
        yield from ((name, getattr(parameter, name)) for name in ("multiple", "is_flag", "hidden"))
    if isinstance(parameter.default, str | int | float) and parameter.default is not False:
        yield "default", parameter.default
    yield "type", type(parameter.type).__name__
    for name in ("exists", "file_okay", "dir_okay", "choices", "min", "max", "opens"):
        if (value := getattr(parameter.type, name, None)) is not None:
            yield name, list(value) if name == "choices" else value


def _texts(value: object) -> Iterator[str]:
    """What a constant holds: words of an expression, members, « key: value »; nothing of what is no constant."""
    match value:
        case enum.Enum():
            yield value.name
        case str():
            yield value
        case bool() | int() | float() | Decimal():
            yield str(value)
        case re.Pattern():
            pattern = value.pattern
            yield from _WORD.findall(pattern if isinstance(pattern, str) else pattern.decode("latin-1"))
        case Row():
            yield from value.forms
        case FunctionType():
            yield value.__name__
        case tuple() if value and all(isinstance(member, int | float) for member in value):
            yield " · ".join(map(str, value))  # limits in their order
        case Mapping() | set() | frozenset() | list() | tuple():
            yield from _texts_in(value)
        case _ if is_dataclass(value) and not isinstance(value, type):
            for field in fields(value):
                yield from (f"{field.name}: {text}" for text in _texts(getattr(value, field.name)))


def _texts_in(value: Mapping[object, object] | Iterable[object]) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, held in value.items():
            for one in _texts(key):
                texts = [text for text in _texts(held) if len(text) <= _SENTENCE]
                yield from (f"{one}: {text}" for text in texts) if texts else (one,)
        return
    for member in sorted(value, key=repr) if isinstance(value, set | frozenset) else value:
        parts = list(_texts(member))
        yield from [" · ".join(parts)] if isinstance(member, tuple) else parts


def _written(found: Known) -> str:
    """JSON with a line for each table."""
    modules = []
    for module, tables in found.items():
        lines = [f"    {_json(name)}: {_json(entries)}" for name, entries in tables.items()]
        modules.append(f"  {_json(module)}: {{\n" + ",\n".join(lines) + "\n  }")
    return "{\n" + ",\n".join(modules) + "\n}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    for asked in sys.argv[1:]:
        (_HERE / asked / "known.json").write_text(_written(known(asked)), "utf-8")
