"""Personal codes: hashed by Argon2id, two at a time so that a class that enters at once does not fill the memory."""

import threading
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

    from transcribe.classroom.store import Store

PIN_LENGTH = 6
_SHORTEST, _LONGEST = 4, 12
_hashing = threading.Semaphore(2)  # each costs 19 MiB


@cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)  # OWASP's figures for Argon2id


def hash_pin(pin: str) -> str:
    """The Argon2id hash of a personal code."""
    with _hashing:
        return _hasher().hash(pin)


def is_pin(hashed: str, pin: str) -> bool:
    """Whether a personal code is that of a hash; an empty hash takes as long and is nobody's."""
    from argon2.exceptions import InvalidHashError, VerificationError

    known = hashed or _nobody()
    with _hashing:
        try:
            return _hasher().verify(known, pin) and bool(hashed)
        except (VerificationError, InvalidHashError):
            return False


@cache
def _nobody() -> str:
    return hash_pin("")


def new_pins(store: "Store", count: int) -> list[str]:
    """Personal codes of six digits, all different, none that anybody would try first."""
    pins: dict[str, None] = {}
    while len(pins) < count:
        pin = store.draw_text("0123456789", PIN_LENGTH)
        if is_sound(pin):
            pins[pin] = None
    return list(pins)


def is_sound(pin: str) -> bool:
    """Whether digits make a personal code: from 4 to 12 of them, neither all alike nor in a row."""
    if not (pin.isascii() and pin.isdigit() and _SHORTEST <= len(pin) <= _LONGEST):
        return False
    steps = {ord(after) - ord(before) for before, after in pairwise(pin)}
    return not (len(steps) == 1 and steps <= {-1, 0, 1})
