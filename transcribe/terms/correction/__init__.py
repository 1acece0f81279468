"""Corrections that listen: terms that sound like what was heard, weighed against the audio.

- ``spans``: which runs of one to four heard words look wrong;
- ``proposals``: which terms they may stand for, and what speaks for each;
- ``weights``: what the evidence is worth, fitted by ``benchmarks/fit_corrections.py``;
- ``stage``: asks the audio, applies what is sure, doubts what is not.
"""

from transcribe.terms.correction.stage import correct

__all__ = ["correct"]
