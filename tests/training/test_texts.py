"""The sentences of synthetic dictation: numbers, agreement, and the same words said and written."""

import json
import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.texts.agreement import feminine, noun_phrase, plural
from training.texts.cases import read_cases
from training.texts.corpus import Document, corpus
from training.texts.coverage import coverage
from training.texts.grammar import Draw, phrases
from training.texts.hesitations import hesitant
from training.texts.lexicons import Deck, Term, drugs, essential, fold, medical, sigla
from training.texts.prescribing import prescription, usual_doses
from training.texts.prose import as_dictated, is_sayable, prose_document, read_prose
from training.texts.rendering import LONGEST, SHORTEST, utterances
from training.texts.slots import Supply, spelled
from training.texts.speaking import speak
from transcribe.french.said_numbers import cardinal, clock, date, decimal, groups, ordinal, year
from transcribe.writing import write_text


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zéro"),
        (16, "seize"),
        (17, "dix-sept"),
        (21, "vingt et un"),
        (71, "soixante et onze"),
        (76, "soixante-seize"),
        (80, "quatre-vingts"),
        (81, "quatre-vingt-un"),
        (91, "quatre-vingt-onze"),
        (100, "cent"),
        (200, "deux cents"),
        (201, "deux cent un"),
        (280, "deux cent quatre-vingts"),
        (1000, "mille"),
        (1951, "mille neuf cent cinquante et un"),
        (80_000, "quatre-vingt mille"),
        (200_000, "deux cent mille"),
        (2_000_000, "deux millions"),
        (1_000_000_000, "un milliard"),
    ],
)
def test_cardinals_are_spelt_the_traditional_way(number: int, words: str) -> None:
    assert cardinal(number) == words


def test_a_feminine_number_ends_in_une() -> None:
    assert [cardinal(n, feminine=True) for n in (1, 2, 21, 31, 81, 101)] == [
        "une",
        "deux",
        "vingt et une",
        "trente et une",
        "quatre-vingt-une",
        "cent une",
    ]


def test_a_negative_cardinal_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        cardinal(-1)


@pytest.mark.parametrize(
    ("number", "masculine", "other"),
    [
        (1, "premier", "première"),
        (2, "deuxième", "deuxième"),
        (3, "troisième", "troisième"),
        (4, "quatrième", "quatrième"),
        (5, "cinquième", "cinquième"),
        (6, "sixième", "sixième"),
        (9, "neuvième", "neuvième"),
        (11, "onzième", "onzième"),
        (21, "vingt et unième", "vingt et unième"),
        (80, "quatre-vingtième", "quatre-vingtième"),
    ],
)
def test_ordinals(number: int, masculine: str, other: str) -> None:
    assert (ordinal(number), ordinal(number, feminine=True)) == (masculine, other)


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (decimal(0, "5"), "zéro virgule cinq"),
        (decimal(0, "05"), "zéro virgule zéro cinq"),
        (decimal(12, "75"), "douze virgule soixante-quinze"),
        (date(1, 3, 2026), "premier mars deux mille vingt-six"),
        (date(12, 8), "douze août"),
        (year(1951, hundreds=True), "dix-neuf cent cinquante et un"),
        (year(1900, hundreds=True), "dix-neuf cents"),
        (clock(1), "une heure"),
        (clock(21, 5), "vingt et une heures cinq"),
        (groups("0612050078"), "zéro six douze zéro cinq zéro zéro soixante-dix-huit"),
    ],
)
def test_other_numbers(made: str, words: str) -> None:
    assert made == words


@settings(max_examples=30)
@given(st.integers(2, 999_999))
def test_the_writing_stage_reads_a_cardinal_back(number: int) -> None:
    written = write_text(f"on compte {cardinal(number)} cellules")
    assert re.sub(r"\D", "", written) == str(number)


@pytest.mark.parametrize(
    ("masculine", "others"),
    [
        ("thoracique", ("thoracique", "thoraciques", "thoraciques")),
        ("pleural", ("pleurale", "pleuraux", "pleurales")),
        ("veineux", ("veineuse", "veineux", "veineuses")),
        ("iléal", ("iléale", "iléaux", "iléales")),
        ("bénin", ("bénigne", "bénins", "bénignes")),
        ("aigu", ("aiguë", "aigus", "aiguës")),
        ("surrénalien", ("surrénalienne", "surrénaliens", "surrénaliennes")),
        ("artériel", ("artérielle", "artériels", "artérielles")),
        ("dégénératif", ("dégénérative", "dégénératifs", "dégénératives")),
        ("osseux", ("osseuse", "osseux", "osseuses")),
        ("léger", ("légère", "légers", "légères")),
        ("discret", ("discrète", "discrets", "discrètes")),
    ],
)
def test_adjectives_agree(masculine: str, others: tuple[str, str, str]) -> None:
    assert (feminine(masculine), plural(masculine), plural(feminine(masculine))) == others


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("pas de~ hémoptysie", "pas d'hémoptysie"),
        ("pas de~ hernie", "pas de hernie"),
        ("demande de~ IRM", "demande d'IRM"),
        ("demande de~ TDM", "demande de TDM"),
        ("dosage de~ LDH", "dosage de LDH"),
        ("ainsi que~ œdème", "ainsi qu'œdème"),
        ("<il/elle> est <hospitalisé/hospitalisée>", "elle est hospitalisée"),
        ("{f21-21} semaines", "vingt et une semaines"),
        ("à {0,5-0,5} gramme", "à zéro virgule cinq gramme"),
        ("[a|a][|]", "a"),
    ],
)
def test_the_notation_of_phrases(phrase: str, text: str) -> None:
    assert Draw(random.Random(1), {}, feminine=True).text(phrase) == text


def test_every_phrase_can_be_drawn() -> None:
    chance = random.Random(4)
    slots = Supply(chance).slots() | {"motif": lambda draw: "une toux"}
    folder = Path(__file__).parents[2] / "training" / "texts" / "phrases"
    names = sorted(path.stem for path in folder.glob("*.txt"))
    assert len(names) > 30
    notes = {"name": "aspirine", "usual": "cent milligrammes", "bare": "cent"}
    for name in names:
        for pool in phrases(name).values():
            for phrase in pool:
                draw = Draw(
                    chance,
                    slots,
                    feminine=chance.random() < 0.5,
                    notes=dict(notes),
                )
                text = draw.text(phrase.replace("{x}", "fièvre"))
                assert not re.search(r"[\d{}<>\[\]|~_]", text), (name, phrase)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("une IRM et un ECBU", "une I R M et un E C B U"),
        ("le VEMS", "le vems"),
        ("l'EHPAD", "l'épade"),
        ("un score RASS", "un score rasse"),
        ("EBUS-TBNA", "ébus T B N A"),
        ("la FeNO", "la F E N O"),
        ("une PKE", "une P K E"),  # often said « phaco », which is another word
        ("d'HTA", "d'H T A"),
        ("NT-proBNP", "N T pro B N P"),
        ("pH à sept", "P H à sept"),
        ("gamma-GT", "gamma G T"),
        ("L quatre L cinq", "L quatre L cinq"),
    ],
)
def test_sigla_are_said_letter_by_letter(written: str, said: str) -> None:
    assert speak(written) == said


def test_a_name_is_spelled_with_its_accents() -> None:
    assert spelled("Lefèvre") == "L E F E accent grave V R E"


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("motif : toux, fièvre.", "motif deux points toux virgule fièvre point"),
        (
            "pas de fièvre (apyrexie depuis hier).",
            "pas de fièvre OUVRE apyrexie depuis hier FERME point",
        ),
        ("traitement :\n • aspirine", "traitement deux points à la ligne tiret aspirine"),
        ("origine virale ?", "origine virale point d'interrogation"),
    ],
)
def test_full_mode_dictates_every_mark(text: str, target: str) -> None:
    said = " ".join(one.target for one in utterances(text, "full", random.Random(3)))
    said = re.sub(
        r"(?:j'ouvre|ouvrez|ouvrir|entre)(?: la)? parenthèses?|parenthèse ouvrante|\bparenthèse (?=apy)",
        "OUVRE ",
        said,
    )
    said = re.sub(r"(?:je ferme|fermez|fermer)(?: la)? parenthèse|parenthèse fermante", "FERME", said)
    assert " ".join(said.split()) == target


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("motif : toux sèche, fièvre.\n examen normal.", "Motif : toux sèche, fièvre.\nExamen normal."),
        ("tension artérielle à quatorze huit.", "Tension artérielle à 14/8."),
        ("disque L quatre L cinq ; pas de signe de gravité.", "Disque L4-L5 ; pas de signe de gravité."),
        ("paracétamol un gramme trois fois par jour.", "Paracétamol 1 g 3 fois par jour."),
        ("lésion de douze millimètres (douteuse).", "Lésion de 12 mm (douteuse)."),
    ],
)
def test_the_writing_stage_reads_a_full_target(text: str, written: str) -> None:
    for seed in range(5):
        target = " ".join(one.target for one in utterances(text, "full", random.Random(seed)))
        assert write_text(target).replace("\u00a0", " ").replace("\u202f", " ").strip() == written, target


def test_mode_none_writes_the_marks_and_capitals() -> None:
    made = utterances("motif : toux.\n IRM (cérébrale) normale.", "none", random.Random(1))
    assert " ".join(one.target for one in made) == "Motif : toux. IRM, cérébrale, normale."


def test_a_clause_longer_than_a_breath_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        utterances("mot " * 40, "none", random.Random(1))


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return list(corpus(120, seed=5, definitions=False))


def test_the_same_seed_gives_the_same_corpus(documents: list[Document]) -> None:
    again = list(corpus(20, seed=5, definitions=False))
    assert [one.record() for one in again] == [one.record() for one in documents[:20]]
    assert [one.record() for one in corpus(20, seed=6, definitions=False)] != [one.record() for one in again]


def test_what_is_said_and_written_are_the_same_words_but_for_acronyms(documents: list[Document]) -> None:
    apart = 0
    for document in documents:
        for one in document.utterances:
            spoken = speak(re.sub(r"[,.;:?!]", " ", one.target))
            assert fold(one.say) == fold(spoken), document.id
            apart += fold(one.say) != fold(one.target)
    assert apart < 0.05 * sum(len(document.utterances) for document in documents)


def test_no_digit_and_no_sign_of_the_notation(documents: list[Document]) -> None:
    for document in documents:
        for one in document.utterances:
            assert not re.search(r"[\d{}<>\[\]|~_/•%\n]", one.say + one.target), one


def test_full_mode_has_no_mark_and_ends_lines_in_words(documents: list[Document]) -> None:
    full = [one.target for document in documents if document.mode == "full" for one in document.utterances]
    assert not [target for target in full if re.search(r"[.,;:?!()«»…]", target)]
    text = " ".join(full)
    for command in (
        "virgule",
        "deux points",
        "point à la ligne",
        "parenthèse",
        "nouveau paragraphe",
        "tiret",
    ):
        assert command in text


def test_utterances_fit_one_breath(documents: list[Document]) -> None:
    lengths = [len(one.target.split()) for document in documents for one in document.utterances]
    assert max(lengths) <= LONGEST + 4
    assert sum(length >= SHORTEST for length in lengths) > 0.99 * len(lengths)


def test_every_kind_and_mode_is_there(documents: list[Document]) -> None:
    assert {document.kind for document in documents} == {"letter", "report", "terms", "general"}
    assert {document.mode for document in documents} == {"full", "partial", "none"}


def test_terms_are_dealt_before_any_comes_again() -> None:
    deck = Deck(["a", "b", "c"], random.Random(2))
    assert sorted(deck.deal() for _ in range(3)) == ["a", "b", "c"]
    assert deck.deal() in "abc"


def test_the_lexicons_give_terms_of_every_kind() -> None:
    assert len(drugs()) > 3000
    assert {"maladie", "signe", "acte", "anatomie", "éponyme", ""} <= set(medical())
    assert "IRM" in sigla()
    assert not [one for one in sigla() if any(char.isdigit() for char in one)]


def test_noun_phrases_have_a_determiner_that_agrees() -> None:
    draw = Draw(random.Random(8), {})
    made = [noun_phrase(draw) for _ in range(800)]
    assert not [one for one in made if re.match(r"(?:le|la|ce|ma|sa) [aeiouyéèêœh]", one)]
    assert any(one.startswith("des lésions ") for one in made)
    assert any(re.match(r"la (?:lésion|masse) \w+(?:e|ique)\b", one) for one in made)


def test_case_reports_are_read_in_words(tmp_path: Path) -> None:
    text = (
        "Un homme de 32 ans a été admis à 8h30, avec une tension artérielle à 140/80 mmHg. "
        "La CRP était à 12,5 mg/l et le traitement a duré 21 jours. "
        "Le patient présentait une tachycardi majeure ce jour. "
        "L'IRM cérébrale (Figure 1) était tout à fait normale ce jour."
    )
    (tmp_path / "case-reports.jsonl").write_text(json.dumps({"text": text}), encoding="utf-8")
    assert read_cases(tmp_path) == [
        [
            "un homme de trente-deux ans a été admis à huit heures trente, avec une tension artérielle à cent quarante "
            "sur quatre-vingts millimètres de mercure.",
            "la CRP était à douze virgule cinq milligrammes par litre et le traitement a duré vingt et un jours.",
            "l'IRM cérébrale était tout à fait normale ce jour.",
        ]
    ]


def test_without_the_folder_there_are_no_cases(tmp_path: Path) -> None:
    assert read_cases(tmp_path) == []


def test_3000_documents_hold_every_drug_term_and_siglum_of_our_lists() -> None:
    made = list(corpus(3000, 1, definitions=False))
    shares = coverage(made, times=1)
    assert set(shares) == {"drugs", "terms", "sigla"}
    assert min(shares.values()) > 0.99, shares
    assert max(coverage(made[:50], times=1).values()) < 0.5


def test_essential_terms_are_those_of_our_lists_and_of_each_specialty() -> None:
    texts = {term.text for terms in essential().values() for term in terms}
    assert {"pince de Kocher", "score de Lysholm", "iode cent trente et un", "thrombectomie"} <= texts
    assert not any(re.search(r"\d", text) for text in texts)


def test_every_usual_dose_is_of_a_drug_of_our_list_and_has_a_rhythm() -> None:
    named = {drug.text for drug in drugs()} | {drug.substance for drug in drugs()}
    assert not [name for name in usual_doses() if name not in named]
    assert all(doses and rhythm in phrases("rythmes") for doses, rhythm in usual_doses().values())


@pytest.mark.parametrize(
    ("drug", "doses"),
    [
        ("bisoprolol", {"un virgule vingt-cinq", "deux virgule cinq", "cinq", "dix"}),
        ("Kardégic", {"soixante-quinze", "cent", "cent soixante", "deux cent cinquante"}),
        (
            "lévothyroxine",
            {"vingt-cinq", "cinquante", "soixante-quinze", "cent", "cent vingt-cinq", "cent cinquante"},
        ),
        ("énoxaparine", {"quatre mille unités", "six mille unités", "huit mille unités"}),
    ],
)
def test_a_drug_is_prescribed_at_a_dose_that_it_has(drug: str, doses: set[str]) -> None:
    (term,) = [one for one in drugs() if one.text == drug]
    chance = random.Random(2)
    slots = Supply(chance).slots()
    for _ in range(30):
        text = prescription(Draw(chance, slots), term)
        assert any(re.search(rf"(?<![\w-]){dose}(?![\w-])", text) for dose in doses), text


def test_a_drug_without_known_dose_is_given_none() -> None:
    chance = random.Random(3)
    slots = Supply(chance).slots()
    said = [prescription(Draw(chance, slots), Term("Inconnumab", "dci", frozenset())) for _ in range(60)]
    assert not [text for text in said if re.search(r"grammes?\b", text)]


@settings(max_examples=60)
@given(st.integers(0, 10_000))
def test_slips_only_add_words(seed: int) -> None:
    text = "le patient présente une toux, traitée par cinq milligrammes de cortisone, sans fièvre.\nretour demain."
    slipped = hesitant(random.Random(seed), text)
    left = iter(re.findall(r"[\w']+", slipped))
    assert all(word in left for word in re.findall(r"[\w']+", text)), slipped
    assert slipped.count("\n") == 1 and slipped.endswith(".")


def test_slips_are_of_every_kind() -> None:
    text = "le patient présente une toux, traitée par cinq milligrammes, sans fièvre."
    made = " ".join(hesitant(random.Random(seed), text) for seed in range(200))
    assert "le patient, le patient" in made and "euh" in made
    assert re.search(r"(?:pardon|reprends|corrige|non), cinq milligrammes", made)


def test_the_sentences_of_each_specialty_end_and_hold_no_figure_alone() -> None:
    groups = read_prose()
    lines = [line for group in groups for line in group]
    assert len(lines) > 5000
    assert [line for line in lines if not line.endswith(".")] == []
    assert [line for line in lines if re.search(r"(?<![\w-])\d+(?:,\d+)?(?![\w-])", line)] == []
    assert len(set(lines)) > 0.98 * len(lines)


def test_each_group_is_counted_with_its_marks_said_and_without() -> None:
    said, plain = as_dictated()[0], as_dictated()[len(read_prose())]
    assert said.endswith(" point")
    assert not re.search(r"[.,;:](?:\s|$)", said)
    assert plain == " ".join(read_prose()[0])


@pytest.mark.parametrize(
    ("line", "sayable"),
    [
        ("Scanner TAP sans lésion suspecte.", True),
        ("Le stade deux de Tubiana est retenu.", True),
        ("Le pH est à sept virgule quarante.", True),
        ("Score CHA2DS2-VASc à quatre.", False),
        ("Stade pT3a N0 R1.", False),
        ("Les dépôts de C1q sont absents.", False),
        ("Ratio à 80 %.", False),
    ],
)
def test_a_voice_reads_no_line_with_a_code_or_a_figure(line: str, sayable: bool) -> None:
    assert is_sayable(line) is sayable


def test_prose_is_read_only_where_it_is_asked_for() -> None:
    kinds = {
        prose: {document.kind for document in corpus(60, 3, definitions=False, prose=prose)}
        for prose in (False, True)
    }
    assert kinds[True] - kinds[False] == {"prose"}


def test_a_document_of_prose_follows_one_report() -> None:
    known = [" ".join(group) for group in read_prose()]
    for seed in range(40):
        text = " ".join(prose_document(random.Random(seed)).split())
        assert len(re.findall(r"\.(?:\s|$)", text)) >= 3
        assert all(map(is_sayable, re.split(r"(?<=\.) ", text)))
        first = text.partition(". ")[0]
        assert any(first in report for report in known)
