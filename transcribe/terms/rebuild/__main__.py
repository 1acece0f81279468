"""``python -m transcribe.terms.rebuild [LEXIQUE…] [--check]``: rebuilds the shipped lexicons."""

import argparse
import sys
from pathlib import Path

from transcribe.core.data import shipped
from transcribe.core.errors import TranscribeError
from transcribe.core.files import user_cache
from transcribe.terms.rebuild.run import BUILT, build


def main() -> int:
    """Runs the build and gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m transcribe.terms.rebuild", description=__doc__)
    parser.add_argument(
        "lexicons", nargs="*", metavar="LEXIQUE", help=f"parmi {', '.join(BUILT)} ; tous sinon"
    )
    parser.add_argument(
        "--downloads", type=Path, default=user_cache() / "packages", help="dossier des paquets"
    )
    parser.add_argument("--check", action="store_true", help="n’écrit rien ; code 1 si un fichier diffère")
    options = parser.parse_args()
    try:
        changed = build(
            shipped("lexicons"), options.lexicons or BUILT, options.downloads, write=not options.check
        )
    except TranscribeError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    for path in changed:
        sys.stdout.write(f"{path}\n")
    return 1 if options.check and changed else 0


sys.exit(main())
