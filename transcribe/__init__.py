"""transcribe: from a French medical dictation to a laid-out compte-rendu."""

__version__ = "0.1.0"
