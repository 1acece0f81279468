"""What a mutation may do to a Python module: cosmic-ray's operators, and ours where it has none.

Ours follow cosmic-ray's interface: ``mutation_positions(node)`` gives one place for each thing that may be done to a
node of parso's tree, ``mutate(node, index)`` does the one of that number.
"""

import re
from collections.abc import Iterator
from typing import Any

import parso
from cosmic_ray.operators import (
    binary_operator_replacement,
    boolean_replacer,
    comparison_operator_replacement,
    number_replacer,
    unary_operator_replacement,
)
from cosmic_ray.operators.operator import Operator

Node = Any
"""A node of parso's tree, which has no types."""


def _parsed(code: str) -> Node:
    """The tree of a piece of code."""
    parse: Any = parso.parse
    return parse(code)


Place = tuple[tuple[int, int], tuple[int, int]]

_SEQUENCES = ("testlist_comp", "dictorsetmaker", "testlist_star_expr")
_JUMPS = ("return_stmt", "raise_stmt")
_JUMP_WORDS = ("return", "continue", "break")
_ALTERNATIVE = re.compile(r"(?<=[|(:>\"'])[\w’ -]{2,}(?=[|)\"'])")
_WORD = re.compile(r"\S+")


class _Own(Operator):  # type: ignore[misc]
    """The part that cosmic-ray asks for and nobody here reads."""

    @classmethod
    def examples(cls) -> tuple[()]:
        return ()


class Membership(_Own):
    """« in » for « not in » and back, which cosmic-ray leaves alone."""

    def mutation_positions(self, node: Node) -> Iterator[Place]:
        if node.type == "comparison":
            for child in self._found(node):
                yield child.start_pos, child.end_pos

    def mutate(self, node: Node, index: int) -> Node:
        child = self._found(node)[index]
        other = " in" if child.type == "comp_op" else " not in"
        node.children[node.children.index(child)] = _parsed(other)
        return node

    def _found(self, node: Node) -> list[Node]:
        return [child for child in node.children[1::2] if child.get_code().split()[-1] == "in"]


class Negated(_Own):
    """The condition of an « if », a « while », a choice or a comprehension, turned round as a whole."""

    def mutation_positions(self, node: Node) -> Iterator[Place]:
        for number in self._conditions(node):
            yield node.children[number].start_pos, node.children[number].end_pos

    def mutate(self, node: Node, index: int) -> Node:
        number = self._conditions(node)[index]
        node.children[number] = _parsed(f" (not ({node.children[number].get_code().strip()}))")
        return node

    def _conditions(self, node: Node) -> list[int]:
        if node.type == "if_stmt":
            return [
                n + 1 for n, child in enumerate(node.children) if child.get_code().strip() in ("if", "elif")
            ]
        if node.type in ("while_stmt", "comp_if"):
            return [1]
        return [2] if node.type == "ternary" or (node.type == "test" and len(node.children) == 5) else []


class GuardDropped(_Own):
    """An « if » that only leaves (return, continue, break, raise) and has no other branch, dropped."""

    def mutation_positions(self, node: Node) -> Iterator[Place]:
        if node.type == "if_stmt" and len(node.children) == 4 and _leaves(node.children[3]):
            yield node.children[1].start_pos, node.children[1].end_pos

    def mutate(self, node: Node, index: int) -> Node:
        node.children[1] = _parsed(" False")
        return node


class RuleDropped(_Own):
    """One member, not a text, of a table of rules at the top of a module."""

    def mutation_positions(self, node: Node) -> Iterator[Place]:
        for child in self._members(node):
            yield child.start_pos, child.end_pos

    def mutate(self, node: Node, index: int) -> Node:
        return _without(node, self._members(node)[index])

    def _members(self, node: Node) -> list[Node]:
        if node.type not in _SEQUENCES[:2] or _inside(node, "funcdef") or _pairs(node):
            return []
        members = [child for child in node.children if not _is(child, ",")]
        # Texts are words, numbers are limits: other operators see to them.
        rules = [child for child in members if child.type in ("name", "atom_expr", "atom", "trailer")]
        return rules if len(rules) == len(members) > 1 else []


class WordDropped(_Own):
    """A text dropped from a literal collection, from a text that is split, or from the choices of an expression."""

    def mutation_positions(self, node: Node) -> Iterator[Place]:
        for child in self._members(node):
            yield child.start_pos, child.end_pos
        if node.type == "string":
            for _ in self._words(node):
                yield node.start_pos, node.end_pos

    def mutate(self, node: Node, index: int) -> Node:
        members = self._members(node)
        if members:
            return _without(node, members[index])
        start, end = self._words(node)[index]
        node.value = node.value[:start] + node.value[end:]
        return node

    def _members(self, node: Node) -> list[Node]:
        if node.type not in _SEQUENCES or _is_list_of_exports(node):
            return []
        if _pairs(node):
            keys = [
                child
                for child, colon in zip(node.children, node.children[1:], strict=False)
                if _is(colon, ":")
            ]
            return keys if len(keys) > 1 and all(key.type == "string" for key in keys) else []
        members = [child for child in node.children if not _is(child, ",")]
        return members if len(members) > 1 and all(child.type == "string" for child in members) else []

    def _words(self, node: Node) -> list[tuple[int, int]]:
        if _is_split(node):
            opening = re.match(r"\w*(\"\"\"|'''|\"|')", node.value)
            assert opening
            start, end = opening.end(), len(node.value) - len(opening[1])
            return [match.span() for match in _WORD.finditer(node.value, start, end)]
        if "|" not in node.value or "r" not in node.value[:2]:
            return []
        found = []
        for match in _ALTERNATIVE.finditer(node.value):
            if node.value[match.end()] == "|":
                found.append((match.start(), match.end() + 1))
            elif node.value[match.start() - 1] == "|":
                found.append((match.start() - 1, match.end()))
        return found


def _is(node: Node, text: str) -> bool:
    return bool(node.get_code().strip() == text)


def _inside(node: Node, kind: str) -> bool:
    while node.parent is not None:
        node = node.parent
        if node.type == kind:
            return True
    return False


def _pairs(node: Node) -> bool:
    return node.type == "dictorsetmaker" and any(_is(child, ":") for child in node.children)


def _is_list_of_exports(node: Node) -> bool:
    statement = node.parent and node.parent.parent
    return statement is not None and statement.type == "expr_stmt" and _is(statement.children[0], "__all__")


def _is_split(node: Node) -> bool:
    """Whether a text is the one of « "…".split() », alone or joined to its neighbours in parentheses."""
    while node.parent is not None and node.parent.type in ("strings", "atom"):
        node = node.parent
    after = node.get_next_sibling()
    return after is not None and after.type == "trailer" and _is(after, ".split")


def _leaves(suite: Node) -> bool:
    statements = suite.children[1:] if suite.type == "suite" else [suite]
    if len(statements) != 1 or statements[0].type != "simple_stmt":
        return False
    first = statements[0].children[0]
    return first.type in _JUMPS or first.get_code().strip() in _JUMP_WORDS


def _without(node: Node, member: Node) -> Node:
    """A sequence without a member (of a dictionary: key and value); a tuple of one keeps a comma."""
    start = node.children.index(member)
    end = start + (3 if _pairs(node) else 1)
    before, after = node.children[:start], node.children[end:]
    comma = after[:1] or before[-1:]
    left = [*before[:-1], *after] if len(after) < 2 else [*before, *after[1:]]
    node.children = left + comma if len(left) == 1 and node.type != "dictorsetmaker" else left
    return node


class TrueReplaced(boolean_replacer.ReplaceTrueWithFalse):  # type: ignore[misc]
    """True becomes False, but for ``zip(…, strict=True)``: it speaks up for a fault of ours, and no user meets it."""

    def mutation_positions(self, node: Node) -> Iterator[Place]:
        if not (
            node.parent is not None and node.parent.type == "argument" and _is(node.parent, "strict=True")
        ):
            yield from super().mutation_positions(node)


def _comparisons() -> Iterator[Operator]:
    swaps = {
        "Lt": ("LtE", "GtE"),
        "LtE": ("Lt", "Gt"),
        "Gt": ("GtE", "LtE"),
        "GtE": ("Gt", "Lt"),
        "Eq": ("NotEq",),
        "NotEq": ("Eq",),
        "Is": ("IsNot",),
        "IsNot": ("Is",),
    }
    for old, others in swaps.items():
        for new in others:
            yield getattr(comparison_operator_replacement, f"ReplaceComparisonOperator_{old}_{new}")()
    yield Membership()


KINDS: dict[str, tuple[Operator, ...]] = {
    "comparison": tuple(_comparisons()),
    "limit": (number_replacer.NumberReplacer(),),
    "condition": (Negated(),),
    "not": (unary_operator_replacement.ReplaceUnaryOperator_Delete_Not(),),
    "connective": (boolean_replacer.ReplaceAndWithOr(), boolean_replacer.ReplaceOrWithAnd()),
    "switch": (TrueReplaced(), boolean_replacer.ReplaceFalseWithTrue()),
    "arithmetic": (
        binary_operator_replacement.ReplaceBinaryOperator_Add_Sub(),
        binary_operator_replacement.ReplaceBinaryOperator_Sub_Add(),
    ),
    "rule": (GuardDropped(), RuleDropped()),
    "word": (WordDropped(),),
}
"""Kind of mutation → operators. Those of tables are in :mod:`mutation.tables`."""
