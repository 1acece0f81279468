"""Click speaks French: its own words (usage, options, errors), which it takes from gettext."""

import click

_FRENCH = {
    "Usage:": "Utilisation :",
    "Options": "Options\u00a0",  # click adds the colon
    "Positional arguments": "Arguments\u00a0",
    "%(prog)s, version %(version)s": "%(prog)s, version %(version)s",
    "Commands": "Commandes\u00a0",
    "Show this message and exit.": "Affiche cette aide et s’arrête.",
    "Show the version and exit.": "Affiche la version et s’arrête.",
    "Error: {message}": "Erreur : {message}",
    "Try '{command} {option}' for help.": "Pour l’aide : « {command} {option} ».",
    "Missing command.": "Commande manquante.",
    "No such command {name!r}.": "Commande « {name} » inconnue.",
    "No such option: {name}": "Option « {name} » inconnue.",  # until click 8.1
    "No such option {name!r}.": "Option « {name} » inconnue.",
    "Missing argument": "Argument manquant :",
    "Missing option": "Option manquante :",
    "Missing parameter": "Paramètre manquant :",
    "Missing {param_type}": "{param_type} manquant",
    "Missing parameter: {param_name}": "Paramètre manquant : {param_name}",
    "Choose from:\n\t{choices}": "Choisissez parmi :\n\t{choices}",
    "Invalid value: {message}": "Valeur incorrecte : {message}",
    "Invalid value for {param_hint}: {message}": "Valeur incorrecte pour {param_hint} : {message}",
    "Option {name!r} does not take a value.": "L’option « {name} » n’attend pas de valeur.",
    "{value!r} is not a valid {number_type}.": "« {value} » n’est pas un nombre valable.",
    "{value} is not in the range {range}.": "{value} n’est pas dans l’intervalle {range}.",
    "{name} {filename!r} does not exist.": "{name} « {filename} » n’existe pas.",
    "{name} {filename!r} is a file.": "{name} « {filename} » est un fichier, il faut un dossier.",
    "{name} {filename!r} is a directory.": "{name} « {filename} » est un dossier, il faut un fichier.",
    "{name} {filename!r} is not readable.": "{name} « {filename} » n’est pas lisible.",
    "{name} {filename!r} is not writable.": "{name} « {filename} » n’est pas modifiable.",
    "file": "fichier",
    "directory": "dossier",
    "path": "chemin",
    "File": "Le fichier",
    "Directory": "Le dossier",
    "Path": "Le chemin",
    "default: {default}": "par défaut : {default}",
    "required": "obligatoire",
    "unknown error": "erreur inconnue",
    "Aborted!": "Interrompu.",
}
_PLURALS = {
    "Got unexpected extra argument ({args})": ("Argument en trop : {args}", "Arguments en trop : {args}"),
    "Did you mean {possibility}?": (
        "Vouliez-vous dire {possibility} ?",
        "(proches : {possibilities})",
    ),
    "Option {name!r} requires an argument.": (
        "L’option « {name} » attend une valeur.",
        "L’option « {name} » attend {nargs} valeurs.",
    ),
    "{value!r} is not {choice}.": (
        "« {value} » n’est pas {choice}.",
        "« {value} » n’est pas l’un de {choices}.",
    ),
}


def _translate(message: str) -> str:
    return _FRENCH.get(message, message)


def _translate_plural(singular: str, plural: str, number: int) -> str:
    one, many = _PLURALS.get(singular, (singular, plural))
    return one if number < 2 else many  # in French zero is singular


def speak_french() -> None:
    """Makes click use the table above. Click binds gettext when imported, so its modules are told."""
    for name in ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types"):
        module = getattr(click, name, None)
        if hasattr(module, "_"):
            module._ = _translate  # type: ignore[union-attr]
        if hasattr(module, "ngettext"):
            module.ngettext = _translate_plural  # type: ignore[union-attr]
