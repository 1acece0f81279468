import pytest

from tests import shipped
from transcribe.terms import Lexicon


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return shipped.lexicon()
