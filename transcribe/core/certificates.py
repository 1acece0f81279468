"""Certificates and their keys, as files (PEM) that their owner alone reads; what they say is their maker's affair."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from transcribe.core.files import written_whole

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec

_SLOW_CLOCK = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pair:
    """A certificate and its key."""

    certificate: "x509.Certificate"
    key: "ec.EllipticCurvePrivateKey"


def read_pair(place: Path, name: str) -> Pair | None:
    """``name.crt`` and ``name.key``; nothing when they are missing, damaged, or not of one another.

    Raises:
        OSError: the system refuses to give them.
    """
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        certificate = x509.load_pem_x509_certificate((place / f"{name}.crt").read_bytes())
        (place / f"{name}.key").chmod(0o600)
        key = load_pem_private_key((place / f"{name}.key").read_bytes(), None)
    except (FileNotFoundError, ValueError, TypeError):
        return None
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.public_key() != certificate.public_key():
        return None
    return Pair(certificate, key)


def write_pair(place: Path, name: str, pair: Pair) -> None:
    """Writes ``name.key`` and ``name.crt``, each whole, for their owner alone.

    Raises:
        OSError: they cannot be written.
    """
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    key = pair.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    certificate = pair.certificate.public_bytes(Encoding.PEM)
    for suffix, content in (("key", key), ("crt", certificate)):
        with written_whole(place / f"{name}.{suffix}") as stream:
            stream.write(content)
        (place / f"{name}.{suffix}").chmod(0o600)


def begun_certificate(
    name: "x509.Name", issuer: "x509.Name", key: "ec.EllipticCurvePublicKey", at: datetime, life: timedelta
) -> "x509.CertificateBuilder":
    """A certificate to complete and sign, good from a day before ``at`` (UTC), for clocks that are slow."""
    from cryptography import x509

    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - _SLOW_CLOCK)
        .not_valid_after(at + life)
    )
