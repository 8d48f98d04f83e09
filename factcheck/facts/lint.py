"""Facts in, what is doubtful about them out, each with its place: overlaps, gaps, shared names, keys without effect."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from factcheck import facts as known
from factcheck.errors import Problem, problem
from factcheck.facts.page import nearest
from factcheck.model import Country, Facts, FuzzyDate, Named, Office, Organisation, Origin, Person, Spell, Treaty

_HAND_OVER = 7
"""Days for which a post may stand empty between two holders without a word about it."""
_EVENTS = known.IN_FORCE | known.NOT_YET | known.NO_LONGER | known.WITHOUT_EFFECT


def lint(facts: Facts, on: dt.date | None = None) -> tuple[Problem, ...]:
    """Everything doubtful, by file and line. `on`: the day by which open times in office must have been confirmed."""
    found = chain(_times(facts), _holders(facts), _names(facts), _unsourced(facts), _dead(facts), _treaties(facts))
    return tuple(sorted({*found, *(_stale(facts, on) if on else ())}))


def _at(origin: Origin, code: str, **values: object) -> Problem:
    return problem(origin.file, origin.line, origin.column, code, **values)


# ---------------------------------------------------------------- dates


def _times(facts: Facts) -> Iterator[Problem]:
    """Ends before starts."""
    for id, person in facts.people.items():
        if _after(person.born, person.died):
            yield _at(person.named.origin, "facts-lint-backwards", id=id)
        backwards = (spell for spell in person.spells if _after(spell.start, spell.until))
        yield from (_at(spell.origin, "facts-lint-backwards", id=id) for spell in backwards)
    for id, event in facts.events.items():
        if _after(event.start, event.until):
            yield _at(event.named.origin, "facts-lint-backwards", id=id)
    for id, treaty in facts.treaties.items():
        yield from (_at(line.origin, "facts-lint-backwards", id=id) for line in treaty.life if _after(line.date, line.to))


def _after(first: FuzzyDate | None, last: FuzzyDate | None) -> bool:
    return first is not None and last is not None and first.first > last.last


@dataclass(frozen=True, slots=True)
class _Time:
    """A time in office with the days between which it certainly was."""

    person: str
    spell: Spell
    start: dt.date
    end: dt.date


def _holders(facts: Facts) -> Iterator[Problem]:
    """Posts for one that two held at once, and times in which nobody did."""
    for id, office in facts.offices.items():
        held = [_Time(person, spell, *_certain(spell)) for person, spell in facts.held_by.get(id, ())]
        times = sorted((time for time in held if time.start <= time.end), key=lambda time: (time.start, time.end))
        if not office.shared:
            yield from _overlaps(id, times)
        yield from _gaps(id, times, [time.spell for time in held if time.spell.start is None])


def _certain(spell: Spell) -> tuple[dt.date, dt.date]:
    start = spell.start.last if spell.start else dt.date.max
    if spell.ended_unknown:
        return start, spell.seen.first if spell.seen else start
    return start, spell.until.first if spell.until else dt.date.max


def _overlaps(office: str, times: Sequence[_Time]) -> Iterator[Problem]:
    """Each time against the one before it that lasted longest: more than a hand-over day in common."""
    longest: _Time | None = None
    for time in times:
        if longest is not None and time.start < longest.end and not (time.spell.acting or longest.spell.acting):
            yield _at(time.spell.origin, "facts-lint-overlap", office=office, one=longest.person, other=time.person)
        longest = time if longest is None or time.end > longest.end else longest


def _gaps(office: str, times: Sequence[_Time], undated: Sequence[Spell]) -> Iterator[Problem]:
    """Not where somebody may have held the post of whom nobody noted the beginning."""
    done: _Time | None = None
    for time in times:
        ended, start = (done.spell.until if done else None), time.spell.start
        filled = any(spell.until and ended and spell.until.last > ended.last for spell in undated)
        if ended and start and (start.first - ended.last).days > _HAND_OVER and not filled:
            since, until = ended.text, start.text
            yield _at(time.spell.origin, "facts-lint-gap", office=office, since=since, until=until)
        done = time if done is None or time.end >= done.end else done


def _stale(facts: Facts, on: dt.date) -> Iterator[Problem]:
    for id, person in facts.people.items():
        for spell in person.spells:
            answer = known.standing(facts, id, spell.office, on)
            if answer.spell == spell and answer.use and answer.use.standing == "stale":
                last = known.confirmed(facts, spell.origin, spell.seen)
                yield _at(spell.origin, "facts-lint-stale", id=id, office=spell.office, last=last or "—")


# ---------------------------------------------------------------- names


def _named(facts: Facts) -> Iterator[tuple[str, Named]]:
    blocks: tuple[Mapping[str, Office | Person | Treaty | Country], ...] = (facts.people, facts.treaties, facts.countries)
    for kind, block in zip(("people", "treaties", "countries"), blocks, strict=True):
        yield from ((kind, entry.named) for entry in block.values())
    yield from (("organisations", entry.named) for entry in facts.organisations.values())


def _names(facts: Facts) -> Iterator[Problem]:
    """A full name of two entries, and a wrong form that is right: of the entry itself, or of another."""
    owners: dict[tuple[str, str, str], str] = {}
    for kind, named in _named(facts):
        for language, form in _full(named):
            owner = owners.setdefault((kind, language, form), named.id)
            if owner != named.id and not _told_apart(facts, named.id, owner):
                yield _at(named.origin, "facts-lint-name-twice", form=form, id=named.id, other=owner, language=language)
    right = {(language, form): id for (_, language, form), id in reversed(owners.items())}
    for _, named in _named(facts):
        yield from _wrong(named, right, facts)
    yield from _titles(facts)


def _titles(facts: Facts) -> Iterator[Problem]:
    """A wrong title that is right: of the office itself, or of another of the same body; elsewhere it may well be right."""
    bodies = {id: known.bodies(facts, id) for id in facts.offices}
    together: dict[str, list[Office]] = {}
    for id, office in facts.offices.items():
        for body in bodies[id]:
            together.setdefault(body, []).append(office)
    for id, office in facts.offices.items():
        beside = [other for body in bodies[id] for other in together[body]] if office.named.wrong else []
        right = {title: other.named.id for other in (*beside, office) for title in _full(other.named)}
        yield from _wrong(office.named, right, facts)


def _full(named: Named) -> Iterator[tuple[str, str]]:
    for forms in (named.name, named.also):
        yield from ((language, form) for language in forms for form in forms[language])


def _told_apart(facts: Facts, one: str, other: str) -> bool:
    """Whether one of the two entries says by `not_to_confuse` that the desk knows of the other."""
    blocks: tuple[Mapping[str, Treaty | Person | Country | Organisation | Office], ...]
    blocks = (facts.treaties, facts.people, facts.countries, facts.organisations, facts.offices)
    entries = {id: block[id].named for block in blocks for id in (one, other) if id in block}
    return any(another in named.not_to_confuse for named in entries.values() for another in (one, other))


def _wrong(named: Named, right: Mapping[tuple[str, str], str], facts: Facts) -> Iterator[Problem]:
    for language, forms in named.wrong.items():
        for form in forms:
            owner = named.id if form == forms[form] else right.get((language, form))
            code = "facts-lint-wrong-is-own" if owner == named.id else "facts-lint-wrong-is-right"
            if owner is not None and (owner == named.id or not _told_apart(facts, named.id, owner)):
                yield _at(named.origin, code, form=form, id=named.id, other=owner, language=language)


# ---------------------------------------------------------------- sources and keys


def _lines(facts: Facts) -> Iterator[tuple[str, Origin]]:
    """Every dated line, which needs a source."""
    for id, person in facts.people.items():
        yield from ((id, spell.origin) for spell in person.spells)
    for id, treaty in facts.treaties.items():
        yield from ((id, event.origin) for event in treaty.life)
    for id, body in facts.organisations.items():
        yield from ((id, members.origin) for members in body.members)
    yield from ((id, act.named.origin) for id, act in facts.acts.items())
    yield from ((id, event.named.origin) for id, event in facts.events.items())
    yield from ((id, quote.origin) for id, quote in facts.quotes.items())


def _unsourced(facts: Facts) -> Iterator[Problem]:
    yield from (_at(origin, "facts-lint-no-source", id=id) for id, origin in _lines(facts) if not origin.sources)


def _dead(facts: Facts) -> Iterator[Problem]:
    """Keys that have no effect."""
    for id, person in facts.people.items():
        for spell in person.spells:
            yield from (_at(spell.origin, "facts-lint-dead-key", key=key, id=id) for key in _idle(facts, spell))
    for id, treaty in facts.treaties.items():
        forms = {form for wrong in treaty.named.wrong.values() for form in wrong}
        idle = (form for form in treaty.level if form not in forms)
        yield from (_at(treaty.named.origin, "facts-lint-dead-key", key=f"level: {form}", id=id) for form in idle)
    for id, country in facts.countries.items():
        if country.capital_wrong and not country.capital:
            yield _at(country.named.origin, "facts-lint-dead-key", key="capital_wrong", id=id)
    yield from _unknown_confusables(facts)


def _idle(facts: Facts, spell: Spell) -> Iterator[str]:
    sources = [facts.sources[id].as_of for id in spell.origin.sources if id in facts.sources]
    over = spell.ended_unknown  # until when it certainly lasted no source's date tells
    if spell.seen and not over and (spell.until or any(date and date.first >= spell.seen.last for date in sources)):
        yield "seen"
    if spell.scheduled and spell.until:
        yield "scheduled"


def _unknown_confusables(facts: Facts) -> Iterator[Problem]:
    blocks: tuple[Mapping[str, object], ...] = (facts.offices, facts.people, facts.treaties, facts.organisations, facts.countries)
    ids = {id for block in blocks for id in block}
    for named in (*(named for _, named in _named(facts)), *(office.named for office in facts.offices.values())):
        for other in named.not_to_confuse:
            if other not in ids:
                yield _at(named.origin, "facts-lint-dead-key", key=f"not_to_confuse: {other}", id=named.id)


def _circles(facts: Facts) -> Iterator[Problem]:
    """Treaties that follow one another in a circle: told once, at the treaty that the walk comes back to."""
    done: set[str] = set()
    for first in facts.treaties:
        path: dict[str, None] = {}
        walk = [iter((first,))]
        while walk:
            id = next(walk[-1], None)
            if id is None:
                walk.pop()
                done.update([path.popitem()[0]] if path else ())
            elif id in path:
                yield _at(facts.treaties[id].named.origin, "facts-lint-circle", id=id, last=next(reversed(path)))
            elif id in facts.treaties and id not in done:
                path[id] = None
                walk.append(iter(facts.treaties[id].follows))


def _treaties(facts: Facts) -> Iterator[Problem]:
    """Lines out of order, events that no check knows, treaties in a circle."""
    yield from _circles(facts)
    for id, treaty in facts.treaties.items():
        for one, other in pairwise(treaty.life):
            if other.date.last < one.date.first:
                yield _at(other.origin, "facts-lint-out-of-order", id=id, date=other.date.text)
        for line in treaty.life:
            if line.event not in _EVENTS:
                near = nearest(line.event, sorted(_EVENTS)) or ", ".join(sorted(_EVENTS))
                yield _at(line.origin, "facts-lint-event", event=line.event, near=near)
