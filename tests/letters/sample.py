"""Small dictations and a marked revision that the tests of this room share. All names are invented."""

from transcribe.core.revision import Revision
from transcribe.core.types import Doubt, Edit, Transcript, Word

LETTER = """Courrier au Dr Paul Lemaire
Consultation de cardiologie du 3 avril 2026
Cher confrère,
Merci de m'avoir adressé Mme Jeanne Duval, née le 12 mai 1948, pour une dyspnée.
Antécédents : hypertension artérielle.
À l'examen, la tension est à 14/8.
Traitement de fond :
- Ramipril 5 mg
- Bisoprolol 2,5 mg
Au total, dyspnée d'effort.
Bien confraternellement,
Dr Sophie Arnaud"""


def timed(text: str, *, seconds: float = 0.5) -> Transcript:
    """A transcript in which each word lasts ``seconds``."""
    words = tuple(
        Word(word, i * seconds, (i + 1) * seconds, 0.9)
        for i, word in enumerate(text.replace("\n", " ").split())
    )
    return Transcript(words, duration=len(words) * seconds)


def marked() -> Revision:
    """« madame Duval prend du ramipril quinze milligrammes euh le soir » with one edit of each manner."""
    transcript = timed(
        "Certificat madame Jeanne Duval prend du ramypril quinze milligrammes euh le soir <fin>"
    )
    return Revision(
        transcript,
        (
            Edit(0, 0, "Certificat\n", "command", "Retour à la ligne"),
            Edit(1, 1, "Mme", "typography", "Civilité abrégée"),
            Edit(6, 6, "ramipril", "term", "terme du lexique", 0.97, ("lamivudine",)),
            Edit(7, 8, "15\u00a0mg", "unit", "Nombre et unité"),
            Edit(9, 9, "", "removal", "Hésitation"),
        ),
        (
            Doubt(7, 8, "dose", "dose inhabituelle", ("5 mg", "10 mg")),
            Doubt(3, 3, "identity", "nom à vérifier"),
        ),
    )
