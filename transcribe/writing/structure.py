"""Lines and labels: added where no line was dictated, and the final marks that some lines do not take."""

from collections.abc import Sequence
from itertools import pairwise

from transcribe.french.civilities import civility_words, written_forms
from transcribe.french.labels import (
    completes,
    is_verb,
    own_line_labels,
    paragraph_openings,
    strong_labels,
)
from transcribe.french.labels import words as words_of
from transcribe.french.openings import (
    exam_heads,
    final_words,
    result_verbs,
    salutation_heads,
    salutation_words,
)
from transcribe.french.particles import is_particle
from transcribe.writing.draft import Draft, Item, change_of, heard_item
from transcribe.writing.readings import Date, Mark, Number, Numeral

_SHORT = 30
_WORDS_PER_BREAK = 110
_LABEL_WORDS = 7
_ADDED = Mark("added")


def add_structure(draft: Draft) -> None:
    """Adds lines and labels to a dictation without them, and settles the end of every line."""
    words = sum(t.role == "word" for t in draft.items)
    dictated = draft.dictated_breaks + draft.heard_breaks
    if words >= _SHORT and dictated * _WORDS_PER_BREAK < words and not draft.heard_breaks:
        _Structurer(draft).run()
    _split_signature(draft)
    _settle_lines(draft.items)


class _Structurer:
    """Walks over the sentences of a draft and rebuilds its tokens with breaks between them."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.out: list[Item] = []
        _split_at_labels(draft.items)
        self.sentences = _sentences(draft.items)
        self.by_organ = False
        self.visual = any(
            t.key.endswith(("scopie", "graphie", "scanner", "pathologique", "irm", "operatoire"))
            for t in draft.items[:8]
        )

    def run(self) -> None:
        last = len(self.sentences) - 1
        for number, sentence in enumerate(self.sentences):
            self._sentence(sentence, first=number == 0, last=number == last)
        self.draft.items = self.out

    def _sentence(self, sentence: list[Item], *, first: bool, last: bool) -> None:
        words = [t for t in sentence if t.role == "word"]
        if not words:
            self.out.extend(sentence)
        elif (first and _is_title(words)) or (last and _is_signature(words)):
            self._line(sentence, final="")
        elif (size := _salutation(words)) or (size := _closing(words)):
            self._formula(sentence, words, size)
        elif size := _label(words, self.visual, self.by_organ):
            self.by_organ = self.by_organ or words[0].key in words_of("organ")
            self._labelled(sentence, words, size)
        elif _is_civility(words[0]) or _named_child(words):
            self._line(sentence, final="" if _is_identity(words) else None)
        elif _is_cue(words):
            self._break_before(sentence)
            self._add(sentence)
        else:
            self._add(sentence)

    def _add(self, sentence: Sequence[Item]) -> None:
        self.out.extend(sentence)
        if sentence and sentence[-1].role == "word":
            sentence[-1].firm = True

    def _break_before(self, sentence: Sequence[Item]) -> None:
        if self.out and not self.out[-1].is_break:
            self.out.append(_break(sentence[0]))

    def _line(self, sentence: Sequence[Item], *, final: str | None) -> None:
        """The sentence on a line of its own; ``final`` replaces its last mark."""
        self._break_before(sentence)
        self._add(sentence)
        if final is not None:
            _end_with(sentence[-1], final, "fin de ligne")
        following = self._after(sentence)
        if following is not None:
            self.out.append(_break(following))

    def _after(self, sentence: Sequence[Item]) -> Item | None:
        index = next(i for i, s in enumerate(self.sentences) if s is sentence)
        return self.sentences[index + 1][0] if index + 1 < len(self.sentences) else None

    def _formula(self, sentence: list[Item], words: list[Item], size: int) -> None:
        """A salutation or a closing, then what follows on its own line."""
        self._break_before(sentence)
        head = sentence.index(words[size - 1]) + 1
        self.out.extend(sentence[:head])
        rest = sentence[head:]
        words[size - 1].firm = True
        if not rest:
            following = self._after(sentence)
            if following is not None:
                if _is_civility(following):
                    _end_with(words[size - 1], ",", "formule")
                self.out.append(_break(following))
            return
        if not any(t.role == "mark" for t in rest[:1]):
            _end_with(words[size - 1], ",", "formule")
        self.out.append(_break(rest[0]))
        rest_words = [t for t in rest if t.role == "word"]
        self._add(rest)
        if _is_signature(rest_words):
            _end_with(rest[-1], "", "signature")

    def _labelled(self, sentence: list[Item], words: list[Item], size: int) -> None:
        self._break_before(sentence)
        label = words[size - 1]
        head = sentence.index(label) + 1
        self.out.extend(sentence[:head])
        rest = sentence[head:]
        _end_with(label, ":", "libellé de rubrique")
        if not rest:
            following = self._after(sentence)
            # Heard labels often end in a full stop; only some stand on a line of their own.
            if following is not None and (label.key in own_line_labels() or following.text[:1].islower()):
                self.out.append(_break(following))
            return
        self._add(rest)
        rest_words = [t for t in rest if t.role == "word"]
        if _is_signature(rest_words) or _is_lone_date(rest_words):
            _end_with(rest[-1], "", "fin de ligne")
            following = self._after(sentence)
            if following is not None:
                self.out.append(_break(following))


def _break(before: Item) -> Item:
    change = change_of("typography", "nouveau paragraphe")
    return heard_item("\n", before.first, before.first - 1, reading=_ADDED, change=change)


def _end_with(token: Item, mark: str, reason: str) -> None:
    """Replaces the heard punctuation after a token."""
    token.firm = True
    if token.role == "word" and token.trail != mark:
        token.trail = mark
        token.touch("typography", reason)


def _sentences(tokens: Sequence[Item]) -> list[list[Item]]:
    sentences: list[list[Item]] = []
    current: list[Item] = []
    for token in tokens:
        current.append(token)
        ends = token.is_break or (token.role == "mark" and token.text in (".", "?", "!"))
        if ends or (token.role == "word" and token.trail and any(mark in token.trail for mark in ".?!")):
            sentences.append(current)
            current = []
    if current:
        sentences.append(current)
    return sentences


def _split_at_labels(tokens: Sequence[Item]) -> None:
    """ "…, conclusion, …": a label between two pauses starts a sentence; so does a signature at the end."""
    for index, (before, token) in enumerate(pairwise(tokens), start=1):
        if token.key == "motif" and not token.trail and before.trail and index + 1 < len(tokens):
            follow = tokens[index + 1].key
            if follow not in ("de", "du", "des", "pour", "est") and not follow.startswith("d'"):
                token.trail = ","
        if before.role == "word" and before.trail == "," and token.trail and token.key in strong_labels():
            before.trail = "."
            before.touch("typography", "fin de phrase")


def _split_signature(draft: Draft) -> None:
    """ "…, docteur Roy." at the very end stands on a line of its own."""
    tokens = draft.items
    for index in range(len(tokens) - 2, max(0, len(tokens) - 8), -1):
        before, token = tokens[index - 1], tokens[index]
        if token.text.strip() in written_forms("doctor"):
            if before.role == "word" and before.trail == "," and _is_signature(tokens[index:]):
                _end_with(before, "," if before.key in final_words() else ".", "fin de phrase")
                tokens.insert(index, _break(token))
            return


def _is_title(words: Sequence[Item]) -> bool:
    heads = {words[0].key, words[0].key.split("-")[0], words[0].key.split("'")[-1]}
    known = bool(heads & words_of("title"))
    return (
        len(words) <= (25 if known else 8)
        and not any(is_verb(t.text if t.text == "à" else t.key) for t in words)
        and (known or any(isinstance(t.reading, Date) for t in words))
    )


def _is_signature(words: Sequence[Item]) -> bool:
    """Whether the words are a title and a name and nothing else."""
    if not words or not _is_civility(words[0]) or len(words) > 7 or len(words) < 2:
        return False
    if any(t.trail == "," for t in words[:-1]):
        return False
    return all(t.is_capital or _is_inside(t) for t in words[1:])


def _is_civility(item: Item) -> bool:
    """Whether an item is a civility as written before a name: « Dr », « M. »."""
    return item.text.strip() in written_forms()


def _is_inside(item: Item) -> bool:
    """Whether an item may stand inside names, or between two of them."""
    return item.key == "et" or is_particle(item.key)


def _salutation(words: Sequence[Item]) -> int:
    """Number of words of "Cher ami," at the start; 0 when there is none."""
    if words[0].key not in salutation_heads():
        return 0
    for size in range(1, min(5, len(words)) + 1):
        if words[size - 1].trail:
            if words[size - 1].trail not in (",", "."):
                return 0
            dear = words[0].key in ("cher", "chere", "chers", "cheres") or words[min(1, size - 1)].key in (
                "cher",
                "chere",
                "chers",
                "cheres",
            )
            plain = all(t.key in salutation_words() | {"et", "le"} for t in words[:size])
            return size if dear or plain else 0
    return 0


def _closing(words: Sequence[Item]) -> int:
    """Number of words of "bien amicalement," at the start; 0 when there is none."""
    found = next((i + 1 for i, t in enumerate(words[:3]) if t.key in final_words()), 0)
    if not found:
        return 0
    while found < len(words) and not words[found - 1].trail and words[found].key in ("a", "vous", "toi"):
        found += 1
    alone = found == len(words) or bool(words[found - 1].trail)
    return found if alone or _is_civility(words[found]) else 0


def _label(words: Sequence[Item], visual: bool, by_organ: bool) -> int:
    """Number of words of a label at the start of a sentence; 0 when there is none."""
    size = next((i + 1 for i, t in enumerate(words[: _LABEL_WORDS + 1]) if t.trail), 0)
    if not size or words[size - 1].trail not in (",", "."):
        return 0
    head, inner = words[0].key, words[1:size]
    alone = size == len(words)
    if head in words_of("label"):
        if alone and (words[size - 1].trail != "." or len(inner) > 2):
            return 0
        return size if _completes(inner) else 0
    if visual and head in words_of("organ") and not alone:
        fits = all(t.key in words_of("place") for t in inner)
        return size if fits and (by_organ or words[size].key not in words_of("organ")) else 0
    return 0


def _completes(inner: Sequence[Item]) -> bool:
    """Whether words may stand between the head of a label and its pause: "du sang", "neurologique", a date."""
    values = {place for place, token in enumerate(inner) if isinstance(token.reading, (Date, Numeral))}
    return completes([token.text if token.text == "à" else token.key for token in inner], values)


def _named_child(words: Sequence[Item]) -> bool:
    return (
        (words[0].key in ("patient", "patiente") or words[0].key in civility_words("child"))
        and len(words) > 1
        and (words[1].is_capital)
    )


def _is_identity(words: Sequence[Item]) -> bool:
    """Whether a line holds nothing but a name, an age and a birth date."""
    return all(
        t.is_capital
        or t.key in words_of("identity")
        or _is_inside(t)
        or isinstance(t.reading, (Date, Number))
        for t in words
    )


def _is_lone_date(words: Sequence[Item]) -> bool:
    return bool(words) and len(words) <= 2 and isinstance(words[-1].reading, Date)


def _is_cue(words: Sequence[Item]) -> bool:
    keys = tuple(t.key for t in words[:5])
    if any(keys[: len(cue)] == cue for cue in paragraph_openings()):
        return (
            True if keys[:2] != ("controle", "le") else len(words) > 2 and isinstance(words[2].reading, Date)
        )
    if keys[0] in exam_heads():
        head = 0
    elif keys[0] in ("le", "la", "les", "un", "une") and len(keys) > 1 and keys[1] in exam_heads():
        head = 1
    else:
        return False
    return any(t.key in result_verbs() for t in words[head + 1 : head + 10])


def _settle_lines(tokens: Sequence[Item]) -> None:
    """The heard full stop at the end of a line stays only where a sentence ends."""
    line: list[Item] = []
    for token in [*tokens, None]:
        if token is not None and not token.is_break:
            line.append(token)
            continue
        words = [t for t in line if t.role == "word"]
        if (
            words
            and words[-1].trail in ("", ",")
            and line[-1] is words[-1]
            and token is not None
            and token.change is not None
            and not _has_stop(token)
            and _is_formula(words)
        ):
            _end_with(words[-1], ",", "formule")
        if words and words[-1].trail in (".", ",") and line[-1] is words[-1] and not _has_stop(token):
            _settle_end(line, words)
        line = [token] if token is not None and token.text.endswith(" ") else []


def _is_formula(words: Sequence[Item]) -> bool:
    """Whether a line is a salutation or a closing."""
    greets = words[0].key in ("cher", "chere", "chers", "cheres") and len(words) <= 4
    return greets or (len(words) <= 2 and words[-1].key in final_words())


def _has_stop(mark: Item | None) -> bool:
    return mark is not None and any(stop in mark.text for stop in ".,:;?!")


def _settle_end(line: Sequence[Item], words: Sequence[Item]) -> None:
    last = words[-1]
    item = line[0].role == "mark" and line[0].text.endswith(("- ", ". ", ") "))
    if item or _is_signature(words) or (_is_identity(words) and _is_civility(words[0])):
        if last.trail == "." or item:
            _end_with(last, "", "fin de ligne")
    elif last.trail == "." and len(words) > 8:
        last.firm = True
