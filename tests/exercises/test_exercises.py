"""Exercises: errors seeded are known, the learner's part tells nothing, levels are measured."""

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.grading.fake import LETTER, LEXICON
from transcribe.core.errors import DocumentError
from transcribe.exercises import Choices, Exercise, Level, Needs, Source, find_sources, make_exercise, measure
from transcribe.exercises.batch import Written, make_all, pick, write_all
from transcribe.exercises.definitions import definition
from transcribe.exercises.make import in_level_order, minutes, numbered, styles_of
from transcribe.exercises.seeding import MAKERS, apply, candidates, seed_errors
from transcribe.exercises.serial import from_json, key_of, to_json
from transcribe.exercises.types import EXERCISE_KINDS, ExerciseKind, Part, collation
from transcribe.exercises.writing import write_exercise
from transcribe.grading import Page, grade
from transcribe.grading.keys import find_keys
from transcribe.grading.reading import read_page
from transcribe.grading.types import Kind

LEVEL = Level(2, 0.3, ())
KINDS: tuple[ExerciseKind, ...] = ("dictee", "relecture", "trous", "mise-en-page")


def made(kind: ExerciseKind, **choices: object) -> Exercise:
    source = Source("lettre-1", Page(LETTER, terms=("dyspnée", "ramipril", "oreillette gauche")))
    (exercise,) = numbered([make_exercise(source, kind, LEVEL, LEXICON, Choices(**choices))])  # type: ignore[arg-type]
    return exercise


def all_text(folder: Path) -> str:
    """Everything in the files of a folder: every part of every archive, metadata and hidden text included."""
    out = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        out.append(path.name)
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                parts = [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
                out += [re.sub(r"<[^>]+>", "", part) for part in parts] + parts
        else:
            out.append(path.read_bytes().decode("utf-8", "replace"))
    return "\n".join(out)


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("Douleur du genou gauche.", "laterality", ["droit"]),
        ("Douleur de la jambe gauche.", "laterality", ["droite"]),
        ("Œdèmes bilatéraux.", "laterality", ["unilatéraux"]),
        ("Sein controlatéral.", "laterality", ["homolatéral"]),
        ("Le droit du patient, ses droits sociaux.", "laterality", []),
        ("Scanner sans injection.", "negation", ["avec"]),
        ("Absence de fracture, ECBU négatif.", "negation", ["Présence", "positif"]),
        ("Aucune lésion, pas de toux.", "negation", ["Une", ""]),
        ("Il avance pas à pas, bacille à Gram négatif.", "negation", []),
    ],
)
def test_on_se_trompe_de_cote_et_de_negation_ou_il_y_en_a(text: str, kind: Kind, found: list[str]) -> None:
    assert [seeded.found for seeded in candidates(text, LEXICON, 0)[kind]] == found


@pytest.mark.parametrize("words", [20, 60, 111, 300, 1000])
@pytest.mark.parametrize("extra", [0.0, 0.1, 0.25, 0.33, 0.5, 1.0])
@pytest.mark.parametrize("kind", EXERCISE_KINDS)
def test_le_tiers_temps_est_exact(words: int, extra: float, kind: ExerciseKind) -> None:
    page = Page(" ".join(["mot"] * words))
    usual = minutes(page, kind, Choices())
    given = minutes(page, kind, Choices(needs=Needs(extra_time=extra)))
    assert usual % 5 == 0
    assert usual * (1 + extra) <= given + 1e-6 < usual * (1 + extra) + 1
    assert extra == 0 or given > usual


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 15))
def test_seeded_errors_are_what_the_key_says(seed: int, count: int) -> None:
    text, errors = seed_errors(LETTER, LEXICON, count=count, seed=seed)
    assert len(errors) <= count
    assert text == apply(LETTER, errors)
    assert all(LETTER[one.start : one.end] == one.expected != one.found for one in errors)
    assert (text, errors) == seed_errors(LETTER, LEXICON, count=count, seed=seed)


@pytest.mark.parametrize("kind", [kind for kind in MAKERS if kind not in {"terminology", "drug"}])
def test_each_seeded_error_is_found_with_its_class(kind: str) -> None:
    found = candidates(LETTER, LEXICON, 1)[kind]  # type: ignore[index]
    for one in found:
        kinds = [m.kind for m in grade(LETTER, apply(LETTER, [one]), LEXICON).mistakes]
        assert kind in kinds, one
    assert found or kind in {"omission", "agreement", "abbreviation", "homophone", "spelling"}


def test_errors_of_chosen_classes_only() -> None:
    _, errors = seed_errors(LETTER, LEXICON, count=6, seed=3, classes=("dose", "laterality"))
    assert {one.kind for one in errors} == {"dose", "laterality"}


@pytest.mark.parametrize("kind", ["dictee", "trous"])
def test_the_answer_is_nowhere_in_the_learners_part(tmp_path: Path, kind: ExerciseKind) -> None:
    exercise = made(kind)
    write_exercise(exercise, tmp_path / exercise.id)
    given_out = all_text(tmp_path / exercise.id / "apprenant")
    hidden = [gap.answer for gap in exercise.gaps] if kind == "trous" else LETTER.split("\n")
    assert not [part for part in hidden if re.search(rf"(?<![\w,]){re.escape(part)}(?!\w)", given_out)]


def test_the_draft_to_correct_does_not_show_what_is_right(tmp_path: Path) -> None:
    exercise = made("relecture", classes=("dose",), errors=3)
    write_exercise(exercise, tmp_path)
    given_out = all_text(tmp_path / "apprenant")
    assert exercise.seeded
    for one in exercise.seeded:
        around = LETTER[max(0, one.start - 10) : one.end + 3]
        assert around not in given_out


@pytest.mark.parametrize("kind", KINDS)
def test_the_right_answer_gets_full_marks(tmp_path: Path, kind: ExerciseKind) -> None:
    exercise = made(kind)
    write_exercise(exercise, tmp_path)
    document = docx.Document(str(tmp_path / "apprenant" / "copie.docx"))
    for paragraph in document.paragraphs[1:]:
        paragraph._element.getparent().remove(paragraph._element)
    for line, style in zip(LETTER.split("\n"), styles_of(Page(LETTER)), strict=True):
        document.add_paragraph(
            line, style="Title" if style == "title" else "Heading 1" if style else "Normal"
        )
    copy = tmp_path / "copie rendue.docx"
    document.save(str(copy))
    (key,) = find_keys(tmp_path)
    result = grade(key.reference, read_page(copy), LEXICON)
    assert result.mistakes == ()


def test_a_sheet_handed_in_untouched_loses_its_gaps(tmp_path: Path) -> None:
    exercise = made("trous")
    write_exercise(exercise, tmp_path)
    result = grade(exercise.reference, read_page(tmp_path / "apprenant" / "copie.docx"), LEXICON)
    assert len(result.mistakes) >= len(exercise.words) - 2
    assert {m.kind for m in result.mistakes} <= {"omission", "layout", "punctuation", "negation"}


def test_helps_of_a_text_with_gaps() -> None:
    assert "[d]____" in made("trous", help="initiale").draft
    assert "[" not in made("trous", help="aucune").draft
    listed = made("trous", help="liste").words
    assert list(listed) == sorted(listed, key=collation)
    assert definition("HTA") == "hypertension artérielle"


def test_particular_needs_are_applied_and_recorded(tmp_path: Path) -> None:
    needs = Needs(18, "Verdana", 1.6, 0.6, extra_time=0.33, pace=0.8)
    exercise = made("dictee", needs=needs)
    write_exercise(exercise, tmp_path)
    normal = docx.Document(str(tmp_path / "apprenant" / "copie.docx")).styles["Normal"]
    assert (normal.font.size.pt, normal.font.name, normal.paragraph_format.line_spacing) == (
        18,
        "Verdana",
        1.6,
    )
    assert (key_of(exercise).extra or {})["needs"]["pace"] == 0.8
    assert minutes(Page(LETTER * 5), "dictee", Choices(needs=needs)) > minutes(
        Page(LETTER * 5), "dictee", Choices()
    )


def test_a_batch_goes_from_easy_to_hard() -> None:
    source = Source("a", Page(LETTER))
    levels = [Level(3, 0.5, ()), Level(1, 0.1, ()), Level(3, 0.4, ())]
    batch = [make_exercise(source, "dictee", level, LEXICON, Choices()) for level in levels]
    assert [one.level.score for one in in_level_order(batch)] == [0.1, 0.4, 0.5]


def test_a_longer_denser_text_is_harder() -> None:
    easy = measure(Source("a", Page("Je vous remercie de m'avoir adressé ce patient.")), LEXICON)
    hard = measure(Source("b", Page(LETTER * 4)), LEXICON)
    assert hard.score > easy.score
    assert {part.name for part in easy.parts} >= {"longueur", "densité des termes", "rareté des termes"}
    assert all(0 <= part.share <= 1 for part in hard.parts)


def test_dictated_punctuation_makes_it_easier() -> None:
    page = Page("Motif : douleur.\nConclusion : bon état général.")
    full = "motif deux points douleur point à la ligne conclusion deux points bon état général point"
    said = measure(Source("a", page, spoken=full), LEXICON).score
    unsaid = measure(Source("a", page, spoken="motif douleur conclusion bon état général"), LEXICON).score
    assert said < unsaid


def test_references_beside_audio_are_found_and_missing_ones_are_proposed(tmp_path: Path) -> None:
    for name in ("a.mp3", "b.mp3"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "a.txt").write_text("Pas de lésion.", "utf-8")
    (tmp_path / "c.txt").write_text("Bon état général.", "utf-8")
    found = {s.id: (s.page.text, s.validated) for s in find_sources([tmp_path], lambda _: "Transcrit.")}
    assert found == {
        "a": ("Pas de lésion.", True),
        "b": ("Transcrit.", False),
        "c": ("Bon état général.", True),
    }


def test_an_empty_folder_is_explained(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="Aucun fichier audio"):
        list(find_sources([tmp_path], lambda _: ""))


def test_an_unchecked_reference_is_marked(tmp_path: Path) -> None:
    source = Source("a", Page(LETTER), validated=False)
    write_exercise(make_exercise(source, "dictee", LEVEL, LEXICON, Choices()), tmp_path)
    text = "\n".join(p.text for p in docx.Document(str(tmp_path / "formateur" / "corrige.docx")).paragraphs)
    assert "À valider par le formateur" in text
    assert find_keys(tmp_path)[0].validated is False


@pytest.mark.parametrize("kind", KINDS)
def test_the_key_holds_every_line_of_the_right_text(tmp_path: Path, kind: ExerciseKind) -> None:
    write_exercise(made(kind), tmp_path)
    said = [p.text for p in docx.Document(str(tmp_path / "formateur" / "corrige.docx")).paragraphs]
    first = said.index("Texte attendu") + 1
    assert said[first : first + LETTER.count("\n") + 1] == LETTER.split("\n")


def test_word_files_say_nothing_of_the_machine_that_made_their_template(tmp_path: Path) -> None:
    write_exercise(made("dictee"), tmp_path)
    for path in tmp_path.rglob("*.docx"):
        with zipfile.ZipFile(path) as archive:
            assert not [name for name in archive.namelist() if "thumbnail" in name]
            said = b"".join(archive.read(name) for name in archive.namelist() if name.startswith("docProps/"))
        assert not [word for word in (b"Microsoft", b"Macintosh", b"2013", b"python-docx") if word in said]


def test_an_exercise_made_again_is_the_same_byte_for_byte(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_exercise(made("relecture"), tmp_path / name)
    files = sorted(path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*.*"))
    assert files
    assert [f for f in files if (tmp_path / "a" / f).read_bytes() != (tmp_path / "b" / f).read_bytes()] == []


@pytest.mark.parametrize("help_", ["aucune", "initiale", "liste", "definition"])
@pytest.mark.parametrize("kind", KINDS)
def test_an_exercise_comes_back_whole_from_its_file(tmp_path: Path, kind: ExerciseKind, help_: str) -> None:
    exercise = made(kind, help=help_, errors=5, seed=7, classes=("dose", "drug"), needs=Needs(18, pace=0.8))
    exercise = replace(
        exercise, level=Level(2, 1 / 3, (Part("débit", "90", 0.1, 2.0),)), times=((0, 4, 0.5, 1.25),)
    )
    write_exercise(exercise, tmp_path)
    assert from_json((tmp_path / "formateur" / "exercise.json").read_text("utf-8"), "x") == exercise


def test_the_file_of_an_exercise_tells_nothing_of_the_folders_of_the_trainer() -> None:
    source = Source("a", Page(LETTER), Path("/home/marie/dictées/a.ogg"))
    text = to_json(make_exercise(source, "dictee", LEVEL, LEXICON, Choices()))
    assert "marie" not in text
    assert from_json(text, "x").source.audio == Path("a.ogg")


@pytest.mark.parametrize("spoilt", ["", "[]", "{}", '{"format": 2}', "nul", "[" * 100_000])
def test_a_file_that_is_no_exercise_is_refused_in_one_sentence(spoilt: str) -> None:
    with pytest.raises(DocumentError, match="« x » n’est pas un exercice complet"):
        from_json(spoilt, "x")


def test_gaps_stand_in_the_draft_and_sort_as_a_dictionary() -> None:
    exercise = made("trous", help="liste")
    for gap in exercise.gaps:
        assert set(exercise.draft[gap.start : gap.end]) == {"_"}
    assert sorted(["zona", "évidement", "épitrochlée", "eczéma"], key=collation) == [
        "eczéma", "épitrochlée", "évidement", "zona",
    ]  # fmt: skip


def test_one_damaged_reference_refuses_its_exercise_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LETTER, "utf-8")
    (tmp_path / "b.docx").write_bytes(b"PK\x03\x04 not a Word file")
    made_ = list(make_all([tmp_path], Choices(), LEXICON, lambda _: ""))
    assert [type(one).__name__ for one in made_] == ["Exercise", "Refused"]
    assert "b.docx" in str(made_[1].error)  # type: ignore[union-attr]


def test_a_batch_is_picked_by_level_and_written_one_by_one(tmp_path: Path) -> None:
    source = Source("a", Page(LETTER))
    levels = [Level(3, 0.5, ()), Level(1, 0.1, ()), Level(3, 0.4, ())]
    batch = [make_exercise(source, "dictee", level, LEXICON, Choices()) for level in levels]
    picked = pick(batch, levels=(2, 4), count=5)
    assert [one.id for one in picked] == ["01-dictee-a", "02-dictee-a"]
    assert [one.folder.name for one in write_all(picked, tmp_path) if isinstance(one, Written)] == [
        "01-dictee-a", "02-dictee-a",
    ]  # fmt: skip
