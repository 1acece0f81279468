"""Training of the adapter: the words of dictations are learnt, what the plain model makes of other speech is kept.

Two losses. On dictations, cross-entropy with the words that were said. On general and recorded speech, noise
and music, the distance (Kullback-Leibler) to the distribution of the plain model over its own text: nothing
is to change there. Prompts as the product gives them come and go, so that the adapter needs none and minds none.
"""

import json
import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - the usual name
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from training.encoder import Listener
from training.features import Sample, Store
from training.network import TextDecoder, device, number_type

Tell = Callable[[str], None]
Weigh = Callable[[str], float]
"""What the tokens of a word weigh in the first loss."""
Network = TextDecoder | Listener
Adapter = dict[str, tuple[NDArray[np.float32], NDArray[np.float32]]]

START, PREVIOUS, END = (50258, 50265, 50359, 50363), 50361, 50257
_IGNORED = -100
_LONGEST = 440
_WARMING = 60
_OTHERS = 2000
_TELL, _MEASURE = 25, 150
_HELD_OUT = 24  # windows of each kind that are measured
FRAMES_PER_SECOND = 50


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train. ``keep`` weighs the second loss; ``teacher_share`` is its part of each batch."""

    rank: int = 32
    encoder_rank: int = 16
    rate: float = 6e-4
    minutes: float = 25.0  # of the processor's time, all cores together
    epochs: float = 4.0
    batch: int = 8
    teacher_share: float = 0.25
    keep: float = 1.0
    grave: float = 1.0  # what a word of a figure, a side, a month or a negation weighs beside another one
    dropout: float = 0.05
    ears_alone: bool = False  # the encoder learns under a decoder that stays as it is
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """A window ready for the network: tokens, and from which place on they count."""

    tokens: tuple[int, ...]
    first: int
    teacher: bool
    frames: int
    memory: NDArray[np.float16]
    weights: tuple[float, ...] = ()
    """Of the tokens from ``first`` on; without any, each counts once."""


class Writer:
    """Texts → sequences of tokens as the product decodes them: without times, with or without a prompt."""

    def __init__(
        self, tokenizer: Tokenizer, prompt: str, terms: Sequence[str], weigh: Weigh | None = None
    ) -> None:
        self._tokenizer, self._prompt, self._terms = tokenizer, prompt, terms
        self._weigh = weigh

    def tokens(self, text: str) -> list[int]:
        """The tokens of a text, with the space that begins it."""
        return list(self._tokenizer.encode(" " + text, add_special_tokens=False).ids) if text else []

    def item(self, sample: Sample, memory: NDArray[np.float16], dice: random.Random) -> Item | None:
        """A window with a prompt drawn for it; None where the text is too long for the decoder."""
        before = self._before(sample, dice)
        tokens = [*before, *START, *self.tokens(sample.text), END]
        if len(tokens) > _LONGEST:
            return None
        frames = math.ceil(sample.seconds * FRAMES_PER_SECOND)
        first = len(before) + len(START)
        return Item(tuple(tokens), first, sample.teacher, frames, memory, self._weights(sample))

    def _weights(self, sample: Sample) -> tuple[float, ...]:
        """Of the tokens of a text and of its end; the tokenizer never joins two words."""
        if self._weigh is None or sample.teacher:
            return ()
        of_words = ([self._weigh(word)] * len(self.tokens(word)) for word in sample.text.split())
        return (*chain.from_iterable(of_words), 1.0)

    def _before(self, sample: Sample, dice: random.Random) -> list[int]:
        draw = dice.random()
        if draw < 0.5:
            return []
        if draw < 0.8 or sample.teacher:
            return [PREVIOUS, *self.tokens(self._prompt)]
        words = [word.strip(",.:;") for word in sample.text.split() if len(word) > 7]
        said = dice.sample(words, min(len(words), dice.randint(0, 4)))
        drawn = [*said, *dice.sample(self._terms, min(len(self._terms), dice.randint(4, 12)))]
        dice.shuffle(drawn)
        return [PREVIOUS, *self.tokens(self._prompt + ", " + ", ".join(drawn))[:110]]


def fit(
    network: Network,
    stores: Sequence[Store],
    held: Sequence[Store],
    writer: Writer,
    plan: Plan,
    kept: Path,
    tell: Tell,
) -> Adapter:
    """Trains until ``epochs`` or ``minutes`` are over; killed at any time, it goes on from its last state.

    ``held`` are stores that are only measured. Beside ``kept`` (the adapter, now and then): ``.state.pt``
    (where the training is) and ``.log.jsonl`` (step, processor seconds, losses of the windows held out).
    """
    torch.manual_seed(plan.seed)
    network.to(device())
    dice = random.Random(plan.seed)
    learnt, remembered = _windows(stores)
    trained = [value for value in network.parameters() if value.requires_grad]
    optimiser = torch.optim.AdamW(trained, lr=plan.rate, weight_decay=0.01, betas=(0.9, 0.98))
    objective = _Objective(network, plan, [*learnt, *remembered], writer)
    measured = _held_out(held)
    steps = int(len(learnt) * plan.epochs / (plan.batch * (1 - plan.teacher_share)))
    progress = _Progress(kept, network, optimiser)
    first, spent = progress.resumed()
    dice.seed(plan.seed + first)
    tell(f"{len(learnt)} windows to learn, {len(remembered)} to remember, {steps} steps, {first} done")
    begin, losses = time.process_time() - spent, []
    if not first:
        progress.log(0, 0.0, _measure(objective, measured, writer), tell)
    network.train()
    batches = _batches(learnt, remembered, writer, plan, dice)
    step = first
    for step in range(first, steps):
        passed = max(step / steps, (time.process_time() - begin) / 60 / plan.minutes)
        if passed >= 1:
            break
        for group in optimiser.param_groups:
            group["lr"] = plan.rate * min(1, (step + 1) / _WARMING) * (0.03 + 0.97 * _cosine(passed))
        learning, keeping = objective(next(batches))
        (learning + plan.keep * keeping).backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimiser.step()
        optimiser.zero_grad()
        losses.append((float(learning.detach()), float(keeping.detach())))
        if step % _TELL == _TELL - 1:
            means = np.mean(losses[-_TELL:], axis=0)
            tell(f"{step + 1}/{steps} learn {means[0]:.3f} keep {means[1]:.4f} {passed:.0%}")
            progress.save(step + 1, time.process_time() - begin)
        if step % _MEASURE == _MEASURE - 1:
            progress.log(step + 1, time.process_time() - begin, _measure(objective, measured, writer), tell)
    progress.log(step, time.process_time() - begin, _measure(objective, measured, writer), tell)
    _write(network.adapter(), kept)
    return network.adapter()


class _Progress:
    """Where a training is, on the disk: written whole, read back after a kill."""

    def __init__(self, kept: Path, network: Network, optimiser: torch.optim.Optimizer) -> None:
        self._kept, self._network, self._optimiser = kept, network, optimiser
        self._state = kept.with_suffix(".state.pt")

    def resumed(self) -> tuple[int, float]:
        """Steps done and processor seconds spent, (0, 0.0) at the first start."""
        if not self._state.exists():
            return 0, 0.0
        state = torch.load(self._state, weights_only=True, map_location=device())
        self._optimiser.load_state_dict(state["optimiser"])
        self._network.load_state_dict(state["network"], strict=False)
        return int(state["step"]), float(state["spent"])

    def save(self, step: int, spent: float) -> None:
        """After ``step`` steps."""
        thin = {name: value.data for name, value in self._network.named_parameters() if value.requires_grad}
        building = self._state.with_suffix(".part")
        state = {"step": step, "spent": spent, "network": thin, "optimiser": self._optimiser.state_dict()}
        torch.save(state, building)
        building.replace(self._state)
        _write(self._network.adapter(), self._kept)

    def log(self, step: int, spent: float, losses: dict[str, float], tell: Tell) -> None:
        """One line of the log."""
        line = json.dumps({"step": step, "seconds": round(spent), **losses})
        tell(f"held out: {line}")
        with self._kept.with_suffix(".log.jsonl").open("a", encoding="utf-8") as log:
            log.write(line + "\n")


def read_adapter(path: Path) -> Adapter:
    """What ``fit`` wrote."""
    with np.load(path) as file:
        names = sorted({name.rpartition(":")[0] for name in file.files})
        return {name: (file[f"{name}:down"], file[f"{name}:up"]) for name in names}


class _Objective:
    """The two losses of a batch, over the tokens of the training texts and some others drawn each time."""

    def __init__(
        self,
        network: Network,
        plan: Plan,
        windows: Sequence[tuple[Sample, NDArray[np.float16]]],
        writer: Writer,
    ) -> None:
        self.network = network
        self._noise = np.random.default_rng(plan.seed)
        used = {token for sample, _ in windows for token in writer.tokens(sample.text)}
        self._used = np.array(sorted({*used, *range(50257, network.words.shape[0])}))
        self._others = np.setdiff1d(np.arange(network.words.shape[0]), self._used)

    def __call__(self, batch: Sequence[Item]) -> tuple[Tensor, Tensor]:
        tokens, labels, memory, weights = (part.to(device()) for part in _tensors(batch))
        frames = max(item.frames for item in batch)
        vectors = self.network(tokens, memory, frames)
        teacher = torch.tensor([item.teacher for item in batch], device=device())
        learning, keeping = torch.zeros((), device=device()), torch.zeros((), device=device())
        asked = labels >= 0
        chosen = asked & ~teacher[:, None]
        if chosen.any():
            words = self._vocabulary(labels[chosen])
            scores = F.linear(vectors[chosen], self.network.words[words]).float()
            losses = F.cross_entropy(scores, torch.searchsorted(words, labels[chosen]), reduction="none")
            learning = (losses * weights[chosen]).sum() / weights[chosen].sum()
        chosen = asked & teacher[:, None]
        if chosen.any():
            with torch.no_grad(), self.network.plain():
                before = self.network(tokens[teacher], memory[teacher], frames)[chosen[teacher]]
            words = self._vocabulary(labels[chosen])
            space = self.network.words[words]
            aim = F.log_softmax(F.linear(before, space).float(), -1)
            now = F.log_softmax(F.linear(vectors[chosen], space).float(), -1)
            keeping = F.kl_div(now, aim, reduction="batchmean", log_target=True)
        return learning, keeping

    def _vocabulary(self, labels: Tensor) -> Tensor:
        others = self._noise.choice(self._others, _OTHERS, replace=False)
        words = np.unique(np.concatenate([self._used, others, labels.cpu().numpy()]))
        return torch.from_numpy(words).to(device())


def _windows(
    stores: Sequence[Store],
) -> tuple[list[tuple[Sample, NDArray[np.float16]]], list[tuple[Sample, NDArray[np.float16]]]]:
    learnt: list[tuple[Sample, NDArray[np.float16]]] = []
    remembered: list[tuple[Sample, NDArray[np.float16]]] = []
    for store in stores:
        memories = store.memories()
        for place, sample in enumerate(store.samples()):
            (remembered if sample.teacher else learnt).append((sample, memories[place]))
    return learnt, remembered


def _batches(
    learnt: Sequence[tuple[Sample, NDArray[np.float16]]],
    remembered: Sequence[tuple[Sample, NDArray[np.float16]]],
    writer: Writer,
    plan: Plan,
    dice: random.Random,
) -> Iterator[list[Item]]:
    """Endless batches of texts of about one length, each with its part of what is to be remembered."""
    many = round(plan.batch * (1 - plan.teacher_share)) if remembered else plan.batch
    while True:
        items = [writer.item(sample, memory, dice) for sample, memory in learnt]
        ready = [item for item in items if item]
        dice.shuffle(ready)
        near = [
            sorted(ready[place : place + 20 * many], key=lambda item: len(item.tokens))
            for place in range(0, len(ready), 20 * many)
        ]
        groups = [part[place : place + many] for part in near for place in range(0, len(part), many)]
        dice.shuffle(groups)
        for group in groups:
            old = [dice.choice(remembered) for _ in range(plan.batch - many)] if remembered else []
            kept = [writer.item(sample, memory, dice) for sample, memory in old]
            yield [*group, *(item for item in kept if item)]


def _tensors(batch: Sequence[Item]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Tokens (batch, length), what follows each of them or -100, memories (batch, frames, width), weights."""
    length = max(len(item.tokens) for item in batch)
    weights = torch.ones((len(batch), length))
    tokens = torch.full((len(batch), length), END)
    labels = torch.full((len(batch), length), _IGNORED)
    for row, item in enumerate(batch):
        line = torch.tensor(item.tokens)
        tokens[row, : len(line)] = line
        labels[row, item.first - 1 : len(line) - 1] = line[item.first :]
        if item.weights:
            weights[row, item.first - 1 : len(line) - 1] = torch.tensor(item.weights)
    memory = np.stack([item.memory for item in batch])
    return tokens, labels, torch.from_numpy(memory).to(number_type()), weights


def _held_out(stores: Sequence[Store]) -> dict[str, list[tuple[Sample, NDArray[np.float16]]]]:
    """Windows to measure, the same at each start, by engine and by what is asked of them."""
    found: dict[str, list[tuple[Sample, NDArray[np.float16]]]] = {}
    for store in stores:
        memories = store.memories()
        for place, sample in enumerate(store.samples()):
            name = "keep" if sample.teacher else sample.voice.split()[0]
            found.setdefault(name, []).append((sample, memories[place]))
    return {name: windows[:: max(1, len(windows) // _HELD_OUT)] for name, windows in found.items()}


def _measure(
    objective: _Objective, held: dict[str, list[tuple[Sample, NDArray[np.float16]]]], writer: Writer
) -> dict[str, float]:
    """The loss on each kind of windows held out."""
    dice, found = random.Random(1), {}
    objective.network.eval()
    with torch.no_grad():
        for name, windows in held.items():
            sums = []
            for place in range(0, len(windows), 8):
                items = [writer.item(sample, memory, dice) for sample, memory in windows[place : place + 8]]
                sums.append(sum(float(value) for value in objective([item for item in items if item])))
            found[name] = round(sum(sums) / len(sums), 4)
    objective.network.train()
    return found


def _cosine(passed: float) -> float:
    return 0.5 * (1 + math.cos(math.pi * min(1.0, passed)))


def _write(adapter: Adapter, kept: Path) -> None:
    building = kept.with_suffix(".part.npz")
    pairs = {
        f"{name}:{side}": part
        for name, both in adapter.items()
        for side, part in zip(("down", "up"), both, strict=True)
    }
    np.savez(building, **pairs)  # type: ignore[arg-type]
    building.replace(kept)
