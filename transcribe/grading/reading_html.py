"""The text of a web page; nothing in it runs and nothing it links to is fetched."""

import re
from html.parser import HTMLParser

from transcribe.grading.types import Style

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "header",
        "footer",
        "main",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "tr",
        "td",
        "th",
        "table",
        "blockquote",
        "pre",
        "address",
        "dl",
        "dt",
        "dd",
        "figure",
        "hr",
        "body",
    ]
)
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "head",
        "template",
        "noscript",
        "nav",
        "button",
        "svg",
        "object",
        "iframe",
        "del",
        "select",
        "textarea",
        "aside",
        "title",
    ]
)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)


class _Lines(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[tuple[str, Style]] = []
        self._text: list[str] = []
        self._styles: list[Style] = []
        self._skipping: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "p" and self._skipping == ["p"]:
            self._skipping.clear()  # an instruction whose paragraph was not closed
        if self._skipping or tag in _SKIPPED or (tag == "p" and _is_instruction(attrs)):
            if not self._skipping:
                self.flush()
            if tag not in _VOID:
                self._skipping.append(tag)
            return
        if tag == "br":
            self.flush()
        elif tag in _BLOCKS:
            self.flush()
            if tag == "h1":
                self._styles.append("title")
            elif re.fullmatch(r"h[2-6]", tag):
                self._styles.append("heading")
            elif tag == "li":
                self._styles.append("list")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"br", "hr"} and not self._skipping:
            self.flush()

    def handle_endtag(self, tag: str) -> None:
        if self._skipping:
            if tag in self._skipping:
                while self._skipping.pop() != tag:
                    pass
            return
        if tag in _BLOCKS:
            self.flush()
            if (tag == "li" or re.fullmatch(r"h[1-6]", tag)) and self._styles:
                self._styles.pop()

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self._text.append(data)

    def flush(self) -> None:
        # no-break spaces are part of the text; other white space is layout of the source
        text = re.sub(r"[ \t\r\n\f]+", " ", "".join(self._text)).strip(" ")
        self._text = []
        if text:
            self.lines.append((text, self._styles[-1] if self._styles else ""))


def _is_instruction(attrs: list[tuple[str, str | None]]) -> bool:
    """Whether a paragraph speaks to the learner: work sheets saved as pages keep the style as a class."""
    return any(name == "class" and (value or "").lower().startswith("consigne") for name, value in attrs)


def html_lines(text: str) -> list[tuple[str, Style]]:
    """The lines of a page with their styles."""
    parser = _Lines()
    parser.feed(text)
    parser.close()
    parser.flush()
    return parser.lines
