"""« transcribe letter », « class delay », « exercise remedial » : ce qui est choisi, et ce qui en est dit."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner

from transcribe import letters
from transcribe.cli import letter, remedial
from transcribe.cli.classroom import command as classes
from transcribe.cli.moments import Moment
from transcribe.core.contract import Source
from transcribe.core.errors import DocumentError
from transcribe.core.types import Doubt

TEXT = "Compte rendu\nMotif : dyspnée."


@pytest.mark.parametrize(("count", "said"), [(0, "0 doute."), (1, "1 doute."), (2, "2 doutes.")])
def test_les_doutes_s_accordent(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, count: int, said: str
) -> None:
    found = tuple(Doubt(place, place, "identity", "à vérifier") for place in range(count))
    monkeypatch.setattr("transcribe.letters.check_identity", lambda _: found)
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    out = tmp_path / "b.txt"
    done = CliRunner().invoke(
        letter.command, [str(tmp_path / "a.txt"), "-o", str(out)], catch_exceptions=False
    )
    assert done.stdout.startswith(f"{out} : ")
    assert done.stdout.endswith(f", {said}\n")


def test_le_son_donne_passe_avant_celui_d_a_cote(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    works: list[letters.Work] = []
    monkeypatch.setattr("transcribe.pipeline.form_named", lambda _: lambda work, _out: works.append(work))
    revision = letters.plain_revision(TEXT)
    origin = replace(Source(), path="ailleurs/a.ogg")
    monkeypatch.setattr(
        letter, "_read", lambda *_: (revision, letters.compose(revision, template="auto"), origin)
    )
    for name in ("a.json", "autre.ogg"):
        (tmp_path / name).touch()
    line = [str(tmp_path / "a.json"), "-o", str(tmp_path / "b.html")]
    CliRunner().invoke(letter.command, line, catch_exceptions=False)
    (tmp_path / "a.ogg").touch()
    CliRunner().invoke(letter.command, line, catch_exceptions=False)
    more = ["--audio", str(tmp_path / "autre.ogg"), "--clean"]
    CliRunner().invoke(letter.command, [*line, *more], catch_exceptions=False)
    assert [work.audio for work in works] == [None, tmp_path / "a.ogg", tmp_path / "autre.ogg"]
    assert [work.clean for work in works] == [False, False, True]
    assert letter._sounds(tmp_path / "a.json", "") == []


def test_un_doute_ne_se_dit_qu_une_fois() -> None:
    revision = letters.plain_revision(TEXT).revise(doubts=[Doubt(1, 1, "identity", "x")])
    again = (Doubt(1, 1, "identity", "y"), Doubt(1, 2, "identity", "z"), Doubt(1, 1, "unsure", "z"))
    assert letter._new(revision, again) == again[1:]


@pytest.mark.parametrize(
    ("closes", "kept"), [(None, None), ("4/12/2026", "10/12/2026"), ("12/12/2026", "12/12/2026")]
)
def test_un_delai_repousse_la_fermeture_et_ne_l_avance_pas(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, closes: str | None, kept: str | None
) -> None:
    def moment(text: str | None) -> int | None:
        return None if text is None else Moment().convert(text, None, None)

    adapted: list[dict[str, object]] = []
    asked = [SimpleNamespace(id=1, title="Une", due=1, closes=moment(closes))]
    asked.append(SimpleNamespace(id=2, title="Sans date", due=None, closes=None))
    monkeypatch.setattr("transcribe.classroom.assignments_in", lambda *_: asked)
    monkeypatch.setattr(
        "transcribe.classroom.adapt", lambda _s, _w, one, _p, **more: adapted.append({"one": one, **more})
    )
    (tmp_path / "l.csv").write_text("Nom;Prénom;Identifiant\nLe Goff;Yanis;A3\n", "utf-8")
    space = ["--espace", str(tmp_path / "espace")]
    CliRunner().invoke(classes, [*space, "create", "SAMA", str(tmp_path / "l.csv")], catch_exceptions=False)
    CliRunner().invoke(classes, [*space, "delay", "SAMA", "A3", "10/12/2026"], catch_exceptions=False)
    assert adapted == [{"one": 1, "due": moment("10/12/2026"), "closes": moment(kept)}]


def test_ce_qui_ne_se_fait_pas_pour_un_eleve_est_dit_a_part(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise DocumentError(message="« a » est vide.")

    monkeypatch.setattr("transcribe.exercises.measure", lambda *_: 2)
    monkeypatch.setattr("transcribe.exercises.remedial.remedial", refused)
    plan: Any = SimpleNamespace(learner="Léa")
    pool: Any = SimpleNamespace(choose=lambda *_: None, lexicon=None)
    choices: Any = SimpleNamespace(errors=8)
    assert remedial._exercise(plan, pool, choices, set()) is None
    pool.choose = lambda *_: "texte"
    assert remedial._exercise(plan, pool, choices, set()) is None
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines() == [
        "Erreur : Léa a déjà fait tous ces textes : donnez d’autres dictées avec --from.",
        "Erreur : « a » est vide.",
    ]
