"""The authority of a group of machines and a certificate for each role, as folders to carry to them.

Whoever holds one of these certificates runs programs on every machine of the group. A coordinator's can only ask: it
cannot pass for a scheduler or a worker (RFC 5280, 4.2.1.12). Host names are not checked (Dask does not): the authority
vouches for this group alone.
"""

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
from transcribe.core.errors import ClusterError, cause_of
from transcribe.core.extras import missing
from transcribe.core.files import make_folder, written_whole

if TYPE_CHECKING:
    from cryptography import x509

AUTHORITY = "autorite"
CERTIFICATE = "certificat"
ROLES = {"ordonnanceur": True, "poste": True, "coordinateur": False}
"""Folder of each role, and whether others connect to it."""

AUTHORITY_LIFE = timedelta(days=5 * 365)
LIFE = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Identity:
    """What a role shows and trusts: three files (PEM)."""

    authority: Path
    certificate: Path
    key: Path


def make_certificates(folder: Path, *, now: datetime | None = None) -> bool:
    """Makes the folders of all roles in ``folder``; an authority that lasts is kept. True: the authority is new.

    Raises:
        ClusterError: the library is not installed, or the disk refuses.
    """
    _need_cryptography()
    at = now or datetime.now(UTC)
    try:
        make_folder(folder)
        folder.chmod(0o700)
        kept = read_pair(folder, AUTHORITY)
        if kept is not None and at + LIFE > kept.certificate.not_valid_after_utc:
            kept = None
        authority = kept or new_authority("transcribe, postes de conversion", at, AUTHORITY_LIFE)
        if kept is None:
            write_pair(folder, AUTHORITY, authority)
        for role, serves in ROLES.items():
            write_pair(folder / role, CERTIFICATE, _new_certificate(authority, role, at, serves=serves))
            with written_whole(folder / role / f"{AUTHORITY}.crt") as stream:
                stream.write((folder / f"{AUTHORITY}.crt").read_bytes())
    except OSError as error:
        raise ClusterError(
            message=f"Les certificats ne s’écrivent pas dans « {folder} » ({cause_of(error)}) : vérifiez le disque et "
            "les droits, ou choisissez un autre dossier."
        ) from error
    return kept is None


def usual_place() -> Path:
    """Where the certificates of this user are, unless said otherwise."""
    from platformdirs import user_data_path

    return user_data_path("transcribe", appauthor=False) / "certificats"


def identity_in(folder: Path, *, now: datetime | None = None) -> Identity:
    """The identity that the folder of a role holds, checked: complete, of its authority, not over.

    Raises:
        ClusterError: it would not serve, and why.
    """
    _need_cryptography()
    found = Identity(
        folder / f"{AUTHORITY}.crt", folder / f"{CERTIFICATE}.crt", folder / f"{CERTIFICATE}.key"
    )
    absent = [path.name for path in (found.authority, found.certificate, found.key) if not path.is_file()]
    if absent:
        raise ClusterError(
            message=f"Rien ne démarre sans certificats, et « {folder} » n’a pas {', '.join(absent)} : donnez par "
            "--certificats le dossier d’un rôle fait par « transcribe cluster certificates »."
        )
    try:
        pair, authority = read_pair(folder, CERTIFICATE), _read_authority(found.authority)
    except OSError as error:
        raise ClusterError(
            message=f"Les certificats de « {folder} » ne se lisent pas ({cause_of(error)}) : vérifiez les droits."
        ) from error
    if pair is None or authority is None or not is_issued_by(pair.certificate, authority):
        raise ClusterError(
            message=f"Les certificats de « {folder} » sont abîmés, ou d’une autre autorité : copiez à nouveau ce "
            "dossier en entier depuis l’ordinateur qui les a faits."
        )
    at = now or datetime.now(UTC)
    if not pair.certificate.not_valid_before_utc <= at <= pair.certificate.not_valid_after_utc:
        raise ClusterError(
            message=f"Le certificat de « {folder} » ne vaut plus (ou l’horloge de cet ordinateur est fausse) : "
            "refaites-les par « transcribe cluster certificates », et copiez-les à nouveau sur chaque poste."
        )
    return found


def _need_cryptography() -> None:
    try:
        import cryptography  # noqa: F401
    except ImportError as error:
        raise missing_extra("cryptography") from error


def missing_extra(library: str) -> ClusterError:
    """What to install."""
    return ClusterError(message=missing("Convertir sur plusieurs machines", library, "cluster"))


def _read_authority(path: Path) -> "x509.Certificate | None":
    from cryptography import x509

    try:
        return x509.load_pem_x509_certificate(path.read_bytes())
    except ValueError:
        return None


def _new_certificate(authority: Pair, role: str, at: datetime, *, serves: bool) -> Pair:
    from cryptography import x509
    from cryptography.x509.oid import ExtendedKeyUsageOID as Use

    uses = x509.ExtendedKeyUsage([Use.CLIENT_AUTH, *([Use.SERVER_AUTH] if serves else [])])
    return new_certificate(authority, role, at, LIFE, (uses, True))
