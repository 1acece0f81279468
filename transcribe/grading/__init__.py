"""Grades that learners trust: an attempt compared with its reference, mistake by mistake.

``grade`` is a pure function; ``reading`` reads files; the sheets, the workbook and the class page show
grades. Importing this room is cheap.
"""

from typing import TYPE_CHECKING

from transcribe.grading.types import KINDS, SEVERITIES, Grade, Kind, Mistake, Page, Severity

if TYPE_CHECKING:
    from transcribe.grading.marking import grade as grade
    from transcribe.grading.scheme import Scheme as Scheme
    from transcribe.grading.scheme import load_scheme as load_scheme

__all__ = [
    "KINDS",
    "SEVERITIES",
    "Grade",
    "Kind",
    "Mistake",
    "Page",
    "Scheme",
    "Severity",
    "grade",
    "load_scheme",
]

_WHERE = {"grade": "marking", "Scheme": "scheme", "load_scheme": "scheme"}


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
