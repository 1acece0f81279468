"""H5P content without its libraries, which the platform has: H5P.Blanks, H5P.DragText and H5P.Dictation.

The answers of an H5P content stand in the learner's browser: it is for training. Each type has marks of its own inside
its texts (a star opens a gap, a colon its hint, a slash another answer…): such a sign of ours is written as the entity
that the type decodes after it has looked for its marks, or escaped as the type asks. Sources: ``semantics.json``,
``js/blanks.js`` (``handleBlanks``, ``parseSolution``), ``src/scripts/parse-text.js`` (``lex``) of the types at the
versions below, and for Dictation ``Util.splitWordAlternatives``.
"""

import json
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from html import escape
from importlib import resources
from itertools import zip_longest
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from transcribe.interop.packing import packed
from transcribe.interop.spelling import accepted
from transcribe.interop.types import Blank, Sound, Task

VERSIONS = {"H5P.Blanks": (1, 14), "H5P.DragText": (1, 10), "H5P.Dictation": (1, 3), "H5P.Audio": (1, 5)}
"""The versions whose parameters are written: a newer minor version of a type reads those of an older one."""


def h5p_package(task: Task) -> bytes | None:
    """The .h5p file of a task, or nothing where H5P has no such task.

    Gaps whose words are listed are words to drag, other gaps words to write; a dictation needs its ``sentences``.
    """
    if task.kind == "trous" and task.blanks:
        return _drag_text(task) if task.listed else _blanks(task)
    if task.kind == "dictee" and task.sentences:
        return _dictation(task)
    return None


def _blanks(task: Task) -> bytes:
    text = _with_gaps(task, _written_gap)
    sounds, media = _media(task)
    content = {
        "media": media,
        "text": _instructions(*task.tasks),
        "questions": ["".join(f"<p>{line}</p>" for line in text.split("\n") if line.strip())],
        "overallFeedback": _FEEDBACK,
        **_words("blanks"),
        "behaviour": {
            "enableRetry": True, "allowRetryIfCorrect": False, "enableSolutionsButton": True,
            "enableCheckButton": True, "autoCheck": False, "caseSensitive": True,
            "showSolutionsRequiresInput": True, "separateLines": False, "confirmCheckDialog": False,
            "confirmRetryDialog": False, "acceptSpellingErrors": False,
        },
    }  # fmt: skip
    return _package(task, "H5P.Blanks", content, sounds)


def _drag_text(task: Task) -> bytes:
    sounds, media = _media(task)
    content = {
        "media": media,
        "taskDescription": _instructions(*_HEARD[: bool(task.sounds)], _TO_DRAG),
        "textField": _with_gaps(task, _dragged_gap),
        "distractors": "",
        "overallFeedback": _FEEDBACK,
        **_words("drag_text"),
        "behaviour": {
            "enableRetry": True, "enableSolutionsButton": True, "enableCheckButton": True,
            "instantFeedback": False,
        },
    }  # fmt: skip
    return _package(task, "H5P.DragText", content, sounds)


def _dictation(task: Task) -> bytes:
    content = {
        "media": {"disableImageZooming": False},
        "taskDescription": _instructions(_BY_SENTENCE),
        "sentences": [
            {"description": "", "sample": [_file(one.sound)], "text": _dictated(one.text)}
            for one in task.sentences
        ],
        "overallFeedback": _FEEDBACK,
        **_words("dictation"),
        "behaviour": {
            "disablePause": False,
            "shuffleSentences": "never",
            "scoring": {"ignorePunctuation": False, "zeroMistakeMode": False, "typoFactor": "100"},
            "textual": {"wordSeparator": " ", "overrideRTL": "off", "autosplit": False},
            "feedbackPresentation": {"customTypoDisplay": False, "alternateSolution": "first"},
            "enableRetry": True,
            "enableSolutionsButton": True,
            "enableSolutionOnCheck": False,
        },
    }
    return _package(task, "H5P.Dictation", content, [one.sound for one in task.sentences])


# what there is to do where it is not what the learner's page asks
_HEARD = ("Écoutez l’audio en lisant le texte.",)
_TO_DRAG = "Placez chaque mot dans son trou."
_BY_SENTENCE = (
    "Écoutez chaque phrase, puis écrivez-la en entier : majuscules, accents et ponctuation comptent."
)
_EDGES = re.compile(r"([^\w|]*)(.*?)([^\w|]*)", re.DOTALL)
_FEEDBACK = [{"from": 0, "to": 100}]  # a group of one field is that field alone


def _with_gaps(task: Task, gap: Callable[[Blank], str]) -> str:
    return "".join(
        _prose(piece) + (gap(blank) if blank else "")
        for piece, blank in zip_longest(task.pieces, task.blanks)
    )


def _written_gap(blank: Blank) -> str:
    answers = "/".join(map(_sign, accepted(blank.answer)))
    return f"*{answers}{_tip(blank)}*"


def _dragged_gap(blank: Blank) -> str:
    return f"*{_sign(blank.answer)}{_tip(blank)}*"


def _tip(blank: Blank) -> str:
    said = [f"commence par {blank.initial}" if blank.initial else "", blank.hint]
    words = ", ".join(filter(None, said))
    return f":{_sign(words)}" if words else ""


def _sign(text: str) -> str:
    """The text of an answer or a hint, in which no type finds a mark of its own."""
    return "".join(one if one.isalnum() or one in " -'’,." else f"&#{ord(one)};" for one in text)


def _prose(text: str) -> str:
    """Words around gaps as HTML: no star in them opens a gap, no row of strokes is read as one."""
    return re.sub(r"[*_]", lambda found: f"&#{ord(found[0])};", escape(text))


def _dictated(text: str) -> str:
    """A sentence as Dictation compares it, word by word: « l’avis|l'avis » accepts both.

    Signs at a word's ends stay outside: Dictation parts them from the word before it looks for alternatives.
    """
    words = [
        _EDGES.fullmatch(word) for word in text.split()
    ]  # no-break spaces too: learners type ordinary ones
    return escape(" ".join(f"{found[1]}{_alternatives(found[2])}{found[3]}" for found in words if found))


def _alternatives(word: str) -> str:
    return "|".join(one.replace("|", r"\|") for one in accepted(word))


def _instructions(*sentences: str) -> str:
    return "".join(f"<p>{escape(one)}</p>" for one in sentences)


def _media(task: Task) -> tuple[Sequence[Sound], dict[str, Any]]:
    """The sound above the task; it is one library more."""
    if not task.sounds:
        return (), {"disableImageZooming": False}
    audio = {
        "library": _library("H5P.Audio"),
        "params": {
            "files": [_file(sound) for sound in task.sounds],
            "playerMode": "full", "fitToWrapper": False, "controls": True, "autoplay": False,
            "audioNotSupported": "Votre navigateur ne lit pas ce son.",
            "playAudio": "Lire le son", "pauseAudio": "Mettre en pause",
        },
        "subContentId": str(uuid5(NAMESPACE_URL, f"{task.id}/audio")),
        "metadata": {"contentType": "Audio", "license": "U", "title": task.title},
    }  # fmt: skip
    return task.sounds, {"type": audio, "disableImageZooming": False}


def _file(sound: Sound) -> dict[str, Any]:
    return {"path": f"audios/{sound.name}", "mime": sound.media_type, "copyright": {"license": "U"}}


def _package(task: Task, library: str, content: Mapping[str, Any], sounds: Sequence[Sound]) -> bytes:
    used = [library, *(["H5P.Audio"] if sounds else [])]
    head = {
        "title": task.title[:255],
        "language": "fr",
        "defaultLanguage": "fr",
        "mainLibrary": library,
        "embedTypes": ["iframe"],
        "license": "U",
        "preloadedDependencies": [
            {"machineName": name, "majorVersion": major, "minorVersion": minor}
            for name in used
            for major, minor in [VERSIONS[name]]
        ],
    }
    files = {"h5p.json": _json(head), "content/content.json": _json(content)}
    return packed(files | {f"content/audios/{one.name}": one.content for one in sounds})


def _library(name: str) -> str:
    return f"{name} {VERSIONS[name][0]}.{VERSIONS[name][1]}"


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


@cache
def _words(kind: str) -> Mapping[str, Any]:
    text = resources.files("transcribe.interop").joinpath("data", "h5p.toml").read_text("utf-8")
    found: Mapping[str, Any] = tomllib.loads(text)[kind]
    return found
