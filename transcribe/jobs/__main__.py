"""``python -m transcribe.jobs DOSSIER``: started by the server, ends by itself when there is nothing left to do."""

import sys
from pathlib import Path

from transcribe.jobs.worker import work

if __name__ == "__main__":
    sys.exit(work(Path(sys.argv[1])))
