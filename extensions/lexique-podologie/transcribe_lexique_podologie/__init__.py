"""Terms of podiatry: a lexicon that another package brings (group ``transcribe.lexicons``)."""

from pathlib import Path

FOLDER = Path(__file__).parent
"""The folder of ``lexicon.toml`` and ``terms.tsv`` (``transcribe lexicon check`` reads it as transcribe will)."""
