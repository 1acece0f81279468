"""Ctrl-C is remembered when something swallows it, and only there."""

import signal
import threading
from collections.abc import Iterator

import pytest

from transcribe.cli.interrupting import Interruption, interruption


def test_what_was_not_asked_stops_nothing() -> None:
    Interruption().check()
    with interruption() as stop:
        stop.check()
        assert not stop.asked


@pytest.fixture
def heeded() -> Iterator[None]:
    """Ctrl-C as in a terminal: what runs behind ignores it, these tests too."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeded")
def test_what_was_swallowed_stops_at_the_next_look() -> None:
    before = signal.getsignal(signal.SIGINT)
    with interruption() as stop:
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        assert stop.asked
        with pytest.raises(KeyboardInterrupt):
            stop.check()
    assert signal.getsignal(signal.SIGINT) is before


def test_what_the_shell_ignores_stays_ignored() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with interruption() as stop:
            assert signal.getsignal(signal.SIGINT) == signal.SIG_IGN
            signal.raise_signal(signal.SIGINT)
        assert not stop.asked
    finally:
        signal.signal(signal.SIGINT, before)


def test_outside_the_main_thread_nothing_is_caught() -> None:
    seen: list[bool] = []

    def elsewhere() -> None:
        with interruption() as stop:
            seen.append(stop.asked)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert seen == [False]
