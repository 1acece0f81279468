"""Remedial exercises: a learner's own mistakes, a text new to him, and why, said."""

from datetime import date
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from tests.grading.fake import LETTER, LEXICON
from transcribe.cli.remedial import remedial as command
from transcribe.exercises import Choices, Level, Source
from transcribe.exercises.remedial import NOUNS, Plan, Pool, kind_of, note_text, plans, remedial, why_text
from transcribe.exercises.serial import from_dict, to_dict
from transcribe.grading import Page
from transcribe.grading.history import PastCopy, PastMistake, results_text
from transcribe.grading.keys import Key, find_keys
from transcribe.grading.marking import grade
from transcribe.grading.sitting import Attempt, Result
from transcribe.grading.types import KINDS, Kind

LEVEL = Level(2, 0.3, ())
PLAIN = "Examen clinique\nLe patient est en bon état général."


def mistakes(**counts: int) -> tuple[PastMistake, ...]:
    return tuple(PastMistake(kind) for kind, count in counts.items() for _ in range(count))  # type: ignore[arg-type]


def past(
    *made: PastMistake, learner: str = "Léa", source: str = "a", day: int = 1, **more: object
) -> PastCopy:
    facts: dict[str, object] = {"day": date(2026, 10, day), "kind": "dictee", "words": 100, **more}
    identifier = learner.casefold()
    return PastCopy(identifier, learner, f"dictee-{source}", source, source=source, mistakes=made, **facts)  # type: ignore[arg-type]


def plan(*copies: PastCopy, weeks: int = 6) -> Plan:
    (found,) = plans(copies, weeks=weeks)
    return found


def why(*copies: PastCopy, weeks: int = 6) -> str:
    return why_text(plan(*copies, weeks=weeks)).replace("\u00a0", " ")


def test_les_fautes_qui_reviennent_disent_quoi_travailler() -> None:
    copies = [
        past(*mistakes(agreement=3, dose=1)),
        past(*mistakes(agreement=2, dose=2, accent=1), source="b"),
    ]
    assert why(*copies) == "5 accords, 3 doses ou valeurs"


def test_une_faute_critique_compte_double() -> None:
    doses = (PastMistake("dose", critical=True),) * 2
    assert why(past(*mistakes(agreement=3), *doses), past(source="b")) == "2 doses ou valeurs, 3 accords"


@pytest.mark.parametrize(
    ("why_", "copies"),
    [
        ("une seule copie", [past(*mistakes(agreement=9))]),
        ("trois fautes en tout", [past(*mistakes(agreement=3)), past(source="b")]),
        ("rien ne revient", [past(*mistakes(agreement=1, dose=1, accent=1)), past(*mistakes(omission=1), source="b")]),
        ("aucune faute", [past(), past(source="b")]),
        ("des passages signalés", [past(*(PastMistake("omission", flagged=True),) * 9), past(source="b")]),
        ("un texte inachevé", [past(*(PastMistake("omission", unfinished=True),) * 9), past(source="b")]),
        ("un texte donné, rendu tel quel", [
            past(*(PastMistake("dose", asked=True),) * 9, asked=9, corrected=0), past(source="b")]),
        ("des fautes d’il y a longtemps", [
            past(*mistakes(agreement=9), day=1), past(source="b", day=30), past(source="c", day=29)]),
    ],
)  # fmt: skip
def test_trop_peu_donne_un_exercice_varie_et_c_est_dit(why_: str, copies: list[PastCopy]) -> None:
    found = plan(*copies, weeks=2)
    assert found.mixed, why_
    assert "exercice varié" in why_text(found)
    assert "varié" in note_text(found)


def test_ce_qui_est_laisse_dans_un_texte_travaille_compte() -> None:
    left = (PastMistake("dose", asked=True),) * 4
    assert why(past(*left, asked=9, corrected=5), past(source="b")) == "4 doses ou valeurs"


def test_chacun_a_ses_fautes() -> None:
    copies = [past(*mistakes(agreement=5), learner=name, source=s) for name in ("Léa", "Hugo") for s in "ab"]
    copies += [past(*mistakes(dose=20), learner="Hugo", source="c")]
    hugo, lea = plans(copies, weeks=6)
    assert (hugo.learner, hugo.kinds[0][0], lea.kinds) == ("Hugo", "dose", (("agreement", 10),))


counts = st.dictionaries(st.sampled_from(list(KINDS)), st.integers(1, 6))


@given(st.lists(counts, min_size=1, max_size=4))
def test_ce_qui_est_dit_est_ce_qui_est_compte(copies: list[dict[Kind, int]]) -> None:
    made = [past(*mistakes(**one), source=str(n), day=1 + n) for n, one in enumerate(copies)]
    found = plan(*made)
    for kind, count in found.kinds:
        assert count == sum(one.get(kind, 0) for one in copies)
        assert count >= 2
    assert found.mixed == (not found.kinds)
    assert found.done == {str(n) for n in range(len(copies))}


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ((("layout", 5),), "mise-en-page"),
        ((("terminology", 5),), "trous"),
        ((("terminology", 5), ("dose", 3)), "relecture"),
        ((("agreement", 5),), "relecture"),
        ((), "relecture"),
    ],
)
def test_le_genre_vient_des_classes(kinds: tuple[tuple[Kind, int], ...], expected: str) -> None:
    assert kind_of(Plan("léa", "Léa", 3, None, kinds)) == expected


def pool() -> Pool:
    return Pool([Source("lettre", Page(LETTER)), Source("court", Page(PLAIN))], LEXICON)


def test_le_texte_choisi_porte_ces_fautes() -> None:
    doses = Plan("léa", "Léa", 3, None, (("dose", 5),))
    chosen = pool().choose(doses, 6)
    assert chosen is not None
    assert chosen.id == "lettre"


def test_un_texte_deja_fait_n_est_jamais_redonne() -> None:
    known = Plan("léa", "Léa", 3, None, (("dose", 5),), frozenset(["lettre"]))
    chosen = pool().choose(known, 6)
    assert chosen is not None
    assert chosen.id == "court"
    assert pool().choose(Plan("léa", "Léa", 3, None, (), frozenset(["lettre", "court"])), 6) is None


def test_l_exercice_vise_les_classes_et_dit_pourquoi() -> None:
    wanted = Plan("léa", "Léa Durand", 3, date(2026, 9, 1), (("dose", 3), ("laterality", 2)))
    taken: set[str] = set()
    one = remedial(wanted, Source("lettre", Page(LETTER)), LEVEL, LEXICON, Choices(), taken=taken)
    assert {seeded.kind for seeded in one.seeded} == {"dose", "laterality"}
    assert one.note.replace("\u00a0", " ") == (
        "Cet exercice travaille ce qui revient dans vos copies depuis le 01/09/2026 : 3 doses ou valeurs, 2 côtés."
    )
    assert from_dict(to_dict(one)).note == one.note
    other = remedial(wanted, Source("lettre", Page(LETTER)), LEVEL, LEXICON, Choices(), taken=taken)
    assert one.id != other.id


def test_chaque_classe_a_son_nom() -> None:
    assert NOUNS.keys() == KINDS.keys()
    assert all(one != many for one, many in NOUNS.values())


@pytest.fixture
def results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What Léa and Hugo did: four doses wrong for Léa over two texts, nothing yet for Hugo."""
    monkeypatch.setattr("transcribe.terms.load_lexicon", lambda: LEXICON, raising=False)
    spoilt = LETTER.replace("ramipril 5 mg", "ramipril 50 mg").replace("55 %", "65 %")
    graded = []
    for learner, source, text in (("Léa", "s1", spoilt), ("Léa", "s2", spoilt), ("Hugo", "s1", LETTER)):
        key = Key(f"dictee-{source}", source, Page(LETTER), "dictee", extra={"source": {"id": source}})
        attempt = Attempt(learner.casefold(), learner, key.id, page=Page(text))
        graded.append(Result(attempt, key, grade(key.reference, attempt.page, LEXICON)))
    (tmp_path / "resultats.json").write_text(results_text(graded), "utf-8")
    return tmp_path


def invoke(results: Path, *options: str) -> tuple[int, str, str]:
    arguments = [str(results / "resultats.json"), "--out", str(results / "out"), *options]
    done = CliRunner().invoke(command, arguments, standalone_mode=False)
    code = done.return_value if isinstance(done.return_value, int) else done.exit_code
    return code, done.stdout.replace("\u00a0", " "), done.stderr.replace("\u00a0", " ")


def test_la_commande_fait_un_exercice_par_eleve(results: Path) -> None:
    (results / "s9.txt").write_text(LETTER, "utf-8")
    code, out, err = invoke(results, "--from", str(results / "s9.txt"))
    assert (code, err) == (0, "")
    assert "Léa — 4 doses ou valeurs : « s9 »" in out
    assert "Hugo — trop peu de fautes relevées dans 1 copie pour viser : exercice varié" in out
    assert [key.id for key in find_keys(results / "out")] == ["remediation-hugo", "remediation-léa"]
    sheet = docx.Document(str(results / "out" / "remediation-léa" / "apprenant" / "consigne.docx"))
    assert any("ce qui revient dans vos copies" in paragraph.text for paragraph in sheet.paragraphs)


def test_sans_texte_nouveau_la_commande_le_dit(results: Path) -> None:
    (results / "s1.txt").write_text(LETTER, "utf-8")
    code, _, err = invoke(results, "--from", str(results / "s1.txt"))
    assert code == 1
    assert "Léa a déjà fait tous ces textes : donnez d’autres dictées avec --from." in err
