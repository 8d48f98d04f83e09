"""A heading that has a country or an office confirm something in, what the first paragraph has that side deny out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck import facts
from factcheck.checks import around, quoted
from factcheck.checks.scene import Scene
from factcheck.model import Conflict, Mention, Span

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 200
"""Characters of a heading, and of what somebody is said to confirm or deny."""
_BEFORE = 160
"""Characters before a verb in which its subject stands."""


@dataclass(frozen=True, slots=True)
class _Stance:
    """Who takes it: people, or the countries and bodies that speak; `stems`: of what, in order."""

    affirms: bool
    people: frozenset[str]
    bodies: frozenset[str]
    cue: Span
    stems: Sequence[str]


def flipped(scene: Scene) -> Iterator[Conflict]:
    """The heading's verb, where the same side takes the other stance to the same thing in the first paragraph of the body."""
    first, second, *_ = (*scene.document.paragraphs, (0, 0), (0, 0))
    if second == (0, 0) or first[1] - first[0] > _LONGEST:
        return
    heading = next((one for one in _stances(scene, first) if not one.people), None) or next(_by_office(scene, first), None)
    if heading is None or not heading.stems:
        return
    body = [one for one in _stances(scene, second) if _same_side(heading, one) and heading.stems[0] in one.stems]
    if body and all(one.affirms != heading.affirms for one in body):
        text = scene.document.text
        values = {"body": text[body[0].cue[1] : body[0].cue[1] + _BEFORE].strip(), "cue": text[slice(*body[0].cue)]}
        yield Conflict(heading.cue, exact=False, confidence="medium", ceiling="warning", values=values)


def _by_office(scene: Scene, span: Span) -> Iterator[_Stance]:
    """Stances of people whom the heading calls by their office alone."""
    named = {m.ids[0] for m in around.mentions_within(scene, span) if m.kind == "person"}
    yield from (one for one in _stances(scene, span) if not one.people & named)


def _stances(scene: Scene, span: Span) -> Iterator[_Stance]:
    """Every verb of confirming or denying between two places, that a negation does not turn, with its subject."""
    known, denials = scene.grammar.tables["stances"], scene.grammar.words["clause_denials"]
    for word in _WORD.finditer(scene.document.text, *span):
        stance = known.get(word.group().lower())
        if stance is None or any(near in denials for near in around.words_before(scene, word.start(), 2)):
            continue
        start, end = around.sentence(scene, word.start())
        people, bodies = _subject(scene, max(start, span[0], word.start() - _BEFORE), word.start())
        told = scene.document.text[word.end() : min(end, span[1], word.end() + _LONGEST)]
        dated = {stem for day in scene.grammar.words["weekdays"] if (stem := quoted.stem_of(scene.grammar, day))}
        stems = tuple(stem for stem in quoted.stems(scene.grammar, told) if stem not in dated)
        yield _Stance(stance == "affirms", people, bodies, word.span(), stems)


def _subject(scene: Scene, start: int, at: int) -> tuple[frozenset[str], frozenset[str]]:
    """The person, office or country named last before a verb; whoever holds a title that the facts do not know is anybody's."""
    mentions = [
        m for m in around.mentions_within(scene, (start, at)) if m.kind in ("person", "office", "country", "organisation")
    ]
    person = next((m for m in reversed(mentions) if m.kind == "person"), None)
    found = person or next(reversed(mentions), None)
    if found is not None:
        return _sides(scene, found)
    titled = any(word.lower() in scene.grammar.words["title_nouns"] for word in _WORD.findall(scene.document.text[start:at]))
    return frozenset(), frozenset({_ANYBODY}) if titled else frozenset()


_ANYBODY = "*"


def _sides(scene: Scene, mention: Mention) -> tuple[frozenset[str], frozenset[str]]:
    if mention.kind == "person":
        spells = [spell for id in mention.ids for spell in scene.facts.people[id].spells]
        return frozenset(mention.ids), frozenset(body for one in spells for body in facts.bodies(scene.facts, one.office))
    if mention.kind != "office":
        return frozenset(), frozenset(mention.ids[:1])
    held = (facts.holders(scene.facts, id, scene.date) for id in mention.ids[:1]) if scene.date else ()
    people = frozenset(one.person for some in held for one in some if one.answer == "held")
    return people, frozenset(body for id in mention.ids[:1] for body in facts.bodies(scene.facts, id))


def _same_side(heading: _Stance, one: _Stance) -> bool:
    if heading.people and one.people:
        return bool(heading.people & one.people)
    return bool(heading.bodies & one.bodies) or _ANYBODY in one.bodies
