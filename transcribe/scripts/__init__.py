"""The JavaScript that more than one page runs: the player, its keys, what a browser keeps of a text, gaps.

``modules/`` holds ES modules. The server gives them as they stand; a page that stands alone, opened from a folder
where a browser loads no module, gets them with its own as one script (``inlined``). Importing this room is cheap.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

MODULES = resources.files("transcribe.scripts").joinpath("modules")

_IMPORT = re.compile(r'^import \{([^{}]*)\} from "\./([\w-]+\.js)";\n', re.M)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) ([\w$]+))", re.M)
_LEFT = re.compile(r"^(?:import|export)\b.*|\bimport\s*\(|\bimport\.meta\b", re.M)


def inlined(entry: str, own: Mapping[str, str]) -> str:
    """One classic script that does what the module ``entry`` does; ``own`` are a page's modules by name.

    A module's imports are looked up in ``own``, then among those of this room. Each module becomes a function that is
    called once, in the order of their imports, as a browser would.

    Raises:
        ValueError: a module uses a form of import or export other than ``import { a, b as c } from "./x.js";`` and
            ``export`` before a function, class or constant, or modules import one another in a ring.
        FileNotFoundError: no such module.
    """
    done: dict[str, str] = {}
    _add(entry, own, done, ())
    return "(() => {\n" + '"use strict";\n' + "".join(done.values()) + "})();\n"


def _add(name: str, own: Mapping[str, str], done: dict[str, str], above: tuple[str, ...]) -> None:
    if name in done:
        return
    if name in above:
        raise ValueError(f"{' → '.join((*above, name))} import one another")
    source = own[name] if name in own else shared(name)
    for found in _IMPORT.finditer(source):
        _add(found[2], own, done, (*above, name))
    exported = _EXPORT.findall(source)
    body = _EXPORT.sub("", _IMPORT.sub(_taken, source))
    if left := _LEFT.search(body):
        raise ValueError(f"{name}: « {left[0]} » cannot be put inline")
    names = ", ".join(exported)
    done[name] = f"const {_variable(name)} = (() => {{\n{body}return {{ {names} }};\n}})();\n"


def _taken(found: re.Match[str]) -> str:
    names = re.sub(r"\s+as\s+", ": ", found[1])
    return f"const {{{names}}} = {_variable(found[2])};\n"


def _variable(name: str) -> str:
    return "$" + name.removesuffix(".js").replace("-", "_")


@cache
def shared(name: str) -> str:
    """The text of a module of this room.

    Raises:
        FileNotFoundError: there is none of this name.
    """
    return MODULES.joinpath(name).read_text("utf-8")


def files() -> list[tuple[str, Traversable]]:
    """The modules of this room by name."""
    return sorted((one.name, one) for one in MODULES.iterdir())
