"""The scheduler, or the workers of one machine, until they are stopped."""

import asyncio
import os
import signal
import socket
import tempfile
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from typing import Any

from transcribe.batch.cluster.certificates import Identity
from transcribe.batch.cluster.settings import NO_PAGE, SCHEME, our_settings, security_of
from transcribe.core.errors import ClusterError, cause_of
from transcribe.core.priority import give_way

Say = Callable[[str], None]
_PATIENCE = "30s"


def serve_scheduler(identity: Identity, *, host: str, port: int, say: Say) -> None:
    """Listens at ``host`` (empty: every address of this machine) for workers and coordinators.

    Raises:
        ClusterError: Dask is not installed, or the port cannot be had.
    """
    with our_settings():
        _until_stopped(_scheduler(identity, host, port, say))


async def _scheduler(identity: Identity, host: str, port: int, say: Say) -> None:
    from distributed import Scheduler

    try:
        async with Scheduler(
            host=host or None, port=port, protocol="tls", security=security_of(identity),
            dashboard=False, dashboard_address=NO_PAGE, allowed_failures=0,
        ) as scheduler:  # fmt: skip
            say(f"L’ordonnanceur attend les postes à {scheduler.address} ; Ctrl+C l’arrête.")
            await scheduler.finished()
    except OSError as error:
        raise ClusterError(
            message=f"L’ordonnanceur ne peut pas écouter au port {port} ({cause_of(error)}) : choisissez-en un autre "
            "par --port."
        ) from error


def serve_workers(identity: Identity, address: str, *, count: int, say: Say) -> None:
    """``count`` workers of one thread each, of low priority; one that dies is started again.

    Raises:
        ClusterError: Dask is not installed, or no scheduler answers.
    """
    give_way()
    with our_settings(), tempfile.TemporaryDirectory(prefix="transcribe-poste-") as place:
        _until_stopped(_workers(identity, address, count, say, Path(place)))


def _until_stopped(serving: Coroutine[Any, Any, None]) -> None:
    """Ends tidily when the system asks for it (SIGTERM), as it does at Ctrl+C."""

    async def served() -> None:
        task = asyncio.ensure_future(serving)
        with suppress(NotImplementedError):  # Windows
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
        await task

    with suppress(asyncio.CancelledError):
        asyncio.run(served())


async def _workers(identity: Identity, address: str, count: int, say: Say, place: Path) -> None:
    from distributed import Nanny

    host = socket.gethostname()
    try:
        async with AsyncExitStack() as stack:
            nannies = [
                await stack.enter_async_context(
                    Nanny(
                        address, nthreads=1, name=f"{host} {os.getpid()}.{number}", security=security_of(identity),
                        memory_limit=0, local_directory=str(place), death_timeout=_PATIENCE,
                        dashboard=False, dashboard_address=NO_PAGE,
                    )
                )
                for number in range(1, count + 1)
            ]  # fmt: skip
            say(f"{count} poste(s) au service de {address} ; Ctrl+C les arrête.")
            await asyncio.gather(*(nanny.finished() for nanny in nannies))
    except (OSError, TimeoutError, RuntimeError) as error:
        raise ClusterError(message=unreachable(address)) from error


def unreachable(address: str) -> str:
    """Nobody answers there, or not to this certificate."""
    return (
        f"L’ordonnanceur ne répond pas à « {address} », ou refuse ces certificats : vérifiez qu’il est lancé, que le "
        f"pare-feu laisse passer ce port, et que tous les dossiers de certificats ont été faits ensemble ({SCHEME}…)."
    )
