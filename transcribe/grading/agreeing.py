"""Explains an agreement by the words that agree, as the parse of the reference told when its exercise was made."""

from transcribe.grading.slips import Slip
from transcribe.grading.types import Page

_GENDERS = {"f": "féminin", "m": "masculin"}
_NUMBERS = {"s": "singulier", "p": "pluriel"}


def agreement_rule(slip: Slip, reference: Page) -> str:
    """« « abaissées » s’accorde avec « plaquettes » (féminin pluriel). »; empty when nothing is known of it."""
    if slip.kind != "agreement":
        return ""
    for one in reference.agreements:
        if one.start < slip.reference_end and slip.reference_start < one.end:
            word = reference.text[one.start : one.end]
            governor = reference.text[one.governor_start : one.governor_end]
            told = " ".join(filter(None, (_GENDERS.get(one.gender), _NUMBERS.get(one.number))))
            return f"« {word} » s’accorde avec « {governor} »{f' ({told})' if told else ''}."
    return ""
