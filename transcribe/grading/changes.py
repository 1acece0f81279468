"""Says what each difference is: its class, its severity, its rule."""

from collections.abc import Sequence
from dataclasses import replace

from transcribe.french import fold, squash
from transcribe.french.civilities import gendered_keys
from transcribe.french.negations import goes_with_ne, negation_of
from transcribe.grading import wordclass as wc
from transcribe.grading.align import Link, distance
from transcribe.grading.groups import Group
from transcribe.grading.lexical import Words, sided
from transcribe.grading.outline import Outline
from transcribe.grading.said import LINE, is_said
from transcribe.grading.senses import count, is_date, is_value, negations_of, sides_of, turns
from transcribe.grading.slips import Slip
from transcribe.grading.tokens import Token
from transcribe.grading.types import Kind, Page, Severity
from transcribe.grading.values import judge_values
from transcribe.grading.verdicts import SMALL, Pair, Verdict, judge_words

_ALIKE = 0.5
_DOTTED = frozenset({"sem", "sec", "env", "max"})
"""Abbreviations that may keep their full stop: « 6 sem. »."""
_BETWEEN = frozenset({"à", "et", "ou", "sur"})
_ITEM_MARKS = frozenset({";", ",", "."})
_NE = frozenset({"ne", "n'"})
_CLAUSE = 4
_HEADING_WORDS = 5


class Judge:
    """Judges differences between one reference and one attempt."""

    def __init__(
        self,
        reference: Page,
        attempt: Page,
        ref: Sequence[Token],
        att: Sequence[Token],
        out: Outline,
        words: Words,
    ) -> None:
        self.reference = reference
        self.attempt = attempt
        self.ref = ref
        self.att = att
        self.out = out
        self.words = words
        self._terms = {fold(part) for term in reference.terms for part in term.split() if len(part) > 3}

    # --- making slips -------------------------------------------------------------------------------

    def slip(self, link: Link, case: str, kind: Kind, severity: Severity, *, words: int = -1) -> Slip:
        """A slip over the tokens of a link."""
        start, end = self._span(self.att, link.j1, link.j2)
        if link.j1 == link.j2 < len(self.att) and link.i1 < len(self.ref) and self.ref[link.i1].line_start:
            start = end = self.att[
                link.j1
            ].start  # what opened a line is missing at the start of the next words
        ref_start, ref_end = self._span(self.ref, link.i1, link.i2)
        if words < 0:
            words = max(count(self.ref[link.i1 : link.i2]), count(self.att[link.j1 : link.j2]))
        return Slip(
            case,
            kind,
            severity,
            " ".join(self.reference.text[ref_start:ref_end].split()),
            " ".join(self.attempt.text[start:end].split()),
            link.i1,
            link.i2,
            link.j1,
            link.j2,
            ref_start,
            ref_end,
            start,
            end,
            words,
            case in {"dose", "decimal"} and all(t.kind == "number" for t in self.ref[link.i1 : link.i2]),
        )

    @staticmethod
    def _span(tokens: Sequence[Token], first: int, end: int) -> tuple[int, int]:
        if first < end:
            return tokens[first].start, tokens[end - 1].end
        place = tokens[first - 1].end if first else 0
        return place, place

    def moved(self, link: Link) -> Slip:
        """A passage that stands elsewhere."""
        return self.slip(link, "moved", "layout", "minor", words=0)

    # --- groups of differences ----------------------------------------------------------------------

    def slips(self, group: Group) -> list[Slip]:
        """The slips of consecutive differing links."""
        out: list[Slip] = []
        for part in self._parts(group.links):
            first, last = part[0], part[-1]
            whole = Link(
                min(p.i1 for p in part),
                max(p.i2 for p in part),
                min(p.j1 for p in part),
                max(p.j2 for p in part),
            )
            if first.j1 == last.j2:
                out += self._omission(whole)
            elif first.i1 == last.i2:
                out += self._addition(whole)
            else:
                out += self._change(whole)
        return out

    def _parts(self, links: Sequence[Link]) -> list[list[Link]]:
        """Cuts a run: omissions together, additions together, unlike words in a row together."""
        parts: list[list[Link]] = []
        for link in links:
            if parts and self._belongs(parts[-1], link):
                parts[-1].append(link)
            else:
                parts.append([link])
        return self._flags_with_what_they_stand_for(parts)

    def _flags_with_what_they_stand_for(self, parts: list[list[Link]]) -> list[list[Link]]:
        """« [inaudible] » stands for all the words left out around it."""
        out: list[list[Link]] = []
        for part in parts:
            before = out[-1] if out else None
            if before and self._flagged(before) != self._flagged(part) and self._omitted(before, part):
                before.extend(part)
            else:
                out.append(list(part))
        return out

    def _flagged(self, part: Sequence[Link]) -> bool:
        tokens = [t for link in part for t in self.att[link.j1 : link.j2] if t.kind != "mark"]
        return bool(tokens) and all(t.kind == "flag" for t in tokens)

    def _omitted(self, *parts: Sequence[Link]) -> bool:
        """Whether those of the parts that hold no flag are words left out."""
        return all(self._flagged(part) or part[0].j1 == part[-1].j2 for part in parts)

    def _belongs(self, part: list[Link], link: Link) -> bool:
        last = part[-1]
        if any(t.kind == "flag" for t in self.att[last.j1 : link.j2]):
            return self._flagged([last]) == self._flagged([link]) and last.i1 < last.i2 and link.i1 < link.i2
        empty = (last.j1 == last.j2, last.i1 == last.i2), (link.j1 == link.j2, link.i1 == link.i2)
        if any(empty[0]) or any(empty[1]):
            if empty[0] != empty[1]:
                return False
            joins_att = last.j2 == link.j1
            return last.i2 == link.i1 and self._one_piece(last.i1, link.i1) if empty[0][0] else joins_att
        kinds = {t.kind for t in (*self.ref[last.i1 : link.i2], *self.att[last.j1 : link.j2])}
        if kinds <= {"number", "unit"}:
            return True
        return kinds == {"word"} and self._unlike(last) and self._unlike(link)

    def _one_piece(self, i: int, following: int) -> bool:
        """Whether two tokens left out are left out together: a heading with its text, not two lines apart."""
        one, other = self.out.roles[i], self.out.roles[following]
        return one == other or {one, other} == {"heading", "body"}

    def _unlike(self, link: Link) -> bool:
        one, other = (squash("".join(t.text for t in side)) for side in self._sides(link))
        return distance(one, other) > _ALIKE

    def _sides(self, link: Link) -> tuple[Sequence[Token], Sequence[Token]]:
        return self.ref[link.i1 : link.i2], self.att[link.j1 : link.j2]

    # --- left out, added ----------------------------------------------------------------------------

    def _omission(self, link: Link) -> list[Slip]:
        tokens = self.ref[link.i1 : link.i2]
        if all(t.kind == "mark" for t in tokens):
            return self._marks_missing(link)
        roles = {self.out.roles[i] for i in range(link.i1, link.i2) if self.ref[i].kind != "mark"}
        role = roles.pop()
        if not roles and role != "body" and self._whole_line(link, role):
            if role == "patient":
                return [self.slip(link, "frame_patient", "identity", "critical")]
            return [self.slip(link, f"frame_{role}", "layout", "minor")]
        content = [t for t in tokens if t.kind != "mark" and t.key not in SMALL]
        if tokens[0].line_start and tokens[-1].key == ":" and len(content) <= _HEADING_WORDS:
            return [self.slip(link, "frame_heading", "layout", "minor")]
        case, kind, severity = self._loss(link, content)
        return [self.slip(link, case, kind, severity)]

    def _loss(self, link: Link, content: Sequence[Token]) -> Verdict:
        keys = {t.key for t in content}
        worded = [i for i in range(link.i1, link.i2) if self.ref[i].kind != "mark"]
        if keys and keys <= _NE and self._partner_near(link.i2):
            return "negation_half", "negation", "minor"
        denies = all(map(negation_of, keys)) or (all(map(goes_with_ne, keys)) and self._is_denied(link.i1))
        if keys and denies:
            return "negation", "negation", "critical"
        if keys and all(map(sided, keys)):
            return "laterality_lost", "laterality", "critical"
        if content and (name := self._lost_name(link, worded)):
            return name
        if content and len(worded) <= _CLAUSE and all(is_value(t) for t in content):
            return self._lost_value(link, content)
        return "omission", "omission", "critical" if self._matters(link, content) else "minor"

    def _lost_name(self, link: Link, worded: Sequence[int]) -> Verdict | None:
        """The verdict on a civility or names left out, when nothing else is."""
        if not all(i in self.out.names or self.ref[i].kind == "title" for i in worded):
            return None
        if not any(i in self.out.names for i in worded):
            return "civility", "identity", "minor"
        return (
            ("omission", "omission", "critical")
            if self._whole_person(link)
            else ("identity", "identity", "critical")
        )

    def _whole_person(self, link: Link) -> bool:
        """Whether a person is left out, with the civility and the whole name."""
        inside = range(link.i1, link.i2)
        return any(self.ref[i].kind == "title" for i in inside) and link.i2 not in self.out.names

    def _lost_value(self, link: Link, content: Sequence[Token]) -> Verdict:
        if any(i in self.out.births for i in range(link.i1, link.i2)):
            return "birth", "identity", "critical"
        if all(map(is_date, content)):
            return "date", "dose", "critical"
        is_value = any(t.kind in {"number", "time"} for t in content)
        return "dose" if is_value else "posology", "dose", "critical"

    def _matters(self, link: Link, content: Sequence[Token]) -> bool:
        """Whether what is lost carries medical sense or an identity."""
        if any(i in self.out.names for i in range(link.i1, link.i2)):
            return True
        return any(self._weighs(token) for token in content)

    def _weighs(self, token: Token) -> bool:
        if token.kind in {"number", "date", "time", "unit"} or turns(token.key):
            return True
        return bool(self.words.drug(token.text)) or self.is_term(token)

    def is_term(self, token: Token) -> bool:
        """Whether a token is medical: listed in the key, or in the lexicon and not everyday French."""
        if token.kind != "word" or token.key in SMALL:
            return False
        if fold(token.text) in self._terms and not self.words.is_common(token.text):
            return True
        return self.words.is_term(token.text)

    def _partner_near(self, place: int) -> bool:
        return any(goes_with_ne(t.key) for t in self.ref[place : place + 7])

    def _is_denied(self, place: int) -> bool:
        """Whether « ne » stands shortly before a place of the reference: « plus » and « rien » then deny."""
        return any(t.key in _NE for t in self.ref[max(0, place - _CLAUSE) : place])

    def _whole_line(self, link: Link, role: str) -> bool:
        """Whether the link covers all words of its heading or line."""
        low, high = link.i1, link.i2
        while low > 0 and not self.ref[low].line_start and self.out.roles[low - 1] == role:
            low -= 1
        while high < len(self.ref) and not self.ref[high].line_start and self.out.roles[high] == role:
            high += 1
        rest = [*self.ref[low : link.i1], *self.ref[link.i2 : high]]
        return not any(t.kind != "mark" for t in rest)

    def _marks_missing(self, link: Link) -> list[Slip]:
        out: list[Slip] = []
        for i in range(link.i1, link.i2):
            if not self._is_free_colon(i, link.j1):
                out.append(
                    self.slip(Link(i, i + 1, link.j1, link.j1), "punctuation_missing", "punctuation", "minor")
                )
        return out

    def _is_free_colon(self, i: int, j: int) -> bool:
        """A heading on its own line needs no colon."""
        if self.ref[i].key != ":" or self.out.roles[i] != "heading":
            return False
        return j >= len(self.att) or self.att[j].line_start

    def _addition(self, link: Link) -> list[Slip]:
        tokens = self.att[link.j1 : link.j2]
        if all(t.kind in {"mark", "flag"} for t in tokens) and any(t.kind == "flag" for t in tokens):
            return []  # a doubt beside what was rightly written
        if all(t.kind == "mark" for t in tokens):
            places = range(link.j1, link.j2)
            return [self._mark_added(link.i1, j) for j in places if not self._is_free_mark(link.i1, j)]
        case, kind, severity = self._gain(link, tokens)
        return [self.slip(link, case, kind, severity)]

    def _gain(self, link: Link, tokens: Sequence[Token]) -> Verdict:
        content = [t for t in tokens if t.kind != "mark" and t.key not in SMALL]
        keys = {t.key for t in content}
        if keys and all(map(negation_of, keys)):
            return "negation_added", "negation", "critical"
        if keys and all(map(sided, keys)):
            return "laterality_added", "laterality", "critical"
        if tokens[0].line_start and tokens[-1].key == ":" and len(content) <= _HEADING_WORDS:
            return "heading_added", "layout", "minor"
        if self._is_doubled(link):
            return "doubled", "addition", "minor"
        if content and all(is_value(t) for t in content):
            return "value_added", "dose", "critical"
        return "addition", "addition", "critical" if any(self._weighs(t) for t in content) else "minor"

    def _is_doubled(self, link: Link) -> bool:
        """Whether the words added repeat those just before or after them."""
        size = link.j2 - link.j1
        keys = [t.key for t in self.att]
        added = keys[link.j1 : link.j2]
        return added in (keys[max(0, link.j1 - size) : link.j1], keys[link.j2 : link.j2 + size])

    def _mark_added(self, i: int, j: int) -> Slip:
        link = Link(i, i, j, j + 1)
        if self.att[j].key == LINE:
            return self.slip(link, "command_line", "layout", "minor", words=0)
        if is_said(self.att[j]):
            return self.slip(link, "command", "punctuation", "minor", words=0)
        if self.att[j].key == "." and j and self.att[j - 1].kind == "title":
            wide = Link(max(0, i - 1), i, j - 1, j + 1)
            return self.slip(wide, "abbreviation_title", "abbreviation", "minor", words=0)
        return self.slip(link, "punctuation_extra", "punctuation", "minor")

    def _is_free_mark(self, i: int, j: int) -> bool:
        """A colon after a heading that stands alone on its line; a mark after an item of a list that has none."""
        ends = j + 1 >= len(self.att) or self.att[j + 1].line_start
        before = self.att[j - 1] if j else None
        if before is not None and self.att[j].key == "." and before.text.lower() in _DOTTED:
            return True
        if self.att[j].key in _ITEM_MARKS and self.out.is_item_end(i, self.ref):
            return True
        return self.att[j].key == ":" and ends and i > 0 and self.out.roles[i - 1] in {"heading", "title"}

    # --- changed ------------------------------------------------------------------------------------

    def _change(self, link: Link) -> list[Slip]:
        one, other = self._sides(link)
        if all(t.kind == "mark" for t in (*one, *other)):
            return [self.slip(link, "punctuation_wrong", "punctuation", "minor")]
        if any(t.kind == "flag" for t in other) and all(t.kind in {"mark", "flag"} for t in other):
            return [replace(self.slip(link, "flagged", "omission", "minor", words=count(one)), flagged=True)]
        case, kind, severity = self._change_class(link, one, other)
        return [self._with_unit(self.slip(link, case, kind, severity), link)]

    def _with_unit(self, slip: Slip, link: Link) -> Slip:
        """A wrong number is shown with its unit when the unit follows on both sides."""
        if slip.case not in {"dose", "decimal"} or link.i2 >= len(self.ref) or link.j2 >= len(self.att):
            return slip
        one, other = self.ref[link.i2], self.att[link.j2]
        if (
            one.kind != "unit"
            or one.key != other.key
            or one.key == "par"
            or self.ref[link.i2 - 1].kind != "number"
        ):
            return slip
        shown = self.reference.text[slip.reference_start : one.end]
        found = self.attempt.text[slip.start : other.end]
        return replace(
            slip,
            expected=" ".join(shown.split()),
            found=" ".join(found.split()),
            end=other.end,
            reference_end=one.end,
        )

    def _change_class(self, link: Link, one: Sequence[Token], other: Sequence[Token]) -> Verdict:
        kinds = {t.kind for t in one}
        if special := self._identity(link, one, other):
            return special
        if kinds & {"number", "unit", "date", "time"} or self._links_values(link, one, other):
            return judge_values(one, other)
        if wc.differs_by_hyphen(*(" ".join(t.text for t in side) for side in (one, other))):
            return self._judged(one, other)
        return self._turned(one, other) or self._in_context(link, one, other) or self._judged(one, other)

    @staticmethod
    def _turned(one: Sequence[Token], other: Sequence[Token]) -> Verdict | None:
        """A side or a negation that changed."""
        keys, found = {t.key for t in one}, {t.key for t in other}
        named = sides_of(keys), sides_of(found)
        if named[0] != named[1]:
            return "laterality" if named[0] else "laterality_added", "laterality", "critical"
        denied = negations_of(keys), negations_of(found)
        respelt = all(denied) and wc.are_grammar_homophones(
            *("".join(t.key for t in side) for side in (one, other))
        )
        if denied[0] != denied[1] and not respelt:
            return ("negation" if denied[0] else "negation_added"), "negation", "critical"
        return None

    def _links_values(self, link: Link, one: Sequence[Token], other: Sequence[Token]) -> bool:
        """Whether a word between two numbers became another (« 3 à 4 », « 3 et 4 »), or « 4L » « 4R »."""
        if {t.text for t in (*one, *other)} == {"L", "R"}:
            return True
        if not link.i1 > 0 or link.i2 >= len(self.ref) or len(one) != 1 or len(other) != 1:
            return False
        values = self.ref[link.i1 - 1].kind == self.ref[link.i2].kind == "number"
        return values and {one[0].key, other[0].key} <= _BETWEEN

    def _in_context(self, link: Link, one: Sequence[Token], other: Sequence[Token]) -> Verdict | None:
        """An elided word that is a homophone with the next, the same on both sides: « s'est » and « c'est »."""
        if len(one) != 1 or len(other) != 1 or one[0].text[-1] not in "'’":
            return None
        if (
            link.i2 >= len(self.ref)
            or link.j2 >= len(self.att)
            or self.ref[link.i2].key != self.att[link.j2].key
        ):
            return None
        after = self.ref[link.i2].key
        alike = wc.are_grammar_homophones(one[0].key + after, other[0].key + after)
        return ("homophone", "homophone", "minor") if alike else None

    def _judged(self, one: Sequence[Token], other: Sequence[Token]) -> Verdict:
        medical = any(self.is_term(t) for t in one)
        return judge_words(Pair(one, other, self.words, medical, any(self.is_term(t) for t in other)))

    def _identity(self, link: Link, one: Sequence[Token], other: Sequence[Token]) -> Verdict | None:
        if any(i in self.out.names for i in range(link.i1, link.i2)):
            left, right = (" ".join(t.text for t in side) for side in (one, other))
            if wc.differs_by_accents(left, right):
                return "accent", "accent", "minor"
            if wc.differs_by_hyphen(left, right) and not wc.differs_by_accents(left, right):
                return "hyphen", "typography", "minor"
            return "identity", "identity", "critical"
        if any(i in self.out.births for i in range(link.i1, link.i2)):
            return "birth", "identity", "critical"
        if one[0].kind == "title" and len(one) == 1:
            gendered = {one[0].key, other[0].key} <= gendered_keys() or other[0].kind != "title"
            return "civility", "identity", "critical" if gendered else "minor"
        return None
