"""Assertions with a day in, those whose speaker was dead by then, or not yet born, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from factcheck import facts, times
from factcheck.checks import around, deeds, entries, worded
from factcheck.checks.scene import Scene
from factcheck.model import Assertion, Conflict, FuzzyDate, Person, Span, When

PLACEHOLDERS = ("person", "day", "date")

_TOGETHER = 90
"""Characters from a speaker to the time of the words, from which on the time alone is shown."""


def speaker_dead(scene: Scene, *, state: Literal["dead", "unborn"]) -> Iterator[Conflict]:
    """Somebody who is said to have spoken on a day after their death (`dead`) or before their birth (`unborn`).

    `dead` tells of other deeds as well, with a warning. {person}: who; {day}: the day of the words; {date}: that of the death or
    the birth. Only where the draft dates the saying.
    """
    taken: set[Span] = set()
    for assertion in scene.assertions:
        person = scene.facts.people.get(str(assertion.speaker.entity)) if assertion.speaker and assertion.speaker.entity else None
        limit = _limit(person, state)
        when = (assertion.when or _fronted(scene, assertion)) if limit else None
        day = _impossible(when, limit, state)
        if person and limit and day and when:
            taken.add(around.sentence(scene, when.span[0]))
            yield _conflict(scene, person, _said(assertion, when), (limit, day), assertion.id)
    for deed in deeds.after_death(scene) if state == "dead" else ():
        person = scene.facts.people[deed.person]
        if person.died and around.sentence(scene, deed.span[0]) not in taken:
            found = _conflict(scene, person, deed.span, (person.died, deed.days[0]), None)
            yield replace(found, exact=False, confidence="medium", ceiling="warning")


def _said(assertion: Assertion, when: When) -> Span:
    """The speaker, the verb and the time, where no words reported stand between; else the time alone."""
    speaker = assertion.speaker.span if assertion.speaker else when.span
    parts = (speaker, assertion.cue.span, when.span)
    start, end = min(first for first, _ in parts), max(last for _, last in parts)
    apart = end - start > _TOGETHER or any(first < end and start < last for first, last in assertion.content)
    return when.span if apart else (start, end)


def _conflict(scene: Scene, person: Person, span: Span, limit: tuple[FuzzyDate, dt.date], assertion: str | None) -> Conflict:
    """`limit`: the death or the birth, and the day said."""
    date, day = limit
    return Conflict(
        span,
        fact=facts.use(scene.facts, person.named.origin, person.named.id, scene.date, valid=date.text, exact=date.exact),
        assertion=assertion,
        values={
            "person": entries.name(scene, person.named),
            "day": worded.day(scene.grammar, day),
            "date": worded.date(scene.grammar, date),
        },
    )


def _fronted(scene: Scene, assertion: Assertion) -> When | None:
    """The time that opens the sentence, a comma before the rest: `En 1947, Untel a déclaré`."""
    start = around.sentence(scene, assertion.span[0])[0]
    first = next(iter(around.times_in(scene, (start, start + 1))), None)
    between = scene.document.text[first.span[1] : assertion.span[0]].strip() if first else ""
    meant = times.resolve(first, scene.date) if first and between == "," else None
    return When(first.span, *meant) if first and meant else None


def _limit(person: Person | None, state: str) -> FuzzyDate | None:
    return None if person is None else person.died if state == "dead" else person.born


def _impossible(when: When | None, limit: FuzzyDate | None, state: str) -> dt.date | None:
    """The day of the saying, when all of it lies on the wrong side."""
    if limit is None or when is None or when.dates != "saying" or when.first is None or when.last is None:
        return None
    if state == "dead":
        return when.first if when.first > limit.last else None
    return when.last if when.last < limit.first else None
