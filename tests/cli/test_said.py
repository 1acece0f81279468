"""What is said on which stream, in the singular and the plural, with which exit code: the commands left."""

import contextlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click
import pytest
from click.testing import Result

from tests.cli import running
from transcribe.cli import check, convert, exercise, lexicon, spaces
from transcribe.cli.classroom import command as classes
from transcribe.core.errors import DocumentError, OutputError, TranscribeError
from transcribe.exercises.batch import Refused, Written
from transcribe.exercises.exporting import Made, Unfit
from transcribe.terms.linting import FileReport

REFUSED = DocumentError(message="« a » est vide.")


def run(command: click.Command, *arguments: object, said: str = "") -> Result:
    done = running.run(command, *arguments, typed=said)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def code_of(done: Result) -> int:
    return done.return_value if isinstance(done.return_value, int) else done.exit_code


# --- class ---------------------------------------------------------------------------------------------------


@pytest.fixture
def in_class(tmp_path: Path) -> Callable[..., Result]:
    (tmp_path / "liste.csv").write_text("Nom;Prénom;Identifiant\nLe Goff;Yanis;A3\n", "utf-8")

    def invoke(*arguments: object, said: str = "") -> Result:
        return run(classes, "--espace", tmp_path / "espace", *arguments, said=said)

    assert invoke("list").stderr == "Aucune classe : transcribe class create NOM [LISTE]\n"
    invoke("create", "SAMA", tmp_path / "liste.csv")
    assert invoke("list").stderr == ""
    return invoke


@pytest.mark.parametrize("count", [0, 1, 2])
def test_what_is_counted_agrees(
    in_class: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, count: int
) -> None:
    s = "s" if count > 1 else ""
    asked: list[int] = []
    marked: list[object] = []
    graded = [SimpleNamespace(grade=1)] * count + [SimpleNamespace(grade=None)]

    def thin(*_: object, days: int) -> int:
        asked.append(days)
        return count

    monkeypatch.setattr("transcribe.classroom.thin_versions", thin)
    monkeypatch.setattr("transcribe.classroom.archive_class", lambda *_: count)
    monkeypatch.setattr(
        "transcribe.classroom.assignments_in", lambda *_: [SimpleNamespace(id=n) for n in range(count)]
    )
    monkeypatch.setattr("transcribe.classroom.give_back", lambda *_: 1)
    monkeypatch.setattr("transcribe.classroom.waiting", lambda _: [7] * count)
    monkeypatch.setattr("transcribe.classroom.mark", lambda _, copy, lexicon: marked.append((copy, lexicon)))
    monkeypatch.setattr("transcribe.terms.load_lexicon", lambda: "lexique")
    monkeypatch.setattr("transcribe.classroom.results.results", lambda *_: graded)
    monkeypatch.setattr("transcribe.classroom.results.workbook_of", lambda _: b"classeur")
    monkeypatch.setattr("transcribe.grading.history.results_text", lambda _: "{}")
    out = tmp_path / "notes.xlsx"
    assert in_class("thin").stdout == f"{count} version{s} en moins.\n"
    assert in_class("thin", "--days", "1").stdout == f"{count} version{s} en moins.\n"
    assert asked == [30, 1]
    with pytest.raises(click.BadParameter):
        in_class("thin", "--days", "0")
    assert in_class("return", "SAMA").stdout == f"{count} fiche{s} rendue{s}.\n"
    assert in_class("results", "SAMA", "--out", out).stdout == f"{count} copie{s} notée{s} : {out}\n"
    assert marked == [(7, "lexique")] * count
    assert out.read_bytes() == b"classeur"
    assert in_class("archive", "SAMA", "--oui").stdout == (
        f"Classe « SAMA » archivée : {count} nom{s} en moins.\n"
    )


def test_practice_is_allowed_or_not(in_class: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[bool] = []

    def allow(*_: object, allowed: bool) -> None:
        given.append(allowed)

    monkeypatch.setattr("transcribe.classroom.allow_practice", allow)
    said = [in_class("practice", "SAMA", *options).stdout for options in ((), ("--oui",), ("--non",))]
    assert given == [True, True, False]
    end = "se faire donner un exercice sur leurs fautes.\n"
    assert said == [
        f"SAMA : les élèves peuvent {end}", f"SAMA : les élèves peuvent {end}",
        f"SAMA : les élèves ne peuvent plus {end}",
    ]  # fmt: skip


def test_a_learner_gets_a_code_or_may_enter_again(in_class: Callable[..., Result], tmp_path: Path) -> None:
    pin = in_class("pin", "SAMA", "A3").stdout
    assert pin.startswith("Yanis Le Goff : code de la classe ")
    assert pin.split()[-1].isdecimal()
    assert in_class("unlock", "SAMA", "A3").stdout == "Yanis Le Goff peut entrer à nouveau.\n"


def test_slips_bear_the_address_that_is_given(
    in_class: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    printed: list[tuple[int, str]] = []

    def slips(_class: object, made: list[object], *, address: str) -> bytes:
        printed.append((len(made), address))
        return b"fiches"

    monkeypatch.setattr("transcribe.classroom.slips.slips_docx", slips)
    out = tmp_path / "fiches.docx"
    assert in_class("slips", "SAMA", "--out", out).stdout == f"1 fiche d’accès : {out}\n"
    in_class("slips", "SAMA", "--out", out, "--address", "http://a/")
    in_class("create", "B", tmp_path / "liste.csv", "--slips", out)
    assert printed == [(1, ""), (1, "http://a/"), (1, "")]


def test_a_backup_is_taken_back_and_the_state_before_is_named(
    in_class: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    taken: list[Path] = []
    monkeypatch.setattr("transcribe.classroom.restore", lambda _store, _who, path: taken.append(path))
    saved = tmp_path / "s.zip"
    saved.touch()
    said = in_class("restore", saved, "--oui").stdout
    assert said.startswith("« s.zip » est reprise ; l’état d’avant est dans « ")
    assert "sauvegardes" in said
    in_class("restore", saved, said="oui\n")
    with pytest.raises(click.Abort):
        in_class("restore", saved, said="non\n")
    assert taken == [saved, saved]


def test_a_learner_is_found_by_what_is_his_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def person(number: int, identifier: str, name: str) -> Any:
        return SimpleNamespace(id=number, identifier=identifier, name=name)

    people = [person(1, "A1", "Léa Martin"), person(2, "A2", "Léa Martin"), person(3, "A3", "Léa")]
    monkeypatch.setattr("transcribe.classroom.members", lambda *_: people)
    monkeypatch.setattr(
        "transcribe.classroom.people.labels", lambda _: {1: "Léa Martin (A1)", 2: "Léa Martin (A2)", 3: "Léa"}
    )
    anything: Any = SimpleNamespace(name="SAMA")

    def find(name: str) -> int:
        return spaces.find_member(anything, anything, anything, name).id

    assert [find(name) for name in ("A1", "Léa Martin (A2)", "lea", "A3")] == [1, 2, 3, 3]
    with pytest.raises(TranscribeError, match=r"écrivez « Léa Martin \(A1\) », « Léa Martin \(A2\) »"):
        find("léa martin")
    with pytest.raises(TranscribeError, match="Personne ne s’appelle « Zoé » dans la classe « SAMA »"):
        find("Zoé")


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    with pytest.raises(OutputError):
        spaces.write_bytes(tmp_path / "a" / "b.docx", b"")


# --- check, lexicon, convert ---------------------------------------------------------------------------------


class Checked:
    """Stands for the reading and the checking of texts."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.given: list[object] = []
        self.findings: dict[str, list[Any]] = {}
        monkeypatch.setattr("transcribe.documents.read", self._read)
        monkeypatch.setattr("transcribe.terms.load_lexicon", lambda *, folders: folders)
        monkeypatch.setattr("transcribe.terms.specialties.require_specialty", lambda name: name.upper())
        monkeypatch.setattr("transcribe.terms.linting.check_lines", self._check)
        monkeypatch.setattr("transcribe.terms.linting.report_as_dict", len)

    def _read(self, path: Path) -> object:
        if path.name == "absent":
            raise REFUSED
        return SimpleNamespace(lines=path.name)

    def _check(self, lines: str, folders: object, **options: object) -> tuple[object, ...]:
        self.given.append((lines, folders, options))
        report = FileReport(Path("x"), 1 if lines == "un" else 2, self.findings.get(lines, []))  # type: ignore[arg-type]
        return report.tokens, report.findings


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> Checked:
    return Checked(monkeypatch)


def test_check_hands_on_every_option(checked: Checked, tmp_path: Path) -> None:
    assert code_of(run(check.command, "un")) == 0
    run(check.command, "un", "--specialty", "cardio", "--lexicon", "a", "--lexicon", "b", "--sans-reforme")
    assert checked.given == [
        ("un", (), {"specialty": "", "reform": True}),
        ("un", (Path("a"), Path("b")), {"specialty": "CARDIO", "reform": False}),
    ]


def test_check_says_what_it_finds_and_what_it_cannot_read(checked: Checked) -> None:
    found = SimpleNamespace(line=1, column=2, reason="inconnu", context="ici", suggestions=("a", "b"))
    alone = SimpleNamespace(line=3, column=4, reason="inconnu", context="là", suggestions=())
    checked.findings = {"un": [found], "deux": [found, alone]}
    done = run(check.command, "zero", "un", "deux")
    assert code_of(done) == 1
    assert done.stdout.splitlines() == [
        "zero : 2 mots, aucune remarque.",
        "un:1:2: inconnu", "    ici", "    → a, b", "un : 1 mot, 1 remarque.",
        "deux:1:2: inconnu", "    ici", "    → a, b", "deux:3:4: inconnu", "    là", "deux : 2 mots, 2 remarques.",
    ]  # fmt: skip
    done = run(check.command, "absent", "un", "--format", "json")
    assert (code_of(done), json.loads(done.stdout), done.stderr) == (2, 1, "Erreur : « a » est vide.\n")


def test_a_lexicon_is_built_with_its_options(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    given: list[tuple[object, ...]] = []

    def build(_folder: Path, names: object, packages: Path, *, write: bool) -> list[Path]:
        given.append((names, packages, write))
        return []

    monkeypatch.setattr("transcribe.terms.rebuild.run.build", build)
    monkeypatch.setattr("transcribe.core.files.user_cache", lambda: tmp_path)
    run(lexicon.command, "build")
    run(lexicon.command, "build", "anatomie", "--downloads", tmp_path / "ici", "--check")
    assert [one[1:] for one in given] == [(tmp_path / "packages", True), (tmp_path / "ici", False)]
    assert given[1][0] == ("anatomie",)
    assert len(given[0][0]) > 3  # type: ignore[arg-type]


@pytest.mark.parametrize(("unread", "code"), [((), 0), (("« x » est illisible.",), 1)])
def test_nothing_to_convert_is_said_apart(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, unread: tuple[str, ...], code: int
) -> None:
    plan = SimpleNamespace(tasks=(), ignored=(), unread=unread)
    monkeypatch.setattr(convert, "make_plan", lambda *_: plan)
    done = run(convert.command, tmp_path, "--out", tmp_path / "out")
    assert (done.return_value, done.stdout) == (code, "")
    assert done.stderr.splitlines() == ["Aucun fichier audio à convertir.", *unread]


# --- exercise ------------------------------------------------------------------------------------------------


def test_an_export_says_files_and_refusals_apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[str] = []
    ends: list[object] = [
        Made("a.h5p", b"a", ("A", "B")),
        Unfit(tmp_path, REFUSED),
        Made("c.h5p", b"c", ("C",)),
    ]

    def exported(_folders: object, to: str) -> Iterator[object]:
        asked.append(to)
        yield from ends

    monkeypatch.setattr("transcribe.exercises.exporting.exercise_folders", list)
    monkeypatch.setattr("transcribe.exercises.exporting.export", exported)
    out = tmp_path / "out"
    done = run(exercise.command, "export", tmp_path, "--to", "h5p", "--out", out)
    assert (done.return_value, done.stderr) == (1, "Erreur : « a » est vide.\n")
    assert done.stdout.splitlines() == [f"{out / 'a.h5p'} : A, B", f"{out / 'c.h5p'} : C"]
    ends[:] = [Unfit(tmp_path, REFUSED)]
    done = run(exercise.command, "export", tmp_path, "--to", "moodle", "--out", out)
    assert (done.return_value, done.stdout) == (1, "")
    assert done.stderr.splitlines()[1:] == ["Aucun fichier écrit : les questions vont ensemble dans un seul."]
    ends[:] = [Made("a.xml", b"a", ("A",))]
    one = tmp_path / "seul.XML"
    assert (
        run(exercise.command, "export", tmp_path, tmp_path, "--to", "moodle", "--out", one).return_value == 0
    )
    assert one.read_bytes() == b"a"
    one = tmp_path / "seul.h5p"
    assert run(exercise.command, "export", tmp_path, "--to", "h5p", "--out", one).return_value == 0
    with pytest.raises(click.BadParameter, match="il y a 2 exercices : donnez un dossier"):
        run(exercise.command, "export", tmp_path, tmp_path, "--to", "h5p", "--out", one)
    assert asked == ["h5p", "moodle", "moodle", "h5p"]


def made_exercise(*, validated: bool) -> Any:
    source = SimpleNamespace(validated=validated)
    return SimpleNamespace(id="01-a", minutes=8, level=SimpleNamespace(value=2), source=source)


def test_exercises_are_shown_with_what_is_arranged(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = [made_exercise(validated=True), made_exercise(validated=False)]
    ends: list[object] = [Written(one, tmp_path) for one in made]
    monkeypatch.setattr("transcribe.exercises.batch.write_all", lambda *_: iter(ends))
    monkeypatch.setattr("transcribe.exercises.arranged.write_arranged", lambda _one, _folder, names: names)
    learners: Any = {"Léa": None}
    assert exercise._write(made, tmp_path, 0, learners) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"niveau 2    8 min  {tmp_path}", "  aménagé : Léa",
        f"niveau 2    8 min  {tmp_path} — référence à valider par le formateur", "  aménagé : Léa",
    ]  # fmt: skip
    assert exercise._write(made, tmp_path, 1, {}) == 1
    capsys.readouterr()
    ends[:] = [Refused(tmp_path, REFUSED)]
    assert exercise._write(made, tmp_path, 0, {}) == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "Erreur : « a » est vide.\n")


@pytest.mark.parametrize(("total", "full"), [(20, True), (21, False)])
def test_a_sitting_filled_to_four_fifths_is_full(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    total: int,
    full: bool,
) -> None:
    made = [made_exercise(validated=True), made_exercise(validated=False)]
    given: list[object] = []
    home = "transcribe.exercises"

    def compose(*_: object, seed: int) -> list[Any]:
        given.append(seed)
        return made

    def session_of(*_: object, exam: bool) -> object:
        given.append(exam)
        return SimpleNamespace(title="Séance")

    monkeypatch.setattr(f"{home}.session.compose", compose)
    monkeypatch.setattr(f"{home}.session.session_of", session_of)
    monkeypatch.setattr(f"{home}.session.usual_minutes", lambda one: one.minutes)
    monkeypatch.setattr(f"{home}.session_writing.write_session", lambda *_: [tmp_path / "Léa"])
    monkeypatch.setattr("transcribe.grading.seance.weights_text", lambda _: "Poids.")
    assert exercise._write_session(made, total, tmp_path, 0, {}, seed=3, exam=True) == 0
    assert given == [3, True]
    said = capsys.readouterr()
    assert said.out.replace("\u00a0", " ").splitlines() == [
        f"niveau 2    8 min  {tmp_path / '01-a'}",
        f"niveau 2    8 min  {tmp_path / '01-a'} — référence à valider par le formateur",
        "Séance : 16 minutes d’exercices. Poids.",
        f"À distribuer aux élèves : {tmp_path / 'apprenant'}",
        f"  aménagé : {tmp_path / 'Léa'}",
    ]
    assert (said.err == "") is full
    assert exercise._write_session(made, total, tmp_path, 1, {}, seed=3, exam=False) == 1


@pytest.mark.parametrize(
    ("text", "exam", "count", "said"),
    [
        (None, True, None, "va avec « --session DURÉE »"),
        ("45", False, 3, "Choisissez « --session »"),
        ("bientôt", False, None, "« bientôt » n’est pas une durée"),
    ],
)
def test_a_sitting_badly_asked_is_refused(text: str | None, exam: bool, count: int | None, said: str) -> None:
    with pytest.raises(click.UsageError, match=said):
        exercise._sitting(text, exam=exam, count=count)


def test_a_sitting_is_in_minutes() -> None:
    assert exercise._sitting(None, exam=False, count=3) == 0
    assert exercise._sitting("3h45", exam=True, count=None) == 225


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        ({}, ["  fréquence     inconnue"]),
        ({"frequency": 2.25}, ["  fréquence     2.2"]),
        ({"pronunciation": "tu"}, ["  fréquence     inconnue", "  prononciation [tu]"]),
        ({"tags": ("a", "b")}, ["  fréquence     inconnue", "  étiquettes    a b"]),
    ],
)
def test_what_a_term_has_is_shown(
    monkeypatch: pytest.MonkeyPatch, fields: dict[str, object], lines: list[str]
) -> None:
    usual = {"term": "toux", "kind": "", "lexicon": "x", "frequency": 0.0, "pronunciation": "", "tags": ()}
    entry = SimpleNamespace(**{**usual, **fields})
    monkeypatch.setattr("transcribe.terms.load_lexicon", lambda: SimpleNamespace(entry=lambda _: entry))
    monkeypatch.setattr("transcribe.terms.confusions.confusions", lambda _: ())
    assert run(lexicon.command, "show", "toux").stdout.splitlines() == ["toux : terme, lexique x", *lines]


@pytest.mark.parametrize(
    ("terminal", "quiet", "probed"), [(True, False, 1), (True, True, 0), (False, False, 0), (False, True, 0)]
)
def test_lengths_are_looked_for_where_a_bar_shows_them(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, quiet: bool, probed: int
) -> None:
    looked: list[object] = []

    def lengths(tasks: list[object]) -> dict[object, float]:
        looked.append(tasks)
        return {}

    watcher = SimpleNamespace(say=None, progress=None)
    anything: Any = SimpleNamespace(engine=lambda *_, some: None)
    monkeypatch.setattr("sys.stderr", SimpleNamespace(isatty=lambda: terminal))
    monkeypatch.setattr(convert, "_lengths", lengths)
    monkeypatch.setattr(convert, "run", lambda *_: iter(()))
    monkeypatch.setattr(convert, "make_watcher", lambda *_, quiet: contextlib.nullcontext(watcher))
    assert convert._convert([], anything, anything, anything, quiet=quiet, meter=anything) == []
    assert len(looked) == probed
