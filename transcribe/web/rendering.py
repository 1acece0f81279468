"""Pages from templates; everything in them is escaped."""

import hashlib
from datetime import datetime
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any

from transcribe.french.calendar import MONTHS, WEEKDAYS
from transcribe.grading.style import CSS, sheet_script
from transcribe.scripts import files

if TYPE_CHECKING:
    from jinja2 import Environment

STATIC = resources.files("transcribe.web").joinpath("static")
NBSP = "\u00a0"


@cache
def environment() -> "Environment":
    """The templates, with autoescape and no undefined name."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("transcribe.web"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.globals["static"] = static_url
    made.filters["moment"] = moment_text
    return made


def static_url(name: str) -> str:
    """The address of a static file; another content is another address, so that browsers may keep it."""
    return f"/static/{edition()}/{name}"


@cache
def edition() -> str:
    """A short hash of all static files, the modules of ``scripts`` among them."""
    digest = hashlib.sha256()
    digest.update((CSS + sheet_script()).encode())
    for path, one in [*files(), *sorted(_files(STATIC))]:
        digest.update(path.encode())
        digest.update(one.read_bytes())
    return digest.hexdigest()[:12]


def _files(folder: Traversable, base: str = "") -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for one in folder.iterdir():
        name = f"{base}{one.name}"
        found += _files(one, f"{name}/") if one.is_dir() else [(name, one)]
    return found


def render(name: str, **values: Any) -> str:  # noqa: ANN401
    """A whole page."""
    return environment().get_template(name).render(**values)


def moment_text(ms: int) -> str:
    """« jeudi 3 décembre à 14 h 05 », in the time of this computer."""
    at = datetime.fromtimestamp(ms / 1000).astimezone()
    day = "1er" if at.day == 1 else str(at.day)
    year = f" {at.year}" if at.year != datetime.now().astimezone().year else ""
    return f"{WEEKDAYS[at.weekday()]} {day}{NBSP}{MONTHS[at.month - 1]}{year} à {at.hour}{NBSP}h{NBSP}{at.minute:02d}"
