"""Why a written word differs from the expected one: accent, ending, sound, spelling, or another word."""

import re
from functools import lru_cache

from transcribe.french import squash, without_accents
from transcribe.french.homophones import homophones_of
from transcribe.french.negations import determiners
from transcribe.french.sides import side_of
from transcribe.grading.pieces import plain

_ENDINGS = ("", "s", "e", "es", "x", "t", "nt", "ent", "ons", "ez", "er", "é", "ée", "és", "ées",
            "ait", "ais",
            "aient", "ai", "a", "ant", "ante", "ants", "antes", "is", "it", "ie", "ies", "i", "u", "ue", "us",
            "ues", "ut", "al", "ale", "aux", "ales", "el", "elle", "els", "elles", "if", "ive", "ifs", "ives",
            "eux", "euse", "euses", "en", "enne", "ens", "ennes", "ien", "ienne", "iens", "iennes",
            "ra", "ront",
            "era", "eront", "erai", "rai", "ir", "issent", "issait", "re", "d", "ds", "t", "ts", "te", "tes",
            "er", "ère", "ers", "ères", "onne", "onnes", "on", "f", "ve", "fs", "ves", "et", "ète",
            "ets", "ètes",
            "ette", "ettes", "c", "que", "cs", "ques", "g", "gue", "ge", "geait", "çu", "çus",
            "çue", "çues")  # fmt: skip
_END_SET = frozenset(_ENDINGS)
_NOUN_ENDINGS = frozenset(["", "s", "e", "es", "x", "al", "ale", "aux", "ales", "el", "elle",
                          "els", "elles", "if",
                           "ive", "ifs", "ives", "eux", "euse", "euses", "en", "enne", "ens", "ennes", "ien",
                           "ienne", "iens", "iennes", "é", "ée", "és", "ées", "i", "ie", "is",
                           "ies", "u", "ue",
                           "us", "ues", "f", "ve", "fs", "ves"])  # fmt: skip
_SHORT_ENDINGS = frozenset(
    frozenset(pair) for pair in (("", "e"), ("", "s"), ("", "es"), ("e", "s"), ("e", "es"), ("s", "es"))
)
_VERB_E = frozenset(["é", "ée", "és", "ées", "er", "ez", "ai", "ais", "ait", "aient"])
_FUNCTION: tuple[tuple[str, ...], ...] = (
    ("le", "la", "les", "l'"), ("un", "une", "des"), ("du", "de", "des", "d'", "de la"), ("au", "aux", "à"),
    ("ce", "cet", "cette", "ces"), ("son", "sa", "ses", "leur", "leurs"), ("mon", "ma", "mes"),
    ("tout", "tous", "toute", "toutes"), ("quel", "quelle", "quels", "quelles"),
    ("il", "ils", "elle", "elles"), ("est", "sont", "était", "étaient", "sera", "seront", "a été", "ont été"),
    ("a", "ont", "avait", "avaient", "ai", "avons", "aura", "auront"), ("fait", "font", "faisait", "fera"),
    ("va", "vont"), ("peut", "peuvent"), ("doit", "doivent"), ("cher", "chère", "chers", "chères"),
    *determiners(),
    ("œil", "yeux"), ("notre", "nos"), ("votre", "vos"), ("mis", "mise", "mises"), ("montre", "montrent"),
    ("confrère", "consœur", "confrères", "consœurs"),
)  # fmt: skip
_FORMS: dict[str, frozenset[str]] = {}
for _group in _FUNCTION:
    for _word in _group:
        _FORMS[_word] = _FORMS.get(_word, frozenset()) | frozenset(_group)

_SUFFIXES = re.compile(r"(?:ectomie|ostomie|otomie|tomie|oscopie|graphie|plastie|pexie|rraphie|algie|ite|ose|"
                       r"ome|urie|émie|pathie|plégie|parésie|phagie|phasie)s?$")  # fmt: skip


def differs_by_accents(one: str, other: str) -> bool:
    """Whether two words differ by accents and capitals only."""
    return without_accents(one) == without_accents(other) and plain(one).lower() != plain(other).lower()


def differs_by_ligature(one: str, other: str) -> bool:
    """Whether only œ/oe, æ/ae differ (capitals aside)."""
    left, right = plain(one).lower(), plain(other).lower()
    return left != right and _opened(left) == _opened(right)


def _opened(text: str) -> str:
    return text.replace("œ", "oe").replace("æ", "ae")


def differs_by_hyphen(one: str, other: str) -> bool:
    """Whether two writings have the same letters and accents, cut differently."""
    return _bare(one) == _bare(other)


def _bare(text: str) -> str:
    return re.sub(r"[\s'-]", "", plain(text).lower())


def are_grammar_homophones(one: str, other: str) -> bool:
    """Whether two words are a listed pair that sounds alike (a/à, foie/fois)."""
    return other in homophones_of(one)


def are_forms(one: str, other: str) -> bool:
    """Whether two words are forms of the same word (gender, number, tense), by their endings."""
    if are_listed_forms(one, other):
        return True
    parts = one.split("-"), other.split("-")
    if len(parts[0]) == len(parts[1]) > 1:
        return all(a == b or are_forms(a, b) for a, b in zip(*parts, strict=True))
    stem = _common_start(one, other)
    if stem >= 2 and frozenset((one[stem:], other[stem:])) in _SHORT_ENDINGS:
        return True
    if stem < 3 or stem < max(len(one), len(other)) - 5:
        return False
    cuts = range(stem, max(2, stem - 3), -1)
    return any(one[cut:] in _END_SET and other[cut:] in _END_SET for cut in cuts)


def are_listed_forms(one: str, other: str) -> bool:
    """Whether two small or irregular words are listed as forms of one another (le/la, droit/droite)."""
    side = side_of(one)
    return other in _FORMS.get(one, ()) or (side is not None and side is side_of(other))


def are_other_nouns(one: str, other: str) -> bool:
    """Whether two words that a final -e tells apart are two nouns, « dos » and « dose », not one adjective's forms."""
    short, long = sorted((one, other), key=len)
    if long not in (short + "e", short + "es"):
        return False
    from transcribe.terms.grammar.genders import genders

    known = genders()
    if known.is_adjective(short) or not (known.is_listed_noun(short) and known.is_listed_noun(long)):
        return False
    return known.gender(short) != known.gender(long)


def are_noun_forms(one: str, other: str) -> bool:
    """Whether only gender or number differ; in « paquets-années », of each part."""
    parts = one.split("-"), other.split("-")
    if len(parts[0]) == len(parts[1]) > 1:
        return all(a == b or are_noun_forms(a, b) for a, b in zip(*parts, strict=True))
    stem = _common_start(one, other)
    return any(one[cut:] in _NOUN_ENDINGS and other[cut:] in _NOUN_ENDINGS for cut in range(stem, 0, -1))


def are_participle_and_infinitive(one: str, other: str) -> bool:
    """Whether only -é, -er, -ez, -ait… tell two forms of a verb apart: they sound alike."""
    stem = _common_start(one, other)
    if stem < 3:
        return False
    cut = stem - (one[stem - 1] == "é")
    return one[cut:] in _VERB_E and other[cut:] in _VERB_E


def _common_start(one: str, other: str) -> int:
    for place, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return place
    return min(len(one), len(other))


@lru_cache(maxsize=65536)
def sounds(word: str) -> str:
    """How a word sounds, as a string of phones."""
    from transcribe.terms.sound import sound

    return sound(word)


def sound_alike(one: str, other: str) -> bool:
    """Whether two words are pronounced alike."""
    return len(one) > 1 and len(other) > 1 and sounds(one) == sounds(other)


def other_suffix(one: str, other: str) -> bool:
    """Whether two words share a root and end with different learned suffixes (-ectomie, -otomie)."""
    left, right = _SUFFIXES.search(one), _SUFFIXES.search(other)
    return bool(left and right and left.group().rstrip("s") != right.group().rstrip("s")
                and squash(one)[:3] == squash(other)[:3])  # fmt: skip
