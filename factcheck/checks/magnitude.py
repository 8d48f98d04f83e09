"""Numbers with a word such as *billion* in, those that are a false friend's out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from factcheck.checks.scene import Scene
from factcheck.model import Conflict

PLACEHOLDERS = ("number", "word")


def magnitude(scene: Scene, *, words: Mapping[str, str], above: int = 0) -> Iterator[Conflict]:
    """A number and a word of magnitude that news copy seldom needs: `words`, each with the one it is mistaken for.

    `above`: only numbers greater than this one. {number} and {word} are the two; {expected}: what was likely meant. Never more
    than a warning: it is a question.
    """
    for found in _pattern(tuple(sorted(words))).finditer(scene.document.text):
        if _value(found["number"]) > above:
            meant = words[found["word"].lower()]
            yield Conflict(
                found.span(),
                expected=f"{found['number']}{found['blank']}{meant}",
                confidence="medium",
                ceiling="warning",
                values={"number": found["number"], "word": found["word"]},
            )


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(map(re.escape, words), key=len, reverse=True)
    number, blank = r"\d{1,6}(?:[.,\u00a0\u202f]\d{1,3}){0,3}", "[ \u00a0\u202f]"
    return re.compile(rf"(?<![\w.,])(?P<number>{number})(?P<blank>{blank})(?P<word>{'|'.join(longest)})(?!\w)", re.IGNORECASE)


def _value(number: str) -> float:
    """The number as either reading of its comma or stop gives it, the greater one."""
    digits = re.sub(r"\D", "", number)
    whole = re.split(r"[.,]", number)[0]
    return float(digits if re.fullmatch(r"\d{1,3}(?:\D\d{3})+", number) else re.sub(r"\D", "", whole))
