"""The ``transcribe`` command: a thin shell over the library."""


def main() -> None:
    """Entry point."""
