"""Signs, in a text, that a decoder ran away: repeated loops, and sentences that Whisper invents on noise."""

import re
import zlib
from collections.abc import Sequence

from transcribe.french import bare_words

_REPEATS = 4
_COMPRESSION = 2.4  # as in OpenAI's Whisper
# Closing credits of the subtitles that Whisper learnt from, heard on noise and silence. A whole sentence
# must be one of them, so that nothing that a doctor says is taken for one.
_INVENTED = re.compile(
    r"sous titr\w* .{0,40}\bamara org.*"
    r"|sous titr\w* (realis\w+|fait\w*|cree\w*|par|st|fr|societe)\b.{0,60}"
    r"|sous titrage"
    r"|(merci|je vous remercie) d avoir (regarde|suivi|visionne) (cette|la|ma|notre) video.*"
    r"|(n hesitez pas|n oubliez pas|pensez) .{0,10}vous abonner.*"
    r"|abonnez vous( a .{0,30})?"
    r"|a bientot pour une (nouvelle|autre|prochaine) video"
    r"|amara org"
)


def is_looping(text: str) -> bool:
    """Whether a text says the same thing over and over, as a decoder caught in a loop does.

    Numbers, lists and a command that returns on every line are no loops.
    """
    if longest_repetition(folded(text).split()) >= _REPEATS:
        return True
    raw = text.encode("utf-8")
    return len(raw) / max(1, len(zlib.compress(raw))) > _COMPRESSION


def longest_repetition(words: Sequence[str]) -> int:
    """How often one group of words comes in a row: groups of letters only, one of four letters at least."""
    best = 1
    for size in range(1, 13):
        run = 0
        for index in range(size, len(words)):
            run = run + 1 if words[index] == words[index - size] else 0
            group = words[index - size + 1 : index + 1]
            if run and any(len(word) > 3 and word.isalpha() for word in group):
                best = max(best, 1 + run // size)
    return best


def is_invented(sentence: str) -> bool:
    """Whether a sentence is one of the credits that Whisper makes up where nobody speaks."""
    return bool(_INVENTED.fullmatch(folded(sentence)))


def folded(text: str) -> str:
    """Lower case, without accents or punctuation, one space between words."""
    return " ".join(word.key for word in bare_words(text))
