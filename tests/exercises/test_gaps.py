"""Textes à trous : ce qui engage le soin aussi, la réponse imprimée nulle part, des définitions vraies ou aucune."""

import re
from pathlib import Path

import pytest

from tests.shipped import lexicon
from transcribe.exercises import Choices, Exercise, Level, Source, make_exercise
from transcribe.exercises.definitions import definition
from transcribe.exercises.gaps import is_printed, make_gaps
from transcribe.exercises.learner_page import learner_page
from transcribe.exercises.sources import find_sources
from transcribe.exercises.types import Help, collation
from transcribe.grading import Page

LEXICON = lexicon()
SAMPLES = sorted(Path(__file__).parents[2].joinpath("samples").glob("*.toml"))
HELPS: tuple[Help, ...] = ("aucune", "initiale", "liste", "definition")


def answers(text: str, sort: str, *, shown: str = "") -> list[str]:
    _, gaps = make_gaps(Page(f"Conclusion :\n{text}"), LEXICON, "aucune", shown=shown)
    return [gap.answer for gap in gaps if gap.sort == sort]


def made(path: Path, help_: Help) -> Exercise:
    (source,) = find_sources([path], lambda _: "")
    return make_exercise(source, "trous", Level(2, 0.3, ()), LEXICON, Choices(help=help_))


@pytest.mark.parametrize(
    ("text", "sort", "found"),
    [
        ("Ramipril 5 mg par jour.", "dose", ["5 mg"]),
        ("Fréquence cardiaque à 92/min.", "dose", ["92/min"]),
        ("Natrémie à 138 mmol/L.", "dose", ["138 mmol/L"]),
        ("Elle a 54 ans et 2 enfants.", "dose", []),
        ("Douleur du genou gauche.", "laterality", ["gauche"]),
        ("Genou gauche, hanche gauche.", "laterality", ["gauche", "gauche"]),
        ("Le droit du patient.", "laterality", []),
        ("Scanner sans injection.", "negation", ["sans injection"]),
        ("Pas de souffle ce jour, pas d'œdème.", "negation", ["Pas de souffle", "pas d'œdème"]),
        ("Absence de fracture.", "negation", ["Absence"]),
        ("Il avance pas à pas.", "negation", []),
    ],
)
def test_un_trou_interroge_aussi_une_dose_un_cote_une_negation(
    text: str, sort: str, found: list[str]
) -> None:
    assert answers(text, sort) == found


TERM, DOSE, SIDE = "", "une dose ou une valeur, avec son unité", "un côté"
DENIAL, DENIED = "une négation", "une négation et ce qu’elle nie"


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        # un terme, sa définition quand elle est sûre
        ("Ramipril.", [("Ramipril", TERM)]),
        ("Mme Roy a une thrombose.", [("thrombose", TERM)]),
        ("Gastrite antrale.", [("Gastrite", "estomac ; inflammation")]),
        ("BPCO et HTA.", [("BPCO", "bronchopneumopathie chronique obstructive"), ("HTA", "hypertension artérielle")]),
        ("Os.", []),
        ("Toux.", []),
        ("Il a le fer bas. Il est sous fer.", []),
        # un nombre en chiffres avec son unité, toute son unité
        ("Elle a 3 ans, 4 mg.", [("4 mg", DOSE)]),
        ("Vu 3 fois.", []),
        ("Cinq mg.", []),
        ("5\nmg", []),
        ("Taux : 5 , mg.", []),
        ("5 mg/kg/j.", [("5 mg/kg/j", DOSE)]),
        ("5 mg, 6 mg.", [("5 mg", DOSE)]),
        # une dose sur deux derrière le nom du médicament, toutes ailleurs
        ("Ramipril 5 mg, bisoprolol 2 mg, furosémide 40 mg.", [("5 mg", DOSE), ("40 mg", DOSE)]),
        ("Il prend 5 mg de ramipril, 2 mg de bisoprolol.", [("5 mg", DOSE), ("2 mg", DOSE), ("bisoprolol", TERM)]),
        # un côté en toutes lettres
        ("Genou droit, hanche gauche.", [("droit", SIDE), ("gauche", SIDE)]),
        ("Genoux bilatéraux.", [("bilatéraux", SIDE)]),
        ("À D, à G.", []),
        ("Gauche gauche gauche.", [("Gauche", SIDE), ("gauche", SIDE), ("gauche", SIDE)]),
        ("Gauche, gauche, gauche, gauche.", []),
        # une négation avec ce qu’elle nie, un nom ou un adjectif seul
        ("Pas de souffle ce jour.", [("Pas de souffle", DENIED)]),
        ("Jamais de toux.", [("Jamais de toux", DENIED)]),
        ("Ni toux.", [("Ni toux", DENIED)]),
        ("Sans toux.", [("Sans toux", DENIED)]),
        ("Non fumeur.", [("Non fumeur", DENIED)]),
        ("Aucune lésion.", [("Aucune lésion", DENIED)]),
        ("Absence de fracture.", [("Absence", DENIAL)]),
        ("ECBU négatif.", [("négatif", DENIAL)]),
        ("Pas toux.", []),
        ("Jamais fumeur.", []),
        ("Pas de\ntoux.", []),
        ("Pas de : toux.", []),
        ("Pas de 3 lésions.", []),
        ("Pas de mal.", []),
        ("Sans la toux.", []),
        ("Sans", []),
        ("Pas de", []),
        # ce qui est nié est la lésion, non « autre » ni « aucune »
        ("Pas d'autre lésion.", [("Pas d'autre lésion", DENIED)]),
        ("Pas de nouvelle lésion.", [("Pas de nouvelle lésion", DENIED)]),
        ("Sans aucune autre lésion.", [("Sans aucune autre lésion", DENIED)]),
        ("Pas d'autres.", []),
    ],
)  # fmt: skip
def test_tout_ce_qui_devient_un_trou_et_ce_que_l_indice_en_dit(
    text: str, gaps: list[tuple[str, str]]
) -> None:
    _, found = make_gaps(Page(f"Conclusion :\n{text}"), LEXICON, "definition")
    assert [(gap.answer, gap.hint) for gap in found] == gaps


@pytest.mark.parametrize(
    ("page", "gaps"),
    [
        ("Scanner sans injection gauche\nM. Roy", []),
        ("Compte rendu de thrombose gauche\nM. Roy", []),
        ("Conclusion : absence de lésion.", ["absence"]),
        ("Genou gauche :\nIl dort.", ["gauche"]),
    ],
)
def test_le_titre_ne_se_troue_pas(page: str, gaps: list[str]) -> None:
    assert [gap.answer for gap in make_gaps(Page(page), LEXICON, "aucune")[1]] == gaps


def test_un_indice_qui_donnerait_une_reponse_de_la_page_est_tu() -> None:
    _, gaps = make_gaps(
        Page("Conclusion :\nHTA ancienne, puis une autre hypertension."), LEXICON, "definition"
    )
    assert [(gap.answer, gap.hint) for gap in gaps] == [("HTA", ""), ("hypertension", "")]


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        (" puis ".join(f"{n} mg" for n in range(2, 8)), "2 mg, 3 mg, 4 mg, 5 mg, 6 mg, 7 mg"),
        (" puis ".join(f"{n} mg" for n in range(2, 12)), "2 mg, 3 mg, 5 mg, 7 mg, 8 mg, 10 mg"),
        (
            " puis ".join(f"pas de {n}" for n in "souffle fièvre lésion fracture froid sang".split()),
            "pas de souffle, pas de fièvre, pas de fracture, pas de froid",
        ),
    ],
)
def test_une_page_n_a_pas_plus_de_six_doses_et_de_quatre_negations_reparties(text: str, gaps: str) -> None:
    _, found = make_gaps(Page(f"Conclusion :\n{text}"), LEXICON, "aucune")
    assert ", ".join(gap.answer for gap in found if gap.sort in ("dose", "negation")) == gaps


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("Nodule thyroïdien. Les nodules sont stables.", "Nodule"),
        ("Insuline le matin. Il est insulinorequérant : insulinothérapie.", "Insuline"),
        ("Ramipril 5 mg le matin, bisoprolol 5 mg le soir, 5 mg.", "12 mg"),
        ("Genou gauche, hanche gauche, épaule gauche, main gauche.", "gauche"),
    ],
)
def test_un_mot_que_la_page_donne_ailleurs_n_est_pas_un_trou(text: str, absent: str) -> None:
    _, gaps = make_gaps(Page(f"Conclusion :\n{text}"), LEXICON, "aucune")
    assert absent not in [gap.answer for gap in gaps]


def test_le_titre_de_la_page_ne_donne_pas_la_reponse() -> None:
    assert "coloscopie" in answers("La coloscopie est normale.", "term")
    assert "coloscopie" not in answers("La coloscopie est normale.", "term", shown="Coloscopie totale")


@pytest.mark.parametrize(
    ("answer", "text", "printed"),
    [
        ("5 mg", "prendre 5 mg", True),
        ("5 mg", "prendre 2,5 mg", False),
        ("5 mg", "prendre 15 mg", False),
        ("5 mg", "prendre 5\u00a0mg", True),
        ("polypes", "un polype", True),
        ("iléale", "l'iléon", False),
        ("HTA", "CHTA", False),
        ("HTA", "l'HTA", True),
        ("5 mg", "5 mg, 6", True),
        ("5 mg", "5 mgs", False),
        ("5", "taux de 5,2", False),
        ("5", "taux de 5, bas", True),
        ("Pas de souffle", "pas  de\nsouffle", True),
        ("foie", "les foies", True),  # another form
        ("foies", "le foie", True),
        ("gauche", "une gauchère", True),  # a word built on it
        ("droite", "le droit", True),
        ("face", "surfacé", True),
        ("toux", "tousser", False),  # too short for a stem
        ("rats", "un raton", False),
        ("rate", "un ratio", False),
        ("a-b-c-d", "abcd", False),
    ],
)
def test_une_reponse_imprimee_se_reconnait(answer: str, text: str, printed: bool) -> None:
    assert is_printed(answer, text) is printed


@pytest.mark.parametrize("help_", HELPS)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_la_reponse_n_est_imprimee_nulle_part_ailleurs(path: Path, help_: Help) -> None:
    exercise = made(path, help_)
    assert len(exercise.gaps) >= 5
    shown = [exercise.title, exercise.draft, *exercise.hints]
    for gap in exercise.gaps:
        pattern = rf"(?<![\w,]){re.escape(gap.answer)}(?!\w)"
        assert not [text for text in shown if re.search(pattern, text, re.IGNORECASE)], gap
        assert gap.sort == "term" or not gap.initial  # « g » tells the side
    if help_ != "liste":
        page = learner_page(exercise)
        terms = [gap.answer for gap in exercise.gaps if gap.sort == "term"]
        assert not [term for term in terms if re.search(rf"\b{re.escape(term)}\b", page, re.IGNORECASE)]


def test_les_dictees_d_exemple_interrogent_chaque_sorte() -> None:
    sorts = {gap.sort for path in SAMPLES for gap in made(path, "aucune").gaps}
    assert sorts == {"term", "dose", "laterality", "negation"}


def test_deux_trous_ne_se_touchent_pas() -> None:
    for path in SAMPLES:
        draft = made(path, "initiale").draft
        assert not re.search(r"_[\W_]*\[\w\]_|_\W+_", draft)


def test_la_liste_range_e_accent_avec_e() -> None:
    words = made(SAMPLES[0], "liste").words
    assert list(words) == sorted(words, key=collation)
    assert sorted(["zona", "Échographie", "ECBU", "effort"], key=collation) == [
        "ECBU",
        "Échographie",
        "effort",
        "zona",
    ]


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("gastrite", "estomac ; inflammation"),
        ("hystérectomie", "utérus ; ablation chirurgicale"),
        ("splénomégalie", "rate ; augmentation de volume"),
        ("hémiplégie", "moitié, un seul côté ; paralysie"),
        ("HTA", "hypertension artérielle"),
        ("prostatique", ""),  # no « pro- » and « -statique »
        ("péritonite", ""),  # no « péri- » and « -tonite »
        ("glucose", ""),
        ("immunité", ""),
        ("polyurie", ""),
        ("radiologie", ""),  # rayon or radius
        ("IVG", ""),  # two meanings
        ("gauche", ""),
    ],
)
def test_une_definition_est_vraie_ou_absente(word: str, meaning: str) -> None:
    assert definition(word).replace("\u00a0", " ") == meaning


def test_un_trou_sans_definition_ni_audio_ne_dit_pas_de_reecouter(tmp_path: Path) -> None:
    from docx import Document

    from transcribe.exercises.sheets import add_helps

    document = Document()
    source = Source("a", Page("Conclusion :\nGastrite antrale et œsophagite."))
    add_helps(document, make_exercise(source, "trous", Level(1, 0, ()), LEXICON, Choices(help="definition")))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Trou 1" in text
    assert "réécoutez" not in text
