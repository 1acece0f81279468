"""Rare headwords that sound like a common word: as likely its misspelling as a word of their own."""

from collections.abc import Iterable

from transcribe.terms.sound import sound
from transcribe.terms.table import Row

_CLEARLY = 0.5


class Homophones:
    """The frequency of the most frequent listed word of each pronunciation."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._loudest: dict[str, float] = {}
        for row in rows:
            if row.frequency > 0:
                phones = sound(row.term)
                self._loudest[phones] = max(row.frequency, self._loudest.get(phones, 0.0))

    def hides(self, word: str, frequency: float) -> bool:
        """Whether a clearly more frequent listed word sounds the same: « tention » beside « tension »."""
        return self._loudest.get(sound(word), -1.0) >= frequency + _CLEARLY
