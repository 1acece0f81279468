"""What the speaker takes back: "stade deux, pardon, stade trois", "effacez la dernière phrase".

Words are removed only where what replaces them answers to them: the same opening word, or a number for a
number, a side for a side, a day for a day. Otherwise all is kept and doubted.
"""

from dataclasses import dataclass

from transcribe.core.types import DoubtKind
from transcribe.writing.dates import MONTHS
from transcribe.writing.draft import Draft, Item
from transcribe.writing.words import word_set

_REASON = "correction dictée"
_UNCLEAR = "Correction dictée dont l’étendue n’est pas claire : vérifier."
_STRONG = (
    ("non", "pardon", "je", "corrige"),
    ("non", "excusez-moi"),
    ("non", "je", "corrige"),
    ("non", "pardon"),
    ("pardon", "je", "corrige"),
    ("pardon", "non"),
    ("pardon",),
    ("je", "me", "corrige"),
    ("je", "me", "reprends"),
    ("je", "rectifie"),
    ("je", "corrige"),
    ("rectification",),
    ("excusez-moi",),
    ("excuse-moi",),
    ("ou", "plutot"),
    ("enfin", "non"),
    ("enfin", "plutot"),
    ("non", "plutot"),
    ("je", "veux", "dire"),
    ("je", "voulais", "dire"),
    ("correction",),
    ("non",),
)
_FIRST_WORDS = frozenset(phrase[0] for phrase in _STRONG) | {"nom"}
_WEAK = frozenset({("non",), ("correction",), ("je", "corrige"), ("rectification",), ("ou", "plutot")})
_MISHEARD_EUH = frozenset({"un", "en", "eux", "heu", "peu"})
_SIDES = word_set(
    "droit droite gauche droits droites gauches bilateral bilaterale superieur superieure inferieur "
    "inferieure interne externe medial mediale lateral laterale anterieur anterieure posterieur "
    "posterieure"
)
_DAYS = frozenset(["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"])
_MOMENTS = frozenset(["matin", "midi", "soir", "coucher", "hier", "aujourd'hui", "demain"])
_TITLES = frozenset(["monsieur", "madame", "mademoiselle", "docteur", "professeur"])
_FUNCTION_CLASSES = (
    frozenset({"a", "au", "aux", "a la"}),
    frozenset({"de", "du", "des"}),
    frozenset({"le", "la", "les"}),
    frozenset({"un", "une"}),
)
_FUNCTION = frozenset().union(*_FUNCTION_CLASSES) | word_set("en dans sur sous par pour avec sans et")
_ERASE = word_set("effacez effacer efface supprimez supprimer supprime annulez rayez enlevez")
_LOOK_BACK = 12


@dataclass(frozen=True, slots=True)
class _Marker:
    start: int
    stop: int
    weak: bool


def apply_corrections(draft: Draft) -> None:
    """Removes what was taken back, with the words that said so."""
    _erase(draft)
    index = 1
    while index < len(draft.items):
        marker = _marker(draft.items, index)
        if marker is None:
            index += 1
            continue
        index = _apply(draft, marker)


def _marker(tokens: list[Item], index: int) -> _Marker | None:
    if tokens[index].role != "word":
        return None
    start, place, weak = index, index, True
    found = False
    while place < len(tokens):
        length = _phrase_length(tokens, place)
        if not length:
            break
        phrase = tuple(t.key for t in tokens[place : place + length])
        weak = weak and phrase in _WEAK
        if found and phrase not in _WEAK:
            weak = False
        found, place = True, place + length
        if place < len(tokens) and tokens[place].role == "mark" and tokens[place].text == ",":
            place += 1
    if not found or place >= len(tokens):
        return None
    if place - start >= 2 and all(
        t.key in ("non", "pardon", "je", "corrige", "") for t in tokens[start:place]
    ):
        weak = False
    if tokens[start - 1].key in _MISHEARD_EUH and start > 1 and not weak and not tokens[start - 1].trail:
        # "un nom pardon": the recogniser's idea of "euh non pardon".
        start -= 1
    return _Marker(start, place, weak)


def _phrase_length(tokens: list[Item], index: int) -> int:
    if tokens[index].key not in _FIRST_WORDS:
        return 0
    for phrase in _STRONG:
        run = tokens[index : index + len(phrase)]
        if len(run) == len(phrase) and all(
            t.role == "word" and (t.key == key or (key == "non" and t.key == "nom" and len(phrase) > 1))
            for t, key in zip(run, phrase, strict=True)
        ):
            return len(phrase)
    return 0


def _apply(draft: Draft, marker: _Marker) -> int:
    """Applies one correction and returns where to go on."""
    tokens = draft.items
    around = [t for t in tokens[max(0, marker.start - 4) : marker.stop + 5] if t.role == "word"]
    begin = _reparandum(tokens, marker)
    if begin is None:
        stops = marker.stop < len(tokens) and _category(tokens[marker.stop]) == "number"
        if not marker.weak or (stops and _is_paused(tokens, marker)):
            draft.doubt(around, _doubt_kind(around), _UNCLEAR)
        return marker.stop
    if marker.weak and not _is_paused(tokens, marker):
        taken_back = {_category(t) for t in tokens[begin : marker.start]}
        if "side" in taken_back:
            draft.doubt(around, "laterality", _UNCLEAR)  # "à droite non à gauche" may oppose two sides
            return marker.stop
        # "cimentée dans 22 cas, non cimentée dans 8": only a number that answers a number at once.
        if _category(tokens[begin]) != "number":
            return marker.stop
        draft.doubt(around, "dose", _UNCLEAR)
    draft.remove(begin, marker.stop, kind="self_correction", reason=_REASON)
    return begin + 1


def _is_paused(tokens: list[Item], marker: _Marker) -> bool:
    """Whether pauses set the marker apart; "ou plutôt" needs none after it."""
    rather = tokens[marker.stop - 1].key == "plutot"
    return _pause(tokens, marker.start - 1) and (rather or _pause(tokens, marker.stop - 1))


def _pause(tokens: list[Item], index: int) -> bool:
    token = tokens[index]
    return token.role == "mark" or bool(token.trail)


def _doubt_kind(words: list[Item]) -> DoubtKind:
    if any(t.number is not None and not t.article for t in words):
        return "dose"
    if any(t.key in _SIDES for t in words):
        return "laterality"
    return "unsure"


_CATEGORIES: tuple[tuple[str, frozenset[str]], ...] = (
    ("side", _SIDES),
    ("day", _DAYS),
    ("month", frozenset(MONTHS)),
    ("moment", _MOMENTS),
    ("title", _TITLES),
    ("function", _FUNCTION),
)


def _category(token: Item) -> str:
    """What kind of word may answer to this one; "" for any other word."""
    if token.number is not None and not token.article:
        return "number"
    return next((name for name, keys in _CATEGORIES if token.key in keys), "")


def _reparandum(tokens: list[Item], marker: _Marker) -> int | None:
    """Where the words taken back begin: the best answer to what follows the marker, the nearest if equal."""
    repair = tokens[marker.stop : marker.stop + 8]
    if not repair or repair[0].role != "word":
        return None
    best: tuple[int, int] | None = None
    lowest = max(0, marker.start - _LOOK_BACK)
    for place in range(marker.start - 1, lowest - 1, -1):
        token = tokens[place]
        if token.role != "word" or (place < marker.start - 1 and any(m in token.trail for m in ".;!?:")):
            if token.role == "mark" and token.text in ".," and place == marker.start - 1:
                continue
            break
        score = _score(tokens[place : marker.start], repair)
        if score and (best is None or score > best[0]):
            best = score, place
    return best[1] if best else None


def _score(old: list[Item], new: list[Item]) -> int:
    """How well ``new`` answers to ``old``: the length of their common opening; 0 when it does not."""
    old_words = [t for t in old if t.role == "word"]
    if len(old_words) > 8 or _content(new) < _content(old_words):
        return 0
    first, other = old_words[0], new[0]
    kind = _category(first)
    if first.key == other.key:
        return _common_opening(old_words, new, kind)
    if kind not in ("", "function") and kind == _category(other):
        return _same_category(old_words, new, kind)
    if kind == "function" and any(first.key in group and other.key in group for group in _FUNCTION_CLASSES):
        return 1 if 2 <= len(old_words) <= 4 else 0
    elided, stem = first.key.split("'")[0], other.key.split("'")[0]
    return int("'" in first.key and "'" in other.key and elided == stem and len(old_words) <= 4)


def _content(words: list[Item]) -> int:
    """Words that carry sense, up to the first pause: a repair may not say less than what it replaces."""
    count = 0
    for token in words:
        if token.role != "word":
            break
        count += _category(token) != "function"
        if token.trail:
            break
    return count


def _common_opening(old: list[Item], new: list[Item], kind: str) -> int:
    score = 0
    for a, b in zip(old, new, strict=False):
        if a.key != b.key:
            break
        score += 1
    if kind == "function" and score == 1 and not 2 <= len(old) <= 6:
        return 0
    return 2 * score


def _same_category(old: list[Item], new: list[Item], kind: str) -> int:
    """A number answers to a number, with the same words after both, or at most its unit after the old one."""
    tail = [t.key for t in old[1:]]
    answer = [t.key for t in new[1 : 1 + len(tail)]]
    if kind == "number" and old[0].value >= 1000 > new[0].value and new[0].value < 100:
        return 0
    if tail == answer or (kind == "number" and _same_noun(tail, answer)):
        return 2
    return 0


def _same_noun(old: list[str], new: list[str]) -> bool:
    return len(old) == 1 and len(new) >= 1 and old[0].rstrip("s") == new[0].rstrip("s")


def _erase(draft: Draft) -> None:
    """ "effacez la dernière phrase", "effacez le dernier mot"."""
    index = 0
    while index < len(draft.items):
        tokens = draft.items
        if tokens[index].key not in _ERASE or tokens[index].role != "word":
            index += 1
            continue
        keys = [t.key for t in tokens[index + 1 : index + 4]] + ["", "", ""]
        if keys[0] in ("ca", "cela", "tout"):
            draft.doubt(
                tokens[index : index + 2], "unsure", "Effacement dicté dont l’étendue n’est pas claire."
            )
        length = (
            4
            if keys[1] in ("derniere", "dernier", "mot", "phrase")
            and keys[2]
            in (
                "phrase",
                "mot",
                "precedente",
                "precedent",
                "ligne",
            )
            else 0
        )
        what = "mot" if "mot" in keys else "phrase"
        if not length or keys[0] not in ("la", "le"):
            index += 1
            continue
        begin = index - 1 if what == "mot" else _sentence_start(tokens, index)
        if begin < 0 or begin >= index:
            draft.doubt(
                tokens[index : index + length], "unsure", "Commande d’effacement sans phrase avant elle."
            )
            index += length
            continue
        stop = index + length
        if stop < len(tokens) and tokens[stop].role == "mark" and tokens[stop].text in ".,":
            stop += 1
        draft.remove(begin, stop, kind="self_correction", reason="effacement dicté")
        index = begin


def _sentence_start(tokens: list[Item], index: int) -> int:
    """Start of the sentence before ``index``, over the mark that closed it."""
    place = index - 1
    while place >= 0 and (tokens[place].role == "mark" and not tokens[place].is_break):
        place -= 1
    if place >= 0:
        place -= 1
    while place >= 0:
        token = tokens[place]
        if token.role == "mark" and (token.is_break or token.text in ".?!"):
            break
        if token.role == "word" and any(m in token.trail for m in ".?!"):
            break
        place -= 1
    return place + 1
