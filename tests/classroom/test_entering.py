"""Entrer dans la classe : sans accents, sans hâte, et sans apprendre à personne qui y est."""

import hashlib
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.classroom.conftest import Space
from transcribe import classroom
from transcribe.classroom.errors import ListRefused, SignInRefused, TooMany
from transcribe.classroom.pins import hash_pin, is_pin, is_sound

HOUR = 60.0


def enter(
    space: Space, name: str = "Yanis Le Goff", pin: str = "816359", code: str = "", address: str = ""
) -> str:
    return classroom.sign_in(space.store, code or space.class_.code, name, pin, address=address)


@pytest.mark.parametrize("name", ["Yanis Le Goff", "le goff yanis", "YANIS LE-GOFF", "  Yanis   Le  Goff "])
def test_le_nom_s_ecrit_comme_on_peut(space: Space, name: str) -> None:
    assert classroom.session_of(space.store, enter(space, name)) is not None


def test_le_code_se_recopie_en_minuscules_et_avec_des_espaces(space: Space) -> None:
    code = space.class_.code.lower()
    assert enter(space, code=f" {code[:3]} {code[3:]} ", pin="816 359")


def test_deux_homonymes_entrent_chacun_chez_soi(space: Space) -> None:
    for pin, identifier in (("274913", "A1"), ("570286", "A2")):
        who = classroom.session_of(space.store, enter(space, "lea martin", pin))
        assert who is not None
        assert who.person.identifier == identifier


@pytest.mark.parametrize(
    ("code", "name", "pin"),
    [("", "Yanis Le Goff", "000000"), ("", "Personne Inconnue", "816359"), ("BBBBBB", "Yanis Le Goff", "816359"),
     ("", "", ""), ("", "Yanis", "816359"), ("", "Yanis Le Goff", "")],
)  # fmt: skip
def test_on_ne_dit_pas_ce_qui_est_faux(space: Space, code: str, name: str, pin: str) -> None:
    with pytest.raises(SignInRefused) as refused:
        enter(space, name, pin, code)
    assert "l’un des trois ne convient pas" in str(refused.value)


def test_le_cinquieme_echec_fait_attendre_et_chaque_suivant_le_double(space: Space) -> None:
    for _ in range(5):
        with pytest.raises(SignInRefused):
            enter(space, pin="111222")
    for minutes in (1, 2, 4, 8, 16, 32, 60, 60):
        with pytest.raises(TooMany):
            enter(space)  # le bon code n’y change rien
        space.clock.pass_minutes(minutes - 0.01)
        with pytest.raises(TooMany):
            enter(space)
        space.clock.pass_minutes(0.02)
        with pytest.raises(SignInRefused) as refused:
            enter(space, pin="111222")
        assert not isinstance(refused.value, TooMany)
    space.clock.pass_minutes(61)
    assert enter(space)
    with pytest.raises(SignInRefused) as refused:  # le bon code a tout remis à zéro
        enter(space, pin="111222")
    assert not isinstance(refused.value, TooMany)


def test_un_camarade_n_est_pas_puni_et_le_formateur_debloque(space: Space) -> None:
    for _ in range(5):
        with pytest.raises(SignInRefused):
            enter(space, pin="111222")
    assert enter(space, "Léa Martin", "274913")
    with pytest.raises(TooMany):
        enter(space)
    classroom.unlock(space.store, space.owner, space.who("Yanis Le Goff").person.id)
    assert enter(space)


def test_un_poste_qui_essaie_tous_les_noms_attend_aussi(space: Space) -> None:
    for number in range(40):
        with pytest.raises(SignInRefused):
            enter(space, f"Nom Inventé {chr(97 + number // 10)}{chr(97 + number % 10)}", address="10.0.0.7")
    with pytest.raises(TooMany):
        enter(space, address="10.0.0.7")
    assert enter(space, address="10.0.0.8")


def test_une_session_d_eleve_dure_huit_heures(space: Space) -> None:
    token = enter(space)
    space.clock.pass_minutes(8 * HOUR - 1)
    assert classroom.session_of(space.store, token) is not None
    space.clock.pass_minutes(2)
    assert classroom.session_of(space.store, token) is None


def test_celle_d_un_formateur_dure_une_heure_sans_rien_faire(space: Space) -> None:
    slip = classroom.add_trainer(space.store, space.owner, "Anne Roy")
    token = classroom.sign_in_trainer(space.store, "roy anne", slip.pin)
    for _ in range(5):
        space.clock.pass_minutes(50)
        assert classroom.session_of(space.store, token) is not None
    space.clock.pass_minutes(61)
    assert classroom.session_of(space.store, token) is None


def test_une_page_qui_demande_d_elle_meme_ne_fait_rien_durer(space: Space) -> None:
    slip = classroom.add_trainer(space.store, space.owner, "Anne Roy")
    token = classroom.sign_in_trainer(space.store, "Anne Roy", slip.pin)
    for _ in range(5):
        space.clock.pass_minutes(11)
        assert classroom.session_of(space.store, token, renew=False) is not None
    space.clock.pass_minutes(11)
    assert classroom.session_of(space.store, token, renew=False) is None


def test_la_personne_responsable_entre_une_fois_qu_elle_a_son_code(space: Space) -> None:
    assert not classroom.is_settled(space.store)
    with pytest.raises(SignInRefused):
        classroom.sign_in_trainer(space.store, space.owner.person.name, "")
    for pin in ("471147", "816359"):  # chosen again, the first code and its sessions end
        classroom.settle(space.store, "Anne Roy", pin)
        assert classroom.is_settled(space.store)
        who = classroom.session_of(space.store, classroom.sign_in_trainer(space.store, "anne roy", pin))
        assert who is not None and who.person.id == space.owner.person.id and who.is_trainer
    with pytest.raises(SignInRefused):
        classroom.sign_in_trainer(space.store, "Anne Roy", "471147")


def test_un_formateur_n_entre_pas_comme_un_eleve_ni_un_eleve_comme_un_formateur(space: Space) -> None:
    slip = classroom.add_trainer(space.store, space.owner, "Anne Roy")
    with pytest.raises(SignInRefused):
        enter(space, "Anne Roy", slip.pin)
    with pytest.raises(SignInRefused):
        classroom.sign_in_trainer(space.store, "Yanis Le Goff", "816359")
    with pytest.raises(SignInRefused):
        classroom.sign_in_trainer(space.store, "Responsable", "")


def test_le_jeton_n_est_pas_dans_le_fichier(space: Space) -> None:
    token = enter(space)
    content = b"".join(path.read_bytes() for path in space.store.folder.glob("classe.sqlite*"))
    assert token.encode() not in content
    assert hashlib.sha256(token.encode()).digest() in content
    assert b"816359" not in content


def test_un_nouveau_code_ferme_les_pages_ouvertes(space: Space) -> None:
    token, person = enter(space), space.who("Yanis Le Goff").person.id
    slip = classroom.renew_pin(space.store, space.owner, person)
    assert classroom.session_of(space.store, token) is None
    with pytest.raises(SignInRefused):
        enter(space)
    other = enter(space, pin=slip.pin)
    assert classroom.revoke(space.store, space.owner, person) == 1
    assert classroom.session_of(space.store, other) is None


@pytest.mark.parametrize("pin", ["123", "000000", "123456", "654321", "12345678901234", "12a4", "١٢٣٥", ""])
def test_un_code_qui_se_devine_est_refuse(space: Space, pin: str) -> None:
    assert not is_sound(pin)
    if pin:
        with pytest.raises(ListRefused):
            classroom.renew_pin(space.store, space.owner, space.who("Yanis Le Goff").person.id, pin=pin)


@given(st.text(max_size=40))
def test_aucun_nom_ni_code_ne_fait_d_erreur(text: str) -> None:
    assert is_pin("", text) is False


def test_pas_plus_de_deux_codes_ne_se_calculent_a_la_fois(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chacun prend 19 Mio : une classe qui entre à la même minute ne doit pas remplir la mémoire."""
    running = most = 0
    lock = threading.Lock()

    class Slow:
        def hash(self, pin: str) -> str:
            nonlocal running, most
            with lock:
                running += 1
                most = max(most, running)
            time.sleep(0.01)
            with lock:
                running -= 1
            return pin

    monkeypatch.setattr("transcribe.classroom.pins._hasher", Slow)
    threads = [threading.Thread(target=hash_pin, args=("816359",)) for _ in range(12)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert most == 2
