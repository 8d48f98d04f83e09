"""Ages beside people in, those that their date of birth does not give on the draft's date out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

from factcheck import facts
from factcheck.checks import around, entries, titled, whose, worded
from factcheck.checks.scene import Scene
from factcheck.model import Conflict, FuzzyDate, NotChecked, Span

PLACEHOLDERS = ("person", "born")


def age(scene: Scene) -> Iterator[Conflict | NotChecked]:
    """`Untel, 71 ans`. {expected}: the age on the draft's date; {person}: whose; {born}: the date of birth."""
    pattern = _pattern(scene.grammar.words["age_before"], scene.grammar.words["age_behind"])
    for span, id in _people(scene):
        person = scene.facts.people[id]
        found = pattern.match(scene.document.text, span[1]) if person.born else None
        if found is None or person.born is None:
            continue
        if scene.date is None:
            yield NotChecked(found.span("age"), "draft-without-date")
            return
        days = (scene.date, *around.other_days(scene, span))
        right = {years for day in days for years in _ages(person.born, day)}
        if int(found["age"]) not in right and not (person.died and person.died.first <= scene.date):
            yield _conflict(scene, found.span("age"), id, person.born)


def _people(scene: Scene) -> Iterator[tuple[Span, str]]:
    """People named in full somewhere, and posts of a country or body without a name beside them: who holds one is known."""
    full = titled.named_in_full(scene)
    paired = {pair.office.span for pair in titled.pairs(scene)}
    for mention in scene.mentions:
        if mention.kind == "person" and len(mention.ids) == 1 and mention.ids[0] in full & scene.facts.people.keys():
            yield mention.span, mention.ids[0]
        elif mention.kind == "office" and mention.span not in paired and mention.status == "sitting" and scene.date:
            offices = whose.of_place(scene, mention) if not mention.modifier else ()
            holders = facts.holders(scene.facts, offices[0], scene.date) if len(offices) == 1 else ()
            if len(holders) == 1 and holders[0].answer == "held":
                yield mention.span, holders[0].person


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


def _conflict(scene: Scene, span: Span, id: str, born: FuzzyDate) -> Conflict:
    person = scene.facts.people[id]
    ages = sorted(_ages(born, scene.date)) if scene.date else []
    return Conflict(
        span,
        expected=str(ages[0]) if len(ages) == 1 else None,
        fact=facts.use(scene.facts, person.named.origin, person.named.id, scene.date, valid=born.text, exact=born.exact),
        values={"person": entries.name(scene, person.named), "born": worded.date(scene.grammar, born)},
    )
