"""What windows are heard by: the plain encoder, its lower layers, or the encoder of an adapter that is kept."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from training.features import Ear, WholeEar
from training.weights import plain_model, plain_variables, unpacked
from transcribe.core.files import sha256_of

if TYPE_CHECKING:
    from training.fit import Adapter
    from transcribe.speech.decoding import Decoder


@dataclass(frozen=True, slots=True)
class Hearing:
    """Which encoder is trained, or taken: ``first``, its first layer that learns; ``kept``, an adapter with one."""

    first: int | None
    kept: Path | None

    @property
    def is_changed(self) -> bool:
        """Whether the encoder is not that of the plain model."""
        return self.first is not None or self.kept is not None

    @property
    def stores(self) -> str:
        """How folders of encoded windows end: what is kept is the encoder's output, or a lower layer's."""
        if self.kept is not None:
            return f"heard-{sha256_of(self.kept)[:8]}"
        return "features" if self.first is None else f"lower-{self.first}"

    def encoder_kept(self, strength: float) -> "Adapter":
        """The part of the adapter that is not learnt again, whole again once ``strength`` is applied."""
        parts = unpacked(self.kept, strength=strength) if self.kept else {}
        return {name: pair for name, pair in parts.items() if name.startswith("encoder/")}

    def ear(self) -> Ear:
        """What fills the folders."""
        plain = decoder()
        if not self.is_changed:
            return WholeEar(plain)

        from training.encoder import Lower, Whole
        from training.network import device

        variables = plain_variables()
        if self.first is None:
            whole: Ear = Whole(plain, variables, self.encoder_kept(1.0)).to(device())
            return whole
        lower: Ear = Lower(plain, variables, self.first).to(device())
        return lower


def decoder(model: Path | None = None) -> "Decoder":
    """The decoder (and encoder) of a folder in the precision of the product; of *base* without one."""
    from faster_whisper import WhisperModel

    from transcribe.speech.decoding import Decoder

    return Decoder(WhisperModel(str(model or plain_model()), device="cpu", compute_type="int8"))
