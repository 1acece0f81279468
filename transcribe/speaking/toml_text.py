"""Plain values as TOML, for the keys of dictations."""

import json
from collections.abc import Mapping, Sequence
from typing import Any


def toml_text(table: Mapping[str, Any], path: tuple[str, ...] = ()) -> str:
    """A table of texts, numbers, lists and tables as TOML; what is no table comes first."""
    plain = {name: value for name, value in table.items() if not _is_table(value)}
    lines = [f"{_key(name)} = {_value(value)}" for name, value in plain.items()]
    for name, value in table.items():
        inner = (*path, name)
        if isinstance(value, Mapping):
            lines += ["", f"[{'.'.join(map(_key, inner))}]", toml_text(value, inner).rstrip("\n")]
        elif _is_table(value):
            for one in value:
                lines += ["", f"[[{'.'.join(map(_key, inner))}]]", toml_text(one, inner).rstrip("\n")]
    return "\n".join(lines) + "\n"


def _is_table(value: object) -> bool:
    if isinstance(value, Mapping):
        return True
    return (
        isinstance(value, Sequence)
        and not isinstance(value, str)
        and bool(value)
        and isinstance(value[0], Mapping)
    )


def _key(name: str) -> str:
    return (
        name
        if name.isascii() and name.replace("_", "").replace("-", "").isalnum()
        else json.dumps(name, ensure_ascii=False)
    )


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, str):
        lines = (
            '"""' not in value
            and "\n" in value
            and "\\" not in value
            and all(c.isprintable() or c == "\n" for c in value)
        )
        return f'"""\n{value}"""' if lines and not value.endswith('"') else _quoted(value)
    if isinstance(value, Sequence):
        return f"[{', '.join(map(_value, value))}]"
    return _quoted(str(value))  # a date


def _quoted(text: str) -> str:
    """A basic string: what JSON escapes, TOML reads, but for the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
