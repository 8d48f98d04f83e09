"""A title that can mean many offices in, the likeliest of them first out: by who stands beside it and what was named before."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from factcheck import facts as known
from factcheck.mentions.meanings import Meant
from factcheck.model import Facts

Places: TypeAlias = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Order:
    """What a document has said so far, by which a title's meanings are ordered. `recent`: an entry to where it was named last."""

    facts: Facts
    recent: dict[str, int] = field(default_factory=dict)
    places: dict[Meant, tuple[Places, Places]] = field(default_factory=dict)
    last: dict[Meant, tuple[tuple[int, ...], Meant]] = field(default_factory=dict)


def first(meant: Meant, people: Collection[str], order: Order) -> Meant:
    """A title's meanings, those of the people beside it first, then those of the country named last before it.

    Only these are ranked: a bare *president* means a hundred offices, nearly all of countries that nobody speaks of.
    """
    if meant not in order.places:
        order.places[meant] = _places(meant, order.facts)
    at, of = order.places[meant]
    held = {place for id in people for spell in order.facts.people[id].spells for place in at.get(spell.office, ())}
    named: dict[int, int] = {}
    for body in order.recent.keys() & of.keys():
        for place in of[body]:
            named[place] = max(order.recent[body], named.get(place, -1))
    ahead = tuple(sorted(held | named.keys(), key=lambda place: (place not in held, -named.get(place, -1), place)))
    if meant not in order.last or order.last[meant][0] != ahead:
        order.last[meant] = ahead, _reordered(meant, ahead)
    return order.last[meant][1]


def _places(meant: Meant, facts: Facts) -> tuple[Places, Places]:
    """Offices, and the bodies that they belong to, to the places of their meanings."""
    at: dict[str, list[int]] = {}
    of: dict[str, list[int]] = {}
    for place, meaning in enumerate(meant.meanings):
        at.setdefault(meaning.id, []).append(place)
        for body in known.bodies(facts, meaning.id):
            of.setdefault(body, []).append(place)
    return at, of


def _reordered(meant: Meant, ahead: Sequence[int]) -> Meant:
    """The meanings with some of them first, the others in their order."""
    if not ahead:
        return meant
    chosen = frozenset(ahead)
    rest = (meaning for place, meaning in enumerate(meant.meanings) if place not in chosen)
    return Meant((*(meant.meanings[place] for place in ahead), *rest))
