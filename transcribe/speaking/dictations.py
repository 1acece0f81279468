"""Scripts → dictations: for each text a sound and, beside it, its key, as ``exercise make`` takes recordings.

A script is a text that people write (Word, OpenDocument, plain text…), or a ``.toml`` with « written », and perhaps
« spoken », « kind », « specialty », « punctuation » and « [document] », which the key keeps.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from transcribe.core.errors import DocumentError, OutputError, TranscribeError, cause_of
from transcribe.core.files import write_text
from transcribe.core.names import portable_path, same_name
from transcribe.core.tomls import parse_toml
from transcribe.grading.reading import REFERENCES, read_page
from transcribe.speaking.choices import SLIPS, SpeechChoices
from transcribe.speaking.reading import dictated, read_aloud
from transcribe.speaking.slips import slipped, spelt, with_remark
from transcribe.speaking.sounding import sound_of
from transcribe.speaking.toml_text import toml_text
from transcribe.speaking.types import PUNCTUATIONS, Punctuation, Reading

NOTICE = (
    "Dictée d’exercice : voix de synthèse ; patient, médecins, lieux et numéros fictifs. "
    "Aucune personne réelle n’a été enregistrée."
)
_LONGEST = 20_000
_KEPT = ("kind", "specialty", "terms", "critical", "document")


@dataclass(frozen=True, slots=True)
class Script:
    """A text to dictate, where it comes from, and what its file says of it."""

    path: Path
    written: str
    table: dict[str, Any]

    @property
    def punctuation(self) -> Punctuation | None:
        """The punctuation that the script asks for, when it does."""
        asked = self.table.get("punctuation")
        return next((one for one in PUNCTUATIONS if one == asked), None)


@dataclass(frozen=True, slots=True)
class Dictation:
    """What was made of a script: its files, its length in seconds, and how its text was read (None: as it stood)."""

    script: Script
    sound: Path
    key: Path
    seconds: float
    spoken: str
    reading: Reading | None


@dataclass(frozen=True, slots=True)
class Failed:
    """A script that no dictation could be made of, and why."""

    path: Path
    error: TranscribeError


def scripts_in(inputs: Sequence[Path]) -> list[tuple[Path, PurePosixPath]]:
    """The files of texts in files and folders, each with its place under the folder given, in order of names.

    Raises:
        DocumentError: there is none, or two would be written under one name.
    """
    found: list[tuple[Path, PurePosixPath]] = []
    for given in inputs:
        inside = sorted(given.rglob("*")) if given.is_dir() else [given]
        root = given if given.is_dir() else given.parent
        found += [
            (path, portable_path(path.relative_to(root))) for path in inside
            if path.is_file() and path.suffix.lower() in REFERENCES and not path.name.startswith((".", "~$"))
        ]  # fmt: skip
    if not found:
        raise DocumentError(
            message="Aucun texte à lire dans ce que vous avez donné : "
            f"donnez des fichiers {', '.join(REFERENCES)} ou un dossier qui en contient."
        )
    named: dict[str, Path] = {}
    for path, place in found:
        other = named.setdefault(same_name(str(place.with_suffix(""))), path)
        if other != path:
            raise DocumentError(
                message=f"« {other} » et « {path} » donneraient la même dictée : renommez l’un des deux."
            )
    return found


def _is_other(path: Path) -> bool:
    """Whether a file named by a person is no text by its name; in a folder, such files are nobody’s wish."""
    return path.is_file() and path.suffix.lower() not in REFERENCES


def _no_text(path: Path) -> DocumentError:
    return DocumentError(
        message=f"« {path.name} » n’est pas un texte à lire : donnez un fichier {', '.join(REFERENCES)}."
    )


def read_script(path: Path) -> Script:
    """The text of a file.

    Raises:
        DocumentError: unreadable, empty, or too long for a dictation.
    """
    page = read_page(path)
    if len(page.text) > _LONGEST:
        raise DocumentError(
            message=f"« {path.name} » a {len(page.text)} caractères, plus qu’une dictée ({_LONGEST}) : "
            "coupez-le en plusieurs."
        )
    table = parse_toml(path.read_bytes()) if path.suffix.lower() == ".toml" else {}
    return Script(path, page.text, table)


def say(
    script: Script, choices: SpeechChoices, acronyms: dict[str, str] | None = None
) -> tuple[str, Reading | None]:
    """What is dictated of a script; its own « spoken », when it has one, is taken as it stands."""
    dice = random.Random(f"{choices.seed} {script.path.stem}")
    punctuation = choices.punctuation or script.punctuation or "complète"
    reading = None
    said = " ".join(str(script.table.get("spoken", "")).split())
    if not said:
        reading = read_aloud(script.written, acronyms=acronyms)
        said = dictated(reading, punctuation, dice)
    said = slipped(said, SLIPS[choices.slips], dice)
    said = spelt(said) if choices.spelled else said
    return (with_remark(said, dice) if choices.remarks else said), reading


def make_dictation(
    script: Script,
    place: Path,
    choices: SpeechChoices,
    *,
    suffix: str = ".ogg",
    acronyms: dict[str, str] | None = None,
    on_progress: Callable[[float], None] | None = None,
) -> Dictation:
    """Speaks a script and writes its sound and its key, under the name ``place`` without its suffix.

    Raises:
        VoiceError: the voice cannot be used.
        OutputError: a file cannot be written.
    """
    from transcribe.voices import RATE
    from transcribe.voices.files import write_sound

    spoken, reading = say(script, choices, acronyms)
    samples = sound_of(spoken, choices, on_progress=on_progress)
    sound, key = (place.with_name(place.name + end) for end in (suffix, ".toml"))
    notes = {"title": place.name, "artist": f"voix de synthèse {choices.voice}", "comment": NOTICE}
    try:
        write_sound(sound, samples, notes)
        write_text(
            key, key_text(script, place.name, spoken, choices)
        )  # last: with its key a dictation is whole
    except OSError as error:
        raise OutputError(path=sound, cause=cause_of(error)) from error
    return Dictation(script, sound, key, len(samples) / RATE, spoken, reading)


def key_text(script: Script, name: str, spoken: str, choices: SpeechChoices) -> str:
    """The key of a dictation: what was said, what is to be written, and that all of it is fictitious."""
    kept = {field: script.table[field] for field in _KEPT if field in script.table}
    document = {"document": kept.pop("document")} if "document" in kept else {}
    voice = {
        "voix": choices.voice, "vitesse": round(100 * choices.pace), "lieu": choices.place, "bruit": choices.noise,
        "hésitations": choices.slips, "graine": choices.seed,
    }  # fmt: skip
    table = {
        "id": name,
        "notice": NOTICE,
        **kept,
        "spoken": spoken,
        "written": script.written,
        "voix": voice,
        **document,
    }
    return f"# {NOTICE}\n{toml_text(table)}"


def make_dictations(
    inputs: Sequence[Path],
    out: Path,
    choices: SpeechChoices,
    *,
    suffix: str = ".ogg",
    again: bool = False,
    on_progress: Callable[[Path, float], None] | None = None,
) -> Iterator[Dictation | Failed | Path]:
    """The dictations of all scripts, one by one; a path is a key that was there already, which is left as it is.

    Raises:
        DocumentError: there is no script, or two have one name.
        VoiceError: the voice cannot be used.
        FolderBusy: somebody else writes there.
    """
    from transcribe.core.locks import working_in
    from transcribe.terms import acronyms
    from transcribe.voices import load_voice

    found = scripts_in(inputs)
    load_voice(choices.voice, pace=choices.pace)
    with working_in(out, wait=10):
        yield from (Failed(path, _no_text(path)) for path in inputs if _is_other(path))
        for path, inside in found:
            place = out / inside.with_suffix("")
            key = place.with_name(f"{place.name}.toml")
            if not again and key.exists():
                yield key
                continue
            progress = (lambda share, path=path: on_progress(path, share)) if on_progress else None
            try:
                if key.resolve() == path.resolve():
                    raise DocumentError(
                        message=f"« {path} » serait remplacé par sa clé : choisissez un autre dossier."
                    )
                yield make_dictation(
                    read_script(path),
                    place,
                    choices,
                    suffix=suffix,
                    acronyms=acronyms(),
                    on_progress=progress,
                )
            except TranscribeError as error:
                yield Failed(path, error)
