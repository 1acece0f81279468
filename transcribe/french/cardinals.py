"""French number words to whole numbers, and every way of cutting a row of them into several numbers.

Clinicians put numbers side by side (« quatorze huit », « mille deux fois »): where one number ends and the next
begins cannot be told from the words alone. ``read_cardinal`` gives the longest number, ``cuts`` all the others; who
knows what the numbers stand for chooses, or doubts.

Words are folded (see ``fold``). Spellings: traditional, 1990 (hyphens throughout), without hyphens, Swiss and
Belgian tens, « mil » and « dix-neuf cent » of old years.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

UNITS = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
    "treize", "quatorze", "quinze", "seize",
)  # fmt: skip
"""The word of each number from 0 to 16; above, French puts words together."""
TENS = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
OTHER_TENS = {"septante": 70, "huitante": 80, "octante": 80, "nonante": 90}
_ENDING = {"vingts": ("v", 20), "cents": ("Cs", 100), "millions": ("M", 10**6), "milliards": ("M", 10**9)}
_ATOMS: dict[str, tuple[str, int]] = {
    **{word.replace("é", "e"): ("n", value) for value, word in enumerate(UNITS)},
    **{word: ("n", value) for word, value in (TENS | OTHER_TENS).items()},
    "une": ("n", 1),
    "cent": ("C", 100),
    "mille": ("K", 1000),
    "mil": ("k", 1000),
    "million": ("M", 10**6),
    "milliard": ("M", 10**9),
    "et": ("et", 0),
    **_ENDING,
}
NUMBER_WORDS = frozenset(_ATOMS) - {"et", "mil"}
"""The folded words that numbers are made of, « un » and « une » among them."""
_MOST_WORDS = 20
_MOST_CUTS = 64

Atom = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Cardinal:
    """A whole number said in ``used`` words.

    ``loose``: the words lack what French wants inside one number (« vingt un » for « vingt et un », « cinq cents
    deux » for « cinq cent deux »): they may well be two numbers.
    """

    value: int
    used: int
    loose: bool = False


def is_number_word(key: str) -> bool:
    """Whether a folded word says a number by itself: « vingt », « quatre-vingt-dix », « deux-cents »."""
    return key in NUMBER_WORDS or ("-" in key and read_cardinal((key,)) is not None)


def ends_round(key: str) -> bool:
    """Whether a folded word ends a round number: « deux cents », « mille »; one more is said after « et »."""
    atoms = atoms_of(key)
    return bool(atoms) and atoms[-1][1] in (100, 1000)


def read_cardinal(keys: Sequence[str], start: int = 0) -> Cardinal | None:
    """The longest number that begins at ``start``; None when no number does."""
    run = _run(keys, start)
    return _longest(run) if run else None


def cuts(keys: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """Every way of reading all of ``keys`` as numbers in a row, the fewest numbers first; empty: there is none.

    ``cuts(("cent", "vingt", "quatre", "vingt"))`` holds ``(124, 20)``, ``(120, 80)``, ``(100, 24, 20)``…
    """
    return _cuts(tuple(keys)) if len(keys) <= _MOST_WORDS else ()


@lru_cache(maxsize=4096)
def atoms_of(key: str) -> tuple[Atom, ...]:
    """The parts of a word, or of several joined by hyphens, in the grammar of numbers; empty if one is none."""
    if (atom := _ATOMS.get(key)) is not None:
        return (atom,)
    if "-" not in key:
        return ()
    atoms = [_ATOMS.get(part) for part in key.strip("-").split("-")]
    known = tuple(atom for atom in atoms if atom is not None)
    return known if len(known) == len(atoms) and known[0][0] != "et" and known[-1][0] != "et" else ()


def _run(keys: Sequence[str], start: int) -> tuple[str, ...]:
    """The words from ``start`` on that numbers may be made of."""
    stop = start
    while stop < len(keys) and stop - start < _MOST_WORDS and atoms_of(keys[stop]):
        stop += 1
    return tuple(keys[start:stop])


@lru_cache(maxsize=1 << 15)
def _longest(run: tuple[str, ...]) -> Cardinal | None:
    for used in range(len(run), 0, -1):
        if found := _whole(run[:used]):
            if used > 1 and _belongs_to_next(run, used - 1) and (shorter := _whole(run[: used - 1])):
                return Cardinal(shorter[0], used - 1, shorter[1])
            return Cardinal(found[0], used, found[1])
    return None


def _belongs_to_next(run: Sequence[str], last: int) -> bool:
    """Whether the last word of a number multiplies what follows: « deux cents | trois cents »."""
    atom, after = atoms_of(run[last]), atoms_of(run[last + 1])[:1] if last + 1 < len(run) else ()
    if len(atom) != 1 or atom[0][0] != "n" or not after or atom[0][1] < 2:
        return False
    return after[0][0] == "K" or (after[0][0][0] == "C" and atom[0][1] <= 9)


@lru_cache(maxsize=1 << 13)
def _cuts(run: tuple[str, ...]) -> tuple[tuple[int, ...], ...]:
    found: list[tuple[int, ...]] = []
    for cut in _ways(run):
        found.append(cut)
        if len(found) >= _MOST_CUTS:
            break
    return tuple(sorted(dict.fromkeys(found), key=len))


def _ways(run: tuple[str, ...]) -> Iterator[tuple[int, ...]]:
    if not run:
        yield ()
    for used in range(len(run), 0, -1):
        if used < len(run) and run[used].startswith("cents"):
            continue  # the plural multiplies what stands before: « deux cents deux cents » holds no 202
        if head := _whole(run[:used]):
            for rest in _ways(run[used:]):
                yield (head[0], *rest)


def _whole(run: Sequence[str]) -> tuple[int, bool] | None:
    """The number that all the words say together, and whether loosely; None when they say none."""
    atoms: list[Atom] = []
    for key in run:
        parts = atoms_of(key)
        if not parts:
            return None
        atoms.extend(parts)
    return _value(atoms)


def _value(atoms: Sequence[Atom]) -> tuple[int, bool] | None:
    """Value of atoms that are one number; None when they are not."""
    if not atoms:
        return None
    for kind in "MK":
        places = [place for place, atom in enumerate(atoms) if atom[0].upper() == kind]
        if places:
            place = max(places, key=lambda at: (atoms[at][1], -at))
            return _multiplied(atoms, place)
    for place, atom in enumerate(atoms):
        if atom[0][0] == "C":
            return _hundreds(atoms, place)
    return _below_hundred(atoms)


def _multiplied(atoms: Sequence[Atom], place: int) -> tuple[int, bool] | None:
    """A number with « mille », « million » or « milliard » at ``place``."""
    kind, factor = atoms[place]
    head = _value(atoms[:place]) if place else (1, False)
    if head is None or head[0] == 0 or head[0] >= max(factor, 1000) or (kind == "M" and not place):
        return None
    if kind in "Kk" and place and head[0] == 1:
        return None  # nobody says « un mille »
    rest = atoms[place + 1 :]
    if not rest:
        return (head[0] * factor, head[1]) if kind != "k" else None
    tail = _value(rest)
    if tail is None or not 0 < tail[0] < factor:
        return None
    return head[0] * factor + tail[0], head[1] or tail[1]


def _hundreds(atoms: Sequence[Atom], place: int) -> tuple[int, bool] | None:
    """A number with « cent » at ``place``; « dix-neuf cent » as in old years."""
    head = _below_hundred(atoms[:place]) if place else (1, False)
    if head is None or not (2 <= head[0] <= 9 or 11 <= head[0] <= 19 or not place):
        return None
    rest = atoms[place + 1 :]
    if not rest:
        return head[0] * 100, head[1]
    tail = _below_hundred(rest)
    if tail is None or tail[0] == 0:
        return None
    return head[0] * 100 + tail[0], head[1] or tail[1] or atoms[place][0] == "Cs"


def _below_hundred(atoms: Sequence[Atom]) -> tuple[int, bool] | None:
    """Value of « vingt et un », « quatre vingt dix sept »."""
    if not atoms or atoms[0][0] != "n" or any(kind not in ("n", "v", "et") for kind, _ in atoms):
        return None
    head, rest = atoms[0][1], atoms[1:]
    ended = False
    if head == 4 and rest and rest[0][1] == 20:
        head, ended, rest = 80, rest[0][0] == "v", rest[1:]
    if not rest:
        return head, False
    tail = None if ended else _after_tens(head, rest)
    return None if tail is None else (head + tail[0], tail[1])


def _after_tens(tens: int, rest: Sequence[Atom]) -> tuple[int, bool] | None:
    """What may follow tens in one number, and whether loosely: « et un », « deux », « dix sept » after sixty."""
    linked = rest[0][0] == "et"
    if any(kind != "n" for kind, _ in rest[linked:]):
        return None
    values = [value for _, value in rest[linked:]]
    first = values[0] if values else 0
    if linked:
        joined = tens in _AND_ONE and (values == [1] or (tens in (60, 80) and values == [11]))
        return (first, tens == 80) if joined else None
    if len(values) == 1:
        allowed = first in _AFTER.get(tens, ())
        return (first, first in (1, 11) and tens != 80) if allowed else None
    teens = tens in (60, 80) and first == 10 and values[1:] in ([7], [8], [9])
    return (10 + values[1], False) if teens else None


_AND_ONE = range(20, 91, 10)
_AFTER = {10: range(7, 10), **dict.fromkeys(_AND_ONE, range(1, 10)), 60: range(1, 17), 80: range(1, 17)}
