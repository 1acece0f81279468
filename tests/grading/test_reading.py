"""What learners hand in is read; what is dangerous or empty is refused in one sentence."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from transcribe.core.errors import DocumentError
from transcribe.grading.reading import read_page

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCUMENT = f'<w:document xmlns:w="{W}"><w:body>%s</w:body></w:document>'


def zipped(**parts: bytes | str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), content)
    return stream.getvalue()


def saved(tmp_path: Path, name: str, content: bytes | str) -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_word_file_with_styles_lists_tables_and_tracked_changes(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Compte-rendu", style="Title")
    document.add_heading("Conclusion", 1)
    document.add_paragraph("Pas de lésion.", style="List Bullet")
    document.add_table(1, 1).cell(0, 0).text = "Signé"
    path = tmp_path / "a.docx"
    document.save(str(path))
    page = read_page(path)
    assert page.text == "Compte-rendu\nConclusion\nPas de lésion.\nSigné"
    assert page.styles == ("title", "heading", "list", "")


def test_deleted_words_are_not_read_and_inserted_ones_are(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>Pas de </w:t></w:r><w:del><w:r><w:delText>lezion</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>lésion</w:t></w:r></w:ins></w:p>"
    )
    path = saved(tmp_path, "a.docx", zipped(word__document_xml=DOCUMENT % body))
    assert read_page(path).text == "Pas de lésion"


def test_an_odt_file(tmp_path: Path) -> None:
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
        '<text:h text:outline-level="1">Conclusion</text:h><text:p>Pas<text:s/>de '
        "<text:span>lésion</text:span>.</text:p>"
        "</office:text></office:body></office:document-content>"
    )
    page = read_page(saved(tmp_path, "a.odt", zipped(content_xml=content)))
    assert (page.text, page.styles) == ("Conclusion\nPas de lésion.", ("heading", ""))


def test_a_page_without_its_scripts(tmp_path: Path) -> None:
    html = (
        "<!doctype "
        "html><html><head><title>x</title><style>p{}</style></head><body><h1>Titre</h1><script>alert(1)</script>"
        "<p class='consigne-western'>Tapez le document sous cette ligne.</p>"
        "<p>Pas de <b>lésion</b> &amp; rien<br>Fin</p></body></html>"
    )
    page = read_page(saved(tmp_path, "a.html", html))
    assert (page.text, page.styles) == ("Titre\nPas de lésion & rien\nFin", ("title", "", ""))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_in_usual_encodings(tmp_path: Path, encoding: str) -> None:
    path = saved(tmp_path, "a.txt", "Œdème à gauche\r\n\r\nFin".encode(encoding))
    assert read_page(path).text == "Œdème à gauche\nFin"


def test_blank_gaps_stay_blanks_without_their_initial(tmp_path: Path) -> None:
    text = "une [d]____________ et une ____________ et une [h]hernie et une [t]hrombose"
    assert (
        read_page(saved(tmp_path, "a.txt", text)).text
        == "une ____________ et une ____________ et une hernie et une thrombose"
    )


def bomb() -> bytes:
    return zipped(word__document_xml=b"<a>" + b"\n" * (40 << 20) + b"</a>")


REFUSED: list[tuple[str, Callable[[], bytes], str]] = [
    ("vide.txt", lambda: b"", "est vide"),
    ("blanc.txt", lambda: b"  \n ", "est vide"),
    ("scan.pdf", lambda: b"%PDF-1.7 ...", "endommagé"),
    ("deguise.docx", lambda: b"%PDF-1.7 ...", "endommagé"),
    ("vieux.doc", lambda: bytes.fromhex("d0cf11e0a1b11ae1") + b"x", "ancien fichier Word"),
    ("copie.rtf", lambda: b"{\\rtf1 }", "aucun texte"),
    ("image.docx", lambda: zipped(word__document_xml=DOCUMENT % "<w:p/>"), "aucun texte"),
    ("bombe.docx", bomb, "démesuré"),
    (
        "entites.docx",
        lambda: zipped(word__document_xml='<!DOCTYPE a [<!ENTITY b "c">]>' + DOCUMENT % "<w:p/>"),
        "entités",
    ),
    (
        "macros.docx",
        lambda: zipped(word__document_xml=DOCUMENT % "<w:p/>", word__vbaProject_bin=b"x"),
        "macros",
    ),
    ("coupe.docx", lambda: zipped(word__document_xml=DOCUMENT % "<w:p/>")[:60], "endommagé"),
    ("casse.docx", lambda: zipped(word__document_xml="<w:document"), "endommagé"),
    (
        "poupees.docx",
        lambda: zipped(word__document_xml=DOCUMENT % ("<w:sdt>" * 5000 + "<w:p/>" + "</w:sdt>" * 5000)),
        "endommagé",
    ),
    ("classeur.docx", lambda: zipped(xl__workbook_xml="<a/>"), "ni un fichier Word"),
    ("faux.docx", lambda: b"bonjour", "n’est pas un vrai fichier"),
    ("binaire.txt", lambda: b"a\0b\0c", "n’est pas un fichier texte"),
    ("long.txt", lambda: b"mot " * 200_000, "caractères"),
    ("sans-texte.toml", lambda: b"title = 'Lettre'", "n’a pas de texte de référence"),
    ("nombre.toml", lambda: b"written = 3", "n’a pas de texte de référence"),
    ("casse.toml", lambda: b"written = ", "n’est pas un fichier TOML correct"),
    ("lourd.docx", lambda: b"PK" + b"\0" * (50 << 20), "Mo"),
]


@pytest.mark.parametrize(("name", "content", "said"), REFUSED, ids=[name for name, _, _ in REFUSED])
def test_bad_files_get_one_sentence(
    tmp_path: Path, name: str, content: Callable[[], bytes], said: str
) -> None:
    with pytest.raises(DocumentError) as caught:
        read_page(saved(tmp_path, name, content()))
    sentence = str(caught.value)
    assert said in sentence
    assert name in sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")


def test_a_reference_in_toml_brings_its_terms(tmp_path: Path) -> None:
    page = read_page(saved(tmp_path, "a.toml", 'written = "Pas de lésion."\nterms = ["lésion"]\n'))
    assert (page.text, page.terms) == ("Pas de lésion.", ("lésion",))


def test_a_transcribed_json_is_a_reference(tmp_path: Path) -> None:
    from transcribe.core.contract import Source, write_document
    from transcribe.letters import plain_revision

    write_document(tmp_path / "a.json", Source(), plain_revision("Pas de lésion.\nFin"), {})
    assert read_page(tmp_path / "a.json").text == "Pas de lésion.\nFin"
