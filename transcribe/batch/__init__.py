"""A folder of dictations converted one by one: planned, resumable, never overwriting a person's work.

- ``plan``: which files are dictations, and the name each result will bear;
- ``ledger``: what was done before, so that nothing is done twice;
- ``run``: does the work, in this process or in several.
"""

from transcribe.batch.ledger import Ledger, Record
from transcribe.batch.plan import Plan, Task, make_plan
from transcribe.batch.run import Options, Result, run, split

__all__ = ["Ledger", "Options", "Plan", "Record", "Result", "Task", "make_plan", "run", "split"]
