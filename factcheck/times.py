"""A text in, the time expressions in it out; an expression and the draft's date in, the days that it means out.

The words and the phrases they make up are the language's (`time_patterns` and the lists it names, in `grammars/xx.yaml`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from factcheck.grammar import Grammar
from factcheck.model import Span

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

_DIGITS = {
    "day": r"0?[1-9]|[12]\d|3[01]",
    "day_above_12": r"1[3-9]|2\d|3[01]",
    "month_number": r"0?[1-9]|1[0-2]",
    "year": r"1[5-9]\d\d|20\d\d|2100",
    "count": r"[1-9]\d?",
}
_BLANK = r"(?:[^\S\n]{1,3}|[^\S\n]?\n[^\S\n]{0,2})"
_MARKS = {"’": "['’]", "'": "['’]", "-": "[-‑]", "(": "(?:", " ": _BLANK}
_PIECE = re.compile(r"\{(\w+)\}|(\[.+?\])|(.)", re.DOTALL)
_ANCHORS = ("weekday", "month", "relative_day", "unit", "here", "elsewhere", "never")
_BEFORE = 40
"""Characters before an anchor in which its phrase can begin."""
_WORD_START = re.compile(r"(?<!\w)\w")
_RELATIONS: tuple[Literal["this", "last", "next"], ...] = ("last", "next", "this")
_NUMBERS_OF = {"this": 0, "last": -1, "next": 1}


@dataclass(frozen=True, slots=True)
class _Reader:
    """The phrases of a language as one expression. `values`: slot to lower-case word to what it says; `slots` by pattern.

    `anchors` finds the words that no phrase is without: looking for those first is ten times faster than trying every word.
    """

    anchors: re.Pattern[str]
    expression: re.Pattern[str]
    slots: Mapping[str, tuple[tuple[str, str], ...]]
    values: Mapping[str, Mapping[str, str]]


def _tables(grammar: Grammar) -> dict[str, dict[str, str]]:
    """Every slot that holds words: what each of them says."""
    words, tables = grammar.words, grammar.tables
    numbered = {
        "weekday": {word: str(n) for n, word in enumerate(words["weekdays"])},
        "month": {word: str(n) for n, word in enumerate(words["months"], 1)} | dict(tables.get("month_forms", {})),
    }
    listed = {
        slot: dict.fromkeys(words.get(section, ()), slot)
        for slot, section in (
            ("part", "parts_of_day"), ("this", "time_this"), ("last", "time_last"), ("next", "time_next"),
            ("ago", "time_ago"), ("ahead", "time_ahead"), ("here", "time_day_here"), ("elsewhere", "time_elsewhere"),
            ("never", "time_never"),
        )
    }  # fmt: skip
    valued = {
        slot: dict(tables.get(section, {}))
        for slot, section in (("relative_day", "relative_days"), ("unit", "time_units"), ("count", "number_words"),
                              ("day", "day_forms"))
    }  # fmt: skip
    return {**numbered, **listed, **valued}


def _cased(word: str) -> str:
    """As written, at the head of a sentence, or in capitals; the marks and blanks in it in all their forms."""
    forms = dict.fromkeys((word, word[:1].upper() + word[1:], word.upper()))
    return "|".join("".join(_MARKS.get(c, re.escape(c)) for c in form) for form in forms)


def _slot(name: str, number: int, tables: Mapping[str, Mapping[str, str]], suffixes: tuple[str, ...]) -> str:
    words = [_cased(word) for word in sorted(tables.get(name, ()), key=lambda word: (-len(word), word))]
    digits = [_DIGITS[name]] if name in _DIGITS else []
    endings = "|".join(map(re.escape, suffixes)) if name == "day" else ""
    return f"(?P<{name}_{number}>{'|'.join(words + digits)})" + (f"(?:{endings})?" if endings else "")


def _branch(pattern: str, number: int, tables: Mapping[str, Mapping[str, str]], suffixes: tuple[str, ...]) -> str:
    """One phrase as an expression; its own group tells which phrase matched."""
    out = []
    for slot, kept, char in _PIECE.findall(pattern):
        if slot:
            out.append(_slot(slot, number, tables, suffixes))
        elif char.isalpha():
            out.append(f"[{char}{char.upper()}]")
        else:
            out.append(kept or _MARKS.get(char, char))
    return f"(?P<p{number}>{''.join(out)})"


@lru_cache(maxsize=8)
def _reader(grammar: Grammar) -> _Reader:
    tables = _tables(grammar)
    patterns = grammar.words["time_patterns"]
    branches = [_branch(p, n, tables, grammar.words.get("day_suffixes", ())) for n, p in enumerate(patterns)]
    expression = re.compile(rf"(?<!\w)(?:{'|'.join(branches)})(?!\w)")
    anchors = "|".join(_cased(word) for slot in _ANCHORS for word in tables[slot])
    slots = {f"p{n}": tuple((slot, f"{slot}_{n}") for slot in re.findall(r"\{(\w+)\}", p)) for n, p in enumerate(patterns)}
    values = {slot: {_plain(word): value for word, value in said.items()} for slot, said in tables.items()}
    return _Reader(re.compile(rf"(?<!\w)(?:\d\d\d\d|{anchors})(?!\w)"), expression, slots, values)


def _plain(word: str) -> str:
    return " ".join(word.lower().replace("'", "’").replace("‑", "-").split())


def find(text: str, start: int, end: int, grammar: Grammar) -> tuple[TimeExpression, ...]:
    """The time expressions of `text[start:end]`, left to right; none overlaps another."""
    return tuple(_expressions(text, start, end, _reader(grammar)))


def _expressions(text: str, start: int, end: int, reader: _Reader) -> Iterator[TimeExpression]:
    for match in _phrases(text, start, end, reader):
        slots = [(slot, group) for slot, group in reader.slots[match.lastgroup or ""] if match[group] is not None]
        if slots[0][0] != "never":
            said = {slot: reader.values.get(slot, {}).get(_plain(match[group]), match[group]) for slot, group in slots}
            yield _expression(said, match.span(), (min(match.start(group) for _, group in slots), match.end()))


def _phrases(text: str, start: int, end: int, reader: _Reader) -> Iterator[re.Match[str]]:
    while anchor := reader.anchors.search(text, start, end):
        words = _WORD_START.finditer(text, max(start, anchor.start() - _BEFORE), anchor.start() + 1)
        phrases = (reader.expression.match(text, word.start(), end) for word in words)
        phrase = next((phrase for phrase in phrases if phrase and phrase.end() > anchor.start()), None)
        if phrase:
            yield phrase
        start = phrase.end() if phrase else anchor.end()


def _expression(said: Mapping[str, str], span: Span, core: Span) -> TimeExpression:
    def number(*slots: str) -> int | None:
        return next((int(said[slot]) for slot in slots if slot in said), None)

    relation = next((name for name in _RELATIONS if name in said), None)
    unit: Unit | None = said.get("unit")  # type: ignore[assignment]  # the yaml table's values are these five
    offset = _NUMBERS_OF[relation] if relation and unit else None
    if "relative_day" in said or "here" in said:
        unit, offset = "day", number("relative_day") or 0
    elif "count" in said:
        offset = (number("count") or 0) * (1 if "ahead" in said else -1)
    return TimeExpression(
        span, core, number("weekday"), number("day", "day_above_12"), number("month", "month_number"), number("year"),
        relation, unit, offset,
    )  # fmt: skip


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
