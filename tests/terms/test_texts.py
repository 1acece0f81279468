"""Tokens, sounds, inflections, documents and their findings."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from transcribe.french import fold, squash
from transcribe.terms import Lexicon, tokenize
from transcribe.terms.inflection import inflections
from transcribe.terms.linting import check_lines
from transcribe.terms.sound import coarse, sound, sound_of_ipa


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("jusqu'à l'hôpital", ["jusqu'", "à", "l'", "hôpital"]),
        ("aujourd’hui, qu’on l’opère", ["aujourd’hui", "qu’", "on", "l’", "opère"]),
        ("thoraco-abdomino-pelvien (TAP)", ["thoraco-abdomino-pelvien", "TAP"]),
    ],
)
def test_tokens(text: str, words: list[str]) -> None:
    assert [token.text for token in tokenize(text)] == words


@pytest.mark.parametrize(
    ("text", "kind"),
    [("T3N0", "code"), ("IIIB", "code"), ("pTa", "code"), ("12,5", "number"), ("1er", "number")],
)
def test_codes_and_numbers_are_not_words(text: str, kind: str) -> None:
    assert [token.kind for token in tokenize(text)] == [kind]


@given(st.text(max_size=60))
def test_tokens_lie_where_they_say(text: str) -> None:
    tokens = tokenize(text)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))


@pytest.mark.parametrize(
    ("word", "phones"),
    [
        ("cholécystectomie", "kolesistektomi"),
        ("ischémie", "iskemi"),
        ("bronchite", "br5Sit"),
        ("bronchoscopie", "br5koskopi"),
        ("œdème", "edem"),
        ("HTA", "aStea"),
        ("psychiatrie", "psikjatri"),
        ("ganglionnaire", "g3glioner"),
    ],
)
def test_sounds(word: str, phones: str) -> None:
    assert sound(word) == phones


@pytest.mark.parametrize(
    ("one", "other"),
    [("emoptisie", "hémoptysie"), ("flébite", "phlébite"), ("un suffisance", "insuffisance")],
)
def test_what_sounds_alike_is_coarsely_the_same(one: str, other: str) -> None:
    assert coarse(sound(one)) == coarse(sound(other))


def test_listed_pronunciations_use_the_same_signs() -> None:
    assert sound_of_ipa("kɔlesisɛktɔmi") == "kolesisektomi"


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("antral", ("antrale", "antrales", "antraux")),
        ("sigmoïdien", ("sigmoïdienne", "sigmoïdiennes", "sigmoïdiens")),
        ("vasopressif", ("vasopressive", "vasopressives", "vasopressifs")),
        ("hémoptysie", ("hémoptysies",)),
        ("glyqué", ("glyquée", "glyquées", "glyqués")),
    ],
)
def test_inflections(word: str, forms: tuple[str, ...]) -> None:
    assert inflections(word) == forms


def test_folding() -> None:
    assert fold("Cœlioscopie Œdémateuse") == "coelioscopie oedemateuse"
    assert squash("Péri-opératoire") == squash("perioperatoire")


def test_findings_have_line_and_column(lexicon: Lexicon) -> None:
    tokens, findings = check_lines(["Tout va bien.", "", "Motif :  une dispnée."], lexicon)
    assert tokens == 6
    (finding,) = findings
    assert (finding.line, finding.column, finding.text) == (3, 14, "dispnée")
    assert finding.suggestions[0] == "dyspnée"


def test_check_command_gives_the_json_contract(tmp_path: Path) -> None:
    from transcribe.cli.check import command

    good, bad = tmp_path / "bon.txt", tmp_path / "faux.txt"
    good.write_text("Pas de dyspnée.", encoding="utf-8")
    bad.write_text("Une dispnée.", encoding="utf-8")
    assert CliRunner().invoke(command, [str(good)]).exit_code == 0
    result = CliRunner().invoke(command, [str(bad), "--format", "json"])
    assert result.exit_code == 1
    (report,) = json.loads(result.output)["files"]
    (finding,) = report["findings"]
    assert (report["tokens"], finding["line"], finding["column"], finding["kind"]) == (2, 1, 5, "unknown")
    assert CliRunner().invoke(command, [str(good), "--specialty", "alchimie"]).exit_code == 2
    assert CliRunner().invoke(command, [str(tmp_path / "absent.txt")]).exit_code == 2
