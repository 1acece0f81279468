"""The text of a web page; nothing in it runs and nothing it links to is fetched."""

import contextlib
import re
from html.parser import HTMLParser

from transcribe.documents.types import Block, Style

_BLOCKS = frozenset(
    "p div section article header footer main h1 h2 h3 h4 h5 h6 li ul ol tr td th table blockquote pre address dl dt "
    "dd figure hr body".split()
)
_SKIPPED = frozenset(
    "script style head template noscript nav button svg object iframe del s strike select textarea aside title "
    "math video audio canvas".split()
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]+)", re.I)


def html_blocks(content: bytes, text: str) -> tuple[Block, ...]:
    """The blocks of a page. ``text`` is ``content`` decoded as a plain file; the page's own charset wins."""
    declared = _CHARSET.search(content[:2048])
    if declared and not content.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        with contextlib.suppress(LookupError, UnicodeDecodeError):
            text = content.decode(declared[1].decode("ascii"))
    parser = _Lines()
    parser.feed(text)
    parser.close()
    parser.flush()
    return tuple(parser.blocks)


class _Lines(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._text: list[str] = []
        self._styles: list[Style] = []
        self._name = ""
        self._skipping: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._skipping or tag in _SKIPPED:
            if not self._skipping:
                self.flush()
            if tag not in _VOID:
                self._skipping.append(tag)
            return
        if tag == "br":
            self.flush()
        elif tag in _BLOCKS:
            self.flush()
            self._name = next((value or "" for name, value in attrs if name == "class"), "")
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
            self._name = ""
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
            self.blocks.append(Block(text, self._styles[-1] if self._styles else "", self._name))
