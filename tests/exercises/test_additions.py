"""Les mots ajoutés qu’une classe d’exercice sème : tous ceux qu’un texte admet, et rien d’autre.

Chaque cas donne un texte, puis tout ce qui peut y être ajouté quel que soit le tirage : un mot redit (« par par »), ou
un adverbe que personne n’a dit. Une liste vide est un contre-exemple.
"""

import pytest

from tests.shipped import lexicon
from transcribe.exercises.additions import addition
from transcribe.exercises.view import view_of

LEXICON = lexicon()
DRAWS = range(50)


def added(text: str) -> list[str]:
    """What additions write over many draws, in the body of a document."""
    page = f"Conclusion :\n{text}"
    return sorted({one.found for seed in DRAWS for one in addition(view_of(page, LEXICON, seed))})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # un petit mot redit, jamais une troisième fois
        ("Apixaban deux fois par jour.", ["par par"]),
        ("Apixaban par par jour.", []),
        ("Le patient de de Paris.", ["patient patient"]),
        ("Une fièvre fièvre récente.", ["assez récente", "récente récente", "très récente"]),
        ("Fièvre à gauche.", []),
        ("Là il dort.", ["dort dort"]),
        ("Il dort là.", ["dort dort"]),
        ("Sans fièvre.", ["fièvre fièvre"]),
        ("Sans la fièvre.", ["fièvre fièvre", "la la"]),
        ("Il voit avec la main.", ["avec avec", "la la", "main main", "voit voit"]),
        # une préposition redite avec son article
        ("Lésion dans la main.", ["dans dans", "dans la dans la", "la la", "main main"]),
        ("Lésion dans\nla main.", ["dans dans", "la la", "main main"]),
        ("Lésion dans : la main.", ["dans dans", "la la", "main main"]),
        ("Sur le dos, sous la main.", ["la la", "le le", "main main", "sous la sous la", "sous sous"]),
        ("Il tombe dans", ["dans dans", "tombe tombe"]),
        # un mot de tous les jours, court, qui n’est ni un côté, ni une négation, ni un médicament
        ("Le chat, le chien.", ["chat chat", "chien chien", "le le"]),
        ("Douleurs articulaires.", []),
        ("Ramipril.", []),
        ("Il a mal à l'os.", []),
        ("Elle va bien.", ["bien bien"]),
        ("Aucun signe.", ["signe signe"]),
        # un adverbe devant ce qui a des degrés, qui n’en a pas encore et qui finit son groupe
        ("Une toux intense.", ["assez intense", "intense intense", "toux toux", "très intense"]),
        ("Une toux très intense.", ["intense intense", "toux toux", "très très"]),
        ("Une toux nettement intense.", ["intense intense", "nettement nettement", "toux toux"]),
        (
            "Un moment intense.",
            ["assez intense", "intense intense", "moment moment", "très intense"],
        ),
        (
            "Une toux intense et brève.",
            ["assez intense", "brève brève", "et et", "intense intense", "toux toux", "très intense"],
        ),
        ("Une toux intense brève.", ["brève brève", "intense intense", "toux toux"]),
        (
            "Une toux intense\nbrève.",
            ["assez intense", "brève brève", "intense intense", "toux toux", "très intense"],
        ),
        ("L'intense douleur.", ["douleur douleur", "intense intense"]),
        ("Une intense douleur.", ["douleur douleur", "intense intense"]),
        ("Toux, intense.", ["intense intense"]),
        ("Ni toux ni douleur intense.", ["douleur douleur", "intense intense", "toux toux"]),
        ("Pas de douleur intense.", ["de de", "douleur douleur", "intense intense"]),
        ("Sans aucune douleur intense.", ["douleur douleur", "intense intense"]),
        (
            "Pas de toux avec une douleur intense.",
            [
                "assez intense", "avec avec", "de de", "douleur douleur", "intense intense", "toux toux",
                "très intense", "une une",
            ],
        ),
        (
            "La douleur reste intense.",
            ["assez intense", "douleur douleur", "intense intense", "reste reste", "très intense"],
        ),
        # un adverbe derrière un auxiliaire qui n’est pas nié, et jamais dans « il y a », « il l’a »
        ("Le genou est gonflé.", ["est donc", "est également", "genou genou", "gonflé gonflé"]),
        ("Le genou n'est pas gonflé.", ["genou genou", "gonflé gonflé"]),
        ("Le genou est\ngonflé.", ["genou genou", "gonflé gonflé"]),
        ("Le genou est, hier, gonflé.", ["genou genou", "gonflé gonflé", "hier hier"]),
        ("Le genou est bien gonflé.", ["bien bien", "genou genou", "gonflé gonflé"]),
        ("Les mains sont là.", ["mains mains", "sont donc", "sont sont", "sont également"]),
        ("Il a un souffle.", ["a bien", "a donc", "a également", "souffle souffle", "un un"]),
        ("Il y a un souffle.", ["souffle souffle", "un un"]),
        ("Il l'a vu hier.", ["hier hier"]),
        ("Ils ont dormi.", ["dormi dormi", "ont bien", "ont donc", "ont également"]),
        ("J'ai vu le chat.", ["ai bien", "ai donc", "ai également", "chat chat", "le le"]),
        (
            "Nous avons vu le chat.",
            ["avons avons", "avons bien", "avons donc", "avons également", "chat chat", "le le"],
        ),
        ("Elle est", []),
        # « environ » devant une durée en nombre
        ("Il tousse depuis 3 jours.", ["depuis depuis", "depuis environ"]),
        ("Revoir dans 2 semaines.", ["dans dans", "dans environ"]),
        ("Revoir sous 2 semaines.", ["sous sous"]),
        ("Il tousse depuis 3 kilos.", ["depuis depuis"]),
        ("Il tousse depuis 3.", ["depuis depuis"]),
        ("Il tousse depuis 3", ["depuis depuis"]),
        ("Il tousse depuis hier.", ["depuis depuis", "hier hier"]),
    ],
)  # fmt: skip
def test_ce_qui_peut_etre_ajoute(text: str, found: list[str]) -> None:
    assert added(text) == found


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("Conclusion :\nPAR JOUR ET LE SOIR.", set()),
        ("Conclusion :\nPar jour et le soir.", {"et et", "le le", "soir soir"}),
        ("Compte rendu de la main\nDr Paul Roy", set()),
        ("Conclusion :\nLésion de la main.", {"de de", "de la de la", "la la", "main main"}),
    ],
)
def test_rien_ne_s_ajoute_en_capitales_ni_hors_du_corps(page: str, found: set[str]) -> None:
    assert {one.found for seed in DRAWS for one in addition(view_of(page, LEXICON, seed))} == found


def test_un_petit_mot_est_redit_plus_souvent_qu_un_mot_qui_a_un_sens() -> None:
    page = "Conclusion :\nLe chat par la main."
    found = [one.found for seed in range(300) for one in addition(view_of(page, LEXICON, seed))]
    again = {word: found.count(f"{word} {word}") for word in ("par", "la", "chat", "main")}
    assert min(again["par"], again["la"]) > 2 * max(again["chat"], again["main"]) > 0
