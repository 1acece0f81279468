"""What a learner is asked to do, in the words of the file he works in: only what is there is named."""

from typing import Literal

from transcribe.exercises.types import Exercise

Medium = Literal["word", "page"]
"""``word``: copie.docx beside its consigne. ``page``: exercice.html, where the text stands in the page."""

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
    """What there is to do, in order."""
    heard = has_audio(exercise)
    slow = exercise.choices.needs.pace < 1
    first: tuple[str, ...] = ()
    if heard and medium == "word":
        slowly = " (voix ralentie, même hauteur)" if slow else ""
        first = (f"{_names(exercise)}{slowly}.",)
    elif heard and slow:
        first = ("La voix est ralentie, à la même hauteur.",)
    return (*first, *_TASKS[exercise.kind](exercise, medium, heard))


def _names(exercise: Exercise) -> str:
    names = [f"dictee.{suffix}" for suffix in exercise.choices.audio]
    return f"L’audio est dans {' et dans '.join(names)}" + (
        " (le même, pour les appareils qui ne lisent pas l’un des deux)" if len(names) > 1 else ""
    )


def _dictation(exercise: Exercise, medium: Medium, heard: bool) -> tuple[str, ...]:
    return (
        _DICTATED[0] if heard else _DICTATED[1],
        f"Saisissez tout le document {_WHERE[medium][0]} : titre, rubriques, paragraphes, signature.",
        "Écrivez nombres, unités, dates et abréviations selon l’usage des comptes-rendus.",
        _DOUBT,
        "Relisez-vous avec l’audio avant de rendre." if heard else "Relisez-vous avant de rendre.",
    )


def _proofreading(exercise: Exercise, medium: Medium, heard: bool) -> tuple[str, ...]:
    there = _WHERE[medium][1]
    return (
        f"{there} contient des fautes : écoutez l’audio, trouvez-les, corrigez-les dans le texte."
        if heard
        else f"{there} contient des fautes : trouvez-les et corrigez-les dans le texte.",
        "Ne récrivez pas ce qui est juste.",
        "Surveillez d’abord les doses, les côtés, les négations et les identités.",
    )


def _gaps(exercise: Exercise, medium: Medium, heard: bool) -> tuple[str, ...]:
    initial = any(gap.initial for gap in exercise.gaps)
    if medium == "word":
        around = " (et l’initiale entre crochets)" if initial else ""
        first = f"Complétez chaque trou de copie.docx : effacez les traits{around} et écrivez ce qui manque, en entier."
    else:
        around = " La première lettre est donnée : récrivez-la." if initial else ""
        first = f"Complétez chaque trou : écrivez ce qui manque, en entier.{around}"
    listed = exercise.choices.help == "liste"
    where = "ci-dessous" if medium == "word" else "dans la liste"
    return (
        *(("Écoutez l’audio en lisant le texte.",) if heard else ()),
        first,
        *((f"Les réponses sont {where}, par ordre alphabétique.",) if listed else ()),
        "Ne changez rien d’autre au texte.",
    )


def _layout(exercise: Exercise, medium: Medium, heard: bool) -> tuple[str, ...]:
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


_TASKS = {"dictee": _dictation, "relecture": _proofreading, "trous": _gaps, "mise-en-page": _layout}
