"""A few inputs for each door; thousands are tried by ``benchmarks/fuzz.py``."""

import random
import sys
from pathlib import Path

import pytest
from fuzz_doors import DOORS, Door


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.skipif(sys.platform == "win32", reason="noms et droits POSIX")
def test_no_input_ends_in_anything_but_a_sentence(door: Door, seed: int, tmp_path: Path) -> None:
    for number in range(6):
        folder = tmp_path / str(number)
        folder.mkdir()
        door.use(door.make(random.Random(f"{seed}/{number}"), folder))
