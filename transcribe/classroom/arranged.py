"""What a trainer's list or presets arrange for a learner, as his pages and his marks take it."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from transcribe.classroom.types import Person

if TYPE_CHECKING:
    from transcribe.grading.needs import Settings
    from transcribe.grading.scheme import Scheme

_SIZES = ((16, 1), (22, 2), (30, 3))
_LARGEST = 4
_WIDE = 1.5


def needs_from(settings: "Settings") -> dict[str, Any]:
    """The needs of a person (``people.checked_needs``) for what is arranged in ``grading``'s terms; no usual ones."""
    from transcribe.grading.needs import USUAL

    given = settings.needs
    found: dict[str, Any] = {
        "extra_time": round(given.extra_time, 4),
        "pace": round(min(1.5, max(0.5, given.pace)), 2),
        "text_size": next((size for points, size in _SIZES if given.size < points), _LARGEST),
        "spaced": given.letter_spacing > 0 or given.line_spacing >= _WIDE,
        "face": "dyslexia" if given.font != USUAL.font else "",
        "accents": float(settings.accents),
        "same_sound": float(settings.same_sound),
    }
    usual = {
        "extra_time": 0,
        "pace": 1,
        "text_size": 1,
        "spaced": False,
        "face": "",
        "accents": 1,
        "same_sound": 1,
    }
    return {name: value for name, value in found.items() if value != usual[name]}


def scheme_for(person: Person, scheme: "Scheme") -> "Scheme":
    """The scheme that a learner is marked by: the exercise's, with what is arranged for him."""
    from transcribe.grading.needs import Settings

    accents, sound = (Decimal(str(person.needs.get(name, 1))) for name in ("accents", "same_sound"))
    return Settings(accents=accents, same_sound=sound).of(scheme)
