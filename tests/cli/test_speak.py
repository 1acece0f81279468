"""« transcribe speak » sans synthèse : ce qui est dit de chaque dictée, et le code de sortie."""

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.grading.fake import FakeLexicon
from transcribe.cli import speak
from transcribe.core.errors import TranscribeError
from transcribe.speaking.dictations import Failed


def passage(written: str, given: str) -> SimpleNamespace:
    return SimpleNamespace(written=written, given=given)


def dictation(name: str, seconds: float, unmade: Sequence[SimpleNamespace] | None = ()) -> Any:
    """A dictation made, of so many seconds; ``unmade``: what would not come back, None when nobody looked."""
    return SimpleNamespace(
        key=Path(f"{name}.toml"),
        sound=Path(f"{name}.ogg"),
        script=SimpleNamespace(written="Foie normal."),
        spoken="foie normal point",
        seconds=seconds,
        reading=None if unmade is None else SimpleNamespace(unmade=tuple(unmade)),
    )


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    monkeypatch.setattr("transcribe.exercises.measure", lambda *_: SimpleNamespace(value=3))
    monkeypatch.setattr("transcribe.terms.load_lexicon", FakeLexicon)

    def said(*made: object, options: Sequence[str] = ()) -> tuple[Result, dict[str, Any]]:
        asked: dict[str, Any] = {}

        def make(inputs: object, out: object, choices: object, **others: object) -> list[object]:
            asked.update(inputs=inputs, out=out, choices=choices, **others)
            return list(made)

        monkeypatch.setattr("transcribe.speaking.dictations.make_dictations", make)
        text = tmp_path / "texte.txt"
        text.write_text("Foie normal.", "utf-8")
        done = CliRunner().invoke(
            speak.command, [str(text), "--out", "sons", *options], standalone_mode=False
        )
        assert done.exception is None, done.exception
        return done, asked

    return said


@pytest.mark.parametrize(
    ("seconds", "length"),
    [
        (5.4, "0 min 05 s"),
        (59.6, "1 min 00 s"),
        (60.0, "1 min 00 s"),
        (61.0, "1 min 01 s"),
        (125.0, "2 min 05 s"),
    ],
)
def test_la_longueur_se_dit_en_minutes_et_secondes(run: Any, seconds: float, length: str) -> None:
    done, _ = run(dictation("une", seconds))
    assert done.stdout.splitlines()[0] == f"une.ogg : {length}, niveau 3 sur 5"
    assert done.return_value == 0


@pytest.mark.parametrize(
    ("unmade", "end"),
    [
        (None, ""),
        ((), ""),
        ([("14/8", "14 8")], " ; redicté, 1 passage s’écrirait autrement (« 14/8 » → « 14 8 »)"),
        ([(" mg", "mg .")], " ; redicté, 1 passage s’écrirait autrement (« mg » → « mg. »)"),
        ([(" ", "")], " ; redicté, 1 passage s’écrirait autrement"),
        ([("", "x")], " ; redicté, 1 passage s’écrirait autrement (« » → « x »)"),
        (
            [("a", "b"), ("c", "")],
            " ; redicté, 2 passages s’écriraient autrement (« a » → « b », « c » → « »)",
        ),
        (
            [("a", "b"), ("c", "d"), ("e", "f"), ("g", "h")],
            " ; redicté, 4 passages s’écriraient autrement (« a » → « b », « c » → « d », « e » → « f »)",
        ),
    ],
)
def test_ce_qui_ne_reviendrait_pas_en_le_dictant_est_dit(
    run: Any,
    unmade: Sequence[tuple[str, str]] | None,
    end: str,
) -> None:
    passages = None if unmade is None else [passage(*pair) for pair in unmade]
    done, _ = run(dictation("une", 30.0, passages))
    line = done.stdout.splitlines()[0].replace("\u00a0", " ").replace("«  »", "« »")
    assert line == f"une.ogg : 0 min 30 s, niveau 3 sur 5{end}"


def test_le_compte_des_dictees_et_la_commande_qui_suit(run: Any) -> None:
    one = run(dictation("une", 30.0))[0].stdout.replace("\u00a0", " ")
    assert "1 dictée dans sons : voix de synthèse, patients fictifs.\n" in one
    assert "transcribe exercise make sons --out exercices" in one
    two = run(dictation("une", 30.0), dictation("deux", 30.0))[0].stdout.replace("\u00a0", " ")
    assert "2 dictées dans sons : " in two


def test_rien_de_neuf_n_est_pas_un_echec(run: Any) -> None:
    done, _ = run(Path("sons/une.ogg"))
    assert "sons/une.ogg est déjà là : laissé tel quel (--refaire pour le refaire)." in done.stderr
    assert done.stdout == "Aucune nouvelle dictée dans sons.\n"
    assert done.return_value == 0


def test_un_echec_se_dit_et_n_arrete_pas_les_autres(run: Any) -> None:
    done, _ = run(
        Failed(Path("x.txt"), TranscribeError(message="« x.txt » est vide.")), dictation("une", 30.0)
    )
    assert "Erreur : « x.txt » est vide." in done.stderr
    assert "1 dictée dans sons" in done.stdout.replace("\u00a0", " ")
    assert done.return_value == 1


def test_les_choix_arrivent_tels_quels(run: Any) -> None:
    _, usual = run()
    assert (usual["choices"].pace, usual["choices"].pauses) == (1.0, 1.0)
    assert (usual["choices"].spelled, usual["choices"].remarks) == (False, False)
    assert (usual["suffix"], usual["again"]) == (".ogg", False)
    options = ["--vitesse", "80", "--pauses", "0", "--epeler", "--secretaire", "--format", "wav", "--refaire"]
    _, asked = run(options=options)
    assert (asked["choices"].pace, asked["choices"].pauses) == (0.8, 0.0)
    assert (asked["choices"].spelled, asked["choices"].remarks) == (True, True)
    assert (asked["suffix"], asked["again"]) == (".wav", True)


def test_les_voix_se_montrent_sans_rien_faire() -> None:
    done = CliRunner().invoke(speak.command, ["--voix-liste"])
    assert done.exit_code == 0
    assert any(line.startswith("pico ") for line in done.stdout.splitlines())
