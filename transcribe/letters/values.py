"""What the placeholders of a Word model stand for: names that people read, and their values."""

from collections.abc import Mapping

from transcribe.core.types import Letter, Patient
from transcribe.french.calendar import written
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
