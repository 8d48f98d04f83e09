"""A quotation that a stray mark would cut in, the words of the speaker that would become the newspaper's out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from factcheck.checks.scene import Scene
from factcheck.model import Conflict, MarkFault, Span

PLACEHOLDERS = ("mark",)

_CLOSING = re.compile(r"[ \u00a0\u202f]?[»”\"]")


def quotation_scope(scene: Scene) -> Iterator[Conflict]:
    """First-person words behind a mark that must go: proof that the quotation runs on over them. {mark} is that mark."""
    outermost = [quotation.span for quotation in scene.document.quotations if quotation.depth == 0]
    for fault in scene.document.mark_faults:
        tail = _tail(scene, fault, outermost) if fault.repair == "delete" else None
        spoken = tail and _last(_first_person(scene.grammar.words["first_person"]), scene.document.text, tail)
        if tail and spoken:
            yield Conflict((spoken, tail[1]), ceiling="warning", values={"mark": scene.document.text[slice(*fault.span)]})


def _tail(scene: Scene, fault: MarkFault, outermost: Sequence[Span]) -> Span | None:
    """From behind the stray mark to the closing mark of the quotation around it, taken along."""
    _, end = _around(outermost, fault.span[0])
    if end > fault.span[1]:
        return fault.span[1], end
    _, end = _around(scene.document.paragraphs, fault.span[0])
    closing = _CLOSING.search(scene.document.text, fault.span[1], end)
    return (fault.span[1], closing.end()) if closing else None


def _around(spans: Sequence[Span], at: int) -> Span:
    """The last of the ordered spans that begins at `at` or before; (0, 0) when none does."""
    index = bisect_right(spans, at, key=lambda span: span[0])
    return spans[index - 1] if index else (0, 0)


def _last(pattern: re.Pattern[str], text: str, tail: Span) -> int | None:
    starts = [found.start() for found in pattern.finditer(text, *tail)]
    return starts[-1] if starts else None


@cache
def _first_person(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")(?!\w)", re.IGNORECASE)
