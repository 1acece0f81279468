"""H5P: what each content type reads in its own way is what went in."""

import json
import re
import zipfile
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given

from tests.interop.cases import BLANKS, OGG, PIECES, dictation, gaps, proofreading
from transcribe.interop.h5p import VERSIONS, h5p_package
from transcribe.interop.types import Blank, Task


def opened(task: Task) -> tuple[dict[str, Any], dict[str, Any], dict[str, bytes]]:
    """h5p.json, content.json and the other files."""
    package = h5p_package(task)
    assert package is not None
    with zipfile.ZipFile(BytesIO(package)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return json.loads(files.pop("h5p.json")), json.loads(files.pop("content/content.json")), files


def read_blanks(question: str) -> list[tuple[list[str], str]]:
    """Answers and hint of each gap, as Fill in the Blanks describes its marks: *answer/other answer:hint*."""
    found = []
    for content in re.findall(r"\*(.+?)\*", question, re.S):
        solution, _, tip = content.partition(":")
        found.append(([unescape(one).strip() for one in solution.split("/")], unescape(tip)))
    return found


def read_dragged(text: str) -> list[tuple[str, str]]:
    r"""Word and hint of each gap, as Drag the Words describes its marks: *word:hint\+feedback*."""
    found = []
    for content in re.findall(r"\*(.*?)\*", text):
        assert "\\" not in content
        word, _, tip = content.partition(":")
        found.append((unescape(word), unescape(tip)))
    return found


def help_of(blank: Blank) -> str:
    return ", ".join(filter(None, [f"commence par {blank.initial}" if blank.initial else "", blank.hint]))


@given(BLANKS, PIECES)
def test_each_gap_accepts_its_answer_and_no_other_gap_opens(blanks: list[Blank], pieces: list[str]) -> None:
    _, content, _ = opened(gaps(*blanks, pieces=tuple(pieces[: len(blanks) + 1])))
    (question,) = content["questions"]
    read = read_blanks(question)
    assert [tip for _, tip in read] == [help_of(blank) for blank in blanks]
    for blank, (answers, _) in zip(blanks, read, strict=True):
        assert answers[0] == blank.answer.replace("\u00a0", " ").replace("\u202f", " ")


@given(BLANKS, PIECES)
def test_words_to_drag_are_the_answers(blanks: list[Blank], pieces: list[str]) -> None:
    task = gaps(*blanks, pieces=tuple(pieces[: len(blanks) + 1]), listed=("mots",))
    head, content, _ = opened(task)
    assert head["mainLibrary"] == "H5P.DragText"
    assert read_dragged(content["textField"]) == [(blank.answer, help_of(blank)) for blank in blanks]
    around = re.split(r"\*.*?\*", content["textField"])
    assert [unescape(one) for one in around] == list(task.pieces)


@pytest.mark.parametrize(
    ("answer", "read"), [("l’HTA", ["l’HTA", "l'HTA"]), ("l'HTA", ["l'HTA", "l’HTA"]), ("HTA", ["HTA"])]
)
def test_either_apostrophe_is_accepted(answer: str, read: list[str]) -> None:
    _, content, _ = opened(gaps(Blank(answer)))
    assert read_blanks(content["questions"][0]) == [(read, "")]


def test_a_group_of_one_field_is_that_field() -> None:
    """H5P drops what is nested deeper than its own editor writes it."""
    _, content, _ = opened(gaps(Blank("a")))
    assert content["overallFeedback"] == [{"from": 0, "to": 100}]


def test_a_dictation_is_one_sound_a_sentence() -> None:
    head, content, files = opened(dictation())
    assert head["mainLibrary"] == "H5P.Dictation"
    assert [unescape(one["text"]) for one in content["sentences"]] == [
        "Compte-rendu d’été|d'été.",
        r"Pas de dyspnée : « rien » à signaler\|noter.",
    ]
    paths = [one["sample"][0]["path"] for one in content["sentences"]]
    assert [f"content/{path}" for path in paths] == list(files)


def test_what_there_is_to_do_is_what_the_type_does() -> None:
    _, dragged, _ = opened(gaps(Blank("a"), listed=("a",)))
    assert (
        dragged["taskDescription"]
        == "<p>Écoutez l’audio en lisant le texte.</p><p>Placez chaque mot dans son trou.</p>"
    )
    assert "chaque phrase" in opened(dictation())[1]["taskDescription"]
    assert opened(gaps(Blank("a")))[1]["text"] == "<p>Complétez chaque trou.</p>"


def test_the_sound_of_gaps_goes_along() -> None:
    _, content, files = opened(gaps(Blank("dyspnée")))
    (file,) = content["media"]["type"]["params"]["files"]
    assert files == {f"content/{file['path']}": OGG.content}
    assert file["mime"] == "audio/ogg"


@pytest.mark.parametrize("task", [gaps(Blank("a")), gaps(Blank("a"), listed=("a",)), dictation()])
def test_the_head_names_what_the_content_uses(task: Task) -> None:
    head, content, _ = opened(task)
    named = {
        one["machineName"]: (one["majorVersion"], one["minorVersion"])
        for one in head["preloadedDependencies"]
    }
    assert head["mainLibrary"] in named
    assert named.items() <= VERSIONS.items()
    assert set(re.findall(r'"library": "(H5P\.\w+) ', json.dumps(content))) <= set(named)
    assert "media" in content, "obligatoire, même vide, dans les trois genres"
    assert (head["title"], head["language"], head["license"]) == (task.title, "fr", "U")


@pytest.mark.parametrize("task", [gaps(Blank("a")), gaps(Blank("a"), listed=("a",)), dictation()])
def test_everything_said_to_the_learner_is_said(task: Task) -> None:
    """A type shows « undefined » for a word that it is not given."""
    _, content, _ = opened(task)
    words = [
        value
        for group in (content, content.get("l10n", {}), content.get("a11y", {}))
        for value in group.values()
    ]
    said = [word for word in words if isinstance(word, str)]
    assert len(said) >= 17
    assert not [word for word in said if re.search(r"\b(the|Check|Retry|answer|is)\b", word)]


def test_what_h5p_has_no_type_for_is_no_package() -> None:
    assert h5p_package(proofreading()) is None
    assert h5p_package(gaps()) is None
