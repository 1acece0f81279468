"""Changes of one amino acid or base, said letter, number, letter: "BRAF V six cents E" is BRAF V600E.

The form is that of the HGVS nomenclature without its prefix, as reports have it.
"""

from collections.abc import Sequence

from transcribe.writing.draft import Item
from transcribe.writing.words import word_set

_LETTERS = frozenset("ACDEFGHIKLMNPQRSTVWXY")
"""Amino acids in one letter, bases among them; X for a stop."""
_GENES = frozenset(
    "ABL ABL1 AKT1 ALK APOE BRAF CALR EGFR ESR1 FGFR2 FGFR3 FLT3 GNAQ GNAS HFE HRAS IDH1 IDH2 JAK2 KIT KRAS MPL "
    "MTHFR MYD88 NPM1 NRAS PDGFRA PIK3CA RET ROS1 TP53 TTR".split()
)
_CHANGED = word_set(
    "mutation mutations mute mutee mutes mutees variant variants substitution polymorphisme allele"
)
_BEFORE, _AFTER = 6, 4


def written_mutation(tokens: Sequence[Item], start: int, atoms: Sequence[str]) -> str:
    """The written form of letters and numbers that are a change, behind their gene or near words that name one.

    Empty for any others: « L quatre S un », « moteur V six cents E » are none.
    """
    for head in range(len(atoms) - 2):
        gene, change = "".join(atoms[:head]), atoms[head:]
        if len(change) == 3 and _is_change(change) and (gene in _GENES if head else _is_named(tokens, start)):
            return f"{gene} {''.join(change)}".strip()
    return ""


def _is_change(atoms: Sequence[str]) -> bool:
    old, place, new = atoms
    return old in _LETTERS and new in _LETTERS and old != new and place.isdecimal() and place[0] != "0"


def _is_named(tokens: Sequence[Item], start: int) -> bool:
    """Whether a gene, or a word such as « mutation », stands near: before, or right after the change."""
    near = [*tokens[max(0, start - _BEFORE) : start], *tokens[start + 3 : start + 3 + _AFTER]]
    spelt = "".join(item.text for item in near if item.text.isupper() or item.number is not None)
    return any(item.text in _GENES or item.key in _CHANGED for item in near) or any(
        gene in spelt for gene in _GENES if len(gene) > 3
    )
