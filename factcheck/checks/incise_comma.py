"""A quotation that runs into its reporting clause in, the comma between them out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from factcheck.checks import around
from factcheck.checks.scene import Scene
from factcheck.model import Assertion, Conflict, Quotation

PLACEHOLDERS: tuple[str, ...] = ()

_LAST_WORDS = re.compile(r"(?:[\w’'-]+[ \u00a0\u202f]){0,1}[\w’'-]+$")
_BLANK = " \u00a0\u202f"
_ENDS = ",.?!…:;—–-"
"""Marks inside the quotation after which no comma is missed."""
_LONGEST = 60


def incise_comma(scene: Scene) -> Iterator[Conflict]:
    """`»` directly followed by the reporting clause: a comma is missing. The parse tells which clause reports: no guess."""
    by_end = {quotation.span[1]: quotation for quotation in scene.document.quotations if quotation.depth == 0}
    for assertion in scene.assertions:
        quotation = _quoted_before(scene, assertion, by_end)
        if quotation is None or scene.document.text[quotation.inner[1] - 1] in _ENDS:
            continue
        first, last = quotation.inner
        words = _LAST_WORDS.search(scene.document.text, max(first, last - _LONGEST), last)
        start = words.start() if words else last
        end = max(assertion.cue.span[1], quotation.span[1])
        yield Conflict((start, end), expected=_with_comma(scene, quotation, start, end), assertion=assertion.id)


def _quoted_before(scene: Scene, assertion: Assertion, by_end: Mapping[int, Quotation]) -> Quotation | None:
    """The quotation whose closing mark the cue or the speaker follows with nothing but blanks between.

    It is what they say: a newspaper's name in quotation marks that announces something is the subject of its clause.
    """
    if not assertion.content:
        return None
    told = assertion.speaker and assertion.speaker.span[1] >= assertion.content[0][0]
    speaker = assertion.speaker.span if assertion.speaker and told else assertion.cue.span
    clause = min(assertion.cue.span[0], speaker[0])
    if not any(end <= clause for _, end in assertion.content):
        return None
    quotation = by_end.get(_closed(scene.document.text, clause))
    if quotation is None or quotation.span[0] <= speaker[0] < quotation.span[1] or not _quotes(assertion, quotation):
        return None
    within = assertion.kind == "selon" and not _opens(scene, quotation)
    return None if within else quotation


def _opens(scene: Scene, quotation: Quotation) -> bool:
    """Whether the quotation opens its sentence: `« X », selon Y`. Words of a sentence need no comma: `il est « X » selon Y`."""
    start, _ = around.sentence(scene, quotation.span[0])
    return not scene.document.text[start : quotation.span[0]].strip()


def _closed(text: str, at: int) -> int:
    """Where the last sign before the blanks at `at` ends."""
    return at - 3 + len(text[at - 3 : at].rstrip(_BLANK)) if at >= 3 else 0


def _quotes(assertion: Assertion, quotation: Quotation) -> bool:
    return any(start < quotation.inner[1] and quotation.inner[0] < end for start, end in assertion.content)


def _with_comma(scene: Scene, quotation: Quotation, start: int, end: int) -> str:
    text = scene.document.text
    at = quotation.inner[1] if scene.grammar.tables["incise"]["comma"] == "inside" else quotation.span[1]
    rest = text[at:end]
    return text[start:at] + "," + (rest if at < quotation.span[1] else " " + rest.lstrip(_BLANK))
