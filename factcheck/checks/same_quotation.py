"""A draft's quotations in, those that it gives to two speakers out."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.checks import quoted
from factcheck.checks.scene import Scene
from factcheck.model import Assertion, Conflict, Span

PLACEHOLDERS = ("speaker", "other")

_ALIKE = 0.8


def same_quotation(scene: Scene) -> Iterator[Conflict]:
    """The same words in two mouths. {speaker}: to whom the draft gives them here; {other}: to whom it gave them before.

    At least a warning's worth, never more: two people may have said the same together.
    """
    seen: dict[str, list[tuple[Assertion, frozenset[str]]]] = {}
    for assertion, span in quoted.quotations(scene):
        stems = frozenset(quoted.stems(scene.grammar, scene.document.text[slice(*span)]))
        other = _earlier(scene, seen, assertion, stems)
        if other is not None:
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
        if shared >= quoted.FEWEST and part >= _ALIKE and len({who, quoted.speaker(scene, other), None}) == 3:
            return other
    return None


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
