"""The real model on real samples, good files and broken ones: from the command to the documents."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import docx
import jsonschema
import pytest

from tests.speech.sounds import encode, picture_only, tone, wav_bytes
from transcribe.core import contract
from transcribe.speech import DEFAULT_MODEL

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
SHORT = ROOT / "tests" / "speech" / "data" / "dictation.ogg"
SCHEMA = json.loads(Path(contract.__file__).with_name("contract.schema.json").read_text("utf-8"))


def convert(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "transcribe", "convert", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One real sample converted to every form."""
    out = tmp_path_factory.mktemp("comptes-rendus")
    sample = SAMPLES / "onco-certificat-01.ogg"
    done = convert(sample, "--out", out, "--formats", "docx,html,json,txt,srt")
    assert done.returncode == 0, done.stderr
    assert "converti" in done.stdout
    yield out


def test_the_text_holds_what_was_dictated(results: Path) -> None:
    text = (results / "onco-certificat-01.txt").read_text("utf-8").replace("\u00a0", " ")
    for said in ("28 août 2026", "transport", "33 séances", "radiothérapie", "loge prostatique", "pas de "):
        assert said in text


def test_the_json_keeps_its_contract(results: Path) -> None:
    data = json.loads((results / "onco-certificat-01.json").read_text("utf-8"))
    jsonschema.validate(data, SCHEMA)
    assert data["transcript"]["model"] == DEFAULT_MODEL
    assert data["letter"]["template"] == "certificat"
    words = data["transcript"]["words"]
    assert [word["start"] for word in words] == sorted(word["start"] for word in words)
    assert words[-1]["end"] <= data["source"]["duration"] == pytest.approx(27.97, abs=0.1)
    for edit in data["edits"]:
        heard = " ".join(word["text"] for word in words[edit["first"] : edit["last"] + 1])
        assert edit["before"] == heard
    read = contract.read_document(results / "onco-certificat-01.json")
    assert read.revision.text == data["text"]


def test_the_word_file_opens_and_says_the_same(results: Path) -> None:
    document = docx.Document(str(results / "onco-certificat-01.docx"))
    assert any((paragraph.style and paragraph.style.name) == "Title" for paragraph in document.paragraphs)
    assert "transport" in "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_the_page_needs_nothing_from_outside(results: Path) -> None:
    page = (results / "onco-certificat-01.html").read_text("utf-8")
    assert "33" in page
    assert "http://" not in page
    assert "https://" not in page


def test_a_second_run_has_nothing_to_do(results: Path) -> None:
    sample = SAMPLES / "onco-certificat-01.ogg"
    start = time.perf_counter()
    done = convert(sample, "--out", results, "--formats", "docx,html,json,txt,srt")
    assert done.returncode == 0
    assert "déjà fait" in done.stdout
    assert time.perf_counter() - start < 5


def odd_files(folder: Path) -> None:
    """Twenty files that are no dictations, or broken ones."""
    ogg = SHORT.read_bytes()
    (folder / "vide.wav").touch()
    (folder / "texte.mp3").write_text("Ceci n’est pas un son.", "utf-8")
    (folder / "image.ogg").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(400))
    (folder / "octets.m4a").write_bytes(bytes(range(256)) * 20)
    (folder / "silence.wav").write_bytes(wav_bytes(tone(4, level=0.0)))
    (folder / "bourdon.wav").write_bytes(wav_bytes(tone(4)))
    (folder / "zéro.wav").write_bytes(wav_bytes(tone(0)))
    (folder / "trop court.wav").write_bytes(wav_bytes(tone(1), declared=20 * 32_000))
    (folder / "coupé.ogg").write_bytes(ogg[: len(ogg) // 2])
    (folder / "tête.flac").write_bytes(b"fLaC")
    (folder / "protégé.aax").write_bytes(b"\x00\x00\x00\x18ftypaax " + bytes(500))
    (folder / "dictaphone.ds2").write_bytes(b"\x03ds2" + bytes(5_000))
    picture_only(folder / "film muet.mp4")
    moov = encode(folder / "inachevé.m4a", "aac", rate=44_100).read_bytes()
    (folder / "inachevé.m4a").write_bytes(moov[: len(moov) // 2])
    for name in ("notes.txt", "photo.jpg", "Thumbs.db", "lettre.docx", "liste.csv", "sans suffixe"):
        (folder / name).write_bytes(b"rien")


def test_every_good_file_is_converted_and_every_bad_one_is_named(tmp_path: Path) -> None:
    folder, out = tmp_path / "dictées", tmp_path / "out"
    (folder / "sous-dossier").mkdir(parents=True)
    odd_files(folder)
    for name in ("bonne.ogg", "sous-dossier/bonne (2).ogg", "nom ‘d’été’ & <b>.ogg"):
        (folder / name).write_bytes(SHORT.read_bytes())
    done = convert(folder, "--out", out, "--formats", "docx,json")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "3 converti(s), 0 déjà fait(s), 14 échec(s)" in done.stdout
    written = sorted(path.relative_to(out).as_posix() for path in out.rglob("*.docx"))
    assert written == ["bonne.docx", "nom ‘d’été’ & -b-.docx", "sous-dossier/bonne (2).docx"]
    failures = done.stdout[done.stdout.index("Échecs") : done.stdout.index("Pas de l’audio")]
    reasons = [line for line in failures.splitlines() if line.startswith("  ")]
    assert len(reasons) == 14
    bad = [p.name for p in folder.iterdir() if p.is_file() and f"{p.stem}.docx" not in written]
    for name in bad:
        assert name in done.stdout, name
    assert not list(out.rglob("*.part"))


@pytest.mark.skipif(os.name != "posix", reason="signaux POSIX")
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path: Path, sign: signal.Signals) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.ogg").write_bytes(SHORT.read_bytes())
    command = [
        sys.executable,
        "-m",
        "transcribe",
        "convert",
        str(folder),
        "--out",
        str(out),
        "--formats",
        "txt",
    ]
    if (
        signal.getsignal(signal.SIGINT) == signal.SIG_IGN
    ):  # tests that run behind a shell: children inherit that
        signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, encoding="utf-8")
    deadline = time.monotonic() + 120
    while not (out / "0.txt").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(sign)
    _, shown = process.communicate()
    assert process.returncode == (130 if sign == signal.SIGINT else -signal.SIGKILL)
    if sign == signal.SIGINT:
        assert "reprendra" in shown
        assert "Traceback" not in shown
    assert not [path for path in out.glob("*.txt") if not path.read_text("utf-8").strip()]
    done = convert(folder, "--out", out, "--formats", "txt")
    assert done.returncode == 0
    assert "déjà fait" in done.stdout
    assert sorted(path.name for path in out.iterdir()) == [
        ".transcribe.json",
        *(f"{n}.txt" for n in range(4)),
    ]
