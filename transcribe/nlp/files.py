"""``.spacy`` files: spaCy's own ``DocBin``, read back with the extensions declared."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from transcribe.core.errors import DocumentError, OutputError
from transcribe.core.files import written_whole
from transcribe.nlp.docs import register

if TYPE_CHECKING:
    from spacy.tokens import Doc


def write_doc(path: Path, *docs: "Doc") -> None:
    """Writes documents as one ``DocBin``, whole or not at all.

    Raises:
        OutputError: the file cannot be written.
    """
    from spacy.tokens import DocBin

    content = DocBin(docs=docs, store_user_data=True).to_bytes()
    try:
        with written_whole(path) as stream:
            stream.write(content)
    except OSError as error:
        raise OutputError(path=path, cause=error.strerror or error) from error


def read_docs(paths: Iterable[Path]) -> "list[Doc]":
    """The documents of one or several ``.spacy`` files, with one vocabulary.

    Raises:
        DocumentError: a file is missing or is no ``DocBin``.
    """
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    register()
    vocabulary = Vocab()
    docs: list[Doc] = []
    for path in paths:
        try:
            docs += DocBin().from_bytes(path.read_bytes()).get_docs(vocabulary)
        except OSError as error:
            raise DocumentError(message=f"« {path} » est illisible ({error.strerror}).") from error
        except Exception as error:  # zlib, msgpack and spaCy each have their own errors
            raise DocumentError(
                message=f"« {path} » n’est pas un fichier .spacy : donnez un fichier écrit par « --formats spacy »."
            ) from error
    return docs
