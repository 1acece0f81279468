"""Ce qu’un résultat gardé dit encore des semaines plus tard, et ce qu’un fichier d’avant ne disait pas."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from transcribe.core.errors import DocumentError
from transcribe.grading.history import PastCopy, PastMistake, names_people, read_history, since_day
from transcribe.grading.keys import parse_key

LEAST: dict[str, Any] = {
    "learner_id": "lea", "learner": "Léa", "exercise": "01-toux", "title": "Toux", "mark": 12, "maximum": 20,
    "words": 90, "mistakes": [],
}  # fmt: skip
FAULT: dict[str, Any] = {"kind": "dose", "severity": "critical", "expected": "5 mg", "found": "50 mg"}


def written(folder: Path, *copies: dict[str, Any], **more: object) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "resultats.json").write_text(json.dumps({"format": 1, "copies": copies, **more}), "utf-8")
    return folder


def test_un_resultat_d_avant_ne_dit_que_ce_qu_il_disait(tmp_path: Path) -> None:
    (copy,) = read_history([written(tmp_path, {**LEAST, "mistakes": [FAULT]})])
    assert copy == PastCopy(
        "lea", "Léa", "01-toux", "Toux", mark=12, words=90,
        mistakes=(PastMistake("dose", critical=True, expected="5 mg", found="50 mg"),),
    )  # fmt: skip


def test_un_resultat_entier_se_relit_entier(tmp_path: Path) -> None:
    fault = {
        **FAULT, "severity": "minor", "words": 2, "count": 3, "asked": True, "flagged": True, "unfinished": True,
    }  # fmt: skip
    more = {
        "kind": "relecture", "source": "toux", "date": "2026-10-05", "asked": 8, "corrected": 5, "identity": True,
        "timed": True, "group": "A", "mistakes": [fault],
    }  # fmt: skip
    (copy,) = read_history([written(tmp_path, {**LEAST, **more})])
    kept = asdict(copy)
    assert kept.pop("day") == date(2026, 10, 5)
    assert kept.pop("mistakes") == (
        {"critical": False, **{k: v for k, v in fault.items() if k != "severity"}},
    )
    assert kept == {key: {**LEAST, **more}[key] for key in kept}


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ("2026-10-05", "2026-10-06", 14),
        ("2026-10-06", "2026-10-05", 12),
        ("2026-10-05", "2026-10-05", 14),  # the same day: the one read last
        ("2026-10-05", "", 12),
        ("", "2026-10-05", 14),
    ],
)
def test_la_derniere_copie_d_un_exercice_compte(tmp_path: Path, first: str, second: str, kept: int) -> None:
    folders = [
        written(tmp_path / "a", {**LEAST, "date": first}),
        written(tmp_path / "b", {**LEAST, "date": second, "mark": 14}),
    ]
    assert [copy.mark for copy in read_history(folders)] == [kept]


def test_les_copies_vont_de_la_plus_ancienne_a_la_plus_recente(tmp_path: Path) -> None:
    rows = [("b", "2026-10-05"), ("a", "2026-10-05"), ("c", ""), ("d", "2026-10-04")]
    copies = [{**LEAST, "exercise": name, "date": day} for name, day in rows]
    found = read_history([written(tmp_path, *copies)])
    assert [copy.exercise for copy in found] == ["c", "d", "a", "b"]
    assert [copy.exercise for copy in since_day(found, date(2026, 10, 5))] == ["a", "b"]
    assert since_day(found, None) == found


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Je revois Mme Roy.", True),
        ("Vu par le docteur Roy.", True),
        ("Je revois madame la directrice.", False),
        ("Le docteur passera.", False),
        ("Il va bien.", False),
        ("Mme", False),
    ],
)
def test_un_texte_nomme_quelqu_un_derriere_une_civilite(text: str, people: bool) -> None:
    assert names_people(text) is people


@pytest.mark.parametrize(
    "copy",
    [
        {**LEAST, "mistakes": [{**FAULT, "kind": "autre"}]},
        {**LEAST, "date": "hier"},
        {key: value for key, value in LEAST.items() if key != "mark"},
    ],
)
def test_un_resultat_abime_est_refuse_en_une_phrase(tmp_path: Path, copy: dict[str, Any]) -> None:
    with pytest.raises(DocumentError, match="n’est pas un fichier de résultats correct"):
        read_history([written(tmp_path, copy)])


def test_un_resultat_d_une_autre_version_est_refuse(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="n’est pas un fichier de résultats correct"):
        read_history([written(tmp_path, LEAST, format=2)])


def test_une_cle_d_avant_est_celle_d_un_texte_verifie_dicte_a_sa_vitesse() -> None:
    key = parse_key(json.dumps({"format": 1, "id": "a", "title": "A", "reference": {"text": "Toux."}}), "x")
    assert (key.validated, key.level, key.kind, key.pace, key.times, key.given) == (
        True,
        0,
        "",
        1.0,
        (),
        None,
    )
    assert (key.reference.styles, key.reference.terms) == ((), ())


@pytest.mark.parametrize(
    ("needs", "pace"), [({"pace": 0.8}, 0.8), ({"pace": 0}, 1.0), ({}, 1.0), (None, 1.0)]
)
def test_la_vitesse_remise_est_celle_des_amenagements(needs: object, pace: float) -> None:
    data = {"format": 1, "id": "a", "title": "A", "reference": {"text": "Toux."}, "needs": needs}
    assert parse_key(json.dumps({**data, "validated": False}), "x").pace == pace
    assert not parse_key(json.dumps({**data, "validated": False}), "x").validated


@pytest.mark.parametrize(
    ("more", "draft"),
    [
        ({"draft": "Toux sèche."}, "Toux sèche."),
        ({"draft": ""}, None),
        ({}, None),
        # an older key tells the faults, not the draft
        ({"errors": [{"start": 5, "end": 11, "found": "sèche"}]}, "Toux sèche ce jour."),
        (
            {
                "errors": [
                    {"start": 0, "end": 4, "found": "Tout"},
                    {"start": 15, "end": 20, "found": "jours."},
                ]
            },
            "Tout grasse ce jours.",
        ),
        ({"draft": "", "errors": [{"start": 5, "end": 11, "found": "sèche"}]}, None),
    ],
)
def test_le_texte_donne_se_lit_ou_se_refait(more: dict[str, Any], draft: str | None) -> None:
    data = {"format": 1, "id": "a", "title": "A", "reference": {"text": "Toux grasse ce jour."}, **more}
    given = parse_key(json.dumps(data), "x").given
    assert (given.text if given else None) == draft
