"""Alignments, link by link: what stands against what, when words are left out, cut, joined, moved, replaced."""

import pytest

from transcribe.grading import align as module
from transcribe.grading.align import Link, align, change, distance, joined
from transcribe.grading.tokens import Token, tokenize
from transcribe.grading.variants import find_arcs


def links(reference: str, attempt: str) -> list[tuple[int, int, int, int, bool]]:
    ref, att = tokenize(reference), tokenize(attempt)
    return [(one.i1, one.i2, one.j1, one.j2, one.same) for one in align(ref, att, find_arcs(ref, att))]


def told(reference: str, attempt: str) -> str:
    """« a=a b/c -d +e f_g/fg » : equal, replaced, left out, added, joined."""
    ref, att = tokenize(reference), tokenize(attempt)

    def said(link: Link) -> str:
        left = "_".join(token.text for token in ref[link.i1 : link.i2])
        right = "_".join(token.text for token in att[link.j1 : link.j2])
        if not right:
            return f"-{left}"
        return f"{left}{'=' if link.same else '/'}{right}" if left else f"+{right}"

    return " ".join(said(one) for one in align(ref, att, find_arcs(ref, att)))


@pytest.mark.parametrize(
    ("reference", "attempt", "found"),
    [
        ("", "", ""),
        ("", "le foie", "+le +foie"),
        ("le foie", "", "-le -foie"),
        ("le foie", "le foie", "le=le foie=foie"),
        ("un deux trois quatre", "un deux trois quatre", "un=un deux=deux trois=trois quatre=quatre"),
        # left out at the start, in the middle, at the end; added there
        ("un deux trois quatre", "deux trois quatre", "-un deux=deux trois=trois quatre=quatre"),
        ("un deux trois quatre", "un deux trois", "un=un deux=deux trois=trois -quatre"),
        ("un deux trois", "zéro un deux trois", "+zéro un=un deux=deux trois=trois"),
        ("un deux trois", "un deux trois fin", "un=un deux=deux trois=trois +fin"),
        ("le foie lisse", "le lisse", "le=le -foie lisse=lisse"),
        # cut, run together
        ("échocardiographie faite", "écho cardio graphie faite",
         "échocardiographie/écho_cardio_graphie faite=faite"),
        ("parce que tout", "parceque tout", "parce_que/parceque tout=tout"),
        ("une dyspnée nette", "une dispnée nette", "une=une dyspnée/dispnée nette=nette"),
        ("genou gauche enflé", "genou droit enflé", "genou=genou gauche/droit enflé=enflé"),
    ],
)  # fmt: skip
def test_each_token_stands_against_its_own(reference: str, attempt: str, found: str) -> None:
    assert told(reference, attempt) == found


def equal(reference: str, attempt: str, arcs: dict[tuple[int, int], list[tuple[int, int]]]) -> list[Link]:
    return align(tokenize(reference), tokenize(attempt), arcs)


def test_an_equivalent_writing_is_equal_and_taken_whole() -> None:
    arcs = {(1, 1): [(3, 1)]}
    assert equal("un deux trois quatre cinq", "un foie cinq", arcs) == [
        Link(0, 1, 0, 1, True),
        Link(1, 4, 1, 2, True),
        Link(4, 5, 2, 3, True),
    ]
    # it ends both texts, or would pass the end of one
    assert equal("un deux trois", "un foie", {(1, 1): [(2, 1)]})[1:] == [Link(1, 3, 1, 2, True)]
    assert equal("un deux", "un foie rate", {(1, 1): [(1, 2)]})[1:] == [Link(1, 2, 1, 3, True)]
    assert not equal("un deux", "un foie", {(1, 1): [(2, 1)]})[-1].same
    assert not equal("un deux", "un foie", {(1, 1): [(1, 2)]})[-1].same
    assert equal("deux un", "foie un", {(0, 0): [(1, 1)]})[0] == Link(0, 1, 0, 1, True)


BEFORE, BEHIND = "un deux trois quatre", "cinq six sept huit"


def test_runs_anchor_on_both_sides_of_what_differs() -> None:
    assert links(f"{BEFORE} foie {BEHIND}", f"{BEFORE} rate nette {BEHIND}") == [
        *((n, n + 1, n, n + 1, True) for n in range(4)),
        (4, 5, 4, 5, False),
        (5, 5, 5, 6, False),
        *((n, n + 1, n + 1, n + 2, True) for n in range(5, 9)),
    ]


def test_of_runs_that_cross_the_longer_part_stays() -> None:
    assert module._increasing([(0, 5), (1, 0), (2, 1), (3, 7), (4, 2)]) == [(1, 0), (2, 1), (4, 2)]
    assert module._increasing([]) == []
    assert module._increasing([(0, 3)]) == [(0, 3)]
    assert module._increasing([(0, 0), (1, 1), (2, 2)]) == [(0, 0), (1, 1), (2, 2)]


def tokens(keys: str) -> list[Token]:
    return list(tokenize(" ".join(keys)))


@pytest.mark.parametrize(
    ("reference", "attempt", "runs"),
    [
        ("abc", "abc", [(0, 0, 3)]),
        ("ab", "ab", []),  # a gram is three
        ("abcd", "abcd", [(0, 0, 4)]),
        ("xabc", "abc", [(1, 0, 3)]),
        ("abcx", "zabc", [(0, 1, 3)]),
        ("abcabc", "abc", []),  # stands twice
        ("abcxdef", "abcydef", [(0, 0, 3), (4, 4, 3)]),
        ("zabczabd", "zabczabd", [(0, 0, 8)]),  # grown back over what stands twice
        ("defabc", "abcdef", [(3, 0, 3)]),  # crossed: one of the two
    ],
)
def test_anchors_are_whole_runs_that_stand_once(
    reference: str, attempt: str, runs: list[tuple[int, int, int]]
) -> None:
    assert module._anchors(tokens(reference), tokens(attempt)) == runs


@pytest.mark.parametrize(
    ("arcs", "runs"),
    [
        ({}, [(2, 3, 6)]),
        ({(0, 0): [(1, 1)]}, [(2, 3, 6)]),  # before the run
        ({(4, 5): [(1, 1)]}, [(2, 3, 2), (5, 6, 3)]),
        ({(4, 5): [(2, 1)]}, [(2, 3, 2), (5, 6, 3)]),  # only what lies in both sides
        ({(2, 3): [(2, 2)]}, [(4, 5, 4)]),
        ({(6, 7): [(2, 2)]}, [(2, 3, 4)]),
        ({(6, 7): [(9, 9)]}, [(2, 3, 4)]),
        ({(0, 0): [(9, 9)]}, []),
        ({(4, 5): [(1, 1)], (5, 6): [(2, 2)]}, [(2, 3, 2), (7, 8, 1)]),
        ({(3, 4): [(4, 4)], (4, 5): [(1, 1)]}, [(2, 3, 1), (7, 8, 1)]),  # one within the other
    ],
)
def test_an_equivalent_writing_is_left_whole(
    arcs: dict[tuple[int, int], list[tuple[int, int]]], runs: list[tuple[int, int, int]]
) -> None:
    assert module._beside_arcs([(2, 3, 6)], arcs) == runs


# --- gaps too large for the fine path ------------------------------------------------------------------------


def coarse(
    reference: str, attempt: str, cells: int, monkeypatch: pytest.MonkeyPatch
) -> list[tuple[int, int, int, int, bool]]:
    monkeypatch.setattr(module, "_CELLS", cells)
    ref, att = tokens(reference), tokens(attempt)
    found = module._gap(ref, att, (1, len(ref), 1, len(att)), {})
    return [(one.i1, one.i2, one.j1, one.j2, one.same) for one in found]


def test_a_large_gap_is_cut_by_what_is_equal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert coarse("zabxcd", "zabycd", 24, monkeypatch) == [
        (1, 2, 1, 2, True),
        (2, 3, 2, 3, True),
        (3, 4, 3, 4, False),
        (4, 5, 4, 5, True),
        (5, 6, 5, 6, True),
    ]


def test_a_large_part_of_a_large_gap_is_left_out_and_added(monkeypatch: pytest.MonkeyPatch) -> None:
    assert coarse("zabxycd", "zabvwcd", 3, monkeypatch) == [
        (1, 2, 1, 2, True),
        (2, 3, 2, 3, True),
        (3, 4, 3, 3, False),
        (4, 5, 3, 3, False),
        (5, 5, 3, 4, False),
        (5, 5, 4, 5, False),
        (5, 6, 5, 6, True),
        (6, 7, 6, 7, True),
    ]


def test_a_part_of_just_as_many_cells_takes_the_fine_path(monkeypatch: pytest.MonkeyPatch) -> None:
    found = coarse("zabxycd", "zabvwcd", 4, monkeypatch)
    assert found[2:4] == [(3, 4, 3, 4, False), (4, 5, 4, 5, False)]


def test_a_gap_of_just_as_many_cells_is_not_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> list[Link]:
        raise AssertionError

    monkeypatch.setattr(module, "_coarse_gap", never)
    assert len(coarse("zab", "zvw", 4, monkeypatch)) == 2
    with pytest.raises(AssertionError):
        coarse("zab", "zvw", 3, monkeypatch)


# --- prices --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "price"),
    [
        (",", ".", 0.5),
        (",", "foie", 1e9),
        ("foie", ",", 1e9),
        ("5", "50", 0.6),
        ("gauche", "droite", 0.5),
        ("sans", "avec", 0.5),
        ("gauche", "foie", 0.25 + 1.45 * 5 / 6),  # one side alone is a word as another
        ("abc", "xyz", 1.7),
        ("dyspnée", "dispnée", 0.25 + 1.45 / 7),
        ("Été", "ete", 0.25),
        ("12 mars 2026", "12", 1.2),
        ("12", "14h30", 1.2),
    ],
)
def test_the_price_of_a_word_for_another(one: str, other: str, price: float) -> None:
    assert change(tokenize(one)[0], tokenize(other)[0]) == pytest.approx(price)


@pytest.mark.parametrize(
    ("one", "other", "price"),
    [
        ("parce que", "parceque", 0.1),
        ("ni", "n'y", 0.3),
        ("échocardiographie", "écho cardio graphie", 0.1),
        ("ab c", "abc", 0.1),  # short and equal
        ("ab c", "abd", None),  # short and not
        ("abcd", "ab ce", 0.1 + 1.45 / 4),  # a quarter of the letters
        ("abc d", "abce", 0.1 + 1.45 / 4),
        ("abcdefgh", "abc dxyz", None),
        ("abcdefghijkl", "abcdef ghijklmn", 0.1 + 1.45 * 2 / 14),
        ("abcdefghijkl", "abcdef ghijklmno", None),  # three letters longer
        ("foie", "foie rate", None),  # it stands there as it should
        ("foie.", "foie rate", None),
        ("-", "foie rate", None),
        ("foie rate", "-", None),
    ],
)
def test_the_price_of_words_cut_or_run_together(one: str, other: str, price: float | None) -> None:
    found = joined(tokenize(one), tokenize(other))
    assert found is None if price is None else found == pytest.approx(price)


def test_the_share_of_letters_that_differ() -> None:
    assert [distance("abcd", other) for other in ("abcd", "abce", "wxyz", "")] == [0, 0.25, 1, 1]


def test_a_lone_mark_costs_less_than_a_lone_word() -> None:
    assert [module._lone(tokenize(text)[0]) for text in (",", "foie", "5")] == [0.55, 1, 1]
