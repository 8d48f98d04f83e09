"""Facts and a day in, what held on that day out, and how far that can be trusted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from factcheck.facts.files import doubtful, load, merge, parse, texts
from factcheck.model import Facts, FactUse, FuzzyDate, LifeEvent, Named, Office, Origin, Spell, Treaty

__all__ = ["doubtful", "load", "merge", "parse", "texts"]

MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a person held an office on a day, and the line that decides it (None when no line speaks of it).

    `unknown`: the day falls into a fuzzy edge. `before`, `later`: the nearest other time in that office; both None and
    not held means never, as far as the facts know.
    """

    person: str
    office: str
    answer: Literal["held", "not-held", "unknown"]
    spell: Spell | None
    use: FactUse | None
    before: Spell | None = None
    later: Spell | None = None


@dataclass(frozen=True, slots=True)
class State:
    """What had happened to a treaty by a day: its last line, whether it was in force, and what single parties did.

    `in_force` is None where nobody can tell: a fuzzy date, a term that ran out without a line that says so.
    """

    event: LifeEvent | None
    in_force: bool | None
    use: FactUse | None
    by_party: tuple[LifeEvent, ...]


IN_FORCE = frozenset({"in force", "extended", "resumed"})
NOT_YET = frozenset({"signed", "opened for signature", "framework agreed", "negotiated"})
NO_LONGER = frozenset({"suspended", "expired", "ended", "terminated", "superseded", "denounced"})
WITHOUT_EFFECT = frozenset({"ratified", "amended", "acceded", "withdrawn", "ratification revoked"})
"""Events after which a treaty is in force, is not yet or no longer, or stays what it was."""


# ---------------------------------------------------------------- how far a fact can be trusted


def confirmed(facts: Facts, origin: Origin, seen: FuzzyDate | None = None) -> dt.date | None:
    """The last day for which a source of the line, or `seen`, speaks."""
    spoken = [source.as_of for id in origin.sources if (source := facts.sources.get(id))]
    return max((date.first for date in (*spoken, seen) if date), default=None)


def use(
    facts: Facts,
    origin: Origin,
    id: str,
    on: dt.date | None = None,
    *,
    valid: str = "",
    exact: bool = True,
    spell: Spell | None = None,
) -> FactUse:
    """A dated line as a conflict uses it on a day. `spell`: a time in office without an end, which must be fresh."""
    verified = [source for source in origin.sources if source != MEMORY]
    if not verified and not (origin.given and not origin.sources):
        return FactUse(id, origin, "memory", valid)
    if spell is not None and on is not None and _stale(facts, spell, on):
        return FactUse(id, origin, "stale", valid)
    return FactUse(id, origin, "firm" if exact else "fuzzy", valid)


def _stale(facts: Facts, spell: Spell, on: dt.date) -> bool:
    last = confirmed(facts, spell.origin, spell.seen)
    if spell.scheduled and on > spell.scheduled.last and (last is None or last <= spell.scheduled.last):
        return True  # it was due to end: whether it did nobody has looked since
    if last is None:
        return not spell.origin.given
    return (on - last).days > facts.stale_after


def form_use(named: Named) -> FactUse:
    """A name, a title or a wrong form: the desk's own choice, firm unless its source is memory."""
    sources = named.origin.sources
    return FactUse(named.id, named.origin, "memory" if sources and set(sources) == {MEMORY} else "firm")


def title_use(facts: Facts, office: Office, on: dt.date | None) -> FactUse:
    """A title, with the sources of those who held it on the day where it has none of its own."""
    made = form_use(office.named)
    if made.origin.sources or on is None:
        return made
    held = [found.spell for found in holders(facts, office.named.id, on) if found.spell]
    named = [source for spell in held for source in spell.origin.sources if source != MEMORY]
    return replace(made, origin=replace(made.origin, sources=tuple(dict.fromkeys(named))))


def valid(spell: Spell) -> str:
    """The dates between which it holds, as written."""
    start = spell.start.text if spell.start else "?"
    end = spell.until.text if spell.until else "?" if spell.ended_unknown else ""
    return f"{start} – {end}".rstrip()


# ---------------------------------------------------------------- offices


def standing(facts: Facts, person_id: str, office_id: str, on: dt.date) -> Standing:
    """Whether the person held the office on that day. A hand-over day belongs to both holders."""
    spells = [spell for id, spell in facts.held_by.get(office_id, ()) if id == person_id]
    answers = [(_answer(facts, spell, on), spell) for spell in spells]
    before = max((spell for answer, spell in answers if answer == "before"), key=_last, default=None)
    later = min((spell for answer, spell in answers if answer == "later"), key=_first, default=None)
    for answer, spell in sorted((pair for pair in answers if pair[0] in ("held", "unknown")), key=lambda pair: pair[0]):
        exact = answer == "held" and _exact(spell.start) and _exact(spell.until)
        made = spell_use(facts, person_id, spell, on, exact=exact)
        return Standing(person_id, office_id, "held" if answer == "held" else "unknown", spell, made, before, later)
    decides = before or later
    if decides is None:
        return Standing(person_id, office_id, "not-held", None, None)
    exact = _exact(decides.until) and not decides.ended_unknown if before else _exact(decides.start)
    made = spell_use(facts, person_id, decides, on, exact=exact)
    made = replace(made, origin=_knowing_the_end(facts, decides)) if before else made
    return Standing(person_id, office_id, "not-held", decides, made, before, later)


def _knowing_the_end(facts: Facts, spell: Spell) -> Origin:
    """The line with those sources first that speak for a day on which it was over: a finding prints the first."""
    spoken = {id: facts.sources[id].as_of for id in spell.origin.sources if id in facts.sources}
    early = {id for id, date in spoken.items() if date and spell.until and date.last < spell.until.first}
    return replace(spell.origin, sources=tuple(sorted(spell.origin.sources, key=lambda id: id in early)))


def holders(facts: Facts, office_id: str, on: dt.date) -> tuple[Standing, ...]:
    """Everybody who held the office on that day, then those who may have."""
    people = dict.fromkeys(id for id, _ in facts.held_by.get(office_id, ()))
    found = [standing(facts, id, office_id, on) for id in people]
    return tuple(one for wanted in ("held", "unknown") for one in found if one.answer == wanted)


def offices_of(facts: Facts, person_id: str, on: dt.date) -> tuple[Standing, ...]:
    """The offices that the person held on that day, or may have."""
    person = facts.people.get(person_id)
    offices = dict.fromkeys(spell.office for spell in person.spells) if person else {}
    found = (standing(facts, person_id, office, on) for office in offices)
    return tuple(one for one in found if one.answer != "not-held")


def spell_use(facts: Facts, id: str, spell: Spell, on: dt.date | None, exact: bool = True) -> FactUse:
    """A time in office as a conflict uses it: an open one must have been confirmed lately."""
    still_open = spell.until is None and not spell.ended_unknown
    made = use(facts, spell.origin, id, on, valid=valid(spell), exact=exact, spell=spell if still_open else None)
    return replace(made, standing="fuzzy") if not exact and made.standing == "stale" else made


def _exact(date: FuzzyDate | None) -> bool:
    return date is None or date.exact


def _first(spell: Spell) -> dt.date:
    return spell.start.first if spell.start else dt.date.min


def _last(spell: Spell) -> dt.date:
    return spell.until.last if spell.until else dt.date.max


def _answer(facts: Facts, spell: Spell, on: dt.date) -> Literal["held", "unknown", "before", "later"]:
    """How the day lies to the time in office: in it, perhaps in it, the office held before that day, or later."""
    known = confirmed(facts, spell.origin, spell.seen)
    starts = (spell.start.first, spell.start.last) if spell.start else (dt.date.min, known or dt.date.max)
    ends = (spell.until.first, spell.until.last) if spell.until else (dt.date.max, dt.date.max)
    if spell.ended_unknown:
        seen = spell.seen.first if spell.seen else starts[1]
        ends = (seen, max(known or dt.date.max, seen))
    if on < starts[0]:
        return "later"
    if on > ends[1]:
        return "before"
    return "held" if starts[1] <= on <= ends[0] else "unknown"


def country(facts: Facts, office_id: str) -> str | None:
    """The country of an office, through the country of its organisation where it belongs to one."""
    return next((id for id in bodies(facts, office_id) if id in facts.countries or id not in facts.organisations), None)


def bodies(facts: Facts, office_id: str) -> tuple[str, ...]:
    """The organisation or country that the office belongs to, then the country of that organisation."""
    office = facts.offices.get(office_id)
    if office is None or office.of is None:
        return ()
    body = facts.organisations.get(office.of)
    return (office.of, body.country) if body and body.country else (office.of,)


def titles(office: Office, language: str, on: dt.date | None = None) -> tuple[str, ...]:
    """Every right title: those to print first, then the accepted ones, then those accepted from a date on."""
    dated = (form for line in office.also_from if on is None or line.date.last <= on for form in line.forms.get(language, ()))
    always = (form for forms in (office.named.name, office.named.short, office.named.also) for form in forms.get(language, ()))
    return tuple(dict.fromkeys((*always, *dated)))


# ---------------------------------------------------------------- treaties


def state(facts: Facts, treaty: Treaty, on: dt.date) -> State:
    """The treaty's state on a day: its last line that concerns no party alone."""
    own = [event for event in treaty.life if event.by is None or event.by in facts.treaties]
    past = [event for event in own if event.date.last <= on]
    event = max(past, key=lambda line: line.date.last, default=None)
    unsure = any(line.date.first <= on < line.date.last for line in own)
    exact = event is not None and event.date.exact and not unsure
    made = use(facts, event.origin, treaty.named.id, on, valid=event.date.text, exact=exact) if event else None
    by_party = tuple(line for line in treaty.life if line not in own and line.date.last <= on)
    return State(event, None if unsure else _in_force(treaty, past, on), made, by_party)


def _in_force(treaty: Treaty, past: list[LifeEvent], on: dt.date) -> bool | None:
    if treaty.never_in_force:
        return False
    last = next(_decisive(past), None)
    if last is None:
        return False if not past else None
    ran_out = last.to is not None and on > last.to.last
    return None if ran_out else last.event in IN_FORCE


def _decisive(past: list[LifeEvent]) -> Iterator[LifeEvent]:
    """Lines that make a treaty be in force or not, the last one first."""
    for line in sorted(past, key=lambda line: line.date.last, reverse=True):
        if line.event in IN_FORCE | NOT_YET | NO_LONGER:
            yield line
