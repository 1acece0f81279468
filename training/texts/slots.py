"""The slots that phrases share: sides, dates, people, drugs with their doses, terms of the lexicons."""

import random

from training.texts.grammar import Draw, Slot
from training.texts.lexicons import Deck, Term, drugs, medical, names, rare_drugs, sigla
from training.texts.numbers import cardinal, clock, date, decimal, groups

_FIRST_F = "Claire Martine Sophie Jeanne Lucie Nathalie Fatima Aïcha Léa Emma Simone Yvette Chantal Hélène Inès Zoé Françoise Monique Élodie Océane Mariam Agnès Béatrice Camille Noémie Cécile Solène Odile Geneviève Thérèse".split()
_FIRST_M = "Jean Pierre Michel Karim Lucas Hugo Marcel Robert Étienne Mohamed Antoine Thomas Gérard François Benoît Léo Nathan Olivier Jérôme André Raymond Youssef Mathieu Frédéric Clément Rémi Bernard Serge Théo Noël".split()
_MG = [
    1,
    2,
    4,
    5,
    8,
    10,
    12,
    15,
    16,
    20,
    25,
    30,
    40,
    50,
    60,
    75,
    80,
    100,
    120,
    125,
    150,
    160,
    200,
    250,
    300,
    320,
    400,
    500,
    600,
    750,
    800,
]
_RATES = [
    "une fois par jour",
    "deux fois par jour",
    "trois fois par jour",
    "quatre fois par jour",
    "matin et soir",
    "le matin",
    "le soir",
    "au coucher",
    "par jour",
    "à midi",
    "un jour sur deux",
    "toutes les six heures",
    "toutes les huit heures",
    "toutes les douze heures",
    "si besoin",
    "en cas de douleur",
    "à jeun",
    "au cours du repas",
    "par semaine",
    "le matin à jeun",
    "matin, midi et soir",
    "en une prise",
    "en deux prises",
]
_LENGTHS = [
    "pendant {2-15} jours",
    "pendant {f2-8} semaines",
    "pour {2-6} mois",
    "pendant une semaine",
    "au long cours",
    "jusqu'au prochain contrôle",
    "pendant {2-9} jours",
]
_FORMS = [
    "un comprimé",
    "deux comprimés",
    "un demi-comprimé",
    "une gélule",
    "deux gélules",
    "un sachet",
    "{f5-40} gouttes",
    "une ampoule",
    "{f2-3} gélules",
]
_BY_TAG: dict[str, list[str]] = {
    "vaccin": [
        "rappel de~ {name} effectué",
        "{name} à jour",
        "une injection de~ {name}",
        "{name}, deuxième dose",
    ],
    "ophtalmologie": [
        "{name}, une goutte dans {oeil} [matin et soir|le soir|trois fois par jour]",
        "{name} collyre, {f2-4} gouttes par jour",
    ],
    "insuline": ["{name} {f4-48} unités [le soir|le matin|au coucher|avant les repas]"],
    "asthme": [
        "{name} deux bouffées [matin et soir|par jour|à la demande]",
        "{name} une inhalation matin et soir",
    ],
    "anticorps-monoclonal": [
        "{name} en perfusion toutes les [trois|quatre|six|huit] semaines",
        "{name} {dose} par voie sous-cutanée",
    ],
    "biothérapie": [
        "{name} {dose} en injection sous-cutanée [toutes les deux semaines|une fois par mois|par semaine]",
        "{name} en perfusion",
    ],
    "oncologie": [
        "{name} {dose} par jour",
        "{name} à la dose de {dose} par mètre carré",
        "{ordinalf} cure de~ {name}",
        "{name} jour un, jour huit",
    ],
    "chimiothérapie": ["{name} à {dose} par mètre carré, {ordinalf} cure", "cure numéro {2-9} de~ {name}"],
    "produit-de-contraste": ["injection de {40-120} millilitres de~ {name}"],
    "dermatologie": ["{name} crème, une application [par jour|le soir|matin et soir]"],
    "anesthésie": ["{name} {dose} en intraveineux", "induction par {name}"],
    "héparine": [
        "{name} {0,2-0,9} millilitre par jour en sous-cutané",
        "{name} {f2-9} mille unités par jour",
    ],
}
_SYNTAX = [
    "{name} {dose} {rate}", "{name} {dose} {rate}", "{name} {dose}", "{name} {dose}, {form} {rate}", "{name} {form} {rate}",
    "{name} {dose} {rate} {length}", "{name} {rate}", "{name} à la dose de {dose} par jour", "{name} {dose}, {form} par jour",
    "{name} {number} {rate}", "{name} {dose} [per os|par voie orale|en intraveineux|par voie intraveineuse|en sous-cutané] {rate}",
]  # fmt: skip


class Supply:
    """The decks that all documents share, so that each term is used rarely and all of them are."""

    def __init__(self, chance: random.Random) -> None:
        self.drugs = Deck(drugs(), chance)
        self.rare = Deck(rare_drugs(), chance)
        self.terms = {kind: Deck(terms, chance) for kind, terms in medical().items()}
        self.sigla = Deck(sigla(), chance)
        self.names = {kind: Deck(found, chance) for kind, found in names().items()}

    def slots(self) -> dict[str, Slot]:
        """Slots for :class:`Draw`."""
        made: dict[str, Slot] = {
            "drug": lambda draw: self.drugs.deal().text,
            "rx": lambda draw: prescription(draw, self.drugs.deal()),
            "rxs": lambda draw: listed(
                draw, [prescription(draw, self.drugs.deal()) for _ in range(draw.chance.randint(2, 3))]
            ),
            "rare": lambda draw: self.rare.deal().text,
            "siglum": lambda draw: self.sigla.deal(),
            "name": lambda draw: draw.notes["name"],
            "family": lambda draw: self.names["nom"].deal(),
            "town": lambda draw: self.names["commune"].deal(),
            "first": first_name,
        }
        for kind, slot in (
            ("maladie", "disease"), ("signe", "sign"), ("acte", "act"), ("examen", "exam"), ("anatomie", "place"),
            ("dispositif", "device"), ("biologie", "assay"), ("terme", "word"), ("", "other"), ("éponyme", "eponym"), ("adjectif", "adjective"),
        ):  # fmt: skip
            made[slot] = _dealer(self.terms[kind])
        return made | _COMMON


def _dealer(deck: Deck[Term]) -> Slot:
    return lambda draw: deck.deal().text


def listed(draw: Draw, items: list[str], last: str = "et") -> str:
    """ "a, b et c"."""
    if len(items) == 1:
        return items[0]
    return ", ".join(items[:-1]) + f" {last}{'~' if last.endswith('que') else ''} {items[-1]}"


def prescription(draw: Draw, drug: Term) -> str:
    """A drug with a dose, a form or a rate that suits its class."""
    forms = next((forms for tag, forms in _BY_TAG.items() if tag in drug.tags), _SYNTAX)
    if "oncologie" in drug.tags and draw.chance.random() < 0.4:
        forms = _SYNTAX
    draw.notes["name"] = drug.text
    return draw.text(draw.chance.choice(forms))


def dose(draw: Draw) -> str:
    """A dose in milligrammes mostly."""
    chance, kind = draw.chance, draw.chance.random()
    if kind < 0.72:
        return f"{cardinal(chance.choice(_MG))} milligrammes"
    if kind < 0.84:
        whole = chance.choice([1, 2, 3, 4])
        if chance.random() < 0.4:
            return draw.text(
                "[zéro virgule cinq gramme|un gramme cinq|un virgule cinq gramme|zéro virgule vingt-cinq milligramme|deux virgule cinq milligrammes|sept virgule cinq milligrammes|un virgule vingt-cinq milligramme|zéro virgule cinq milligramme]"
            )
        return f"{cardinal(whole)} gramme{'s' if whole > 1 else ''}"
    if kind < 0.92:
        return f"{cardinal(chance.choice([25, 50, 75, 100, 125, 150, 200, 250]))} microgrammes"
    return (
        f"{cardinal(chance.choice([1, 2, 5, 10]))} milligramme{'s' if chance.random() < 0 else ''} par kilo".replace(
            "un milligramme ", "un milligramme "
        )
        .replace("deux milligramme ", "deux milligrammes ")
        .replace("cinq milligramme ", "cinq milligrammes ")
        .replace("dix milligramme ", "dix milligrammes ")
    )


def first_name(draw: Draw) -> str:
    """A common first name of the patient's sex."""
    return draw.chance.choice(_FIRST_F if draw.feminine else _FIRST_M)


def _date(draw: Draw, first: int, last: int) -> str:
    return date(
        draw.chance.randint(1, 28),
        draw.chance.randint(1, 12),
        draw.chance.randint(first, last),
        hundreds=draw.chance.random() < 0.15,
    )


def spelled(name: str) -> str:
    """ "Lefèvre" → "L E F E accent grave V R E"."""
    accents = {
        "é": "E accent aigu",
        "è": "E accent grave",
        "ê": "E accent circonflexe",
        "ë": "E tréma",
        "ç": "C cédille",
        "ï": "I tréma",
        "ô": "O accent circonflexe",
        "î": "I accent circonflexe",
        "ü": "U tréma",
        "-": "tiret",
        "'": "apostrophe",
        "â": "A accent circonflexe",
        "à": "A accent grave",
        "û": "U accent circonflexe",
        "ö": "O tréma",
    }
    return " ".join(accents.get(char.lower(), char.upper()) for char in name if char != " ")


def _spelled_patient(draw: Draw) -> str:
    family = draw.notes.setdefault("family", draw.slot("family"))
    return f"{family}, {spelled(family)}" if len(family) < 10 and " " not in family else family


def _blood_pressure(draw: Draw) -> str:
    chance = draw.chance
    if chance.random() < 0.7:
        return f"{cardinal(chance.randint(9, 21))} {chance.choice(['', '', 'sur '])}{cardinal(chance.randint(5, 11))}"
    words = f"{cardinal(chance.randint(92, 210))} sur {cardinal(chance.randint(50, 115))}"
    return words + chance.choice(["", "", " millimètres de mercure"])


def _temperature(draw: Draw) -> str:
    chance = draw.chance
    whole, part = chance.randint(36, 40), chance.randint(1, 9)
    return chance.choice(
        [
            f"{cardinal(whole)} {cardinal(part)}",
            f"{cardinal(whole)} virgule {cardinal(part)}",
            f"{cardinal(whole)} degrés {cardinal(part)}",
            f"{cardinal(whole)} virgule {cardinal(part)} degrés",
            f"{cardinal(whole)} degrés",
        ]
    )


def _height(draw: Draw) -> str:
    centimetres = draw.chance.randint(48, 95)
    return draw.chance.choice(
        [f"un mètre {cardinal(centimetres)}", f"cent {cardinal(centimetres)} centimètres"]
    )


def _hour(draw: Draw) -> str:
    return clock(
        draw.chance.randint(0, 23),
        draw.chance.choice([0, 0, 5, 10, 12, 15, 20, 25, 30, 35, 40, 42, 45, 50, 55]),
    )


def _phone(draw: Draw) -> str:
    return groups("0" + str(draw.chance.randint(1, 9)) + f"{draw.chance.randint(0, 99999999):08d}")


def _vertebrae(draw: Draw) -> str:
    letter, first = draw.chance.choice(
        [
            ("L", 1),
            ("L", 2),
            ("L", 3),
            ("L", 4),
            ("L", 4),
            ("C", 3),
            ("C", 4),
            ("C", 5),
            ("C", 6),
            ("T", 7),
            ("T", 11),
        ]
    )
    return f"{letter} {cardinal(first)} {letter} {cardinal(first + 1)}"


def _tnm(draw: Draw) -> str:
    chance = draw.chance
    head = chance.choice(["T", "p T", "c T", "y p T", "p T"])
    size = chance.choice(
        ["un", "deux", "trois", "quatre", "un A", "un B", "un C", "deux A", "trois B", "in situ"]
    )
    return f"{head} {size} N {chance.choice(['zéro', 'un', 'deux', 'un A', 'X'])} M {chance.choice(['zéro', 'zéro', 'un', 'X'])}"


_COMMON: dict[str, Slot] = {
    "dose": dose,
    "rate": lambda draw: draw.chance.choice(_RATES),
    "length": lambda draw: draw.chance.choice(_LENGTHS),
    "form": lambda draw: draw.chance.choice(_FORMS),
    "number": lambda draw: cardinal(draw.chance.choice(_MG)),
    "ordinalf": lambda draw: draw.chance.choice(
        ["première", "deuxième", "troisième", "quatrième", "cinquième", "sixième"]
    ),
    "oeil": lambda draw: draw.chance.choice(["l'œil droit", "l'œil gauche", "les deux yeux", "chaque œil"]),
    "cote": lambda draw: draw.chance.choice(["droit", "gauche"]),
    "cotee": lambda draw: draw.chance.choice(["droite", "gauche"]),
    "date": lambda draw: _date(draw, 2019, 2027),
    "birth": lambda draw: _date(draw, 1928, 2024),
    "day": lambda draw: date(draw.chance.randint(1, 28), draw.chance.randint(1, 12)),
    "year": lambda draw: cardinal(draw.chance.randint(1975, 2026)),
    "hour": _hour,
    "phone": _phone,
    "ta": _blood_pressure,
    "temp": _temperature,
    "height": _height,
    "vertebrae": _vertebrae,
    "tnm": _tnm,
    "spelled": _spelled_patient,
    "patient": lambda draw: draw.notes.setdefault("family", draw.slot("family")),
    "mm": lambda draw: f"{cardinal(draw.chance.randint(2, 45))} millimètres",
    "cm": lambda draw: draw.chance.choice(
        [
            f"{cardinal(draw.chance.randint(2, 18))} centimètres",
            f"{decimal(draw.chance.randint(1, 9), str(draw.chance.randint(1, 9)))} centimètres",
        ]
    ),
    "ago": lambda draw: draw.chance.choice(
        [
            "{2-12} jours",
            "{f2-8} semaines",
            "{2-18} mois",
            "{2-20} ans",
            "quelques jours",
            "plusieurs mois",
            "48 heures".replace("48", "quarante-huit"),
            "une semaine",
            "un mois",
            "ce matin",
        ]
    ),
}
