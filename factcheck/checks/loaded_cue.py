"""Verbs of saying that take sides in, each with a neutral one out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from factcheck import tokens
from factcheck.checks.indexed import index
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
    text, lexicon = scene.document.text, scene.grammar.lexicon
    indexed = index(text)
    for word in sorted(indexed.at.keys() & lexicon.sayings.keys()):
        said = lexicon.sayings[word]
        better = neutral.get(said.lemma)
        for span in indexed.spans((word,)) if better is not None else ():
            following = _WORD.match(text, span[1] + 1)
            if span[0] not in read and following and tokens.letter(following.group().lower(), lexicon) == _THAT:
                yield Conflict(span, ceiling="note", values={"lemma": said.lemma, "neutral": better or ""})
