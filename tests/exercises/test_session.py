"""Sittings: they fill the time, never pass it, and hold one exercise of each dictation."""

from decimal import Decimal
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.grading.fake import LETTER, LEXICON
from transcribe.cli.exercise import command
from transcribe.core.errors import OutputError
from transcribe.exercises import Choices, Exercise, Level, Needs, Source, make_exercise
from transcribe.exercises.session import (
    compose,
    duration_text,
    given_minutes,
    parse_minutes,
    session_of,
    usual_minutes,
)
from transcribe.exercises.session_writing import write_session
from transcribe.exercises.types import ExerciseKind
from transcribe.grading import Page
from transcribe.grading.keys import find_keys
from transcribe.grading.seance import read_session

KINDS: tuple[ExerciseKind, ...] = ("dictee", "relecture", "mise-en-page")


def exercise(source: str, kind: ExerciseKind, words: int, level: int = 2) -> Exercise:
    page = Page(" ".join(["mot"] * words))
    return Exercise(f"{kind}-{source}", source, kind, Source(source, page), Level(level, level / 5, ()), page)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45", 45),
        ("45 min", 45),
        ("3 h 45", 225),
        ("3h45", 225),
        ("3H", 180),
        ("3\u00a0h\u00a005", 185),
        ("2 heures", 120),
    ],
)
def test_une_duree_se_lit(text: str, minutes: int) -> None:
    assert parse_minutes(text) == minutes


@pytest.mark.parametrize("text", ["", "0", "-5", "demain", "3h75", "11 h", "45,5", "3:45", "0 h 0", "9999"])
def test_ce_qui_n_est_pas_une_duree(text: str) -> None:
    with pytest.raises(ValueError, match="no duration"):
        parse_minutes(text)


@given(st.integers(1, 600))
def test_une_duree_ecrite_se_relit(minutes: int) -> None:
    assert parse_minutes(duration_text(minutes)) == minutes


@given(st.integers(1, 600), st.integers(0, 200))
def test_le_temps_majore_de_la_seance_est_exact(total: int, extra: int) -> None:
    given_ = given_minutes(total, extra / 100)
    assert total * (100 + extra) <= 100 * given_ < total * (100 + extra) + 100


def test_un_tiers_temps_de_quarante_cinq_minutes() -> None:
    assert given_minutes(45, 1 / 3) == 60


sources = st.lists(st.tuples(st.integers(20, 400), st.integers(1, 5)), max_size=7)


@settings(max_examples=60, deadline=None)
@given(sources, st.integers(5, 225), st.integers(0, 5))
def test_une_seance_ne_depasse_pas_son_temps(made: list[tuple[int, int]], total: int, seed: int) -> None:
    pool = [exercise(f"s{n}", kind, words, level) for n, (words, level) in enumerate(made) for kind in KINDS]
    chosen = compose(pool, total, seed=seed)
    assert sum(map(usual_minutes, chosen)) <= total
    assert len({one.source.id for one in chosen}) == len(chosen)
    assert [one.level.value for one in chosen] == sorted(one.level.value for one in chosen)
    assert [one.id[:2] for one in chosen] == [f"{n:02}" for n in range(1, len(chosen) + 1)]
    assert bool(chosen) == any(usual_minutes(one) <= total for one in pool)
    assert chosen == compose(pool, total, seed=seed)


def test_une_seance_se_remplit_au_plus_pres() -> None:
    pool = [
        exercise(f"s{n}", "dictee", words) for n, words in enumerate((100, 150, 210))
    ]  # 10, 15, 20 minutes
    assert sum(map(usual_minutes, compose(pool, 45))) == 45
    assert sum(map(usual_minutes, compose(pool, 44))) == 35


def test_une_seance_varie_les_genres() -> None:
    pool = [exercise(f"s{n}", kind, 100) for n in range(6) for kind in KINDS]
    assert {one.kind for one in compose(pool, 30)} == set(KINDS)


def made(kind: ExerciseKind, source: str, needs: Needs) -> Exercise:
    return make_exercise(Source(source, Page(LETTER)), kind, Level(2, 0.3, ()), LEXICON, Choices(needs=needs))


@pytest.fixture
def written(tmp_path: Path) -> Path:
    needs = Needs(size=18, extra_time=1 / 3)
    chosen = compose([made("dictee", "lettre-a", needs), made("relecture", "lettre-b", needs)], 45)
    write_session(session_of(chosen, 45, exam=True), chosen, tmp_path / "seance")
    return tmp_path / "seance"


def test_un_dossier_a_distribuer_et_des_cles(written: Path) -> None:
    keys = find_keys(written)
    session = read_session(written, [key.id for key in keys])
    assert session is not None
    assert (session.minutes, session.exam, [part.id for part in session.parts]) == (
        45,
        True,
        [k.id for k in keys],
    )
    assert sum(map(session.worth, session.parts)) == Decimal(20)
    for key in keys:
        assert (written / "apprenant" / key.id / "copie.docx").is_file()
        assert not (written / "apprenant" / key.id / "consigne.docx").exists()
        assert not (written / key.id / "apprenant").exists()


def test_le_son_d_une_seance_est_retrouve_pour_les_fiches(written: Path) -> None:
    first = find_keys(written)[0]
    assert first.audio == ()
    (written / "apprenant" / first.id / "dictee.ogg").write_bytes(b"OggS")
    assert [path.name for path in find_keys(written)[0].audio] == ["dictee.ogg"]


def test_une_seule_consigne_dit_tout(written: Path) -> None:
    document = docx.Document(str(written / "apprenant" / "consigne.docx"))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs).replace("\u00a0", " ")
    for part in ("Examen blanc – 45 minutes", "temps majoré de 33,3 % : 1 h", "Une seule note sur 20",
                 "sans aide ni correction", "Exercice 1 :", "Exercice 2 :", "points sur 20",
                 "Prénom NOM - 01-"):  # fmt: skip
        assert part in text
    assert document.styles["Normal"].font.size.pt == 18


def test_une_seance_amenagee_est_un_dossier_entier(written: Path) -> None:
    chosen = compose([made("dictee", "lettre-a", Needs()), made("relecture", "lettre-b", Needs())], 45)
    out = written.parent / "amenagee"
    session = session_of(chosen, 45, exam=False)
    own = write_session(
        session, chosen, out, {"Léa Martin": Needs(size=20, extra_time=1 / 3), "Zoé": Needs()}
    )
    assert [folder.relative_to(out).as_posix() for folder in own] == ["amenages/Léa Martin"]
    document = docx.Document(str(own[0] / "consigne.docx"))
    assert document.styles["Normal"].font.size.pt == 20
    assert "temps majoré" in "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert [(own[0] / one.id / "copie.docx").is_file() for one in chosen] == [True, True]
    assert not list(own[0].rglob("exercise.json"))
    assert len(find_keys(out)) == 2


def test_une_seance_sans_temps_majore_dit_sa_duree_et_rien_de_plus(tmp_path: Path) -> None:
    chosen = compose([made("dictee", "lettre-a", Needs())], 45)
    write_session(session_of(chosen, 45, exam=False), chosen, tmp_path / "seance")
    text = [
        p.text for p in docx.Document(str(tmp_path / "seance" / "apprenant" / "consigne.docx")).paragraphs
    ]
    assert "Durée : 45\u00a0minutes." in text
    assert "majoré" not in "".join(text)


def test_une_autre_seance_dans_le_meme_dossier_est_refusee(written: Path) -> None:
    chosen = compose([made("mise-en-page", "autre", Needs())], 45)
    with pytest.raises(OutputError, match=r"01-.*choisissez un dossier neuf"):
        write_session(session_of(chosen, 45, exam=False), chosen, written)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--session", "demain"], "n’est pas une durée"),
        (["--exam"], "--session"),
        (["--session", "45", "--count", "3"], "--count"),
    ],
)
def test_la_commande_dit_ce_qui_ne_va_pas(tmp_path: Path, options: list[str], said: str) -> None:
    (tmp_path / "a.txt").write_text(LETTER, "utf-8")
    arguments = ["make", str(tmp_path / "a.txt"), "--out", str(tmp_path / "out"), *options]
    done = CliRunner().invoke(command, arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert not (tmp_path / "out").exists()


def test_la_commande_fait_une_seance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transcribe.terms.load_lexicon", lambda: LEXICON, raising=False)
    (tmp_path / "a.txt").write_text(LETTER, "utf-8")
    arguments = ["make", str(tmp_path / "a.txt"), "--out", str(tmp_path / "out"), "--session"]
    done = CliRunner().invoke(command, [*arguments, "3"], standalone_mode=False)
    assert done.return_value == 1
    assert "Aucun exercice ne tient dans cette séance" in done.stderr
    done = CliRunner().invoke(command, [*arguments, "3h45"], standalone_mode=False)
    assert done.return_value == 0
    assert "n’est pas remplie" in done.stderr
    assert "À distribuer aux élèves" in done.stdout
