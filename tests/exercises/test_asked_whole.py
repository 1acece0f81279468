"""Ce qui est demandé à l’élève, phrase par phrase, et la copie d’un compte-rendu à vérifier, relue entière."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from typing import Any

import docx
import pytest

from tests.exercises.test_exercises import made
from transcribe.exercises import asking
from transcribe.exercises.asking import Asked, has_audio, parts_of, tasks, tasks_of, watched_in
from transcribe.exercises.review_sheet import comment_of, review_sheet
from transcribe.exercises.types import Exercise, Passage
from transcribe.grading.types import Page
from transcribe.letters.word_runs import CHANGED_ON, PROGRAM

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(autouse=True)
def without_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading the French model takes seconds."""
    monkeypatch.setattr("transcribe.nlp.is_installed", lambda: False)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def asked(kind: str, medium: Any = "word", **more: Any) -> list[str]:
    return [plain(task) for task in tasks(Asked(kind, **more), medium)]


@pytest.mark.parametrize(
    ("sounds", "slow", "medium", "first"),
    [
        (("a.ogg",), False, "word", "L’audio est dans a.ogg."),
        (("a.ogg",), True, "word", "L’audio est dans a.ogg (voix ralentie, même hauteur)."),
        (("a.ogg", "a.m4a"), False, "word",
         "L’audio est dans a.ogg et dans a.m4a (le même, pour les appareils qui ne lisent pas l’un des deux)."),
        (("a.ogg",), True, "page", "La voix est ralentie, à la même hauteur."),
        (("a.ogg",), False, "page", None),
        ((), True, "word", None),
        ((), True, "page", None),
    ],
)  # fmt: skip
def test_la_premiere_phrase_dit_ou_est_le_son(
    sounds: tuple[str, ...], slow: bool, medium: Any, first: str | None
) -> None:
    assert asked("autre", medium, sounds=sounds, slow=slow) == ([first] if first else [])


@pytest.mark.parametrize("sounds", [(), ("a.ogg",)])
def test_une_dictee(sounds: tuple[str, ...]) -> None:
    heard = bool(sounds)
    found = asked("dictee", "page", sounds=sounds, parts=frozenset(["title", "item", "signature"]))
    assert found == [
        "Écoutez la dictée une première fois en entier, puis phrase par phrase." if heard else
        "Votre formateur vous dicte le document : écoutez-le une première fois en entier.",
        "Saisissez tout le document dans la page : titre, paragraphes, listes, signature.",
        "Écrivez nombres, unités, dates et abréviations selon l’usage des comptes-rendus.",
        "Un mot reste incompris ? Écrivez [inaudible] : un doute signalé vaut mieux qu’une erreur.",
        "Relisez-vous avec l’audio avant de rendre." if heard else "Relisez-vous avant de rendre.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (None, ""),
        (frozenset(), ""),
        (frozenset(["title"]), " : titre, paragraphes"),
        (frozenset(["heading", "title", "signature"]), " : titre, rubriques, paragraphes, signature"),
        (frozenset(["signature", "item"]), " : paragraphes, listes, signature"),
    ],
)
def test_un_document_se_saisit_avec_ses_parties(parts: Any, said: str) -> None:
    assert asked("dictee", parts=parts)[1] == f"Saisissez tout le document dans copie.docx{said}."


@pytest.mark.parametrize(
    ("more", "medium", "said"),
    [
        ({}, "word", ["Le texte de copie.docx contient des fautes : trouvez-les et corrigez-les dans le texte.",
                      "Ne récrivez pas ce qui est juste."]),
        ({"faulty": False, "watched": ("les doses",)}, "page",
         ["Le texte de la page contient peut-être des fautes : trouvez-les et corrigez-les dans le texte.",
          "Ne récrivez pas ce qui est juste.", "Surveillez d’abord les doses."]),
        ({"sounds": ("a.ogg",), "watched": ("les doses", "les côtés", "les négations")}, "page",
         ["Le texte de la page contient des fautes : écoutez l’audio, trouvez-les, corrigez-les dans le texte.",
          "Ne récrivez pas ce qui est juste.", "Surveillez d’abord les doses, les côtés et les négations."]),
    ],
)  # fmt: skip
def test_une_relecture(more: dict[str, Any], medium: str, said: list[str]) -> None:
    assert asked("relecture", medium, **more) == said


@pytest.mark.parametrize(
    ("more", "medium", "said"),
    [
        ({}, "word", ["Complétez chaque trou de copie.docx : effacez les traits et écrivez ce qui manque, en entier.",
                      "Ne changez rien d’autre au texte."]),
        ({"initial": True, "listed": True}, "word",
         ["Complétez chaque trou de copie.docx : effacez les traits (et l’initiale entre crochets, là où elle est "
          "donnée) et écrivez ce qui manque, en entier.",
          "Les réponses sont ci-dessous, par ordre alphabétique.", "Ne changez rien d’autre au texte."]),
        ({"listed": True}, "page",
         ["Complétez chaque trou : écrivez ce qui manque, en entier.",
          "Les réponses sont dans la liste, par ordre alphabétique.", "Ne changez rien d’autre au texte."]),
        ({"initial": True, "sounds": ("a.ogg",)}, "page",
         ["Écoutez l’audio en lisant le texte.",
          "Complétez chaque trou : écrivez ce qui manque, en entier. Là où la première lettre est donnée, récrivez-la.",
          "Ne changez rien d’autre au texte."]),
    ],
)  # fmt: skip
def test_des_trous(more: dict[str, Any], medium: str, said: list[str]) -> None:
    assert asked("trous", medium, **more) == said


@pytest.mark.parametrize(
    ("parts", "by"),
    [
        (None, "un paragraphe par rubrique, le titre avec le style Titre de Word et les intitulés avec le style "
         "Titre 1"),
        (frozenset(), "un paragraphe par idée"),
        (frozenset(["title"]), "un paragraphe par idée, le titre avec le style Titre de Word"),
        (frozenset(["heading"]), "un paragraphe par rubrique, les intitulés avec le style Titre 1"),
    ],
)  # fmt: skip
def test_une_mise_en_page(parts: Any, by: str) -> None:
    assert asked("mise-en-page", parts=parts) == [
        f"Mettez en page le texte de copie.docx : {by}.", "Ne changez pas les mots."
    ]  # fmt: skip
    assert asked("mise-en-page", "page", parts=parts) == [
        f"Mettez en page le texte : {by.split(',', maxsplit=1)[0]} (touche Entrée).",
        "Donnez ensuite à chaque ligne son style : titre, intitulé de rubrique, paragraphe ou élément de liste.",
        "Ne changez pas les mots.",
    ]


@pytest.mark.parametrize(
    ("medium", "origin"), [("word", "Le texte de copie.docx"), ("page", "Ce compte-rendu")]
)
@pytest.mark.parametrize("marked", [(), ("doubt",), ("correction",), ("correction", "doubt")])
def test_un_compte_rendu(medium: Any, origin: str, marked: tuple[str, ...]) -> None:
    first, *between, last = asked("compte-rendu", medium, marked=frozenset(marked))
    assert first == f"{origin} vient de la reconnaissance vocale : vérifiez-le avec le son."
    assert between == [plain(asking._MARKED[medium][kind]) for kind in marked]
    assert last == (
        "Relisez ensuite tout le texte : une erreur peut n’être signalée nulle part." if marked else
        "Aucun passage n’y est signalé : relisez tout."
    )  # fmt: skip
    assert asked("compte-rendu", medium)[0] == (
        "Ce compte-rendu vient de la reconnaissance vocale : vérifiez chaque passage signalé avec le son."
    )


@pytest.mark.parametrize(
    ("text", "watched"),
    [
        ("", ()),
        ("Toux.", ()),
        ("Ramipril 5 mg.", ("les doses",)),
        ("Il a 5 toux.", ()),
        ("Genou gauche.", ("les côtés",)),
        ("Pas de toux.", ("les négations",)),
        ("Vu Mme Irena Szymczak.", ("les identités",)),
        ("Mme Irena Szymczak, sans douleur du genou gauche, ramipril 5 mg.",
         ("les doses", "les côtés", "les négations", "les identités")),
    ],
)  # fmt: skip
def test_ce_qui_se_surveille(text: str, watched: tuple[str, ...]) -> None:
    assert watched_in(text) == watched


@pytest.mark.parametrize(
    ("styles", "parts"),
    [
        (("", ""), set()),
        (("title", ""), {"title"}),
        (("", "heading"), {"heading"}),
        (("list", "list"), {"item"}),
        *((("", role), {"signature"}) for role in ("signature", "closing", "author")),
    ],
)
def test_les_parties_d_un_document(styles: Any, parts: set[str]) -> None:
    assert parts_of(Page("il tousse depuis hier.\nil dort.", styles=styles)) == parts


def test_la_mise_en_page_n_a_pas_de_son() -> None:
    def sounding(kind: Any, **choices: Any) -> Exercise:
        exercise = made(kind, **choices)
        return replace(exercise, source=replace(exercise.source, audio=asking.__file__))  # type: ignore[arg-type]

    assert [has_audio(sounding(kind)) for kind in ("dictee", "mise-en-page")] == [True, False]
    assert not has_audio(made("dictee"))
    both = sounding("dictee", audio=("ogg", "m4a"))
    assert tasks_of(both, "word")[0].startswith("L’audio est dans dictee.ogg et dans dictee.m4a")


# --- a compte-rendu to review -------------------------------------------------------------------------------------

DRAFT = "Il prend ramipril.\nGenou gauche."
MARKS = (
    Passage(
        9, 17, "ramipril", "correction", "« ramypril » n’existe pas", ("ramypril", "Triatec"), (72.5, 73.0)
    ),
    Passage(25, 31, "gauche", "doubt", "côté à vérifier", ("droit", "droite")),
)


def reviewed(marks: tuple[Passage, ...]) -> tuple[list[str], list[tuple[str | None, ...]], str]:
    """The runs of each paragraph, the changes, the comments."""
    exercise = replace(made("dictee"), kind="compte-rendu", draft=DRAFT, marks=marks)
    content = review_sheet(exercise)
    body = docx.Document(BytesIO(content)).element
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    comments = parts.get("word/comments.xml", "")
    lines = []
    for paragraph in body.iter(f"{W}p"):
        runs = []
        for run in paragraph.iter(f"{W}r"):
            text = "".join(t.text or "" for t in run if t.tag in (f"{W}t", f"{W}delText"))
            change = run.getparent().tag.removeprefix(W)
            lit = "*" if run.find(f"{W}rPr/{W}highlight") is not None else ""
            runs += [f"{change}{lit}:{text}"] if text else []
        lines.append(" | ".join(runs))
    changes = [
        tuple(one.get(f"{W}{name}") for name in ("id", "author", "date"))
        for one in body.iter(f"{W}del", f"{W}ins")
    ]
    return lines[1:], changes, comments


def test_un_compte_rendu_a_verifier_se_relit_entier() -> None:
    lines, changes, comments = reviewed(MARKS)
    assert lines == ["p:Il prend  | del:ramypril | ins:ramipril | p:.", "p:Genou  | p*:gauche | p:."]
    assert changes == [("100002", PROGRAM, CHANGED_ON), ("100003", PROGRAM, CHANGED_ON)]
    assert re.findall(r'w:date="([^"]*)"', comments) == [CHANGED_ON] * 2
    assert re.findall(r'w:author="([^"]*)"', comments) == [PROGRAM] * 2
    assert re.findall(r'w:initials="([^"]*)"', comments) == ["T", "T"]


def test_une_correction_sans_ce_qui_fut_entendu_ne_barre_rien() -> None:
    lines, changes, _ = reviewed((MARKS[1], replace(MARKS[0], first=25, last=31, alternatives=())))
    assert lines == ["p:Il prend ramipril.", "p:Genou  | p*:gauche | p:."]
    assert changes == []
    lines, changes, _ = reviewed((replace(MARKS[0], alternatives=()),))
    assert lines[0] == "p:Il prend  | ins:ramipril | p:."
    assert [one[0] for one in changes] == ["100003"]


def test_un_passage_de_deux_lignes_se_marque_dans_chacune() -> None:
    lines, _, _ = reviewed((Passage(9, 24, "ramipril. Genou", "doubt", "?"),))
    assert lines == ["p:Il prend  | p*:ramipril.", "p*:Genou | p: gauche."]


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        (MARKS[0], "« ramypril » n’existe pas. Entendu : « ramypril ». Propositions : « Triatec ». "
         "À écouter à 1 min 12 s."),
        (replace(MARKS[0], alternatives=("ramypril",), seconds=(0.0, 1.0)),
         "« ramypril » n’existe pas. Entendu : « ramypril ». À écouter à 0 min 0 s."),
        (replace(MARKS[0], alternatives=(), seconds=None), "« ramypril » n’existe pas."),
        (replace(MARKS[1], reason="à suivre…", alternatives=()), "à suivre…"),
        (MARKS[1], "côté à vérifier. Propositions : « droit », « droite »."),
    ],
)  # fmt: skip
def test_un_commentaire_tout_entier(mark: Passage, said: str) -> None:
    assert plain(comment_of(mark)) == plain(said)
