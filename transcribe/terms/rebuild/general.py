"""``francais``: the accepted forms of general French."""

import re
from collections.abc import Iterable

from transcribe.french import fold
from transcribe.terms.rebuild.frequencies import Frequencies
from transcribe.terms.rebuild.homophones import Homophones
from transcribe.terms.rebuild.hunspell import expand
from transcribe.terms.rebuild.packages import Downloads
from transcribe.terms.rebuild.wiktionary import LEARNED_ENDING, Headwords
from transcribe.terms.table import Row

_CIRCUMFLEX = str.maketrans("îûÎÛ", "iuIU")
_KEEPS_CIRCUMFLEX = re.compile(r"([îû]mes|[îû]tes|(?<!a)ît|ût|[îû]nt)$|^(dû|mûr|sûr|jeûn|croî|crû|recrû)")
_ONE_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_COPIES = re.compile(
    r"(variante?|orthographe|graphie|forme|faute|abréviation|pluriel|féminin|participe|personne)\b[^|]*\b(de|du|d’)",
    re.IGNORECASE,
)
_PLACES = re.compile(
    r"\b(commune|habitant\w*|village|ville|localité|hameau|langue|dialecte|tribu)\b", re.IGNORECASE
)


def general_forms(downloads: Downloads) -> dict[str, str]:
    """Every form of the Hunspell dictionary and its lemma."""
    dic = downloads.read("dictionary-fr", "index.dic").decode()
    aff = downloads.read("dictionary-fr", "index.aff").decode()
    forms: dict[str, str] = {}
    for form, lemma in expand(dic, aff):
        forms.setdefault(form, lemma)
    return forms


def general_rows(forms: dict[str, str], headwords: Headwords, frequencies: Frequencies) -> list[Row]:
    """The dictionary, the spellings of 1990 that drop a circumflex, and common words of the Wiktionary."""
    rows = {form: Row(form, frequencies[form], tags=("hunspell",)) for form in forms}
    for form in forms:
        reformed = form.translate(_CIRCUMFLEX)
        if reformed not in rows and not _KEEPS_CIRCUMFLEX.search(form) and len(form) > 3:
            rows[reformed] = Row(reformed, frequencies[reformed], tags=("1990",))
    folded = {fold(form) for form in rows}
    heard = Homophones(rows.values())
    for word in _plain_words(headwords):
        # An unaccented twin of a listed word is how a lost accent looks: it must stay unknown.
        # Of the others only words in use, or built as learned words are: 110,000 rarities would hide errors.
        in_use = frequencies[word] > 0 or LEARNED_ENDING.search(word)
        if (
            in_use
            and word not in rows
            and fold(word) not in folded
            and not heard.hides(word, frequencies[word])
        ):
            rows[word] = Row(word, frequencies[word], tags=("wiktionnaire",))
    return list(rows.values())


def _plain_words(headwords: Headwords) -> Iterable[str]:
    for word, gloss in headwords.items():
        if word.islower() and len(word) > 4 and _ONE_WORD.fullmatch(word):
            first = gloss.split(" | ")[0]
            if not _COPIES.match(first) and not _PLACES.search(first):
                yield word
