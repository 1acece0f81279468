"""Les fichiers d’un exercice, relus entiers : tableaux et leur tête, styles, séance aménagée, son mesuré et coupé."""

import io
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import docx
import numpy as np
import pytest

from tests.exercises.test_exercises import LEVEL, made
from tests.grading.fake import LETTER, LEXICON
from transcribe.core.errors import AudioError, DocumentError, ModelError
from transcribe.core.revision import Revision
from transcribe.exercises import Choices, Exercise, Level, Needs, Source, make_exercise
from transcribe.exercises import batch as batch_module
from transcribe.exercises import sheets as sheets_module
from transcribe.exercises.batch import (
    Refused,
    Transcriber,
    Written,
    find_all,
    make_all,
    make_each,
    needs_of,
    pick,
)
from transcribe.exercises.exporting import _joined, _spans, exercise_folders
from transcribe.exercises.make import with_agreements
from transcribe.exercises.self_correction import Passage
from transcribe.exercises.session import session_of
from transcribe.exercises.session_writing import session_instructions, write_session
from transcribe.exercises.sheets import answer_key, instruction_style, instructions, work_sheet
from transcribe.exercises.sound import cut_audio, listen
from transcribe.exercises.types import GAP_SORTS
from transcribe.grading.types import KINDS, Agreement, Page
from transcribe.speech.audio import read_sound
from transcribe.voices.files import write_sound


@pytest.fixture(autouse=True)
def without_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading the French model takes seconds."""
    monkeypatch.setattr("transcribe.nlp.is_installed", lambda: False)


def paragraphs(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs]


def tables(content: bytes) -> list[list[tuple[str, ...]]]:
    return [
        [tuple(cell.text for cell in row.cells) for row in table.rows]
        for table in docx.Document(io.BytesIO(content)).tables
    ]


# --- the trainer's key -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["dictee", "relecture", "trous"])
def test_la_tete_d_un_tableau_du_corrige_est_en_gras_et_elle_seule(kind: str) -> None:
    for table in docx.Document(io.BytesIO(answer_key(made(kind)))).tables:  # type: ignore[arg-type]
        head, *rows = table.rows
        assert table.style is not None
        assert table.style.name == "Table Grid"
        assert [run.bold for cell in head.cells for run in cell.paragraphs[0].runs] == [True] * len(
            head.cells
        )
        assert not any(run.bold for row in rows for cell in row.cells for run in cell.paragraphs[0].runs)


def test_le_corrige_donne_les_fautes_de_la_relecture_dans_leur_ordre() -> None:
    exercise = made("relecture", errors=6)
    faults, measures = tables(answer_key(exercise))
    assert len(exercise.seeded) == 6
    assert faults == [
        ("Classe", "Attendu", "Donné"),
        *((KINDS[one.kind], sheets_module._shown(one.expected), sheets_module._shown(one.found))
          for one in exercise.seeded),
    ]  # fmt: skip
    assert measures == [("Mesure", "Valeur", "Difficulté (0 à 1)", "Poids")]


def test_le_corrige_donne_les_reponses_des_trous_dans_leur_ordre() -> None:
    exercise = made("trous")
    answers, _ = tables(answer_key(exercise))
    assert answers == [
        ("Trou", "Réponse", "Nature"),
        *((str(n), gap.answer, GAP_SORTS[gap.sort]) for n, gap in enumerate(exercise.gaps, 1)),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "(rien)"), (" ", "(espace)"), ("  ", "(espace)"), ("\n", "↵"), ("a\nb", "a↵b"), ("5 mg", "5 mg")],
)  # fmt: skip
def test_ce_qui_ne_se_voit_pas_se_dit(text: str, said: str) -> None:
    assert sheets_module._shown(text) == said


@pytest.mark.parametrize("validated", [True, False])
def test_le_corrige_dit_ce_qui_reste_a_valider(validated: bool) -> None:
    exercise = made("dictee")
    found = docx.Document(
        io.BytesIO(answer_key(replace(exercise, source=replace(exercise.source, validated=validated))))
    )
    bold = [(run.text, run.bold) for p in found.paragraphs for run in p.runs if "valider" in run.text]
    assert bold == ([] if validated else [("À valider par le formateur", True)])


@pytest.mark.parametrize("needs", [Needs(), Needs(size=18)])
def test_le_corrige_a_ses_lettres_usuelles_et_dit_les_amenagements(needs: Needs) -> None:
    found = docx.Document(io.BytesIO(answer_key(made("dictee", needs=needs))))
    assert found.styles["Normal"].font.size == docx.Document(
        io.BytesIO(answer_key(made("dictee")))
    ).styles["Normal"].font.size  # fmt: skip
    text = [p.text for p in found.paragraphs]
    if needs.size == 18:
        assert text[text.index("Aménagements") + 1 :] == ["caractères de 18 points"]
    assert ("Aménagements" in text) == (needs != Needs())


def test_le_corrige_a_les_titres_du_texte() -> None:
    exercise = made("mise-en-page")
    page = Page("A\nB\nC", styles=("title", "heading", ""))
    found = docx.Document(io.BytesIO(answer_key(replace(exercise, reference=page))))
    styles = {p.text: p.style.name for p in found.paragraphs if p.style is not None}
    assert [styles[line] for line in "ABC"] == ["Heading 2", "Heading 2", "Normal"]


# --- the learner's sheets ----------------------------------------------------------------------------------------


def test_la_premiere_ligne_de_la_copie_est_au_programme_le_reste_au_texte() -> None:
    exercise = replace(made("relecture"), draft="Un.\n\nDeux.")
    found = docx.Document(io.BytesIO(work_sheet(exercise)))
    first, *lines = found.paragraphs
    assert first.style is not None
    assert first.style.name == "Consigne"
    assert [(p.text, p.style and p.style.name) for p in lines] == [
        ("Un.", "Normal"), ("", "Normal"), ("Deux.", "Normal")
    ]  # fmt: skip
    assert len(docx.Document(io.BytesIO(work_sheet(made("dictee")))).paragraphs) == 2


def test_le_style_de_la_consigne() -> None:
    document = docx.Document()
    instruction_style(document)
    style = document.styles["Consigne"]
    assert style.font.italic is False
    assert str(style.font.color.rgb) == "0B5C8A"
    assert style.base_style.name == style.next_paragraph_style.name == "Normal"


def test_la_consigne_dit_le_niveau_le_temps_la_note_et_le_nom_de_la_copie() -> None:
    exercise = replace(made("dictee"), note="À refaire.", minutes=15)
    text = paragraphs(instructions(exercise))
    assert text[:4] == [
        exercise.title, "Niveau 2 sur 5. Temps conseillé : 15 minutes.", "À refaire.", "Ce qu’il faut faire"
    ]  # fmt: skip
    assert text[-2:] == [
        "Pour rendre",
        "Enregistrez votre copie sous le nom « Prénom NOM - 01-dictee-lettre-1.docx » (.odt, .txt et .html conviennent "
        "aussi).",
    ]
    assert paragraphs(instructions(replace(exercise, note="")))[2] == "Ce qu’il faut faire"


def test_les_mots_a_placer_et_les_definitions_suivent_la_consigne() -> None:
    listed = made("trous", help="liste")
    text = paragraphs(instructions(listed))
    assert text[text.index("Mots à placer") + 1 :] == list(listed.words)
    assert "Mots à placer" not in paragraphs(instructions(made("trous", help="initiale")))
    defined = made("trous", help="definition")
    gaps = tuple(replace(gap, hint="" if n else "essoufflement") for n, gap in enumerate(defined.gaps[:2]))
    shown = paragraphs(instructions(replace(defined, gaps=gaps)))
    assert shown[shown.index("Définitions, dans l’ordre des trous") + 1 :] == [
        "Trou 1 : essoufflement", "Trou 2 : d’après le sens de la phrase"
    ]  # fmt: skip
    heard = replace(defined, gaps=gaps, source=replace(defined.source, audio=Path("a.ogg")))
    assert paragraphs(instructions(heard))[-1] == "Trou 2 : réécoutez ce passage"


# --- made without the French model --------------------------------------------------------------------------------


@pytest.mark.parametrize("parsed", [True, False])
def test_les_accords_ne_se_lisent_que_si_on_le_demande(parsed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    with_agreements.cache_clear()
    found = (Agreement(0, 2, 3, 5, "f", "s"),)
    monkeypatch.setattr("transcribe.nlp.is_installed", lambda: True)
    monkeypatch.setattr("transcribe.nlp.agreements", lambda _: found)
    source = Source("a", Page("Une toux sèche."))
    exercise = make_exercise(source, "dictee", LEVEL, LEXICON, Choices(), parsed=parsed)
    usual = make_exercise(source, "dictee", LEVEL, LEXICON, Choices())
    with_agreements.cache_clear()
    assert exercise.reference.agreements == (found if parsed else ())
    assert usual.reference.agreements == found


# --- a sitting ----------------------------------------------------------------------------------------------------


def test_les_besoins_d_une_seance_sont_ceux_de_son_premier_exercice(tmp_path: Path) -> None:
    first, second = made("dictee", needs=Needs(size=18)), replace(made("relecture"), id="02-b")
    learners = {"Léa": Needs(), "Zoé": Needs(size=18), "Tom": Needs(size=20), "tom": Needs(size=22)}
    session = session_of([first, second], 45, exam=False)
    own = write_session(session, [first, second], tmp_path, learners)
    assert [path.relative_to(tmp_path).as_posix() for path in own] == [
        "amenages/Léa", "amenages/Tom", "amenages/tom (2)"
    ]  # fmt: skip
    sizes = [
        docx.Document(str(folder / "consigne.docx")).styles["Normal"].font.size.pt
        for folder in (tmp_path / "apprenant", *own)
    ]
    assert sizes == [18, Needs().size, 20, 22]
    assert write_session(session, [first, second], tmp_path / "b") == []
    assert sorted(path.name for path in (tmp_path / "b").iterdir() if path.name[0] != ".") == [
        first.id, "02-b", "apprenant", "seance.toml"
    ]  # fmt: skip


def test_la_consigne_d_une_seance_entiere() -> None:
    listed = made("trous", help="liste")
    pair = [made("dictee"), replace(listed, id="02-trous", gaps=listed.gaps[:1])]
    text = paragraphs(session_instructions(session_of(pair, 45, exam=False), pair, Needs()))
    plain = [line.replace("\u00a0", " ") for line in text]
    assert plain[:2] == ["Séance de 45 minutes", "Durée : 45 minutes."]
    assert not any("Examen blanc" in line for line in plain)
    assert [line for line in plain if line.startswith(("Exercice", "Dossier", "Mots", "Pour rendre"))] == [
        "Exercice 1 : dictée",
        f"Dossier {pair[0].id}. Temps conseillé : {pair[0].minutes} minutes. Compte pour "
        f"{str(round(20 * pair[0].minutes / (pair[0].minutes + pair[1].minutes), 2)).replace('.', ',')} points sur 20.",
        "Exercice 2 : texte à trous",
        f"Dossier 02-trous. Temps conseillé : {pair[1].minutes} minutes. Compte pour "
        f"{str(round(20 * pair[1].minutes / (pair[0].minutes + pair[1].minutes), 2)).replace('.', ',')} points sur 20.",
        "Mots à placer",
        "Pour rendre",
    ]  # fmt: skip
    assert plain[-1].endswith(f"par exemple « Prénom NOM - {pair[0].id}.docx ».")


# --- sound --------------------------------------------------------------------------------------------------------


def sound(path: Path, samples: "np.ndarray") -> Path:
    write_sound(path, samples.astype(np.float32), {})
    return path


def test_un_silence_se_mesure(tmp_path: Path) -> None:
    heard = listen(sound(tmp_path / "a.wav", np.zeros(16_000)))
    assert (heard.duration, heard.speech, heard.clarity) == (1.0, 1.0, 0.0)


def frames(levels: Sequence[float]) -> "np.ndarray":
    """Noise over the whole band, 20 ms at each level in decibels."""
    rng = np.random.default_rng(3)
    out = []
    for level in levels:
        noise = rng.choice([-1.0, 1.0], 320)
        out.append(noise * 10 ** (level / 20))
    return np.concatenate(out)


@pytest.mark.parametrize(
    ("levels", "speech", "clarity"),
    [
        ([-20] * 50 + [-60] * 50, 1.0, 40),
        ([-60] * 50 + [-20] * 50, 1.0, 40),
        ([-20] * 50 + [-31] * 50, 2.0, 11),  # nothing tells voice from noise: all is speech
        ([-20] * 50 + [-33] * 50, 1.0, 13),
        ([-20] * 40 + [-44] * 30 + [-60] * 30, 1.4, 40),  # 5 dB under the middle
        ([-20] * 40 + [-46] * 30 + [-60] * 30, 0.8, 40),
        ([-10] * 9 + [-20] * 82 + [-60] * 9, 1.82, 40),  # nine frames in ten, the loudest left out
        ([-10] * 11 + [-20] * 80 + [-60] * 9, 1.82, 50),
        ([-20] * 96 + [-60] * 4, 2.0, 0),
        ([-5] * 50 + [-85] * 50, 1.0, 60),
    ],
)
def test_la_voix_se_mesure_au_dessus_du_bruit(
    tmp_path: Path, levels: list[float], speech: float, clarity: float
) -> None:
    heard = listen(sound(tmp_path / "a.wav", frames(levels)))
    assert heard.speech == pytest.approx(speech, abs=0.021)
    assert heard.clarity == pytest.approx(clarity, abs=1)


def test_un_son_se_coupe_ou_on_le_demande(tmp_path: Path) -> None:
    samples = np.concatenate([np.full(16_000, 0.0), 0.4 * np.sin(np.arange(16_000) * 0.3), np.zeros(16_000)])
    pieces = cut_audio(sound(tmp_path / "a.wav", samples), [(0, 1), (1, 2), (1.5, 3)], ".ogg")
    found = []
    for number, piece in enumerate(pieces):
        (tmp_path / f"{number}.ogg").write_bytes(piece)
        again = read_sound(tmp_path / f"{number}.ogg")
        found.append((round(again.duration, 1), round(float(np.mean(np.abs(again.samples) > 2000)), 1)))
    assert [one[0] for one in found] == [1.0, 1.0, 1.5]
    assert found[0][1] == 0
    assert found[1][1] > 0.7
    assert 0.2 < found[2][1] < 0.4


# --- exports ------------------------------------------------------------------------------------------------------


def spoken(text: str, since: float, until: float) -> Passage:
    return Passage(text, "", since, until)


@pytest.mark.parametrize(
    ("passages", "joined"),
    [
        ([], []),
        ([spoken("a", 0, 1), spoken("b", 1, 2)], [spoken("a", 0, 1), spoken("b", 1, 2)]),
        ([spoken("a", 0, 0)], []),
        ([spoken("a", 0, 0), spoken("b", 0, 0), spoken("c", 1, 2)], [spoken("a b c", 1, 2)]),
        ([spoken("a", 0, 1), spoken("b", 0, 0), spoken("c", 1, 2)], [spoken("a b", 0, 1), spoken("c", 1, 2)]),
        ([spoken("a", 0, 2), spoken("b", 1, 3)], [spoken("a b", 0, 3)]),  # heard over the one before
        ([spoken("a", 0, 3), spoken("b", 1, 2), spoken("c", 3, 4)], [spoken("a b", 0, 3), spoken("c", 3, 4)]),
        ([spoken("a", 0, 0), spoken("b", 1, 2), spoken("c", 2, 2), spoken("d", 2, 3)],
         [spoken("a b c", 1, 2), spoken("d", 2, 3)]),
    ],
)  # fmt: skip
def test_ce_qui_ne_s_entend_pas_seul_va_avec_son_voisin(
    passages: list[Passage], joined: list[Passage]
) -> None:
    assert _joined(passages) == joined


def test_une_phrase_se_coupe_au_milieu_du_silence_au_plus() -> None:
    heard = [spoken("a", 0.1, 1), spoken("b", 1.2, 2), spoken("c", 5, 6)]
    assert _spans(heard) == [
        (0.0, pytest.approx(1.1)), (pytest.approx(1.1), 2.5), (4.7, 6.5)
    ]  # fmt: skip


def test_les_dossiers_d_exercices_se_trouvent_une_fois_dans_leur_ordre(tmp_path: Path) -> None:
    for name in ("02-b", "01-a", "10-c"):
        (tmp_path / name / "formateur").mkdir(parents=True)
        (tmp_path / name / "formateur" / "exercise.json").write_text(
            json.dumps({"format": 1, "id": name, "title": "A", "reference": {"text": "Toux."}}), "utf-8"
        )
    (tmp_path / "05-rien").mkdir()
    names = [path.name for path in exercise_folders([tmp_path / "10-c", tmp_path])]
    assert names == ["10-c", "01-a", "02-b"]


# --- many at once -------------------------------------------------------------------------------------------------


def of_level(name: str, value: int, score: float = 0.0) -> Exercise:
    return replace(made("dictee"), id=name, title=name, level=Level(value, score, ()))


def test_on_garde_les_niveaux_demandes_des_faciles_aux_difficiles() -> None:
    pool = [
        of_level("e", 5),
        of_level("b", 2, 0.3),
        of_level("a", 2, 0.3),
        of_level("c", 2, 0.2),
        of_level("d", 3),
    ]

    def kept(**options: object) -> list[str]:
        return [one.id for one in pick(pool, **options)]  # type: ignore[arg-type]

    assert kept() == ["01-c", "02-a", "03-b", "04-d", "05-e"]
    assert kept(levels=(2, 3)) == ["01-c", "02-a", "03-b", "04-d"]
    assert kept(levels=(3, 5)) == ["01-d", "02-e"]
    assert kept(levels=(1, 2), count=2) == ["01-c", "02-a"]
    assert kept(count=0) == kept(levels=(4, 4)) == []


@pytest.mark.parametrize(
    ("options", "needs"),
    [
        ({}, Needs()),
        ({"extra_time": 33}, replace(Needs(), extra_time=0.33)),
        ({"pace": 80}, replace(Needs(), pace=0.8)),
    ],
)
def test_les_amenagements_se_disent_en_mots_de_tous_les_jours(options: dict[str, int], needs: Needs) -> None:
    assert needs_of(**options) == needs  # type: ignore[arg-type]


def test_grands_caracteres_et_dyslexie_se_cumulent() -> None:
    large, dyslexia, both = needs_of(large=True), needs_of(dyslexia=True), needs_of(large=True, dyslexia=True)
    assert large.size > Needs().size
    assert replace(large, size=Needs().size) == Needs()
    assert dyslexia.font != Needs().font
    assert both == replace(dyslexia, size=large.size)


class Converter:
    """Says the name of the file, and counts what it hears."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def convert(self, path: Path) -> object:
        from tests.letters.sample import timed

        self.heard.append(path.name)
        return type("Found", (), {"revision": Revision(timed(f"Il tousse {path.stem} ."))})()


def test_un_son_demande_deux_fois_de_suite_s_entend_une_fois(monkeypatch: pytest.MonkeyPatch) -> None:
    converter, loaded = Converter(), []

    def make(*_: object, **options: object) -> Converter:
        loaded.append(options)
        return converter

    monkeypatch.setattr("transcribe.pipeline.make_converter", make)
    transcriber = Transcriber("petit")
    for name in ("a", "a", "b", "a"):
        assert f"tousse {name}" in transcriber(Path(f"{name}.ogg"))
    assert converter.heard == ["a.ogg", "b.ogg", "a.ogg"]
    assert loaded == [{"model": "petit", "lexicon": None, "notify": None}]
    times = transcriber.times(Path("a.ogg"), Page("Il tousse a."))
    assert [(start, end) for start, end, *_ in times][:2] == [(0, 2), (3, 9)]


@pytest.mark.parametrize("told", [True, False])
def test_sans_modele_les_temps_manquent_et_cela_se_dit(told: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object, **__: object) -> None:
        raise ModelError(message="Modèle absent.")

    monkeypatch.setattr("transcribe.pipeline.make_converter", none)
    said: list[str] = []
    transcriber = Transcriber(notify=said.append if told else None)
    assert transcriber.times(Path("a.ogg"), Page("Toux.")) == ()
    assert said == (
        ["Attention : Modèle absent. Les fiches n’auront pas de bouton « Écouter »."] if told else []
    )


def test_une_source_refusee_n_arrete_rien_et_la_specialite_choisit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("c", "a", "b"):
        (tmp_path / f"{name}.txt").write_text(LETTER, "utf-8")

    def read(path: Path, _: object) -> Source:
        if path.stem == "b":
            raise DocumentError(message="« b » est abîmé.")
        return Source(path.stem, Page(LETTER), specialty="Cardiologie" if path.stem == "a" else "ORL")

    monkeypatch.setattr(batch_module, "source_of", read)
    found = list(find_all([tmp_path], lambda _: ""))
    assert [one.path.stem if isinstance(one, Refused) else one.id for one in found] == ["a", "b", "c"]

    def names(specialty: str) -> list[str]:
        made_ = make_all(
            [tmp_path], Choices(kinds=("dictee", "trous")), LEXICON, lambda _: "", specialty=specialty
        )
        return [f"!{one.path.stem}" if isinstance(one, Refused) else one.id for one in made_]

    assert names("") == ["dictee-a", "trous-a", "!b", "dictee-c", "trous-c"]
    assert names("cardio") == ["dictee-a", "trous-a", "!b"]
    assert names("orl") == ["!b", "dictee-c", "trous-c"]


@pytest.mark.parametrize("audio", [None, Path("a.ogg")])
def test_les_temps_sont_ceux_du_son(audio: Path | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_module, "measure", lambda *_: LEVEL)
    rows = ((0, 8, 0.5, 1.0),)
    kinds = ("dictee", "mise-en-page")
    source = Source("a", Page(LETTER), audio)
    found = list(make_each(source, Choices(kinds=kinds), LEXICON, locate=lambda *_: rows))  # type: ignore[arg-type]
    assert [one.times for one in found if isinstance(one, Exercise)] == [rows if audio else ()] * 2


def test_un_exercice_qui_ne_s_ecrit_pas_n_arrete_rien(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(exercise: Exercise, folder: Path) -> None:
        if exercise.id == "b":
            raise AudioError(message="« b.ogg » est abîmé.")

    monkeypatch.setattr(batch_module, "write_exercise", write)
    found = list(batch_module.write_all([of_level(name, 1) for name in "abc"], tmp_path))
    assert [(type(one), (one.path if isinstance(one, Refused) else one.folder).name) for one in found] == [
        (Written, "a"), (Refused, "b"), (Written, "c")
    ]  # fmt: skip
