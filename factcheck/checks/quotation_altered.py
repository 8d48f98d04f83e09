"""Quotations that the facts know in, the places where the draft's words differ in substance out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from rapidfuzz.distance import Indel

from factcheck import facts
from factcheck.checks import aligned, entries, quoted
from factcheck.checks.quoted import Same
from factcheck.checks.scene import Scene
from factcheck.grammar import Grammar
from factcheck.model import Conflict, Span

PLACEHOLDERS = ("by", "said")

_WORD = re.compile(r"[^\W_]+")
_CUT_MARK = re.compile(r"…|\.\.\.|\[[^\[\]\n]{0,200}\]")
_LONG = 4
"""Words that are missing in one place and make a cut."""
_MOST_WORDS = 400
_OPENING = 2
"""Words by which the beginnings of two quotations may differ; more are another place to begin."""
_NEAR = 8
"""Words around a change in which another form of a word is looked for."""
_STEM = 4
_FEWEST = 3
"""Content words that a cut takes away, or one fewer where it begins a sentence: fewer are another wording."""


@dataclass(frozen=True, slots=True)
class _Change:
    """Words of the draft (half-open, by their number) and the words that were said in their place."""

    ours: tuple[int, int]
    theirs: tuple[int, int]


def quotation_altered(scene: Scene, *, what: Literal["words", "cut"]) -> Iterator[Conflict]:
    """Known words that the draft changed (`words`: a negation, a number, a name, a verb's form) or left out unmarked (`cut`).

    {by}: who said them; {said}: the words that stand in the source at that place. Never more than a warning: a translation
    may be another one.
    """
    for same in quoted.known(scene):
        pair = _Pair.of(scene, same)
        for change in _changes(scene.grammar, pair.plain(pair.ours), pair.plain(pair.theirs)):
            if change.ours == (0, 0) and not pair.opens_whole():
                continue
            found = _cut(scene, pair, change) if what == "cut" else _altered(scene, pair, change)
            if found and not _CUT_MARK.search(scene.document.text, found[0][0], found[0][1] + 2):
                yield _conflict(scene, same, *found)


_Words: TypeAlias = Sequence[re.Match[str]]


class _Step(Protocol):
    """A stretch of both rows of words, as the alignment gives it."""

    tag: str
    src_start: int
    src_end: int
    dest_start: int
    dest_end: int


@dataclass(frozen=True, slots=True)
class _Pair:
    """The words of the draft's quotation and of the source's, each with its place."""

    ours: _Words
    theirs: _Words
    source: str

    @classmethod
    def of(cls, scene: Scene, same: Same) -> _Pair:
        source = same.quote.text[scene.document.language]
        ours = list(_WORD.finditer(scene.document.text, *same.span))[:_MOST_WORDS]
        return cls(ours, list(_WORD.finditer(source))[:_MOST_WORDS], source)

    def plain(self, words: _Words) -> list[str]:
        return [quoted.bare(word.group().lower()) for word in words]

    def begins(self, word: int) -> bool:
        """Whether a word of the source begins a sentence."""
        return word > 0 and any(mark in ".!?" for mark in self.source[self.theirs[word - 1].end() : self.theirs[word].start()])

    def opens_whole(self) -> bool:
        """Whether the draft's words begin as a sentence does, so that nothing of it stands before the quotation."""
        return bool(self.ours) and self.ours[0].group()[0].isupper()

    def said(self, first: int, last: int) -> str:
        return self.source[self.theirs[first].start() : self.theirs[last - 1].end()] if last > first else ""


def _changes(grammar: Grammar, ours: Sequence[str], theirs: Sequence[str]) -> Iterator[_Change]:
    """Stretches that differ, in order, between the first and the last content word that both have, or where both begin or end.

    What the draft quotes less of at either end is no change; stretches with one small word between them are one.
    """
    steps = list(Indel.opcodes(ours, theirs))
    firm = [n for n, step in enumerate(steps) if step.tag == "equal" and _firm(grammar, step, ours, theirs)]
    merged: list[_Change] = []
    first = 0 if firm and firm[0] == 1 and _opens(steps[0]) else firm[0] if firm else 0
    for step in steps[first : firm[-1]] if firm else ():
        if step.tag == "equal":
            continue
        last = merged[-1] if merged else None
        if (
            last
            and step.src_start - last.ours[1] <= 1
            and not quoted.stems(grammar, " ".join(ours[last.ours[1] : step.src_start]))
        ):
            merged[-1] = _Change((last.ours[0], step.src_end), (last.theirs[0], step.dest_end))
        else:
            merged.append(_Change((step.src_start, step.src_end), (step.dest_start, step.dest_end)))
    yield from merged


def _firm(grammar: Grammar, step: _Step, ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether equal words tell that what was said goes on there: a content word, or the beginning or the end of both."""
    begin, end = step.src_start == step.dest_start == 0, (step.src_end, step.dest_end) == (len(ours), len(theirs))
    return begin or end or bool(quoted.stems(grammar, " ".join(ours[step.src_start : step.src_end])))


def _opens(step: _Step) -> bool:
    """Whether the two begin with a word or two that differ, at the very beginning of both: `No, we will …`."""
    return step.src_start == step.dest_start == 0 and max(step.src_end, step.dest_end) <= _OPENING


def _cut(scene: Scene, pair: _Pair, change: _Change) -> tuple[Span, str] | None:
    """Several words of the source missing in one place: the words around the gap, and those that are missing."""
    (first, last), missing = change.ours, change.theirs
    said = quoted.stems(scene.grammar, pair.said(*missing))
    kept = quoted.stems(scene.grammar, " ".join(word.group() for word in pair.ours))
    if missing[1] - missing[0] < last - first + _LONG or len({*said} - {*kept}) < (_FEWEST - pair.begins(missing[0])):
        return None
    place = (first, last) if last > first else (first - 1, first + 1)
    return (pair.ours[place[0]].start(), pair.ours[place[1] - 1].end()), pair.said(*missing)


def _altered(scene: Scene, pair: _Pair, change: _Change) -> tuple[Span, str] | None:
    """A changed stretch that tells another number, name or denial; else the first word in another form of itself."""
    (first, last), (start, end) = change.ours, change.theirs
    if end - start < last - first + _LONG and _tells_otherwise(scene, pair, change):
        wider = 1 if start == end or first == last else 0  # words put in or left out: what stands around them in the source
        ours = (max(0, first - wider), min(len(pair.ours), last + wider))
        place = pair.ours[ours[0]].start(), pair.ours[ours[1] - 1].end()
        return place, pair.said(max(0, start - wider), min(len(pair.theirs), end + wider))
    plain = pair.plain(pair.theirs)
    for word in pair.ours[first:last]:
        near = range(max(0, start - _NEAR), min(len(plain), end + _NEAR))
        other = next((at for at in near if _other_form(quoted.bare(word.group().lower()), plain[at])), None)
        if other is not None:
            return word.span(), pair.said(max(0, other - 1), other + 1)
    return None


def _tells_otherwise(scene: Scene, pair: _Pair, change: _Change) -> bool:
    """Whether one side has a number, a name or a denial in the stretch more often than the other has it, or its opposite."""
    ours, theirs = pair.plain(pair.ours), pair.plain(pair.theirs)
    mine, said = pair.ours[slice(*change.ours)], pair.theirs[slice(*change.theirs)]
    denials = [word for word in scene.grammar.words["quotation_denials"] if word not in scene.grammar.words["half_denials"]]
    if not mine:
        left_out = (word for word in pair.plain(said) if word in map(quoted.bare, denials))
        return any(theirs.count(word) > ours.count(word) for word in left_out)
    telling = (*denials, *scene.grammar.tables["cardinals"])
    return (
        any(aligned.telling(word, telling) and _more(word, ours, theirs) for word in mine)
        or any(aligned.telling(word, telling) and _more(word, theirs, ours) for word in said)
        or _opposite(scene.grammar, pair.plain(mine), pair.plain(said))
    )


def _more(word: re.Match[str], here: Sequence[str], there: Sequence[str]) -> bool:
    plain = quoted.bare(word.group().lower())
    return here.count(plain) > there.count(plain)


def _opposite(grammar: Grammar, mine: Sequence[str], said: Sequence[str]) -> bool:
    """Whether a word stands in the place of its opposite: `after` where `before` was said."""
    pairs = [frozenset(map(quoted.bare, pair)) for pair in grammar.tables["opposites"].items()]
    return any({word, other} in pairs for word in mine for other in said)


def _other_form(word: str, other: str) -> bool:
    """Another form of the same verb: not another number or gender, which translations differ in."""
    if len(word) < _STEM + 2 or word[:_STEM] != other[:_STEM] or word == other:
        return False
    return word.rstrip("esax") != other.rstrip("esax")


def _conflict(scene: Scene, same: Same, place: Span, said: str) -> Conflict:
    return Conflict(
        place,
        fact=facts.use(scene.facts, same.quote.origin, same.quote.id, scene.date),
        exact=False,
        confidence="medium",
        ceiling="warning",
        assertion=same.assertion.id if same.assertion else None,
        values={"by": entries.person(scene, same.quote.by), "said": said},
    )
