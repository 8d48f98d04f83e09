"""Verbs of saying that take sides in, each with a neutral one out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from factcheck.checks.scene import Scene
from factcheck.model import Conflict

PLACEHOLDERS = ("lemma", "neutral")


def loaded_cue(scene: Scene, *, neutral: Mapping[str, str]) -> Iterator[Conflict]:
    """A verb of saying that vouches for what is said, or doubts it: {lemma}. `neutral`: verb to the neutral one, {neutral}."""
    for assertion in scene.assertions:
        better = neutral.get(assertion.cue.lemma)
        if better is not None:
            yield Conflict(
                assertion.cue.span,
                ceiling="note",
                assertion=assertion.id,
                values={"lemma": assertion.cue.lemma, "neutral": better},
            )
