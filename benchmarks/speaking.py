"""How well a synthetic voice is understood, and what it costs: words wrong of two models on scripts it speaks.

    python benchmarks/speaking.py [--voice kokoro] [--model base-medical]… [--scripts 6] [--misheard]

``--scripts``: so many of ``samples/scripts``, spread evenly; dictated with all their punctuation, no noise. Words are
compared as they are said (``spoken``). ``--misheard`` shows what was heard for what.
"""

import argparse
import tempfile
import time
from collections import Counter
from pathlib import Path

import jiwer
from spoken import spoken

from transcribe.speaking.choices import SpeechChoices
from transcribe.speaking.dictations import make_dictation, read_script, say
from transcribe.speech import load_recognizer

SCRIPTS = Path(__file__).resolve().parents[1] / "samples" / "scripts"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--voice", default="kokoro")
    parser.add_argument("--model", action="append")
    parser.add_argument("--scripts", type=int, default=6)
    parser.add_argument("--misheard", action="store_true")
    arguments = parser.parse_args()
    paths = sorted(SCRIPTS.glob("*.toml"))
    paths = paths[:: max(1, len(paths) // arguments.scripts)][: arguments.scripts]
    choices = SpeechChoices(voice=arguments.voice, punctuation="complète")
    with tempfile.TemporaryDirectory() as folder:
        said: dict[Path, list[str]] = {}
        seconds = processor = wall = 0.0
        for path in paths:
            script = read_script(path)
            say(script, choices)  # the writing stage loaded, the reading known: the voice alone is timed
            began, used = time.perf_counter(), time.process_time()
            made = make_dictation(script, Path(folder) / path.stem, choices, suffix=".wav")
            wall, processor = wall + time.perf_counter() - began, processor + time.process_time() - used
            seconds += made.seconds
            said[made.sound] = spoken(made.spoken)
        print(
            f"{arguments.voice}: {seconds:.0f} s of sound, {seconds / wall:.1f} a second, "
            f"{seconds / processor:.1f} a second of processor"
        )
        for model in arguments.model or ["base-medical", "base"]:
            _understood(model, said, misheard=arguments.misheard)


def _understood(model: str, said: dict[Path, list[str]], *, misheard: bool) -> None:
    recognizer = load_recognizer(model)
    wrong = 0
    pairs: Counter[tuple[str, str]] = Counter()
    for sound, words in said.items():
        heard = spoken(recognizer.listen(sound).transcript.text)
        result = jiwer.process_words(" ".join(words), " ".join(heard))
        wrong += result.substitutions + result.deletions + result.insertions
        for chunk in result.alignments[0]:
            if chunk.type != "equal":
                meant = words[chunk.ref_start_idx : chunk.ref_end_idx]
                pairs[" ".join(meant), " ".join(heard[chunk.hyp_start_idx : chunk.hyp_end_idx])] += 1
    count = sum(map(len, said.values()))
    print(f"  {model}: {100 * wrong / count:.1f} % words wrong ({wrong} of {count})")
    for (wanted, got), times in sorted(pairs.items()) if misheard else ():
        print(f"    {times} {wanted or '–'} → {got or '–'}")


if __name__ == "__main__":
    main()
