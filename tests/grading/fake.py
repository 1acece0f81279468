"""A small lexicon for tests: what it knows is written here."""

from dataclasses import dataclass

from transcribe.grading.types import Entry


@dataclass(frozen=True)
class FakeEntry:
    kind: str
    lexicon: str
    tags: tuple[str, ...] = ()


_COMMON = frozenset(
    [
        "je",
        "vous",
        "remercie",
        "de",
        "avoir",
        "adressé",
        "pour",
        "une",
        "la",
        "le",
        "les",
        "des",
        "du",
        "un",
        "patient",
        "patiente",
        "douleur",
        "membre",
        "membres",
        "gauche",
        "droite",
        "droit",
        "examen",
        "clinique",
        "motif",
        "conclusion",
        "traitement",
        "antécédents",
        "récente",
        "découverte",
        "rythme",
        "tension",
        "pas",
        "sans",
        "avec",
        "souffle",
        "matin",
        "soir",
        "jour",
        "cher",
        "chère",
        "madame",
        "suite",
        "main",
        "deux",
        "dans",
        "est",
        "et",
        "consultation",
        "contrôle",
        "lésion",
        "favorable",
        "défavorable",
        "dilatée",
        "dilaté",
        "réséqués",
        "réséqué",
        "adressés",
        "adressé",
        "perméable",
        "perméables",
        "tache",
        "tâche",
        "foie",
        "fois",
        "il",
        "ne",
        "on",
        "note",
        "bon",
        "état",
        "général",
    ]
)
_TERMS = frozenset(
    [
        "hypertension",
        "hypotension",
        "artérielle",
        "dyspnée",
        "cholécystectomie",
        "cholécystotomie",
        "fibrillation",
        "atriale",
        "œdème",
        "oreillette",
        "thrombose",
        "hystérotomie",
        "hystérectomie",
        "coronarien",
        "sténose",
    ]
)


class FakeLexicon:
    def knows(self, word: str) -> bool:
        return word.lower() in _COMMON | _TERMS or word.lower() in {
            "ramipril",
            "apixaban",
            "rivaroxaban",
            "négatif",
            "adresser",
            "abaissés",
        }

    def frequency(self, word: str) -> float:
        return 5.0 if word.lower() in _COMMON else 2.0 if word.lower() in _TERMS else 0.0

    def is_name(self, word: str) -> bool:
        return word in {"Yaël", "Irena", "Hélène", "Bensoussan"}

    def entry(self, term: str) -> Entry | None:
        return FakeEntry("", "medical") if term in _TERMS else None


LEXICON = FakeLexicon()

LETTER = """Courrier au Dr Yaël Bensoussan
Consultation de cardiologie du 12 mars 2026
Chère consœur,
Je vous remercie de m'avoir adressé Mme Irena Szymczak, née le 4 mai 1954, pour une dyspnée de découverte récente.
Antécédents : hypertension artérielle, pas d'antécédent coronarien.
Traitement : ramipril 5 mg par jour, apixaban 2,5 mg matin et soir.
Examen clinique : tension artérielle à 14/8, rythme à 92/min, pas de souffle, pas d'œdème.
Échocardiographie : fraction d'éjection à 55 %, oreillette gauche dilatée.
Bien confraternellement,
Dr Hélène Marchetti-Dufour"""
