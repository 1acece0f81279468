"""Ce qui porte une marque, et ce qui est appliqué sans."""

import pytest

from tests.letters.sample import timed
from transcribe.core.revision import Revision
from transcribe.core.types import Doubt, Edit
from transcribe.letters.marks import Marks, doubt_note, doubts_note, silent_note

_HEARD = timed("le vingt-huit août sous ramypril cinq milligrammes")
_EDITS = (
    Edit(1, 2, "28\u00a0août", "date", "date en chiffres"),
    Edit(4, 4, "ramipril", "term", "terme du lexique", 0.97),
    Edit(5, 6, "5\u00a0mg", "unit", "nombre et unité"),
)


def shown(*doubts: Doubt) -> list[str]:
    revision = Revision(_HEARD, _EDITS, doubts)
    return [run.edit.text for run in Marks(revision).runs(0, len(revision.text)) if run.edit]


def test_un_nombre_mis_en_chiffres_ne_porte_pas_de_marque() -> None:
    assert shown() == ["ramipril"]


def test_un_nombre_douteux_montre_ce_qui_a_ete_entendu() -> None:
    assert shown(Doubt(5, 6, "dose", "dose à vérifier")) == ["ramipril", "5\u00a0mg"]


def test_ce_qui_est_sans_marque_est_compte_une_fois() -> None:
    assert Marks(Revision(_HEARD, _EDITS)).silent_count == 2
    assert "2" in silent_note(2)


QUIET = Doubt(5, 6, "dose", "chiffre à vérifier", strong=False)
STRONG = Doubt(4, 4, "unknown", "« ramypril » n’est dans aucun lexique", ("ramipril",))


def test_un_peut_etre_ne_montre_pas_le_nombre_mis_en_chiffres() -> None:
    assert shown(QUIET) == ["ramipril"]


def test_seuls_les_doutes_forts_se_comptent() -> None:
    revision = Revision(_HEARD, _EDITS, (QUIET, STRONG))
    assert doubts_note(revision) == "1 passage à vérifier. En pointillé\u00a0: peut-être mal entendu."
    assert doubts_note(Revision(_HEARD, _EDITS, (STRONG,))) == "1 passage à vérifier."
    assert doubts_note(Revision(_HEARD, _EDITS)) == ""


def test_un_peut_etre_dit_ses_propositions_et_ou_ecouter() -> None:
    maybe = Doubt(4, 4, "unsure", "mal entendu", ("ramipril",), strong=False)
    note = doubt_note(Revision(_HEARD, (), (maybe,)), maybe)
    assert note.startswith("Peut-être mal entendu. Propositions\u00a0: «\u00a0ramipril\u00a0».")
    assert "À écouter" in note


@pytest.mark.parametrize(
    ("reason", "note"),
    [
        ("mal entendu", "Mal entendu."),
        ("Mal entendu.", "Mal entendu."),
        ("est-ce « ramipril » ?", "Est-ce « ramipril » ?"),
        ("écoutez !", "Écoutez !"),
        ("passage coupé…", "Passage coupé…"),
    ],
)
def test_une_raison_finit_par_un_signe_et_un_seul(reason: str, note: str) -> None:
    doubt = Doubt(4, 4, "unknown", reason)
    assert note in doubt_note(Revision(_HEARD, (), (doubt,)), doubt)
    assert f"{note}." not in doubt_note(Revision(_HEARD, (), (doubt,)), doubt)
