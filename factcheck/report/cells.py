"""A stretch of text in, terminal cells out: nothing in a draft moves the cursor, every character has its width."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

CUT = "…"

_INVISIBLE = ("Mn", "Me", "Cf")
_PICTURES = 0x2400
"""Control pictures: U+2400 shows NUL, U+241B shows escape."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What is printed for one character, its columns, and the offset it stands for."""

    shown: str
    width: int
    at: int


def cells(text: str, start: int, end: int) -> Iterator[Cell]:
    """Each character of `text[start:end]`; the combining ones have no width of their own."""
    for at in range(start, end):
        shown = clean(text[at])
        yield Cell(shown, _width(shown), at)


def clean(text: str) -> str:
    """Control characters as pictures, line ends and tabs as blanks; what turns the direction of writing is left out."""
    return text if text.isprintable() else "".join(_seen(character) for character in text)


def _seen(character: str) -> str:
    category = unicodedata.category(character)
    if character in "\t\n\r" or category in ("Zs", "Zl", "Zp"):
        return " " if category != "Zs" else character
    if category == "Cc":
        return chr(_PICTURES + ord(character)) if ord(character) < 0x20 else "�"
    if category == "Cs" or character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069":
        return "�"
    return character


def _width(shown: str) -> int:
    if unicodedata.category(shown) in _INVISIBLE:
        return 0
    return 2 if unicodedata.east_asian_width(shown) in "WF" else 1


def window(text: str, line: tuple[int, int], span: tuple[int, int], width: int) -> list[Cell]:
    """As much of the line as `width` columns hold, the span inside it; where it is cut stands `…`.

    Looks at no more than `width` characters on each side of the span's start: a line may be a megabyte long.
    """
    start, end = line
    marked_end = min(max(span[1], span[0] + 1), end)
    room = max(width - 2 * len(CUT), 8)
    inside = min(marked_end - span[0], room)
    left = max(start, span[0] - max(room - inside, 0) // 3) if end - start > room else start
    if end - left < room:
        left = max(start, end - room)
    taken = _fitting(text, left, end, room)
    stop = taken[-1].at + 1 if taken else left
    opening = [Cell(CUT, 1, -1)] if left > start else []
    return opening + taken + ([Cell(CUT, 1, -1)] if stop < end else [])


def _fitting(text: str, start: int, end: int, room: int) -> list[Cell]:
    taken: list[Cell] = []
    used = 0
    for cell in cells(text, start, min(end, start + 4 * room)):
        used += cell.width
        if used > room:
            break
        taken.append(cell)
    return taken


def beneath(row: list[Cell], span: tuple[int, int], mark: str = "^") -> str:
    """The line of marks that goes beneath a row: under each column of a character in the span. An empty span has one mark."""
    end = max(span[1], span[0] + 1)
    line = "".join((mark if span[0] <= cell.at < end else " ") * cell.width for cell in row).rstrip()
    return line if line.strip() or not row else " " * sum(cell.width for cell in row) + mark
