"""``python -m benchmarks``: every headline figure of the README, measured and held against what the page says.

    python -m benchmarks [--dictations DIR] [--runs 1] [--only sizes]

On ``samples/`` unless a folder of dictations is given. Fails (exit code 1) where a page differs by more than
``figures.toml`` allows.
"""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(Path(__file__).parent))


def main() -> int:
    """Measures, prints, judges; the exit code."""
    from dictations import read_dictations
    from figures import compared, read_figures, table
    from headline import measure, peers_line, sizes

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--dictations", type=Path, help="a folder of .ogg and .toml beside them, in place of samples/"
    )
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--only", choices=["sizes"], help="what takes seconds")
    arguments = parser.parse_args()
    folder = arguments.dictations or ROOT / "samples"
    measured = sizes() if arguments.only else measure(read_dictations(folder), arguments.runs)
    rows = compared(read_figures(), measured, on="dictations" if arguments.dictations else "samples")
    sys.stdout.write(table(rows) + "\n")
    if not arguments.only:
        sys.stdout.write(peers_line(measured) + "\n")
    return 1 if any(row.verdict == "FAUX" for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
