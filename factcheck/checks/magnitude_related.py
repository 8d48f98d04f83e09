"""Amounts that a draft sets beside each other in, those that a false friend made a thousand times too great or small out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import permutations
from typing import Literal

from factcheck.checks import amounts
from factcheck.checks.amounts import Amount
from factcheck.checks.indexed import index, sentences_with
from factcheck.checks.magnitude_twice import counted
from factcheck.checks.scene import Scene
from factcheck.model import Conflict, Span

PLACEHOLDERS = ("other",)

_APART = (Decimal(1000), Decimal(1000000))
_NEAR = Decimal("0.02")
"""How far a sum of rounded parts may be from its whole."""
_LEAST = Decimal(1000000)
_PARTS = 2, 5
_BETWEEN = Decimal(300), Decimal(4000)
"""Between which a ratio is likelier a false friend’s than a true one."""
_GREATER = 50
"""How many times a part is greater than all else, if it is a thousand times too great: a twentieth of the whole, or more."""
_MOST = 60
"""Amounts of a draft that are compared."""
_BEFORE = 48
"""Characters in which *alone* stands before an amount."""


def magnitude_related(scene: Scene, *, relation: Literal["sum", "pair", "part"]) -> Iterator[Conflict]:
    """`14 trillion: 9 billion and 5 billion`: an amount that does not fit those it is set in relation with. {other}: those.

    `sum`: the parts behind a colon or in brackets. `pair`: two amounts of a sentence with *now*, *instead of*. `part`: an amount
    told *alone* that is many times greater than any other in the draft.
    """
    great = [word for word, scale in scene.grammar.tables["magnitudes"].items() if Decimal(scale) >= _LEAST]
    if next(index(scene.document.text).spans(great), None) is None:
        return
    ceiling: Literal["warning", "note"] = "warning" if relation == "sum" else "note"
    find = {"sum": _sums, "pair": _pairs, "part": _parts}[relation]
    for span, other in find(scene, great):
        yield Conflict(span, exact=False, confidence="medium", ceiling=ceiling, values={"other": other})


def _found(scene: Scene, sentence: Span) -> list[Amount]:
    every = amounts.find(scene.document.text, *sentence, scene.grammar)
    return [one for one in every if not one.unit and one.value > 0][:_MOST]


def _written(scene: Scene, some: Sequence[Amount]) -> str:
    return " + ".join(scene.document.text[slice(*one.span)].strip() for one in some)


def _sums(scene: Scene, great: Sequence[str]) -> Iterator[tuple[Span, str]]:
    for sentence in sentences_with(scene.document, great):
        found = _found(scene, sentence)
        for n, whole in enumerate(found[: -_PARTS[0]]):
            parts = found[n + 1 : n + 1 + _PARTS[1]]
            gap = scene.document.text[whole.span[1] : parts[0].span[0]]
            if whole.value >= _LEAST and (":" in gap or "(" in gap) and _off(whole.value, sum(_scaled(parts, whole.scale))):
                yield whole.span, _written(scene, parts)


def _scaled(parts: Sequence[Amount], scale: Decimal) -> Iterator[Decimal]:
    """The values; a part without a magnitude has that of the amount before it: `9,000 million and 5,000`."""
    for part in parts:
        scale = part.scale if part.scale > 1 else scale
        yield part.value if part.scale > 1 else part.value * scale


def _off(whole: Decimal, total: Decimal | int) -> bool:
    return any(abs(whole - total * by) <= _NEAR * whole or abs(total - whole * by) <= _NEAR * total for by in _APART)


def _pairs(scene: Scene, great: Sequence[str]) -> Iterator[tuple[Span, str]]:
    words = scene.grammar.words["relating_words"]
    related = set(sentences_with(scene.document, words))
    for sentence in sentences_with(scene.document, great):
        found = [one for one in _found(scene, sentence) if one.value >= _LEAST] if sentence in related else []
        for one, other in permutations(found, 2):
            same = counted(scene, one) == counted(scene, other) != ""
            if same and _BETWEEN[0] <= one.value / other.value <= _BETWEEN[1]:
                yield one.span, _written(scene, [other])
                break


def _parts(scene: Scene, great: Sequence[str]) -> Iterator[tuple[Span, str]]:
    text, alone = scene.document.text, scene.grammar.words["part_words"]
    starts = sorted(start for start, _ in index(text).spans(alone))
    if not starts:
        return
    every = [one for sentence in sentences_with(scene.document, great) for one in _found(scene, sentence)][:_MOST]
    money = [(one, counted(scene, one)) for one in every if one.value >= _LEAST]
    for one, of in money:
        others = [other for other, its in money if other is not one and its == of != ""]
        near = any(abs(one.span[0] - start) <= _BEFORE for start in starts)
        if near and others and one.value >= _GREATER * max(other.value for other in others):
            yield one.span, _written(scene, [max(others, key=lambda other: other.value)])
