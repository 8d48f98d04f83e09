"""A draft's quotations in, those that it gives to two speakers out."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.checks import around, quoted
from factcheck.checks.scene import Scene
from factcheck.model import Assertion, Conflict, Span

PLACEHOLDERS = ("speaker", "other")

_ALIKE = 0.8
_EXACTLY = 7
"""Words from which on nobody says the very same by chance."""
_TWO_AND_NOBODY = 3


def same_quotation(scene: Scene) -> Iterator[Conflict]:
    """The same words in two mouths. {speaker}: to whom the draft gives them here; {other}: to whom it gave them before.

    At least a warning's worth, never more: two people may have said the same together.
    """
    seen: dict[str, list[tuple[Assertion, frozenset[str]]]] = {}
    told: dict[tuple[str, ...], Assertion] = {}
    for assertion, span in quoted.quotations(scene):
        words = scene.document.text[slice(*span)]
        stems = frozenset(quoted.stems(scene.grammar, words))
        other = _earlier(scene, seen, assertion, stems) or _exactly(scene, told, assertion, words)
        if other is not None and not _taken_up(scene, assertion, other):
            yield _conflict(scene, assertion, other, span)
        if len(stems) >= quoted.FEWEST:
            for stem in stems:
                seen.setdefault(stem, []).append((assertion, stems))


def _earlier(
    scene: Scene, seen: dict[str, list[tuple[Assertion, frozenset[str]]]], assertion: Assertion, stems: frozenset[str]
) -> Assertion | None:
    """An earlier quotation of somebody else with the same words: it shares the rarest of them."""
    if len(stems) < quoted.FEWEST:
        return None
    who = quoted.speaker(scene, assertion)
    rare = sorted((stem for stem in stems if stem in seen), key=lambda stem: (len(seen[stem]), stem))[:3]
    for other, theirs in (pair for stem in rare for pair in seen[stem][:20]):
        shared, part = len(stems & theirs), len(stems & theirs) / min(len(stems), len(theirs))
        if shared >= quoted.FEWEST and part >= _ALIKE and len({who, quoted.speaker(scene, other), None}) == _TWO_AND_NOBODY:
            return other
    return None


def _exactly(scene: Scene, told: dict[tuple[str, ...], Assertion], assertion: Assertion, words: str) -> Assertion | None:
    """An earlier quotation of somebody else, word for word, however small its words."""
    key = tuple(word.lower() for word in quoted.words(words))
    other = told.setdefault(key, assertion) if len(key) >= _EXACTLY else assertion
    both = {quoted.speaker(scene, assertion), quoted.speaker(scene, other), None}
    return other if other is not assertion and len(both) == _TWO_AND_NOBODY else None


def _taken_up(scene: Scene, assertion: Assertion, other: Assertion) -> bool:
    """Whether the draft says that the words are another's: a word for repeating, or their first speaker named beside them."""
    start, end = around.sentence(scene, assertion.span[0])[0], around.sentence(scene, max(assertion.span[1] - 1, 0))[1]
    spans = [span for span in quoted.places(scene) if start <= span[0] < end]
    beside = scene.document.text[start:end]
    for first, last in reversed(spans):
        beside = beside[: first - start] + beside[last - start :]
    words = {quoted.bare(word.lower()) for word in quoted.words(beside)}
    first_speaker = other.speaker.entity if other.speaker else None
    named = (m for m in around.mentions_within(scene, (start, end)) if not any(a <= m.span[0] < b for a, b in spans))
    repeats = {quoted.bare(word) for word in scene.grammar.words["repeats"]}
    return bool(words & repeats) or any(first_speaker in mention.ids for mention in named)


def _conflict(scene: Scene, assertion: Assertion, other: Assertion, span: Span) -> Conflict:
    here, there = quoted.speaker(scene, assertion), quoted.speaker(scene, other)
    return Conflict(
        span,
        exact=False,
        confidence="medium",
        ceiling="warning",
        assertion=assertion.id,
        values={"speaker": here[1] if here else "", "other": there[1] if there else ""},
    )
