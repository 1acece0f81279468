"""What cannot be is always doubted, and never changed."""

import pytest

from transcribe.core.revision import Revision
from transcribe.core.types import Transcript
from transcribe.writing import write


def doubted(text: str) -> list[str]:
    revision = write(Revision(Transcript.from_text(text)))
    words = [word.text for word in revision.transcript.words]
    return [
        " ".join(words[d.first : d.last + 1])
        for d in revision.doubts
        if any(word in d.reason for word in ("impossible", "dix fois", "incomplète"))
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("vu le trente-huit mars", "trente-huit mars"),
        ("né le trente et un avril deux mille vingt", "trente et un avril deux mille vingt"),
        ("né le 31/02/1980", "31/02/1980"),
        ("hospitalisé du trois onze mai deux mille vingt-six", "trois onze mai deux mille vingt-six"),
        ("absent les douze treize mai", "douze treize mai"),
        ("revue le sept janvier du.", "sept janvier du."),
        ("revue le sept janvier deux", "sept janvier deux"),
        ("température à soixante degrés", "soixante degrés"),
        ("TA 12/80", "12/80"),
        ("tension artérielle à 124/20", "124/20"),
        ("SpO2 à 140 %", "140 %"),
        ("score de Glasgow à dix-huit", "dix-huit"),
        ("lévothyroxine soixante-quinze milligrammes", "soixante-quinze milligrammes"),
        ("paracétamol 100 g", "100 g"),
    ],
)
def test_what_cannot_be_is_doubted(text: str, words: str) -> None:
    assert doubted(text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "vu le trente et un mars",
        "né le 29 février 1980",
        "hospitalisé du trois au onze mai deux mille vingt-six",
        "absent les douze et treize mai",
        "revue le sept janvier deux mille vingt-six",
        "revue le sept janvier de cette année",
        "depuis le sept janvier deux comprimés par jour",
        "chambre trois, onze mai",
        "prélèvement le sept janvier, deux flacons",
        "température à trente-neuf degrés",
        "TA 12/8, pouls à 80",
        "tension à cent quarante sur quatre-vingts",
        "SpO2 à 100 %",
        "Glasgow 15",
        "lévothyroxine 75 µg",
        "Doliprane 1 000 mg",
        "température prise 3 fois par jour",
        "acuité 10/10, ratio 12/80",
        "fièvre depuis 3 jours",
    ],
)
def test_what_is_possible_is_not(text: str) -> None:
    assert doubted(text) == []
