"""The page that a learner works in: one file beside its audio, offline, whose text is never lost.

Everything that runs in it is ``page/page.js`` (``correction.js`` for training) with the modules that they import, from
``page/`` and from ``scripts``, put inline; everything that dresses it is ``page/page.css``. Both go into the page with
their SHA-256 in its policy, so that nothing else may run.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from typing import Any

from transcribe.core.html import asset, page_policy, script_json, template
from transcribe.exercises.asking import has_audio, tasks_of
from transcribe.exercises.review_sheet import comment_of
from transcribe.exercises.self_correction import passages_of, salt_of
from transcribe.exercises.types import ALL_KINDS, Exercise
from transcribe.grading.french import decimal_text
from transcribe.grading.needs import Needs
from transcribe.scripts import inlined
from transcribe.scripts.controls import ACTIONS, FREE_KEY, PACES, pace_text
from transcribe.scripts.hiding import hidden

PAGE_NAME = "exercice.html"
_PAGE = ("transcribe.exercises", "page")
_HEARD = ("toggle", "back", "slower", "faster")
_OWN = ("page.js", "correction.js", "dom.js", "handing.js", "texts.js")
_TYPES = {".ogg": "audio/ogg", ".m4a": "audio/mp4"}


def learner_page(exercise: Exercise, sounds: Sequence[str] = ()) -> str:
    """The page of an exercise; ``sounds`` are the names of the audio files beside it, one dictation in each.

    The key is in it for training only (``Choices.self_correction``), unreadable until it is asked for.
    """
    style = f"{asset(*_PAGE, 'page.css')}{_needs_css(exercise.choices.needs)}"
    script = _script("correction.js" if exercise.choices.self_correction else "page.js")
    return template(*_PAGE, "page.html.j2").render(
        exercise=exercise,
        kind=ALL_KINDS[exercise.kind],
        marks=_marks(exercise),
        time=_time(exercise),
        tasks=tasks_of(exercise, "page"),
        words=exercise.words if exercise.choices.help == "liste" else (),
        sounds=[(name, _TYPES[name[name.rindex(".") :]]) for name in sounds],
        paces=[(f"{pace:.2f}", pace_text(pace)) for pace in PACES],
        training=exercise.choices.self_correction,
        style=style,
        script=script,
        policy=page_policy(style, script, closed=True),
        work=script_json(_work(exercise)),
    )


def _marks(exercise: Exercise) -> list[tuple[str, str, tuple[float, float] | None]]:
    """The passages to verify: their text, what is said of them, their seconds in the audio handed out."""
    pace = exercise.choices.needs.pace
    return [
        (one.text, comment_of(one), (one.seconds[0] / pace, one.seconds[1] / pace) if one.seconds else None)
        for one in exercise.marks
    ]


def _time(exercise: Exercise) -> str:
    extra = exercise.choices.needs.extra_time
    more = f", dont {decimal_text(round(extra * 100, 1))} % de temps en plus" if extra else ""
    return f"Temps conseillé : {exercise.minutes} minutes{more}."


def _work(exercise: Exercise) -> dict[str, Any]:
    """What the script works on: nothing here tells what is right, but the hidden key of a training exercise."""
    work: dict[str, Any] = {
        "id": exercise.id,
        "title": exercise.title,
        "kind": exercise.kind,
        "print": sha256("\0".join((exercise.id, exercise.draft)).encode()).hexdigest()[:12],
        "text": "" if exercise.kind == "trous" else exercise.draft,
        "keys": [
            {"action": name, "label": label, "key": key}
            for name, (label, key) in ACTIONS.items()
            if name in (_HEARD if has_audio(exercise) else ()) or name == "help"
        ],
        "free": FREE_KEY,
    }
    if exercise.kind == "trous":
        work["pieces"] = pieces_of(exercise)
        work["gaps"] = [{"initial": gap.initial, "hint": gap.hint} for gap in exercise.gaps]
    if exercise.choices.self_correction:
        salt = salt_of(exercise)
        work["salt"] = salt
        work["passages"] = [
            hidden(json.dumps(asdict(one), ensure_ascii=False), f"{salt}:{number}")
            for number, one in enumerate(passages_of(exercise))
        ]
    return work


def pieces_of(exercise: Exercise) -> list[str]:
    """The words around the gaps of a draft: one piece more than there are gaps."""
    starts = [0, *(gap.end for gap in exercise.gaps)]
    ends = [*(gap.start for gap in exercise.gaps), len(exercise.draft)]
    return [exercise.draft[a:b] for a, b in zip(starts, ends, strict=True)]


def _needs_css(needs: Needs) -> str:
    """The adaptations as the variables of the page."""
    usual = Needs()
    rules = []
    if needs.size != usual.size:
        rules.append(f"--size: {needs.size * 4 / 3:g}px;")
    if needs.font != usual.font:
        font = re.sub(r"[^\w .-]", "", needs.font)
        rules.append(f'--face: "{font}", Verdana, "DejaVu Sans", sans-serif;')
    if needs.line_spacing != usual.line_spacing:
        rules.append(f"--leading: {needs.line_spacing * 1.2:g};")
    if needs.letter_spacing:
        rules.append(f"--letter: {needs.letter_spacing:g}pt; --word: {needs.letter_spacing * 3:g}pt;")
    return f":root {{ {' '.join(rules)} }}\n" if rules else ""


@cache
def _script(entry: str) -> str:
    return inlined(entry, {name: asset(*_PAGE, name) for name in _OWN})
