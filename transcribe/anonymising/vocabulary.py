"""What a capitalised word may be: a name, a town, a word of the language, of medicine, a siglum."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from transcribe.anonymising.cues import towns
from transcribe.french import fold
from transcribe.letters.names import is_first_name, is_surname, listed_names

if TYPE_CHECKING:
    from transcribe.terms import Lexicon

_EPONYM = "éponyme"
_FREQUENT = 2.0
_VERBAL = ("ent", "ons", "ez", "ais", "ant", "er", "ir", "ment")


@dataclass(frozen=True)
class Vocabulary:
    """What is known of single words; ``lexicon`` holds the language and medicine."""

    lexicon: "Lexicon"

    def is_first_name(self, word: str) -> bool:
        """Whether it is a first name; of a compound, whether its first part is one."""
        return is_first_name(word)

    def is_surname(self, word: str) -> bool:
        """Whether it is a listed surname."""
        return is_surname(word)

    def is_town(self, word: str) -> bool:
        """Whether it is a French commune, or a town that the list of communes lacks."""
        key = fold(word)
        return key in listed_names("commune") or key in towns().words or key in towns().others

    def is_name(self, word: str) -> bool:
        """Whether it is listed as a name of any kind."""
        return self.is_first_name(word) or self.is_surname(word) or self.is_town(word)

    def is_ordinary(self, word: str) -> bool:
        """Whether it is a word of the language in small letters."""
        lowered = word.lower().replace("’", "'")
        return self.lexicon.frequency(lowered) > 0 or ("-" in lowered and self.lexicon.knows(lowered))

    def is_frequent(self, word: str, least: float = _FREQUENT) -> bool:
        """Whether it is an ordinary word that is often said: its frequency (Zipf) is at least so much."""
        return self.lexicon.frequency(word.lower()) >= least

    def may_be_verb(self, word: str) -> bool:
        """Whether it may say what somebody does: « confirme », « demandait », « finit », « verra »; a noun may too."""
        lowered, knows = word.lower(), self.lexicon.knows
        if lowered.endswith("e"):
            return knows(lowered + "nt")
        if lowered.endswith("ait"):
            return knows(lowered[:-1] + "ent")
        if lowered.endswith("ra"):
            return knows(lowered[:-1] + "ont")
        return lowered.endswith("it") and any(
            knows(lowered[:-1] + ending) for ending in ("ssent", "sent", "vent")
        )

    def is_listed_noun(self, word: str) -> bool:
        """Whether a dictionary of the language holds it as a noun."""
        from transcribe.terms.grammar.genders import genders

        return genders().is_listed_noun(word.lower())

    def is_noun(self, word: str) -> bool:
        """Whether it is a listed noun and nothing that somebody does."""
        return self.is_listed_noun(word) and not self.may_be_verb(word)

    def is_rare(self, word: str) -> bool:
        """Whether no dictionary of the language holds it but the largest: a name that some word list knows."""
        from transcribe.terms.grammar.genders import genders

        lowered, known = word.lower(), genders()
        listed = known.lists(lowered) or known.is_listed_noun(lowered) or known.is_adjective(lowered)
        verbal = self.may_be_verb(lowered) or lowered.endswith(_VERBAL)
        return not (listed or verbal or self.is_frequent(lowered, 3.0) or self.is_medical(lowered))

    def is_medical(self, word: str) -> bool:
        """Whether medicine knows it: a drug, a germ, a brand, an eponym, or a compound of one."""
        return any(
            self.lexicon.is_medical(form) or bool(self.lexicon.substance(form))
            for form in dict.fromkeys((word, word.lower(), word.capitalize()))
        ) or (not self.is_name(word) and any(map(self.lexicon.is_medical, _parts(word))))

    def is_formed(self, word: str) -> bool:
        """Whether it is a word of the language without its accents, or well formed of listed parts."""
        lowered = word.lower()
        return self.lexicon.knows(lowered) or bool(self.lexicon.spelled_alike(lowered))

    def is_medical_unaccented(self, word: str) -> bool:
        """Whether it is a medical word without its accents: « Echographie », « Ethambutol »."""
        return any(self.lexicon.is_medical(term) for term in self.lexicon.spelled_alike(word.lower()))

    def is_nearly_known(self, word: str, score: float) -> bool:
        """Whether a listed term is written or sounds nearly so."""
        return any(one.score >= score for one in self.lexicon.suggest(word.lower(), limit=1))

    def is_eponym(self, word: str) -> bool:
        """Whether it is the name of somebody whose disease, sign or instrument is listed."""
        entry = self.lexicon.entry(word)
        return entry is not None and entry.kind == _EPONYM

    def is_siglum(self, word: str) -> bool:
        """Whether capitals are a known siglum or abbreviation."""
        entry = self.lexicon.entry(word)
        return entry is not None and (entry.lexicon == "abreviations" or not self.is_name(word))


def _parts(word: str) -> tuple[str, ...]:
    parts = word.split("-")
    return tuple(parts) if len(parts) > 1 and all(len(part) > 3 for part in parts) else ()
