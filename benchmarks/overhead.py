"""What a file costs beside its recognition: many short files in one batch, in one process.

    python benchmarks/overhead.py [--audio samples/onco-certificat-01.ogg] [--files 200]

Cuts ``--files`` files of two seconds out of a recording, converts them as ``transcribe convert`` does (plan, ledger,
correction, writing, letters, three files each) and prints the time that is not spent in ``Recognizer.listen``.
"""

import argparse
import tempfile
import time
import wave
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from transcribe.batch import Ledger, Options, local, make_plan, run
from transcribe.pipeline import DEFAULT_FORMATS, Settings, make_converter
from transcribe.speech import DEFAULT_MODEL
from transcribe.speech.audio import RATE, read_sound

if TYPE_CHECKING:
    from transcribe.speech import Recognizer

SECONDS = 2


class Timed:
    """A recogniser that counts the seconds spent in it."""

    def __init__(self, recognizer: Any) -> None:  # noqa: ANN401
        self.recognizer = recognizer
        self.spent = 0.0

    def listen(self, *given: Any, **options: Any) -> Any:  # noqa: ANN401
        start = time.perf_counter()
        try:
            return self.recognizer.listen(*given, **options)
        finally:
            self.spent += time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--audio", type=Path, default=Path("samples/onco-certificat-01.ogg"))
    parser.add_argument("--files", type=int, default=200)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sources = cut(arguments.audio, arguments.files, Path(folder) / "dictees")
        out = Path(folder) / "comptes-rendus"
        settings = Settings().checked()
        converter = make_converter(settings, device="cpu")
        timed = Timed(converter.recognizer)
        converter = replace(converter, recognizer=cast("Recognizer", timed))
        options = Options(DEFAULT_FORMATS, settings.fingerprint(DEFAULT_MODEL))
        start = time.perf_counter()
        ledger = Ledger(out)
        results = list(run(make_plan([sources], ledger).tasks, ledger, options, local(lambda: converter)))
        total = time.perf_counter() - start
    done = sum(result.status == "converted" for result in results)
    rest = (total - timed.spent) / max(1, len(results))
    print(
        f"{len(results)} files of {SECONDS} s, {done} converted: {total:.1f} s, of which {timed.spent:.1f} s heard"
    )
    print(f"beside recognition: {rest * 1000:.1f} ms a file (goal ≤ 30)")


def cut(audio: Path, count: int, folder: Path) -> Path:
    """``count`` wav files of two seconds, one after the other in the recording, again from its start."""
    folder.mkdir()
    samples = read_sound(audio).samples
    length = SECONDS * RATE
    for number in range(count):
        place = (number * length // 2) % max(1, len(samples) - length)
        with wave.open(str(folder / f"{number:04d}.wav"), "wb") as file:
            file.setparams((1, 2, RATE, 0, "NONE", ""))
            file.writeframes(samples[place : place + length].tobytes())
    return folder


if __name__ == "__main__":
    main()
