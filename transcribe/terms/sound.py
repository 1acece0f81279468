"""How French words sound, well enough to find a word from a mishearing of it.

``sound("cholécystectomie")`` is ``"kolesistektomi"``: one ASCII character per phone. Vowels: a, e (é è ê ai),
i, o, y (u), u (ou), 2 (eu, œu, mute e inside a word), nasals 1 (in, un), 3 (an), 5 (on); consonants as in
French, with S (ch), Z (j), N (gn). Final mute e and final silent consonants have no sign. The rules read any
spelling, also words that do not exist and words without their accents, and know the Greek of medicine
(ch read k, ph, th, œ read é). Doubled phones are written once.
"""

import re
from functools import lru_cache

from transcribe.french import tidy

_V = "aàâäeéèêëiîïoôöuùûüyœæ"
_C = "bcçdfghjklmnpqrstvwxz"
_SOFT = "(?=[eéèêëiîïyœæ])"
_NASAL = f"(?![{_V}mnh])"
_OPEN = f"(?=(?:[bcdfgkptv][lr]|[cpt]hr?|qu|gn|[bcdfgjklmnpqrstvz])[{_V}])"
_LETTER_SOUNDS = (
    "a be se de 2 ef Ze aS i Zi ka el em en o pe ky er es te y ve dublve iks igrek zed "
    "zero 1 d2 trwa katr s1k sis set yit n2f"
)
_LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz0123456789", _LETTER_SOUNDS.split(), strict=True))
_CH_IS_K = (
    r"ch(?=[lrnmt])",
    r"^ch(?=ol[éeiaoy]|or[dioé]|ondr|iasm|él|ela|élo|éil|eil|amæ|ém[oi](?![n]))",
    r"(?<=s)ch(?=ém|o|i[zo])|(?<=[ai]s)ch(?=[éei])|(?<=psy)ch(?=[oi])|(?<=[yo])ch(?=[oi]|èse|ose)|ch(?=ondr)",
    r"(?<=bron)ch(?=o)|(?<=bra)ch(?=i[aoé])|(?<=tra)ch(?=é)|(?<=con)ch(?=o)|(?<=ar)ch(?=é[oï])",
    r"(?<=[ée])ch(?=o)|(?<=or)ch(?=i[eéto]|é|id)|(?<=ra)ch(?=i(?:al|dien|cent|an))|(?<=ma)ch(?=ol)",
    r"(?<=tri)ch(?=[io])|(?<=li)ch(?=o)|(?<=yn)ch(?=o)|(?<=na)ch(?=o)|(?<=[lr]o)ch(?=[oé])",
)

# Letters, with what stands around them, and their sound; the first pattern that fits is taken. Inside one
# letter the order goes from the longest context to the plain letter.
_RULES: tuple[tuple[str, str], ...] = (
    # a
    (r"aient$|ai[st]$", "e"),
    (r"ails?$|aill", "aj"),
    (rf"ain{_NASAL}|aim(?=[bp]|s?$)", "1"),
    (r"aï|aî(?=i)", "ai"),
    (rf"ay(?=[{_V}])", "ej"),
    (r"ay|ai|aî|æ|ae(?!n)", "e"),
    (r"eaux?$|eau|aux$|au[dt]?s?$|au", "o"),
    (r"aën|aen$|aon$", "3"),
    (r"aoû", "u"),
    (r"aë", "ae"),
    (rf"an{_NASAL}|am(?=[bp])", "3"),
    (r"[aàâä](?:ts?$)?", "a"),
    # e
    (r"(?<=.)emm?ents?$", "2m3"),
    (r"euill?|œil", "2j"),
    (r"eill?", "ej"),
    (rf"ein{_NASAL}|eim(?=[bp])", "1"),
    (r"eux$|eue?s?$|eû|eu|œu|oeu", "2"),
    (r"ey|eî|ei", "e"),
    (r"ez$|(?<=[^aeiouyéèïœæ])ers?$|(?<=[gi])ers?$|ets?$", "e"),
    (r"(?<=[iyéï])en(?=[ts]?$)", "1"),
    (r"(?<=.)en(?=s?$)", "en"),
    (rf"en{_NASAL}|em(?=[bp])", "3"),
    (r"(?<=^[cdlmnst])es$", "e"),
    (r"e[st]?$|(?<=g)e(?=[aoàâ])", ""),
    (rf"(?<=.)e{_OPEN}", "2"),
    (r"[eéèêë]", "e"),
    # i
    (rf"(?<=[{_V}])ill(?=[{_V}])", "j"),
    (rf"(?<=[bcdfghjklmnprstz])ill(?=[{_V}])", "ij"),
    (r"ing$", "ing"),
    (rf"in{_NASAL}|im(?=[bp])|în{_NASAL}", "1"),
    (rf"(?<![{_C}][lr])i(?=[{_V}](?!s?$))(?!e$|es$|ent$)", "j"),
    (r"i(?:ts?|es?|s)?$|[iîï]", "i"),
    # o
    (r"œ|oê", "e"),
    (rf"oin(?!t[eé]|s[ut]|f|d[iu]){_NASAL}", "w1"),
    (rf"oy(?=[{_V}])", "waj"),
    (r"oi[xst]?$|oi|oî|oy", "wa"),
    (r"o[uùû][xst]?$|o[uùû]", "u"),
    (rf"ons?$|on{_NASAL}|om(?=[bp])|om$", "5"),
    (r"oo|ots?$|os$|[oôö]", "o"),
    # u
    (r"um$", "om"),
    (rf"un{_NASAL}|um(?=[bp])", "1"),
    (r"(?<=aq)u(?=a)", "w"),
    (r"(?<=g)uës?$|(?<=ig)us$", "y"),
    (r"(?<=[qg])u(?=[eéèêëiîïy])|(?<=q)u", ""),
    (r"uy(?=[aeéè])", "yij"),
    (r"(?<=...)us$", "ys"),
    (r"u(?:e?s?|ts?)$|[uùûü]", "y"),
    # y
    (rf"yn{_NASAL}|ym(?=[bp])", "1"),
    (rf"^y(?=[{_V}])|(?<=[{_V}])y(?=[{_V}])|(?<![{_C}][lr])y(?=[{_V}](?!s?$))(?!e$|es$)", "j"),
    (r"y", "i"),
    # consonants
    (r"b(?=[st])", "p"),
    (r"bb?", "b"),
    (rf"cc{_SOFT}", "ks"),
    (r"sch(?=[eé]m|iz|o)", "sk"),
    (r"sch", "S"),
    ("|".join(_CH_IS_K), "k"),
    (r"ch", "S"),
    (r"(?<=[aeiouy])cts?$", "kt"),
    (r"(?<=[aeo]n)cs?$|(?<=or)cs?$|(?<=n)cts?$", ""),
    (rf"sc{_SOFT}|c{_SOFT}|ç", "s"),
    (r"cqu|cq|ck|cc|c", "k"),
    (r"ds?$", ""),
    (r"dd|dh|d", "d"),
    (r"ff|f", "f"),
    (r"gn", "N"),
    (rf"g{_SOFT}", "Z"),
    (r"(?<=[nru])gs?$", ""),
    (r"gg|gh|g", "g"),
    (r"h", ""),
    (r"j", "Z"),
    (r"kh|kk|k", "k"),
    (r"ll|l", "l"),
    (r"mm|m", "m"),
    (r"nn|n", "n"),
    (r"ph", "f"),
    (r"(?<=[^aeiouylr])ps?$|(?<=m)p(?=t)", ""),
    (r"pp|p", "p"),
    (r"q", "k"),
    (r"rrh|rh|rr|r", "r"),
    (r"ss", "s"),
    (rf"(?<=[{_V}])s(?=[{_V}h])|(?<=tran)s(?=[aiou])", "z"),
    (r"sh", "S"),
    (r"s$", ""),
    (r"s", "s"),
    (r"(?<=[^sx])t(?=i(?:on|el|eux|eus|en|al|aux|o))", "s"),
    (r"(?<=[aeo])t(?=ies?$)(?<=[mrc]at)|(?<=[ép])t(?=ies?$)", "s"),
    (r"(?<=[^cs])ts?$", ""),
    (r"th|tt|t", "t"),
    (r"[vw]", "v"),
    (rf"^x|(?<=^e)x(?=[{_V}h])|(?<=^hé)x(?=a)", "gz"),
    (r"xc(?=[eéèiîy])", "ks"),
    (r"(?<=u)x$|(?<=oi)x$|(?<=ei)x$", ""),
    (r"x", "ks"),
    (r"zz|z", "z"),
)
_SOUNDS = [sound for _, sound in _RULES]
_PATTERN = re.compile("|".join(f"({pattern})" for pattern, _ in _RULES))
_LIGATURE = re.compile("oe(?=soph|d[éèe]m|stro|strad|l[io]|t[ou]|cum|ur|uf|il)")
_WORD = re.compile(r"[^\W_]+")
_DOUBLE = re.compile(r"(.)\1+")
_COARSE = str.maketrans("2N@bdgvzZ351wj", "en" + "e" + "ptkfsSaaaui")
_IPA = {
    "ɑ̃": "3", "ɛ̃": "1", "œ̃": "1", "ɔ̃": "5", "ɑ": "a", "ɛ": "e", "ə": "2", "œ": "2", "ø": "2", "ɔ": "o",
    "ʃ": "S", "ʒ": "Z", "ɲ": "N", "ʁ": "r", "ɡ": "g", "ɥ": "y", "ŋ": "ng",
}  # fmt: skip
_IPA_SIGN = re.compile("|".join(_IPA))


def sound(text: str) -> str:
    """The phones of a word or of several words said in one breath; letters of an acronym are named."""
    return _DOUBLE.sub(r"\1", "".join(_word_sound(word) for word in _WORD.findall(tidy(text))))


def sound_of_ipa(pronunciation: str) -> str:
    """The phones of a pronunciation in the International Phonetic Alphabet, as in ``terms.tsv``."""
    signs = _IPA_SIGN.sub(lambda match: _IPA[match.group()], pronunciation)
    return _DOUBLE.sub(r"\1", "".join(sign for sign in signs if sign.isascii() and sign.isalnum()))


def coarse(phones: str) -> str:
    """The same sound with the distinctions that a recogniser loses first taken away.

    Voicing (b/p, d/t…), the opening of vowels, nasal vowels among themselves, half-vowels.
    """
    return _DOUBLE.sub(r"\1", phones.translate(_COARSE))


@lru_cache(maxsize=65536)
def _word_sound(word: str) -> str:
    if _is_spelled(word):
        return "".join(_LETTERS.get(letter, "") for letter in word.lower())
    lowered = _LIGATURE.sub("œ", word.lower())
    return "".join(_SOUNDS[(match.lastindex or 1) - 1] for match in _PATTERN.finditer(lowered))


def _is_spelled(word: str) -> bool:
    """Whether a word is said letter by letter: no vowel to lean on, digits, or a short acronym."""
    if not any(letter in _V for letter in word.lower()):
        return True
    return len(word) <= 3 and word.isupper()
