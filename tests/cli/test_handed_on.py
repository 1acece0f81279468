"""What each command hands on to the rooms below: every option, by its usual value and by another one."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click
import pytest
from click.testing import Result

from tests.cli.running import run
from tests.grading.shown import KEYS
from transcribe.classroom import Terms
from transcribe.cli import asking, cluster, decide, exercise, remedial, speak
from transcribe.cli.classroom import command as classes
from transcribe.cli.moments import Moment
from transcribe.core.errors import DocumentError
from transcribe.exercises import Choices, Needs
from transcribe.exercises.batch import Refused
from transcribe.grading.keys import write_key
from transcribe.grading.types import Decision
from transcribe.speaking.choices import SpeechChoices
from transcribe.speaking.dictations import Failed
from transcribe.speech import DEFAULT_MODEL

LEXICON = object()
ROLL = "Nom;Prénom;Identifiant\nLe Goff;Yanis;A3\n"


class Heard:
    """Stands for ``Transcriber``: notes how it was made."""

    def __init__(self, model: str = DEFAULT_MODEL, *, lexicon: object, notify: Callable[[str], None]) -> None:
        assert lexicon is LEXICON
        notify(f"modèle {model}")
        self.model = model

    def times(self) -> None:
        """Handed on by name."""

    def hear(self, path: Path) -> str:
        return f"{self.model} : {path.name}"


@pytest.fixture(autouse=True)
def nothing_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transcribe.terms.load_lexicon", lambda: LEXICON)
    monkeypatch.setattr("transcribe.exercises.batch.Transcriber", Heard)
    monkeypatch.setattr("transcribe.exercises.make.missing_explanations", lambda: "")


class Made:
    """Stands for ``make_all`` and ``pick``: notes what they were given."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.folder = folder
        (folder / "in").mkdir()
        self.choices = Choices()
        self.inputs: tuple[Path, ...] = ()
        self.options: dict[str, Any] = {}
        self.picked: dict[str, object] = {}
        monkeypatch.setattr("transcribe.exercises.batch.make_all", self._make_all)
        monkeypatch.setattr("transcribe.exercises.batch.pick", self._pick)

    def _make_all(
        self, inputs: tuple[Path, ...], choices: Choices, lexicon: object, transcribe: Heard, **options: Any
    ) -> Iterator[Refused]:
        assert lexicon is LEXICON
        self.inputs, self.choices = inputs, choices
        self.options = {**options, "model": transcribe.model}
        yield Refused(Path("a"), DocumentError(message="« a » est vide."))

    def _pick(self, made: list[object], **limits: object) -> list[object]:
        self.picked = limits
        return made

    def run(self, *options: str) -> Result:
        done = run(exercise.command, "make", self.folder / "in", "--out", self.folder / "out", *options)
        assert done.exception is None, done.exception
        return done


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Made:
    return Made(monkeypatch, tmp_path)


def test_make_hands_on_its_usual_values(made: Made) -> None:
    done = made.run()
    assert (done.return_value, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [f"modèle {DEFAULT_MODEL}", "Erreur : « a » est vide."]
    assert made.inputs == (made.folder / "in",)
    assert made.choices == Choices(needs=Needs(12))
    assert made.picked == {"levels": (1, 5), "count": None}
    locate = made.options.pop("locate")
    assert locate.__name__ == "times"
    assert made.options == {"specialty": "", "real": False, "hear": None, "model": DEFAULT_MODEL}


def test_make_hands_on_every_option(made: Made) -> None:
    made.run(
        *"--kind relecture --kind compte-rendu --level 2-4 --count 3 --seed 7 --specialty cardiologie".split(),
        *"--errors 5 --classes dose --real --help-gaps liste --large --extra-time 33 --pace 80".split(),
        *"--audio both --self-correction --model tiny --no-times".split(),
    )
    assert made.choices == Choices(
        kinds=("relecture", "compte-rendu"), errors=5, classes=("dose",), help="liste", seed=7,
        needs=Needs(18, extra_time=0.33, pace=0.8), audio=("m4a", "ogg"), self_correction=True,
    )  # fmt: skip
    assert made.picked == {"levels": (2, 4), "count": 3}
    hear = made.options.pop("hear")
    assert hear(Path("a.ogg")) == "tiny : a.ogg"
    assert made.options == {"specialty": "cardiologie", "real": True, "locate": None, "model": "tiny"}


@pytest.mark.parametrize(("form", "audio"), [("ogg", ("ogg",)), ("m4a", ("m4a",)), ("both", ("m4a", "ogg"))])
def test_the_audio_asked_for_is_handed_out(made: Made, form: str, audio: tuple[str, ...]) -> None:
    made.run("--audio", form)
    assert made.choices.audio == audio


@pytest.mark.parametrize(
    ("options", "corrects"),
    [
        ("", False),
        ("--self-correction", True),
        ("--session 3h45", False),
        ("--session 3h45 --self-correction", True),
        ("--session 3h45 --exam", False),
        ("--session 3h45 --exam --self-correction", False),
    ],
)
def test_nobody_corrects_himself_in_an_examination(made: Made, options: str, corrects: bool) -> None:
    made.run(*options.split())
    assert made.choices.self_correction is corrects


def test_what_is_lacking_is_said_before_anything_is_made(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transcribe.exercises.make.missing_explanations", lambda: "Il manque le modèle.")
    assert made.run().stderr.splitlines()[0] == "Il manque le modèle."


def test_refusals_are_said_and_the_choices_not_blamed(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "ne répond à ces choix" not in made.run().stderr
    monkeypatch.setattr("transcribe.exercises.batch.make_all", lambda *_, **__: iter(()))
    done = made.run()
    assert (done.return_value, done.stdout) == (1, "")
    assert done.stderr.splitlines()[1:] == ["Aucun exercice ne répond à ces choix (niveau, spécialité)."]


def test_a_session_that_nothing_fills_says_why_on_the_error_stream(made: Made) -> None:
    done = made.run("--session", "45")
    assert (done.return_value, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-1] == "Aucun exercice ne tient dans cette séance (niveau, spécialité)."


def test_a_level_that_cannot_be_measured_is_said_and_the_others_shown(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("Il va bien.", "utf-8")
    refused = Refused(Path("a"), DocumentError(message="« a » est vide."))
    monkeypatch.setattr("transcribe.exercises.batch.find_all", lambda *_: iter((refused,)))
    done = run(exercise.command, "level", tmp_path / "a.txt")
    assert done.return_value == 1
    assert done.stderr.splitlines()[-1] == "Erreur : « a » est vide."
    assert len(done.stdout.splitlines()) == 1  # the formula, once


class Asked:
    """Stands for the rooms that ``class add`` and ``class review`` call."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.folder = folder
        (folder / "liste.csv").write_text(ROLL, "utf-8")
        (folder / "exos").mkdir()
        run(classes, "--espace", folder / "espace", "create", "SAMA", folder / "liste.csv")
        self.given: list[tuple[list[int], Terms, bool]] = []
        self.kept: list[tuple[Path, bool]] = []
        monkeypatch.setattr("transcribe.classroom.assign", self._assign)
        monkeypatch.setattr("transcribe.classroom.add_exercises", self._add)

    def _assign(
        self, _store: object, _who: object, _class: object, exercises: list[int], terms: Terms, *, keep: bool
    ) -> list[int]:
        self.given.append((exercises, terms, keep))
        return exercises

    def _add(self, _store: object, _who: object, place: Path, *, fictitious: bool) -> list[int]:
        self.kept.append((place, fictitious))
        return [4, 5]

    def run(self, *options: str | Path) -> Result:
        done = run(classes, "--espace", self.folder / "espace", *options)
        assert done.exception is None, done.exception
        return done

    def add(self, *options: str) -> Result:
        return self.run("add", "SAMA", self.folder / "exos", *options)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Asked:
    return Asked(monkeypatch, tmp_path)


def moment(text: str, *, opens: bool = False) -> int:
    return Moment(opens=opens).convert(text, None, None)


@pytest.mark.parametrize(
    ("options", "terms"),
    [
        (("--due", "3/12/2026"), Terms(due=moment("3/12/2026"))),
        (("--opens", "3/12/2026"), Terms(opens=moment("3/12/2026", opens=True))),
        (("--closes", "3/12/2026"), Terms(closes=moment("3/12/2026"))),
        (("--attempts", "3"), Terms(attempts=3)),
        (("--attempts", "0"), Terms(attempts=0)),
        (("--feedback", "tout-de-suite"), Terms(feedback="at_once")),
        (("--feedback", "apres-la-date"), Terms(feedback="after_due")),
        (("--feedback", "a-la-main"), Terms(feedback="by_hand")),
        (("--training",), Terms(graded=False)),
        (("--timed",), Terms(timed=True)),
        (("--scheme", "taux"), Terms(scheme="taux")),
    ],
)
def test_each_term_of_an_exercise_is_kept(asked: Asked, options: tuple[str, ...], terms: Terms) -> None:
    asked.add(*options, "--fictif")
    assert asked.given == [([4, 5], terms, False)]
    assert asked.kept == [(asked.folder / "exos", True)]


@pytest.mark.parametrize("fictif", [True, False])
def test_without_a_term_an_exercise_counts_and_keeps_its_own(asked: Asked, fictif: bool) -> None:
    done = asked.add(*(("--fictif",) if fictif else ()))
    assert asked.given == [([4, 5], Terms(), True)]
    assert asked.given[0][1].graded
    assert asked.kept == [(asked.folder / "exos", fictif)]
    assert done.stdout == "2 exercices demandés à « SAMA ».\n"
    assert done.stderr == (
        ""
        if fictif
        else "Dictées tenues pour réelles : elles ne passeront pas sur un réseau non chiffré (--fictif sinon).\n"
    )


def test_the_day_is_said_and_one_exercise_is_one(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transcribe.classroom.add_exercises", lambda *_, **__: [4])
    said = asked.add("--due", "3/12/2026 14h30", "--fictif").stdout.replace("\u00a0", " ")
    assert said == "1 exercice demandé à « SAMA », à rendre pour le 03/12/2026 à 14 h 30.\n"


def test_a_scheme_of_ones_own_is_kept_by_its_text(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    read: list[str] = []
    monkeypatch.setattr("transcribe.grading.scheme.load_scheme", read.append)
    path = tmp_path / "bareme.toml"
    path.write_text("\ufeffmaximum = 10\n", "utf-8")
    assert asking._scheme_text(str(path)) == "maximum = 10\n"
    assert read == [str(path)]
    assert [asking._scheme_text(name) for name in ("", "sur-20")] == ["", "sur-20"]
    assert read == [str(path)]


def test_review_hands_on_its_model_and_what_is_fictitious(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, str, bool]] = []

    def reviewed(
        _store: object, _who: object, source: Any, hearing: Heard, lexicon: object, *, fictitious: bool
    ) -> int:
        assert lexicon is LEXICON
        seen.append((source.id, hearing.model, fictitious))
        if source.id == "deux":
            raise DocumentError(message="« deux » est vide.")
        return len(seen)

    monkeypatch.setattr(asking, "_reviewed", reviewed)
    for name in ("une", "deux"):
        (asked.folder / f"{name}.ogg").write_bytes(b"OggS")
        (asked.folder / f"{name}.txt").write_text("Motif : douleur", "utf-8")
    (asked.folder / "muet.txt").write_text("Motif : douleur", "utf-8")
    names = ("une.ogg", "deux.ogg", "muet.txt")
    done = asked.run(
        "review", "SAMA", *(asked.folder / name for name in names), "--model", "tiny", "--training"
    )
    assert done.return_value == 1
    assert sorted(seen) == [("deux", "tiny", False), ("une", "tiny", False)]
    ((exercises, terms, keep),) = asked.given
    assert (len(exercises), terms, keep) == (1, Terms(graded=False), False)
    assert done.stdout.startswith("1 exercice demandé")
    assert "modèle tiny\n" in done.stderr
    assert "Erreur : « deux » est vide.\n" in done.stderr
    assert "Erreur : « muet » n’a pas d’audio à côté : il n’y a rien à vérifier.\n" in done.stderr
    done = asked.run("review", "SAMA", asked.folder / "une.ogg", "--fictif")
    assert done.return_value == 0
    assert seen[-1] == ("une", DEFAULT_MODEL, True)


@pytest.fixture
def decided(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Decision]:
    write_key(tmp_path / "formateur" / "exercise.json", KEYS[0])
    written: list[tuple[Path, Decision]] = []
    monkeypatch.setattr(
        "transcribe.grading.decisions.add_decision", lambda path, decision: written.append((path, decision))
    )

    def decide_(name: str, *arguments: str) -> Decision:
        done = run(exercise.command, name, tmp_path, *arguments)
        assert done.exception is None, done.exception
        assert done.stdout.startswith("Écrit dans ")
        path, decision = written.pop()
        assert path.is_relative_to(tmp_path)
        return decision

    return decide_


def test_each_decision_is_written_whole(decided: Callable[..., Decision]) -> None:
    common = ("--learner", "Ben", "--comment", "admis")
    assert decided("accept", "gauche", "G", *common, "--occurrence", "2") == Decision(
        "accept", "gauche", "G", "Ben", 2, comment="admis"
    )
    assert decided("accept", "gauche", "G") == Decision("accept", "gauche", "G")
    assert decided("cancel", "gauche", *common, "--occurrence", "1", "--class", "dose") == Decision(
        "cancel", "gauche", "", "Ben", 1, only="dose", comment="admis"
    )
    assert decided("cancel", "gauche", "droite") == Decision("cancel", "gauche", "droite")
    changed = ("--class", "dose", "--severity", "critique", "--points", "0,5")
    assert decided("change", "gauche", "droite", *common, *changed, "--occurrence", "3") == Decision(
        "change", "gauche", "droite", "Ben", 3, None, "dose", "critical", Decimal("0.5"), "admis"
    )
    assert decided("change", "gauche", "--severity", "non critique") == Decision(
        "change", "gauche", severity="minor"
    )
    assert decided("charge", "souffle", *common, *changed) == Decision(
        "add", "", "souffle", "Ben", 0, None, "dose", "critical", Decimal("0.5"), "admis"
    )
    assert decided("charge") == Decision("add")


def test_a_rank_below_zero_is_refused(tmp_path: Path) -> None:
    done = run(exercise.command, "accept", tmp_path, "gauche", "G", "--occurrence", "-1")
    assert isinstance(done.exception, click.BadParameter)
    assert "-1" in done.exception.message


@pytest.mark.parametrize(
    ("text", "points"),
    [("0", "0"), ("1000", "1000"), (" 0,5 ", "0.5"), ("2.25", "2.25"), ("", None)],
)
def test_points_are_read(text: str, points: str | None) -> None:
    context = click.Context(exercise.command)
    found = decide._points(context, click.Option(["--points"]), text)
    assert found == (None if points is None else Decimal(points))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("-0,1", "donnez un nombre positif ou nul"), ("1001", "donnez un nombre positif ou nul"),
        ("inf", "donnez un nombre positif ou nul"), ("nan", "donnez un nombre positif ou nul"),
        ("deux", "n’est pas un nombre"),
    ],
)  # fmt: skip
def test_what_are_no_points_is_refused(text: str, said: str) -> None:
    with pytest.raises(click.BadParameter, match=said):
        decide._points(click.Context(exercise.command), click.Option(["--points"]), text)


def test_what_is_not_in_the_key_is_warned_of_apart(tmp_path: Path) -> None:
    write_key(tmp_path / "formateur" / "exercise.json", KEYS[0])
    done = run(exercise.command, "accept", tmp_path, "thorax", "poitrine")
    assert done.stderr == "Attention : « thorax » ne se trouve pas dans le corrigé.\n"
    assert "thorax" not in done.stdout
    assert run(exercise.command, "accept", tmp_path, "gauche", "G").stderr == ""
    assert run(exercise.command, "accept", tmp_path, "", "G").stderr == ""


class Cluster:
    """Stands for the certificates and the serving of a cluster."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.calls: list[tuple[object, ...]] = []
        self.new = True
        home = "transcribe.batch.cluster"
        monkeypatch.setattr(f"{home}.certificates.usual_place", lambda: Path("chez-moi"))
        monkeypatch.setattr(f"{home}.certificates.make_certificates", self._make)
        monkeypatch.setattr(f"{home}.certificates.identity_in", lambda folder: f"de {folder.as_posix()}")
        monkeypatch.setattr(f"{home}.settings.checked_address", lambda address: f"sûr {address}")
        monkeypatch.setattr(f"{home}.serving.serve_scheduler", self._serve)
        monkeypatch.setattr(f"{home}.serving.serve_workers", self._serve)

    def _make(self, folder: Path) -> bool:
        self.calls.append((folder,))
        return self.new

    def _serve(self, *given: object, say: Callable[[str], None], **options: object) -> None:
        say("prêt")
        self.calls.append((*given, options))

    def run(self, *arguments: str) -> Result:
        done = run(cluster.command, *arguments)
        assert done.exception is None, done.exception
        assert done.return_value is None
        return done


@pytest.fixture
def grouped(monkeypatch: pytest.MonkeyPatch) -> Cluster:
    return Cluster(monkeypatch)


def test_certificates_go_where_it_is_asked(grouped: Cluster, tmp_path: Path) -> None:
    said = grouped.run("certificates").stdout
    assert said.startswith("Certificats faits dans « chez-moi », pour ")
    assert said.splitlines()[1:] == [
        "L’autorité est nouvelle : remplacez ces dossiers sur tous les ordinateurs."
    ]
    grouped.new = False
    assert len(grouped.run("certificates", "--out", str(tmp_path)).stdout.splitlines()) == 1
    assert grouped.calls == [(Path("chez-moi"),), (tmp_path,)]


def test_a_scheduler_and_workers_get_their_options(grouped: Cluster) -> None:
    for line in (
        "scheduler", "scheduler --hote 10.0.0.2 --port 0 --certificats ici",
        "worker tls://a:1", "worker tls://a:1 --jobs 3 --certificats ici",
    ):  # fmt: skip
        done = grouped.run(*line.split())
        assert (done.stdout, done.stderr) == ("", "prêt\n")
    assert grouped.calls == [
        ("de chez-moi/ordonnanceur", {"host": "", "port": 8786}),
        ("de ici", {"host": "10.0.0.2", "port": 0}),
        ("de chez-moi/poste", "sûr tls://a:1", {"count": 1}),
        ("de ici", "sûr tls://a:1", {"count": 3}),
    ]


class Spoken:
    """Stands for ``make_dictations``."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.folder = folder
        self.text = folder / "a.txt"
        self.text.write_text("Il va bien.", "utf-8")
        self.given: list[tuple[object, ...]] = []
        self.ends: tuple[object, ...] = ()
        monkeypatch.setattr("transcribe.speaking.dictations.make_dictations", self._make)
        monkeypatch.setattr(speak, "_line", str)

    def _make(
        self, inputs: object, out: Path, choices: SpeechChoices, *, on_progress: object, **options: object
    ) -> Iterator[object]:
        self.given.append((inputs, out, choices, options))
        yield from self.ends

    def run(self, *options: str) -> Result:
        done = run(speak.command, self.text, "--out", self.folder / "out", *options)
        assert done.exception is None, done.exception
        return done


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Spoken:
    return Spoken(monkeypatch, tmp_path)


def test_speak_hands_on_every_option(spoken: Spoken) -> None:
    spoken.run()
    spoken.run(
        *"--voix siwis --vitesse 80 --pauses 50 --ponctuation partielle --hesitations quelques --epeler".split(),
        *"--secretaire --lieu bureau --bruit faible --format wav --seed 4 --refaire".split(),
    )
    usual = SpeechChoices(
        voice="pico", pace=1.0, pauses=1.0, punctuation=None, slips="aucune", spelled=False, remarks=False,
        place="studio", noise="aucun", seed=1,
    )  # fmt: skip
    others = replace(
        usual, voice="siwis", pace=0.8, pauses=0.5, punctuation="partielle", slips="quelques", spelled=True,
        remarks=True, place="bureau", noise="faible", seed=4,
    )  # fmt: skip
    out = spoken.folder / "out"
    assert spoken.given == [
        ((spoken.text,), out, usual, {"suffix": ".ogg", "again": False}),
        ((spoken.text,), out, others, {"suffix": ".wav", "again": True}),
    ]


def test_speak_tells_apart_what_is_made_there_and_refused(spoken: Spoken) -> None:
    out = spoken.folder / "out"
    spoken.ends = (Path("là.ogg"),)
    done = spoken.run()
    assert (done.return_value, done.stdout) == (0, f"Aucune nouvelle dictée dans {out}.\n")
    assert done.stderr.split("\n")[0] == "là.ogg est déjà là : laissé tel quel (--refaire pour le refaire)."
    spoken.ends = ("une",)
    done = spoken.run()
    assert (done.return_value, done.stderr.strip()) == (0, "")
    assert done.stdout.splitlines()[:2] == [
        "une", f"1 dictée dans {out} : voix de synthèse, patients fictifs."
    ]  # fmt: skip
    spoken.ends = ("une", "deux", Failed(Path("a.txt"), DocumentError(message="« [b]a » est vide.")))
    done = spoken.run()
    assert (done.return_value, done.stderr.strip()) == (1, "Erreur : « [b]a » est vide.")
    assert done.stdout.splitlines()[2].startswith("2 dictées dans ")


class Remedied:
    """Stands for the plans, the texts and the exercises of ``exercise remedial``."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.folder = folder
        self.refused: list[object] = []
        self.weeks: list[int] = []
        self.needs: list[object] = []
        self.choices: list[Choices] = []
        self.samples: list[tuple[Path, ...]] = []
        self.exercise: object = None
        home = "transcribe.exercises"
        monkeypatch.setattr("transcribe.grading.history.read_history", lambda inputs: inputs)
        monkeypatch.setattr("transcribe.grading.needs.arrangements", self._arranged)
        monkeypatch.setattr(f"{home}.remedial.plans", self._plans)
        monkeypatch.setattr(f"{home}.batch.find_all", self._found)
        monkeypatch.setattr(f"{home}.batch.write_all", lambda *_: iter(self.refused))
        monkeypatch.setattr(remedial, "_exercise", self._made)

    def _plans(self, _history: object, *, weeks: int) -> list[object]:
        self.weeks.append(weeks)
        return [SimpleNamespace(learner_id="1", learner="Léa")]

    def _arranged(self, roster: object, path: Path | None) -> object:
        assert roster is None
        self.needs.append(path)
        return SimpleNamespace(of=lambda *_: SimpleNamespace(needs=Needs(18)))

    def _found(self, inputs: tuple[Path, ...], _transcriber: object) -> Iterator[object]:
        self.samples.append(inputs)
        yield from self.refused

    def _made(self, _plan: object, _pool: object, choices: Choices, _taken: object) -> object:
        self.choices.append(choices)
        return self.exercise

    def run(self, *options: str | Path) -> Result:
        done = run(exercise.command, "remedial", self.folder, "--out", self.folder / "out", *options)
        assert done.exception is None, done.exception
        return done


def test_remedial_hands_on_every_option(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    remedied = Remedied(monkeypatch, tmp_path)
    (tmp_path / "needs.toml").touch()
    assert remedied.run().return_value == 1  # no exercise for her
    remedied.run(
        "--from", tmp_path, *"--weeks 3 --errors 5 --seed 7 --needs".split(), tmp_path / "needs.toml"
    )
    assert remedied.weeks == [6, 3]
    assert remedied.needs == [None, tmp_path / "needs.toml"]
    assert remedied.choices == [Choices(needs=Needs(18)), Choices(errors=5, seed=7, needs=Needs(18))]
    assert [one.name for (one,) in remedied.samples] == ["samples", tmp_path.name]


def test_remedial_says_refusals_apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    remedied = Remedied(monkeypatch, tmp_path)
    remedied.refused = [Refused(Path("a"), DocumentError(message="« a » est vide."))]
    monkeypatch.setattr("transcribe.exercises.make.missing_explanations", lambda: "Il manque le modèle.")
    done = remedied.run()
    assert (done.return_value, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "Il manque le modèle.", f"modèle {DEFAULT_MODEL}", "Erreur : « a » est vide.", "Erreur : « a » est vide."
    ]  # fmt: skip
