"""What may be refused in a class, each with its French sentence.

ClassroomError
├── SpaceError       the files of the space
├── NotAllowed       somebody asks for what is not his
├── SignInRefused    unknown code, name or personal code
│   └── TooMany      … too often: wait
├── NotFound         no such class, person, exercise
├── ListRefused      a list of people or an exercise folder that cannot be taken
├── HandedIn         a copy that does not change any more
│   └── Closed       … because its last date is past
├── NotOpen          an exercise that is not open yet, or closed
├── NotPrivate       a trainer's page over a line that others may read
└── Overheard        a real dictation over such a line
"""

from transcribe.core.errors import TranscribeError


class ClassroomError(TranscribeError):
    """Base of what a class refuses."""


class SpaceError(ClassroomError):
    """The files of the space."""

    sentence = "« {path} » : {cause}. Vérifiez le disque et les droits, ou donnez un autre dossier."


class NotAllowed(ClassroomError):
    """Somebody asks for what is not his."""

    sentence = "Cette page n’est pas à vous, ou n’existe pas."


class SignInRefused(ClassroomError):
    """Unknown code, name or personal code: which of them is not told."""

    sentence = (
        "Code de classe, nom ou code personnel : l’un des trois ne convient pas. "
        "Vérifiez votre carte, ou demandez à votre formateur."
    )


class TooMany(SignInRefused):
    """Too many failures in a row."""

    sentence = (
        "Trop d’essais : attendez {wait}, puis recommencez ; votre formateur peut aussi débloquer l’accès."
    )


class NotFound(ClassroomError):
    """No such thing in this space."""


class ListRefused(ClassroomError):
    """A list of people or an exercise folder that cannot be taken."""


class HandedIn(ClassroomError):
    """The copy does not change any more."""

    sentence = "Cette copie est rendue : elle ne change plus."


class Closed(HandedIn):
    """The last date is past; what comes after is kept beside the copy."""

    sentence = (
        "Cet exercice est fermé : ce texte est gardé à côté de votre copie, montrez-le à votre formateur si "
        "vous n’avez pas pu l’envoyer à temps."
    )


class NotOpen(ClassroomError):
    """The exercise is not open yet, or no more."""

    sentence = "Cet exercice {why}."


class NotPrivate(ClassroomError):
    """A trainer's page, asked for over a line that others may read."""

    sentence = (
        "Les pages du formateur s’ouvrent sur l’ordinateur qui sert la classe, ou par une liaison chiffrée (https) : "
        "ailleurs, d’autres pourraient lire son code et les copies."
    )


class Overheard(ClassroomError):
    """A real dictation does not go over a network that others can read."""

    sentence = (
        "Cette dictée est réelle et la liaison n’est pas chiffrée : elle ne s’ouvre pas d’ici. Demandez à votre "
        "formateur de servir la classe avec « --https »."
    )
