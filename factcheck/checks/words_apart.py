"""Two wordings that do not go together in one sentence in, the second with its mend out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from factcheck.checks.indexed import sentences_with
from factcheck.checks.scene import Scene
from factcheck.model import Conflict, Span

PLACEHOLDERS = ("first",)

_BLANK = "[ \u00a0\u202f]"
_SAME = str.maketrans("'\u00a0\u202f", "’  ")


def words_apart(
    scene: Scene, *, first: tuple[str, ...], then: Mapping[str, str], unless: tuple[str, ...] = (), within: int = 40
) -> Iterator[Conflict]:
    """`due to … and by`: after one of the words of `first`, the wrong words of `then` at most `within` words on.

    Any word of `unless` between them lets the pair pass. {first} is the first wording, {expected} what `then` puts in place.
    """
    pattern = _any_of((*first, *then, *unless))
    opening, wrong = {words.lower() for words in first}, {words.lower(): right for words, right in then.items()}
    text = scene.document.text
    for sentence in sentences_with(scene.document, first):
        begun: Span | None = None
        for found in pattern.finditer(text, *sentence):
            words = _plain(found.group())
            if words in opening:
                begun = found.span()
            elif begun and words in wrong and len(text[begun[1] : found.start()].split()) <= within:
                values = {"first": text[slice(*begun)]}
                yield Conflict(found.span(), expected=wrong[words], exact=False, confidence="medium", values=values)
                begun = None
            else:
                begun = None


def _plain(words: str) -> str:
    return words.translate(_SAME).lower()


@cache
def _any_of(wordings: tuple[str, ...]) -> re.Pattern[str]:
    """The longest wording first, so that `et par conséquent` is not read as `et par`."""
    longest = sorted({re.escape(words).replace("’", "[’']").replace("\\ ", _BLANK) for words in wordings}, key=len, reverse=True)
    return re.compile(rf"(?<![\w’'-])(?:{'|'.join(longest)})(?:(?<=[’'])|(?!\w))", re.IGNORECASE)
