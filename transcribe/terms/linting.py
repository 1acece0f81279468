"""Checking written comptes-rendus: findings with line, column, context and suggestions."""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from transcribe.core.types import DoubtKind
from transcribe.french import like_case
from transcribe.terms.finding import find_in_text
from transcribe.terms.lexicon import Lexicon
from transcribe.terms.tokens import tokenize

_CONTEXT = 40


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at: ``line`` and ``column`` count from 1, ``context`` is the line around it."""

    line: int
    column: int
    text: str
    kind: DoubtKind
    suggestions: tuple[str, ...]
    reason: str
    context: str


@dataclass(frozen=True, slots=True)
class FileReport:
    """The findings of one file and how many tokens were read."""

    path: Path
    tokens: int
    findings: tuple[Finding, ...]


def check_lines(
    lines: list[str], lexicon: Lexicon, *, specialty: str = "", reform: bool = True
) -> tuple[int, tuple[Finding, ...]]:
    """Number of tokens and findings of a text given line by line.

    ``reform``: the spelling of 1990 is accepted throughout; otherwise each of its words is a finding.
    """
    text = "\n".join(lines)
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    findings = []
    for finding in find_in_text(text, lexicon, specialty=specialty):
        line = bisect_right(starts, finding.start) - 1
        column = finding.start - starts[line]
        findings.append(
            Finding(
                line=line + 1,
                column=column + 1,
                text=text[finding.start : finding.end],
                kind=finding.kind,
                suggestions=finding.alternatives,
                reason=finding.reason,
                context=_context(lines[line], column, column + finding.end - finding.start),
            )
        )
    if not reform:
        findings = sorted([*findings, *_reformed(lines, lexicon)], key=lambda one: (one.line, one.column))
    return len(tokenize(text)), tuple(findings)


def _reformed(lines: list[str], lexicon: Lexicon) -> list[Finding]:
    """The words in the spelling of 1990, each with the traditional one."""
    return [
        Finding(
            line=number,
            column=token.start + 1,
            text=token.text,
            kind="unknown",
            suggestions=(like_case(token.text, old),),
            reason=f"« {token.text} » suit l’orthographe de 1990",
            context=_context(line, token.start, token.end),
        )
        for number, line in enumerate(lines, 1)
        for token in tokenize(line)
        if token.kind == "word" and (old := lexicon.traditional_spelling(token.text))
    ]


def report_as_dict(reports: list[FileReport]) -> dict[str, object]:
    """The JSON contract of ``transcribe check --format json``."""
    return {
        "files": [
            {
                "path": str(report.path),
                "tokens": report.tokens,
                "findings": [
                    {
                        "line": finding.line,
                        "column": finding.column,
                        "text": finding.text,
                        "kind": finding.kind,
                        "suggestions": list(finding.suggestions),
                    }
                    for finding in report.findings
                ],
            }
            for report in reports
        ]
    }


def _context(line: str, start: int, end: int) -> str:
    first, last = max(0, start - _CONTEXT), min(len(line), end + _CONTEXT)
    before = "…" if first else ""
    after = "…" if last < len(line) else ""
    return f"{before}{line[first:last].strip()}{after}"
