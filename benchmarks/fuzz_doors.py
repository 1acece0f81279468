"""The doors of the program: what comes in, and what is done with it, as a user's command would."""

import csv
import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from fuzz_mutations import (
    ODD,
    broken_archive,
    broken_bytes,
    broken_markup,
    broken_text,
    broken_tree,
    spoken,
)

from transcribe.core.types import Segment, Transcript, Word

if TYPE_CHECKING:
    from transcribe.terms import Lexicon

_Gives = TypeVar("_Gives")

LETTER = (
    "Docteur Aline Martin\nLille, le 3 mars 2026\nCompte rendu de consultation\nMadame Jeanne Durand, née le 2/1/1950\n"
    "Motif : dyspnée.\nExamen : TA 14/8, pas de fièvre.\nTraitement :\n- ramipril 5 mg\n- metformine 1 000 mg\n"
    "Revoir dans 2 mois."
)
_PATIENT = 'nom = "Durand"\nprenoms = "Jeanne"\nnaissance = "02/01/1950"\nsexe = "F"\n'
_DICTATION = f'''id = "x"
title = "Consultation"
specialty = "cardiologie"
reference = """
{LETTER}
"""
validated = true
'''


@dataclass(frozen=True)
class Door:
    """``make`` writes an input into a folder and gives its path; ``use`` does with it what commands do."""

    name: str
    make: Callable[[random.Random, Path], Path]
    use: Callable[[Path], None]


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


# audio


@cache
def _sounds() -> tuple[tuple[str, bytes], ...]:
    """Half a second of a hum in many formats, and a real dictation."""
    import tempfile

    from tests.speech import sounds

    made = [("ogg", (Path(sounds.__file__).parent / "data" / "dictation.ogg").read_bytes()[:20_000])]
    forms = (
        ("wav", "pcm_s16le", 16_000, 1), ("wav", "adpcm_ima_wav", 8_000, 1), ("mp3", "libmp3lame", 44_100, 2),
        ("m4a", "aac", 48_000, 2), ("ogg", "libopus", 48_000, 1), ("flac", "flac", 48_000, 1),
        ("wma", "wmav2", 44_100, 2), ("amr", "libopencore_amrnb", 8_000, 1), ("aiff", "pcm_s16be", 22_050, 2),
        ("webm", "libopus", 48_000, 1), ("mkv", "libmp3lame", 22_050, 1), ("avi", "aac", 44_100, 1),
        ("caf", "pcm_s16le", 16_000, 1), ("3gp", "libopencore_amrnb", 8_000, 1), ("aac", "aac", 16_000, 1),
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        for suffix, codec, rate, channels in forms:
            path = Path(folder) / f"a.{suffix}"
            sounds.encode(path, codec, seconds=0.5, rate=rate, channels=channels)
            made.append((suffix, path.read_bytes()))
    return tuple(made)


def _make_audio(draw: random.Random, folder: Path) -> Path:
    suffix, content = draw.choice(_sounds())
    if draw.random() < 0.1:
        other = draw.choice(_sounds())[1]
        content = content[: draw.randrange(len(content))] + other[draw.randrange(len(other)) :]
    if draw.random() < 0.1:
        suffix = draw.choice(_sounds())[0]
    return _written(folder / f"a.{suffix}", broken_bytes(content, draw))


def _use_audio(path: Path) -> None:
    from transcribe.core.errors import AudioError
    from transcribe.speech import probe_duration
    from transcribe.speech.audio import read_sound

    for reader in (probe_duration, read_sound):
        try:
            reader(path)
        except AudioError as error:
            assert path.name in str(error), f"the sentence does not name the file: {error}"


# documents


@cache
def _documents() -> dict[str, bytes]:
    """The same letter as every form that is read again."""
    import tempfile

    from transcribe import letters
    from transcribe.core.contract import Source

    revision = letters.plain_revision(LETTER)
    work = letters.Work(Source(), revision, letters.compose(revision))
    found: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as folder:
        for form in ("docx", "odt", "html", "json"):
            path = Path(folder) / f"a.{form}"
            letters.FORMS[form](work, path)
            found[form] = path.read_bytes()
    return found


def _make_document(form: str) -> Callable[[random.Random, Path], Path]:
    def make(draw: random.Random, folder: Path) -> Path:
        content = _documents()[form]
        broken = broken_markup(content, draw) if form == "html" else broken_archive(content, draw)
        return _written(folder / f"a.{form}", broken)

    return make


def _use_document(path: Path) -> None:
    from transcribe import documents
    from transcribe.grading.reading import read_page

    for reader in (documents.read_text, read_page):
        _allowed(reader, path)


def _allowed(function: Callable[..., _Gives], *arguments: object) -> _Gives | None:
    """What a function gives; ``None`` when it refuses with a French sentence."""
    from transcribe.core.errors import TranscribeError

    try:
        return function(*arguments)
    except TranscribeError as error:
        assert str(error).strip(), "an empty sentence"
        assert "interne" not in str(error)
        return None


def _command(name: str, *arguments: str) -> None:
    """A command, run in this process; only its own refusals are taken."""
    import contextlib
    import importlib
    import io

    import click

    command = importlib.import_module(f"transcribe.cli.{name}").command
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            _allowed(
                lambda: command.main(args=list(arguments), prog_name="transcribe", standalone_mode=False)
            )
        except click.ClickException:
            return


def _make_json(draw: random.Random, folder: Path) -> Path:
    content = _documents()["json"]
    if draw.random() < 0.2:
        return _written(folder / "a.json", broken_bytes(content, draw))
    share = draw.choice((0.003, 0.01, 0.03))
    tree = broken_tree(json.loads(content), draw, share)
    return _written(
        folder / "a.json", json.dumps(tree, ensure_ascii=draw.random() < 0.5).encode("utf-8", "replace")
    )


def _use_json(path: Path) -> None:
    for form in ("srt", "html", "json", "txt"):
        _command("letter", str(path), "--out", str(path.with_name(f"b.{form}")))
    _allowed(_page, path)


def _page(path: Path) -> None:
    from transcribe.grading.reading import read_page

    read_page(path)


# settings and lists


def _make_toml(draw: random.Random, folder: Path) -> Path:
    from importlib import resources

    scheme = resources.files("transcribe.grading.schemes").joinpath("sur-20.toml").read_text("utf-8")
    text = draw.choice((scheme, _PATIENT, _DICTATION))
    lines = [line if draw.random() > 0.05 else _wrong_line(line, draw) for line in text.split("\n")]
    text = "\n".join(lines)
    if draw.random() < 0.3:
        text = broken_text(text, draw, most=3)
    content = text.encode(draw.choice(("utf-8", "utf-8", "utf-16", "cp1252")), "replace")
    return _written(folder / "a.toml", content if draw.random() > 0.1 else broken_bytes(content, draw))


def _wrong_line(line: str, draw: random.Random) -> str:
    values = (
        '"1e999999999"', "1e400", "-1", "nan", "inf", "[]", "{}", "true", "1979-05-27", '"x"', "0x7fffffffffffffffff",
        "[[[[1]]]]", '""', "1_000",
    )  # fmt: skip
    key, _, _ = line.partition("=")
    return f"{key}= {draw.choice(values)}"


def _use_toml(path: Path) -> None:
    from transcribe import documents, letters
    from transcribe.grading.keys import key_of_file
    from transcribe.grading.scheme import load_scheme

    _allowed(load_scheme, str(path))
    _allowed(key_of_file, path)
    _allowed(lambda: letters.patients_of_toml(documents.read_text(path), shown=str(path)))


def _make_csv(draw: random.Random, folder: Path) -> Path:
    stream = StringIO()
    writer = csv.writer(stream, delimiter=draw.choice(";,\t|"), lineterminator=draw.choice(("\n", "\r\n")))
    writer.writerow(
        draw.sample(("Nom", "Prénom", "Né(e) le", "DDN", "Sexe", "terme", "nature", "étiquettes", "x"), k=4)
    )
    for _ in range(draw.randint(0, 30)):
        cells = [
            draw.choice(("Durand", "Jeanne", "2/1/1950", "1950-01-02", "F", *ODD))
            for _ in range(draw.randint(0, 6))
        ]
        writer.writerow(cells)
    text = broken_text(stream.getvalue(), draw) if draw.random() < 0.7 else stream.getvalue()
    content = text.encode(draw.choice(("utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1")), "replace")
    return _written(folder / "a.csv", content if draw.random() > 0.15 else broken_bytes(content, draw))


def _use_csv(path: Path) -> None:
    from transcribe import documents, letters
    from transcribe.terms.contributing import add_terms, rows_of_table

    table = _allowed(documents.read_table, path)
    if table is not None:
        _allowed(lambda: letters.patients_of_rows(table.names, table.rows, shown=str(path)))
        _allowed(lambda: add_terms(path.parent / "lexique", rows_of_table(table.names, table.rows)))


# templates and lexicons


def _make_template(draw: random.Random, folder: Path) -> Path:
    from transcribe.letters import list_templates

    model = draw.choice(list_templates()).model
    return _written(folder / "a.docx", broken_archive(model.read_bytes(), draw))


def _use_template(path: Path) -> None:
    from transcribe import letters
    from transcribe.core.contract import Source

    def lay_out() -> None:
        letters.check_template(str(path))
        revision = letters.plain_revision(LETTER)
        work = letters.Work(Source(), revision, letters.compose(revision, template=str(path)))
        letters.FORMS["docx"](work, path.with_name("b.docx"))

    _allowed(lay_out)


def _make_lexicon(draw: random.Random, folder: Path) -> Path:
    lexicon = folder / "lexique"
    lexicon.mkdir()
    rows = ["\t".join(("term", "frequency", "kind", "pronunciation", "tags"))]
    for _ in range(draw.randint(0, 40)):
        cells = [
            draw.choice(("zorbulectomie", "signe de Zorbule", "ZRB", *ODD)),
            draw.choice(("0", "3.2", "", "5,1") * 20 + ("-1", "1e400", "nan", "x")),
            draw.choice(("acte", "médicament", "sigle", "", *ODD)),
            draw.choice(("zɔʁbyl", "", *ODD)),
            draw.choice(("dci=x", "chirurgie", "", *ODD)),
        ]
        rows.append("\t".join(cells[: draw.randint(1, 6)]))
    text = "\n".join(rows) + "\n"
    table = (broken_text(text, draw) if draw.random() < 0.4 else text).encode(
        draw.choice(("utf-8",) * 8 + ("utf-16", "cp1252")), "replace"
    )
    (lexicon / "terms.tsv").write_bytes(table if draw.random() > 0.15 else broken_bytes(table, draw))
    description = 'id = "mien"\ntitle = "Le mien"\nlicence = "CC0"\n[[sources]]\nname = "a"\nversion = "1"\n'
    if draw.random() < 0.15:
        description = broken_text("\n".join(
            line if draw.random() > 0.2 else _wrong_line(line, draw) for line in description.split("\n")
        ), draw, most=2)  # fmt: skip
    (lexicon / "lexicon.toml").write_text(description, "utf-8", "replace")
    return lexicon


def _use_lexicon(path: Path) -> None:
    from transcribe.terms.compiled import compiled
    from transcribe.terms.contributing import check_folder
    from transcribe.terms.folders import read_folder
    from transcribe.terms.lexicon import Lexicon

    _allowed(check_folder, path)

    def ask() -> None:
        lexicon = Lexicon(compiled([read_folder(path)]))
        lexicon.suggest("zorbule ectomie")
        lexicon.entry("ZRB")

    _allowed(ask)


# texts


def _make_text(draw: random.Random, folder: Path) -> Path:
    text = broken_text(LETTER, draw) if draw.random() < 0.4 else spoken(draw)
    content = text.encode(
        draw.choice(("utf-8", "utf-8", "utf-8", "utf-16", "cp1252", "mac_roman")), "replace"
    )
    return _written(folder / "a.txt", content)


def _use_text(path: Path) -> None:
    from transcribe import documents

    text = _allowed(documents.read_text, path)
    if text is not None:
        _convert(text, path.parent)
        _grade(text)


def _convert(text: str, folder: Path) -> None:
    """What follows recognition, on words that were never said."""
    from transcribe import letters, terms, writing
    from transcribe.core.contract import Source
    from transcribe.core.revision import Revision

    draw = random.Random(text)
    words, at = [], 0.0
    for token in text.split():
        words.append(Word(token, at, at + draw.choice((0.0, 0.2, 0.7)), round(draw.random(), 3)))
        at = words[-1].end + draw.choice((0.0, 0.1, 2.0))
    segments = (Segment(0, len(words) - 1, 0.0, at),) if words else ()
    revision = Revision(Transcript(tuple(words), segments, "fr", at, "essai", "0" * 64))
    revision = terms.correct(revision, _lexicon(), specialty="")
    revision = writing.write(revision, acronyms=terms.acronyms())
    revision = revision.revise(doubts=letters.check_identity(revision))
    revision = terms.check(revision, _lexicon(), specialty="")
    letter = letters.compose(revision)
    assert letters.corrected(revision, revision.text).text == revision.text, "a text left alone has changed"
    work = letters.Work(Source("a.wav", "0" * 64, at), revision, letter)
    for form in ("json", "html", "srt"):
        letters.FORMS[form](work, folder / f"b.{form}")
    _command("letter", str(folder / "b.json"), "--out", str(folder / "c.txt"))
    read = (folder / "c.txt").read_text("utf-8")
    assert read == revision.text + "\n", "the text changed on its way through the JSON"


def _grade(text: str) -> None:
    from transcribe.grading import grade
    from transcribe.grading.types import Page

    found = grade(Page(LETTER), Page(text), _lexicon())
    assert grade(Page(text), Page(text), _lexicon()).mistakes == (), "a perfect copy loses points"
    assert found is not None


@cache
def _lexicon() -> "Lexicon":
    from transcribe.terms import load_lexicon

    return load_lexicon()


DOORS = (
    Door("audio", _make_audio, _use_audio),
    Door("docx", _make_document("docx"), _use_document),
    Door("odt", _make_document("odt"), _use_document),
    Door("html", _make_document("html"), _use_document),
    Door("json", _make_json, _use_json),
    Door("toml", _make_toml, _use_toml),
    Door("csv", _make_csv, _use_csv),
    Door("templates", _make_template, _use_template),
    Door("lexicons", _make_lexicon, _use_lexicon),
    Door("texts", _make_text, _use_text),
)
