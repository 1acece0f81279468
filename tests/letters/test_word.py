"""Word files: what they show, what Word and LibreOffice accept, what a trainer's own file may hold."""

import io
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.letters.cases import CASES
from tests.letters.ooxml import faults
from tests.letters.sample import LETTER, marked, timed
from transcribe import letters
from transcribe.core.contract import Source
from transcribe.core.errors import OutputError, TemplateError
from transcribe.core.revision import Revision
from transcribe.core.types import Doubt, Edit, EditKind, Transcript, Word
from transcribe.letters import pdf
from transcribe.letters.word import docx_bytes


def written(text: str, *, clean: bool = False, model: Path | None = None) -> bytes:
    revision = letters.plain_revision(text)
    return docx_bytes(letters.compose(revision), revision, clean=clean, model=model)


def shown(content: bytes, *, deleted: bool = False) -> str:
    """Text of the body; with ``deleted``, as if every tracked change had been refused."""
    body = docx.Document(io.BytesIO(content)).element.body
    skipped, kept = (qn("w:ins"), qn("w:delText")) if deleted else (qn("w:del"), qn("w:t"))
    lines = []
    for paragraph in body.iter(qn("w:p")):
        texts = [
            t.text or ""
            for t in paragraph.iter(qn("w:t"), kept)
            if not any(a.tag == skipped for a in t.iterancestors())
        ]
        lines.append("".join(texts))
    return "\n".join(lines)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


@pytest.mark.parametrize("name", CASES)
def test_a_word_file_is_valid_and_loses_nothing(name: str) -> None:
    text = CASES[name][0]
    content = written(text)
    assert faults(content) == []
    assert not words(text) - words(shown(content))


def test_a_letter_has_native_styles() -> None:
    document = docx.Document(io.BytesIO(written(LETTER)))
    styles = {p.text: p.style.name for p in document.paragraphs if p.style is not None}
    assert styles["Consultation de cardiologie du 3 avril 2026"] == "Title"
    assert styles["Traitement de fond"] == "Heading 1"
    assert styles["Bisoprolol 2,5 mg"] == "List Bullet"
    assert document.core_properties.title == "Consultation de cardiologie – Mme\u00a0Jeanne Duval"
    assert [c.text for c in document.tables[0].rows[1].cells] == [
        "Duval",
        "Jeanne",
        "12\u00a0mai\u00a01948",
        "Féminin",
    ]
    assert all(p.text.strip() for p in document.paragraphs), "un paragraphe vide sert d’espace"


def test_the_page_header_has_the_patient_and_page_numbers() -> None:
    header = docx.Document(io.BytesIO(written(LETTER))).sections[0].header
    assert header.paragraphs[0].text.startswith("Mme\u00a0Jeanne Duval, née le 12\u00a0mai\u00a01948")
    fields = [f.get(qn("w:instr")) for f in header._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize("kind", letters.list_templates(), ids=lambda kind: str(kind.id))
def test_models_are_accessible(kind: letters.Template) -> None:
    assert faults(kind.model.read_bytes()) == []
    with zipfile.ZipFile(kind.model) as archive:
        styles = archive.read("word/styles.xml").decode()
    assert set(re.findall(r'<w:lang w:val="([^"]+)"', styles)) == {"fr-FR"}
    document = docx.Document(str(kind.model))
    used = {p.style.name for p in document.paragraphs if p.style is not None} | {"Heading 1", "List Bullet"}
    for name in used:
        size = document.styles[str(name)].font.size
        assert size is None or size.pt >= 11
    assert document.tables[0]._tbl.tblPr.find(qn("w:tblCaption")) is not None


def test_what_was_not_dictated_is_a_blank_to_fill() -> None:
    text = shown(written("Échographie abdominale\nMme Jeanne Duval\nIndication : douleur."))
    assert "[date de naissance à compléter]" in text
    assert "[signature à compléter]" in text
    assert "Résultats\n[à compléter]" in text


def test_edits_are_tracked_and_doubts_are_comments() -> None:
    revision = marked()
    content = docx_bytes(letters.compose(revision), revision)
    assert faults(content) == []
    assert "prend du ramipril 15\u00a0mg le soir" in shown(content)
    assert "prend du ramypril quinze milligrammes euh le soir" in shown(content, deleted=True)
    comments = [c.text for c in docx.Document(io.BytesIO(content)).comments]
    assert any(
        "Dose inhabituelle. Propositions\u00a0: «\u00a05 mg\u00a0», «\u00a010 mg\u00a0»." in c
        for c in comments
    )
    assert any("À écouter à 0\u00a0min\u00a03\u00a0s." in c and "ramypril" in c for c in comments)
    assert any("appliqués sans marque\u00a0: 2" in c for c in comments)
    authors = {c.author for c in docx.Document(io.BytesIO(content)).comments}
    assert authors == {
        "transcribe",
        "transcribe : dose à vérifier",
        "transcribe : identité à vérifier",
        "transcribe : terme médical",
    }


def test_un_doute_fort_est_surligne_un_peut_etre_souligne_en_pointille() -> None:
    heard = timed("Motif : prend du ramypril le soir.")
    doubts = (
        Doubt(4, 4, "unknown", "inconnu"),
        Doubt(6, 6, "unsure", "mal entendu", ("soin",), strong=False),
    )
    revision = Revision(heard, (), doubts)
    content = docx_bytes(letters.compose(revision), revision)
    assert faults(content) == []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        document = archive.read("word/document.xml").decode()
    runs = re.findall(r"<w:r>(?:(?!</w:r>).)*</w:r>", document)
    assert [re.sub(r"<[^>]+>", "", run) for run in runs if "w:highlight" in run] == ["ramypril"]
    assert [re.sub(r"<[^>]+>", "", run) for run in runs if 'w:val="dotted"' in run] == ["soir."]
    comments = [c.text for c in docx.Document(io.BytesIO(content)).comments]
    assert [text for text in comments if "soin" in text] == []
    assert any("En pointillé" in text for text in comments)


def test_clean_has_no_mark() -> None:
    revision = marked()
    content = docx_bytes(letters.compose(revision), revision, clean=True)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert "word/comments.xml" not in archive.namelist()
        assert not re.search(rb"<w:(ins|del|highlight|commentReference)\b", archive.read("word/document.xml"))
    assert "ramipril 15\u00a0mg le soir" in shown(content)


def test_the_same_letter_gives_the_same_bytes() -> None:
    revision = marked()
    first, second = (docx_bytes(letters.compose(revision), revision) for _ in range(2))
    assert first == second


KINDS: list[EditKind] = ["term", "removal", "command", "number"]


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_any_marks_keep_words_and_rules(data: st.DataObject) -> None:
    heard = data.draw(
        st.lists(
            st.sampled_from(["Motif", ":", "a<b", "&", "{{x}}", "}", "é", "Dr", "mg"]), min_size=1, max_size=9
        )
    )
    transcript = Transcript(tuple(Word(w, float(i), i + 1.0, 0.5) for i, w in enumerate(heard)))
    edits, place = [], 0
    while place < len(heard):
        size = data.draw(st.integers(0, 2))
        text = data.draw(st.sampled_from(["", "\n", "mot", "deux mots", "fin.\n"]))
        if size and place + size <= len(heard) and data.draw(st.booleans()):
            kind = data.draw(st.sampled_from(KINDS))
            edits.append(Edit(place, place + size - 1, text, kind, "raison"))
        place += max(1, size)
    marks = data.draw(st.lists(st.integers(0, len(heard) - 1), max_size=3, unique=True))
    strong = data.draw(st.booleans())
    doubts = tuple(Doubt(i, min(i + 1, len(heard) - 1), "dose", "à voir", strong=strong) for i in marks)
    revision = Revision(transcript, tuple(edits), doubts)
    content = docx_bytes(letters.compose(revision), revision)
    assert faults(content) == []
    assert not words(revision.text) - words(shown(content))
    assert len(docx.Document(io.BytesIO(content)).comments) >= len(revision.to_verify)


# --- a trainer's own file -------------------------------------------------------------------------------


def model(tmp_path: Path, *paragraphs: str | list[str]) -> Path:
    """A Word file with paragraphs, each a text or a list of runs."""
    document = docx.Document()
    for content in paragraphs:
        paragraph = document.add_paragraph()
        for run in [content] if isinstance(content, str) else content:
            paragraph.add_run(run)
    path = tmp_path / "modele-du-service.docx"
    document.save(str(path))
    return path


def test_a_tag_cut_into_runs_is_filled(tmp_path: Path) -> None:
    path = model(
        tmp_path, ["Patient : {", "{ pat", "ient.", "nom }", "} (", "{{Patient.Prénom}}", ")"], "{{ corps }}"
    )
    assert "Patient : Duval (Jeanne)" in shown(written(LETTER, model=path))


@pytest.mark.parametrize(
    ("runs", "line"),
    [
        (["Patient : {{ patient.nom }}, suivie"], "Patient : Duval, suivie"),
        (["Patient : {{ patient", ".nom }}, suivie"], "Patient : Duval, suivie"),
        (["Patient : {{ pat", "ient", ".nom }}, suivie"], "Patient : Duval, suivie"),
        (["{{ patient.prenom }} et {{ patient.nom }} !"], "Jeanne et Duval !"),
        (["Dossier ", "de {{ patient.nom }}", " ici"], "Dossier de Duval ici"),
        (["Dossier ", "de {{ patient.nom }}, ici"], "Dossier de Duval, ici"),
    ],
)
def test_what_stands_around_a_tag_stays(tmp_path: Path, runs: list[str], line: str) -> None:
    assert line in shown(written(LETTER, model=model(tmp_path, runs, "{{ corps }}"))).split("\n")


@pytest.mark.parametrize(
    ("tag", "paragraphs"),
    [("{{ copies }}", [""]), ("{{ patient.nom }}", ["Duval"]), ("{{ signature }}", ["Dr Sophie Arnaud"])],
)
def test_a_cell_keeps_one_paragraph_and_no_empty_one(tmp_path: Path, tag: str, paragraphs: list[str]) -> None:
    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).paragraphs[0].add_run(tag)
    document.add_paragraph("{{ corps }}")
    path = tmp_path / "cellule.docx"
    document.save(str(path))
    content = written(LETTER, model=path)
    assert faults(content) == []
    cell = docx.Document(io.BytesIO(content)).tables[0].cell(0, 0)
    assert [p.text for p in cell.paragraphs] == paragraphs


def test_a_value_is_written_as_its_tag_and_not_as_what_stands_before(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    paragraph.add_run("Patient : ").bold = True
    paragraph.add_run("{{ patient.nom }}")
    paragraph.add_run(", suivie").italic = True
    document.add_paragraph("{{ corps }}")
    document.save(str(tmp_path / "gras.docx"))
    runs = docx.Document(io.BytesIO(written(LETTER, model=tmp_path / "gras.docx"))).paragraphs[0].runs
    assert [(run.text, run.bold, run.italic) for run in runs if run.text] == [
        ("Patient : ", True, None),
        ("Duval", None, None),
        (", suivie", None, True),
    ]


@pytest.mark.parametrize("tag", ["{{ copies }}", "{{ corps }}"])
def test_a_cell_with_something_else_loses_the_paragraph_of_its_tag(tmp_path: Path, tag: str) -> None:
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.paragraphs[0].add_run(tag)
    if tag == "{{ copies }}":
        cell.add_paragraph("Service de cardiologie")
        document.add_paragraph("{{ corps }}")
    document.save(str(tmp_path / "cellule.docx"))
    filled = docx.Document(io.BytesIO(written(LETTER, model=tmp_path / "cellule.docx"))).tables[0].cell(0, 0)
    assert all(paragraph.text for paragraph in filled.paragraphs)


def test_lines_without_a_value_disappear_and_nothing_is_lost(tmp_path: Path) -> None:
    path = model(tmp_path, "Copies : {{ copies }}", "{{ corps }}")
    text = shown(written(LETTER, model=path))
    assert "Copies" not in text
    assert not words(LETTER) - words(text)


def test_a_model_without_heading_style_gets_one(tmp_path: Path) -> None:
    document = docx.Document()
    styles = document.styles.element
    for style in [s for s in styles if s.get(qn("w:styleId")) in {"Heading1", "ListBullet"}]:
        styles.remove(style)
    document.add_paragraph("{{ corps }}")
    path = tmp_path / "nu.docx"
    document.save(str(path))
    content = written(LETTER, model=path)
    assert faults(content) == []
    reopened = docx.Document(io.BytesIO(content)).paragraphs
    names = {p.text: p.style.name for p in reopened if p.style is not None}
    assert names["Traitement de fond"] == "Heading 1"
    assert "- Ramipril 5 mg" in names


@pytest.mark.parametrize(
    ("paragraph", "message"),
    [
        (
            "Nom : {{ patient.nmo }}",
            "« Nom : {{ patient.nmo }} » : .*n’est pas une balise connue.*{{ patient.nom }}",
        ),
        ("Date {{ date", "« Date {{ date » : des accolades"),
        ("Voici {{ corps }} ici", "« {{ corps }} » doit être seul dans son paragraphe"),
        ("{{ patient.__class__ }}", "n’est pas une balise connue"),
        ("{{ 1+1 }}", "n’est pas une balise connue"),
    ],
)
def test_a_mistake_is_explained_with_its_place(tmp_path: Path, paragraph: str, message: str) -> None:
    path = model(tmp_path, paragraph, "{{ corps }}")
    with pytest.raises(TemplateError, match=f"modele-du-service.docx.*{message}"):
        letters.check_template(str(path))
    with pytest.raises(TemplateError):
        written(LETTER, model=path)


def test_a_model_without_body_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"il y manque la balise \{\{ corps \}\}"):
        letters.check_template(str(model(tmp_path, "Bonjour")))


def test_what_is_no_word_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "faux.docx"
    path.write_bytes(b"PK pas vraiment")
    with pytest.raises(TemplateError, match="n’est pas un fichier Word"):
        letters.check_template(str(path))
    with pytest.raises(TemplateError, match="n’existe pas"):
        letters.check_template(str(tmp_path / "absent.docx"))


def test_values_are_never_read_as_tags(tmp_path: Path) -> None:
    text = "Certificat médical\nMme Jeanne Duval\nMotif : INR < 2 & {{ corps }} {{ rien }} <b>."
    content = written(text)
    assert faults(content) == []
    assert "INR < 2 & {{ corps }} {{ rien }} <b>." in shown(content)


# --- PDF ------------------------------------------------------------------------------------------------


def test_without_libreoffice_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "find_office", lambda: None)
    with pytest.raises(OutputError, match="LibreOffice, qui n’est pas installé"):
        pdf.write_pdf(b"", tmp_path / "lettre.pdf")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice n’est pas installé")
def test_libreoffice_opens_a_marked_file(tmp_path: Path) -> None:
    revision = marked()
    work = letters.Work(Source(), revision, letters.compose(revision))
    letters.FORMS["pdf"](work, tmp_path / "lettre.pdf")
    content = (tmp_path / "lettre.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    if shutil.which("pdftotext"):
        text = subprocess.run(
            ["pdftotext", tmp_path / "lettre.pdf", "-"], capture_output=True, text=True, check=True
        )
        assert "ramipril" in text.stdout
