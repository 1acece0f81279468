"""The JSON contract is written as its schema says and read back unchanged."""

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given

from tests.core.strategies import revisions
from transcribe.core import contract
from transcribe.core.contract import Source, document_from_dict, document_to_dict, read_document
from transcribe.core.errors import DocumentError
from transcribe.core.revision import Revision
from transcribe.core.types import Doubt, Edit, Instruction, Transcript, Word

SCHEMA = json.loads(Path(contract.__file__).with_name("contract.schema.json").read_text("utf-8"))
LETTER = {"template": "consultation", "fields": {}, "patient": {}, "sections": []}


@given(revisions())
def test_a_document_read_back_is_the_same(revision: Revision) -> None:
    source = Source("dictées/a.ogg", "0" * 64, revision.transcript.duration)
    data = json.loads(json.dumps(document_to_dict(source, revision, LETTER)))
    jsonschema.validate(data, SCHEMA)
    document = document_from_dict(data)
    assert document.source == source
    assert document.revision.edits == revision.edits
    assert document.revision.doubts == revision.doubts
    assert document.revision.transcript.words == revision.transcript.words
    assert document.text == revision.text
    assert document.letter == LETTER


def test_before_and_after_say_what_changed(tmp_path: Path) -> None:
    words = (Word("colet", 0.0, 0.4, 0.3), Word("systéctomie", 0.4, 1.1, 0.2), Word("hier", 1.2, 1.5, 0.9))
    revision = Revision(
        Transcript(words, duration=2.0),
        (Edit(0, 1, "Cholécystectomie", "term", "sonne pareil", 0.9, ("cystectomie",)),),
        (Doubt(2, 2, "unsure", "peu audible"),),
        (Instruction(2, 2, "copy", "Dr Karim Benhaddou"),),
    )
    path = tmp_path / "a.json"
    contract.write_document(path, Source("a.ogg"), revision, LETTER)
    data = json.loads(path.read_text("utf-8"))
    assert data["edits"][0]["before"] == "colet systéctomie"
    assert data["edits"][0]["after"] == "Cholécystectomie"
    assert (data["doubts"][0]["text"], data["doubts"][0]["start"]) == ("hier", 1.2)
    assert read_document(path).revision.instructions == revision.instructions


@pytest.mark.parametrize("content", [b"", b"bonjour", b"[]", b'{"schema": 2}', b'{"schema": 1}', b"\xff\xfe"])
def test_what_is_not_a_contract_file_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "mauvais.json"
    path.write_bytes(content)
    with pytest.raises(DocumentError, match=r"mauvais\.json"):
        read_document(path)


def test_edits_outside_the_words_are_refused(tmp_path: Path) -> None:
    data = document_to_dict(Source(), Revision(Transcript.from_text("un mot")), LETTER)
    data["edits"] = [{"first": 5, "last": 5, "after": "x", "kind": "term"}]
    path = tmp_path / "mauvais.json"
    path.write_text(json.dumps(data), "utf-8")
    with pytest.raises(DocumentError):
        read_document(path)
