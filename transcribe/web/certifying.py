"""The class's own certificate authority, made on demand, and the certificate that this computer shows to the class.

Both stay beside the database, their keys for their owner alone. The authority can only vouch for private addresses and
for this computer's name: whoever stole its key could not pass for a site of the Internet (RFC 5280, 4.2.1.10).
"""

import contextlib
import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from transcribe.core.certificates import (
    Pair,
    is_issued_by,
    new_authority,
    new_certificate,
    read_pair,
    write_pair,
)
from transcribe.core.errors import TranscribeError, cause_of
from transcribe.core.extras import missing
from transcribe.core.files import make_folder

if TYPE_CHECKING:
    from cryptography import x509

FOLDER = "https"
AUTHORITY_LIFE = timedelta(days=5 * 365)
LIFE = timedelta(days=180)  # of this computer's certificate; browsers refuse more than 825 days
RENEWED_BEFORE = timedelta(days=30)
NETWORKS = tuple(
    ipaddress.ip_network(one)
    for one in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8")
)
_LOCAL_NAMES = ("localhost", "local")


class CertifyError(TranscribeError):
    """The certificates cannot be made or kept."""


@dataclass(frozen=True, slots=True)
class Certified:
    """What serving needs: this computer's ``certificate`` and ``key`` (PEM files), the authority's (DER) certificate.

    ``new_authority``: it was made just now, and is to be installed on the class's machines. ``left_out``: names and
    addresses asked for that the authority may not vouch for.
    """

    certificate: Path
    key: Path
    authority: bytes
    fingerprint: str
    new_authority: bool
    left_out: tuple[str, ...] = ()


def certify(folder: Path, names: Sequence[str], *, host: str, now: datetime | None = None) -> Certified:
    """The authority of a space and a certificate for ``names`` (addresses and names), those kept where they still do.

    ``host``: the name of this computer, which a new authority may vouch for. ``now``: UTC.

    Raises:
        CertifyError: the library is not installed, or the disk refuses.
    """
    try:
        import cryptography  # noqa: F401
    except ImportError as error:
        raise CertifyError(message=missing("Chiffrer la liaison", "cryptography", "https")) from error
    at = now or datetime.now(UTC)
    place = folder / FOLDER
    try:
        make_folder(place)
        place.chmod(0o700)
        authority = read_pair(place, "autorite")
        new = authority is None or not _authority_lasts(authority, at)
        if authority is None or new:
            authority = _new_authority(host, at)
            write_pair(place, "autorite", authority)
        allowed = [one for one in names if _may_vouch(authority.certificate, one)]
        own = read_pair(place, "poste")
        if own is None or not _still_good(own, authority, allowed, at):
            write_pair(place, "poste", _new_certificate(authority, allowed, at))
    except OSError as error:
        raise CertifyError(
            message=f"Le certificat de la classe ne s’écrit pas dans « {place} » ({cause_of(error)}) : vérifiez le "
            "disque et les droits."
        ) from error
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.serialization import Encoding

    return Certified(
        place / "poste.crt", place / "poste.key", authority.certificate.public_bytes(Encoding.DER),
        _grouped(authority.certificate.fingerprint(hashes.SHA256())), new,
        tuple(one for one in names if one not in allowed),
    )  # fmt: skip


def _grouped(digest: bytes) -> str:
    """As browsers show a fingerprint: « 0A:1B:… »."""
    return digest.hex(":").upper()


# --- what is kept -------------------------------------------------------------------------------------------------


def _authority_lasts(authority: Pair, at: datetime) -> bool:
    """Whether a certificate made now would end before it."""
    certificate = authority.certificate
    return certificate.not_valid_before_utc <= at and at + LIFE <= certificate.not_valid_after_utc


def _still_good(own: Pair, authority: Pair, names: Sequence[str], at: datetime) -> bool:
    certificate = own.certificate
    return (
        is_issued_by(certificate, authority.certificate)
        and certificate.not_valid_before_utc <= at
        and at + RENEWED_BEFORE <= certificate.not_valid_after_utc
        and _names_of(certificate) == set(names)
    )


def _names_of(certificate: "x509.Certificate") -> set[str]:
    from cryptography import x509

    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    addresses = names.get_values_for_type(x509.IPAddress)
    return {*names.get_values_for_type(x509.DNSName), *map(str, addresses)}


# --- making them --------------------------------------------------------------------------------------------------


def _new_authority(host: str, at: datetime) -> Pair:
    from cryptography import x509
    from cryptography.x509.oid import ExtendedKeyUsageOID

    names = [x509.DNSName(one) for one in dict.fromkeys([*_LOCAL_NAMES, *([host] if _is_dns(host) else [])])]
    constraints = x509.NameConstraints([*names, *(x509.IPAddress(one) for one in NETWORKS)], None)
    serving = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])  # nor for programs
    return new_authority(
        f"transcribe, classe de {host or 'cet ordinateur'}"[:64], at, AUTHORITY_LIFE,
        (serving, False), (constraints, True), organization="transcribe",
    )  # fmt: skip


def _new_certificate(authority: Pair, names: Sequence[str], at: datetime) -> Pair:
    from cryptography import x509
    from cryptography.x509.oid import ExtendedKeyUsageOID

    shown = x509.SubjectAlternativeName([_general(one) for one in names])
    serving = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
    return new_certificate(authority, "transcribe", at, LIFE, (shown, False), (serving, False))


def _general(name: str) -> "x509.GeneralName":
    from cryptography import x509

    address = _address(name)
    return x509.DNSName(name) if address is None else x509.IPAddress(address)


def _address(name: str) -> "ipaddress.IPv4Address | ipaddress.IPv6Address | None":
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(name)
    return None


def _is_dns(name: str) -> bool:
    return bool(name) and name.isascii() and all(part and len(part) <= 63 for part in name.split("."))


def _may_vouch(authority: "x509.Certificate", name: str) -> bool:
    """Whether the constraints of an authority admit a name or an address."""
    from cryptography import x509

    permitted = (
        authority.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees or []
    )
    address = _address(name)
    if address is not None:
        return any(
            isinstance(one, x509.IPAddress) and address in ipaddress.ip_network(one.value)
            for one in permitted
        )
    domains = [one.value for one in permitted if isinstance(one, x509.DNSName)]
    return _is_dns(name) and any(name == one or name.endswith(f".{one}") for one in domains)
