"""What the placeholders of a Word model stand for: names that people read, and their values."""

from collections.abc import Mapping

from transcribe.core.types import Letter, Paragraph, Patient, Section
from transcribe.letters.dates import written
from transcribe.letters.kinds import Template

SEX_NAMES = {"F": "Féminin", "M": "Masculin"}

PLACEHOLDERS: Mapping[str, str] = {
    "titre": "le titre du document, comme il a été dicté",
    "corps": "tout le texte : formule d’appel, rubriques, paragraphes (seul dans son paragraphe)",
    "lignes": "les lignes dictées sur le patient, la date ou l’opérateur (seul dans son paragraphe)",
    "formule": "la formule de fin (seul dans son paragraphe)",
    "signature": "la signature (seul dans son paragraphe)",
    "destinataire": "le destinataire",
    "date": "la date de l’acte ou du courrier, en toutes lettres",
    "auteur": "le médecin qui signe",
    "copies": "les destinataires des copies",
    "type": "le nom du genre de document",
    "patient": "civilité, prénom et nom du patient",
    "patient.civilite": "Mme, M., enfant…",
    "patient.nom": "le nom utilisé",
    "patient.nom_naissance": "le nom de naissance, s’il a été dicté à part",
    "patient.noms": "le nom, et le nom de naissance s’il a été dicté à part",
    "patient.prenom": "le prénom",
    "patient.naissance": "la date de naissance",
    "patient.ne_le": "« née le … » ou « né le … »",
    "patient.resume": "civilité, prénom, nom et date de naissance, pour un en-tête de page",
    "patient.lieu_naissance": "le lieu de naissance",
    "patient.sexe": "Féminin ou Masculin",
    "patient.ins": "le matricule INS",
}
"""Every placeholder and what it is replaced by."""

_BLANKS = {
    "destinataire": "destinataire",
    "date": "date",
    "auteur": "médecin",
    "signature": "signature",
    "patient": "patient",
    "patient.resume": "patient",
    "patient.noms": "nom",
    "patient.nom": "nom",
    "patient.prenom": "prénom",
    "patient.naissance": "date de naissance",
    "patient.sexe": "sexe",
    "patient.lieu_naissance": "lieu de naissance",
    "patient.ins": "matricule INS",
}

BLOCKS = frozenset({"corps", "lignes", "formule", "signature"})
"""Placeholders that stand for whole paragraphs."""

_FIELD_OF = {
    "date": "date",
    "author": "auteur",
    "recipient": "destinataire",
    "patient.last_name": "patient.nom",
    "patient.first_name": "patient.prenom",
    "patient.birth_date": "patient.naissance",
    "patient.sex": "patient.sexe",
    "patient.birth_place": "patient.lieu_naissance",
    "patient.ins": "patient.ins",
}


def blank(name: str = "") -> str:
    """What stands where something was not dictated: it says what to fill in."""
    what = _BLANKS.get(name, "")
    return f"[{what} à compléter]" if what else "[à compléter]"


def values(letter: Letter, kind: Template) -> dict[str, str]:
    """Values of the placeholders that are not paragraphs; empty when not dictated."""
    patient, fields = letter.patient, letter.fields
    return {
        "titre": fields.title or kind.title,
        "destinataire": fields.recipient,
        "date": written(fields.date) if fields.date else "",
        "auteur": fields.author,
        "copies": ", ".join(fields.copies),
        "type": kind.name,
        "patient": _called(patient),
        "patient.civilite": patient.title,
        "patient.nom": patient.last_name,
        "patient.nom_naissance": patient.birth_name,
        "patient.noms": _names(patient),
        "patient.prenom": patient.first_name,
        "patient.naissance": written(patient.birth_date) if patient.birth_date else "",
        "patient.ne_le": _born(patient),
        "patient.resume": ", ".join(part for part in (_called(patient), _born(patient)) if part),
        "patient.lieu_naissance": patient.birth_place,
        "patient.sexe": SEX_NAMES.get(patient.sex, ""),
        "patient.ins": patient.ins,
    }


def _called(patient: Patient) -> str:
    names = [name for name in (patient.first_name, patient.last_name) if name]
    title = patient.title[:1].upper() + patient.title[1:]
    return "\u00a0".join([title, " ".join(names)]).strip("\u00a0") if names else ""


def _names(patient: Patient) -> str:
    if not patient.birth_name or patient.birth_name == patient.last_name:
        return patient.last_name
    return f"{patient.last_name} (nom de naissance\u00a0: {patient.birth_name})"


def _born(patient: Patient) -> str:
    if not patient.birth_date:
        return ""
    word = {"F": "née", "M": "né"}.get(patient.sex, "né(e)")
    return f"{word} le {written(patient.birth_date)}"


def mandatory(kind: Template) -> frozenset[str]:
    """Placeholders that stay visible as a blank to fill when they have no value."""
    names = {_FIELD_OF[name] for name in kind.mandatory if name in _FIELD_OF}
    if "patient.nom" in names:
        names |= {"patient", "patient.noms", "patient.resume", "patient.sexe"}
    if "auteur" in names:
        names.add("signature")
    return frozenset(names)


def lines(letter: Letter, *roles: str) -> list[Paragraph]:
    """Paragraphs of the lines around the body that have one of the roles."""
    return [p for section in letter.sections if section.role in roles for p in section.paragraphs]


def loose_lines(letter: Letter, *roles: str) -> list[Paragraph]:
    """Lines around the body, but for dates said in a label, which stand in its heading."""
    in_headings = [id(p) for section in letter.sections if (p := heading_date(letter, section))]
    return [p for p in lines(letter, *roles) if id(p) not in in_headings]


def heading_date(letter: Letter, section: Section) -> Paragraph | None:
    """The date said in the label of a section (« Prélèvement du 24 mars 2026 : »)."""
    if section.start is None or section.role != "body":
        return None
    place = section.start + len(section.heading) + 1
    return next((p for p in lines(letter, "date") if p.start == place), None)


def missing_sections(letter: Letter, kind: Template) -> list[tuple[str, int]]:
    """Mandatory sections that nobody dictated, each with the index of the section it stands before."""
    known = {rule.title.replace("’", "'").lower(): number for number, rule in enumerate(kind.sections)}
    places = [
        (_rule_of(s.heading, kind, known), i) for i, s in enumerate(letter.sections) if s.role == "body"
    ]
    there = {rule for rule, _ in places}
    after_body = max((i + 1 for _, i in places), default=_first_after(letter))
    out = []
    for number, rule in enumerate(kind.sections):
        if rule.mandatory and number not in there:
            later = [i for other, i in places if other is not None and other > number]
            out.append((rule.title, min(later, default=after_body)))
    return out


def _rule_of(heading: str, kind: Template, known: Mapping[str, int]) -> int | None:
    from transcribe.letters.scan import Scan

    plain = heading.replace("’", "'").lower()
    if plain in known:
        return known[plain]
    scan = Scan(heading)
    for number, rule in enumerate(kind.sections):
        if heading and scan.match(rule.labels, 0) == len(heading):
            return number
    return None


def _first_after(letter: Letter) -> int:
    ends = [i for i, s in enumerate(letter.sections) if s.role in {"closing", "signature", "copies"}]
    return min(ends, default=len(letter.sections))
