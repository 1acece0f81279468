"""The lexicons in the form that loads at once, compiled into the user's cache.

One file per set of lexicons, named after the hash of their bytes and of this format: a JSON header, then
blocks that are read in place. It is written whole or not at all, checked when it is opened, and made again
when it is missing or damaged; two processes may do so at the same time.
"""

import hashlib
import json
import mmap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from transcribe.core.errors import LexiconError
from transcribe.core.files import user_cache, written_whole
from transcribe.terms import sounds, spellings
from transcribe.terms.folders import Folder
from transcribe.terms.sound import coarse, sound
from transcribe.terms.spelling import squash
from transcribe.terms.table import Row, read_rows

FORMAT = 1
_MAGIC = b"transcribe-lexicon\n"
_COMMON_ZIPF = 2.5
"""Below it a general French word is known but never suggested: too rare to be what was meant."""
_GENERAL = "francais"
_NAMES = "noms"


@dataclass(frozen=True)
class Compiled:
    """Blocks of a compiled set; texts are lists in index order, arrays are memory views or numpy arrays."""

    words: list[str]
    word_frequencies: bytes
    names: list[str]
    terms: list[str]
    sources: bytes
    entries: list[str]
    spellings: list[str]
    first_terms: Any
    buckets: Any
    postings: Any
    sound_offsets: Any
    sound_postings: Any
    sound_sizes: Any
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
        blocks = _unpack(memoryview(data))
    if blocks is None:
        raise LexiconError(message="Les lexiques n’ont pas pu être compilés : réinstallez le programme.")
    return _view(blocks)


def _key(folders: Sequence[Folder]) -> str:
    digest = hashlib.sha256(f"{FORMAT}".encode())
    for code in (spellings, sounds):
        digest.update(Path(str(code.__file__)).read_bytes())
    digest.update(Path(__file__).read_bytes())
    digest.update(Path(__file__).with_name("sound.py").read_bytes())
    for folder in folders:
        digest.update(folder.id.encode() + b"\0")
        digest.update(hashlib.sha256(folder.table.read_bytes()).digest())
    return digest.hexdigest()[:32]


def _compile(folders: Sequence[Folder]) -> dict[str, bytes]:
    words: dict[str, int] = {}
    names: dict[str, None] = {}
    terms: dict[str, tuple[int, Row]] = {}
    for number, folder in enumerate(folders):
        for row in read_rows(folder.table):
            value = max(1, round(row.frequency * 10))
            if folder.id == _NAMES:
                names[row.term] = None
                continue
            if folder.id != _GENERAL or row.frequency >= _COMMON_ZIPF:
                known = terms.get(row.term)
                if known is None or folders[known[0]].id == _GENERAL:
                    terms[row.term] = (number, row)
            words[row.term] = max(words.get(row.term, 0), value)
    return _index(words, names, terms, [folder.id for folder in folders])


def _index(
    words: dict[str, int],
    names: Iterable[str],
    terms: dict[str, tuple[int, Row]],
    folder_ids: list[str],
) -> dict[str, bytes]:
    ordered = sorted(terms, key=lambda term: (squash(term), term))
    spelled: list[str] = []
    first: list[int] = []
    for number, term in enumerate(ordered):
        if not spelled or spelled[-1] != squash(term):
            spelled.append(squash(term))
            first.append(number)
    buckets, postings = spellings.build(spelled)
    offsets, sound_postings, sizes = sounds.build([coarse(sound(term)) for term in ordered])
    import numpy as np

    return {
        "words": "\n".join(words).encode(),
        "word_frequencies": bytes(words.values()),
        "names": "\n".join(names).encode(),
        "terms": "\n".join(ordered).encode(),
        "sources": bytes(terms[term][0] for term in ordered),
        "entries": "\n".join(_entry_line(terms[term][1]) for term in ordered).encode(),
        "spellings": "\n".join(spelled).encode(),
        "first_terms": np.array([*first, len(ordered)], dtype=np.uint32).tobytes(),
        "buckets": buckets.tobytes(),
        "postings": postings.tobytes(),
        "sound_offsets": offsets.tobytes(),
        "sound_postings": sound_postings.tobytes(),
        "sound_sizes": sizes.tobytes(),
        "folder_ids": "\n".join(folder_ids).encode(),
    }


def _entry_line(row: Row) -> str:
    return f"{row.frequency}\t{row.kind}\t{row.pronunciation}\t{' '.join(row.tags)}"


def _pack(blocks: dict[str, bytes]) -> bytes:
    header = json.dumps({name: [len(data), crc32(data)] for name, data in blocks.items()}).encode()
    parts = [_MAGIC, len(header).to_bytes(8, "little"), header]
    place = sum(map(len, parts))
    for data in blocks.values():
        padding = -place % 8
        parts += [b"\0" * padding, data]
        place += padding + len(data)
    return b"".join(parts)


def _read(path: Path) -> dict[str, memoryview] | None:
    try:
        with path.open("rb") as stream:
            mapped = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):
        return None
    return _unpack(memoryview(mapped))


def _unpack(data: memoryview) -> dict[str, memoryview] | None:
    """The blocks of a file, or None if anything in it is not as it was written."""
    try:
        if bytes(data[: len(_MAGIC)]) != _MAGIC:
            return None
        place = len(_MAGIC) + 8
        length = int.from_bytes(data[len(_MAGIC) : place], "little")
        header = json.loads(bytes(data[place : place + length]))
        place += length
        blocks: dict[str, memoryview] = {}
        for name, (size, checksum) in header.items():
            place += -place % 8
            blocks[name] = data[place : place + size]
            place += size
            if len(blocks[name]) != size or crc32(blocks[name]) != checksum:
                return None
    except (ValueError, TypeError, UnicodeDecodeError, AttributeError):
        return None
    return blocks


def _view(blocks: dict[str, memoryview]) -> Compiled:
    import numpy as np

    def lines(name: str) -> list[str]:
        text = str(blocks[name], "utf-8")
        return text.split("\n") if text else []

    return Compiled(
        words=lines("words"),
        word_frequencies=bytes(blocks["word_frequencies"]),
        names=lines("names"),
        terms=lines("terms"),
        sources=bytes(blocks["sources"]),
        entries=lines("entries"),
        spellings=lines("spellings"),
        first_terms=blocks["first_terms"].cast("I"),
        buckets=blocks["buckets"].cast("I"),
        postings=blocks["postings"].cast("I"),
        sound_offsets=np.frombuffer(blocks["sound_offsets"], dtype=np.uint32),
        sound_postings=np.frombuffer(blocks["sound_postings"], dtype=np.uint32),
        sound_sizes=np.frombuffer(blocks["sound_sizes"], dtype=np.uint16),
        folder_ids=lines("folder_ids"),
    )
