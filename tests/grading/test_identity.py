"""Whose a copy is: names of files and folders, Moodle's downloads, class lists, namesakes, dates."""

import os
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.grading.fake import LETTER, LEXICON
from transcribe.core.errors import DocumentError
from transcribe.grading import Page, load_scheme
from transcribe.grading.class_html import class_body
from transcribe.grading.handed_in import read_attempts
from transcribe.grading.keys import Key
from transcribe.grading.naming import named, words_of_name
from transcribe.grading.roster import read_roster
from transcribe.grading.sheet_html import sheet_body, sheet_html
from transcribe.grading.sitting import Attempt, Result, counted, grade_all
from transcribe.grading.summary import summary

KEYS = [
    Key("01-cardio", "Cardiologie", Page(LETTER), level=2),
    Key("02-suite", "Suite", Page(LETTER), level=1),
]


@pytest.mark.parametrize(
    ("path", "learner", "group", "number"),
    [
        ("MARTIN Léa_12345_assignsubmission_file_/copie", "MARTIN Léa", "", "12345"),
        ("MARTIN Léa_12345_assignsubmission_file/copie", "MARTIN Léa", "", "12345"),
        ("MARTIN Léa_12345_assignsubmission_file_ma copie", "MARTIN Léa", "", "12345"),
        (
            "Groupe A-Léa Martin-Roy_9_assignsubmission_onlinetext_/onlinetext",
            "Léa Martin-Roy",
            "Groupe A",
            "9",
        ),
        ("Participant_77_assignsubmission_file_/copie", "Participant 77", "", "77"),
        ("Groupe B/Léa Martin/copie", "Léa Martin", "Groupe B", ""),
        ("Groupe B/Léa Martin - 01-cardio", "Léa Martin", "Groupe B", ""),
        ("Copies du 12 mai/Hugo_Petit - 01-cardio", "Hugo Petit", "", ""),
        ("01-cardio/Zoé Roux", "Zoé Roux", "", ""),
        ("Léa Martin - 01-cardio - 2026-11-20", "Léa Martin", "", ""),
        ("Marie-Claude D’Arc", "Marie-Claude D’Arc", "", ""),
        # a surname that begins as a word for a group or for copies is a name
        ("Claire Sessions/copie", "Claire Sessions", "", ""),
        # folders of a sitting or of a day above the learner's own
        ("S1/Léa/copie", "Léa", "", ""),
        ("S1/Léa Martin/01-cardio/copie", "Léa Martin", "", ""),
        ("Séance 2/Groupe A/Léa Martin/copie", "Léa Martin", "Groupe A", ""),
        ("2026-11-27/Léa Martin/copie", "Léa Martin", "", ""),
        ("27 novembre 2026/Léa Martin/copie", "Léa Martin", "", ""),
        ("vendredi 27/Léa Martin/copie", "Léa Martin", "", ""),
        ("novembre/semaine 48/Léa Martin - 01-cardio", "Léa Martin", "", ""),
        ("TP3/S2/Léa Martin/copie", "Léa Martin", "TP3", ""),
        ("Examen blanc/Léa Martin/copie", "Léa Martin", "", ""),
        ("Léa Martin/S1/copie", "Léa Martin", "", ""),
        ("Séverine Lundi/copie", "Séverine Lundi", "", ""),
        ("Jourdan Paul/copie", "Jourdan Paul", "", ""),
        ("Mai Nguyen/copie", "Mai Nguyen", "", ""),
        ("Grouper Jean", "Grouper Jean", "", ""),
        ("Promontoire Anna/copie", "Promontoire Anna", "", ""),
    ],
)
def test_names_tell_the_learner(path: str, learner: str, group: str, number: str) -> None:
    found = named(path.split("/"), "01-cardio")
    assert (found.learner, found.group, found.number) == (learner, group, number)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Léa 2026-11-20", date(2026, 11, 20)),
        ("Léa 20-11-2026", date(2026, 11, 20)),
        ("Léa 2026-13-45", None),
        ("Léa 12345", None),
    ],
)
def test_a_date_in_a_name(name: str, day: date | None) -> None:
    assert named([name]).day == day


@given(st.lists(st.text(min_size=1, max_size=30).map(lambda t: t.replace("/", "")), min_size=1, max_size=4))
def test_any_name_gives_a_learner(parts: list[str]) -> None:
    assert named(parts, "01-cardio").learner or not "".join(parts).strip(" -–_")


def written(folder: Path, *names: str, text: str = LETTER) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def listed(tmp_path: Path, content: str) -> Path:
    path = tmp_path / "classe.csv"
    path.write_text(content, "utf-8")
    return path


def ids(attempts: list[Attempt]) -> list[tuple[str, str, int]]:
    return [(one.learner_id, one.key, one.number) for one in attempts]


def test_one_learner_in_two_orders_is_one(tmp_path: Path) -> None:
    folder = written(tmp_path / "c", "Léa Martin - 01-cardio.txt", "MARTIN Lea - 02-suite.txt")
    assert set(ids(read_attempts([folder], KEYS))) == {
        ("lea-martin", "01-cardio", 1),
        ("lea-martin", "02-suite", 1),
    }


def test_namesakes_of_moodle_are_kept_apart(tmp_path: Path) -> None:
    folder = written(
        tmp_path / "c",
        "MARTIN Léa_11_assignsubmission_file_/01-cardio.txt",
        "MARTIN Léa_22_assignsubmission_file_/01-cardio.txt",
    )
    attempts = read_attempts([folder], KEYS)
    assert [one.learner for one in attempts] == ["MARTIN Léa (11)", "MARTIN Léa (22)"]
    results = list(grade_all(attempts, KEYS, LEXICON, load_scheme("sur-20")))
    assert len(summary(results, load_scheme("sur-20")).averages()) == 2


def test_one_learner_has_another_number_in_each_assignment_of_moodle(tmp_path: Path) -> None:
    folder = written(
        tmp_path / "c",
        "a/MARTIN Léa_11_assignsubmission_file_/01-cardio.txt",
        "b/MARTIN Léa_22_assignsubmission_file_/02-suite.txt",
    )
    assert {one.learner_id for one in read_attempts([folder], KEYS)} == {"lea-martin"}


def test_namesakes_of_two_groups_are_kept_apart(tmp_path: Path) -> None:
    folder = written(
        tmp_path / "c",
        "Groupe A/Léa Martin - 01-cardio.txt",
        "Groupe B/Léa Martin - 01-cardio.txt",
        "Groupe B/Zoé Roux - 01-cardio.txt",
    )
    names = [one.learner for one in read_attempts([folder], KEYS)]
    assert names == ["Léa Martin (Groupe A)", "Léa Martin (Groupe B)", "Zoé Roux"]


def test_a_class_list_gives_identifier_name_and_group(tmp_path: Path) -> None:
    roster = read_roster(
        listed(tmp_path, "Identifiant;Nom;Prénom;Groupe\ne101;MARTIN;Léa;A\ne102;ROUX;Zoé;B\n")
    )
    folder = written(
        tmp_path / "c", "martin_lea-01-cardio.txt", "e102 01-cardio.txt", "Inconnu Jean 01-cardio.txt"
    )
    found = {
        one.learner: (one.learner_id, one.group, one.listed) for one in read_attempts([folder], KEYS, roster)
    }
    assert found == {
        "Léa MARTIN": ("e101", "A", True), "Zoé ROUX": ("e102", "B", True), "Inconnu Jean": ("inconnu-jean", "", False),
    }  # fmt: skip


def test_namesakes_of_a_list_are_told_by_group_or_identifier_else_refused(tmp_path: Path) -> None:
    roster = read_roster(listed(tmp_path, "id,nom complet,groupe\nA17,Léa Martin,G1\nB23,Léa Martin,G2\n"))
    folder = written(
        tmp_path / "c",
        "G2/Léa Martin 01-cardio.txt",
        "Léa Martin A17 - 01-cardio.txt",
        "Léa Martin - 02-suite.txt",
    )
    told, untold, by_id = read_attempts([folder], KEYS, roster)
    assert (told.learner_id, told.learner) == ("B23", "Léa Martin (G2)")
    assert by_id.learner_id == "A17"
    assert "peut être de 2 élèves de la liste, Léa Martin (G1) ou Léa Martin (G2)" in untold.refused


def test_a_list_without_identifiers_keeps_namesakes_apart(tmp_path: Path) -> None:
    roster = read_roster(listed(tmp_path, "nom;groupe\nLéa Martin;G1\nLéa Martin;G2\nMartin Léa;G2\n"))
    assert len({one.id for one in roster.learners}) == 3


def test_moodles_grading_worksheet_is_a_class_list(tmp_path: Path) -> None:
    sheet = "Identifiant,Nom complet,Adresse de courriel,Statut,Note\nParticipant 11,Léa Martin,lea@ecole.fr,Remis,\n"
    roster = read_roster(listed(tmp_path, sheet))
    folder = written(tmp_path / "c", "Participant_11_assignsubmission_file_/01-cardio.txt")
    (attempt,) = read_attempts([folder], KEYS, roster)
    assert attempt.learner == "Léa Martin"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("id;note\n1;12\n", "n’a pas de colonne de noms"),
        ("identifiant;nom\nA1;Léa\nA1;Zoé\n", "donne deux fois l’identifiant « A1 », lignes 2 et 3"),
        ("identifiant;nom\n;\n", "ne contient aucun élève"),
    ],
)
def test_a_wrong_list_is_refused_in_one_sentence(tmp_path: Path, content: str, said: str) -> None:
    with pytest.raises(DocumentError, match=re.escape(said)):
        read_roster(listed(tmp_path, content))


def test_a_short_name_is_not_found_inside_another(tmp_path: Path) -> None:
    roster = read_roster(listed(tmp_path, "nom complet\nLéa Martin\nLéa Martinez\n"))
    (found,) = roster.find(["Léa Martinez"])
    assert found.name == "Léa Martinez"
    assert roster.find(["Léa"]) == []


def test_attempts_at_one_exercise_are_numbered_by_date_and_the_last_counts(tmp_path: Path) -> None:
    folder = written(tmp_path / "c", "Léa/01-cardio.txt", "Léa/01-cardio (2).txt")
    (folder / "Léa" / "01-cardio (2).txt").write_text(LETTER.replace("gauche", "droite"), "utf-8")
    for name, day in (("01-cardio.txt", 1_700_000_000), ("01-cardio (2).txt", 1_600_000_000)):
        os.utime(folder / "Léa" / name, (day, day))
    attempts = read_attempts([folder], KEYS)
    results = list(grade_all(attempts, KEYS, LEXICON, load_scheme("sur-20")))
    (last,) = counted(results)
    assert last.attempt.origin is not None
    assert (last.attempt.origin.name, last.attempt.number) == ("01-cardio.txt", 2)
    assert last.attempt.at is not None
    assert last.attempt.at.year == 2023


def dated(key: Key, learner: str, day: int, text: str = LETTER) -> Attempt:
    from datetime import UTC, datetime

    return Attempt(learner, learner, key.id, at=datetime(2026, 10, day, tzinfo=UTC), page=Page(text))


def graded(attempts: list[Attempt]) -> list[Result]:
    return list(grade_all(attempts, KEYS, LEXICON, load_scheme("sur-20")))


def test_progress_follows_dates_else_levels() -> None:
    rules = load_scheme("sur-20")
    # the harder exercise was done first
    dates = graded([dated(KEYS[0], "Léa", 1), dated(KEYS[1], "Léa", 9)])
    assert [one for one, _ in summary(dates, rules).exercises()] == ["01-cardio", "02-suite"]
    assert "Progression dans le temps" in class_body(dates, rules)
    assert "01/10/2026" in class_body(dates, rules)
    same_day = graded([dated(KEYS[0], "Léa", 1), dated(KEYS[1], "Léa", 1)])
    assert [one for one, _ in summary(same_day, rules).exercises()] == ["02-suite", "01-cardio"]
    assert "Progression d’un exercice à l’autre" in class_body(same_day, rules)


def test_bodies_stand_under_a_strict_policy() -> None:
    rules = load_scheme("sur-20")
    one = dated(KEYS[0], "Léa", 1, LETTER.replace("gauche", "droite"))
    results = graded([one, dated(KEYS[1], "Zoé", 2, LETTER.replace("ramipril", ""))])
    for body in (class_body(results, rules), *(sheet_body(result, rules.title) for result in results)):
        assert not re.search(r"<style|<script|\sstyle=|\son\w+=", body)
    assert "unsafe-inline" not in sheet_html(results[0], rules.title)


def test_words_of_a_name_have_no_order() -> None:
    assert words_of_name("MARTIN-ROY Léa") == words_of_name("Léa Martin Roy")


def test_a_word_of_the_exercise_in_a_name_tells_a_copy_of_hardly_a_word(tmp_path: Path) -> None:
    written(tmp_path, "Léa Martin/suite.txt", text="Bonjour")
    written(tmp_path, "Zoé Roux/suite.txt")
    found = {one.learner: one.key for one in read_attempts([tmp_path], DIFFERENT)}
    assert found == {"Léa Martin": "02-suite", "Zoé Roux": "01-cardio"}


DIFFERENT = [
    Key("01-cardio", "Cardiologie", Page(LETTER), level=2),
    Key("02-suite", "Suite", Page("La cicatrice est propre, les fils sont retirés."), level=1),
]
