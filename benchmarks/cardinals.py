"""Where numbers end and what they are: our cardinal grammar beside ``text2num`` 3.1.

    pip install "text2num==3.1.*"
    python benchmarks/cardinals.py

- cardinals: all numbers from 0 to 9,999, each in the usual spellings (traditional, without hyphens, 1990, Swiss and
  Belgian): share read as one number of the right value
- sequences: numbers in a row as clinicians say them: share cut where they meet, by the one reading that the reader
  gives, and by one of the readings that it can give
- dressed: capitals, decomposed accents: share read
- words per second over the spelt cardinals
"""

import sys
import time
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.french.test_cardinals import spellings
from transcribe.french import fold
from transcribe.french.cardinals import cuts, read_cardinal
from transcribe.french.numbers import read_whole

Reader = Callable[[str], list[int]]

# What is said, and the numbers that it may be: several where nothing tells.
SEQUENCES: tuple[tuple[str, tuple[tuple[int, ...], ...]], ...] = (
    ("quatorze huit", ((14, 8),)),
    ("L quatre L cinq", ((4, 5),)),
    ("mille deux fois", ((1000, 2), (1002,))),
    ("quarante un comprimé", ((40, 1),)),
    ("vingt une fois", ((20, 1),)),
    ("cinq cents deux gélules", ((500, 2), (502,))),
    ("cent vingt quatre vingt", ((120, 80), (124, 20))),
    ("cent trente quatre vingt cinq", ((130, 85),)),
    ("cent cinquante quatre vingt", ((150, 80), (154, 20))),
    ("deux cents trois cents", ((200, 300),)),
    ("mille deux mille", ((1000, 2000),)),
    ("trente-huit cinq", ((38, 5),)),
    ("zéro six douze trente-quatre", ((0, 6, 12, 34), (6, 12, 34))),
    ("mil neuf cent vingt", ((1920,),)),
    ("nonante et un kilos", ((91,),)),
    ("dix-neuf cent quarante-deux", ((1942,),)),
    ("soixante douze trente", ((72, 30), (60, 12, 30))),
    ("seize neuf", ((16, 9),)),
    ("un zéro un", ((1, 0, 1), (1, 1))),
)
DRESSED = (
    "Quatre-Vingt-Dix",
    "ZÉRO",
    "Vingt-ET-UN",
    unicodedata.normalize("NFD", "zéro"),
    "Mille Deux Cents",
)
DRESSED_VALUES = (90, 0, 21, 0, 1200)


class _Word:
    """A token as ``text2num`` wants it."""

    def __init__(self, word: str) -> None:
        self.word = word

    def text(self) -> str:
        return self.word

    def nt_separated(self, _previous: object) -> bool:
        return False

    def not_a_number_part(self) -> bool:
        return False


def theirs(text: str) -> list[int]:
    from text_to_num import find_numbers

    found = find_numbers([_Word(word) for word in text.split()], "fr", 0)
    return [int(one.text) for one in found if one.text.isdecimal()]


def ours(text: str) -> list[int]:
    keys = fold(text).split()
    found, place = [], 0
    while place < len(keys):
        number = read_whole(keys, place)
        if number is None:
            place += 1
        else:
            found.append(int(number.value))
            place = number.stop
    return found


def other_readings(text: str) -> list[tuple[int, ...]]:
    """The readings that ``cuts`` gives of the number words of a text."""
    keys = [key for key in fold(text).split() if read_cardinal((key,)) or key in ("et", "mil")]
    return list(cuts(keys))


def cardinals(read: Reader) -> tuple[float, float]:
    """Share of the spelt cardinals read, and words per second."""
    said = [(number, words) for number in range(10_000) for words in sorted(spellings(number))]
    start = time.perf_counter()
    right = sum(read(words) == [number] for number, words in said)
    seconds = time.perf_counter() - start
    return right / len(said), sum(len(words.split()) for _, words in said) / seconds


def show(name: str, read: Reader, others: Callable[[str], Sequence[tuple[int, ...]]]) -> None:
    share, pace = cardinals(read)
    right = sum(tuple(read(text)) in ways for text, ways in SEQUENCES)
    able = sum(tuple(read(text)) in ways[:1] or ways[0] in others(text) for text, ways in SEQUENCES)
    dressed = sum(read(text) == [value] for text, value in zip(DRESSED, DRESSED_VALUES, strict=True))
    print(name)
    print(f"  cardinals             {share:.2%}")
    print(f"  sequences             {right}/{len(SEQUENCES)}")
    print(f"  right reading at hand {able}/{len(SEQUENCES)}")
    print(f"  dressed               {dressed}/{len(DRESSED)}")
    print(f"  words per second      {pace:,.0f}")


def main() -> None:
    show("ours", ours, other_readings)
    try:
        show("text2num", theirs, lambda _text: ())
    except ImportError:
        print('text2num is not installed: pip install "text2num==3.1.*"')


if __name__ == "__main__":
    main()
