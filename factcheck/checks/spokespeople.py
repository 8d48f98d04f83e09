"""A draft in, who in it speaks for whom out: by the facts, and by its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from factcheck import facts
from factcheck.checks import around, indexed
from factcheck.checks.scene import Scene
from factcheck.model import Mention, Span

_NAME = re.compile(r"[,(]?\s*((?:[^\W\d_a-zß-öø-ÿ][\w’'-]+\s?){2,3})")
"""Two or three words with capitals right behind: *her spokeswoman, Petra Nowell*."""
_OF = 40
"""Characters behind *spokesman* in which it is said whose."""


@dataclass(frozen=True, slots=True)
class Relay:
    """Who speaks for somebody. `id`: in the facts, nothing for whom they don't know; `name`: as the draft has it; `at`: where."""

    id: str
    name: str
    at: int


def relays(scene: Scene) -> Mapping[str, Relay]:
    """Whoever is spoken for, to the person who speaks for them in this draft, or is named in it."""
    told = {id: relay for id, relay in _told(scene) if id in scene.facts.people and id != relay.id}
    return {**told, **dict(_known(scene))}


def _known(scene: Scene) -> Iterator[tuple[str, Relay]]:
    """By the facts."""
    for mention in scene.mentions:
        person = scene.facts.people.get(mention.ids[0]) if mention.kind == "person" and len(mention.ids) == 1 else None
        if person is not None and person.speaks_for:
            relay = Relay(person.named.id, scene.document.text[slice(*mention.span)], mention.span[0])
            yield from ((id, relay) for id in _people(scene, person.speaks_for))


def _people(scene: Scene, id: str) -> tuple[str, ...]:
    """The person of that id, or whoever holds that office on the draft's date."""
    if id in scene.facts.people:
        return (id,)
    return tuple(one.person for one in facts.holders(scene.facts, id, scene.date) if one.answer == "held") if scene.date else ()


def _told(scene: Scene) -> Iterator[tuple[str, Relay]]:
    """By the draft's own words: *a spokesman for Brunn*, *le porte-parole de la présidente*, *su portavoz*."""
    text = scene.document.text
    for place in sorted(indexed.index(text).spans(scene.grammar.words["spokespeople"])):
        beside = _beside(scene, place)
        name = _NAME.match(text, place[1], place[1] + _OF)
        id = beside.ids[0] if beside else ""
        relay = Relay(id, name.group(1).strip() if name else text[slice(*place)], place[0])
        yield from ((who, relay) for who in _whose(scene, place, beside))


def _beside(scene: Scene, place: Span) -> Mention | None:
    """The spokesperson, where the facts know them: *Klee, her spokesman*, *her spokesman, Klee*."""
    near = (*around.mentions_before(scene, place[0])[:1], *around.mentions_after(scene, place[1])[:1])
    return next((m for m in near if m.kind == "person" and len(m.ids) == 1 and _apposed(scene, m, place)), None)


def _apposed(scene: Scene, mention: Mention, place: Span) -> bool:
    """Whether a comma and a small word at most stand between a name and the word for its post."""
    first, last = sorted((mention.span, place))
    between = scene.document.text[first[1] : last[0]].strip()
    own = {*scene.grammar.words["possessives"], *scene.grammar.words["definite_articles"]}
    return between in ("", ",") or (between[:1] == "," and between[1:].strip().lower() in own)


def _whose(scene: Scene, place: Span, beside: Mention | None) -> tuple[str, ...]:
    """For whom a spokesperson speaks: the one behind *of*, or the last person named before where it is *his* or *her*."""
    text, words = scene.document.text, scene.grammar.words
    stop = min(place[1] + _OF, around.sentence(scene, place[0])[1])
    behind = next(iter(around.mentions_within(scene, (place[1], stop))), None)
    link = re.split(r"[’'\s]+", text[place[1] : behind.span[0]].lower().strip(" ’'")) if behind else []
    if behind is not None and any(link) and not {*link} - {*words["speaks_for_links"]}:
        return _meant(scene, behind)
    people = [m for m in around.mentions_before(scene, place[0]) if m.kind == "person" and len(m.ids) == 1 and m != beside]
    if people and any(word in words["possessives"] for word in around.words_before(scene, place[0], 2)):
        return (people[0].ids[0],)
    owned = bool(people) and text[people[0].span[1] : place[0]].strip() in ("’s", "'s", "’", "'")
    return (people[0].ids[0],) if owned else ()


def _meant(scene: Scene, mention: Mention) -> tuple[str, ...]:
    if mention.kind == "person":
        return mention.ids if len(mention.ids) == 1 else ()
    return _people(scene, mention.ids[0]) if mention.kind == "office" else ()
