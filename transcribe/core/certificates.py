"""Certificates and their keys: made, and kept as files (PEM) that their owner alone reads.

Keys are of the curve P-256. What a certificate says besides who vouches for whom is its maker's affair.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from transcribe.core.files import written_whole

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec

    Said = tuple[x509.ExtensionType, bool]

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


def new_authority(name: str, at: datetime, life: timedelta, *says: "Said", organization: str = "") -> Pair:
    """An authority that vouches for certificates and for no other authority, from ``at`` (UTC) on.

    ``says``: what it says besides, each with whether who does not understand it must refuse it (critical).
    """
    from cryptography import x509

    key = _new_key()
    itself = _named(name, organization)
    said: list[Said] = [
        (x509.BasicConstraints(ca=True, path_length=0), True),
        (_usage(signs=True), True),
        (x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False),
        *says,
    ]
    return Pair(_signed(itself, itself, key.public_key(), (at, life), said, key), key)


def new_certificate(authority: Pair, name: str, at: datetime, life: timedelta, *says: "Said") -> Pair:
    """A certificate that an authority vouches for, which itself vouches for none; ``says`` as in ``new_authority``."""
    from cryptography import x509

    key = _new_key()
    issuer = authority.certificate.subject
    said: list[Said] = [
        (x509.BasicConstraints(ca=False, path_length=None), True),
        (_usage(signs=False), True),
        *says,
        (x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()), False),
    ]
    return Pair(_signed(_named(name), issuer, key.public_key(), (at, life), said, authority.key), key)


def is_issued_by(certificate: "x509.Certificate", authority: "x509.Certificate") -> bool:
    """Whether an authority vouches for a certificate; constraints and dates are not looked at."""
    from cryptography.exceptions import InvalidSignature

    try:
        certificate.verify_directly_issued_by(authority)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def _signed(
    name: "x509.Name",
    issuer: "x509.Name",
    key: "ec.EllipticCurvePublicKey",
    lasts: tuple[datetime, timedelta],
    said: "Sequence[Said]",
    by: "ec.EllipticCurvePrivateKey",
) -> "x509.Certificate":
    """Good from a day before it is made, for clocks that are slow."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    at, life = lasts
    begun = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - _SLOW_CLOCK)
        .not_valid_after(at + life)
    )
    for extension, critical in said:
        begun = begun.add_extension(extension, critical=critical)
    return begun.sign(by, hashes.SHA256())


def _new_key() -> "ec.EllipticCurvePrivateKey":
    from cryptography.hazmat.primitives.asymmetric import ec

    return ec.generate_private_key(ec.SECP256R1())


def _named(name: str, organization: str = "") -> "x509.Name":
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    whose = [x509.NameAttribute(NameOID.ORGANIZATION_NAME, organization)] if organization else []
    return x509.Name([*whose, x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _usage(*, signs: bool) -> "x509.KeyUsage":
    """Certificates and nothing else, or connections and nothing else."""
    from cryptography import x509

    return x509.KeyUsage(
        digital_signature=not signs, content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=signs, crl_sign=signs, encipher_only=False, decipher_only=False,
    )  # fmt: skip
