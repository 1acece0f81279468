"""A Word file as PDF, through LibreOffice where it is installed."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from transcribe.core.errors import OutputError
from transcribe.core.files import written_whole

_NAMES = ("soffice", "libreoffice")
_PLACES = (
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
    Path("C:/Program Files (x86)/LibreOffice/program/soffice.exe"),
)
_SECONDS = 120


def find_office() -> str | None:
    """LibreOffice's program, or ``None`` when it is not installed."""
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    return next((str(path) for path in _PLACES if sys.platform != "linux" and path.exists()), None)


def write_pdf(docx: bytes, path: Path) -> None:
    """Turns a Word file into a PDF, whole or not at all.

    Raises:
        OutputError: LibreOffice is not installed, or did not manage.
    """
    office = find_office()
    if office is None:
        raise OutputError(
            path=path,
            cause="le PDF demande LibreOffice, qui n’est pas installé ici ; "
            "écrivez un .docx et enregistrez-le en PDF depuis Word",
        )
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "document.docx"
        source.write_bytes(docx)
        # A profile of its own: an open LibreOffice would otherwise refuse to convert.
        profile = (Path(folder) / "profil").as_uri()
        command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
        try:
            subprocess.run(
                [*command, "--outdir", folder, str(source)], capture_output=True, timeout=_SECONDS, check=True
            )
            content = source.with_suffix(".pdf").read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise OutputError(
                path=path, cause=f"LibreOffice n’a pas pu convertir le document : {error}"
            ) from error
    with written_whole(path) as stream:
        stream.write(content)
