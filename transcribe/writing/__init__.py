"""From what was said to what is written: commands, numbers, units, dates, codes, typography.

``write`` adds edits to a revision; ``write_text`` is the same for a plain text. ``rules`` lists the rules that they
apply, by name, with what each needs and gives.
"""

from transcribe.writing.rules import Rule, rules
from transcribe.writing.write import PROFILES, Profile, write, write_text

__all__ = ["PROFILES", "Profile", "Rule", "rules", "write", "write_text"]
