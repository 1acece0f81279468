"""A mapping from real to invented names, in a file that only its passphrase opens.

scrypt (RFC 7914) makes the key from the passphrase and a salt drawn for the file; AES-256-GCM seals the rows.
"""

import base64
import json
import os
from collections.abc import Sequence
from pathlib import Path

from transcribe.core.errors import DocumentError, cause_of
from transcribe.core.extras import missing
from transcribe.core.files import written_whole

Row = tuple[str, str, str, str]
"""The original, what took its place, its genre, its file."""

SHORTEST = 12
_FORM = "transcribe-correspondances-1"
_COST, _BLOCK, _LANES = 1 << 15, 8, 1


class NoCipherError(DocumentError):
    """The package that seals is not installed."""


def check_cipher() -> None:
    """Refuses before any work when nothing can be sealed.

    Raises:
        NoCipherError: the package ``cryptography`` is missing.
    """
    from importlib.util import find_spec

    if find_spec("cryptography") is None:
        raise NoCipherError(
            message=missing("Chiffrer les correspondances", "cryptography", "https")
            + " Sinon, retirez --correspondances."
        )


def seal(path: Path, rows: Sequence[Row], passphrase: str) -> None:
    """Writes rows sealed with a passphrase, whole or not at all.

    Raises:
        NoCipherError: the package ``cryptography`` is missing.
        OSError: the file cannot be written.
    """
    check_cipher()
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = os.urandom(16), os.urandom(12)
    content = json.dumps([list(row) for row in rows], ensure_ascii=False).encode("utf-8")
    sealed = AESGCM(_key(passphrase, salt)).encrypt(nonce, content, _FORM.encode())
    parts = {"salt": salt, "nonce": nonce, "sealed": sealed}
    shown = {"form": _FORM} | {name: base64.b64encode(part).decode() for name, part in parts.items()}
    with written_whole(path) as stream:
        stream.write(json.dumps(shown).encode())


def unseal(path: Path, passphrase: str) -> list[Row]:
    """The rows of a sealed file.

    Raises:
        NoCipherError: the package ``cryptography`` is missing.
        DocumentError: no such file, none of ours, altered, or another passphrase.
    """
    check_cipher()
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        parts = json.loads(path.read_bytes())
        if parts["form"] != _FORM:
            raise ValueError(parts["form"])
        salt, nonce, sealed = (base64.b64decode(parts[name]) for name in ("salt", "nonce", "sealed"))
        content = AESGCM(_key(passphrase, salt)).decrypt(nonce, sealed, _FORM.encode())
        return [(row[0], row[1], row[2], row[3]) for row in json.loads(content)]
    except OSError as error:
        raise DocumentError(
            message=f"« {path} » est illisible ({cause_of(error)}) : vérifiez son nom."
        ) from error
    except InvalidTag as error:
        raise DocumentError(
            message=f"« {path} » ne s’ouvre pas : la phrase secrète n’est pas la bonne, ou le fichier a été modifié."
        ) from error
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise DocumentError(
            message=f"« {path} » n’est pas un fichier de correspondances : "
            "choisissez celui qu’a écrit --correspondances."
        ) from error


def _key(passphrase: str, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return Scrypt(salt=salt, length=32, n=_COST, r=_BLOCK, p=_LANES).derive(passphrase.encode("utf-8"))
