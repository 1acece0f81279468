"""The trainer's decisions: accepted variants, charges cancelled, changed, added; what is wrong is said."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from tests.grading.fake import LETTER, LEXICON
from transcribe.cli.exercise import command as exercise_command
from transcribe.core.errors import DocumentError
from transcribe.grading import Grade, Page, grade, load_scheme
from transcribe.grading.decisions import (
    add_decision,
    decisions_of,
    entry_text,
    is_of,
    load_decisions,
    parse_decisions,
)
from transcribe.grading.keys import Key, write_key
from transcribe.grading.sheet_docx import sheet_docx
from transcribe.grading.sheet_html import sheet_body
from transcribe.grading.sitting import Attempt, Result, grade_all, unused_decisions
from transcribe.grading.types import Decision

KEY = Key("01-cardio", "Cardiologie", Page(LETTER))


def marked(old: str, new: str, toml: str, **options: object) -> Grade:
    text = LETTER.replace(old, new)
    assert text != LETTER
    return grade(LETTER, text, LEXICON, decisions=parse_decisions(toml, "acceptes.toml"), **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("old", "new", "entry"),
    [
        ("hypertension artérielle", "tension élevée", 'attendu = "hypertension artérielle"\necrit = "tension élevée"'),
        ("dyspnée de découverte récente", "dyspnée récente",
         'attendu = "dyspnée de découverte récente"\necrit = "dyspnée récente"'),
        ("ramipril 5 mg", "ramipril 5000 µg", 'attendu = "5 mg"\necrit = "5000 µg"'),
        ("Bien confraternellement,", "", 'attendu = "Bien confraternellement,"\necrit = ""'),
        ("pas de souffle", "pas de souffle audible", 'attendu = ""\necrit = "audible"'),
        ("Échocardiographie", "échocardiographie", 'attendu = "Échocardiographie"\necrit = "échocardiographie"'),
        ("oreillette gauche dilatée", "oreillette gauche très dilatée", 'attendu = "dilatée"\necrit = "très dilatée"'),
        ("Dr Hélène", "Docteur Hélène", 'attendu = "Dr"\necrit = "Docteur"'),
    ],
)  # fmt: skip
def test_an_accepted_variant_costs_nothing_and_is_shown(old: str, new: str, entry: str) -> None:
    found = marked(old, new, f"[[accepte]]\n{entry}\n")
    assert found.mark == 20
    assert not found.mistakes
    assert found.figures["word_error_rate"] == 0


@pytest.mark.parametrize(
    ("old", "new", "entry"),
    [
        # the variant elsewhere, another variant, the other way round, another place
        ("oreillette gauche", "oreillette droite", 'attendu = "gauche"\necrit = "bilatérale"'),
        ("oreillette gauche dilatée", "oreillette gauche non dilatée", 'attendu = "dilatée"\necrit = "très dilatée"'),
        ("ramipril 5 mg", "ramipril 50 mg", 'attendu = "5 mg"\necrit = "5000 µg"'),
        ("hypertension artérielle", "hypotension artérielle",
         'attendu = "hypotension artérielle"\necrit = "hypertension artérielle"'),
        ("artérielle à 14/8", "veineuse à 14/8", 'attendu = "artérielle"\necrit = "veineuse"\noccurrence = 1'),
    ],
)  # fmt: skip
def test_what_was_not_accepted_is_still_charged(old: str, new: str, entry: str) -> None:
    found = marked(old, new, f"[[accepte]]\n{entry}\n")
    assert found.mark < 20
    assert found.waived == ()


def test_a_variant_accepted_at_one_place_counts_there_alone() -> None:
    entry = '[[accepte]]\nattendu = "artérielle"\necrit = "veineuse"\noccurrence = 2\n'
    found = marked("artérielle", "veineuse", entry)
    assert len(found.waived) == 1
    assert [m.found for m in found.mistakes] == ["veineuse"]
    assert found.mistakes[0].heading == "Antécédents"


def test_a_charge_is_cancelled_for_one_learner_alone() -> None:
    toml = '[[annule]]\nattendu = "gauche"\necrit = "droite"\neleve = "MARTIN Léa"\ncommentaire = "Erreur du son."\n'
    decisions = {KEY.id: parse_decisions(toml, "a")}
    page = Page(LETTER.replace("gauche", "droite"))
    attempts = [Attempt(name, name, KEY.id, page=page) for name in ("Léa Martin", "Zoé Roux")]
    results = list(grade_all(attempts, [KEY], LEXICON, load_scheme("sur-20"), decisions=decisions))
    marks = [result.grade.mark for result in results if result.grade]
    assert marks == [20, 18]
    shown = sheet_body(results[0], "x")
    assert "faute annulée par le formateur (Erreur du son.)" in shown
    assert "Décisions du formateur" in shown
    assert unused_decisions(results, [KEY], decisions) == []


def test_a_charge_changes_class_gravity_and_points() -> None:
    entry = (
        '[[change]]\nattendu = "gauche"\nclasse = "orthographe"\ngravite = "non critique"\npoints = "0,75"\n'
    )
    (mistake,) = marked("gauche", "droite", entry).mistakes
    assert (mistake.kind, mistake.severity, mistake.points) == ("spelling", "minor", Decimal("0.75"))
    without = '[[change]]\nattendu = "gauche"\nclasse = "orthographe"\ngravite = "non critique"\n'
    assert marked("gauche", "droite", without).mark == Decimal("19.5")


def test_a_charge_is_added_where_its_words_are() -> None:
    toml = '[[ajoute]]\necrit = "Bien confraternellement"\nclasse = "mise en page"\npoints = 1\ncommentaire = "x"\n'
    found = grade(LETTER, LETTER, LEXICON, decisions=parse_decisions(toml, "a"))
    (mistake,) = found.mistakes
    assert found.mark == 19
    assert LETTER[mistake.start : mistake.end] == "Bien confraternellement"
    missing = grade(LETTER, LETTER.replace("Bien c", "C"), LEXICON, decisions=parse_decisions(toml, "a"))
    assert all(m.decision is None for m in missing.mistakes)
    whole = '[[ajoute]]\nclasse = "mise en page"\ncommentaire = "Sans marges."\n'
    result = Result(Attempt("x", "Léa", KEY.id, page=Page(LETTER)), KEY, grade(LETTER, LETTER, LEXICON,
                    decisions=parse_decisions(whole, "a")))  # fmt: skip
    shown = sheet_body(result, "x")
    assert "<b>la copie entière</b><br>Sans marges." in shown
    assert "Ajoutée par le formateur" in shown
    assert sheet_docx(result, "x")[:2] == b"PK"


def test_keys_written_with_their_accents_are_read() -> None:
    (one,) = parse_decisions(
        '[[changé]]\nattendu = "a"\nécrit = "b"\nélève = "Léa"\ngravité = "critique"\n', "a"
    )
    assert (one.found, one.learner, one.severity) == ("b", "Léa", "critical")


def test_the_last_decision_written_holds() -> None:
    toml = '[[annule]]\nattendu = "gauche"\n[[change]]\nattendu = "gauche"\npoints = 3\n'
    assert marked("gauche", "droite", toml).mark == 17


def test_an_exercise_with_a_draft_asks_no_more_for_what_is_accepted() -> None:
    draft = LETTER.replace("gauche", "droite").replace("dyspnée", "dispnée")
    toml = '[[accepte]]\nattendu = "dyspnée"\necrit = "dispnée"\n'
    copy = LETTER.replace("dyspnée", "dispnée")
    found = grade(LETTER, copy, LEXICON, given=Page(draft), decisions=parse_decisions(toml, "a"))
    assert (found.asked, found.corrected) == (1, 1)
    assert found.mark == 20


@given(
    st.lists(st.sampled_from(LETTER.split()), max_size=3),
    st.lists(st.sampled_from(LETTER.split()), max_size=3),
)
def test_whatever_is_decided_the_sum_is_exact(expected: list[str], found: list[str]) -> None:
    decisions = [
        Decision("accept", " ".join(expected), " ".join(found)),
        Decision("change", " ".join(found), points=Decimal("0.37"), kind="accent"),
        Decision("add", found=" ".join(expected), kind="layout", points=Decimal(30)),
    ]
    done = grade(LETTER, LETTER.replace("gauche", "droite").replace("mg", "g"), LEXICON, decisions=decisions)
    assert done.mark + sum(m.points for m in done.mistakes) == done.maximum
    assert done.mark >= 0


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('[[accepte]]\nattendu = "a"\necrit = "b"\npartout = true\n', "« a.toml », ligne 4 : « partout » est inconnu"),
        ('[[accepte]]\nattendu = "a"\necrit = "b"\n\n[[accepte]]\nattendu = "c"\nnote = "d"\n',
         "ligne 7 : « note » est inconnu"),
        ('[[admis]]\nattendu = "a"\n', "ligne 1 : « admis » est inconnu ; connus : [[accepte]]"),
        ('attendu = "a"\n', "ligne 1 : « attendu » est inconnu"),
        ('[accepte]\nattendu = "a"\n', "ligne 1 : « accepte » doit s’écrire [[accepte]]"),
        ('[[accepte]]\nattendu = "a"\n', "ligne 1 : « ecrit » manque"),
        ('[[accepte]]\nattendu = "a"\necrit = "a"\n', "ligne 3 : « ecrit » est le texte attendu lui-même"),
        ('[[annule]]\ncommentaire = "x"\n', "ligne 1 : « attendu » manque"),
        ('[[change]]\nattendu = "a"\n', "ligne 1 : « classe » manque"),
        ('[[change]]\nattendu = "a"\nclasse = "fautes"\n', "ligne 3 : « classe » doit être l’un de : identité"),
        ('[[change]]\nattendu = "a"\npoints = -1\n', "ligne 3 : « points » doit être un nombre positif ou nul"),
        ('[[change]]\nattendu = "a"\npoints = nan\n', "ligne 3 : « points » doit être un nombre"),
        ('[[ajoute]]\nclasse = "doses"\n', "ligne 2 : « classe » doit être l’un de"),
        ('[[ajoute]]\nclasse = "accent"\n', "ligne 1 : « commentaire » manque"),
        ('[[annule]]\nattendu = "a"\noccurrence = 0\n', "ligne 3 : « occurrence » doit être un nombre entier"),
        ('[[annule]]\nattendu = 5\n', "ligne 2 : « attendu » doit être un texte entre guillemets"),
        ("[[annule]\n", "erreur d’écriture"),
    ],
)  # fmt: skip
def test_a_wrong_line_is_refused_in_one_sentence(toml: str, said: str) -> None:
    with pytest.raises(DocumentError) as caught:
        parse_decisions(toml, "a.toml")
    assert said in str(caught.value)
    assert str(caught.value).count("\n") == 0


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (
            '[[accepte]]\nattendu = "thorax"\necrit = "poitrine"',
            "« thorax » ne se trouve pas dans le corrigé",
        ),
        ('[[accepte]]\nattendu = "gauche"\necrit = "G"', "aucune copie n’a « G » à la place de « gauche »"),
        ('[[annule]]\nattendu = "gauche"\neleve = "Hugo"', "aucune copie n’est de « Hugo »"),
        ('[[annule]]\nattendu = "récente"', "aucune copie n’a cette faute"),
        (
            '[[ajoute]]\necrit = "abracadabra"\nclasse = "accent"\ncommentaire = "x"',
            "aucune copie ne contient",
        ),
    ],
)
def test_a_decision_that_meets_nothing_is_said(entry: str, said: str) -> None:
    decisions = {KEY.id: parse_decisions(f"# en tête\n{entry}\n", "a")}
    attempt = Attempt("lea", "Léa", KEY.id, page=Page(LETTER.replace("gauche", "droite")))
    results = list(grade_all([attempt], [KEY], LEXICON, load_scheme("sur-20"), decisions=decisions))
    (sentence,) = unused_decisions(results, [KEY], decisions)
    assert said in sentence
    assert "ligne 2" in sentence


@pytest.mark.parametrize(
    ("whose", "identifier", "name", "theirs"),
    [
        ("", "a1", "Léa Martin", True),
        ("A1", "a1", "Léa Martin", True),
        ("martin lea", "a1", "Léa Martin", True),
        ("Léa", "a1", "Léa Martin", False),
        ("Léa Martin", "a1", "Léa Martin (G2)", False),
    ],
)
def test_whose_a_decision_is(whose: str, identifier: str, name: str, theirs: bool) -> None:
    assert is_of(Decision("cancel", "x", learner=whose), identifier, name) is theirs


def test_entries_are_added_without_touching_what_people_wrote(tmp_path: Path) -> None:
    path = tmp_path / "acceptes.toml"
    path.write_text('# à nous\n[[annule]]\nattendu = "gauche"  # ici\n', "utf-8")
    add_decision(path, Decision("accept", 'un "mot"', "a\\b", comment="oui"))
    assert path.read_text("utf-8").startswith('# à nous\n[[annule]]\nattendu = "gauche"  # ici\n')
    assert [(one.expected, one.found) for one in load_decisions(path)] == [
        ("gauche", ""),
        ('un "mot"', "a\\b"),
    ]
    before = path.read_bytes()
    with pytest.raises(DocumentError):
        add_decision(path, Decision("add", kind="accent"))
    assert path.read_bytes() == before


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20).map(lambda t: " ".join(t.split()))


@given(TEXT, TEXT, TEXT, TEXT, st.integers(0, 9))
def test_an_entry_is_read_back_as_it_was(
    expected: str, found: str, learner: str, comment: str, rank: int
) -> None:
    if expected == found:
        found += "x"
    decision = Decision("accept", expected, found, learner, rank, comment=comment)
    (back,) = parse_decisions(entry_text(decision), "a")
    assert back == Decision("accept", expected, found, learner, rank, comment=comment, line=1)


def exercise(tmp_path: Path) -> Path:
    write_key(tmp_path / "exo" / "formateur" / "exercise.json", KEY)
    return tmp_path / "exo"


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(exercise_command, arguments, standalone_mode=False)
    return (done.return_value if isinstance(done.return_value, int) else done.exit_code), done.output


def test_commands_write_what_grade_reads(tmp_path: Path) -> None:
    folder = str(exercise(tmp_path))
    assert run("accept", folder, "gauche", "G", "--comment", "Abrégé admis.")[0] == 0
    assert run("cancel", folder, "récente", "--class", "accent", "--learner", "Léa")[0] == 0
    assert run("change", folder, "ramipril", "--severity", "non critique", "--points", "0,5")[0] == 0
    assert run("charge", folder, "--class", "mise en page", "--comment", "Sans marges.")[0] == 0
    rulings = [one.ruling for one in decisions_of(tmp_path, [KEY])[KEY.id]]
    assert rulings == ["accept", "cancel", "change", "add"]
    code, out = run("accept", folder, "thorax", "poitrine")
    assert code == 0
    assert "« thorax » ne se trouve pas dans le corrigé" in out
    assert not list(Path(folder).glob(".transcribe*"))


def test_commands_refuse_what_means_nothing(tmp_path: Path) -> None:
    done = CliRunner().invoke(exercise_command, ["accept", str(tmp_path), "a", "b"])
    assert done.exit_code == 2
    assert "n’est pas un dossier d’exercice" in done.output
    folder = str(exercise(tmp_path))
    done = CliRunner().invoke(exercise_command, ["charge", folder, "--class", "fautes", "--comment", "x"])
    assert done.exit_code == 2
    assert re.search("« fautes » *: choisissez parmi", done.output)
