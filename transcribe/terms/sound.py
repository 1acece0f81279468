"""How French words sound, well enough to find a word from a mishearing of it.

``sound("cholécystectomie")`` is ``"kolesistektomi"``: one ASCII character per phone. Vowels: a, e (é è ê ai),
i, o, y (u), u (ou), 2 (eu, œu, mute e inside a word), nasals 1 (in, un), 3 (an), 5 (on); consonants as in
French, with S (ch), Z (j), N (gn). Final mute e and final silent consonants have no sign. The rules read any
spelling, also words that do not exist and words without their accents, and know the Greek of medicine
(ch read k, ph, th, œ read é). Doubled phones are written once.
"""

import re
from functools import lru_cache

from transcribe.terms.spelling import tidy

_V = "aàâäeéèêëiîïoôöuùûüyœæ"
_C = "bcçdfghjklmnpqrstvwxz"
_NASAL = f"(?![{_V}mnh])"
_LETTERS = {
    "a": "a", "b": "be", "c": "se", "d": "de", "e": "2", "f": "ef", "g": "Ze", "h": "aS", "i": "i", "j": "Zi",
    "k": "ka", "l": "el", "m": "em", "n": "en", "o": "o", "p": "pe", "q": "ky", "r": "er", "s": "es", "t": "te",
    "u": "y", "v": "ve", "w": "dublve", "x": "iks", "y": "igrek", "z": "zed",
    "0": "zero", "1": "1", "2": "d2", "3": "trwa", "4": "katr", "5": "s1k", "6": "sis", "7": "set", "8": "yit",
    "9": "n2f",
}  # fmt: skip

# Pattern of letters (with what stands around it) and its sound; the first that fits is taken. The order
# inside a letter goes from the longest context to the plain letter.
_RULES: tuple[tuple[str, str], ...] = (
    # a
    (r"aient$", "e"), (r"aill", "aj"), (r"ails?$", "aj"), (rf"ain{_NASAL}", "1"), (r"aim(?=[bp]|s?$)", "1"),
    (r"ai[st]$", "e"), (r"aï|aî(?=i)", "ai"), (rf"ay(?=[{_V}])", "ej"), (r"ay|ai|aî|æ|ae(?!n)", "e"),
    (r"eaux?$|eau|aux$|au[dt]?s?$|au", "o"), (r"aën|aen$|aon$", "3"), (r"aoû", "u"), (r"aë", "ae"),
    (rf"an{_NASAL}|am(?=[bp])", "3"), (r"[aàâä](?:ts?$)?", "a"),
    # e
    (r"emm?ents?$", "m3"), (r"euill?|œil", "2j"), (r"eill?", "ej"), (rf"ein{_NASAL}|eim(?=[bp])", "1"),
    (r"eux$|eue?s?$|eû|eu|œu|oeu", "2"), (r"ey|eî|ei", "e"), (r"ez$|(?<=[^aeiouyéèïœæ])ers?$|(?<=[gi])ers?$", "e"),
    (r"ets?$", "e"), (rf"(?<=[iyéï])en(?:s|t(?=s?$))?{_NASAL}(?=[ts]?$)", "1"), (r"(?<=.)en(?=s?$)", "en"),
    (rf"en{_NASAL}|em(?=[bp])", "3"), (r"(?<=^[cdlmnst])es$", "e"), (r"e[st]?$", ""), (r"(?<=g)e(?=[aoàâ])", ""),
    (rf"(?<=.)e(?=(?:[bcdfgjklmnpqrstvz][lr]?|[cp]h|th|qu|gn)[{_V}])", "2"), (r"[eéèêë]", "e"),
    # i
    (rf"(?<=[{_V}])ill(?=[{_V}])", "j"), (rf"(?<=[bcdfghjklmnprstvz])ill(?=[{_V}])", "ij"),
    (rf"in{_NASAL}|im(?=[bp])|în{_NASAL}", "1"), (rf"(?<![{_C}][lr])i(?=[{_V}](?!s?$))(?!e$|es$|ent$)", "j"),
    (r"i(?:ts?|es?|s)?$", "i"), (r"[iîï]", "i"),
    # o
    (r"œ|oe(?=[cdlmns])|oê", "e"), (rf"oin{_NASAL}", "w1"), (rf"oy(?=[{_V}])", "waj"), (r"oi[xst]?$|oi|oî|oy", "wa"),
    (r"o[uùû][xst]?$|o[uùû]s?", "@ou"), (rf"on{_NASAL}s?|om(?=[bp])|om$", "5"), (r"oo", "o"), (r"ots?$|os$|[oôö]", "o"),
    # u
    (r"um$", "om"), (rf"un{_NASAL}|um(?=[bp])", "1"), (r"(?<=[qg])u(?=[eéèêëiîïy])", ""), (r"(?<=q)u", ""),
    (r"uy(?=[aeéè])", "yij"), (r"u(?:e?s?|ts?)$", "y"), (r"[uùûü]", "y"),
    # y
    (rf"yn{_NASAL}|ym(?=[bp])", "1"), (rf"^y(?=[{_V}])|(?<=[{_V}])y(?=[{_V}])", "j"),
    (rf"(?<![{_C}][lr])y(?=[{_V}](?!s?$))(?!e$|es$)", "j"), (r"y", "i"),
    # consonants
    (r"bs(?=t)", "ps"), (r"bb?|b", "b"),
    (r"cc(?=[eéèêëiîïyœæ])", "ks"), (r"sch(?=[eé]m|iz|o)", "sk"), (r"sch", "S"),
    (r"ch(?=[lrnmt])", "k"), (r"(?<=^)ch(?=ol[éeiaoy]|or[dé eio]|ondr|or[io]|ron|iasm|él|el[aoé]|éil|eil|amæ)", "k"),
    (r"(?<=s)ch(?=ém|o|i[zo])|(?<=[ai]s)ch(?=[éei])|(?<=ps)ych(?=[oi])", "k"), (r"(?<=[yo])ch(?=[oi]|èse|os)", "k"),
    (r"(?<=bron)ch(?=[oi]o|o)|(?<=bra)ch(?=i[aoé])|(?<=tra)ch(?=é)|(?<=con)ch(?=o)|(?<=ar)ch(?=é[oï])", "k"),
    (r"(?<=é)ch(?=o)|(?<=e)ch(?=o)|(?<=or)ch(?=i[eéto]|é|id)|(?<=ra)ch(?=i(?:al|dien|cent|an))|(?<=ma)ch(?=ol)", "k"),
    (r"ch", "S"), (r"(?<=[aeiouy])ct$", "kt"), (r"(?<=[ae]n)c$|(?<=on)c$|(?<=or)cs?$", ""), (r"(?<=n)cts?$", ""),
    (r"sc(?=[eéèêëiîïyœæ])", "s"), (r"c(?=[eéèêëiîïyœæ])|ç", "s"), (r"cqu|cq|ck|cc|c", "k"),
    (r"ds?$", ""), (r"dd|dh|d", "d"), (r"ff|f", "f"), (r"gn", "N"), (r"g(?=[eéèêëiîïyœæ])", "Z"),
    (r"(?<=[nru])gs?$", ""), (r"gg|gh|g", "g"), (r"h", ""), (r"j", "Z"), (r"kh|kk|k", "k"), (r"ll|l", "l"),
    (r"mn(?=ie|és)", "mn"), (r"mm|m", "m"), (r"nn|n", "n"), (r"ph", "f"), (r"(?<=[^ae])ps?$|(?<=m)p(?=t)", ""), (r"pp|p", "p"),
    (r"q", "k"), (r"rrh|rh|rr|r", "r"),
    (r"ss", "s"), (rf"(?<=[{_V}])s(?=[{_V}h])", "z"), (r"(?<=tran)s(?=[aiou])", "z"), (r"sh", "S"), (r"s$", ""), (r"s", "s"),
    (r"(?<=[aéioucpx])t(?=i(?:on|el|eux|eus|en|al|aux|o))", "s"), (r"(?<=[ae]n)t(?=i(?:el|on))", "s"), (r"(?<=[aeo])t(?=ie(?:s?$))(?<=[mrc][ae]t|.[é]t)", "s"),
    (r"(?<=[^c])ts?$", ""), (r"th|tt|t", "t"), (r"v", "v"), (r"w", "v"),
    (r"^x", "gz"), (rf"(?<=^e)x(?=[{_V}h])|(?<=^hé)x(?=a)", "gz"), (r"xc(?=[eéèiîy])", "ks"), (r"(?<=[u])x$|(?<=oi)x$|(?<=ei)x$", ""),
    (r"x", "ks"), (r"zz|z$|z", "z"),
)  # fmt: skip
_SOUNDS = [sound.replace("@ou", "u") for _, sound in _RULES]
_PATTERN = re.compile("|".join(f"({pattern})" for pattern, _ in _RULES))
_LIGATURE = re.compile("oe(?=[cdlmns])")
_DOUBLE = re.compile(r"(.)\1+")
_COARSE = str.maketrans("2N@bdgvzZ351wj", "en" + "e" + "ptkfsSaaaui")


def sound(text: str) -> str:
    """The phones of a word or of several words said in one breath; letters of an acronym are named."""
    return _DOUBLE.sub(r"\1", "".join(_word_sound(word) for word in re.findall(r"[^\W_]+", tidy(text))))


def coarse(phones: str) -> str:
    """The same sound with the distinctions that a recogniser loses first taken away.

    Voicing (b/p, d/t…), the opening of vowels, nasal vowels among themselves, half-vowels.
    """
    return _DOUBLE.sub(r"\1", phones.translate(_COARSE))


@lru_cache(maxsize=65536)
def _word_sound(word: str) -> str:
    lowered = _LIGATURE.sub("œ", word.lower())
    if _is_spelled(word):
        return "".join(_LETTERS.get(letter, "") for letter in lowered)
    return "".join(_SOUNDS[(match.lastindex or 1) - 1] for match in _matches(lowered))


def _matches(word: str) -> "list[re.Match[str]]":
    return list(_PATTERN.finditer(word))


def _is_spelled(word: str) -> bool:
    """Whether a word is said letter by letter: capitals without a vowel to lean on, or digits."""
    if word.isdigit():
        return True
    if not any(c in _V for c in word.lower()):
        return True
    return len(word) <= 3 and word.isupper()
