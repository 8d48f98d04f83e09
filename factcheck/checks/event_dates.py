"""Events with a day beside them in, those that took place on other days out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from factcheck import facts, times
from factcheck.checks import worded
from factcheck.checks.scene import Scene
from factcheck.model import Conflict, Event, Mention, NotChecked, Span
from factcheck.times import Days, TimeExpression

PLACEHOLDERS = ("event", "since", "until", "day")

_ANOTHER_EDITION = 60
"""Days away from all editions that the facts know, from which on a date speaks of one they don't know."""
_WORD = re.compile(r"[^\W\d_]+")
_LEAD = 24
"""Characters before the two in which a word such as *after* parts them."""


def event_dates(scene: Scene) -> Iterator[Conflict | NotChecked]:
    """`mardi au forum de Davos` when it was over. {event}: its name; {since}, {until}: its dates; {day}: the day written.

    The time must stand right beside the event, with only small words between, and not after *before*, *since* and the like.
    A place that gave the event its name gives a warning at most: things happen there after the event as well.
    """
    for mention, expression in _pairs(scene):
        known = [event for id in mention.ids if (event := scene.facts.events.get(id)) and event.start]
        meant = times.readings(expression, scene.date)
        if known and not meant:
            yield NotChecked(expression.span, "draft-without-date")
        elif known and not any(_meet(days, _duration(event)) for event in known for days in meant):
            yield from _conflict(scene, mention, expression, known, meant)


def _pairs(scene: Scene) -> Iterator[tuple[Mention, TimeExpression]]:
    """Each event with the time beside it that dates it."""
    events = [mention for mention in scene.mentions if mention.kind == "event"]
    if not events:
        return
    ordered: list[Mention | TimeExpression] = sorted((*events, *scene.times), key=lambda item: item.span)
    for left, right in pairwise(ordered):
        if isinstance(left, Mention) != isinstance(right, Mention) and _beside(scene, left.span, right.span):
            mention, expression = (left, right) if isinstance(left, Mention) else (right, left)
            if isinstance(mention, Mention) and isinstance(expression, TimeExpression):
                yield mention, expression


def _beside(scene: Scene, left: Span, right: Span) -> bool:
    text, words = scene.document.text, scene.grammar.words
    between = _staged(words["event_from"]).sub(" ", text[left[1] : right[0]])
    before = _WORD.findall(text[max(0, left[0] - _LEAD) : left[0]].lower())[-3:]
    small = all(word in words["event_links"] for word in _WORD.findall(between.lower()))
    apart = any(word in words["event_apart"] for word in (*before, *_WORD.findall(between.lower())))
    return small and not apart and not set(between) & set('.;:!?\n«»“”"')


@cache
def _staged(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """`depuis la tribune`: where somebody stands while the event goes on, not since when."""
    return re.compile("|".join(re.escape(phrase) for phrase in phrases), re.IGNORECASE)


def _duration(event: Event) -> Days:
    """From the earliest to the latest day that its dates can mean: a fuzzy edge never makes a conflict."""
    start, until = event.start, event.until or event.start
    return (start.first if start else dt.date.min, until.last if until else dt.date.max)


def _meet(one: Days, other: Days) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _apart(one: Days, other: Days) -> int:
    return max((one[0] - other[1]).days, (other[0] - one[1]).days, 0)


def _conflict(
    scene: Scene, mention: Mention, expression: TimeExpression, known: list[Event], meant: tuple[Days, ...]
) -> Iterator[Conflict | NotChecked]:
    event = min(known, key=lambda one: (_apart(_duration(one), meant[0]), one.named.id))
    if _apart(_duration(event), meant[0]) > _ANOTHER_EDITION:
        yield NotChecked(mention.span, "event-not-in-facts", {"day": worded.day(scene.grammar, meant[0][0])})
        return
    exact = bool(event.start and event.start.exact and (event.until is None or event.until.exact))
    words, names = scene.document.text[slice(*mention.span)], event.named.name.get(scene.document.language, ())
    yield Conflict(
        expression.span,
        fact=facts.use(scene.facts, event.named.origin, event.named.id, scene.date, exact=exact),
        confidence="high" if expression.weekday is None else "medium",
        ceiling="warning" if words == event.at else "error",
        values={
            "event": names[0] if names else words,
            "since": worded.date(scene.grammar, event.start),
            "until": worded.date(scene.grammar, event.until or event.start),
            "day": worded.day(scene.grammar, meant[0][0]),
        },
    )
