"""A text in, the time expressions in it out; an expression and the draft's date in, the days that it means out.

The words and the phrases they make up are the language's (`time_patterns` and the lists it names, in `grammars/xx.yaml`).
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from factcheck.grammar import Grammar
from factcheck.model import Span
from factcheck.times import phrases as time_phrases
from factcheck.times.phrases import Phrase

Days: TypeAlias = tuple[dt.date, dt.date]
"""First and last day, both included."""
Unit: TypeAlias = Literal["day", "weekend", "week", "month", "year"]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """What the words say, not yet what they mean. `core` is `span` without the article or preposition before it.

    `offset` counts `unit`s from the draft's date: -1 for yesterday and for last week. An expression dated by the story
    rather than by the draft (*la veille*) has no values at all.
    """

    span: Span
    core: Span
    weekday: int | None = None
    """0 for Monday."""
    day: int | None = None
    month: int | None = None
    year: int | None = None
    relation: Literal["this", "last", "next"] | None = None
    unit: Unit | None = None
    offset: int | None = None


# ---------------------------------------------------------------- finding

_RELATIONS: tuple[Literal["this", "last", "next"], ...] = ("last", "next", "this")
_OFFSETS = {"this": 0, "last": -1, "next": 1}


def anchors(text: str, grammar: Grammar) -> Sequence[int]:
    """Where in a text words stand that time expressions may have, in order: for many searches in parts of it."""
    return time_phrases.anchors(text, grammar)


def find(text: str, start: int, end: int, grammar: Grammar, anchors: Sequence[int] | None = None) -> tuple[TimeExpression, ...]:
    """The time expressions of `text[start:end]`, left to right; none overlaps another. `anchors`: those of the whole text."""
    if anchors is not None and bisect_left(anchors, start) == bisect_left(anchors, end):
        return ()
    found = (_expression(phrase) for phrase in time_phrases.find(text, start, end, grammar, anchors))
    # *over the weekend* is a time, *during the month* is none.
    return tuple(one for one in found if one.offset is not None or one.unit in (None, "weekend"))


def _expression(phrase: Phrase) -> TimeExpression:
    said = phrase.said

    def number(*slots: str) -> int | None:
        return next((int(said[slot]) for slot in slots if slot in said), None)

    relation = next((name for name in _RELATIONS if name in said), None)
    unit: Unit | None = said.get("unit")  # type: ignore[assignment]  # the yaml table's values are these five
    offset = _OFFSETS[relation] if relation and unit and unit != "day" else None  # *the last day* is not yesterday
    if "relative_day" in said or "here" in said:
        unit, offset = "day", number("relative_day") or 0
    elif "count" in said:
        offset = (number("count") or 0) * (1 if "ahead" in said else -1)
    day, month = number("day", "day_above_12"), number("month", "month_number")
    return TimeExpression(phrase.span, phrase.core, number("weekday"), day, month, number("year"), relation, unit, offset)


def with_weekday(words: str, expression: TimeExpression, weekday: int, grammar: Grammar) -> str:
    """The words of an expression with another weekday in them, capitalised as the one it replaces."""
    names = grammar.words["weekdays"]
    old, new = names[expression.weekday or 0], names[weekday]
    at = words.lower().index(old.lower())
    return words[:at] + (new.capitalize() if words[at].isupper() else new) + words[at + len(old) :]


# ---------------------------------------------------------------- resolving

_ONE = dt.timedelta(days=1)
_WEEK = dt.timedelta(days=7)
_SATURDAY = 5


def resolve(expression: TimeExpression, date: dt.date | None) -> Days | None:
    """The days most likely meant in a draft published on `date`; without a date only a year resolves."""
    return next(iter(readings(expression, date)), None)


def readings(expression: TimeExpression, date: dt.date | None) -> tuple[Days, ...]:
    """All days that can be meant, the likeliest first; none for what cannot be told."""
    try:
        return _readings(expression, date)
    except (ValueError, OverflowError):  # the 31st of February; a day before the calendar begins
        return ()


def _readings(e: TimeExpression, date: dt.date | None) -> tuple[Days, ...]:
    if e.year is not None:
        return (_calendar(e.year, e.month, e.day),)
    return _from(e, date) if date else ()


def _from(e: TimeExpression, date: dt.date) -> tuple[Days, ...]:
    if e.offset is not None and e.unit is not None:
        return _counted(e.unit, e.offset, e.weekday if e.unit == "week" else None, date)
    if e.month is not None or e.day is not None:
        return _nearest(e, date)
    if e.weekday is not None:
        return tuple((day, day) for day in _weekdays(e.weekday, e.relation, date))
    if e.unit == "weekend":  # “over the weekend”: the one that began last
        return (_weekend(date - dt.timedelta(days=(date.weekday() - _SATURDAY) % 7)),)
    return ()


def _calendar(year: int, month: int | None, day: int | None) -> Days:
    if month is None:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    if day is None:
        return dt.date(year, month, 1), dt.date(year + month // 12, month % 12 + 1, 1) - _ONE
    return dt.date(year, month, day), dt.date(year, month, day)


def _weekend(saturday: dt.date) -> Days:
    return saturday, saturday + _ONE


def _counted(unit: Unit, offset: int, weekday: int | None, date: dt.date) -> tuple[Days, ...]:
    """So many units before or after the draft's own."""
    monday = date - dt.timedelta(days=date.weekday()) + offset * _WEEK
    months = date.year * 12 + date.month - 1 + offset
    match unit:
        case "day":
            day = date + offset * _ONE
            return ((day, day),)
        case "week" if weekday is not None:
            day = monday + weekday * _ONE
            return ((day, day),)
        case "week":
            return ((monday, monday + 6 * _ONE),)
        case "weekend":
            coming = _weekend(monday + _SATURDAY * _ONE)
            # On a Monday “this weekend” may look back, and before a weekend “next weekend” may mean the one at hand.
            other = _weekend(coming[0] - _WEEK)
            return (coming, other) if offset >= 0 else (coming,)
        case "month":
            return (_calendar(months // 12, months % 12 + 1, None),)
        case "year":
            return (_calendar(date.year + offset, None, None),)


def _nearest(e: TimeExpression, date: dt.date) -> tuple[Days, ...]:
    """A date without a year, or a day without a month, in the year or month that brings it nearest to the draft's date."""
    found: list[Days] = []
    for back in (-1, 0, 1):
        months = date.year * 12 + date.month - 1 + back
        year, month = (date.year + back, e.month) if e.month is not None else (months // 12, months % 12 + 1)
        try:
            found.append(_calendar(year, month, e.day))
        except ValueError:  # the 29th of February, the 31st of a short month
            continue
    if e.weekday is not None and e.month is None:  # `el lunes día 5`: in the month where the 5th is a Monday
        found = [days for days in found if days[0].weekday() == e.weekday]
    if e.relation == "last":
        found = [days for days in found if days[1] < date]
    elif e.relation == "next":
        found = [days for days in found if days[0] > date]
    return tuple(sorted(found, key=lambda days: (_away(days, date), days)))


def _away(days: Days, date: dt.date) -> int:
    return max((days[0] - date).days, (date - days[1]).days, 0)


def _weekdays(weekday: int, relation: str | None, date: dt.date) -> tuple[dt.date, ...]:
    """The dates that a weekday can stand for in the news of `date`."""
    since = (date.weekday() - weekday) % 7 * _ONE
    latest, strictly_last, strictly_next = date - since, date - (since or _WEEK), date - since + _WEEK
    match relation:
        case "last":
            return strictly_last, strictly_last - _WEEK
        case "next":
            return strictly_next, strictly_next + _WEEK
        case "this":
            return (latest, strictly_next) if since <= 3 * _ONE else (strictly_next, latest)
        case _:
            return latest, strictly_next
