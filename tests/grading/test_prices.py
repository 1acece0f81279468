"""Ce que coûte une faute : par classe, par longueur, au moins la part du texte qu’elle prend, jamais sous 0."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.shipped import lexicon
from transcribe.grading import Mistake, grade, load_scheme
from transcribe.grading.pricing import floored, kept, priced, step_of
from transcribe.grading.scheme import SchemeError, parse_scheme
from transcribe.grading.types import Decision, Kind, Severity

LEXICON = lexicon()
(ONE,) = grade("Il va bien.", "Il va bein.", LEXICON).mistakes
TWENTY = load_scheme("sur-20")
WORDS = load_scheme("taux")


def mistake(
    kind: Kind = "omission",
    severity: Severity = "minor",
    words: int = 1,
    *,
    flagged: bool = False,
    unfinished: bool = False,
    expected: str = "bien",
    found: str = "bein",
) -> Mistake:
    return replace(
        ONE, kind=kind, severity=severity, words=words, flagged=flagged, unfinished=unfinished,
        expected=expected, found=found,
    )  # fmt: skip


def price(one: Mistake, total: int = 1000) -> str:
    (found,) = priced([one], TWENTY, total)
    return str(found.points.normalize())


@pytest.mark.parametrize(
    ("kind", "critical", "minor"),
    [
        ("identity", "2", "0.5"), ("drug", "2", "1"), ("dose", "2", "1"), ("laterality", "2", "1"),
        ("negation", "2", "0.5"), ("terminology", "1.5", "0.75"), ("omission", "1.5", "0.5"),
        ("spelling", "0.5", "0.5"), ("accent", "0.25", "0.25"), ("abbreviation", "0.5", "0.25"),
    ],
)  # fmt: skip
def test_le_bareme_sur_20_coute_cher_ce_qui_est_grave(kind: Kind, critical: str, minor: str) -> None:
    found = price(mistake(kind, "critical")), price(mistake(kind))
    assert found == (critical, minor)


@pytest.mark.parametrize(
    ("words", "total", "points"),
    [(3, 10, "0.5"), (4, 10, "8"), (4, 1000, "0.5"), (100, 1000, "10"), (100, 50, "20"), (5, 0, "0.5")],
)
def test_un_passage_coute_au_moins_sa_part_du_texte(words: int, total: int, points: str) -> None:
    found = Decimal(price(mistake(words=words), total))
    share = Decimal(20) * min(words, total) / max(total, 1) if words >= 4 else Decimal(0)
    assert found >= share.quantize(Decimal("0.01"))
    if words < 4:
        assert str(found) == points


def test_un_texte_inacheve_coute_sa_part_seule() -> None:
    assert price(mistake(words=250, unfinished=True)) == "5"
    assert price(mistake(words=1, unfinished=True)) == "0.02"


def test_un_passage_signale_coute_peu_ou_sa_part() -> None:
    assert price(mistake(words=1, flagged=True)) == str(TWENTY.flagged.normalize())
    assert price(mistake(words=100, flagged=True)) == "2"


def test_la_decision_du_formateur_fixe_les_points() -> None:
    decided = replace(mistake("dose", "critical", 100), decision=Decision("change", points=Decimal("0.1")))
    assert price(decided) == "0.1"
    assert [str(one.points) for one in priced([decided], WORDS, 100)] == ["0.1"]


@pytest.mark.parametrize(
    ("one", "accents", "sound", "share"),
    [
        (mistake("accent"), "0.5", "1", "0.5"),
        (mistake("accent"), "1", "0.25", "0.25"),
        (mistake("accent", "critical"), "0.5", "0.5", "1"),
        (mistake("spelling", expected="foie", found="foi"), "1", "0.5", "0.5"),
        (mistake("spelling", expected="foie", found="fils"), "1", "0.5", "1"),
        (mistake("spelling", expected="foie", found="foi"), "0.5", "1", "1"),
        (mistake("spelling", expected="foie", found=""), "1", "0.5", "1"),
        (mistake("dose", expected="foie", found="foi"), "1", "0.5", "1"),
        (mistake("drug", "critical", expected="foie", found="foi"), "1", "0.5", "1"),
    ],
)
def test_un_amenagement_allege_les_accents_et_ce_qui_sonne_pareil(
    one: Mistake, accents: str, sound: str, share: str
) -> None:
    scheme = replace(TWENTY, accents=Decimal(accents), same_sound=Decimal(sound))
    assert kept(one, scheme) == Decimal(share)


def test_un_taux_de_mots_se_partage_et_sa_somme_est_exacte() -> None:
    found = priced([mistake(words=1), mistake(words=1), mistake(words=1)], WORDS, 7)
    assert [str(one.points) for one in found] == ["14.29", "14.28", "14.29"]
    (half,) = priced([mistake(words=1, flagged=True)], WORDS, 10)
    assert str(half.points) == "5.00"
    (twice,) = priced([replace(mistake(words=1), repeats=((1, 2),))], WORDS, 10)
    assert str(twice.points) == "20.00"


def test_aucune_note_ne_passe_sous_zero() -> None:
    costs = [replace(ONE, points=Decimal(points)) for points in ("8", "8", "8", "1")]
    found, short = floored(costs, Decimal(20))
    assert ([str(one.points) for one in found], short) == (["8", "8", "4", "0"], True)
    found, short = floored(costs[:2], Decimal(16))
    assert ([str(one.points) for one in found], short) == (["8", "8"], False)


@pytest.mark.parametrize(("words", "points"), [(0, 1), (1, 1), (5, 1), (6, 2), (10, 2), (11, 3)])
def test_une_longue_omission_coute_par_tranche(words: int, points: int) -> None:
    text = (
        'id = "x"\nmaximum = 20\ndecimals = 1\n[points]\nomission = { critical = 2, minor = 1, every = 5 }\n'
    )
    scheme = parse_scheme(text, "x.toml")
    assert scheme.points("omission", "minor", words) == points
    assert scheme.points("omission", "critical", words) == 2 * points
    assert scheme.points("dose", "critical", words) == 0
    assert str(step_of(scheme)) == "0.1"
    assert scheme.flagged == Decimal("0.5")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("maximum = 0", "doit être plus grand que 0"),
        ("maximum = -1", "doit être un nombre positif ou nul"),
        ("maximum = true", "doit être un nombre"),
        ('maximum = "vingt"', "doit être un nombre"),
        ("maximum = inf", "doit être un nombre positif ou nul"),
        ("maximum = 1e12", "est démesuré"),
        ("maximum = 20\ndecimals = 7", "doit être un nombre entier de 0 à 6"),
        ("maximum = 20\ndecimals = 1.5", "doit être un nombre entier de 0 à 6"),
        ("maximum = 20\naccents = 1.1", "doit être un nombre de 0 à 1"),
        ('maximum = 20\nspacing = "serrée"', "doit être l’un de : francaise, libre"),
        ("maximum = 20\nrien = 1", "est inconnu"),
        ("maximum = 20\n[points]\nrien = 1", "n’est pas une classe de fautes"),
        ("maximum = 20\n[points]\ndose = { critical = 1 }", "doit donner critical et minor"),
        ("maximum = 20\n[points]\ndose = { critical = 1, minor = 1, rien = 2 }", "contient « rien »"),
        ("maximum = 20", "manque : donnez les points"),
        ("decimals = 2", "« maximum » manque"),
    ],
)
def test_un_bareme_faux_dit_sa_ligne(line: str, said: str) -> None:
    text = line if "[points]" in line or said.startswith("manque :") else f"{line}\n[points]\ndose = 1\n"
    with pytest.raises(SchemeError, match=said):
        parse_scheme(text, "b.toml")


@pytest.mark.parametrize(
    "line", ["maximum = 20\ndecimals = 6", "maximum = 20\naccents = 1", 'maximum = "20,5"']
)
def test_un_bareme_aux_limites_se_lit(line: str) -> None:
    assert parse_scheme(f"{line}\n[points]\ndose = 1\n", "b.toml").points("dose", "minor", 1) == 1
