"""What commands say on a fixed folder, compared with ``tests/cli/shown.txt``; written anew by

python -m tests.cli.shown
"""

import contextlib
import io
import os
import shlex
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import click

from tests.grading.fake import LETTER
from tests.grading.shown import KEYS
from transcribe.cli.main import cli, main
from transcribe.grading.keys import write_key

HERE = Path(__file__).with_name("shown.txt")
OPTIONS = Path(__file__).with_name("options.txt")
COMMANDS = r"""
check faux.txt
check faux.txt juste.txt --format json
check juste.txt
check absent.txt
check faux.txt --specialty cuisine
check reforme.txt
check reforme.txt --sans-reforme
write dicte.txt
write dicte.txt --profile bureautique
write dicte.txt --out ecrit.txt
letter reference.txt --out lettre.txt
letter reference.txt --out lettre.json --template consultation
letter juste.txt --out lettre.xyz
letter juste.txt --out lettre.txt --template inconnu
letter lettre.json --out relue.txt --patient patients.csv
grade exercice copies
grade exercice copies --scheme taux
grade exercice "copies/Ben Petit.txt" --format json
grade exercice
grade exercice vide
grade "copies/Ben Petit.txt" copies
grade copies --reference reference.txt --scheme aqdoc
grade exercice copies --class-list classe.csv --out corrige
exercise accept exercice dyspnée dispnée --comment "admis"
exercise cancel exercice gauche droite --learner "Ben Petit"
exercise change exercice par "" --severity critique --points 1
exercise charge exercice souffle --class terminologie --learner "Chloé Roux" --points 0,5 --comment "mal compris"
exercise change exercice par --severity grave
exercise charge exercice --class rien
grade exercice copies
competences corrige --out livrets
competences corrige --out livrets --since 2030-01-01
competences vide --out livrets
lexicon show hypertension
inconnue
--version
"""
_HANDED_IN = 1_773_316_800  # 12 March 2026


def shown() -> str:
    """Each command, what it prints, and its exit code; the folder's own name is « . »."""
    out: list[str] = []
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            _fill(Path())
            for line in filter(None, COMMANDS.split("\n")):
                out += [f"$ transcribe {line}", *_said(shlex.split(line)), ""]
        finally:
            os.chdir(before)
    text = "\n".join(out).replace(
        " -h »", " --help »"
    )  # which of the two is named, releases of click differ on
    return text.replace(str(Path(folder).resolve()), ".").replace(folder, ".")


def options() -> str:
    """Each command, each of its options with its kind, bounds and usual value."""
    return "\n".join([*_options(cli, "transcribe"), ""])


def _options(command: click.Command, name: str) -> Iterator[str]:
    yield f"# {name}"
    for one in command.params:
        kind = one.type
        said = [" ".join(one.opts), type(kind).__name__]
        said += [" ".join(map(str, kind.choices))] if isinstance(kind, click.Choice) else []
        said += [f"de {kind.min} à {kind.max}"] if isinstance(kind, click.IntRange | click.FloatRange) else []
        said += [word for word in ("required", "multiple", "is_flag", "hidden") if getattr(one, word, False)]
        if isinstance(kind, click.Path):
            said += [
                word
                for word, is_so in (
                    ("existe", kind.exists),
                    ("aucun-fichier", not kind.file_okay),
                    ("aucun-dossier", not kind.dir_okay),
                )
                if is_so
            ]
        said += [
            word
            for word in ("show_default", "opens")
            if getattr(one, word, False) or getattr(kind, word, False)
        ]
        usual = one.default
        said += [repr(usual)] if isinstance(usual, str | int | float) and not isinstance(usual, bool) else []
        yield f"{name}  {'  '.join(said)}"
    if isinstance(command, click.Group):
        context = click.Context(command)
        for inner in command.list_commands(context):
            if found := command.get_command(context, inner):
                yield from _options(found, f"{name} {inner}")


def _fill(place: Path) -> None:
    texts = {
        "faux.txt": "Le patient présente une hémoptizie franche.\nIl est traité par amoxiciline 1 g.",
        "juste.txt": "Compte rendu\nMme Irène Roy, née le 4 mai 1954.\nMotif : dyspnée.\nConclusion : repos.",
        "reforme.txt": "Il connait ce traitement règlementaire.",
        "dicte.txt": "motif deux points douleur point à la ligne paracétamol un gramme trois fois par jour point",
        "reference.txt": LETTER,
        "patients.csv": "nom;prénom;né le;couleur\nRoy;Irène;04/05/1954;bleu\n",
        "classe.csv": "identifiant;nom;prénom;groupe\n1;Petit;Ben;G1\n2;Roux;Chloé;G1\n3;Absente;Zoé;G1\n",
        "copies/Ben Petit.txt": LETTER.replace("gauche", "droite").replace("dyspnée", "dispnée"),
        "copies/Chloé Roux.txt": LETTER.replace("5 mg par jour", "5 mg jour"),
        "copies/Dan Vidal.txt": "",
        "vide/.rien": "",
    }
    for name, text in texts.items():
        (place / name).parent.mkdir(exist_ok=True)
        (place / name).write_text(text, "utf-8")
        os.utime(place / name, (_HANDED_IN, _HANDED_IN))
    write_key(place / "exercice" / "formateur" / "exercise.json", KEYS[0])


def _said(arguments: list[str]) -> list[str]:
    printed = io.StringIO()
    code: object = 0
    with (
        patch.object(sys, "argv", ["transcribe", *arguments]),
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(printed),
    ):
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
    return [*printed.getvalue().splitlines(), f"→ {code}"]


if __name__ == "__main__":
    HERE.write_text(shown(), "utf-8")
    OPTIONS.write_text(options(), "utf-8")
