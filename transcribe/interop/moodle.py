"""Questions as Moodle imports them (« Format XML Moodle »): gaps as cloze, the rest as essays, with their sound.

Cloze (« Réponses intégrées ») is a text inside a text: ``{1:SHORTANSWER_C:=dyspnée~=Dyspnée}``. Moodle finds its marks
in the HTML, then decodes entities in each answer (``qtype_multianswer_extract_question`` in
question/type/multianswer/questiontype.php): written as numeric entities, no sign of an answer can be taken for a mark.
In a decoded answer a star is a joker unless a backslash stands before it.
"""

import re
from collections.abc import Sequence
from html import escape
from itertools import zip_longest
from xml.etree import ElementTree as ET

from transcribe.interop.spelling import accepted
from transcribe.interop.types import Blank, Task

_FORBIDDEN = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAGS = {"title": "h3", "heading": "h4"}


def moodle_xml(tasks: Sequence[Task], category: str) -> bytes:
    """An XML file of questions, one a task, in a category of the course's own bank."""
    quiz = ET.Element("quiz")
    question = ET.SubElement(quiz, "question", type="category")
    _text(ET.SubElement(question, "category"), f"$course$/top/{category.replace('/', '//')}")
    for task in tasks:
        quiz.append(_cloze(task) if task.kind == "trous" else _essay(task))
    ET.indent(quiz, space="  ")
    content: bytes = ET.tostring(quiz, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _cloze(task: Task) -> ET.Element:
    pieces = [
        part
        for piece, blank in zip_longest(task.pieces, task.blanks)
        for part in (_prose(piece), _field(blank) if blank else "")
    ]
    lines = "".join(pieces).split("\n")
    shown = [*_beginning(task), *(f"<p>{line}</p>" for line in lines if line.strip())]
    if task.listed:
        shown.append(f"<p>Mots à placer : {_prose(' ; '.join(task.listed))}.</p>")
    hints = [f"<li>{_prose(blank.hint or 'pas de définition')}</li>" for blank in task.blanks]
    if any(blank.hint for blank in task.blanks):
        shown.append(f"<p>Définitions, trou par trou :</p><ol>{''.join(hints)}</ol>")
    return _question(task, "cloze", shown)


def _field(blank: Blank) -> str:
    """The gap of one answer, its first letter before it when it is given; capitals and accents count."""
    answers = "~".join(f"={_answer(one)}" for one in accepted(blank.answer))
    initial = f"[{_prose(blank.initial)}…] " if blank.initial else ""
    return f"{initial}{{1:SHORTANSWER_C:{answers}}}"


def _answer(answer: str) -> str:
    """An answer whose signs no part of Moodle reads as marks: see the head of this module."""
    guarded = re.sub(r"\\(?=[}#])", r"\\\\", answer).replace("*", r"\*")
    return "".join(one if one.isalnum() or one == " " else f"&#{ord(one)};" for one in guarded)


def _prose(text: str) -> str:
    """Text as HTML in which nothing is a cloze, a file of Moodle's or a formula of its filters."""
    return re.sub(r"[{}\\$@\[\]]", lambda found: f"&#{ord(found[0])};", escape(text))


def _essay(task: Task) -> ET.Element:
    question = _question(task, "essay", _beginning(task))
    ET.SubElement(question, "defaultgrade").text = "20"
    for name, value in (
        ("responseformat", "editor"), ("responserequired", "1"), ("responsefieldlines", "30"),
        ("attachments", "0"), ("attachmentsrequired", "0"),
    ):  # fmt: skip
        ET.SubElement(question, name).text = value
    _html(question, "graderinfo", _key(task))
    _html(question, "responsetemplate", "".join(f"<p>{_prose(line)}</p>" for line in task.given.split("\n")))
    return question


def _key(task: Task) -> str:
    """What the trainer sees when he marks: the right text, and the faults that were put into the draft."""
    lines = task.right.split("\n")
    rows = [
        f"<{tag}>{_prose(line)}</{tag}>"
        for line, style in zip_longest(lines, task.styles[: len(lines)], fillvalue="")
        for tag in (_TAGS.get(style, "p"),)
        if line.strip()
    ]
    faults = [
        f"<li>{_prose(f'« {one.found} » au lieu de « {task.right[one.start : one.end]} » ({one.label})')}</li>"
        for one in task.faults
    ]
    listed = f"<p>Fautes du texte donné :</p><ul>{''.join(faults)}</ul>" if faults else ""
    return f"<p>Corrigé :</p>{''.join(rows)}{listed}"


def _beginning(task: Task) -> list[str]:
    """The instructions, and the sound to hear."""
    shown = [f"<ol>{''.join(f'<li>{_prose(one)}</li>' for one in task.tasks)}</ol>"]
    if task.sounds:
        sources = "".join(
            f'<source src="@@PLUGINFILE@@/{sound.name}" type="{sound.media_type}">' for sound in task.sounds
        )
        shown.append(f'<p><audio controls="controls" preload="metadata">{sources}</audio></p>')
    return shown


def _question(task: Task, kind: str, shown: Sequence[str]) -> ET.Element:
    from base64 import b64encode

    question = ET.Element("question", type=kind)
    _text(ET.SubElement(question, "name"), task.title)
    text = _html(question, "questiontext", "\n".join(shown))
    for sound in task.sounds:
        file = ET.SubElement(text, "file", name=sound.name, path="/", encoding="base64")
        file.text = b64encode(sound.content).decode()
    _html(question, "generalfeedback", "")
    if kind == "cloze":
        ET.SubElement(question, "penalty").text = "0.3333333"
    ET.SubElement(question, "hidden").text = "0"
    ET.SubElement(question, "idnumber").text = _FORBIDDEN.sub("", task.id)[:100]
    return question


def _html(parent: ET.Element, name: str, content: str) -> ET.Element:
    element = ET.SubElement(parent, name, format="html")
    _text(element, content)
    return element


def _text(parent: ET.Element, content: str) -> None:
    ET.SubElement(parent, "text").text = _FORBIDDEN.sub(" ", content)
