"""A stop or a comma with no blank behind it in, the words with the blank out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.checks.scene import Scene
from factcheck.model import Conflict

PLACEHOLDERS: tuple[str, ...] = ()

_LETTER = r"[^\W\d_]"
_CLOSE = re.compile(rf"(?<![\w.,@/:’'{{=-])({_LETTER}{{3,40}}+)([.,])({_LETTER}{{1,40}}+)(?![\w.@/:(-]|[.,]\w)")


def missing_blank(scene: Scene) -> Iterator[Conflict]:
    """`la guerre.Puis`, `la guerre,puis`. What may be an address, a file, a name in code or a brand is left alone."""
    text, source = scene.document.text, scene.document.draft.source
    for start, end in scene.document.paragraphs:
        for found in _CLOSE.finditer(text, start, end):
            before, mark, after = found.groups()
            if source[slice(*found.span())] == found.group() and _two_words(scene, before, mark, after):
                yield Conflict(found.span(), expected=f"{before}{mark} {after}")


def _two_words(scene: Scene, before: str, mark: str, after: str) -> bool:
    """A stop ends a word in small letters and begins one with a capital, or a small word; anything else may be an address."""
    if mark == ",":
        return before[1:].islower() and after[1:] == after[1:].lower()
    begun = after[0].isupper() and after[1:].islower()
    return before.islower() and (begun or after in scene.grammar.words["never_in_addresses"])
