"""Verbs of saying that take sides in, each with a neutral one out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from factcheck import tokens
from factcheck.checks.scene import Scene
from factcheck.model import Conflict

PLACEHOLDERS = ("lemma", "neutral")

_WORD = re.compile(r"[^\W\d_]+")
_THAT = "k"


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
    yield from _without_speaker(scene, neutral)


def _without_speaker(scene: Scene, neutral: Mapping[str, str]) -> Iterator[Conflict]:
    """The same verbs before *that* where nobody is named: `Confiesa que nació en Ys`."""
    read = {place for one in scene.assertions for place in range(*one.cue.span)}
    words, sayings = _WORD.finditer(scene.document.text), scene.grammar.lexicon.sayings
    for one, following in pairwise(words):
        said = sayings.get(one.group().lower())
        better = neutral.get(said.lemma) if said else None
        if said is None or better is None or one.start() in read or following.start() > one.end() + 1:
            continue
        if tokens.letter(following.group().lower(), scene.grammar.lexicon) == _THAT:
            yield Conflict(one.span(), ceiling="note", values={"lemma": said.lemma, "neutral": better})
