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
from training.grave import is_grave
from training.hearing import Hearing, decoder
from training.speech import read_aloud
from training.texts.corpus import Document, corpus, read_corpus, write_corpus

if TYPE_CHECKING:
    from training.features import Source

_TEACHER_KINDS = frozenset({"general"})
_HELD_EVERY = 10


def _tell(line: str) -> None:
    click.echo(f"{time.strftime('%H:%M:%S')} {line}")


@click.command()
@click.option("--work", type=click.Path(path_type=Path), required=True, help="Where everything is kept.")
@click.option("--texts", type=click.Path(path_type=Path, exists=True), help="Clinical prose (JSON lines).")
@click.option(
    "--kokoro", type=click.Path(path_type=Path, exists=True), help="Folder of Kokoro's voices (*.bin)."
)
@click.option("--recorded", type=click.Path(path_type=Path, exists=True), help="Recorded French speech.")
@click.option("--prose", is_flag=True, help="Reports of training/texts/prose among the texts too.")
@click.option("--count", default=8500, show_default=True, help="Documents to write.")
@click.option("--pico-hours", default=16.0, show_default=True)
@click.option("--kokoro-hours", default=1.5, show_default=True)
@click.option("--kokoro-minutes", default=600.0, show_default=True, help="Time for Kokoro, which is slow.")
@click.option("--minutes", default=180.0, show_default=True, help="Processor time for the training itself.")
@click.option("--epochs", default=4.0, show_default=True)
@click.option("--rank", default=32, show_default=True)
@click.option("--keep", default=1.5, show_default=True, help="Weight of what is to be remembered.")
@click.option(
    "--grave",
    default=1.0,
    show_default=True,
    help="What a word of a figure, a month, a side or a negation weighs beside another.",
)
@click.option(
    "--begin",
    type=click.Path(path_type=Path, exists=True),
    help="Adapter to go on from (.npz, .safetensors).",
)
@click.option(
    "--also",
    type=click.Path(path_type=Path, exists=True),
    multiple=True,
    help="Another --work to learn from.",
)
@click.option(
    "--encoder",
    type=click.IntRange(0, 5),
    help="Adapt the encoder too, from this layer on (4 costs a third of 0).",
)
@click.option("--ears-alone", is_flag=True, help="With --encoder: the decoder stays as it begins.")
@click.option(
    "--hear",
    type=click.Path(path_type=Path, exists=True),
    help="Adapter of the product whose encoder is kept as it is, while the decoder learns (.safetensors).",
)
@click.option("--throats", default=2, show_default=True, help="Times more that Kokoro is heard, resampled.")
@click.option("--seed", default=1, show_default=True, help="Draws the texts.")
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
    prose: bool,
    count: int,
    pico_hours: float,
    kokoro_hours: float,
    kokoro_minutes: float,
    minutes: float,
    epochs: float,
    rank: int,
    keep: float,
    grave: float,
    begin: Path | None,
    also: tuple[Path, ...],
    encoder: int | None,
    ears_alone: bool,
    hear: Path | None,
    throats: int,
    seed: int,
    until: str,
    engines: str,
    rate: float,
    strength: float,
    name: str,
) -> None:
    """Trains the adapter of ``base-medical``."""
    if encoder is not None and hear:
        raise click.UsageError("--encoder trains an encoder and --hear keeps one: choose.")
    if ears_alone and (encoder is None or begin is None):
        raise click.UsageError("--ears-alone needs an --encoder to train and a decoder to --begin with.")
    work.mkdir(parents=True, exist_ok=True)
    written = _texts(work, texts, count, seed, prose=prose)
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
    hearing = Hearing(encoder, hear)
    _features(work, written, chosen, recorded, hearing, throats)
    if until == "features":
        return
    plan = Plan(
        rank=rank, minutes=minutes, epochs=epochs, keep=keep, grave=grave, rate=rate, ears_alone=ears_alone
    )
    adapter = _fit([work, *also], plan, _beginning(begin, strength), work / f"{name}.npz", hearing)
    _pack(hearing.encoder_kept(strength) | adapter, strength, work / name)
    if hearing.is_changed:
        _hear_again(work, written, chosen, name)


def _beginning(begin: Path | None, strength: float) -> Adapter | None:
    """The adapter to go on from; one of the product had only its ``strength`` kept."""
    from training.weights import unpacked

    if begin is None:
        return None
    return unpacked(begin, strength=strength) if begin.suffix == ".safetensors" else read_adapter(begin)


def _texts(work: Path, texts: Path | None, count: int, seed: int, *, prose: bool) -> list[Document]:
    path = work / "texts.jsonl"
    if not path.exists():
        write_corpus(path, corpus(count, seed, texts, prose=prose))
    return list(read_corpus(path))


def _share(written: Sequence[Document], engine: str) -> list[Document]:
    """One document in four is for Kokoro; those for Pico begin at the other end."""
    return [text for place, text in enumerate(written) if (place % 4 == 3) == (engine == "kokoro")]


def _is_held(text: Document) -> bool:
    from training.features import hash_of

    return hash_of(text.id) % _HELD_EVERY == 0


def _features(
    work: Path,
    written: Sequence[Document],
    engines: Sequence[str],
    recorded: Path | None,
    hearing: Hearing,
    throats: int,
) -> None:
    from training.features import Store, from_recordings, of_nothing

    ear, end = hearing.ear(), hearing.stores
    held = [text for text in written if _is_held(text)]
    learnt = [text for text in written if not _is_held(text)]
    for engine in engines:
        more = throats if engine == "kokoro" else 0
        Store(work / f"{engine}-{end}").fill(_source(learnt, [work / engine], more), ear, _tell)
    Store(work / f"held-{end}").fill(_source(held, [work / engine for engine in engines]), ear, _tell)
    if recorded:
        files = sorted(
            path for path in recorded.rglob("*") if path.suffix in {".gsm", ".wav", ".ogg", ".flac"}
        )
        Store(work / f"recorded-{end}").fill(lambda _: from_recordings(files, 5, "recorded"), ear, _tell)
    Store(work / f"nothing-{end}").fill(lambda _: of_nothing(24), ear, _tell)


def _hear_again(work: Path, written: Sequence[Document], engines: Sequence[str], name: str) -> None:
    """The windows held out as the adapted encoder hears them, for ``benchmarks/fit_corrections.py``."""
    from training.features import Store, WholeEar

    held = [text for text in written if _is_held(text)]
    ear = WholeEar(decoder(work / name))
    Store(work / f"{name}-held").fill(_source(held, [work / engine for engine in engines]), ear, _tell)


def _source(texts: Sequence[Document], folders: Sequence[Path], throats: int = 0) -> "Source":
    from training.features import from_documents

    return lambda passed: chain.from_iterable(
        from_documents(texts, folder, teacher_kinds=_TEACHER_KINDS, passed=passed, throats=throats)
        for folder in folders
    )


def _fit(works: Sequence[Path], plan: Plan, begin: Adapter | None, kept: Path, hearing: Hearing) -> Adapter:
    from tokenizers import Tokenizer

    from training.encoder import Listener, SoundEncoder
    from training.features import Store
    from training.network import TextDecoder
    from training.weights import plain_model, plain_variables
    from transcribe.speech.recognition import Settings

    variables, end = plain_variables(), hearing.stores
    network: TextDecoder | Listener = TextDecoder(variables, plan.rank, plan.dropout)
    if hearing.first is not None:
        network = Listener(SoundEncoder(variables, hearing.first, plan.encoder_rank, plan.dropout), network)
        if plan.ears_alone:
            network.decoder.requires_grad_(False)
    if begin:
        network.adopt(begin)
    names = [f"{name}-{end}" for name in ("pico", "kokoro", "recorded", "nothing")]
    stores = [Store(work / name) for work in works for name in names if (work / name / "done").exists()]
    held = [Store(work / f"held-{end}") for work in works if (work / f"held-{end}" / "done").exists()]
    terms = sorted(
        {
            word
            for store in stores
            for sample in store.samples()
            for word in sample.text.split()
            if len(word) > 8
        }
    )
    tokenizer = Tokenizer.from_file(str(plain_model() / "tokenizer.json"))
    writer = Writer(tokenizer, Settings().style, terms, lambda word: plan.grave if is_grave(word) else 1.0)
    return fit(network, stores, held, writer, plan, kept, _tell)


def _pack(adapter: Adapter, strength: float, folder: Path) -> None:
    """The adapter of the product and the merged model, to be measured with ``benchmarks/adapter.py``."""
    from training.weights import merged_model

    pins = merged_model(adapter, folder, strength=strength)
    _tell(f"{folder}: adapter {pins[0]}, model.bin {pins[1]}")


if __name__ == "__main__":
    main()
