"""Où commence et finit ce qui manque ou s’ajoute : à la phrase, parmi les coupes qui se valent ; et « Copie : »."""

import pytest

from transcribe.grading.align import align
from transcribe.grading.copies import label_length, with_copies, without_copies
from transcribe.grading.groups import _cut_quality, slid
from transcribe.grading.tokens import tokenize
from transcribe.grading.variants import find_arcs


def cut(reference: str, attempt: str) -> tuple[str, str]:
    """What is left out of the reference, and what the attempt has more; every token still stands once, in order."""
    ref, att = tokenize(reference), tokenize(attempt)
    links = slid(align(ref, att, find_arcs(ref, att)), ref, att)
    assert [i for link in links for i in range(link.i1, link.i2)] == list(range(len(ref)))
    assert [j for link in links for j in range(link.j1, link.j2)] == list(range(len(att)))
    for link in links:
        if link.same and link.i2 - link.i1 == link.j2 - link.j1 == 1:
            assert ref[link.i1].key == att[link.j1].key
    return (
        " ".join(token.text for link in links if link.j1 == link.j2 for token in ref[link.i1 : link.i2]),
        " ".join(token.text for link in links if link.i1 == link.i2 for token in att[link.j1 : link.j2]),
    )


@pytest.mark.parametrize(
    ("whole", "short", "left"),
    [
        ("Pas de toux. Pas de fièvre. Repos.", "Pas de fièvre. Repos.", "Pas de toux ."),
        ("Repos. Pas de toux. Pas de fièvre.", "Repos. Pas de fièvre.", "Pas de toux ."),
        ("Repos. Pas de toux. Pas de fièvre.", "Repos. Pas de toux.", "Pas de fièvre ."),
        ("Pas de toux, pas de fièvre, pas de frisson.", "Pas de toux, pas de frisson.", "pas de fièvre ,"),
        ("Toux sèche\nPas de fièvre\nPas de frisson", "Toux sèche\nPas de frisson", "Pas de fièvre"),
        ("Toux et fièvre et frisson", "Toux et frisson", "et fièvre"),
        ("le foie le rein", "le rein", "le foie"),
        ("le foie, la rate, le rein", "le foie, le rein", "la rate ,"),
        ("toux toux", "toux", "toux"),
        ("toux", "toux", ""),
        ("ni toux ni fièvre", "ni fièvre", "ni toux"),
    ],
)
def test_what_is_left_out_or_added_is_a_phrase(whole: str, short: str, left: str) -> None:
    assert cut(whole, short) == (left, "")
    assert cut(short, whole) == ("", left)


@pytest.mark.parametrize(
    ("start", "stop", "quality"),
    [
        # Toux sèche , sans fièvre . ↵ Repos et soins .
        (0, 6, 4 + 2 + 1),  # a whole line
        (0, 3, 2 + 1),  # opens a line, ends with its mark
        (0, 2, 1),
        (3, 6, 2 + 1),
        (3, 5, 1),
        (2, 5, 2),  # from its mark to the next
        (2, 4, 0),
        (1, 2, 0),
        (1, 3, 0),
        (6, 10, 4 + 2 + 1),
        (7, 9, 2 + 1),  # « et … » up to a mark
        (7, 8, 1),
        (4, 6, 0),
        (6, 7, 1),
    ],
)
def test_a_cut_is_as_good_as_the_phrase_is_whole(start: int, stop: int, quality: int) -> None:
    tokens = tokenize("Toux sèche, sans fièvre.\nRepos et soins.")
    assert [token.text for token in tokens] == "Toux sèche , sans fièvre . Repos et soins .".split()
    assert _cut_quality(tokens, start, stop) == quality


@pytest.mark.parametrize(
    ("text", "place", "length"),
    [
        ("Copie : Dr Roy", 0, 2),
        ("Copies à Mme Roy", 0, 2),
        ("Une copie est adressée au Dr Roy", 0, 5),
        ("En double : Roy", 0, 3),
        ("cc Dr Roy", 0, 1),
        ("Toux.\nCopie : Dr Roy", 2, 2),
        ("Toux.\nCopie : Dr Roy", 1, 0),  # opens no line
        ("Toux.\nCopie : Dr Roy", 9, 0),
        ("Double J posée", 0, 0),
        ("Copie", 0, 0),
        ("Une", 0, 0),
        ("Copie du foie de Roy", 0, 0),
        ("Copie :\nDr Roy", 0, 0),
        ("Copie de la lettre au Dr Roy", 0, 5),
        ("Copie de la lettre et du courrier au Dr Roy", 0, 8),
        ("Copie de la lettre et du courrier pour information au Dr Roy", 0, 0),
    ],
)
def test_how_a_line_says_copy(text: str, place: int, length: int) -> None:
    assert label_length(tokenize(text), place) == length


@pytest.mark.parametrize(
    ("text", "copies", "found"),
    [
        ("Toux.", [], "Toux."),
        ("Toux.", ["Dr Roy"], "Toux.\nCopie : Dr Roy"),
        ("Toux.\n\n", ["Dr Roy", "Mme Bry"], "Toux.\nCopies : Dr Roy, Mme Bry"),
        ("Toux.\n- Copie au Dr Roy", ["Dr Bry"], "Toux.\n- Copie au Dr Roy"),
        ("CC : Dr Roy", ["Dr Bry"], "CC : Dr Roy"),
        ("cc Dr Roy", ["Dr Bry"], "cc Dr Roy"),
        ("Il faut une copie.", ["Dr Bry"], "Il faut une copie.\nCopie : Dr Bry"),
    ],
)
def test_copies_stand_on_a_last_line(text: str, copies: list[str], found: str) -> None:
    assert with_copies(text, copies).replace("\u00a0", " ") == found


@pytest.mark.parametrize(
    ("attempt", "reference", "left"),
    [
        ("Toux.\nCopie : Dr Roy", "Toux.", "Toux ."),
        ("Toux.\nCopie : Dr Roy\nDr Bry", "Toux.\nDr Bry", "Toux . Dr Bry"),
        ("Toux.\nCopie : Dr Roy\nA\nB\nC", "Toux.", "Toux . A B C"),
        ("Toux.\nCopie : Dr Roy\nA\nB\nC\nD", "Toux.", "Toux . A B C D"),
        ("Toux.\nCopie : Dr Roy\nA\nB\nC\nD\nE", "Toux.", "Toux . Copie : Dr Roy A B C D E"),  # no foot
        ("Copie : Dr Roy\nToux.", "Toux.", "Copie : Dr Roy Toux ."),
        ("Toux.\nCopie : Dr Roy", "Toux.\nCopie : Dr Bry", "Toux . Copie : Dr Roy"),
        ("Toux.", "Toux.", "Toux ."),
    ],
)
def test_copies_that_nobody_dictated_are_no_part_of_an_attempt(
    attempt: str, reference: str, left: str
) -> None:
    found = without_copies(tuple(tokenize(attempt)), tokenize(reference))
    assert " ".join(token.text for token in found) == left
