"""Many exercises at once: sources found, measured, made, ordered, written, one result or one refusal at a time.

``make_all`` makes, ``pick`` orders and keeps, ``write_all`` writes. Nothing is printed; a source that cannot be
used gives a ``Refused`` and the others go on.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from transcribe.core.errors import DocumentError, ModelError, TranscribeError
from transcribe.exercises.level import measure
from transcribe.exercises.make import in_level_order, make_exercise, numbered
from transcribe.exercises.plugins import make_further
from transcribe.exercises.reviewing import make_review, text_of, times_of
from transcribe.exercises.sources import source_of, source_paths
from transcribe.exercises.types import Choices, Exercise, Level, Source
from transcribe.exercises.writing import write_exercise
from transcribe.grading.needs import Needs, preset
from transcribe.grading.types import Lexicon, Page
from transcribe.speech import DEFAULT_MODEL

if TYPE_CHECKING:
    from transcribe import terms
    from transcribe.core.revision import Revision
    from transcribe.pipeline import Converter

Transcribe = Callable[[Path], str]
"""Gives the text of an audio file, as the program hears and writes it."""

Hear = Callable[[Path], "Revision"]
"""Gives what the program hears in an audio file, with its corrections and doubts."""

Times = tuple[tuple[int, int, float, float], ...]
Locate = Callable[[Path, Page], Times]
"""Tells where the words of a reference are heard in an audio file, as ``Exercise.times``."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A source that no exercise could be made from, or an exercise that could not be written, and why."""

    path: Path
    error: TranscribeError


@dataclass(frozen=True, slots=True)
class Written:
    """An exercise in its folder."""

    exercise: Exercise
    folder: Path


class Transcriber:
    """Transcribes audio, loading the model at its first use only. ``notify`` gets sentences while it loads.

    ``lexicon`` serves to write what is heard; without one, it is loaded with the model.
    """

    def __init__(
        self,
        model: str = DEFAULT_MODEL,
        *,
        lexicon: "terms.Lexicon | None" = None,
        notify: Callable[[str], None] | None = None,
    ) -> None:
        self.model, self.lexicon, self.notify = model, lexicon, notify
        self._converter: Converter | None = None
        self._last: tuple[Path, Revision] | None = None

    def __call__(self, path: Path) -> str:
        """The text of an audio file, and at its foot the copies that the doctor asked for.

        Raises:
            AudioError, ModelError: it cannot be heard.
        """
        return text_of(self.hear(path))

    def hear(self, path: Path) -> "Revision":
        """What is heard in an audio file; asked twice running for one file, it is heard once. As the call."""
        from transcribe.pipeline import Settings, make_converter

        if self._last is None or self._last[0] != path:
            if self._converter is None:
                self._converter = make_converter(
                    Settings(), model=self.model, lexicon=self.lexicon, notify=self.notify
                )
            self._last = (path, self._converter.convert(path).revision)
        return self._last[1]

    def times(self, path: Path, page: Page) -> Times:
        """Where the words of a reference stand in an audio file; none, said aloud, where no model can hear it.

        Raises:
            AudioError: it cannot be heard.
        """
        try:
            heard = self.hear(path)
        except ModelError as error:
            if self.notify:
                self.notify(f"Attention : {error} Les fiches n’auront pas de bouton « Écouter ».")
            return ()
        return times_of(page, heard)


def find_all(inputs: Sequence[Path], transcribe: Transcribe) -> Iterator[Source | Refused]:
    """The sources in files and folders, in order of their names.

    Raises:
        DocumentError: there is nothing to make an exercise from.
    """
    for path in source_paths(inputs):
        try:
            yield source_of(path, transcribe)
        except TranscribeError as error:
            yield Refused(path, error)


def make_all(
    inputs: Sequence[Path],
    choices: Choices,
    lexicon: Lexicon,
    transcribe: Transcribe,
    *,
    specialty: str = "",
    real: bool = False,
    locate: Locate | None = None,
    hear: Hear | None = None,
) -> Iterator[Exercise | Refused]:
    """The exercises of all kinds chosen of all sources, of one ``specialty`` when it is given.

    With ``real``, drafts to proofread hold what the recogniser really got wrong in their audio. With ``locate``, the
    exercises know where their words are heard. ``hear`` is for the comptes-rendus to review.

    Raises:
        DocumentError: there is nothing to make an exercise from.
    """
    for source in find_all(inputs, transcribe):
        if isinstance(source, Refused):
            yield source
        elif specialty.casefold() in source.specialty.casefold():
            yield from make_each(source, choices, lexicon, transcribe if real else None, locate, hear)


def make_each(
    source: Source,
    choices: Choices,
    lexicon: Lexicon,
    transcribe: Transcribe | None = None,
    locate: Locate | None = None,
    hear: Hear | None = None,
) -> Iterator[Exercise | Refused]:
    """The exercises of one source, of each kind chosen."""
    try:
        level = measure(source, lexicon)
        heard = transcribe(source.audio) if transcribe and source.audio and source.validated else ""
        times = locate(source.audio, source.page) if locate and source.audio else ()
    except TranscribeError as error:
        yield Refused(source.audio or Path(source.id), error)
        return
    for kind in choices.kinds:
        if kind == "compte-rendu":
            yield _review(source, level, lexicon, choices, hear)
            continue
        draft = heard if kind == "relecture" else ""
        made = make_exercise(source, kind, level, lexicon, choices, heard=draft)
        yield replace(made, times=times if made.reference.text == source.page.text else ())
    for name in choices.further:
        try:
            yield replace(make_further(name, source, level, lexicon, choices), times=times)
        except DocumentError as error:
            yield Refused(source.audio or Path(source.id), error)


def _review(
    source: Source, level: Level, lexicon: Lexicon, choices: Choices, hear: Hear | None
) -> Exercise | Refused:
    """What the program writes of a source, to review; refused without its audio, or without its right text."""
    place = source.audio or Path(source.id)
    if source.audio is None or hear is None:
        return Refused(place, DocumentError(
            message=f"« {source.id} » n’a pas d’audio à côté : il n’y a pas de compte-rendu à vérifier. "
            "Posez l’audio à côté du texte, sous le même nom."
        ))  # fmt: skip
    if not source.validated:
        return Refused(place, DocumentError(
            message=f"« {source.audio.name} » n’a pas son texte juste à côté : rien ne noterait la vérification. "
            f"Posez-y {source.id}.txt, .docx, .odt ou .toml."
        ))  # fmt: skip
    try:
        return make_review(source, hear(source.audio), level, lexicon, choices)
    except TranscribeError as error:
        return Refused(place, error)


def pick(
    exercises: Sequence[Exercise], *, levels: tuple[int, int] = (1, 5), count: int | None = None
) -> list[Exercise]:
    """From easy to hard, those of the ``levels`` asked for, at most ``count``, each with its rank in its id."""
    low, high = levels
    kept = [one for one in in_level_order(exercises) if low <= one.level.value <= high]
    return numbered(kept[:count])


def write_all(exercises: Sequence[Exercise], out: Path) -> Iterator[Written | Refused]:
    """Writes each exercise in its own folder inside ``out``, which nobody else may write meanwhile.

    Raises:
        FolderBusy: somebody does.
    """
    from transcribe.core.locks import working_in

    with working_in(out, wait=10):
        for exercise in exercises:
            folder = out / exercise.id
            try:
                write_exercise(exercise, folder)
            except TranscribeError as error:
                yield Refused(folder, error)
            else:
                yield Written(exercise, folder)


def needs_of(*, large: bool = False, dyslexia: bool = False, extra_time: int = 0, pace: int = 100) -> Needs:
    """Adaptations by their everyday names; ``extra_time`` and ``pace`` are per cent."""
    needs = preset("dyslexie").needs if dyslexia else Needs()
    if large:
        needs = replace(needs, size=preset("grands caractères").needs.size)
    return replace(needs, extra_time=extra_time / 100, pace=pace / 100)
