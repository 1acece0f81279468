"""Letters and reports: a specialty's phrases in the order of a dictated document."""

import re
from typing import Literal

from training.texts.grammar import Draw, phrases
from training.texts.hesitations import hesitant

SPECIALTIES = (
    "cardiologie",
    "pneumologie",
    "gastro",
    "neurologie",
    "orthopedie",
    "gynecologie",
    "urologie",
    "orl",
    "ophtalmologie",
    "dermatologie",
    "psychiatrie",
    "pediatrie",
    "geriatrie",
    "hematologie",
    "oncologie",
    "endocrinologie",
    "nephrologie",
    "rhumatologie",
    "infectiologie",
    "anesthesie",
    "chirurgie",
    "vasculaire",
    "interne",
    "urgences",
    "generale",
    "liaison",
    "biologie",
)
REPORTS = (
    "imagerie",
    "imagerie",
    "imagerie",
    "anatomopathologie",
    "anatomopathologie",
    "endoscopie",
    "operatoire",
    "operatoire",
    "electromyographie",
    "respiratoire",
    "nucleaire",
    "cytologie",
)
# The parts of a clinical document: how often each is there, and how many phrases at most.
_PARTS = {
    "atcd": (0.7, 2),
    "allergy": (0.4, 1),
    "lifestyle": (0.35, 2),
    "hist": (0.9, 2),
    "vitals": (0.5, 2),
    "exam": (0.9, 4),
    "negatives": (0.5, 2),
    "paraclinic": (0.6, 3),
    "findings": (0.35, 2),
    "treatment": (0.75, 2),
    "conclusion": (0.7, 2),
    "plan": (0.75, 2),
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
    "paraclinic": ["bilan : ", "sur le plan biologique, ", "examens complémentaires : ", "", ""],
    "hist": ["histoire de la maladie : ", "", "", "anamnèse : "],
    "atcd": ["antécédents : ", "dans ses antécédents : ", "antécédents notables : ", ""],
    "negatives": ["", "", "par ailleurs, "],
}
_FLAGS = ("motif", "title", "report", "feminine", "masculine")
Sections = dict[str, list[str]]


def letter(draw: Draw) -> tuple[str, Literal["letter", "report"]]:
    """The written text of one letter or report, and which it is."""
    chance = draw.chance
    report = chance.random() < 0.36
    own, common = phrases(chance.choice(REPORTS if report else SPECIALTIES)), phrases("common")
    draw.feminine = "feminine" in own or ("masculine" not in own and chance.random() < 0.5)
    draw.slots = {**draw.slots, "motif": lambda inner: inner.chance.choice(own["motif"])}
    lines: list[str] = []
    if chance.random() < 0.55:
        titles = own["title"] if report else own.get("title", []) * 3 + common["title"]
        lines.append(chance.choice(titles))
    lines += _report(draw, own, common) if report else _clinical(draw, own, common)
    if chance.random() < 0.5:
        lines.append(chance.choice(common["closing"]))
    text = "\n".join(draw.text(line) for line in lines)
    return hesitant(chance, _bracketed(draw, text)), "report" if report else "letter"


_LAST_CLAUSE = re.compile(r", ([^,.:;?()\n]{8,60})(?=\.)")


def _bracketed(draw: Draw, text: str) -> str:
    """Puts the last clause of a sentence into brackets now and then."""
    chance = draw.chance
    return _LAST_CLAUSE.sub(lambda match: f" ({match[1]})" if chance.random() < 0.12 else match[0], text)


def _report(draw: Draw, own: Sections, common: Sections) -> list[str]:
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
        if section in _FLAGS or chance.random() < 0.15:
            continue
        label, _, name = section.partition("=")
        least, most = (3, 7) if label.strip() == "body" else (1, 2)
        drawn = chance.sample(pool, min(chance.randint(least, most), len(pool)))
        head = f"{name.strip()} : " if name and ":" not in drawn[0] and chance.random() < 0.6 else ""
        lines.append(head + " ".join(drawn))
    return lines


def _clinical(draw: Draw, own: Sections, common: Sections) -> list[str]:
    chance = draw.chance
    opening = chance.random()
    lines = []
    if opening < 0.4:
        lines.append(chance.choice(common["opening"]))
    else:
        if opening < 0.8:
            lines.append(chance.choice(common["identity"]))
        lines.append(chance.choice(common["motif_line"]))
    for part, (often, most) in _PARTS.items():
        if chance.random() > often:
            continue
        pool = _pool(part, own, common, draw)
        drawn = chance.sample(pool, min(chance.randint(1, most), len(pool)))
        label = (
            ""
            if ":" in drawn[0] or drawn[0].startswith("dans ses")
            else chance.choice(_LABELS.get(part, [""]))
        )
        lines.append(label + " ".join(drawn))
    if chance.random() < 0.06:
        lines.insert(chance.randint(1, len(lines)), chance.choice(common["aside"]))
    return lines


def _pool(part: str, own: Sections, common: Sections, draw: Draw) -> list[str]:
    """The phrases of a part: the specialty's, the common ones, or both."""
    specific = draw.chance.random() < 0.6
    if part == "atcd":
        return own.get("atcd", []) + common["antecedents_generic"] if specific else common["history"]
    shared = common["biology" if part == "paraclinic" else "findings" if part in ("exam", "hist") else part]
    if part in own and (specific or part in ("exam", "hist")):
        return own[part]
    return shared
