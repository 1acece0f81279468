"""Where the model runs: a graphics card if it truly works, else the processor."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from transcribe.core.errors import DeviceUnavailable

Notify = Callable[[str], None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Choice:
    """A device (``cpu``, ``cuda``) and a precision (``int8``, ``float16``, ``float32``…)."""

    device: str
    precision: str


def load_somewhere(
    load: Callable[[Choice], T], *, device: str, precision: str, notify: Notify | None = None
) -> tuple[T, Choice]:
    """Loads a model on the best device that works; ``load`` must also run the model once.

    A card that is there may still fail when the model is loaded or at its first computation (missing
    libraries, too little memory): with ``auto`` the processor takes over, and ``notify`` is told once.

    Raises:
        DeviceUnavailable: what was asked for does not work.
    """
    failed: list[Choice] = []
    for choice in choices(device, precision):
        try:
            loaded = load(choice)
        except (RuntimeError, ValueError, MemoryError):
            failed.append(choice)
            continue
        if notify and (sentence := _sentence(choice, failed, asked=device)):
            notify(sentence)
        return loaded, choice
    worst = failed[-1] if failed else Choice(device, precision)
    raise DeviceUnavailable(device=worst.device, precision=worst.precision)


def choices(device: str, precision: str) -> Iterator[Choice]:
    """What to try, best first."""
    if device == "cuda" or (device == "auto" and cuda_cards()):
        yield Choice("cuda", _precision("cuda", precision, ("float16", "int8_float16", "float32")))
    if device in {"cpu", "auto"}:
        yield Choice("cpu", _precision("cpu", precision, ("int8", "float32")))


def cuda_cards() -> int:
    """Number of NVIDIA cards that CTranslate2 sees."""
    import ctranslate2

    try:
        return int(ctranslate2.get_cuda_device_count())
    except RuntimeError:
        return 0


def thread_count(asked: int) -> int:
    """Threads for the processor: what was asked for, else the cores this process may use, at most 8."""
    if asked > 0:
        return asked
    try:
        cores = len(os.sched_getaffinity(0))
    except AttributeError:  # Windows and macOS
        cores = os.cpu_count() or 1
    return max(1, min(8, cores))


def _precision(device: str, asked: str, preferred: tuple[str, ...]) -> str:
    if asked != "auto":
        return asked
    import ctranslate2

    try:
        possible = ctranslate2.get_supported_compute_types(device)
    except (RuntimeError, ValueError):
        return preferred[0]
    return next((name for name in preferred if name in possible), preferred[-1])


def _sentence(choice: Choice, failed: list[Choice], *, asked: str) -> str:
    if asked != "auto":
        return ""
    if failed:
        return (
            f"La carte graphique ne fonctionne pas pour ce modèle : le calcul se fait sur le processeur "
            f"({choice.precision})."
        )
    if choice.device == "cuda":
        return f"Calcul sur la carte graphique ({choice.precision})."
    return f"Calcul sur le processeur ({choice.precision})."
