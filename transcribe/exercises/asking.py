"""What a learner is asked to do, in the words of the file he works in: only what is there is named."""

from dataclasses import dataclass
from typing import Literal

from transcribe.exercises.types import Exercise

Medium = Literal["word", "page"]
"""``word``: copie.docx beside its consigne. ``page``: the text stands in a page, offline or of the class."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What there is of an exercise to speak of.

    ``sounds`` are the names of what is heard, ``slow`` a voice slowed down, ``initial`` a first letter given at gaps,
    ``listed`` a list of the words to place.
    """

    kind: str
    sounds: tuple[str, ...] = ()
    slow: bool = False
    initial: bool = False
    listed: bool = False


_DICTATED = (
    "Écoutez la dictée une première fois en entier, puis phrase par phrase.",
    "Votre formateur vous dicte le document : écoutez-le une première fois en entier.",
)
_WHERE: dict[Medium, tuple[str, str]] = {
    "word": ("dans copie.docx", "Le texte de copie.docx"),
    "page": ("dans la page", "Le texte de la page"),
}
_DOUBT = "Un mot reste incompris ? Écrivez [inaudible] : un doute signalé vaut mieux qu’une erreur."


def has_audio(exercise: Exercise) -> bool:
    """Whether the learner is given something to hear: never where the words stand in the text already."""
    return exercise.source.audio is not None and exercise.kind != "mise-en-page"


def tasks_of(exercise: Exercise, medium: Medium) -> tuple[str, ...]:
    """What there is to do in an exercise, in order."""
    choices = exercise.choices
    sounds = tuple(f"dictee.{suffix}" for suffix in choices.audio) if has_audio(exercise) else ()
    asked = Asked(
        exercise.kind, sounds, choices.needs.pace < 1,
        initial=any(gap.initial for gap in exercise.gaps), listed=choices.help == "liste",
    )  # fmt: skip
    return tasks(asked, medium)


def tasks(asked: Asked, medium: Medium) -> tuple[str, ...]:
    """What there is to do, in order."""
    first: tuple[str, ...] = ()
    if asked.sounds and medium == "word":
        slowly = " (voix ralentie, même hauteur)" if asked.slow else ""
        first = (f"{_names(asked.sounds)}{slowly}.",)
    elif asked.sounds and asked.slow:
        first = ("La voix est ralentie, à la même hauteur.",)
    given = _TASKS.get(asked.kind)
    return (*first, *(given(asked, medium) if given else ()))


def _names(names: tuple[str, ...]) -> str:
    return f"L’audio est dans {' et dans '.join(names)}" + (
        " (le même, pour les appareils qui ne lisent pas l’un des deux)" if len(names) > 1 else ""
    )


def _dictation(asked: Asked, medium: Medium) -> tuple[str, ...]:
    return (
        _DICTATED[0] if asked.sounds else _DICTATED[1],
        f"Saisissez tout le document {_WHERE[medium][0]} : titre, rubriques, paragraphes, signature.",
        "Écrivez nombres, unités, dates et abréviations selon l’usage des comptes-rendus.",
        _DOUBT,
        "Relisez-vous avec l’audio avant de rendre." if asked.sounds else "Relisez-vous avant de rendre.",
    )


def _proofreading(asked: Asked, medium: Medium) -> tuple[str, ...]:
    there = _WHERE[medium][1]
    return (
        f"{there} contient des fautes : écoutez l’audio, trouvez-les, corrigez-les dans le texte."
        if asked.sounds
        else f"{there} contient des fautes : trouvez-les et corrigez-les dans le texte.",
        "Ne récrivez pas ce qui est juste.",
        "Surveillez d’abord les doses, les côtés, les négations et les identités.",
    )


def _gaps(asked: Asked, medium: Medium) -> tuple[str, ...]:
    if medium == "word":
        around = " (et l’initiale entre crochets)" if asked.initial else ""
        first = f"Complétez chaque trou de copie.docx : effacez les traits{around} et écrivez ce qui manque, en entier."
    else:
        around = " La première lettre est donnée : récrivez-la." if asked.initial else ""
        first = f"Complétez chaque trou : écrivez ce qui manque, en entier.{around}"
    where = "ci-dessous" if medium == "word" else "dans la liste"
    return (
        *(("Écoutez l’audio en lisant le texte.",) if asked.sounds else ()),
        first,
        *((f"Les réponses sont {where}, par ordre alphabétique.",) if asked.listed else ()),
        "Ne changez rien d’autre au texte.",
    )


def _layout(asked: Asked, medium: Medium) -> tuple[str, ...]:
    if medium == "word":
        return (
            "Mettez en page le texte de copie.docx : un paragraphe par rubrique, titre et intitulés avec les styles "
            "de Word (Titre, Titre 1).",
            "Ne changez pas les mots.",
        )
    return (
        "Mettez en page le texte : un paragraphe par rubrique (touche Entrée).",
        "Donnez ensuite à chaque ligne son style : titre, intitulé de rubrique, paragraphe ou élément de liste.",
        "Ne changez pas les mots.",
    )


def _review(asked: Asked, medium: Medium) -> tuple[str, ...]:
    return (
        "Ce compte-rendu vient de la reconnaissance vocale : vérifiez chaque passage signalé avec le son.",
        "Le programme peut se tromper dans ses corrections comme dans ses doutes : refusez ce qui est faux.",
        "Relisez ensuite tout le texte : une erreur peut n’être signalée nulle part.",
    )


_TASKS = {
    "dictee": _dictation,
    "relecture": _proofreading,
    "trous": _gaps,
    "mise-en-page": _layout,
    "compte-rendu": _review,
}
