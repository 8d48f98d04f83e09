"""A draft in, the amounts out that it gives twice in the same digits, once a thousand or a million times greater."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, islice

from factcheck import tokens
from factcheck.checks import amounts
from factcheck.checks.amounts import Amount
from factcheck.checks.indexed import index, sentences_with
from factcheck.checks.scene import Scene
from factcheck.model import Conflict, Severity

PLACEHOLDERS = ("other",)

_APART = frozenset({Decimal(1000), Decimal(1000000)})
_LEAST = Decimal(1000000)
"""From here on numbers have a word of magnitude that can be mistaken."""
_GROUP = 3
"""Digits that stand together in a number so great: 3.500.000."""
_MOST = 60
"""Amounts of a draft that are compared."""
_TELLING = 2
"""Digits, zeros at the end apart, that two amounts do not share by chance; of fewer the second must point back."""
_SIGNS = "$€£¥"
_VERBS = frozenset("AEWvS2")
"""Classes of a word that no amount counts: `the 3.5 billion will come from tolls`."""
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE, _BEHIND = 24, 24
"""Characters in which the word before an amount and the one that it counts are looked for."""


def magnitude_twice(scene: Scene) -> Iterator[Conflict]:
    """`3.5 billion euros … those 3.5 million euros`: one of the two is wrong. {other}: the other amount, as written.

    Both are shown, or the rarer one. Where neither points back (*those*, *the*) they may be two things: a note.
    """
    found = _sums(scene)
    doubted: dict[_Sum, _Sum] = {}
    for one, other in combinations(found, 2):
        if _same(one, other):
            doubted.setdefault(one, other)
            doubted.setdefault(other, one)
    times = {one: sum(one.amount.value == other.amount.value for other in found) for one in doubted}
    for one, other in doubted.items():
        if times[one] <= times[other]:
            values = {"other": scene.document.text[slice(*other.amount.span)].strip()}
            sure: Severity = "warning" if one.again or other.again else "note"
            yield Conflict(one.amount.span, exact=False, confidence="medium", ceiling=sure, values=values)


@dataclass(frozen=True, slots=True)
class _Sum:
    """An amount, what it counts (nothing where nobody says), and whether the word before it points back."""

    amount: Amount
    of: str
    again: bool


def _sums(scene: Scene) -> list[_Sum]:
    text, grammar = scene.document.text, scene.grammar
    great = [word for word, scale in grammar.tables["magnitudes"].items() if Decimal(scale) >= _LEAST]
    figures = (word for word in index(text).at if len(word) >= _GROUP and word.isdecimal())
    if next(index(text).spans(great), None) is None:
        return []
    sentences = sentences_with(scene.document, (*great, *figures))
    every = (one for start, end in sentences for one in amounts.find(text, start, end, grammar))
    some = islice((one for one in every if one.value >= _LEAST and not one.unit), _MOST)
    return [_Sum(one, counted(scene, one), _again(scene, one)) for one in some]


def counted(scene: Scene, amount: Amount) -> str:
    """The sign before the amount, else the noun behind it, its plural taken off."""
    text, (start, end) = scene.document.text, amount.span
    sign = text[start] if text[start] in _SIGNS else text[end : end + 2].strip()[:1]
    if sign and sign in _SIGNS:
        return sign
    near = re.split(r"[.,;:!?\n]", text[end : end + _BEHIND], maxsplit=1)[0]
    first, second = [*_WORD.findall(near.lower()), "", ""][:2]
    linked = scene.grammar.words["amount_links"]
    noun = second if first in linked else first
    counts = (first in linked or "" in linked) and tokens.letter(noun or "-", scene.grammar.lexicon) not in _VERBS
    return noun.rstrip("s") if counts else ""


def _again(scene: Scene, amount: Amount) -> bool:
    before = _WORD.findall(scene.document.text[max(0, amount.span[0] - _BEFORE) : amount.span[0]].lower())
    return bool(before) and before[-1] in scene.grammar.words["pointing_back"]


def _same(one: _Sum, other: _Sum) -> bool:
    """Whether the digits are the same, the size is not, and both count the same."""
    low, high = sorted((one.amount.value, other.amount.value))
    if high / low not in _APART:
        return False
    digits = len(low.normalize().as_tuple().digits)
    return (one.of == other.of != "" and (digits >= _TELLING or other.again)) or (other.again and "" in (one.of, other.of))
