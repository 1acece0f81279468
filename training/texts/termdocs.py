"""Terms of the lexicons in carrier sentences that need no article, so that none is wrong."""

from collections.abc import Callable

from training.texts.grammar import Draw
from training.texts.slots import listed

_CARRIERS: dict[str, list[str]] = {
    "disease": ["diagnostic retenu : {x}.", "diagnostics discutés : {x}.", "antécédents de~ {x}.", "suspicion de~ {x}.", "tableau compatible avec {x}.", "codage : {x}.", "motif : {x}.", "pas d'argument pour {x}.", "pathologies associées : {x}.", "<le patient/la patiente> est <suivi/suivie> pour {x}."],
    "sign": ["signes associés : {x}.", "à l'examen, {x}.", "absence de~ {x}.", "on note {x}.", "<il/elle> décrit {x}.", "pas de~ {x}.", "signes fonctionnels : {x}.", "apparition récente de~ {x}.", "sans {x}."],
    "act": ["actes réalisés : {x}.", "indication de~ {x}.", "antécédents chirurgicaux : {x}.", "programmation : {x}.", "gestes : {x}.", "intervention prévue : {x}.", "suites de~ {x}."],
    "exam": ["examens demandés : {x}.", "bilan complémentaire : {x}.", "à prévoir, {x}.", "résultats de~ {x}.", "examens réalisés : {x}."],
    "place": ["localisation : {x}.", "structures examinées : {x}.", "lésion en regard de~ {x}.", "aspect normal de~ {x}.", "douleur au niveau de~ {x}."],
    "device": ["matériel utilisé : {x}.", "mise en place de~ {x}.", "dispositifs : {x}.", "matériel : {x}."],
    "assay": ["bilan biologique : {x}.", "dosages demandés : {x}.", "recherche de~ {x}.", "prélèvement pour {x}.", "biologie : {x}."],
    "word": ["à noter : {x}.", "mots clés : {x}.", "on retrouve {x}.", "termes du compte rendu : {x}.", "éléments notables : {x}."],
    "other": ["mots clés : {x}.", "termes : {x}.", "à noter : {x}.", "éléments relevés : {x}.", "vocabulaire : {x}.", "données : {x}.", "contexte : {x}.", "observation : {x}.", "dossier : {x}.", "notion de~ {x}."],
    "adjective": ["caractère {x}.", "aspect : {x}.", "type {x}.", "signal {x}, {x}."],
    "eponym": ["recherche de~ {x}.", "à discuter : {x}.", "référence : {x}.", "signes et manœuvres : {x}.", "éponymes : {x}."],
    "siglum": ["bilan : {x}.", "sigles : {x}.", "contrôle de~ {x} dans un mois.", "résultats : {x}.", "demande de~ {x}.", "compte rendu : {x}.", "suivi : {x}."],
    "rx": ["traitement : {x}.", "ordonnance : {x}.", "traitement en cours : {x}.", "j'ai prescrit {x}.", "à la sortie, {x}.", "prescription : {x}.", "reprise de~ {x}.", "traitement par {x}.", "relais par {x}."],
    "drug": ["arrêt de~ {x}.", "traitements antérieurs : {x}.", "classe thérapeutique : {x}.", "allergie à {x}.", "contre-indication : {x}.", "association de~ {x}.", "interactions : {x}."],
    "rare": ["traitement par {x}.", "spécialités : {x}.", "antérieurement, {x}.", "remplacement par {x}."],
}  # fmt: skip
_WEIGHTS = {
    "disease": 3,
    "sign": 5,
    "act": 4,
    "exam": 2,
    "place": 5,
    "device": 3,
    "assay": 4,
    "word": 4,
    "other": 34,
    "eponym": 3,
    "siglum": 8,
    "rx": 30,
    "drug": 12,
    "rare": 4,
}


def terms_document(draw: Draw) -> str:
    """A few sentences that hold many terms, of one or several kinds."""
    chance = draw.chance
    draw.feminine = chance.random() < 0.5
    kinds = list(_WEIGHTS)
    lines = []
    for _ in range(chance.randint(5, 9)):
        kind = chance.choices(kinds, list(_WEIGHTS.values()))[0]
        most = 3 if kind == "rx" else 5
        items = [draw.slot(kind) for _ in range(chance.randint(2 if kind != "rx" else 1, most))]
        last = chance.choice(["et", "et", "ou", "ainsi que", "puis"]) if kind != "siglum" else "et"

        lines.append(chance.choice(_CARRIERS[kind]).replace("{x}", listed(draw, items, last)))
    out = ""
    for line in lines:
        out += draw.text(line) + chance.choice(["\n", " ", " "])
    return out
