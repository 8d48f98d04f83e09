"""Assertions given to somebody for whom another speaks in the draft in, those likely said by that other out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from factcheck import facts
from factcheck.checks import entries
from factcheck.checks.scene import Scene
from factcheck.model import Assertion, Conflict, Person

PLACEHOLDERS = ("speaker", "relay")


def relayed_speaker(scene: Scene) -> Iterator[Conflict]:
    """Somebody's own words, without a quotation, a day, a place or a medium, where only a spokesperson speaks in the draft.

    {speaker}: to whom the draft gives them; {relay}: who speaks for that person. Never more than a note: it is a question.
    """
    relays = _relays(scene)
    quoted = {_who(one) for one in scene.assertions if one.kind in ("direct", "mixed")}
    for assertion in scene.assertions:
        relay = relays.get(_who(assertion) or "")
        own = assertion.when or assertion.venue or assertion.medium or assertion.addressee
        if relay is None or assertion.speaker is None or own or assertion.kind != "indirect" or _who(assertion) in quoted:
            continue
        yield Conflict(
            _place(assertion),
            fact=facts.form_use(relay.named),
            confidence="low",
            ceiling="note",
            assertion=assertion.id,
            values={"speaker": entries.person(scene, _who(assertion)), "relay": entries.name(scene, relay.named)},
        )


def _place(assertion: Assertion) -> tuple[int, int]:
    """From the speaker to the cue."""
    spans = (assertion.cue.span, assertion.speaker.span if assertion.speaker else assertion.cue.span)
    return min(start for start, _ in spans), max(end for _, end in spans)


def _who(assertion: Assertion) -> str | None:
    return assertion.speaker.entity if assertion.speaker else None


def _relays(scene: Scene) -> Mapping[str, Person]:
    """Whoever is spoken for, to the person who speaks for them in this draft."""
    speakers = {_who(assertion) for assertion in scene.assertions}
    people = (person for id in sorted(filter(None, speakers)) if (person := scene.facts.people.get(id)))
    return {person.speaks_for: person for person in people if person.speaks_for in scene.facts.people and person.speaks_for}
