"""A date of the facts in, its words in the draft's language out: `12 mai 2024`, `May 2024`, `2024`."""

from __future__ import annotations

import datetime as dt

from factcheck.grammar import Grammar
from factcheck.model import FuzzyDate


def date(grammar: Grammar, when: FuzzyDate | None) -> str:
    """The date with the precision that it was written with; nothing for none."""
    if when is None:
        return ""
    precision = ("year", "month", "day")[when.text.count("-")]
    return _filled(grammar, precision, when.first)


def day(grammar: Grammar, when: dt.date) -> str:
    """A day of the calendar."""
    return _filled(grammar, "day", when)


def _filled(grammar: Grammar, precision: str, when: dt.date) -> str:
    patterns = grammar.tables["worded_dates"]
    pattern = patterns.get("first", patterns["day"]) if precision == "day" and when.day == 1 else patterns[precision]
    months = grammar.words["months"]
    return pattern.format(day=when.day, month=months[when.month - 1], year=when.year)
