"""A class at its browsers: people, exercises asked, copies and marks, in one file; knows no HTTP.

Every function that reads or changes somebody's work takes ``who`` asks, and refuses what is not his. No text of a
copy is ever logged or put into an error.
"""

from transcribe.classroom.assigning import (
    Terms,
    adapt,
    assign,
    assignment_at,
    assignment_for,
    assignments_in,
    assignments_of,
    withdraw,
)
from transcribe.classroom.backups import back_up, hourly, restore
from transcribe.classroom.copies import (
    copies_of,
    decided,
    hand_in,
    open_copy,
    read_copy,
    record,
    save,
    saving,
    seconds_left,
)
from transcribe.classroom.deciding import Handed, Regraded, decide, handed_in, undecide
from transcribe.classroom.enrolling import (
    Newcomer,
    classes,
    create_class,
    enrol,
    find_class,
    members,
    newcomers_of,
    read_list,
    renew_code,
    renew_pins,
    share_class,
)
from transcribe.classroom.entering import revoke, session_of, sign_in, sign_in_trainer, sign_out
from transcribe.classroom.exercises import add_exercises, list_exercises, real_titles, sound_for, sound_path
from transcribe.classroom.marking import (
    Marked,
    give_back,
    judge,
    mark,
    marked_by,
    marked_for,
    marks_of,
    may_see,
    waiting,
)
from transcribe.classroom.owning import is_settled, settle
from transcribe.classroom.people import (
    Slip,
    add_trainer,
    owner,
    renew_pin,
    save_settings,
    set_needs,
    unlock,
)
from transcribe.classroom.progress import Practice, Progress, practise_next, progress_of
from transcribe.classroom.progress import progress as own_progress
from transcribe.classroom.results import standings
from transcribe.classroom.retention import (
    archive_class,
    export_person,
    forget_person,
    thin_versions,
)
from transcribe.classroom.store import Store, usual_folder

__all__ = [
    "Handed",
    "Marked",
    "Newcomer",
    "Practice",
    "Progress",
    "Regraded",
    "Slip",
    "Store",
    "Terms",
    "adapt",
    "add_exercises",
    "add_trainer",
    "archive_class",
    "assign",
    "assignment_at",
    "assignment_for",
    "assignments_in",
    "assignments_of",
    "back_up",
    "classes",
    "copies_of",
    "create_class",
    "decide",
    "decided",
    "enrol",
    "export_person",
    "find_class",
    "forget_person",
    "give_back",
    "hand_in",
    "handed_in",
    "hourly",
    "is_settled",
    "judge",
    "list_exercises",
    "mark",
    "marked_by",
    "marked_for",
    "marks_of",
    "may_see",
    "members",
    "newcomers_of",
    "open_copy",
    "own_progress",
    "owner",
    "practise_next",
    "progress_of",
    "read_copy",
    "read_list",
    "real_titles",
    "record",
    "renew_code",
    "renew_pin",
    "renew_pins",
    "restore",
    "revoke",
    "save",
    "save_settings",
    "saving",
    "seconds_left",
    "session_of",
    "set_needs",
    "settle",
    "share_class",
    "sign_in",
    "sign_in_trainer",
    "sign_out",
    "sound_for",
    "sound_path",
    "standings",
    "thin_versions",
    "undecide",
    "unlock",
    "usual_folder",
    "waiting",
    "withdraw",
]
