"""What a batch cost: nothing more is said than what is known."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from transcribe.batch import Footprint, Meter, Result, Task
from transcribe.batch.footprint import WATTS, processor_seconds
from transcribe.cli.report import footprint_line

TASK = Task(Path("a.wav"), "a")


def zone(powercap: Path, number: str, name: str, energy: int, limit: int = 1_000_000) -> Path:
    folder = powercap / f"intel-rapl:{number}"
    folder.mkdir(parents=True)
    (folder / "name").write_text(f"{name}\n")
    (folder / "energy_uj").write_text(f"{energy}\n")
    (folder / "max_energy_range_uj").write_text(f"{limit}\n")
    return folder / "energy_uj"


def test_the_counters_of_packages_are_added_and_not_those_of_their_parts(tmp_path: Path) -> None:
    first, second = zone(tmp_path, "0", "package-0", 100), zone(tmp_path, "1", "package-1", 200)
    core = zone(tmp_path, "0:0", "core", 50)
    meter = Meter(tmp_path)
    first.write_text("2000100\n")
    second.write_text("1000200\n")
    core.write_text("900000\n")
    found = meter.close([])
    assert found.joules == pytest.approx(3.0)
    assert found.method == "counter"


def test_a_counter_that_goes_round_is_followed(tmp_path: Path) -> None:
    counter = zone(tmp_path, "0", "package-0", 900_000)
    meter = Meter(tmp_path)
    for now in (200_000, 800_000, 100_000):
        counter.write_text(f"{now}\n")
        meter.look()
    assert meter.close([]).joules == pytest.approx(1.2)


@pytest.mark.parametrize("content", [None, "", "refusé\n"])
def test_without_a_counter_that_can_be_read_it_is_seconds_and_a_stated_power(
    tmp_path: Path, content: str | None
) -> None:
    counter = zone(tmp_path, "0", "package-0", 1)
    counter.unlink() if content is None else counter.write_text(content, "utf-8")
    found = Meter(tmp_path).close([])
    assert found.method == "power"
    assert found.joules == pytest.approx(found.processor * WATTS)


def test_other_machines_are_counted_by_their_seconds(tmp_path: Path) -> None:
    zone(tmp_path, "0", "package-0", 1)
    results = [
        Result(TASK, "converted", duration=90.0, elsewhere=10.0),
        Result(TASK, "failed", elsewhere=5.0),
    ]
    found = Meter(tmp_path).close(results)
    assert found.minutes == 1.5
    assert found.processor >= 15.0
    assert found.joules == pytest.approx(15 * WATTS)
    assert found.method == "both"


@pytest.mark.skipif(os.name != "posix", reason="Windows ne compte pas les processus enfants")
def test_processes_that_were_waited_for_are_counted() -> None:
    before = processor_seconds()
    subprocess.run([sys.executable, "-c", "x = sum(range(20_000_000))"], check=True)
    assert processor_seconds() - before > 0.1


@pytest.mark.parametrize(
    ("cost", "said"),
    [
        (Footprint(7.5, 61.6, 720.0, "power"), "7,5 min d’audio converties, 62 s de processeur ; énergie,"),
        (Footprint(7.5, 61.6, 720.0, "power"), "estimation : 0,2 Wh (secondes de processeur × 12 W par cœur occupé"),
        (Footprint(0.5, 4, 48.0, "counter"), "estimation : moins de 0,1 Wh (compteur du processeur, tout ce que"),
        (Footprint(600, 48000, 4_320_000, "both"), "1,2 kWh (compteur du processeur"),
        (Footprint(600, 48000, 4_320_000, "both"), "compris ; pour les autres, secondes de processeur × 12 W"),
    ],
)  # fmt: skip
def test_the_estimate_is_called_one_and_says_its_method(cost: Footprint, said: str) -> None:
    line = footprint_line(cost).replace("\u00a0", " ")
    assert said in line
    assert "sans l’écran, la mémoire ni la carte graphique" in line
