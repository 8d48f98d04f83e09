"""A heading and its body in, what the heading has somebody confirm and the body has them deny out, or the reverse."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from factcheck.checks import around, quoted, stances
from factcheck.checks.scene import Scene
from factcheck.checks.stances import Stance, Subject
from factcheck.model import Confidence, Conflict, Severity, Span

PLACEHOLDERS = ("body", "cue")

_FEWEST, _SHORT = 2, 3
"""Content words that two statements share; a heading of fewer than `_SHORT` needs one alone, near the head of the body."""
_HALF = 0.5
_FEW = 1 / 3
"""Part of the content words of a heading that is enough for a note near the head of the body."""
_LONGEST_HEADING = 160
_LONGEST = 400
_MOST_COMPARED = 200
_NEAR = 3
"""Paragraphs of the body in which one word tells."""
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Statement:
    """What somebody is said to affirm or deny. `assertion`: its id where the sentence was parsed."""

    person: str
    polarity: str
    cue: Span
    words: Span
    assertion: str | None
    denied: bool
    """Whether the words themselves say *not*: to affirm that something is not so is to deny it."""


def polarity_flip(scene: Scene) -> Iterator[Conflict]:
    """The heading has somebody confirm what the body has them deny, or the reverse. {cue}: the body's verb; {body}: its words.

    Also accept and refuse, approve and reject. Where a government in the heading is a minister in the body it is a note.
    """
    paragraphs = scene.document.paragraphs
    if len(paragraphs) < 2 or paragraphs[0][1] - paragraphs[0][0] > _LONGEST_HEADING:
        return
    near = paragraphs[min(_NEAR, len(paragraphs) - 1)][1]
    found = tuple(_sayings(scene, paragraphs[0][1], paragraphs[1][0], near))
    yield from found or _sides(scene, paragraphs[0][1], paragraphs[1][0], near)


def _sayings(scene: Scene, heading: int, rest: int, near: int) -> Iterator[Conflict]:
    """What a person is said to say in the heading, against what the same person is said to say in the body."""
    text = scene.document.text
    body = tuple(_statements(scene, rest, len(text)))
    for said in _statements(scene, 0, heading):
        other = next((one for one in body if _opposed(said, one) and _same(scene, said, one, near)), None)
        if other is not None and not any(one.polarity == said.polarity and _same(scene, said, one, near) for one in body):
            values = {"body": text[slice(*other.words)].strip(), "cue": text[slice(*other.cue)]}
            yield Conflict(said.cue, exact=False, confidence="medium", ceiling="warning", assertion=said.assertion, values=values)


def _sides(scene: Scene, heading: int, rest: int, near: int) -> Iterator[Conflict]:
    """Whose side a heading tells, against the side that the body tells of them, or of anybody who speaks for them."""
    ours = next(stances.stances(scene, (0, heading)), None)
    if ours is None:
        return
    theirs = tuple(islice(stances.stances(scene, (rest, len(scene.document.text))), _MOST_COMPARED))
    alike = [(one, ceiling) for one in theirs if (ceiling := _about_the_same(ours, one, near)) is not None]
    against = [(one, ceiling) for one, ceiling in alike if _contrary(ours, one)]
    if not against or any(one.favours == ours.favours and one.negated == ours.negated for one, _ in alike):
        return
    other, ceiling = against[0]
    values = {"body": scene.document.text[slice(*other.words)].strip(), "cue": scene.document.text[slice(*other.verb)]}
    confidence: Confidence = "medium" if ceiling == "warning" else "low"
    yield Conflict(ours.verb, exact=False, confidence=confidence, ceiling=ceiling, values=values)


def _contrary(ours: Stance, theirs: Stance) -> bool:
    """*confirms* and *denies*, *confirms* and *has not confirmed*; what neither confirms nor denies is no contradiction."""
    if ours.negated or theirs.negated:
        return ours.negated != theirs.negated and ours.favours == theirs.favours
    return ours.favours != theirs.favours


def _about_the_same(ours: Stance, theirs: Stance, near: int) -> Severity | None:
    """How sure it is that two stances are of the same people on the same thing: a warning at most, a note, or not at all.

    The same person or post, and most of the words, make a warning. A country or a body in the heading, whose minister speaks in
    the body, gives a note; so do few words in common.
    """
    same = bool(ours.subject.people & theirs.subject.people)
    if not (same or _spoken_for(ours.subject, theirs.subject)):
        return None
    shared = set(ours.stems) & set(theirs.stems)
    names = bool(ours.names & theirs.names)
    most = len(shared) >= _FEWEST or bool(ours.stems and shared == set(ours.stems)) or (names and not ours.stems)
    if most and len(shared) >= _HALF * len(ours.stems):
        sure = same and theirs.subject.certain and not ours.subject.collective and (names or not (ours.names and theirs.names))
        return "warning" if sure else "note"
    few = theirs.verb[1] <= near and bool(shared) and len(shared) >= _FEW * len(ours.stems)
    return "note" if few else None


def _spoken_for(one: Subject, other: Subject) -> bool:
    """Whether one is a government or a body that the other belongs to; a minister of no country is one of the country in hand."""
    if one.bodies & other.bodies:
        return one.collective or other.collective
    nameless = not one.people and not other.people
    return nameless and one.collective and other.collective and not (one.bodies and other.bodies)


def _statements(scene: Scene, start: int, end: int) -> Iterator[_Statement]:
    """The assertions between two places, and the sentences that have a person and a verb of saying but no assertion."""
    parsed = [one for one in scene.assertions if start <= one.span[0] and one.span[1] <= end][:_MOST_COMPARED]
    for one in parsed:
        if one.speaker and one.speaker.entity and one.content:
            words = one.content[0][0], one.content[-1][1]
            yield _Statement(one.speaker.entity, one.cue.polarity, one.cue.span, words, one.id, _denied(scene, words))
    read = sorted(one.cue.span[0] for one in parsed)
    first = bisect_left(scene.document.sentences, start, key=lambda span: span[0])
    unread = (span for span in scene.document.sentences[first : first + _MOST_COMPARED] if span[1] <= end)
    bare = (span for span in unread if bisect_left(read, span[0]) == bisect_left(read, span[1]))
    yield from chain.from_iterable(_unparsed(scene, span) for span in bare)


def _unparsed(scene: Scene, sentence: Span) -> Iterator[_Statement]:
    """The first person of a sentence and the first verb of saying behind, with the words behind that."""
    people = [m for m in around.mentions_within(scene, sentence) if m.kind == "person" and len(m.ids) == 1]
    if not people:
        return
    end = min(sentence[1], people[0].span[1] + _LONGEST)
    for word in _WORD.finditer(scene.document.text, people[0].span[1], end):
        saying = scene.grammar.lexicon.sayings.get(word.group().lower())
        if saying is not None and saying.polarity in ("affirms", "denies"):
            words = (word.end(), end)
            yield _Statement(people[0].ids[0], saying.polarity, word.span(), words, None, _denied(scene, words))
            return


def _denied(scene: Scene, words: Span) -> bool:
    told = {word.lower() for word in _WORD.findall(scene.document.text, *words)}
    return bool(told & {*scene.grammar.words["clause_denials"]})


def _opposed(one: _Statement, other: _Statement) -> bool:
    return one.person == other.person and one.denied == other.denied and {one.polarity, other.polarity} == {"affirms", "denies"}


def _same(scene: Scene, heading: _Statement, one: _Statement, near: int) -> bool:
    ours, theirs = _stems(scene, heading), _stems(scene, one)
    shared, part = quoted.overlap(ours, theirs)
    fewest = 1 if len(set(ours)) < _SHORT and one.cue[1] <= near else _FEWEST
    return shared >= fewest and part >= _HALF


def _stems(scene: Scene, one: _Statement) -> tuple[str, ...]:
    return quoted.stems(scene.grammar, scene.document.text[slice(*one.words)])
