"""Stops written twice in (`. .`, `..`, `,.`), the words with one stop out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.checks.scene import Scene
from factcheck.model import Conflict, Severity

PLACEHOLDERS: tuple[str, ...] = ()

_RUN = re.compile(r"[.,;](?:[ \u00a0\u202f]{0,3}[.,;])++")
_LAST_WORD = re.compile(r"([\w’'-]+)(?:[ \u00a0\u202f]?[»”\")])?$")
_LONGEST = 40
"""Characters that are looked back for the word before the stop."""
_SHORTEST = 4
"""Letters of a word that is no abbreviation, whatever the list says: `Inc.,` and `p.m.,` are right."""


def doubled_stop(scene: Scene) -> Iterator[Conflict]:
    """Two stops where one is meant. Three dots are an ellipsis, spaced or not, and four end a sentence with one.

    A full stop before a comma may be that of an abbreviation that nobody listed: a warning.
    """
    text, source = scene.document.text, scene.document.draft.source
    for start, end in scene.document.paragraphs:
        for run in _RUN.finditer(text, start, end):
            marks = [mark for mark in run.group() if mark in ".,;"]
            before = _LAST_WORD.search(text, max(start, run.start() - _LONGEST), run.start())
            after = text[run.end() : run.end() + 1]
            if len(marks) != 2 or before is None or after.isalnum() or after in ("/", "\\", "_"):
                continue
            span = (before.start(), run.end())
            if source[slice(*span)] == text[slice(*span)] and not _abbreviated(scene, before[1], marks):
                ceiling: Severity = "warning" if marks[0] == "." != marks[1] else "error"
                kept = _kept(marks, text[run.end() : min(end, run.end() + _LONGEST)])
                yield Conflict(span, expected=before.group() + kept, ceiling=ceiling)


def _abbreviated(scene: Scene, word: str, marks: list[str]) -> bool:
    if marks[0] != ".":
        return word.isdigit()
    if len(word) == 1 or word.lower() in scene.grammar.words["stopped_abbreviations"]:
        return True
    return marks[1] != "." and (not word.islower() or len(word) < _SHORTEST)


def _kept(marks: list[str], rest: str) -> str:
    """The mark to keep: at the end of a sentence the full stop, within it the other."""
    following = rest.lstrip(' \u00a0\u202f\n»”")')[:1]
    ends = not following or not following.islower()
    return "." if ends and "." in marks else next((mark for mark in marks if mark != "."), ".")
