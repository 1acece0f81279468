"""Whisper's decoder in PyTorch, read from the CTranslate2 file, with a low-rank adapter on its linear layers."""

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - the usual name
from numpy.typing import NDArray
from torch import Tensor, nn

HEADS = 8
_MARGIN, _REST = 25, 200  # frames after the sound, and at the end of the window, that the decoder sees
# Keys and values of the attention to the sound stay as they are: what sounds mean is not learnt anew.
ADAPTED = (
    "self_attention/linear_0",
    "self_attention/linear_1",
    "attention/linear_0",
    "attention/linear_2",
    "ffn/linear_0",
    "ffn/linear_1",
)


def device() -> torch.device:
    """The graphics card, where there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


@cache
def number_type() -> torch.dtype:
    """16 bits where the processor multiplies them itself; elsewhere they are ten times slower than 32."""
    if torch.cuda.is_available():
        return torch.bfloat16
    able = torch.cpu.get_capabilities()
    return torch.bfloat16 if able.get("amx_bf16") or able.get("avx512_bf16") else torch.float32


class Adapted(nn.Module):  # type: ignore[misc]
    """A frozen linear layer, and the product of two thin matrices that is added to its weights."""

    def __init__(self, weight: Tensor, bias: Tensor | None, rank: int, dropout: float) -> None:
        super().__init__()
        self.dropout = dropout
        self.register_buffer("weight", weight.to(number_type()))
        self.register_buffer("bias", None if bias is None else bias.to(number_type()))
        self.on = True
        rows, columns = weight.shape
        self.down = nn.Parameter(torch.randn(rank, columns) / math.sqrt(columns)) if rank else None
        self.up = nn.Parameter(torch.zeros(rows, rank)) if rank else None

    def forward(self, x: Tensor) -> Tensor:
        """(…, in) → (…, out)."""
        out = F.linear(x, self.weight, self.bias)
        if self.on and self.down is not None and self.up is not None:
            # Dropped before the adapter only: Whisper's own path does not survive any of it.
            seen = F.dropout(x, self.dropout, self.training)
            out = out + F.linear(F.linear(seen, self.down.to(x.dtype)), self.up.to(x.dtype))
        return out


class Norm(nn.Module):  # type: ignore[misc]
    """Layer normalisation with frozen gains."""

    def __init__(self, gamma: Tensor, beta: Tensor) -> None:
        super().__init__()
        self.register_buffer("gamma", gamma.to(number_type()))
        self.register_buffer("beta", beta.to(number_type()))

    def forward(self, x: Tensor) -> Tensor:
        """(…, width) → the same."""
        return F.layer_norm(x, x.shape[-1:], self.gamma, self.beta)


def adapted(weights: Mapping[str, Tensor], place: str, rank: int, dropout: float) -> Adapted:
    """The linear layer whose variables begin with ``place``."""
    return Adapted(weights[f"{place}/weight"], weights.get(f"{place}/bias"), rank, dropout)


def normalised(weights: Mapping[str, Tensor], place: str) -> Norm:
    """The normalisation before the layer at ``place``."""
    return Norm(weights[f"{place}/layer_norm/gamma"], weights[f"{place}/layer_norm/beta"])


def weights_of(variables: Mapping[str, NDArray[np.generic]], part: str) -> dict[str, Tensor]:
    """The variables of a part ("encoder", "decoder") as tensors of 32 bits."""
    return {
        name: torch.from_numpy(np.asarray(value, np.float32))
        for name, value in variables.items()
        if name.startswith(f"{part}/") and value.ndim
    }


Thin = Iterator[tuple[str, Tensor, Tensor]]
"""Names of CTranslate2 variables, with the thin matrices (down, up) of what is added to them."""


def copied(thin: Thin) -> dict[str, tuple[NDArray[np.float32], NDArray[np.float32]]]:
    """The matrices as they are now."""
    return {
        name: (down.detach().cpu().numpy().copy(), up.detach().cpu().numpy().copy())
        for name, down, up in thin
    }


class Layer(nn.Module):  # type: ignore[misc]
    """One layer of the decoder."""

    def __init__(self, weights: Mapping[str, Tensor], prefix: str, rank: int, dropout: float) -> None:
        super().__init__()

        def linear(name: str) -> Adapted:
            return adapted(weights, f"{prefix}/{name}", rank if name in ADAPTED else 0, dropout)

        def norm(name: str) -> Norm:
            return normalised(weights, f"{prefix}/{name}")

        self.own_norm, self.own_in, self.own_out = (
            norm("self_attention"),
            linear("self_attention/linear_0"),
            linear("self_attention/linear_1"),
        )
        self.ear_norm, self.ear_q, self.ear_kv, self.ear_out = (
            norm("attention"),
            linear("attention/linear_0"),
            linear("attention/linear_1"),
            linear("attention/linear_2"),
        )
        self.ffn_norm, self.ffn_in, self.ffn_out = (
            norm("ffn"),
            linear("ffn/linear_0"),
            linear("ffn/linear_1"),
        )

    @property
    def adapted(self) -> dict[str, Adapted]:
        """The layers that learn, by the names of ``ADAPTED``."""
        parts = (self.own_in, self.own_out, self.ear_q, self.ear_out, self.ffn_in, self.ffn_out)
        return dict(zip(ADAPTED, parts, strict=True))

    def forward(self, x: Tensor, memory: Tensor) -> Tensor:
        """(batch, tokens, width), (batch, frames, width) → (batch, tokens, width)."""
        q, k, v = map(heads, self.own_in(self.own_norm(x)).chunk(3, -1))
        x = x + self.own_out(joined(F.scaled_dot_product_attention(q, k, v, is_causal=True)))
        k, v = map(heads, self.ear_kv(memory).chunk(2, -1))
        q = heads(self.ear_q(self.ear_norm(x)))
        x = x + self.ear_out(joined(F.scaled_dot_product_attention(q, k, v)))
        return x + self.ffn_out(F.gelu(self.ffn_in(self.ffn_norm(x))))


class TextDecoder(nn.Module):  # type: ignore[misc]
    """The decoder: tokens and encoder output → what it would say next, as vectors before the vocabulary."""

    def __init__(self, variables: Mapping[str, NDArray[np.generic]], rank: int, dropout: float = 0.0) -> None:
        super().__init__()
        weights = weights_of(variables, "decoder")
        self.register_buffer("words", weights["decoder/embeddings/weight"].to(number_type()))
        self.register_buffer("places", weights["decoder/position_encodings/encodings"].to(number_type()))
        count = sum(name.endswith("/ffn/linear_0/weight") for name in weights)
        self.layers = nn.ModuleList(
            Layer(weights, f"decoder/layer_{number}", rank, dropout) for number in range(count)
        )
        self.norm = normalised(weights, "decoder")

    def forward(self, tokens: Tensor, memory: Tensor, frames: int) -> Tensor:
        """(batch, tokens), (batch, 1500, width) → (batch, tokens, width); sound fills at most ``frames`` frames.

        Most of what follows the sound is left out: attention rests on a part of it as well as on all.
        """
        if frames + _MARGIN + _REST < memory.shape[1]:
            memory = torch.cat([memory[:, : frames + _MARGIN], memory[:, -_REST:]], dim=1)
        x = self.words[tokens] + self.places[: tokens.shape[1]]
        for layer in self.layers:
            x = layer(x, memory)
        return self.norm(x)

    @contextmanager
    def plain(self) -> Iterator[None]:
        """As it was before any training."""
        with plainly(self):
            yield

    def adapter(self) -> dict[str, tuple[NDArray[np.float32], NDArray[np.float32]]]:
        """The thin matrices (down, up) of each adapted layer, by the CTranslate2 name of its weights."""
        return copied(self._thin())

    def adopt(self, adapter: Mapping[str, tuple[NDArray[np.float32], NDArray[np.float32]]]) -> None:
        """Goes on from an adapter of the same rank."""
        for name, down, up in self._thin():
            for value, begin in zip((down, up), adapter[name], strict=True):
                value.data.copy_(torch.from_numpy(begin))

    def _thin(self) -> Thin:
        for number, layer in enumerate(self.layers):
            for place, part in layer.adapted.items():
                yield f"decoder/layer_{number}/{place}/weight", part.down, part.up


@contextmanager
def plainly(whole: nn.Module) -> Iterator[None]:
    """``whole`` with every adapter off."""
    parts = [part for part in whole.modules() if isinstance(part, Adapted)]
    for part in parts:
        part.on = False
    try:
        yield
    finally:
        for part in parts:
            part.on = True


def heads(x: Tensor) -> Tensor:
    """(batch, length, width) → (batch, heads, length, width of a head)."""
    batch, length, width = x.shape
    return x.view(batch, length, HEADS, width // HEADS).transpose(1, 2)


def joined(x: Tensor) -> Tensor:
    """(batch, heads, length, width of a head) → (batch, length, width)."""
    batch, heads, length, width = x.shape
    return x.transpose(1, 2).reshape(batch, length, heads * width)
