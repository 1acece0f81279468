"""What a learner is told of an exercise at its page: what is there, nothing that is not."""

from transcribe.classroom.types import WorkSheet

_RULES: dict[str, tuple[str, ...]] = {
    "dictee": (
        "Écoutez la dictée une première fois en entier, puis phrase par phrase.",
        "Saisissez tout le document : titre, rubriques, paragraphes, signature.",
        "Écrivez nombres, unités, dates et abréviations selon l’usage des comptes-rendus.",
        "Un mot reste incompris ? Écrivez [inaudible] : un doute signalé vaut mieux qu’une erreur.",
    ),
    "relecture": (
        "Le texte donné contient des fautes : trouvez-les, corrigez-les dans le texte.",
        "Ne récrivez pas ce qui est juste.",
        "Surveillez d’abord les doses, les côtés, les négations et les identités.",
    ),
    "trous": ("Complétez chaque trou : écrivez le terme entier.",),
    "mise-en-page": (
        "Mettez en page le texte : un paragraphe par rubrique, titre et intitulés avec leur style.",
        "Ne changez pas les mots.",
    ),
    "compte-rendu": (
        "Ce compte-rendu vient de la reconnaissance vocale : vérifiez chaque passage signalé avec le son.",
        "Le programme peut se tromper dans ses corrections comme dans ses doutes : refusez ce qui est faux.",
        "Relisez ensuite tout le texte : une erreur peut n’être signalée nulle part.",
    ),
}


def rules_for(sheet: WorkSheet) -> tuple[str, ...]:
    """The instructions of a work sheet, in order."""
    rules = _RULES.get(sheet.kind, ())
    if sheet.kind == "dictee" and not sheet.sounds:
        rules = ("Votre formateur vous dicte le document.", *rules[1:])
    if sheet.kind == "relecture" and sheet.sounds:
        rules = (
            "Le texte donné contient des fautes : écoutez l’audio, trouvez-les, corrigez-les dans le texte.",
            *rules[1:],
        )
    if any(gap.initial for gap in sheet.gaps):
        rules = (*rules, "La première lettre est donnée : récrivez-la avec le mot.")
    return rules
