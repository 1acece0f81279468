"""Spoken commands: marks (``data/commands.toml``), looks and labels (``styles.toml``), and when they are none
(``prose_marks.toml``).

Words and phrases are folded; a phrase is the tuple of its words, split on spaces.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

from transcribe.french.fold import fold
from transcribe.french.tables import Row, TableError, by_key, rows

Phrase = tuple[str, ...]
CommandSort = Literal[
    "phrase", "line", "point", "comma", "colon", "ellipsis", "dash", "pair", "open", "close", "opened", "closed",
    "between",
]  # fmt: skip
StyleSort = Literal["look", "capitals", "end_capitals", "capital", "title", "label"]
ProseSort = Literal[
    "determiner", "quality", "counting", "adverb", "counted", "done", "per", "not_per", "numbered",
    "before_line", "after_line", "placed", "at_one_place", "qualifier", "governing", "agreeing",
]  # fmt: skip


def command_rows(*sorts: CommandSort) -> tuple[Row, ...]:
    """The rows of the commands of some sorts, in the order of the table."""
    return tuple(row for row in rows("commands") if row.text("sort", "phrase") in sorts)


@cache
def command_words(*sorts: CommandSort) -> frozenset[str]:
    """The folded forms of the commands of some sorts."""
    return frozenset(key for row in command_rows(*sorts) for key in row.keys)


@cache
def heard_words(*sorts: CommandSort) -> frozenset[str]:
    """What a recogniser writes for the commands of some sorts, folded."""
    return frozenset(fold(form) for row in command_rows(*sorts) for form in row.texts("heard"))


@cache
def phrases(*sorts: CommandSort) -> Mapping[Phrase, Row]:
    """The commands of some sorts by their words.

    Raises:
        TableError: two rows claim one form.
    """
    return {tuple(key.split()): row for key, row in by_key(command_rows(*sorts)).items()}


@cache
def style_phrases(*sorts: StyleSort) -> Mapping[Phrase, Row]:
    """The commands on looks of some sorts, or of all, by their words, the longest first.

    Raises:
        TableError: two rows claim one form.
    """
    table = (row for row in rows("styles") if not sorts or row.text("sort") in sorts)
    found = {tuple(key.split()): row for key, row in by_key(table).items()}
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


@cache
def pairs(*, bare: bool) -> Mapping[str, tuple[str, str]]:
    """What opens and what closes, by the folded noun; ``bare``: only nouns that need no verb."""
    return {
        key: (row.text("opens"), row.text("closes"))
        for row in command_rows("pair")
        if not bare or row.flag("bare", default=True)
        for key in row.keys
    }


@cache
def mark_of(sort: CommandSort) -> str:
    """The mark of the only row of a sort.

    Raises:
        TableError: there is no such row, or several.
    """
    found = {row.text("mark") for row in command_rows(sort)}
    if len(found) != 1:
        raise TableError(f"commands : « {sort} » doit avoir un seul signe")
    return found.pop()


@cache
def prose_words(*sorts: ProseSort) -> frozenset[str]:
    """The folded words that make a command a noun, of some sorts."""
    return frozenset(key for row in rows("prose_marks") if row.text("sort") in sorts for key in row.keys)


@cache
def mark_nouns() -> frozenset[str]:
    """The folded words that name marks and lines in a command."""
    return frozenset(fold(noun) for row in rows("commands") for noun in row.texts("nouns"))


@cache
def whole_commands() -> tuple[str, ...]:
    """Commands in full as doctors say them: « point à la ligne », « ouvrez la parenthèse »."""
    return tuple(
        form for name in ("commands", "remarks") for row in rows(name) for form in row.texts("whole")
    )


@cache
def said_commands() -> "re.Pattern[str]":
    """Any command of punctuation as it is written out, the longest first."""
    forms = (form for row in rows("commands") if row.text("mark") or row.text("opens") for form in row.forms)
    spaced = (re.escape(form).replace("\\ ", r"\s+") for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"\b(?:{'|'.join(spaced)})\b", re.IGNORECASE)


@cache
def glued_endings() -> tuple[str, ...]:
    """What a word with a command run behind it ends with: « -point »."""
    return tuple(f"-{form}" for row in rows("commands") if row.flag("glued") for form in row.forms)


@cache
def glued_command() -> "re.Pattern[str]":
    """A command run together with the word before it, folded or not: groups 1 the word, 2 or 3 the command."""
    glued = [row for row in rows("commands") if row.flag("glued")]
    commas = [form for row in command_rows("comma") if row in glued for form in row.forms]
    heard = [form for row in command_rows("comma") if row in glued for form in row.texts("heard")]
    hyphened = [*(form for row in glued for form in row.forms), *heard]
    barred = [word for row in glued for word in row.texts("not_glued")]
    heads = "|".join(min(row.forms, key=len) for row in glued)
    return re.compile(
        rf"(?!(?:{'|'.join(barred)})-?(?:{heads}))"
        rf"([^\W_][\w'’-]*?)(?:-({'|'.join(hyphened)})|(?<=\w)({'|'.join(commas)}s?))",
        re.IGNORECASE,
    )
