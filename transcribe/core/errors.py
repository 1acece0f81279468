"""Everything that can go wrong and is the user's business, each with its French sentence.

TranscribeError
├── AudioError                 one audio file
│   ├── UnreadableAudio        not a sound file, or damaged
│   │   ├── DamagedAudio       in the middle
│   │   └── UnsupportedAudio   no decoder for it
│   ├── EmptyFile              zero bytes
│   ├── TruncatedAudio         the end is missing
│   │   ├── CutAudio           … inside a block
│   │   └── UnfinishedAudio    … and the index with it
│   ├── NoSoundTrack           a video or container without sound
│   ├── NoDuration             decodes to no sample at all
│   ├── SilentAudio            nobody speaks
│   └── ProtectedAudio         DRM
├── ModelError                 the speech model
│   ├── UnknownModel
│   ├── MissingModel
│   ├── CorruptModel
│   ├── UnusableAdapter        the plain model serves in its place
│   └── DeviceUnavailable
├── LexiconError               a lexicon folder or file
├── TemplateError              a template folder or file
├── DocumentError              a text, Word or JSON file given to read
├── VoiceError                 a synthetic voice
└── OutputError                a file that cannot be written
    ├── UnknownForm            no form bears this suffix
    ├── PluginError            another package failed to write its form
    └── FolderBusy             another run writes there

Each class holds its sentence: what, where, what to do. Details are given by keyword and are attributes.
"""

import errno
from typing import ClassVar

_CAUSES = {
    "ENOSPC": "le disque est plein",
    "EDQUOT": "votre place sur ce disque est épuisée",
    "EFBIG": "le fichier est trop gros pour ce disque",
    "EACCES": "droits insuffisants",
    "EPERM": "opération interdite par le système",
    "EROFS": "le disque est en lecture seule",
    "ENOENT": "le fichier ou le dossier n’existe pas, ou plus",
    "ENOTDIR": "un fichier se trouve là où il faut un dossier",
    "EISDIR": "un dossier se trouve là où il faut un fichier",
    "EEXIST": "ce nom existe déjà",
    "ENOTEMPTY": "le dossier n’est pas vide",
    "ENAMETOOLONG": "le nom est trop long",
    "EILSEQ": "le nom contient des caractères que ce disque refuse",
    "EINVAL": "ce disque refuse ce nom ou cette opération",
    "ELOOP": "des liens tournent en rond",
    "EIO": "le disque ou la clé répond par une erreur",
    "ENODEV": "le disque ou la clé n’est plus là",
    "ENXIO": "le disque ou la clé n’est plus là",
    "EBUSY": "un autre programme s’en sert",
    "EADDRINUSE": "un autre programme s’en sert",
    "EADDRNOTAVAIL": "cette adresse n’est pas celle de cet ordinateur",
    "ETXTBSY": "un autre programme s’en sert",
    "EMFILE": "trop de fichiers sont ouverts",
    "ENFILE": "trop de fichiers sont ouverts",
    "ENOMEM": "la mémoire manque",
    "ESTALE": "le dossier du réseau ne répond plus",
    "ETIMEDOUT": "le dossier du réseau ne répond plus",
    "EPIPE": "le programme qui lisait s’est arrêté",
}


HELD_OPEN = (5, 32, 33)
"""Numbers by which Windows refuses to touch a file that another program holds open."""
_CAUSES_OF_WINDOWS = {
    5: "droits insuffisants, ou un autre programme l’a ouvert, peut-être Word : fermez-le",
    **dict.fromkeys((32, 33), "un autre programme l’a ouvert, peut-être Word : fermez-le"),
    3: "le dossier n’existe pas, ou le chemin entier dépasse 260 signes",
    123: "Windows refuse ce nom",
    206: "le chemin entier dépasse 260 signes : choisissez un dossier moins profond",
}


def cause_of(error: OSError) -> str:
    """Why the system refused, in French whatever the language of the system."""
    if (known := _CAUSES_OF_WINDOWS.get(getattr(error, "winerror", None) or 0)) is not None:
        return known
    name = errno.errorcode.get(error.errno or 0, "")
    if name in _CAUSES:
        return _CAUSES[name]
    return f"erreur {error.errno} du système" if error.errno else type(error).__name__


class TranscribeError(Exception):
    """Base of all errors shown to the user; ``str()`` gives the French sentence."""

    sentence: ClassVar[str] = "{message}"

    def __init__(self, **details: object) -> None:
        self.details = details
        super().__init__(self.sentence.format(**details))

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.details)


def _rebuild(kind: type[TranscribeError], details: dict[str, object]) -> TranscribeError:
    return kind(**details)


class AudioError(TranscribeError):
    """One audio file cannot be converted."""


class UnreadableAudio(AudioError):
    sentence = (
        "« {path} » n’est pas un fichier audio lisible (ou il est endommagé) : "
        "vérifiez qu’il s’écoute dans un lecteur, puis copiez-le ou exportez-le à nouveau."
    )


class EmptyFile(AudioError):
    sentence = "« {path} » est vide (0 octet) : la copie depuis le dictaphone a échoué, copiez-le à nouveau."


class TruncatedAudio(AudioError):
    sentence = (
        "« {path} » est incomplet : seules {decoded} sur {expected} ont pu être lues ; "
        "copiez-le à nouveau depuis le dictaphone."
    )


class NoSoundTrack(AudioError):
    sentence = "« {path} » ne contient aucune piste sonore : choisissez le fichier qui porte la dictée."


class NoDuration(AudioError):
    sentence = "« {path} » dure zéro seconde : il n’y a rien à convertir, vérifiez l’enregistrement."


class SilentAudio(AudioError):
    sentence = "« {path} » ne contient aucune parole : vérifiez le microphone ou le niveau d’enregistrement."


class ProtectedAudio(AudioError):
    sentence = (
        "« {path} » est protégé (DRM) et ne peut pas être lu : "
        "demandez un enregistrement sans protection (wav, mp3, m4a…)."
    )


class ModelError(TranscribeError):
    """The speech model cannot be used."""


class UnknownModel(ModelError):
    sentence = (
        "Modèle « {name} » inconnu : choisissez parmi {known}, "
        "ou donnez un dossier qui contient un modèle CTranslate2 (model.bin)."
    )


class MissingModel(ModelError):
    sentence = "{message}"


class CorruptModel(ModelError):
    sentence = (
        "Le fichier « {file} » du modèle « {name} » est altéré (empreinte SHA-256 inattendue) : {remedy}."
    )


class UnusableAdapter(ModelError):
    sentence = "{message}"


class DeviceUnavailable(ModelError):
    sentence = (
        "Le calcul sur « {device} » en « {precision} » ne fonctionne pas sur cette machine : "
        "retirez l’option ou choisissez --device cpu."
    )


class ClusterError(TranscribeError):
    """Other machines cannot convert; ``message`` says why and what to do."""


class LexiconError(TranscribeError):
    """A lexicon folder or file is wrong; ``message`` says where and what to do."""


class TemplateError(TranscribeError):
    """A template is wrong; ``message`` says where and what to do."""


class DocumentError(TranscribeError):
    """A text, Word or JSON file given to read is wrong; ``message`` says what to do."""


class VoiceError(TranscribeError):
    """A synthetic voice cannot be used; ``message`` says what to do."""


class OutputError(TranscribeError):
    sentence = "Impossible d’écrire « {path} » ({cause}) : vérifiez la place et les droits du dossier."


class FolderBusy(OutputError):
    sentence = (
        "Un autre « transcribe » écrit en ce moment dans « {path} » : attendez qu’il ait fini, "
        "ou choisissez un autre dossier."
    )


class UnknownForm(OutputError):
    sentence = "« {path} » : le nom doit finir par une forme connue ; choisissez parmi {known}."


class PluginError(OutputError):
    sentence = (
        "« {name} », du paquet « {package} », n’a pas pu faire « {path} » ({cause}) : mettez ce paquet à jour, ou "
        "signalez-le à ses auteurs."
    )


class MixedSession(OutputError):
    sentence = (
        "« {path} » contient déjà un autre exercice (« {other} »), qui serait noté avec cette séance : "
        "choisissez un dossier neuf."
    )


class DamagedAudio(UnreadableAudio):
    sentence = (
        "« {path} » est endommagé : {lost} de son n’ont pas pu être lues, à partir de {place} ; "
        "copiez-le à nouveau depuis le dictaphone."
    )


class CutAudio(TruncatedAudio):
    sentence = (
        "« {path} » est incomplet : le fichier s’arrête au milieu d’un bloc, après {decoded} de son ; "
        "copiez-le à nouveau depuis le dictaphone."
    )


class UnsupportedAudio(UnreadableAudio):
    sentence = (
        "« {path} » est dans un format que le programme ne sait pas lire ({format}) : "
        "exportez-le en wav, mp3 ou m4a depuis le logiciel du dictaphone."
    )


class UnfinishedAudio(TruncatedAudio):
    sentence = (
        "« {path} » est incomplet : l’enregistrement ou la copie s’est interrompu avant la fin "
        "(l’index du fichier manque) ; copiez-le à nouveau depuis l’appareil."
    )
