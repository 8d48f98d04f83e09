"""A decoded file in, the same number of characters out, with a line end only where a paragraph ends.

What every reader shares: `\\r` and the byte-order mark are blanked, rare line separators become line ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from factcheck.model import Span

_ODD = str.maketrans(
    {
        "\ufeff": " ",
        "\x0b": " ",
        "\x0c": "\n",
        "\x1c": "\n",
        "\x1d": "\n",
        "\x1e": "\n",
        "\x85": "\n",
        "\u2028": "\n",
        "\u2029": "\n",
    }
)
_LONG = 50
"""A line shorter than this was not broken for want of room: it is a heading, a list item, a by-line."""

_RARE = re.compile(f"[{''.join(map(chr, _ODD))}]")
"""Looking is far quicker than translating, and seldom finds anything."""
_SMALL = re.compile(r"\n(?=[ \t]*[a-zà-öø-ÿœ])")
_STOPS = frozenset('.!?…:;»”"')


def plain(source: str) -> str:
    """One character for one character: `\\n` for every kind of line end, a blank for the rest of it."""
    text = source.translate(_ODD) if _RARE.search(source) else source
    return text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text


def unwrap(text: str) -> str:
    """Line ends inside a hard-wrapped paragraph become blanks.

    A text is hard-wrapped when at least three lines run on in lower case in the next one and no line is longer than a
    screen: then only an empty line, or a short line before it, ends a paragraph.
    """
    lines = text.split("\n")
    soft = list(_soft(text))
    if len(soft) < 3 or max(map(len, lines)) > 2 * _LONG:
        return _blanked(text, soft)
    ends = [
        "\n" if len(line) < _LONG or not following.strip() else " "
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
    ]
    return "".join(line + end for line, end in zip(lines, ends, strict=True))[: len(text)]


def _soft(text: str) -> Iterator[Span]:
    """Line ends inside a sentence, with the blanks before them: a small letter follows, and no stop stands before."""
    for found in _SMALL.finditer(text):
        start = found.start()
        while text[start - 1 : start] in (" ", "\t"):
            start -= 1
        if start and not (text[start - 1].isspace() or text[start - 1] in _STOPS):
            yield start, found.end()


def _blanked(text: str, spans: Iterable[Span]) -> str:
    parts: list[str] = []
    at = 0
    for start, end in spans:
        parts += text[at:start], " " * (end - start)
        at = end
    return "".join((*parts, text[at:]))
