"""Each change can be seen: its words, its kind, its reason; doubts and instructions beside them."""

import pytest

from transcribe.core.revision import Revision
from transcribe.core.types import Edit, EditKind, Transcript
from transcribe.writing import write, write_text


def written(text: str, *edits: Edit) -> Revision:
    return write(Revision(Transcript.from_text(text), tuple(edits)))


@pytest.mark.parametrize(
    ("spoken", "kind", "before", "after"),
    [
        ("la dose est de cinq milligrammes", "unit", "cinq milligrammes", "5\u00a0mg"),
        ("il a trois enfants", "number", "trois", "3"),
        ("fièvre virgule toux", "command", "virgule", ","),
        (
            "vu le douze mars deux mille vingt-six",
            "date",
            "douze mars deux mille vingt-six",
            "12\u00a0mars 2026",
        ),
        ("une I R M normale", "acronym", "I R M", "IRM"),
        ("à droite, non, à gauche", "self_correction", "à droite, non,", ""),
        ("une douleur, euh, vive", "removal", "euh,", ""),
        ("vu par le docteur Roy", "typography", "docteur", "Dr\u00a0"),
        ("examen normal point fin de dictée", "command", "fin de dictée", ""),
    ],
)
def test_a_change_is_an_edit(spoken: str, kind: EditKind, before: str, after: str) -> None:
    revision = written(spoken)
    words = revision.transcript.words
    found = [
        (edit.kind, " ".join(w.text for w in words[edit.first : edit.last + 1]), edit.text)
        for edit in revision.edits
    ]
    assert (kind, before, after) in found


def test_an_earlier_edit_is_covered_whole_and_its_reason_kept() -> None:
    earlier = Edit(2, 3, "cholécystectomie", "term", "mot inconnu")
    revision = written("date de colé cistectomie douze mars deux mille vingt-six point", earlier)
    assert revision.text == "Date de cholécystectomie 12\u00a0mars 2026."
    edit = next(e for e in revision.edits if e.first == 2)
    assert (edit.kind, edit.reason) == ("term", "mot inconnu")


def test_a_capital_on_an_edited_term_keeps_it_a_term() -> None:
    revision = written("colé cistectomie faite", Edit(0, 1, "cholécystectomie", "term", "mot inconnu"))
    assert revision.text == "Cholécystectomie faite"
    assert revision.edits[0].kind == "term"
    assert "mot inconnu" in revision.edits[0].reason


def test_copies_become_instructions() -> None:
    revision = written(
        "bien cordialement. docteur Anne Roy. "
        "Mireille, une copie au docteur Karim Benhaddou et au professeur Li."
    )
    assert [(i.kind, i.text) for i in revision.instructions] == [
        ("copy", "Dr Karim Benhaddou"),
        ("copy", "Pr Li"),
    ]
    assert "copie" not in revision.text


def test_another_remark_becomes_an_instruction() -> None:
    revision = written("ordonnance valable trois mois point merci de l'imprimer en double exemplaire.")
    assert [(i.kind, i.text) for i in revision.instructions] == [
        ("other", "merci de l'imprimer en double exemplaire")
    ]
    assert revision.text == "Ordonnance valable 3 mois."


@pytest.mark.parametrize(
    ("spoken", "kind"),
    [
        ("lésion du foie, pardon, kyste du rein droit", "laterality"),
        ("amlodipine dix milligrammes, pardon, le soir", "dose"),
    ],
)
def test_a_correction_without_clear_extent_keeps_everything_and_doubts(spoken: str, kind: str) -> None:
    revision = written(spoken)
    assert kind in [doubt.kind for doubt in revision.doubts]
    for word in ("pardon",):
        assert word in revision.text


def test_two_numbers_side_by_side_without_a_unit_are_doubted() -> None:
    assert [d.kind for d in written("le résultat est de douze sept ce jour").doubts] == ["dose"]


@pytest.mark.parametrize(
    ("profile", "text"),
    [
        ("imprimerie-nationale", "L\u2019examen\u00a0: 1\u202f000\u00a0mg\u202f; faut-il opérer\u202f?"),
        ("bureautique", "L'examen\u00a0: 1\u00a0000\u00a0mg\u00a0; faut-il opérer\u00a0?"),
    ],
)
def test_profiles(profile: str, text: str) -> None:
    spoken = "l'examen deux points mille milligrammes point-virgule faut-il opérer point d'interrogation"
    assert write_text(spoken, profile=profile) == text


def test_an_unknown_profile_is_refused() -> None:
    with pytest.raises(ValueError, match="profile"):
        write_text("bonjour", profile="anglais")


def test_given_acronyms_are_written_their_way() -> None:
    revision = write(Revision(Transcript.from_text("dosage de la B N P R")), acronyms={"BNPR": "BNPr"})
    assert revision.text == "Dosage de la BNPr"


def test_lines_of_a_text_are_paragraphs() -> None:
    assert write_text("motif deux points toux\n\nexamen normal") == "Motif\u00a0: toux\nExamen normal"


def test_an_empty_text_stays_empty() -> None:
    assert write_text("") == ""


def test_two_sentences_written_as_one_word_can_stand_on_two_lines() -> None:
    start = "patiente revue dans le service avec un bon état général et une plaie en bonne voie de guérison "
    start += "malgré un diabète ancien et une artérite des deux membres inférieurs, "
    text = written(start + "sur berges saines.Le bilan retrouve une anémie. docteur Paul Roy.").text
    assert text.endswith("saines.\nLe bilan retrouve une anémie.\nDr\u00a0Paul Roy")
