"""A draft's quotations in, those that it gives to two speakers out."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.checks import around, quoted
from factcheck.checks.scene import Scene
from factcheck.model import Assertion, Conflict, Severity, Span

PLACEHOLDERS = ("speaker", "other")

_ALIKE = 0.8
_EXACTLY = 7
"""Words from which on nobody says the very same by chance."""
_TWO_AND_NOBODY = 3


def same_quotation(scene: Scene) -> Iterator[Conflict]:
    """The same words in two mouths. {speaker}: to whom the draft gives them here; {other}: to whom it gave them before.

    Never more than a warning: two people may have said the same together. A note where a verb says that the words come again.
    """
    seen: dict[str, list[tuple[Assertion, frozenset[str]]]] = {}
    told: dict[tuple[str, ...], Assertion] = {}
    for assertion, span in quoted.quotations(scene):
        words = scene.document.text[slice(*span)]
        stems = frozenset(quoted.stems(scene.grammar, words))
        other = _earlier(scene, seen, assertion, stems) or _exactly(scene, told, assertion, words)
        ceiling = _ceiling(scene, assertion, other, span) if other is not None else None
        if other is not None and ceiling is not None:
            yield _conflict(scene, assertion, other, span, ceiling)
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
    """An earlier quotation of somebody else that begins with the very same words, however small they are."""
    key = tuple(word.lower() for word in quoted.words(words))[:_EXACTLY]
    if (first := told.get(key)) and set(first.content) & set(assertion.content):
        return None  # two clauses of one quotation: `she mocks: « … », said Untel`
    other = told.setdefault(key, assertion) if len(key) >= _EXACTLY else assertion
    both = {quoted.speaker(scene, assertion), quoted.speaker(scene, other), None}
    differ = len(both) == _TWO_AND_NOBODY or _newcomer(scene, assertion, other)
    return other if other is not assertion and differ else None


def _newcomer(scene: Scene, assertion: Assertion, other: Assertion) -> bool:
    """Whether whoever speaks here has a name of which the draft had no word when it first gave these words to somebody."""
    speaker = assertion.speaker
    if speaker is None or other.speaker is None or speaker.via not in ("full-name", "surname"):
        return False
    names = [word for word in quoted.words(scene.document.text[slice(*speaker.span)]) if word[0].isupper()]
    before = set(quoted.words(scene.document.text[: max(other.span[1], other.speaker.span[1])]))
    return bool(names) and names[-1] not in before


def _ceiling(scene: Scene, assertion: Assertion, other: Assertion, span: Span) -> Severity | None:
    """None where the draft or the speaker takes the words up openly: a word for it, or their first speaker named beside them."""
    start = around.sentence(scene, min(assertion.span[0], span[0]))[0]
    end = around.sentence(scene, max(assertion.span[1], span[1]) - 1)[1]
    first_speaker = other.speaker.entity if other.speaker else None
    named = (m for m in around.mentions_within(scene, (start, end)) if not span[0] <= m.span[0] < span[1])
    beside = (scene.document.text[start : max(start, span[0])], scene.document.text[span[1] : end])
    words = {quoted.bare(word.lower()) for text in beside for word in quoted.words(text)}
    if any(quoted.bare(word) in words for word in scene.grammar.words["takes_up"]) or any(
        first_speaker in mention.ids for mention in named
    ):
        return None
    return "note" if any(quoted.bare(word) in words for word in scene.grammar.words["repeats"]) else "warning"


def _conflict(scene: Scene, assertion: Assertion, other: Assertion, span: Span, ceiling: Severity) -> Conflict:
    here, there = quoted.speaker(scene, assertion), quoted.speaker(scene, other)
    return Conflict(
        _with_clause(scene, assertion, span),
        exact=False,
        confidence="medium",
        ceiling=ceiling,
        assertion=assertion.id,
        values={"speaker": here[1] if here else "", "other": there[1] if there else ""},
    )


def _with_clause(scene: Scene, assertion: Assertion, span: Span) -> Span:
    """The words with the clause that says whose they are, where it stands in their sentence."""
    parts = [assertion.cue.span, *([assertion.speaker.span] if assertion.speaker else [])]
    start, end = around.sentence(scene, span[0])
    within = [part for part in parts if start <= part[0] and part[1] <= end]
    return min((span[0], *(first for first, _ in within))), max((span[1], *(last for _, last in within)))
