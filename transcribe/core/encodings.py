"""Text files in the encodings that Windows, macOS and old dictation software write.

UTF-8 is certain when the bytes fit it. Without it, one byte is one letter in several code pages; which one is told by
the letters of French: in the wrong page, accents turn into signs that no French text holds.
"""

import re

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_PAGES = ("cp1252", "mac_roman", "cp850")
_FRENCH = frozenset("éèêëàâçùûüîïôœÉÈÊÀÇÔŒÎ’«»°µ²³±\u00a0–—…€·×½")
# No word has one small letter among capitals: another sign of the wrong page.
_MIXED = re.compile(r"[A-Z][^\W\d_A-Z](?<![A-ZÀ-Þ])(?=[A-Z])")
_BETWEEN_LETTERS = re.compile(r"(?<=[a-zA-Zéè])[éèêëàâçùûüîïôœ]|\b[éêàâôçÉÈÀÇŒœ]")


def decode(content: bytes) -> str | None:
    """The text of a file's bytes, or ``None`` when they are no text.

    A byte-order mark decides; then UTF-8; then UTF-16 without its mark (every other byte is zero); then the code page
    of Windows, of the Mac or of DOS whose reading holds the most French.
    """
    for mark, name in _BOMS:
        if content.startswith(mark):
            return _strictly(content, name)
    if b"\0" in content:
        return _wide(content)
    text = _strictly(content, "utf-8")
    if text is not None:
        return text
    read = [content.decode(page, errors="replace") for page in _PAGES]
    return max(read, key=_french)


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark: Latin letters leave zeros at odd (little-endian) or even places."""
    head = content[:4096]
    odd, even = head[1::2].count(0), head[0::2].count(0)
    half = max(1, len(head) // 2)
    if odd > 0.6 * half and even < 0.1 * half:
        return _strictly(content, "utf-16-le")
    if even > 0.6 * half and odd < 0.1 * half:
        return _strictly(content, "utf-16-be")
    return None


def _french(text: str) -> float:
    """How French the characters beyond ASCII are: more letters of French, fewer strange signs."""
    strange = [c for c in text if not c.isascii()]
    good = sum(c in _FRENCH for c in strange)
    placed = len(_BETWEEN_LETTERS.findall(text))
    return good + placed - 3 * (len(strange) - good) - 3 * len(_MIXED.findall(text))
