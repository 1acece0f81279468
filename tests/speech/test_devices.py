"""A graphics card is used if it truly works; what was asked for by name is not replaced in silence."""

from collections.abc import Callable

import pytest

from transcribe.core.errors import DeviceUnavailable
from transcribe.speech import devices
from transcribe.speech.devices import Choice, load_somewhere, thread_count


def _load(broken: set[str]) -> Callable[[Choice], str]:
    def load(choice: Choice) -> str:
        if choice.device in broken:
            raise RuntimeError("Library libcublas.so.12 is not found or cannot be loaded")
        return f"modèle sur {choice.device}"

    return load


@pytest.mark.parametrize(
    ("cards", "broken", "device", "expected", "sentence"),
    [
        (0, set(), "auto", "cpu", "Calcul sur le processeur"),
        (1, set(), "auto", "cuda", "Calcul sur la carte graphique"),
        (1, {"cuda"}, "auto", "cpu", "La carte graphique ne fonctionne pas"),
        (1, set(), "cpu", "cpu", None),
        (0, set(), "cuda", "cuda", None),
    ],
)
def test_choice_of_device(
    monkeypatch: pytest.MonkeyPatch,
    cards: int,
    broken: set[str],
    device: str,
    expected: str,
    sentence: str | None,
) -> None:
    monkeypatch.setattr(devices, "cuda_cards", lambda: cards)
    said: list[str] = []
    loaded, choice = load_somewhere(
        _load(broken),
        device=device,
        precision="auto",
        notify=said.append,
    )
    assert choice.device == expected
    assert loaded == f"modèle sur {expected}"
    assert len(said) == (1 if sentence else 0)
    assert not sentence or said[0].startswith(sentence)


@pytest.mark.parametrize("device", ["cuda", "cpu"])
def test_an_explicit_device_that_fails_is_an_error(device: str) -> None:
    with pytest.raises(DeviceUnavailable, match=f"« {device} » en « float16 »"):
        load_somewhere(_load({"cuda", "cpu"}), device=device, precision="float16")


def test_an_explicit_precision_is_kept() -> None:
    _, choice = load_somewhere(_load(set()), device="cpu", precision="float32")
    assert choice == Choice("cpu", "float32")


def test_threads() -> None:
    assert thread_count(3) == 3
    assert 1 <= thread_count(0) <= 8
