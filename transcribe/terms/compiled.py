"""The lexicons in the form that loads at once, compiled into the user's cache.

One file per set of lexicons, named after the hash of their bytes and of this format: a JSON header, then
blocks that are read in place. It is written whole or not at all, checked when it is opened, and made again
when it is missing or damaged; two processes may do so at the same time.
"""

import hashlib
import json
import mmap
import os
import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

from transcribe.core.files import user_cache, written_whole
from transcribe.french import squash
from transcribe.terms import sounds, spellings
from transcribe.terms.folders import Folder
from transcribe.terms.formation import set_aside
from transcribe.terms.inflection import inflections
from transcribe.terms.reform import traditional
from transcribe.terms.sound import coarse, sound, sound_of_ipa
from transcribe.terms.table import Row, read_rows

FORMAT = 2
_MAGIC = b"transcribe-lexicon\n"
_COMMON_ZIPF = 2.5
"""Below it a general French word is known but never suggested: too rare to be what was meant."""
_GENERAL = "francais"
_NAMES = "noms"
_PART = re.compile(r"[^\W\d_]{3,}(?:-[^\W\d_]+)*")
_ABBREVIATIONS = "abreviations"
_BRAND = "marque"
_GENERAL_TAGS = ("courant",)
_DICTIONARY = "hunspell"
"""The tag of the words of a dictionary in the spelling from before 1990."""


class Lines:
    """Lines of text by number, read from the cache one at a time: as a list they would take 30 MB."""

    def __init__(self, text: memoryview, offsets: memoryview) -> None:
        self._text = text
        self._offsets = offsets

    def __getitem__(self, number: int) -> str:
        return str(self._text[self._offsets[number] : self._offsets[number + 1]], "utf-8")

    def __len__(self) -> int:
        return len(self._offsets) - 1


@dataclass(frozen=True)
class Compiled:
    """Blocks of a compiled set, in index order; arrays are memory views or numpy arrays."""

    words: list[str]
    word_frequencies: bytes
    names: list[str]
    reformed: list[str]
    terms: Lines
    sources: bytes
    entries: Lines
    phones: Lines
    spellings: list[str]
    first_terms: memoryview
    buckets: memoryview
    postings: memoryview
    sound_terms: memoryview
    sound_offsets: sounds.Numbers
    sound_postings: sounds.Numbers
    sound_sizes: sounds.Sizes
    folder_ids: list[str]


def compiled(folders: Sequence[Folder]) -> Compiled:
    """The compiled form of the folders, from the cache or made now."""
    path = user_cache() / "lexicons" / f"{_key(folders)}.bin"
    blocks = _read(path)
    if blocks is None:
        data = _pack(_compile(folders))
        try:
            with written_whole(path) as stream:
                stream.write(data)
        except OSError:
            # A cache that cannot be written costs time at each start, nothing else.
            pass
        blocks = _unpack(memoryview(data)) or {}
    return _view(blocks)


def _key(folders: Sequence[Folder]) -> str:
    digest = hashlib.sha256(f"{FORMAT}".encode())
    here = Path(__file__).parent
    modules = [
        here / f"{name}.py" for name in ("compiled", "inflection", "reform", "sound", "sounds", "spellings")
    ]
    for module in (*modules, here.parent / "french" / "fold.py"):
        digest.update(module.read_bytes())
    digest.update("\n".join(sorted(set_aside())).encode())
    for folder in folders:
        digest.update(folder.id.encode() + b"\0")
        for table in folder.tables:
            digest.update(hashlib.sha256(table.read_bytes()).digest())
    return digest.hexdigest()[:32]


@dataclass
class _Contents:
    """What the tables hold together."""

    words: dict[str, int]
    names: dict[str, None]
    traditional: set[str]
    terms: dict[str, tuple[int, Row]]


def _compile(folders: Sequence[Folder]) -> dict[str, bytes]:
    contents = _Contents({}, {}, set(), {})
    aside = set_aside()
    for number, folder in enumerate(folders):
        for table in folder.tables:
            for row in read_rows(table):
                if row.term not in aside:
                    _take(row, number, folder.id, contents)
    for term, (number, row) in list(contents.terms.items()):
        if folders[number].id not in (_GENERAL, _ABBREVIATIONS):
            _inflect(term, number, row, contents)
    for name in contents.names:
        # Names are recognised, never suggested, even where the general dictionary lists them.
        if name in contents.terms and contents.terms[name][1].tags == _GENERAL_TAGS:
            del contents.terms[name]
    return _index(contents, [folder.id for folder in folders])


def _take(row: Row, number: int, folder_id: str, contents: _Contents) -> None:
    if folder_id == _NAMES:
        contents.names[row.term] = None
        return
    words, terms = contents.words, contents.terms
    words[row.term] = max(words.get(row.term, 0), 1, round(row.frequency * 10))
    if _DICTIONARY in row.tags:
        contents.traditional.add(row.term)
    if folder_id != _GENERAL:
        if " " in row.term and "wiktionnaire" not in row.tags:
            # The words of a term are words: « glyquée » is known from « hémoglobine glyquée ».
            words.update((word, 1) for word in _PART.findall(row.term) if word not in words)
        known = terms.get(row.term)
        if known is None or known[1].tags == _GENERAL_TAGS:
            terms[row.term] = (number, row)
        elif row.kind == _BRAND and not known[1].kind:
            # A dictionary lists some brands as mere words: the lexicon of drugs says what they are, and of what.
            tags = dict.fromkeys((*row.tags, *known[1].tags))
            terms[row.term] = (known[0], replace(known[1], kind=_BRAND, tags=tuple(tags)))
        return
    if row.frequency >= _COMMON_ZIPF:
        terms.setdefault(row.term, (number, replace(row, tags=_GENERAL_TAGS)))
    if "wiktionnaire" in row.tags:
        # The Wiktionary lists singulars; Hunspell gives all forms of its own words.
        for form in inflections(row.term):
            words.setdefault(form, 1)


def _inflect(term: str, number: int, row: Row, contents: _Contents) -> None:
    """Adds the plural and the feminines of a listed term, and makes those that French knows medical too."""
    if not (term.islower() and term.isalpha()) or len(term) < 4 or row.kind == "dci":
        return
    listed = any(tag in row.tags for tag in ("hunspell", "cim10")) and contents.words.get(term, 0) > 1
    for form in inflections(term):
        known = form in contents.words
        if listed and not known:
            continue
        contents.words.setdefault(form, 1)
        earlier = contents.terms.get(form)
        if earlier is None or earlier[1].tags == _GENERAL_TAGS:
            frequency = contents.words[form] / 10 if known else 0.0
            contents.terms[form] = (number, Row(form, frequency, row.kind, "", (f"forme={term}", *row.tags)))


def _index(contents: _Contents, folder_ids: list[str]) -> dict[str, bytes]:
    import numpy as np

    terms = contents.terms
    ordered = sorted(terms, key=lambda term: (squash(term), term))
    spelled: list[str] = []
    first: list[int] = []
    for number, term in enumerate(ordered):
        if not spelled or spelled[-1] != squash(term):
            spelled.append(squash(term))
            first.append(number)
    buckets, postings = spellings.build(spelled)
    phones = [_phones(terms[term][1]) for term in ordered]
    said = [
        (number, one) for number, several in enumerate(phones) for one in sorted(set(map(coarse, several)))
    ]
    offsets, sound_postings, sizes = sounds.build([one for _, one in said])
    return {
        "words": "\n".join(contents.words).encode(),
        "word_frequencies": bytes(contents.words.values()),
        "names": "\n".join(contents.names).encode(),
        "reformed": "\n".join(_reformed(contents)).encode(),
        **_lines("terms", ordered),
        "sources": bytes(terms[term][0] for term in ordered),
        **_lines("entries", [_entry_line(terms[term][1]) for term in ordered]),
        **_lines("phones", [" ".join(one) for one in phones]),
        "spellings": "\n".join(spelled).encode(),
        "first_terms": np.array([*first, len(ordered)], dtype=np.uint32).tobytes(),
        "buckets": buckets.tobytes(),
        "postings": postings.tobytes(),
        "sound_terms": np.array([number for number, _ in said], dtype=np.uint32).tobytes(),
        "sound_offsets": offsets.tobytes(),
        "sound_postings": sound_postings.tobytes(),
        "sound_sizes": sizes.tobytes(),
        "folder_ids": "\n".join(folder_ids).encode(),
    }


def _reformed(contents: _Contents) -> list[str]:
    """The words that are known in the spelling of 1990 only."""
    old = contents.traditional
    return [word for word in contents.words if word not in old and traditional(word, old.__contains__)]


def _lines(name: str, lines: Sequence[str]) -> dict[str, bytes]:
    """The two blocks of :class:`Lines`."""
    encoded = [line.encode() for line in lines]
    offsets = array("I", accumulate((len(line) for line in encoded), initial=0))
    return {name: b"".join(encoded), f"{name}_offsets": offsets.tobytes()}


def _phones(row: Row) -> list[str]:
    """How a term may be said: by our rules, by its listed pronunciation, letter by letter for an acronym."""
    found = [sound(row.term)]
    if row.pronunciation:
        found.append(sound_of_ipa(row.pronunciation))
    if row.term.isupper() and len(row.term) > 3:
        found.append(sound(" ".join(row.term)))
    return [one for one in dict.fromkeys(found) if one]


def _entry_line(row: Row) -> str:
    return f"{row.frequency}\t{row.kind}\t{row.pronunciation}\t{' '.join(row.tags)}"


def _pack(blocks: dict[str, bytes]) -> bytes:
    header = json.dumps({name: len(data) for name, data in blocks.items()}).encode()
    parts = [_MAGIC, len(header).to_bytes(8, "little"), header]
    place = sum(map(len, parts))
    for data in blocks.values():
        padding = -place % 8
        parts += [b"\0" * padding, data]
        place += padding + len(data)
    packed = b"".join(parts)
    return packed + crc32(packed).to_bytes(4, "little")


def _read(path: Path) -> dict[str, memoryview] | None:
    try:
        with path.open("rb") as stream:
            # Checked by reading, not through the map: pages of the map that nobody asks for stay on disk.
            if not _is_whole(stream):
                return None
            mapped = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):
        return None
    return _unpack(memoryview(mapped))


def _is_whole(stream: BinaryIO) -> bool:
    """Whether a file ends with the checksum of all that stands before."""
    stream.seek(-4, os.SEEK_END)
    size = stream.tell()
    expected = int.from_bytes(stream.read(4), "little")
    stream.seek(0)
    checksum = 0
    while chunk := stream.read(min(size, 1 << 20)):
        checksum = crc32(chunk, checksum)
        size -= len(chunk)
    return checksum == expected


def _unpack(data: memoryview) -> dict[str, memoryview] | None:
    """The blocks of a file, or None if it is not one of ours."""
    try:
        if bytes(data[: len(_MAGIC)]) != _MAGIC:
            return None
        place = len(_MAGIC) + 8
        length = int.from_bytes(data[len(_MAGIC) : place], "little")
        header = json.loads(bytes(data[place : place + length]))
        place += length
        blocks: dict[str, memoryview] = {}
        for name, size in header.items():
            place += -place % 8
            blocks[name] = data[place : place + size]
            place += size
            if len(blocks[name]) != size:
                return None
    except (ValueError, TypeError, UnicodeDecodeError, AttributeError):
        return None
    return blocks


def _view(blocks: dict[str, memoryview]) -> Compiled:
    import numpy as np

    def lines(name: str) -> list[str]:
        text = str(blocks[name], "utf-8")
        return text.split("\n") if text else []

    def numbered(name: str) -> Lines:
        return Lines(blocks[name], blocks[f"{name}_offsets"].cast("I"))

    return Compiled(
        words=lines("words"),
        word_frequencies=bytes(blocks["word_frequencies"]),
        names=lines("names"),
        reformed=lines("reformed"),
        terms=numbered("terms"),
        sources=bytes(blocks["sources"]),
        entries=numbered("entries"),
        phones=numbered("phones"),
        spellings=lines("spellings"),
        first_terms=blocks["first_terms"].cast("I"),
        buckets=blocks["buckets"].cast("I"),
        postings=blocks["postings"].cast("I"),
        sound_terms=blocks["sound_terms"].cast("I"),
        sound_offsets=np.frombuffer(blocks["sound_offsets"], dtype=np.uint32),
        sound_postings=np.frombuffer(blocks["sound_postings"], dtype=np.uint32),
        sound_sizes=np.frombuffer(blocks["sound_sizes"], dtype=np.uint16),
        folder_ids=lines("folder_ids"),
    )
