"""Ce qu’un serveur a accepté ne se perd pas, quoi qu’il arrive entre deux fenêtres."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.classroom.conftest import Clock, Space, exercise_folder
from transcribe import classroom
from transcribe.classroom.errors import HandedIn, NotAllowed
from transcribe.classroom.types import Conflict, Known, Saved, Who


def test_la_premiere_fenetre_enregistre(space: Space) -> None:
    who = space.who("Yanis Le Goff")
    copy = classroom.open_copy(space.store, who, space.ask("dictee"))
    answer = classroom.save(space.store, who, copy.id, base=0, text="Pas", styles=[""], tab="a", seq=1)
    assert answer == Saved(1)
    assert classroom.read_copy(space.store, who, copy.id)[0].text == "Pas"


def test_un_envoi_deja_recu_n_est_pas_un_second(space: Space) -> None:
    who = space.who("Yanis Le Goff")
    copy = classroom.open_copy(space.store, who, space.ask("dictee"))
    classroom.save(space.store, who, copy.id, base=0, text="Pas", styles=[], tab="a", seq=1)
    again = classroom.save(space.store, who, copy.id, base=0, text="Pas", styles=[], tab="a", seq=1)
    assert again == Known(1, "Pas", ())


def test_une_reponse_perdue_ne_fait_pas_un_conflit_avec_soi_meme(space: Space) -> None:
    who = space.who("Yanis Le Goff")
    copy = classroom.open_copy(space.store, who, space.ask("dictee"))
    classroom.save(space.store, who, copy.id, base=0, text="Pas", styles=[], tab="a", seq=1)  # answer lost
    assert classroom.save(
        space.store, who, copy.id, base=0, text="Pas de", styles=[], tab="a", seq=2
    ) == Saved(2)


def test_l_autre_fenetre_n_est_jamais_ecrasee(space: Space) -> None:
    who = space.who("Yanis Le Goff")
    copy = classroom.open_copy(space.store, who, space.ask("dictee"))
    classroom.save(space.store, who, copy.id, base=0, text="une", styles=[], tab="a", seq=1)
    answer = classroom.save(space.store, who, copy.id, base=0, text="deux", styles=[], tab="b", seq=1)
    assert answer == Conflict(1, "une", ())
    with space.store.read() as db:
        texts = {row["text"]: row["rev"] for row in db.execute("SELECT text, rev FROM version")}
    assert texts == {"une": 1, "deux": None}


def test_une_copie_rendue_garde_le_texte_arrive_trop_tard_sans_changer(space: Space) -> None:
    who = space.who("Yanis Le Goff")
    copy = classroom.open_copy(space.store, who, space.ask("dictee"))
    classroom.save(space.store, who, copy.id, base=0, text="fini", styles=[], tab="a", seq=1)
    classroom.hand_in(space.store, who, copy.id)
    with pytest.raises(HandedIn):
        classroom.save(space.store, who, copy.id, base=1, text="fini, ou presque", styles=[], tab="a", seq=2)
    assert classroom.read_copy(space.store, who, copy.id)[0].text == "fini"
    with space.store.read() as db:
        assert db.execute("SELECT 1 FROM version WHERE text = 'fini, ou presque'").fetchone()


def test_la_copie_d_un_homonyme_n_est_pas_la_sienne(space: Space) -> None:
    first, second = space.who("Léa Martin", "A1"), space.who("Léa Martin", "A2")
    copy = classroom.open_copy(space.store, first, space.ask("dictee"))
    with pytest.raises(NotAllowed):
        classroom.save(space.store, second, copy.id, base=0, text="à moi", styles=[], tab="a", seq=1)
    with pytest.raises(NotAllowed):
        classroom.read_copy(space.store, second, copy.id)


STEPS = st.lists(
    st.tuples(
        st.sampled_from("ab"),  # the window
        st.sampled_from(["type", "type", "send", "send", "lose", "again", "reload", "restart"]),
    ),
    max_size=40,
)


class Window:
    """A browser's window as ``static/saving.js`` behaves: one base, a number a change, the last thing sent."""

    def __init__(self, name: str) -> None:
        self.name, self.base, self.seq, self.text, self.stopped = name, 0, 0, "", False

    def type(self, letter: str) -> None:
        self.seq += 1
        self.text += letter

    def entry(self) -> dict[str, object]:
        return {"base": self.base, "text": self.text, "styles": [], "tab": self.name, "seq": self.seq}


@settings(max_examples=60, deadline=None)
@given(steps=STEPS)
def test_tout_texte_accepte_est_dans_les_versions(
    steps: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Deux fenêtres, réponses perdues, redémarrages : ce qui a été accepté ou refusé est gardé, dans l’ordre."""
    folder = tmp_path_factory.mktemp("espace")
    store = classroom.Store(folder / "e", clock=Clock())
    class_ = classroom.create_class(store, "C")
    who = Who(classroom.enrol(store, class_, [classroom.Newcomer("Ana", pin="1")])[0].person, class_.id)
    exercise = classroom.add_exercises(store, exercise_folder(folder, "dictee"), fictitious=True)
    copy = classroom.open_copy(store, who, classroom.assign(store, class_, exercise, classroom.Terms())[0])
    windows = {name: Window(name) for name in "ab"}
    received: set[tuple[str, int, str]] = set()
    incarnation = 0
    for number, (name, step) in enumerate(steps):
        window = windows[name]
        if step == "type":
            window.type(chr(97 + number % 26))
        elif step in ("send", "lose", "again") and window.seq and not window.stopped:
            answer = classroom.save(store, who, copy.id, **window.entry())  # type: ignore[arg-type]
            received.add((window.name, window.seq, window.text))
            if step == "lose":
                continue
            if isinstance(answer, Conflict):
                window.stopped = True
            else:
                window.base = answer.rev
        elif step == "reload":
            incarnation += 1
            now = classroom.read_copy(store, who, copy.id)[0]
            windows[name] = Window(f"{name}{incarnation}")
            windows[name].base, windows[name].text = now.rev, now.text
        elif step == "restart":
            store.close()
            store = classroom.Store(folder / "e", clock=Clock())
    with store.read() as db:
        kept = {
            (row["tab"], row["seq"], row["text"]) for row in db.execute("SELECT tab, seq, text FROM version")
        }
        revisions = [
            row["rev"] for row in db.execute("SELECT rev FROM version WHERE rev IS NOT NULL ORDER BY rev")
        ]
        last = db.execute(
            "SELECT text FROM version WHERE rev IS NOT NULL ORDER BY rev DESC LIMIT 1"
        ).fetchone()
    standing = classroom.read_copy(store, who, copy.id)[0]
    store.close()
    assert received <= kept
    assert revisions == list(range(1, len(revisions) + 1))
    assert standing.rev == len(revisions)
    assert standing.text == (last["text"] if revisions else "")


def test_les_versions_gardent_aussi_les_styles(space: Space, tmp_path: Path) -> None:
    who = space.who("Yanis Le Goff")
    copy = classroom.open_copy(space.store, who, space.ask("mise-en-page"))
    classroom.save(
        space.store, who, copy.id, base=0, text="Titre\nSuite", styles=["title", ""], tab="a", seq=1
    )
    with space.store.read() as db:
        row = db.execute("SELECT styles_json FROM version").fetchone()
    assert json.loads(row["styles_json"]) == ["title", ""]
