"""Which of the words that matter a corpus holds, and how often."""

import re
from collections import Counter
from collections.abc import Iterable

from training.texts.corpus import Document
from training.texts.lexicons import drugs, essential, fold, sigla

_WORDS = re.compile(r"[^\W_]+")


def coverage(documents: Iterable[Document], times: int = 3) -> dict[str, float]:
    """Share of our drugs, terms and sigla that stand ``times`` times or more in the texts to be written."""
    groups = {
        "drugs": [drug.text for drug in drugs()],
        "terms": [term.text for terms in essential().values() for term in terms],
        "sigla": list(sigla()),
    }
    wanted = {_key(term) for terms in groups.values() for term in terms}
    longest = max(len(key) for key in wanted)
    found: Counter[tuple[str, ...]] = Counter()
    for document in documents:
        words = _key(" ".join(document.written))
        for start in range(len(words)):
            for end in range(start + 1, min(len(words), start + longest) + 1):
                if words[start:end] in wanted:
                    found[words[start:end]] += 1
    return {
        name: sum(found[_key(term)] >= times for term in terms) / len(terms) for name, terms in groups.items()
    }


def _key(text: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in _WORDS.findall(text))
