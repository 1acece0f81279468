"""La classe de démonstration : elle s’ouvre vite, et ne montre que ce qu’un élève peut voir."""

import json
import re
import time
import tomllib
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from transcribe import classroom
from transcribe.classroom import demo
from transcribe.classroom.types import Who
from transcribe.french import fold
from transcribe.grading.keys import parse_key

SAMPLES = Path(__file__).parent.parent.parent / "samples"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[classroom.Store, dict[str, str]]]:
    store = classroom.Store(tmp_path_factory.mktemp("demo"))
    yield store, demo.build_demo(store)
    store.close()


def entered(store: classroom.Store, example: dict[str, str]) -> Who:
    who = classroom.session_of(
        store, classroom.sign_in(store, example["code"], example["name"], example["pin"])
    )
    assert who is not None
    return who


def test_elle_est_prete_avant_deux_secondes(tmp_path: Path) -> None:
    begun = time.process_time()
    store = classroom.Store(tmp_path)
    demo.build_demo(store)
    store.close()
    assert time.process_time() - begun < 2


def test_un_exercice_de_chaque_genre_attend(opened: tuple[classroom.Store, dict[str, str]]) -> None:
    store, example = opened
    asked = classroom.assignments_of(store, entered(store, example))
    assert {one.kind for one in asked} == set(demo.SOURCES)


def test_des_notes_de_semaines_passees_s_y_lisent(opened: tuple[classroom.Store, dict[str, str]]) -> None:
    store, example = opened
    who = entered(store, example)
    marks = classroom.marks_of(store, who)
    assert len(marks) == len(demo.PAST)
    rising = [float(marks[copy.id][0]) for copy in classroom.copies_of(store, who) if copy.id in marks]
    assert rising == sorted(rising)
    first = classroom.marked_for(store, who, classroom.copies_of(store, who)[0].id, None)  # type: ignore[arg-type]
    assert {mistake.kind for mistake in first.grade.mistakes} >= {"negation", "terminology"}


@pytest.mark.parametrize("kind", demo.SOURCES)
def test_le_corrige_est_celui_de_l_exemple(kind: str) -> None:
    sample = tomllib.loads((SAMPLES / f"{demo.SOURCES[kind][0]}.toml").read_text("utf-8"))
    assert parse_key(demo.key_text(kind), kind).reference.text == "\n".join(
        line.strip() for line in sample["written"].splitlines() if line.strip()
    )


@pytest.mark.parametrize("kind", demo.SOURCES)
def test_rien_du_corrige_n_est_dans_ce_que_l_eleve_voit(
    kind: str, opened: tuple[classroom.Store, dict[str, str]]
) -> None:
    """Un mot du corrigé que ni le texte donné ni ses propositions n’écrivent ne se lit nulle part."""
    store, example = opened
    who = entered(store, example)
    asked = next(one for one in classroom.assignments_of(store, who) if one.kind == kind)
    copy, found, sheet = classroom.read_copy(store, who, classroom.open_copy(store, who, asked.id).id)
    shown = json.dumps([asdict(copy), asdict(found), asdict(sheet)], ensure_ascii=False)
    data = json.loads(demo.key_text(kind))
    given = words(data["draft"]) | {
        word for one in data.get("marks", ()) for a in one["alternatives"] for word in words(a)
    }
    given |= {word for hint in data.get("hints", ()) for word in words(hint)} | words(data["title"])
    secret = words(data["reference"]["text"]) - given
    assert secret or kind == "mise-en-page"
    assert not secret & words(shown)


def words(text: str) -> set[str]:
    return {word for word in re.findall(r"[^\W_]{4,}", fold(text)) if not word.isdigit()}
