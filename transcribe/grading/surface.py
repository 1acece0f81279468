"""What equal words may still differ by: capitals, the dress of numbers and units, spaces."""

from collections.abc import Iterator, Sequence

from transcribe.french import without_accents
from transcribe.french.civilities import is_faulty
from transcribe.grading.align import Link
from transcribe.grading.changes import Judge
from transcribe.grading.pieces import plain
from transcribe.grading.said import is_said
from transcribe.grading.slips import Slip
from transcribe.grading.tokens import Token
from transcribe.grading.units import SYMBOLS
from transcribe.grading.writings import loose

_FRENCH_MARKS = frozenset(":;!?%")
_CLOSE_MARKS = frozenset(",.)…")
_BAD_UNITS = {"gr", "gramme.", "mn", "cps"}


class Surface:
    """Compares the writing of tokens that mean the same."""

    def __init__(self, judge: Judge, links: Sequence[Link], *, french_spaces: bool) -> None:
        self.judge = judge
        self.ref = judge.ref
        self.att = judge.att
        self.french_spaces = french_spaces
        self.same = [link for link in links if link.same and link.i2 - link.i1 == link.j2 - link.j1 == 1]
        self.against = {link.j1: link.i1 for link in self.same}

    def slips(self) -> list[Slip]:
        """Slips of capitals, dress and spaces."""
        out: list[Slip] = []
        for link in self.same:
            one, other = self.ref[link.i1], self.att[link.j1]
            if is_said(other):
                out.append(self.judge.slip(link, "command", "punctuation", "minor", words=0))
                continue
            if one.text != other.text:
                out += self._capital(link, one, other)
                out += self._dress(link, one, other)
            out += self._space(link, one, other)
        return out

    # --- capitals -----------------------------------------------------------------------------------

    def _capital(self, link: Link, one: Token, other: Token) -> Iterator[Slip]:
        left, right = plain(one.text), plain(other.text)
        if loose(left) == loose(right) and right.lower() != left.lower():
            left, right = without_accents(left), without_accents(right)
        if left.lower() != right.lower() or left == right or one.kind in {"title", "number", "time"}:
            return
        if one.kind == "unit":
            if (
                left.lower() not in {"l", "ml", "dl", "cl", "fois", "x"}
                and "L" not in left
                and len(left) <= 5
            ):
                yield self.judge.slip(link, "unit_case", "typography", "minor", words=0)
            return
        if self._is_free(link, left, right) or self._opens_item(link, left, right):
            return
        case = "capital_missing" if _capitals(left) > _capitals(right) else "capital_extra"
        yield self.judge.slip(link, case, "capital", "minor", words=0)

    def _is_free(self, link: Link, left: str, right: str) -> bool:
        """Capitals that are dress: a heading or name in capitals, a word after a heading or wrong mark."""
        role = self.judge.out.roles[link.i1]
        if right.isupper() and len(right) > 1 and (role != "body" or link.i1 in self.judge.out.names):
            return True
        if left[1:] != right[1:]:
            return False
        before = self.ref[link.i1 - 1] if link.i1 else None
        found = self.att[link.j1 - 1] if link.j1 else None
        if before is not None and (before.key == ":" or self.judge.out.roles[link.i1 - 1] == "heading"):
            return True
        if left[0].islower():
            wrong_mark = found is not None and found.key in {".", "!", "?"} and self._is_wrong(link.j1 - 1)
            return wrong_mark or self._after_hole(link)
        if right[0].islower() and before is not None and before.key in {".", "!", "?"}:
            return not self._faces(link.i1 - 1, link.j1 - 1)
        return right[0].islower() and role in {"title"} and not self.att[link.j1].line_start

    def _opens_item(self, link: Link, left: str, right: str) -> bool:
        """The capital of the first word of an item of a list is free, but that of a name."""
        opens = link.i1 in self.judge.out.items and link.i1 not in self.judge.out.names
        return opens and left[1:] == right[1:]

    def _is_wrong(self, j: int) -> bool:
        return j not in self.against

    def _faces(self, i: int, j: int) -> bool:
        return self.against.get(j) == i

    def _after_hole(self, link: Link) -> bool:
        """A word that opens a sentence in the attempt because the words before it were left out."""
        if link.j1 == 0:
            return True
        opens = self.att[link.j1 - 1].key in {".", "!", "?"} or self.att[link.j1].line_start
        return opens and not self._faces(link.i1 - 1, link.j1 - 1)

    # --- dress --------------------------------------------------------------------------------------

    def _dress(self, link: Link, one: Token, other: Token) -> Iterator[Slip]:
        if (
            one.kind == "number"
            and any(c.isdigit() for c in one.text)
            and any(c.isdigit() for c in other.text)
        ):
            if "." in other.text and "," in one.text:
                yield self.judge.slip(link, "decimal_point", "typography", "minor", words=0)
            elif _decimals(one.text) != _decimals(other.text) or other.text.startswith(","):
                yield self.judge.slip(link, "number_dress", "typography", "minor", words=0)
        if one.kind == "title" and is_faulty(other.text):
            yield self.judge.slip(link, "abbreviation_title", "abbreviation", "minor", words=0)
        if one.kind == "unit" and self._other_number(link, one, other):
            if plain(one.text) in SYMBOLS:  # « kgs »
                yield self.judge.slip(link, "abbreviation_unit", "abbreviation", "minor", words=0)
            else:
                yield self.judge.slip(link, "agreement", "agreement", "minor")
        if one.kind == "unit" and plain(other.text).lower() in _BAD_UNITS:
            yield self.judge.slip(link, "abbreviation_unit", "abbreviation", "minor", words=0)

    def _other_number(self, link: Link, one: Token, other: Token) -> bool:
        """« 2 an » for « 2 ans »: a word of a unit without its plural, or with one too many, after a whole number."""
        long, short = sorted((plain(one.text).lower(), plain(other.text).lower()), key=len, reverse=True)
        before = self.ref[link.i1 - 1] if link.i1 else None
        whole = before is not None and before.key.startswith("num:") and "." not in before.key
        return whole and self._faces(link.i1 - 1, link.j1 - 1) and long == short + "s" and len(short) > 1

    # --- spaces -------------------------------------------------------------------------------------

    def _space(self, link: Link, one: Token, other: Token) -> Iterator[Slip]:
        i, j = link.i1, link.j1
        if i == 0 or j == 0 or not self._faces(i - 1, j - 1):
            return
        before, found = self.ref[i - 1], self.att[j - 1]
        if {before.key, one.key} & {'"'} or is_said(found):
            return
        wanted, given = one.start > before.end, other.start > found.end
        if wanted == given:
            return
        loose = {before.kind, one.kind} & {"number", "unit", "time"} and one.key != "%"
        if (loose and one.key not in _CLOSE_MARKS | {":", ";"}) or {before.key, one.key} & {
            "/",
            "×",
            "-",
            "+",
        }:
            return
        if one.key in _FRENCH_MARKS:
            if self.french_spaces:
                case = "space_before" if wanted else "space_none"
                yield self.judge.slip(link, case, "typography", "minor", words=0)
            return
        yield self.judge.slip(link, "space_after" if wanted else "space_none", "typography", "minor", words=0)


def _capitals(text: str) -> int:
    return sum(c.isupper() for c in text)


def _decimals(text: str) -> int:
    return len(text.split(",")[1]) if "," in text else 0
