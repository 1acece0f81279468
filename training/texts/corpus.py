"""The whole corpus: which documents, in which mode, in which order."""

import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from training.texts.cases import case_document, read_cases
from training.texts.documents import letter
from training.texts.general import general_document
from training.texts.glosses import glosses
from training.texts.grammar import Draw
from training.texts.lexicons import medical_words
from training.texts.prose import prose_document
from training.texts.rendering import Mode, Utterance, utterances
from training.texts.slots import Supply
from training.texts.termdocs import terms_document
from transcribe.core.files import written_whole

Kind = Literal["letter", "report", "terms", "cases", "general", "prose"]

_SHARES: dict[Kind, float] = {"letter": 0.40, "terms": 0.36, "cases": 0.14, "general": 0.10}
_PROSE = 0.3  # beside them
_MODES: list[tuple[Mode, float]] = [("full", 0.5), ("partial", 0.15), ("none", 0.35)]
_EVERYDAY_MODES: list[tuple[Mode, float]] = [("full", 0.15), ("partial", 0.05), ("none", 0.8)]


@dataclass(frozen=True, slots=True)
class Document:
    """One document: its utterances in the order they are said."""

    id: str
    kind: Kind
    mode: Mode
    utterances: list[Utterance]

    @property
    def said(self) -> tuple[str, ...]:
        """What a voice reads, utterance by utterance."""
        return tuple(part.say for part in self.utterances)

    @property
    def written(self) -> tuple[str, ...]:
        """What is to be written of each utterance."""
        return tuple(part.target for part in self.utterances)

    def record(self) -> dict[str, object]:
        """What one line of the corpus file holds."""
        return asdict(self)


def write_corpus(path: Path, made: Iterable[Document]) -> None:
    """One document a line, as JSON; whole or not at all."""
    with written_whole(path) as file:
        for document in made:
            file.write((json.dumps(document.record(), ensure_ascii=False) + "\n").encode())


def read_corpus(path: Path) -> Iterator[Document]:
    """What ``write_corpus`` wrote."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            yield Document(**item | {"utterances": [Utterance(**part) for part in item["utterances"]]})


def corpus(
    count: int, seed: int, texts: Path | None = None, *, definitions: bool = True, prose: bool = False
) -> Iterator[Document]:
    """``count`` documents; the same seed and sources give the same documents.

    ``definitions`` also reads the dictionary package, where it is installed; ``prose`` adds the reports written here.
    """
    chance = random.Random(seed)
    sources = _Sources.load(chance, texts, glosses() if definitions else ())
    shares = {kind: share for kind, share in _SHARES.items() if sources.reports or kind != "cases"}
    if prose:
        shares["prose"] = _PROSE
    for number in range(count):
        kind = chance.choices(list(shares), list(shares.values()))[0]
        made = None
        while made is None:
            made = _document(kind, sources, chance, f"{seed}-{number:05d}")
        yield made


@dataclass(frozen=True, slots=True)
class _Sources:
    supply: Supply
    reports: list[list[str]]
    medical: list[tuple[str, str]]
    everyday: list[tuple[str, str]]

    @classmethod
    def load(
        cls, chance: random.Random, texts: Path | None, found: tuple[tuple[str, str], ...]
    ) -> "_Sources":
        medicine = medical_words()
        everyday = [entry for entry in found if entry[0] not in medicine]
        medical = [entry for entry in found if entry[0] in medicine]
        return cls(Supply(chance), read_cases(texts) if texts else [], medical, everyday)


def _document(kind: Kind, sources: _Sources, chance: random.Random, name: str) -> Document | None:
    draw = Draw(chance, sources.supply.slots())
    if kind == "terms":
        text = terms_document(draw, sources.medical, sources.supply.weights())
    elif kind == "cases":
        text = case_document(sources.reports, chance)
    elif kind == "prose":
        text = prose_document(chance)
    elif kind == "general":
        text = general_document(draw, sources.everyday)
    else:
        text, kind = letter(draw)
    modes = _EVERYDAY_MODES if kind == "general" else _MODES
    mode = chance.choices([mode for mode, _ in modes], [share for _, share in modes])[0]
    try:
        return Document(name, kind, mode, utterances(text, mode, chance))
    except ValueError:
        return None
