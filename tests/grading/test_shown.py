"""Ce que disent les fichiers d’une classe, ligne à ligne (tests/grading/shown.py écrit ce qui est approuvé)."""

from tests.approved import require_approved
from tests.grading.shown import HERE, shown


def test_les_fichiers_d_une_classe_disent_ce_qui_est_approuve() -> None:
    require_approved(shown(), HERE)


def test_le_tableau_de_la_seance_a_la_note_sous_son_titre() -> None:
    lines = shown()["classe.html"].splitlines()
    start = lines.index("<table> class=names")
    said = [line.strip() for line in lines[start:] if line.startswith("  ")]
    assert said[:4] == ["Élève", "Note", "Cardiologie", "Suite"]
    assert said[8:12] == ["Ben Petit", "15,67", "16", "15,5"]


def test_ils_disent_deux_fois_la_meme_chose() -> None:
    assert shown() == shown()
