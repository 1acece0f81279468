"""Ce qu’un serveur a accepté ne se perd pas, quoi qu’il arrive entre deux fenêtres."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.classroom.conftest import Clock, Space, exercise_folder
from transcribe import classroom
from transcribe.classroom.errors import Closed, HandedIn, NotAllowed
from transcribe.classroom.types import Conflict, Copy, Known, Saved, Who


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


def test_renvoyer_un_conflit_est_encore_un_conflit(space: Space) -> None:
    """La réponse s’est perdue : la fenêtre ne doit pas croire que son texte est dans la copie."""
    who = space.who("Yanis Le Goff")
    copy = classroom.open_copy(space.store, who, space.ask("dictee"))
    classroom.save(space.store, who, copy.id, base=0, text="une", styles=[], tab="a", seq=1)
    for _ in range(2):
        answer = classroom.save(space.store, who, copy.id, base=0, text="deux", styles=[], tab="b", seq=1)
        assert answer == Conflict(1, "une", ())


def test_un_renvoi_apres_le_texte_d_une_autre_fenetre_est_un_conflit(space: Space) -> None:
    """« a » n’a pas reçu sa réponse ; « b » a écrit depuis : « a » ne continue pas sans avoir vu ce texte."""
    who = space.who("Yanis Le Goff")
    copy = classroom.open_copy(space.store, who, space.ask("dictee"))
    classroom.save(space.store, who, copy.id, base=0, text="une", styles=[], tab="a", seq=1)
    classroom.save(space.store, who, copy.id, base=1, text="une, deux", styles=[], tab="b", seq=1)
    answer = classroom.save(space.store, who, copy.id, base=0, text="une", styles=[], tab="a", seq=1)
    assert answer == Conflict(2, "une, deux", ())


def test_deux_envois_de_la_meme_fenetre_arrivent_en_desordre(space: Space) -> None:
    who = space.who("Yanis Le Goff")
    copy = classroom.open_copy(space.store, who, space.ask("dictee"))
    classroom.save(space.store, who, copy.id, base=0, text="Pas de dyspnée", styles=[], tab="a", seq=2)
    answer = classroom.save(space.store, who, copy.id, base=0, text="Pas", styles=[], tab="a", seq=1)
    assert answer == Known(1, "Pas de dyspnée", ())


def test_deux_fenetres_d_un_meme_nom_gardent_leurs_deux_textes(space: Space) -> None:
    """Un onglet dupliqué porte le nom du premier : le second texte n’est pas pris pour un renvoi du premier."""
    who = space.who("Yanis Le Goff")
    copy = classroom.open_copy(space.store, who, space.ask("dictee"))
    classroom.save(space.store, who, copy.id, base=0, text="une", styles=[], tab="a", seq=1)
    for _ in range(2):
        answer = classroom.save(space.store, who, copy.id, base=0, text="deux", styles=[], tab="a", seq=1)
        assert answer == Conflict(1, "une", ())
    with space.store.read() as db:
        assert sorted(row["text"] for row in db.execute("SELECT text FROM version")) == ["deux", "une"]


def test_le_meme_texte_d_une_autre_fenetre_n_est_pas_un_conflit(space: Space) -> None:
    who = space.who("Yanis Le Goff")
    copy = classroom.open_copy(space.store, who, space.ask("dictee"))
    classroom.save(space.store, who, copy.id, base=0, text="Pas", styles=[], tab="a", seq=1)
    answer = classroom.save(space.store, who, copy.id, base=0, text="Pas", styles=[], tab="b", seq=1)
    assert answer == Known(1, "Pas", ())


def test_apres_la_fermeture_le_texte_est_garde_a_cote(space: Space) -> None:
    who = space.who("Yanis Le Goff")
    closes = space.clock.now + 600_000
    copy = classroom.open_copy(space.store, who, space.ask("dictee", classroom.Terms(closes=closes)))
    classroom.save(space.store, who, copy.id, base=0, text="à temps", styles=[], tab="a", seq=1)
    space.clock.pass_minutes(11)  # un envoi parti juste avant l’heure arrive encore
    classroom.save(space.store, who, copy.id, base=1, text="en route", styles=[], tab="a", seq=2)
    space.clock.pass_minutes(2)
    with pytest.raises(Closed):
        classroom.save(space.store, who, copy.id, base=2, text="trop tard", styles=[], tab="a", seq=3)
    assert classroom.read_copy(space.store, who, copy.id)[0].text == "en route"
    with space.store.read() as db:
        assert db.execute("SELECT 1 FROM version WHERE text = 'trop tard' AND rev IS NULL").fetchone()


def test_un_adieu_de_qui_attend_n_annule_pas_l_enregistrement(space: Space) -> None:
    """Une page fermée pendant l’envoi abandonne la réponse, pas le texte, et n’arrête pas les suivants."""
    who = space.who("Yanis Le Goff")
    copy = classroom.open_copy(space.store, who, space.ask("dictee"))
    left = space.store.submit(lambda db: db.execute("UPDATE copy SET text = 'parti'"))
    left.cancel()
    answer = classroom.save(space.store, who, copy.id, base=0, text="suite", styles=[], tab="a", seq=1)
    assert answer == Saved(1)


STEPS = st.lists(
    st.tuples(
        st.sampled_from("ab"),  # the window
        st.sampled_from(
            [
                "type",
                "type",
                "send",
                "send",
                "lose",
                "late",
                "again",
                "choose",
                "reload",
                "restart",
                "hand in",
            ]
        ),
    ),
    max_size=40,
)


class Window:
    """A browser's window as ``static/saving.js`` behaves: one base, a number a change, the last thing sent."""

    def __init__(self, name: str, rev: int = 0, text: str = "") -> None:
        self.name, self.base, self.seq, self.text = name, rev, 0, text
        self.seen = text  # the text of the server that it goes on from
        self.conflict: Conflict | None = None
        self.waiting: list[dict[str, Any]] = []  # sent, and still under way

    def type(self, letter: str) -> None:
        self.seq += 1
        self.text += letter

    def entry(self) -> dict[str, Any]:
        return {"base": self.base, "text": self.text, "styles": [], "tab": self.name, "seq": self.seq}


class World:
    """Two windows, a server that restarts, and what it must never do."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = classroom.Store(folder / "e", clock=Clock())
        owner = classroom.owner(self.store)
        class_ = classroom.create_class(self.store, owner, "C")
        newcomers = [classroom.Newcomer("Ana", pin="739120")]
        self.who = Who(classroom.enrol(self.store, owner, class_, newcomers)[0].person, class_.id)
        exercise = classroom.add_exercises(
            self.store, owner, exercise_folder(folder, "dictee"), fictitious=True
        )
        asked = classroom.assign(self.store, owner, class_, exercise, classroom.Terms())[0]
        self.copy = classroom.open_copy(self.store, self.who, asked).id
        self.windows = {name: Window(name) for name in "ab"}
        self.received: set[tuple[int, str]] = set()
        self.seen: dict[str, set[str]] = {"a": {""}, "b": {""}}  # texts of the copy shown to each window
        self.writer = ""

    def send(self, window: Window, entry: dict[str, Any], *, answered: bool) -> None:
        before = self.standing()
        self.received.add((entry["seq"], entry["text"]))
        try:
            answer = classroom.save(self.store, self.who, self.copy, **entry)
        except HandedIn:
            assert before.submitted is not None
            assert self.standing() == before
            return
        if isinstance(answer, Saved) and self.writer != window.name:
            assert before.text in self.seen[window.name], "a text that this window was not shown is covered"
        if isinstance(answer, Saved):
            self.writer = window.name
            assert self.standing().text == entry["text"]
        if isinstance(answer, Known):  # the window goes on from there without reading it
            assert answer.text == entry["text"] or self.writer == window.name
        if not answered:
            return
        if isinstance(answer, Conflict):
            window.conflict = answer
        else:
            window.base = answer.rev
            self.seen[window.name].add(self.standing().text)

    def standing(self) -> Copy:
        return classroom.read_copy(self.store, self.who, self.copy)[0]

    def act(self, name: str, step: str, letter: str) -> None:
        window = self.windows[name]
        typed = bool(window.seq) and window.conflict is None
        if step == "type":
            window.type(letter)
        elif step in ("send", "again") and typed:
            self.send(window, window.entry(), answered=True)
        elif step == "lose" and typed:
            self.send(window, window.entry(), answered=False)
            window.waiting.append(window.entry())
        elif step == "late" and window.waiting:
            self.send(window, window.waiting.pop(0), answered=False)
        elif (
            step == "choose" and window.conflict is not None
        ):  # « garder mon texte », the other having been shown
            self.seen[window.name].add(window.conflict.text)
            window.base, window.conflict = window.conflict.rev, None
            window.seq += 1
        elif step == "reload":
            now = self.standing()
            fresh = f"{window.name}'"
            self.windows[name] = Window(fresh, now.rev, now.text)
            self.seen[fresh] = {now.text}
        elif step == "hand in" and letter > "m":  # late in the story, or nothing else would happen
            classroom.hand_in(self.store, self.who, self.copy)
        elif step == "restart":
            self.store.close()
            self.store = classroom.Store(self.folder / "e", clock=Clock())


@settings(max_examples=80, deadline=None)
@given(steps=STEPS)
def test_tout_texte_recu_est_garde_et_aucun_n_est_couvert_sans_etre_vu(
    steps: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Deux fenêtres, réponses perdues, envois en désordre, redémarrages."""
    world = World(tmp_path_factory.mktemp("espace"))
    try:
        for number, (name, step) in enumerate(steps):
            world.act(name, step, chr(97 + number % 26))
        standing = world.standing()
        with world.store.read() as db:
            kept = {(row["seq"], row["text"]) for row in db.execute("SELECT seq, text FROM version")}
            taken = db.execute("SELECT rev, text FROM version WHERE rev IS NOT NULL ORDER BY rev").fetchall()
    finally:
        world.store.close()
    assert world.received <= kept
    assert [row["rev"] for row in taken] == list(range(1, len(taken) + 1))
    assert (standing.rev, standing.text) == (len(taken), taken[-1]["text"] if taken else "")


def test_les_versions_gardent_aussi_les_styles(space: Space, tmp_path: Path) -> None:
    who = space.who("Yanis Le Goff")
    copy = classroom.open_copy(space.store, who, space.ask("mise-en-page"))
    classroom.save(
        space.store, who, copy.id, base=0, text="Titre\nSuite", styles=["title", ""], tab="a", seq=1
    )
    with space.store.read() as db:
        row = db.execute("SELECT styles_json FROM version").fetchone()
    assert json.loads(row["styles_json"]) == ["title", ""]
