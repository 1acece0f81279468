"""What pages that allow no foreign script need: the digest that a policy names, and JSON inside a ``script``."""

import json
from base64 import b64encode
from hashlib import sha256


def policy_source(text: str) -> str:
    """The source expression by which a content security policy allows this very style or script."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def script_json(value: object) -> str:
    """A value as JSON that may stand inside a ``script`` element and cannot close it."""
    text = json.dumps(value, ensure_ascii=False)
    for one in "<>&\u2028\u2029":
        text = text.replace(one, f"\\u{ord(one):04x}")
    return text
