"""Plurals and feminines of French learned words, by their endings.

Medical dictionaries list singulars; texts use all forms. The endings of learned French are regular, so a form
is derived from its ending alone; irregular words stand in the general dictionary with all their forms.
"""

# Ending of the listed form, endings of the others. The longest ending that fits is used.
_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("al", ("ale", "ales", "aux")),
    ("eau", ("eaux",)),
    ("eu", ("eux",)),
    ("el", ("elle", "elles", "els")),
    ("ien", ("ienne", "iennes", "iens")),
    ("éen", ("éenne", "éennes", "éens")),
    ("eux", ("euse", "euses")),
    ("if", ("ive", "ives", "ifs")),
    ("teur", ("trice", "trices", "teurs")),
    ("eur", ("eurs", "euse", "euses")),
    ("er", ("é", "ée", "és", "ées", "e", "ent", "ant", "ait", "aient", "ons", "ez", "era", "eront")),
    ("é", ("ée", "ées", "és")),
    ("ant", ("ante", "antes", "ants")),
    ("ent", ("ente", "entes", "ents")),
    ("in", ("ine", "ines", "ins")),
    ("ic", ("ics",)),
    ("iel", ("ielle", "ielles", "iels")),
    ("s", ()),
    ("x", ()),
    ("z", ()),
)
_NOMINAL_MENT = ("ment",)


def inflections(word: str) -> tuple[str, ...]:
    """The other forms of a lower-case word, not the word itself; those of a noun or an adjective alike."""
    if word.endswith(_NOMINAL_MENT):
        return (word + "s",)
    best = max(
        (ending for ending, _ in _ENDINGS if word.endswith(ending) and len(word) > len(ending) + 1),
        key=len,
        default="",
    )
    if not best:
        return (word + "s",)
    stem = word[: len(word) - len(best)]
    return tuple(stem + other for other in dict(_ENDINGS)[best])
