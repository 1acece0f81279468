"""From what was said to what is written: commands, numbers, units, dates, codes, typography.

``write`` adds edits to a revision; ``write_text`` is the same for a plain text.
"""

from transcribe.writing.write import PROFILES, Profile, write, write_text

__all__ = ["PROFILES", "Profile", "write", "write_text"]
