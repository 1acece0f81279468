"""The adapter is added to the weights exactly, and whatever is wrong with it, the plain model serves."""

import struct
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from transcribe.cli.models import command
from transcribe.core.errors import CorruptModel, UnusableAdapter
from transcribe.core.files import CACHE_VARIABLE
from transcribe.speech import DEFAULT_MODEL, list_models, models, prepare_model
from transcribe.speech.adapter import Adapter, merge, merged, pack_adapter, pins_of, quantised, read_adapter
from transcribe.speech.assembly import BASE, MEDICAL, Embedded, Part, Patch, assembled, check_patches
from transcribe.speech.models import find_model

QKV = "decoder/layer_0/self_attention/linear_0/weight"
FFN = "decoder/layer_0/ffn/linear_0/weight"
FLOAT16, INT8 = 4, 1
CONFIG = b'{"lang": "fr"}'

Variables = dict[str, NDArray[np.float16] | NDArray[np.int8]]
Layers = Mapping[str, tuple[NDArray[np.float32], NDArray[np.float32]]]


def model_bytes(variables: Variables, specification: str = "WhisperSpec") -> bytes:
    """A ``model.bin`` of CTranslate2, with one alias at its end."""

    def named(name: str) -> bytes:
        return struct.pack("<H", len(name) + 1) + name.encode() + b"\0"

    parts = [struct.pack("<I", 6), named(specification), struct.pack("<II", 3, len(variables))]
    for name, array in variables.items():
        kind = FLOAT16 if array.dtype == np.float16 else INT8
        shape = struct.pack(f"<B{array.ndim}I", array.ndim, *array.shape)
        parts += [named(name), shape, struct.pack("<BI", kind, array.nbytes), array.tobytes()]
    parts += [struct.pack("<I", 1), named("decoder/projection/weight"), named(QKV)]
    return b"".join(parts)


def some_variables() -> Variables:
    rng = np.random.default_rng(1)
    return {
        "decoder/activation": np.array(3, dtype=np.int8),
        QKV: rng.normal(size=(12, 6)).astype(np.float16),
        FFN: rng.normal(size=(600, 6)).astype(np.float16),  # several blocks of rows
        "encoder/conv1/weight": rng.normal(size=(4, 6, 3)).astype(np.float16),
    }


def some_layers() -> Layers:
    rng = np.random.default_rng(2)

    def pair(outputs: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        return rng.normal(size=(3, 6)).astype(np.float32), rng.normal(size=(outputs, 3)).astype(np.float32)

    return {f"{QKV}|4": pair(4), f"{QKV}|8": pair(4), f"{FFN}|0": pair(600)}


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def after_merge(content: bytes, adapter: Adapter) -> bytes:
    out = BytesIO()
    merge(BytesIO(content), adapter, out)
    return out.getvalue()


def packed(folder: Path, base: bytes, layers: Layers | None = None) -> Path:
    path = folder / "adapter.safetensors"
    pack_adapter(layers or some_layers(), path, base_sha256=digest(base), notes={"rank": "3"})
    return path


class TestMerge:
    def test_the_weights_are_those_of_a_sum_of_integers(self, tmp_path: Path) -> None:
        variables = some_variables()
        base = model_bytes(variables)
        expected = {name: array.copy() for name, array in variables.items()}
        for name, (a, b) in some_layers().items():
            variable, first = name.split("|")
            whole_a, whole_b, scale = quantised(a, b)
            integers = whole_b.astype(np.int64) @ whole_a.astype(np.int64)
            delta = scale.astype(np.float64)[:, None] * integers
            rows = slice(int(first), int(first) + len(b))
            expected[variable][rows] = (variables[variable][rows].astype(np.float64) + delta).astype("f2")
        assert after_merge(base, read_adapter(packed(tmp_path, base))) == model_bytes(expected)
        assert not np.array_equal(expected[QKV], variables[QKV])

    def test_the_rest_of_the_file_keeps_every_byte(self, tmp_path: Path) -> None:
        variables = some_variables()
        base = model_bytes(variables)
        new = after_merge(base, read_adapter(packed(tmp_path, base, {f"{QKV}|4": some_layers()[f"{QKV}|4"]})))
        start = base.index(variables[QKV].tobytes())
        width = 6 * 2
        assert new[: start + 4 * width] == base[: start + 4 * width]
        assert new[start + 4 * width : start + 8 * width] != base[start + 4 * width : start + 8 * width]
        assert new[start + 8 * width :] == base[start + 8 * width :]

    def test_the_same_matrices_give_the_same_bytes_in_any_order(self, tmp_path: Path) -> None:
        base = model_bytes(some_variables())
        first = packed(tmp_path, base).read_bytes()
        backwards = dict(reversed(list(some_layers().items())))
        assert packed(tmp_path, base, backwards).read_bytes() == first
        assert read_adapter(tmp_path / "adapter.safetensors").notes == {"rank": "3"}

    def test_the_merged_file_has_the_digest_foretold(self, tmp_path: Path) -> None:
        base = tmp_path / "model.bin"
        base.write_bytes(model_bytes(some_variables()))
        adapter = packed(tmp_path, base.read_bytes())
        merged(base, adapter, tmp_path / "out.bin")
        pins = digest(adapter.read_bytes()), digest((tmp_path / "out.bin").read_bytes())
        assert pins_of(base, adapter) == pins

    def test_weights_of_another_publication_are_refused(self, tmp_path: Path) -> None:
        base = tmp_path / "model.bin"
        base.write_bytes(model_bytes(some_variables()) + b"\0")
        adapter = packed(tmp_path, model_bytes(some_variables()))
        with pytest.raises(UnusableAdapter, match="est fait pour d’autres poids"):
            merged(base, adapter, tmp_path / "out.bin")
        assert not (tmp_path / "out.bin").exists()

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            pytest.param(lambda v: v.pop(FFN), f"n’a pas de poids « {FFN} »", id="une couche manque"),
            pytest.param(
                lambda v: v.update({FFN: v[FFN][:599]}), "ne convient pas", id="la couche est plus courte"
            ),
            pytest.param(
                lambda v: v.update({QKV: v[QKV][:, :5]}), "ne convient pas", id="la couche est plus étroite"
            ),
            pytest.param(
                lambda v: v.update({QKV: v[QKV].astype(np.int8)}),
                "ne convient pas",
                id="les poids sont entiers",
            ),
            pytest.param(
                lambda v: v.update({FFN: np.full((600, 6), np.inf, np.float16)}),
                "infinis",
                id="un poids déborde",
            ),
        ],
    )
    def test_a_model_that_does_not_fit_is_refused(
        self, tmp_path: Path, change: Callable[[Variables], None], said: str
    ) -> None:
        variables = some_variables()
        adapter = read_adapter(packed(tmp_path, model_bytes(variables)))
        change(variables)
        with pytest.raises(UnusableAdapter, match=said):
            after_merge(model_bytes(variables), adapter)

    @pytest.mark.parametrize("size", [3, 20, 300, 2000])
    def test_a_model_cut_short_is_refused(self, tmp_path: Path, size: int) -> None:
        base = model_bytes(some_variables())
        with pytest.raises(UnusableAdapter, match="tronqués"):
            after_merge(base[:size], read_adapter(packed(tmp_path, base)))


class TestFormat:
    @pytest.mark.parametrize(
        "name", ["other/layer_0/ffn/linear_0/weight|0", f"{QKV}", "decoder/layer_0/ffn/linear_0/bias|0"]
    )
    def test_only_weights_of_the_encoder_and_decoder_are_adapted(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(ValueError, match="layer"):
            packed(tmp_path, b"", {name: some_layers()[f"{QKV}|4"]})

    def test_weights_of_the_encoder_are_adapted_too(self, tmp_path: Path) -> None:
        name = "encoder/layer_5/ffn/linear_0/weight"
        path = packed(tmp_path, b"", {f"{name}|0": some_layers()[f"{QKV}|4"]})
        assert set(read_adapter(path).variables) == {name}

    def test_two_layers_never_overlap(self, tmp_path: Path) -> None:
        pair = some_layers()[f"{QKV}|4"]
        path = packed(tmp_path, b"", {f"{QKV}|4": pair, f"{QKV}|6": pair})
        with pytest.raises(UnusableAdapter, match="deux fois les mêmes poids"):
            read_adapter(path)

    def test_numbers_that_are_not_finite_stay_out(self) -> None:
        with pytest.raises(ValueError, match="not finite"):
            quantised(np.array([[np.nan]], dtype="f4"), np.ones((1, 1), dtype="f4"))

    def test_another_safetensors_file_is_no_adapter(self, tmp_path: Path) -> None:
        from safetensors.numpy import save_file

        save_file({"x.a": np.ones((1, 1), np.int8)}, tmp_path / "autre.safetensors")
        with pytest.raises(UnusableAdapter, match="n’est pas au format transcribe-lora-1"):
            read_adapter(tmp_path / "autre.safetensors")

    @pytest.mark.parametrize("missing", ["a", "b", "scale"])
    def test_an_incomplete_layer_is_named(self, tmp_path: Path, missing: str) -> None:
        from safetensors.numpy import load_file, save_file

        path = packed(tmp_path, b"")
        tensors = load_file(path)
        del tensors[f"{QKV}|4.{missing}"]
        save_file(tensors, path, metadata={"format": "transcribe-lora-1", "base_sha256": ""})
        with pytest.raises(UnusableAdapter, match=rf"mal formé \(couche « {QKV}\|4 »\)"):
            read_adapter(path)


finite = st.floats(-8, 8, width=32)


class TestQuantised:
    @settings(max_examples=60, deadline=None)
    @given(arrays(np.float32, (3, 5), elements=finite), arrays(np.float32, (4, 3), elements=finite))
    def test_the_error_stays_within_its_bound(self, a: NDArray[np.float32], b: NDArray[np.float32]) -> None:
        small_a, small_b, scale = quantised(a, b)
        delta = scale[:, None].astype(float) * (small_b.astype(int) @ small_a.astype(int))
        steps = np.abs(a).max(axis=1).astype(float) / 127
        rows = np.abs(b * steps).max(axis=1) / 127
        bound = (np.abs(b) * steps).sum(axis=1) / 2 + 127 * 3 * rows / 2
        error = np.abs(delta - b.astype(float) @ a.astype(float)).max(axis=1)
        assert (error <= bound * (1 + 1e-5) + 1e-30).all()

    def test_rows_of_zeros_stay_zeros(self) -> None:
        small_a, small_b, scale = quantised(np.zeros((2, 3), "f4"), np.ones((4, 2), "f4"))
        assert not small_a.any()
        assert not small_b.any()
        assert not scale.any()


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package that holds a small base and its adapter, in the place of the embedded models."""
    data = tmp_path / "site" / "petit_paquet" / "data"
    data.mkdir(parents=True)
    (data.parent / "__init__.py").touch()
    base = model_bytes(some_variables())
    (data / "model.part1").write_bytes(base[:700])
    (data / "model.part2").write_bytes(base[700:])
    (data / "config.json").write_bytes(CONFIG)
    (tmp_path / "whole.bin").write_bytes(base)
    pins = pins_of(tmp_path / "whole.bin", packed(data, base))
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    pin(monkeypatch, *pins)
    yield data
    sys.modules.pop("petit_paquet", None)


def pin(monkeypatch: pytest.MonkeyPatch, adapter_sha256: str, merged_sha256: str) -> None:
    weights = Part(
        "model.bin",
        digest(model_bytes(some_variables())),
        (("petit_paquet", "data/model.part1"), ("petit_paquet", "data/model.part2")),
    )
    config = Part("config.json", digest(CONFIG), (("petit_paquet", "data/config.json"),))
    base = Embedded("base", 1, (weights, config), ("petit-paquet",))
    patch = Patch(("petit_paquet", "data/adapter.safetensors"), adapter_sha256, merged_sha256)
    medical = replace(base, name="base-medical", parts=(replace(weights, patch=patch), config))
    monkeypatch.setattr(models, "BASE", base)
    monkeypatch.setattr(models, "MEDICAL", medical)


def found(name: str = "base-medical") -> tuple[str, bytes, list[str]]:
    said: list[str] = []
    model = find_model(name, notify=said.append)
    return model.name, (model.folder / "model.bin").read_bytes(), said


class TestAssembly:
    def test_the_adapted_model_is_made_without_leaving_the_plain_one(
        self, shop: Path, tmp_path: Path
    ) -> None:
        base = model_bytes(some_variables())
        new = after_merge(base, read_adapter(shop / "adapter.safetensors"))
        assert found() == ("base-medical", new, [])
        (folder,) = (tmp_path / "cache" / "models").iterdir()
        assert folder.name == f"base-medical-{digest(new)[:12]}"
        assert (folder / "config.json").read_bytes() == CONFIG

    def test_once_made_it_needs_neither_packages_nor_adapter(self, shop: Path) -> None:
        first = found()
        (shop / "adapter.safetensors").unlink()
        (shop / "model.part1").unlink()
        assert found() == first

    def test_changed_in_the_cache_it_is_made_again(self, shop: Path) -> None:
        _, weights, _ = found()
        (find_model("base-medical").folder / "model.bin").write_bytes(weights[:-1] + b"?")
        name, again, said = found()
        assert (name, again) == ("base-medical", weights)
        assert said == ["Le modèle « base-medical » du cache a été modifié : il est reconstitué."]

    def test_base_stays_plain_when_asked_for(self, shop: Path) -> None:
        assert found("base") == ("base", model_bytes(some_variables()), [])

    def test_with_nobody_to_tell_python_warns(self, shop: Path) -> None:
        (shop / "adapter.safetensors").unlink()
        with pytest.warns(UserWarning, match="introuvable.*« base » est utilisé à la place"):
            assert prepare_model("base-medical") == "base"


def no_file(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (shop / "adapter.safetensors").unlink()


def one_wrong_byte(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = bytearray((shop / "adapter.safetensors").read_bytes())
    content[-1] ^= 1
    (shop / "adapter.safetensors").write_bytes(content)


def cut_and_pinned(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = (shop / "adapter.safetensors").read_bytes()[:-10]
    (shop / "adapter.safetensors").write_bytes(content)
    pin(monkeypatch, digest(content), "0" * 64)


def for_another_base(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pin(monkeypatch, digest(packed(shop, b"autre").read_bytes()), "0" * 64)


def for_another_shape(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    layers = {QKV.replace("_0/", "_7/", 1) + "|0": some_layers()[f"{QKV}|4"]}
    path = packed(shop, model_bytes(some_variables()), layers)
    pin(monkeypatch, digest(path.read_bytes()), "0" * 64)


def another_result(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pin(monkeypatch, digest((shop / "adapter.safetensors").read_bytes()), "0" * 64)


def nothing_shipped(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pin(monkeypatch, "", "")


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        pytest.param(no_file, "L’adaptateur médical est introuvable", id="le fichier manque"),
        pytest.param(one_wrong_byte, "est altéré (empreinte SHA-256 inattendue)", id="un octet est changé"),
        pytest.param(cut_and_pinned, "est illisible ou tronqué", id="la fin manque"),
        pytest.param(for_another_base, "est fait pour d’autres poids", id="il est fait pour un autre modèle"),
        pytest.param(
            for_another_shape, "n’a pas de poids « decoder/layer_7", id="il nomme une couche absente"
        ),
        pytest.param(
            another_result, "ne donne pas le fichier « model.bin » attendu", id="il donne autre chose"
        ),
        pytest.param(nothing_shipped, "fournie sans adaptateur médical", id="aucun n’est fourni"),
    ],
)
def test_an_unusable_adapter_is_said_and_the_plain_model_serves(
    shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: Callable[..., None], said: str
) -> None:
    harm(shop, monkeypatch)
    name, weights, notices = found()
    assert (name, weights) == ("base", model_bytes(some_variables()))
    (notice,) = notices
    assert said in notice
    assert notice.endswith(". Le modèle « base » est utilisé à la place de « base-medical ».")
    assert len(list((tmp_path / "cache" / "models").iterdir())) == 1


class TestBaseNotAsPublished:
    def test_the_plain_model_of_the_cache_still_serves(self, shop: Path) -> None:
        plain = found("base")
        (shop / "model.part2").write_bytes(b"?")
        name, weights, (notice,) = found()
        assert (name, weights) == plain[:2]
        assert "tronqués" in notice

    def test_without_it_the_sentence_says_what_to_install_again(self, shop: Path) -> None:
        content = bytearray((shop / "model.part2").read_bytes())
        content[-1] ^= 1
        (shop / "model.part2").write_bytes(content)
        with pytest.raises(CorruptModel, match=r"« model.bin » du modèle « base ».*pip install"):
            found()


class TestShown:
    def test_both_models_are_listed(self, shop: Path) -> None:
        listed = {model.name: model for model in list_models()}
        assert listed["base"].embedded
        assert listed["base-medical"].usable
        assert not listed["base-medical"].present
        find_model("base-medical")
        present = {model.name: model.present for model in list_models()}
        assert (present["base"], present["base-medical"]) == (False, True)

    def test_an_altered_adapter_shows_in_the_list(self, shop: Path) -> None:
        one_wrong_byte(shop, pytest.MonkeyPatch())
        shown = CliRunner().invoke(command).output
        line = next(line for line in shown.splitlines() if line.startswith("base-medical"))
        assert "inutilisable" in line
        assert "est altéré" in line


class TestShipped:
    """What this version really ships: an adapter whole and pinned, or none and no default that needs it."""

    def test_the_adapter_shipped_makes_the_model_pinned(self) -> None:
        patch = MEDICAL.parts[0].patch
        assert patch is not None
        if patch.sha256:
            check_patches(MEDICAL)
            weights = find_model("base-medical").folder / "model.bin"
            assert digest(weights.read_bytes()) == patch.merged_sha256
            assert weights.stat().st_size == BASE.size
        else:
            assert DEFAULT_MODEL == "base"
            assert not Path(models.__file__).with_name("data").joinpath("adapter.safetensors").exists()

    def test_the_real_model_adapted_loads_and_computes(self, tmp_path: Path) -> None:
        import ctranslate2

        plain = assembled(BASE, models.models_folder())
        rng = np.random.default_rng(3)
        a, b = rng.normal(size=(4, 512)).astype("f4"), rng.normal(size=(512, 4)).astype("f4")
        adapter = tmp_path / "adapter.safetensors"
        pack_adapter(
            {"decoder/layer_5/self_attention/linear_0/weight|1024": (a, b)},
            adapter,
            base_sha256=BASE.parts[0].sha256,
        )
        merged(plain / "model.bin", adapter, tmp_path / "model.bin")
        for name in ("config.json", "vocabulary.txt"):
            (tmp_path / name).write_bytes((plain / name).read_bytes())
        sound = ctranslate2.StorageView.from_array(np.zeros((1, 80, 3000), np.float32))
        start = [[50258, 50265, 50359, 50363]]
        scores = [
            ctranslate2.models.Whisper(str(folder), compute_type="int8", intra_threads=1)
            .generate(sound, start, max_length=8, return_scores=True)[0]
            .scores[0]
            for folder in (plain, tmp_path)
        ]
        assert np.isfinite(scores).all()
        assert scores[0] != scores[1]
        assert (tmp_path / "model.bin").stat().st_size == BASE.size
