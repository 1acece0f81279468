"""The slots that phrases share: sides, dates, people, measures, drugs, terms of the lexicons."""

import random
import re

from training.texts.agreement import noun_phrase
from training.texts.grammar import Draw, Slot, phrases
from training.texts.lexicons import Deck, drugs, essential, medical, names, rare_drugs, sigla
from training.texts.prescribing import dose, prescription
from transcribe.french.said_numbers import cardinal, clock, date, decimal, groups

_FIRST_F = (
    "Claire Martine Sophie Jeanne Lucie Nathalie Fatima Aïcha Léa Emma Simone Yvette Chantal Hélène Inès Zoé "
    "Françoise Monique Élodie Océane Mariam Agnès Béatrice Camille Noémie Cécile Solène Odile Geneviève Thérèse"
).split()
_FIRST_M = (
    "Jean Pierre Michel Karim Lucas Hugo Marcel Robert Étienne Mohamed Antoine Thomas Gérard François Benoît Léo "
    "Nathan Olivier Jérôme André Raymond Youssef Mathieu Frédéric Clément Rémi Bernard Serge Théo Noël"
).split()
_KINDS = {
    "maladie": "disease",
    "signe": "sign",
    "acte": "act",
    "examen": "exam",
    "anatomie": "place",
    "dispositif": "device",
    "biologie": "assay",
    "terme": "word",
    "": "other",
    "éponyme": "eponym",
    "adjectif": "adjective",
}
_SPELLED = {
    "é": "E accent aigu",
    "è": "E accent grave",
    "ê": "E accent circonflexe",
    "ë": "E tréma",
    "ç": "C cédille",
    "ï": "I tréma",
    "î": "I accent circonflexe",
    "ô": "O accent circonflexe",
    "ö": "O tréma",
    "ü": "U tréma",
    "û": "U accent circonflexe",
    "â": "A accent circonflexe",
    "à": "A accent grave",
    "-": "tiret",
    "'": "apostrophe",
}
_DISCS = ("L1 L2 L3 L4 L4 L4 C3 C4 C5 C6 T7 T11").split()


class Supply:
    """The decks that all documents share, so that each term is used rarely and all of them are."""

    def __init__(self, chance: random.Random) -> None:
        self.drugs = Deck(drugs(), chance)
        self.rare = Deck(rare_drugs(), chance)
        self.terms = {kind: Deck(terms, chance) for kind, terms in medical().items()}
        self.essential = {kind: Deck(terms, chance) for kind, terms in essential().items()}
        self.sigla = Deck(sigla(), chance)
        self.scores = Deck(phrases("scores")["scored"], chance)
        self.names = {kind: Deck(found, chance) for kind, found in names().items()}

    def weights(self) -> dict[str, int]:
        """How often documents of terms deal each slot: as it has cards, for all to come as often."""
        sizes = {_KINDS[kind]: len(deck.cards) for kind, deck in self.essential.items()}
        rest = sum(sizes.values()) // 8
        drug = len(self.drugs.cards)
        given = {"rx": round(0.6 * drug), "drug": round(0.4 * drug), "siglum": len(self.sigla.cards)}
        return sizes | given | {"other": rest, "rare": rest // 3, "scored": 2 * len(self.scores.cards)}

    def slots(self) -> dict[str, Slot]:
        """Slots for :class:`Draw`."""
        made: dict[str, Slot] = {
            "drug": lambda draw: self.drugs.deal().text,
            "rx": lambda draw: prescription(draw, self.drugs.deal()),
            "rare": lambda draw: self.rare.deal().text,
            "siglum": lambda draw: self.sigla.deal(),
            "scored": lambda draw: draw.text(self.scores.deal()),
            "family": lambda draw: self.names["nom"].deal(),
            "town": lambda draw: self.names["commune"].deal(),
        }
        made |= {slot: self._dealer(kind) for kind, slot in _KINDS.items()}
        return made | _COMMON | {name: _of_list(name) for name in phrases("values")}

    def _dealer(self, kind: str) -> Slot:
        """Terms of a kind, three times in four one of those that matter most."""
        first, rest = self.essential.get(kind), self.terms[kind]
        if first is None:
            return lambda draw: rest.deal().text
        return lambda draw: (first if draw.chance.random() < 0.75 else rest).deal().text


def _of_list(name: str) -> Slot:
    return lambda draw: draw.chance.choice(phrases("values")[name])


def listed(items: list[str], last: str = "et") -> str:
    """ "a, b et c"."""
    if len(items) == 1:
        return items[0]
    link = last + "~" if last.endswith("que") else last
    return f"{', '.join(items[:-1])} {link} {items[-1]}"


def spelled(name: str) -> str:
    """ "Lefèvre" → "L E F E accent grave V R E"."""
    return " ".join(_SPELLED.get(char.lower(), char.upper()) for char in name if char != " ")


def _first_name(draw: Draw) -> str:
    return draw.chance.choice(_FIRST_F if draw.feminine else _FIRST_M)


def _patient(draw: Draw) -> str:
    return draw.notes.setdefault("family", draw.slot("family"))


def _spelled_patient(draw: Draw) -> str:
    return _spelled_once(_patient(draw), draw)


def _spelled_once(name: str, draw: Draw) -> str:
    """A name, its letters after it when it is short; double letters and capitals are said in two ways."""
    if len(name) > 11 or " " in name:
        return name
    letters = spelled(name)
    if draw.chance.random() < 0.4:
        letters = re.sub(r"\b([A-Z]) \1\b", lambda twin: f"deux {twin[1]}", letters)
    head = draw.chance.choice(["", "", "soit ", "je répète, "])
    return f"{name}, {head}{letters}"


def _spelled_town(draw: Draw) -> str:
    return _spelled_once(draw.slot("town"), draw)


def _spelled_doctor(draw: Draw) -> str:
    title = draw.chance.choice(["le docteur", "le docteur", "le professeur"])
    return f"{title} {_spelled_once(draw.slot('family'), draw)}"


def _date(first: int, last: int) -> Slot:
    def slot(draw: Draw) -> str:
        chance = draw.chance
        day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(first, last)
        return date(day, month, year, hundreds=chance.random() < 0.15)

    return slot


def _blood_pressure(draw: Draw) -> str:
    chance = draw.chance
    if chance.random() < 0.7:
        link = chance.choice(["", "", "sur ", "/ "])
        return f"{cardinal(chance.randint(9, 21))} {link}{cardinal(chance.randint(5, 11))}"
    link, unit = chance.choice(["sur", "sur", "/"]), chance.choice(["", "", " millimètres de mercure"])
    return f"{cardinal(chance.randint(92, 210))} {link} {cardinal(chance.randint(50, 115))}{unit}"


def _temperature(draw: Draw) -> str:
    chance = draw.chance
    whole, part = cardinal(chance.randint(36, 40)), cardinal(chance.randint(1, 9))
    forms = ["{w} {p}", "{w} virgule {p}", "{w} degrés {p}", "{w} virgule {p} degrés", "{w} degrés"]
    return chance.choice(forms).replace("{w}", whole).replace("{p}", part)


def _height(draw: Draw) -> str:
    centimetres = cardinal(draw.chance.randint(48, 95))
    return draw.chance.choice([f"un mètre {centimetres}", f"cent {centimetres} centimètres"])


def _hour(draw: Draw) -> str:
    return clock(
        draw.chance.randint(0, 23),
        draw.chance.choice([0, 0, 5, 10, 12, 15, 20, 25, 30, 35, 40, 42, 45, 50, 55]),
    )


def _phone(draw: Draw) -> str:
    return groups("0" + str(draw.chance.randint(1, 9)) + f"{draw.chance.randint(0, 99999999):08d}")


def _vertebrae(draw: Draw) -> str:
    disc = draw.chance.choice(_DISCS)
    letter, first = disc[0], int(disc[1:])
    after = {("L", 5): ("S", 1), ("C", 7): ("T", 1), ("T", 12): ("L", 1)}.get(
        (letter, first), (letter, first + 1)
    )
    return f"{letter} {cardinal(first)} {after[0]} {cardinal(after[1])}"


def _tnm(draw: Draw) -> str:
    chance = draw.chance
    head = chance.choice(["T", "p T", "c T", "y p T", "p T"])
    size = chance.choice(
        ["un", "deux", "trois", "quatre", "un A", "un B", "un C", "deux A", "trois B", "in situ"]
    )
    nodes, spread = (
        chance.choice(["zéro", "un", "deux", "un A", "X"]),
        chance.choice(["zéro", "zéro", "un", "X"]),
    )
    return f"{head} {size} N {nodes} M {spread}"


def _centimetres(draw: Draw) -> str:
    chance = draw.chance
    if chance.random() < 0.5:
        return f"{cardinal(chance.randint(2, 18))} centimètres"
    return f"{decimal(chance.randint(2, 9), str(chance.randint(1, 9)))} centimètres"


_COMMON: dict[str, Slot] = {
    "name": lambda draw: draw.notes["name"],
    "usual": lambda draw: draw.notes["usual"],
    "bare": lambda draw: draw.notes["bare"],
    "first": _first_name,
    "patient": _patient,
    "spelled": _spelled_patient,
    "spelled_town": _spelled_town,
    "spelled_doctor": _spelled_doctor,
    "dose": dose,
    "np": noun_phrase,
    "date": _date(2019, 2027),
    "birth": _date(1928, 2024),
    "day": lambda draw: date(draw.chance.randint(1, 28), draw.chance.randint(1, 12)),
    "year": lambda draw: cardinal(draw.chance.randint(1975, 2026)),
    "hour": _hour,
    "phone": _phone,
    "ta": _blood_pressure,
    "temp": _temperature,
    "height": _height,
    "vertebrae": _vertebrae,
    "tnm": _tnm,
    "mm": lambda draw: f"{cardinal(draw.chance.randint(2, 45))} millimètres",
    "cm": _centimetres,
}
