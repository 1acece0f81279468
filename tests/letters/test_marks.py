"""Ce qui porte une marque, et ce qui est appliqué sans."""

from tests.letters.sample import timed
from transcribe.core.revision import Revision
from transcribe.core.types import Doubt, Edit
from transcribe.letters.marks import Marks, silent_note

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
