"""Weekdays written beside a date in, those that the calendar gives another day out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from factcheck import times
from factcheck.checks import worded
from factcheck.checks.scene import Scene
from factcheck.model import Conflict, NotChecked
from factcheck.times import TimeExpression

PLACEHOLDERS = ("date", "weekday")

_NEAR = 31
"""Days from the draft's date within which a date without a year can only be this year's."""
_ONE_CALENDAR = 1924
"""From this year on all of Europe counts by the same calendar."""


def weekday_date(scene: Scene) -> Iterator[Conflict | NotChecked]:
    """`jeudi 24 janvier 2025` was a Friday. {date}: the date with its year; {weekday}: the day that it falls on.

    A date without a year needs the draft's own, and is let pass when another year that can be meant fits.
    """
    for expression in scene.times:
        if None in (expression.weekday, expression.day, expression.month) or expression.offset is not None:
            continue
        days = _days(expression, scene.date)
        if days:
            yield from _wrong(scene, expression, days)
        else:
            reason = "no-such-day" if expression.year or scene.date else "draft-without-date"
            yield NotChecked(expression.span, reason)


def _days(expression: TimeExpression, date: dt.date | None) -> tuple[dt.date, ...]:
    """The days that can be meant, the likeliest first."""
    days = tuple(first for first, _ in times.readings(expression, date))
    near = date is not None and days and abs((days[0] - date).days) <= _NEAR
    return days[:1] if near else days


def _wrong(scene: Scene, expression: TimeExpression, days: tuple[dt.date, ...]) -> Iterator[Conflict]:
    day = days[0]
    if any(one.weekday() == expression.weekday for one in (*days, *_years_beside(scene, expression))):
        return
    sure = len(days) == 1 and day.year >= _ONE_CALENDAR
    found = scene.document.text[slice(*expression.core)]
    yield Conflict(
        expression.core,
        expected=times.with_weekday(found, expression, day.weekday(), scene.grammar),
        confidence="high" if sure else "medium",
        ceiling="error" if sure else "warning" if day.year >= _ONE_CALENDAR else "note",
        values={"weekday": scene.grammar.words["weekdays"][day.weekday()], "date": worded.day(scene.grammar, day)},
    )


def _years_beside(scene: Scene, expression: TimeExpression) -> Iterator[dt.date]:
    """The same day in the years that the paragraph names: a story about 2019 says `le jeudi 24 janvier` without 2019."""
    if expression.year is not None or expression.month is None or expression.day is None:
        return
    paragraph = next((p for p in scene.document.paragraphs if p[0] <= expression.span[0] < p[1]), expression.span)
    for other in scene.times:
        if other.year is not None and paragraph[0] <= other.span[0] < paragraph[1]:
            same = TimeExpression(expression.span, expression.core, day=expression.day, month=expression.month, year=other.year)
            yield from (first for first, _ in times.readings(same, None))
