"""``transcribe anonymise`` de bout en bout : d’abord une relecture, puis ce qui peut partir."""

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from tests.shipped import lexicon
from transcribe import terms, writing
from transcribe.anonymising import Vocabulary
from transcribe.anonymising.sound import write_sound
from transcribe.cli import anonymise
from transcribe.core.revision import Revision
from transcribe.core.types import Transcript, Word

NOTE = (
    "Mme Zofia Blanc, née le 3 février 1948, habite à Quimperlé.\nRevue le 14 octobre 2026 par le Dr Rose.\n"
)
SAID = (
    "madame Zofia Blanc B L A N C née le trois février deux mille est revue. "
    "merci d'envoyer une copie au docteur Karim Haddad."
)


@pytest.fixture(autouse=True)
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anonymise, "_vocabulary", lambda: Vocabulary(lexicon()))
    monkeypatch.setattr(anonymise, "_namer", lambda: None)
    monkeypatch.setattr(anonymise, "_hearing", lambda *_args, **_more: hear)


def hear(path: Path) -> Revision:
    assert path.suffix == ".ogg"
    words = tuple(Word(text, place / 2, place / 2 + 0.4, 0.9) for place, text in enumerate(SAID.split()))
    return writing.write(Revision(Transcript(words, duration=len(words) / 2)), acronyms=terms.acronyms())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "dictees").mkdir()
    (tmp_path / "dictees" / "Zofia Blanc.txt").write_text(NOTE, "utf-8")
    made = np.random.default_rng(1).normal(0, 3000, 16_000 * 16).astype(np.int16)
    write_sound(made, 16_000, tmp_path / "dictees" / "Zofia Blanc.ogg")
    return tmp_path


def run(folder: Path, *more: str, typed: str = "") -> Result:
    args = [str(folder / "dictees"), "--out", str(folder / "anonymes"), *more]
    return CliRunner().invoke(anonymise.command, args, input=typed, standalone_mode=False)


def decide(folder: Path, answer: str = "oui") -> None:
    path = folder / "anonymes-relecture" / "relecture.csv"
    rows = path.read_text("utf-8-sig").splitlines()
    path.write_text(
        "\n".join(row.replace(";;", f";{answer};", 1) if row[:1].isdigit() else row for row in rows),
        "utf-8-sig",
    )


def test_rien_ne_part_avant_la_relecture(folder: Path) -> None:
    result = run(folder)
    assert result.return_value == 0 and "Rien n’est encore anonyme" in result.output
    assert not (folder / "anonymes").exists()
    assert "Mme [Zofia Blanc], née" in (folder / "anonymes-relecture" / "relecture.csv").read_text(
        "utf-8-sig"
    )
    again = run(folder)
    assert again.exception is not None and "attend encore une décision" in str(again.exception)
    assert not (folder / "anonymes").exists()


def test_ce_qui_ne_peut_pas_commencer_est_dit_d_abord_et_ne_laisse_rien(folder: Path) -> None:
    nowhere = CliRunner().invoke(anonymise.command, [str(folder / "dictees")], standalone_mode=False)
    assert "transcribe anonymise" in str(nowhere.exception) and "--out anonymes" in str(nowhere.exception)
    assert "« sonia » inconnue" in str(run(folder, "--voice", "sonia").exception)
    assert sorted(path.name for path in folder.iterdir()) == ["dictees"]


def test_un_fichier_abime_est_dit_et_les_autres_se_relisent(folder: Path) -> None:
    (folder / "dictees" / "lettre.docx").write_bytes(b"rien de tel")
    result = run(folder)
    assert result.return_value == 1 and "« " in result.output and "lettre.docx » n’est pas" in result.output
    assert "Retirez ces fichiers" in result.output and "Rien n’est encore anonyme" in result.output


def test_ce_qui_est_confirme_est_remplace(folder: Path) -> None:
    run(folder)
    decide(folder)
    result = run(folder)
    assert result.return_value == 0, result.output
    names = sorted(path.name for path in (folder / "anonymes").iterdir())
    assert names == ["dictee-001.ogg", "dictee-001.txt", "dictee-001t.txt"]
    text = (folder / "anonymes" / "dictee-001t.txt").read_text("utf-8")
    assert text.startswith("Mme ") and "habite à" in text and text.count("\n") == 2
    for name in ("Zofia", "Blanc", "Quimperlé", "Rose", "1948 ", "3 février 1948", "14 octobre 2026"):
        assert name not in text
    assert "nomme encore les patients" in result.output


def test_le_son_que_joue_la_page_est_pret_des_la_premiere_fois(folder: Path) -> None:
    """Une seconde par minute de son : pendant l’écoute, non quand quelqu’un attend devant la page."""
    from transcribe.anonymising.keeping import opus_copy, read_state
    from transcribe.speech.audio import read_sound

    run(folder)
    review = folder / "anonymes-relecture"
    item = next(one for one in read_state(review).items if one.sound)
    (ready,) = (review / "ecoutes").glob("*.ogg")
    before = ready.stat().st_mtime_ns
    assert opus_copy(review, item) == ready and ready.stat().st_mtime_ns == before
    assert len(read_sound(ready).samples) == len(read_sound(Path(item.source)).samples)


def test_le_nom_epele_et_la_remarque_sont_couverts(folder: Path) -> None:
    from transcribe.speech.audio import read_sound

    run(folder)
    decide(folder)
    run(folder)
    sound = read_sound(folder / "anonymes" / "dictee-001.ogg").samples.astype(int)
    said = SAID.split()
    for word in ("Blanc", "B", "N", "Karim", "Haddad."):
        start = said.index(word) / 2
        assert np.abs(sound[int(start * 16_000) : int((start + 0.4) * 16_000)]).max() < 2000, word
    start = said.index("merci") / 2
    assert np.abs(sound[int(start * 16_000) : int((start + 0.4) * 16_000)]).max() > 4000


def test_ce_qui_est_refuse_reste(folder: Path) -> None:
    run(folder)
    decide(folder, "non")
    run(folder)
    assert (folder / "anonymes" / "dictee-001t.txt").read_text("utf-8") == NOTE


def test_un_fichier_change_arrete_tout(folder: Path) -> None:
    run(folder)
    decide(folder)
    (folder / "dictees" / "Zofia Blanc.txt").write_text(NOTE + "Vu.", "utf-8")
    result = run(folder)
    assert "a changé depuis la relecture" in str(result.exception)
    assert not (folder / "anonymes").exists()


def test_un_fichier_venu_depuis_est_refuse(folder: Path) -> None:
    run(folder)
    decide(folder)
    (folder / "dictees" / "autre.txt").write_text("M. Roy va bien.", "utf-8")
    result = run(folder)
    assert "n’a pas été relu" in str(result.exception)
    assert not (folder / "anonymes").exists()


def test_la_relecture_s_efface(folder: Path) -> None:
    run(folder)
    decide(folder)
    result = run(folder, "--erase-review")
    assert "Relecture effacée" in result.output and not (folder / "anonymes-relecture").exists()


def test_les_correspondances_vont_a_part(folder: Path) -> None:
    run(folder)
    decide(folder)
    phrase = "une phrase assez longue"
    result = run(folder, "--correspondances", str(folder / "c"), typed=f"court\ncourt\n{phrase}\n{phrase}\n")
    assert result.return_value == 0, result.output
    shown = CliRunner().invoke(
        anonymise.command, ["--open", str(folder / "c")], input=f"{phrase}\n", standalone_mode=False
    )
    assert "Zofia Blanc.txt\tlieu\tQuimperlé\t" in shown.output


def test_ce_qui_fut_entendu_avant_une_interruption_n_est_pas_reecoute(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("transcribe.anonymising.work.write_state", interrupted)
        assert isinstance(run(folder).exception, RuntimeError)
    monkeypatch.setattr(anonymise, "_hearing", lambda *_args, **_more: None)
    assert run(folder).return_value == 0


def test_un_ajout_introuvable_est_dit(folder: Path) -> None:
    run(folder)
    decide(folder)
    path = folder / "anonymes-relecture" / "relecture.csv"
    path.write_text(path.read_text("utf-8-sig") + "\n;;personne;Lantier;Masson;;;;;;;", "utf-8-sig")
    assert "ne se trouve nulle part" in str(run(folder).exception)
    assert not (folder / "anonymes").exists()


def test_la_relecture_n_est_pas_dans_ce_qui_part(folder: Path) -> None:
    result = run(folder, "--review", str(folder / "anonymes"))
    assert "donnez-lui un autre dossier" in str(result.exception)


def test_un_dossier_vide_est_dit(tmp_path: Path) -> None:
    (tmp_path / "dictees").mkdir()
    result = run(tmp_path)
    assert result.return_value == 1 and "Rien à anonymiser" in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["dictees"]


@pytest.mark.parametrize(
    ("text", "said"),
    [("Marie Masson", "marie Masson"), ("M A S S O N", "M, A, S, S, O, N"), ("12 juin", "douze juin")],
)
def test_ce_que_dit_la_voix(text: str, said: str) -> None:
    assert anonymise._spoken(text) == said


def test_une_voix_inconnue_est_dite(folder: Path) -> None:
    run(folder)
    decide(folder)
    assert "inconnue" in str(run(folder, "--voice", "castafiore").exception)
    assert not (folder / "anonymes").exists()
