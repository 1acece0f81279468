"""Speech as it is: what is set aside stays in the revision, what is not sure is doubted, no dose goes unseen."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.writing.test_cases import plain
from transcribe.core.revision import Revision
from transcribe.core.types import Transcript
from transcribe.writing import write

ORAL = sorted((Path(__file__).parent / "data" / "oral").glob("*.toml"))
# Left as said, with a doubt where one stands: two complete values without a word about either.
UNDECIDED = {
    "à 12 cm de la recoupe",
    "fémur droit en 2019",
    "paracétamol 1 g 3 fois par jour si besoin",
}


def written(text: str) -> Revision:
    return write(Revision(Transcript.from_text(text)))


@pytest.mark.parametrize("path", ORAL, ids=lambda path: path.stem)
def test_what_matters_in_an_oral_dictation_is_written(path: Path) -> None:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    got = plain(written(data["spoken"]).text)
    missing = {entry for entry in data["critical"] if entry not in got}
    assert missing <= UNDECIDED


@pytest.mark.parametrize(
    ("spoken", "removed", "kind"),
    [
        ("genou droit, pardon, genou gauche", "genou droit, pardon,", "self_correction"),
        ("dans trois, dans quatre semaines", "dans trois,", "self_correction"),
        ("le malade a, le malade présente une toux", "le malade a,", "self_correction"),
        ("un souffle, un souffle systolique", "un souffle,", "removal"),
        ("la préparation est, disons, bonne", "disons,", "removal"),
        ("le foie, Sophie tu mets ça en gras, est normal", "Sophie tu mets ça en gras,", "removal"),
    ],
)
def test_what_is_set_aside_is_an_edit_of_its_kind(spoken: str, removed: str, kind: str) -> None:
    revision = written(spoken)
    words = revision.transcript.words
    found = [
        (" ".join(w.text for w in words[e.first : e.last + 1]), e.kind) for e in revision.edits if not e.text
    ]
    assert (removed, kind) in found


@pytest.mark.parametrize(
    ("spoken", "kind"),
    [
        ("dans trois, dans quatre semaines", "dose"),
        ("à trente-deux, euh, trente-trois semaines", "dose"),
        ("deux à trois, trois à quatre selles", "dose"),
        ("ramipril cinq milligrammes le matin, pardon, dix milligrammes", "dose"),
        ("cinq milligrammes, non, dix", "dose"),
        ("il ne prend pas, il ne prend plus de diurétique", "negation"),
        ("un peu gêné, œdèmes, pas d'œdème des jambes", "negation"),
        ("pas de fièvre, pardon, fièvre à trente-neuf", "negation"),
        ("il n'a pas d'allergie, pardon, il a une allergie", "negation"),
        ("il n'a jamais fumé, pardon, il a fumé", "negation"),
        ("il n'a guère mangé, pardon, il a mangé", "negation"),
        ("il ne prend guère, il ne prend plus de diurétique", "negation"),
        ("douleur à droite, plutôt à gauche", "laterality"),
        ("genou droit douloureux, pardon, gauche", "laterality"),
        ("docteur Martin, non docteur Marchand", "identity"),
        ("prothèse de hanche, enfin de genou", "unsure"),
    ],
)
def test_what_another_reading_could_change_is_doubted(spoken: str, kind: str) -> None:
    assert kind in [doubt.kind for doubt in written(spoken).doubts]


@pytest.mark.parametrize(
    "spoken",
    [
        "un souffle, un souffle systolique",
        "genou droit, pardon, genou gauche",
        "elle vit seule, enfin avec sa fille",
        "deux, trois jours de fièvre",
        "pas de fièvre, pas de toux",
        "de la, de la cinquième côte",
    ],
)
def test_what_is_plain_is_not_doubted(spoken: str) -> None:
    assert written(spoken).doubts == ()


def test_an_aside_becomes_an_instruction() -> None:
    revision = written("le foie est normal. Corinne, laissez un blanc ici. la rate est normale.")
    assert [i.text for i in revision.instructions] == ["Corinne laissez un blanc ici"]


_LEADS = ["", "à ", "de ", "dans ", "le ", "il pèse "]
_NOUNS = ["", " milligrammes", " semaines", " comprimés", " ganglions", " pour cent"]
_PAUSES = [", ", " ", ", euh, ", " euh "]
_NUMBERS = ["deux", "trois", "sept", "dix", "quarante", "cinquante", "cent vingt", "dix virgule huit"]


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(_LEADS),
    st.sampled_from(_NUMBERS),
    st.sampled_from(_NOUNS),
    st.sampled_from(_PAUSES),
    st.sampled_from(_LEADS),
    st.sampled_from(_NUMBERS),
    st.sampled_from(_NOUNS),
)
def test_no_number_goes_without_a_cue_nor_a_doubt(
    lead: str, first: str, noun: str, pause: str, again: str, second: str, other: str
) -> None:
    revision = written(f"dosage {lead}{first}{noun}{pause}{again}{second}{other} ce jour")
    words = [w.text.strip(",") for w in revision.transcript.words]
    gone = [
        word
        for edit in revision.edits
        if edit.kind in ("removal", "self_correction") and not edit.text
        for word in words[edit.first : edit.last + 1]
    ]
    if set(gone) & set(first.split()) and first != second:
        assert "dose" in [doubt.kind for doubt in revision.doubts]


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["pas de", "pas d'", "aucun", "sans", "jamais de"]),
    st.sampled_from(["fièvre", "œdème", "allergie", "souffle", "diurétique"]),
    st.sampled_from([", pardon, ", ", non, ", ", enfin, ", ", ", " euh ", ", je corrige, "]),
    st.sampled_from(["fièvre à trente-neuf", "une allergie", "souffle", "œdème net", "il en a"]),
)
def test_no_negation_goes_without_a_doubt(negation: str, noun: str, cue: str, after: str) -> None:
    revision = written(f"il n'a {negation} {noun}{cue}{after}".replace("' ", "'"))
    words = revision.transcript.words
    gone = " ".join(
        w.text
        for e in revision.edits
        if not e.text and e.kind in ("removal", "self_correction")
        for w in words[e.first : e.last + 1]
    )
    if negation.split(maxsplit=1)[0].rstrip("'") in gone.split():
        assert "negation" in [doubt.kind for doubt in revision.doubts]


def test_a_copy_goes_to_a_name_with_its_particles() -> None:
    revision = written("bien cordialement. une copie au docteur Paul de La Tour s'il vous plaît.")
    assert [(i.kind, i.text) for i in revision.instructions] == [("copy", "Dr Paul de La Tour")]


def test_an_order_that_holds_what_is_dictated_is_kept_and_doubted() -> None:
    revision = written("Nadine, notez en gras que le foie est normal")
    assert "le foie est normal" in revision.text
    assert [doubt.kind for doubt in revision.doubts] == ["unsure"]


def test_a_finding_that_runs_on_after_an_order_stays_with_a_doubt() -> None:
    revision = written("Christelle vous laisserez un blanc pour la date le bilan est normal")
    assert "le bilan est normal" in revision.text
    assert [doubt.kind for doubt in revision.doubts] == ["unsure"]


@pytest.mark.parametrize(
    "said", ["panaris du troisième doigt, euh, du quatrième doigt", "le troisième, euh, le quatrième doigt"]
)
def test_two_ordinals_after_a_hesitation_are_doubted(said: str) -> None:
    assert [doubt.kind for doubt in written(said).doubts] == ["dose"]


def test_ordinals_in_a_row_are_a_list() -> None:
    assert written("le premier, le deuxième et le troisième doigts").doubts == ()
