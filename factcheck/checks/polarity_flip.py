"""A heading and its body in, assertions of the heading that the body turns round out."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.checks import quoted
from factcheck.checks.scene import Scene
from factcheck.model import Assertion, Conflict

PLACEHOLDERS = ("body", "cue")

_FEWEST = 2
_HALF = 0.5
_LONGEST_HEADING = 160
_MOST_COMPARED = 200


def polarity_flip(scene: Scene) -> Iterator[Conflict]:
    """The heading has somebody confirm what the body has them deny, or the reverse. {cue}: the body's verb; {body}: its words."""
    paragraphs = scene.document.paragraphs
    if len(paragraphs) < 2 or paragraphs[0][1] - paragraphs[0][0] > _LONGEST_HEADING:
        return
    end = paragraphs[0][1]
    heading = [one for one in scene.assertions if one.span[1] <= end]
    body = [one for one in scene.assertions if one.span[0] >= end][:_MOST_COMPARED]
    for said in heading:
        other = next((one for one in body if _opposed(said, one) and _same(scene, said, one)), None)
        if other is not None:
            yield Conflict(
                said.cue.span,
                exact=False,
                confidence="medium",
                ceiling="warning",
                assertion=said.id,
                values={"body": _words(scene, other), "cue": scene.document.text[slice(*other.cue.span)]},
            )


def _opposed(one: Assertion, other: Assertion) -> bool:
    same = one.speaker and other.speaker and one.speaker.entity is not None and one.speaker.entity == other.speaker.entity
    return bool(same) and {one.cue.polarity, other.cue.polarity} == {"affirms", "denies"}


def _same(scene: Scene, one: Assertion, other: Assertion) -> bool:
    shared, part = quoted.overlap(
        quoted.stems(scene.grammar, _words(scene, one)), quoted.stems(scene.grammar, _words(scene, other))
    )
    return shared >= _FEWEST and part >= _HALF


def _words(scene: Scene, assertion: Assertion) -> str:
    return " ".join(scene.document.text[start:end] for start, end in assertion.content)
