"""Quotations that the facts know in, those in the wrong mouth out."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck import facts
from factcheck.checks import around, entries, quoted, worded
from factcheck.checks.quoted import Same
from factcheck.checks.scene import Scene
from factcheck.model import Assertion, Conflict, Severity, Span

PLACEHOLDERS = ("speaker", "by", "date", "text")

_CLOSED = 5
"""Characters behind a quotation's words, past its stop and its mark, where the next sentence has begun."""


def quote_speaker(scene: Scene) -> Iterator[Conflict]:
    """Known words given to somebody else. {speaker}: to whom the draft gives them; {by}: who said them; {date}: when.

    {text}: what was said.

    Many shared words make it sure. Where the draft names the true speaker beside the quotation, or the other speaks for
    them, it is a warning at most: somebody may have repeated the words.
    """
    for same in quoted.known(scene):
        if same.assertion is None:
            yield from _with_these_words(scene, same)
            continue
        speaker = quoted.speaker(scene, same.assertion)
        if speaker is None or speaker[0] == same.quote.by or same.quote.by not in scene.facts.people:
            continue
        yield _conflict(scene, same, _place(same.assertion, same.span), speaker[1], _ceiling(scene, same.assertion, same))


def _with_these_words(scene: Scene, same: Same) -> Iterator[Conflict]:
    """`« … » With these words Untel …`: a quotation by itself, and the one person of the sentence that takes it up."""
    sentence = around.sentence(scene, same.span[1] + _CLOSED)
    text = scene.document.text[max(sentence[0], same.span[1]) : sentence[1]].lower()
    if sentence[0] < same.span[1] - 1 or not any(words in text for words in scene.grammar.words["these_words"]):
        return
    people = [one for one in around.mentions_within(scene, sentence) if one.kind == "person"]
    named = {id for one in people for id in one.ids}
    if len(named) == 1 and same.quote.by in scene.facts.people and same.quote.by not in named:
        (id,) = named
        place = same.span[0], people[0].span[1]
        yield _conflict(scene, same, place, entries.person(scene, id), "warning")


def _conflict(scene: Scene, same: Same, place: Span, speaker: str, ceiling: Severity) -> Conflict:
    date = same.quote.date
    return Conflict(
        place,
        fact=facts.use(scene.facts, same.quote.origin, same.quote.id, scene.date, valid=date.text if date else ""),
        exact=same.shared >= quoted.MANY,
        confidence="high" if same.shared >= quoted.MANY else "medium",
        ceiling=ceiling,
        assertion=same.assertion.id if same.assertion else None,
        values={
            "speaker": speaker,
            "by": entries.person(scene, same.quote.by),
            "date": worded.date(scene.grammar, date),
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
