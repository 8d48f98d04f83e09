"""A text in, the line and column of any of its offsets out: both 1-based, columns in code points."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Lines:
    """Where each line of `text` starts. A line ends with `\\n` alone: the columns after a `\\r` stay right."""

    text: str
    starts: tuple[int, ...]

    def place(self, offset: int) -> Place:
        line = bisect_right(self.starts, offset)
        return Place(line, offset - self.starts[line - 1] + 1)

    def span(self, line: int) -> tuple[int, int]:
        """The line, half-open, without its end."""
        start = self.starts[line - 1]
        following = self.starts[line] if line < len(self.starts) else len(self.text) + 1
        return start, following - 1


def lines(text: str) -> Lines:
    """One pass over the text; after it every place costs a bisection."""
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return Lines(text, tuple(starts))
