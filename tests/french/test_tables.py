"""Les tables de la langue : chaque ligne porte ses exemples et ses contre-exemples, et tous sont exécutés.

Une table nouvelle s’ajoute ici avec la fonction qui dit quelles lignes un texte fait reconnaître.
"""

from collections.abc import Callable, Iterable
from importlib.resources import files

import pytest

from tests.writing import command_tables, oral_tables
from transcribe.french import (
    civilities,
    counts,
    degrees,
    doses,
    homophones,
    identifiers,
    labels,
    limits,
    misspellings,
    negations,
    openings,
    particles,
    prefixes,
    reformed,
    results,
    sides,
    spoken_numbers,
    strengths,
    word_sorts,
)
from transcribe.french.abbreviations import abbreviations_in
from transcribe.french.tables import Row, TableError, by_key, rows

# Name of a table → what it recognises in a text.
FINDERS: dict[str, Callable[[str], Iterable[Row]]] = {
    "abbreviations": abbreviations_in,
    "alike_names": misspellings.find_alike_names,
    "addresses": command_tables.addresses,
    "commands": command_tables.commands,
    "prose_marks": command_tables.prose,
    "roman": command_tables.roman,
    "optics": command_tables.optics,
    "strengths": strengths.find_strengths,
    "styles": command_tables.styles,
    "asides": oral_tables.asides,
    "civilities": civilities.find_civilities,
    "fillers": oral_tables.fillers,
    "reformed": reformed.find_reformed,
    "waverings": oral_tables.waverings,
    "remarks": oral_tables.remarks,
    "exams": openings.find_exams,
    "formulas": openings.find_formulas,
    "heard_numbers": spoken_numbers.find_heard,
    "homophones": homophones.find_homophones,
    "labels": labels.find_labels,
    "misspellings": misspellings.find_misspellings,
    "unit_slips": misspellings.find_unit_slips,
    "negations": negations.find_negations,
    "particles": particles.find_particles,
    "repair_cues": oral_tables.repair_cues,
    "second_thoughts": oral_tables.second_thoughts,
    "sides": sides.find_sides,
    "talk": oral_tables.talk,
    "unfinished": oral_tables.unfinished,
    "counts": counts.rows_in,
    "prefixes": prefixes.find_prefixes,
    "dose_words": doses.words_between,
    "doses": doses.rows_in,
    "degrees": degrees.find_degrees,
    "identifiers": identifiers.labels_in,
    "results": results.find_results,
    "vitals": limits.rows_in,
    "word_sorts": word_sorts.find_words,
    "worded_numbers": spoken_numbers.find_worded,
}
CASES = [(name, row) for name in FINDERS for row in rows(name)]


def test_chaque_table_a_de_quoi_executer_ses_exemples() -> None:
    shipped = {path.name.removesuffix(".toml") for path in (files("transcribe.french") / "data").iterdir()}
    assert {name for name in shipped if not name.startswith(".")} == set(FINDERS)


@pytest.mark.parametrize(("name", "row"), CASES, ids=[f"{name}-{row.forms[0]}" for name, row in CASES])
def test_une_ligne_se_reconnait_dans_ses_exemples_et_nulle_part_ailleurs(name: str, row: Row) -> None:
    for example in row.examples:
        assert row in tuple(FINDERS[name](example)), f"« {example} » doit faire reconnaître {row.forms[0]}"
    for example in row.counter_examples:
        assert row not in tuple(FINDERS[name](example)), (
            f"« {example} » ne doit pas faire reconnaître {row.forms[0]}"
        )


def test_deux_lignes_ne_se_disputent_pas_une_forme() -> None:
    with pytest.raises(TableError, match="deux lignes"):
        by_key([Row(("Docteur",)), Row(("docteur",))])


def test_une_table_absente_se_dit() -> None:
    with pytest.raises(TableError, match="inconnue"):
        rows("inconnue")
