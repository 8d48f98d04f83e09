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

_BESIDE = 5
"""Characters behind an age in which a time says that it is not that of the day."""
_AHEAD, _NEAR = 80, 4
"""Characters between an age and the name behind it; years by which one that opens a sentence may be out."""


def age(scene: Scene) -> Iterator[Conflict | NotChecked]:
    """`Untel, 71 ans`. {expected}: the age on the draft's date; {person}: whose; {born}: the date of birth."""
    for span, id in _people(scene):
        person = scene.facts.people[id]
        found = (_behind(scene, span) or _ahead(scene, span, person.born)) if person.born else None
        if found is None or person.born is None or around.times_in(scene, (found.end(), found.end() + _BESIDE)):
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


def _behind(scene: Scene, span: Span) -> re.Match[str] | None:
    """`Untel, 71 ans`: the age behind a name."""
    words, text = scene.grammar.words, scene.document.text
    found = _pattern(words["age_before"], words["age_behind"]).match(text, _behind_country(scene, span[1]))
    return found or _apposed(words["age_apposed"]).match(text, span[1])


def _behind_country(scene: Scene, at: int) -> int:
    """`President Untel of Valdoria, 71,`: where the country behind a name ends; else the place itself."""
    near = (one for one in around.mentions_after(scene, at) if one.kind == "country")
    links = scene.grammar.words["title_of"]
    return next((one.span[1] for one in near if scene.document.text[at : one.span[0]].replace("’", "'") in links), at)


def _ahead(scene: Scene, span: Span, born: FuzzyDate | None) -> re.Match[str] | None:
    """The age before a name: `the 71-year-old president Untel`; `À 71 ans, Untel`, where it can be that of the day."""
    words = scene.grammar.words
    for form in (*words["age_ahead"], *words["age_opening"]):
        for found in _form(form).finditer(scene.document.text, max(0, span[0] - _AHEAD), span[0]):
            if _only_titles(scene, found.end(), span[0]) and (form in words["age_ahead"] or _of_today(scene, found, span, born)):
                return found
    return None


def _of_today(scene: Scene, found: re.Match[str], span: Span, born: FuzzyDate | None) -> bool:
    """Whether an age that opens a sentence is meant for the day of the draft: near it, and in no sentence of the past."""
    now = _ages(born, scene.date) if born and scene.date else frozenset[int]()
    opens = around.sentence(scene, span[0])[0] == found.start()
    return opens and any(abs(int(found["age"]) - years) <= _NEAR for years in now) and not _past(scene, span)


def _past(scene: Scene, span: Span) -> bool:
    end = around.sentence(scene, span[0])[1]
    told = around.TOKEN.finditer(scene.document.text, span[1], min(end, span[1] + _AHEAD))
    return any(word.group().lower() in scene.grammar.words["past_narration"] for word in told)


def _only_titles(scene: Scene, start: int, end: int) -> bool:
    """Whether nothing but the person's title stands between an age and a name."""
    titles = {word for title in scene.grammar.words["title_nouns"] for word in title.split()}
    office = next((m.span for m in around.mentions_within(scene, (start, end)) if m.kind == "office"), (end, end))
    words = around.gap(scene, (start, office[0]))
    return words is not None and all(word in titles for word in words) and not scene.document.text[office[1] : end].strip(" ,")


@cache
def _form(form: str) -> re.Pattern[str]:
    before, behind = (re.escape(part).replace(r"\ ", r"\s") for part in form.split("{age}"))
    return re.compile(rf"(?<!\w){before}(?P<age>\d{{2,3}}){behind}", re.IGNORECASE)


@cache
def _apposed(forms: tuple[str, ...]) -> re.Pattern[str]:
    """`Untel, diplomate de 71 ans,`: an apposition of one noun with the age. A language has one such form."""
    made = re.escape(forms[0]).replace(r"\{noun\}", r"[a-zà-öø-ÿ]+").replace(r"\{age\}", r"(?P<age>\d{2})")
    return re.compile(made)


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
