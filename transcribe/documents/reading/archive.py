"""Word and OpenDocument files are zip archives of XML: opened inside strict bounds."""

import io
import lzma
import re
import zipfile
import zlib
from xml.etree import ElementTree

from transcribe.documents.refusing import UnreadableDocument, damaged, pages, refusal, trapped
from transcribe.documents.types import WrittenText

_PART_LIMIT = 12 << 20
_TOTAL_LIMIT = 200 << 20
_ENTRIES = 3000
_PAGES = frozenset({"Index.zip", "index.xml", "index.xml.gz", "Metadata/DocumentIdentifier"})
_DTD = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.I)
# what a spoilt, encrypted, absurdly nested or oddly compressed archive may raise while it is read
_DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError, ValueError,
            KeyError, OSError, MemoryError, OverflowError)  # fmt: skip


class Archive:
    """The XML parts of a zip file, each parsed when asked for."""

    def __init__(self, content: bytes, shown: str) -> None:
        """Opens the archive.

        Raises:
            DocumentError: damaged, unsafe (bomb, macros).
        """
        self.shown = shown
        self._zip = zipfile.ZipFile(io.BytesIO(content))
        entries = self._zip.infolist()
        if len(entries) > _ENTRIES or sum(entry.file_size for entry in entries) > _TOTAL_LIMIT:
            raise trapped(shown)
        self.names = frozenset(entry.filename for entry in entries)
        if any(name.lower().endswith("vbaproject.bin") or name.startswith("Basic/") for name in self.names):
            raise refusal(shown, "contient des macros", "enregistrez-le en .docx ordinaire, sans macro")

    def part(self, name: str) -> ElementTree.Element | None:
        """Root element of a part, or ``None`` when there is no such part.

        Raises:
            DocumentError: it is damaged, unpacks without end or holds entities.
        """
        if name not in self.names:
            return None
        with self._zip.open(name) as stream:
            data = stream.read(_PART_LIMIT + 1)
        if len(data) > _PART_LIMIT:
            raise trapped(self.shown)
        if _DTD.search(data.replace(b"\0", b"")):  # UTF-16 would hide the word
            raise refusal(
                self.shown,
                "contient des entités XML, interdites dans un document",
                "demandez un document neuf",
            )
        try:
            return ElementTree.fromstring(data)
        except (ElementTree.ParseError, LookupError, ValueError) as error:
            raise damaged(self.shown) from error


def read_archive(content: bytes, shown: str) -> WrittenText:
    """A .docx or .odt file.

    Raises:
        DocumentError: damaged, unsafe (bomb, macros, entities) or another kind of archive.
    """
    from transcribe.documents.reading.odt import odt_blocks
    from transcribe.documents.reading.word import word_blocks

    try:
        archive = Archive(content, shown)
        if "word/document.xml" in archive.names:
            return WrittenText(word_blocks(archive), "docx", styled=True)
        if archive.names & _PAGES or any(name.endswith(".iwa") for name in archive.names):
            raise pages(shown)
        if "content.xml" in archive.names and b"spreadsheet" not in content[:200]:
            return WrittenText(odt_blocks(archive), "odt", styled=True)
    except UnreadableDocument:
        raise
    except _DAMAGED as error:
        raise damaged(shown) from error
    raise refusal(
        shown,
        "n’est ni un fichier Word ni un fichier OpenDocument",
        "donnez un .docx, .odt, .rtf, .html ou .txt",
    )
