"""Niveaux, temps, styles et trous : les chiffres, des deux côtés de chaque limite."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.shipped import lexicon
from transcribe.exercises import Choices, Level, Needs, Source, measure
from transcribe.exercises.gaps import make_gaps
from transcribe.exercises.level import FORMULA
from transcribe.exercises.make import minutes, slug, styles_of
from transcribe.exercises.sheets import needs_lines
from transcribe.exercises.types import ExerciseKind, Help
from transcribe.grading import Page

LEXICON = lexicon()


def level(text: str, *, spoken: str = "", audio: bool = False) -> Level:
    return measure(Source("a", Page(text), audio=Path("a.ogg") if audio else None, spoken=spoken), LEXICON)


def shares(measured: Level) -> dict[str, float]:
    return {part.name: round(part.share, 2) for part in measured.parts}


@pytest.mark.parametrize(
    ("text", "value", "score"),
    [
        ("", 1, 0.0),
        ("Le patient va bien.", 1, 0.0909),
        ("Une dyspnée, une hémoptysie et une glomérulonéphrite.", 2, 0.2667),
        ("Sous Doliprane 5 mg à 8 h, B12.", 3, 0.3927),
        ("IRM du 12 mars : 3 HTA.", 4, 0.5455),
        ("HTA 3 BPCO 2. " * 80, 5, 1.0),
    ],
)
def test_un_niveau_vient_d_un_score(text: str, value: int, score: float) -> None:
    found = level(text)
    assert (found.value, round(found.score, 4)) == (value, score)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Le patient va bien.", ["4 mots", "25 % des mots", "0 sur 4", "0 % des mots"]),
        ("Sous Doliprane 5 mg à 8 h, B12.", ["8 mots", "25 % des mots", "2,6 sur 4", "37 % des mots"]),
        ("Vu le 12 mars à 8 h 30.", ["5 mots", "0 % des mots", "0 sur 4", "40 % des mots"]),
        ("Toux.", ["1 mot", "100 % des mots", "0,5 sur 4", "0 % des mots"]),
        ("", ["1 mot", "0 % des mots", "0 sur 4", "0 % des mots"]),
    ],
)
def test_un_texte_se_mesure_en_mots_termes_nombres_et_sigles(text: str, figures: list[str]) -> None:
    assert [part.figure for part in level(text).parts] == figures


@pytest.mark.parametrize(("words", "share"), [(40, 0.0), (41, 0.0), (150, 0.5), (260, 1.0), (400, 1.0)])
def test_la_longueur_va_de_quarante_a_deux_cent_soixante_mots(words: int, share: float) -> None:
    assert shares(level("mot " * words))["longueur"] == share


@pytest.mark.parametrize(
    ("spoken", "figure", "share"),
    [
        ("toux point fièvre point repos point", "toute", 0.0),
        ("toux point fièvre point repos", "67 % des signes", 0.33),
        ("toux point fièvre repos", "33 % des signes", 0.67),
        ("toux fièvre repos", "aucune", 1.0),
        ("point point point point point", "toute", 0.0),
    ],
)
def test_la_ponctuation_dictee_se_compte_en_signes(spoken: str, figure: str, share: float) -> None:
    part = level("Toux. Fièvre.\nRepos", spoken=spoken).parts[-1]
    assert (part.name, part.figure, round(part.share, 2)) == ("ponctuation dictée", figure, share)


def test_sans_les_mots_dits_la_ponctuation_ne_se_mesure_pas() -> None:
    assert "ponctuation dictée" not in shares(level("Toux. Fièvre."))


@pytest.mark.parametrize(
    ("speech", "clarity", "spoken", "figures", "rate", "sound"),
    [
        (60.0, 35.0, "mot " * 90, ("90 mots par minute", "35 dB entre la voix et le bruit"), 0.0, 0.0),
        (60.0, 8.0, "mot " * 190, ("190 mots par minute", "8 dB entre la voix et le bruit"), 1.0, 1.0),
        (30.0, 21.5, "mot " * 70, ("140 mots par minute", "22 dB entre la voix et le bruit"), 0.5, 0.5),
        (60.0, 60.0, "", ("115 mots par minute", "60 dB entre la voix et le bruit"), 0.25, 0.0),
        (0.5, 8.0, "mot mot", ("120 mots par minute", "8 dB entre la voix et le bruit"), 0.3, 1.0),
    ],
)
def test_le_debit_et_le_son_se_mesurent_sur_l_audio(
    monkeypatch: pytest.MonkeyPatch,
    speech: float,
    clarity: float,
    spoken: str,
    figures: tuple[str, str],
    rate: float,
    sound: float,
) -> None:
    heard = SimpleNamespace(speech=speech, clarity=clarity)
    monkeypatch.setattr("transcribe.exercises.sound.listen", lambda _: heard)
    found = level("mot " * 100, spoken=spoken, audio=True)
    assert tuple(part.figure for part in found.parts[:2]) == figures
    assert [round(part.share, 2) for part in found.parts[:2]] == [rate, sound]


def test_chaque_mesure_a_son_poids() -> None:
    weights = {part.name: part.weight for part in level("Toux.", spoken="toux").parts}
    assert weights == {
        "longueur": 2.5,
        "densité des termes": 1.0,
        "rareté des termes": 1.0,
        "nombres et sigles": 1.0,
        "ponctuation dictée": 1.0,
    }
    assert "2 jusqu’à 0,38" in FORMULA


@pytest.mark.parametrize(
    ("kind", "words", "usual"),
    [
        ("dictee", 1, 5), ("dictee", 55, 5), ("dictee", 56, 10), ("dictee", 112, 15), ("dictee", 400, 40),
        ("relecture", 125, 5), ("relecture", 126, 10), ("trous", 125, 5), ("trous", 126, 10),
        ("mise-en-page", 100, 5), ("mise-en-page", 101, 10), ("mise-en-page", 400, 20),
    ],
)  # fmt: skip
def test_le_temps_va_avec_les_mots(kind: ExerciseKind, words: int, usual: int) -> None:
    assert minutes(Page("mot " * words), kind, Choices()) == usual


@pytest.mark.parametrize(
    ("text", "styles"),
    [
        ("Compte rendu\nMotif :\nToux.\nConclusion : rien.", ("title", "heading", "", "")),
        ("Compte rendu\nCompte rendu\nMotif\nConclusion :", ("title", "heading", "heading", "heading")),
        ("\nMotif\n\nToux", ("", "title", "", "")),
        ("Toux.", ("",)),
    ],
)
def test_un_titre_et_des_intertitres_seuls_sur_leur_ligne(text: str, styles: tuple[str, ...]) -> None:
    assert styles_of(Page(text)) == styles


def test_les_styles_du_document_passent_avant_ceux_que_l_on_devine() -> None:
    assert styles_of(Page("Motif\nToux", ("", "heading"))) == ("", "heading")


@pytest.mark.parametrize(
    ("text", "name"),
    [("Été 2026 – Œil_gauche!", "été-2026-œil_gauche"), ("--a b__", "a-b"), ("01-Dictée-A", "01-dictée-a")],
)
def test_un_nom_pour_des_fichiers(text: str, name: str) -> None:
    assert slug(text) == name


@pytest.mark.parametrize(
    ("text", "terms", "gaps"),
    [
        ("Dyspnée et dyspnée, HTA, toux, ramipril le soir.", (), ["Dyspnée", "dyspnée", "ramipril"]),
        ("Le patient a une thrombose. Un os.", (), ["thrombose"]),
        ("Sa zzzéotomie molle.", (), []),
        ("Sa zzzéotomie molle.", ("zzzéotomie molle",), ["zzzéotomie"]),
        ("Sa zzzéotomie gauche.", ("zzzéotomie gauche",), ["gauche"]),
        ("Il va bien.", (), []),
    ],
)
def test_les_trous_sont_des_termes_partout_ou_ils_sont(
    text: str, terms: tuple[str, ...], gaps: list[str]
) -> None:
    draft, found = make_gaps(Page(text, terms=terms), LEXICON, "aucune")
    assert [gap.answer for gap in found] == gaps
    assert draft.count("____________") == len(gaps)
    filled = draft
    for gap in reversed(found):
        filled = filled[: gap.start] + gap.answer + filled[gap.end :]
    assert filled == text


@pytest.mark.parametrize(
    ("help_", "draft", "hint"),
    [
        ("aucune", "Une ____________.", ""),
        ("liste", "Une ____________.", ""),
        ("initiale", "Une [h]____________.", ""),
        ("definition", "Une ____________.", "foie ; augmentation de volume"),
    ],
)
def test_une_aide_et_pas_une_autre(help_: Help, draft: str, hint: str) -> None:
    found, (gap,) = make_gaps(Page("Une hépatomégalie."), LEXICON, help_)
    assert (found, gap.hint, gap.initial) == (draft, hint, "h" if help_ == "initiale" else "")


def test_il_n_y_a_pas_plus_de_vingt_quatre_trous_repartis_dans_le_texte() -> None:
    words = [
        word for word in TERMS.split() if len(make_gaps(Page(f"Il a {word}."), LEXICON, "aucune")[1]) == 1
    ]
    assert len(words) == 30
    _, gaps = make_gaps(Page(f"Il a {' et '.join(words)}."), LEXICON, "aucune")
    assert len(gaps) == 24
    places = [words.index(gap.answer) for gap in gaps]
    assert places == sorted(places)
    assert (places[0], len({place // 10 for place in places})) == (0, 3)


TERMS = (
    "thrombose dyspnée hémoptysie cholécystectomie hystérectomie néphrectomie appendicectomie coloscopie "
    "gastroscopie bronchoscopie arthroscopie cystoscopie hépatomégalie splénomégalie cardiomégalie tachycardie "
    "bradycardie hématurie protéinurie glycosurie leucopénie thrombopénie lymphopénie neutropénie arthrose "
    "sclérose néphrose fibrose cirrhose ostéoporose"
)


@pytest.mark.parametrize(
    ("needs", "lines"),
    [
        (Needs(), []),
        (Needs(size=18), ["caractères de 18 points"]),
        (Needs(size=13.5), ["caractères de 13,5 points"]),
        (Needs(font="Verdana"), ["police Verdana, interligne 1,15, lettres espacées"]),
        (Needs(line_spacing=1.5), ["police Arial, interligne 1,5, lettres espacées"]),
        (Needs(extra_time=0.33), ["temps majoré de 33 %"]),
        (Needs(pace=0.8), ["voix à 80 % de sa vitesse, même hauteur"]),
    ],
)
def test_les_amenagements_se_disent(needs: Needs, lines: list[str]) -> None:
    assert [line.replace("\u00a0", " ").replace("\u202f", " ") for line in needs_lines(needs)] == lines
