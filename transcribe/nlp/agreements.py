"""Which word each adjective, participle and determiner of a right text agrees with.

The text is a reference, so what agrees must match: where the parse gives a word a gender or a number that its governor
has not, the parse is wrong and nothing is said.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spacy.tokens import Token

Gender = Literal["", "f", "m"]
Number = Literal["", "s", "p"]

_GOVERNED = frozenset({"amod", "acl", "det"})
_SUBJECTS = ("nsubj:pass", "nsubj")
_FORMS = frozenset({"ADJ", "VERB", "DET"})
_NOUNS = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class Agreement:
    """The word at ``start:end`` agrees with the one at ``governor_start:governor_end`` (characters of the text).

    ``gender`` and ``number`` are those of the governor, empty when the parse does not tell.
    """

    start: int
    end: int
    governor_start: int
    governor_end: int
    gender: Gender
    number: Number


def agreements(text: str) -> tuple[Agreement, ...]:
    """The agreements of a right text, in its order.

    Raises:
        OSError: the French model is not installed.
    """
    from transcribe.nlp.model import french

    pipeline = french()
    found: list[Agreement] = []
    place = 0
    for line in text.split("\n"):
        if line.strip():
            with pipeline.select_pipes(disable=["ner"]):
                doc = pipeline(line)
            found += [
                _placed(token, governor, place) for token, governor in _pairs(doc) if _match(token, governor)
            ]
        place += len(line) + 1
    return tuple(found)


def _feature(token: "Token", name: str) -> str:
    values: list[str] = token.morph.get(name, [])
    return values[0] if len(values) == 1 else ""


def _pairs(tokens: "Iterable[Token]") -> "Iterator[tuple[Token, Token]]":
    for token in tokens:
        if token.pos_ not in _FORMS:
            continue
        if token.dep_ in _GOVERNED and token.head.pos_ in _NOUNS:
            yield token, token.head
        elif _feature(token, "VerbForm") == "Part" or token.pos_ == "ADJ":
            linked = any(child.dep_ in {"cop", "aux:pass"} for child in token.children)
            subjects = [child for child in token.children if child.dep_ in _SUBJECTS and child.pos_ in _NOUNS]
            if linked and len(subjects) == 1:
                yield token, subjects[0]


def _match(token: "Token", governor: "Token") -> bool:
    """Whether nothing in the forms of the two words denies that they agree, and the governor tells something."""
    for feature in ("Gender", "Number"):
        one, other = _feature(token, feature), _feature(governor, feature)
        if one and other and one != other:
            return False
    coordinated = any(child.dep_ == "conj" for child in governor.children)
    return bool(_feature(governor, "Number")) and not coordinated


def _placed(token: "Token", governor: "Token", place: int) -> Agreement:
    genders: dict[str, Gender] = {"Fem": "f", "Masc": "m"}
    numbers: dict[str, Number] = {"Plur": "p", "Sing": "s"}
    gender = genders.get(_feature(governor, "Gender"), "")
    number = numbers.get(_feature(governor, "Number"), "")
    return Agreement(
        place + token.idx,
        place + token.idx + len(token.text),
        place + governor.idx,
        place + governor.idx + len(governor.text),
        gender,
        number,
    )
