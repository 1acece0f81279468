"""Frequencies of French words, for ranking only: they contain misspellings and are no authority."""

import gzip

from transcribe.terms.rebuild.packages import Downloads


class Frequencies:
    """Zipf frequencies (log10 of uses per billion words) from wordfreq, 0 when not counted."""

    def __init__(self, downloads: Downloads) -> None:
        import msgspec

        data = gzip.decompress(downloads.read("wordfreq", "wordfreq/data/large_fr.msgpack.gz"))
        bins = msgspec.msgpack.decode(data)[1:]
        self._zipf: dict[str, float] = {}
        for centibels, words in enumerate(bins):
            for word in words:
                self._zipf.setdefault(word, round(9 - centibels / 100, 1))

    def __getitem__(self, word: str) -> float:
        return max(0.0, self._zipf.get(word.lower(), 0.0))
