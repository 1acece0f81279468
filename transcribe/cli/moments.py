"""Dates and hours as people type them, in the time of this computer."""

import re
from datetime import datetime
from typing import TYPE_CHECKING

import click

_ISO = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[T ]+(?P<hour>\d{1,2})[:h](?P<minute>\d{2})?)?"
)
_FRENCH = re.compile(
    r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})(?:\s+(?:à\s+)?(?P<hour>\d{1,2})\s*[:h]\s*(?P<minute>\d{2})?)?"
)

if TYPE_CHECKING:
    _Moments = click.ParamType[int]
else:
    _Moments = click.ParamType  # generic from click 8.3 on


class Moment(_Moments):
    """A moment in UTC milliseconds. Without an hour: the end of that day, or its beginning if ``opens``."""

    name = "date"

    def __init__(self, *, opens: bool = False) -> None:
        self.opens = opens

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The moment that a text means."""
        if isinstance(value, int):
            return value
        text = str(value).strip()
        found = _ISO.fullmatch(text) or _FRENCH.fullmatch(text)
        try:
            if not found:
                raise ValueError(text)
            hour, minute, second = (0, 0, 0) if self.opens else (23, 59, 59)
            if found["hour"]:
                hour, minute, second = int(found["hour"]), int(found["minute"] or 0), 0
            day = datetime(int(found["year"]), int(found["month"]), int(found["day"]), hour, minute, second)
            return round(day.astimezone().timestamp() * 1000)
        except (ValueError, OverflowError, OSError):
            self.fail(
                f"« {text} » n’est pas une date : écrivez 2026-12-03, 3/12/2026 ou « 3/12/2026 14h30 ».",
                param,
                ctx,
            )


def shown(moment: int) -> str:
    """« 03/12/2026 à 14 h 30 »."""
    at = datetime.fromtimestamp(moment / 1000).astimezone()
    return f"{at:%d/%m/%Y} à {at.hour}\u00a0h\u00a0{at.minute:02}"
