"""Composes the stages: one audio file in, one laid-out document out."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

import transcribe
from transcribe import letters, terms, writing
from transcribe.core.contract import Source
from transcribe.core.errors import OutputError, PluginError, TranscribeError, UnknownForm, cause_of
from transcribe.core.files import Readable, named_whole, readable_name, sha256_of
from transcribe.core.plugins import OURS, Plugin, UnfitError, plugins
from transcribe.core.revision import Revision
from transcribe.core.types import DoubtKind, Letter
from transcribe.speech import DEFAULT_MODEL, load_recognizer, model_identity

if TYPE_CHECKING:
    from transcribe.speech import Recognizer
    from transcribe.terms import Lexicon

Progress = Callable[[float], None]

FORMATS = (*letters.FORMS, "spacy")
"""The forms of this program; ``known_forms`` adds those of other installed packages."""
DEFAULT_FORMATS = ("docx", "html", "json")
FORMS_GROUP = "transcribe.formats"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user chose for the stages after recognition.

    ``template`` is ``auto``, a template id or the path of a Word file; ``specialty`` is empty when not
    given; without ``correction`` the text stays as it was heard, with doubts only.
    """

    template: str = "auto"
    specialty: str = ""
    profile: str = "imprimerie-nationale"
    correction: bool = True

    def checked(self) -> "Settings":
        """The same settings with the specialty by its id; refuses what could only fail later.

        Raises:
            TemplateError: no such template, or a Word file that cannot serve as one.
            LexiconError: no such specialty.
        """
        letters.check_template(self.template)
        return replace(self, specialty=terms.require_specialty(self.specialty)) if self.specialty else self

    def fingerprint(
        self, model: str, *, device: str = "auto", precision: str = "auto", beams: int = 0
    ) -> str:
        """A short hash of all that decides the result besides the audio: what was chosen, the model's weights,
        the lexicons (the user's own too), the weights of corrections, the templates, the program's version."""
        described = {
            **asdict(self),
            "version": transcribe.__version__,
            "model": model_identity(model),
            "computing": (device, precision, *([beams] if beams else [])),
            "terms": terms.state(),
            "templates": letters.state(),
        }
        template = Path(self.template)
        if template.suffix and template.is_file():
            described["template"] = sha256_of(template)
        return hashlib.sha256(json.dumps(described, sort_keys=True).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that a person must look at: ``text`` stands at ``start:end``, characters of the written text.

    ``since`` and ``until`` are seconds of the audio. ``alternatives`` are other readings, best first. ``strong``: to
    verify; otherwise a « peut-être », a little less likely right than usual.
    """

    text: str
    start: int
    end: int
    kind: DoubtKind
    reason: str
    alternatives: tuple[str, ...]
    since: float
    until: float
    strong: bool


@dataclass(frozen=True, slots=True)
class Conversion:
    """All that one audio file became."""

    source: Source
    revision: Revision
    letter: Letter
    is_as_asked: bool = True
    """False where another model had to serve in the place of the one asked for: better done again one day."""

    @property
    def text(self) -> str:
        """The written text, corrections applied, one ``\\n`` between paragraphs."""
        return self.revision.text

    @property
    def doubts(self) -> tuple[Passage, ...]:
        """What a person must look at, in the order of the text."""
        revision = self.revision
        found = []
        for doubt in revision.doubts:
            start, end = revision.span_of(doubt.first, doubt.last)
            since, until = revision.seconds_of(doubt.first, doubt.last)
            found.append(
                Passage(revision.text[start:end], start, end, doubt.kind, doubt.reason, doubt.alternatives, since,
                        until, doubt.strong)
            )  # fmt: skip
        return tuple(sorted(found, key=lambda one: (one.start, one.end)))

    def save(self, path: Path | str) -> Path:
        """Writes the document in the form that the suffix of ``path`` names (``.docx``, ``.html``, ``.json``…).

        The file is written whole or not at all, over one that is there; missing folders are made. Gives the path.

        Raises:
            UnknownForm: the suffix names no form of ``known_forms``.
            OutputError: the file cannot be written.
        """
        path = Path(path)
        form = path.suffix.lower().removeprefix(".")
        if not is_form(form):
            raise UnknownForm(path=path, known=", ".join(f".{one}" for one in known_forms()))
        try:
            save(self, {form: path}, audio=Path(self.source.path))
        except OSError as error:
            raise OutputError(path=path, cause=cause_of(error)) from error
        return path


@dataclass(frozen=True)
class Converter:
    """A recogniser, a lexicon and settings, ready for any number of files."""

    recognizer: "Recognizer"
    lexicon: "Lexicon"
    settings: Settings
    asked: str = ""
    """The name of the model that was meant to serve; empty for any."""

    def convert(self, path: Readable, *, on_progress: Progress | None = None) -> Conversion:
        """Hears, writes, checks and lays out one file. ``on_progress`` gets seconds of audio done.

        Raises:
            AudioError: the file cannot be heard.
        """
        hearing = self.recognizer.listen(path, hotwords=self._hotwords, on_progress=on_progress)
        transcript, settings = hearing.transcript, self.settings
        revision = Revision(transcript)
        if settings.correction:
            revision = terms.correct(
                revision, self.lexicon, score=hearing.score, specialty=settings.specialty
            )
        revision = writing.write(revision, profile=settings.profile, acronyms=terms.acronyms())
        revision = revision.revise(doubts=letters.check_identity(revision))
        revision = terms.check(revision, self.lexicon, specialty=settings.specialty)
        letter = letters.compose(revision, template=self.settings.template)
        source = Source(readable_name(path), transcript.audio_sha256, transcript.duration)
        return Conversion(source, revision, letter, self.asked in ("", transcript.model))

    @cached_property
    def _hotwords(self) -> tuple[str, ...]:
        return terms.hotwords(self.settings.specialty) if self.settings.specialty else ()


def make_converter(
    settings: Settings,
    *,
    model: str = DEFAULT_MODEL,
    device: str = "auto",
    precision: str = "auto",
    threads: int = 0,
    beams: int = 0,
    lexicon: "Lexicon | None" = None,
    notify: Callable[[str], None] | None = None,
) -> Converter:
    """Loads the recogniser, and the lexicons where ``lexicon`` does not give those that are loaded already.

    ``threads`` and ``beams`` are as in ``load_recognizer``.

    Raises:
        ModelError: the model is unknown, missing or altered, or the device does not work.
    """
    recognizer = load_recognizer(
        model, device=device, precision=precision, threads=threads, beams=beams, notify=notify
    )
    lexicon = terms.load_lexicon() if lexicon is None else lexicon
    return Converter(recognizer, lexicon, settings, model_identity(model)[0])


def save(conversion: Conversion, paths: Mapping[str, Path], *, audio: Path) -> None:
    """Writes a conversion in each of some ``known_forms`` to the path given for it, each file whole or not at all.

    ``audio`` is the file that a page offers to play.

    Raises:
        OutputError: a file cannot be written.
        OSError: likewise.
    """
    work = letters.Work(conversion.source, conversion.revision, conversion.letter, audio)
    for form, path in paths.items():
        form_named(form)(work, path)


def form_named(name: str) -> letters.Form:
    """What writes a form of ``known_forms``.

    Raises:
        KeyError: there is no such form.
    """
    if name in FORMATS:
        return _spacy if name == "spacy" else letters.FORMS[name]
    return _guarded(_other_forms()[name])


def is_form(name: str) -> bool:
    """Whether something writes this form; other packages are looked at only where it is none of ours."""
    return name in FORMATS or name in _other_forms()


def known_forms() -> tuple[str, ...]:
    """The names of all forms, also the suffixes of their files: ours, then those of other installed packages."""
    return (*FORMATS, *_other_forms())


@cache
def _other_forms() -> dict[str, Plugin[letters.Form]]:
    return plugins(FORMS_GROUP, _as_form, dict.fromkeys(FORMATS, OURS))


def _as_form(name: str, value: object) -> letters.Form:
    if not re.fullmatch(r"[a-z0-9]{1,16}", name):
        raise UnfitError(
            "le nom d’une forme est le suffixe de ses fichiers, en petites lettres et chiffres sans accent"
        )
    if not callable(value):
        raise UnfitError("il ne donne pas une fonction")
    return cast("letters.Form", value)


def _guarded(plugin: Plugin[letters.Form]) -> letters.Form:
    """Another package's form, whose file is whole or absent, and whose faults are told as its own."""

    def write(work: letters.Work, path: Path) -> None:
        with named_whole(path) as passing:
            try:
                plugin.value(work, passing)
            except (TranscribeError, OSError):
                raise
            except Exception as error:
                raise PluginError(
                    name=plugin.name, package=plugin.package, path=path, cause=type(error).__name__
                ) from error

    return write


def _spacy(work: letters.Work, path: Path) -> None:
    from transcribe import nlp

    found = terms.find_terms(work.revision.text, usual_lexicon())
    nlp.write_doc(path, nlp.to_doc(work.revision, work.letter, terms=found))


@cache
def usual_lexicon() -> "Lexicon":
    """The lexicons shipped and the user's own, read once in a process: a copy takes about 90 MB.

    Raises:
        LexiconError: one of them cannot be read.
    """
    return terms.load_lexicon()


@lru_cache(maxsize=1)
def kept_converter(settings: Settings, model: str) -> Converter:
    """The converter of these settings, kept for the next file of this process. As ``make_converter``."""
    return make_converter(settings, model=model, lexicon=usual_lexicon())
