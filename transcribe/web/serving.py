"""Serving a space: where, to whom, and what is said of it."""

import contextlib
import ipaddress
import socket
import threading
import webbrowser
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from transcribe.core.errors import TranscribeError, cause_of

LOOPBACK = "127.0.0.1"


class ServeError(TranscribeError):
    """The pages cannot be served."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the pages are served. ``addresses`` are those of this computer that others may try, best first.

    ``secure_port``: where the class is served encrypted; ``port`` then only tells other computers the way there.
    """

    port: int
    network: bool = False
    addresses: tuple[str, ...] = ()
    secure_port: int = 0

    @property
    def url(self) -> str:
        """The address on this computer."""
        return f"http://{LOOPBACK}:{self.port}/"

    @property
    def urls(self) -> list[str]:
        """The addresses for the class; on this computer alone, just the one."""
        return [f"http://{one}:{self.port}/" for one in self.addresses] if self.network else [self.url]

    @property
    def secure_urls(self) -> list[str]:
        """The encrypted addresses for the class."""
        return [f"https://{one}:{self.secure_port}/" for one in self.addresses] if self.secure_port else []

    @property
    def hosts(self) -> list[str]:
        """The names and addresses that requests may ask for."""
        names = [host_name()] if self.network else []
        named = [*names, *(f"{name}.local" for name in names)]
        return [LOOPBACK, "localhost", *self.addresses, *named] if self.network else [LOOPBACK, "localhost"]


def host_name() -> str:
    """The name of this computer on its network, without its domain."""
    return socket.gethostname().lower().partition(".")[0]


def network_addresses() -> tuple[str, ...]:
    """The private IPv4 addresses of this computer, the one that leads outside first."""
    found: list[str] = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, contextlib.suppress(OSError):
        probe.connect(("192.0.2.1", 9))  # a documentation address: nothing is sent, the route is looked up
        found.append(str(probe.getsockname()[0]))
    with contextlib.suppress(OSError):
        found += [str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    private = [one for one in dict.fromkeys(found) if ipaddress.ip_address(one).is_private]
    return tuple(one for one in private if not one.startswith("127."))


def bind(port: int, *, network: bool) -> socket.socket:
    """A listening socket; port 0 takes any free one.

    Raises:
        ServeError: the port is taken or forbidden.
    """
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("0.0.0.0" if network else LOOPBACK, port))
    except OSError as error:
        listening.close()
        raise ServeError(
            message=f"Le port {port} ne peut pas servir ({cause_of(error)}) : choisissez-en un autre avec --port, "
            "par exemple --port 0, qui prend un port libre."
        ) from error
    listening.listen(128)
    return listening


@dataclass(frozen=True, slots=True)
class Served:
    """An application and the socket where it answers; under TLS with the files of a certificate and its key.

    ``lives``: whether the application is to be started and stopped with this socket.
    """

    app: object
    listening: socket.socket
    certificate: Path | None = None
    key: Path | None = None
    lives: bool = True


def serve(
    *served: Served,
    ready: Callable[[], None] = lambda: None,
    stopping: Callable[[Callable[[], bool]], None] = lambda asked: None,
    over: Callable[[], bool] | None = None,
) -> None:
    """Serves until interrupted or ``over``; ``ready`` is called once requests are answered. No request is logged.

    ``stopping`` is given, before all, what tells whether the server was asked to end.
    """
    import asyncio

    import uvicorn

    servers = [
        uvicorn.Server(
            uvicorn.Config(
                one.app, log_level="warning", access_log=False, server_header=False, date_header=True,  # type: ignore[arg-type]
                timeout_graceful_shutdown=5, lifespan="on" if one.lives else "off", ssl_certfile=one.certificate,
                ssl_keyfile=one.key,
            )
        )
        for one in served
    ]  # fmt: skip

    async def until_over(server: uvicorn.Server, listening: socket.socket) -> None:
        try:
            await server.serve([listening])
        finally:  # an interruption reaches one of them: the others follow
            for other in servers:
                other.should_exit = True

    async def watch(over: Callable[[], bool]) -> None:
        while not over():
            await asyncio.sleep(0.1)
        for server in servers:
            server.should_exit = True

    async def together() -> None:
        watching = asyncio.create_task(watch(over)) if over else None
        await asyncio.gather(*(until_over(a, b.listening) for a, b in zip(servers, served, strict=True)))
        if watching is not None:
            watching.cancel()

    stopping(lambda: any(server.should_exit for server in servers))
    threading.Thread(target=_when_started, args=(servers, ready), daemon=True).start()
    asyncio.run(together())


def _when_started(servers: Sequence[object], ready: Callable[[], None]) -> None:
    import time

    for _ in range(600):
        if all(getattr(one, "started", False) for one in servers):
            ready()
            return
        time.sleep(0.02)


def show_in_browser(url: str) -> None:
    """Opens the user's browser, where there is one."""
    webbrowser.open(url)


def qr_lines(url: str) -> str:
    """The address as a QR code made of characters, two rows of squares a line."""
    import io

    import segno

    out = io.StringIO()
    segno.make(url, error="m").terminal(out, compact=True)
    return out.getvalue()
