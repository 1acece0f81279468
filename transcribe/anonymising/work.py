"""The two runs: dictations → a review that a person decides on; the decided review → what may leave."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import transcribe
from transcribe import letters
from transcribe.anonymising.finding import Passage, find_in
from transcribe.anonymising.keeping import EXTRACTS, Item, State, listened, opus_copy, write_state
from transcribe.anonymising.people import Namer
from transcribe.anonymising.pseudonyms import Pseudonyms, context_of
from transcribe.anonymising.replacing import Replaced, names_in, replaced
from transcribe.anonymising.review import Line, Reviewed, write_table
from transcribe.anonymising.sound import Cover, Span, extract, silenced, unwritten_speech, write_sound
from transcribe.anonymising.vocabulary import Vocabulary
from transcribe.core.errors import DocumentError, OutputError, TranscribeError, cause_of
from transcribe.core.files import sha256_of, write_text, written_whole
from transcribe.core.revision import Revision
from transcribe.french import fold
from transcribe.french.calendar import find_dates

if TYPE_CHECKING:
    from transcribe.anonymising.respeaking import Speak
    from transcribe.anonymising.sound import Samples

Say = Callable[[str], None]
Hear = Callable[[Path], Revision]
_AROUND = 60
_MOST_UNWRITTEN = 15


@dataclass(frozen=True, slots=True)
class Finder:
    """What finds: the lexicons, and a model of names besides."""

    known: Vocabulary
    namer: Namer | None = None


@dataclass
class _Preparing:
    """The first run: what it heard and drew so far."""

    finder: Finder
    folder: Path
    names: Pseudonyms = field(default_factory=Pseudonyms)
    rows: list[tuple[str, Line, str]] = field(default_factory=list)

    def item(self, number: str, path: Path, revision: Revision, *, sound: bool) -> Item:
        passages = find_in(revision, self.finder.known, namer=self.finder.namer)
        self.names.avoided |= {fold(word) for one in passages for word in one.text.replace("-", " ").split()}
        lines = self._lines(number, path, revision, passages)
        if sound:
            lines += self._unwritten(number, path, revision, len(lines))
            lines = self._heard(path, lines)
        else:
            self.rows += [(path.name, line, "") for line in lines]
        item = Item(
            number,
            str(path.resolve()),
            sha256_of(path),
            sound,
            revision.transcript,
            revision.edits,
            tuple(lines),
        )
        if sound:  # now, for it takes a second a minute: a page that plays it waits for nothing
            opus_copy(self.folder, item, _samples(path)[0])
        return item

    def _lines(self, number: str, path: Path, revision: Revision, passages: Sequence[Passage]) -> list[Line]:
        proposed = self._proposed(path, revision, passages)
        lines = []
        for count, passage in enumerate(passages, 1):
            first, last = passage.words or (-1, -1)
            since, until = revision.seconds_of(first, last) if passage.words else (0.0, 0.0)
            found = passage.found
            lines.append(
                Line(
                    f"{number}-{count:02d}", passage.kind, passage.text, proposed[count - 1],
                    _context(revision, passage), passage.why, passage.confidence,
                    found.start if found else -1, found.end if found else -1, first, last, since, until,
                )
            )  # fmt: skip
        return lines

    def _proposed(self, path: Path, revision: Revision, passages: Sequence[Passage]) -> list[str]:
        """What may take the place of each; surnames behind a title are drawn first: they say what a word alone is."""
        text = revision.text
        days = self.names.days_of(_patient(revision) or str(path))
        year = _year(text)
        drawn: dict[int, str] = {}
        contexts = {}
        for index, one in enumerate(passages):
            where = (one.found.start, one.found.end) if one.found else (0, 0)
            first_name = self.finder.known.is_first_name(one.text)
            contexts[index] = context_of(text, *where, first_name)
        order = sorted(
            range(len(passages)),
            key=lambda index: (
                passages[index].spelled,
                len(passages[index].text.split()) > 1 or not contexts[index].titled,
                len(passages[index].text.split()) == 1,
                index,
            ),
        )
        for index in order:
            drawn[index] = self.names.in_place_of(passages[index], contexts[index], days=days, year=year)
        return [drawn[index] for index in range(len(passages))]

    def _unwritten(self, number: str, path: Path, revision: Revision, count: int) -> list[Line]:
        """Speech that no word stands for: it may be a name, and only a person can tell."""
        samples, rate = _samples(path)
        words = [Span(word.start, word.end) for word in revision.transcript.words]
        found = sorted(unwritten_speech(samples, rate, words), key=lambda span: span.start - span.end)
        return [
            Line(
                f"{number}-{count + place:02d}", None, "", "", "", "voix sans mot reconnu", 0.3,
                since=span.start, until=span.end,
            )
            for place, span in enumerate(sorted(found[:_MOST_UNWRITTEN], key=lambda span: span.start), 1)
        ]  # fmt: skip

    def _heard(self, path: Path, lines: list[Line]) -> list[Line]:
        """The extract of each line, so that a person can hear it."""
        samples, rate = _samples(path)
        for line in lines:
            name = f"{EXTRACTS}/{line.id}.ogg" if line.until > line.since else ""
            if name:
                with written_whole(self.folder / name) as stream:
                    stream.write(extract(samples, rate, Span(line.since, line.until)))
            self.rows.append((path.name, line, name))
        return lines


def prepare(
    sources: Sequence[Path], hear: Hear, finder: Finder, folder: Path, *, say: Say
) -> tuple[State, list[TranscribeError]]:
    """Hears or reads every file, finds who is in it and writes the review; nothing that may leave is written.

    A file that cannot be heard or read is reported and left out: it leaves neither.

    Raises:
        OutputError: the review cannot be written.
    """
    from transcribe.documents import read_text
    from transcribe.speech import is_audio

    making = _Preparing(finder, folder)
    items: list[Item] = []
    failures: list[TranscribeError] = []
    numbers: dict[tuple[Path, str], str] = {}
    for place, path in enumerate(sources, 1):
        number = numbers.setdefault((path.parent, path.stem), f"{len(numbers) + 1:03d}")
        if any(item.number == number for item in items):  # a sound and a text of one name
            number += "t" if not is_audio(path) else "b"
        try:
            sound = is_audio(path)
            revision = listened(folder, path, hear) if sound else letters.plain_revision(read_text(path))
            item = making.item(number, path, revision, sound=sound)
        except OSError as error:
            raise OutputError(path=folder, cause=cause_of(error)) from error
        except TranscribeError as error:
            failures.append(error)
            say(f"[{place}/{len(sources)}] {path.name} : ÉCHEC")
            continue
        items.append(item)
        say(f"[{place}/{len(sources)}] {path.name} : {len(item.lines)} passage(s) à relire")
    state = State(tuple(items), transcribe.__version__)
    try:
        write_state(folder, state)
        write_table(folder, making.rows)
    except OSError as error:
        raise OutputError(path=folder, cause=cause_of(error)) from error
    return state, failures


@dataclass(frozen=True, slots=True)
class Exported:
    """What a run wrote, what took the place of what (original, replacement, genre, file), and what is to be looked at
    again."""

    paths: tuple[Path, ...]
    mapping: tuple[tuple[str, str, str, str], ...]
    warnings: tuple[str, ...]


def export(
    state: State, reviewed: Reviewed, out: Path, *, suffix: str, say: Say, speak: "Speak | None" = None
) -> Exported:
    """Writes the texts and sounds without what a person confirmed; nothing is written when something is wrong.

    ``speak`` gives the sound of the replacements in the place of a soft tone.

    Raises:
        DocumentError: a file changed since its review, or an addition stands nowhere.
        OutputError: a file cannot be written.
    """
    for item in state.items:
        check_unchanged(item)
    names = names_in(state.items, reviewed)
    results = [replaced(item, reviewed, names) for item in state.items]
    _check_additions(reviewed, results)
    paths: list[Path] = []
    mapping: list[tuple[str, str, str, str]] = []
    warnings: list[str] = []
    for place, (item, result) in enumerate(zip(state.items, results, strict=True), 1):
        target = out / f"dictee-{item.number}"
        try:
            if item.sound:
                samples, rate = _samples(Path(item.source))
                covered = _covered(samples, rate, result.covers, speak)
                write_sound(covered, rate, target.with_suffix(suffix))
                paths.append(target.with_suffix(suffix))
            write_text(target.with_suffix(".txt"), result.text + "\n")
        except OSError as error:
            raise OutputError(path=target, cause=cause_of(error)) from error
        paths.append(target.with_suffix(".txt"))
        mapping += [(*one, item.name) for one in result.mapping]
        warnings += [f"{target.name} : « {word} » se lit encore dans le texte." for word in result.left]
        say(f"[{place}/{len(state.items)}] {target.name} : {len(result.mapping)} passage(s) remplacé(s)")
    return Exported(tuple(paths), tuple(mapping), tuple(warnings))


def _covered(samples: "Samples", rate: int, covers: Sequence[Cover], speak: "Speak | None") -> "Samples":
    if speak is None:
        return silenced(samples, rate, [cover.span for cover in covers])
    from transcribe.anonymising.respeaking import spoken_anew

    return spoken_anew(samples, rate, covers, speak)


def erase(folder: Path) -> None:
    """Removes a review: it names the patients.

    Raises:
        OutputError: it cannot be removed.
    """
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise OutputError(path=folder, cause=cause_of(error)) from error


def check_unchanged(item: Item) -> None:
    """Refuses a file that is no more what was reviewed.

    Raises:
        DocumentError: it changed, or cannot be read.
    """
    path = Path(item.source)
    try:
        same = sha256_of(path) == item.sha256
    except OSError as error:
        raise DocumentError(
            message=f"« {path} » n’est plus lisible ({cause_of(error)}) : "
            "remettez-le à sa place, ou relancez avec --restart."
        ) from error
    if not same:
        raise DocumentError(
            message=f"« {path} » a changé depuis la relecture : relancez avec --restart pour le relire."
        )


def _check_additions(reviewed: Reviewed, results: Sequence[Replaced]) -> None:
    for addition in reviewed.additions:
        if not any(addition in result.used for result in results):
            where = f" dans « {addition.file} »" if addition.file else ""
            raise DocumentError(
                message=f"L’ajout « {addition.text or addition.since} » ne se trouve nulle part{where} : "
                "recopiez le passage comme il est écrit, et le nom du fichier."
            )


@lru_cache(maxsize=1)
def _samples(path: Path) -> "tuple[Samples, int]":
    from transcribe.speech.audio import RATE, read_sound

    return read_sound(path).samples, RATE


def _patient(revision: Revision) -> str:
    """What tells a patient from another in a run: the birth date and the beginning of the name; empty when unknown."""
    patient = letters.compose(revision).patient
    return f"{patient.birth_date} {fold(patient.last_name)[:2]}" if patient.birth_date else ""


def _year(text: str) -> int:
    """The year that dates without one are of: that of the first date that is no birth, else of any."""
    years = [int(found.iso[:4]) for found in find_dates(text)]
    return max(years, default=2026)


def _context(revision: Revision, passage: Passage) -> str:
    """The words around a passage, itself in square brackets."""
    if passage.found is not None:
        text, start, end = revision.text, passage.found.start, passage.found.end
    elif passage.words is not None:
        words = [word.text for word in revision.transcript.words]
        first, last = passage.words
        text = " ".join(words)
        start = len(" ".join(words[:first])) + (first > 0)
        end = start + len(" ".join(words[first : last + 1]))
    else:
        return ""
    before = text[max(0, start - _AROUND) : start].split("\n")[-1]
    after = text[end : end + _AROUND].split("\n")[0]
    return f"{before}[{text[start:end]}]{after}"
