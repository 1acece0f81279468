"""The Word files of an exercise: instructions, work sheet, answer key."""

from typing import TYPE_CHECKING, Any

from transcribe.documents.plain_word import word_bytes
from transcribe.exercises.asking import has_audio, tasks_of
from transcribe.exercises.level import FORMULA
from transcribe.exercises.types import GAP_SORTS, Exercise
from transcribe.grading.french import decimal_text
from transcribe.grading.needs import Needs
from transcribe.grading.reading import INSTRUCTION_LINES
from transcribe.grading.sheet_docx import new_document
from transcribe.grading.types import KINDS

if TYPE_CHECKING:
    from docx.document import Document

INSTRUCTION_STYLE = "Consigne"


def instructions(exercise: Exercise) -> bytes:
    """What the learner reads first."""
    document = _document(exercise, exercise.title)
    document.add_paragraph(exercise.title, style="Title")
    document.add_paragraph(
        f"Niveau {exercise.level.value} sur 5. Temps conseillé : {exercise.minutes} minutes."
    )
    if exercise.note:
        document.add_paragraph(exercise.note)
    document.add_heading("Ce qu’il faut faire", 1)
    for task in tasks_of(exercise, "word"):
        document.add_paragraph(task, style="List Number")
    document.add_heading("Pour rendre", 1)
    document.add_paragraph(
        f"Enregistrez votre copie sous le nom « Prénom NOM - {exercise.id}.docx » (.odt, .txt et "
        ".html conviennent aussi)."
    )
    add_helps(document, exercise)
    return word_bytes(document)


def add_helps(document: "Document", exercise: Exercise, level: int = 1) -> None:
    """The words to place or the definitions of the gaps, where they are given, under headings of this level."""
    if exercise.kind == "trous" and exercise.choices.help == "liste":
        document.add_heading("Mots à placer", level)
        for word in exercise.words:
            document.add_paragraph(word, style="List Bullet")
    if exercise.hints:
        document.add_heading("Définitions, dans l’ordre des trous", level)
        for number, hint in enumerate(exercise.hints, 1):
            missing = "réécoutez ce passage" if has_audio(exercise) else "d’après le sens de la phrase"
            document.add_paragraph(f"Trou {number} : {hint or missing}")


def work_sheet(exercise: Exercise) -> bytes:
    """The file the learner works in; its first line, the instruction, is no part of the answer."""
    if exercise.kind == "compte-rendu":
        from transcribe.exercises.review_sheet import review_sheet

        return review_sheet(exercise)
    document = _document(exercise, exercise.id)
    instruction_style(document)
    document.add_paragraph(INSTRUCTION_LINES[exercise.kind], style=INSTRUCTION_STYLE)
    lines = exercise.draft.split("\n") if exercise.draft else [""]
    for line in lines:
        document.add_paragraph(line)
    return word_bytes(document)


def answer_key(exercise: Exercise) -> bytes:
    """The trainer's key: the right text, the errors and where they stand, the level explained."""
    document = _document(exercise, f"Corrigé – {exercise.title}", needs=Needs())
    document.add_paragraph(f"Corrigé – {exercise.title}", style="Title")
    if not exercise.source.validated:
        paragraph = document.add_paragraph()
        paragraph.add_run("À valider par le formateur").bold = True
        paragraph.add_run(
            " : ce texte vient de la reconnaissance vocale. Relisez-le avec l’audio, "
            "corrigez-le, puis posez-le à côté "
            "de l’audio (même nom, .txt ou .docx) et refaites l’exercice."
        )
    document.add_heading("Texte attendu", 1)
    _reference(document, exercise)
    if exercise.seeded:
        document.add_heading("Fautes du texte donné", 1)
        _table(document, ("Classe", "Attendu", "Donné"), [
            (KINDS[one.kind], _shown(one.expected), _shown(one.found)) for one in exercise.seeded
        ])  # fmt: skip
    if exercise.kind == "trous":
        document.add_heading("Réponses des trous", 1)
        _table(document, ("Trou", "Réponse", "Nature"), [
            (str(number), gap.answer, GAP_SORTS[gap.sort]) for number, gap in enumerate(exercise.gaps, 1)
        ])  # fmt: skip
    _level(document, exercise)
    return word_bytes(document)


def _reference(document: "Document", exercise: Exercise) -> None:
    page = exercise.reference
    lines = page.text.split("\n")
    names = {"title": "Heading 2", "heading": "Heading 2"}
    for line, style in zip(lines, page.styles or ("",) * len(lines), strict=True):
        document.add_paragraph(line, style=names.get(style, "Normal"))


def _level(document: "Document", exercise: Exercise) -> None:
    level = exercise.level
    document.add_heading(f"Niveau {level.value} sur 5 (score {decimal_text(round(level.score, 2))})", 1)
    document.add_paragraph(FORMULA)
    _table(document, ("Mesure", "Valeur", "Difficulté (0 à 1)", "Poids"), [
        (part.name, part.figure, decimal_text(round(part.share, 2)), decimal_text(part.weight))
        for part in level.parts
    ])  # fmt: skip
    needs, usual = exercise.choices.needs, Needs()
    if needs != usual:
        document.add_heading("Aménagements", 1)
        for text in needs_lines(needs):
            document.add_paragraph(text, style="List Bullet")


def needs_lines(needs: Needs) -> list[str]:
    """The adaptations in words."""
    usual = Needs()
    lines = []
    if needs.size != usual.size:
        lines.append(f"caractères de {decimal_text(needs.size)} points")
    if needs.font != usual.font or needs.line_spacing != usual.line_spacing:
        lines.append(f"police {needs.font}, interligne {decimal_text(needs.line_spacing)}, lettres espacées")
    if needs.extra_time:
        lines.append(f"temps majoré de {round(needs.extra_time * 100)} %")
    if needs.pace != 1:
        lines.append(f"voix à {round(needs.pace * 100)} % de sa vitesse, même hauteur")
    return lines


def _shown(text: str) -> str:
    return text.replace("\n", "↵") if text.strip(" ") else "(rien)" if not text else "(espace)"


def _document(exercise: Exercise, title: str, *, needs: Needs | None = None) -> "Document":
    return new_document(title, needs or exercise.choices.needs)


def instruction_style(document: "Document") -> None:
    """Adds the style of the line that is the program's, and no part of an answer."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import RGBColor

    style: Any = document.styles.add_style(INSTRUCTION_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.next_paragraph_style = document.styles["Normal"]
    style.font.italic = False
    style.font.color.rgb = RGBColor.from_string("0B5C8A")


def _table(document: "Document", names: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    table = document.add_table(rows=1, cols=len(names), style="Table Grid")
    for cell, name in zip(table.rows[0].cells, names, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.paragraphs[0].add_run(text)
