"""A word written twice in a row in, the word once out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.checks.scene import Scene
from factcheck.model import Conflict

PLACEHOLDERS: tuple[str, ...] = ()

_TWICE = re.compile(
    r"(?<![\w-])(?P<first>[^\W\d_]++)(?P<stop>\.?)[ \u00a0\u202f]{1,3}(?P<second>(?i:(?P=first)))(?![\w’'-]|\.\w)", re.UNICODE
)


def repeated_word(scene: Scene) -> Iterator[Conflict]:
    """The same word twice, also around a stray stop. Names (Duran Duran) and the language's own doubles are left alone."""
    text, source = scene.document.text, scene.document.draft.source
    doubles = frozenset(scene.grammar.words["doubles"])
    for start, end in scene.document.paragraphs:
        for found in _TWICE.finditer(text, start, end):
            first, second = found["first"], found["second"]
            if not second.islower() or first.lower() in doubles or source[slice(*found.span())] != found.group():
                continue
            if first.islower() or (not found["stop"] and _opens(text, start, found.start())):
                yield Conflict(found.span(), expected=first)


def _opens(text: str, start: int, at: int) -> bool:
    """Whether a sentence begins at `at`: only there does a capital say nothing about the word."""
    before = text[max(start, at - 3) : at].rstrip(" \u00a0\u202f")
    return not before or before[-1] in ".!?…:«“\"—–"
