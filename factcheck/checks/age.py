"""Ages beside people in, those that their date of birth does not give on the draft's date out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

from factcheck import facts
from factcheck.checks import around, entries, titled, worded
from factcheck.checks.scene import Scene
from factcheck.model import Conflict, FuzzyDate, Mention, NotChecked, Span

PLACEHOLDERS = ("person", "born")


def age(scene: Scene) -> Iterator[Conflict | NotChecked]:
    """`Untel, 71 ans`. {expected}: the age on the draft's date; {person}: whose; {born}: the date of birth."""
    pattern = _pattern(scene.grammar.words["age_before"], scene.grammar.words["age_behind"])
    full = titled.named_in_full(scene)
    for mention in scene.mentions:
        person = scene.facts.people.get(mention.ids[0]) if mention.kind == "person" and len(mention.ids) == 1 else None
        found = pattern.match(scene.document.text, mention.span[1]) if person and person.born else None
        if found is None or person is None or person.born is None or mention.ids[0] not in full:
            continue
        if scene.date is None:
            yield NotChecked(found.span("age"), "draft-without-date")
            return
        days = (scene.date, *around.other_days(scene, mention.span))
        right = {years for day in days for years in _ages(person.born, day)}
        if int(found["age"]) not in right and not (person.died and person.died.first <= scene.date):
            yield _conflict(scene, found.span("age"), mention, person.born)


@cache
def _pattern(before: tuple[str, ...], after: tuple[str, ...]) -> re.Pattern[str]:
    """What may stand between a name and an age, the number, and what must stand behind it."""
    first, last = ("|".join(re.escape(words).replace(r"\ ", r"\s") for words in some) for some in (before, after))
    return re.compile(rf"(?:{first})(?P<age>\d{{1,3}})(?:{last})(?!\w)")


def _ages(born: FuzzyDate, day: dt.date) -> frozenset[int]:
    """The ages that somebody born then can have on that day."""
    return frozenset(range(_years(born.last, day), _years(born.first, day) + 1))


def _years(born: dt.date, day: dt.date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _conflict(scene: Scene, span: Span, mention: Mention, born: FuzzyDate) -> Conflict:
    person = scene.facts.people[mention.ids[0]]
    ages = sorted(_ages(born, scene.date)) if scene.date else []
    return Conflict(
        span,
        expected=str(ages[0]) if len(ages) == 1 else None,
        fact=facts.use(scene.facts, person.named.origin, person.named.id, scene.date, valid=born.text, exact=born.exact),
        values={"person": entries.name(scene, person.named), "born": worded.date(scene.grammar, born)},
    )
