"""Dates et heures tapées : ce qui se lit, à la minute, et ce qui se refuse."""

from datetime import datetime

import click
import pytest

from transcribe.cli.moments import Moment, shown


def read(text: str, *, opens: bool = False) -> str:
    moment = Moment(opens=opens).convert(text, None, None)
    return f"{datetime.fromtimestamp(moment / 1000):%Y-%m-%d %H:%M:%S}"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-12-03", "2026-12-03 23:59:59"),
        ("2026-2-3", "2026-02-03 23:59:59"),
        ("3/12/2026", "2026-12-03 23:59:59"),
        ("03.12.2026", "2026-12-03 23:59:59"),
        (" 3/12/2026 ", "2026-12-03 23:59:59"),
        ("2026-12-03 14:30", "2026-12-03 14:30:00"),
        ("2026-12-03T14:30", "2026-12-03 14:30:00"),
        ("2026-12-03 14h30", "2026-12-03 14:30:00"),
        ("3/12/2026 14h30", "2026-12-03 14:30:00"),
        ("3/12/2026 à 14 h 30", "2026-12-03 14:30:00"),
        ("3/12/2026 à 8h", "2026-12-03 08:00:00"),
        ("3/12/2026 0h05", "2026-12-03 00:05:00"),
    ],
)
def test_une_date_sans_heure_finit_le_jour(text: str, moment: str) -> None:
    assert read(text) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [("3/12/2026", "2026-12-03 00:00:00"), ("2026-12-03 14:30", "2026-12-03 14:30:00")],
)
def test_une_date_sans_heure_ouvre_le_jour(text: str, moment: str) -> None:
    assert read(text, opens=True) == moment


@pytest.mark.parametrize(
    "text",
    ["", "demain", "31/02/2026", "2026-13-01", "3/12/26", "3/12/2026 25h", "2026-12-03 14:75", "12-03"],
)
def test_ce_qui_n_est_pas_une_date_se_dit(text: str) -> None:
    with pytest.raises(click.BadParameter, match="n’est pas une date : écrivez 2026-12-03"):
        Moment().convert(text, None, None)


def test_un_moment_deja_lu_reste_et_se_montre() -> None:
    moment = Moment().convert("3/12/2026 9h05", None, None)
    assert Moment().convert(moment, None, None) == moment
    assert shown(moment).replace("\u00a0", " ") == "03/12/2026 à 9 h 05"
