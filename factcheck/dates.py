"""A date as written in, the days that it can mean out: `2012`, `2012-11` and `2012-11-06` are all dates."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache

from factcheck.model import FuzzyDate

_WRITTEN = re.compile(r"(?a:(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?)")


@lru_cache(maxsize=4096)
def parse(text: str) -> FuzzyDate | None:
    """The first and the last day that `text` can mean; None when it is no date of the calendar."""
    written = _WRITTEN.fullmatch(text)
    if written is None:
        return None
    year, month, day = (int(part) if part else None for part in written.groups())
    if not year or (month is not None and not 1 <= month <= 12):
        return None
    first_month, last_month = month or 1, month or 12
    length = calendar.monthrange(year, last_month)[1]
    if day is not None and not 1 <= day <= length:
        return None
    return FuzzyDate(text, dt.date(year, first_month, day or 1), dt.date(year, last_month, day or length))


def day(text: str) -> dt.date | None:
    """The one day that `text` means; None when it is no date, or only a month or a year."""
    date = parse(text)
    return date.first if date and date.exact else None


def text(first: dt.date, last: dt.date) -> str:
    """One day as `2025-01-24`, several as `2025-01-25/2025-01-26`."""
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
