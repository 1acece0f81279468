"""Document kinds: what their ``template.toml`` says, and the cues common to all (``commun.toml``)."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from transcribe.core.data import shipped
from transcribe.core.errors import TemplateError, cause_of
from transcribe.core.tomls import TomlError, parse_toml
from transcribe.french.openings import closings, exam_articles, exam_names, exam_verbs, salutations

_COMMON = "commun.toml"
_SPEC = "template.toml"
FALLBACK = "consultation"


@dataclass(frozen=True, slots=True)
class SectionRule:
    """A section of a kind: how it is dictated (``labels``) or implied (``phrases`` that open a sentence,
    ``line_phrases`` that open a paragraph).

    ``mandatory``: left as a blank to fill when not dictated. ``container``: its paragraphs may hold
    labels of their own. ``line_only``: its labels count at the start of a line only. ``floating``: stays
    after the section it was dictated after. ``marked``: a colon or a pause must follow its labels.
    An empty ``title``: the heading is the label as dictated.
    """

    title: str
    labels: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    line_phrases: tuple[str, ...] = ()
    mandatory: bool = False
    container: bool = False
    line_only: bool = False
    floating: bool = False
    marked: bool = False

    @property
    def id(self) -> str:
        """What names it in a letter: its title, or its first label when it has none."""
        return self.title or (self.labels[0] if self.labels else "")


@dataclass(frozen=True, slots=True)
class Template:
    """A document kind. ``mandatory`` names fields (``date``, ``patient.birth_date``) shown even if blank.

    ``exams``: « L’échographie montre … » opens a section of that name.
    """

    id: str
    name: str
    title: str
    folder: Path
    mandatory: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    closings: tuple[str, ...] = ()
    sections: tuple[SectionRule, ...] = ()
    exams: bool = False

    @property
    def model(self) -> Path:
        """Its Word file."""
        return self.folder / "modele.docx"


@dataclass(frozen=True, slots=True)
class FieldCues:
    """How a field is announced: before a colon (``labels``), in a sentence (``before``).

    ``offices`` (« service », « médecin traitant ») may be addressed without a name behind ``addressing`` labels.
    """

    labels: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    team: tuple[str, ...] = ()
    addressing: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Common:
    """Cues that do not depend on the kind."""

    fields: dict[str, FieldCues]
    salutations: tuple[str, ...]
    closings: tuple[str, ...]
    exams: tuple[str, ...]
    articles: tuple[str, ...]
    verbs: tuple[str, ...]
    first_names: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class _Reader:
    """Reads typed values from a TOML table and names the file and key when one is wrong."""

    path: Path
    table: dict[str, Any] = field(default_factory=dict)

    def text(self, key: str, default: str | None = None) -> str:
        value = self.table.get(key, default)
        if not isinstance(value, str):
            raise self.wrong(key, "un texte entre guillemets")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise self.wrong(key, "une liste de textes entre guillemets")
        return tuple(value)

    def flag(self, key: str) -> bool:
        value = self.table.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key, "true ou false")
        return value

    def sub(self, key: str) -> "_Reader":
        value = self.table.get(key, {})
        if not isinstance(value, dict):
            raise self.wrong(key, "une partie [entre crochets]")
        return _Reader(self.path, value)

    def wrong(self, key: str, wanted: str) -> TemplateError:
        return TemplateError(message=f"« {self.path} » : « {key} » doit être {wanted}.")


def list_templates() -> tuple[Template, ...]:
    """The shipped document kinds, by id.

    Raises:
        TemplateError: a ``template.toml`` is wrong.
    """
    return tuple(load_template(folder) for folder in _folders())


@cache
def load_template(folder: Path) -> Template:
    """Reads ``template.toml`` of a folder.

    Raises:
        TemplateError: the file is missing or wrong; the message says where.
    """
    read = _read(folder / _SPEC)
    cues = read.sub("recognition")
    return Template(
        id=read.text("id", folder.name),
        name=read.text("name"),
        title=read.text("title"),
        folder=folder,
        mandatory=read.texts("mandatory"),
        titles=cues.texts("titles"),
        words=cues.texts("words"),
        closings=cues.texts("closings"),
        exams=cues.flag("exams"),
        sections=tuple(_section(_Reader(read.path, table)) for table in _tables(read, "sections")),
    )


def find_template(name: str) -> Template:
    """The shipped kind of that id.

    Raises:
        TemplateError: there is none; the message lists the ids.
    """
    known = {template.id: template for template in list_templates()}
    if name not in known:
        raise TemplateError(
            message=f"Modèle de document « {name} » inconnu : choisissez parmi {', '.join(known)}, "
            "« auto », ou donnez un fichier Word (.docx)."
        )
    return known[name]


@cache
def common() -> Common:
    """Cues common to all kinds: those of the language and those that a house adds in ``commun.toml``.

    Raises:
        TemplateError: ``commun.toml`` is wrong.
    """
    read = _read(shipped("templates") / _COMMON)
    fields = read.sub("fields")
    letter, exams, names = read.sub("letter"), read.sub("exams"), read.sub("first_names")
    return Common(
        fields={name: _field(fields.sub(name)) for name in fields.table},
        salutations=(*salutations(), *letter.texts("salutations")),
        closings=(*closings(), *letter.texts("closings")),
        exams=(*exam_names(), *exams.texts("names")),
        articles=exam_articles(),
        verbs=exam_verbs(),
        first_names={key: names.texts(key) for key in names.table},
    )


def _folders() -> list[Path]:
    root = shipped("templates")
    return sorted(path.parent for path in root.glob(f"*/{_SPEC}"))


def _read(path: Path) -> _Reader:
    try:
        return _Reader(path, parse_toml(path.read_bytes()))
    except OSError as error:
        raise TemplateError(message=f"« {path} » est illisible ({cause_of(error)}).") from error
    except TomlError as error:
        raise TemplateError(message=f"« {path} » n’est pas un fichier TOML correct : {error}.") from error


def _tables(read: _Reader, key: str) -> list[dict[str, Any]]:
    value = read.table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(table, dict) for table in value):
        raise read.wrong(key, f"une suite de parties [[{key}]]")
    return value


def _section(read: _Reader) -> SectionRule:
    return SectionRule(
        title=read.text("title"),
        labels=read.texts("labels"),
        phrases=read.texts("phrases"),
        line_phrases=read.texts("line_phrases"),
        mandatory=read.flag("mandatory"),
        container=read.flag("container"),
        line_only=read.flag("line_only"),
        floating=read.flag("floating"),
        marked=read.flag("marked"),
    )


def _field(read: _Reader) -> FieldCues:
    return FieldCues(
        labels=read.texts("labels"),
        before=read.texts("before"),
        not_before=read.texts("not_before"),
        team=read.texts("team"),
        addressing=read.texts("addressing"),
        offices=read.texts("offices"),
    )
