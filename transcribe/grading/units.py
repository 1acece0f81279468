"""Units: the forms that mean the same, and the key they share."""

UNITS: dict[str, tuple[str, ...]] = {
    "mg": ("mg", "milligramme", "milligrammes"),
    "µg": ("µg", "mcg", "ug", "gamma", "microgramme", "microgrammes"),
    "g": ("g", "gr", "gramme", "grammes"),
    "kg": ("kg", "kilo", "kilos", "kilogramme", "kilogrammes"),
    "ng": ("ng", "nanogramme", "nanogrammes"),
    "mL": ("ml", "millilitre", "millilitres"),
    "cL": ("cl", "centilitre", "centilitres"),
    "dL": ("dl", "décilitre", "décilitres"),
    "L": ("l", "litre", "litres"),
    "mm": ("mm", "millimètre", "millimètres"),
    "cm": ("cm", "centimètre", "centimètres"),
    "m": ("m", "mètre", "mètres"),
    "µm": ("µm", "micron", "microns", "micromètre", "micromètres"),
    "cc": ("cc",),
    "mmHg": ("mmhg", "millimètres de mercure"),
    "%": ("%", "pour cent"),
    "°C": ("°c", "° c", "degrés celsius", "degré celsius"),
    "°": ("°", "degré", "degrés"),
    "UI": ("ui", "unité internationale", "unités internationales"),
    "unité": ("unité", "unités"),
    "U": ("u",),
    "UH": ("uh", "unités hounsfield"),
    "mol": ("mol", "mole", "moles"),
    "mmol": ("mmol", "millimole", "millimoles"),
    "µmol": ("µmol", "umol", "micromole", "micromoles"),
    "nmol": ("nmol", "nanomole", "nanomoles"),
    "pmol": ("pmol", "picomole", "picomoles"),
    "mEq": ("meq", "milliéquivalent", "milliéquivalents"),
    "giga": ("giga", "gigas"),
    "Gy": ("gy", "gray", "grays"),
    "mGy": ("mgy", "milligray", "milligrays"),
    "mSv": ("msv", "millisievert", "millisieverts"),
    "Hz": ("hz", "hertz"),
    "dB": ("db", "décibel", "décibels"),
    "mV": ("mv", "millivolt", "millivolts"),
    "kcal": ("kcal", "kilocalorie", "kilocalories"),
    "ms": ("ms", "milliseconde", "millisecondes"),
    "s": ("s", "sec", "seconde", "secondes"),
    "min": ("min", "mn", "minute", "minutes"),
    "h": ("h", "heure", "heures"),
    "j": ("j", "jour", "jours"),
    "sem": ("sem", "semaine", "semaines"),
    "mois": ("mois",),
    "an": ("an", "ans", "année", "années"),
    "comprimé": ("comprimé", "comprimés", "cp", "cps"),
    "gélule": ("gélule", "gélules"),
    "goutte": ("goutte", "gouttes"),
    "ampoule": ("ampoule", "ampoules"),
    "dioptrie": ("dioptrie", "dioptries"),
    "bpm": ("bpm", "battements par minute"),
    "fois": ("fois", "x"),
}
# also read as a unit when no number stands before ("par jour", "le soir, 1 fois par semaine", "mg/kg")
_AFTER_PER = frozenset(UNITS) - {"fois"}

UNIT_OF: dict[tuple[str, ...], str] = {
    tuple(form.split()): key for key, forms in UNITS.items() for form in forms
}
ABBREVIATED = frozenset(
    form
    for forms in UNITS.values()
    for form in forms
    if len(form) <= 4 and form not in {"fois", "mois", "ans"}
)

ROMAN_AFTER = frozenset(
    [
        "grade",
        "grades",
        "stade",
        "stades",
        "classe",
        "classes",
        "type",
        "types",
        "segment",
        "segments",
        "degré",
    ]
)

# words that tell when, how often and how a drug is taken
POSOLOGY = frozenset(
    [
        "matin", "matins", "midi", "soir", "soirs", "coucher", "lever", "jour", "jours", "quotidien",
        "quotidienne", "semaine", "semaines", "mois", "heure", "heures", "fois", "comprimé", "comprimés",
        "gélule", "gélules", "goutte", "gouttes", "ampoule", "ampoules", "intraveineuse", "intramusculaire",
        "sous-cutanée", "orale", "repas", "jeun", "demain", "hier",
    ]
)  # fmt: skip
