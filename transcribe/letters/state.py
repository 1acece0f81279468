"""What the letters room lays documents out by, as one digest."""

from transcribe.core.data import shipped
from transcribe.core.files import digest_of


def state() -> str:
    """A digest that changes with any shipped template."""
    return digest_of(shipped("templates").rglob("*"))
