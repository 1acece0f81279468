"""Where rules can start: each place once, also when items are merged under way."""

from transcribe.core.revision import Revision
from transcribe.core.types import Transcript
from transcribe.writing.draft import Draft
from transcribe.writing.readings import CODE
from transcribe.writing.starts import next_start, number_starts, starts
from transcribe.writing.tokens import tokenise


def draft_of(text: str) -> Draft:
    return tokenise(Revision(Transcript.from_text(text)))


def test_only_the_words_asked_for_are_visited() -> None:
    assert list(starts(draft_of("un foie et une rate et rien"), frozenset({"et"}))) == [2, 5]
    assert list(number_starts(draft_of("dose 5 puis une et +"))) == [1, 3, 5]


def test_what_was_merged_is_not_visited_again() -> None:
    draft = draft_of("a 1 2 3 b 4")
    seen = []
    for index in number_starts(draft):
        seen.append(draft.items[index].key)
        if draft.items[index].key == "1":
            draft.merge(index, index + 3, "1-2-3", CODE, "essai")
    assert seen == ["1", "4"]


def test_nothing_to_start_at_is_the_end() -> None:
    draft = draft_of("rien du tout")
    assert next_start(draft.items, frozenset({"foie"})) == len(draft.items)
