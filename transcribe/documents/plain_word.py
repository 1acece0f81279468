"""A Word file that python-docx built, without what its own template says of another machine."""

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document

_EPOCH = (1980, 1, 1, 0, 0, 0)
_PROPERTIES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>transcribe</Application></Properties>"
)
_DROPPED = ("created", "modified", "revision", "lastModifiedBy", "keywords", "category", "version")


def word_bytes(document: "Document") -> bytes:
    """The file, with its title and language alone: no author, date, program or picture of the template.

    The same content gives the same bytes.
    """
    core = document.core_properties
    core.author = core.comments = ""
    for element in list(core._element):
        if element.tag.rpartition("}")[2] in _DROPPED:
            core._element.remove(element)
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            package.rels.pop(key)
    whole = BytesIO()
    document.save(whole)
    return _settled(whole)


def _settled(whole: BytesIO) -> bytes:
    """The parts in a fixed order with a fixed date."""
    stream = BytesIO()
    with zipfile.ZipFile(whole) as made, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(made.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, _PROPERTIES if name == "docProps/app.xml" else made.read(name))
    return stream.getvalue()
