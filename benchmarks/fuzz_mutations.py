"""What can befall bytes, texts, trees and archives."""

import random
import zipfile
from io import BytesIO

WORDS = (
    "point virgule deux points à la ligne ouvrez fermez la parenthèse guillemets nouveau paragraphe tension artérielle "
    "quatorze huit zéro cinq mille cent vingt quatre-vingt-dix milligrammes par jour le premier mars deux mille vingt "
    "six pas de fièvre metformine ramipril gauche droit docteur Martin né patiente L quatre L cinq pour cent degrés "
    "corrigez effacez non pardon je reprends signature motif conclusion traitement monsieur madame"
).split()
ODD = (
    "", " ", "\u00a0", "\u202f", "\u200b", "\ufeff", "\x00", "\x07", "\x1b[31m", "\x85", "\u2028", "\u202e", "e\u0301",
    "ﬁ", "İ", "ß", "\U0001f489", "\ud7ff", "\ufffe", "́", "«", "»", "’", "'", '"', "<b>", "&amp;", "]]>", "<!--",
    "{{", "}}", "{% x %}", "${x}", "=1+1", "@SUM(A1)", "../", "\\", "|", "\t", "\r\n", "\n\n\n", "%s", "{0}", "-", "—",
    "1e999", "NaN", "0", "00", "-1", "1/0", "٣", "½", "²", "Ⅻ", "9" * 30, "a" * 5000,
)  # fmt: skip
NUMBERS = (
    0, 1, -1, 2**31, -(2**31), 2**63, 2**64, 10**40, 0.5, -0.0, 1e308, 1e-308, 1e18, float("inf"), float("-inf"),
    float("nan"),
)  # fmt: skip
_BYTES = (b"\x00", b"\xff", b"\x7f", b"\x80", b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"\x7f\xff\xff\xff")


def broken_bytes(content: bytes, draw: random.Random, *, most: int = 8) -> bytes:
    """Bits turned, pieces cut, doubled, moved, lengths made huge, the end lost."""
    data = bytearray(content)
    for _ in range(draw.randint(1, most)):
        if not data:
            break
        place = draw.randrange(len(data))
        size = min(draw.choice((1, 2, 4, 16, 256, 4096)), len(data) - place)
        match draw.randrange(7):
            case 0:
                data[place] ^= 1 << draw.randrange(8)
            case 1:
                del data[place : place + size]
            case 2:
                data[place:place] = data[place : place + size]
            case 3:
                other = draw.randrange(len(data))
                data[place : place + size] = data[other : other + size]
            case 4:
                data[place : place + 4] = draw.choice(_BYTES)
            case 5:
                data[place : place + size] = draw.randbytes(size)
            case 6 if draw.random() < 0.3:
                del data[place:]
            case _:
                data[:64] = broken_head(bytes(data[:64]), draw)
    return bytes(data)


def broken_head(head: bytes, draw: random.Random) -> bytes:
    """The first bytes, where formats say what they are, with one of them changed."""
    if not head:
        return head
    data = bytearray(head)
    data[draw.randrange(len(data))] = draw.randrange(256)
    return bytes(data)


def broken_text(content: str, draw: random.Random, *, most: int = 6) -> str:
    """Odd characters put in, stretches cut, doubled, swapped."""
    text = content
    for _ in range(draw.randint(1, most)):
        place = draw.randint(0, len(text))
        end = min(len(text), place + draw.choice((1, 3, 20, 200)))
        match draw.randrange(5):
            case 0 | 1:
                text = text[:place] + draw.choice(ODD) + text[place:]
            case 2:
                text = text[:place] + text[end:]
            case 3:
                text = text[:end] + text[place:]
            case _:
                text = text[:place] + draw.choice(WORDS) + text[end:]
    return text


def spoken(draw: random.Random, most: int = 60) -> str:
    """Words as somebody might dictate them, and sometimes as nobody would."""
    words = draw.choices(WORDS, k=draw.randint(0, most))
    if draw.random() < 0.3:
        words = [word if draw.random() < 0.9 else draw.choice(ODD) for word in words]
    return " ".join(words)


def broken_tree(value: object, draw: random.Random, share: float = 0.02) -> object:
    """The same values with some replaced by others of any kind, taken out, or doubled."""
    if draw.random() < share:
        return any_value(draw)
    if isinstance(value, dict):
        return {
            (draw.choice(ODD) if draw.random() < share / 4 else key): broken_tree(one, draw, share)
            for key, one in value.items()
            if draw.random() > share / 4
        }
    if isinstance(value, list):
        kept = [broken_tree(one, draw, share) for one in value if draw.random() > share / 2]
        return kept * 2 if draw.random() < share / 2 else kept
    return value


def any_value(draw: random.Random) -> object:
    """A value of any kind that JSON knows."""
    deep: object = []
    for _ in range(draw.choice((1, 3, 200))):
        deep = [deep] if draw.random() < 0.5 else {"a": deep}
    return draw.choice((None, True, {}, [], deep, draw.choice(NUMBERS), draw.choice(ODD), spoken(draw, 5)))


def broken_archive(content: bytes, draw: random.Random) -> bytes:
    """A zip whose parts are changed, taken out, renamed, or swollen; one in three, the bytes of the zip itself."""
    if draw.random() < 0.33:
        return broken_bytes(content, draw)
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        struck = set(draw.sample(names, k=min(len(names), draw.randint(1, 2))))
        for name in names:
            part = old.read(name)
            if name in struck:
                if draw.random() < 0.1:
                    continue
                part = broken_markup(part, draw)
            strange = name in struck and draw.random() < 0.05
            new.writestr(draw.choice(("../x", "/etc/x", name.upper())) if strange else name, part)
    return stream.getvalue()


def broken_markup(part: bytes, draw: random.Random) -> bytes:
    """XML or HTML with entities, depth, foreign tags, or broken characters."""
    text = part.decode("utf-8", "replace")
    match draw.randrange(6):
        case 0:
            bomb = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10 if n else "a"}">' for n in range(12))
            return f"<!DOCTYPE x [{bomb}]><x>&b11;</x>".encode()
        case 1:
            name, depth = (
                draw.choice(("w:p", "w:tbl", "text:p", "table", "div", "li")),
                draw.choice((20, 3000, 60000)),
            )
            place = draw.randint(0, len(text))
            return (text[:place] + f"<{name}>" * depth + f"</{name}>" * depth + text[place:]).encode()
        case 2:
            return b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]><x>&f;</x>'
        case 3:
            return broken_text(text, draw, most=20).encode("utf-8", "replace")
        case 4:
            tags = [place for place, letter in enumerate(text) if letter == "<"]
            for place in sorted(draw.sample(tags, k=min(len(tags), 5)), reverse=True):
                end = text.find(">", place) + 1
                text = (
                    text[:place] + draw.choice(("", text[place:end] * 2, "<w:tab/>", "<w:ins>")) + text[end:]
                )
            return text.encode("utf-8", "replace")
        case _:
            return broken_bytes(part, draw)
