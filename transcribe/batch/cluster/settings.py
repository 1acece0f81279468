"""How Dask is used here, whatever the configuration of the machine says."""

import logging
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from transcribe.batch.cluster.certificates import Identity, missing_extra
from transcribe.core.errors import ClusterError

if TYPE_CHECKING:
    from distributed import Security

SCHEME = "tls://"
PORT = 8786
NO_PAGE = "127.0.0.1:0"
"""Dask always opens a web server; without routes, and on this machine alone, it says nothing to anybody."""

_OPTIONS = {
    "distributed.comm.require-encryption": True,
    "distributed.scheduler.allowed-failures": 0,  # the coordinator tries again, one file at a time
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    "distributed.worker.memory.target": False,  # sounds and texts never go to a disk
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.pause": False,
    "distributed.worker.memory.terminate": False,
    "distributed.admin.large-graph-warning-threshold": "100GB",  # sounds are meant to be sent
    "distributed.diagnostics.nvml": False,
    "distributed.worker.preload": [],
    "distributed.scheduler.preload": [],
    "distributed.nanny.preload": [],
    "distributed.nanny.pre-spawn-environ.DASK_LOGGING__DISTRIBUTED": "critical",
}


def our_settings() -> "AbstractContextManager[object]":
    """Dask as it is used here, within the block.

    Raises:
        ClusterError: Dask is not installed.
    """
    try:
        import dask
        import distributed  # noqa: F401 (it brings its own usual settings, which ours come after)
    except ImportError as error:
        raise missing_extra("distributed") from error
    for name in [name for name in logging.root.manager.loggerDict if name.partition(".")[0] == "distributed"]:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what matters is said in French
    settings: AbstractContextManager[object] = dask.config.set(_OPTIONS)
    return settings


def security_of(identity: Identity) -> "Security":
    """TLS 1.3 both ways: each side shows a certificate of the one authority, or is not listened to."""
    import ssl

    from distributed import Security

    shown = {
        f"tls_{role}_{part}": str(path)
        for role in ("client", "scheduler", "worker")
        for part, path in (("cert", identity.certificate), ("key", identity.key))
    }
    return Security(
        require_encryption=True,
        tls_ca_file=str(identity.authority),
        tls_min_version=ssl.TLSVersion.TLSv1_3,
        **shown,
    )


def checked_address(address: str) -> str:
    """« tls://hote:8786 », the port added where it is missing.

    Raises:
        ClusterError: another kind of address.
    """
    host = address.removeprefix(SCHEME)
    if not address.startswith(SCHEME) or not host or "/" in host:
        raise ClusterError(
            message=f"« {address} » n’est pas l’adresse d’un ordonnanceur : écrivez tls://nom-ou-adresse:{PORT} (une "
            "liaison qui n’est pas chiffrée est refusée)."
        )
    bare = host.rpartition("]")[2] if host.startswith("[") else host
    return address if ":" in bare else f"{address}:{PORT}"
