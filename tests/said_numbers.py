"""Numbers as people say them, spelt by tables and rules of the tests' own: none of the reader's is used."""

from itertools import product

_TO_SIXTEEN = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split()
)
_TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}
_REGIONS = {
    "france": {7: ("soixante", 10), 8: ("quatre-vingt", 0), 9: ("quatre-vingt", 10)},
    "belgique": {7: ("septante", 0), 8: ("quatre-vingt", 0), 9: ("nonante", 0)},
    "suisse": {7: ("septante", 0), 8: ("huitante", 0), 9: ("nonante", 0)},
}


def said(number: int, *, feminine: bool = False, region: str = "france", hyphens: str = "usual") -> str:
    """The words of a number from 0 to 999,999; ``hyphens``: ``usual``, ``all`` (1990) or ``none`` (a recogniser)."""
    words = _words(number, region)
    if feminine and (words == "un" or words.endswith((" un", "-un"))):
        words += "e"
    return {"usual": words, "all": words.replace(" ", "-"), "none": words.replace("-", " ")}[hyphens]


def ways() -> list[tuple[str, str]]:
    """Every region and every use of hyphens."""
    return list(product(_REGIONS, ("usual", "all", "none")))


def _words(number: int, region: str) -> str:
    thousands, rest = divmod(number, 1000)
    if thousands:
        head = "mille" if thousands == 1 else f"{_hundreds(thousands, region, last=False)} mille"
        return f"{head} {_hundreds(rest, region)}" if rest else head
    return _hundreds(rest, region)


def _hundreds(number: int, region: str, *, last: bool = True) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest, region, last=last)
    head = "cent" if hundreds == 1 else f"{_TO_SIXTEEN[hundreds]} cent"
    if rest:
        return f"{head} {_below_hundred(rest, region, last=last)}"
    return head + ("s" if hundreds > 1 and last else "")


def _below_hundred(number: int, region: str, *, last: bool = True) -> str:
    if number <= 16:
        return _TO_SIXTEEN[number]
    if number < 20:
        return f"dix-{_TO_SIXTEEN[number - 10]}"
    ten, unit = divmod(number, 10)
    word, more = _REGIONS[region].get(ten, (_TENS.get(ten, ""), 0))
    unit += more
    if word == "quatre-vingt":
        if not unit:
            return "quatre-vingts" if last else word
        return f"{word}-{_below_hundred(unit, region)}"
    if not unit:
        return word
    return f"{word} et {_TO_SIXTEEN[unit]}" if unit in (1, 11) else f"{word}-{_below_hundred(unit, region)}"
