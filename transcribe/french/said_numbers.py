"""Numbers in words, spelt the traditional way: "vingt et un", "quatre-vingts", "deux cents"."""

from transcribe.french.calendar import MONTHS
from transcribe.french.cardinals import TENS, UNITS

_BIG = ((10**9, "milliard"), (10**6, "million"))
_ORDINALS = {1: "premier", 5: "cinquième", 9: "neuvième"}


def cardinal(number: int, *, feminine: bool = False) -> str:
    """The words of ``number`` (0 or more, below a thousand billions); "une" at the end when feminine."""
    if number < 0:
        raise ValueError("a cardinal is not negative")
    words = _positive(number) if number else UNITS[0]
    if feminine and (words == "un" or words.endswith((" un", "-un"))):
        words += "e"
    return words


def _positive(number: int) -> str:
    parts = []
    for value, name in _BIG:
        count, number = divmod(number, value)
        if count:
            parts.append(f"{_positive(count)} {name}{'s' if count > 1 else ''}")
    thousands, rest = divmod(number, 1000)
    if thousands:
        parts.append("mille" if thousands == 1 else f"{_below_thousand(thousands, final=False)} mille")
    if rest:
        parts.append(_below_thousand(rest, final=True))
    return " ".join(parts)


def _below_thousand(number: int, *, final: bool) -> str:
    hundreds, rest = divmod(number, 100)
    head = ""
    if hundreds:
        head = "cent" if hundreds == 1 else f"{UNITS[hundreds]} cent"
        if hundreds > 1 and not rest and final:
            head += "s"
    tail = _below_hundred(rest, final=final) if rest else ""
    return f"{head} {tail}".strip()


def _below_hundred(number: int, *, final: bool) -> str:
    if number < len(UNITS):
        return UNITS[number]
    if number < 20:
        return "dix-" + UNITS[number - 10]
    if number >= 80:
        rest = number - 80
        if not rest:
            return "quatre-vingts" if final else "quatre-vingt"
        return "quatre-vingt-" + _below_hundred(rest, final=final)
    ten = min(number // 10 * 10, 60)
    word = next(name for name, value in TENS.items() if value == ten)
    rest = number - ten
    if not rest:
        return word
    return (
        f"{word} et {_below_hundred(rest, final=final)}"
        if rest in (1, 11)
        else f"{word}-{_below_hundred(rest, final=final)}"
    )


def ordinal(number: int, *, feminine: bool = False) -> str:
    """ "premier", "première", "deuxième", "vingt et unième"."""
    if number == 1:
        return "première" if feminine else "premier"
    words = cardinal(number)
    if words.endswith("quatre"):
        return words[:-1] + "ième"
    if words.endswith("cinq"):
        return words + "uième"
    if words.endswith("neuf"):
        return words[:-1] + "vième"
    return (
        words[:-1] if words.endswith(("e", "s")) and not words.endswith(("six", "trois")) else words
    ) + "ième"


def decimal(whole: int, digits: str) -> str:
    """ "zéro virgule zéro cinq": zeros that lead the decimals are said one by one."""
    tail = digits.lstrip("0")
    zeros = [UNITS[0]] * (len(digits) - len(tail))
    return " ".join([cardinal(whole), "virgule", *zeros, *([cardinal(int(tail))] if tail else [])])


def year(number: int, *, hundreds: bool = False) -> str:
    """A year; ``hundreds`` says "dix-neuf cent" rather than "mille neuf cent"."""
    century, rest = divmod(number, 100)
    if hundreds and 11 <= century <= 19:
        return f"{cardinal(century)} cent {cardinal(rest)}" if rest else f"{cardinal(century)} cents"
    return cardinal(number)


def date(day: int, month: int, year_number: int | None = None, *, hundreds: bool = False) -> str:
    """ "premier mars deux mille vingt-six"."""
    words = [ordinal(1) if day == 1 else cardinal(day), MONTHS[month - 1]]
    if year_number is not None:
        words.append(year(year_number, hundreds=hundreds))
    return " ".join(words)


def clock(hour: int, minute: int = 0) -> str:
    """ "huit heures trente", "une heure", "vingt et une heures cinq"."""
    words = f"{cardinal(hour, feminine=True)} heure{'s' if hour > 1 else ''}"
    return f"{words} {cardinal(minute)}" if minute else words


def groups(digits: str, size: int = 2) -> str:
    """Digits said by groups, as a telephone number: "zéro six", "douze"."""
    words = []
    for start in range(0, len(digits), size):
        part = digits[start : start + size]
        tail = part.lstrip("0")
        words += [UNITS[0]] * (len(part) - len(tail)) + ([cardinal(int(tail))] if tail else [])
    return " ".join(words)
