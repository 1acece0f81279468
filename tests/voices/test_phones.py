"""What stands between words decides how they sound: a phrase a kind, and one beside it that does not change."""

from importlib.util import find_spec

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe.voices.kokoro import breaths
from transcribe.voices.phones import manners, phones, stressed

# What g2p2 0.2.3 says of these words alone, so that the rules are tried without it.
ALONE = {
    "les": "le", "des": "de", "un": "œ̃", "une": "yn", "deux": "dø", "trois": "tʁwɑ", "quatre": "katʁ", "cinq": "sɛ̃k",
    "huit": "ɥit", "neuf": "nœf", "sept": "sɛt", "onze": "ɔ̃z", "mille": "mil", "et": "e", "ou": "u", "en": "ɑ̃",
    "au": "o", "il": "il", "ils": "il", "le": "lə", "ne": "nə", "par": "paʁ", "pour": "puʁ", "qui": "ki", "dans": "dɑ̃",
    "ans": "ɑ̃", "heures": "œʁ", "amis": "ami", "hanches": "ɑ̃ʃ", "hématomes": "ematom", "hernie": "ɛʁni",
    "yeux": "jø", "yaourts": "jauʁt", "jours": "ʒuʁ", "comprimés": "kɔ̃pʁime", "examen": "ɛɡzamɛ̃", "entrée": "ɑ̃tʁe",
    "hospitalisé": "ɔspitalize", "normal": "nɔʁmal", "président": "pʁezidɑ̃", "portent": "pɔʁt", "important": "ɛ̃pɔʁtɑ̃",
    "état": "eta", "os": "ɔs", "sont": "sɔ̃", "foie": "fwa", "main": "mɛ̃", "haut": "o", "voit": "vwa",
    "examens": "ɛɡzamɛ̃",
    "point": "pwɛ̃", "virgule": "viʁɡyl", "mars": "maʁs", "homme": "ɔm", "bon": "bɔ̃", "moins": "mwɛ̃",
    "hallux": "alyks",
    "hôpital": "opital", "match": "matʃ", "zéro": "zeʁo", "IRM": "iɛʁɛm", "irm": "iʁm", "vitamine": "vitamin",
}  # fmt: skip


def said(text: str) -> str:
    return phones(text, lambda word: ALONE.get(word, "")).replace("ˈ", "")


@pytest.mark.parametrize(
    ("text", "sounds"),
    [
        # a link after a determiner, a pronoun, « est »; none before an aspirate h, « onze », « yaourt »
        ("les amis", "lez ami"),
        ("les jours", "le ʒuʁ"),
        ("les hématomes", "lez ematom"),
        ("les hallux", "lez alyks"),
        ("les hanches", "le ɑ̃ʃ"),
        ("les onze", "le ɔ̃z"),
        ("les yeux", "lez jø"),
        ("les yaourts", "le jauʁt"),
        ("un homme", "œ̃n ɔm"),
        ("une hernie", "yn ɛʁni"),
        ("en haut", "ɑ̃ o"),
        ("il est hospitalisé", "il ɛt ɔspitalize"),
        ("il est normal", "il ɛ nɔʁmal"),
        ("le foie et un examen", "lə fwa e œ̃n ɛɡzamɛ̃"),
        ("bon état", "bɔn eta"),
        # a mark parts words
        ("les, amis", "le, ami"),
        # elision
        ("l’examen d'entrée", "lɛɡzamɛ̃ dɑ̃tʁe"),
        ("qu’il", "kil"),
        ("jusqu’à deux", "ʒyska dø"),
        ("aujourd’hui", "oʒuʁdɥi"),
        # numbers before what they count, alone, before another number, a letter, a small word
        ("six comprimés", "si kɔ̃pʁime"),
        ("six ans", "siz ɑ̃"),
        ("six", "sis"),
        ("six et huit", "sis e ɥit"),
        ("six virgule huit", "sis viʁɡyl ɥit"),
        ("C six C sept", "se sis se sɛt"),
        ("zéro six", "zeʁo sis"),
        ("six sept", "sis sɛt"),
        ("dix jours", "di ʒuʁ"),
        ("dix par cent", "dis paʁ sɑ̃"),
        ("dix-huit ans", "diz ɥit ɑ̃"),
        ("dix sept jours", "dis sɛt ʒuʁ"),
        ("huit jours", "ɥi ʒuʁ"),
        ("huit ans", "ɥit ɑ̃"),
        ("six cents", "si sɑ̃"),
        ("cinq cents", "sɛ̃ sɑ̃"),
        ("cinq comprimés", "sɛ̃k kɔ̃pʁime"),
        ("neuf heures", "nœv œʁ"),
        ("neuf jours", "nœf ʒuʁ"),
        ("deux heures", "døz œʁ"),
        ("deux ou trois", "dø u tʁwa"),
        ("deux onze", "dø ɔ̃z"),
        ("vingt ans", "vɛ̃t ɑ̃"),
        ("vingt jours", "vɛ̃ ʒuʁ"),
        ("vingt-deux", "vɛ̃t dø"),
        ("vingt et un", "vɛ̃t e œ̃"),
        ("quatre-vingt-deux", "katʁ vɛ̃ dø"),
        ("quatre-vingts ans", "katʁ vɛ̃z ɑ̃"),
        ("cent ans", "sɑ̃t ɑ̃"),
        ("cent un", "sɑ̃ œ̃"),
        # « plus », « tous »
        ("il ne voit plus", "il nə vwa ply"),
        ("trois plus", "tʁwa plys"),
        ("plus important", "plyz ɛ̃pɔʁtɑ̃"),
        ("plus ou moins", "plyz u mwɛ̃"),
        ("tous les jours", "tu le ʒuʁ"),
        ("tous", "tus"),
        # « -ent »
        ("ils portent", "il pɔʁt"),
        ("ils président", "il pʁezid"),
        ("le président", "lə pʁezidɑ̃"),
        ("ils sont", "il sɔ̃"),
        ("os", "ɔs"),
        ("les os", "lez o"),
        # letters, alone or where no vowel can be said, digits
        ("L quatre L cinq", "ɛl katʁ ɛl sɛ̃k"),
        ("vitamine c", "vitamin se"),
        ("il y a", "il i a"),
        ("IRM", "iɛʁɛm"),
        ("VS", "ve ɛs"),
        ("3", "tʁwa"),
        ("match", "maʧ"),
    ],
)
def test_what_stands_beside_a_word_decides(text: str, sounds: str) -> None:
    assert said(text) == sounds


def test_stress_is_on_the_last_full_vowel_of_a_full_word() -> None:
    assert phones("les comprimés", lambda word: ALONE[word]) == "le kɔ̃pʁimˈe"
    assert stressed("mɛ̃") == "mˈɛ̃" and stressed("ɔmə") == "ˈɔmə" and stressed("s") == "s"


def test_what_cannot_be_said_is_left_out() -> None:
    assert said("") == said("…") == said("#, «») @") == ""
    assert said("% deux , trois !") == "dø, tʁwa!"


@given(st.text(max_size=60))
def test_any_text_has_sounds(text: str) -> None:
    phones(text, lambda word: "a" * len(word))


@given(st.lists(st.text("abˈ,. ", min_size=1, max_size=700), max_size=4).map("".join))
def test_breaths_are_short_and_lose_nothing(sounds: str) -> None:
    found = list(breaths(sounds))
    assert all(0 < len(one) <= 300 for one in found)
    assert "".join(found).replace(" ", "") == sounds.replace(" ", "")


def test_a_breath_ends_after_a_mark_where_one_stands() -> None:
    assert [len(one) for one in breaths("a" * 100 + ", " + "b" * 150 + ". " + "c" * 200)] == [253, 200]


def test_the_table_says_only_what_can_be_said() -> None:
    known = manners()
    assert set("six dix huit".split()) == set(known.numbers)
    assert len(known.letters) == 26
    for sound in [
        *known.words.values(),
        *known.letters.values(),
        *known.pairs.values(),
        *known.elided.values(),
    ]:
        assert sound.strip() and not set(sound) - set("abdefijklmnopstuvwyzøœɔəɛɑɡɥɲʁʃʒ̃ "), sound


@pytest.mark.skipif(
    find_spec("g2p2_group_romance") is None, reason="g2p2 et son français ne sont pas installés"
)
@pytest.mark.parametrize("word", sorted(ALONE))
def test_the_words_tried_are_those_of_g2p2(word: str) -> None:
    from transcribe.voices.phones import word_sayer

    assert word_sayer()(word) == ALONE[word]


@pytest.mark.skipif(
    find_spec("g2p2_group_romance") is None, reason="g2p2 et son français ne sont pas installés"
)
@pytest.mark.parametrize(
    ("text", "sounds"),
    [
        ("cholécystectomie", "kɔlesisɛktɔmˈi"),
        ("ischémie", "iskemˈi"),
        ("les examens montrent", "lez ɛɡzamˈɛ̃ mˈɔ̃tʁ"),
        ("tension artérielle à quatorze huit", "tɑ̃sjˈɔ̃ aʁteʁjˈɛl a katˈɔʁz ɥˈit"),
    ],
)
def test_ordinary_and_learned_words(text: str, sounds: str) -> None:
    assert phones(text) == sounds
