"""Assertions with a day in, those whose speaker was dead by then, or not yet born, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal

from factcheck import facts, times
from factcheck.checks import around, entries, worded
from factcheck.checks.scene import Scene
from factcheck.model import Assertion, Conflict, FuzzyDate, Person, When

PLACEHOLDERS = ("person", "day", "date")


def speaker_dead(scene: Scene, *, state: Literal["dead", "unborn"]) -> Iterator[Conflict]:
    """Somebody who is said to have spoken on a day after their death (`dead`) or before their birth (`unborn`).

    {person}: who; {day}: the day of the words; {date}: that of the death or the birth. Only where the draft dates the saying.
    """
    for assertion in scene.assertions:
        person = scene.facts.people.get(str(assertion.speaker.entity)) if assertion.speaker and assertion.speaker.entity else None
        limit = _limit(person, state)
        when = (assertion.when or _fronted(scene, assertion)) if limit else None
        day = _impossible(when, limit, state)
        if person and limit and day and when:
            yield Conflict(
                when.span,
                fact=facts.use(
                    scene.facts, person.named.origin, person.named.id, scene.date, valid=limit.text, exact=limit.exact
                ),
                assertion=assertion.id,
                values={
                    "person": entries.name(scene, person.named),
                    "day": worded.day(scene.grammar, day),
                    "date": worded.date(scene.grammar, limit),
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
