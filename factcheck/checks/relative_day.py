"""Yesterdays and tomorrows beside a weekday or a date in, those that the draft's date makes another day out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal

from factcheck import times
from factcheck.checks.scene import Scene
from factcheck.model import Conflict, NotChecked
from factcheck.times import TimeExpression

PLACEHOLDERS = ("date", "weekday")

_DAY = dt.timedelta(days=1)


def relative_day(scene: Scene, *, edition: Literal["same-day", "next-day"] = "same-day") -> Iterator[Conflict | NotChecked]:
    """`demain lundi` in a draft of a Friday. {date}: the draft's date; {weekday}: the day that the words come to.

    `edition: next-day` for copy that readers get the day after its date: their yesterday is its today. A day that the
    neighbouring edition would make right gives a warning at most: the desk may have meant that one.
    """
    for expression in scene.times:
        if expression.unit != "day" or expression.offset is None or expression.weekday is None:
            continue
        if scene.date is None:
            yield NotChecked(expression.span, "draft-without-date")
            continue
        day = scene.date + expression.offset * _DAY
        meant = day + _DAY if edition == "next-day" else day
        if not _fits(expression, meant):
            yield _conflict(scene, expression, meant, any(_fits(expression, near) for near in (meant - _DAY, meant + _DAY)))


def _fits(expression: TimeExpression, day: dt.date) -> bool:
    written = (expression.weekday, expression.day or day.day, expression.month or day.month, expression.year or day.year)
    return written == (day.weekday(), day.day, day.month, day.year)


def _conflict(scene: Scene, expression: TimeExpression, day: dt.date, other_edition: bool) -> Conflict:
    found = scene.document.text[slice(*expression.core)]
    return Conflict(
        expression.core,
        # With a date behind the weekday nobody can tell which of the two words is the slip.
        expected=None if expression.day else times.with_weekday(found, expression, day.weekday(), scene.grammar),
        confidence="medium" if other_edition else "high",
        ceiling="warning" if other_edition else "error",
        values={"date": scene.date.isoformat() if scene.date else "", "weekday": scene.grammar.words["weekdays"][day.weekday()]},
    )
