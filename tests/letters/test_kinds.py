"""What a ``template.toml`` says, all of it, and what is said of a wrong one."""

from pathlib import Path

import pytest

from transcribe.core.errors import TemplateError
from transcribe.letters import kinds
from transcribe.letters.kinds import SectionRule, Template, load_template

WHOLE = """
id = "essai"
name = "Essai"
title = "Compte rendu d’essai"
mandatory = ["date", "patient.last_name"]

[recognition]
titles = ["compte rendu d’essai"]
words = ["essai", "épreuve"]
closings = ["bien à vous"]
exams = true

[[sections]]
title = "Motif"
labels = ["motif", "indication"]
phrases = ["adressé pour"]
line_phrases = ["venu pour"]
mandatory = true
container = true
line_only = true
floating = true
marked = true

[[sections]]
title = ""
labels = ["résultat", "mesure"]
"""


def written(folder: Path, text: str) -> Path:
    """A folder of its own: what was read of a folder is kept."""
    (folder / "template.toml").write_text(text, "utf-8")
    return folder


def test_everything_in_a_template_is_read(tmp_path: Path) -> None:
    read = load_template(written(tmp_path, WHOLE))
    first = SectionRule(
        title="Motif",
        labels=("motif", "indication"),
        phrases=("adressé pour",),
        line_phrases=("venu pour",),
        mandatory=True,
        container=True,
        line_only=True,
        floating=True,
        marked=True,
    )
    assert read == Template(
        id="essai",
        name="Essai",
        title="Compte rendu d’essai",
        folder=tmp_path,
        mandatory=("date", "patient.last_name"),
        titles=("compte rendu d’essai",),
        words=("essai", "épreuve"),
        closings=("bien à vous",),
        sections=(first, SectionRule(title="", labels=("résultat", "mesure"))),
        exams=True,
    )
    assert [section.id for section in read.sections] == ["Motif", "résultat"]
    assert SectionRule(title="").id == ""
    assert read.model == tmp_path / "modele.docx"


def test_a_template_needs_a_name_and_a_title_only(tmp_path: Path) -> None:
    read = load_template(
        written(tmp_path, 'name = "Essai"\ntitle = "Titre"\n[[sections]]\ntitle = "Motif"\n')
    )
    assert read == Template(
        id=tmp_path.name, name="Essai", title="Titre", folder=tmp_path, sections=(SectionRule("Motif"),)
    )
    (section,) = read.sections
    marks = (section.mandatory, section.container, section.line_only, section.floating, section.marked)
    assert marks == (False, False, False, False, False)
    assert not read.exams


LEAST = 'name = "Essai"\ntitle = "Titre"\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('title = "Titre"', "« name » doit être un texte entre guillemets"),
        ('name = "Essai"', "« title » doit être un texte entre guillemets"),
        ("name = 3", "« name » doit être un texte entre guillemets"),
        (f"{LEAST}id = 3", "« id » doit être un texte entre guillemets"),
        (f'{LEAST}mandatory = "date"', "« mandatory » doit être une liste de textes entre guillemets"),
        (f'{LEAST}mandatory = ["date", 3]', "« mandatory » doit être une liste de textes entre guillemets"),
        (f"{LEAST}mandatory = 3", "« mandatory » doit être une liste de textes entre guillemets"),
        (f"{LEAST}recognition = 3", r"« recognition » doit être une partie \[entre crochets\]"),
        (f'{LEAST}[recognition]\nexams = "oui"', "« exams » doit être true ou false"),
        (f"{LEAST}[recognition]\nexams = 1", "« exams » doit être true ou false"),
        (f"{LEAST}sections = 3", r"« sections » doit être une suite de parties \[\[sections\]\]"),
        (f'{LEAST}sections = "a"', r"« sections » doit être une suite de parties \[\[sections\]\]"),
        (f"{LEAST}[sections]\na = 1", r"« sections » doit être une suite de parties \[\[sections\]\]"),
        (
            f"{LEAST}sections = [{{ title = 'a' }}, 3]",
            r"« sections » doit être une suite de parties \[\[sections\]\]",
        ),
        (f"{LEAST}[[sections]]\nlabels = ['a']", "« title » doit être un texte entre guillemets"),
        (f"{LEAST}[[sections]]\ntitle = 'a'\nmarked = 1", "« marked » doit être true ou false"),
        ("name = ", "n’est pas un fichier TOML correct"),
    ],
)
def test_a_wrong_template_is_told_with_its_key(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(TemplateError, match=rf"« {tmp_path / 'template.toml'} ».*{message}"):
        load_template(written(tmp_path, text))


def test_a_missing_template_is_told(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"template.toml » est illisible"):
        load_template(tmp_path)


def test_what_a_house_adds_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house = tmp_path / "templates"
    house.mkdir()
    (house / "commun.toml").write_text(
        """
        [fields.date]
        labels = ["date"]
        before = ["le"]
        not_before = ["né le"]
        team = ["équipe"]
        [letter]
        salutations = ["cher ami"]
        closings = ["bien à toi"]
        [exams]
        names = ["scopie"]
        [first_names]
        f = ["léa"]
        m = ["paul"]
        """,
        "utf-8",
    )
    monkeypatch.setattr(kinds, "shipped", lambda name: tmp_path / name)
    read = kinds.common.__wrapped__()
    cues = kinds.FieldCues(labels=("date",), before=("le",), not_before=("né le",), team=("équipe",))
    assert read.fields == {"date": cues}
    assert (read.salutations[-1], read.closings[-1], read.exams[-1]) == ("cher ami", "bien à toi", "scopie")
    assert min(len(read.salutations), len(read.closings), len(read.exams)) > 1
    assert read.first_names == {"f": ("léa",), "m": ("paul",)}
    assert read.articles and read.verbs
