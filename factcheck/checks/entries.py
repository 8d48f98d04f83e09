"""An entry of the facts in, the name to print for it in the draft's language out."""

from __future__ import annotations

from collections.abc import Mapping

from factcheck.checks.scene import Scene
from factcheck.model import Act, Country, Currency, Event, Mention, Named, Organisation, Person, Treaty

_Table = Mapping[str, Person | Treaty | Organisation | Country | Currency | Act | Event]


def of(scene: Scene, mention: Mention) -> Named | None:
    """The entry that the mention most likely means."""
    return find(scene, mention.kind, mention.ids[0]) if mention.ids else None


def find(scene: Scene, kind: str, id: str) -> Named | None:
    """The names of an entry; None for an id that the facts don't have."""
    known = scene.facts
    tables: Mapping[str, _Table] = {
        "person": known.people,
        "treaty": known.treaties,
        "organisation": known.organisations,
        "country": known.countries,
        "currency": known.currencies,
        "act": known.acts,
        "event": known.events,
    }
    entry = tables.get(kind, {}).get(id)
    return entry.named if entry else None


def name(scene: Scene, named: Named | None) -> str:
    """The name to print, in the draft's language; the id where the facts give none; nothing for nobody."""
    if named is None:
        return ""
    return next(iter(named.name.get(scene.document.language, ())), named.id)


def person(scene: Scene, id: str | None) -> str:
    """The name to print for a person or a body."""
    return name(scene, find(scene, "person", id) or find(scene, "organisation", id)) if id else ""
