"""What a learner is asked to do, in the words of the file he works in: only what is there is named."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from transcribe.exercises.types import Exercise
from transcribe.french.negations import is_negation
from transcribe.french.sides import is_side
from transcribe.grading.outline import outline
from transcribe.grading.tokens import tokenize
from transcribe.grading.types import Page

Medium = Literal["word", "page"]
"""``word``: copie.docx beside its consigne. ``page``: the text stands in a page, offline or of the class."""


Part = Literal["title", "heading", "item", "signature"]
"""What a document may have beside its paragraphs."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What there is of an exercise to speak of.

    ``sounds`` are the names of what is heard, ``slow`` a voice slowed down, ``initial`` a first letter given at gaps,
    ``listed`` a list of the words to place. ``parts`` are those of the document, ``watched`` what in it harms when it
    is wrong; None and empty where it is not known. ``faulty``: the draft is known to hold faults.
    ``marked``: what is marked in a compte-rendu, doubts or corrections; None where it is not known.
    """

    kind: str
    sounds: tuple[str, ...] = ()
    slow: bool = False
    initial: bool = False
    listed: bool = False
    parts: frozenset[Part] | None = None
    watched: tuple[str, ...] = ()
    faulty: bool = True
    marked: frozenset[str] | None = None


_PARTS: dict[Part, str] = {
    "title": "titre", "heading": "rubriques", "item": "listes", "signature": "signature",
}  # fmt: skip
_DICTATED = (
    "Écoutez la dictée une première fois en entier, puis phrase par phrase.",
    "Votre formateur vous dicte le document : écoutez-le une première fois en entier.",
)
_WHERE: dict[Medium, tuple[str, str]] = {
    "word": ("dans copie.docx", "Le texte de copie.docx"),
    "page": ("dans la page", "Le texte de la page"),
}
_STYLED: dict[Part, str] = {
    "title": "le titre avec le style Titre de Word", "heading": "les intitulés avec le style Titre 1",
}  # fmt: skip
_MARKED: dict[Medium, dict[str, str]] = {
    "word": {
        "correction": "Les corrections du programme sont des modifications suivies (onglet Révision) : acceptez "
        "celles qui sont justes, refusez les autres.",
        "doubt": "Les doutes sont surlignés et commentés : écoutez chaque passage et écrivez ce qui est dit.",
    },
    "page": {
        "correction": "Les corrections du programme sont dans la liste, avec ce qui avait été entendu : gardez "
        "celles qui sont justes, défaites les autres dans le texte.",
        "doubt": "Les doutes sont dans la liste : écoutez chaque passage et écrivez ce qui est dit.",
    },
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
        parts=parts_of(exercise.reference), watched=watched_in(exercise.draft),
        faulty=bool(exercise.seeded), marked=frozenset(one.kind for one in exercise.marks),
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
        f"Saisissez tout le document {_WHERE[medium][0]}{_with_parts(asked)}.",
        "Écrivez nombres, unités, dates et abréviations selon l’usage des comptes-rendus.",
        _DOUBT,
        "Relisez-vous avec l’audio avant de rendre." if asked.sounds else "Relisez-vous avant de rendre.",
    )


def _proofreading(asked: Asked, medium: Medium) -> tuple[str, ...]:
    there = f"{_WHERE[medium][1]} {'contient' if asked.faulty else 'contient peut-être'} des fautes"
    return (
        f"{there} : écoutez l’audio, trouvez-les, corrigez-les dans le texte."
        if asked.sounds
        else f"{there} : trouvez-les et corrigez-les dans le texte.",
        "Ne récrivez pas ce qui est juste.",
        *((f"Surveillez d’abord {_joined(asked.watched)}.",) if asked.watched else ()),
    )


def _with_parts(asked: Asked) -> str:
    """« : titre, rubriques, paragraphes, signature », as the document has them; empty where it is not known."""
    if not asked.parts:
        return ""
    names = [name for part, name in _PARTS.items() if part in asked.parts]
    names.insert(sum(part in asked.parts for part in ("title", "heading")), "paragraphes")
    return f" : {', '.join(names)}"


def _joined(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} et {names[-1]}" if len(names) > 1 else names[0]


def parts_of(page: Page) -> frozenset[Part]:
    """What a document has beside its paragraphs."""
    out = outline(page.text)
    roles = {*out.roles, *page.styles}
    found: dict[Part, bool] = {
        "title": "title" in roles,
        "heading": "heading" in roles,
        "item": bool(out.items) or "list" in roles,
        "signature": bool(roles & {"signature", "closing", "author"}),
    }
    return frozenset(part for part, there in found.items() if there)


def watched_in(text: str) -> tuple[str, ...]:
    """What a text holds that harms when it is wrong, in words."""
    if not text:
        return ()
    tokens = tokenize(text)
    words = [token.text for token in tokens]
    found = {
        "les doses": any(a.kind == "number" and b.kind == "unit" for a, b in pairwise(tokens)),
        "les côtés": any(is_side(words, place) for place in range(len(words))),
        "les négations": any(is_negation(words, place) for place in range(len(words))),
        "les identités": bool(outline(text).names),
    }
    return tuple(name for name, there in found.items() if there)


def _gaps(asked: Asked, medium: Medium) -> tuple[str, ...]:
    if medium == "word":
        around = " (et l’initiale entre crochets, là où elle est donnée)" if asked.initial else ""
        first = f"Complétez chaque trou de copie.docx : effacez les traits{around} et écrivez ce qui manque, en entier."
    else:
        around = " Là où la première lettre est donnée, récrivez-la." if asked.initial else ""
        first = f"Complétez chaque trou : écrivez ce qui manque, en entier.{around}"
    where = "ci-dessous" if medium == "word" else "dans la liste"
    return (
        *(("Écoutez l’audio en lisant le texte.",) if asked.sounds else ()),
        first,
        *((f"Les réponses sont {where}, par ordre alphabétique.",) if asked.listed else ()),
        "Ne changez rien d’autre au texte.",
    )


def _layout(asked: Asked, medium: Medium) -> tuple[str, ...]:
    parts = frozenset(_PARTS) if asked.parts is None else asked.parts
    by = "un paragraphe par rubrique" if "heading" in parts else "un paragraphe par idée"
    if medium == "word":
        styles = [name for part, name in _STYLED.items() if part in parts]
        styled = f", {_joined(styles)}" if styles else ""
        first: tuple[str, ...] = (f"Mettez en page le texte de copie.docx : {by}{styled}.",)
    else:
        first = (
            f"Mettez en page le texte : {by} (touche Entrée).",
            "Donnez ensuite à chaque ligne son style : titre, intitulé de rubrique, paragraphe ou élément de liste.",
        )
    return (*first, "Ne changez pas les mots.")


def _review(asked: Asked, medium: Medium) -> tuple[str, ...]:
    last = "une erreur peut n’être signalée nulle part"
    if asked.marked is None:
        return (
            "Ce compte-rendu vient de la reconnaissance vocale : vérifiez chaque passage signalé avec le son.",
            "Le programme peut se tromper dans ses corrections comme dans ses doutes : refusez ce qui est faux.",
            f"Relisez ensuite tout le texte : {last}.",
        )
    origin = "Le texte de copie.docx" if medium == "word" else "Ce compte-rendu"
    return (
        f"{origin} vient de la reconnaissance vocale : vérifiez-le avec le son.",
        *(sentence for kind, sentence in _MARKED[medium].items() if kind in asked.marked),
        f"Relisez ensuite tout le texte : {last}."
        if asked.marked
        else "Aucun passage n’y est signalé : relisez tout.",
    )


_TASKS = {
    "dictee": _dictation,
    "relecture": _proofreading,
    "trous": _gaps,
    "mise-en-page": _layout,
    "compte-rendu": _review,
}
