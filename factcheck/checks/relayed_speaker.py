"""Assertions given to somebody for whom another speaks in the draft in, those likely said by that other out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from factcheck import facts
from factcheck.checks import around, entries
from factcheck.checks.scene import Scene
from factcheck.model import Assertion, Conflict, Person

PLACEHOLDERS = ("speaker", "relay")

_SOON = 300
"""Characters behind words in which the one who brought them is named."""


def relayed_speaker(scene: Scene) -> Iterator[Conflict]:
    """Somebody's own words, without a place or a medium, where only a spokesperson speaks in the draft.

    A quotation that is a whole statement is their own. A day is what they would have spoken on, unless their spokesperson is
    named right behind.

    {speaker}: to whom the draft gives them; {relay}: who speaks for that person. Never more than a note: it is a question.
    """
    relays = _relays(scene)
    quoted = {_who(one) for one in scene.assertions if one.kind == "direct"}
    for assertion in scene.assertions:
        relay = relays.get(_who(assertion) or "")
        if relay is None or assertion.kind not in ("indirect", "mixed") or _who(assertion) in quoted:
            continue
        alone = assertion.when is not None and not _behind(scene, assertion, relay)
        if alone or assertion.venue or assertion.medium or assertion.addressee:
            continue
        yield Conflict(
            _place(assertion),
            fact=facts.form_use(relay.named),
            confidence="low",
            ceiling="note",
            assertion=assertion.id,
            values={"speaker": entries.person(scene, _who(assertion)), "relay": entries.name(scene, relay.named)},
        )


def _behind(scene: Scene, assertion: Assertion, relay: Person) -> bool:
    """Whether the spokesperson is named soon after."""
    near = around.mentions_within(scene, (assertion.span[1], assertion.span[1] + _SOON))
    return any(one.kind == "person" and relay.named.id in one.ids for one in near)


def _place(assertion: Assertion) -> tuple[int, int]:
    """From the speaker to the cue."""
    spans = (assertion.cue.span, assertion.speaker.span if assertion.speaker else assertion.cue.span)
    return min(start for start, _ in spans), max(end for _, end in spans)


def _who(assertion: Assertion) -> str | None:
    return assertion.speaker.entity if assertion.speaker else None


def _relays(scene: Scene) -> Mapping[str, Person]:
    """Whoever is spoken for, to the person who speaks for them in this draft, or is named in it."""
    named = {one.ids[0] for one in scene.mentions if one.kind == "person" and len(one.ids) == 1}
    people = (person for id in sorted(named) if (person := scene.facts.people.get(id)))
    return {person.speaks_for: person for person in people if person.speaks_for in scene.facts.people and person.speaks_for}
