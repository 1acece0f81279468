"""Un modèle plus grand écrit déjà bien : majuscules, ponctuation, chiffres. Rien n’est changé, peu est à vérifier."""

import random
import tomllib
from pathlib import Path

import pytest

from transcribe import terms, writing
from transcribe.core.revision import Revision
from transcribe.core.types import Segment, Transcript, Word

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.toml"))


def heard_well(text: str) -> Transcript:
    """The text as a sure model gives it: each word likely, a few less so, a pace of speech."""
    chance = random.Random(1)
    words: list[Word] = []
    start = 0.0
    for written in text.split():
        probability = min(0.995, max(0.5, chance.betavariate(18, 1.2)))
        end = start + 0.06 * len(written) + 0.1
        words.append(Word(written, round(start, 2), round(end, 2), round(probability, 3)))
        start = end + 0.05
    return Transcript(words=tuple(words), segments=(Segment(0, len(words) - 1, 0.0, start),), duration=start)


@pytest.fixture(scope="module")
def checked() -> list[tuple[str, Revision, Revision]]:
    """For each sample, its name, its text after corrections, and after writing and checking."""
    lexicon = terms.load_lexicon()
    found: list[tuple[str, Revision, Revision]] = []
    for path in SAMPLES:
        text = tomllib.loads(path.read_text("utf-8"))["written"]
        corrected = terms.correct(Revision(heard_well(text)), lexicon)
        written = writing.write(corrected, acronyms=terms.acronyms())
        found.append((path.stem, corrected, terms.check(written, lexicon)))
    return found


def test_aucun_mot_juste_n_est_corrige(checked: list[tuple[str, Revision, Revision]]) -> None:
    changed = {
        name: [(edit.text, edit.reason) for edit in corrected.edits]
        for name, corrected, _ in checked
        if corrected.edits
    }
    assert not changed


def test_peu_de_mots_justes_sont_a_verifier(checked: list[tuple[str, Revision, Revision]]) -> None:
    words = sum(len(corrected.transcript.words) for _, corrected, _ in checked)
    marked = sum(
        doubt.last - doubt.first + 1 for _, _, final in checked for doubt in final.doubts if doubt.strong
    )
    assert words > 1000
    assert marked <= 0.08 * words


def test_la_page_garde_ses_mots(checked: list[tuple[str, Revision, Revision]]) -> None:
    for name, corrected, final in checked:
        said = sum(word.text.isalpha() for word in corrected.transcript.words)
        kept = sum(word.isalpha() for word in final.text.split())
        assert kept >= 0.97 * said, name
