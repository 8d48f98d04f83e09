"""Yesterdays and tomorrows beside a weekday or a date in, those that the draft's date makes another day out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal

from factcheck import times
from factcheck.checks import around, worded
from factcheck.checks.scene import Scene
from factcheck.model import Conflict, NotChecked
from factcheck.times import TimeExpression

PLACEHOLDERS = ("date", "weekday")

_NEAR = 12
"""Characters in which the next day of a list begins."""
_DAY = dt.timedelta(days=1)


def relative_day(scene: Scene, *, edition: Literal["same-day", "next-day"] = "same-day") -> Iterator[Conflict | NotChecked]:
    """`demain lundi` in a draft of a Friday. {date}: the day on which it is read; {weekday}: the day that the words come to.

    `edition: next-day` for copy that readers get the day after its date: their yesterday is its today. A day that the
    neighbouring edition would make right gives a warning at most: the desk may have meant that one.
    """
    for expression in scene.times:
        if expression.unit != "day" or expression.offset is None or expression.weekday is None:
            continue
        if _lists(scene, expression):
            continue
        if scene.date is None:
            yield NotChecked(expression.span, "draft-without-date")
            continue
        read = scene.date + _DAY if edition == "next-day" else scene.date
        if not _fits(expression, read + expression.offset * _DAY):
            yield _conflict(scene, expression, read)


def _lists(scene: Scene, expression: TimeExpression) -> bool:
    """Whether another weekday follows in one list: `demain, lundi et mardi`."""
    end = expression.span[1]
    others = [one for one in around.times_in(scene, (end, end + _NEAR)) if one.weekday is not None and one.offset is None]
    between = scene.document.text[end : others[0].span[0]].strip(" ,") if others else ""
    return bool(others) and between in ("", *scene.grammar.words["list_joints"])


def _fits(expression: TimeExpression, day: dt.date) -> bool:
    written = (expression.weekday, expression.day or day.day, expression.month or day.month, expression.year or day.year)
    return written == (day.weekday(), day.day, day.month, day.year)


def _conflict(scene: Scene, expression: TimeExpression, read: dt.date) -> Conflict:
    """`read` is the day on which readers get the draft."""
    day = read + (expression.offset or 0) * _DAY
    found = scene.document.text[slice(*expression.core)]
    neighbour = any(_fits(expression, near) for near in (day - _DAY, day + _DAY))
    return Conflict(
        expression.core,
        # With a date behind the weekday nobody can tell which of the two words is the slip.
        expected=None if expression.day else times.with_weekday(found, expression, day.weekday(), scene.grammar),
        confidence="medium" if neighbour else "high",
        ceiling="warning" if neighbour else "error",
        values={"date": worded.day(scene.grammar, read), "weekday": scene.grammar.words["weekdays"][day.weekday()]},
    )
