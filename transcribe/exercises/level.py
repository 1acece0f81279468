"""How hard a dictation is, measured: the level from 1 to 5 and each part of it.

Each measure becomes a share of difficulty in [0, 1] between an easy and a hard figure; the score is the mean
of the shares by their weights, over the measures that can be taken (no audio: no rate, no sound quality).
"""

import re
from collections.abc import Sequence
from pathlib import Path

from transcribe.exercises.types import Level, Part, Source
from transcribe.french.commands import said_commands
from transcribe.grading.french import decimal_text
from transcribe.grading.lexical import words_of
from transcribe.grading.tokens import Token, tokenize
from transcribe.grading.types import Lexicon

# name → (easy figure, hard figure, weight)
_SCALES = {
    "débit": (90.0, 190.0, 2.0),
    "qualité du son": (35.0, 8.0, 1.5),
    "longueur": (40.0, 260.0, 2.5),
    "densité des termes": (0.10, 0.40, 1.0),
    "rareté des termes": (1.0, 3.5, 1.0),
    "nombres et sigles": (0.03, 0.22, 1.0),
    "ponctuation dictée": (1.0, 0.0, 1.0),
}
_BOUNDS = (0.2, 0.38, 0.54, 0.7)
_MARKS = re.compile(r"[,;:.](?=\s|$)|\n")

FORMULA = (
    "Niveau = moyenne pondérée des mesures ramenées entre 0 (facile) et 1 (difficile) ; "
    "1 jusqu’à 0,20, 2 jusqu’à 0,38, 3 jusqu’à 0,54, 4 jusqu’à 0,70, 5 au-delà."
)


def measure(source: Source, lexicon: Lexicon) -> Level:
    """The level of a source.

    Raises:
        AudioError: its audio cannot be read.
    """
    tokens = [token for token in tokenize(source.page.text) if token.kind != "mark"]
    parts = [*_text_parts(tokens, lexicon), *_punctuation(source)]
    if source.audio is not None:
        said = len(source.spoken.split()) or round(len(tokens) * 1.15)
        parts = [*_sound_parts(source.audio, said), *parts]
    score = sum(p.share * p.weight for p in parts) / sum(p.weight for p in parts)
    return Level(1 + sum(score > bound for bound in _BOUNDS), score, tuple(parts))


def _part(name: str, figure: float, text: str) -> Part:
    easy, hard, weight = _SCALES[name]
    share = min(1.0, max(0.0, (figure - easy) / (hard - easy)))
    return Part(name, text, share, weight)


def _text_parts(tokens: Sequence[Token], lexicon: Lexicon) -> list[Part]:
    words = words_of(lexicon)
    total = max(1, len(tokens))
    terms = [t.text for t in tokens if t.kind == "word" and (words.drug(t.text) or words.is_term(t.text))]
    codes = [t for t in tokens if t.kind in {"number", "date", "time"} or _is_acronym(t.text)]
    rarity = sum(max(0.0, 4 - lexicon.frequency(term.lower())) for term in terms) / max(1, len(terms))
    return [
        _part("longueur", total, f"{total} mot{'s' if total > 1 else ''}"),
        _part("densité des termes", len(terms) / total, f"{len(terms) * 100 // total} % des mots"),
        _part("rareté des termes", rarity, f"{decimal_text(round(rarity, 1))} sur 4"),
        _part("nombres et sigles", len(codes) / total, f"{len(codes) * 100 // total} % des mots"),
    ]


def _is_acronym(text: str) -> bool:
    return len(text) > 1 and (text.isupper() or any(c.isdigit() for c in text))


def _punctuation(source: Source) -> list[Part]:
    """The share of the marks that is dictated; unknown without the words as they are said."""
    if not source.spoken:
        return []
    marks = len(_MARKS.findall(source.page.text))
    share = min(1.0, len(said_commands().findall(source.spoken)) / max(1, marks))
    text = "toute" if share > 0.85 else "aucune" if share < 0.1 else f"{share * 100:.0f} % des signes"
    return [_part("ponctuation dictée", share, text)]


def _sound_parts(audio: Path, words: int) -> list[Part]:
    from transcribe.exercises.sound import listen

    heard = listen(audio)
    rate = 60 * words / max(heard.speech, 1.0)
    return [
        _part("débit", rate, f"{rate:.0f} mots par minute"),
        _part("qualité du son", heard.clarity, f"{heard.clarity:.0f} dB entre la voix et le bruit"),
    ]
