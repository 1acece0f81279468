"""The spelling of 1990 (Journal officiel, 6 décembre 1990): what a word was before it, where the reform applies.

Circumflex off i and u (but not where it tells two words apart, nor in past endings), è before a mute syllable, the
diaeresis on the u that is sounded, contr- and entr- joined. Words with a change of their own (« ognon »)
are listed in the dictionary.
"""

import re
from collections.abc import Callable, Iterator

_CIRCUMFLEX = {"i": "î", "u": "û"}
# è of the reform: before one or two consonants, a mute e and a consonant with its vowel; dé- and pré- keep theirs.
_GRAVE = re.compile(r"è(?=[^\Waeiouyàâéèêëîïôöûü]{1,2}e[^\Waeiouyàâéèêëîïôöûü][aeiouyéèà])")
_PREFIXES = ("dè", "prè", "è")
_DIAERESIS = (("güe", "guë"), ("güi", "guï"))
_JOINED = ("contr", "entr")
_PAST = re.compile(r"(?:[iu]mes|[iu]tes)$")
# Words without a circumflex that are other words, or that the reform leaves with theirs.
_OTHERS = frozenset(
    "du mur murs mure mures sur surs sure sures jeune jeunes fut cru crus crue crues mu croit crois git".split()
)


def before_reform(word: str) -> Iterator[str]:
    """The traditional spellings that a lower-case word may stand for under the reform; itself excluded."""
    if word in _OTHERS:
        return
    if not _PAST.search(word):
        for place, letter in enumerate(word):
            if letter in _CIRCUMFLEX:
                yield word[:place] + _CIRCUMFLEX[letter] + word[place + 1 :]
    if not word.startswith(_PREFIXES):
        for match in _GRAVE.finditer(word):
            yield word[: match.start()] + "é" + word[match.end() :]
    for new, old in _DIAERESIS:
        if new in word:
            yield word.replace(new, old, 1)
    for head in _JOINED:
        if word.startswith(head) and len(word) > len(head) + 3:
            yield f"{head}e-{word[len(head) :]}"


def traditional(word: str, knows: Callable[[str], bool]) -> str:
    """The known spelling from before 1990 that a word reforms; empty when it is not a reformed spelling."""
    return next((form for form in before_reform(word) if knows(form)), "")
