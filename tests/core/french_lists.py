"""The lists of French words that a module holds in Python, read from its syntax."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from transcribe.french import fold
from transcribe.french.cardinals import NUMBER_WORDS
from transcribe.french.civilities import civilities
from transcribe.french.negations import ne_words, negation_words
from transcribe.french.sides import side_words

# Words of the tables that are other words more often: an article, an adjective, what one may do, a young patient.
_OTHERS = frozenset(
    "un une neuf plus ne n' droits enfant enfants confrere confreres consoeur consoeurs".split()
)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_MARKUP = re.compile(r"\\[a-zA-Z]|\(\?P<\w+>")
_LINE_OF_WORDS = re.compile(r"[^\W\d_A-Z][\w'’ -]*")
_REGEX_CALLS = frozenset({"compile", "match", "fullmatch", "search", "sub", "finditer", "findall"})


def kinds() -> dict[str, frozenset[str]]:
    """The folded words of each kind that only french/ may list."""
    civil = frozenset(key for one in civilities() for key in one.keys - one.lone)
    found = {
        "nombres": NUMBER_WORDS,
        "civilités": civil,
        "côtés": side_words(),
        "négations": negation_words() | ne_words(),
    }
    return {kind: words - _OTHERS for kind, words in found.items()}


@dataclass(frozen=True, slots=True)
class Held:
    """Words of one kind that a module lists at a line."""

    module: str
    line: int
    kind: str
    words: frozenset[str]

    def __str__(self) -> str:
        return f"{self.module}:{self.line} tient ses propres {self.kind} : {', '.join(sorted(self.words))}"


def held_by(path: Path, module: str) -> Iterator[Held]:
    """Every set of two words of a kind, and every lone side or civility, that the code of a module names."""
    words_of_kind = kinds()
    seen: set[tuple[str, frozenset[str]]] = set()
    for line, listed in _lists(ast.parse(path.read_text("utf-8"))):
        folded = {fold(word) for word in listed}
        for kind, words in words_of_kind.items():
            found = frozenset(folded & words)
            enough = len(found) > 1 or (found and kind in ("côtés", "civilités"))
            if enough and (kind, found) not in seen:
                seen.add((kind, found))
                yield Held(module, line, kind, found)


def _lists(tree: ast.AST) -> Iterator[tuple[int, list[str]]]:
    """Collections of words, lines of words that are split, alternatives of patterns, comparisons."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Set | ast.List | ast.Tuple | ast.Dict | ast.Compare):
            yield node.lineno, list(_strings(node))
        elif isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in _REGEX_CALLS:
                found = [_MARKUP.sub(" ", text) for arg in node.args[:1] for text in _strings(arg)]
                yield node.lineno, [word for text in found for word in _WORD.findall(text)]
            elif name in ("split", "word_set"):
                texts = [
                    *_strings(getattr(node.func, "value", None)),
                    *(s for a in node.args for s in _strings(a)),
                ]
                yield node.lineno, [word for text in texts for word in text.split()]
            else:
                yield node.lineno, [text for arg in node.args for text in _strings(arg)]
        elif isinstance(node, ast.Assign | ast.AnnAssign) and _is_constant(node):
            lines = [text for text in _strings(node.value) if _LINE_OF_WORDS.fullmatch(text)]
            yield node.lineno, [word for text in lines for word in text.split()]


def _is_constant(node: "ast.Assign | ast.AnnAssign") -> bool:
    names = node.targets if isinstance(node, ast.Assign) else [node.target]
    return all(isinstance(name, ast.Name) and name.id.isupper() for name in names)


def _strings(node: ast.AST | None) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.Set | ast.List | ast.Tuple):
        for part in node.elts:
            yield from _strings(part)
    elif isinstance(node, ast.Dict):
        for entry in (*node.keys, *node.values):
            yield from _strings(entry)
    elif isinstance(node, ast.BinOp):
        yield from _strings(node.left)
        yield from _strings(node.right)
    elif isinstance(node, ast.JoinedStr):
        for part in node.values:
            yield from _strings(part)
    elif isinstance(node, ast.Compare):
        for part in (node.left, *node.comparators):
            yield from _strings(part)
    elif isinstance(node, ast.Starred):
        yield from _strings(node.value)
