"""Numbers that no other rule took: figures from two on, telephone numbers, words that look like numbers."""

from collections.abc import Sequence

from transcribe.french.counts import counted
from transcribe.french.doses import names_substance
from transcribe.french.spoken_numbers import stays_worded
from transcribe.french.word_sorts import sorted_words
from transcribe.writing.draft import Draft, Item
from transcribe.writing.numbers import is_named, leave_spoken, number_text
from transcribe.writing.readings import Quantity
from transcribe.writing.spans import is_paused, keys_from
from transcribe.writing.starts import number_starts
from transcribe.writing.words import word_set

_DEVICES = word_set(
    "catheter pansement materiel drain platre appareil masque stimulateur boitier generateur kit cable "
    "implant filtre circuit capteur lit fauteuil dispositif etat appareillage corset"
)
_RENEWED = word_set(
    "remis remise remises remettre remet remettra refait refaite refaits refaites refaire repeint repris reprise"
)
_AFTER_NEW = sorted_words("preposition", "pronoun", "link", "auxiliary", "article", "of", "to", "with")
"""Words that nine could not count: after them « neuf » ends what it belongs to."""
_BEFORE_RANGE = sorted_words("to", "of") | word_set(
    "a de entre environ vers frequence frequences fc fr pouls dose doses"
)
"""What comes before the two ends of a range that has no word between them."""
_SHARES = frozenset({"%", "/min"})
_RANGE = "Deux nombres se suivent devant une unité : un intervalle, ou l’un des deux : vérifier."
_FRACTIONS = word_set("tiers quart quarts cinquieme cinquiemes sixiemes dixieme demi demie")


def write_figures(draft: Draft) -> None:
    """Writes the numbers left over."""
    for index in number_starts(draft):
        token = draft.items[index]
        if token.number is not None and not token.settled:
            _figure(draft, index)


def _figure(draft: Draft, index: int) -> None:
    tokens = draft.items
    token = tokens[index]
    follow = tokens[index + 1] if index + 1 < len(tokens) and not token.trail else None
    before = tokens[index - 1] if index else None
    if token.article or _is_word(tokens, index, before, follow):
        token.restore()
        return
    if _side_by_side(draft, index):
        return
    if follow is not None and isinstance(follow.reading, Quantity) and _range(draft, index, follow.reading):
        return
    if follow is not None and isinstance(follow.reading, Quantity) and is_named(tokens, index):
        draft.doubt([token, follow], "dose", "Un nombre et une mesure se suivent : vérifier.")
    number = token.number or ""
    text = number if _is_plain(tokens, index) else number_text(number)
    token.rewrite(text, token.change.reason if token.change else "nombre en chiffres")


def _side_by_side(draft: Draft, index: int) -> Item | None:
    """Numbers in a row that no rule could join stay words, and are doubted."""
    tokens = draft.items
    stop = index + 1
    while (
        stop < len(tokens)
        and not tokens[stop - 1].trail
        and tokens[stop].is_integer
        and not tokens[stop].settled
    ):
        if tokens[stop].article or tokens[stop].lead:
            break
        stop += 1
    run = tokens[index:stop]
    if len(run) < 2 or any(t.key.endswith("apgar") for t in tokens[max(0, index - 4) : index]):
        return None
    small = run[0].number == "0" and len(run) == 3 and any(token.value for token in run)  # « zéro zéro cinq »
    pair = f"{run[0].number},{''.join(token.number or '' for token in run[1:])}"
    readings = (pair,) if len(run) == 2 or small else ()
    if not is_paused(tokens, stop) and len(run) == 2 and _is_range(run[0].value, run[1].value):
        readings = (f"{run[0].number}-{run[1].number}",)  # « trois quatre fois »
    return leave_spoken(draft, run, "Deux nombres se suivent sans unité : vérifier.", readings)


def _range(draft: Draft, index: int, measure: Quantity) -> Item | None:
    """ "soixante-dix quatre-vingts pour cent" → 70-80 %, doubted; a dose, a size stay two numbers, with a doubt."""
    tokens = draft.items
    low, high = tokens[index], tokens[index + 1]
    if not (low.is_integer and measure.digits.isdecimal() and _is_range(low.value, float(measure.digits))):
        return None
    before = tokens[index - 1] if index and not low.lead else None
    if before is None or before.role != "word" or before.trail or before.key not in _BEFORE_RANGE:
        return None
    first, symbol = number_text(low.number or ""), measure.unit
    text = f"{first}-{high.text}"
    if symbol in _SHARES:
        merged = draft.merge(index, index + 2, text, Quantity(measure.digits, symbol), "intervalle")
        draft.doubt([merged], "dose", _RANGE, (f"{first} à {high.text}",))
        return merged
    low.rewrite(first, "nombre en chiffres")
    draft.doubt([low, high], "dose", _RANGE, (text,))
    return low


def _is_range(low: float, high: float) -> bool:
    """Whether two numbers said one after the other may be the ends of a range: 2-3, 20-25, 70-80; not 2-20."""
    return 0 < low < high <= 2 * low


def _is_plain(tokens: Sequence[Item], index: int) -> bool:
    """Whether a number may be a year, which takes no space: not the strength of a drug, nor what is taken of it."""
    token = tokens[index]
    number = token.number or ""
    if not (number.isdecimal() and len(number) == 4 and 1900 <= int(number) <= 2100) or token.firm:
        return False
    following = keys_from(tokens, index, 6)[1:]
    taken = counted(following, 0) is not None or following[:2] == ["par", "jour"]
    return not (taken or names_substance([item.key for item in tokens[max(0, index - 3) : index]]))


def _is_new(tokens: Sequence[Item], index: int) -> bool:
    """Whether "neuf" means new: "un cathéter neuf", "le matériel est neuf", "remis à neuf", "rien de neuf"."""
    before, lead = tokens[index - 1].key, tokens[index - 2].key if index > 1 else ""
    ends = is_paused(tokens, index + 1) or tokens[index + 1].key in _AFTER_NEW
    renewed = (before == "a" and lead in _RENEWED) or (before == "de" and lead in ("rien", "quoi", "chose"))
    return before in _DEVICES or (
        ends and (renewed or before in ("est", "etait", "quasi", "flambant", "tout"))
    )


def _is_word(tokens: Sequence[Item], index: int, before: Item | None, follow: Item | None) -> bool:
    token = tokens[index]
    if follow is not None and follow.key in _FRACTIONS:
        return True
    if token.key == "neuf" and before is not None and _is_new(tokens, index):
        return True
    if follow is None or before is None:
        return False
    return stays_worded(before.key, token.heard.lower(), follow.key)
