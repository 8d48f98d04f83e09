"""Facts in, lines for a terminal out: one entry with where each of its lines comes from, or one line an entry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from factcheck import facts as known
from factcheck.errors import UserError, problem
from factcheck.facts.page import nearest
from factcheck.facts.schema import BLOCKS, Entry
from factcheck.facts.spots import Spot, Spots
from factcheck.model import Facts, FuzzyDate, KnownQuote, Origin

_KEYS = {"start": "from", "members": "members_from", "misread": "not", "spells": "offices"}
"""Fields of the nouns that have another name in a facts file."""


def show(facts: Facts, id: str, spots: Spots) -> str:
    """The entry as it stands after all layers, each line with its place and sources. Raises UserError for none."""
    for block in BLOCKS:
        entry = getattr(facts, block.name).get(id)
        if entry is not None:
            lines = (f"{block.name}: {id}    # {_place(_origin(entry))}", *_entry(facts, entry, block.required, spots.keys(id)))
            return "\n".join(lines) + "\n"
    retired = spots.retired(id)
    if retired is not None:
        raise UserError([problem(retired.file, retired.line, retired.column, "facts-retired", text=id)])
    near = nearest(id, sorted(id for block in BLOCKS for id in getattr(facts, block.name)))
    raise UserError([problem(id, 0, 0, "facts-no-entry-near" if near else "facts-no-entry", text=id, near=near or "")])


def listing(facts: Facts, on: dt.date | None = None, *, stale: bool = False, unsourced: bool = False) -> Iterator[str]:
    """One line an entry: id, first name, place. `stale` (on that day, or on that of `checked`), `unsourced`: those lines."""
    if stale or unsourced:
        yield from _doubtful(facts, on or (facts.checked.last if facts.checked else None), stale, unsourced)
        return
    for block in BLOCKS:
        for id, entry in getattr(facts, block.name).items():
            yield f"{id:32} {block.kind:13} {_first_name(entry):40} {_place(_origin(entry))}".rstrip()


def _doubtful(facts: Facts, on: dt.date | None, stale: bool, unsourced: bool) -> Iterator[str]:
    for id, person in facts.people.items():
        for spell in person.spells:
            use = known.spell_use(facts, id, spell, on)
            if (stale and use.standing == "stale") or (unsourced and use.standing == "memory"):
                yield f"{id:32} {spell.office:32} {known.valid(spell):26} {_place(spell.origin)}"
    if unsourced:
        for id, treaty in facts.treaties.items():
            for event in treaty.life:
                if known.use(facts, event.origin, id).standing == "memory":
                    yield f"{id:32} {event.event:32} {event.date.text:26} {_place(event.origin)}"


def _origin(entry: Entry) -> Origin:
    return entry.origin if isinstance(entry, KnownQuote) else entry.named.origin


def _first_name(entry: Entry) -> str:
    if isinstance(entry, KnownQuote):
        return next(iter(entry.text.values()), "")[:40]
    return next((form for forms in entry.named.name.values() for form in forms), "")[:40]


def _place(origin: Origin) -> str:
    return f"{origin.file}:{origin.line}"


def _entry(facts: Facts, entry: Any, first: str, places: Mapping[str, Mapping[str, Spot]]) -> Iterator[str]:
    names = {**_KEYS, "name": first}
    for part in fields(entry):
        value, name = getattr(entry, part.name), names.get(part.name, part.name)
        if part.name == "named":
            yield from _entry(facts, value, first, places)
        elif isinstance(value, Origin):
            yield from (f"  src: {line}" for line in _sources(facts, value))
        elif isinstance(value, tuple) and value and is_dataclass(value[0]):
            yield f"  {name}:"
            yield from (f"    - {_line(facts, line)}" for line in value)
        elif value and part.name != "id":
            yield f"  {name}: {_flow(value)}{_places(places.get(name, {}))}"


def _places(spots: Mapping[str, Spot]) -> str:
    """Behind a key: its line, or those of its languages where they differ."""
    lines = {language: f"{spot.file}:{spot.line}" for language, spot in spots.items()}
    if len(set(lines.values())) > 1:
        return "    # " + ", ".join(f"{language} {line}" for language, line in lines.items())
    return "".join(f"    # {line}" for line in dict.fromkeys(lines.values()))


def _line(facts: Facts, line: Any) -> str:
    """A dated line as it is written, then where it stands and what its sources are."""
    values = {_KEYS.get(part.name, part.name): getattr(line, part.name) for part in fields(line) if part.name != "origin"}
    if values.pop("ended_unknown", False):
        values["until"] = "unknown"
    said = ", ".join(f"{key}: {_flow(value)}" for key, value in values.items() if value)
    return "    ".join((f"{{{said}}}", f"# {_place(line.origin)}", *_sources(facts, line.origin)))


def _sources(facts: Facts, origin: Origin) -> Iterator[str]:
    for id in origin.sources:
        source = facts.sources.get(id)
        as_of = f" ({source.as_of.text})" if source and source.as_of else ""
        yield f"{id}{as_of} {source.url}" if source else id


def _flow(value: object) -> str:
    if isinstance(value, FuzzyDate):
        return value.text
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, tuple):
        return " | ".join(map(str, value))
    return "yes" if value is True else str(value)
