"""Forms and spellings that the sound cannot tell: agreement in number and gender, one spelling of several.

- ``genders``: gender of nouns, what the forms of an adjective show, forms that sound alike;
- ``units``: the words of a revision one by one, and the way back to an edit;
- ``clause``: which noun or determiner governs a word;
- ``agreement``: what is to be changed for agreement, as edits;
- ``orthography``: the spelling of the house where a word has several.
"""

from transcribe.core.revision import Revision
from transcribe.terms.grammar.agreement import agree
from transcribe.terms.grammar.orthography import settle_spellings
from transcribe.terms.lexicon import Lexicon

__all__ = ["agree", "put_right", "settle_spellings"]


def put_right(revision: Revision, lexicon: Lexicon) -> Revision:
    """The revision with its words agreeing and in one spelling."""
    return settle_spellings(agree(revision, lexicon), lexicon)
