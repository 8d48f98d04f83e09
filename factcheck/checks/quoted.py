"""Quotations of a draft and of the facts in, how much of the same they say out."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from factcheck.checks import entries
from factcheck.checks.scene import Scene
from factcheck.grammar import Grammar
from factcheck.model import Assertion, KnownQuote, Span

FEWEST = 6
"""Content words that two quotations must share to be taken for one."""
MANY = 8
"""Content words from which on no chance is left."""
_STEM = 5
"""Letters that tell a word whatever its ending."""
_SHORTEST = 4
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Same:
    """A quotation that is a known one, with its assertion if it has any.

    `shared`: content words; `part`: of the shorter one's content words.
    """

    assertion: Assertion | None
    span: Span
    quote: KnownQuote
    shared: int
    part: float


def stems(grammar: Grammar, text: str) -> tuple[str, ...]:
    """The content words of a text, each cut to what its forms have in common, in order."""
    return tuple(stem for word in _WORD.findall(text) if (stem := stem_of(grammar, word)))


def stem_of(grammar: Grammar, word: str) -> str:
    """The stem of a content word; nothing for a function word."""
    small = word.lower()
    return "" if len(small) < _SHORTEST or small in grammar.words["telling_words"] else bare(small)[:_STEM]


@lru_cache(maxsize=8192)
def bare(word: str) -> str:
    """Without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """The words of a text."""
    return _WORD.findall(text)


def places(scene: Scene) -> tuple[Span, ...]:
    """The outermost quotations of a draft, marks and all."""
    return tuple(quotation.span for quotation in scene.document.quotations if quotation.depth == 0)


def overlap(one: Sequence[str], other: Sequence[str]) -> tuple[int, float]:
    """How many stems two texts share, and which part of the shorter one that is."""
    ours, theirs = frozenset(one), frozenset(other)
    shared = len(ours & theirs)
    return shared, shared / max(1, min(len(ours), len(theirs)))


def speaker(scene: Scene, assertion: Assertion) -> tuple[str, str] | None:
    """The person who is said to speak, by id or by full name, and the name to print; None for a body or for nobody."""
    said = assertion.speaker
    if said is None:
        return None
    if said.entity is not None:
        return (said.entity, entries.person(scene, said.entity)) if said.entity in scene.facts.people else None
    full = said.via == "full-name" and said.name is not None and len(said.name.split()) > 1
    return (said.name, said.name) if full and said.name else None


def quotations(scene: Scene) -> Iterator[tuple[Assertion, Span]]:
    """Every assertion that quotes, with the quotation's place without its marks."""
    starts = {quotation.span[0]: quotation.inner for quotation in scene.document.quotations if quotation.depth == 0}
    ordered = sorted(starts)
    for assertion in scene.assertions:
        if assertion.kind == "indirect":
            continue
        for start, end in assertion.content:
            yield from ((assertion, starts[at]) for at in _between(ordered, start, end))


def _between(ordered: Sequence[int], start: int, end: int) -> Sequence[int]:
    # The content may leave the opening mark, and the blank behind it, out.
    return ordered[bisect_left(ordered, start - 2) : bisect_left(ordered, end)]


def _without_speaker(scene: Scene) -> Iterator[tuple[None, Span]]:
    """The quotations of no assertion."""
    taken = {span for _, span in quotations(scene)}
    for quotation in scene.document.quotations:
        if quotation.depth == 0 and quotation.inner not in taken:
            yield None, quotation.inner


def known(scene: Scene) -> Iterator[Same]:
    """Quotations of the draft whose words the facts know, by the quotation that they share most with."""
    index = _index(scene)
    if not index:
        return
    for assertion, span in (*quotations(scene), *_without_speaker(scene)):
        ours = stems(scene.grammar, scene.document.text[slice(*span)])
        found = [(overlap(ours, theirs), quote) for quote, theirs in _sharing(index, ours)]
        (shared, part), best = max(found, key=lambda one: (one[0], one[1].id), default=((0, 0.0), None))
        if best is not None and shared >= FEWEST and part >= 0.5:
            yield Same(assertion, span, best, shared, part)


_Index = Mapping[str, list[tuple[KnownQuote, tuple[str, ...]]]]


def _index(scene: Scene) -> _Index:
    """Known quotations in the draft's language by each of their stems."""
    found: dict[str, list[tuple[KnownQuote, tuple[str, ...]]]] = {}
    for quote in scene.facts.quotes.values():
        text = quote.text.get(scene.document.language)
        theirs = stems(scene.grammar, text) if text else ()
        for stem in dict.fromkeys(theirs):
            found.setdefault(stem, []).append((quote, theirs))
    return found


def _sharing(index: _Index, ours: Sequence[str]) -> Iterator[tuple[KnownQuote, tuple[str, ...]]]:
    """Known quotations that share enough stems to be looked at, each once."""
    counts: dict[str, int] = {}
    entries: dict[str, tuple[KnownQuote, tuple[str, ...]]] = {}
    for stem in dict.fromkeys(ours):
        for entry in index.get(stem, ()):
            counts[entry[0].id] = counts.get(entry[0].id, 0) + 1
            entries[entry[0].id] = entry
    yield from (entries[id] for id, count in counts.items() if count >= FEWEST)
