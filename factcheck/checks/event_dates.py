"""Events with a day beside them in, those that took place on other days out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from factcheck import facts, times
from factcheck.checks import around, worded
from factcheck.checks.scene import Scene
from factcheck.model import Conflict, Event, Mention, NotChecked, Severity, Span
from factcheck.times import Days, TimeExpression

PLACEHOLDERS = ("event", "since", "until", "day")

_ANOTHER_EDITION = 60
"""Days away from all editions that the facts know, from which on a date speaks of one they don't know."""
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 160
"""Characters between the two in which one clause can hold them together."""
_LEAD = 24
"""Characters before the two in which a word such as *after* parts them."""


def event_dates(scene: Scene) -> Iterator[Conflict | NotChecked]:
    """`mardi au forum de Davos` when it was over. {event}: its name; {since}, {until}: its dates; {day}: the day written.

    The time must stand beside the event, with only small words between, the stage of the event, or a clause that has somebody
    speak there; and not after *before*, *since* and the like.
    A place that gave the event its name gives a warning at most: things happen there after the event as well.
    """
    for mention, expression, ceiling in _pairs(scene):
        known = [event for id in mention.ids if (event := scene.facts.events.get(id)) and event.start]
        meant = times.readings(expression, scene.date)
        if known and not meant:
            yield NotChecked(expression.span, "draft-without-date")
        elif known and not any(_meet(days, _spoken_of(scene, mention, expression, event)) for event in known for days in meant):
            yield from _conflict(scene, mention, expression, known, meant, ceiling)


def _pairs(scene: Scene) -> Iterator[tuple[Mention, TimeExpression, Severity]]:
    """Each event with the time that dates it, and how sure that is: a warning at most where a clause stands between them."""
    events = [mention for mention in scene.mentions if mention.kind == "event"]
    if not events:
        return
    ordered: list[Mention | TimeExpression] = sorted((*events, *scene.times), key=lambda item: item.span)
    for left, right in pairwise(ordered):
        mention, expression = (left, right) if isinstance(left, Mention) else (right, left)
        if not isinstance(mention, Mention) or not isinstance(expression, TimeExpression):
            continue
        between = left.span[1], right.span[0]
        if not _one_clause(scene, left.span, right.span):
            continue
        if _beside(scene, between):
            yield mention, expression, "error"
        elif (mention is right or _at_it(scene, mention)) and _there(scene, between, mention is left):
            yield mention, expression, "warning"


def _one_clause(scene: Scene, left: Span, right: Span) -> bool:
    """Whether no mark stands between the two, and no word that parts them, before them neither."""
    text, words = scene.document.text, scene.grammar.words
    between = text[left[1] : right[0]]
    if len(between) > _LONGEST or set(between) & set('.;:!?\n«»“”"'):
        return False
    before = _WORD.findall(text[max(0, left[0] - _LEAD) : left[0]].lower())[-3:]
    told = _without_stages(words, _WORD.findall(between.lower()))
    return not any(word in words["event_apart"] for word in (*before, *told))


def _beside(scene: Scene, between: Span) -> bool:
    """Whether small words alone stand between the two, or the stage of the event."""
    words = scene.grammar.words
    plain = _WORD.findall(scene.document.text[slice(*between)].lower())
    told = _without_stages(words, plain)
    verbs = *words["event_opens"], *words["event_closes"], *words["event_held"]
    small = {*words["event_links"], *verbs, *(words["event_fillers"] if len(told) < len(plain) else ())}
    return all(word in small for word in told)


def _at_it(scene: Scene, mention: Mention) -> bool:
    """Whether the event is a place where somebody is, not who acts: *at the fair*, not *the fair*."""
    at, words = mention.span[0], scene.grammar.words
    before = _WORD.findall(scene.document.text[max(0, at - _LEAD) : at].lower())[-2:]
    return any(word in words["event_audience"] for word in before)


def _without_stages(words: Mapping[str, Sequence[str]], told: list[str]) -> list[str]:
    """The words but for those that say where at the event: *depuis la tribune*, whose *since* is a *from*."""
    kept: list[str] = []
    for word in told:
        if word not in words["event_stages"]:
            kept.append(word)
            continue
        while kept and kept[-1] in (*words["event_links"], *words["event_fillers"]):
            kept.pop()
    return kept


def _there(scene: Scene, between: Span, opened: bool) -> bool:
    """Whether the words between name somebody who speaks or appears there, and nothing else.

    A verb of saying counts where the event has `opened` the clause, or where a word such as *before an audience* leads on to it.
    """
    words = scene.grammar.words
    named = [mention.span for mention in around.mentions_within(scene, between) if mention.kind != "event"]
    plain = [
        word.group()
        for word in _WORD.finditer(scene.document.text, *between)
        if not any(start <= word.start() < end for start, end in named)
    ]
    told = _without_stages(words, [word.lower() for word in plain if not word[0].isupper()])
    small = {*words["event_links"], *words["event_fillers"], *words["event_presence"], *words["title_nouns"]}
    says = [n for n, word in enumerate(told) if word not in small and word in scene.grammar.lexicon.sayings]
    if any(word not in small for n, word in enumerate(told) if n not in says):
        return False
    led = all(n + 1 < len(told) and told[n + 1] in words["event_audience"] for n in says)
    return bool(says and (opened or led)) or any(word in words["event_presence"] for word in told)


def _duration(event: Event) -> Days:
    """From the earliest to the latest day that its dates can mean: a fuzzy edge never makes a conflict."""
    start, until = event.start, event.until or event.start
    return (start.first if start else dt.date.min, until.last if until else dt.date.max)


def _spoken_of(scene: Scene, mention: Mention, expression: TimeExpression, event: Event) -> Days:
    """The days of the event that the words between are about: its first where it opens, its last where it closes."""
    first, last = sorted((mention.span, expression.span))
    said = _WORD.findall(scene.document.text[first[1] : last[0]].lower())
    start, until = event.start, event.until or event.start
    if start and any(word in scene.grammar.words["event_opens"] for word in said):
        return start.first, start.last
    if until and any(word in scene.grammar.words["event_closes"] for word in said):
        return until.first, until.last
    return _duration(event)


def _meet(one: Days, other: Days) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _apart(one: Days, other: Days) -> int:
    return max((one[0] - other[1]).days, (other[0] - one[1]).days, 0)


def _conflict(
    scene: Scene, mention: Mention, expression: TimeExpression, known: list[Event], meant: tuple[Days, ...], ceiling: Severity
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
        ceiling="warning" if words == event.at else ceiling,
        values={
            "event": names[0] if names else words,
            "since": worded.date(scene.grammar, event.start),
            "until": worded.date(scene.grammar, event.until or event.start),
            "day": worded.day(scene.grammar, meant[0][0]),
        },
    )
