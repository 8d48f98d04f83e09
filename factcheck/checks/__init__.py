"""The kinds of check: a name in, the function that a rule of that kind runs out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from factcheck.checks.event_dates import event_dates
from factcheck.checks.relative_day import relative_day
from factcheck.checks.weekday_date import weekday_date
from factcheck.model import Conflict, NotChecked

Check: TypeAlias = Callable[..., Iterator[Conflict | NotChecked]]
"""Called as `check(scene, **options)`. Its keyword-only parameters are the options that a rule may give."""

CHECKS: dict[str, Check] = {
    "event_dates": event_dates,
    "relative_day": relative_day,
    "weekday_date": weekday_date,
}
