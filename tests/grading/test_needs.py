"""What is arranged for a learner: columns, needs.toml, presets, how accents and sounds count, how sheets look."""

import io
from decimal import Decimal
from pathlib import Path

import docx
import pytest

from tests.grading.fake import LETTER, LEXICON
from transcribe.core.errors import DocumentError
from transcribe.grading import Page, grade, load_scheme
from transcribe.grading.keys import Key
from transcribe.grading.needs import Arrangements, Needs, Settings, arrangements, needs_beside, preset
from transcribe.grading.roster import read_roster
from transcribe.grading.sheet_docx import sheet_docx
from transcribe.grading.sheet_html import sheet_html
from transcribe.grading.sitting import Attempt, grade_all
from transcribe.grading.style import needs_css

KEY = Key("01-cardio", "Cardiologie", Page(LETTER))
DYSLEXIA = preset("dyslexie")


def arranged(tmp_path: Path, needs: str = "", rows: str = "") -> Arrangements:
    path = tmp_path / "classe.csv"
    path.write_text(rows or "identifiant;nom complet\nA1;Léa Martin\nB2;Zoé Roux\n", "utf-8")
    if needs:
        (tmp_path / "needs.toml").write_text(needs, "utf-8")
    return arrangements(read_roster(path), needs_beside(path), list_path=path)


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        # accents cost nothing, letters that leave the sound next to nothing
        ("dilatée", "dilatee", 0),
        ("dyspnée", "dispnée", "0.15"),
        ("découverte", "découvairte", "0.1"),
        # another sound, another sense: in full
        ("dyspnée", "dyspée", "0.75"),
        ("gauche", "droite", 2),
        ("ramipril 5 mg", "ramipril 50 mg", 2),
        ("pas de souffle", "souffle", 2),
    ],
)
def test_the_sense_counts_not_the_letters(old: str, new: str, lost: float | str) -> None:
    rules = DYSLEXIA.of(load_scheme("sur-20"))
    found = grade(LETTER, LETTER.replace(old, new), LEXICON, scheme=rules)
    assert found.mark == 20 - Decimal(lost)
    plain = grade(LETTER, LETTER.replace(old, new), LEXICON)
    assert plain.mark <= found.mark
    assert [m.found for m in plain.mistakes] == [m.found for m in found.mistakes]


def test_every_scheme_is_softened_and_says_so() -> None:
    for name in ("sur-20", "aqdoc", "taux"):
        rules = DYSLEXIA.of(load_scheme(name))
        assert rules.title.endswith(", aménagé")
        assert (
            grade(LETTER, LETTER.replace("dilatée", "dilatee"), LEXICON, scheme=rules).mark == rules.maximum
        )
        assert Settings().of(load_scheme(name)) == load_scheme(name)


def test_columns_of_the_class_list_arrange(tmp_path: Path) -> None:
    found = arranged(
        tmp_path,
        rows="identifiant;nom;prénom;Tiers-temps;Aménagement;Ville\nA1;Martin;Léa;oui;dyslexie;Lyon\nB2;Roux;Zoé;;;Lyon\n",
    )
    lea = found.of("A1", "Léa Martin")
    assert lea.needs.extra_time == pytest.approx(1 / 3)
    assert lea.needs.font == "Verdana"
    assert lea.accents == 0
    assert found.of("B2", "Zoé Roux") == Settings()


def test_the_file_wins_over_the_columns_value_by_value(tmp_path: Path) -> None:
    found = arranged(
        tmp_path,
        '[eleve."Martin Léa"]\ntaille = 20\nvoix = "80 %"\n',
        "identifiant;nom complet;taille;temps\nA1;Léa Martin;16;25\n",
    )
    assert found.of("A1", "Léa Martin").needs == Needs(size=20, extra_time=0.25, pace=0.8)


def test_a_trainer_edits_a_preset_and_a_scheme(tmp_path: Path) -> None:
    (tmp_path / "doux.toml").write_text('id = "doux"\nmaximum = 20\n[points]\nspelling = 0.1\n', "utf-8")
    found = arranged(
        tmp_path,
        '[reglage.Dyslexie]\npolice = "Luciole"\nson = 0,5\n'.replace("0,5", '"0,5"')
        + '[eleve.A1]\nreglage = "dyslexie"\nbareme = "doux.toml"\n',
    )
    lea = found.of("A1", "Léa Martin")
    assert (lea.needs.font, lea.same_sound, lea.accents) == ("Luciole", Decimal("0.5"), Decimal(1))
    assert lea.scheme is not None
    assert lea.scheme.id == "doux"


@pytest.mark.parametrize(
    ("said", "kept"), [("1/3", "0.333333"), ("2/3", "0.666667"), ("0,5", "0.5"), ("0", "0")]
)
def test_a_share_is_kept_to_the_millionth(tmp_path: Path, said: str, kept: str) -> None:
    found = arranged(tmp_path, f'[eleve.A1]\nson = "{said}"\naccents = "{said}"\n').of("A1", "Léa Martin")
    assert (found.same_sound, found.accents) == (Decimal(kept), Decimal(kept))


@pytest.mark.parametrize("by", ["file", "list"])
def test_the_scheme_of_a_learner_stands_beside_the_file_or_else_the_list(tmp_path: Path, by: str) -> None:
    (tmp_path / "doux.toml").write_text('id = "doux"\nmaximum = 20\n[points]\nspelling = 0.1\n', "utf-8")
    needs = '[eleve.A1]\nbareme = "doux.toml"\n' if by == "file" else ""
    rows = (
        "identifiant;nom complet;bareme\nA1;Léa Martin;\n"
        if by == "file"
        else ("identifiant;nom complet;bareme\nA1;Léa Martin;doux.toml\n")
    )
    scheme = arranged(tmp_path, needs, rows).of("A1", "Léa Martin").scheme
    assert scheme is not None
    assert scheme.id == "doux"


@pytest.mark.parametrize(
    ("needs", "said"),
    [
        ("[eleve.A1]\ntiers = 33\n", "ligne 2 : « tiers » est inconnu ; connus : taille, police"),
        ('[eleve."Léa Martin"]\n\ntaille = 99\n', "ligne 3 : « taille » doit être un nombre de 8 à 48"),
        ("[eleve.A1]\npolice = 'x\"};body{'\n", "ligne 2 : « police » doit être le nom d’une police"),
        (
            '[eleve.A1]\nreglage = "gros"\n',
            "ligne 2 : « reglage » « gros » est inconnu ; connus : dyslexie, grands",
        ),
        ("[eleve.A1]\ntemps = true\n", "ligne 2 : « temps » doit être un texte ou un nombre"),
        ('[eleve.A1]\ntemps = "1/0"\n', "ligne 2 : « temps » doit être un nombre de 0 à 200"),
        ("[classe]\ntaille = 12\n", "ligne 1 : « classe » est inconnu"),
        ("eleve = 3\n", "« eleve » doit s’écrire"),
        ("[eleve.A1\n", "erreur d’écriture"),
    ],
)
def test_a_wrong_line_is_refused(tmp_path: Path, needs: str, said: str) -> None:
    with pytest.raises(DocumentError) as caught:
        arranged(tmp_path, needs)
    assert said in str(caught.value)


def test_a_wrong_cell_is_refused_with_its_line(tmp_path: Path) -> None:
    rows = "identifiant;nom complet;Taille\nA1;Léa;12\nB2;Zoé;énorme\n"
    with pytest.raises(
        DocumentError, match=r"classe\.csv », ligne 3 : « taille » doit être un nombre de 8 à 48"
    ):
        arranged(tmp_path, rows=rows)


def test_who_is_of_no_class_is_known(tmp_path: Path) -> None:
    found = arranged(tmp_path, '[eleve.A1]\ntaille = 18\n[eleve."Jean Personne"]\ntaille = 18\n')
    assert found.strangers({"A1": "Léa Martin", "B2": "Zoé Roux"}) == ["Jean Personne"]


def test_a_learner_is_graded_and_shown_as_arranged(tmp_path: Path) -> None:
    found = arranged(tmp_path, '[eleve.A1]\nreglage = "dyslexie, grands caractères"\n')
    page = Page(LETTER.replace("dilatée", "dilatee").replace("gauche", "droite"))
    attempts = [
        Attempt(one, name, KEY.id, page=page) for one, name in (("A1", "Léa Martin"), ("B2", "Zoé Roux"))
    ]
    lea, zoe = grade_all(attempts, [KEY], LEXICON, load_scheme("sur-20"), arranged=found)
    assert lea.grade is not None
    assert zoe.grade is not None
    assert (float(lea.grade.mark), float(zoe.grade.mark)) == (18, 17.75)
    large, usual = (docx.Document(io.BytesIO(sheet_docx(one, "x"))) for one in (lea, zoe))
    assert large.styles["Normal"].font.size.pt == 18
    assert large.styles["Normal"].font.name == "Verdana"
    assert not large.tables
    assert len(usual.tables) == 1
    assert 'font:24.0px/1.6 "Verdana"' in sheet_html(lea, "x")
    assert "Verdana" not in sheet_html(zoe, "x")


def test_usual_needs_add_no_style() -> None:
    assert needs_css(Needs()) == ""
    assert "20" in needs_css(Needs(size=15))
