"""Un modèle plus grand écrit déjà bien : majuscules, ponctuation, chiffres. Rien n’est changé, peu est à vérifier."""

import random
import tomllib
from pathlib import Path

import pytest

from transcribe import terms, writing
from transcribe.core.revision import Revision
from transcribe.core.types import Segment, Transcript, Word

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.toml"))


def heard(text: str, sureness: float) -> Transcript:
    """The text as a model gives it that is as sure of its words as that, a few less so, at the pace of speech."""
    chance = random.Random(1)
    words: list[Word] = []
    start = 0.0
    for written in text.split():
        probability = min(0.995, max(0.3, chance.betavariate(sureness / (1 - sureness), 1)))
        end = start + 0.06 * len(written) + 0.1
        words.append(Word(written, round(start, 2), round(end, 2), round(probability, 3)))
        start = end + 0.05
    return Transcript(words=tuple(words), segments=(Segment(0, len(words) - 1, 0.0, start),), duration=start)


Checked = list[tuple[str, Revision, Revision]]


def checked(sureness: float) -> Checked:
    """For each sample, its name, its text after corrections, and after writing and checking."""
    lexicon = terms.load_lexicon()
    found: Checked = []
    for path in SAMPLES:
        text = tomllib.loads(path.read_text("utf-8"))["written"]
        corrected = terms.correct(Revision(heard(text, sureness)), lexicon)
        written = writing.write(corrected, acronyms=terms.acronyms())
        found.append((path.stem, corrected, terms.check(written, lexicon)))
    return found


@pytest.fixture(scope="module")
def sure() -> Checked:
    return checked(0.984)


@pytest.fixture(scope="module")
def hesitant() -> Checked:
    return checked(0.9)


def marks(pages: Checked) -> float:
    """Marks to verify for 100 words."""
    words = sum(len(corrected.transcript.words) for _, corrected, _ in pages)
    return 100 * sum(doubt.strong for _, _, final in pages for doubt in final.doubts) / words


def test_aucun_mot_juste_n_est_corrige(sure: Checked, hesitant: Checked) -> None:
    changed = {
        name: [(edit.text, edit.reason) for edit in corrected.edits]
        for name, corrected, _ in (*sure, *hesitant)
        if corrected.edits
    }
    assert not changed


def test_deux_ou_trois_marques_par_page_et_davantage_quand_le_modele_hesite(
    sure: Checked, hesitant: Checked
) -> None:
    assert marks(sure) <= 3
    assert marks(hesitant) > 2 * marks(sure)


def test_la_page_garde_ses_mots(sure: Checked) -> None:
    for name, corrected, final in sure:
        said = sum(word.text.isalpha() for word in corrected.transcript.words)
        kept = sum(word.isalpha() for word in final.text.split())
        assert kept >= 0.97 * said, name
