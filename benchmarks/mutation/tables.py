"""What a mutation may do to a table: a row dropped, a form of a row dropped, a limit changed by one step."""

import re
import tomllib
from collections.abc import Iterator

_PROOFS = ("examples", "counter_examples")
"""Columns of a row that are its tests."""
_ENTRY = re.compile(r'\s*(?:"[^"]*"|[\w-]+)\s*=\s*\S.*|\s*"[^"]*",?\s*|\s*\{.*\},?\s*|\s*\[.*\],\s*')
_TEXTS = re.compile(r'([\w-]+)\s*=\s*\[((?:\s*"[^"]*"\s*,?)+)\]')
_TEXT = re.compile(r'"[^"]*"\s*,?\s*')
_NUMBER = re.compile(r"(?<== )-?\d+(?:\.\d+)?(?=\s*(?:[,}]|$))")


def changes(path: str, text: str) -> Iterator[tuple[str, int, str]]:
    """Kind, line from 1 and new line (empty: dropped) of each mutation of a table, which stays readable."""
    lines = text.split("\n")
    if path.endswith(".tsv"):
        yield from (("row", number, "") for number, line in enumerate(lines[1:], 2) if line)
        return
    for number, line in enumerate(lines, 1):
        found = [("word", changed) for changed in _fewer_forms(line)]
        found += [("limit", changed) for changed in _other_limits(line)]
        found += [("row", "")] if _ENTRY.fullmatch(line) else []
        for kind, changed in found if not line.lstrip().startswith("#") else ():
            if _is_readable("\n".join([*lines[: number - 1], changed, *lines[number:]])):
                yield kind, number, changed


def changed(text: str, line: int, new: str) -> str:
    """The text of a table with a line changed or dropped."""
    lines = text.split("\n")
    return "\n".join([*lines[: line - 1], *([new] if new else []), *lines[line:]])


def _fewer_forms(line: str) -> Iterator[str]:
    for column in _TEXTS.finditer(line):
        texts = list(_TEXT.finditer(line, *column.span(2)))
        if column[1] not in _PROOFS and len(texts) > 1:
            for one in texts:
                yield (line[: one.start()] + line[one.end() :]).replace(", ]", "]")


def _other_limits(line: str) -> Iterator[str]:
    for number in _NUMBER.finditer(line):
        if "." in number[0]:
            places = len(number[0].split(".")[1])
            both = [f"{float(number[0]) + sign * 10**-places:.{places}f}" for sign in (1, -1)]
        else:
            both = [str(int(number[0]) + sign) for sign in (1, -1)]
        yield from (line[: number.start()] + other + line[number.end() :] for other in both)


def _is_readable(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True
