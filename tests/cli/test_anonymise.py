"""« transcribe anonymise » sans rien écouter : ce qui est transmis, ce qui est dit, où, et le code de sortie."""

import contextlib
import importlib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.cli.running import run
from transcribe.anonymising.keeping import STATE
from transcribe.anonymising.work import Exported
from transcribe.cli import anonymise, reviewing
from transcribe.core.errors import DocumentError
from transcribe.speech import DEFAULT_MODEL

PHRASE = "une phrase assez longue"


class Rooms:
    """Stands for the rooms that the command calls: notes what they are given."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.folder = folder
        self.given = folder / "dictées"
        self.given.mkdir()
        self.text = self.given / "a.txt"
        self.text.touch()
        self.out, self.review = folder / "anonymes", folder / "anonymes-relecture"
        self.state: Any = SimpleNamespace(
            items=[SimpleNamespace(source=str(self.text.resolve()))], lines={"1": None}
        )
        self.failures: list[DocumentError] = []
        self.done = Exported((self.out / "a.txt",), (("Roy", "Lu", "personne", "a.txt"),), ())
        self.hearing: list[dict[str, object]] = []
        self.exported: list[tuple[object, ...]] = []
        self.sealed: list[tuple[object, ...]] = []
        self.reviewed: list[dict[str, object]] = []
        self.on_page: Exported | None = self.done
        home = "transcribe.anonymising"
        monkeypatch.setattr(anonymise, "_vocabulary", lambda: SimpleNamespace(lexicon="lexique"))
        monkeypatch.setattr(anonymise, "_namer", lambda: None)
        monkeypatch.setattr(anonymise, "_hearing", self._hearing)
        monkeypatch.setattr(anonymise, "_speaking", lambda voice: f"voix {voice}")
        monkeypatch.setattr(anonymise, "review_on_page", self._page)
        monkeypatch.setattr(f"{home}.work.prepare", self._prepare)
        monkeypatch.setattr(f"{home}.work.export", self._export)
        monkeypatch.setattr(f"{home}.work.erase", lambda folder: (folder / STATE).unlink())
        monkeypatch.setattr(f"{home}.keeping.read_state", lambda _: self.state)
        monkeypatch.setattr(f"{home}.review.read_review", lambda *_: "relu")
        monkeypatch.setattr(f"{home}.sealing.check_cipher", lambda: None)
        monkeypatch.setattr(f"{home}.sealing.seal", lambda *given: self.sealed.append(given))

    def _hearing(self, model: str, device: str, lexicon: str, **more: object) -> str:
        self.hearing.append({"model": model, "device": device, "lexicon": lexicon, **more})
        return "oreille"

    def _prepare(
        self, _sources: object, hear: str, _finder: object, folder: Path, *, say: Callable[[str], None]
    ) -> tuple[object, list[DocumentError]]:
        assert hear == "oreille"
        say("j’écoute")
        if self.state.items:
            self.begin()
        return self.state, self.failures

    def _export(
        self, state: object, reviewed: str, out: Path, *, say: Callable[[str], None], **more: object
    ) -> Exported:
        assert (state, reviewed, out) == (self.state, "relu", self.out)
        say("j’écris")
        self.exported.append((more["suffix"], more["speak"]))
        return self.done

    def _page(
        self, folder: Path, state: object, out: Path, write: Callable[[], Exported], **more: object
    ) -> Exported | None:
        assert (folder, state, out) == (self.review, self.state, self.out)
        self.reviewed.append(more)
        return self.on_page and write()

    def begin(self) -> None:
        self.review.mkdir(exist_ok=True)
        (self.review / STATE).touch()

    def run(self, *options: str, typed: str = "", code: int = 0) -> Result:
        return run(anonymise.command, self.given, "--out", self.out, *options, typed=typed, code=code)


@pytest.fixture
def rooms(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Rooms:
    return Rooms(monkeypatch, tmp_path)


def test_la_premiere_fois_dit_quoi_relire(rooms: Rooms) -> None:
    done = rooms.run()
    assert done.stderr == "j’écoute\n"
    assert done.stdout.startswith(
        "Rien n’est encore anonyme : 1 passage(s) de 1 fichier(s) sont à relire dans "
    )
    assert rooms.hearing == [
        {"model": "", "device": "auto", "lexicon": "lexique", "sounds": False, "quiet": False}
    ]
    assert rooms.exported == []


def test_ce_qui_est_choisi_pour_ecouter_est_transmis(rooms: Rooms) -> None:
    (rooms.given / "b.wav").touch()
    done = rooms.run("--model", "tiny", "--device", "cpu", "--quiet")
    assert done.stderr == ""
    assert rooms.hearing == [
        {"model": "tiny", "device": "cpu", "lexicon": "lexique", "sounds": True, "quiet": True}
    ]


def test_un_fichier_illisible_se_dit_a_part(rooms: Rooms) -> None:
    rooms.failures = [DocumentError(message="« b.txt » est vide.")]
    done = rooms.run(code=1)
    assert done.stderr.splitlines() == [
        "j’écoute",
        "Erreur : « b.txt » est vide.",
        "Retirez ces fichiers, puis relancez la même commande : rien n’est à refaire.",
    ]
    assert done.stdout.startswith("Rien n’est encore anonyme")


def test_quand_rien_n_est_lisible_il_n_y_a_rien_a_retirer(rooms: Rooms) -> None:
    rooms.failures, rooms.state = [DocumentError(message="« a.txt » est vide.")], SimpleNamespace(items=[])
    done = rooms.run(code=1)
    assert done.stdout == ""
    assert done.stderr.splitlines()[1:] == ["Erreur : « a.txt » est vide."]


def test_la_seconde_fois_ecrit_et_dit_ce_qui_reste_a_effacer(rooms: Rooms) -> None:
    rooms.begin()
    rooms.done = Exported(rooms.done.paths, rooms.done.mapping, ("« Roy » reste dans a.txt.",))
    done = rooms.run()
    assert done.stdout.startswith(f"1 fichier(s) dans « {rooms.out} », 1 passage(s) remplacé(s). ")
    assert done.stderr.splitlines() == [
        "j’écris",
        "À vérifier : « Roy » reste dans a.txt.",
        f"« {rooms.review} » nomme encore les patients : effacez-le quand il ne sert plus (--erase-review).",
    ]
    assert (rooms.hearing, rooms.exported, rooms.sealed) == ([], [(".ogg", None)], [])


def test_la_seconde_fois_prend_ses_options(rooms: Rooms) -> None:
    rooms.begin()
    kept = rooms.folder / "c"
    typed = f"onze caract\nonze caract\n{PHRASE}\n{PHRASE}\n"
    options = ("--format", "wav", "--voice", "pico", "--erase-review", "--correspondances", str(kept), "-q")
    done = rooms.run(*options, typed=typed)
    assert rooms.exported == [(".wav", "voix pico")]
    assert rooms.sealed == [(kept, rooms.done.mapping, PHRASE)]
    assert "j’écris" not in done.stderr
    assert "nomme encore" not in done.stderr
    assert done.stderr.count("Au moins 12 caractères : sans elle, le fichier ne protège personne.") == 1
    assert done.stdout.splitlines()[-1] == f"Relecture effacée : « {rooms.review} »."
    assert PHRASE not in done.output


def test_douze_caracteres_suffisent(rooms: Rooms) -> None:
    rooms.begin()
    rooms.run("--correspondances", str(rooms.folder / "c"), typed="douze caract\ndouze caract\n")
    assert rooms.sealed[0][-1] == "douze caract"


def test_la_page_ecrit_tout_en_une_fois(rooms: Rooms) -> None:
    done = rooms.run("--page")
    assert rooms.reviewed == [{"port": 0, "shown": True}]
    assert "Rien n’est encore anonyme" not in done.stdout
    assert "passage(s) remplacé(s)" in done.stdout
    rooms.on_page = None
    done = rooms.run("--page", "--port", "8000", "--sans-navigateur")
    assert rooms.reviewed[1:] == [{"port": 8000, "shown": False}]
    assert (done.stdout, done.stderr) == ("", "")


def test_une_page_ne_s_ouvre_pas_sur_un_fichier_illisible(rooms: Rooms) -> None:
    rooms.failures = [DocumentError(message="« b.txt » est vide.")]
    assert rooms.run("--page", code=1).stdout == ""
    assert rooms.reviewed == []


def test_refaire_reprend_la_relecture_du_debut(rooms: Rooms, monkeypatch: pytest.MonkeyPatch) -> None:
    rooms.begin()
    assert "Rien n’est encore anonyme" in rooms.run("--restart").stdout
    assert len(rooms.hearing) == 1
    rooms.text.unlink()
    done = rooms.run("--restart", code=1)
    assert done.stderr.startswith("Erreur : Rien à anonymiser dans ce que vous avez donné")
    assert done.stdout == ""


def test_sans_dictee_ou_sans_dossier_la_commande_le_dit(rooms: Rooms) -> None:
    for given in ([], [str(rooms.given)]):
        done = CliRunner().invoke(anonymise.command, given)
        assert done.exit_code == 2
        assert "--out" in done.stderr


def test_des_correspondances_se_montrent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    given: list[tuple[Path, str]] = []

    def unseal(path: Path, phrase: str) -> list[tuple[str, ...]]:
        given.append((path, phrase))
        return [("Roy", "Lu", "personne", "a.txt")]

    monkeypatch.setattr("transcribe.anonymising.sealing.unseal", unseal)
    (tmp_path / "c").touch()
    done = CliRunner().invoke(
        anonymise.command, ["--open", str(tmp_path / "c")], input=f"{PHRASE}\n", standalone_mode=False
    )
    shown = done.stdout.splitlines()[-1]  # behind a prompt
    assert (done.return_value, shown) == (0, "a.txt\tpersonne\tRoy\tLu")
    assert done.stderr.startswith("Phrase secrète")
    assert given == [(tmp_path / "c", PHRASE)]


def test_sans_son_aucun_modele_n_est_charge(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[dict[str, object]] = []
    shown: list[bool] = []

    class Converter:
        def convert(self, path: Path, *, on_progress: object) -> object:
            assert on_progress == "barre"
            return SimpleNamespace(revision=path.name)

    def make(_settings: object, *, notify: object, **options: object) -> Converter:
        made.append(options)
        return Converter()

    @contextlib.contextmanager
    def bar(_path: Path, *, quiet: bool) -> Iterator[str]:
        shown.append(quiet)
        yield "barre"

    monkeypatch.setattr("transcribe.pipeline.make_converter", make)
    monkeypatch.setattr(anonymise, "listening_bar", bar)
    lexicon: Any = "lexique"
    assert anonymise._hearing("", "cpu", lexicon, sounds=False, quiet=False) is anonymise._unheard
    assert made == []
    hear: Any = anonymise._hearing("", "cpu", lexicon, sounds=True, quiet=False)
    assert hear(Path("a.ogg")) == "a.ogg"
    hear = anonymise._hearing("tiny", "auto", lexicon, sounds=True, quiet=True)
    assert hear(Path("b.ogg")) == "b.ogg"
    assert shown == [False, True]
    assert made == [
        {"model": DEFAULT_MODEL, "device": "cpu", "lexicon": "lexique"},
        {"model": "tiny", "device": "auto", "lexicon": "lexique"},
    ]
    with pytest.raises(ValueError, match=r"a\.txt"):
        anonymise._unheard(Path("a.txt"))


def test_les_noms_se_cherchent_la_ou_spacy_est_installe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transcribe.nlp.model.is_installed", lambda: False)
    assert anonymise._namer() is None
    monkeypatch.setattr("transcribe.nlp.model.is_installed", lambda: True)
    module = importlib.import_module("transcribe.nlp.names")
    monkeypatch.setattr(module, "names", lambda text: [SimpleNamespace(start=0, end=len(text))])
    namer = anonymise._namer()
    assert namer is not None
    assert namer("Roy") == [(0, 3)]


class Page:
    """Stands for the serving of the page of a review."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.opened: list[str] = []
        self.ports: list[tuple[int, bool]] = []
        self.done: object = None
        counts = {"a": (1, 2), "b": (3, 5)}
        deciding = SimpleNamespace(
            standing=lambda: SimpleNamespace(count=counts.__getitem__),
            state=SimpleNamespace(items=["a", "b"]),
        )
        home = "transcribe.web"
        monkeypatch.setattr("transcribe.anonymising.deciding.Deciding", lambda *_: deciding)
        monkeypatch.setattr(f"{home}.anonymising.Review", self._review)
        monkeypatch.setattr(f"{home}.anonymising.create_app", lambda _: "app")
        monkeypatch.setattr(f"{home}.serving.bind", self._bind)
        monkeypatch.setattr(f"{home}.serving.serve", lambda _, *, ready, over: ready())
        monkeypatch.setattr(f"{home}.serving.show_in_browser", self.opened.append)

    def _review(self, _deciding: object, _key: str, out: str, _write: object) -> object:
        assert out == "anonymes"
        return SimpleNamespace(path="/relecture", done=self.done, over=SimpleNamespace(is_set=bool))

    def _bind(self, port: int, *, network: bool) -> object:
        self.ports.append((port, network))
        return SimpleNamespace(getsockname=lambda: ("", 8123))

    def show(self, *, shown: bool) -> object:
        anything: Any = None
        return reviewing.review_on_page(Path("r"), anything, Path("anonymes"), anything, port=80, shown=shown)


def test_la_page_n_est_qu_a_cet_ordinateur(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = Page(monkeypatch)
    address = "http://127.0.0.1:8123/relecture"
    assert page.show(shown=True) is None
    said = capsys.readouterr()
    assert said.err.startswith(f"Relecture : {address}\n")
    assert said.out == (
        "Rien n’est encore anonyme : 4 passage(s) sur 7 relu(s). La même commande reprend ici.\n"
    )
    page.done = "tout"
    assert page.show(shown=False) == "tout"
    assert capsys.readouterr().out == ""
    assert page.opened == [address]
    assert page.ports == [(80, False), (80, False)]
