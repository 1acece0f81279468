"""Grades in French words: numbers with their comma, marks, one line a mistake."""

from decimal import Decimal

from transcribe.grading.types import KINDS, SEVERITIES, Grade, Mistake, Ruling, Waived

NBSP = "\u00a0"
FLOOR = (
    "Les fautes auraient coûté plus que le maximum : la note s’arrête à 0, "
    "et les dernières fautes ne coûtent rien."
)


def decimal_text(value: Decimal | float) -> str:
    """A number as the French write it, without useless zeros."""
    text = f"{Decimal(str(value)).normalize():f}"
    return text.replace(".", ",").replace("-", "−")


def percent(value: float) -> str:
    """A rate in [0, 1] as a percentage."""
    return f"{decimal_text(Decimal(str(round(value * 100, 1))))}{NBSP}%"


def mark_text(grade: Grade) -> str:
    """« 17,5 / 20 », and whether it passes."""
    text = f"{decimal_text(grade.mark)}{NBSP}/{NBSP}{decimal_text(grade.maximum)}"
    if grade.passed is None:
        return text
    return f"{text} ({'réussi' if grade.passed else 'à reprendre'})"


def work_text(grade: Grade) -> str:
    """« 6 fautes corrigées sur 8, 1 introduite », for an exercise with a draft; empty for others."""
    if not grade.asked:
        return ""
    spoilt = sum(not mistake.asked for mistake in grade.mistakes)
    corrected = f"{grade.corrected}{NBSP}faute{'s' if grade.corrected > 1 else ''} corrigée"
    text = f"{corrected}{'s' if grade.corrected > 1 else ''} sur {grade.asked}"
    return f"{text}, {spoilt}{NBSP}introduite{'s' if spoilt > 1 else ''}" if spoilt else text


def density_text(grade: Grade) -> str:
    """« 2,4 fautes pour 100 mots »: what compares a long text with a short one."""
    rate = round(grade.figures.get("per_hundred", 0.0), 1)
    return f"{decimal_text(rate)}{NBSP}faute{'s' if rate >= 2 else ''} pour 100{NBSP}mots"


def counted_text(grade: Grade) -> str:
    """« 2 fautes critiques, 3 autres », without what there is none of; « aucune faute »."""
    grave = sum(mistake.severity == "critical" for mistake in grade.mistakes)
    light = len(grade.mistakes) - grave
    if not grave:
        return count_text(light, "faute") if light else "aucune faute"
    return count_text(grave, "faute critique") + (f", {count_text(light, 'autre')}" if light else "")


def count_text(number: int, noun: str) -> str:
    """« 1 faute », « 3 fautes »; each word of ``noun`` takes an s."""
    words = " ".join(word + ("s" if number > 1 else "") for word in noun.split())
    return f"{number}{NBSP}{words}"


def difference(mistake: Mistake) -> str:
    """« attendu » → « écrit », whatever of both there is."""
    if not mistake.expected and not mistake.found:
        return "la copie entière"
    if mistake.expected == mistake.found or (mistake.decision and mistake.decision.ruling == "add"):
        return f"«{NBSP}{mistake.found or mistake.expected}{NBSP}»"
    if mistake.expected and mistake.found:
        return f"«{NBSP}{mistake.found}{NBSP}» au lieu de «{NBSP}{mistake.expected}{NBSP}»"
    if mistake.expected:
        return f"manque «{NBSP}{mistake.expected}{NBSP}»"
    return f"en trop «{NBSP}{mistake.found}{NBSP}»"


def mistake_line(mistake: Mistake) -> str:
    """One line of text for the terminal."""
    grave = f" ({SEVERITIES['critical']})" if mistake.severity == "critical" else ""
    cost = f"−{decimal_text(mistake.points)}"
    return f"{cost} {KINDS[mistake.kind]}{grave} : {difference(mistake)}. {mistake.rule}"


_DECIDED: dict[Ruling, str] = {
    "accept": "accepté par le formateur",
    "cancel": "faute annulée par le formateur",
    "change": "jugée par le formateur",
    "add": "ajoutée par le formateur",
}


def decided_text(mistake: Mistake) -> str:
    """« jugée par le formateur : … », for a mistake that the trainer added or changed; empty for others."""
    if mistake.decision is None:
        return ""
    comment = "" if mistake.decision.ruling == "add" else mistake.decision.comment  # it is the rule itself
    return f"{_DECIDED[mistake.decision.ruling]}{f'{NBSP}: {comment}' if comment else ''}"


def waived_text(waived: Waived) -> str:
    """« « pression artérielle » pour « tension artérielle » : accepté par le formateur. »."""
    expected, found = (f"«{NBSP}{text}{NBSP}»" if text else "" for text in (waived.expected, waived.found))
    if expected and found and expected != found:
        words = f"{found} pour {expected}"
    else:
        words = found if found else f"{expected} non écrit"
    comment = waived.decision.comment
    return f"{words}{NBSP}: {_DECIDED[waived.decision.ruling]}{f' ({comment})' if comment else ''}"
