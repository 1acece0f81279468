"""A compte-rendu as Markdown: a form of document that another package brings (group ``transcribe.formats``)."""

from pathlib import Path

from transcribe.letters import Work


def write(work: Work, path: Path) -> None:
    """Writes a finished document to ``path``, a passing name: transcribe gives the file its own once it is whole."""
    lines: list[str] = []
    for section in work.letter.sections:
        if section.heading:
            lines += [f"## {section.heading}", ""]
        for paragraph in section.paragraphs:
            title = "# " if section.role == "title" else ""
            lines += [title + paragraph.text, ""]
    path.write_text("\n".join(lines), "utf-8")
