"""Ce qui compte d’une classe, ce qui se refuse, ce qui reste d’elle, et ce qui se réécoute : chaque limite."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.grading.fake import LETTER, LEXICON
from transcribe.core.errors import DocumentError, OutputError
from transcribe.grading import Page, load_scheme
from transcribe.grading import reports as reports_module
from transcribe.grading.competences import CRITERIA, assess, evidence_of, measures, sheets, written_words
from transcribe.grading.hearing import _filled, passage
from transcribe.grading.history import (
    PastCopy,
    PastMistake,
    exercise_facts,
    past_copy,
    read_history,
    results_text,
)
from transcribe.grading.keys import Key
from transcribe.grading.reports import write_reports
from transcribe.grading.seance import Part, Session
from transcribe.grading.serial import result_to_dict
from transcribe.grading.sitting import (
    Attempt,
    Result,
    closest,
    counted,
    grade_all,
    shared_words,
    unused_decisions,
)
from transcribe.grading.types import Decision, Mistake, Timed

RULES = load_scheme("sur-20")
KEY = Key("01-a", "Lettre", Page(LETTER))
WRONG = LETTER.replace("dyspnée", "dispnée")


def graded(*attempts: Attempt, **more: Any) -> list[Result]:
    return list(grade_all(attempts, [KEY, replace(KEY, id="02-b")], LEXICON, RULES, **more))


def attempt(learner: str = "lea", number: int = 1, text: str = LETTER, **more: Any) -> Attempt:
    return Attempt(learner, learner.title(), **{"key": "01-a", "number": number, "page": Page(text), **more})


# --- which copies count --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("copies", "kept"),
    [
        ([], []),
        ([("lea", "01-a", 1)], [0]),
        ([("lea", "01-a", 1), ("lea", "01-a", 2)], [1]),
        ([("lea", "01-a", 2), ("lea", "01-a", 1)], [0]),
        ([("lea", "01-a", 1), ("lea", "01-a", 1)], [1]),  # of two of one number, the later given
        ([("lea", "01-a", 1), ("lea", "02-b", 2), ("tom", "01-a", 1)], [0, 1, 2]),
        ([("tom", "01-a", 2), ("lea", "01-a", 1), ("tom", "01-a", 3)], [1, 2]),
    ],
)
def test_la_derniere_copie_de_chaque_exercice_compte(
    copies: list[tuple[str, str, int]], kept: list[int]
) -> None:
    found = graded(*(attempt(learner, number, key=key) for learner, key, number in copies))
    assert [id(one) for one in counted(found)] == [id(found[n]) for n in kept]


def test_une_copie_refusee_ne_compte_pas_et_garde_sa_raison() -> None:
    first, second = graded(attempt(), attempt(number=2, refused="« a » est vide."))
    assert (second.grade, second.refused, second.key) == (None, "« a » est vide.", KEY)
    assert counted([first, second]) == [first]
    (unknown,) = graded(attempt(key="09-z"))
    assert unknown.key is not None
    assert unknown.key.id == "01-a"


def test_une_copie_se_nomme_par_son_fichier_sinon_par_son_auteur() -> None:
    assert attempt().shown == "Lea"
    assert attempt(origin=Path("x/Copie.docx")).shown == "Copie.docx"


OTHER = "recette battre œufs ajouter sucre farine lait mélanger longuement"


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        (" ".join(OTHER.split()[:8]), True),  # « lait » is no small word
        (" ".join(OTHER.split()[:7]), False),  # too few words to tell
        (f"{OTHER} dyspnée", True),
        (f"{OTHER} dyspnée ramipril", True),
        (f"{OTHER} dyspnée ramipril oreillette", False),
        (LETTER, False),
    ],
)
def test_un_autre_document_se_refuse(text: str, refused: bool) -> None:
    (found,) = graded(attempt(text=text, origin=Path("Léa.docx")))
    assert (found.grade is None) == bool(found.refused) == refused
    assert ("« Léa.docx » ne ressemble pas à l’exercice « Lettre »" in found.refused) == refused


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("", "", 0),
        ("genou gauche", "", 0),
        ("genou gauche", "genou gauche", 1),
        ("genou gauche", "Genou droite", 0.5),
        ("genou gauche enflé depuis hier", "genou droite", 0.5),  # of the shorter
        ("genou droite", "genou gauche enflé depuis hier", 0.5),
        ("le foie va", "le rein va", 0),  # small words count for nothing
        ("les os foie", "les os rate", 0),
        ("opération", "operations", 1),  # five letters, without accents
        ("opération", "opéra", 1),
        ("opération", "opérette", 0),
        ("genou genou genou", "genou droite", 0.5),
        ("genou , , ,", "genou ; ; ;", 1),
    ],
)
def test_ce_que_deux_textes_ont_de_mots_communs(one: str, other: str, share: float) -> None:
    assert shared_words(one, other) == share


def test_la_cle_la_plus_proche() -> None:
    keys = [Key("a", "A", Page("Genou gauche enflé.")), Key("b", "B", Page("Toux sèche."))]
    assert [closest(Page(text), keys).id for text in ("Toux grasse", "Genou droit", "")] == ["b", "a", "a"]


def test_les_decisions_qui_ne_changent_rien_se_disent() -> None:
    used = Decision("accept", expected="dyspnée", found="dispnée", line=1)
    idle = Decision("accept", expected="souffle", found="soufle", line=4)
    decisions = {"01-a": (used, idle), "02-b": (replace(idle, line=9),)}
    results = graded(attempt(text=WRONG), attempt("tom", key="02-b", refused="vide"), decisions=decisions)
    keys = [KEY, replace(KEY, id="02-b"), replace(KEY, id="03-c")]
    (said,) = unused_decisions(results, keys, decisions)
    assert said.startswith("acceptes.toml de « Lettre », ligne 4, ")
    assert "aucune copie n’a « soufle » à la place de « souffle »" in said
    assert unused_decisions(results[:1], keys, {}) == []


def test_une_decision_n_est_que_pour_son_eleve_et_son_exercice() -> None:
    own = Decision("accept", expected="dyspnée", found="dispnée", learner="Lea")
    found = graded(
        attempt(text=WRONG), attempt("tom", text=WRONG), attempt(text=WRONG, key="02-b"), decisions={"01-a": (own,)}
    )  # fmt: skip
    assert [len(one.grade.mistakes) for one in found if one.grade] == [0, 1, 1]


# --- what is kept ---------------------------------------------------------------------------------------------------


def test_le_fichier_des_resultats_tout_entier() -> None:
    results = graded(
        attempt(text=WRONG, at=datetime(2026, 10, 3, 9, tzinfo=UTC), group="G1"),
        attempt("tom", refused="vide"),
        attempt("zoé", 1, WRONG),
        attempt("zoé", 2),
    )
    for timed in (True, False):
        text = results_text(results, timed=timed)
        data = json.loads(text)
        assert data.keys() == {"format", "copies"}
        assert data["format"] == 1
        assert text.endswith("}\n")
        assert '\n "copies": [' in text
        assert "dyspnée" in text
        first, last = data["copies"]
        assert (last["learner"], last["number"], last["mistakes"]) == ("Zoé", 2, [])
        assert first == json.loads(
            json.dumps({**result_to_dict(results[0]), **exercise_facts(KEY), "timed": timed})
        )
    assert past_copy(results[0]) == PastCopy(
        "lea", "Lea", "01-a", "Lettre", source="01-a", day=date(2026, 10, 3), mark=19.25, words=first["words"],
        identity=True, group="G1", mistakes=(PastMistake("terminology", False, "dyspnée", "dispnée"),),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("extra", "source"),
    [
        (None, "01-a"),
        ({}, "01-a"),
        ({"source": "x"}, "01-a"),
        ({"source": {}}, "01-a"),
        ({"source": {"id": 7}}, "7"),
    ],
)
def test_un_exercice_dit_de_quelle_dictee_il_vient(extra: dict[str, Any] | None, source: str) -> None:
    key = Key("01-a", "Toux", Page("Toux."), "trous", level=3, extra=extra)
    assert exercise_facts(key) == {
        "title": "Toux", "kind": "trous", "level": 3, "source": source, "identity": False
    }  # fmt: skip


def test_un_fichier_de_resultats_trop_gros_ou_absent_se_dit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "resultats.json"
    path.write_text('{"format": 1, "copies": []}', "utf-8")
    size = path.stat().st_size
    monkeypatch.setattr("transcribe.grading.history._LARGEST", size)
    assert read_history([path]) == read_history([tmp_path / "Classe.XLSX"]) == []
    monkeypatch.setattr("transcribe.grading.history._LARGEST", size - 1)
    with pytest.raises(DocumentError, match="n’est pas un fichier de résultats correct"):
        read_history([path])
    with pytest.raises(DocumentError, match="est illisible"):
        read_history([tmp_path / "autre.json"])


# --- the files of a class -------------------------------------------------------------------------------------------


def names(paths: Sequence[Path], out: Path) -> list[str]:
    return [path.relative_to(out).as_posix() for path in paths]


CLASS = ["classe.xlsx", "classe.html", "projection.html", "moodle.csv", "resultats.json"]


def test_les_fichiers_ecrits_se_disent_tous_dans_leur_ordre(tmp_path: Path) -> None:
    results = graded(attempt(), attempt(number=2), attempt("tom", refused="vide"), attempt("zoé", text=WRONG))
    sheets_of = ["Lea/01-a.html", "Lea/01-a.docx", "Lea/01-a (2).html", "Lea/01-a (2).docx", "Zoé/01-a.html",
                 "Zoé/01-a.docx"]  # fmt: skip
    one = write_reports(results, RULES, tmp_path / "a")
    assert names(one, tmp_path / "a") == [*(f"fiches/{name}" for name in sheets_of), *CLASS]
    parts = (Part("01-a", "Lettre", 20),)
    train = write_reports(results, RULES, tmp_path / "b", session=Session("Séance", 45, False, parts))
    summaries = names(train, tmp_path / "b")[6:-5]
    assert names(train, tmp_path / "b")[:6] == [f"fiches/{name}" for name in sheets_of]
    assert sorted(summaries) == ["fiches/Lea/séance.docx", "fiches/Tom/séance.docx", "fiches/Zoé/séance.docx"]
    exam = write_reports(results, RULES, tmp_path / "c", session=Session("Examen", 45, True, parts))
    assert names(exam, tmp_path / "c") == CLASS
    assert not (tmp_path / "c" / "fiches").exists()
    for folder, paths in (("a", one), ("b", train), ("c", exam)):
        assert all(path.is_file() for path in paths), folder
    kept = [
        json.loads((tmp_path / f / "resultats.json").read_text("utf-8"))["copies"][0]["timed"] for f in "abc"
    ]
    assert kept == [False, True, True]


@pytest.mark.parametrize("linked", [True, False])
@pytest.mark.parametrize("times", [(Timed(0, 8, 0.0, 1.0),), ()])
def test_le_son_va_a_cote_de_la_fiche_s_il_s_y_joue(
    tmp_path: Path, times: tuple[Timed, ...], linked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError

    if not linked:
        monkeypatch.setattr(Path, "hardlink_to", refuse)
    sound = tmp_path / "son.ogg"
    sound.write_bytes(b"OggS")
    key = replace(KEY, id="01 é", audio=(sound,), times=times)
    (result,) = grade_all([attempt(key="01 é", text=WRONG)], [key], LEXICON, RULES)
    write_reports([result], RULES, tmp_path / "out")
    write_reports([result], RULES, tmp_path / "out")
    beside = tmp_path / "out" / "fiches" / "Lea" / "01 é.ogg"
    assert beside.exists() == bool(times)
    assert ('src="01%20%C3%A9.ogg"' in beside.with_suffix(".html").read_text("utf-8")) == bool(times)
    if times:
        assert beside.read_bytes() == b"OggS"
        assert beside.samefile(sound) == linked


def test_un_disque_qui_refuse_se_dit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, _: bytes) -> None:
        raise PermissionError(13, "refusé", str(path))

    monkeypatch.setattr(reports_module, "_write_bytes", refuse)
    with pytest.raises(OutputError, match=r"classe\.xlsx"):
        write_reports([], RULES, tmp_path)


# --- competences ----------------------------------------------------------------------------------------------------

BY_ID = {criterion.id: criterion for criterion in CRITERIA}


def past(number: int = 1, *mistakes: PastMistake, **more: Any) -> PastCopy:
    facts = {"day": date(2026, 10, number), "words": 100, "kind": "dictee", **more}
    return PastCopy("lea", "Léa", f"{number:02}", f"Texte {number}", mistakes=mistakes, **facts)


def test_les_criteres_mesures_par_genre() -> None:
    found = {
        kind: [
            criterion.id
            for criterion in CRITERIA
            if measures(criterion, past(kind=kind, identity=True, timed=True))
        ]
        for kind in ("", "dictee", "relecture", "trous", "mise-en-page", "compte-rendu")
    }
    everything = ["fidelity", "language", "layout", "identity", "time"]
    assert found == {
        "": everything,
        "dictee": everything,
        "relecture": ["fidelity", "language", "identity", "time"],
        "trous": ["language", "time"],
        "mise-en-page": ["layout", "time"],
        "compte-rendu": [],
    }
    assert [criterion.most for criterion in CRITERIA] == [1, 2, 2, 0, 0]


@pytest.mark.parametrize(
    ("criterion", "mistakes", "count", "critical", "rate", "met"),
    [
        ("fidelity", (), 0, 0, 0, True),
        ("fidelity", (PastMistake("dose"),), 1, 0, 1, True),
        ("fidelity", (PastMistake("dose"), PastMistake("drug")), 2, 0, 2, False),
        ("fidelity", (PastMistake("dose", True),), 1, 1, 1, False),
        ("fidelity", (PastMistake("accent", True),), 0, 0, 0, True),
        ("fidelity", (PastMistake("dose", flagged=True),), 0, 0, 0, True),
        ("fidelity", (PastMistake("dose", words=50, unfinished=True),), 0, 0, 0, True),
        ("fidelity", (PastMistake("dose"), PastMistake("omission", words=50, unfinished=True)), 1, 0, 2, False),
        ("layout", (PastMistake("typography"), PastMistake("layout")), 2, 0, 2, True),
        ("identity", (PastMistake("identity"),), 1, 0, 1, False),
        ("time", (PastMistake("dose", True),), 0, 0, 0, True),
        ("time", (PastMistake("omission", words=5, unfinished=True),), 1, 0, 0, False),
    ],
)  # fmt: skip
def test_ce_qu_une_copie_montre_d_un_critere(
    criterion: Any, mistakes: tuple[PastMistake, ...], count: int, critical: int, rate: float, met: bool
) -> None:
    found = evidence_of(BY_ID[criterion], past(1, *mistakes))
    assert (found.count, found.critical, found.rate, found.met) == (count, critical, rate, met)


@pytest.mark.parametrize(
    ("met", "of", "level"),
    [(0, 0, "non évalué"), (1, 1, "à confirmer"), (2, 2, "à confirmer"), (3, 3, "acquis"), (3, 4, "acquis"),
     (2, 3, "en cours d’acquisition"), (2, 5, "en cours d’acquisition"), (1, 3, "non acquis"), (0, 3, "non acquis")],
)  # fmt: skip
def test_un_niveau_est_une_part_des_copies(met: int, of: int, level: str) -> None:
    copies = [past(n, *([] if n <= met else [PastMistake("dose", True)])) for n in range(1, of + 1)]
    found = assess(BY_ID["fidelity"], copies)
    assert (found.level, found.met, len(found.evidence)) == (level, met, of)


def test_les_mots_ecrits_ne_sont_jamais_moins_que_rien() -> None:
    end = PastMistake("omission", words=30, unfinished=True)
    assert [written_words(past(1, *ends)) for ends in ((), (end,), (end,) * 3, (end,) * 4)] == [
        100,
        70,
        10,
        0,
    ]
    assert written_words(past(1, PastMistake("omission", words=30))) == 100


def test_les_fiches_par_nom_les_copies_par_jour() -> None:
    copies = [
        past(2, group="G2"), past(3), past(1, group="G1"), replace(past(4), day=None),
        replace(past(1), learner_id="b", learner="ana", exercise="y"),
        replace(past(1), learner_id="b", learner="Ana", exercise="z"),
        replace(past(1), learner_id="a", learner="ana", day=None),
    ]  # fmt: skip
    found = sheets(copies)
    assert [(one.learner_id, one.learner, one.group) for one in found] == [
        ("a", "ana", ""), ("b", "Ana", ""), ("lea", "Léa", "G2")
    ]  # fmt: skip
    assert [copy.exercise for copy in found[2].copies] == ["04", "01", "02", "03"]
    assert [one.period for one in found] == [
        None, (date(2026, 10, 1), date(2026, 10, 1)), (date(2026, 10, 1), date(2026, 10, 3))
    ]  # fmt: skip
    assert [one.criterion for one in found[0].criteria] == list(CRITERIA)


# --- hearing --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("known", "filled"),
    [
        ([], []),
        ([(1, 2)], [(1, 2)]),
        ([None, (1, 2)], [(0, 1), (1, 2)]),
        ([(1, 2), None], [(1, 2), (2, 2)]),
        ([(1, 2), None, None, (4, 5)], [(1, 2), (2, 3), (3, 4), (4, 5)]),
        ([(1, 4), None, (3, 5)], [(1, 4), (4, 4), (3, 5)]),  # the next one begins before this one ends
        ([None, None, (4, 5), None, (7, 8)], [(0, 2), (2, 4), (4, 5), (5, 7), (7, 8)]),
    ],
)
def test_ce_qui_ne_s_est_pas_entendu_est_entre_ses_voisins(
    known: list[tuple[float, float] | None], filled: list[tuple[float, float]]
) -> None:
    assert _filled(known) == filled


WORDS = tuple(Timed(4 * n, 4 * n + 3, 10.0 * n, 10.0 * n + 5) for n in range(4))


def slip(start: int, end: int, decision: Decision | None = None) -> Mistake:
    return Mistake("spelling", "minor", "a", "b", "", "", 0, 1, start, end, decision=decision)


@pytest.mark.parametrize(
    ("mistake", "pace", "heard"),
    [
        (slip(4, 7), 1, (9.3, 15.5)),
        (slip(4, 7), 0.5, (18.6, 31.0)),
        (slip(0, 3), 1, (0.0, 5.5)),  # never before the sound begins
        (slip(4, 11), 1, (9.3, 25.5)),
        (slip(5, 6), 1, (9.3, 15.5)),
        (slip(4, 8), 1, (9.3, 15.5)),  # up to the next word, without it
        (slip(3, 7), 1, (9.3, 15.5)),
        (slip(4, 4), 1, (0.0, 15.5)),  # added: the words on both sides
        (slip(7, 8), 1, (9.3, 25.5)),
        (slip(7, 7), 1, (9.3, 25.5)),
        (slip(0, 0), 1, (0.0, 5.5)),
        (slip(15, 15), 1, (29.3, 35.5)),
        (slip(4, 7, Decision("add", found="x")), 1, None),
        (slip(4, 7, Decision("change", found="x")), 1, (9.3, 15.5)),
    ],
)  # fmt: skip
def test_les_secondes_d_une_faute(mistake: Mistake, pace: float, heard: tuple[float, float] | None) -> None:
    assert passage(WORDS, mistake, pace=pace) == heard


def test_une_faute_s_ecoute_deux_secondes_au_moins() -> None:
    assert passage((Timed(0, 3, 10.0, 10.1),), slip(0, 3)) == (9.3, 11.3)
    assert passage((Timed(0, 3, 10.0, 10.9),), slip(0, 3)) == (9.3, 11.4)
    assert passage((), slip(0, 3)) is None
