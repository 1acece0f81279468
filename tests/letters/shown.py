"""What the files of a letter say, line by line: made anew and compared with ``tests/letters/shown/``.

A change of what users see is read there, and approved by writing the files anew:

    python -m tests.letters.shown
"""

import io
import re
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from tests.approved import approve
from tests.grading.shown import lines as lines_of
from tests.letters.sample import LETTER, marked, timed
from transcribe import letters
from transcribe.core.contract import Source
from transcribe.core.revision import Revision
from transcribe.core.types import Doubt, Edit
from transcribe.letters.forms import FORMS, Work
from transcribe.letters.models import make_model
from transcribe.writing import write

HERE = Path(__file__).parent / "shown"
_SOURCE = Source("dictée.wav", "0" * 64, 12.5)
_DICTATED = (
    "courrier au docteur Paul Lemaire point à la ligne cher confrère virgule à la ligne merci de m'avoir adressé "
    "madame Jeanne Duval virgule née le douze mai mille neuf cent quarante-huit virgule pour une dyspnée point "
    "antécédents deux points hypertension artérielle point examen deux points tension à quatorze huit virgule "
    "euh souffle du ramypril droit point traitement deux points à la ligne tiret ramipril cinq milligrammes un "
    "comprimé le matin à la ligne tiret bisoprolol deux virgule cinq milligrammes point à la ligne conclusion deux "
    "points dyspnée d'effort point à la ligne bien confraternellement virgule à la ligne docteur Sophie Arnaud "
    "point merci de mettre une copie au docteur Roy point"
)
_LINES = (
    "p",
    "h",
    "style",
    "docDefaults",
    "num",
    "abstractNum",
    "sectPr",
    "comment",
    "page-layout",
    "master-page",
)
_PARTS = ("document.xml", "header1.xml", "footer1.xml", "comments.xml", "core.xml", "settings.xml", "styles.xml",
          "content.xml", "meta.xml", "document.xml.rels", "numbering.xml")  # fmt: skip
_ISO = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+00:00)?")


def dictated() -> Revision:
    """A letter as dictated and written, with a term, a strong doubt, a quiet one and an insertion of each manner."""
    heard = timed(_DICTATED)
    words = [word.text for word in heard.words]
    term, side, dose = words.index("ramypril"), words.index("droit"), words.index("cinq")
    written = write(
        Revision(heard, (Edit(term, term, "ramipril", "term", "terme du lexique", 0.9, ("périndopril",)),))
    )
    doubts = (
        Doubt(side, side, "laterality", "côté à vérifier"),
        Doubt(dose, dose + 1, "dose", "dose inhabituelle", ("2,5 mg", "10 mg")),
        Doubt(dose + 8, dose + 8, "unsure", "mal entendu", ("bisoprolol",), strong=False),
    )
    return written.revise(doubts=doubts)


def shown() -> dict[str, str]:
    """The lines of each file, by a name."""
    revisions = {"courrier": letters.plain_revision(LETTER), "marques": marked(), "dictee": dictated()}
    found: dict[str, str] = {}
    told: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, revision in revisions.items():
            letter = letters.compose(revision)
            for form in ("docx", "odt", "html", "srt"):
                for clean in (False, True) if form in ("docx", "odt") else (False,):
                    path = Path(folder) / f"{name}{'-propre' if clean else ''}.{form}"
                    FORMS[form](Work(_SOURCE, revision, letter, Path(folder) / "dictée.wav", clean), path)
                    found[path.name] = "\n".join(lines(path, told)) + "\n"
        for kind in letters.list_templates():
            path = Path(folder) / f"modele-{kind.id}.docx"
            path.write_bytes(make_model(kind))
            found[path.name] = "\n".join(lines(path, told)) + "\n"
    return found


def lines(path: Path, told: dict[str, str]) -> Iterator[str]:
    """The lines of a file; a part that an earlier one holds alike is named only."""
    if path.suffix not in (".docx", ".odt"):
        yield from (_ISO.sub("DATE", line) for line in lines_of(path))
        return
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        for name in sorted(archive.namelist()):
            if not name.endswith(_PARTS):
                continue
            said = "\n".join(_outline(etree.fromstring(archive.read(name)), 0))
            like = told.setdefault(said, path.name)
            yield f"=== {name}{f' : comme {like}' if like != path.name else ''}"
            if like == path.name:
                yield said


def _outline(element: Any, depth: int) -> Iterator[str]:
    """A line for a paragraph, a style, a section, with all they hold; for others their name, then what they hold."""
    name = _name(element)
    if name in _LINES or not len(element):
        yield f"{' ' * depth}{_whole(element)}"
        return
    yield f"{' ' * depth}{_head(element)}"
    for child in element:
        yield from _outline(child, depth + 1)


def _whole(element: Any) -> str:
    inside = [f"« {element.text} »"] if element.text and element.text.strip() else []
    for child in element:
        inside.append(_whole(child))
        if child.tail and child.tail.strip():
            inside.append(f"« {child.tail} »")
    return f"{_head(element)}({', '.join(inside)})" if inside else _head(element)


def _head(element: Any) -> str:
    said = [f"{etree.QName(key).localname}={value}" for key, value in element.attrib.items()]
    return _ISO.sub("DATE", " ".join([_name(element), *said]))


def _name(element: Any) -> str:
    return str(etree.QName(element).localname)


if __name__ == "__main__":
    approve(shown(), HERE)
