"""The shipped Word models are those that ``transcribe.letters.models`` makes."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree  # type: ignore[import-untyped]

from transcribe.letters.kinds import Template, list_templates
from transcribe.letters.models import make_model


def parts(model: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(model)) as package:
        return {name: _canonical(package.read(name)) for name in package.namelist()}


def _canonical(part: bytes) -> bytes:
    return etree.tostring(etree.fromstring(part), method="c14n") if part.lstrip().startswith(b"<") else part


@pytest.mark.parametrize("kind", list_templates(), ids=lambda kind: kind.id)
def test_the_shipped_model_is_made_anew(kind: Template) -> None:
    assert parts(make_model(kind)) == parts((kind.folder / "modele.docx").read_bytes())
