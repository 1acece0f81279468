"""A folder of dictations converted one by one: planned, resumable, never overwriting a person's work.

- ``plan``: which files are dictations, and the name each result will bear;
- ``ledger``: what was done before, so that nothing is done twice;
- ``engines``: who converts: this process, several, several machines;
- ``run``: hands the tasks to an engine and keeps what it gives;
- ``footprint``: what it cost in sound, processor and energy.
"""

from transcribe.batch.engines import Answer, Engine, local
from transcribe.batch.footprint import Footprint, Meter
from transcribe.batch.ledger import Ledger, Record
from transcribe.batch.plan import Plan, Task, make_plan
from transcribe.batch.run import Options, Result, run, split

__all__ = [
    "Answer",
    "Engine",
    "Footprint",
    "Ledger",
    "Meter",
    "Options",
    "Plan",
    "Record",
    "Result",
    "Task",
    "local",
    "make_plan",
    "run",
    "split",
]
