"""transcribe: from a French medical dictation to a laid-out compte-rendu.

The library in three functions, offline like the program:

>>> import transcribe
>>> done = transcribe.convert("dictee.ogg")                # doctest: +SKIP
>>> done.save("compte-rendu.docx")                         # doctest: +SKIP
>>> transcribe.check("Céfalées frontales.")[0].suggestions  # doctest: +SKIP
>>> transcribe.grade("Toux sèche.", "Tout sèche.").mark    # doctest: +SKIP

What ``__all__`` names is public: these names, the parameters of the functions, the fields and properties of the
types as their docstrings give them. Versions follow SemVer (``docs/versions.md``): nothing public is taken away or
changes its meaning but in a major version, after a minor one that warned. The rooms (``transcribe.terms``,
``transcribe.letters``…) may change in any version.

Every failure that is not a fault of the calling program is a ``TranscribeError``, whose ``str()`` is one French
sentence: what, where, what to do. Importing ``transcribe`` reads nothing; the first call loads models and lexicons,
which stay for the next ones in the same process.
"""

import os
from typing import TYPE_CHECKING

# Before anybody imports onnxruntime: since 1.32 it notes each use, to be sent to Microsoft, unless told not to.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

if TYPE_CHECKING:
    from pathlib import Path

    from transcribe.core.errors import TranscribeError as TranscribeError
    from transcribe.grading.types import Grade as Grade
    from transcribe.grading.types import Mistake as Mistake
    from transcribe.pipeline import Conversion as Conversion
    from transcribe.pipeline import Passage as Passage
    from transcribe.terms.linting import Finding as Finding

__version__ = "1.0.0"

__all__ = [
    "Conversion",
    "Finding",
    "Grade",
    "Mistake",
    "Passage",
    "TranscribeError",
    "__version__",
    "check",
    "convert",
    "grade",
]

_WHERE = {
    "Conversion": "pipeline",
    "Finding": "terms.linting",
    "Grade": "grading.types",
    "Mistake": "grading.types",
    "Passage": "pipeline",
    "TranscribeError": "core.errors",
}


def convert(
    path: "Path | str",
    *,
    template: str = "auto",
    specialty: str = "",
    model: str = "base-medical",
    correction: bool = True,
) -> "Conversion":
    """Hears one audio file, corrects, writes and lays out what it says.

    ``template`` is ``auto``, a template id or the path of a Word file; ``specialty`` an id or a name
    (``transcribe lexicon list``), empty when not known; ``model`` a name of ``transcribe models`` or a folder.
    Without ``correction``, words stay as heard and keep their doubts. The converter of the last choices stays in
    memory, model and lexicons, for the next file.

    Raises:
        AudioError: the file cannot be heard (each of its classes has its sentence).
        ModelError: the model is unknown, missing or altered.
        TemplateError, LexiconError: no such template, no such specialty.
    """
    from pathlib import Path

    from transcribe.pipeline import Settings, kept_converter

    chosen = Settings(template=template, specialty=specialty, correction=correction).checked()
    return kept_converter(chosen, model).convert(Path(path))


def check(text: "Path | str", *, specialty: str = "", reform: bool = True) -> "tuple[Finding, ...]":
    """What to look at in a written text, in its order: misspelt and unknown words, impossible doses and dates.

    ``text`` is the text itself when it is a ``str``, a file to read when it is a ``Path`` (Word, OpenDocument, RTF,
    HTML, PDF, plain text). Suggestions of ``specialty`` come first. Without ``reform``, each word in the spelling
    of 1990 is a finding. The lexicons are read once in a process (about 90 MB).

    Raises:
        DocumentError: the file cannot be read as a text.
        LexiconError: no such specialty, or a lexicon cannot be read.
    """
    from transcribe import documents
    from transcribe.french import compose
    from transcribe.pipeline import usual_lexicon
    from transcribe.terms.linting import check_lines
    from transcribe.terms.specialties import require_specialty

    lines = compose(text).splitlines() if isinstance(text, str) else documents.read(text).lines
    wanted = require_specialty(specialty)
    return check_lines(lines, usual_lexicon(), specialty=wanted, reform=reform)[1]


def grade(reference: "Path | str", copy: "Path | str", *, scheme: str = "sur-20") -> "Grade":
    """Marks a copy against its reference: the mark, and every mistake with its rule and its price.

    Each is the text itself when it is a ``str``, a file to read when it is a ``Path`` (for the reference, also a
    ``.toml`` of ``samples/``). ``scheme`` is ``sur-20``, ``aqdoc``, ``taux`` or the path of a file of yours. Marks and
    prices are exact decimals, in points of ``Grade.maximum``.

    Raises:
        DocumentError: a file cannot be read as a text.
        SchemeError: a ``DocumentError``: the scheme is unknown or wrong.
    """
    from transcribe.grading.marking import grade as marked
    from transcribe.grading.reading import page_from_text, read_page
    from transcribe.grading.scheme import load_scheme
    from transcribe.pipeline import usual_lexicon

    model, attempt = (
        page_from_text(one) if isinstance(one, str) else read_page(one) for one in (reference, copy)
    )
    return marked(model, attempt, usual_lexicon(), scheme=load_scheme(scheme))


if not TYPE_CHECKING:  # else a type checker would take any name for one of ours

    def __getattr__(name: str) -> object:
        if name not in _WHERE:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
