"""Names of substances and brands that cannot be: how the slips of our sources are kept out.

A source is no authority by itself: « opioidesetamol » stood on thirteen lines of edsnlp. A name that one list alone
brings and no dictionary knows is a slip of the known name that is one letter away, or of the known substance that its
own class (ATC) names too; a plural or a common word is no substance; a common word, or a substance with a laboratory
stuck to it, is no brand. Our own list always prevails.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from transcribe.french import fold
from transcribe.terms.rebuild.frequencies import Frequencies

_COMMON = 4.3
"""A word of general French more frequent than this is no substance (« divers »)."""
_SUBSTANCE = 6
_LABORATORY = 4


@dataclass(frozen=True, slots=True)
class Name:
    """A name as a source writes it.

    ``substance``: of a brand, as its source says; ``others``: the brands of the class of a substance.
    """

    text: str
    kind: str
    source: str
    substance: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dictionary:
    """What dictionaries hold: lower-case ``forms`` with their lemma, and ``attested``, all their words folded."""

    forms: Mapping[str, str]
    attested: Container[str]


class Judge:
    """Tells which of the ``names`` of the sources stand. ``own``: the folded substances of our list."""

    def __init__(
        self, names: Iterable[Name], own: Iterable[str], dictionary: Dictionary, frequencies: Frequencies
    ) -> None:
        self._lemmas: dict[str, str] = {}
        for form, lemma in dictionary.forms.items():
            if form.islower() and (form == lemma or fold(form) not in self._lemmas):
                self._lemmas[fold(form)] = lemma
        self._own = frozenset(own)
        self._attested = dictionary.attested
        self._frequencies = frequencies
        self._sources: dict[str, set[str]] = {}
        for name in names:
            if name.kind == "dci":
                self._sources.setdefault(fold(name.text), set()).add(name.source)
        self._shelves: dict[tuple[str, int], list[str]] = {}
        for known in sorted({*self._own, *filter(self.is_known, self._sources)}):
            self._shelves.setdefault((known[0], len(known)), []).append(known)

    def is_known(self, name: str) -> bool:
        """Whether our list, a dictionary or two sources hold a folded substance."""
        return name in self._own or name in self._attested or len(self._sources.get(name, ())) > 1

    def right_name(self, name: Name) -> str:
        """The folded substance that a name is a slip of; empty when it is none."""
        folded = fold(name.text)
        if f"{folded}e" in self._own:
            return f"{folded}e"
        if name.kind != "dci" or self.is_known(folded):
            return ""
        of_class = [
            other for other in map(fold, name.others) if " " not in other and self._is_substance_of(other)
        ]
        near = self._near(folded)
        return of_class[0] if len(of_class) == 1 else near[0] if len(near) == 1 else ""

    def _is_substance_of(self, name: str) -> bool:
        """Whether the name of a class is that of a known substance."""
        return name in self._own or (name in self._sources and self.is_known(name))

    def _near(self, name: str) -> list[str]:
        """The known substances that begin alike and differ by one letter."""
        from rapidfuzz.distance import OSA

        return [
            known
            for size in (len(name) - 1, len(name), len(name) + 1)
            for known in self._shelves.get((name[0], size), ())
            if OSA.distance(name, known, score_cutoff=1) == 1
        ]

    def stands(self, name: Name) -> bool:
        """Whether a name may be listed for what it is."""
        return self._is_substance(name) if name.kind == "dci" else self._is_brand(name.text)

    def _is_substance(self, name: Name) -> bool:
        folded = fold(name.text)
        if " " in folded:
            return True
        lemma = self._lemmas.get(folded, folded)
        if fold(lemma) != folded or self._frequencies[lemma] >= _COMMON:
            return False
        if not self.is_known(folded) and folded[-1] in "sx":
            return False
        return not self.right_name(name)

    def _is_brand(self, brand: str) -> bool:
        folded = fold(brand)
        if folded in self._lemmas or folded in self._sources:
            return False
        return not any(
            folded.startswith(substance) and len(folded) >= len(substance) + _LABORATORY
            for substance in self._sources
            if len(substance) >= _SUBSTANCE
        )
