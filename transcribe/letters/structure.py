"""Cuts a text into the blocks of a document: lines around the body, and sections.

Nothing is copied: a block is a role, perhaps a heading, and spans of the text. Every word of the text lies
in exactly one block (property test).
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from transcribe.core.types import SectionRole
from transcribe.french import fold
from transcribe.letters.kinds import Common, FieldCues, SectionRule, Template
from transcribe.letters.lines import Lines
from transcribe.letters.people import find_doctors
from transcribe.letters.scan import SPACE, Scan, Span, trim

_FLAT_WORDS_PER_LINE = 45
_LONG_LINE = 40
_NEWS_LENGTH = 9
_LABEL_WORDS = 7
_EXAM_WORDS = 7
_LIST_ITEM = re.compile(r"[-–•*]\s")
_COLON = re.compile(rf"{SPACE}*:")
_PAUSE = re.compile(rf"{SPACE}*[,.–](?=\s|$)")
_LABEL_DATE = re.compile(
    r"(?:[\s,]*\b(?:reçue?s?|réalisée?s?|effectuée?s?|prélevée?s?|pratiquée?s?|daté?e?s?|fait))?"
    r"(?:\s+(?:du|le|en date du|au))?\s*$",
    re.IGNORECASE,
)
_COMPLEMENT = re.compile(rf"(?P<words>(?:{SPACE}[\w'’-]+){{1,6}}){SPACE}*:")
_BARE = re.compile(r"\s(?:sans|avec|à|ce|de ce|en|de contrôle|n['’]|ne)\b.*$", re.DOTALL)


@dataclass(slots=True)
class Block:
    """Spans of the text that belong together. ``heading`` is the dictated words, if any."""

    role: SectionRole
    paragraphs: list[Span] = field(default_factory=list)
    rule: int | None = None
    title: str = ""
    heading: Span | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class _Opening:
    """What a sentence opens: a block, and where its own text starts after the label."""

    block: Block
    text_start: int
    aside: Block | None = None


class Structure:
    """The reading of one text with the cues of one kind."""

    def __init__(self, scan: Scan, template: Template, cues: Common) -> None:
        self.scan = scan
        self.text = scan.text
        self.template = template
        self.cues = cues
        self.flat = len(scan.tokens) > _FLAT_WORDS_PER_LINE * max(1, len(scan.lines))
        self.blocks: list[Block] = []
        self.lines = Lines(scan, template, cues)
        self.dates = self.lines.dates
        self._current: Block | None = None
        self._body: Block | None = None
        self._ended = False
        self._long = False

    def read(self) -> list[Block]:
        """All blocks, in the order of the text."""
        for line in self.scan.lines:
            self._long = len(self.scan.words_in(line.start, line.end)) > _LONG_LINE
            for number, sentence in enumerate(self._cut(line)):
                self._take(sentence, line, first=number == 0)
        return self.blocks

    # --- one sentence -------------------------------------------------------------------------------

    def _cut(self, line: Span) -> list[Span]:
        """Sentences of a line, cut again where one runs into the patient, a label or the signature."""
        out: list[Span] = []
        for sentence in self.scan.sentences(line):
            places = [sentence.start, *self._cuts(sentence, first=not out), sentence.end]
            for start, end in pairwise(places):
                out.append(trim(self.text, start, end))
        return out

    def _cuts(self, sentence: Span, *, first: bool) -> list[int]:
        places = []
        if first and self._body is None and (end := self.lines.title_ends(sentence)) is not None:
            places.append(end)
        if self.lines.is_closing(sentence):
            places += [d.start for d in find_doctors(self.text, sentence.start, sentence.end)[-1:]]
        if self.flat or self._long:
            places += self._run_in_labels(sentence)
        return sorted({place for place in places if sentence.start < place < sentence.end})

    def _run_in_labels(self, sentence: Span) -> list[int]:
        """Labels after a comma, as a recogniser writes pauses: « …, technique, anesthésie topique, … »."""
        places = []
        for comma in re.finditer(r",\s+", self.text[sentence.start : sentence.end]):
            place = sentence.start + comma.end()
            found = self._find_rule(place, "labels")
            if (found is not None and self._label_stop(found[1], pause=True) is not None) or self._field_line(
                Span(place, sentence.end), edge=True
            ) is not None:
                places.append(place)
        return places

    def _take(self, sentence: Span, line: Span, *, first: bool) -> None:
        opening = None
        if not _LIST_ITEM.match(self.text, sentence.start):
            opening = self._opening(sentence, line, first=first)
        if opening is None:
            self._continue(sentence, first=first)
            return
        block = opening.block
        if opening.aside:
            self.blocks.append(opening.aside)
        self.blocks.append(block)
        self._current = block
        if block.role == "body":
            self._body, self._ended = block, False
        elif block.role in {"closing", "signature"}:
            self._ended = True
        if opening.text_start < sentence.end:
            block.paragraphs.append(Span(opening.text_start, sentence.end))

    def _continue(self, sentence: Span, *, first: bool) -> None:
        block = self._current
        if (
            block is None
            or block.role == "title"
            or (block.role not in {"body", "opening", "closing"} and (first or self.flat))
        ):
            block = self._after_line()
        last = block.paragraphs[-1] if block.paragraphs else None
        if last and not first and not self.text[last.end : sentence.start].strip():
            block.paragraphs[-1] = Span(last.start, sentence.end)
        else:
            block.paragraphs.append(sentence)

    def _after_line(self) -> Block:
        """Where a line goes that follows a title, date, signature… and says nothing of itself."""
        if self._body is not None and not self._ended:
            self._current = self._body
            return self._body
        block = Block("closing" if self._ended else "opening")
        self.blocks.append(block)
        self._current = block
        return block

    def _opening(self, sentence: Span, line: Span, *, first: bool) -> _Opening | None:
        edge = first or self.flat
        return (
            self._field_line(sentence, edge=edge)
            or self._labelled(sentence, line, first=first)
            or self._front(sentence, first=first)
            or (self._end(sentence) if edge else self._signed(sentence))
            or (self._implied(sentence, line, first=first) if edge else None)
            or (self._implied_inside(sentence, line) if first and not self.flat else None)
        )

    # --- lines around the body ----------------------------------------------------------------------

    def _field_line(self, sentence: Span, *, edge: bool) -> _Opening | None:
        """« Opérateur : Dr X », « Date de l’examen : … », « Courrier au Dr X », « Copie au Dr X »."""
        roles: tuple[tuple[str, SectionRole], ...] = (
            ("patient", "patient"),
            ("birth", "patient"),
            ("date", "date"),
            ("author", "author"),
            ("recipient", "recipient"),
            ("copies", "copies"),
            ("subject", "opening"),
        )
        if not edge:
            return None
        for name, role in roles:
            cues = self.cues.fields[name]
            end = self.scan.match((*cues.labels, *cues.team), sentence.start)
            if end is None or (role in {"recipient", "opening"} and self._body):
                continue
            valued = self._value_follows(role, end) or self._addresses(cues, sentence.start)
            if self._label_stop(end, pause=True) is not None or valued:
                if role == "date" and not self._date_near(end):
                    continue
                return _Opening(Block(role), sentence.start)
        return None

    def _value_follows(self, role: SectionRole, end: int) -> bool:
        place = self._skip(end)
        if role == "date":
            return self._date_near(end)
        if role in {"patient", "opening"}:
            return False
        return any(d.start == place for d in find_doctors(self.text, place, min(place + 80, len(self.text))))

    def _addresses(self, cues: FieldCues, start: int) -> bool:
        """« À l’attention du service de cardiologie »: nobody is named."""
        end = self.scan.match(cues.addressing, start)
        return end is not None and self.scan.match(cues.offices, self._skip(end)) is not None

    def _date_near(self, end: int) -> bool:
        return any(d.start >= end and d.start - end <= 6 for d in self.dates)

    def _front(self, sentence: Span, *, first: bool) -> _Opening | None:
        roles = {block.role for block in self.blocks}
        if self._body is not None or self._ended:
            late = first and "patient" not in roles and self.lines.is_identity(sentence)
            return _Opening(Block("patient"), sentence.start) if late else None
        if self.lines.is_date(sentence):
            return _Opening(Block("date"), sentence.start)
        if (
            "title" not in roles
            and "opening" not in roles
            and self.lines.is_title(sentence, opens=first and not self.blocks)
        ):
            return _Opening(Block("title"), sentence.start)
        if self.lines.is_salutation(sentence):
            return _Opening(Block("opening"), sentence.start)
        named = self.lines.is_patient(sentence) or (
            "patient" not in roles and self.lines.is_patient_label(sentence)
        )
        return _Opening(Block("patient"), sentence.start) if named and "opening" not in roles else None

    def _end(self, sentence: Span) -> _Opening | None:
        if self.lines.is_closing(sentence):
            return _Opening(Block("closing"), sentence.start)
        return self._signed(sentence)

    def _signed(self, sentence: Span) -> _Opening | None:
        after_formula = self._current is not None and self._current.role == "closing"
        if not self.lines.is_signed(sentence, after_formula=after_formula):
            return None
        last = not self.text[sentence.end :].strip()
        role: SectionRole = "signature" if self._body or self._ended or last else "author"
        return _Opening(Block(role), sentence.start)

    # --- sections -----------------------------------------------------------------------------------

    def _labelled(self, sentence: Span, line: Span, *, first: bool) -> _Opening | None:
        """A known label followed by a colon, a pause or the end of its line."""
        found = self._find_rule(sentence.start, "labels", first=first)
        if found is None:
            return self._labelled_exam(sentence) if first or self.flat else None
        number, end = found
        if self._body is None and self._opens_title(sentence, end):
            return None
        rule = self.template.sections[number]
        news = self._long and self._is_news(number, sentence.start, end)
        stop = self._label_stop(end, pause=first or self.flat or news)
        alone = first and end >= line.end
        if stop is None and not alone:
            return self._dated_label(sentence, number, end) if first or self.flat else None
        if alone and (len(self.scan.lines) < 2 or self._current is None):
            return None
        if self._is_phrase(rule, sentence.start, end):
            return _Opening(self._section(number, rule.title), sentence.start)
        text_start = self._skip(stop if stop is not None else end)
        block = self._section(number, "", Span(sentence.start, end))
        block.alone = text_start >= line.end
        return _Opening(block, min(text_start, sentence.end))

    def _opens_title(self, sentence: Span, end: int) -> bool:
        """Whether a label is rather the title (« Compte-rendu opératoire »), which comes but once."""
        titled = any(block.role == "title" for block in self.blocks)
        title = self.scan.match_loosely(self.template.titles, sentence.start)
        return not titled and title is not None and title >= end

    def _labelled_exam(self, sentence: Span) -> _Opening | None:
        """« Radiographie de thorax, pas de foyer »: an examination as a label."""
        found = self._exam_name(sentence.start)
        if found is None or found[0] != sentence.start or self._inside_container():
            return None
        end = found[1]
        stop = self._label_stop(end, pause=True)
        if stop is None and (longer := _COMPLEMENT.match(self.text, end, sentence.end)):
            end, stop = longer.end("words"), longer.end()
        if stop is None:
            return None
        return _Opening(self._section(None, "", Span(found[0], end)), min(self._skip(stop), sentence.end))

    def _dated_label(self, sentence: Span, number: int, end: int) -> _Opening | None:
        """« Prélèvement reçu le 11 février 2026 : … »: the date goes to a line of its own."""
        colon = self.text.find(":", end, sentence.end)
        for date in self.dates:
            if end <= date.start and date.end <= colon and not self.text[date.end : colon].strip():
                before = _LABEL_DATE.search(self.text, end, date.start)
                if before is not None and not self.text[end : before.start()].strip():
                    block = self._section(number, "", Span(sentence.start, end))
                    aside = Block("date", [Span(self._skip(end), date.end)])
                    return _Opening(block, self._skip(colon + 1), aside)
        return None

    def _implied(self, sentence: Span, line: Span, *, first: bool) -> _Opening | None:
        """A sentence whose first words say the section: « À l’examen, … », « L’échographie montre … »."""
        body = self._body
        if body is not None and body.alone and not body.paragraphs:
            return self._unknown_label(sentence, line) if first else None
        found = self._find_rule(sentence.start, "phrases", first=first)
        heading = self.template.sections[found[0]].title if found else ""
        if found is None and first and (opening := self._unknown_label(sentence, line)) is not None:
            return opening
        if found is None and not self._inside_container():
            if not self.flat or body is None or body.heading is None:
                heading = self._exam(sentence)
            if not heading and not self.flat and first:
                found, heading = self._noun(sentence)
        if not heading:
            return None
        number = found[0] if found else None
        if body is not None and not self._ended and number is not None and number == body.rule:
            return None
        return _Opening(self._section(number, heading), sentence.start)

    def _noun(self, sentence: Span) -> tuple[tuple[int, int] | None, str]:
        """A label at the start of a line that runs into its sentence: « Traitement par … »."""
        found = self._find_rule(sentence.start, "labels", first=True)
        if found is None or self.template.sections[found[0]].marked:
            return None, ""
        return found, capital(self.text[sentence.start : found[1]])

    def _implied_inside(self, sentence: Span, line: Span) -> _Opening | None:
        """A paragraph that says its section in a later sentence (« … L’évolution est favorable »)."""
        if self._body is None or self._ended or self._inside_container():
            return None
        for other in self.scan.sentences(line)[1:]:
            found = self._find_rule(other.start, "phrases")
            if found is not None:
                rule = self.template.sections[found[0]]
                return _Opening(self._section(found[0], rule.title), sentence.start)
        return None

    def _unknown_label(self, sentence: Span, line: Span) -> _Opening | None:
        """A label that no template knows keeps its own name: « Radiographie de la main droite : … »."""
        colon = self.text.find(":", sentence.start, line.end)
        if colon < 0 or self._inside_container() or not self.text[sentence.start].isupper():
            return None
        if not re.match(r"\s|$", self.text[colon + 1 : colon + 2]):
            return None
        label = self.text[sentence.start : colon].rstrip()
        words = self.scan.words_in(sentence.start, colon)
        if len(words) > _LABEL_WORDS or re.search(r"[\d.,;()«»]", label):
            return None
        near = self._find_rule(sentence.start, "labels", first=True)
        rule = near[0] if near else None
        block = self._section(rule, "", Span(sentence.start, sentence.start + len(label)))
        text_start = self._skip(colon + 1)
        block.alone = text_start >= line.end
        return _Opening(block, min(text_start, line.end))

    def _exam(self, sentence: Span) -> str:
        """The examination a sentence reports, as a heading; empty if none.

        « L’échographie cardiaque montre … », « La radiographie du poignet droit retrouve … ».
        """
        found = self._exam_name(sentence.start)
        if found is None:
            return ""
        start, end = found
        for token in [t for t in self.scan.tokens if end <= t.start < sentence.end][:_EXAM_WORDS]:
            if self.scan.match(self.cues.verbs, token.start) is not None:
                return capital(_BARE.sub("", self.text[start : token.start]).rstrip(" \u00a0,'’"))
            if re.search(r"[.,;:]", self.text[end : token.end]):
                return ""
        return ""

    def _exam_name(self, start: int) -> tuple[int, int] | None:
        """Where the name of an examination stands, after an article perhaps."""
        if not self.template.exams:
            return None
        article = self.scan.match(self.cues.articles, start)
        if article is not None:
            start = article
            while start < len(self.text) and self.text[start] in " \u00a0'’":
                start += 1
        end = self.scan.match(self.cues.exams, start)
        return None if end is None else (start, end)

    def _inside_container(self) -> bool:
        """Whether paragraphs of a section announced on a line of its own are being read."""
        body = self._body
        if body is None or self._ended or not body.alone:
            return False
        last = body.paragraphs[-1] if body.paragraphs else None
        listed = last is not None and _LIST_ITEM.match(self.text, last.start) is not None
        container = body.rule is not None and self.template.sections[body.rule].container
        return last is None or (container and not listed)

    # --- helpers ------------------------------------------------------------------------------------

    def _find_rule(self, start: int, what: str, *, first: bool = False) -> tuple[int, int] | None:
        """The section rule with the longest cue at ``start``: its number and where the cue ends."""
        best: tuple[int, int] | None = None
        for number, rule in enumerate(self.template.sections):
            if rule.line_only and not first and not (self.flat and self._free()):
                continue
            phrases = (*rule.phrases, *rule.line_phrases) if first else rule.phrases
            end = self.scan.match(rule.labels if what == "labels" else phrases, start)
            if end is not None and (best is None or end > best[1]):
                best = (number, end)
        return best

    def _is_news(self, number: int, start: int, end: int) -> bool:
        """Whether a label before a mere pause, inside a long line, is long and opens a new section."""
        rule = self.template.sections[number]
        used = any(block.rule == number for block in self.blocks)
        return not used and not rule.floating and not rule.line_only and end - start >= _NEWS_LENGTH

    def _free(self) -> bool:
        """Whether the section being read is none that holds labels of its own."""
        body = self._body
        return body is None or body.rule is None or not self.template.sections[body.rule].container

    def _is_phrase(self, rule: SectionRule, start: int, end: int) -> bool:
        """Whether a label is only a turn of phrase (« À l’examen : … ») and so is no heading."""
        words = fold(self.text[start:end])
        return words.startswith(("a l", "en ", "au ")) and self.scan.match(rule.phrases, start) is not None

    def _section(self, rule: int | None, title: str, heading: Span | None = None) -> Block:
        shown = capital(self.text[heading.start : heading.end]) if heading else title
        return Block("body", [], rule, shown, heading)

    def _label_stop(self, end: int, *, pause: bool) -> int | None:
        """Where the mark after a label ends; ``None`` when the sentence goes on."""
        match = _COLON.match(self.text, end) or (_PAUSE.match(self.text, end) if pause else None)
        return match.end() if match else None

    def _skip(self, place: int) -> int:
        while place < len(self.text) and self.text[place].isspace():
            place += 1
        return place


def capital(text: str) -> str:
    """The text with its first letter in upper case."""
    return text[:1].upper() + text[1:]
