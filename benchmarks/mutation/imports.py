"""What runs while a module is imported, before any test."""

import ast
from functools import cache
from pathlib import Path


@cache
def called_at_import(file: Path) -> frozenset[str]:
    """Names of what a module calls before any of its functions is entered: decorators, and what its top is made by."""
    found: set[str] = set()
    pending: list[ast.AST] = [*ast.parse(file.read_text("utf-8")).body]
    while pending:
        node = pending.pop()
        inner = [*ast.iter_child_nodes(node)]
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found |= {one.id for one in node.decorator_list if isinstance(one, ast.Name)}
        if isinstance(node, ast.FunctionDef):
            inner = [*node.decorator_list, node.args]
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            found.add(node.func.id)
        pending += [one for one in inner if not isinstance(one, ast.Lambda)]
    return frozenset(found)
