"""The recipe of the adapter, as far as it needs neither a synthetic voice nor a network."""

import json
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from training.features import _LONGEST, Sample, Source, Store, WholeEar, _packed, from_documents, of_nothing
from training.grave import is_grave
from training.hearing import Hearing
from training.rooms import pause, worn
from training.texts.corpus import Document, read_corpus
from training.texts.rendering import Utterance
from training.voices import pico
from training.weights import fused, pack, plain_model, plain_variables, unpacked
from transcribe.core.files import sha256_of
from transcribe.speech.adapter import pins_of, read_adapter
from transcribe.speech.decoding import Decoder, Heard, Strategy
from transcribe.voices import RATE


@given(st.lists(st.floats(0.3, 12.0), min_size=1, max_size=20), st.integers(0, 1000))
def test_windows_hold_every_utterance_once_and_in_order(lengths: list[float], seed: int) -> None:
    pairs = [(np.zeros(int(length * RATE), np.float32), f"mot{n}") for n, length in enumerate(lengths)]
    windows = list(_packed(pairs, random.Random(seed)))
    assert all(0 < len(sound) <= _LONGEST for sound, _ in windows)
    assert " ".join(words for _, words in windows) == " ".join(words for _, words in pairs)


def test_a_document_is_read_as_it_was_written(tmp_path: Path) -> None:
    line = {
        "id": "1-1",
        "kind": "letter",
        "mode": "full",
        "utterances": [{"say": "I R M, virgule", "target": "IRM virgule"}],
    }
    path = tmp_path / "textes.jsonl"
    path.write_text(json.dumps(line) + "\n", "utf-8")
    (found,) = read_corpus(path)
    assert (found.said, found.written) == (("I R M, virgule",), ("IRM virgule",))


def test_sounds_without_speech_are_the_same_each_time() -> None:
    first, second = list(of_nothing(6)), list(of_nothing(6))
    assert all(np.array_equal(one, other) for (one, _), (other, _) in zip(first, second, strict=True))
    assert all(sample.teacher and not sample.text for _, sample in first)


@pytest.fixture
def one_document(tmp_path: Path) -> Document:
    """Two utterances of a tone of 500 hertz, of 1 and 2 seconds."""
    tones = {f"u{n}": (8000 * np.sin(np.arange(n * RATE) * np.pi / 16)).astype(np.int16) for n in (1, 2)}
    np.savez(tmp_path / "7-1.npz", voice=np.array("kokoro a"), u0=tones["u1"], u1=tones["u2"])
    return Document("7-1", "letter", "full", [Utterance("un", "un"), Utterance("deux", "deux")])


def test_a_document_comes_again_in_other_throats_with_the_same_words(
    one_document: Document, tmp_path: Path
) -> None:
    found = list(from_documents([one_document], tmp_path, teacher_kinds=frozenset(), throats=2))
    names = [sample.document for _, sample in found]
    assert [name.rpartition(" ")[0] for name in names[1:]] == [f"{names[0]} throat"] * 2
    assert {sample.text for _, sample in found} == {"un deux"}
    lengths = {round(sample.seconds, 2) for _, sample in found}
    assert len(lengths) == 3 and all(2.3 < length < 6 for length in lengths)


def test_a_document_that_is_kept_already_is_not_read_in_that_throat_again(
    one_document: Document, tmp_path: Path
) -> None:
    whole = list(from_documents([one_document], tmp_path, teacher_kinds=frozenset(), throats=2))
    passed = {whole[1][1].document}
    rest = list(from_documents([one_document], tmp_path, teacher_kinds=frozenset(), throats=2, passed=passed))
    assert [sample for _, sample in rest] == [whole[0][1], whole[2][1]]


class _Deaf:
    """An encoder whose output says which window it was given; it writes one word."""

    def memories(self, sounds: Sequence[np.ndarray]) -> np.ndarray:
        return np.stack([np.full((1500, 512), len(sound) / RATE) for sound in sounds])

    def written(self, sounds: Sequence[np.ndarray], strategy: Strategy) -> list[Heard]:
        return [Heard((1,), "écrit", 0.0, 0.0)] * len(sounds)


def _windows(documents: dict[str, list[str]]) -> Source:
    """A window of as many seconds as its place for each text; a text of "" is the teacher's."""
    listed = [(text, name) for name, texts in documents.items() for text in texts]
    made = [
        (np.zeros(place * RATE, np.float32), Sample(text, "letter", "pico", place, not text, name))
        for place, (text, name) in enumerate(listed, 1)
    ]
    return lambda passed: (window for window in made if window[1].document not in passed)


def test_a_store_gives_back_windows_and_what_the_teacher_wrote(tmp_path: Path) -> None:
    store = Store(tmp_path / "features")
    store.fill(_windows({"a": ["un", ""], "b": ["trois", "quatre", ""]}), _Deaf(), lambda _: None)
    assert store.done
    assert [sample.text for sample in store.samples()] == ["un", "écrit", "trois", "quatre", "écrit"]
    assert store.memories().shape == (5, 1500, 512)
    assert [float(block[0, 0]) for block in store.memories()] == [1, 2, 3, 4, 5]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(whole_lines=st.integers(0, 9), blocks=st.integers(0, 12), bytes_more=st.sampled_from([0, 1000]))
def test_a_store_cut_off_anywhere_ends_as_if_it_had_not_been(
    tmp_path: Path, whole_lines: int, blocks: int, bytes_more: int
) -> None:
    source = _windows(
        {"a": ["un", "deux"], "b": ["trois", "quatre", "cinq"], "c": ["six", "sept", "huit", "neuf"]}
    )
    whole, cut = Store(tmp_path / "whole"), Store(tmp_path / "cut")
    for store in (whole, cut):
        (store.folder / "done").unlink(missing_ok=True)
        (store.folder / "samples.jsonl").unlink(missing_ok=True)
        store.fill(source, _Deaf(), lambda _: None)
    (cut.folder / "done").unlink()
    lines = (cut.folder / "samples.jsonl").read_text("utf-8").splitlines(keepends=True)
    half = lines[whole_lines][:20] if whole_lines < len(lines) else ""
    (cut.folder / "samples.jsonl").write_text("".join(lines[:whole_lines]) + half, "utf-8")
    with (cut.folder / "memories.f16").open("ab") as file:
        file.truncate(max(blocks, whole_lines) * 1500 * 512 * 2 + bytes_more)
    cut.fill(source, _Deaf(), lambda _: None)
    assert cut.samples() == whole.samples()
    assert np.array_equal(cut.memories(), whole.memories())


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 100_000), st.booleans())
def test_a_room_keeps_the_length_and_the_bounds_and_is_the_same_each_time(seed: int, recorded: bool) -> None:
    sound = np.sin(np.arange(RATE) / 20).astype(np.float32) * 0.3
    heard = worn(sound, seed, recorded=recorded)
    assert len(heard) == len(sound) and np.abs(heard).max() <= 1 and np.isfinite(heard).all()
    assert np.array_equal(heard, worn(sound, seed, recorded=recorded))


def test_pauses_are_mostly_silent_some_breathe_and_some_click() -> None:
    made = [pause(random.Random(seed), 0.1) for seed in range(300)]
    silent = sum(not np.abs(one).max(initial=0.0) for one in made)
    assert 180 < silent < 250
    assert all(np.abs(one).max(initial=0.0) <= 1 and len(one) < 2 * RATE for one in made)


def test_voices_differ_and_one_name_is_one_voice() -> None:
    names = {pico(random.Random(seed)).name for seed in range(50)}
    assert len(names) == 50
    assert pico(random.Random(7)).name == pico(random.Random(7)).name


@pytest.fixture(scope="module")
def variables() -> dict[str, np.ndarray]:
    return plain_variables()


def test_the_embedded_model_is_read_whole(variables: dict[str, np.ndarray]) -> None:
    size = sum(value.nbytes for value in variables.values())
    assert size > 0.999 * (plain_model() / "model.bin").stat().st_size
    assert variables["decoder/embeddings/weight"].shape == (51865, 512)
    assert variables["decoder/layer_5/self_attention/linear_0/weight"].shape == (1536, 512)


def test_half_the_strength_is_half_of_what_is_added(tmp_path: Path) -> None:
    name = "decoder/layer_0/ffn/linear_1/weight"
    noise = np.random.default_rng(0)
    down = noise.standard_normal((4, 2048)).astype(np.float32)
    up = noise.standard_normal((512, 4)).astype(np.float32) * 0.01
    deltas = []
    for strength in (1.0, 0.5):
        path = tmp_path / f"{strength}.safetensors"
        adapter_digest, model_digest = pack({name: (down, up)}, path, strength=strength, notes={})
        assert adapter_digest != model_digest
        (layer,) = read_adapter(path).variables[name]
        deltas.append(layer.delta(0, 512))
    assert np.allclose(deltas[0], 2 * deltas[1], rtol=1e-5)
    assert np.allclose(deltas[0], up @ down, atol=0.02 * np.abs(up @ down).max())


def test_a_packed_adapter_is_read_back_at_its_whole_strength(tmp_path: Path) -> None:
    name = "decoder/layer_0/ffn/linear_1/weight"
    noise = np.random.default_rng(0)
    down = noise.standard_normal((4, 2048)).astype(np.float32)
    up = noise.standard_normal((512, 4)).astype(np.float32) * 0.01
    path = tmp_path / "adapter.safetensors"
    pack({name: (down, up)}, path, strength=0.5, notes={})
    again = unpacked(path, strength=0.5)[name]
    assert np.allclose(again[1] @ again[0], up @ down, atol=0.02 * np.abs(up @ down).max())
    assert np.allclose(np.linalg.norm(again[0], axis=1), 1, atol=1e-5)


def test_the_adapter_kept_to_go_on_from_is_of_this_model_and_of_three_layers_of_its_encoder(
    variables: dict[str, np.ndarray], tmp_path: Path
) -> None:
    path = Path(__file__).parents[2] / "training" / "adapters" / "decoder.safetensors"
    assert read_adapter(path).base_sha256 == sha256_of(plain_model() / "model.bin")
    adapted = unpacked(path, strength=0.9)
    assert all((up @ down).shape == variables[name].shape for name, (down, up) in adapted.items())
    layers = {name.split("/")[1] for name in adapted if name.startswith("encoder/")}
    assert layers == {"layer_3", "layer_4", "layer_5"}
    fused(path, tmp_path)
    assert sha256_of(tmp_path / "model.bin") == pins_of(plain_model() / "model.bin", path)[1]


def test_an_encoder_that_is_kept_is_packed_again_as_it_was(tmp_path: Path) -> None:
    path = Path(__file__).parents[2] / "training" / "adapters" / "decoder.safetensors"
    kept = Hearing(None, path).encoder_kept(0.7)
    assert kept and all(name.startswith("encoder/") for name in kept)
    pack(kept, tmp_path / "again.safetensors", strength=0.7, notes={})
    before, after = read_adapter(path).variables, read_adapter(tmp_path / "again.safetensors").variables
    for name in kept:
        (old,), (new,) = before[name], after[name]
        rows = kept[name][1].shape[0]
        assert np.allclose(
            old.delta(0, rows), new.delta(0, rows), atol=0.02 * np.abs(old.delta(0, rows)).max()
        )


def test_windows_are_kept_apart_by_the_encoder_they_are_heard_by(tmp_path: Path) -> None:
    ours, other = tmp_path / "a.safetensors", tmp_path / "b.safetensors"
    ours.write_bytes(b"one")
    other.write_bytes(b"two")
    ways = [
        Hearing(None, None),
        Hearing(3, None),
        Hearing(None, ours),
        Hearing(None, other),
    ]
    assert len({way.stores for way in ways}) == 4
    assert [way.is_changed for way in ways] == [False, True, True, True]
    assert not ways[0].encoder_kept(1.0)


def test_an_encoder_is_trained_or_kept_not_both(tmp_path: Path) -> None:
    kept = tmp_path / "a.safetensors"
    kept.write_bytes(b"one")
    pytest.importorskip("torch")
    from training.__main__ import main

    given = ["--work", str(tmp_path / "work"), "--encoder", "3", "--hear", str(kept)]
    refused = CliRunner().invoke(main, given)
    assert refused.exit_code == 2 and "choose" in refused.output
    assert not (tmp_path / "work").exists()


@pytest.mark.parametrize(
    "given",
    [["--ears-alone"], ["--ears-alone", "--encoder", "3"]],
    ids=["no encoder learns", "no decoder to begin with"],
)
def test_ears_learn_alone_only_under_a_decoder_that_is_there(tmp_path: Path, given: list[str]) -> None:
    pytest.importorskip("torch")
    from training.__main__ import main

    refused = CliRunner().invoke(main, ["--work", str(tmp_path / "work"), *given])
    assert refused.exit_code == 2 and "--begin" in refused.output
    assert not (tmp_path / "work").exists()


@pytest.mark.parametrize(
    ("word", "grave"),
    [
        ("vingt-deux", True),
        ("mille", True),
        ("octobre", True),
        ("gauche", True),
        ("bilatérale", True),
        ("pas", True),
        ("sans", True),
        ("une", False),
        ("porte", False),
        ("virgule", False),
        ("bisoprolol", False),
        ("dix-huitième-siècle", False),
    ],
)
def test_a_figure_a_month_a_side_and_a_negation_are_grave_and_an_article_is_not(
    word: str, grave: bool
) -> None:
    assert is_grave(word) is grave


_TIME = np.arange(6 * RATE) / RATE
_SOUND = (0.2 * np.sin(2 * np.pi * (200 + 60 * np.sin(3 * _TIME)) * _TIME)).astype(np.float32)


@pytest.fixture(scope="module")
def heard() -> tuple[np.ndarray, np.ndarray]:
    """The log-mel of a sound and the output of the product's encoder for it."""
    pytest.importorskip("torch")
    from faster_whisper import WhisperModel

    decoder = Decoder(WhisperModel(str(plain_model()), device="cpu", compute_type="float32"))
    return decoder.features(_SOUND), WholeEar(decoder).memories([_SOUND])


class TestNetworks:
    """What PyTorch computes, where it is installed (the extra « training »), is what the product computes."""

    @pytest.fixture(autouse=True)
    def _in_32_bits(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The same numbers everywhere: in 16 bits, where the processor has them, the highest peaks are rounded."""
        torch = pytest.importorskip("torch")
        for module in ("training.encoder", "training.network"):
            monkeypatch.setattr(f"{module}.number_type", lambda: torch.float32)

    def test_the_two_parts_of_the_encoder_make_the_whole(
        self, heard: tuple[np.ndarray, np.ndarray], variables: dict[str, np.ndarray]
    ) -> None:
        import torch

        from training.encoder import Lower, SoundEncoder

        spectrum, memory = heard
        with torch.no_grad():
            low = Lower(None, variables, 4).float()(torch.from_numpy(spectrum[None]))  # type: ignore[arg-type]
            found = SoundEncoder(variables, 4, 8).float()(low).numpy()
        assert np.abs(found - memory).max() < 0.02 * np.abs(memory).max()

    def test_an_encoder_that_is_kept_hears_as_its_whole_model_does(
        self, heard: tuple[np.ndarray, np.ndarray], variables: dict[str, np.ndarray], tmp_path: Path
    ) -> None:
        import torch
        from faster_whisper import WhisperModel

        from training.encoder import Whole

        path = Path(__file__).parents[2] / "training" / "adapters" / "decoder.safetensors"
        fused(path, tmp_path)
        model = Decoder(WhisperModel(str(tmp_path), device="cpu", compute_type="float32"))
        expected = WholeEar(model).memories([_SOUND])
        whole = Whole(model, variables, Hearing(None, path).encoder_kept(1.0)).float()
        with torch.no_grad():
            found = whole(torch.from_numpy(heard[0][None])).numpy()
        assert np.abs(found - expected).max() < 0.02 * np.abs(expected).max()
        assert np.abs(found - heard[1]).max() > 0.05 * np.abs(expected).max()

    def test_the_tokens_of_grave_words_weigh_more_and_no_others(self) -> None:
        from tokenizers import Tokenizer

        from training.features import Sample
        from training.fit import START, Writer

        tokenizer = Tokenizer.from_file(str(plain_model() / "tokenizer.json"))
        writer = Writer(tokenizer, "virgule", ["terme"], lambda word: 2.5 if is_grave(word) else 1.0)
        memory = np.zeros((1, 1), np.float16)
        text = "bisoprolol vingt-cinq milligrammes"
        item = writer.item(Sample(text, "letter", "pico", 3.0, False), memory, random.Random(1))
        assert item is not None
        learnt = item.tokens[item.first :]
        assert item.tokens[item.first - len(START) : item.first] == START
        assert len(item.weights) == len(learnt)
        sizes = [len(writer.tokens(word)) for word in text.split()]
        assert item.weights == (*[1.0] * sizes[0], *[2.5] * sizes[1], *[1.0] * sizes[2], 1.0)
        kept = writer.item(Sample(text, "letter", "pico", 3.0, True), memory, random.Random(1))
        assert kept is not None and kept.weights == ()

    def test_both_parts_learn_and_off_they_are_the_plain_model(
        self, heard: tuple[np.ndarray, np.ndarray], variables: dict[str, np.ndarray]
    ) -> None:
        import torch

        from training.encoder import Listener, SoundEncoder
        from training.network import TextDecoder, number_type

        whole = Listener(SoundEncoder(variables, 5, 4), TextDecoder(variables, 4))
        memory = torch.from_numpy(heard[1]).to(number_type())
        tokens = torch.tensor([[50258, 50265, 50359, 50363, 1000, 2000]])
        for _, _, up in whole.encoder.thin():
            up.data.normal_(std=0.05)
        with torch.no_grad():
            changed = whole(tokens, memory, 300)
            with whole.plain():
                plain = whole(tokens, memory, 300)
        assert not torch.allclose(changed, plain)
        whole(tokens, memory, 300).float().square().mean().backward()
        moved = {name for name, _, up in whole.encoder.thin() if up.grad is not None and up.grad.any()}
        assert len(moved) == 4
        names = set(whole.adapter())
        assert "encoder/layer_5/ffn/linear_0/weight" in names
        assert "decoder/layer_0/attention/linear_0/weight" in names
        assert names <= set(variables)
