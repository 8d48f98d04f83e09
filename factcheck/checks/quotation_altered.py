"""Quotations that the facts know in, the places where the draft's words differ in substance out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

from factcheck import facts
from factcheck.checks import entries, quoted
from factcheck.checks.quoted import Same
from factcheck.checks.scene import Scene
from factcheck.model import Conflict, Span

PLACEHOLDERS = ("by", "said")

_WORD = re.compile(r"[^\W_]+")
_CUT_MARK = re.compile(r"…|\.\.\.|\[[^\[\]\n]{0,200}\]")
_LONG = 4
"""Words that are missing in one place and make a cut."""
_MOST_WORDS = 400


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
        ours = list(_WORD.finditer(scene.document.text, *same.span))[:_MOST_WORDS]
        source = same.quote.text[scene.document.language]
        theirs = list(_WORD.finditer(source))[:_MOST_WORDS]
        texts = [word.group() for word in ours], [word.group() for word in theirs]
        for change in _changes(*texts):
            place = _place(ours, change)
            if _matters(scene, *texts, change, what) and not _marked(scene, place):
                first, last = change.theirs
                said = source[theirs[first].start() : theirs[last - 1].end()] if last > first else ""
                yield _conflict(scene, same, place, said)


def _changes(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[_Change]:
    """Stretches that differ, in order; what the draft quotes less of at either end is no change."""
    plain = [[quoted.bare(word.lower()) for word in words] for words in (ours, theirs)]
    changes = [
        _Change((step.src_start, step.src_end), (step.dest_start, step.dest_end))
        for step in Indel.opcodes(plain[0], plain[1])
        if step.tag != "equal"
    ]
    merged: list[_Change] = []
    for change in changes:
        if merged and merged[-1].ours[1] == change.ours[0] and merged[-1].theirs[1] == change.theirs[0]:
            last = merged.pop()
            merged.append(_Change((last.ours[0], change.ours[1]), (last.theirs[0], change.theirs[1])))
        else:
            merged.append(change)
    yield from (one for one in merged if one.ours[0] > 0 and one.ours[1] < len(ours))


def _place(ours: Sequence[re.Match[str]], change: _Change) -> Span:
    """The words that differ; for missing ones, the words around the gap."""
    first, last = change.ours
    return (ours[first].start(), ours[last - 1].end()) if last > first else (ours[first - 1].start(), ours[first].end())


def _matters(scene: Scene, ours: Sequence[str], theirs: Sequence[str], change: _Change, what: str) -> bool:
    mine, said = ours[slice(*change.ours)], theirs[slice(*change.theirs)]
    cut = len(said) >= len(mine) + _LONG
    if what == "cut" or cut:
        return what == "cut" and cut
    return _tells(scene, mine) != _tells(scene, said) or _other_forms(scene, mine, said)


def _tells(scene: Scene, words: Sequence[str]) -> frozenset[str]:
    """Numbers, names and negations among the words."""
    denials = scene.grammar.words["quotation_denials"]
    return frozenset(word.lower() for word in words if word[0].isdigit() or word[0].isupper() or word.lower() in denials)


def _other_forms(scene: Scene, mine: Sequence[str], said: Sequence[str]) -> bool:
    """Another form of the same word: another tense, another number."""
    stems = {stem: word.lower() for word in said if (stem := quoted.stem_of(scene.grammar, word))}
    return any((stem := quoted.stem_of(scene.grammar, word)) in stems and stems[stem] != word.lower() for word in mine)


def _marked(scene: Scene, place: Span) -> bool:
    """Whether the draft marks the cut: an ellipsis, or brackets."""
    return _CUT_MARK.search(scene.document.text, place[0], place[1] + 2) is not None


def _conflict(scene: Scene, same: Same, place: Span, said: str) -> Conflict:
    return Conflict(
        place,
        fact=facts.use(scene.facts, same.quote.origin, same.quote.id, scene.date),
        exact=False,
        confidence="medium",
        ceiling="warning",
        assertion=same.assertion.id,
        values={"by": entries.person(scene, same.quote.by), "said": said},
    )
