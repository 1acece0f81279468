"""Ce que des gens écrivent se lit, quel que soit le logiciel ; ce qui est dangereux se refuse en une phrase."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe.core.encodings import decode
from transcribe.core.errors import DocumentError
from transcribe.documents import is_document, read, read_bytes

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
ODT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"><office:body><office:text>%s</office:text>'
    "</office:body></office:document-content>"
)


def word(body: str, **parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{W}" xmlns:mc="{MC}"><w:body>{body}</w:body></w:document>',
        )
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return stream.getvalue()


def odt(body: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", ODT % body)
    return stream.getvalue()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


BOX = "<w:txbxContent>%s</w:txbxContent>"
WORD = [
    ("les ajouts suivis sont lus, les suppressions non",
     p(run("ramipril "), f"<w:ins>{run('5')}</w:ins><w:del><w:r><w:delText>50</w:delText></w:r></w:del>", run(" mg")),
     ["ramipril 5 mg"]),
    ("un texte déplacé n’est lu qu’à sa nouvelle place",
     p(f"<w:moveFrom>{run('fin')}</w:moveFrom>", run("début ")) + p(f"<w:moveTo>{run('fin')}</w:moveTo>"),
     ["début ", "fin"]),
    ("une marque de paragraphe supprimée réunit deux paragraphes",
     p(run("Pas de "), properties="<w:rPr><w:del/></w:rPr>") + p(run("lésion.")), ["Pas de lésion."]),
    ("une ligne de tableau supprimée n’est pas lue",
     f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{p(run('non'))}</w:tc></w:tr>"
     f"<w:tr><w:tc>{p(run('oui'))}</w:tc><w:tc>{p(run('aussi'))}</w:tc></w:tr></w:tbl>", ["oui", "aussi"]),
    ("une zone de texte fait ses propres paragraphes, une seule fois",
     p(run("Corps"), f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{BOX % (p(run('un')) + p(run('deux')))}"
       f"</mc:Choice><mc:Fallback>{BOX % p(run('un'))}</mc:Fallback></mc:AlternateContent></w:r>"),
     ["Corps", "un", "deux"]),
    ("sans premier choix, le texte de secours est lu",
     p(f"<w:r><mc:AlternateContent><mc:Fallback>{BOX % p(run('seul'))}</mc:Fallback></mc:AlternateContent></w:r>"),
     ["", "seul"]),
    ("le texte masqué n’est pas lu", p(run("vu"), run(" caché", "<w:vanish/>"), run(" !", '<w:vanish w:val="0"/>')),
     ["vu !"]),
    ("un retour à la ligne coupe, un tiret insécable reste",
     p(run("a"), "<w:r><w:br/></w:r>", run("b"), "<w:r><w:noBreakHyphen/></w:r>", run("c")), ["a", "b-c"]),
    ("les champs donnent leur résultat, non leur code",
     p('<w:fldSimple w:instr="DATE">' + run("5 mai") + "</w:fldSimple><w:r><w:instrText>PAGE</w:instrText></w:r>"),
     ["5 mai"]),
    ("un contrôle de contenu se lit comme le reste",
     f"<w:sdt><w:sdtContent>{p(run('Motif'))}</w:sdtContent></w:sdt>", ["Motif"]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "lines"), [case[1:] for case in WORD], ids=[case[0] for case in WORD])
def test_dans_un_fichier_word(body: str, lines: list[str]) -> None:
    assert read_bytes(word(body), shown="a.docx").lines == lines


def test_les_notes_d_un_fichier_word_viennent_apres_le_texte() -> None:
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator">{p(run("—"))}</w:footnote>'
        f'<w:footnote w:id="2">{p(run("Voir annexe."))}</w:footnote></w:footnotes>'
    )
    found = read_bytes(word(p(run("Texte.")), footnotes=notes), shown="a.docx")
    assert [(block.text, block.place) for block in found.blocks] == [
        ("Texte.", "body"),
        ("Voir annexe.", "note"),
    ]


def test_un_style_fonde_sur_un_titre_est_un_titre(tmp_path: Path) -> None:
    document = docx.Document()
    styles = document.styles
    own = styles.add_style("Rubrique maison", 1)
    own.base_style = styles["Heading 2"]
    document.add_paragraph("Conclusion", style="Rubrique maison")
    document.add_paragraph("Rien.", style="List Bullet")
    document.save(str(tmp_path / "a.docx"))
    assert [block.style for block in read(tmp_path / "a.docx").blocks] == ["heading", "list"]


ODF = [
    ("titres, espaces et tabulations", "<text:h>Bilan</text:h><text:p>une<text:s text:c='2'/>toux<text:tab/>x</text:p>",
     ["Bilan", "une  toux\tx"]),
    ("une suppression suivie n’est pas lue",
     "<text:tracked-changes><text:changed-region><text:deletion><text:p>faux</text:p></text:deletion>"
     "</text:changed-region></text:tracked-changes><text:p>juste</text:p>", ["juste"]),
    ("un cadre et une note font leurs propres paragraphes",
     "<text:p>a<draw:frame><draw:text-box><text:p>cadre</text:p></draw:text-box></draw:frame>b<text:note>"
     "<text:note-citation>1</text:note-citation><text:note-body><text:p>note</text:p></text:note-body></text:note>"
     "</text:p>", ["ab", "cadre", "note"]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "lines"), [case[1:] for case in ODF], ids=[case[0] for case in ODF])
def test_dans_un_fichier_opendocument(body: str, lines: list[str]) -> None:
    assert read_bytes(odt(body), shown="a.odt").lines == lines


PHRASE = "Né à Orléans, l’œil gauche : dyspnée d’effort, 0,5 µg à 38 °C, ça s’améliore dès août."


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"],
)
def test_un_texte_se_lit_dans_chaque_encodage_courant(encoding: str) -> None:
    assert decode(PHRASE.encode(encoding)) == PHRASE


@pytest.mark.parametrize(
    "word", ["é", "à", "hémoptysie", "Œdème", "DÉCÉDÉ", "Noël", "garçon", "côté", "38 °C", "µg"]
)
@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_un_seul_mot_accentue_suffit_a_reconnaitre_la_page_de_code(word: str, encoding: str) -> None:
    sentence = f"Pas de {word} ce jour"
    assert decode(sentence.encode(encoding)) == sentence


def test_le_dos_d_autrefois_se_lit_aussi() -> None:
    assert decode("opérée à l'hôpital, très gênée".encode("cp850")) == "opérée à l'hôpital, très gênée"


@given(st.binary(max_size=400))
def test_aucun_octet_ne_fait_tomber_le_lecteur(content: bytes) -> None:
    for suffix in ("", ".txt", ".docx", ".html", ".json", ".rtf"):
        try:
            assert read_bytes(content, shown="x", suffix=suffix).text.strip()
        except DocumentError as error:
            assert "« x »" in str(error)


@pytest.mark.parametrize("head", [b"PK\x03\x04", b"%PDF-1.4\n", b"{\\rtf1", b"<html>", b"\xff\xfe"])
@given(st.binary(max_size=300))
def test_aucun_octet_derriere_une_vraie_signature_non_plus(head: bytes, content: bytes) -> None:
    try:
        read_bytes(head + content, shown="x")
    except DocumentError as error:
        assert "« x »" in str(error)


def test_un_rtf_se_lit_avec_ses_accents() -> None:
    rtf = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}Dyspn\'e9e d\rquote effort.\par Fin\u8230?\par}"
    lines = [line for line in read_bytes(rtf, shown="a.rtf").lines if line]
    assert lines == ["Dyspnée d’effort.", "Fin…"]


def pdf(*lines: str) -> bytes:
    """A one-page PDF with real text, as a word processor makes."""
    shown = " T* ".join(f"({line}) Tj" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 50 700 Td {shown} ET".encode("cp1252")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start
    return bytes(out)


def test_un_pdf_de_texte_se_lit_par_paragraphes() -> None:
    found = read_bytes(pdf("Motif : dyspnée", "d’effort.", "Conclusion"), shown="a.pdf")
    assert found.lines == ["Motif : dyspnée d’effort.", "Conclusion"]


def test_un_pdf_sans_texte_est_refuse_comme_numerisation() -> None:
    with pytest.raises(DocumentError, match="numérisation"):
        read_bytes(pdf(""), shown="a.pdf")


def test_une_page_web_garde_son_jeu_de_caracteres() -> None:
    page = '<html><head><meta charset="iso-8859-15"></head><body><p>Œil</p></body></html>'
    assert read_bytes(page.encode("iso-8859-15"), shown="a.html").lines == ["Œil"]


def test_un_fichier_word_de_programme_se_relit_tel_qu_il_se_lit(tmp_path: Path) -> None:
    from transcribe import letters, writing
    from transcribe.core.revision import Revision
    from transcribe.core.types import Transcript

    spoken = "ramipril cinq milligrammes par jour virgule metformine trois fois par jour point"
    revision = writing.write(Revision(Transcript.from_text(spoken)))
    letters.write_docx(letters.compose(revision), revision, tmp_path / "a.docx")
    plain = " ".join(read(tmp_path / "a.docx").text.split())
    assert " ".join(revision.text.split()) in plain


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.docx", b"pas un zip", "n’est pas un vrai fichier .docx"),
        ("a.odt", b"", "est vide"),
        ("a.txt", b"\0\1\2", "n’est pas un fichier texte"),
        ("a.pdf", b"%PDF", "n’est pas un vrai fichier .pdf"),
        ("a.json", b"{}", "n’est pas un fichier JSON de transcribe"),
    ],
)
def test_un_fichier_illisible_est_nomme_avec_la_raison(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DocumentError, match=said) as caught:
        read(tmp_path / name, shown="le devoir")
    assert "« le devoir »" in str(caught.value)


@pytest.mark.parametrize(("name", "why"), [("absent.txt", "n’existe pas"), ("dossier", "est un dossier")])
def test_un_chemin_qui_n_est_pas_un_fichier_le_dit(tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / "dossier").mkdir()
    with pytest.raises(DocumentError, match=why):
        read(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "content", "kept"),
    [
        ("Léa Martin.docx", b"PK", True), ("sans suffixe", b"texte", True), ("copie.DOCX", b"PK", True),
        ("copie.rtf", b"{\\rtf", True), ("Dupont.final", b"texte", True), ("copie.bak", b"PK..word/document.xml", True),
        ("desktop.ini", b"[x]", False), ("~$copie.docx", b"x", False), (".DS_Store", b"x", False),
        ("Thumbs.db", b"x", False), ("dictee.ogg", b"OggS", False), ("notes.ini", b"[a]", False),
    ],
)  # fmt: skip
def test_ce_qui_est_un_document_dans_un_dossier(
    tmp_path: Path, name: str, content: bytes, kept: bool
) -> None:
    (tmp_path / name).write_bytes(content)
    assert is_document(tmp_path / name) is kept


@pytest.mark.parametrize("name", ["Index/Document.iwa", "index.xml", "Index.zip"])
def test_un_document_pages_dit_comment_le_donner(tmp_path: Path, name: str) -> None:
    path = tmp_path / "copie.pages"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, b"x")
    with pytest.raises(DocumentError, match=r"est un document Pages : .* Fichier, Exporter vers, Word"):
        read(path)


def test_un_document_pages_abime_le_dit_de_meme(tmp_path: Path) -> None:
    (tmp_path / "copie.pages").write_bytes(b"PK\x03\x04" + b"\0" * 60)
    with pytest.raises(DocumentError, match="document Pages"):
        read(tmp_path / "copie.pages")


def test_un_document_pages_en_dossier_aussi(tmp_path: Path) -> None:
    (tmp_path / "copie.pages").mkdir()
    assert is_document(tmp_path / "copie.pages")
    assert not is_document(tmp_path)
    with pytest.raises(DocumentError, match="est un document Pages"):
        read(tmp_path / "copie.pages")
