"""Where the data that ships with the program lies."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped(*parts: str) -> Path:
    """Path of shipped data: ``shipped("lexicons", "medical")``.

    In an installed wheel the folders lie inside the package; in a checkout or an editable install they
    stand beside it.

    Raises:
        FileNotFoundError: the data is in neither place.
    """
    for root in (_PACKAGE, _PACKAGE.parent):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError("/".join(parts))
