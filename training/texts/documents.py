"""Letters and reports: a specialty's phrases in the order of a dictated document."""

from functools import cache

from training.texts.grammar import Draw, phrases

SPECIALTIES = (
    "cardiologie", "pneumologie", "gastro", "neurologie", "orthopedie", "gynecologie", "urologie", "orl",
    "ophtalmologie", "dermatologie", "psychiatrie", "pediatrie", "geriatrie", "hematologie", "oncologie",
    "endocrinologie", "nephrologie", "rhumatologie", "infectiologie", "anesthesie", "chirurgie", "vasculaire",
    "interne", "urgences", "generale", "imagerie", "anatomopathologie", "endoscopie", "operatoire", "liaison",
)  # fmt: skip
_CLINICAL = [
    "atcd",
    "allergy",
    "lifestyle",
    "hist",
    "vitals",
    "exam",
    "negatives",
    "paraclinic",
    "treatment",
    "conclusion",
    "plan",
]
_CHANCE = {
    "atcd": 0.7,
    "allergy": 0.4,
    "lifestyle": 0.35,
    "vitals": 0.5,
    "negatives": 0.5,
    "paraclinic": 0.6,
    "treatment": 0.75,
    "conclusion": 0.7,
    "plan": 0.75,
}
_LABELS = {
    "exam": [
        "examen clinique : ",
        "à l'examen, ",
        "à l'examen clinique, ",
        "examen : ",
        "cliniquement, ",
        "",
        "",
    ],
    "vitals": ["constantes : ", "", "", "à l'arrivée, ", "à l'entrée : "],
    "paraclinic": [
        "biologie : ",
        "sur le plan biologique, ",
        "bilan : ",
        "examens complémentaires : ",
        "",
        "",
    ],
    "hist": ["histoire de la maladie : ", "", "", "anamnèse : "],
    "atcd": ["antécédents : ", "dans ses antécédents : ", "antécédents notables : ", ""],
    "negatives": ["", "", "par ailleurs, "],
}


@cache
def _sections(specialty: str) -> dict[str, list[str]]:
    return phrases(specialty)


def letter(draw: Draw) -> str:
    """The written text of one letter or report."""
    chance = draw.chance
    own, common = _sections(chance.choice(SPECIALTIES)), _sections("common")
    draw.feminine = "feminine" in own or chance.random() < 0.5 if "masculine" not in own else False
    draw.slots = {**draw.slots, "motif": lambda inner: inner.chance.choice(own["motif"])}
    lines: list[str] = []
    if chance.random() < 0.55:
        lines.append(chance.choice(own.get("title", []) * 2 + common["title"]))
    if "report" in own:
        lines += _report(draw, own, common)
    else:
        lines += _clinical(draw, own, common)
    if chance.random() < 0.5:
        lines.append(chance.choice(common["closing"]))
    return "\n".join(draw.text(line) for line in lines)


def _report(draw: Draw, own: dict[str, list[str]], common: dict[str, list[str]]) -> list[str]:
    """Imaging, pathology, endoscopy, operation: the parts follow the order of the phrase file."""
    chance = draw.chance
    lines = [chance.choice(common["identity"])] if chance.random() < 0.5 else []
    if chance.random() < 0.7:
        lines.append(
            chance.choice(
                ["indication : {motif}.", "renseignements cliniques : {motif}.", "indication, {motif}."]
            )
        )
    for section, pool in own.items():
        if section in ("motif", "title", "report", "feminine", "masculine") or chance.random() < 0.2:
            continue
        label, _, name = section.partition("=")
        count = chance.randint(2, 5) if label in ("body",) else chance.randint(1, 2)
        drawn = chance.sample(pool, min(count, len(pool)))
        head = f"{name.strip()} : " if name and chance.random() < 0.6 else ""
        lines.append(head + " ".join(drawn))
    return lines


def _clinical(draw: Draw, own: dict[str, list[str]], common: dict[str, list[str]]) -> list[str]:
    chance = draw.chance
    opening = chance.random()
    lines = []
    if opening < 0.4:
        lines.append(chance.choice(common["opening"]))
    else:
        if opening < 0.8:
            lines.append(chance.choice(common["identity"]))
        lines.append(chance.choice(common["motif_line"]))
    for part in _CLINICAL:
        if chance.random() > _CHANCE.get(part, 0.9):
            continue
        pool = _pool(part, own, common, draw)
        count = {"exam": 3, "hist": 2, "treatment": 1, "vitals": 1}.get(part, 2)
        drawn = chance.sample(pool, min(chance.randint(1, count), len(pool)))
        label = "" if ":" in drawn[0] else chance.choice(_LABELS.get(part, [""]))
        lines.append(label + " ".join(drawn))
    if chance.random() < 0.06:
        lines.insert(chance.randint(1, len(lines)), chance.choice(common["aside"]))
    return lines


def _pool(part: str, own: dict[str, list[str]], common: dict[str, list[str]], draw: Draw) -> list[str]:
    wide = draw.chance.random()
    if part == "atcd":
        return own.get("atcd", []) + common["antecedents_generic"] if wide < 0.6 else common["history"]
    if part == "paraclinic":
        return own.get("paraclinic", []) or common["biology"] if wide < 0.5 else common["biology"]
    if part in ("treatment", "conclusion", "plan", "negatives"):
        return own[part] if part in own and wide < 0.5 else common[part]
    if part in own:
        return own[part]
    return common[part if part in common else "negatives"]
