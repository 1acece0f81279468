"""A class at its browsers: people, exercises asked, copies and marks, in one file; knows no HTTP.

Every function that reads or changes somebody's work takes ``who`` asks, and refuses what is not his. No text of a
copy is ever logged or put into an error.
"""

from transcribe.classroom.assigning import Terms, adapt, assign, assignment_for, assignments_of
from transcribe.classroom.copies import (
    copies_of,
    decided,
    hand_in,
    open_copy,
    read_copy,
    record,
    save,
    seconds_left,
    sound_for,
)
from transcribe.classroom.exercises import add_exercises, sound_path
from transcribe.classroom.marking import Marked, mark, marked_for, marks_of, may_see
from transcribe.classroom.people import (
    Newcomer,
    Slip,
    classes,
    create_class,
    enrol,
    find_class,
    members,
    renew_pin,
    save_settings,
    session_of,
    sign_in,
    sign_out,
    unlock,
)
from transcribe.classroom.store import Store

__all__ = [
    "Marked",
    "Newcomer",
    "Slip",
    "Store",
    "Terms",
    "adapt",
    "add_exercises",
    "assign",
    "assignment_for",
    "assignments_of",
    "classes",
    "copies_of",
    "create_class",
    "decided",
    "enrol",
    "find_class",
    "hand_in",
    "mark",
    "marked_for",
    "marks_of",
    "may_see",
    "members",
    "open_copy",
    "read_copy",
    "record",
    "renew_pin",
    "save",
    "save_settings",
    "seconds_left",
    "session_of",
    "sign_in",
    "sign_out",
    "sound_for",
    "sound_path",
    "unlock",
]
