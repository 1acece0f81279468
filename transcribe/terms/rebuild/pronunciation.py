"""Pronunciations in the International Phonetic Alphabet, by g2p2 and its data package; needs no network."""

import lzma
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from transcribe.core.errors import LexiconError
from transcribe.french import tidy

_WORD = re.compile(r"[^\W\d_]+'?")
# What the model spells as a letter is a word here: « à » is not « a accent grave », « d' » is said with what follows.
_LETTERS = {"à": "a", "a": "a", "y": "i", "ô": "o"}
_ELIDED = {"d'": "d", "l'": "l", "s'": "s", "n'": "n", "j'": "ʒ", "m'": "m", "t'": "t", "c'": "s", "qu'": "k"}
_SAID = re.compile(r"[^\W\d_]+(?:[ '-][^\W\d_]+)*")


def load_model() -> Any:  # noqa: ANN401  (no types)
    """The French of g2p2 (``phonemize(word)``), from the installed package, never downloaded; 1.3 s and 234 MB.

    Raises:
        LexiconError: a package is missing.
    """
    found = find_spec("g2p2_group_romance")
    if found is None or not found.submodule_search_locations or find_spec("g2p2") is None:
        raise LexiconError(
            message="g2p2 et g2p2-group-romance manquent : « pip install g2p2 g2p2-group-romance »."
        )
    from g2p2 import Model

    packed = Path(found.submodule_search_locations[0]) / "fr.g2p.xz"
    return Model.from_bytes(lzma.decompress(packed.read_bytes()))


class Speaker:
    """Says French words."""

    def __init__(self) -> None:
        self._model = load_model()

    def say(self, term: str) -> str:
        """The pronunciation of a term of words; empty for acronyms, codes and anything not made of words."""
        if not _SAID.fullmatch(term) or len(term) < 3 or term.isupper():
            return ""
        said, before = [], ""
        for word in _WORD.findall(tidy(term).lower()):
            if elided := _ELIDED.get(word):
                before += elided
                continue
            spoken = _LETTERS.get(word) or str(self._model.phonemize(word)).replace("ː", "").strip()
            if not spoken:
                return ""
            said.append(before + spoken)
            before = ""
        return " ".join(said) if not before else ""
