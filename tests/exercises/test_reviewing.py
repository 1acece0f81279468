"""Un vrai compte-rendu à vérifier : corrections suivies, doutes commentés, une copie que la note lit."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from tests.letters.sample import timed
from tests.shipped import lexicon
from transcribe.core.errors import DocumentError
from transcribe.core.revision import Revision
from transcribe.core.types import Doubt, Edit
from transcribe.exercises import Choices, Exercise, Level, Source
from transcribe.exercises.asking import Asked, tasks, tasks_of
from transcribe.exercises.batch import Refused, make_each
from transcribe.exercises.exporting import task_of
from transcribe.exercises.learner_page import learner_page
from transcribe.exercises.review_sheet import comment_of
from transcribe.exercises.reviewing import make_review
from transcribe.exercises.serial import from_json, to_json
from transcribe.exercises.session import session_of
from transcribe.exercises.session_writing import session_instructions
from transcribe.exercises.writing import write_exercise
from transcribe.grading import Page, grade
from transcribe.grading.keys import find_keys
from transcribe.grading.reading import read_page

LEXICON = lexicon()
LEVEL = Level(2, 0.3, ())
RIGHT = "Il prend ramipril 5\u00a0mg pour une toux gauche."
HEARD = timed("Il prend ramypril cinq milligrammes pour une tout gauche .")
REVISION = Revision(
    HEARD,
    (
        Edit(2, 2, "ramipril", "term", "« ramypril » n’existe pas", 0.97, ("ramipril",)),
        Edit(3, 4, "5\u00a0mg", "unit", "nombre et unité"),
    ),
    (Doubt(8, 8, "laterality", "côté à vérifier"),),
)


def made(*, pace: float = 1.0, revision: Revision = REVISION) -> Exercise:
    choices = Choices()
    choices = replace(choices, needs=replace(choices.needs, pace=pace))
    source = Source("toux-01", Page(RIGHT), Path("toux-01.ogg"))
    return make_review(source, revision, LEVEL, LEXICON, choices)


def written(tmp_path: Path, exercise: Exercise) -> Path:
    silent = replace(exercise, source=replace(exercise.source, audio=None))  # no sound to copy here
    write_exercise(silent, tmp_path)
    return tmp_path / "apprenant" / "copie.docx"


def test_la_copie_a_les_corrections_suivies_et_les_doutes_commentes(tmp_path: Path) -> None:
    with zipfile.ZipFile(written(tmp_path, made())) as archive:
        body = archive.read("word/document.xml").decode()
        comments = re.sub(r"<[^>]+>", " ", archive.read("word/comments.xml").decode())
    assert re.search(r"<w:del [^>]*>.*<w:delText[^>]*>ramypril</w:delText>.*</w:del>", body)
    assert re.search(r"<w:ins [^>]*>.*<w:t[^>]*>ramipril</w:t>.*</w:ins>", body)
    assert 'w:highlight w:val="yellow"' in body
    assert "côté à vérifier" in comments
    assert "Entendu" in comments


def test_la_copie_rendue_telle_quelle_se_lit_comme_le_texte_du_programme(tmp_path: Path) -> None:
    exercise = made()
    copy = read_page(written(tmp_path, exercise))
    assert copy.text == exercise.draft
    (key,) = find_keys(tmp_path)
    assert grade(key.reference, copy, LEXICON, given=key.given).mark == 0
    right = grade(key.reference, Page(RIGHT), LEXICON, given=key.given)
    assert right.mark == right.maximum


def test_une_correction_refusee_dans_word_se_lit_refusee(tmp_path: Path) -> None:
    path = written(tmp_path, made())
    document = docx.Document(str(path))
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    for inserted in list(document.element.iter(f"{space}ins")):
        inserted.getparent().remove(inserted)
    for deleted in list(document.element.iter(f"{space}del")):
        for text in deleted.iter(f"{space}delText"):
            text.tag = f"{space}t"
        for run in list(deleted):
            deleted.addprevious(run)
        deleted.getparent().remove(deleted)
    document.save(str(path))
    assert "ramypril" in read_page(path).text


def test_le_meme_compte_rendu_donne_les_memes_octets(tmp_path: Path) -> None:
    one, other = (written(tmp_path / name, made()).read_bytes() for name in ("a", "b"))
    assert one == other


def test_un_compte_rendu_revient_entier_de_son_fichier() -> None:
    exercise = made(pace=0.8)
    again = from_json(to_json(exercise), "x")
    assert again == replace(exercise, source=replace(exercise.source, audio=Path("toux-01.ogg")))
    assert again.marks
    assert again.places


def test_la_page_donne_chaque_passage_avec_son_moment_a_la_vitesse_remise() -> None:
    page = learner_page(made(pace=0.5), ["dictee.ogg"])
    (mark,) = [one for one in made().marks if one.kind == "doubt"]
    assert mark.seconds
    assert f'data-at="{mark.seconds[0] / 0.5}"' in page
    assert "Passages signalés (2)" in page
    assert "data-at=" not in learner_page(made()).split("<script")[0]  # no sound, nothing to hear


def test_la_consigne_ne_parle_que_des_marques_qui_sont_la() -> None:
    both = "\n".join(tasks_of(made(), "word"))
    assert "modifications suivies" in both
    assert "commentés" in both
    corrected = Revision(HEARD, REVISION.edits)
    assert "commentés" not in "\n".join(tasks_of(made(revision=corrected), "word"))
    bare = Revision(timed("Il tousse depuis hier ."))
    assert "Aucun passage n’y est signalé" in "\n".join(tasks_of(made(revision=bare), "page"))
    assert "chaque passage signalé" in tasks(Asked("compte-rendu"), "page")[0]


def test_un_commentaire_dit_ce_qui_a_ete_entendu_et_ou_ecouter() -> None:
    (mark,) = [one for one in made().marks if one.kind == "correction"]
    said = comment_of(mark)
    assert "Entendu\u00a0: «\u00a0ramypril\u00a0»." in said
    assert "Propositions\u00a0: «\u00a0ramipril\u00a0»." in said
    assert "À écouter à" in said
    assert "écouter" not in comment_of(replace(mark, seconds=None))


@pytest.mark.parametrize(
    ("reason", "said"),
    [("côté à vérifier", "côté à vérifier."), ("Fini.", "Fini."), ("Quel côté ?", "Quel côté ?"),
     ("Non !", "Non !"), ("à suivre…", "à suivre…")],
)  # fmt: skip
def test_un_commentaire_finit_par_un_seul_signe(reason: str, said: str) -> None:
    mark = replace(made().marks[0], kind="doubt", reason=reason, alternatives=(), seconds=None)
    assert comment_of(mark) == said


def test_chaque_passage_est_marque_dans_sa_ligne(tmp_path: Path) -> None:
    exercise = made()
    draft = f"Motif : toux.\n{exercise.draft}\n{exercise.draft}"
    shift = draft.index(exercise.draft)
    second = draft.rindex(exercise.draft)
    marks = tuple(
        replace(mark, first=mark.first + by, last=mark.last + by)
        for by in (shift, second)
        for mark in exercise.marks
    )
    path = written(tmp_path, replace(exercise, draft=draft, marks=marks))
    assert read_page(path).text == draft
    lines = [
        "".join(run.text for run in paragraph.runs if run.font.highlight_color)
        for paragraph in docx.Document(str(path)).paragraphs
    ]
    (doubted,) = [mark.text for mark in exercise.marks if mark.kind == "doubt"]
    assert [line for line in lines if line] == [doubted, doubted]


@pytest.mark.parametrize(
    ("source", "why", "place"),
    [
        (Source("a", Page(RIGHT)), "n’a pas d’audio", Path("a")),
        (Source("a", Page(RIGHT), Path("a.ogg"), validated=False), "n’a pas son texte juste", Path("a.ogg")),
    ],
)
def test_sans_audio_ou_sans_texte_juste_le_compte_rendu_est_refuse(
    source: Source, why: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("transcribe.exercises.batch.measure", lambda *_: LEVEL)
    choices = Choices(kinds=("compte-rendu", "relecture"))
    refused, other = make_each(source, choices, LEXICON, hear=lambda _: REVISION)
    assert isinstance(refused, Refused)
    assert refused.path == place
    assert isinstance(refused.error, DocumentError)
    assert why in str(refused.error)
    assert isinstance(other, Exercise)


@pytest.mark.parametrize(("audio", "place"), [(None, Path("a")), (Path("a.ogg"), Path("a.ogg"))])
def test_un_texte_dont_rien_ne_se_fait_est_refuse_sous_son_nom(
    audio: Path | None, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> Level:
        raise DocumentError(message="« a » est abîmé.")

    monkeypatch.setattr("transcribe.exercises.batch.measure", refuse)
    (refused,) = make_each(Source("a", Page(RIGHT), audio), Choices(), LEXICON)
    assert isinstance(refused, Refused)
    assert (refused.path, str(refused.error)) == (place, "« a » est abîmé.")


@pytest.mark.parametrize(
    ("audio", "validated", "heard"),
    [(Path("a.ogg"), True, True), (None, True, False), (Path("a.ogg"), False, False)],
)
def test_seule_la_relecture_d_un_texte_juste_a_les_fautes_entendues(
    audio: Path | None, validated: bool, heard: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("transcribe.exercises.batch.measure", lambda *_: LEVEL)
    draft = RIGHT.replace("gauche", "droite")
    source = Source("a", Page(RIGHT), audio, validated=validated)
    choices = Choices(kinds=("relecture", "dictee"))
    reread, typed = make_each(source, choices, LEXICON, transcribe=lambda _: draft)
    assert isinstance(reread, Exercise)
    assert isinstance(typed, Exercise)
    assert (reread.draft == draft) == heard
    assert draft not in typed.draft


def test_un_compte_rendu_a_verifier_ne_s_exporte_pas(tmp_path: Path) -> None:
    written(tmp_path, made())
    with pytest.raises(DocumentError, match="ne s’exporte pas"):
        task_of(tmp_path, "moodle")


def test_une_seance_nomme_le_compte_rendu() -> None:
    exercise = made()
    sitting = session_of([exercise], 45, exam=False)
    content = session_instructions(sitting, [exercise], exercise.choices.needs)
    text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)
    assert "compte-rendu à vérifier" in text
    assert "modifications suivies" in text
