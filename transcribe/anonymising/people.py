"""People and places: capitals that neither the language nor medicine explains, and what stands behind a title.

Recall comes first: a capital in the middle of a sentence is a name unless something says what else it is. What
explains one: a siglum, a drug, a germ, an eponym behind its disease or its instrument, a word that opens a sentence.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from transcribe.anonymising.cues import cues
from transcribe.anonymising.establishments import named_places
from transcribe.anonymising.signatures import SPELLED, initials, letters, nicknames
from transcribe.anonymising.small import names_in_small_letters, title_names
from transcribe.anonymising.surroundings import Surroundings
from transcribe.anonymising.types import Found, Kind
from transcribe.anonymising.vocabulary import Vocabulary
from transcribe.french import Token, fold
from transcribe.french.civilities import civility_of, is_siglum
from transcribe.french.particles import is_particle
from transcribe.french.word_sorts import name_links, sorted_words

Namer = Callable[[str], Iterable[tuple[int, int]]]
"""Gives the spans of the names of a text, as a statistical model sees them."""


@dataclass
class _Reader(Surroundings):
    """One pass over the tokens of a text. ``marks`` says of each token which kind of name it belongs to, and why."""

    marks: dict[int, tuple[Kind, float, str]] = field(default_factory=dict)

    def read(self, namer: Namer | None) -> None:
        self._find_eponyms()
        self._after_titles()
        self._after_cues()
        self._capitals()
        if namer is not None:
            self._named(namer)
        for place, why in named_places(self):
            self._mark(place, "place", 0.6, why)
        for place, kind, confidence, why in [*initials(self, self.marks), *nicknames(self)]:
            self._mark(place, kind, confidence, why)
        self._extend()
        for place, kind, why in list(names_in_small_letters(self, self.marks)):
            self._mark(place, kind, 0.5, why)
        self._again()
        for place, kind, confidence, why in list(letters(self, self.marks)):
            self._mark(place, kind, confidence, why)

    def _find_eponyms(self) -> None:
        """« maladie de Parkinson », « score de Hoehn et Yahr », « signe de Kernig ni de Brudzinski »."""
        place = 0
        while place < len(self.tokens):
            if not (self.is_capital(place) and self.is_headed(place, self.tokens[place].text)):
                place += 1
                continue
            while self.is_capital(place):
                self.eponyms.add(place)
                following = place + 1
                while self.key(following) in cues().between_eponyms and not self.is_capital(following):
                    following += 1
                place = following if following > place + 1 and self.is_capital(following) else place + 1
                if (
                    following == place
                    and self.is_word(place)
                    and civility_of(self.tokens[place].text) is not None
                ):
                    break
            place += 1

    def _after_titles(self) -> None:
        """« Mme Rose Blanc », « Drs Roy et Petit », « docteur Le Goff »; in what was heard, up to the pause."""
        for place, token in enumerate(self.tokens):
            civility = civility_of(token.text)
            counted = len(token.text) < 3 and place and self.tokens[place - 1].kind == "number"  # « 3 M »
            if civility is None or counted:
                continue
            start = place + 1
            if self.key(start) == ".":
                start += 1
            after = self.tokens[start].text if start < len(self.tokens) else ""
            if is_siglum(token.text, after) and self.key(start) != ".":
                continue
            if civility_of(after) is not None:
                continue
            if self.key(place - 1) == "(" and after in "),":
                self._before_title(place - 2, token.text)
                continue
            stop = self._name_end(start)
            why = f"derrière « {token.text} »"
            stop = max(stop, self._small_end(start, civility.role)) if stop == start else stop
            for at in range(start, stop):
                if self.key(at) != "et":
                    self._mark(at, "person", 1.0, why)
            if self.heard:
                self._garbled(start, stop, why)

    def _small_end(self, start: int, role: str) -> int:
        """Where a name typed in small letters stops: « mme dupont », « le dr martin »; not « le docteur confirme »."""
        if not self.is_word(start) or self.tokens[start].kind != "word":
            return start
        word = self.tokens[start].text
        listed = self.known.is_surname(word) or self.known.is_first_name(word)
        if role == "child":
            listed = self.known.is_first_name(word) and not self.known.is_frequent(word)
        elif role in ("doctor", "patient"):
            listed = listed or title_names(self, start)
        if not (listed or self.is_odd(start)) or self.is_verb(start) or is_particle(word):
            return start
        return start + 1

    def _before_title(self, place: int, title: str) -> None:
        """« Lima (Mme) », « Roy Jean (Dr) »."""
        while self.is_capital(place):
            self._mark(place, "person", 1.0, f"devant « {title} »")
            place -= 1

    def _name_end(self, start: int) -> int:
        """Where capitals in a row, with the particles and initials between them, stop."""
        place = last = start
        while place < len(self.tokens) and (part := self._part_of_name(start, place)):
            last = place + 1 if part == "name" else last
            place += 1
        return last

    def _part_of_name(self, start: int, place: int) -> str:
        """``name`` for a part of a name, ``link`` for what may stand between two, empty for anything else."""
        token = self.tokens[place]
        if token.kind == "abbreviation":
            return "name"
        ends = self.is_heading(place) or civility_of(token.text) is not None
        if self.is_capital(place) and token.key not in cues().born and not (ends and place > start):
            return "name"
        if token.text == "." and place > start and len(self.tokens[place - 1].text) == 1:
            return "name"
        several = token.key == "et" and place > start and self.is_capital(place + 1)
        return "link" if several or is_particle(token.text) or token.text == "-" else ""

    def _garbled(self, start: int, stop: int, why: str) -> None:
        """What a recogniser wrote of a name in words of the language, up to the pause: « docteur Aminata dire à, ».

        A birth closes a name however long it is; a pause, one of a few words. The words between belong to the name
        when one of them is none of the language, or when a first name stands alone in front of them.
        """
        reach = range(stop, min(stop + _LONGEST, len(self.tokens)))
        full = next(
            (at for at in reach if self.tokens[at].kind == "break" or self.tokens[at].text in ".:;"), -1
        )
        birth = next((at for at in reach if self.key(at) in cues().born and (full < 0 or at < full)), -1)
        end = birth if birth > stop + 1 else next((at for at in reach if self.closes(at)), -1)
        rest = range(stop, end)
        if end <= stop or (end != birth and len(rest) > _LONG):
            return
        head = [self.tokens[at].text for at in range(start, stop)]
        alone = len(head) == 1 and not self.known.is_surname(head[0])
        odd = any(self.is_odd(at) for at in rest)
        named = end == birth and len(rest) > 1
        if odd or named or (alone and len(rest) <= _SHORT and not self.is_verb(stop)):
            for at in rest:
                self._mark(at, "person", 0.5, why)

    def _after_cues(self) -> None:
        """« sa fille Aurore », « née Goyhenetche », « Prénom : Halina », « l’interne, Lucas Morel »."""
        people, places = cues().people, cues().places
        for place in range(len(self.tokens)):
            key = self.key(place)
            if key in _NAME_LABELS and self.key(place + 1) in _NAME_LABELS | {":", "de", "d'", "("}:
                self._label(place)
            elif key in people:
                self._cued(place, "person")
            elif key in places:
                self._cued(place, "place")
            elif key in cues().prepositions and self._lives_near(place):
                self._cued(place, "place", strong=True)

    def _lives_near(self, place: int) -> bool:
        return any(self.key(back) in cues().dwelling for back in range(place - 1, place - 5, -1))

    def _label(self, place: int) -> None:
        """What follows the colon of « Nom de naissance : », to the end of the line or a comma."""
        colon = place
        while colon < len(self.tokens) and colon - place < 5 and self.tokens[colon].text != ":":
            colon += 1
        if self.key(colon) != ":":
            return
        kind: Kind = "place" if "lieu" in (self.key(at) for at in range(place - 1, colon)) else "person"
        for at in range(colon + 1, min(len(self.tokens), colon + 7)):
            if not self.is_word(at) or self.is_heading(at):
                break
            if self.is_capital(at) and civility_of(self.tokens[at].text) is None:
                self._mark(at, kind, 0.95, "derrière un intitulé")

    def _cued(self, place: int, kind: Kind, *, strong: bool = False) -> None:
        start = self.past_post(place + 1) if kind == "person" else place + 1
        while self.key(start) in _LINKS and not self.is_capital(start):
            start += 1
        if self.key(start) in (",", ":"):
            start += 1
        if not self.is_capital(start) or civility_of(self.tokens[start].text) is not None:
            return
        related = self.key(place) in cues().relatives and start == place + 1
        if related:
            self.eponyms.discard(start)  # « leur fils Ariimatea », no thread
        if start in self.eponyms and self.key(place) not in cues().relatives:
            return
        word = self.tokens[start].text
        colon = self.key(start - 1) == ":"
        apart = self.key(start - 1) in (",", ":")
        sure = self.known.is_name(word) or self.key(place) in cues().naming
        sure = sure or (kind == "place" and (strong or not apart)) or not self.known.is_ordinary(word)
        sure = sure or (kind == "person" and not (apart and colon))
        if self.is_known_capital(start) and not (self.known.is_name(word) or related):
            return
        if not sure or self.is_silent(start) or (word.isupper() and self.is_siglum(start)):
            return
        following = self.tokens[start + 1] if start + 1 < len(self.tokens) else None
        lone = following is None or following.kind in ("mark", "break")
        if lone and colon and self.known.is_surname(word) and self.key(place) not in cues().numbers:
            self._mark(start, kind, 0.6, f"derrière « {self.tokens[place].text} »")
            return
        doubtful = self.known.is_frequent(word) and (colon or self.key(place) in ("temoin", "famille"))
        if doubtful and not (self.is_capital(start + 1) or word.isupper()):
            return
        stop = self._name_end(start)
        for at in range(start, stop):
            if at == start or not self.is_known_capital(at) or self.known.is_name(self.tokens[at].text):
                self._mark(at, kind, 0.9, f"derrière « {self.tokens[place].text} »")

    def _capitals(self) -> None:
        """Every capital that nothing explains."""
        for place in range(len(self.tokens)):
            if place in self.marks or not self.is_capital(place) or self.tokens[place].kind == "elision":
                continue
            if place in self.eponyms or self.is_silent(place):
                continue
            word = self.tokens[place].text
            opening = self.opens(place)
            if word.isupper() and len(word) > 1:
                if self.tokens[place].kind == "abbreviation":
                    continue
                if self._is_shouted_name(place):
                    self._mark(place, "person", 0.8, "nom en capitales")
                continue
            if len(word) == 1:
                continue
            if self.is_known_capital(place):
                if self.tokens[place - 1].text == "à" and self.known.is_eponym(word):
                    self._mark(place, "place", 0.6, "derrière « à »")
                continue
            if self.known.is_ordinary(word):
                if self._is_ordinary_name(place, opening=opening):
                    self._mark(place, self.kind_of(place), 0.6, "majuscule")
                continue
            if self.is_dosed(place) or self.is_scored(place) or self.is_misspelled(place, opening=opening):
                continue
            self._mark(place, self.kind_of(place), 0.8, "majuscule que rien n’explique")

    def _is_ordinary_name(self, place: int, *, opening: bool) -> bool:
        """Whether a capital word of the language is a name here: « Blanc » inside a sentence, « Claire va mieux »."""
        word, known = self.tokens[place].text, self.known
        if known.is_first_name(word) and self.is_full_name(place):
            return True
        if self.is_beside_name(place) and not (opening and self.is_heading(place)):
            return known.is_name(word) or not known.is_frequent(word)
        if opening:
            dated = self.key(place + 1) == "," and self.key(place + 2) in {"le"} | sorted_words("day")
            dated = dated and not self.is_heading(place)
            return (dated and known.is_name(word)) or (known.is_first_name(word) and self.is_verb(place + 1))
        if self.tokens[place - 1].text == "à" and known.is_name(word):
            return True
        if known.is_first_name(word) or known.is_town(word):
            figure = self.tokens[place + 1] if place + 1 < len(self.tokens) else None
            return figure is None or figure.kind not in (
                "number",
                "code",
            )  # « (classification de) Paris 0-Is »
        return known.is_surname(word) and not known.is_frequent(word)

    def _is_shouted_name(self, place: int) -> bool:
        """Whether a word in capitals is a name: « GOUTTE Fernande », « WOJCIECHOWSKA »; no siglum, no heading."""
        word = self.tokens[place].text
        beside = [
            at
            for at in (place - 1, place + 1)
            if self.is_capital(at) and not self.tokens[at].text.isupper() and not self.is_silent(at)
        ]
        if any(self.may_be_first_name(at) for at in beside) and not self.is_siglum(place):
            return not self.opens(place + 1) or place + 1 not in beside
        if len(word) < 4 or self.is_siglum(place):
            return False
        plain = word.capitalize()
        return not (self.known.is_ordinary(word.lower()) or self.known.is_medical(plain))

    def _named(self, namer: Namer) -> None:
        """What a model of names finds besides, where a list of names agrees or nobody knows the word."""
        for start, end in namer(self.text):
            for place, token in enumerate(self.tokens):
                if not start <= token.start < end or place in self.marks or not self.is_capital(place):
                    continue
                if place in self.eponyms or self.is_silent(place) or self.is_known_capital(place):
                    continue
                if token.text.isupper() or (self.opens(place) and self.known.is_frequent(token.text)):
                    continue
                if self.known.is_name(token.text):
                    self._mark(place, self.kind_of(place), 0.5, "lu comme un nom")

    def _extend(self) -> None:
        """Capitals beside a name belong to it: « [Désirée] Mbaye », « Abdoulaye [Lundi] », initials before."""
        for place in sorted(self.marks):
            kind, confidence, why = self.marks[place]
            if self.tokens[place].kind == "mark" or kind not in ("person", "place"):
                continue
            self._spread(place, -1, kind, confidence, why)
            self._spread(place, 1, kind, confidence, why)

    def _spread(self, place: int, step: int, kind: Kind, confidence: float, why: str) -> None:
        at = place + step
        between: list[int] = []
        while 0 <= at < len(self.tokens) and at not in self.marks:
            token = self.tokens[at]
            linked = is_particle(token.text) and not token.is_capital and self.is_capital(at + step)
            if linked and (step > 0 or not self.opens(at + step)):
                between.append(at)
                at += step
                continue
            may = self.is_capital(at) and not self.is_silent(at) and not self.is_heading(at)
            may = may and at not in self.eponyms and token.kind in ("word", "abbreviation")
            if may and step < 0 and self.opens(at):
                may = self.known.is_first_name(token.text) or (
                    not self.known.is_frequent(token.text) and not self.is_known_capital(at)
                )
            if may and token.text.isupper() and len(token.text) > 1:
                may = not self.is_siglum(at) or self.known.is_surname(token.text)
            if may and self.is_known_capital(at) and not self.known.is_name(token.text):
                may = step > 0 and at == place + 1 and self.known.is_first_name(self.tokens[place].text)
            if not may:
                return
            for one in (*between, at):
                self._mark(one, kind, confidence, why)
            between.clear()
            at += step

    def _again(self) -> None:
        """A name found once is found wherever it stands: at the head of a sentence, in capitals, in its parts."""
        seen: dict[str, tuple[Kind, str]] = {}
        for place, (kind, _, _) in self.marks.items():
            token = self.tokens[place]
            if token.kind == "mark" or is_particle(token.text) or len(token.text) < 3:
                continue
            if civility_of(token.text) is not None or not (token.is_capital or self.is_odd(place)):
                continue  # a word of the language inside a name badly heard
            for part in (token.text, *token.text.split("-")):
                if len(part) > 2 and not is_particle(part):
                    seen.setdefault(fold(part), (kind, token.text))
        for place, token in enumerate(self.tokens):
            if place in self.marks or place in self.eponyms or not self.is_word(place):
                continue
            parts = (token.key, *token.key.split("-"))
            hit = next((seen[part] for part in parts if part in seen), None)
            if hit is None or not self._is_same_name(place):
                continue
            self._mark(place, hit[0], 0.7, f"comme « {hit[1]} »")

    def _is_same_name(self, place: int) -> bool:
        """Whether a word that was a name elsewhere is one here: not « rose », not « Blanc » of a heading."""
        token = self.tokens[place]
        if not token.is_capital:
            return not self.known.is_ordinary(token.text) and not self.known.is_medical(token.text)
        if self.is_heading(place):
            return False
        if self.opens(place) and self.known.is_ordinary(token.text):
            return (
                self.known.is_first_name(token.text) or self.is_verb(place + 1) or self.is_capital(place + 1)
            )
        return True

    def _mark(self, place: int, kind: Kind, confidence: float, why: str) -> None:
        if 0 <= place < len(self.tokens) and self.marks.get(place, ("", 0.0, ""))[1] < confidence:
            self.marks[place] = (kind, confidence, why)


_LINKS = name_links()
_NAME_LABELS = frozenset("nom noms prenom prenoms naissance usage patient patiente identite lieu".split())
# Words at most between a name's title and what closes it: before a birth, before a pause, behind a first name alone.
_LONGEST, _LONG, _SHORT = 14, 5, 3


def find_people(
    text: str, tokens: Sequence[Token], known: Vocabulary, *, heard: bool = False, namer: Namer | None = None
) -> list[Found]:
    """People and places of a text; ``heard``: as a recogniser wrote it, names garbled and in small letters perhaps."""
    reader = _Reader(text, tokens, known, heard)
    reader.read(namer)
    return list(_joined(text, tokens, reader.marks))


def _joined(text: str, tokens: Sequence[Token], marks: dict[int, tuple[Kind, float, str]]) -> Iterable[Found]:
    """Marked tokens in a row as one passage; particles between two parts of a name go with them."""
    places = sorted(marks)
    index = 0
    while index < len(places):
        first = last = places[index]
        kind, confidence, why = marks[first]
        while index + 1 < len(places):
            following = places[index + 1]
            gap = [tokens[at] for at in range(last + 1, following)]
            apart = (marks[following][2] == SPELLED) != (why == SPELLED) or marks[following][0] != kind
            if apart or len(gap) > 2 or any(not is_particle(one.text) for one in gap):
                break
            last = following
            confidence = min(confidence, marks[last][1])
            index += 1
        yield Found(tokens[first].start, tokens[last].end, kind, confidence, why, why == SPELLED)
        index += 1
