"""A revision as a spaCy ``Doc``: its words and spaces exactly, and everything known about them as spans.

``doc.text == revision.text``. Groups of spans in ``doc.spans``: ``edits``, ``doubts``, ``terms``, ``sections``,
``identity``; each span's ``label_`` is its kind and its details are in ``span._.detail`` (reason, alternatives,
what was heard, seconds…). Tokens have ``_.start_time``, ``_.end_time`` (seconds) and ``_.probability``.
Removed words leave no span: they are listed in ``doc._.removed`` with the character they stood at.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from transcribe.core.revision import Revision
from transcribe.core.types import Letter, TermSpan
from transcribe.french import tokenise

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

DATA = "transcribe"
GROUPS = ("edits", "doubts", "terms", "sections", "identity")


def to_doc(revision: Revision, letter: Letter | None = None, *, terms: Iterable[TermSpan] = ()) -> "Doc":
    """The ``Doc`` of a revision, of its letter when there is one, with medical ``terms`` found in its text.

    No pipeline and no model: the vocabulary is empty, words are those of ``french.tokenise``.
    """
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    register()
    words, spaces = _cut(revision.text)
    doc = Doc(Vocab(), words=words, spaces=spaces)
    builder = _Builder(doc, revision)
    builder.times()
    builder.edits()
    builder.doubts()
    builder.group("terms", ((term.start, term.end, term.kind or "terme", {}) for term in terms))
    if letter is not None:
        builder.letter(letter)
    return doc


def register() -> None:
    """Declares the extensions; harmless when they are declared already."""
    from spacy.tokens import Doc, Span, Token

    if not Span.has_extension("detail"):
        Span.set_extension("detail", getter=_detail)
        Token.set_extension("start_time", getter=lambda token: _of_token(token, "starts"))
        Token.set_extension("end_time", getter=lambda token: _of_token(token, "ends"))
        Token.set_extension("probability", getter=lambda token: _of_token(token, "probabilities"))
        Doc.set_extension("removed", getter=_removed)
        Doc.set_extension("patient", getter=lambda doc: doc.user_data.get(DATA, {}).get("patient", {}))


def _detail(span: "Span") -> dict[str, Any]:
    return _plain(span.doc.user_data.get(DATA, {}).get("details", {}).get(span.id_, {}))


def _removed(doc: "Doc") -> list[dict[str, Any]]:
    return [_plain(one) for one in doc.user_data.get(DATA, {}).get("removed", [])]


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """Values with their lists as lists: a file gives tuples back."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def _of_token(token: "Token", name: str) -> float:
    values = token.doc.user_data.get(DATA, {}).get(name, [])
    return float(values[token.i]) if token.i < len(values) else 0.0


def _cut(text: str) -> tuple[list[str], list[bool]]:
    """Words and whether one space follows each; any other white space is a word of its own, as spaCy has it."""
    words: list[str] = []
    spaces: list[bool] = []
    place = 0
    for token in tokenise(text):
        _gap(text[place : token.start], words, spaces)
        words.append(token.text)
        spaces.append(False)
        place = token.end
    _gap(text[place:], words, spaces)
    return words, spaces


def _gap(gap: str, words: list[str], spaces: list[bool]) -> None:
    if gap.startswith(" ") and words:
        spaces[-1], gap = True, gap[1:]
    if gap:
        words.append(gap)
        spaces.append(False)


class _Builder:
    def __init__(self, doc: "Doc", revision: Revision) -> None:
        self.doc = doc
        self.revision = revision
        self.data: dict[str, Any] = {"details": {}, "removed": []}
        doc.user_data[DATA] = self.data
        for name in GROUPS:
            doc.spans[name] = []

    def group(self, name: str, found: Iterable[tuple[int, int, str, dict[str, Any]]]) -> None:
        """Spans of characters ``start:end``, each with its label and details."""
        for number, (start, end, label, detail) in enumerate(found):
            span = self.doc.char_span(
                start, end, label=label, span_id=f"{name}:{number}", alignment_mode="expand"
            )
            if span is not None and len(span):
                self.doc.spans[name].append(span)
                self.data["details"][span.id_] = detail

    def times(self) -> None:
        """Seconds and probability of each token; a token of several words has the lowest of theirs."""
        words = self.revision.transcript.words
        text = self.revision.text
        starts, ends, probabilities = [], [], []
        for token in self.doc:
            piece = self.revision.piece_at(min(token.idx, len(text) - 1))
            start, end = self.revision.seconds_of(piece.first, piece.last)
            heard = words[piece.first : piece.last + 1]
            starts.append(start)
            ends.append(end)
            probabilities.append(min((word.probability for word in heard), default=1.0))
        self.data |= {"starts": starts, "ends": ends, "probabilities": probabilities}

    def edits(self) -> None:
        self.group("edits", self._edits())

    def _edits(self) -> Iterator[tuple[int, int, str, dict[str, Any]]]:
        for piece in self.revision.pieces:
            edit = piece.edit
            if edit is None:
                continue
            heard = " ".join(word.text for word in self.revision.transcript.words[edit.first : edit.last + 1])
            detail = {"reason": edit.reason, "heard": heard, "confidence": edit.confidence}
            detail |= {"alternatives": list(edit.alternatives)}
            if piece.text.strip():
                yield piece.start, piece.end, edit.kind, detail
            elif heard:
                self.data["removed"].append({"at": piece.start, "kind": edit.kind, **detail})

    def doubts(self) -> None:
        self.group("doubts", self._doubts())

    def _doubts(self) -> Iterator[tuple[int, int, str, dict[str, Any]]]:
        for doubt in self.revision.doubts:
            start, end = self.revision.span_of(doubt.first, doubt.last)
            seconds = self.revision.seconds_of(doubt.first, doubt.last)
            detail = {
                "reason": doubt.reason,
                "alternatives": list(doubt.alternatives),
                "strong": doubt.strong,
                "seconds": list(seconds),
            }
            yield start, max(end, start + 1), doubt.kind, detail

    def letter(self, letter: Letter) -> None:
        """Sections with their heading and role, and where the patient's traits stand."""
        from dataclasses import asdict

        self.data["patient"] = {name: value for name, value in asdict(letter.patient).items() if value}
        self.data["template"] = letter.template
        found = []
        for section in letter.sections:
            starts = [p.start for p in section.paragraphs if p.start is not None]
            ends = [p.start + len(p.text) for p in section.paragraphs if p.start is not None]
            if section.start is not None:
                starts.append(section.start)
            if starts and (ends or section.start is not None):
                end = max(ends, default=min(starts) + len(section.heading))
                detail = {"heading": section.heading, "rule": section.rule}
                found.append((min(starts), min(end, len(self.revision.text)), section.role, detail))
        self.group("sections", found)
        names = (letter.patient.last_name, letter.patient.first_name, letter.patient.birth_name)
        self.group("identity", self._identity([name for name in names if name]))

    def _identity(self, names: Iterable[str]) -> Iterator[tuple[int, int, str, dict[str, Any]]]:
        for name in dict.fromkeys(names):
            place = self.revision.text.find(name)
            while place >= 0:
                yield place, place + len(name), "patient", {}
                place = self.revision.text.find(name, place + len(name))
