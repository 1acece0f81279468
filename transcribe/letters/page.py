"""A letter as one self-contained page: marks, words that play their seconds, print. Nothing is loaded."""

import os
import re
from base64 import b64encode
from hashlib import sha256
from html import escape
from importlib import resources
from pathlib import Path
from urllib.parse import quote

from transcribe.core.errors import OutputError
from transcribe.core.files import write_text
from transcribe.core.revision import Revision
from transcribe.core.types import Letter, Paragraph, Section
from transcribe.letters.kinds import Template, find_template
from transcribe.letters.marks import FIRST_WORD, Marks, Run, doubt_note, edit_note, silent_note
from transcribe.letters.values import (
    blank,
    heading_date,
    lines,
    loose_lines,
    mandatory,
    missing_sections,
    values,
)

_LIST_MARK = re.compile(r"[-–•*][ \u00a0\u202f]+")
_TRAITS = (
    ("Nom", "patient.noms"),
    ("Prénom", "patient.prenom"),
    ("Date de naissance", "patient.naissance"),
    ("Sexe", "patient.sexe"),
)


def write_html(letter: Letter, revision: Revision, path: Path, *, audio: Path | None = None) -> None:
    """Writes the page, whole or not at all; its words play ``audio``, found by a relative link.

    Raises:
        OutputError: the file cannot be written.
    """
    try:
        write_text(path, html(letter, revision, audio=_link(audio, path)))
    except OSError as error:
        raise OutputError(path=path, cause=error.strerror or error) from error


def _link(audio: Path | None, page: Path) -> str | None:
    """The way from the page to the sound; none when they lie on different drives."""
    if audio is None:
        return None
    try:
        return Path(os.path.relpath(audio.resolve(), page.resolve().parent)).as_posix()
    except ValueError:
        return None


def html(letter: Letter, revision: Revision, *, audio: str | None = None) -> str:
    """The page as text. ``audio``: link to the sound, relative to the page; ``None`` for no sound."""
    return _Page(letter, revision, find_template(letter.template), audio).text()


class _Page:
    """One page being written; numbers its notes."""

    def __init__(self, letter: Letter, revision: Revision, kind: Template, audio: str | None) -> None:
        self.letter = letter
        self.revision = revision
        self.kind = kind
        self.audio = audio
        self.marks = Marks(revision)
        self.shown = values(letter, kind)
        self.needed = mandatory(kind)
        self.notes = 0
        self.seen: set[int] = set()

    def text(self) -> str:
        script, style = _asset("page.js") if self.audio else "", _asset("page.css")
        title = " – ".join(t for t in (self.shown["titre"], self.shown["patient"]) if t)
        body = "\n".join([*self._front(), *self._body(), *self._end()])
        return _PAGE.format(
            title=escape(title),
            style=f"\n{style}",
            script=f"<script>\n{script}</script>\n" if script else "",
            policy=_policy(f"\n{style}", f"\n{script}"),
            player=self._player(),
            summary=self._summary(),
            body=body,
        )

    def _front(self) -> list[str]:
        out = []
        recipients = lines(self.letter, "recipient")
        if recipients or self.shown["destinataire"] or "destinataire" in self.needed:
            shown = " ".join(self._inline(p) for p in recipients) or self._value("destinataire")
            out.append(f'<p class="destinataire">{shown}</p>')
        if self.shown["date"] or "date" in self.needed:
            out.append(f'<p class="destinataire">Le {self._value("date")}</p>')
        titles = lines(self.letter, "title")
        out.append(f"<h1>{self._inline(titles[0]) if titles else escape(self.shown['titre'])}</h1>")
        out.append(self._identity())
        loose = [*titles[1:], *loose_lines(self.letter, "date", "patient", "author")]
        out += self._paragraphs(loose, "ligne")
        return out

    def _identity(self) -> str:
        cells = [(label, self._value(name)) for label, name in _TRAITS]
        head = "".join(f'<th scope="col">{escape(label)}</th>' for label, _ in cells)
        row = "".join(f"<td>{value}</td>" for _, value in cells)
        return (
            f'<table><caption class="lu">Identité du patient</caption>'
            f"<thead><tr>{head}</tr></thead><tbody><tr>{row}</tr></tbody></table>"
        )

    def _body(self) -> list[str]:
        out: list[str] = []
        blanks = missing_sections(self.letter, self.kind)
        for index, section in enumerate(self.letter.sections):
            out += [self._blank_section(title) for title, place in blanks if place == index]
            if section.role in {"body", "opening"}:
                out.append(self._section(section))
        last = len(self.letter.sections)
        return [*out, *(self._blank_section(title) for title, place in blanks if place == last)]

    def _section(self, section: Section) -> str:
        paragraphs = "\n".join(self._paragraphs(section.paragraphs)) or (
            f"<p>{_blank()}</p>" if section.heading else ""
        )
        heading = ""
        if section.heading:
            start = section.start
            dictated = Paragraph(section.heading, start)
            shown = self._inline(dictated) if start is not None else escape(section.heading)
            if date := heading_date(self.letter, section):
                shown = f"{shown} {self._inline(date)}"
            heading = f"<h2>{shown}</h2>\n"
        word = FIRST_WORD.match(section.paragraphs[0].text) if section.paragraphs else None
        lower = word is not None and word.group().islower()
        kind = ' class="rubrique"' if section.heading and lower else ""
        return f"<section{kind}>\n{heading}{paragraphs}\n</section>"

    def _blank_section(self, title: str) -> str:
        return f"<section>\n<h2>{escape(title)}</h2>\n<p>{_blank()}</p>\n</section>"

    def _end(self) -> list[str]:
        out = self._paragraphs(lines(self.letter, "closing"), "formule")
        signed = self._paragraphs(lines(self.letter, "signature"), "signature")
        if not signed:
            signed = [f'<p class="signature">{self._value("auteur")}</p>']
        out += signed
        out += self._paragraphs(lines(self.letter, "copies"))
        if self.shown["copies"]:
            out.append(f'<p class="copies">Copies\u00a0: {escape(self.shown["copies"])}</p>')
        return out

    def _value(self, name: str) -> str:
        value = self.shown[name]
        if value:
            return escape(value)
        return _blank(name) if name in self.needed or name == "auteur" else ""

    def _paragraphs(self, items: list[Paragraph] | tuple[Paragraph, ...], css: str = "") -> list[str]:
        out: list[str] = []
        listed = False
        attribute = f' class="{css}"' if css else ""
        for item in items:
            mark = _LIST_MARK.match(item.text)
            if (mark is not None) != listed:
                out.append("</ul>" if listed else "<ul>")
                listed = not listed
            if mark:
                start = None if item.start is None else item.start + mark.end()
                out.append(f"<li>{self._inline(Paragraph(item.text[mark.end() :], start))}</li>")
            else:
                out.append(f"<p{attribute}>{self._inline(item)}</p>")
        return [*out, "</ul>"] if listed else out

    # --- words and marks ----------------------------------------------------------------------------

    def _inline(self, item: Paragraph) -> str:
        start = item.start
        if start is None:
            return escape(item.text)
        end = start + len(item.text)
        if self.revision.text[start:end].lower() != item.text.lower():
            return escape(item.text)
        return "".join(self._run(run) for run in self.marks.runs(start, end))

    def _run(self, run: Run) -> str:
        if run.edit is not None:
            content = f"<ins>{self._playable(run)}</ins>" if run.text else f"<del>{escape(run.heard)}</del>"
            notes = [edit_note(self.revision, run.edit)]
            css = "retouche"
        else:
            content, notes, css = self._playable(run), [], ""
        if run.doubts:
            css = "doute"
            notes += [doubt_note(self.revision, doubt) for doubt in run.doubts]
        return self._noted(content, notes, css) if notes else content

    def _noted(self, content: str, notes: list[str], css: str) -> str:
        self.notes += 1
        name = f"note{self.notes}"
        note = escape(" ".join(notes))
        return (
            f'<span class="marque {css}" tabindex="0" aria-describedby="{name}">{content}'
            f'<span class="note" role="tooltip" id="{name}">{note}</span></span>'
        )

    def _playable(self, run: Run) -> str:
        """Words that play their seconds; a button for the keyboard when there is sound."""
        text = escape(run.text)
        if self.audio is None or run.last < run.first or not run.text.strip():
            return text
        start, end = self.revision.seconds_of(run.first, run.last)
        if end <= start:
            return text
        return f'<span class="mot" data-s="{start:.2f}" data-e="{end:.2f}">{text}</span>'

    def _player(self) -> str:
        if self.audio is None:
            return ""
        source = escape(quote(self.audio, safe="/.-_~()'!,"), quote=True)
        return (
            '<div class="lecteur"><audio id="son" controls preload="metadata" '
            f'src="{source}">Le son de la dictée ne peut pas être lu ici.</audio>'
            "<p>Cliquez sur un mot pour l’entendre. Au clavier : flèches pour passer d’un mot à l’autre, "
            "Entrée pour écouter, Échap pour arrêter.</p></div>"
        )

    def _summary(self) -> str:
        doubts = len(self.revision.doubts)
        if not doubts and not self.revision.edits:
            return ""
        word = "passage" if doubts < 2 else "passages"
        silent = self.marks.silent_count
        rest = f" {silent_note(silent)}" if silent else ""
        return f'<p class="resume">{doubts} {word} à vérifier.{rest}</p>'


def _blank(name: str = "") -> str:
    return f'<em class="blanc">{escape(blank(name))}</em>'


def _policy(style: str, script: str) -> str:
    """Nothing may be loaded or run but what the page itself holds, and the sound beside it."""
    style_hash, script_hash = (b64encode(sha256(t.encode()).digest()).decode() for t in (style, script))
    return (
        f"default-src 'none'; style-src 'sha256-{style_hash}'; script-src 'sha256-{script_hash}'; "
        "media-src 'self' file:"
    )


def _asset(name: str) -> str:
    return resources.files("transcribe.letters").joinpath(name).read_text("utf-8")


_PAGE = """<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<header class="outils">{player}{summary}</header>
<main>
{body}
</main>
{script}</body>
</html>
"""
