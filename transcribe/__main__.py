"""``python -m transcribe`` is the ``transcribe`` command."""

from transcribe.cli.main import main

if __name__ == "__main__":
    main()
