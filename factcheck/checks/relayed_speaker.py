"""Assertions given to somebody for whom another speaks in the draft in, those likely said by that other out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from factcheck import facts, times
from factcheck.checks import around, entries, indexed, spokespeople
from factcheck.checks.scene import Scene
from factcheck.checks.spokespeople import Relay
from factcheck.model import Assertion, Conflict
from factcheck.times import TimeExpression

PLACEHOLDERS = ("speaker", "relay")

_SOON = 300
"""Characters behind words in which the one who brought them is named."""
_LATELY = dt.timedelta(days=2)
"""An earlier day than this before the draft's is another occasion."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """Who is spoken for, by whom; who speaks in whole quotations; of whom the draft says that they have not spoken."""

    relays: Mapping[str, Relay]
    quoted: frozenset[str | None]
    silent: frozenset[str]


def relayed_speaker(scene: Scene) -> Iterator[Conflict]:
    """Somebody's own words, without a place or a medium, where only a spokesperson speaks in the draft.

    A quotation that is a whole statement is their own. A day is what they would have spoken on, unless their spokesperson is
    named right behind. Where the draft says that they did not speak, neither a day nor a place nor a quotation clears them.

    {speaker}: to whom the draft gives them; {relay}: who speaks for that person. Never more than a note: it is a question.
    """
    relays = spokespeople.relays(scene)
    if not relays:
        return
    quoted = frozenset(_who(one) for one in scene.assertions if _whole(one))
    draft = _Draft(relays, quoted, frozenset(id for id, relay in relays.items() if _silent(scene, id, relay)))
    for assertion in scene.assertions:
        who = _who(assertion)
        if who is not None and who in relays and not _earlier(scene, assertion) and _doubtful(scene, assertion, who, draft):
            yield _conflict(scene, assertion, who, relays[who])


def _doubtful(scene: Scene, assertion: Assertion, who: str, draft: _Draft) -> bool:
    if assertion.medium or assertion.addressee:
        return False
    if who in draft.silent:
        return not (_whole(assertion) and (assertion.when or assertion.venue))
    if who in draft.quoted or assertion.kind == "selon" or assertion.venue:
        return False
    return assertion.when is None or _behind(scene, assertion, draft.relays[who])


def _whole(assertion: Assertion) -> bool:
    """Whether it is a statement in quotation marks, and no claim with a *that* of which the words are quoted."""
    return assertion.kind == "direct" and assertion.frame != "said_that"


def _earlier(scene: Scene, assertion: Assertion) -> bool:
    """Whether it was said on another occasion: *had said*, or days ago."""
    told = set(re.findall(r"\w+", scene.document.text[slice(*assertion.cue.span)].lower()))
    return bool(told & {*scene.grammar.words["had"]}) or any(_long_ago(scene, one) for one in _times(scene, assertion))


def _times(scene: Scene, assertion: Assertion) -> Iterator[TimeExpression]:
    """The times of the sentence that do not belong to what was said."""
    sentence = around.sentence(scene, assertion.cue.span[0])
    yield from (one for one in around.times_in(scene, sentence) if not any(a <= one.span[0] < b for a, b in assertion.content))


def _long_ago(scene: Scene, expression: TimeExpression) -> bool:
    days = times.readings(expression, scene.date)
    return scene.date is not None and bool(days) and days[0][1] < scene.date - _LATELY


def _silent(scene: Scene, id: str, relay: Relay) -> bool:
    """Whether a sentence says that the person has not spoken, and speaks of nobody but them and their spokesperson."""
    for sentence in indexed.sentences_with(scene.document, scene.grammar.words["silences"]):
        people = [m for m in around.mentions_within(scene, sentence) if m.kind == "person"]
        ours = [m for m in people if id in m.ids or (relay.id and relay.id in m.ids)]
        about = around.mentions_within(scene, around.paragraph(scene, sentence[0]))
        titles = {spell.office for spell in scene.facts.people[id].spells}
        near = any(id in m.ids or relay.id in m.ids or (m.kind == "office" and titles & {*m.ids}) for m in about)
        if len(ours) == len(people) and (near or relay.at in range(*around.paragraph(scene, sentence[0]))):
            return True
    return False


def _behind(scene: Scene, assertion: Assertion, relay: Relay) -> bool:
    """Whether the spokesperson is named soon after."""
    end = assertion.span[1]
    near = around.mentions_within(scene, (end, end + _SOON))
    return end <= relay.at < end + _SOON or any(one.kind == "person" and relay.id in one.ids for one in near)


def _conflict(scene: Scene, assertion: Assertion, who: str, relay: Relay) -> Conflict:
    person = scene.facts.people.get(relay.id)
    return Conflict(
        _place(assertion),
        fact=facts.form_use(person.named) if person else None,
        confidence="low",
        ceiling="note",
        assertion=assertion.id,
        values={"speaker": entries.person(scene, who), "relay": entries.name(scene, person.named) if person else relay.name},
    )


def _place(assertion: Assertion) -> tuple[int, int]:
    """From the speaker to the cue."""
    spans = (assertion.cue.span, assertion.speaker.span if assertion.speaker else assertion.cue.span)
    return min(start for start, _ in spans), max(end for _, end in spans)


def _who(assertion: Assertion) -> str | None:
    return assertion.speaker.entity if assertion.speaker else None
