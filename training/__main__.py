"""The whole recipe: ``python -m training --work DIR --texts DIR``. Stopped anywhere, it goes on where it was.

texts → speech → features → fit → the adapter of the product. Hours on a CPU; nothing is fetched.
"""

import time
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from training.fit import Adapter, Plan, Writer, fit, read_adapter
from training.speech import read_aloud
from training.texts.corpus import Document, corpus, read_corpus, write_corpus

if TYPE_CHECKING:
    from transcribe.speech.decoding import Decoder

_SEED = 1
_TEACHER_KINDS = frozenset({"general"})
_HELD_EVERY = 10
HELD = "held-features"
"""Windows that the adapter never learns from: ``benchmarks/fit_corrections.py --windows`` does."""


def _tell(line: str) -> None:
    click.echo(f"{time.strftime('%H:%M:%S')} {line}")


@click.command()
@click.option("--work", type=click.Path(path_type=Path), required=True, help="Where everything is kept.")
@click.option("--texts", type=click.Path(path_type=Path, exists=True), help="Clinical prose (JSON lines).")
@click.option(
    "--kokoro", type=click.Path(path_type=Path, exists=True), help="Folder of Kokoro's voices (*.bin)."
)
@click.option("--recorded", type=click.Path(path_type=Path, exists=True), help="Recorded French speech.")
@click.option("--count", default=2600, show_default=True, help="Documents to write.")
@click.option("--pico-hours", default=16.0, show_default=True)
@click.option("--kokoro-hours", default=1.5, show_default=True)
@click.option("--kokoro-minutes", default=600.0, show_default=True, help="Time for Kokoro, which is slow.")
@click.option("--minutes", default=90.0, show_default=True, help="Time for the training itself.")
@click.option("--rank", default=32, show_default=True)
@click.option("--keep", default=1.5, show_default=True, help="Weight of what is to be remembered.")
@click.option("--begin", type=click.Path(path_type=Path, exists=True), help="Adapter to go on from.")
@click.option("--until", type=click.Choice(["texts", "speech", "features", "fit"]), default="fit")
@click.option("--engines", default="pico,kokoro", show_default=True)
@click.option("--rate", default=6e-4, show_default=True)
@click.option("--strength", default=0.9, show_default=True, help="Part of the adapter to keep.")
@click.option("--name", default="adapter", show_default=True)
def main(
    work: Path,
    texts: Path | None,
    kokoro: Path | None,
    recorded: Path | None,
    count: int,
    pico_hours: float,
    kokoro_hours: float,
    kokoro_minutes: float,
    minutes: float,
    rank: int,
    keep: float,
    begin: Path | None,
    until: str,
    engines: str,
    rate: float,
    strength: float,
    name: str,
) -> None:
    """Trains the adapter of ``base-medical``."""
    work.mkdir(parents=True, exist_ok=True)
    written = _texts(work, texts, count)
    if until == "texts":
        return
    chosen = [engine for engine in engines.split(",") if engine == "pico" or kokoro]
    for engine in chosen:
        mine = _share(written, engine)
        hours, longest = (pico_hours, 1e9) if engine == "pico" else (kokoro_hours, kokoro_minutes)
        read_aloud(
            mine, work / engine, engine, hours=hours, minutes=longest, models=kokoro or work, tell=_tell
        )
    if until == "speech":
        return
    _features(work, written, chosen, recorded)
    if until == "features":
        return
    plan = Plan(rank=rank, minutes=minutes, keep=keep, rate=rate)
    adapter = _fit(work, chosen, plan, read_adapter(begin) if begin else None, work / f"{name}.npz")
    _pack(adapter, strength, work / name)


def _texts(work: Path, texts: Path | None, count: int) -> list[Document]:
    path = work / "texts.jsonl"
    if not path.exists():
        write_corpus(path, corpus(count, _SEED, texts))
    return list(read_corpus(path))


def _share(written: Sequence[Document], engine: str) -> list[Document]:
    """One document in four is for Kokoro; those for Pico begin at the other end."""
    return [text for place, text in enumerate(written) if (place % 4 == 3) == (engine == "kokoro")]


def _is_held(text: Document) -> bool:
    from training.features import hash_of

    return hash_of(text.id) % _HELD_EVERY == 0


def _features(work: Path, written: Sequence[Document], engines: Sequence[str], recorded: Path | None) -> None:
    from training.features import Store, from_documents, from_recordings, of_nothing

    decoder = _decoder()
    held = [text for text in written if _is_held(text)]
    learnt = [text for text in written if not _is_held(text)]
    for engine in engines:
        windows = from_documents(learnt, work / engine, teacher_kinds=_TEACHER_KINDS)
        Store(work / f"{engine}-features").fill(windows, decoder, _tell)
    kept = (from_documents(held, work / engine, teacher_kinds=_TEACHER_KINDS) for engine in engines)
    Store(work / HELD).fill(chain.from_iterable(kept), decoder, _tell)
    if recorded:
        files = sorted(
            path for path in recorded.rglob("*") if path.suffix in {".gsm", ".wav", ".ogg", ".flac"}
        )
        Store(work / "recorded-features").fill(from_recordings(files, 5, "recorded"), decoder, _tell)
    Store(work / "nothing-features").fill(of_nothing(24), decoder, _tell)


def _fit(work: Path, engines: Sequence[str], plan: Plan, begin: Adapter | None, kept: Path) -> Adapter:
    from tokenizers import Tokenizer

    from training.features import Store
    from training.network import TextDecoder
    from training.weights import plain_model, plain_variables
    from transcribe.speech.recognition import Settings

    network = TextDecoder(plain_variables(), plan.rank, plan.dropout)
    if begin:
        network.adopt(begin)
    names = [f"{engine}-features" for engine in engines] + ["recorded-features", "nothing-features"]
    stores = [Store(work / name) for name in names if (work / name / "done").exists()]
    terms = sorted(
        {
            word
            for store in stores
            for sample in store.samples()
            for word in sample.text.split()
            if len(word) > 8
        }
    )
    writer = Writer(Tokenizer.from_file(str(plain_model() / "tokenizer.json")), Settings().style, terms)
    return fit(network, stores, writer, plan, kept, _tell)


def _pack(adapter: Adapter, strength: float, folder: Path) -> None:
    """The adapter of the product and the merged model, to be measured with ``benchmarks/adapter.py``."""
    from training.weights import merged_model

    pins = merged_model(adapter, folder, strength=strength)
    _tell(f"{folder}: adapter {pins[0]}, model.bin {pins[1]}")


def _decoder() -> "Decoder":
    from faster_whisper import WhisperModel

    from training.weights import plain_model
    from transcribe.speech.decoding import Decoder

    return Decoder(WhisperModel(str(plain_model()), device="cpu", compute_type="int8"))


if __name__ == "__main__":
    main()
