"""What a learner may type for one answer: the signs that his keyboard lacks are not asked of him elsewhere."""

_PLAIN = str.maketrans({"’": "'", "ʼ": "'", "‑": "-"})


def accepted(answer: str) -> tuple[str, ...]:
    """The answer with ordinary spaces as it stands, then as a plain keyboard and as a typographer write it.

    Other platforms compare letter by letter; here, grading folds these by itself.
    """
    spaced = with_plain_spaces(answer)
    plain = spaced.translate(_PLAIN)
    return tuple(dict.fromkeys((spaced, plain, plain.replace("'", "’"))))


def with_plain_spaces(text: str) -> str:
    """The text with an ordinary space in the place of each no-break one."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")
