"""Time and memory of a whole conversion against plain faster-whisper, in one run.

    python benchmarks/speed.py [--audio samples] [--runs 3]

A: a process that loads the same weights and consumes ``WhisperModel.transcribe(path, language="fr",
beam_size=5)`` for every file. B: ``transcribe convert`` of the same files, everything included (start-up,
recognition, checking, writing, letters, files). Both are whole processes, taken in turn; the ratio B/A is
computed pair by pair. Then ``transcribe --help`` against ``python -c pass``.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from transcribe.pipeline import DEFAULT_FORMATS
from transcribe.speech import is_audio, list_models, prepare_model, probe_duration

PLAIN = """
import sys
from faster_whisper import WhisperModel
model = WhisperModel(sys.argv[1], device="cpu", compute_type="int8", cpu_threads=int(sys.argv[2]))
for path in sys.argv[3:]:
    segments, info = model.transcribe(path, language="fr", beam_size=5)
    print(" ".join(segment.text for segment in segments))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--audio", type=Path, default=Path("samples"))
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    files = sorted(path for path in arguments.audio.iterdir() if is_audio(path))
    minutes = sum(probe_duration(path) for path in files) / 60
    prepare_model()  # puts the embedded model together, outside the measure
    print(f"{len(files)} files, {minutes:.1f} min of audio, {os.cpu_count()} cores, {arguments.runs} runs")
    compare_conversion(files, arguments.runs)
    compare_help(max(5, arguments.runs))


def compare_conversion(files: Sequence[Path], runs: int) -> None:
    served = prepare_model()
    folder = next(str(model.path) for model in list_models() if model.name == served)
    plain = [sys.executable, "-c", PLAIN, folder, str(os.cpu_count() or 1), *map(str, files)]
    pairs = []
    for _ in range(runs):
        a = timed(plain)
        with tempfile.TemporaryDirectory() as out:
            command = ["transcribe", "convert", *map(str, files), "--out", out, "--device", "cpu", "--quiet"]
            b = timed([sys.executable, "-m", *command])
        pairs.append((a, b))
    report("plain faster-whisper, s", [a[0] for a, _ in pairs])
    report(f"transcribe convert ({', '.join(DEFAULT_FORMATS)}), s", [b[0] for _, b in pairs])
    report("ratio convert / plain (goal ≤ 1)", [b[0] / a[0] for a, b in pairs])
    report("plain, peak MB", [a[1] for a, _ in pairs])
    report("convert, peak MB", [b[1] for _, b in pairs])


def compare_help(runs: int) -> None:
    pairs = []
    for _ in range(runs):
        bare = timed([sys.executable, "-c", "pass"])[0]
        pairs.append((timed([sys.executable, "-m", "transcribe", "--help"])[0], bare))
    report("transcribe --help minus python -c pass, s (goal ≤ 0.25)", [a - b for a, b in pairs])


def timed(command: list[str]) -> tuple[float, float, float]:
    """Wall seconds, peak resident megabytes and processor seconds of a command.

    Raises:
        SystemExit: the command failed.
    """
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"failed: {' '.join(command[:4])}")
    seconds = time.perf_counter() - start
    return seconds, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime


def report(label: str, values: Sequence[float]) -> None:
    low, middle, high = min(values), statistics.median(values), max(values)
    print(f"{label:<60} median {middle:8.3f}   min {low:8.3f}   max {high:8.3f}")


if __name__ == "__main__":
    main()
