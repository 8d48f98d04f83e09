"""Quotation marks without a partner in, the repair that the text around them asks for out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.checks.scene import Scene
from factcheck.model import Conflict, MarkFault, Severity, Span

PLACEHOLDERS = ("repair", "reason", "beside")

_BEFORE = re.compile(r"[\w’'-]+[ \u00a0\u202f]?$")
_AFTER = re.compile(r"[ \u00a0\u202f]?[\w’'-]+")
_LAST = re.compile(r"([\w’'-]+)[^\w\n]{0,4}$")
_FIRST = re.compile(r"[^\w\n]{0,4}([\w’'-]+)")
_LONGEST = 60
"""Characters that are looked at on either side of a mark."""


def quotation_marks(scene: Scene) -> Iterator[Conflict]:
    """Every mark that opens or closes nothing: delete it, or give it the partner that is missing.

    {repair} says what to do, {reason} why, {beside} the word at which the missing mark goes. A mark that is missing is a warning
    at most: its partner may stand in a paragraph that was cut.
    """
    for fault in scene.document.mark_faults:
        span = _with_word(scene, fault)
        repair = scene.grammar.tables["mark_repairs"][fault.repair].format(beside=_beside(scene, fault))
        values = {"repair": repair, "reason": scene.grammar.tables["reasons"][fault.reason], "beside": _beside(scene, fault)}
        ceiling: Severity = "error" if fault.repair == "delete" else "warning"
        yield Conflict(span, expected=_expected(scene, fault, span), ceiling=ceiling, values=values)


def _with_word(scene: Scene, fault: MarkFault) -> Span:
    """The mark and the word that it is glued to, else the word before it, else the word after it."""
    text, (start, end) = scene.document.text, fault.span
    before = _BEFORE.search(text, max(0, start - _LONGEST), start)
    after = _AFTER.match(text, end, end + _LONGEST)
    if before and not before.group()[-1].isspace():
        return before.start(), end
    if after and (before is None or not after.group()[0].isspace()):
        return start, after.end()
    return (before.start() if before else start), end


def _expected(scene: Scene, fault: MarkFault, span: Span) -> str | None:
    if fault.repair != "delete":
        return None
    text = scene.document.text
    return (text[span[0] : fault.span[0]] + text[fault.span[1] : span[1]]).strip()


def _beside(scene: Scene, fault: MarkFault) -> str:
    """The word after which a closing mark is missing, or before which an opening one is."""
    text, at = scene.document.text, fault.at
    word = _FIRST.match(text, at, at + _LONGEST) if fault.repair == "open" else _LAST.search(text, max(0, at - _LONGEST), at)
    return word[1] if word else text[slice(*fault.span)]
