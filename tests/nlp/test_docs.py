"""Une dictée devient un Doc de spaCy sans rien perdre, et se relit telle quelle."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.strategies import revisions
from tests.letters.sample import LETTER, marked
from transcribe import letters, nlp
from transcribe.core.errors import DocumentError
from transcribe.core.revision import Revision
from transcribe.core.types import TermSpan


@given(revisions())
def test_le_texte_d_un_doc_est_celui_de_la_revision(revision: Revision) -> None:
    doc = nlp.to_doc(revision)
    assert doc.text == revision.text
    assert len(doc.spans["doubts"]) <= len(revision.doubts)


@given(st.text(alphabet="aé’- .,\n\u00a0M5", max_size=40))
def test_un_texte_tape_aussi(text: str) -> None:
    revision = letters.plain_revision(text)
    assert nlp.to_doc(revision).text == revision.text


def test_les_marques_sont_des_passages_avec_leurs_details() -> None:
    revision = marked()
    doc = nlp.to_doc(revision, letters.compose(revision))
    (edit,) = [span for span in doc.spans["edits"] if span.label_ == "term"]
    assert edit.text == "ramipril"
    assert edit._.detail["heard"] == "ramypril"
    assert {span.label_ for span in doc.spans["doubts"]} == {doubt.kind for doubt in revision.doubts}
    (word,) = [token for token in doc if token.text == "ramipril"]
    assert (word._.start_time, word._.end_time) == (3.0, 3.5)


def test_les_rubriques_et_l_identite_sont_des_passages() -> None:
    revision = letters.plain_revision(LETTER)
    doc = nlp.to_doc(revision, letters.compose(revision), terms=[TermSpan(0, 12, "examen")])
    headings = {span._.detail["heading"]: span.text for span in doc.spans["sections"]}
    assert "Conclusion" in headings
    assert {"Duval", "Jeanne"} <= {span.text for span in doc.spans["identity"]}
    assert [span.label_ for span in doc.spans["terms"]] == ["examen"]
    assert doc._.patient["last_name"] == "Duval"


@given(revisions())
def test_un_fichier_spacy_se_relit_a_l_identique(
    tmp_path_factory: pytest.TempPathFactory, revision: Revision
) -> None:
    path = tmp_path_factory.mktemp("nlp") / "a.spacy"
    doc = nlp.to_doc(revision)
    nlp.write_doc(path, doc)
    (again,) = nlp.read_docs([path])
    assert again.text == doc.text
    for name in ("edits", "doubts"):
        before, after = doc.spans[name], again.spans[name]
        assert [(s.start, s.end, s.label_, s._.detail) for s in after] == [
            (s.start, s.end, s.label_, s._.detail) for s in before
        ]
    assert again._.removed == doc._.removed


def test_ce_qui_n_est_pas_un_fichier_spacy_est_refuse(tmp_path: Path) -> None:
    (tmp_path / "a.spacy").write_bytes(b"autre chose")
    with pytest.raises(DocumentError, match=r"n’est pas un fichier \.spacy"):
        nlp.read_docs([tmp_path / "a.spacy"])


def test_faire_un_doc_ne_charge_pas_le_francais_de_spacy() -> None:
    code = (
        "import sys; from transcribe import letters, nlp; nlp.to_doc(letters.plain_revision('Bonjour.'));"
        "print([m for m in sys.modules if m.startswith(('spacy.lang.fr', 'fr_core_news'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_les_lignes_de_la_documentation_marchent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (Path(__file__).parents[2] / "docs" / "spacy.md").read_text("utf-8")
    code = page.partition("```python\n")[2].partition("```")[0]
    assert len([line for line in code.splitlines() if line.strip()]) <= 10
    (tmp_path / "comptes-rendus").mkdir()
    revision = marked()
    nlp.write_doc(tmp_path / "comptes-rendus" / "a.spacy", nlp.to_doc(revision, letters.compose(revision)))
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "docs/spacy.md", "exec"), {})
    assert "dose inhabituelle" in capsys.readouterr().out


def test_la_forme_spacy_s_ecrit_depuis_la_ligne_de_commande(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from transcribe.cli.letter import command

    (tmp_path / "a.txt").write_text(LETTER, "utf-8")
    CliRunner().invoke(
        command, [str(tmp_path / "a.txt"), "-o", str(tmp_path / "a.spacy")], catch_exceptions=False
    )
    (doc,) = nlp.read_docs([tmp_path / "a.spacy"])
    assert "Ramipril" in {span.text for span in doc.spans["terms"]}
    assert (tmp_path / "a.spacy").stat().st_size < 20_000
