"""Words whose change would change the sense of a report: sides, negations, numbers. No stage replaces them."""

from transcribe.french.cardinals import TENS, UNITS

_GUARDED = frozenset(
    [
        *"""
        pas sans ni non aucun aucune jamais absence absent absente négatif négative positif positive
        droit droite droits droites gauche gauches bilatéral bilatérale bilatéraux bilatérales
        """.split(),
        *UNITS,
        *TENS,
        *"cent cents mille demi".split(),
    ]
)


def is_guarded(text: str) -> bool:
    """Whether a text holds such a word."""
    return not _GUARDED.isdisjoint(text.lower().replace("'", "' ").split())
