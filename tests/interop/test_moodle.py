"""Moodle XML: what comes out of Moodle’s own way of reading is what went in."""

import re
from base64 import b64decode
from dataclasses import dataclass
from html import unescape
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given

from tests.interop.cases import BLANKS, OGG, PIECES, RIGHT, dictation, gaps, proofreading
from transcribe.interop.moodle import moodle_xml
from transcribe.interop.types import Blank, Task

# --- a reader of cloze, written from Moodle’s documentation « Embedded Answers (Cloze) question type » and from what
# its importer does: marks first, in the HTML; then entities; then \} and \#; then a star is a joker unless \*.

_PART = r"(?:=|%-?\d+(?:[.,]\d*)?%)?.+?(?<!\\)(?<!&)(?<!&amp;)(?=[~#}]|$)(?:#.*?(?<!\\)(?=[~}]|$))?"
_GAP = re.compile(
    rf"\{{(\d*):(SHORTANSWER_C|SHORTANSWER|MULTICHOICE|NUMERICAL|SAC|SA|MC|NM|MW|MWC):({_PART}(?:~{_PART})*)\}}",
    re.S,
)
_ONE = re.compile(
    r"~?(=|%(-?\d+(?:[.,]\d*)?)%)?(.+?(?<!\\)(?<!&)(?<!&amp;)(?=[~#}]|$))(#(.*?(?<!\\)(?=[~}]|$)))?", re.S
)


@dataclass
class Cloze:
    prose: list[str]
    kinds: list[str]
    answers: list[list[str]]


def read_cloze(html: str) -> Cloze:
    prose, kinds, answers, done = [], [], [], 0
    for found in _GAP.finditer(html):
        prose.append(html[done : found.start()])
        kinds.append(found[2])
        own = []
        for one in _ONE.finditer(found[3]):
            assert one[1] == "=", "chaque réponse est juste"
            assert one[4] is None, "aucun commentaire"
            own.append(unescape(one[3]).replace(r"\}", "}").replace(r"\#", "#"))
        answers.append(own)
        done = found.end()
    return Cloze([*prose, html[done:]], kinds, answers)


def accepts(pattern: str, typed: str) -> bool:
    """Moodle’s comparison of a short answer: a star stands for anything, « \\* » for itself."""
    bits = [re.escape(bit.replace(r"\*", "*")) for bit in re.split(r"(?<!\\)\*", pattern)]
    return re.fullmatch(".*".join(bits), typed.strip(), re.S) is not None


def shown(html: str) -> str:
    """What a reader sees of HTML: one line a paragraph."""
    return unescape(re.sub(r"<[^>]+>", "", html.replace("</p>", "\n")))


def questions(*tasks: Task) -> list[ET.Element]:
    root = ET.fromstring(moodle_xml(tasks, "Dictées d’été"))
    assert root.tag == "quiz"
    return root.findall("question")


def text_of(question: ET.Element, path: str) -> str:
    return question.findtext(f"{path}/text") or ""


# --- gaps ----------------------------------------------------------------------------------------------------


@given(BLANKS, PIECES)
def test_each_gap_accepts_its_answer_and_nothing_in_the_text_becomes_a_gap(
    blanks: list[Blank], pieces: list[str]
) -> None:
    _, question = questions(gaps(*blanks, pieces=tuple(pieces[: len(blanks) + 1])))
    cloze = read_cloze(text_of(question, "questiontext"))
    assert cloze.kinds == ["SHORTANSWER_C"] * len(blanks)
    for blank, answers in zip(blanks, cloze.answers, strict=True):
        typed = blank.answer.replace("\u00a0", " ").replace("\u202f", " ")
        assert accepts(answers[0], typed)
        assert any(accepts(one, typed.replace("’", "'")) for one in answers)
        if "*" in typed:
            assert not accepts(answers[0], typed.replace("*", "n’importe quoi"))


@given(PIECES)
def test_the_words_around_are_those_of_the_text(pieces: list[str]) -> None:
    _, question = questions(gaps(*[Blank("mot")] * 4, pieces=tuple(pieces)))
    cloze = read_cloze(text_of(question, "questiontext"))
    seen = shown("§".join(cloze.prose)).partition("Complétez chaque trou.")[2]
    assert "".join(seen.split()) == "".join("§".join(pieces).split())


@pytest.mark.parametrize(
    ("answer", "written"),
    [
        ("dyspnée", "{1:SHORTANSWER_C:=dyspnée}"),
        ("13 g/dl", "{1:SHORTANSWER_C:=13 g&#47;dl}"),
        ("l’HTA", "{1:SHORTANSWER_C:=l&#8217;HTA~=l&#39;HTA}"),
        ("a}b", "{1:SHORTANSWER_C:=a&#125;b}"),
        ("2*", "{1:SHORTANSWER_C:=2&#92;&#42;}"),
    ],
)
def test_a_gap_is_written_as_cloze(answer: str, written: str) -> None:
    _, question = questions(gaps(Blank(answer)))
    assert written in text_of(question, "questiontext")


def test_what_helps_stands_beside_the_gaps() -> None:
    task = gaps(Blank("dyspnée", "d"), Blank("HTA", hint="tension {haute}"), listed=("dyspnée", "HTA"))
    _, question = questions(task)
    text = text_of(question, "questiontext")
    assert "[d…] {1:" in text
    assert "<li>pas de définition</li><li>tension &#123;haute&#125;</li>" in text
    assert "Mots à placer : dyspnée ; HTA." in text


def test_the_sound_goes_along() -> None:
    _, question = questions(gaps(Blank("dyspnée")))
    file = question.find("questiontext/file")
    assert file is not None
    assert (file.get("name"), file.get("encoding")) == ("dictee.ogg", "base64")
    assert b64decode(file.text or "") == OGG.content
    assert '<source src="@@PLUGINFILE@@/dictee.ogg" type="audio/ogg">' in text_of(question, "questiontext")


# --- essays --------------------------------------------------------------------------------------------------


def test_a_dictation_is_an_essay_with_its_key_for_the_trainer_only() -> None:
    _, question = questions(dictation())
    assert question.get("type") == "essay"
    assert "dyspnée" not in text_of(question, "questiontext") + text_of(question, "responsetemplate")
    assert "dyspnée" in text_of(question, "graderinfo")


def test_a_text_to_proofread_is_given_as_the_answer_begun() -> None:
    _, question = questions(proofreading())
    assert shown(text_of(question, "responsetemplate")) == RIGHT.replace("dyspnée", "dispnée") + "\n"
    assert "« dispnée » au lieu de « dyspnée » (orthographe)" in shown(text_of(question, "graderinfo"))
    assert not read_cloze(text_of(question, "questiontext")).answers


def test_the_category_and_names_keep_their_accents() -> None:
    category, *others = questions(dictation(), proofreading())
    assert text_of(category, "category") == "$course$/top/Dictées d’été"
    assert [text_of(one, "name") for one in others] == ["Dictée – été", "Relecture – été"]
    assert [one.findtext("idnumber") for one in others] == ["dictee-1", "relecture-1"]


def test_a_sign_that_xml_forbids_is_left_out() -> None:
    _, question = questions(gaps(Blank("dys\x0bpnée"), pieces=("a\x00", "b\ud800")))
    assert "b" in text_of(question, "questiontext")


def test_the_same_tasks_give_the_same_bytes() -> None:
    assert moodle_xml([dictation()], "a") == moodle_xml([dictation()], "a")
