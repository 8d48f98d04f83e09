"""Quotations that the facts know in, those in the wrong mouth out."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck import facts
from factcheck.checks import around, entries, quoted, worded
from factcheck.checks.quoted import Same
from factcheck.checks.scene import Scene
from factcheck.model import Assertion, Conflict, Severity, Span

PLACEHOLDERS = ("speaker", "by", "date", "text")


def quote_speaker(scene: Scene) -> Iterator[Conflict]:
    """Known words given to somebody else. {speaker}: to whom the draft gives them; {by}: who said them; {date}: when.

    {text}: what was said.

    Many shared words make it sure. Where the draft names the true speaker beside the quotation, or the other speaks for
    them, it is a warning at most: somebody may have repeated the words.
    """
    for same in quoted.known(scene):
        speaker = quoted.speaker(scene, same.assertion) if same.assertion else None
        if same.assertion is None or speaker is None or speaker[0] == same.quote.by or same.quote.by not in scene.facts.people:
            continue
        yield Conflict(
            _place(same.assertion, same.span),
            fact=facts.use(
                scene.facts, same.quote.origin, same.quote.id, scene.date, valid=same.quote.date.text if same.quote.date else ""
            ),
            exact=same.shared >= quoted.MANY,
            confidence="high" if same.shared >= quoted.MANY else "medium",
            ceiling=_ceiling(scene, same.assertion, same),
            assertion=same.assertion.id,
            values={
                "speaker": speaker[1],
                "by": entries.person(scene, same.quote.by),
                "date": worded.date(scene.grammar, same.quote.date),
                "text": same.quote.text[scene.document.language],
            },
        )


def _place(assertion: Assertion, span: Span) -> Span:
    """From the quotation to the speaker."""
    spans = [*assertion.content, span]
    if assertion.speaker:
        spans.append(assertion.speaker.span)
    return min(start for start, _ in spans), max(end for _, end in spans)


def _ceiling(scene: Scene, assertion: Assertion, same: Same) -> Severity:
    """A warning where the true speaker is named beside it, or the other speaks for them, or is nobody that the facts know."""
    near = (m for m in around.mentions_within(scene, assertion.span) if not same.span[0] <= m.span[0] < same.span[1])
    speaker = scene.facts.people.get(str(assertion.speaker.entity)) if assertion.speaker else None
    weak = speaker is None or speaker.speaks_for == same.quote.by
    return "warning" if weak or any(same.quote.by in mention.ids for mention in near) else "error"
