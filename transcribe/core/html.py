"""What pages that stand alone need: their files, their template, their policy, JSON inside a ``script``."""

import json
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Template


@cache
def asset(package: str, *path: str) -> str:
    """The text of a file that lies in a package.

    Raises:
        FileNotFoundError: there is none.
    """
    return resources.files(package).joinpath(*path).read_text("utf-8")


@cache
def template(package: str, *path: str) -> "Template":
    """The Jinja2 template in a file of a package: values are escaped, a missing one is an error."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    return environment.from_string(asset(package, *path))


def policy_source(text: str) -> str:
    """The source expression by which a content security policy allows this very style or script."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def page_policy(style: str, script: str = "", *, media: str = "'self' file:", closed: bool = False) -> str:
    """The content security policy of a page that stands alone: only its style, its script and their sound may serve.

    ``closed``: nor base, nor form, nor markup made by its script.
    """
    rules = [
        "default-src 'none'",
        f"style-src {policy_source(style)}",
    ]
    if script:
        rules += [f"script-src {policy_source(script)}", f"media-src {media}"]
    if closed:
        rules += [
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        ]
    return "; ".join(rules)


def script_json(value: object) -> str:
    """A value as JSON that may stand inside a ``script`` element and cannot close it."""
    text = json.dumps(value, ensure_ascii=False)
    for one in "<>&\u2028\u2029":
        text = text.replace(one, f"\\u{ord(one):04x}")
    return text
