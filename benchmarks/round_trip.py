"""Written texts dictated in full and written again: the share of words, numbers, marks and lines that come back.

    python benchmarks/round_trip.py [FOLDER…] [--texts FILE.jsonl] [--count N] [--show N]

Without a folder, the samples and the scripts. ``--texts``: clinical prose, an observation a line, as ``training``
reads it; its typists follow no house style, so that it is also measured after the program wrote it (« style maison »).
Each place that does not come back is counted; the most frequent are shown.
"""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from transcribe.core.tomls import parse_toml
from transcribe.speaking import Reading, read_aloud
from transcribe.terms import acronyms
from transcribe.writing import write_text

SAMPLES = Path(__file__).parents[1] / "samples"


def references(folders: Iterable[Path]) -> list[str]:
    tables = (parse_toml(path.read_bytes()) for folder in folders for path in sorted(folder.glob("*.toml")))
    return [str(table["written"]) for table in tables if "written" in table]


def measure(name: str, texts: Iterable[str], show: int) -> None:
    tokens = kept = lines = 0
    failed: Counter[tuple[str, str]] = Counter()
    for text in texts:
        reading = read_aloud(text, acronyms=acronyms())
        tokens, kept = tokens + reading.tokens, kept + reading.kept
        lines += added_lines(reading)
        failed.update((one.written, one.given) for one in reading.unmade)
    click.echo(
        f"{name} : {kept} / {tokens} = {100 * kept / max(1, tokens):.2f} %, {lines} fins de ligne ajoutées"
    )
    for (written, given), count in failed.most_common(show):
        click.echo(f"  {count} × {written!r} → {given!r}")


def added_lines(reading: Reading) -> int:
    return sum(one.written == "" and one.given == "\n" for one in reading.unmade)


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--texts", type=click.Path(path_type=Path, exists=True))
@click.option("--count", default=60, show_default=True)
@click.option("--show", default=0, show_default=True)
def main(folders: tuple[Path, ...], texts: Path | None, count: int, show: int) -> None:
    for folder in folders or (SAMPLES, SAMPLES / "scripts"):
        measure(folder.name, references([folder]), show)
    if texts is not None:
        prose = [json.loads(line)["text"] for line in texts.read_text("utf-8").splitlines()[:count]]
        measure(f"{texts.name}, tel quel", prose, show)
        measure(f"{texts.name}, style maison", [write_text(text) for text in prose], show)


if __name__ == "__main__":
    main()
