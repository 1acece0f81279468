"""The blocks that every form renders: headings with their date, capitals, places left to fill."""

from transcribe import letters
from transcribe.letters.kinds import list_templates
from transcribe.letters.laid_out import LaidOut, lay_out
from transcribe.letters.values import mandatory


def laid(text: str) -> LaidOut:
    revision = letters.plain_revision(text)
    return lay_out(letters.compose(revision), revision)


def test_a_date_said_in_a_label_stands_in_its_heading_and_no_other() -> None:
    page = laid("Anatomopathologie\nLille, le 3 avril 2026\nPrélèvement reçu le 11 février 2026 : biopsie.")
    assert [block.text for block in page.lines] == ["Lille, le 3 avril 2026"]
    headings = [block.text for block in page.body if block.role == "heading"]
    assert headings[0] == "Prélèvement reçu le 11 février 2026"


def test_only_the_first_paragraph_of_a_section_with_a_heading_takes_a_capital() -> None:
    page = laid(
        "Consultation\nMotif : chute.\nExamen\nune plaie au genou.\nune autre au coude.\nle reste est normal."
    )
    shown = {block.text: block.capital for block in page.body if block.role == "paragraph"}
    assert shown["une plaie au genou."]
    assert not shown["une autre au coude."]
    assert not shown["le reste est normal."]


def test_a_list_takes_none_and_the_first_sentence_after_it_does() -> None:
    page = laid("Consultation\nConclusion\n- suture\nrien d’autre.\nsuites simples.")
    shown = {block.text: block.capital for block in page.body if block.role != "heading"}
    assert not shown["suture"]
    assert shown["rien d’autre."]
    assert not shown["suites simples."]


def test_a_section_without_a_heading_takes_no_capital() -> None:
    page = laid("Consultation\nil va bien.\nMotif : chute.")
    assert [(block.text, block.capital) for block in page.body[:1]] == [("il va bien.", False)]


def test_a_word_that_holds_a_figure_or_a_capital_keeps_its_letters() -> None:
    page = laid("Consultation\nConclusion\npH normal.\nsuites simples.")
    assert {block.text: block.capital for block in page.body if block.role == "paragraph"} == {
        "pH normal.": False,
        "suites simples.": False,
    }


def test_every_way_of_naming_the_patient_stays_as_a_blank_where_the_name_is_due() -> None:
    (kind,) = [kind for kind in list_templates() if kind.id == "consultation"]
    ways = {"patient", "patient.nom", "patient.noms", "patient.prenom", "patient.naissance", "patient.resume"}
    assert mandatory(kind) == ways | {"patient.sexe", "date", "destinataire", "auteur", "signature"}
