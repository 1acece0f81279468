"""The XML that filling leaves, whole: runs, their properties, what stands around a tag; and the package around."""

import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree  # type: ignore[import-untyped]

from transcribe.core.errors import TemplateError
from transcribe.letters.filler import Filling, fill, placeholders
from transcribe.letters.package import W, WordPackage, w

TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'


def package(tmp_path: Path, body: str, **others: str) -> WordPackage:
    """A package whose document holds ``body``, where ``p``, ``r``, ``t`` are of Word; ``others`` are parts too."""
    path = tmp_path / "modele.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("word/_rels/document.xml.rels", RELATIONS)
        archive.writestr("word/document.xml", _part(f"<w:body>{body}</w:body>"))
        for name, content in others.items():
            archive.writestr(f"word/{name}.xml", _part(content))
    return WordPackage(path)


def _part(content: str) -> str:
    tagged = re.sub(r"<(/?)(?!w:)(\w)", r"<\1w:\2", content)
    return f'<w:document xmlns:w="{W}">{tagged}</w:document>'


def left(found: WordPackage, part: str = "word/document.xml") -> str:
    """What a part holds, without namespaces; ``~`` after the text elements whose spaces are kept."""
    text = etree.tostring(found.tree(part), encoding="unicode")
    inside = re.sub(r"</?w:(?:document|body)[^>]*>", "", text).replace("w:", "")
    return re.sub(r" xml:space=\"preserve\"", "~", inside)


def inline(*texts: str) -> Any:
    """Runs with these texts, in the properties of the tag."""

    def make(properties: Any) -> list[Any]:
        runs = []
        for text in texts:
            run = etree.Element(w("r"))
            if properties is not None:
                run.append(etree.fromstring(etree.tostring(properties)))
            etree.SubElement(run, w("t")).text = text
            runs.append(run)
        return runs

    return make


def block(*texts: str) -> Any:
    def make(properties: Any) -> list[Any]:
        found = []
        for text in texts:
            paragraph = etree.Element(w("p"))
            if properties is not None:
                paragraph.append(etree.fromstring(etree.tostring(properties)))
            paragraph.append(inline(text)(None)[0])
            found.append(paragraph)
        return found

    return make


FILLING = Filling(
    {"patient.nom": inline("Duval"), "date": inline("3", "avril"), "copies": inline(), "titre": inline()},
    {"corps": block("un", "deux")},
    frozenset({"copies", "titre"}),
)
BOLD = "<rPr><b/></rPr>"


@pytest.mark.parametrize(
    ("body", "filled"),
    [
        ("<p><r><t>sans balise</t></r></p>", "<p><r><t>sans balise</t></r></p>"),
        ("<p><r><t>{{ patient.nom }}</t></r></p>", "<p><r><t~></t></r><r><t>Duval</t></r></p>"),
        (
            "<p><r><t>M. {{ patient.nom }}, vu</t></r></p>",
            "<p><r><t~>M. </t></r><r><t>Duval</t></r><r><t~>, vu</t></r></p>",
        ),
        (
            f"<p><r>{BOLD}<t>M. {{{{ patient.nom }}}}, vu</t></r></p>",
            f"<p><r>{BOLD}<t~>M. </t></r><r>{BOLD}<t>Duval</t></r><r>{BOLD}<t~>, vu</t></r></p>",
        ),
        (
            f"<p><r><t>Dossier de </t></r><r>{BOLD}<t>M. {{{{ patient.nom }}}}, vu</t></r><r><t> ici</t></r></p>",
            f"<p><r><t>Dossier de </t></r><r>{BOLD}<t~>M. </t></r><r>{BOLD}<t>Duval</t></r>"
            f"<r>{BOLD}<t~>, vu</t></r><r><t> ici</t></r></p>",
        ),
        (
            "<p><r><t>M. {{ pat</t></r><r><t>ient.</t></r><r><t>nom }}, vu</t></r></p>",
            "<p><r><t~>M. </t></r><r><t>Duval</t></r><r><t~></t></r><r><t~>, vu</t></r></p>",
        ),
        (
            "<p><r><t>le {{ date }} et {{ patient.nom }}</t></r></p>",
            "<p><r><t~>le </t></r><r><t>3</t></r><r><t>avril</t></r><r><t~> et </t></r><r><t>Duval</t></r></p>",
        ),
        (
            "<p><r><t>M. {{ patient.nom }}</t><tab/><t>fin</t></r></p>",
            "<p><r><t~>M. </t></r><r><t>Duval</t></r><r><tab/><t>fin</t></r></p>",
        ),
        (
            f"<p><r>{BOLD}<t>{{{{ patient.nom }}}} a</t><tab/><t>fin</t></r></p>",
            f"<p><r>{BOLD}<t~></t></r><r>{BOLD}<t>Duval</t></r><r>{BOLD}<t~> a</t><tab/><t>fin</t></r></p>",
        ),
        (
            "<p><r><t>avant</t></r></p><p><r><t>Copies : {{ copies }}</t></r></p>",
            "<p><r><t>avant</t></r></p>",
        ),
        ("<p><r><t>{{ copies }} {{ titre }}</t></r></p>", ""),
        (
            "<p><r><t>{{ copies }}{{ patient.nom }}</t></r></p>",
            "<p><r><t~></t></r><r><t>Duval</t></r></p>",
        ),
        (
            "<p><pPr><jc/></pPr><r><t>{{ corps }}</t></r></p>",
            "<p><pPr><jc/></pPr><r><t>un</t></r></p><p><pPr><jc/></pPr><r><t>deux</t></r></p>",
        ),
        (
            "<p><r><t>{{ corps }}</t></r></p><p><r><t>fin</t></r></p>",
            "<p><r><t>un</t></r></p><p><r><t>deux</t></r></p><p><r><t>fin</t></r></p>",
        ),
        (
            "<p><pPr><sectPr/></pPr><r><t>{{ copies }}</t></r></p><p/>",
            "<p><pPr><sectPr/></pPr></p><p/>",
        ),
        ("<p><pPr><jc/></pPr><r><t>{{ copies }}</t></r></p><p/>", "<p/>"),
        ("<tc><p><r><t>{{ copies }}</t></r></p></tc>", "<tc><p/></tc>"),
        ("<tc><p><r><t>{{ copies }}</t></r></p><p/></tc>", "<tc><p/></tc>"),
        (
            "<p><r><txbxContent><p><r><t>{{ copies }}</t></r></p></txbxContent></r></p>",
            "<p><r><txbxContent><p/></txbxContent></r></p>",
        ),
        (
            "<p><r><t>{{ patient</t><txbxContent><p><r><t>{{ copies }}</t></r></p><p/></txbxContent></r>"
            "<r><t>.nom }}</t></r></p>",
            "<p><r><t~></t></r><r><t>Duval</t></r><r><txbxContent><p/></txbxContent></r><r><t~></t></r></p>",
        ),
    ],
)
def test_what_filling_leaves(tmp_path: Path, body: str, filled: str) -> None:
    found = package(tmp_path, body)
    fill(found, FILLING)
    assert left(found) == filled


def test_headers_and_footers_are_filled_too_and_no_other_part(tmp_path: Path) -> None:
    tagged = "<p><r><t>{{ patient.nom }}</t></r></p>"
    found = package(tmp_path, tagged, header1=tagged, footer2=tagged, notes=tagged)
    assert placeholders(found) == {"patient.nom"}
    assert found.text_parts() == ["word/document.xml", "word/footer2.xml", "word/header1.xml"]
    fill(found, FILLING)
    filled = "<p><r><t~></t></r><r><t>Duval</t></r></p>"
    parts = ("document", "header1", "footer2", "notes")
    assert [left(found, f"word/{name}.xml") for name in parts] == [
        filled, filled, filled, "<p><r><t>{{ patient.nom }}</t></r></p>",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("{{ Patient.Prénom }}", {"patient.prenom"}),
        ("{{patient . nom}}", {"patient.nom"}),
        ("{{ patient nom naissance }}", None),
        ("{{ patient.nom naissance }}", {"patient.nom_naissance"}),
        ("{{ date }} {{ titre }}", {"date", "titre"}),
        (" {{ corps }} ", {"corps"}),
        ("{ date }", set()),
        ("a }} b", None),
        ("{{ corps }} {{ date }}", None),
        ("{{ lignes }}.", None),
    ],
)
def test_the_names_of_a_model(tmp_path: Path, text: str, names: set[str] | None) -> None:
    found = package(tmp_path, f"<p><r><t>{text}</t></r></p>")
    if names is None:
        with pytest.raises(TemplateError):
            placeholders(found)
    else:
        assert placeholders(found) == names


@pytest.mark.parametrize(
    ("length", "shown"), [(80, "x" * 78 + "}}"), (81, "x" * 79 + "}…"), (70, "x" * 68 + "}}")]
)
def test_a_long_paragraph_is_shown_by_its_first_eighty_characters(
    tmp_path: Path, length: int, shown: str
) -> None:
    text = "x" * (length - 2) + "}}"
    with pytest.raises(TemplateError, match=f"paragraphe « {re.escape(shown)} » : des accolades"):
        placeholders(package(tmp_path, f"<p><r><t> {text} </t></r></p>"))


def test_a_name_like_no_other_is_told_with_the_first_three(tmp_path: Path) -> None:
    with pytest.raises(
        TemplateError, match=r"« \{\{ zzzz \}\} » .* : \{\{ titre \}\}, \{\{ corps \}\}, \{\{ lignes \}\}\."
    ):
        placeholders(package(tmp_path, "<p><r><t>{{ zzzz }}</t></r></p>"))


def test_comments_are_declared_and_related_once(tmp_path: Path) -> None:
    found = package(tmp_path, "<p/>")
    for _ in range(2):
        found.add_comments(etree.Element(w("comments")))
    (kind,) = found.tree("[Content_Types].xml")
    (relation,) = found.tree("word/_rels/document.xml.rels")
    assert dict(kind.attrib) == {
        "PartName": "/word/comments.xml",
        "ContentType": "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
    }
    assert dict(relation.attrib) == {
        "Id": "rIdC1",
        "Type": "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
        "Target": "comments.xml",
    }


def test_the_file_has_a_fixed_order_date_and_system(tmp_path: Path) -> None:
    found = package(tmp_path, "<p/>", header1="<p/>")
    before = found.parts["word/header1.xml"]
    found.peek("word/header1.xml").clear()
    (tmp_path / "deux.docx").write_bytes(found.to_bytes())
    with zipfile.ZipFile(tmp_path / "deux.docx") as archive:
        infos = archive.infolist()
        assert archive.read("word/header1.xml") == before
    assert [info.filename for info in infos] == [
        "[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml", "word/header1.xml",
    ]  # fmt: skip
    ways = {(info.date_time, info.create_system, info.compress_type) for info in infos}
    assert ways == {((1980, 1, 1, 0, 0, 0), 0, zipfile.ZIP_DEFLATED)}


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"word/document.xml": "<a/>"}, "n’est pas un document Word"),
        ({"[Content_Types].xml": "<a/>"}, "n’est pas un document Word"),
        (
            {"word/document.xml": "<a/>", "[Content_Types].xml": "<a/>", "word/vbaProject.bin": "x"},
            "contient des macros",
        ),
    ],
)
def test_what_is_no_word_file_for_us_is_told(tmp_path: Path, parts: dict[str, str], message: str) -> None:
    with zipfile.ZipFile(tmp_path / "faux.docx", "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(TemplateError, match=message):
        WordPackage(tmp_path / "faux.docx")


def test_a_missing_or_broken_part_is_told(tmp_path: Path) -> None:
    found = package(tmp_path, "<p/>")
    found.parts["word/header1.xml"] = b"<a>"
    with pytest.raises(TemplateError, match=r"la partie « word/header9\.xml » manque"):
        found.peek("word/header9.xml")
    with pytest.raises(TemplateError, match=r"la partie « word/header1\.xml » est illisible"):
        found.tree("word/header1.xml")


def test_nothing_outside_the_file_is_read(tmp_path: Path) -> None:
    found = package(tmp_path, "<p/>")
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    entity = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{(tmp_path / "secret.txt").as_uri()}"><!ENTITY y "secret">]>'
    found.parts["word/header1.xml"] = f"{entity}<a>&x;&y;</a>".encode()
    assert "secret" not in "".join(found.peek("word/header1.xml").itertext(tag="a"))
    assert not found.peek("word/header1.xml").text


@pytest.mark.parametrize(("more", "refused"), [(0, False), (-1, True)])
def test_a_file_that_is_too_large_once_unpacked_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: int, refused: bool
) -> None:
    size = sum(map(len, package(tmp_path, "<p/>").parts.values()))
    monkeypatch.setattr("transcribe.letters.package._LARGEST_PART", size + more)
    if refused:
        with pytest.raises(TemplateError, match="trop volumineux"):
            package(tmp_path, "<p/>")
    else:
        assert package(tmp_path, "<p/>").parts
