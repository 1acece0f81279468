"""How our phones of French compare with those of espeak-ng, on the words of ``samples/scripts`` as they are dictated.

    python benchmarks/phones.py [--shown 40]

espeak-ng (GPL) is a yardstick here and nowhere else (``pip install phonemizer
espeakng-loader``). Both write a phrase at a time; phones are aligned, stress left out, and again with the
sounds that speakers of French do not agree on taken for one (e/ɛ, o/ɔ, ø/œ/ə, œ̃/ɛ̃).
"""

import argparse
import re
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from transcribe.speaking.choices import SpeechChoices
from transcribe.speaking.dictations import read_script, say
from transcribe.speaking.sounding import for_the_voice
from transcribe.voices.phones import phones

SCRIPTS = Path(__file__).resolve().parents[1] / "samples" / "scripts"
_ALIKE = str.maketrans({"ɛ": "e", "ɔ": "o", "œ": "ə", "ø": "ə", "ɥ": "y", "w": "u"})


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--shown", type=int, default=40)
    shown = parser.parse_args().shown
    choices = SpeechChoices(punctuation="complète")
    phrases: list[str] = []
    for path in sorted(SCRIPTS.glob("*.toml")):
        said, _ = say(read_script(path), choices)
        phrases += [for_the_voice(one.strip()) for one in re.split(r"[,.?]", said) if re.search(r"\w", one)]
    ours, theirs = [_words(phones(one)) for one in phrases], [_words(one) for one in _espeak(phrases)]
    count = far = apart = 0
    kinds: Counter[tuple[str, str]] = Counter()
    for a, b in zip(ours, theirs, strict=True):
        count += len("".join(b).replace("\u0303", ""))
        far += Levenshtein.distance("".join(a), "".join(b))
        apart += Levenshtein.distance("".join(_folded(a)), "".join(_folded(b)))
        kinds.update(_differences(a, b))
    print(
        f"phones that differ: {100 * far / count:.1f} % of {count}, by more than shades: {100 * apart / count:.1f} %"
    )
    for (our, their), times in kinds.most_common(shown):
        print(f"{times:5} ours {our or '–'}  espeak-ng {their or '–'}")


def _words(sounds: str) -> list[str]:
    for old, new in (
        ("t^s", "ʦ"),
        ("t^ʃ", "ʧ"),
        ("d^ʒ", "ʤ"),
        ("d^z", "ʣ"),
        ("^", ""),
        ("-", ""),
        ("ˈ", ""),
        ("ː", ""),
    ):
        sounds = sounds.replace(old, new)
    return sounds.split()


def _folded(words: list[str]) -> list[str]:
    return [word.translate(_ALIKE).replace("ə̃", "ẽ").replace("ə", "") for word in words]


def _differences(a: list[str], b: list[str]) -> list[tuple[str, str]]:
    found = SequenceMatcher(None, _folded(a), _folded(b), autojunk=False).get_opcodes()
    return [
        (" ".join(a[i:j]), " ".join(b[k:m]))
        for name, i, j, k, m in found
        if name != "equal" and "".join(_folded(a[i:j])) != "".join(_folded(b[k:m]))
    ]


def _espeak(phrases: list[str]) -> list[str]:
    import espeakng_loader
    from phonemizer.backend import EspeakBackend
    from phonemizer.backend.espeak.wrapper import EspeakWrapper

    EspeakWrapper.set_library(espeakng_loader.get_library_path())
    EspeakWrapper.set_data_path(espeakng_loader.get_data_path())
    backend = EspeakBackend("fr-fr", tie="^", language_switch="remove-flags")
    return [str(one) for one in backend.phonemize(phrases)]


if __name__ == "__main__":
    main()
