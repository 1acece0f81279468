"""Texts corrected by hand, and the letters and subtitles made of them."""

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.letters.sample import LETTER, marked
from transcribe import documents, letters
from transcribe.cli.letter import command
from transcribe.core.contract import Source, write_document
from transcribe.core.errors import DocumentError
from transcribe.core.revision import Revision
from transcribe.grading.reading import read_page


def test_a_correction_keeps_the_other_marks() -> None:
    revision = letters.corrected(marked(), marked().text.replace("le soir", "le matin"))
    assert "15\u00a0mg le matin" in revision.text
    assert [e.kind for e in revision.edits if e.text == "ramipril"] == ["term"]
    assert len(revision.doubts) == 2
    place = revision.text.index("matin")
    assert revision.seconds_at(place) == (5.5, 6.0)


def test_a_corrected_doubt_is_settled() -> None:
    revision = letters.corrected(marked(), marked().text.replace("15\u00a0mg", "5\u00a0mg"))
    assert [d.kind for d in revision.doubts] == ["identity"]


pieces = st.lists(
    st.sampled_from(["Mme", "Duval", "15\u00a0mg", "soir", ",", "mot.", "\n", "(", "l’eau"]), max_size=14
)


@settings(max_examples=150, deadline=None)
@given(words=pieces, cut=st.integers(0, 60), more=st.integers(0, 60))
def test_any_corrected_text_wins(words: list[str], cut: int, more: int) -> None:
    old = marked().text
    text = old[:cut] + " ".join(words) + old[cut + more :]
    wanted = "\n".join(line.strip() for line in text.split("\n") if line.strip())
    revision = letters.corrected(marked(), wanted)
    assert revision.text == wanted
    assert len(letters.compose(revision).sections) >= bool(wanted)


def test_a_changed_field_is_kept_and_a_changed_text_wins() -> None:
    revision = letters.plain_revision(LETTER)
    data = letters.letter_to_dict(letters.compose(revision))
    data["fields"]["author"] = "Pr Sophie Arnaud"
    new = letters.corrected(revision, LETTER.replace("Duval", "Duvallier"))
    letter = letters.recompose(revision, new, data)
    assert letter.fields.author == "Pr Sophie Arnaud"
    assert letter.patient.last_name == "Duvallier"


def test_changed_sections_are_kept() -> None:
    revision = letters.plain_revision(LETTER)
    data = letters.letter_to_dict(letters.compose(revision))
    body = [s for s in data["sections"] if not s.get("role")]
    body[1]["heading"] = "Examen cardiovasculaire"
    letter = letters.recompose(revision, revision, data)
    assert "Examen cardiovasculaire" in [s.heading for s in letter.sections]


def test_a_changed_text_wins_over_changed_sections() -> None:
    revision = letters.plain_revision("Consultation\nMotif : toux.\nConclusion : rhume.")
    data = letters.letter_to_dict(letters.compose(revision))
    data["sections"][1]["heading"] = "Pourquoi"
    new = letters.corrected(revision, revision.text.replace("rhume", "grippe"))
    assert letters.recompose(revision, new, data).sections == letters.compose(new).sections


def test_a_section_that_was_renamed_keeps_its_place_and_a_new_one_gets_that_of_its_name() -> None:
    revision = letters.plain_revision("Consultation\nMotif : toux.\nConclusion : rhume.")
    data = letters.letter_to_dict(letters.compose(revision))
    motive, conclusion = [s for s in data["sections"] if not s.get("role")]
    motive["heading"], conclusion["rule"] = "Pourquoi", ""
    letter = letters.recompose(revision, revision, data)
    rules = {s.heading: s.rule for s in letter.sections if s.role == "body"}
    known = {s.heading: s.rule for s in letters.compose(revision).sections}
    assert rules == {"Pourquoi": known["Motif"], "Conclusion": known["Conclusion"]}


@pytest.mark.parametrize(
    "data", [{}, {"template": "certificat"}, {"sections": [], "fields": {}, "template": "certificat"}]
)
def test_an_empty_letter_is_composed_anew(data: dict[str, object]) -> None:
    revision = letters.plain_revision(LETTER)
    assert letters.recompose(revision, revision, data) == letters.compose(revision)


@pytest.mark.parametrize("part", ["sections", "fields"])
def test_a_letter_with_one_part_only_is_no_empty_one(part: str) -> None:
    revision = letters.plain_revision(LETTER)
    data = letters.letter_to_dict(letters.compose(revision, template="certificat"))
    assert (
        letters.recompose(revision, revision, {"template": "certificat", part: data[part]}).template
        == "certificat"
    )


def test_a_wrong_letter_is_refused() -> None:
    with pytest.raises(DocumentError, match="La partie « letter »"):
        letters.letter_from_dict({"template": "consultation", "fields": {"title": 3}})


def test_subtitles() -> None:
    shown = letters.subtitles(marked())
    assert shown.startswith("1\n00:00:00,000 --> 00:00:00,500\nCertificat\n")
    assert "ramipril 15\u00a0mg" in shown
    assert letters.subtitles(letters.plain_revision(LETTER)) == ""


# --- the command ----------------------------------------------------------------------------------------


@pytest.fixture
def source(tmp_path: Path) -> Path:
    revision: Revision = marked()
    path = tmp_path / "dictée.json"
    write_document(path, Source("son.ogg"), revision, letters.letter_to_dict(letters.compose(revision)))
    return path


@pytest.mark.parametrize("form", ["docx", "html", "json", "odt", "txt", "srt"])
def test_a_conversion_is_laid_out_again(source: Path, form: str) -> None:
    out = source.with_name(f"lettre.{form}")
    result = CliRunner().invoke(command, [str(source), "--out", str(out)], catch_exceptions=False)
    assert result.exit_code == 0
    assert "Certificat médical, 2 doutes." in result.output
    assert out.is_file()
    if form == "json":
        assert json.loads(out.read_text("utf-8"))["letter"]["patient"]["last_name"] == "Duval"


def test_a_text_is_laid_out_with_known_patients(tmp_path: Path) -> None:
    text, known, out = tmp_path / "a.txt", tmp_path / "p.csv", tmp_path / "a.json"
    text.write_text(LETTER, "utf-8")
    known.write_text(
        "nom,nom de naissance,prénom,date de naissance,sexe\nDuval,Perrot,Jeanne,12/05/1948,F\n", "utf-8"
    )
    CliRunner().invoke(command, [str(text), "-o", str(out), "--patient", str(known)], catch_exceptions=False)
    letter = json.loads(out.read_text("utf-8"))["letter"]
    assert letter["template"] == "consultation"
    assert letter["patient"]["birth_name"] == "Perrot"


def test_le_json_d_une_lettre_repasse_par_toutes_les_commandes(source: Path) -> None:
    """Une seule forme de JSON : écrite par « letter », relue par « letter », « grade » et « check »."""
    again, twice = source.with_name("encore.json"), source.with_name("deux.json")
    CliRunner().invoke(command, [str(source), "--out", str(again)], catch_exceptions=False)
    CliRunner().invoke(command, [str(again), "--out", str(twice)], catch_exceptions=False)
    assert twice.read_text("utf-8") == again.read_text("utf-8")
    assert read_page(again).text == documents.read_text(again) == marked().text


def test_un_odt_se_relit_avec_ses_rubriques(source: Path) -> None:
    out = source.with_name("lettre.odt")
    CliRunner().invoke(command, [str(source), "--out", str(out)], catch_exceptions=False)
    with zipfile.ZipFile(out) as archive:
        content = archive.read("content.xml").decode()
    assert 'number-columns-repeated="4"' in content  # without its columns a table shows the first one only
    assert content.count("<table:table-cell") == 8
    titles = [(block.text, block.style) for block in documents.read(out).blocks if block.style]
    assert titles[0] == ("Certificat", "title")
    assert "ramipril 15\u00a0mg" in documents.read_text(out)


def test_another_form_is_wrong_usage(source: Path) -> None:
    result = CliRunner().invoke(command, [str(source), "--out", "lettre.doc"])
    assert result.exit_code == 2
    assert "le nom doit finir par .docx, .html, .json, .txt, .srt, .odt, .pdf, .spacy" in result.output


@pytest.mark.parametrize(
    ("content", "message"), [(b"", "est vide"), (b"\xff\xfeabc", "n’est pas un fichier texte")]
)
def test_wrong_texts_are_refused(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    with pytest.raises(DocumentError, match=message):
        CliRunner().invoke(
            command, [str(tmp_path / "a.txt"), "--out", str(tmp_path / "a.docx")], catch_exceptions=False
        )
