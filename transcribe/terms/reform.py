"""The spelling of 1990 (Journal officiel, 6 décembre 1990): what a word was before it, where the reform applies.

Circumflex off i and u (but not where it tells two words apart, nor in past endings); è in the futures of verbs in
-é…er and in a closed list; è instead of a doubled consonant in verbs in -eler and -eter; the diaeresis on the u that
is sounded; « contre » and « entre » joined; words with a change of their own (« ognon », ``french.reformed``).
"""

import re
from collections.abc import Callable, Iterator

from transcribe.french.reformed import reformed_words

_CIRCUMFLEX = {"i": "î", "u": "û"}
# « cèdera », « gèrerait »: è before the ending of a future. Nothing else is changed by rule: « mèdecin » is wrong.
_FUTURE = re.compile(r"è(?=[^\Waeiouyàâéèêëîïôöûü]{1,2}er(?:ai|as?|ons|ez|ont|ais|ait|ions|iez|aient)$)")
# The list of the report, with what is built on its words (« dérèglementation »).
_LISTED = re.compile(
    r"è(?=(?<=abrè)gement|(?<=affè)terie|(?<=allè)gement|(?<=allè)grement|(?<=assè)chement|(?<=cè)leris?$"
    r"|(?<=crè)merie|(?<=crè)nel|(?<=empiè)tement|(?<=évè)nement|(?<=fè)verole|(?<=hébè)tement|(?<=rè)glement"
    r"|(?<=sè)cher(?:ess|i)e|(?<=sè)nevé|(?<=vè)nerie)"
)
# « morcèle », « étiquètera »: verbs in -eler and -eter; « squelète » is no verb.
_DOUBLED = re.compile(r"è([lt])(e|es|ent|er(?:ai|as?|ons|ez|ont|ais|ait|ions|iez|aient))$")
_DIAERESIS = (("güe", "guë"), ("güi", "guï"), ("geüre", "geure"))
_JOINED = ("contr", "entr")
_VOWELS = "aeiouyéèêàâîïôœ"
_PAST = re.compile(r"(?:[iu]mes|[iu]tes)$")
# Words without a circumflex that are other words, or that the reform leaves with theirs.
_OTHERS = frozenset(
    "du mur murs mure mures sur surs sure sures jeune jeunes fut cru crus crue crues mu croit crois git".split()
)


def before_reform(word: str, knows: Callable[[str], bool]) -> Iterator[str]:
    """The traditional spellings that a lower-case word may stand for under the reform; itself excluded.

    ``knows`` tells traditional words: of a verb in -eler or -eter, the infinitive.
    """
    if word in _OTHERS:
        return
    if own := reformed_words().get(word):
        yield own
    if not _PAST.search(word):
        for place, letter in enumerate(word):
            if letter in _CIRCUMFLEX:
                yield word[:place] + _CIRCUMFLEX[letter] + word[place + 1 :]
    for pattern in (_FUTURE, _LISTED):
        for match in pattern.finditer(word):
            yield word[: match.start()] + "é" + word[match.end() :]
    if (verb := _DOUBLED.search(word)) and knows(f"{word[: verb.start()]}e{verb[1]}er"):
        yield f"{word[: verb.start()]}e{verb[1] * 2}{verb[2]}"
    for new, old in _DIAERESIS:
        if new in word:
            yield word.replace(new, old, 1)
    yield from _apart(word)


def _apart(word: str) -> Iterator[str]:
    """« contrindication » for « contre-indication », « contreperformance » for « contre-performance »."""
    for head in _JOINED:
        rest = word.removeprefix(head)
        if rest == word or len(rest) < 4:
            continue
        if rest[0] in _VOWELS:
            yield f"{head}e-{rest}"
        if rest[0] == "e" and rest[1] not in _VOWELS:
            yield f"{head}e-{rest[1:]}"


def traditional(word: str, knows: Callable[[str], bool]) -> str:
    """The known spelling from before 1990 that a word reforms; empty when it is not a reformed spelling."""
    return next((form for form in before_reform(word, knows) if knows(form)), "")
