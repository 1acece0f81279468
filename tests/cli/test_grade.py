"""« transcribe grade » : ce qui va aux autres pièces, ce qui est dit, où, et le code de sortie."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.cli.running import run
from tests.grading.fake import LETTER, LEXICON
from transcribe.cli import grade as grading
from transcribe.cli.competences import command as competences
from transcribe.grading import Page, grade
from transcribe.grading.alike import Alike
from transcribe.grading.keys import Key
from transcribe.grading.seance import Part, Session
from transcribe.grading.sitting import Attempt
from transcribe.grading.sitting import Result as Graded

KEY = Key("01-a", "Consultation", Page(LETTER))
SESSION = Session("Séance", 40, exam=False, parts=(Part("01-a", "Consultation", 1),))


def result(text: str = LETTER, refused: str = "") -> Graded:
    attempt = Attempt("léa", "Léa", KEY.id, page=Page(text), refused=refused)
    return Graded(attempt, KEY, None if refused else grade(KEY.reference, attempt.page, LEXICON), refused)


class Rooms:
    """Stands for the rooms that the command calls: notes what they are given."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.folder = folder
        for name in ("exo", "copies"):
            (folder / name).mkdir()
        for name in ("liste.csv", "needs.toml", "acceptes.toml", "texte.txt"):
            (folder / name).touch()
        self.calls: list[tuple[Any, ...]] = []
        self.results = [result()]
        self.attempts: list[Attempt] = [result().attempt]
        self.unused: list[str] = []
        self.session: Session | None = None
        self.strangers: list[str] = []
        self.beside: Path | None = None
        self.roster = SimpleNamespace(learners=(SimpleNamespace(id="7", name="Hugo"),))
        home = "transcribe.grading"
        monkeypatch.setattr("transcribe.terms.load_lexicon", lambda: LEXICON)
        monkeypatch.setattr(f"{home}.decisions.decisions_of", lambda where, _: {"01-a": f"de {where.name}"})
        monkeypatch.setattr(f"{home}.decisions.load_decisions", lambda path: f"de {path.name}")
        monkeypatch.setattr(f"{home}.handed_in.read_attempts", self._read)
        monkeypatch.setattr(f"{home}.keys.find_keys", lambda _: [KEY])
        monkeypatch.setattr(f"{home}.keys.key_of_file", lambda _: replace(KEY, id="texte"))
        monkeypatch.setattr(f"{home}.keys.schemes_of", lambda where, _: {"01-a": f"barème de {where.name}"})
        monkeypatch.setattr(f"{home}.roster.read_roster", lambda _: self.roster)
        monkeypatch.setattr(f"{home}.scheme.load_scheme", lambda name: f"barème {name}")
        monkeypatch.setattr(f"{home}.seance.read_session", lambda *_: self.session)
        monkeypatch.setattr(f"{home}.sitting.grade_all", self._grade)
        monkeypatch.setattr(f"{home}.sitting.unused_decisions", lambda *_: self.unused)
        monkeypatch.setattr(f"{home}.needs.arrangements", self._arranged)
        monkeypatch.setattr(f"{home}.needs.needs_beside", lambda _: self.beside)
        monkeypatch.setattr(f"{home}.reports.write_reports", self._write)

    def _read(self, inputs: tuple[Path, ...], keys: list[Key], roster: object) -> list[Attempt]:
        names = [path.name for path in inputs]
        self.calls.append(("read", names, [key.id for key in keys], roster is self.roster))
        return self.attempts

    def _grade(
        self, attempts: object, _keys: object, lexicon: object, rules: str, **options: Any
    ) -> Iterator[Graded]:
        assert lexicon is LEXICON and attempts is self.attempts
        assert options.pop("arranged").strangers({}) == self.strangers
        self.calls.append(("grade", rules, options))
        yield from self.results

    def _arranged(self, roster: object, path: Path | None, *, list_path: Path | None) -> object:
        names = [one and one.name for one in (path, list_path)]
        self.calls.append(("arranged", roster is self.roster, *names))
        return SimpleNamespace(strangers=self._strangers)

    def _strangers(self, known: dict[str, str]) -> list[str]:
        if known:
            self.calls.append(("known", known))
        return self.strangers

    def _write(self, _results: object, rules: str, out: Path, *, roster: object, session: object) -> None:
        self.calls.append(("write", rules, out.name, roster is self.roster, session))

    def run(self, *arguments: str, code: int = 0) -> Result:
        given = [str(self.folder / one) if (self.folder / one).exists() else one for one in arguments]
        return run(grading.command, *given, code=code)


@pytest.fixture
def rooms(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Rooms:
    return Rooms(monkeypatch, tmp_path)


def test_un_exercice_a_son_bareme_et_ses_decisions(rooms: Rooms) -> None:
    done = rooms.run("exo", "copies")
    own = {"schemes": {"01-a": "barème de exo"}, "decisions": {"01-a": "de exo"}}
    assert rooms.calls == [
        ("read", ["copies"], ["01-a"], False),
        ("arranged", False, None, None),
        ("known", {"léa": "Léa"}),
        ("grade", "barème sur-20", own),
    ]
    assert done.stderr == ""
    assert done.stdout.replace("\u00a0", " ") == "Léa — Consultation : 20 / 20 (réussi)\n"


def test_ce_qui_est_donne_prend_la_place(rooms: Rooms) -> None:
    out = str(rooms.folder / "corrigé")
    options = (
        "--scheme taux --class-list liste.csv --needs needs.toml --decisions acceptes.toml --out".split()
    )
    done = rooms.run("exo", "copies", *options, out)
    assert rooms.calls == [
        ("read", ["copies"], ["01-a"], True),
        ("arranged", True, "needs.toml", "liste.csv"),
        ("known", {"léa": "Léa", "7": "Hugo"}),
        ("grade", "barème taux", {"schemes": {}, "decisions": {"01-a": "de acceptes.toml"}}),
        ("write", "barème taux", "corrigé", True, None),
    ]
    assert done.stdout.splitlines()[-1] == f"Fiches, classeur et page de la classe : {out}"


def test_une_reference_n_a_ni_bareme_ni_decisions_ni_seance(rooms: Rooms) -> None:
    rooms.session = SESSION
    done = rooms.run("copies", "--reference", "texte.txt")
    assert rooms.calls[0] == ("read", ["copies"], ["texte"], False)
    assert rooms.calls[-1] == ("grade", "barème sur-20", {"schemes": {}, "decisions": {}})
    assert "Séance" not in done.stdout


def test_les_reglages_a_cote_de_la_liste_servent_sans_qu_on_les_donne(rooms: Rooms) -> None:
    rooms.beside = rooms.folder / "needs.toml"
    rooms.strangers = ["Zoé"]
    done = rooms.run("exo", "copies")
    assert ("arranged", False, "needs.toml", None) in rooms.calls
    assert done.stderr == (
        f"Attention : « {rooms.beside} » règle les copies de « Zoé », qui n’est pas de la classe.\n"
    )


def test_un_refus_et_un_avertissement_vont_a_part(rooms: Rooms) -> None:
    rooms.results = [result(), result(refused="« b.txt » est vide.")]
    rooms.unused = ["rien ne répond à « gauche »."]
    for form in ("text", "json"):
        done = rooms.run("exo", "copies", "--format", form, code=1)
        assert done.stderr.splitlines() == [
            "Attention : rien ne répond à « gauche ».", "Erreur : « b.txt » est vide."
        ]  # fmt: skip
    assert "b.txt" not in rooms.run("exo", "copies", code=1).stdout


def test_des_copies_qui_se_ressemblent_sont_signalees_a_part(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = Alike("01-a", "Consultation", ("Léa", "Hugo"), (), 0, 9.0, 2)
    monkeypatch.setattr("transcribe.grading.alike.alike", lambda _: [pair])
    monkeypatch.setattr("transcribe.grading.alike.counted_text", lambda _: "3 mêmes fautes.")
    for form in ("text", "json"):
        done = rooms.run("exo", "copies", "--format", form)
        assert done.stderr == (
            "Signal : les copies de Léa et de Hugo se ressemblent (Consultation) : 3 mêmes fautes.\n"
        )
        assert "Signal" not in done.stdout


@pytest.mark.parametrize("written", [True, False])
@pytest.mark.parametrize("exam", [True, False])
def test_une_seance_dit_sa_note_et_l_examen_ses_fiches_absentes(
    rooms: Rooms, exam: bool, written: bool
) -> None:
    from transcribe.grading.seance_files import EXAM

    rooms.session = replace(SESSION, exam=exam)
    out = rooms.folder / "corrigé"
    said = rooms.run("exo", "copies", *(("--out", str(out)) if written else ())).stdout
    assert "Léa — Séance" in said
    assert (EXAM in said) is (exam and written)
    sheets = "Classeur" if exam else "Fiches, classeur"
    assert (f"\n{sheets} et page de la classe : {out}\n" in said) is written
    shown = rooms.run("exo", "copies", "--format", "json", "--out", str(out)).stdout
    assert shown.startswith("[") and shown.endswith("]\n")  # nothing but JSON


def test_sans_copie_la_commande_le_dit(rooms: Rooms) -> None:
    rooms.attempts = []
    for given, said in (
        (["exo", "copies"], "Aucune copie dans ce que vous avez donné."),
        (["exo"], "Donnez un dossier d’exercice puis des copies, ou une référence avec --reference."),
        (["texte.txt", "copies"], "n’est pas un dossier d’exercice ; pour un simple texte : --reference."),
    ):
        arguments = [str(rooms.folder / one) for one in given]
        done = CliRunner().invoke(grading.command, arguments)
        assert done.exit_code == 2
        assert said in done.stderr
        assert done.stdout == ""


def test_une_faute_se_montre_sous_la_note(rooms: Rooms) -> None:
    rooms.results = [result(LETTER.replace("gauche", "droite"))]
    first, *lines = rooms.run("exo", "copies").stdout.splitlines()
    assert first.startswith("Léa — Consultation : 18")
    assert len(lines) == 1 and lines[0].startswith("  ") and "droite" in lines[0]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "Erreur : aucune copie notée dans ces résultats : notez-en d’abord"),
        (["--since", "01/09/2026"], "Erreur : aucune copie notée à partir de ce jour : choisissez une date"),
    ],
)
def test_sans_copie_notee_pas_de_fiche_de_competence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, options: list[str], said: str
) -> None:
    monkeypatch.setattr("transcribe.grading.history.read_history", lambda _: ())
    given = [str(tmp_path), "--out", str(tmp_path / "livrets"), *options]
    done = CliRunner().invoke(competences, given, standalone_mode=False)
    assert (done.return_value, done.stdout) == (1, "")
    assert done.stderr.startswith(said)
