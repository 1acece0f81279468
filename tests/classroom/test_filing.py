"""A class is listed by family name, as its register is."""

import pytest

from tests.classroom.conftest import Space
from transcribe import classroom
from transcribe.classroom.filing import filed
from transcribe.classroom.results import standings


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Léa Martin", "martin"),
        ("MARTIN Léa", "martin"),
        ("Léa MARTIN", "martin"),
        ("Jean Pierre Martin", "martin"),
        ("Jean-Pierre Étienne", "etienne"),
        ("GARCIA LOPEZ Ana", "garcia lopez"),
        ("Anne de La Tour", "de la tour"),
        ("Anne DE LA TOUR", "de la tour"),
        ("Zoé", "zoe"),
        ("MARTIN", "martin"),
        ("J. Martin", "martin"),
        ("Élève 12", "12"),
    ],
)
def test_a_name_is_filed_under_the_family_name(name: str, family: str) -> None:
    assert filed(name).startswith(family)


def test_first_names_settle_what_is_equal() -> None:
    names = ["Zoé Martin", "Ana Martineau", "Bob Martin", "Ana MARTIN", "Éva Abel"]
    assert sorted(names, key=filed) == ["Éva Abel", "Ana MARTIN", "Bob Martin", "Zoé Martin", "Ana Martineau"]


def test_the_class_and_its_results_stand_in_that_order(space: Space) -> None:
    added = [classroom.Newcomer(name) for name in ("Zoé Abel", "Ana Zola", "Bob DUPONT")]
    classroom.enrol(space.store, space.owner, space.class_, added)
    names = [one.name for one in classroom.members(space.store, space.owner, space.class_)]
    assert names == sorted(names, key=filed)
    assert [name for name in names if name in {one.name for one in added}] == [
        "Zoé Abel",
        "Bob DUPONT",
        "Ana Zola",
    ]
    space.ask("dictee")
    asked = standings(space.store, space.owner, space.class_)
    by_id = {one.id: one.name for one in classroom.members(space.store, space.owner, space.class_)}
    assert [by_id[one.person] for one in asked] == names
