"""Whisper's encoder in PyTorch, its last layers with a low-rank adapter: hearing itself learns.

The first layers stay as they are, so what they make of a window is computed once and kept (``Lower``); training
goes through the last ones (``SoundEncoder``) and the decoder (``Listener``) together.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - the usual name
from numpy.typing import NDArray
from torch import Tensor, nn

from training.network import (
    Adapted,
    TextDecoder,
    Thin,
    adapted,
    copied,
    heads,
    joined,
    normalised,
    number_type,
    plainly,
    weights_of,
)

if TYPE_CHECKING:
    from transcribe.speech.decoding import Decoder, Heard, Strategy

LAYERS = 6
ADAPTED = ("self_attention/linear_0", "self_attention/linear_1", "ffn/linear_0", "ffn/linear_1")


class EncoderLayer(nn.Module):  # type: ignore[misc]
    """One layer of the encoder; ``rank`` 0 adapts nothing."""

    def __init__(self, weights: Mapping[str, Tensor], prefix: str, rank: int, dropout: float) -> None:
        super().__init__()

        places = [f"{prefix}/{name}" for name in ADAPTED]
        self.own_in, self.own_out, self.ffn_in, self.ffn_out = (
            adapted(weights, place, rank, dropout) for place in places
        )
        self.own_norm, self.ffn_norm = (
            normalised(weights, f"{prefix}/{name}") for name in ("self_attention", "ffn")
        )

    @property
    def adapted(self) -> dict[str, Adapted]:
        """The layers that learn, by the names of ``ADAPTED``."""
        return dict(zip(ADAPTED, (self.own_in, self.own_out, self.ffn_in, self.ffn_out), strict=True))

    def forward(self, x: Tensor) -> Tensor:
        """(batch, frames, width) → the same."""
        q, k, v = map(heads, self.own_in(self.own_norm(x)).chunk(3, -1))
        x = x + self.own_out(joined(F.scaled_dot_product_attention(q, k, v)))
        return x + self.ffn_out(F.gelu(self.ffn_in(self.ffn_norm(x))))


class SoundEncoder(nn.Module):  # type: ignore[misc]
    """The layers of the encoder from ``first`` on, and its last normalisation."""

    def __init__(
        self, variables: Mapping[str, NDArray[np.generic]], first: int, rank: int, dropout: float = 0.0
    ) -> None:
        super().__init__()
        weights = weights_of(variables, "encoder")
        self.first = first
        self.layers = nn.ModuleList(
            EncoderLayer(weights, f"encoder/layer_{number}", rank, dropout) for number in range(first, LAYERS)
        )
        self.norm = normalised(weights, "encoder")

    def forward(self, x: Tensor) -> Tensor:
        """What the layers before made, (batch, 1500, width), → the encoder's output, the same shape."""
        for layer in self.layers:
            x = layer(x)
        return self.norm(x)

    def adopt(self, adapter: Mapping[str, tuple[NDArray[np.float32], NDArray[np.float32]]]) -> None:
        """Takes the layers of an adapter that has any of this encoder's."""
        for name, down, up in self.thin():
            if name in adapter:
                for value, begin in zip((down, up), adapter[name], strict=True):
                    value.data.copy_(torch.from_numpy(begin))

    def thin(self) -> Thin:
        """The thin matrices (down, up) that learn, by the CTranslate2 name of the weights they change."""
        for number, layer in enumerate(self.layers, self.first):
            for place, part in layer.adapted.items():
                yield f"encoder/layer_{number}/{place}/weight", part.down, part.up


class Lower(nn.Module):  # type: ignore[misc]
    """The encoder up to layer ``first`` (exclusive), for windows of sound: an ear that a ``Store`` fills with."""

    def __init__(self, decoder: "Decoder", variables: Mapping[str, NDArray[np.generic]], first: int) -> None:
        super().__init__()
        weights = weights_of(variables, "encoder")
        self._decoder = decoder
        for name in ("conv1", "conv2"):
            for part in ("weight", "bias"):
                value = weights[f"encoder/{name}/{part}"].to(number_type())
                self.register_buffer(f"{name}_{part}", value)
        self.register_buffer("places", weights["encoder/position_encodings/encodings"].to(number_type()))
        self.layers = nn.ModuleList(
            EncoderLayer(weights, f"encoder/layer_{number}", 0, 0.0) for number in range(first)
        )

    def forward(self, spectrum: Tensor) -> Tensor:
        """(batch, 80, 3000) log-mel → (batch, 1500, width)."""
        x = F.gelu(F.conv1d(spectrum, self.conv1_weight, self.conv1_bias, padding=1))
        x = F.gelu(F.conv1d(x, self.conv2_weight, self.conv2_bias, stride=2, padding=1))
        x = x.transpose(1, 2) + self.places
        for layer in self.layers:
            x = layer(x)
        return x

    def memories(self, sounds: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
        """(windows, 1500, width) for windows of samples at 16 kHz."""
        spectra = np.stack([self._decoder.features(sound) for sound in sounds])
        with torch.no_grad():
            made = self(torch.from_numpy(spectra).to(self.places.device, number_type()))
        return np.asarray(made.float().cpu().numpy())

    def written(self, sounds: Sequence[NDArray[np.float32]], strategy: "Strategy") -> "list[Heard]":
        """What the plain model writes of the windows."""
        return self._decoder.generate(self._decoder.encode(sounds), len(sounds), strategy)


class Whole(Lower):
    """All of the encoder, its last layers as an adapter has made them: an ear for decoders that learn alone."""

    def __init__(
        self,
        decoder: "Decoder",
        variables: Mapping[str, NDArray[np.generic]],
        adapter: Mapping[str, tuple[NDArray[np.float32], NDArray[np.float32]]],
    ) -> None:
        first = min(int(name.split("/")[1].rpartition("_")[2]) for name in adapter)
        (rank,) = {len(down) for down, _ in adapter.values()}
        super().__init__(decoder, variables, first)
        self.upper = SoundEncoder(variables, first, rank)
        self.upper.adopt(adapter)

    def forward(self, spectrum: Tensor) -> Tensor:
        """(batch, 80, 3000) log-mel → (batch, 1500, width)."""
        return self.upper(super().forward(spectrum))


class Listener(nn.Module):  # type: ignore[misc]
    """Encoder and decoder as one, with the face of a ``TextDecoder``; its memories are those of ``Lower``."""

    def __init__(self, encoder: SoundEncoder, decoder: TextDecoder) -> None:
        super().__init__()
        self.encoder, self.decoder = encoder, decoder

    @property
    def words(self) -> Tensor:
        """The vectors of the vocabulary."""
        return self.decoder.words

    def forward(self, tokens: Tensor, memory: Tensor, frames: int) -> Tensor:
        """See ``TextDecoder.forward``."""
        return self.decoder(tokens, self.encoder(memory), frames)

    @contextmanager
    def plain(self) -> Iterator[None]:
        """As it was before any training."""
        with plainly(self):
            yield

    def adapter(self) -> dict[str, tuple[NDArray[np.float32], NDArray[np.float32]]]:
        """The thin matrices of both."""
        return self.decoder.adapter() | copied(self.encoder.thin())

    def adopt(self, adapter: Mapping[str, tuple[NDArray[np.float32], NDArray[np.float32]]]) -> None:
        """Goes on from an adapter, of the decoder alone or of both."""
        self.decoder.adopt(adapter)
        self.encoder.adopt(adapter)
