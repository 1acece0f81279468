"""Agreement in number and gender, where the sound cannot tell.

- ``genders``: gender of nouns, what the forms of an adjective show, forms that sound alike;
- ``units``: the words of a revision one by one, and the way back to an edit;
- ``clause``: which noun or determiner governs a word;
- ``agreement``: the stage: what is to be changed, as edits.
"""

from transcribe.terms.grammar.agreement import agree

__all__ = ["agree"]
