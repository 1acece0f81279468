"""Run as a program: what every room does with one more row in each table, or with none. Prints JSON.

The rows are added before any room is imported, as an editor of the tables would add them.
"""

import json
import sys

from transcribe.french import tables
from transcribe.french.tables import Row

ADDED = {
    "civilities": Row(
        ("veuve",),
        {"plural": "veuves", "written": "Vve", "written_plural": "Vves", "sex": "F", "role": "patient",
         "key": "vve", "abbreviations": ["vve"]},
    ),
    "sides": Row(("senestre", "senestre", "senestres", "senestres"), {"axis": "side", "opposite": "droit"}),
    "negations": Row(("nenni",), {"sort": "adverb"}),
    "commands": Row(("point médian",), {"mark": "·", "named": True, "nouns": ["médian"]}),
    "lines": Row(("alinéa suivant",), {"sort": "line", "mark": "\n", "whole": ["alinéa suivant"]}),
    "styles": Row(("en exposant",), {"sort": "look", "look": "en exposant"}),
    "word_sorts": Row(("iel", "iels"), {"sort": "pronoun"}),
    "prose_marks": Row(("trochantérien", "trochantériens"), {"sort": "quality"}),
    "worded_numbers": Row(("deux malléoles",)),
    "heard_numbers": Row(("huître",), {"meant": "huit", "before": ["jours"]}),
    "misspellings": Row(("k pour qu",), {"sort": "spelling", "pattern": "qu", "written": "k"}),
    "unit_slips": Row(("ng",), {"other": "µg"}),
}  # fmt: skip
TABLE_OF = {"lines": "commands"}


def add_rows() -> None:
    """Makes every reader of a table read one more row."""
    shipped = tables.rows

    def more(name: str) -> tuple[Row, ...]:
        added = tuple(row for key, row in ADDED.items() if TABLE_OF.get(key, key) == name)
        return (*shipped(name), *added)

    tables.rows = more  # type: ignore[assignment]


def results() -> dict[str, object]:
    """What each room makes of texts with the new words."""
    from transcribe.core.revision import Revision
    from transcribe.core.types import Transcript
    from transcribe.exercises.seeding import candidates
    from transcribe.french import tokenise
    from transcribe.french.commands import said_commands
    from transcribe.grading import Page, grade, load_scheme
    from transcribe.grading.tokens import tokenize
    from transcribe.grading.types import Kind
    from transcribe.letters.people import find_patients
    from transcribe.nlp.names import titled
    from transcribe.terms import load_lexicon
    from transcribe.terms.grammar.units import units_of
    from transcribe.terms.guarded import is_guarded
    from transcribe.terms.passages import kind_of
    from transcribe.writing import write

    lexicon = load_lexicon()

    def written(text: str) -> Revision:
        return write(Revision(Transcript.from_text(text)))

    def doubted(text: str) -> list[str]:
        return [doubt.kind for doubt in written(text).doubts]

    def kinds(text: str) -> list[str | None]:
        tokens = tokenise(text)
        return [kind_of(tokens, place) for place in range(len(tokens))]

    def charged(expected: str, found: str) -> list[str]:
        mark = grade(Page(expected), Page(found), lexicon, scheme=load_scheme("sur-20"))
        return [f"{mistake.kind} {mistake.severity}" for mistake in mark.mistakes]

    def seeded(text: str, kind: Kind) -> list[str]:
        return [f"{one.expected} → {one.found}" for one in candidates(text, lexicon, 1)[kind]]

    def restyled(text: str) -> list[str]:
        return [instruction.text for instruction in written(text).instructions]

    return {
        "civility": {
            "writing": written("je vois veuve Roy ce jour").text,
            "letters": [person.title for person in find_patients("Je vois Vve Jeanne Roy ce jour.")],
            "terms": kinds("Je vois Vve Roy"),
            "grading": [token.kind for token in tokenize("Je vois Vve Roy")],
            "names": [(one.start, one.end) for one in titled("Je vois veuve Roy ce jour")],
            "exercises": seeded("Je vois Vve Roy ce jour.", "abbreviation"),
        },
        "side": {
            "writing": written("le genou senestre, pardon, le droit").text,
            "figures": written("paralysie du trois senestre").text,
            "terms": [is_guarded("senestre"), kinds("genou senestre")],
            "grading": charged("Douleur du genou senestre ce jour.", "Douleur du genou ce jour."),
            "exercises": seeded("Douleur du genou senestre ce jour.", "laterality"),
        },
        "negation": {
            "writing": doubted("il ne prend nenni, il ne prend plus de diurétique"),
            "hesitation": written("le patient est opéré, euh, nenni de fièvre").text,
            "terms": [is_guarded("nenni"), kinds("nenni de fièvre")],
            "grading": charged("Il a nenni de fièvre ce jour.", "Il a de fièvre ce jour."),
            "exercises": seeded("Il a nenni de fièvre ce jour.", "negation"),
        },
        "command": {
            "writing": written("examen normal point médian suite point").text,
            "named": written("il met un point médian partout").text,
            "line": written("examen normal alinéa suivant conclusion").text,
            "terms": [
                unit.closes for unit in units_of(Revision(Transcript.from_text("examen médian normal")))
            ],
            "exercises": len(said_commands().findall("examen normal alinéa suivant suite point")),
        },
        "style": {"writing": restyled("surface en mètres, deux, en exposant, normale")},
        "prose": {"writing": written("on note deux points trochantériens ce jour").text},
        "words": {"writing": written("iel iel tousse la nuit").text},
        "numbers": {
            "worded": written("des fractures des deux malléoles").text,
            "heard": written("pendant huître jours").text,
        },
        "slips": {
            "spelling": seeded("La fracture est ancienne et pourquoi opérer.", "spelling"),
            "units": seeded("Dosage à 3 ng ce jour.", "dose"),
        },
    }


if __name__ == "__main__":
    if "--more" in sys.argv:
        add_rows()
    print(json.dumps(results()))
