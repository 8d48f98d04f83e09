"""Rows of an importer and the facts in, a facts file out that a human reads, mends and merges.

It never changes a name, never closes a time in office because the source is silent, never takes an end in the future for an
end, and never takes two people for one because their names are spelt alike in Latin letters: it asks.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from factcheck import dates
from factcheck import facts as known
from factcheck.facts.importing.rows import Holding, Place, Row, slug
from factcheck.model import Facts, FuzzyDate, Person, Spell

_PLAIN = re.compile(r"[^\W_][\w .’'-]*")
_ARTICLE = re.compile(r"^(?:la |le |les |l’|the |el |los |las )", re.IGNORECASE)


@dataclass(slots=True)
class _Sheet:
    """The proposal while it is written: lines by person, new offices and countries, and what a human must decide."""

    offices: dict[str, str] = field(default_factory=dict)
    people: dict[str, list[str]] = field(default_factory=dict)
    spells: dict[str, list[str]] = field(default_factory=dict)
    countries: dict[str, list[str]] = field(default_factory=dict)
    asks: list[str] = field(default_factory=list)
    known: dict[str, tuple[str | None, ...]] = field(default_factory=dict)
    """Ids of new people to what tells them from others of the same name."""


def write(rows: Iterable[Row], facts: Facts, source: str, url: str, as_of: dt.date, ids: Mapping[str, str]) -> str:
    """The proposal as YAML. `source`: id of the new source; `ids`: names or Wikidata ids in the data to ids of the facts."""
    sheet = _Sheet()
    for row in rows:
        if isinstance(row, Holding):
            _holding(row, facts, sheet, source, as_of, ids)
        elif isinstance(row, Place):
            _place(row, facts, sheet, source)
        else:
            sheet.asks.append(row.text)
    head = ("# A proposal: read it, mend it, then merge it.", "facts: 1", "sources:")
    told = f"  {source}: {{url: {_text(url)}, as_of: {as_of.isoformat()}}}"
    return "\n".join((*head, told, *_blocks(sheet), *_asked(sheet))) + "\n"


def _asked(sheet: _Sheet) -> Iterator[str]:
    if sheet.asks:
        yield "\n# For you to decide:"
        yield from (f"# - {' '.join(ask.split())}" for ask in dict.fromkeys(sheet.asks))


def _blocks(sheet: _Sheet) -> Iterator[str]:
    if sheet.offices:
        yield "\noffices:"
        yield from (f"  {id}: {line}" for id, line in sheet.offices.items())
    if sheet.people or sheet.spells:
        yield "\npeople:"
        for id in dict.fromkeys((*sheet.people, *sheet.spells)):
            spells = sheet.spells.get(id, ())
            lines = (*sheet.people.get(id, ()), *(("offices:",) if spells else ()), *(f"  - {line}" for line in spells))
            yield "\n".join((f"  {id}:", *(f"    {line}" for line in lines)))
    if sheet.countries:
        yield "\ncountries:"
        yield from ("\n".join((f"  {id}:", *(f"    {line}" for line in lines))) for id, lines in sheet.countries.items())


# ---------------------------------------------------------------- people and posts


def _holding(row: Holding, facts: Facts, sheet: _Sheet, source: str, as_of: dt.date, ids: Mapping[str, str]) -> None:
    name = next(iter(row.name.values()), row.wikidata or "?")
    office = _office(row, facts, sheet, ids)
    person = _person(row, facts, ids)
    if office is None:
        sheet.asks.append(f"{name}: which office is {row.post}? Give its id in --map.")
    elif not row.start and row.until in (None, "unknown"):
        sheet.asks.append(f"{name} ({office}): the source has neither beginning nor end. Write them by hand.")
    elif person is None and (alike := _alike(row, facts) or _in_post(row, office, facts)):
        mapped = f"{_text(_key(row, name))}: {alike}"
        sheet.asks.append(f"{name} ({office}, {row.start}): is it {alike}? If so, write `{mapped}` in --map.")
    else:
        id = person or _new(row, sheet)
        spells = [spell for who, spell in facts.held_by.get(office, ()) if who == id]
        _spell(row, id, office, spells, sheet, source, as_of)


def _person(row: Holding, facts: Facts, ids: Mapping[str, str]) -> str | None:
    """By the map, by Wikidata id, then by the exact native name."""
    names = row.name.values()
    mapped = next((ids[key] for key in (*(_key(row, name) for name in names), *names) if key in ids), None)
    if mapped:
        return mapped
    for id, person in facts.people.items():
        if row.wikidata and person.named.wikidata == row.wikidata:
            return id
    return next((id for id, person in facts.people.items() if row.native and person.native == row.native), None)


def _key(row: Holding, name: str) -> str:
    """What the map calls somebody: the Wikidata id, else the name with the birthday, which father and son do not share."""
    return row.wikidata or " ".join((name, *((row.born,) if row.born else ())))


def _alike(row: Holding, facts: Facts) -> str | None:
    """Somebody of the facts whose name is spelt alike: to be asked about."""
    wanted = {slug(name) for name in row.name.values()}
    return next((id for id, person in facts.people.items() if id in wanted or wanted & _slugs(person)), None)


def _in_post(row: Holding, office: str, facts: Facts) -> str | None:
    """Whoever of the facts began in that office on that day."""
    start = dates.parse(row.start or "")
    return next((id for id, spell in facts.held_by.get(office, ()) if start and _same_start(spell, start)), None)


def _slugs(person: Person) -> set[str]:
    named = person.named
    return {slug(form) for forms in (named.name, named.also) for language in forms for form in forms[language]}


def _new(row: Holding, sheet: _Sheet) -> str:
    """A new entry, once."""
    id = slug(row.name.get("en") or next(iter(row.name.values()), row.wikidata or "unknown"))
    own = (row.wikidata, row.native, row.born)
    if sheet.known.setdefault(id, own) != own:
        id = slug(f"{id} {row.born or row.wikidata or row.start or 2}")
    if id not in sheet.people:
        short = dict.fromkeys(row.name, row.surname) if row.surname else {}
        lines = [f"{key}: {_map(forms)}" for key, forms in (("name", row.name), ("short", short)) if forms]
        plain = {"native": row.native, "wikidata": row.wikidata, "sex": row.sex, "born": row.born}
        lines += (f"{key}: {_text(value)}" for key, value in plain.items() if value)
        sheet.people[id] = [*lines, *(("family_name_first: yes",) if row.family_name_first else ())]
    return id


def _office(row: Holding, facts: Facts, sheet: _Sheet, ids: Mapping[str, str]) -> str | None:
    """By the map, by Wikidata id, then by the English title in that country; else a new one, where the country is known."""
    if row.post in ids:
        return ids[row.post]
    for id, office in facts.offices.items():
        if row.post_wikidata and office.named.wikidata == row.post_wikidata:
            return id
        titles = {title.lower() for title in known.titles(office, "en")}
        if row.country and row.post.lower() in titles and row.country in known.bodies(facts, id):
            return id
    if row.country is None:
        return None
    id = slug(f"{row.country} {row.post}")
    sheet.offices.setdefault(id, f"{{title: {{en: {_text(row.post)}}}, of: {row.country}}}")
    return id


def _spell(row: Holding, id: str, office: str, spells: list[Spell], sheet: _Sheet, source: str, as_of: dt.date) -> None:
    """A new line, a confirmed one, or a question where the dates differ by more than a hand-over."""
    start, end = dates.parse(row.start or ""), dates.parse(row.until or "")
    same = next((spell for spell in spells if start and _same_start(spell, start)), None)
    over = row.until == "unknown" or (end is not None and end.last <= as_of)
    told = {"until": row.until} if over else {"scheduled": row.until} if end else {}
    begins, ends = start.first if start else None, end.last if end and over else None
    if same is not None and (not same.until or not ends or _close(same.until, end)):
        sheet.spells.setdefault(id, []).append(_map(_confirmed(same, office, told, source)))
    elif any(_meets(spell, begins, ends) for spell in spells):
        have = ", ".join(map(known.valid, spells))
        sheet.asks.append(f"{id}, {office}: the facts have {have}; the source says {row.start} – {row.until or ''}")
    else:
        sheet.spells.setdefault(id, []).append(_map({"office": office, "from": row.start, **told, "src": source}))


def _confirmed(spell: Spell, office: str, told: Mapping[str, str | None], source: str) -> Mapping[str, object]:
    """The line of the facts with the source's end, if it has none, and the source."""
    kept: dict[str, object] = {"scheduled": spell.scheduled, **told}
    if spell.until or spell.ended_unknown:
        kept = {"until": spell.until or told.get("until") or "unknown"}
    sources = list(dict.fromkeys((*spell.origin.sources, source)))
    acting = "yes" if spell.acting else ""
    return {"office": office, "from": spell.start, **kept, "seen": spell.seen, "acting": acting, "src": sources}


def _same_start(spell: Spell, start: FuzzyDate) -> bool:
    """The same day, the day before or after (a hand-over), or a day that the shorter of the two dates can mean."""
    return spell.start is not None and _close(spell.start, start)


def _close(one: FuzzyDate, other: FuzzyDate | None) -> bool:
    return other is not None and (one.first - other.last).days <= 1 and (other.first - one.last).days <= 1


def _meets(spell: Spell, first: dt.date | None, last: dt.date | None) -> bool:
    begins, ends = spell.start.first if spell.start else dt.date.min, spell.until.last if spell.until else dt.date.max
    return begins < (last or dt.date.max) and (first or dt.date.min) < ends


# ---------------------------------------------------------------- countries


def _place(row: Place, facts: Facts, sheet: _Sheet, source: str) -> None:
    """A country that the facts lack; of one they have, the names that differ, to be sorted by hand."""
    country = facts.countries.get(row.id)
    if country is None:
        also = {language: [form] for language, form in row.formal.items() if form != row.name.get(language)}
        maps = {"name": row.name, "also": also, "capital": row.capital}
        lines = [f"{key}: {_map(value)}" for key, value in maps.items() if value]
        sheet.countries[row.id] = [*lines, *((f"wikidata: {row.wikidata}",) if row.wikidata else ()), f"src: {source}"]
        return
    for language, form in row.name.items():
        right = (*country.named.name.get(language, ()), *country.named.also.get(language, ()))
        if _bare(form) not in map(_bare, right):
            have = ", ".join(right)
            sheet.asks.append(f"{row.id} ({language}): the facts have {have}; the source says {form}: `also` or `wrong`?")


def _bare(name: str) -> str:
    """Without article: an atlas has Grenade where a desk has la Grenade, and Îles Marshall where it has îles Marshall."""
    return _ARTICLE.sub("", name).casefold()


# ---------------------------------------------------------------- YAML


def _text(value: str) -> str:
    """Quoted where YAML needs it."""
    return value if _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)


def _map(values: Mapping[str, object]) -> str:
    return "{" + ", ".join(f"{key}: {_value(value)}" for key, value in values.items() if value) + "}"


def _value(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_text(str(item)) for item in value) + "]"
    return _text(str(getattr(value, "text", value)))
