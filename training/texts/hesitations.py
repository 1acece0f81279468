"""How often something slips into a dictation of the corpus (``speaking.slips``). Each is said, and is to be written.

The later stages of the product take such words out; the ear is to hear them as they are, so that a false start
is not taken for a term.
"""

import random

from transcribe.speaking.slips import slipped


def hesitant(chance: random.Random, text: str) -> str:
    """``text`` with slips: none in two documents of three, else one to five of them."""
    if chance.random() < 0.66:
        return text
    return slipped(text, chance.choice([1, 1, 2, 3, 5]), chance)
