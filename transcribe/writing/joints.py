"""Dashes, hyphens and slashes said as words, and brackets whose end was not said."""

from transcribe.french.fold import fold
from transcribe.french.prefixes import prefixes
from transcribe.writing.draft import Draft, Item, joined
from transcribe.writing.readings import DICTATED, WORD, Compound, Mark
from transcribe.writing.starts import holds_any

_PREFIXES = frozenset(map(fold, prefixes("hyphened")))
_SCOPE = 8
# Two spellings are right; letters of one house keep to one.
_HYPHENED = {("compte", "rendu"): "compte-rendu", ("comptes", "rendus"): "comptes-rendus"}
_REPORTS = frozenset(one for one, _ in _HYPHENED)


def join_report(draft: Draft) -> None:
    """Writes "compte rendu" with the hyphen of the templates; not in "s'est rendu compte"."""
    tokens = draft.items
    if not holds_any(tokens, _REPORTS):
        return
    for index in range(len(tokens) - 2, -1, -1):
        one, two = tokens[index : index + 2]
        written = _HYPHENED.get((one.key, two.key))
        if written and not one.trail and not two.lead and one.role == two.role == "word":
            capital = one.is_capital
            text = written.capitalize() if capital else written
            whole = draft.merge(index, index + 2, text, WORD, "trait d’union")
            whole.key = written


def settle_dashes(draft: Draft) -> None:
    """Decides what each dictated dash is: a list item, a hyphen between two parts, a dash in a sentence."""
    tokens = draft.items
    in_list = False
    for index, token in enumerate(tokens):
        if token.is_break:
            in_list = False
        if token.text != "- ":
            continue
        before = tokens[index - 1] if index else None
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        if before is None or before.is_break:
            in_list = True
        elif _is_compound(before, after):
            token.text = "-"
        elif in_list or before.role == "mark" or before.trail:
            token.text, in_list = "\n- ", True
            draft.dictated_breaks += 1
        else:
            token.text = "–"


def _is_compound(before: Item, after: Item | None) -> bool:
    if before.role != "word" or after is None or after.role != "word" or before.trail:
        return False
    if before.is_capital and after.is_capital:
        return True
    if before.number is not None:
        return after.number is not None or (len(after.text) == 1 and after.is_capital)
    return before.key in _PREFIXES or (before.key.endswith("o") and len(before.key) > 3)


def close_scopes(draft: Draft) -> None:
    """Closes "entre parenthèses …" at the next pause or mark, when its end was not dictated."""
    tokens = draft.items
    for index, token in enumerate(tokens):
        if not (isinstance(token.reading, Mark) and token.reading.scope):
            continue
        closing = {"(": ")", "«": "»"}[token.text]
        for place in range(index + 1, min(index + 1 + _SCOPE, len(tokens))):
            word = tokens[place]
            follow = tokens[place + 1] if place + 1 < len(tokens) else None
            if word.text == closing:
                break
            if word.role == "word" and (word.trail or follow is None or follow.role == "mark"):
                if follow is None or follow.text != closing:
                    _close(word, closing)
                break
        else:
            if index + 1 < len(tokens) and tokens[index + 1].role == "word":
                _close(tokens[index + 1], closing)
                draft.doubt(
                    tokens[index : index + 2], "unsure", "La fin de la parenthèse n’a pas été dictée."
                )


def _close(word: Item, closing: str) -> None:
    word.trail = closing + word.trail
    word.touch("command", "parenthèse ou guillemets dictés")


def join_parts(draft: Draft) -> None:
    """Joins what stands on both sides of a hyphen or a slash."""
    tokens = draft.items
    index = 1
    while index + 1 < len(tokens):
        mark = tokens[index]
        if mark.role == "mark" and mark.text in ("-", "/") and mark.reading == DICTATED:
            before, after = tokens[index - 1], tokens[index + 1]
            if before.role == after.role == "word":
                whole = joined(
                    [before, mark, after],
                    f"{before.text}{mark.text}{after.text}",
                    Compound(),
                    "trait d’union ou barre dictés",
                )
                whole.cased = before.cased
                tokens[index - 1 : index + 2] = [whole]
                continue
            mark.text = {"-": "–", "/": "/"}[mark.text]
        index += 1
